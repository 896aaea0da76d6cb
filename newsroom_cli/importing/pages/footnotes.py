"""Footnotes of pages and Word files: links from signs to notes, by which each sign finds its note."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import unquote

from newsroom_cli.importing.pages import blocks
from newsroom_cli.importing.pages.tree import INLINE, Element, ancestors, drop, tag, words
from newsroom_cli.importing.pieces import NOTE, Piece, markdown_of
from newsroom_cli.model.patterns import pattern


def number(root: Element) -> dict[Element, int]:
    """Number the signs that lead to a note, take the signs out of the notes, and return the number of each note."""
    for forged in root.xpath(f"//*[@{blocks.NOTE_SIGN}]"):
        del forged.attrib[blocks.NOTE_SIGN]
    signs = [*_linked(root), *_of_releases(root)]
    notes: dict[Element, int] = {}
    for sign, note in signs:
        sign.set(blocks.NOTE_SIGN, str(notes.setdefault(note, len(notes) + 1)))
    for note in notes:
        _remove_ways_back(note, [sign for sign, its_note in signs if its_note is note])
    worded = {note: number for note, number in notes.items() if any(map(str.isalnum, words(note)))}
    for sign, note in signs:
        if note not in worded:  # only a picture, or nothing
            sign.attrib.pop(blocks.NOTE_SIGN, None)
    return worded


def take_out(notes: dict[Element, int], base: str) -> list[Piece]:
    """Remove the notes from their page, and return each as a piece."""
    pieces = []
    for element, number in notes.items():
        inside = [block.piece for block in blocks.read(element, base=base, lost=blocks.Lost())]
        drop(element)
        text = "\n".join(piece.text for piece in inside)
        pieces.append(Piece(NOTE, text, markdown_of(inside).rstrip("\n"), number=number))
    return pieces


def _linked(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each sign that is a link to a note below it, with the note."""
    links = [
        link
        for link in root.xpath("//a[not(ancestor::pre)]")
        if "#" in (link.get("href") or "") and _SIGN.fullmatch(words(link))
    ]
    if not links:
        return
    order = {element: place for place, element in enumerate(root.iter())}
    targets = {name: element for element in order for name in (element.get("name"), element.get("id")) if name}
    aimed_at = {targets[name] for name in map(_target, links) if name in targets}
    notes = {target: _note_at(target) for target in aimed_at}
    outermost = set(notes.values())
    pairs = [
        (link, note)
        for link in links
        if (note := notes.get(targets.get(_target(link)))) is not None
        and order[link] < order[note]
        and not any(map(outermost.__contains__, ancestors(note.getparent())))
    ]
    ways_back = {note: _aims(note, targets) for _, note in pairs}
    first_words = {note: words(note).partition(" ") for note in ways_back}
    proven = {
        note
        for link, note in pairs
        if not ways_back[note].isdisjoint(_near(link)) or (_is_raised(link) and _begins_with(first_words[note], link))
    }
    yield from ((_whole_sign(link), note) for link, note in pairs if note in proven)


_SIGN = pattern(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})[\])]?")
_NOTES = ("li", "p", "div", "aside")
_NO_NOTE = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "article", "nav")
_LONGEST = 3000  # characters in a note


def _target(link: Element) -> str:
    return unquote((link.get("href") or "").rpartition("#")[2])


def _note_at(target: Element) -> Element | None:
    """The note that contains the target of a link; None if that is too long for a note, or of another kind."""
    while tag(target) in INLINE:
        target = target.getparent()
    if tag(target) not in _NOTES or next(target.iter(*_NO_NOTE), None) is not None:
        return None
    letters = itertools.accumulate(map(len, target.itertext()))
    if any(count > _LONGEST for count in letters):
        return None
    while tag(target.getparent()) in _NOTES and _is_all_of(target.getparent(), target):
        target = target.getparent()
    in_item = any(tag(outer) == "li" for outer in ancestors(target.getparent()))
    return None if in_item and tag(target) != "li" else target


def _is_all_of(outer: Element, inner: Element) -> bool:
    """Whether an element has nothing else but another element and brackets around it."""
    return len(outer) == 1 and _BRACKETS.fullmatch(f"{outer.text or ''}{inner.tail or ''}") is not None


_BRACKETS = pattern(r"[\s\[\]()]*")


def _aims(note: Element, targets: dict[str, Element]) -> set[Element]:
    """The elements to which the links in a note lead, such as its sign."""
    names = (_target(link) for link in note.iter("a") if "#" in (link.get("href") or ""))
    return {targets[name] for name in names if name in targets}


def _near(sign: Element) -> list[Element]:
    """The sign, what is in it, and the elements of the line around it."""
    around = []
    for outer in ancestors(sign.getparent()):
        around.append(outer)
        if tag(outer) not in INLINE:
            break
    return [*sign.iter(), *around]


def _is_raised(sign: Element) -> bool:
    return any(tag(element) == "sup" for element in _near(sign))


def _begins_with(note: tuple[str, str, str], sign: Element) -> bool:
    """Whether the words of a note, parted behind the first, begin with its own sign: 1 Budget of 2026."""
    first, space, _ = note
    return first.strip("[]().:") == words(sign).strip("[]() ") and space != ""


def _whole_sign(sign: Element) -> Element:
    """The outermost inline element that has nothing else but a sign and brackets around it."""
    while tag(sign.getparent()) in INLINE and _is_all_of(sign.getparent(), sign):
        sign = sign.getparent()
    return sign


def _remove_ways_back(note: Element, signs: list[Element]) -> None:
    """Remove the links from a note to its signs, and the sign before its words; other words of such a link stay."""
    near = {element.get(name) for sign in signs for element in _near(sign) for name in ("id", "name")} - {None}
    labels = {words(sign).strip("[]() ") for sign in signs}
    for link in list(note.iter("a")):
        if "#" not in (link.get("href") or "") or _target(link) not in near:
            continue
        if len(words(link).split()) <= _WAY_BACK and words(link) != words(note):
            drop(_whole_sign(link))
        else:
            del link.attrib["href"]
    first = next((element for element in note.iter() if (element.text or "").strip()), None)
    if first is not None and first is not note and tag(first) in INLINE and words(first).strip("[]().") in labels:
        drop(first)
    elif first is not None and (label := _LABEL.match(first.text)) and label[1] in labels:
        first.text = first.text[label.end() :]


_WAY_BACK = 3  # words in a link back, at most
_LABEL = pattern(r"\s*[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})(?:[\])]|\.(?=\s)|(?<=[*†‡§])|(?=\s))[.:]?\s*(?=\S)")


def _of_releases(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the signs and notes of a release as newsroom writes it without links: in mails, feeds and from Markdown."""
    lists = root.xpath("//ol[@class='notes']")
    notes = [note for note in lists[-1] if note.get("class") == "note"] if lists else []
    for sign in root.xpath("//sup[@class='note'][not(ancestor::pre)]"):
        printed = _SHOWN.fullmatch(words(sign))
        if printed and 0 < int(printed[1]) <= len(notes):
            yield sign, notes[int(printed[1]) - 1]


_SHOWN = pattern(r"\[(\d{1,4})\]")
