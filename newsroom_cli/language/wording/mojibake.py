"""Letters that were read in a wrong encoding: `â€™` is the apostrophe of UTF-8 taken for Windows-1252.

A round trip through the codecs of the standard library decides: what the letters' bytes say in UTF-8 was meant. Only
sequences that a right text does not have are looked at, so that a program can undo them without asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern


class Ruin(NamedTuple):
    """A stretch of garbled letters; `meant` is the right text, None where nobody can tell."""

    start: int
    end: int
    meant: str | None


def _as_read(byte: int) -> str:
    """The letter that programs show for a byte of UTF-8."""
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTE_OF = {_as_read(number): number for number in range(0x80, 0x100)} | {
    chr(number): number for number in range(0x80, 0x100)
}
_LEADS = "ÂÃâïðÄÅÐÑÎÏ"
_FURTHER = "".join(
    sorted({_as_read(number) for number in range(0x80, 0xC0)} | {chr(number) for number in range(0x80, 0xC0)})
)
SIGNS = frozenset((*_LEADS, "\ufffd"))
# A lead of two bytes and one more, of three and two, of four and three; a rest of "â€" is a mark that lost its end.
_SEQUENCE = pattern(
    f'(?:[ÂÃÄÅÐÑÎÏ][{_FURTHER}]|[âï][{_FURTHER}]{{2}}|ð[{_FURTHER}]{{3}})+|â€|\ufffd+|(?<=[\\s.,;:!?”’"])Â(?=\\s)'
)
# A capital may stand before a closing mark: «CHÂ», “SÃ”. These are no ruins.
_CLOSING = frozenset("’”»“–—…›\xa0")
_ROUNDS = 3  # text that was ruined twice and more


def find(text: str, *, limit: int) -> Iterator[Ruin]:
    """At most `limit` stretches of a text that a program read in a wrong encoding."""
    for match in _SEQUENCE.finditer(text):
        words = match.group()
        meant = decoded(words)
        if (words[0] in "\ufffdÂ" and len(words) == 1) or set(words) == {"\ufffd"} or words == "â€":
            yield Ruin(*match.span(), None)
        elif meant is not None and not _is_right(text, match.start(), words, meant):
            yield Ruin(*match.span(), meant)
        else:
            continue
        if not (limit := limit - 1):
            return


def decoded(words: str) -> str | None:
    """The right text of letters garbled once or several times; None when their bytes are no UTF-8."""
    meant = None
    for _ in range(_ROUNDS):
        try:
            made = bytes(_BYTE_OF[letter] for letter in meant or words).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            break
        meant = made
    return meant


def _is_right(text: str, at: int, words: str, meant: str) -> bool:
    """Whether letters are right as they are, although they could be the bytes of another letter."""
    if any("\x7f" <= letter < "\xa0" for letter in meant):
        return True
    if len(words) > 2:
        return False
    before, mark = text[at - 1 : at], words[1]
    if words[0] in "ÄÎÏÑÐÅ":  # letters of German, French, Spanish and Nordic words in capitals
        return before.isupper() or mark in _CLOSING or not before.isalpha()
    return mark in _CLOSING and (before.isupper() or not before.strip()) and not (words[0] == "Â" and mark == "\xa0")
