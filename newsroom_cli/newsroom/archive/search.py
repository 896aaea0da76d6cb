"""Search in all quotes of the newsroom, by words and by speaker."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.model.release import WAITING
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.archive import index, terms
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Query:
    """A query: `words` in any order and inflection, or a phrase in quotation marks; `speaker`, a part of name or role.

    `since` and `until` are days, months or years as 2026-03-01, 2026-03 or 2026, both included; empty for no bound.
    """

    words: str = ""
    speaker: str = ""
    since: str = ""
    until: str = ""


class FoundQuote(NamedTuple):
    """A quote that matches a query, with the path, line and date of its release.

    `date` is the day of its publication, such as 2026-03-01, empty if the release has none. `standing` is the present
    publication status of the release. `listed` says whether `[[quotes]]` has the quote, as in `known_quotes`; `sure`
    says that its speaker is named, not guessed.
    """

    path: str
    line: int
    date: str
    standing: str
    headline: str
    speaker: str
    role: str
    text: str
    listed: str
    sure: bool


class Answer(NamedTuple):
    """The quotes that match, undated drafts first and then newest first, and the number of unreadable releases.

    `kept` is False if the index could not be written to disk; the next search then builds it again.
    `speakers` are the names most similar to that in the query, if no quote matches.
    """

    quotes: list[FoundQuote]
    unreadable: int
    kept: bool
    speakers: list[str]


def search(newsroom: Newsroom, query: Query, *, now: dt.datetime, progress: workers.Progress | None = None) -> Answer:
    """The quotes that match a query in all releases, drafts and embargoed ones included.

    It updates the index first. Raises NewsroomError if the folder of the releases cannot be read.
    """
    import sqlite3

    try:
        return _answer(newsroom, query, now=now, progress=progress)
    except sqlite3.DatabaseError:  # a damaged index, or one of another version of SQLite: build it again
        return _answer(newsroom, query, now=now, progress=progress, trusted=False)


def has_words(text: str) -> bool:
    """Whether a text has a word that can be searched for."""
    return bool(terms.folded(text))


def positions(query: Query, text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of a query's words in a quote, in order, to highlight them."""
    return list(terms.positions(query.words, text))


def _answer(
    newsroom: Newsroom, query: Query, *, now: dt.datetime, progress: workers.Progress | None, trusted: bool = True
) -> Answer:
    """Answer a query from the updated index."""
    database, saved = index.update(newsroom, now=now, progress=progress, trusted=trusted)
    with contextlib.closing(database):
        search_terms = terms.search_terms(query.words)
        _define_holds(database, "holds", list(map(terms.needle, search_terms)))
        _define_holds(database, "is_by", [f" {' '.join(term)}" for term in terms.search_terms(query.speaker)])
        conditions, values = ["is_by(who)"], []
        if search_terms and index.has_english(database):
            conditions.append(
                "id IN (SELECT rowid FROM english WHERE english MATCH ? UNION ALL "
                "SELECT id FROM quotes WHERE NOT english AND holds(said))"
            )
            values.append(" ".join(f'"{" ".join(term)}"' for term in search_terms))
        elif search_terms:
            conditions.append("holds(said)")
        if query.since:
            conditions.append("date >= ?")
            values.append(query.since)
        if query.until:
            conditions.append("date <> '' AND substr(date, 1, length(?)) <= ?")
            values += [query.until] * 2
        rows = database.execute(
            f"SELECT {_COLUMNS} FROM quotes JOIN releases USING (path) WHERE {' AND '.join(conditions)} "
            "ORDER BY date = '' DESC, date DESC, path, line, id",
            values,
        )
        quotes = [FoundQuote._make((os.fsdecode(path), *rest, bool(sure))) for path, *rest, sure in rows]
        unreadable = database.execute("SELECT count(*) FROM releases WHERE broken").fetchone()[0]
        speakers = [] if quotes else _speakers_like(database, query)
    return Answer(_with_current_status(quotes, newsroom, now), unreadable, saved, speakers)


def _with_current_status(quotes: Sequence[FoundQuote], newsroom: Newsroom, now: dt.datetime) -> list[FoundQuote]:
    """The quotes with the present status of their releases; without an edit only waiting releases can change status."""
    waiting = {quote.path for quote in quotes if quote.standing in WAITING}
    today = {path: newsroom.publication_status(newsroom.document(newsroom.read(path)), now) for path in waiting}
    return [quote._replace(standing=today.get(quote.path, quote.standing)) for quote in quotes]


_COLUMNS = "path, line, date, standing, headline, speaker, role, text, listed, sure"


def _define_holds(database: sqlite3.Connection, name: str, needles: Sequence[str]) -> None:
    """Define an SQL function that says whether a line of words contains all needles."""
    holds: Callable[[str], bool] = lambda line: all(needle in line for needle in needles)  # noqa: E731
    database.create_function(name, 1, holds, deterministic=True)


def _speakers_like(database: sqlite3.Connection, query: Query) -> list[str]:
    """The names in the archive that are most similar to the speaker of a query, the most frequently quoted first."""
    rows = database.execute(
        "SELECT speaker, who FROM quotes WHERE speaker <> '' GROUP BY speaker, who ORDER BY count(*) DESC"
    )
    people = rows.fetchall()
    if not query.speaker:  # one of the words may be the name of a speaker
        words = set(terms.folded(query.words))
        return list(dict.fromkeys(name for name, _ in people if words.intersection(terms.folded(name))))[:_MOST_NAMES]
    wanted_words = terms.folded(query.speaker)[:_MOST_WORDS]
    likely = [word for word in wanted_words if any(f" {word}" in who for _, who in people)]
    if not likely:
        archive_words = {word for _, who in people for word in who.split()}
        likely = [near for word in wanted_words if (near := nearest(word, archive_words))]
    return list(dict.fromkeys(name for name, who in people if any(f" {word}" in who for word in likely)))[:_MOST_NAMES]


_MOST_WORDS, _MOST_NAMES = 20, 5
