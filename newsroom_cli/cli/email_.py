"""`newsroom email`: one release as e-mail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import options, output
from newsroom_cli.cli.shared_options import AsOf, Directory, File, MailForm, Target
from newsroom_cli.model import disk
from newsroom_cli.model.errors import RefusedError
from newsroom_cli.model.release import EMBARGOED, PUBLIC, Release
from newsroom_cli.model.release_file import slugify

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.language.links.linked import StatusOf
    from newsroom_cli.newsroom.edition import Edition
    from newsroom_cli.newsroom.folder import Newsroom


def email(
    file: File = None,
    form: Annotated[
        MailForm | None,
        typer.Option("--format", "-f", help="HTML, plain text, or a whole message; else HTML, on a terminal eml."),
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="Render it though it is not public, marked as a proof.")
    ] = False,
    advance: Annotated[
        str | None, typer.Option("--advance", metavar="OUTLET", help="An embargoed copy for this medium, noted.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the note back that the medium has a copy.")] = False,
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print a release as e-mail.

    As HTML, as plain text, or as an .eml file that a mail program opens; on a terminal as that. Only a public release
    without errors is rendered; --proof shows any, marked; --as-of rehearses another moment, and says so in the mail.

    With --advance it is a copy of an embargoed release for a medium: the embargo stands on top of subject, page and
    text. Who has which version is noted, and newsroom says who
    must hear of a later change. A medium that has a copy gets what changed after publication in the same way. --undo
    takes the note back.

    Example: newsroom email releases/2026-03-02-library.md --format eml -o library.eml
    """
    from newsroom_cli.cli import advance as advance_copies
    from newsroom_cli.publishing import rehearsal
    from newsroom_cli.publishing.leaks import single

    advance_copies.refuse_options(advance, undo=undo, others=proof or as_of is not None)
    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=advance is None))
    outlet = advance_copies.outlet_name(advance) if advance is not None else ""
    if undo:
        advance_copies.take_back(newsroom, release, outlet)
        return
    now = options.moment(as_of, newsroom)
    _refuse_errors(newsroom, release, now, proof=proof, target=target)
    if as_of is not None:
        newsroom = rehearsal.marked(newsroom, now)
    due_moments = options.due_moments(newsroom) if as_of is None else {}
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    if not proof:
        _refuse_mail(newsroom, release, status, outlet, now)
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = _edition(newsroom, release, status, status_of)
    if outlet and edition.draft:
        edition = _advance_copy(edition, outlet, now)
    is_for_program = form is None and target is None and sys.stdout.isatty()
    if is_for_program:
        form, target = MailForm.eml, _file_for_program(edition, outlet)
    rendered = _rendered(edition, newsroom, form)
    name = f"{edition.slug}.{'txt' if form is MailForm.text else form or 'html'}"
    if not proof:  # a proof is for those who write
        file_name = f"email/{name}"
        single.refuse_leaks(newsroom, {file_name: rendered}, now=now, subject_outputs={release.path: file_name})
    options.deliver(newsroom, rendered, target, name)
    if outlet:
        advance_copies.note(newsroom, release, outlet, now, is_for_program=is_for_program)
    if is_for_program:
        _print_how_to_send(outlet)


def _rendered(edition: Edition, newsroom: Newsroom, form: MailForm | None) -> bytes:
    """The mail in a form; else its HTML."""
    from newsroom_cli.publishing.mail import message

    render = {"html": message.page, "text": message.text, "eml": message.eml}[form or "html"]
    return render(edition, newsroom.config, newsroom.own)


def _print_how_to_send(outlet: str) -> None:
    """Say that the mail is a file, and what to do with it; `outlet` is the medium that gets it, if it is a copy."""
    to_do = "put the reporter in as addressee" if outlet else "put your readers under Bcc, so that none sees the others"
    output.say(f"open it in your mail program, {to_do}, and send it: nothing was sent")


def _refuse_errors(newsroom: Newsroom, release: Release, now: dt.datetime, *, proof: bool, target: Path | None) -> None:
    """Print the errors in a release and end with exit code 1; a proof may have errors, if it can be read."""
    from newsroom_cli.linter import check

    errors = check.errors(release, newsroom.config)
    errors += check.errors_by_the_clock(newsroom.document(release), newsroom.read, now=now)
    if release.broken or (errors and not proof):
        output.refusals(errors, newsroom.root, instead=target is None)
        raise typer.Exit(1)


def _file_for_program(edition: Edition, outlet: str) -> Path:
    """The file for a mail program, named after the medium that gets it, if any; prints whether it replaces another."""
    file = Path(f"{edition.slug}-{slugify(outlet) or 'copy'}.eml" if outlet else f"{edition.slug}.eml")
    if disk.is_there(file):
        output.say(f"{file} was there already; the new {'copy' if outlet else 'mail'} replaces it")
    return file


def _edition(newsroom: Newsroom, release: Release, status: str, status_of: StatusOf) -> Edition:
    """The release as its mail page has it, if it is public; else as a draft."""
    from newsroom_cli.publishing import attaching, neighbours

    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    edition = neighbours.with_siblings_on_site(edition, newsroom, status_of)
    return edition if edition.draft else attaching.with_published_copies(edition, newsroom, release)


def _refuse_mail(newsroom: Newsroom, release: Release, status: str, outlet: str, now: dt.datetime) -> None:
    """Raise RefusedError for a mail that would show what is not public; `outlet` is the medium of a copy in advance."""
    from newsroom_cli.cli import advance as advance_copies

    if outlet:
        advance_copies.refuse(newsroom, release, status, outlet)
    else:
        _refuse_unpublished(newsroom, release, status)
    _refuse_waiting(newsroom, release, now)


def _refuse_unpublished(newsroom: Newsroom, release: Release, status: str) -> None:
    """Raise RefusedError unless the release is public."""
    if status != PUBLIC:
        hint = "--proof shows it marked as a proof, --as-of TIME as a rehearsal"
        hint = f"--advance OUTLET makes a copy for a medium; {hint}" if status == EMBARGOED else hint
        path = output.from_here(release.path, newsroom.root)
        raise RefusedError(f"this release is not public: it is {status}", path=path, hint=hint)


def _refuse_waiting(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise RefusedError for a public release whose change a blackout holds: the mail would have the new words."""
    from newsroom_cli.newsroom import moments
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import blackouts

    config = newsroom.config
    may_wait = config.blackout and not config.rehearsal
    on_site = blackouts.published(manifests.manifest_of(newsroom.output)) if may_wait else {}
    if ends := blackouts.waits_until(newsroom, release, on_site, now):
        raise RefusedError(
            f"a blackout holds its change until {moments.in_words(ends, newsroom.config)}",
            path=output.from_here(release.path, newsroom.root),
            hint="--proof shows it marked as a proof; the mail as it is public lies in the output folder",
        )


def _advance_copy(edition: Edition, outlet: str, now: dt.datetime) -> Edition:
    """The edition for a medium, without this newsroom's files, which nobody can load before publication."""
    from newsroom_cli.newsroom.edition import AdvanceCopy

    web_pictures = tuple(picture for picture in edition.pictures if not picture.file)
    names = [picture.file for picture in edition.pictures if picture.file]
    if names := [*names, *(attachment.file for attachment in edition.attachments)]:
        output.say(f"not public yet, so not in the copy: attach {', '.join(names)}")
    advance = AdvanceCopy(outlet, now.replace(microsecond=0))
    return edition._replace(advance=advance, pictures=web_pictures, attachments=())
