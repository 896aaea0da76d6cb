"""The embargo that a source asks for in words: EMBARGOED UNTIL Thursday, December 3, 2026, 9 a.m."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.document import Document
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.fields import embargo, embargo_banners, held_words


class PrintedEmbargo(NamedTuple):
    """The words of a source that ask for an embargo, and their language; `forbids` if they set no end."""

    words: str
    language: str
    forbids: bool = False

    def end(self, config: Config, year: int) -> dt.datetime | None:
        """The moment that the words give, in their zone or that of the newsroom; None if it is not sure.

        It is not without a day and a time, nor with the name of another weekday than that of the day.
        """
        moment = embargo_banners.moment_in(self.words, self.language, config.zone, year)
        named = {mention.weekday for mention in mentions(self.words, self.language)} - {None}
        return moment if moment and named <= {moment.weekday()} else None


def asked_for(lines: Iterable[str], language: str) -> PrintedEmbargo | None:
    """The first line that asks for an embargo, as `newsroom check` would read it; None if no line does."""
    for line in lines:
        if wanted := _wanted(line, language):
            return PrintedEmbargo(" ".join(line.split()), language, wanted == "status")
    return None


def asks(line: str, language: str) -> bool:
    """Whether a line asks for an embargo or forbids to publish, or says at which time of a day the release goes out."""
    return bool(_wanted(line, language))


def _wanted(line: str, language: str) -> str:
    """What a line asks for: "embargo", "status" where it forbids to publish; empty for other lines."""
    if len(line) > _LONGEST or not _MAY_ASK.search(line):
        return ""
    if _FOR_RELEASE.match(line) and _has_moment(line, language):
        return "embargo"
    release = release_file.parse(f"+++\nlanguage = {release_file.to_toml(language)}\n+++\n\n{line.strip()}\n")
    document = Document(release, Config())
    if embargo.labels(document):
        return "embargo"
    return next((held.field for held in held_words.held_lines(document)), "")


def _has_moment(line: str, language: str) -> bool:
    """Whether a line has a day and a time of day, or only a day without its year, which no date of a release lacks."""
    day = next(iter(mentions(line, language)), None)
    bare = day is not None and day.year is None and not line[day.end :].strip(" .*_")
    return bare or embargo_banners.moment_in(line, language, dt.UTC, _ANY_YEAR) is not None


_LONGEST, _ANY_YEAR = 200, 2000  # characters of such a line
_MAY_ASK = pattern(
    r"(?i)mbarg|sperrfrist|\b(?:not|do|don.t|withhold|hold|confidential|nicht|ne pas|no|non|for|release|internal|intern"
    r"|vertraulich|gesperrt|frei|veröffentlichung|publication|diffusion|prohibid[ao]|interdite?)\b"
)
_FOR_RELEASE = pattern(
    r"(?i)\W*(?:for|hold for|to be)\s+(?:media\s+|press\s+)?(?:release|publication|released|published)\b"
)
