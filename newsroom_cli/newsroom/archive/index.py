"""The index of all quotes: a SQLite file that is brought up to date before each question, and only ever replaced whole.

docs/decisions/archive.md says why.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import itertools
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom_cli import __version__
from newsroom_cli.language.document import Document
from newsroom_cli.language.words import folded
from newsroom_cli.ledger import known_quotes
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import workers, writer
from newsroom_cli.newsroom.archive import terms
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, states

if TYPE_CHECKING:
    import sqlite3

FOLDER, FILE = INDEX, "quotes.db"
_SCHEMA = 1  # one more whenever the tables, or what is put into them, change

_TABLES = """
CREATE TABLE made (by TEXT);
CREATE TABLE releases (
    path BLOB PRIMARY KEY, written INTEGER, size INTEGER, digest BLOB,
    broken INTEGER, date TEXT, standing TEXT, headline TEXT
);
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY, path BLOB, line INTEGER, speaker TEXT, role TEXT, text TEXT, listed TEXT, sure INTEGER,
    who TEXT, said TEXT, english INTEGER
);
CREATE INDEX quotes_of ON quotes (path);
"""
_ENGLISH = "CREATE VIRTUAL TABLE english USING fts5(said, content='quotes', content_rowid='id', tokenize='porter')"


class _State(NamedTuple):
    """What tells whether a file is still the one that was read: when it was written in ns, bytes, digest of its text."""

    written: int
    size: int
    digest: bytes = b""


class _Reading(NamedTuple):
    """A release as the index has it: the columns of its row behind the state, and its quotes; None when unchanged."""

    path: str
    state: _State
    row: tuple[bool, str, str, str] | None
    quotes: list[tuple[Any, ...]]


def up_to_date(
    newsroom: Newsroom, *, now: dt.datetime, progress: workers.Progress | None, trusted: bool
) -> tuple[sqlite3.Connection, bool]:
    """The index of the archive as it is now, and whether it is so on disk."""
    stamp = _stamp(newsroom.config)
    writer.sweep(newsroom.root / FOLDER)
    database = _opened(newsroom.root / FOLDER, stamp) if trusted else None
    known = _known(database) if database else {}
    there = _files(newsroom)
    gone = known.keys() - there.keys()
    suspects = [path for path, state in there.items() if path not in known or known[path][:2] != state[:2]]
    new = _readings(newsroom, suspects, known=known, there=there, now=now, progress=progress)
    changed = (each for each in new if each.state != known.get(each.path))
    first = next(changed, None)
    if database and not gone and not first:
        return database, True
    database = database or _empty(stamp)
    for path in gone:
        _forget(database, path)
    for each in itertools.chain([first] if first else [], changed):
        _put(database, each)
    database.commit()
    return database, _keep(database, newsroom.root / FOLDER) if there or known else True


def _stamp(config: Config) -> str:
    """What the index depends on beside the releases."""
    people = [(each.name, each.role, each.spellings) for each in config.people]
    return repr((_SCHEMA, __version__, config.releases, config.language, config.time_zone, people))


def _files(newsroom: Newsroom) -> dict[str, _State]:
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    return {path: _State(*state) for path, state in states(os.fspath(newsroom.root), paths).items()}


_TICK = 2_000_000_000  # ns; a file as new as this may be written again without a change of its time


def _readings(
    newsroom: Newsroom, paths: Sequence[str], *, known: Mapping[str, _State], there: Mapping[str, _State],
    now: dt.datetime, progress: workers.Progress | None,
) -> Iterator[_Reading]:  # fmt: skip
    settled = int(now.timestamp() * 1e9) - _TICK

    def work(part: Sequence[str]) -> list[_Reading]:
        return [reading(path) for path in part]

    def reading(path: str) -> _Reading:
        release, state = newsroom.read(path), there[path]
        digest = hashlib.sha256(release.text.encode()).digest()
        again = state.written > settled or not release.text  # what could not be read may be readable next time
        state = _State(0 if again else state.written, state.size, digest)
        if path in known and known[path].digest == digest:
            return _Reading(path, state, None, [])
        return _Reading(path, state, _row(newsroom, release, now), _quote_rows(newsroom.config, release))

    done = 0
    for batch in workers.batches(work, paths):
        yield from batch
        done += len(batch)
        if progress:
            progress(done, len(paths))


def _row(newsroom: Newsroom, release: Release, now: dt.datetime) -> tuple[bool, str, str, str]:
    date = local_day(release.date.value, newsroom.config).isoformat() if release.date else ""
    headline = release.headline.value if release.headline else ""
    return release.broken, date, newsroom.publication_status(newsroom.document(release), now), headline


def _quote_rows(config: Config, release: Release) -> list[tuple[Any, ...]]:
    document = Document(release, config)
    rows = []
    for each in known_quotes.known(document):
        who = terms.folded(f"{each.speaker} {each.role} {_known_as(config, each)}")
        said = terms.folded(each.text)
        line = release.position(each.span.start).line
        shown = (line, each.speaker, each.role, _as_agreed(release, each), each.listed, each.sure)
        rows.append((*shown, terms.line_of(who), terms.line_of(said), document.is_english))
    return rows


def _as_agreed(release: Release, quote: known_quotes.Known) -> str:
    """The words of a quote, set as [[quotes]] has them: the body ends a sentence with a comma before "she said"."""
    for number in quote.numbers:
        agreed = release.quotes[number].text
        if agreed and folded(agreed.value) == folded(quote.text):
            return agreed.value
    return quote.text


def _known_as(config: Config, quote: known_quotes.Known) -> str:
    """What newsroom.toml says about a speaker: the usual name where another spelling stands, a role where none does."""
    for each in config.people:
        if quote.speaker and quote.speaker in (each.name, *each.spellings):
            return each.name if quote.role else f"{each.name} {each.role}"
    return ""


# --- the file -------------------------------------------------------------------------------------------------


def _opened(folder: Path, stamp: str) -> sqlite3.Connection | None:
    """The index on disk, in memory; None when there is none, it was made by another version, or it is damaged."""
    import sqlite3

    if disk.is_link(folder) or disk.is_link(folder / FILE) or not disk.is_file(folder / FILE):
        return None
    try:
        data = disk.read(folder / FILE)
    except OSError:
        return None
    if data[_SEAL] != _seal(data):
        return None
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(data)
        if database.execute("SELECT by FROM made").fetchall() == [(stamp,)]:
            return database
    except sqlite3.DatabaseError:
        pass
    database.close()
    return None


_SEAL = slice(60, 64)  # in the head of an SQLite file, for a number of its owner's: PRAGMA user_version


def _seal(data: bytes | bytearray) -> bytes:
    """A sum over all of an index but the place where the sum stands; no damaged index has its own."""
    view = memoryview(data)
    return zlib.crc32(view[_SEAL.stop :], zlib.crc32(view[: _SEAL.start])).to_bytes(4, "big")


def _empty(stamp: str) -> sqlite3.Connection:
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.executescript(_TABLES)
    database.execute("INSERT INTO made VALUES (?)", (stamp,))
    with contextlib.suppress(sqlite3.OperationalError):  # an SQLite without FTS5
        database.execute(_ENGLISH)
    return database


def _known(database: sqlite3.Connection) -> dict[str, _State]:
    rows = database.execute("SELECT path, written, size, digest FROM releases")
    return {os.fsdecode(path): _State(*state) for path, *state in rows}


def _forget(database: sqlite3.Connection, path: str) -> None:
    """Take a release and its quotes out of the index."""
    key = (os.fsencode(path),)
    if has_english(database):
        gone = "SELECT 'delete', id, said FROM quotes WHERE path = ? AND english"
        database.execute(f"INSERT INTO english (english, rowid, said) {gone}", key)
    database.execute("DELETE FROM quotes WHERE path = ?", key)
    database.execute("DELETE FROM releases WHERE path = ?", key)


def _put(database: sqlite3.Connection, new: _Reading) -> None:
    """Put a release and its quotes into the index, in place of what is known of it."""
    key = os.fsencode(new.path)
    if new.row is None:
        database.execute("UPDATE releases SET written = ?, size = ? WHERE path = ?", (*new.state[:2], key))
        return
    _forget(database, new.path)
    database.execute("INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (key, *new.state, *new.row))
    rows = [(key, *each) for each in new.quotes]
    database.executemany("INSERT INTO quotes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    if has_english(database):
        said = "SELECT id, said FROM quotes WHERE path = ? AND english"
        database.execute(f"INSERT INTO english (rowid, said) {said}", (key,))


def has_english(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'english'").fetchone())


def _keep(database: sqlite3.Connection, folder: Path) -> bool:
    """Write the index to disk, whole; False where that is not possible."""
    if disk.is_link(folder) or disk.is_link(folder / FILE):
        return False
    try:
        data = bytearray(database.serialize())
        data[_SEAL] = _seal(data)
        writer.keep(folder, FILE, bytes(data))
    except (NewsroomError, AttributeError):  # an SQLite that cannot give its bytes
        return False
    return True
