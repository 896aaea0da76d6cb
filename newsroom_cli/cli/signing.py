"""The signer and the time of a record: from the options, from git, or from an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who records it; else git's user.")]
Date = Annotated[str | None, typer.Option("--date", metavar="TIME", help="When it was given; else now.")]


def signer_name(by: str, newsroom: Newsroom, recorded_names: Iterable[str] = ()) -> str:
    """The name of the signer, from the option `by`, from git, or from an answer.

    `recorded_names` are the names already in the release.

    Raises NewsroomError if there is no name, or one that could be mistaken for another.
    """
    from newsroom_cli.cli import ask
    from newsroom_cli.language import lookalikes
    from newsroom_cli.newsroom import history

    chosen = " ".join((by or history.user_name(newsroom.root) or ask.text("Your name")).split())
    if not chosen:
        raise NewsroomError(
            "nobody is named", hint='say who records it: --by "First Last"; git config user.name sets it for good'
        )
    if scripts := lookalikes.mixed_scripts(chosen):
        raise NewsroomError(
            f'"{chosen}" mixes {" and ".join(scripts)} letters', hint="type the name in letters of one alphabet"
        )
    known_names = (*recorded_names, *(person.name for person in newsroom.config.people))
    if other := lookalikes.look_alike_of(chosen, known_names):
        raise NewsroomError(
            f'"{chosen}" looks like "{other}" and is typed in other letters', hint=f"type it as it is known: {other}"
        )
    return chosen


def record_moment(date: str | None, newsroom: Newsroom) -> dt.datetime:
    """The time of a record, to the second: `date` as typed, else now."""
    from newsroom_cli.cli import options, when

    if date:
        time = when.moment(date, newsroom, option="--date", past=True, confirms=True)
    else:
        time = options.moment(None, newsroom)
    return time.replace(microsecond=0)
