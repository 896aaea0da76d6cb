"""Queries to the index of all quotes, and the quotes they return."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom.archive import terms
from newsroom_cli.newsroom.archive.index import has_english

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


_COLUMNS = "path, line, date, standing, headline, speaker, role, text, listed, sure"


def select(database: sqlite3.Connection, query: Query) -> list[FoundQuote]:
    """The quotes in the index that match a query."""
    search_terms = terms.search_terms(query.words)
    _define_holds(database, "holds", list(map(terms.needle, search_terms)))
    _define_holds(database, "is_by", [f" {' '.join(term)}" for term in terms.search_terms(query.speaker)])
    conditions, values = ["is_by(who)"], []
    if search_terms and has_english(database):
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
    return [FoundQuote._make((os.fsdecode(path), *rest, bool(sure))) for path, *rest, sure in rows]


def _define_holds(database: sqlite3.Connection, name: str, needles: Sequence[str]) -> None:
    """Define an SQL function that says whether a line of words contains all needles."""
    holds: Callable[[str], bool] = lambda line: all(needle in line for needle in needles)  # noqa: E731
    database.create_function(name, 1, holds, deterministic=True)


def speakers_like(database: sqlite3.Connection, query: Query) -> list[str]:
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
