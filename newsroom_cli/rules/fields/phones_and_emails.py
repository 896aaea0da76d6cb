"""CT: telephone numbers that cannot be called, and e-mail addresses that spell the person's name differently."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.fields.contacts import is_rehearsal, ways
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- CT004 ----------------------------------------------------------------------------------------------------


@rule("CT004", "bad-phone-number", severity=WARNING)
def bad_phone_number(document: Document) -> Iterator[Hit]:
    """Report a contact's telephone number that nobody can call."""
    for words, _, span, where in ways(document, "phone"):
        if fault := _fault(words, rehearsal=is_rehearsal(document.config)):
            yield Hit(span, f'"{words}" {fault[0]}', f"{fault[1]}{where}")


_EXTENSION = pattern(
    r"(?i)[\s,;]*(?:\(?\s*(?:ext?|extension|x|durchwahl|dw|poste|ap)\b\.?:?|x(?=\d)|#)\s*\d{1,6}\s*\)?.*\Z"
)
_ANOTHER = pattern(
    r"(?i)\s+(?:or|and|oder|ou|o|y)\s+|[;|]|\s/\s(?=[+(]?\d[\d\s().-]{8})(?<=\d{3}\s/\s)|,\s*(?=[+(]?\d[\d\s().-]{6})"
)
_LETTERS = pattern(r"[A-Za-z]{3,}")
_AMERICAN = pattern(r"(?:1[\s.-]?)?(?:\(\d{3}\)[\s.-]?|\d{3}[.-])\d{3}[.-]\d+")
_TRUNK = pattern(r"\(0\)")
_LABEL = pattern(
    r"(?i)\A\s*(?:t|p|m|c|tel|telephone|phone|ph|cell|mobile|office|direct|fon|telefon|call|text"
    r"|fax)\s?[.:)]*\s*(?=[+(\d])"
)
_SHORTEST, _LONGEST = 7, 15  # digits; the maximum is E.164's


def _fault(phone: str, *, rehearsal: bool) -> tuple[str, str] | None:
    """What is wrong with a telephone number, and the remedy; None if nothing is.

    In a `rehearsal`, numbers reserved for fiction are allowed.
    """
    for part in _ANOTHER.split(phone[:200]):
        number = _EXTENSION.sub("", _LABEL.sub("", part)).strip()
        digits = "".join(filter(str.isdigit, _TRUNK.sub("", number)))
        fault = _miscounted(number, digits)
        if fault is None and not rehearsal and _FICTION.fullmatch(digits):
            fault = "is a number of films and samples: 555-0100 to 555-0199 reach nobody", "write the real number"
        if fault is not None:
            return fault
    return None


_FICTION = pattern(r"1?(?:\d{3})?55501\d\d")


def _miscounted(number: str, digits: str) -> tuple[str, str] | None:
    """What is wrong with the number of digits, and the remedy; None if nothing is, or the number has letters."""
    count, help = len(digits), "write all of its digits, such as +1 617 555 0100"
    if not digits or _LETTERS.search(number):
        return None  # 1-800-LIBRARY
    abroad = number.lstrip("( ").startswith("+") or digits.startswith("00")
    if count > _LONGEST + (2 if digits.startswith("00") else 0):
        return f"has {count} digits, and no number has more than {_LONGEST}", help
    if abroad and digits.startswith("1") and count != 11:
        return f"has {count - 1} digits after +1, and a North American number has 10", help
    if abroad and count < _SHORTEST + 1:
        return f"has {count} digits, too few for a number with its country's code", help
    if not abroad and _AMERICAN.fullmatch(number) and count != 10 + number.startswith("1"):
        return f"has {count} digits, and a number written like this has 10", help
    if not abroad and 3 < count < _SHORTEST and _SHORT_CODE.fullmatch(number) is None:
        return f"has {count} digits, too few for a number that reporters can call", help
    return None


_SHORT_CODE = pattern(r"\d{2,6}|\d{3} \d{3}")  # 311, 116 117


# --- CT005 ----------------------------------------------------------------------------------------------------


@rule("CT005", "email-of-another-spelling", severity=WARNING)
def email_of_another_spelling(document: Document) -> Iterator[Hit]:
    """Report a contact whose surname differs by a letter from the name in the e-mail address."""
    for words, name, span, where in ways(document, "email"):
        if name and (near := _misspelt(name, words.partition("@")[0])):
            surname, part = near
            message = f'the address spells "{part}", and the name beside it is {surname}'
            yield Hit(span, message, f'correct the one that is wrong: "{words}" or "{name}"{where}')


_SHORTEST_NAME = 4  # letters of a surname; a shorter one with a letter changed may be another name
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PIECE = pattern(r"[^\W\d_]{2,}")


@functools.lru_cache(maxsize=256)  # the offices have the same contacts in every release
def _misspelt(name: str, local: str) -> tuple[str, str] | None:
    """The surname, and the part of the address that differs from it by a letter; None without such a slip."""
    if len(name) > 80 or len(local) > 64:
        return None
    words = [part for part in _WORD.findall(re.split("[,(]", name)[0]) if part.lower() not in _NO_NAMES]
    if len(words) < 2:
        return None
    first, surname = _plain(words[0]), _plain(words[-1])
    pieces = _PIECE.findall(_plain(local))
    whole = "".join(pieces)
    if len(surname) < _SHORTEST_NAME or any(spelling in whole for spelling in _spellings(words[-1])):
        return None
    if any(_plain(word) in whole for word in words[1:-1] if len(word) >= _SHORTEST_NAME):
        return None  # the person has two surnames, and the address has the other
    for piece in pieces:
        for part in _without_first_name(piece, first):
            if part == first and part != whole:
                continue
            if _is_a_slip(part, surname):
                return words[-1], part
    return None


_NO_NAMES = PEOPLE["honorifics"] | PEOPLE["suffixes"] | PEOPLE["degrees"]


def _plain(word: str) -> str:
    """The letters of a word, in lower case without accents, and the signs that join words in addresses."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
        if letter.isalnum() or letter in "._-+"
    )


def _spellings(word: str) -> set[str]:
    """The spellings that a surname can have in an address: ö as o or oe, ø as o or oe."""
    lower = word.lower().replace("ß", "ss")
    return {_plain(word), _plain(lower.translate(_IN_TWO_LETTERS)), _plain(lower.replace("ø", "o").replace("æ", "a"))}


_IN_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}
)


def _without_first_name(piece: str, first: str) -> Iterator[str]:
    """Yield what may be the surname in a piece of an address: the whole, or without the first name or initials."""
    yield piece
    if len(first) > 1 and piece.startswith(first):
        yield piece[len(first) :]
    if len(first) > 1 and piece.endswith(first):
        yield piece[: -len(first)]
    if piece[:1] == first[:1]:
        yield piece[1:]
        yield piece[2:]
    if piece[-1:] == first[:1]:
        yield piece[:-1]


def _is_a_slip(part: str, surname: str) -> bool:
    """Whether two words differ by one letter that is added, missing, replaced or swapped with the next.

    A shortened surname is not a slip, because many systems cut names; nor is a different first letter.
    """
    if min(len(part), len(surname)) < _SHORTEST_NAME or part[0] != surname[0] or surname.startswith(part):
        return False
    if part.startswith(surname):  # an s, or a digit for a second person with the name
        return False
    at = next((index for index, (one, two) in enumerate(zip(part, surname, strict=False)) if one != two), 0)
    one, two = part[at:], surname[at:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:] and len(two) > 1
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]
