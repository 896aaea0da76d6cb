"""The index of all quotes: an SQLite file, updated before each query and always replaced as a whole.

docs/decisions/archive.md gives the reasons.
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
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli import __version__
from newsroom_cli.language.document import Document
from newsroom_cli.language.words import folded
from newsroom_cli.ledger import known_quotes
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day, published_at
from newsroom_cli.model.release import WITHDRAWN, Release, text_of
from newsroom_cli.newsroom import workers, writer
from newsroom_cli.newsroom.archive import terms
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, size_of, states, written_at

if TYPE_CHECKING:
    import sqlite3

FOLDER, FILE = INDEX, "quotes.db"
_SCHEMA = 2  # raise it whenever the tables or their content change

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
    """The state of a file, to detect changes: last write in ns, size in bytes, digest of its text."""

    written: int
    size: int
    digest: bytes = b""


class _Reading(NamedTuple):
    """A release read for the index: its row without the state, and its quotes; the row is None if unchanged."""

    path: str
    state: _State
    row: tuple[bool, str, str, str] | None
    quotes: list[tuple[Any, ...]]


def update(
    newsroom: Newsroom, *, now: dt.datetime, progress: workers.Progress | None, trusted: bool
) -> tuple[sqlite3.Connection, bool]:
    """Update the index; return it as a database in memory, and whether the file on disk is now up to date, too.

    An index on disk is used only if `trusted`; otherwise a new one is made.
    """
    config = newsroom.config
    people = [(person.name, person.role, person.spellings) for person in config.people]
    stamp = repr((_SCHEMA, __version__, config.releases, config.language, config.time_zone, people))
    writer.sweep(newsroom.root / FOLDER)
    database = _read_database(newsroom.root / FOLDER, stamp) if trusted else None
    cached = _indexed_states(database) if database else {}
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    on_disk = {
        path: _State(written_at(state), size_of(state))
        for path, state in states(os.fspath(newsroom.root), paths).items()
    }
    deleted = cached.keys() - on_disk.keys()
    possibly_changed = [path for path, state in on_disk.items() if path not in cached or cached[path][:2] != state[:2]]
    readings = _read_releases(newsroom, possibly_changed, cached=cached, on_disk=on_disk, now=now, progress=progress)
    changed = (reading for reading in readings if reading.state != cached.get(reading.path))
    first = next(changed, None)
    if database and not deleted and not first:
        return database, True
    database = database or _new_database(stamp)
    for path in deleted:
        _delete(database, path)
    for reading in itertools.chain([first] if first else [], changed):
        _insert(database, reading)
    database.commit()
    return database, _save(database, newsroom.root / FOLDER) if on_disk or cached else True


_TICK = 2_000_000_000  # ns; a file written this recently may be written again without a later time


def _read_releases(
    newsroom: Newsroom,
    paths: Sequence[str],
    *,
    cached: Mapping[str, _State],
    on_disk: Mapping[str, _State],
    now: dt.datetime,
    progress: workers.Progress | None,
) -> Iterator[_Reading]:
    """Read the releases at these paths in several processes, and yield a reading of each.

    `cached` are the states in the index, `on_disk` those on disk.
    """
    latest_settled = int(now.timestamp() * 1e9) - _TICK

    def work(part: Sequence[str]) -> list[_Reading]:
        """Read the releases of one batch."""
        return [reading(path) for path in part]

    def reading(path: str) -> _Reading:
        """Read one release; its row is None if the index has the same text."""
        release, state = newsroom.read(path), on_disk[path]
        digest = hashlib.sha256(release.text.encode()).digest()
        # An unreadable file may be readable next time.
        must_read_again = state.written > latest_settled or not release.text
        state = _State(0 if must_read_again else state.written, state.size, digest)
        if path in cached and cached[path].digest == digest:
            return _Reading(path, state, None, [])
        return _Reading(path, state, _row(newsroom, release, now), _quote_rows(newsroom.config, release))

    done = 0
    for batch in workers.batches(work, paths):
        yield from batch
        done += len(batch)
        if progress:
            progress(done, len(paths))


def _row(newsroom: Newsroom, release: Release, now: dt.datetime) -> tuple[bool, str, str, str]:
    """The row of a release, without the state of its file."""
    day = local_day(published_at(release, newsroom.config), newsroom.config)
    date = day.isoformat() if release.date else ""
    headline = text_of(release.headline)
    status = newsroom.publication_status(newsroom.document(release), now)
    return release.broken, date, WITHDRAWN if release.is_taken_back else status, headline


def _quote_rows(config: Config, release: Release) -> list[tuple[Any, ...]]:
    """The index rows of a release's quotes, without quotes that have a placeholder."""
    document = Document(release, config)
    rows = []
    for quote in known_quotes.quotes_of_release(document):
        if known_quotes.has_placeholder(quote.text, release.text):
            continue
        who = terms.folded(f"{quote.speaker} {quote.role} {_usual_name_and_role(config, quote)}")
        folded_words = terms.folded(quote.text)
        line = release.position(quote.span.start).line
        columns = (line, quote.speaker, quote.role, _as_agreed(release, quote), quote.listed, quote.sure)
        rows.append((*columns, terms.word_line(who), terms.word_line(folded_words), document.is_english))
    return rows


def _as_agreed(release: Release, quote: known_quotes.KnownQuote) -> str:
    """The words of a quote as listed in [[quotes]], or else as printed: in the body it may end in a comma."""
    for number in quote.numbers:
        agreed = release.quotes[number].text
        if agreed and folded(agreed.value) == folded(quote.text):
            return agreed.value
    return quote.text


def _usual_name_and_role(config: Config, quote: known_quotes.KnownQuote) -> str:
    """The name of a speaker as newsroom.toml lists it, with the role there if the quote has none; empty if unknown."""
    for person in config.people:
        if quote.speaker and quote.speaker in (person.name, *person.spellings):
            return person.name if quote.role else f"{person.name} {person.role}"
    return ""


# --- the file -------------------------------------------------------------------------------------------------


def _read_database(folder: Path, stamp: str) -> sqlite3.Connection | None:
    """The index on disk, loaded into memory; None if it is missing, damaged, or made by another version."""
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


_SEAL = slice(60, 64)  # PRAGMA user_version in the head of an SQLite file, free for its owner


def _seal(data: bytes | bytearray) -> bytes:
    """The checksum of an index, computed without the bytes of the checksum itself."""
    view = memoryview(data)
    return zlib.crc32(view[_SEAL.stop :], zlib.crc32(view[: _SEAL.start])).to_bytes(4, "big")


def _new_database(stamp: str) -> sqlite3.Connection:
    """An empty index in memory."""
    import sqlite3

    database = sqlite3.connect(":memory:")
    database.executescript(_TABLES)
    database.execute("INSERT INTO made VALUES (?)", (stamp,))
    with contextlib.suppress(sqlite3.OperationalError):  # an SQLite without FTS5
        database.execute(_ENGLISH)
    return database


def _indexed_states(database: sqlite3.Connection) -> dict[str, _State]:
    """The states of the release files in the index, by path."""
    rows = database.execute("SELECT path, written, size, digest FROM releases")
    return {os.fsdecode(path): _State(*state) for path, *state in rows}


def _delete(database: sqlite3.Connection, path: str) -> None:
    """Delete a release and its quotes from the index."""
    key = (os.fsencode(path),)
    if has_english(database):
        old_words = "SELECT 'delete', id, said FROM quotes WHERE path = ? AND english"
        database.execute(f"INSERT INTO english (english, rowid, said) {old_words}", key)
    database.execute("DELETE FROM quotes WHERE path = ?", key)
    database.execute("DELETE FROM releases WHERE path = ?", key)


def _insert(database: sqlite3.Connection, reading: _Reading) -> None:
    """Put a release and its quotes into the index, in place of their old rows."""
    key = os.fsencode(reading.path)
    if reading.row is None:
        database.execute("UPDATE releases SET written = ?, size = ? WHERE path = ?", (*reading.state[:2], key))
        return
    _delete(database, reading.path)
    database.execute("INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (key, *reading.state, *reading.row))
    rows = [(key, *quote) for quote in reading.quotes]
    database.executemany("INSERT INTO quotes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    if has_english(database):
        indexed_words = "SELECT id, said FROM quotes WHERE path = ? AND english"
        database.execute(f"INSERT INTO english (rowid, said) {indexed_words}", (key,))


def has_english(database: sqlite3.Connection) -> bool:
    """Whether the index has a table for the search in English words, which needs FTS5."""
    return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'english'").fetchone())


def _save(database: sqlite3.Connection, folder: Path) -> bool:
    """Write the whole index to disk; False if that is impossible."""
    if disk.is_link(folder) or disk.is_link(folder / FILE):
        return False
    try:
        data = bytearray(database.serialize())
        data[_SEAL] = _seal(data)
        writer.write_cache(folder, FILE, bytes(data))
    except (NewsroomError, AttributeError):  # an SQLite without `serialize`
        return False
    return True
