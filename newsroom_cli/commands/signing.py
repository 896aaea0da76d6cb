"""Who signs a record and when: as the options say, else git's user, else asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.newsroom import Newsroom

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who records it; else git's user.")]
Date = Annotated[str | None, typer.Option("--date", metavar="TIME", help="When it was given; else now.")]


def name(by: str, newsroom: Newsroom) -> str:
    """The name that stands on a record. Raises NewsroomError when nobody is named and nobody can be asked."""
    from newsroom_cli import history
    from newsroom_cli.commands import ask

    found = " ".join((by or history.user(newsroom.root) or ask.text("Your name")).split())
    if not found:
        raise NewsroomError("nobody is named", hint='say who records it: --by "First Last"; git config user.name sets it for good')  # fmt: skip
    return found


def moment(date: str | None, newsroom: Newsroom) -> dt.datetime:
    """When a record is made, to the second."""
    from newsroom_cli.commands import options

    found = options.when(date, newsroom, option="--date") if date else options.moment(None, newsroom)
    return found.replace(microsecond=0)
