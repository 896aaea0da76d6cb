"""Lines that a copy tore apart at links and bold names, put together again into the paragraphs they were."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.tokens import is_title

_CLOSING = ",.;:)]”’»!?%"
_OPENING = '“"„«'


def mended(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with such lines joined; only paragraphs of one line are looked at."""
    made: list[Piece] = []
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if (
            made
            and _is_line(made[-1])
            and _is_line(piece)
            and _belongs(made[-1].text, piece.text, following.text if following and _is_line(following) else "")
        ):
            gap = "" if piece.text[0] in _CLOSING else " "
            last = made.pop()
            made.append(Piece(PARAGRAPH, f"{last.text}{gap}{piece.text}", f"{last.markdown}{gap}{piece.markdown}"))
            if len(last.text.split()) <= 4 and piece.text[0].islower() and len(made) > 1 and _is_role(made[-2]):
                one = made.pop()  # San Diego County District Attorney / Ana Ruiz / said today
                role = made.pop()
                made.append(Piece(PARAGRAPH, f"{role.text} {one.text}", f"{role.markdown} {one.markdown}"))
        else:
            made.append(piece)
    return made


def _is_role(piece: Piece) -> bool:
    """Whether a line ends with what a person is, so that the person's name is wanted."""
    parts = piece.text.split()
    return _is_line(piece) and 0 < len(parts) <= 8 and is_title(parts[-1].lower(), lexicon_for("en"))


def _is_line(piece: Piece) -> bool:
    return piece.kind == PARAGRAPH and "\n" not in piece.text and bool(piece.text)


def _belongs(before: str, line: str, following: str) -> bool:
    """Whether a line is the rest of the paragraph before it."""
    bare = before.rstrip("\"”’»'")
    ended = bare.endswith((".", "!", "?", ":", "…"))
    if line[0] in _CLOSING and line[0] not in "”’»":
        return len(before.split()) > 1
    if line[0] in "–—-" and len(before.split()) <= 8 and not ended:  # CHICAGO / — The city
        return True
    if line[0].islower():
        name = len(before.split()) <= 4 and all(part[:1].isupper() for part in before.split())
        return not ended and (len(before) > 20 or name)
    count = len(line.split())
    if bare.endswith(",") and before != bare and count <= 14:  # “We won,” / Mayor Ruiz said.
        return True
    if before[-1:] in _OPENING or (
        _says(before)
        and len(before.split()) > 8
        and line[0] in _OPENING
        and before.endswith(".")
        and before[0] in _OPENING
    ):
        return True
    torn = bool(following) and (following[0].islower() or following[0] in ",.;:)")
    return torn and not ended and count <= 6 and len(before.split()) >= 6


def _says(text: str) -> bool:
    """Whether a paragraph ends with who said it."""
    tail = text.rstrip(".").split()[-8:]
    return any(word in lexicon_for("en").verbs for word in tail)
