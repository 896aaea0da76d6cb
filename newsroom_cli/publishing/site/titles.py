"""The title of a page: short enough for a tab and for a search engine."""

from __future__ import annotations

import functools
from collections.abc import Callable

from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config

LIMIT = 70  # characters in HTML, where & is written `&amp;`; longer titles are cut where they are shown
_LEAST = 60  # characters as people read them: long escapes in HTML shorten a headline no further than this


def titles_of(config: Config) -> Callable[[str], str]:
    """The function that makes the title of a page from its name, with room for the mark of a rehearsal before it."""
    limit = LIMIT - len(f"{config.rehearsal}: ") if config.rehearsal else LIMIT
    return functools.partial(page_title, newsroom=config.name, limit=limit)


def page_title(headline: str, newsroom: str, *, limit: int = LIMIT) -> str:
    """The headline and the newsroom's name, within `limit`: the name is shortened first, never inside a word.

    If not even the first word of the name fits, the name is left out. Only then is the headline itself shortened.
    """
    words, headline = newsroom.split(), " ".join(headline.split())
    whole = f"{headline} – {' '.join(words)}"
    if words and _written(whole) <= limit:
        return whole
    for count in range(len(words) - 1, 0, -1):
        title = f"{headline} – {' '.join(words[:count])}"
        if _written(title) < limit:
            return f"{title.rstrip(' ,;:–—-')}…"
    short = shortened(headline, limit)
    return shortened(headline, max(limit + len(short) - _written(short), min(limit, _LEAST)))


def _written(title: str) -> int:
    """The length of a title in HTML."""
    from markupsafe import escape

    return len(escape(title))
