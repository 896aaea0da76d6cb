"""The manifest of an output folder: the files that build wrote, with their digests, and the published releases.

Build replaces or deletes only files in the manifest, so it refuses a manifest with a wrong checksum. The manifest is
beside the folder, where no web server serves it, and a marker in the folder says so. If the folder is a mount point,
the manifest is in it.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PureWindowsPath
from typing import NamedTuple, NotRequired, TypedDict

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.listing import Listing

FILE = ".newsroom-manifest"  # in the folder: the marker, or the manifest itself
_MARKERS = {
    b"# newsroom build writes this folder, and keeps the list of its files beside it\n": False,
    b"# newsroom build rehearses in this folder, and keeps the list of its files beside it\n": True,
}
_FORMAT = 1
_CHECKSUM = b'"checksum": '
_BATCH_SIZE = 1_000  # files or releases encoded at once
_BEGINNING = pattern(rb'\{\s*"format":\s*(\d{1,9})\b')
_ANEW = "build into an empty folder: -o DIR, or move the folder of the site away"


class Record(NamedTuple):
    """The record of a published release in the manifest: its id, the moment it was due, its line of lists, its files.

    `shared` are pictures, their smaller copies and attachments, which other releases may have, too. Its `aliases` are
    earlier names, which redirect to its page. `words` is a digest of everything that it said and showed; `first_words`
    is the digest of the words with which it first went out, empty if unknown.
    """

    id: str
    due: str
    listing: Listing
    files: tuple[str, ...]
    shared: tuple[str, ...]
    aliases: tuple[str, ...]
    words: str
    first_words: str = ""


class Manifest(NamedTuple):
    """The files in an output folder, and the published releases.

    - `files`: paths inside the folder, each with the digests that the file may have: two during a commit.
    - `releases`: the records of published releases, by slug.
    - `rehearsal`: whether the folder shows another moment than now.
    - `built`: the moment of the last build that changed something; None for a rehearsal.
    - `seal`: the digest of the manifest's bytes on disk; empty if the manifest is missing or must be rewritten.
    - `follows`: in a journal, the seal of the manifest to which it adds these files and releases.
    """

    files: Mapping[str, tuple[str, ...]]
    releases: Mapping[str, Record]
    rehearsal: bool = False
    built: dt.datetime | None = None
    seal: str = ""
    follows: str = ""

    @property
    def published(self) -> Published:
        """The published releases, by slug and by id; a rehearsal publishes none."""
        found = {} if self.rehearsal else self.releases
        return {**found, **{record.id: record for record in found.values() if record.id}}

    @property
    def due_moments(self) -> dict[str, str]:
        """The moment at which each published release was due, by slug and by id."""
        return {name: record.due for name, record in self.published.items()}


Published = Mapping[str, Record]  # by slug and by id


def digest(data: bytes | bytearray) -> str:
    """The digest of a file's content."""
    return _short_digest(hashlib.sha256(data))


def _short_digest(found: hashlib._Hash) -> str:
    return found.hexdigest()[:32]


def path_beside(folder: Path) -> Path:
    """The path of the manifest beside a folder."""
    real = disk.real(folder)
    return real.with_name(f".newsroom-output-{real.name}") / "manifest"


def journal_of(folder: Path) -> Path:
    """The path of the journal beside a folder: it has what an unfinished commit adds to the manifest there."""
    return path_beside(folder).with_name("journal")


def other_folders(folder: Path) -> list[Path]:
    """The other folders beside an output folder into which builds have published, by their manifests."""
    real, manifest_name = disk.real(folder), path_beside(folder).name
    start = path_beside(folder).parent.name.removesuffix(real.name)
    manifests = sorted(real.parent.glob(f"{start}*/{manifest_name}"))
    others = [real.with_name(path.parent.name.removeprefix(start)) for path in manifests]
    return [other for other in others if other != real and manifest_of(other).published]


def marker(*, rehearsal: bool) -> bytes:
    """The content of a folder's marker, which says that its manifest lies beside it."""
    return next(data for data, rehearses in _MARKERS.items() if rehearses is rehearsal)


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder, None if there is none.

    Raises NewsroomError if it is damaged, if it names a file that build cannot have written, or if it is missing
    although the folder has a marker.
    """
    path = folder / FILE
    data = _content(path)
    if data is None:
        return None
    if data not in _MARKERS:
        return _parse_and_check(data, path)
    path = path_beside(folder)
    content = _content(path)
    if content is None:
        raise NewsroomError(
            "newsroom wrote this folder, and the list of its files is missing; nothing was changed",
            path=folder,
            hint=f"bring {path.parent.name} from where this folder was, and put it beside it; or {_ANEW}",
        )
    manifest = _parse_and_check(content, path)
    if manifest.rehearsal != _MARKERS[data]:
        raise NewsroomError(
            "the list of published files belongs to another folder; nothing was changed", path=path, hint=_ANEW
        )
    return _with_journal(manifest, journal_of(folder))


def manifest_of(folder: Path) -> Manifest:
    """The manifest of an output folder; empty if it is missing or cannot be read."""
    found = []  # states that change whenever the manifest is written
    for path in (folder / FILE, path_beside(folder), journal_of(folder)):
        try:
            state = path.lstat()
        except OSError:
            continue
        found.append((state.st_mtime_ns, state.st_ino, state.st_size))
    return _manifest_in(folder, tuple(found))


def slugs_without_file(manifest: Manifest, releases: Iterable[Release]) -> list[str]:
    """The slugs of published releases whose file is gone: no release has their id, slug or alias."""
    if manifest.rehearsal:
        return []
    ids, used_names = set(), set()
    for release in releases:
        ids |= {release.id.value} if release.id else set()
        used_names |= {release.slug, *(alias.value for alias in release.aliases)}
    return sorted(slug for slug, record in manifest.releases.items() if slug not in used_names and record.id not in ids)


@functools.lru_cache(maxsize=2)
def _manifest_in(folder: Path, states: tuple[tuple[int, int, int], ...]) -> Manifest:
    """The manifest of an output folder; cached by the states of its files, as a command needs it several times."""
    try:
        return read(folder) or Manifest({}, {})
    except NewsroomError:
        return Manifest({}, {})


def seal(folder: Path) -> str:
    """The digest of the bytes of a folder's manifest, empty if it is missing or a commit was not finished.

    Raises NewsroomError if it cannot be read.
    """
    found = _content(folder / FILE)
    if found in _MARKERS:
        found = None if os.path.lexists(journal_of(folder)) else _content(path_beside(folder))
    return digest(found) if found else ""


def _content(path: Path) -> bytes | None:
    """The bytes of a manifest, None if there is none. Raises NewsroomError if they cannot be read."""
    try:
        return disk.read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"the list of published files cannot be read: {reason_of(error)}"
        raise NewsroomError(message, path=path, hint=_ANEW) from error


def _parse_and_check(data: bytes, path: Path) -> Manifest:
    """The manifest in the bytes of a file. Raises NewsroomError as `read` does."""
    try:
        manifest = _parse(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        begins = _BEGINNING.match(data)
        if begins and int(begins[1]) > _FORMAT:
            message = "a later version of newsroom wrote the list of published files; nothing was changed"
            raise NewsroomError(message, path=path, hint=f"update newsroom; or {_ANEW}") from error
        raise NewsroomError(
            "the list of published files is damaged or was edited; nothing was changed", path=path, hint=_ANEW
        ) from error
    for name in manifest.files if not _are_plain(manifest.files) else ():
        if not _is_inside(name):
            raise NewsroomError(
                f"the list of published files names {json.dumps(name)}, which build never wrote; nothing was changed",
                path=path,
                hint=_ANEW,
            )
    return manifest


def _with_journal(manifest: Manifest, path: Path) -> Manifest:
    """The manifest with the additions in the journal of an unfinished commit; the next commit rewrites the manifest.

    Raises NewsroomError as `read` does.
    """
    data = _content(path)
    if data is None:
        return manifest
    journal = _parse_and_check(data, path)
    if journal.follows != manifest.seal:  # the journal of an earlier commit
        return manifest._replace(seal="")
    files, releases = {**manifest.files, **journal.files}, {**manifest.releases, **journal.releases}
    return manifest._replace(files=files, releases=releases, built=journal.built, seal="")


class _Content(TypedDict):
    """A manifest as JSON."""

    format: int
    rehearsal: bool
    built: dt.datetime | None
    follows: NotRequired[str]
    files: Mapping[str, tuple[str, ...]]
    releases: Mapping[str, Record]


def manifest_during_commit(before: Manifest, after: Manifest, both: Mapping[str, tuple[str, ...]]) -> Manifest:
    """The manifest during a commit, with old and new releases and files.

    `both` has the old and new digests of the files that change or go.
    """
    return after._replace(files={**after.files, **both}, releases={**before.releases, **after.releases})


def journal(before: Manifest, after: Manifest, both: Mapping[str, tuple[str, ...]]) -> Manifest:
    """The journal of a commit: with its additions, the manifest on disk equals that of `manifest_during_commit`."""
    known = before.releases
    releases = {slug: record for slug, record in after.releases.items() if known.get(slug) != record}
    return after._replace(files=both, releases=releases, follows=before.seal)


def dump(manifest: Manifest, write: Callable[[bytes], object]) -> str:
    """Write a manifest as JSON, with the checksum of all lines above on the last line but one, and return its seal.

    The manifest of a large archive has hundreds of megabytes, so it is written part by part.
    """
    found = hashlib.sha256()
    for part in _parts(manifest):
        found.update(part)
        write(part)
    end = _CHECKSUM + f'"{_short_digest(found)}"\n}}\n'.encode()
    found.update(end)
    write(end)
    return _short_digest(found)


def _parts(manifest: Manifest) -> Iterator[bytes]:
    """Yield the JSON of a manifest up to its checksum, in the order of `_Content`."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    built = manifest.built.astimezone(dt.UTC).replace(microsecond=0) if manifest.built else None
    yield encode({"format": _FORMAT, "rehearsal": manifest.rehearsal, "built": built}).removesuffix(b"}")
    for name, values in (("files", manifest.files), ("releases", manifest.releases)):
        yield f',"{name}":{{'.encode()
        items, comma = iter(values.items()), b""
        while batch := dict(itertools.islice(items, _BATCH_SIZE)):
            yield comma + encode(batch)[1:-1]
            comma = b","
        yield b"}"
    yield (b',"follows":' + encode(manifest.follows) if manifest.follows else b"") + b",\n"


def _parse(data: bytes) -> Manifest:
    """The manifest in some bytes. Raises ValueError if its checksum or format is wrong."""
    import msgspec

    end = data.rindex(_CHECKSUM)
    content = msgspec.json.decode(data, type=_Content)
    found = hashlib.sha256(memoryview(data)[:end])
    checksum = json.loads(data[end + len(_CHECKSUM) :].rstrip().removesuffix(b"}"))
    if checksum != _short_digest(found) or content["format"] != _FORMAT:
        raise ValueError("the checksum is wrong")
    found.update(memoryview(data)[end:])
    built, records = content["built"], [*map(_interned_record, content["releases"].values())]
    return Manifest(
        {sys.intern(path): digests for path, digests in content["files"].items()},
        dict(zip(map(sys.intern, content["releases"]), records, strict=True)),
        content["rehearsal"],
        built and built.astimezone(dt.UTC),
        _short_digest(found),
        content.get("follows", ""),
    )


def _interned_record(record: Record) -> Record:
    """The record with interned slug and paths: everything in memory shares one copy of each."""
    id, due, listing, files, shared, aliases, words, first_words = record
    return Record(id, due, listing.interned(), tuple(map(sys.intern, files)), shared, aliases, words, first_words)


_PLAIN_FOLDER = pattern(r"(?:\w[\w.-]*/)*")


def _are_plain(names: Collection[str]) -> bool:
    """Whether all paths are clearly inside the folder; a fast test that usually makes `_is_inside` unnecessary."""
    if any(sign in name for name in ("\n".join(names),) for sign in ("\\", ":", "\0")):
        return False
    parts = [name.rpartition("/") for name in names]
    folders = {folder + slash for folder, slash, _ in parts}
    return all(map(_PLAIN_FOLDER.fullmatch, folders)) and not any(name in ("", ".", "..", FILE) for *_, name in parts)


def _is_inside(name: str) -> bool:
    """Whether build can have written a file at this path below the folder."""
    parts = name.replace(os.sep, "/").split("/")
    is_strange = name == FILE or "\0" in name or ((":" in name or "\\" in name) and PureWindowsPath(name).drive)
    return not (is_strange or any(part in ("", ".", "..") for part in parts))


STAGING_INSIDE = ".newsroom-build"


def staging_of(folder: Path) -> Path:
    """The folder beside an output folder in which a build stages its files."""
    return folder.parent / f".newsroom-build-{folder.name}"


def is_settled(folder: Path) -> bool:
    """Whether no build is running in a folder, no killed build left files, and the manifest is in its place."""
    real = disk.real(folder)
    has_leftovers = any(os.path.lexists(place) for place in (staging_of(real), real / STAGING_INSIDE))
    return not has_leftovers and (_content(real / FILE) in _MARKERS) == can_write_beside(real)


def can_write_beside(folder: Path) -> bool:
    """Whether we can write our own files beside a folder."""
    return os.access(folder.parent, os.W_OK | os.X_OK) and not folder.is_mount()
