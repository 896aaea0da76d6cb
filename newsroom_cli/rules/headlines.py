"""HD: the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.rules.registry import ERROR, Hit, rule

_LABEL = re.compile(r"(for immediate release|press release|news release|media advisory|statement|news)[.:!]?", re.I)


@rule("HD001", "headline-missing", severity=ERROR)
def headline_missing(release: Release, config: Config) -> Iterator[Hit]:
    if release.headline is None:
        yield Hit(release.opening, "the release has no headline", 'add headline = "..." to the front matter')
    elif _LABEL.fullmatch(release.headline.value):
        message = f'"{release.headline.value}" is a label, not a headline'
        yield Hit(release.headline.span, message, "say in a few words what happened")
