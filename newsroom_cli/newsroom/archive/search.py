"""Search in all quotes of the newsroom, by words and by speaker."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.model.release import WAITING
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.archive import index, questions, terms
from newsroom_cli.newsroom.archive.questions import FoundQuote, Query
from newsroom_cli.newsroom.folder import Newsroom

__all__ = ["Answer", "FoundQuote", "Query", "has_words", "positions", "search"]


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
    except sqlite3.DatabaseError:  # a damaged index, or one of another SQLite: build it again
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
        quotes = questions.select(database, query)
        unreadable = database.execute("SELECT count(*) FROM releases WHERE broken").fetchone()[0]
        speakers = [] if quotes else questions.speakers_like(database, query)
    return Answer(_with_current_status(quotes, newsroom, now), unreadable, saved, speakers)


def _with_current_status(quotes: Sequence[FoundQuote], newsroom: Newsroom, now: dt.datetime) -> list[FoundQuote]:
    """The quotes with the present status of their releases; without an edit only waiting releases can change status."""
    waiting = {quote.path for quote in quotes if quote.standing in WAITING}
    today = {path: newsroom.publication_status(newsroom.document(newsroom.read(path)), now) for path in waiting}
    return [quote._replace(standing=today.get(quote.path, quote.standing)) for quote in quotes]
