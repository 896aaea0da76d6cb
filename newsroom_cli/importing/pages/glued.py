"""Separate words that only the page's style sets apart: `<span class="fn">Ana Ruiz</span><span class="org">`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from newsroom_cli.importing.head import beside_lines, printed_dates
from newsroom_cli.importing.issuer import issuers
from newsroom_cli.importing.pages.tree import Element, drop, letters, tag, words
from newsroom_cli.model.patterns import pattern


def separate(root: Element) -> None:
    """Put a line break between two spans with classes if their words run together: Ana RuizCity of Port Ellery."""
    for element in list(root.iter("span")):
        before = element.getprevious()
        if (
            before is None
            or tag(before) != "span"
            or (before.tail or "")
            or not (before.get("class") and element.get("class"))
        ):
            continue
        last, first = "".join(before.itertext())[-1:], "".join(element.itertext())[:1]
        if (last.islower() and (first.isupper() or first.isdigit())) or (last.isdigit() and first.isalpha()):
            element.addprevious(element.makeelement("br"))


def part_dates(root: Element) -> None:
    """Move a date in an element at the start or end of a heading into a paragraph above it: `<small>2 March 2026`."""
    for heading in list(root.iter("h1")):
        for element in list(heading.iter("small", "time", "span", "em")):
            text, whole = words(element), words(heading)
            if not text or not _is_set_apart(text, whole):
                continue
            date = printed_dates.first_date(text, root.get("lang") or "en")
            if date is not None and (date.alone or beside_lines.is_beside(text)):
                paragraph = heading.makeelement("p")
                paragraph.text = text
                heading.addprevious(paragraph)
                drop(element)
                break


def part_headings(root: Element, titles: Sequence[str]) -> None:
    """Leave in a heading of several lines those that are the page's title; the others become paragraphs around it.

    <h1>More Room for Readers<br>The city opens a library</h1> on a page with the title "More Room for Readers".
    `titles` are the page's names for itself. A title that has all lines keeps them together.
    """
    names = [letters(part) for title in titles for part in (title, *issuers.SITE_SEPARATOR.split(title))]
    for heading in list(root.iter("h1", "h2")):
        lines = [line for line in _lines(heading) if letters(line)]
        is_picture = heading.find(".//img") is not None
        if (
            is_picture
            or len(lines) < 2
            or any(all(letters(line) in letters(title) for line in lines) for title in titles)
        ):
            continue
        for first, end in itertools.combinations(range(len(lines) + 1), 2):
            title = " ".join(lines[first:end])
            if len(title.split()) >= _TITLE_WORDS and letters(title) in names:
                _put_around(heading, lines[:first], title, lines[end:])
                break


_TITLE_WORDS = 3


def _lines(element: Element) -> list[str]:
    """The words of an element, those in each element that sets words apart by themselves."""
    return [" ".join(line.split()) for line in "".join(_parts(element)).split(_END)]


def _parts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        end = _END if tag(child) in _SETS_APART else ""
        yield from (end, *(_parts(child) if tag(child) else ()), end, child.tail or "")


_END = "\x00"
_SETS_APART = ("br", "p", "div", "span", "small", "strong", "b", "em", "i")


def _put_around(heading: Element, above: Sequence[str], title: str, below: Sequence[str]) -> None:
    """Make the title the only words of a heading, and other lines paragraphs above and below it."""
    paragraphs = [heading.makeelement("p") for _ in (*above, *below)]
    for paragraph, line in zip(paragraphs, (*above, *below), strict=True):
        paragraph.text = line
    tail, heading.tail = heading.tail, None
    heading[:], heading.text = [], title
    for paragraph in paragraphs[: len(above)]:
        heading.addprevious(paragraph)
    for paragraph in reversed(paragraphs[len(above) :]):
        heading.addnext(paragraph)
    (paragraphs[-1] if below else heading).tail = tail


def _is_set_apart(text: str, whole: str) -> bool:
    """Whether a text is one end of a longer one, and no label such as "Date:" goes with it."""
    rest = whole.removeprefix(text) if whole.startswith(text) else whole.removesuffix(text)
    return len(text) < len(whole) > len(rest) and _ENDED.search(rest) is not None


_ENDED = pattern(r"[\w.?!’”\"»)]\s*\Z")
