"""Text and addresses that every feed format can carry: this module repairs them and never fails."""

from __future__ import annotations

import functools
import unicodedata

from newsroom_cli.markup.escaping import unusual_characters
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern

# No headline or summary is this long; a longer one is a whole text in the wrong field.
LINE_LIMIT = 1_000

_REFUSED = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNCLEAN = pattern(lambda: rf"\r|{_REFUSED.pattern}")
# White space, except the no-break spaces, which French and other languages use on purpose.
_SPACE = pattern("[ \t\r\n\u2028\u2029]+")
_OVERRIDES, _EMBEDDINGS, _ISOLATES = "\u202d\u202e", "\u202a\u202b", "\u2066\u2067\u2068"
_END_EMBEDDING, _END_ISOLATE = "\u202c", "\u2069"
_DIRECTIONS = pattern("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text, repaired by `repaired`, with composed letters."""
    return repaired(text if text.isascii() else unicodedata.normalize("NFC", text))


def repaired(text: str) -> str:
    """The text without the characters that XML 1.0 refuses; Windows characters read as Latin-1 are repaired."""
    if not _UNCLEAN.search(unusual_characters(text)):
        return text
    allowed = _REFUSED.sub(lambda match: _REPLACEMENTS.get(match[0], ""), text)
    return allowed.replace("\r\n", "\n").replace("\r", "\n")


@functools.lru_cache(maxsize=512)
def line(text: str) -> str:
    """Text as one line of at most LINE_LIMIT characters; direction marks are closed within it."""
    return _with_directions_closed(shortened(spaced(clean(text)), LINE_LIMIT))


def spaced(text: str) -> str:
    """Text with a single space for each run of white space, line ends included."""
    return _SPACE.sub(" ", text).strip(" ")


def address(url: str) -> str:
    """A web address in plain ASCII, which every reader understands."""
    cleaned = spaced(clean(url))
    return addresses.ascii_web_address(cleaned) or addresses.percent_encode(cleaned)


def _replacements() -> dict[str, str]:
    """The repairs: the Windows-1252 characters that U+0080 to U+009F stand for, and U+FFFD for a lone surrogate."""
    windows = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    return windows | {chr(code): "\N{REPLACEMENT CHARACTER}" for code in range(0xD800, 0xE000)}


_REPLACEMENTS = _replacements()


def _with_directions_closed(text: str) -> str:
    """The text without overrides and without marks that close nothing; open embeddings and isolates are closed."""
    if not _DIRECTIONS.search(unusual_characters(text)):
        return text
    kept: list[str] = []
    ends: list[str] = []  # the closing marks of all open marks, innermost last; empty for an override
    for character in text:
        if character in _OVERRIDES:
            ends.append("")
        elif character in _EMBEDDINGS or character in _ISOLATES:
            ends.append(_END_EMBEDDING if character in _EMBEDDINGS else _END_ISOLATE)
            kept.append(character)
        elif character == _END_EMBEDDING:
            if ends and ends[-1] != _END_ISOLATE:
                kept.append(ends.pop())
        elif character == _END_ISOLATE:
            while _END_ISOLATE in ends:
                kept.append(ends.pop())
                if kept[-1] == _END_ISOLATE:
                    break
        else:
            kept.append(character)
    return "".join(kept) + "".join(reversed(ends))
