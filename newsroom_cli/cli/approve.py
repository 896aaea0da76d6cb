"""`newsroom approve`: a signature under a release as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.cli.signing import By, Date
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom


def approve(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The release.")],
    by: By = "",
    role: Annotated[str, typer.Option(help="In what role; else as newsroom.toml knows the person.")] = "",
    date: Date = None,
    directory: Directory = None,
) -> None:
    """Sign a release off as it is.

    Name, role, date and a digest of all that readers will see go into the file. A later edit makes the signature void;
    newsroom approvals shows what changed.

    Example: newsroom approve releases/2026-03-02-library.md --by "Ana Okafor" --role "Head of Communications"
    """
    from newsroom_cli.cli import options, signing
    from newsroom_cli.ledger import records
    from newsroom_cli.model import editing
    from newsroom_cli.newsroom.writer import in_place

    newsroom = options.newsroom(directory)
    release = in_place.opened(newsroom, options.release_path(newsroom, file))
    name = signing.name(by, newsroom, records.recorded_names(release))
    if any(records.same_person(name, signer) for signer in records.signers(release)):
        raise NewsroomError(
            f"{name} has signed this release as it is already",
            path=release.path,
            hint="newsroom approvals shows who signed",
        )
    approval = records.approval(release, by=name, role=_role(newsroom, name, role), date=signing.moment(date, newsroom))
    after = editing.append(release, "approvals", approval)
    in_place.save_release(newsroom, release, after)
    _say_approved(newsroom, after, name)


def _role(newsroom: Newsroom, name: str, role: str) -> str:
    """The signer's role: from the option, from newsroom.toml, or asked for."""
    from newsroom_cli.cli import ask
    from newsroom_cli.ledger import records

    listed_role = next((person.role for person in newsroom.config.people if records.same_person(person.name, name)), "")
    chosen = " ".join((role or listed_role or ask.text("Your role")).split())
    if not chosen:
        raise NewsroomError(f"newsroom.toml does not know in what role {name} signs", hint='say it: --role "Editor"')
    return chosen


def _say_approved(newsroom: Newsroom, release: Release, name: str) -> None:
    from newsroom_cli.cli import output
    from newsroom_cli.ledger import records
    from newsroom_cli.linter import check
    from newsroom_cli.linter.report import counted
    from newsroom_cli.model.release import APPROVED

    path = output.from_here(release.path, newsroom.root)
    signed, wanted = len(records.signers(release)), newsroom.config.approvals.required
    output.say(f"{output.paint('good', 'approved')} by {name}: {path}")
    if wanted:
        output.say(f"{signed} of {wanted} approvals" + ("" if signed >= wanted else f"; {wanted - signed} to go"))
    findings = (finding for finding in check.check(release, newsroom.config) if not finding.code.startswith("SO"))
    errors = sum(finding.severity == "error" for finding in findings)
    if errors:
        output.say(f"it has {counted(errors, 'error')} all the same: newsroom check {path}")
    elif signed >= wanted and release.status and release.status.value != APPROVED:
        output.say(f'when it may go out, set status = "{APPROVED}"')
