"""Every quote of the archive, found again by its words and by who said it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence

from newsroom_cli.model.named import NamedTuple
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.archive import index, questions, terms
from newsroom_cli.newsroom.archive.questions import Found, Wanted
from newsroom_cli.newsroom.folder import EMBARGOED, SCHEDULED, Newsroom

__all__ = ["Answer", "Found", "Wanted", "has_words", "places", "search"]


class Answer(NamedTuple):
    """What was found, newest first and undated drafts on top; how many releases could not be read.

    `kept` says that the index is up to date on disk; it is made anew next time when it could not be written.
    `speakers` are the names most like the wanted one, when nothing was found.
    """

    quotes: list[Found]
    unreadable: int
    kept: bool
    speakers: list[str]


def search(newsroom: Newsroom, wanted: Wanted, *, now: dt.datetime, progress: workers.Progress | None = None) -> Answer:
    """The quotes of all releases that hold what is wanted, drafts and embargoed ones too.

    The index is brought up to date first. Raises NewsroomError when the folder of the releases cannot be read.
    """
    import sqlite3

    try:
        return _answer(newsroom, wanted, now=now, progress=progress)
    except sqlite3.DatabaseError:  # damaged, or of another SQLite: it is made anew
        return _answer(newsroom, wanted, now=now, progress=progress, trusted=False)


def has_words(text: str) -> bool:
    """Whether a text holds a word that can be looked for."""
    return bool(terms.folded(text))


def places(wanted: Wanted, text: str) -> list[tuple[int, int]]:
    """Where a found quote holds the wanted words, as offsets in order: a help for the eye, not the search itself."""
    return list(terms.places(wanted.words, text))


def _answer(
    newsroom: Newsroom, wanted: Wanted, *, now: dt.datetime, progress: workers.Progress | None, trusted: bool = True
) -> Answer:
    database, kept = index.up_to_date(newsroom, now=now, progress=progress, trusted=trusted)
    with contextlib.closing(database):
        found = questions.select(database, wanted)
        unreadable = database.execute("SELECT count(*) FROM releases WHERE broken").fetchone()[0]
        speakers = [] if found else questions.speakers_like(database, wanted)
    return Answer(_as_of_now(found, newsroom, now), unreadable, kept, speakers)


def _as_of_now(found: Sequence[Found], newsroom: Newsroom, now: dt.datetime) -> list[Found]:
    """The quotes with today's standing; what is neither scheduled nor embargoed stands as long as its file does."""
    waiting = {each.path for each in found if each.standing in (SCHEDULED, EMBARGOED)}
    today = {path: newsroom.publication_status(newsroom.document(newsroom.read(path)), now) for path in waiting}
    return [each._replace(standing=today.get(each.path, each.standing)) for each in found]
