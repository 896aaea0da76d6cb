"""The records of published releases, in the folder `published` of a newsroom. The reasons: docs/decisions/life.md."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from newsroom_cli.ledger import published
from newsroom_cli.ledger.published import Record
from newsroom_cli.markup.markdown import TABLE
from newsroom_cli.model import disk, interpretation
from newsroom_cli.model.config import RECORDS, Config
from newsroom_cli.model.errors import NewsroomError, reason_of, unreadable
from newsroom_cli.model.release import APPROVED, Problem, Release
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest

CHANGED, LOST_ADDRESS, MISSING = "CR001", "CR003", "CR007"
# The code of a problem that no rule reports: the words differ from the record, but are the first that readers get.
FIRST_WORDS = "first words"


def has_records(root: Path) -> bool:
    """Whether a newsroom keeps records."""
    return disk.is_folder(root / RECORDS)


def find(root: Path, id: str) -> tuple[str, Record] | None:
    """The path and the content of the record of a release, by its id; None if there is none.

    Raises NewsroomError if the record is damaged.
    """
    path = path_of_record(root, id)
    record = read(root, path) if path else None
    return (path, record) if path and record and record.id == id else None


def record_of(root: Path, release: Release) -> Record | None:
    """The record of a release; None if it has none. Raises NewsroomError if the record is damaged."""
    recorded = find(root, release.id.value) if release.id else None
    return recorded[1] if recorded else None


def is_recorded_to_wait(root: Path, release: Release, now: dt.datetime) -> bool:
    """Whether a release is not public yet by its record; not without a record, or if it is damaged."""
    with contextlib.suppress(NewsroomError):
        record = record_of(root, release)
        return record is not None and record.first_public > now
    return False


def path_of_record(root: Path, id: str) -> str | None:
    """The path of a release's record inside the newsroom; None if there is none.

    Raises NewsroomError if the records cannot be read: without them a silent change would go out unnoticed.
    """
    try:
        years = sorted(os.listdir(root / RECORDS))  # noqa: PTH208
    except PermissionError as error:
        raise NewsroomError(
            "the records cannot be read", path=RECORDS, hint="check the folder's permissions"
        ) from error
    except OSError:
        return None
    paths = (f"{RECORDS}/{year}/{published.file_name(id)}" for year in years)
    return next((path for path in paths if disk.is_there(root / path)), None)


def read(root: Path, path: str) -> Record:
    """The record at a path. Raises NewsroomError if it cannot be read."""
    try:
        return published.parse(disk.read(root / path).decode(), path)
    except UnicodeDecodeError as error:
        raise published.damaged("the record is damaged: it is not UTF-8", path) from error
    except disk.NotRegular as error:
        raise published.damaged(f"the record cannot be read: {reason_of(error)}", path) from error
    except OSError as error:
        raise unreadable(path, error, "the record") from error


def records_with_address(root: Path, slug: str) -> Iterator[Record]:
    """Yield the records of releases that are or were public under a slug. Raises NewsroomError if one is damaged."""
    for file in sorted((root / RECORDS).glob("*/*.toml")):
        if disk.contains(file, f'"{slug}"'.encode()):
            record = read(root, file.relative_to(root).as_posix())
            if slug in record.addresses:
                yield record


def ids_with_copies(root: Path) -> tuple[set[str], dict[str, NewsroomError]]:
    """The ids of the releases that went to media in advance, and the errors in damaged records of them, by path."""
    folder, ids, errors = os.fspath(root), set(), {}
    for path in sorted(release_files.records(folder).values()):
        if disk.contains(os.path.join(folder, path), b"advance"):  # noqa: PTH118
            try:
                record = read(root, path)
            except NewsroomError as error:
                errors[path] = error
            else:
                ids |= {record.id} if record.advance else set()
    return ids, errors


def paths_without_record(root: Path, released: Mapping[str, str]) -> list[str]:
    """The sorted paths of published releases without a record; `released` has the paths of all of them by id."""
    file_names = {file.name for file in (root / RECORDS).glob("*/*.toml")}
    return sorted(path for id, path in released.items() if published.file_name(id) not in file_names)


def vanished_records(
    root: Path,
    ids: Callable[[], Collection[str]],
    known: Collection[str],
    used_names: Collection[str],
    now: dt.datetime,
) -> dict[str, str]:
    """The records of published releases whose files and pages are both gone: ids by path of the record.

    `known` are the ids of some existing releases; `ids` returns the ids of the others, and is called only if needed.
    `used_names` are the names in addresses that releases or pages have. The id is empty if a record is damaged.
    """
    ids_by_path = {}
    for path in _other_records(root, (*known, *ids())) if _other_records(root, known) else ():
        try:
            record = read(root, path)
        except NewsroomError:
            ids_by_path[path] = ""
        else:
            if record.first_public <= now and not set(used_names).intersection(record.addresses):
                ids_by_path[path] = record.id
    return ids_by_path


def former_owners(root: Path, ids: Collection[str], now: dt.datetime) -> dict[str, tuple[str, str]]:
    """The former owner of each address: the id and record path of a release that was public and has no file now.

    `ids` are the ids of all releases that have a file.
    """
    owners: dict[str, tuple[str, str]] = {}
    for path in _other_records(root, ids):
        with contextlib.suppress(NewsroomError):  # a damaged record, which is reported elsewhere
            record = read(root, path)
            if record.first_public <= now:
                owners |= dict.fromkeys(record.addresses, (record.id, path))
    return owners


def _other_records(root: Path, ids: Collection[str]) -> list[str]:
    """The sorted paths of all records but those of the releases with `ids`."""
    records = release_files.records(os.fspath(root))
    names = set(map(published.file_name, ids)) if records else set()
    return sorted(path for name, path in records.items() if name not in names)


def differences(root: Path, release: Release, output: Path, config: Config) -> Iterator[Problem]:
    """Yield a problem for each difference between a release and its record, and one for a release without a record.

    A record with digests from an earlier version of newsroom counts as missing, because it cannot be compared. Changed
    words are one problem, FIRST_WORDS, if they are the first that readers get, by the manifest of the folder `output`.
    Words that readers do not see are not compared. The key of a problem begins with the moment of first publication,
    or that at which it is due without a record; it is empty for a damaged record and for FIRST_WORDS.
    """
    assert release.id
    try:
        path_and_record = find(root, release.id.value)
    except NewsroomError as error:
        yield Problem(CHANGED, release.id.span, str(error), error.hint or "")
        return
    if path_and_record is None:
        if release.status_name == APPROVED and release.date:
            due = interpretation.goes_out_at(release, config).astimezone(dt.UTC)
            yield Problem(MISSING, release.id.span, "", "", key=due.isoformat())
        return
    record = path_and_record[1]
    names = {release.slug, *(alias.value for alias in release.aliases)}
    lost_addresses = [address for address in record.addresses if address not in names]
    if lost_addresses and release.id:
        key = " ".join((record.first_public.isoformat(), *lost_addresses))
        yield Problem(LOST_ADDRESS, release.id.span, "an old address leads nowhere", "", key=key)
    is_shown = release.status_name == APPROVED or (release.is_taken_back and not release.is_killed)
    if is_shown and published.is_of_earlier_version(record):
        yield Problem(MISSING, release.id.span, "", "", key=record.first_public.isoformat())
    changed = published.changed_parts(release, record) if is_shown else []
    if changed and _are_first_words(output, release, record, config):
        yield Problem(FIRST_WORDS, release.id.span, "", "")
        return
    for part in changed:
        is_, it_is = ("are", "they are") if part.kind.endswith("s") else ("is", "it is")
        diff = f"the {part.kind} {is_} not as {it_is} recorded" if part.text else f"the recorded {part.kind} {is_} gone"
        if part.digest_line in record.blocks:
            diff = f"the {'cell of a table' if part.kind == TABLE else part.kind} is not where it is recorded"
        if part.kind == published.FORM:
            diff = "a deletion, a raised figure, a title, a list's number or an empty cell is not as it is recorded"
        if part.text and published.is_about_file(part.digest_line):
            name = part.text.rpartition(" ")[0]
            diff = f'the {part.kind} "{name}" is not the one that was published'
        message = f"{diff}, and no correction says so"
        file = shlex.quote(release.path)
        help = f"newsroom correct {file} tells readers, or records a minor change; if these words went out first, "
        help += f"newsroom record {file}"
        if release.is_taken_back:
            help = "put the published words back; or newsroom withdraw --class killed, which takes the text away"
        yield Problem(CHANGED, part.span, message, help, key=record.first_public.isoformat())


def file_changes(root: Path, recorded: Iterable[Record]) -> dict[str, tuple[bytes | None, bytes | None]]:
    """The file changes that save some records: old and new bytes by path, as `in_place.rewrite` takes them.

    A record in the folder of a wrong year moves to the year of first publication.
    Raises NewsroomError if two releases would have a record of the same name.
    """
    changes: dict[str, tuple[bytes | None, bytes | None]] = {}
    ids: dict[str, str] = {}
    for record in recorded:
        path, new_path = path_of_record(root, record.id), published.path_of(record)
        owner = ids.setdefault(published.file_name(record.id), read(root, path).id if path else record.id)
        if owner != record.id:
            hint = f"the last part of an id names its record: give another id to {owner} or {record.id}"
            raise NewsroomError("another release has a record of this name", path=path or new_path, hint=hint)
        before = record.source.encode()
        changes[new_path] = (before if path in (new_path, None) else None, published.dump(record).encode())
        if path and path != new_path:
            changes[path] = (before, None)
    return changes


# --- first words: those with which a release goes out for the first time; its record may be older and differ --


def _are_first_words(output: Path, release: Release, recorded: Record, config: Config) -> bool:
    """Whether the words of a release are the first that readers get, or got, by the manifest of an output folder.

    Once a correction is recorded, no words are the first.
    """
    if recorded.edition != 1:
        return False
    manifest = manifests.manifest_of(output)
    return is_unpublished(release, recorded, manifest, config) or went_out_first(release, manifest)


def is_unpublished(release: Release, recorded: Record, manifest: Manifest, config: Config) -> bool:
    """Whether a release was never public: it is not in the manifest, and there was no build since it could go out.

    A blackout that was declared after the record was made holds it longer than the record says.
    """
    if manifest.rehearsal or manifest.built is None:
        return False
    if release.slug in manifest.releases or _record_by_id(recorded.id, manifest):
        return False
    return manifest.built < interpretation.after_blackouts(release, recorded.first_public, config)


def went_out_first(release: Release, manifest: Manifest) -> bool:
    """Whether the words of a release are those with which it first went out, by the manifest."""
    known = _record_by_id(release.id.value, manifest) if release.id else None
    return known is not None and known.first_words == digest_of_words(release)


def digest_of_words(release: Release) -> str:
    """A digest of the parts of a release that readers see."""
    return manifests.digest("\n".join(part.digest_line for part in published.parts(release)).encode())


def _record_by_id(id: str, manifest: Manifest) -> manifests.Record | None:
    """The manifest's record of the release with an id."""
    return next((record for record in manifest.releases.values() if id and record.id == id), None)
