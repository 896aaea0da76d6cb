"""The case of a headline: capitals, title case or sentence case, and how to change it."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.patterns import pattern

_WORD = pattern(r"[^\W\d_](?:[\w.’'-]*\w)?")
_LONG_WORD = 4  # letters; a shorter word may be an acronym if in capitals, or a small word if in lower case
_WORDS = 3  # long words in capitals that make a headline one in capitals


def is_capitals(headline: str) -> bool:
    """Whether a headline is in capitals, except for a few endings or small words."""
    large = sum(map(str.isupper, headline))
    if large * 10 < 9 * (large + sum(map(str.islower, headline))):
        return False
    words = [part.replace("’", "").replace("'", "").replace(".", "") for part in headline.split()]
    return (
        sum(len(word) >= _LONG_WORD and word.isupper() and _VOWELS.search(word) is not None for word in words) >= _WORDS
    )


_VOWELS = pattern(r"[AEIOUYÀ-Ü]")


def in_title_case(headline: str, body: str) -> str:
    """A headline in capitals changed to title case; names and acronyms are written as in the body."""
    matches = list(_WORD.finditer(headline))
    forms: dict[str, set[str]] = {match.group().lower(): set() for match in matches}
    for word in _WORD.findall(body):
        if (low := word.lower()) in forms:
            forms[low].add(word)
    pieces, at = [], 0
    for number, match in enumerate(matches):
        last = not any(map(str.isalnum, headline[match.end() :]))
        inner = number > 0 and not last and headline[match.start() - 2 : match.start()].rstrip()[-1:] not in ":—–"
        pieces += [headline[at : match.start()], _titled_word(match.group(), forms[match.group().lower()], inner)]
        at = match.end()
    return "".join([*pieces, headline[at:]])


def _titled_word(word: str, forms: set[str], inner: bool) -> str:
    """A word of a headline in title case.

    `forms` are the forms in which the body has the word; `inner` says that it neither begins nor ends a part.
    """
    low = word.lower()
    if not word.isupper():  # McALLEN
        mixed = [form for form in forms if form not in (low, word)]
        return mixed[0] if len(mixed) == 1 else word
    if word in forms and not forms & {low, word.capitalize()}:  # the body has it in capitals only
        return word
    if not forms and ("." in word or not _VOWELS.search(word)):  # U.S., NBC
        return word
    if word in WORDING["acronyms_in_headlines"] and not forms & {low, word.capitalize()}:
        return word
    if inner and low in WORDING["in_headlines"] and low not in WORDING["short_verbs"]:
        return low
    named = [form for form in forms if form not in (low, word) and not form.islower()]
    if len(named) == 1 and low not in forms:  # McAllen
        return named[0]
    parts = word.split("-")
    inside = range(1, len(parts) - 1)  # Hit-and-Run
    return "-".join(
        part.lower() if at in inside and part.lower() in WORDING["in_headlines"] else _capitalised(part)
        for at, part in enumerate(parts)
    )


def _capitalised(word: str) -> str:
    """A word in lower case with a first capital; a name such as O'Neill has two."""
    if word[1:2] in ("'", "’") and word[:1] in "OD" and len(word) > _LONG_WORD:  # O'Neill, D’Angelo
        return f"{word[:2]}{word[2:3]}{word[3:].lower()}"
    return f"{word[:1].upper()}{word[1:].lower()}"


def uncapitalised_words(headline: str) -> list[str]:
    """The lower-case words of a headline that have a capital in title case."""
    return [
        word
        for word in _inner(headline)
        if word.islower() and len(word) >= _LONG_WORD and word not in WORDING["in_headlines"]
    ]


def capitalised_words(headline: str, body: str) -> list[str]:
    """The capitalised words of a headline that the body also has in lower case, as sentence case requires."""
    words = [word for word in _inner(headline) if word[0].isupper() and word[1:].islower()]
    return [word for word in words if f" {word.lower()} " in body]


def _inner(headline: str) -> Iterator[str]:
    """Yield the words of a headline except the first, and the first after a colon or a dash."""
    for match in _WORD.finditer(headline):
        before = headline[: match.start()].rstrip(" “\"‘'(")
        if before and before[-1] not in ":—–?!.-":
            yield match.group()
