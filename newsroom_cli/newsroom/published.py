"""The records of what went out, in the folder `published` of a newsroom. docs/decisions/life.md says why."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from newsroom_cli.ledger import published
from newsroom_cli.ledger.published import Record
from newsroom_cli.model import disk
from newsroom_cli.model.config import RECORDS
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import APPROVED, Problem, Release

CHANGED, LOST_ADDRESS = "CR001", "CR003"


def is_kept(root: Path) -> bool:
    """Whether a newsroom keeps records."""
    return disk.is_folder(root / RECORDS)


def of(root: Path, id: str) -> tuple[str, Record] | None:
    """The record of a release by its id, and its path inside the newsroom; None if there is none.

    Raises NewsroomError if the record is damaged.
    """
    path = place(root, id)
    found = _read(root, path) if path else None
    return (path, found) if path and found and found.id == id else None


def place(root: Path, id: str) -> str | None:
    """The path inside the newsroom of a release's record, which is not opened; None if there is none."""
    name = published.file_name(id)
    try:
        years = sorted(os.listdir(root / RECORDS))  # noqa: PTH208
    except OSError:
        return None
    paths = (f"{RECORDS}/{year}/{name}" for year in years)
    return next((path for path in paths if disk.is_there(root / path)), None)


def _read(root: Path, path: str) -> Record:
    """The record at a path. Raises NewsroomError if it cannot be read."""
    try:
        return published.parse(disk.read(root / path).decode(), path)
    except UnicodeDecodeError as error:
        raise NewsroomError(
            "the record is damaged: it is not UTF-8", path=path, hint=f"git checkout -- {path}, or delete it"
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewsroomError(
            f"the record cannot be read: {reason}", path=path, hint="check the file's permissions"
        ) from error


def with_address(root: Path, slug: str) -> Iterator[Record]:
    """The records of releases that are or were public under a name. Raises NewsroomError if one is damaged."""
    for file in sorted((root / RECORDS).glob("*/*.toml")):
        if disk.holds(file, f'"{slug}"'.encode()):
            known = _read(root, file.relative_to(root).as_posix())
            if slug in known.addresses:
                yield known


def missing(root: Path, released: Mapping[str, str]) -> list[str]:
    """The paths of the releases without a record, by id; none where no records are kept."""
    if not is_kept(root):
        return []
    known = {file.name for file in (root / RECORDS).glob("*/*.toml")}
    return sorted(path for id, path in released.items() if published.file_name(id) not in known)


def without_release(
    root: Path, ids: Callable[[], Collection[str]], known: Collection[str]
) -> Iterator[tuple[str, Record | None]]:
    """The records of releases whose file is gone, by path; None for a damaged record.

    `known` are ids of releases; `ids` returns the other ids, and is called only if it is needed.
    """
    there = [*(root / RECORDS).glob("*/*.toml")]
    names = {published.file_name(id) for id in known} if there else set()
    left = sorted(file for file in there if file.name not in names)
    if left:
        names = {published.file_name(id) for id in ids()}
    for path in (file.relative_to(root).as_posix() for file in left if file.name not in names):
        try:
            yield path, _read(root, path)
        except NewsroomError:
            yield path, None


def differences(root: Path, release: Release) -> Iterator[Problem]:
    """A problem for each difference between a release and its record; its key begins with the first publication."""
    assert release.id
    try:
        found = of(root, release.id.value)
    except NewsroomError as error:
        if release.status_name == APPROVED:  # a withdrawal waits for nothing
            yield Problem(CHANGED, release.id.span, str(error), error.hint or "")
        return
    if found is None:
        return
    known = found[1]
    yield from _lost_addresses(release, known)
    for part in published.changed(release, known) if release.status_name == APPROVED else ():
        what = f"the {part.kind}" if part.text else f"a {part.kind} that was published is gone; the release"
        message = f"{what} has changed since it was published, and nothing says so"
        help = f"newsroom correct {release.path} tells readers, or records a minor change"
        yield Problem(CHANGED, part.span, message, help, key=known.first_public.isoformat())


def _lost_addresses(release: Release, known: Record) -> Iterator[Problem]:
    """A problem for the recorded addresses that are neither the release's name nor an alias; its key names them."""
    kept = {release.slug, *(alias.value for alias in release.aliases)}
    lost = [address for address in known.addresses if address not in kept]
    if lost and release.id:
        key = " ".join((known.first_public.isoformat(), *lost))
        yield Problem(LOST_ADDRESS, release.id.span, "an old address leads nowhere", "", key=key)


def edits(root: Path, known: Record) -> dict[str, tuple[bytes | None, bytes | None]]:
    """The changes of files that save a record: path, old bytes, new bytes, as `in_place.rewrite` takes them.

    A record in the folder of another year than that of the first publication is moved.

    Raises NewsroomError if another release has a record with the same name.
    """
    path, wanted = place(root, known.id), published.path_of(known)
    if path is None:
        return {wanted: (None, published.dump(known).encode())}
    if _read(root, path).id != known.id:
        hint = "the last part of an id is the name of its record: give one of the two another id"
        raise NewsroomError("another release has a record of this name", path=path, hint=hint)
    before = disk.read(root / path)
    if path == wanted:
        return {path: (before, published.dump(known).encode())}
    return {wanted: (None, published.dump(known).encode()), path: (before, None)}
