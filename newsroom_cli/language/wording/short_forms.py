"""Short forms of names, such as PRB: those that a text uses, and whether another text explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.language.wording.acronyms import KNOWN
from newsroom_cli.model.patterns import pattern

_USED = pattern(r"(?<![\w$#@&/.’'(:-])(?<!: )[A-Z]{3,6}(?=s?\b)(?![\w&/.]*[\w&/])(?!-\d|\)|[®™])")


def unknown_short_forms(text: str) -> Iterator[tuple[int, int]]:
    """The places of short forms that are not widely known: three to six capitals."""
    for match in _USED.finditer(text):
        if match.group() not in KNOWN and match.group() not in WORDING["no_short_forms"]:
            yield match.span()


_OWNED = pattern(
    r"(?<!\w)(?!(?:The|A|An|In|At|On|By|For|With|From|As|To|If|When|While|And|But|Our|Its|Both|This|That"
    r"|Said)\b)[A-Z][\w’'&.-]*,?[ ]\Z"
)
_GOES_ON = pattern(r"[®™]|,? [A-Z0-9]|[.-]\w|[’']s [A-Z]")


def is_name(short: str, text: str) -> bool:
    """Whether a text uses a short form as a name or as a part of one: HLX Capital, the Harbour TV, hlx.example."""
    if (
        f"{short.lower()}." in text
        or f"@{short.lower()}" in text
        or f" {short.lower()} " in text
        or f" {short.capitalize()} " in text
    ):
        return True
    uses = 0
    for at in occurrences(text, short):
        end = at + len(short)
        uses += 1
        if _GOES_ON.match(text, end) or _OWNED.search(text, max(at - 40, 0), at):
            return True
    return not uses


def is_explained(short: str, *texts: str) -> bool:
    """Whether a text has the full name: in brackets beside the short form, or as words with these first letters."""
    return any(_is_bracketed(short, text) or _spelled(short).search(text) is not None for text in texts)


def _is_bracketed(short: str, text: str) -> bool:
    """Whether a short form stands beside a bracket, as a form that is explained does."""
    for at in occurrences(text, short):
        end = at + len(short)
        before, after = text[max(at - 6, 0) : at].rstrip("“\"‘'* "), text[end : end + 6].lstrip("”\"’'*s ")
        if before.endswith("(") or after.startswith("("):
            return True
    return False


_SMALL = r"(?:(?:of|the|and|for|in|on|to|de|la|del|du|des|et|y|a|an|by|with|&)[ \n]+)"


def _spelled(short: str) -> re.Pattern[str]:
    """A pattern for words whose first letters make up the short form, with or without small words."""
    letters = [rf"{letter}[\w’']*+" for letter in short]
    between = rf"[ \n,/-]+{_SMALL}{{0,2}}"
    return re.compile(rf"(?<!\w){between.join(letters)}", re.IGNORECASE)
