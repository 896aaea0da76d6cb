"""Letters decoded with the wrong encoding: `â€™` is the apostrophe in UTF-8, decoded as Windows-1252.

The codecs of the standard library decide: the letters are encoded again and decoded as UTF-8. Only sequences that never
occur in correct text count, so a program can repair them without asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern


class Ruin(NamedTuple):
    """A stretch of garbled letters; `right` is the correct text, None if it is uncertain."""

    start: int
    end: int
    right: str | None


def _as_read(byte: int) -> str:
    """The letter that programs show for a byte of UTF-8 that they decode as Windows-1252."""
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
# Sequences of two, three and four bytes by their first letter; "â€" alone is a mark that has lost its last byte.
_SEQUENCE = pattern(
    f'(?:[ÂÃÄÅÐÑÎÏ][{_FURTHER}]|[âï][{_FURTHER}]{{2}}|ð[{_FURTHER}]{{3}})+|â€|\ufffd+|(?<=[\\s.,;:!?”’"])Â(?=\\s)'
)
# A capital may precede a closing mark: «CHÂ», “SÃ”. These are correct text.
_CLOSING = frozenset("’”»“–—…›\xa0")
_ROUNDS = 3  # text may be garbled several times


def find(text: str, *, limit: int) -> Iterator[Ruin]:
    """Yield at most `limit` stretches of a text that were decoded with the wrong encoding."""
    for match in _SEQUENCE.finditer(text):
        words = match.group()
        right = decoded(words)
        if (words[0] in "\ufffdÂ" and len(words) == 1) or set(words) == {"\ufffd"} or words == "â€":
            yield Ruin(*match.span(), None)
        elif right is not None and not _is_genuine(text, match.start(), words, right):
            yield Ruin(*match.span(), right)
        else:
            continue
        if not (limit := limit - 1):
            return


def decoded(words: str) -> str | None:
    """The right text for letters garbled once or several times; None if their bytes are not UTF-8."""
    right = None
    for _ in range(_ROUNDS):
        try:
            text = bytes(_BYTE_OF[letter] for letter in right or words).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            break
        right = text
    return right


def _is_genuine(text: str, offset: int, letters: str, decoded_letters: str) -> bool:
    """Whether letters are correct as they are, although they could be the bytes of another letter."""
    if any("\x7f" <= letter < "\xa0" for letter in decoded_letters):  # control characters, which nobody types
        return True
    if len(letters) > 2:
        return False
    before, mark = text[offset - 1 : offset], letters[1]
    if letters[0] in "ÄÎÏÑÐÅ":  # letters of German, French, Spanish and Nordic words in capitals
        return before.isupper() or mark in _CLOSING or not before.isalpha()
    return mark in _CLOSING and (before.isupper() or not before.strip()) and not (letters[0] == "Â" and mark == "\xa0")
