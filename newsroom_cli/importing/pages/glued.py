"""Separate words that only the page's style sets apart: `<span class="fn">Ana Ruiz</span><span class="org">`."""

from __future__ import annotations

from newsroom_cli.importing import beside_lines, printed_dates
from newsroom_cli.importing.pages.tree import Element, drop, tag, words
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


def _is_set_apart(text: str, whole: str) -> bool:
    """Whether a text is one end of a longer one, and no label such as "Date:" goes with it."""
    rest = whole.removeprefix(text) if whole.startswith(text) else whole.removesuffix(text)
    return len(text) < len(whole) > len(rest) and _ENDED.search(rest) is not None


_ENDED = pattern(r"[\w.?!’”\"»)]\s*\Z")
