"""Files that a person adds to a release: copied beside it, and named in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from newsroom_cli.cli import output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import slugify
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place


def place(newsroom: Newsroom, release: Release, file: Path, data: bytes, noun: str) -> tuple[str, bool]:
    """The path of a file inside the newsroom, beside the release, and whether it is to be copied there.

    One that lies there, or in a folder there, stays where it is. The name of a copy is in small letters without spaces.
    A file that is there is never replaced: one with the same content is taken, beside another one the name gets a
    number.
    """
    folder, stem = PurePosixPath(release.path).parent, slugify(file.stem) or noun
    beside, own_place = (newsroom.root / folder).resolve(), file.resolve()
    if own_place.is_relative_to(beside):
        return str(folder / own_place.relative_to(beside).as_posix()), False
    for number in range(1, 1000):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{file.suffix.lower()}"
        if not disk.is_there(newsroom.root / path):
            return str(path), True
        if disk.is_file(newsroom.root / path) and disk.read(newsroom.root / path) == data:
            return str(path), False
    raise NewsroomError(f"there are too many {noun}s of this name", path=file, hint="rename it")


def read(file: Path, noun: str, example: str) -> bytes:
    """The bytes of a file that a person names, such as `example`. Raises NewsroomError if it cannot be read."""
    try:
        return disk.read(file.absolute(), links=True)
    except FileNotFoundError as error:
        hint = f"write where it is, such as ~/Downloads/{example}"
        raise NewsroomError(f"there is no such {noun}", path=file, hint=hint) from error
    except OSError as error:
        raise NewsroomError(reason_of(error), path=file, hint=disk.remedy(error)) from error


def name_in(release: Release, path: str) -> str:
    """How a release names a file that lies beside it, or in a folder there."""
    return str(PurePosixPath(path).relative_to(PurePosixPath(release.path).parent))


def put(
    newsroom: Newsroom, release: Release, key: str, table: Mapping[str, str], files: Mapping[str, bytes]
) -> Release:
    """Write new files together with the release that names them in one more table of `key`; return that release."""
    from newsroom_cli.model import editing

    after = editing.append(release, key, dict(table))
    added: dict[str, tuple[bytes | None, bytes | None]] = {path: (None, data) for path, data in files.items()}
    in_place.rewrite(newsroom, added | {release.path: (release.text.encode(), after.text.encode())})
    return after


def say_if_void(newsroom: Newsroom, before: Release, after: Release, noun: str) -> None:
    """Say that a release must be signed again, if the new file has made its signatures void."""
    from newsroom_cli.ledger import records

    if records.signers(newsroom.with_files(before)) and not records.signers(newsroom.with_files(after)):
        output.say(f"its signatures are void with another {noun}; it must be signed again: newsroom approve")
