"""`newsroom approve` and `newsroom approvals`: sign a release, and show who signed it."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import By, Date, Directory, File, TableOrJson, file_argument, printable

Role = Annotated[
    str, typer.Option("--role", help="In what role; else as newsroom.toml knows the person.", callback=printable)
]


def approve(
    file: Annotated[str | None, file_argument("the last changed that is to be signed")] = None,
    by: By = "",
    role: Role = "",
    date: Date = None,
    sign_only: Annotated[bool, typer.Option("--sign-only", help="Sign, and leave the status as it is.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask: approve with the last signature.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take your own signature back.")] = False,
    directory: Directory = None,
) -> None:
    """Sign a release off as it is, and approve it when nothing else is missing.

    Name, role, date and a digest of the words go into the file. A later edit voids the signature; newsroom approvals
    shows what changed. A release with errors is not signed. The last signature that newsroom.toml requires sets the
    status to approved: the release then goes out with the first newsroom build after its date and embargo.

    A signature and status = "approved" are two things: the signature says who agreed to which words, the status lets
    the release out. Where newsroom.toml requires no signature, the status alone is enough.

    Example: newsroom approve releases/2026-03-02-library.md --by "Ana Okafor" --role "Head of Communications"
    """
    from newsroom_cli.cli.steps import approving

    approving.approve(options.newsroom(directory), file, by, role, date, sign_only=sign_only, yes=yes, undo=undo)


def approvals(
    file: File = None,
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TableOrJson.table,
    directory: Directory = None,
) -> None:
    """Show who signed a release off, and what changed since.

    Names the words that changed if git has the signed version, else only the parts.

    Example: newsroom approvals releases/2026-03-02-library.md
    """
    from newsroom_cli.cli.steps import approving

    approving.approvals(options.newsroom(directory), file, form)
