"""`newsroom email`: one release as e-mail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.cli.shared_options import AsOf, Directory, MailForm, Target
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import EMBARGOED, Release


def email(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The release.")],
    form: Annotated[
        MailForm, typer.Option("--format", "-f", help="HTML, plain text, or a whole message.")
    ] = MailForm.html,
    proof: Annotated[
        bool, typer.Option("--proof", help="Render it though it is not public, marked as a proof.")
    ] = False,
    advance: Annotated[
        str, typer.Option("--advance", metavar="OUTLET", help="An embargoed copy for this medium; it is recorded.")
    ] = "",
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print a release as e-mail.

    As HTML, as plain text, or as an .eml file that a mail program opens. Only a public release without errors is
    rendered; --proof shows any, marked as a proof; --as-of rehearses another moment, and says so in the mail.

    With --advance it is a copy of an embargoed release for a medium: the embargo stands on top of subject, page and
    text. Who got which version is recorded, and newsroom status says who must hear of a later change.

    Example: newsroom email releases/2026-03-02-library.md --format eml -o library.eml
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.linter import check
    from newsroom_cli.newsroom.folder import PUBLIC
    from newsroom_cli.publishing import changes, rehearsal
    from newsroom_cli.publishing.mail import message

    if advance and (proof or as_of is not None):
        raise NewsroomError(
            "a copy in advance is neither a proof nor a rehearsal", hint="leave out --proof and --as-of"
        )
    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file))
    errors = [finding for finding in check.check(release, newsroom.config, errors=True) if finding.severity == "error"]
    if release.broken or (errors and not proof):
        output.refusals(errors, newsroom.root)
        raise typer.Exit(1)
    now = options.moment(as_of, newsroom)
    if as_of is not None:
        newsroom = rehearsal.marked(newsroom, now)
    status = newsroom.publication_status(newsroom.document(release), now)
    if advance:
        _refuse_without_embargo(release, status, output.from_here(release.path, newsroom.root))
    elif status != PUBLIC and not proof:
        raise RefusedError(
            f"this release is not public: it is {status}",
            path=output.from_here(release.path, newsroom.root),
            hint="--proof shows it marked as a proof, --as-of TIME as a rehearsal",
        )
    edition = newsroom.edition(release, draft=status != PUBLIC, status_of=newsroom.publication_statuses_at(now))
    if advance:
        edition = edition._replace(advance=advance)
        changes.save(newsroom, [], [changes.with_copy(newsroom, release, advance, now=now)])
    rendered = {"html": message.html, "text": message.text, "eml": message.eml}[form](
        edition, newsroom.config, newsroom.own
    )
    options.deliver(newsroom, rendered, target, f"{edition.slug}.{'txt' if form is MailForm.text else form}")


def _refuse_without_embargo(release: Release, status: str, shown: str) -> None:
    if status != EMBARGOED:
        raise RefusedError(
            f"only an approved release whose embargo lies ahead is sent in advance; this one is {status}",
            path=shown,
            hint="set its embargo, and approve it: newsroom approve" if release.embargo is None else "newsroom status",
        )
