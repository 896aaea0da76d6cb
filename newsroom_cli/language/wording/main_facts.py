"""The main facts of a text as printed: its dates and times of day, and its figures with the nouns that they count."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import passages
from newsroom_cli.language.dates import mentions, written_times
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.language.wording import figures
from newsroom_cli.language.wording.numbers import numbers
from newsroom_cli.language.wording.translated_figures import TIME_OF_DAY
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern

_Place = tuple[int, int]


class MainFacts(NamedTuple):
    """The dates and times of a text, and its figures, each in order and in the words of the text."""

    dates: tuple[str, ...]
    figures: tuple[str, ...]


def main_facts(text: str, language: str) -> MainFacts:
    """The main facts of a text in any language, without years alone, telephone and house numbers, and addresses."""
    text = passages.without_addresses(text)
    dates = _without_overlaps(_dates_and_times(text, language))
    phones = (match.span() for match in _TELEPHONE.finditer(text) if not _GROUPED.fullmatch(match[0]))
    taken = _without_overlaps([*dates, *phones])
    found = (place for place in _figures(text, language) if _is_free((place[0], place[0] + 1), taken))
    return MainFacts(_in_words(text, dates), _in_words(text, sorted(found)))


def _in_words(text: str, places: Iterable[_Place]) -> tuple[str, ...]:
    """The words of a text at the given offsets, each once."""
    return tuple(dict.fromkeys(" ".join(text[start:end].split()) for start, end in places))


def _without_overlaps(places: Iterable[_Place]) -> list[_Place]:
    """The places that do not overlap one that was given before them, sorted."""
    kept: list[_Place] = []
    for place in places:
        if _is_free(place, kept):
            bisect.insort(kept, place)
    return kept


def _is_free(place: _Place, taken: Sequence[_Place]) -> bool:
    """Whether a place overlaps none of the sorted places."""
    index = bisect.bisect_left(taken, place)
    return (index == 0 or taken[index - 1][1] <= place[0]) and (index == len(taken) or taken[index][0] >= place[1])


# --- dates and times ------------------------------------------------------------------------------------------

_DATE_IN_FIGURES = pattern(
    r"(?<![\w./-])(?:\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}|\d{1,2}/\d{1,2}/(?:\d\d){1,2}|\d{4}-\d\d-\d\d)(?![\w/-])"
)

# 2026年3月2日, 3월 2일, 오후 2시, 午前9時30分, ngày 2 tháng 3 năm 2026
_DATE_WITH_UNITS = pattern(
    r"(?:\d{4}\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|\b\d{1,2} tháng \d{1,2}(?: năm \d{4})?\b"
    r"|(?:(?:午前|午後|上午|下午|오전|오후)\s?)?\d{1,2}[時时點点시](?:\s?\d{1,2}[分분])?"
)


def _dates_and_times(text: str, language: str) -> Iterator[_Place]:
    """Yield the dates and times of day of a text, the surest first; they may overlap."""
    yield from ((date.start, date.end) for date in mentions.printed_dates(text, language))
    yield from (match.span() for match in (*_DATE_WITH_UNITS.finditer(text), *_DATE_IN_FIGURES.finditer(text)))
    yield from ((time.start, time.end) for time in written_times.written_times(text))
    yield from ((match.start(), match.start() + len(match[0].rstrip())) for match in TIME_OF_DAY.finditer(text))


# --- figures --------------------------------------------------------------------------------------------------

_TELEPHONE = pattern(r"(?=(?:[ ().+-]{0,3}\d){7})\+?\(?\d[\d ().-]{6,}\d")
_GROUPED = pattern(r"\d{1,3}([. ])\d{3}(?:\1\d{3})*")  # 12 500 000, not a telephone number
_YEAR = pattern(r"(?:19|20)\d\d")
_MARKS = {0x66B: ".", 0x66C: ","}  # decimal and grouping marks of Arabic and Persian
_PREFIX = pattern(r"(?<=[\u05d0-\u05ea])-(?=\d)|(?<!\w)\u0648(?=\d)")  # Hebrew and Arabic write "and" at the number
# 1,204건, 4万冊, 185억 원
_WITH_COUNTER = pattern(r"\d+(?:[.,]\d+)*\s?%|\d+(?:[.,]\d+)*(?:[\u3400-\u9fff]{1,2}|[\uac00-\ud7af])?")
_WORD = pattern(
    r"[\s\xa0]([^\W\d_]{4,})(?=[\W_]*(?:\s|\Z))(?![\u0900-\u109f\u1780-\u17ff])"
)  # the noun that a figure counts: of, or, and, und are shorter


def _figures(text: str, language: str) -> Iterator[_Place]:
    """Yield the offsets of the figures of a text, including those in dates, each with the noun that it counts."""
    if language[:2] in ("ja", "ko", "zh"):
        yield from (match.span() for match in _WITH_COUNTER.finditer(text) if not _YEAR.fullmatch(match[0]))
        return
    is_english = language_tags.is_english(language)
    for figure in figures.figures(text) if is_english else numbers(_PREFIX.sub(" ", text.translate(_MARKS)), language):
        written, after = text[figure.start : figure.end], _WORD.match(text, figure.end)
        in_words = not re.search(r"\d", written)
        is_one = in_words and (figure.value <= 1 or written.lower() == "both")  # "one of them", "the first"
        is_name = is_english and after is not None and after[1][0].isupper()  # 1 Quay Street
        is_in_address = text[max(figure.start - 1, 0) : figure.start] in ("/", "#", "@")
        if is_one or is_name or is_in_address or _YEAR.fullmatch(written):
            continue
        counted = figures.counted_noun_at(text, figure.end) if is_english else None
        is_counted = after is not None and after[1].lower() not in WORDING["no_counted_nouns"]
        yield figure.start, counted.end if counted else after.end() if after and is_counted else figure.end
