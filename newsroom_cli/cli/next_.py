"""`newsroom next`: the next moment at which something changes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import AsOf, Directory
from newsroom_cli.cli.steps import coming
from newsroom_cli.cli.terminal import output


class Format(StrEnum):
    """How the moment is printed."""

    text = "text"
    iso = "iso"
    seconds = "seconds"


def next_(
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="Words, a time for programs, or the whole seconds until then, rounded up."),
    ] = Format.text,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print the next moment at which something changes, and what.

    That is when a release reaches its date or the end of its embargo, when the event of a public release is over and
    leaves the front page, or when a blackout begins or ends. A scheduler that builds then is on time, and builds no
    more often than it must. The moment is now if a build has missed one or an edit waits for it. If nothing is planned,
    it prints nothing and exits with code 1.

    Example: sleep "$(newsroom next -f seconds)" && newsroom build
    """
    import math

    newsroom = options.newsroom(directory)
    now = options.moment(as_of, newsroom)
    releases = [newsroom.read_alone(path) for path in newsroom.paths()]
    due = coming.due_changes(newsroom, now, releases) if as_of is None else []
    changes = due or coming.future_changes(newsroom, now, releases)
    if not changes:
        output.say("nothing is planned: no approved release waits for its time")
        raise typer.Exit(1)
    first = changes[0].moment
    if form is Format.iso:
        output.result(first.astimezone(newsroom.config.zone).isoformat(timespec="seconds"))
    elif form is Format.seconds:
        output.result(str(math.ceil((first - now).total_seconds())))
    else:
        output.result(*coming.lines([change for change in changes if change.moment == first], newsroom, now))
