"""`newsroom correct`, `withdraw` and `record`: tell readers of changes in public releases, and record their words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsroom_cli.cli.arguments.shared_options import Directory, Yes, argument, file_argument


class Change(StrEnum):
    """The classes of a change after which the release stays public."""

    minor = "minor"
    clarification = "clarification"
    update = "update"
    correction = "correction"


class Withdrawal(StrEnum):
    """The ways to withdraw a release."""

    withdrawn = "withdrawn"
    killed = "killed"


Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="What readers are told: what was wrong, and what is right.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take back the last notice.")]


def correct(
    file: Annotated[str | None, file_argument("a public one that has changed")] = None,
    change: Annotated[Change | None, typer.Option("--class", help="What kind of change it is.")] = None,
    reason: Reason = "",
    yes: Yes = False,
    undo: Undo = False,
    directory: Directory = None,
) -> None:
    """Tell readers what you have changed in a public release.

    Edit the release first. Then this command adds a dated notice on top of page and mail and in the feeds, and records
    the new words. A minor change is recorded without a notice. Run newsroom build afterwards.

    Example: newsroom correct releases/2026-03-02-library.md --class correction --reason "It opens in 2027, not 2026."
    """
    from newsroom_cli.cli.steps import correcting

    correcting.correct(file, str(change or ""), reason, directory, yes=yes, undo=undo)


def withdraw(
    file: Annotated[str | None, file_argument("one of the public ones")] = None,
    change: Annotated[
        Withdrawal | None,
        typer.Option("--class", help="withdrawn: the text stays under a notice; killed: it is removed."),
    ] = None,
    reason: Reason = "",
    yes: Yes = False,
    undo: Undo = False,
    directory: Directory = None,
) -> None:
    """Take a public release back.

    Its page stays and says that it was withdrawn, with the reason; a killed release also loses its text. Feeds and mail
    say so, too. Run newsroom build afterwards; errors in releases do not hold that up. --undo brings the release back.
    A draft that no reader has seen is deleted instead, after a question on a terminal.

    Example: newsroom withdraw releases/2026-03-02-library.md --reason "The council has cancelled the plan."
    """
    from newsroom_cli.cli.steps import correcting

    correcting.withdraw(file, str(change or ""), reason, directory, yes=yes, undo=undo)


def record(
    files: Annotated[list[str] | None, argument("[FILE...]", "Releases; else all public ones.")] = None,
    directory: Directory = None,
) -> None:
    """Record what is public, so that later changes are noticed.

    For each public release without a record, writes a small file in the folder published: its addresses, when it was
    first public, and a digest of its words. A record that is older than the words with which the release went out is
    renewed, if the output folder shows that they were the first. Commit these files.

    Example: newsroom record
    """
    from newsroom_cli.cli.steps import correcting

    correcting.record(files or (), directory)
