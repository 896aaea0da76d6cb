"""`newsroom email`: one release as e-mail."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.shared_options import AsOf, Directory, File, MailForm, Target
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import DRAFT, EMBARGOED, PUBLIC, REVIEW

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.language.links.linked import StatusOf
    from newsroom_cli.ledger.published import Record
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.edition import Edition
    from newsroom_cli.newsroom.folder import Newsroom


def email(
    file: File = None,
    form: Annotated[
        MailForm, typer.Option("--format", "-f", help="HTML, plain text, or a whole message.")
    ] = MailForm.html,
    proof: Annotated[
        bool, typer.Option("--proof", help="Render it though it is not public, marked as a proof.")
    ] = False,
    advance: Annotated[
        str | None, typer.Option("--advance", metavar="OUTLET", help="An embargoed copy for this medium, recorded.")
    ] = None,
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print a release as e-mail.

    As HTML, as plain text, or as an .eml file that a mail program opens. Only a public release without errors is
    rendered; --proof shows any, marked as a proof; --as-of rehearses another moment, and says so in the mail.

    With --advance it is a copy of an embargoed release for a medium: the embargo stands on top of subject, page and
    text. Who got which version is recorded, and newsroom status says who must hear of a later change. A medium that
    has a copy gets what changed after publication in the same way.

    Example: newsroom email releases/2026-03-02-library.md --format eml -o library.eml
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.linter import check
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import changes, rehearsal
    from newsroom_cli.publishing.leaks import single
    from newsroom_cli.publishing.mail import message

    if advance is not None and (proof or as_of is not None):
        raise NewsroomError(
            "a copy in advance is neither a proof nor a rehearsal", hint="leave out --proof and --as-of"
        )
    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=advance is None))
    errors = check.errors(release, newsroom.config)
    if release.broken or (errors and not proof):
        output.refusals(errors, newsroom.root)
        raise typer.Exit(1)
    now = options.moment(as_of, newsroom)
    if as_of is not None:
        newsroom = rehearsal.marked(newsroom, now)
    due_moments = manifests.published_in(newsroom.output) if as_of is None else {}
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    outlet = _outlet_name(advance) if advance is not None else ""
    if not proof:
        _refuse_mail(newsroom, release, status, outlet, now)
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = _edition(newsroom, release, status, status_of)
    if outlet and edition.draft:
        edition = _advance_copy(edition, outlet, now)
    rendered = {"html": message.page, "text": message.text, "eml": message.eml}[form](
        edition, newsroom.config, newsroom.own
    )
    name = f"{edition.slug}.{'txt' if form is MailForm.text else form}"
    if not proof:  # a proof is for those who write
        single.refuse_leaks(
            newsroom, {f"email/{name}": rendered}, now=now, subject_outputs={release.path: f"email/{name}"}
        )
    new_records = [changes.with_copy(newsroom, release, outlet, now=now)] if outlet else []
    options.deliver(newsroom, rendered, target, name)
    if new_records:
        _save_copy_record(outlet, new_records, newsroom, release)


def _edition(newsroom: Newsroom, release: Release, status: str, status_of: StatusOf) -> Edition:
    """The release as its mail page has it, if it is public; else as a draft."""
    from newsroom_cli.publishing import attaching, neighbours

    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=status_of)
    edition = neighbours.with_siblings_on_site(edition, newsroom, status_of)
    return edition if edition.draft else attaching.with_published_copies(edition, newsroom, release)


def _save_copy_record(outlet: str, new_records: list[Record], newsroom: Newsroom, release: Release) -> None:
    """Save the record of the copy that a medium got, and print that."""
    from newsroom_cli.cli import output
    from newsroom_cli.publishing import changes

    is_known = changes.has_this_version(newsroom, release, outlet)
    if not is_known:
        _print_similar_outlet(outlet, newsroom, release)
    changes.save(newsroom, [], new_records)
    known, new = f"it is recorded already that {outlet} has this version", f"recorded that {outlet} has this version"
    output.say(known if is_known else f"{new}; commit the record")


def _outlet_name(name: str) -> str:
    """The name of a medium on one line. Raises NewsroomError for a name that cannot be recorded."""
    outlet = " ".join(name.split())
    if not outlet or not outlet.isprintable():
        raise NewsroomError("this names no medium", hint='--advance "The Ellery Post"')
    return outlet


def _print_similar_outlet(outlet: str, newsroom: Newsroom, release: Release) -> None:
    """Print the most similar name among the media that have a copy, if this medium has none yet."""
    from newsroom_cli.cli import output
    from newsroom_cli.model.toml.values import nearest
    from newsroom_cli.publishing import changes

    names = {name.lower(): name for name in changes.media(newsroom, release)}
    if outlet.lower() not in names and (near := nearest(outlet, names)):
        output.say(f"{names[near]} has a copy, too; if that is the same medium, use one name for it")


def _refuse_mail(newsroom: Newsroom, release: Release, status: str, outlet: str, now: dt.datetime) -> None:
    """Raise RefusedError for a mail that would show what is not public; `outlet` is the medium of a copy in advance."""
    if outlet:
        _refuse_copy(newsroom, release, status, outlet)
    else:
        _refuse_unpublished(newsroom, release, status)
    _refuse_waiting(newsroom, release, now)


def _refuse_unpublished(newsroom: Newsroom, release: Release, status: str) -> None:
    """Raise RefusedError unless the release is public."""
    from newsroom_cli.cli import output

    if status != PUBLIC:
        raise RefusedError(
            f"this release is not public: it is {status}",
            path=output.from_here(release.path, newsroom.root),
            hint="--proof shows it marked as a proof, --as-of TIME as a rehearsal",
        )


def _refuse_waiting(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise RefusedError for a public release whose change a blackout holds: the mail would have the new words."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import moments
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import blackouts

    config = newsroom.config
    may_wait = config.blackout and not config.rehearsal
    on_site = blackouts.published(manifests.manifest_of(newsroom.output)) if may_wait else {}
    if ends := blackouts.waits_until(newsroom, release, on_site, now):
        raise RefusedError(
            f"a blackout holds its change until {moments.in_words(ends, newsroom.config.zone)}",
            path=output.from_here(release.path, newsroom.root),
            hint="--proof shows it marked as a proof; the mail as it is public lies in the output folder",
        )


def _refuse_copy(newsroom: Newsroom, release: Release, status: str, outlet: str) -> None:
    """Raise RefusedError unless the release is under embargo, or is public and the medium had a copy before."""
    from newsroom_cli.cli import output
    from newsroom_cli.publishing import changes

    shown_path = output.from_here(release.path, newsroom.root)
    if status == EMBARGOED or (status == PUBLIC and changes.has_copy(newsroom, release, outlet)):
        return
    if status == PUBLIC:
        raise RefusedError(
            f"this release is public, and {outlet} had no copy in advance", path=shown_path, hint="leave out --advance"
        )
    hint = f"newsroom status {shlex.quote(shown_path)} says what is missing"
    if release.embargo is None:
        hint = f"set its embargo, and approve it: newsroom approve {shlex.quote(shown_path)}"
    elif release.status_name in (DRAFT, REVIEW):
        hint = f"approve it first: newsroom approve {shlex.quote(shown_path)}"
    raise RefusedError(
        f"only an approved release whose embargo lies ahead is sent in advance; this one is {status}",
        path=shown_path,
        hint=hint,
    )


def _advance_copy(edition: Edition, outlet: str, now: dt.datetime) -> Edition:
    """The edition for a medium, without this newsroom's files, which nobody can load before publication."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom.edition import AdvanceCopy

    web_pictures = tuple(picture for picture in edition.pictures if not picture.file)
    names = [picture.file for picture in edition.pictures if picture.file]
    if names := [*names, *(attachment.file for attachment in edition.attachments)]:
        output.say(f"not public yet, so not in the copy: attach {', '.join(names)}")
    advance = AdvanceCopy(outlet, now.replace(microsecond=0))
    return edition._replace(advance=advance, pictures=web_pictures, attachments=())
