"""Contact boxes: the press contacts that a page shows beside its text."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.pages import chrome
from newsroom_cli.importing.pages.tree import Element, ancestors, tag, words
from newsroom_cli.model.patterns import pattern

_LONGEST = 1500  # characters of a box
_BOX, _CARD = 14, 6  # lines in a contact with a label, and in one without, at most
_BOXES = frozenset("div section aside article dl ul address td p table tr li details".split())
_BREAKS = frozenset("div section p br li h1 h2 h3 h4 h5 h6 dt dd tr address ul table aside".split())
_PRESS = pattern(r"(?i)press|media|news|presse|medien|prensa|ansprechpartner|rückfragen|communications")
_SITE_FRAME = pattern(r"(?i)foot|nav|menu|banner|cookie|global|masthead|site-?info")


def contacts(root: Element) -> tuple[str, ...]:
    """The texts of at most four boxes with a press contact, a line for each block in a box.

    A box has a label such as "Press contact", or is a card.
    """
    boxes = list(_labelled(root))
    outer = {parent for element, _ in boxes for parent in ancestors(element) if parent is not element}
    return tuple(dict.fromkeys(text for element, text in boxes if element not in outer))[:4]


def _labelled(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the elements that are contact boxes, with their text from the label on."""
    for element in root.iter():
        if tag(element) not in _BOXES:
            continue
        lines = _lines(element)
        labels = (number for number, line in enumerate(lines) if _begins_contact(line))
        if (label := next(labels, None)) is None:
            if _is_card(lines) and not _is_in_site_frame(element):
                yield element, "\n".join(lines)
            continue
        box = "\n".join(_before_aside(lines[label : label + _BOX]))
        if (
            contact_blocks.has_number_or_address(box)
            and _is_for_reporters(box)
            and (_PRESS.search(lines[label]) or not _is_in_site_frame(element))
        ):
            yield element, box


def _is_card(lines: list[str]) -> bool:
    """Whether a box without a label is a card: a person's name above the mailbox of a press office."""
    few = 1 < len(lines) <= _CARD and all(len(line) < _LABEL for line in lines)
    return few and contact_blocks.is_person(lines[0]) and any(map(contact_blocks.has_press_mailbox, lines[1:]))


def _begins_contact(line: str) -> bool:
    """Whether a line begins with the label of a contact; a longer line must also have a number or address."""
    short = len(line) < _LABEL or (len(line) < _LABELLED and contact_blocks.has_number_or_address(line))
    return short and contact_blocks.LABEL.match(line) is not None


_LABEL, _LABELLED = 80, 250  # characters of a short line, and of a line with a number or address


def _is_for_reporters(box: str) -> bool:
    """Whether the first lines of a box mention the press, or it has a person with a number or address.

    A menu has neither.
    """
    if any(map(_PRESS.search, box.split("\n")[:_TOP])):
        return True
    return any(
        contact_blocks.is_person(contact.name)
        for contact in contact_blocks.contacts(box.split("\n"))
        if contact.phone or contact.email
    )


_TOP = 4  # first lines of a box


def _before_aside(lines: list[str]) -> list[str]:
    """The lines of a box up to a heading such as "Latest news"."""
    ends = (number for number, line in enumerate(lines) if number and chrome.begins_aside(line))
    return lines[: next(ends, len(lines))]


def _is_in_site_frame(element: Element) -> bool:
    """Whether a box is in the header, footer or menu of the site."""
    for outer in (element, *ancestors(element)):
        if tag(outer) in ("footer", "nav", "header") or _SITE_FRAME.search(
            f"{outer.get('class') or ''} {outer.get('id') or ''}"
        ):
            return True
    return False


def _lines(element: Element) -> list[str]:
    """The lines of a box, one for each block; empty if the box is too long."""
    parts: list[str] = []
    size = 0
    for part in _words_and_breaks(element):
        parts.append(part)
        size += len(part.strip())
        if size > 4 * _LONGEST:
            return []
    lines = [" ".join(line.split()) for line in "".join(parts).split(_END)]
    lines = [line for line in lines if line]
    return lines if sum(map(len, lines)) <= _LONGEST else []


def _is_label(element: Element) -> bool:
    """Whether an element in bold is the label of a contact, after which a line ends."""
    return tag(element) in ("strong", "b") and contact_blocks.LABEL.fullmatch(words(element).strip()) is not None


_END = "\x00"  # separates lines, since line feeds mean nothing in HTML


def _words_and_breaks(element: Element) -> Iterator[str]:
    """Yield the words of an element in reading order, with _END at the start and end of each block."""
    open_elements = [(element, iter(element))]
    yield element.text or ""
    while open_elements:
        last, children = open_elements[-1]
        child = next(children, None)
        if child is not None:
            yield _END if tag(child) in _BREAKS else ""
            yield child.text or "" if tag(child) else ""
            open_elements.append((child, iter(child)))
            continue
        open_elements.pop()
        if open_elements:
            yield _END if tag(last) in _BREAKS or _is_label(last) else ""
            yield last.tail or ""
