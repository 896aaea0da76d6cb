"""The steps of `newsroom email` and `newsroom export`: copies of a release, and records of which medium has which."""

from __future__ import annotations

import contextlib
import datetime as dt
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import MailForm
from newsroom_cli.cli.steps import naming
from newsroom_cli.cli.terminal import output
from newsroom_cli.language.dates import dates
from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.ledger import records
from newsroom_cli.linter import check
from newsroom_cli.model import disk
from newsroom_cli.model.config import RECORDS
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.language_tags import in_capitals
from newsroom_cli.model.release import DRAFT, EMBARGOED, PUBLIC, REVIEW, SCHEDULED, WAITING, Release
from newsroom_cli.model.release_file import slugify
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import history, moments, published
from newsroom_cli.newsroom.edition import AdvanceCopy, Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import MAIL
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing import blackouts, neighbours, staying
from newsroom_cli.publishing.builds import attaching, rehearsal
from newsroom_cli.publishing.leaks import single
from newsroom_cli.publishing.life import changes
from newsroom_cli.publishing.mail import facts, message
from newsroom_cli.publishing.word import handout


def refuse_options(advance: str | None, *, undo: bool, others: bool) -> None:
    """Raise NewsroomError for options that exclude each other; `others` says whether --proof or --as-of is given."""
    if advance is not None and others:
        raise NewsroomError(
            "a copy in advance is neither a proof nor a rehearsal", hint="leave out --proof and --as-of"
        )
    if undo and advance is None:
        raise NewsroomError("nobody says whose copy it is", hint='--undo --advance "The Ellery Post"')


def outlet_name(name: str) -> str:
    """The name of a medium on one line. Raises NewsroomError for a name that cannot be recorded."""
    outlet = unicodedata.normalize("NFC", " ".join(name.split()))
    if not outlet or not outlet.isprintable():
        raise NewsroomError("this names no medium", hint='--advance "The Ellery Post"')
    return outlet


def refuse(newsroom: Newsroom, release: Release, status: str, outlet: str) -> None:
    """Raise RefusedError unless a release is under embargo, or is public and the medium had a copy in advance."""
    shown_path = output.from_here(release.path, newsroom.root)
    if status == EMBARGOED or (status == PUBLIC and changes.has_copy(newsroom, release, outlet)):
        return
    if status == PUBLIC:
        raise RefusedError(
            f"this release is public, and {outlet} had no copy in advance", path=shown_path, hint="leave out --advance"
        )
    message = f"only an approved release whose embargo lies ahead is sent in advance; this one is {status}"
    hint = f"newsroom status {shlex.quote(shown_path)} says what is missing"
    if release.embargo is None:
        hint = f"newsroom embargo {shlex.quote(shown_path)} until TIME puts it under one; then it is approved again"
    elif release.status_name in (DRAFT, REVIEW):
        hint = f"approve it first: newsroom approve {shlex.quote(shown_path)}"
    elif status == SCHEDULED:
        message = "its embargo ends before its date, so a medium that keeps to it would be early"
        hint = f"correct the date, or: newsroom embargo {shlex.quote(shown_path)} until TIME"
    raise RefusedError(message, path=shown_path, hint=hint)


@contextlib.contextmanager
def noted(
    newsroom: Newsroom, release: Release, outlet: str, now: dt.datetime, *, is_for_program: bool
) -> Iterator[None]:
    """Note that a medium gets the present version of a release, unless the block that makes the copy fails; print that.

    The note comes first: a copy that nobody knows of would be worse than a note without a copy. Without an `outlet`
    nothing is noted. `is_for_program` says that the copy is a file that somebody opens in a mail program.
    """
    if not outlet:
        yield
        return
    record = changes.with_copy(newsroom, release, outlet, now=now)
    is_noted = changes.has_this_version(newsroom, release, outlet)
    if not is_noted:
        _print_similar_outlet(newsroom, release, outlet)
    with changes.saved(newsroom, record):
        yield
    if is_noted:
        output.say(f"it is noted already that {outlet} has this version")
    else:
        gets = "gets" if is_for_program else "has"
        output.say(f"noted that {outlet} {gets} this version; newsroom says so when it must hear of a change")
        command = shlex.join(("newsroom", "email", output.from_here(release.path, newsroom.root)))
        output.say(f"  not sent after all? {command} --advance {shlex.quote(outlet)} --undo")
    if history.repository(newsroom.root):
        path = published.path_of_record(newsroom.root, record.id) or RECORDS
        output.say(f"the note is in {output.from_here(path, newsroom.root)}; commit it with git, with the release")


def take_back(newsroom: Newsroom, release: Release, outlet: str) -> None:
    """Delete the record that a medium has a copy, or the last of several, and print that.

    Raises NewsroomError if no copy is noted.
    """
    record = changes.without_copy(newsroom, release, outlet)
    if record is None:
        names = changes.media(newsroom, release)
        hint = f"those with a copy: {', '.join(names)}" if names else "no medium has one"
        raise NewsroomError(f"{outlet} has no copy of this release", path=release.path, hint=hint)
    changes.save(newsroom, [], [record])
    left = "; an earlier copy of theirs stays noted" if changes.has_copy(newsroom, release, outlet) else ""
    output.say(f"{output.paint('good', 'taken back')}: the note that {outlet} has this copy{left}")


def _print_similar_outlet(newsroom: Newsroom, release: Release, outlet: str) -> None:
    """Print the most similar name among the media that have a copy, if this medium has none yet."""
    names = {name.lower(): name for name in changes.media(newsroom, release)}
    if outlet.lower() not in names and (near := nearest(outlet, names)):
        output.say(f"{names[near]} has a copy, too; if that is the same medium, use one name for it")


# --- as e-mail ------------------------------------------------------------------------------------------------


def email(
    newsroom: Newsroom,
    file: str | None,
    form: MailForm | None,
    advance: str | None,
    target: Path | None,
    as_of: str | None,
    *,
    proof: bool,
    undo: bool,
) -> None:
    """Print a release as e-mail, make an advance copy for a medium, or delete the record of one."""
    refuse_options(advance, undo=undo, others=proof or as_of is not None)
    stays = staying.stays_on_site(newsroom)
    path = naming.release_path(newsroom, file, reads_only=advance is None)
    release = staying.readable(newsroom.read(path), stays)
    outlet = outlet_name(advance) if advance is not None else ""
    if undo:
        take_back(newsroom, release, outlet)
        return
    now = options.moment_to_note(newsroom) if outlet else options.moment(as_of, newsroom)
    _refuse_errors(newsroom, release, now, is_strict=not proof, instead=target is None)
    if as_of is not None:
        newsroom = rehearsal.with_rehearsal_notice(newsroom, now)
    due_moments = options.due_moments(newsroom) if as_of is None else {}
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    if not proof:
        _refuse_mail(newsroom, release, status, outlet, now)
    status_of = staying.statuses_with_pages(newsroom.publication_statuses_at(now, due_moments), stays)
    edition = _edition(newsroom, release, status, status_of)
    if not edition.draft:
        edition = attaching.with_published_copies(edition, newsroom, release)
    if outlet and edition.draft:
        edition = _advance_copy(edition, outlet, now)
    form = form or (_FORMS.get(target.suffix.lower()) if target else None)
    is_for_program = form is None and target is None and sys.stdout.isatty()
    if is_for_program:
        form, target = MailForm.eml, _file_for_program(edition, outlet)
    render = {"html": message.page, "text": message.text, "eml": message.eml}[form or "html"]
    rendered = render(edition, newsroom.config, newsroom.own_templates)
    name = f"{edition.slug}.{'txt' if form is MailForm.text else form or 'html'}"
    if not proof:  # a proof stays in the office
        file_name = f"email/{name}"
        single.refuse_leaks(newsroom, {file_name: rendered}, now=now, subject_outputs={release.path: file_name})
    with noted(newsroom, release, outlet, now, is_for_program=is_for_program):
        options.deliver(newsroom, rendered, target, name)
    if is_for_program:
        to_do = (
            "put the reporter in as addressee" if outlet else "put your readers under Bcc, so that none sees the others"
        )
        output.say(f"open it in your mail program, {to_do}, and send it: nothing was sent")


_FORMS = {".eml": MailForm.eml, ".txt": MailForm.text}  # by the ending of the file to write; otherwise HTML


def _refuse_errors(
    newsroom: Newsroom, release: Release, now: dt.datetime, *, is_strict: bool, instead: bool = False
) -> None:
    """Print the errors in a release, and end with exit code 1.

    Unless `is_strict`, only a release that cannot be read is refused. `instead` says that stdout was for the copy.
    """
    document = newsroom.document(release)
    errors = check.errors(document) + check.errors_by_the_clock(document, newsroom.read, now=now)
    if release.broken or (errors and is_strict):
        output.refusals(errors, newsroom.root, instead=instead)
        raise typer.Exit(1)


def _file_for_program(edition: Edition, outlet: str) -> Path:
    """The file for a mail program, named after the medium that gets it, if any. Prints if it replaces another file."""
    file = Path(f"{edition.slug}-{slugify(outlet) or 'copy'}.eml" if outlet else f"{edition.slug}.eml")
    if disk.is_there(file):
        output.say(f"{file} was there already; the new {'copy' if outlet else 'mail'} replaces it")
    return file


def _edition(newsroom: Newsroom, release: Release, status: str, status_of: StatusOf) -> Edition:
    """The release as on its page if it is public; otherwise as a draft."""
    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    return neighbours.with_siblings_on_site(edition, newsroom, status_of)


def _refuse_mail(newsroom: Newsroom, release: Release, status: str, outlet: str, now: dt.datetime) -> None:
    """Raise RefusedError for a mail that would show what is not public; `outlet` is the medium of a copy in advance."""
    if outlet:
        refuse(newsroom, release, status, outlet)
    elif status != PUBLIC:
        hint = "--proof shows it marked as a proof, --as-of TIME as a rehearsal"
        hint = f"--advance OUTLET makes a copy for a medium; {hint}" if status == EMBARGOED else hint
        path = output.from_here(release.path, newsroom.root)
        raise RefusedError(f"this release is not public: its status is {status}", path=path, hint=hint)
    _refuse_waiting(newsroom, release, now)


def _refuse_waiting(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise RefusedError for a public release whose change a blackout holds: the mail would have the new words."""
    config = newsroom.config
    may_wait = config.blackout and not config.rehearsal
    on_site = manifests.manifest_of(newsroom.output).published if may_wait else {}
    if ends := blackouts.waits_until(newsroom, release, on_site, now):
        raise RefusedError(
            f"a blackout holds its change until {moments.in_words(ends, newsroom.config)}",
            path=output.from_here(release.path, newsroom.root),
            hint="--proof shows it marked as a proof; the mail as it is public lies in the output folder",
        )


def _advance_copy(edition: Edition, outlet: str, now: dt.datetime) -> Edition:
    """The edition for a medium, without this newsroom's files, which nobody can load before publication."""
    web_pictures = tuple(picture for picture in edition.pictures if not picture.file)
    names = [picture.file for picture in edition.pictures if picture.file]
    if names := [*names, *(attachment.file for attachment in edition.attachments)]:
        output.say(f"not public yet, so not in the copy: attach {', '.join(names)}")
    advance = AdvanceCopy(outlet, now.replace(microsecond=0))
    return edition._replace(advance=advance, pictures=web_pictures, attachments=())


# --- as a Word file -------------------------------------------------------------------------------------------


def export(
    newsroom: Newsroom, file: str | None, form: str, target: Path | None, advance: str | None, *, force: bool
) -> None:
    """Write a release as a Word file for a reporter."""
    _refuse_other_form(form, target)
    stays = staying.stays_on_site(newsroom)
    path = naming.release_path(newsroom, file, reads_only=advance is None)
    release = staying.readable(newsroom.read(path), stays)
    outlet = outlet_name(advance) if advance is not None else ""
    now = options.moment_to_note(newsroom) if outlet else options.moment(None, newsroom)
    due_moments = options.due_moments(newsroom)
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    _refuse_errors(newsroom, release, now, is_strict=status in (PUBLIC, *WAITING))
    if outlet:
        refuse(newsroom, release, status, outlet)
    standing = "" if status == PUBLIC else "-embargoed" if status in WAITING else "-draft"
    written = _file_to_write(target, f"{release.slug}{standing}.{DOCX}", force=force)
    status_of = staying.statuses_with_pages(newsroom.publication_statuses_at(now, due_moments), stays)
    edition = _edition(newsroom, release, status, status_of)
    banner = list(_banner(edition, newsroom, status))
    data = handout.handout(edition, newsroom.config, newsroom.own_templates, newsroom.content_of, banner=banner)
    name = f"{release.slug}.{DOCX}"
    single.refuse_leaks(newsroom, {name: data}, now=now, subject_outputs={release.path: name})
    with noted(newsroom, release, outlet, now, is_for_program=False):
        in_place.deliver(newsroom, written, data)
        output.say(f"wrote {written}" + (f", marked: {'; '.join(banner)}" if banner else ""))
        if status != PUBLIC and not records.signers(newsroom.with_files(release)):
            output.say("nobody has signed these words: newsroom approve comes first if it leaves the house")
    if status in WAITING and not outlet:
        output.say("nobody is noted as having this copy; --advance OUTLET notes it, for word of a later change")


DOCX = "docx"
# Other names of docx, and other kinds of files that people ask for, each with the remedy.
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


def _refuse_other_form(form: str, target: Path | None) -> None:
    """Print that docx is written, if `form` is another name for Word files.

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
    words = theme.words(newsroom.own_templates, edition.language, MAIL)
    if status not in (PUBLIC, *WAITING):
        yield in_capitals(words.draft, words.language)
    moment = edition.embargo or (edition.published if status in WAITING else None)
    if status != PUBLIC and moment is not None:
        local = dates.local(moment, newsroom.config.zone)
        yield f"{in_capitals(words.embargo, words.language)} {facts.embargo_in_words(local, edition.language)}"


def _file_to_write(target: Path | None, name: str, *, force: bool) -> Path:
    """The file to write. Raises NewsroomError if its folder is missing, or if it exists already, unless `force`."""
    path = options.target_file(target or Path(name), name)
    if disk.is_there(path) and not force:
        hint = "name another: -o FILE, or replace it: --force"
        raise NewsroomError("this file is there already, and somebody may have written in it", path=path, hint=hint)
    return path
