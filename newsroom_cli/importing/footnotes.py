"""Footnotes of a source: signs such as [1] in its text that find their notes, and the notes below a release."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from newsroom_cli.importing.pieces import ITEM, NOTE, PARAGRAPH, QUOTE, Piece
from newsroom_cli.model.patterns import pattern

_SIGN = pattern(r"(?<!\\)(?:\\\\)*\[\^(\d{1,4})\]")  # as a piece writes it; the same characters of a text are escaped
_PRINTED = pattern(r"(?<=[^\s\[(])[ \u00a0]?\[(\d{1,3})\](?![(:\[])")
_WRITTEN = pattern(r"(?<=[^\s\[(\\])[ \u00a0]?\\?\[(\d{1,3})\\?\](?![(:\[])")
_NUMBERED = pattern(r"[*_]{0,3}\\?\[(\d{1,3})\\?\]:?[*_]{0,3}:?\s+(?=\S)")


def signs(pieces: Sequence[Piece]) -> list[int]:
    """The numbers of the notes to which pieces refer, in order, with those to which these notes refer."""
    found = itertools.chain.from_iterable(_SIGN.findall(piece.markdown) for piece in pieces)
    return list(dict.fromkeys(map(int, found)))


def with_signs(piece: Piece) -> str:
    """The words of a piece with its signs as [1]; empty if it has none."""
    words = f"[{piece.number}] {piece.text}" if piece.kind == NOTE else piece.markdown
    return _SIGN.sub(r" [\1] ", words) if piece.kind == NOTE or _SIGN.search(words) else ""


def linked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with printed signs such as [1] as signs of footnotes, and the list with all of their notes as notes.

    Nothing changes if a sign has no note, or a note no sign.
    """
    whole, pieces = list(pieces), [part for piece in pieces for part in _numbered_lines(piece)]
    for notes in itertools.islice(_lists(pieces), _LISTS):
        text = pieces[: notes.start]
        printed = {int(number) for piece in text for number in _PRINTED.findall(piece.text)}
        if printed != set(range(1, len(notes) + 1)) or any(_SIGN.search(piece.markdown) for piece in pieces):
            continue
        written = {int(number) for piece in text if piece.kind in _TEXTS for number in _WRITTEN.findall(piece.markdown)}
        if written == printed:
            below = [_as_note(pieces[at], number) for number, at in enumerate(notes, start=1)]
            return [*map(_with_signs_in_markdown, text), *below, *pieces[notes.stop :]]
    return whole


_TEXTS = (PARAGRAPH, ITEM, QUOTE)
_LISTS = 3  # numbered lists at the end of a source that may be its notes, at most


def _lists(pieces: Sequence[Piece]) -> Iterator[range]:
    """Yield the places of lists numbered from 1, the last first: ordered items, or paragraphs that begin with [1]."""
    numbers = [*map(_number_of, pieces), 0]
    for start in reversed(range(len(pieces))):
        if numbers[start] == 1:
            end = next(at for at in range(start, len(numbers)) if numbers[at] != at - start + 1)
            yield range(start, end)


def _numbered_lines(piece: Piece) -> list[Piece]:
    """The lines of a paragraph as paragraphs if each begins with a number such as [1]; else the piece alone."""
    texts, lines = piece.text.split("\n"), piece.markdown.split("\\\n")
    if piece.kind != PARAGRAPH or len(texts) != len(lines) or not all(map(_NUMBERED.match, texts)):
        return [piece]
    return [piece._replace(text=text, markdown=line) for text, line in zip(texts, lines, strict=True)]


def _number_of(piece: Piece) -> int:
    """The number of a piece that may be a note; 0 for other pieces."""
    if piece.kind == ITEM and piece.number is not None:
        return piece.number
    match = _NUMBERED.match(piece.text) if piece.kind in (PARAGRAPH, ITEM) else None
    return int(match[1]) if match else 0


def _as_note(piece: Piece, number: int) -> Piece:
    """A numbered piece as a note, without its number."""
    text, markdown = (_NUMBERED.sub("", words, count=1) for words in (piece.text, piece.markdown))
    return Piece(NOTE, text, markdown, number=number)


def _with_signs_in_markdown(piece: Piece) -> Piece:
    if piece.kind not in _TEXTS or not _PRINTED.search(piece.text):
        return piece
    return piece._replace(text=_PRINTED.sub("", piece.text), markdown=_WRITTEN.sub(r"[^\1]", piece.markdown))


def with_notes(body: Sequence[Piece], release: Sequence[Piece], notes: Sequence[Piece]) -> list[Piece]:
    """A body with the notes of its release; one whose sign is not in the body, but in a headline, becomes an item."""
    numbered = {note.number: note for note in notes}
    in_body = _followed(signs(body), numbered)
    others = [number for number in _followed(signs(release), numbered) if number not in in_body]
    items = [numbered[number]._replace(kind=ITEM, level=1, number=None) for number in others]
    return [*body, *items, *(numbered[number] for number in in_body)]


def _followed(numbers: Sequence[int], notes: dict[int | None, Piece]) -> list[int]:
    """The numbers of notes, with those of the notes to which they refer."""
    order = [number for number in numbers if number in notes]
    for number in order:
        order += [other for other in signs([notes[number]]) if other in notes and other not in order]
    return order
