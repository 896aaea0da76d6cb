"""HD: the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.patterns import pattern
from newsroom_cli.rules import keys
from newsroom_cli.rules.registry import ERROR, Hit, rule

_WORDS = (
    r"for\s+immediate\s+(?:release|use|distribution)|(?:press|news|media)\s+(?:release|advisory|alert|statement|invitation|kit)|release|statement|advisory"
    r"|news|update|announcement|headline|title|untitled|draft|new\s+release|comunicado\s+de\s+prensa|nota\s+de\s+prensa"
    r"|communiqué(?:\s+de\s+presse)?|pressemitteilung|presseinformation"
)
_LABEL = pattern(rf"\b(?:{_WORDS})\b", re.IGNORECASE)


@rule("HD001", "headline-missing", severity=ERROR)
def headline_missing(release: Release, config: Config) -> Iterator[Hit]:
    headline = release.headline
    if headline is None:
        if "headline" not in keys.unread(release):
            yield Hit(release.opening, "the release has no headline", 'add headline = "..." to the front matter')
    elif not _has_words(headline.value):
        yield Hit(headline.span, "the headline has no words", "say in a few words what happened")
    elif not _has_words(_LABEL.sub("", headline.value)):
        message = f'"{headline.value}" is a label, not a headline'
        yield Hit(headline.span, message, "say in a few words what happened")


def _has_words(text: str) -> bool:
    return any(each.isalnum() for each in text)
