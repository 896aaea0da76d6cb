"""The meaning of shared options: the newsroom, the moment, the release, and the target of a result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsroom_cli.cli.unnamed import Meant
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom

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
    """The moment at which a command works: now, or --as-of. Nothing else reads the clock."""
    import datetime as dt

    if as_of is None:
        return dt.datetime.now(newsroom.config.zone)
    from newsroom_cli.cli import when

    return when.moment(as_of, newsroom, option="--as-of")


def release_path(
    newsroom: Newsroom, name: Path | str | None, *, reads_only: bool = False, meant: Meant = Meant.WAITING
) -> str:
    """The path inside the newsroom of the release that a person names: see `naming.release_path`."""
    from newsroom_cli.cli import naming

    return naming.release_path(newsroom, name, reads_only=reads_only, meant=meant)


def open_release(
    newsroom: Newsroom, name: Path | str | None, *, reads_only: bool = False, meant: Meant = Meant.WAITING
) -> Release:
    """The release that a person names, read from its file."""
    from newsroom_cli.newsroom.writer import in_place

    return in_place.open_release(newsroom, release_path(newsroom, name, reads_only=reads_only, meant=meant))


def due_moments(newsroom: Newsroom) -> dict[str, str]:
    """The moments at which the releases in the output folder were due, by slug and by id."""
    from newsroom_cli.newsroom.writer import manifest as manifests

    return manifests.published_in(newsroom.output)


def deliver(newsroom: Newsroom, content: bytes, output: Path | None, default_name: str) -> None:
    """Write a result to standard output, or to the file that -o names."""
    from newsroom_cli.cli import output as terminal

    if output is None:
        terminal.data(content)
        return
    from newsroom_cli.model import disk
    from newsroom_cli.newsroom.writer import in_place

    target = output / default_name if disk.is_folder(output) else output
    if not disk.is_folder(target.parent):
        raise NewsroomError(
            "there is no such folder", path=target.parent, hint="make it first, or name another: -o FILE"
        )
    in_place.deliver(newsroom, target, content)
    terminal.say(f"wrote {target}")
