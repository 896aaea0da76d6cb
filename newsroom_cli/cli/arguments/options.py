"""The meaning of shared options: the newsroom, the moment, and the target of a result."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.newsroom.folder import Newsroom


class Meant(Enum):
    """The releases that a command is for, if none is named; the value is the message that there are none.

    LAST is the release that waits, or any if none does.
    """

    WAITING = "none is waiting"
    TO_SIGN = "none waits for a signature or an approval"
    TO_PUBLISH = "every one is public as it is"
    CHANGED = "no public one has changed since it was published"
    PUBLIC = "none is public"
    TAKEN_BACK = "none is withdrawn"
    ANY = "there is none"
    LAST = "there is not one"


# The folder in `newsroom -C DIR COMMAND`; an option after the command comes first.
before_command: list[Path] = []


def folder(directory: Path | None) -> Path:
    """The folder that -C names, by default the current one."""
    return directory or (before_command[-1] if before_command else Path())


def newsroom(directory: Path | None) -> Newsroom:
    """The newsroom that -C names, or the one around the current folder. Raises ConfigError if there is none."""
    from newsroom_cli.newsroom.folder import Newsroom

    return Newsroom.find(folder(directory))


def moment(as_of: str | None, newsroom: Newsroom) -> dt.datetime:
    """The moment for which a command works: now, or --as-of. Nothing else reads the clock."""
    import datetime as dt

    if as_of is None:
        return dt.datetime.now(newsroom.config.zone)
    from newsroom_cli.cli.arguments import when

    return when.moment(as_of, newsroom, option="--as-of")


def moment_to_note(newsroom: Newsroom) -> dt.datetime:
    """The moment now, to be written down. Raises NewsroomError if the clock is earlier than the last build."""
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.newsroom.writer.output import refuse_early_clock

    now = moment(None, newsroom)
    refuse_early_clock(newsroom.output, manifests.manifest_of(newsroom.output), now)
    return now


def due_moments(newsroom: Newsroom) -> dict[str, str]:
    """The moments at which the releases in the output folder were due, by slug and by id."""
    from newsroom_cli.newsroom.writer import manifest as manifests

    return manifests.manifest_of(newsroom.output).due_moments


def deliver(newsroom: Newsroom, content: bytes, output: Path | None, default_name: str) -> None:
    """Write a result to standard output, or to the file that -o names."""
    from newsroom_cli.cli.terminal import output as terminal

    if output is None:
        terminal.data(content)
        return
    from newsroom_cli.newsroom.writer import in_place

    target = target_file(output, default_name)
    in_place.deliver(newsroom, target, content)
    terminal.say(f"wrote {target}")


def target_file(output: Path, default_name: str) -> Path:
    """The file that -o names; if -o names a folder, the file in it with the default name.

    Raises NewsroomError if the folder of the file is missing.
    """
    from newsroom_cli.model import disk

    target = output / default_name if disk.is_folder(output) else output
    if not disk.is_folder(target.parent):
        raise NewsroomError(
            "there is no such folder", path=target.parent, hint="make it first, or name another: -o FILE"
        )
    return target
