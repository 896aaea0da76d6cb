"""`newsroom export`: a release as a file for reporters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import options, output
from newsroom_cli.cli.shared_options import Directory, File
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC, WAITING
from newsroom_cli.model.toml.values import nearest

if TYPE_CHECKING:
    from newsroom_cli.newsroom.edition import Edition
    from newsroom_cli.newsroom.folder import Newsroom


DOCX = "docx"
# What people call it, and the other kinds of files that they ask for, with what to do for each.
_WORD = ("word", "doc", "msword", "winword", "office")
_OTHERS = {
    "pdf": "newsroom preview FILE shows the page: print it there, and choose to save it as a PDF",
    **dict.fromkeys(
        ("odt", "rtf", "pages"), "write --to docx, which LibreOffice, Pages and others open and save as that"
    ),
    **dict.fromkeys(("html", "htm", "web"), "newsroom email FILE --format html writes it"),
    **dict.fromkeys(("txt", "text", "plain"), "newsroom email FILE --format text writes it"),
    **dict.fromkeys(("eml", "mail", "email"), "newsroom email FILE --format eml writes it"),
    **dict.fromkeys(("md", "markdown"), "the release is such a file: newsroom open --edit FILE shows it"),
}


def export(
    file: File = None,
    form: Annotated[str, typer.Option("--to", metavar="KIND", help="docx, for Word and other word processors.")] = DOCX,
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; else here, named after the release."),
    ] = None,
    advance: Annotated[
        str | None,
        typer.Option("--advance", metavar="OUTLET", help="Note that this medium has the copy, before publication."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    directory: Directory = None,
) -> None:
    """Write a release as a Word file for a reporter.

    It has headings, lists, tables, quotes, links and pictures in styles that Word knows. What is not public carries
    DRAFT, or the end of its embargo, on top of every page, and has that in its name. A file that is there is not
    replaced.

    With --advance it is noted who has which version of an embargoed release, and newsroom says who must hear of a
    later change.

    Example: newsroom export releases/2026-03-02-library.md --to docx
    """
    from newsroom_cli.cli import advance as advance_copies
    from newsroom_cli.ledger import records
    from newsroom_cli.linter import check
    from newsroom_cli.newsroom.writer import in_place
    from newsroom_cli.publishing import neighbours
    from newsroom_cli.publishing.leaks import single
    from newsroom_cli.publishing.word import handout

    _refuse_other_form(form, target)
    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=advance is None))
    outlet = advance_copies.outlet_name(advance) if advance is not None else ""
    now = options.moment(None, newsroom)
    due_moments = options.due_moments(newsroom)
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    errors = check.errors(release, newsroom.config)
    errors += check.errors_by_the_clock(newsroom.document(release), newsroom.read, now=now)
    if release.broken or (errors and status in (PUBLIC, *WAITING)):
        output.refusals(errors, newsroom.root)
        raise typer.Exit(1)
    if outlet:
        advance_copies.refuse(newsroom, release, status, outlet)
    standing = "" if status == PUBLIC else "-embargoed" if status in WAITING else "-draft"
    written = _target(target, f"{release.slug}{standing}.{DOCX}", force=force)
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    edition = neighbours.with_siblings_on_site(edition, newsroom, status_of)
    banner = list(_banner(edition, newsroom, status))
    data = handout.handout(edition, newsroom.config, newsroom.own, newsroom.content_of, banner=banner)
    name = f"{release.slug}.{DOCX}"
    single.refuse_leaks(newsroom, {name: data}, now=now, subject_outputs={release.path: name})
    in_place.deliver(newsroom, written, data)
    output.say(f"wrote {written}" + (f", marked: {'; '.join(banner)}" if banner else ""))
    if status != PUBLIC and not records.signers(newsroom.with_files(release)):
        output.say("nobody has signed these words: newsroom approve comes first if it leaves the house")
    if outlet:
        advance_copies.note(newsroom, release, outlet, now)
    elif status in WAITING:
        output.say("nobody is noted as having this copy; --advance OUTLET notes it, for word of a later change")


def _refuse_other_form(form: str, target: Path | None) -> None:
    """Say what is written for a name that people give to Word files.

    Raises NewsroomError if `form` or the name of the file asks for another kind of file than docx.
    """
    asked, ending = form.lower().lstrip("."), target.suffix.lower().lstrip(".") if target else ""
    for kind in (asked, ending):
        if kind in _OTHERS:
            raise NewsroomError(f"newsroom export writes no {kind}", hint=_OTHERS[kind])
    if ending == "doc":
        raise NewsroomError("newsroom export writes docx, and not the old doc", path=target, hint="name it *.docx")
    if asked in _WORD:
        output.say(f"{form} is docx here, which Word and other word processors open")
    elif asked != DOCX:
        near = nearest(asked, (DOCX, *_WORD, *_OTHERS))
        raise NewsroomError(f'--to: there is no "{form}"', hint=f"did you mean {near}?" if near else "it is docx")


def _banner(edition: Edition, newsroom: Newsroom, status: str) -> Iterator[str]:
    """Yield the warnings at the top of a release that is not public: that it is a draft, and its embargo."""
    from newsroom_cli.language.dates import dates
    from newsroom_cli.newsroom import theme
    from newsroom_cli.newsroom.words import MAIL
    from newsroom_cli.publishing.mail import facts

    words = theme.words(newsroom.own, edition.language, MAIL)
    if status not in (PUBLIC, *WAITING):
        yield words.draft.upper()
    moment = edition.embargo or (edition.published if status in WAITING else None)
    if status != PUBLIC and moment is not None:
        local = dates.local(moment, newsroom.config.zone)
        yield f"{words.embargo.upper()} {facts.embargo_in_words(local, edition.language)}"


def _target(target: Path | None, name: str, *, force: bool) -> Path:
    """The file to write. Raises NewsroomError if it is there already, or its folder is not."""
    path = target or Path(name)
    path = path / name if disk.is_folder(path) else path
    if not disk.is_folder(path.parent):
        raise NewsroomError("there is no such folder", path=path.parent, hint="make it first, or name another: -o FILE")
    if disk.is_there(path) and not force:
        hint = "name another: -o FILE, or replace it: --force"
        raise NewsroomError("this file is there already, and somebody may have written in it", path=path, hint=hint)
    return path
