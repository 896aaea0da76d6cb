"""The embargo that a source asks for in words: EMBARGOED UNTIL Thursday, December 3, 2026, 9 a.m."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import LANGUAGES
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.document import Document
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.fields import embargo, embargo_banners, held_words


class PrintedEmbargo(NamedTuple):
    """The words of a source that ask for an embargo, and their language.

    `forbids` if they forbid publication altogether, without an end.
    """

    words: str
    language: str
    forbids: bool = False

    def end(self, config: Config, year: int) -> dt.datetime | None:
        """The end of the embargo, in the zone of its words or of the newsroom; None if it is not certain.

        It is uncertain without a day and a time, or if the weekday in the words is not that of the day.
        """
        moment = embargo_banners.moment_in(self.words, self.language, config.zone, year)
        named = {mention.weekday for mention in mentions(self.words, self.language)} - {None}
        return moment if moment and named <= {moment.weekday()} else None


def asked_for(
    lines: Iterable[str], language: str, letter: Iterable[str] = (), date: dt.date | None = None
) -> PrintedEmbargo | None:
    """The first line that asks for an embargo, as `newsroom check` reads it; None if there is none.

    A line such as Publication: December 15, 9 a.m. asks for one if that day is later than the `date` of the release.
    Without such a line, the first sentence of the covering `letter` that asks for one, in its own language.
    """
    for line in lines:
        if request := _request(line, language) or (date and _is_to_be_out_after(date, line, language)):
            return PrintedEmbargo(" ".join(line.split()), language, request == "status")
    said = (sentence for line in letter for sentence in _sentences(" ".join(line.split())))
    return next(filter(None, (_in_sentence(sentence, language) for sentence in said)), None)


def _sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line; none ends at the day of a date, such as 3. Dezember."""
    start = 0
    for _, end in sentences.split(line):
        if not _DAY.search(line, max(end - _DAY_WIDTH, 0), end) or end == len(line):
            yield line[start:end].strip()
            start = end


_DAY = pattern(r"\b\d{1,2}\.\Z")
_DAY_WIDTH = 3  # characters, at most


def _in_sentence(sentence: str, language: str) -> PrintedEmbargo | None:
    """The embargo until a day in a sentence such as: Our release is under embargo until December 3, 9 a.m."""
    asks = _LETTER_ASKS.search(sentence)
    if asks is None:
        return None
    for tried in dict.fromkeys((language, *LANGUAGES)):
        day = next(iter(mentions(sentence, tried)), None)
        timed = embargo_banners.moment_in(sentence, tried, dt.UTC, _ANY_YEAR) is not None
        if day is not None and (timed or _UNTIL.search(sentence, asks.start(), day.start)):
            return PrintedEmbargo(sentence, tried)
    return None


_LETTER_ASKS = pattern(
    r"(?i)\b(?:(?:news|press|media|under|strictly|the|an|our|sous|bajo|sotto|sob|onder|under|pod|unter)\s+embargo"
    r"|embargoed|embargad[oa]s?|embargo(?=\s*(?::|until|till|bis|jusqu|hasta|fino|até|tot|do\s))"
    r"|sperrfrist|(?:publi|veröffentlich|verbreite|diffus|difund|divulg|release|broadcast|pubblic|publicer)\w*\b.{0,80}?"
    r"\b(?:not|nicht|pas|no|non|não|niet|inte|ikke)\b.{0,20}?\b(?:before|vor|avant|antes|prima|voor|före|før)\b"
    r"|\b(?:(?<!did )(?<!have )(?<!has )(?<!was )not|(?:do|must|should|ca)n[’']t|nicht|pas|no|non|não|niet)\b"
    r".{0,30}?\b(?:publi|veröffentlich|diffus|difund|divulg|release"
    r"|broadcast|pubblic)\w*\b.{0,40}?\b(?:before|until|vor|avant|antes|prima|voor)\b)"
)
_UNTIL = pattern(
    r"(?i)\b(?:until|till|before|bis|vor|jusqu|avant|hasta|antes|fino|prima|até|tot|voor|do|före|før|til)\b|:"
)


def asks_for_embargo(line: str, language: str) -> bool:
    """Whether a line asks for an embargo, forbids publication, or says when a release goes out."""
    return bool(_request(line, language))


def _request(line: str, language: str) -> str:
    """The request of a line: "embargo", or "status" if it forbids publication; empty for other lines."""
    if len(line) > _LONGEST or not _MAY_ASK.search(line):
        return ""
    if (_FOR_RELEASE.match(line) and _has_moment(line, language)) or _is_held_until_a_day(line, language):
        return "embargo"
    release = release_file.parse(f"+++\nlanguage = {release_file.to_toml(language)}\n+++\n\n{line.strip()}\n")
    document = Document(release, Config())
    if embargo.labels(document):
        return "embargo"
    return next((held.field for held in held_words.held_lines(document)), "")


def _has_moment(line: str, language: str) -> bool:
    """Whether a line has a day and a time, or ends with a day without a year.

    The date of a release has a year.
    """
    day = next(iter(mentions(line, language)), None)
    bare = day is not None and day.year is None and not line[day.end :].strip(" .*_")
    return bare or embargo_banners.moment_in(line, language, dt.UTC, _ANY_YEAR) is not None


def _is_to_be_out_after(date: dt.date, line: str, language: str) -> bool:
    """Whether a line gives a day after a date, and a time of day, as those of publication."""
    if len(line) > _LONGEST or not _OUT_AT.match(line):
        return False
    moment = embargo_banners.moment_in(line, language, dt.UTC, date.year)
    return moment is not None and moment.date() > date


_OUT_AT = pattern(r"(?i)\W*(?:release|publication|veröffentlichung|diffusion|publicaci[oó]n)(?:\s+(?:date|time))?\s*:")


def _is_held_until_a_day(line: str, language: str) -> bool:
    """Whether a line says from which day on a release may be used: Frei ab 15. Dezember, Release after Dec. 15."""
    held = _HELD_UNTIL.match(line)
    if held is None:
        return False
    rest = line[held.end() :]
    day = next(iter(mentions(rest, language)), None)
    return (day is not None and day.start <= _NEAR) or _WITH_DOTS.match(rest) is not None


_NEAR = 30  # characters before the day, as those of: at 9 a.m. on Thursday,
_WITH_DOTS = pattern(r".{,30}?\b\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d\d\b)")
_HELD_UNTIL = pattern(
    r"(?i)\W*(?:(?:for\s+)?(?:immediate\s+)?(?:release|publication|use)\s+(?:only\s+)?after\b|release\s+(?:date\s+and\s+)?time:"
    r"|sperrvermerk\b|gesperrt\s+bis\b|(?:frei|freigegeben|freigabe)(?:\s+zur\s+veröffentlichung)?\s*(?:erst\s+)?(?:ab\b|am\b|:)"
    r"|(?:zur\s+)?veröffentlichung\s+(?:frei\s+|erst\s+)?ab\b"
    r"|(?:(?:à\s+)?(?:diffuser|publier)|(?:diffusion|publication|parution)(?:\s+autorisée)?)\s+(?:à\s+partir|à\s+compter|après|dès)\b"
    r"|(?:para\s+)?(?:su\s+)?(?:publicar|difundir|publicaci[oó]n|difusi[oó]n|publicação|divulgação)\s+(?:a\s+partir|después|após|depois)\b"
    r"|(?:da\s+)?(?:pubblicare|diffondere|pubblicazione|diffusione)\s+(?:dal|dopo|a\s+partire)\b"
    r"|(?:vrij\s+)?(?:voor\s+publicatie|te\s+publiceren|publicatie)\s+(?:vanaf|na)\b)"
)
_LONGEST, _ANY_YEAR = 200, 2000  # characters of a line that asks; a year for lines that name none
_MAY_ASK = pattern(
    r"(?i)mbarg|sperrfrist|\b(?:not|do|don.t|withhold|hold|confidential|nicht|ne pas|no|non|for|release|internal|intern"
    r"|vertraulich|gesperrt|frei|freigabe|freigegeben|sperrvermerk|veröffentlichung|publica\w*|publi\w+|diffus\w+|diffond\w+"
    r"|difu\w+|divulga\w+|pubblica\w*|parution|prohibid[ao]|interdite?)\b"
)
_FOR_RELEASE = pattern(
    r"(?i)\W*(?:for|hold for|to be)\s+(?:media\s+|press\s+)?(?:release|publication|released|published)\b"
)
