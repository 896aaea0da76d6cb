"""Lines of a contact that lost the breaks between them: Ana RuizPort Ellery, Texaswww.acme.example."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.places.dateline import is_state
from newsroom_cli.model.patterns import pattern

_BREAKS = pattern(
    r"(?<=[a-zà-ÿ.)])(?=(?:https?://|www\.)\w)"  # Texaswww.acme.example
    r"|(?:(?<=\.com)|(?<=\.org)|(?<=\.net)|(?<=\.gov)|(?<=\.edu))(?=\+?\(?\d)"  # acme.com512.555.0100
    r"|(?<=\d)(?=(?:[Ee]-?mail|[Pp]hone|[Oo]ffice|[Ff]ax|[Mm]obile)\b)"
    r"|(?:(?<=Office)|(?<=Phone)|(?<=Email)|(?<=Voice))(?=[\w.+-]{2,40}@)"  # 0100 Officeana@acme.com
    r"|(?<=[a-zà-ÿ])(?=\+\d)"
    r"|\s+(?=(?:FOR IMMEDIATE RELEASE|For Immediate Release)\b)"
)
_TOWN = pattern(
    r"(?<=[a-zà-ÿ.)])(?=[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+){0,2}, (?P<region>[A-ZÀ-Þ][\w. ]{1,20}?)\W*\Z)"
)
_HUMP = pattern(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ])")
_PARTS_OF_NAMES = ("mac", "van", "von", "fitz")


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a line that has lost the breaks between them; else the line itself."""
    parts = _BREAKS.split(text)
    for part in parts:
        for piece in _before_town(part.strip()):
            yield from _before_firm(piece)


def _before_town(text: str) -> Iterator[str]:
    """A name and the town glued to it: TinyGemsAustin, Texas."""
    town = _TOWN.search(text)
    if town is None or not is_state(town["region"].strip()):
        yield text
        return
    yield text[: town.start()]
    yield text[town.start() :]


def _before_firm(text: str) -> Iterator[str]:
    """A person's name and the firm glued to it: Ana RuizAcme Pumps."""
    words = text.split(" ")
    for number, word in enumerate(words[1:3], 1):
        hump = _HUMP.search(word)
        if hump is None or word[: hump.start()].lower() in _PARTS_OF_NAMES or "@" in word or "." in word:
            continue
        before = [*words[:number], word[: hump.start()]]
        if all(part[:1].isupper() for part in before):
            yield " ".join(before)
            yield " ".join([word[hump.start() :], *words[number + 1 :]])
            return
    yield text
