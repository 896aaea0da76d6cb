"""The heads and feet of PDF pages, and what they reveal about a release: the issuer and a contact."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.layout.lines import Line
from newsroom_cli.model.patterns import pattern


def heads_and_feet(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines at the top and bottom of pages that recur on other pages, and page numbers.

    The head of the first page does not count: it may have the issuer, the place and the date.
    """
    pages = [list(page) for _, page in itertools.groupby(lines, key=lambda line: line.page)]
    outer = {line for page in pages for line in (page[0], page[-1])} if len(pages) > _FEW_PAGES else set()
    marginal = [line for line in lines if not _FOOT < line.middle < _HEAD or line in outer]
    returning = Counter((_masked(line.text), round(line.top / 8)) for line in marginal)
    return frozenset(
        line
        for line in marginal
        if _PAGE_NUMBER.fullmatch(line.text)
        or (returning[_masked(line.text), round(line.top / 8)] > 1 and (line.page > 0 or line.middle < _LOWER_HALF))
    )


_FOOT, _LOWER_HALF, _HEAD = 0.11, 0.5, 0.82  # shares of a page's height
_FEW_PAGES = 2  # pages on which a line may recur by chance
_FIGURES = pattern(r"\d+")
_PAGE_NUMBER = pattern(
    r"(?i)\W*(?:(?:page|seite|página|pagina|side|strana|strona|s\.|p\.)\s*)?\d{1,3}\s*(?:(?:/|of|von|de|sur|di|z|af)\s*\d{1,3})?\W*"
)


def _masked(words: str) -> str:
    return _FIGURES.sub("#", words)


def letterhead(lines: Sequence[Line], margins: Collection[Line]) -> str:
    """The first line of the recurring head, if it is a short name that the text repeats; otherwise empty."""
    first = next((line.text for line in lines if line in margins and line.middle > _LOWER_HALF), "")
    text = " ".join(line.text for line in lines if line not in margins and line.text != first)
    return first if 1 < len(first.split()) <= _NAME_WORDS and not any(map(str.isdigit, first)) and first in text else ""


_NAME_WORDS = 8  # words in an organisation's name, at most


def contacts_in(margins: Collection[Line], lines: Sequence[Line]) -> Iterator[str]:
    """Yield the text of the head and foot of the first page, if a contact is labelled there."""
    of_page = [line.text for line in lines if line in margins and line.page == 0]
    if any(map(contact_blocks.is_labelled, of_page)):
        yield "\n".join(of_page)
