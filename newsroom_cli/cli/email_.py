"""`newsroom email`: one release as e-mail."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import AsOf, Directory, File, MailForm, Target


def email(
    file: File = None,
    form: Annotated[
        MailForm | None,
        typer.Option(
            "--format", "-f", help="HTML, plain text, or a whole message; else as -o ends, or HTML, on a terminal eml."
        ),
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="Render it even if it is not public, marked as a proof.")
    ] = False,
    advance: Annotated[
        str | None,
        typer.Option("--advance", metavar="OUTLET", help="Make and record an embargoed copy for this outlet."),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Delete the record that the outlet has a copy.")] = False,
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print a release as e-mail.

    As HTML, as plain text, or as an .eml file that a mail program opens, which is the default on a terminal. Only a
    public release without errors is rendered; --proof shows any, marked; --as-of rehearses another moment, and says so
    in the mail.

    With --advance it is a copy of an embargoed release for a news outlet: the embargo stands on top of subject, page
    and text. newsroom records who has which version, and says who must hear of a later change. An outlet that has a
    copy gets changes after publication in the same way. --undo deletes the record.

    Example: newsroom email releases/2026-03-02-library.md --format eml -o library.eml
    """
    from newsroom_cli.cli.steps import copies

    copies.email(options.newsroom(directory), file, form, advance, target, as_of, proof=proof, undo=undo)
