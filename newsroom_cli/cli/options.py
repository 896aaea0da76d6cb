"""The meaning of shared options: the newsroom, the moment, the release, and the target of a result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

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
    return parse_time(as_of, newsroom, option="--as-of")


def parse_time(text: str, newsroom: Newsroom, *, option: str) -> dt.datetime:
    """The moment that a person typed as value of an option; without an offset it is in the newsroom's time zone.

    Raises NewsroomError, with the name of the option, for any other text.
    """
    from newsroom_cli.cli import when

    return when.moment(text, newsroom, option=option)


def release_path(newsroom: Newsroom, name: Path) -> str:
    """The path of a release inside the newsroom; `name` is a path from here or from the newsroom's root, or its slug.

    Raises NewsroomError with the most similar name if there is no such release.
    """
    from newsroom_cli.model import disk

    for candidate in (name.absolute(), newsroom.root / name, newsroom.folder / name):
        if disk.is_file(candidate):
            return newsroom.name_of(candidate)
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    wanted = name.name.removesuffix(".md").lower()
    same = [path for path in paths if Path(path).stem.lower() == wanted]
    if len(same) == 1:
        return same[0]
    from newsroom_cli.model.toml.values import nearest

    near = nearest(wanted, [Path(path).stem for path in paths])
    similar = next((path for path in paths if Path(path).stem == near), None)
    hint = f"did you mean {similar}?" if similar else "newsroom list shows them"
    if renamed := _path_after_rename(newsroom, name, paths):
        hint = f"it was renamed, and is {renamed} now"
    raise NewsroomError("there is no such release", path=name, hint=hint)


def _path_after_rename(newsroom: Newsroom, name: Path, paths: Sequence[str]) -> str | None:
    """The path of the release that once had this name, according to its aliases or its record; None if none had it."""
    from newsroom_cli.model import disk
    from newsroom_cli.model.release_file import slug_of
    from newsroom_cli.newsroom import published

    slug = slug_of(name.name)
    try:
        ids = {known.id for known in published.records_with_address(newsroom.root, slug)}
    except NewsroomError:
        ids = set()
    for path in paths:
        if not any(disk.contains(newsroom.root / path, word.encode()) for word in (slug, *ids)):
            continue
        release = newsroom.read(path)
        if (release.id and release.id.value in ids) or any(alias.value == slug for alias in release.aliases):
            return path
    return None


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
