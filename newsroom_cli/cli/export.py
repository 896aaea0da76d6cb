"""`newsroom export`: a release as a file for reporters."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.shared_options import Directory, File
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC, WAITING

if TYPE_CHECKING:
    from newsroom_cli.newsroom.edition import Edition
    from newsroom_cli.newsroom.folder import Newsroom


class Form(StrEnum):
    """The kinds of files that reporters get."""

    docx = "docx"


def export(
    file: File = None,
    form: Annotated[Form, typer.Option("--to", help="docx for Word and other word processors.")] = Form.docx,
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
    from newsroom_cli.cli import options, output
    from newsroom_cli.ledger import records
    from newsroom_cli.linter import check
    from newsroom_cli.newsroom.writer import in_place
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import neighbours
    from newsroom_cli.publishing.leaks import single
    from newsroom_cli.publishing.word import handout

    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=advance is None))
    outlet = advance_copies.outlet_name(advance) if advance is not None else ""
    now = options.moment(None, newsroom)
    due_moments = manifests.published_in(newsroom.output)
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    errors = check.errors(release, newsroom.config)
    errors += check.errors_by_the_clock(newsroom.document(release), newsroom.read, now=now)
    if release.broken or (errors and status in (PUBLIC, *WAITING)):
        output.refusals(errors, newsroom.root)
        raise typer.Exit(1)
    if outlet:
        advance_copies.refuse(newsroom, release, status, outlet)
    standing = "" if status == PUBLIC else "-embargoed" if status in WAITING else "-draft"
    written = _target(target, f"{release.slug}{standing}.{form}", force=force)
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    edition = neighbours.with_siblings_on_site(edition, newsroom, status_of)
    banner = list(_banner(edition, newsroom, status))
    data = handout.handout(edition, newsroom.config, newsroom.own, newsroom.content_of, banner=banner)
    name = f"{release.slug}.{form}"
    single.refuse_leaks(newsroom, {name: data}, now=now, subject_outputs={release.path: name})
    in_place.deliver(newsroom, written, data)
    output.say(f"wrote {written}" + (f", marked: {'; '.join(banner)}" if banner else ""))
    if status != PUBLIC and not records.signers(newsroom.with_files(release)):
        output.say("nobody has signed these words: newsroom approve comes first if it leaves the house")
    if outlet:
        advance_copies.note(newsroom, release, outlet, now)
    elif status in WAITING:
        output.say("nobody is noted as having this copy; --advance OUTLET notes it, for word of a later change")


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
        yield f"{words.embargo.upper()}: {facts.embargo_in_words(local, edition.language)}"


def _target(target: Path | None, name: str, *, force: bool) -> Path:
    """The file to write. Raises NewsroomError if it is there already, or its folder is not."""
    from newsroom_cli.model import disk

    path = target or Path(name)
    path = path / name if disk.is_folder(path) else path
    if not disk.is_folder(path.parent):
        raise NewsroomError("there is no such folder", path=path.parent, hint="make it first, or name another: -o FILE")
    if disk.is_there(path) and not force:
        hint = "name another: -o FILE, or replace it: --force"
        raise NewsroomError("this file is there already, and somebody may have written in it", path=path, hint=hint)
    return path
