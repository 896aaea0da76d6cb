"""FC: a share in words that contradicts the percentage beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.triggers import characters, substrings, words

# --- FC014 --------------------------------------------------------------------------------------------------------

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5}
_SHARE = (
    r"(?:\b(?P<about>nearly|almost|close to|just under|less than|fewer than|under|about|around|roughly|some"
    r"|approximately|more than|over|just over|at least|a little over|a little under)\s)?"
    r"(?<!first )(?<!second )(?<!last )(?<!latter )(?<!other )(?<!and a )(?<!and one)"
    r"\b(?P<name>half|(?:an?|one)[ -](?:third|quarter|fifth)|(?:two|three|four)[ -](?:thirds|quarters|fifths))\b"
)
_PERCENT = r"(?P<percent>\d{1,2}(?:\.\d+)?)(?:\s?%|[ -]per\s?cent\b)"
_OF = r"(?! (?:a|an|hour|dozen|million|year)\b)(?:\sof\s(?!an?\b)[\w’' -]{1,50})?"
_SHARE_FIRST = pattern(
    rf"{_SHARE}{_OF}(?:,| \(|\s?[–—-]\s?)\s?(?:or |i\.e\.,? )?{_PERCENT}(?=[,;.):–—]|$|\s[–—])", re.IGNORECASE
)
_PERCENT_FIRST = pattern(rf"{_PERCENT}(?:,\s?(?:or )?| \((?:or )?){_SHARE}(?=[,;)]| of\b)", re.IGNORECASE)
_UNDER = ("nearly", "almost", "close to", "just under", "less than", "fewer than", "under", "a little under")
_OVER = ("more than", "over", "just over", "at least", "a little over")
_NEAR = 6.0  # percentage points by which a share in words may differ from its percentage


@rule(
    "FC014",
    "share-of-another-percentage",
    severity=WARNING,
    language="en",
    looks_for=(characters("%") | substrings("percent", "per cent"))
    & words("half", "third", "thirds", "quarter", "quarters", "fifth", "fifths"),
    since=PREVIEW,
)
def share_of_another_percentage(document: Document) -> Iterator[Hit]:
    """Report a share in words, such as "nearly half", whose percentage beside it is far off."""
    for passage in document.passages:
        for shape in (_SHARE_FIRST, _PERCENT_FIRST):
            for match in shape.finditer(passage.text):
                if not _fits(match):
                    share = " ".join(filter(None, (match["about"], match["name"])))
                    message = f'"{share}" does not fit {match["percent"]} percent'
                    help = "find out which of the two is right, and correct the other"
                    yield Hit(passage.place(*match.span()), message, help)


def _share(name: str) -> float:
    """The percentage that a share in words such as "two thirds" stands for."""
    if name == "half":
        return 50.0
    count, part = name.replace("-", " ").split(" ")
    return 100 * _COUNTS[count] / _PARTS[part.removesuffix("s")]


def _fits(match: re.Match[str]) -> bool:
    """Whether a share may stand for its percentage: near it, and on the side that "nearly" or "more than" says."""
    percent = float(match["percent"])
    share = _share(match["name"].lower())
    about = (match["about"] or "").lower()
    if about in _OVER:
        return percent > share - _ROUNDED
    if about in ("less than", "fewer than", "under"):
        return percent < share + _ROUNDED
    return share - _NEAR <= percent <= share + (_ROUNDED if about in _UNDER else _NEAR)


_ROUNDED = 0.5
