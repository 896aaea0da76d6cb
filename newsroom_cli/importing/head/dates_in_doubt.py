"""Decide between several dates: a labelled one, the one from which the text counts its days, or one shown nearby."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.head import head_lines, printed_dates
from newsroom_cli.importing.pieces import Pasted, Piece
from newsroom_cli.language.dates import mentions, relative_days
from newsroom_cli.language.words import folded
from newsroom_cli.model.calendar_ import WEEKDAYS, day_of
from newsroom_cli.model.patterns import pattern

_OF_RELEASE = pattern(
    r"(?i)\s*(?:(?:release\s)?date|date\sof\srelease|for\s(?:immediate\s)?release|dated|datum|fecha|data|le|den)\b[^\d]{0,30}"
)
_OF_PAGE = pattern(
    r"(?i)\W*(?:published|posted|created|online\ssince|veröffentlicht|eingestellt|publié|mis\sen\sligne|publicad[oa]|pubblicato"
    r"|gepubliceerd|geplaatst|opublikowano|publicerad|publiceret|publisert)\b"
)


def labelled(head: Sequence[head_lines.Line], language: str) -> list[dt.date]:
    """The dates of lines at the top.

    If one of the lines dates the page (Published), dates labelled as the release's come first.
    """
    found: list[tuple[bool, dt.date]] = []
    for number, line in enumerate(head):
        date = printed_dates.first_date(line.text, language) if line.kind in _DATED else None
        if date is not None:
            before = printed_dates.text_before_date(line.text, language).strip()
            labels = [before] if before else [above.text for above in head[max(number - _LABEL_ABOVE, 0) : number]]
            found.append((not any(map(_OF_RELEASE.fullmatch, labels)), date.day))
    if any(_OF_PAGE.match(line.text) for line in head):
        found.sort(key=lambda date: date[0])
    return [day for _, day in found]


_DATED = (head_lines.DATE, head_lines.LABEL)
_LABEL_ABOVE = 2  # lines above a date that may label it; a case number may stand between them


def counted_from(days: Sequence[dt.date], body: Sequence[Piece], language: str) -> dt.date | None:
    """The only one of several days that agrees with the relative days in the text; None without a single one.

    The 25th agrees with "yesterday, November 24".
    """
    for agrees in _agreement_checks(body, language):
        agreeing = [day for day in days if agrees(day)]
        if len(agreeing) == 1:
            return agreeing[0]
    return None


def _agreement_checks(body: Sequence[Piece], language: str) -> Iterator[Callable[[dt.date], bool]]:
    """Yield checks of a release date: one for each day that the text names both by its date and relatively."""
    for piece in body:
        for mention in mentions.printed_dates(piece.text, language):
            if counted := relative_days.relative_day_before(piece.text, mention.start, language):
                yield functools.partial(_is_counted, mention, counted.days)
        for counted, weekday, _ in relative_days.with_weekday(piece.text, language):
            yield functools.partial(_is_weekday, weekday, counted.days)


def _is_counted(mention: mentions.Mention, days: int, release: dt.date) -> bool:
    """Whether a named date lies the given number of days after the date of a release."""
    named = mention.in_year(mention.year) if mention.year else mention.nearest_to(release, days=abs(days))
    return named is not None and (named - release).days == days


def _is_weekday(weekday: int, days: int, release: dt.date) -> bool:
    """Whether a weekday is the given number of days after the date of a release."""
    return (release.weekday() + days) % 7 == weekday


def swapped(day: dt.date) -> dt.date | None:
    """The date with day and month swapped, because 04/06 may be in April or June; None if there is no such date."""
    return dt.date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


class Figures(NamedTuple):
    """A date in figures that could be read with the month or with the day first, and the words beside it."""

    month_first: dt.date
    day_first: dt.date
    beside: str = ""

    @classmethod
    def of_dateline(cls, date: mentions.Mention, day: dt.date, language: str) -> Figures | None:
        """The figures of a dateline, such as 03.05.2008 in English; None if they have one reading."""
        other = swapped(day) if date.either_way and printed_dates.may_begin_with_month(language) else None
        return cls(other, day) if other is not None else None

    @classmethod
    def at_top(cls, day: dt.date, head: Sequence[head_lines.Line], language: str) -> Figures | None:
        """The figures at the top from which a day was read; None if they have one reading."""
        for line in head:
            readings = printed_dates.two_readings(line.text, language) if line.kind in _DATED else None
            if readings is not None and day in readings:
                return cls(*readings, line.text)
        return None


def decided(
    day: dt.date,
    figures: Figures | None,
    head: Sequence[head_lines.Line],
    body: Sequence[Piece],
    pasted: Pasted,
    language: str,
) -> tuple[dt.date, bool]:
    """The day of a release, which `figures` may also mean another way, and whether it is certain."""
    meant, is_settled = _settled(day, figures, head, body, language) if figures else (day, True)
    return meant, others_agree(meant, (), pasted, language) and (is_settled or pasted.date is not None)


def _settled(
    day: dt.date, figures: Figures, head: Sequence[head_lines.Line], body: Sequence[Piece], language: str
) -> tuple[dt.date, bool]:
    """The day that figures mean, and whether the text leaves no doubt; without any sign it is `day`.

    The weekday beside the figures and the order of other dates decide, then days that the text names in words.
    """
    readings = figures.month_first, figures.day_first
    words = {word[:3] for word in folded(figures.beside)}
    signs = {reading for reading in readings if WEEKDAYS[reading.weekday()][:3].lower() in words}
    texts = [line.text for line in head] + [piece.text for piece in body]
    orders = {is_first for text in texts for is_first in printed_dates.orders(text)}
    signs |= {figures.month_first if is_first else figures.day_first for is_first in orders}
    named = {reading for reading in readings if _names_day(body, reading, language)}
    if len(signs) == 1:
        return next(iter(signs)), named <= signs
    if len(named) == 1:
        return next(iter(named)), named == {day} and not signs
    return day, False


def _names_day(body: Sequence[Piece], day: dt.date, language: str) -> bool:
    """Whether a text names a day in words."""
    named = (mention for piece in body for mention in mentions.printed_dates(piece.text, language))
    return any(mention.in_year(mention.year or day.year) == day for mention in named)


_LATE = 4  # days between the dates of a text and its page, at most


def others_agree(day: dt.date, head: Sequence[head_lines.Line], pasted: Pasted, language: str) -> bool:
    """Whether the page's date, and dates alone on lines of the head, are within a few days of a day."""
    return all(abs((other - day).days) <= _LATE for other in _other_dates(head, pasted, language))


def _other_dates(head: Sequence[head_lines.Line], pasted: Pasted, language: str) -> Iterator[dt.date]:
    if pasted.date is not None:
        yield day_of(pasted.date)
    for line in head:
        found = printed_dates.first_date(line.text, language) if line.kind == head_lines.DATE else None
        if found is not None and found.alone:
            yield found.day


def uncertain(
    head: Sequence[head_lines.Line], tail: Sequence[Piece], body: Sequence[Piece], language: str
) -> dt.date | None:
    """A date that may well be the release's; None if there is none.

    It is on a line of the head after a label, or on a line of a contact or office there; on a short line below the
    release; with a place at the end, as letters are signed; or after "today" in the first paragraphs.
    """
    for line in head:
        first = printed_dates.first_date(line.text, language)
        before = re.match(r"[^:]{6,40}:\s", line.text) is not None and line.text[:1].isalnum()
        beside = line.kind in (head_lines.CONTACT, head_lines.OFFICE, head_lines.OTHER) and len(line.text.split()) < 25
        if first is not None and (before or beside):
            return first.day
    last = [line for piece in (*tail, *body[-4:]) for line in piece.text.split("\n") if len(line) < _SHORT_LINE]
    below = [(line, day) for line in last if (day := printed_dates.first_date(line, language)) is not None]
    if (alone := next((day.day for line, day in below if day.alone or _CODED.match(line)), None)) is not None:
        return alone
    for last_line, day in below:
        signature = printed_dates.text_before_date(last_line, language)
        if signature.rstrip().endswith((",", "den", "le")) and len(signature.split()) <= _SIGNATURE:
            return day.day  # The initiative "Too loud", 8.8.2024
    for text in (line for piece in body for line in piece.text.split("\n") if len(line) < 60):
        signed = printed_dates.first_date(text, language)
        if signed is not None and _SIGNED.fullmatch(printed_dates.text_before_date(text, language)):
            return signed.day
    for piece in body[:_FIRST]:
        dated = printed_dates.first_date(piece.text, language)
        if dated is not None and _TODAY.search(printed_dates.text_before_date(piece.text, language)):
            return dated.day
    return None


_CODED = pattern(r"[A-Z]{2,5}\d{3,6}\s\d")  # ABC0006 2026-03-02/08:00, the code of an agency
_FIRST = 3  # first paragraphs that may say that something happens today
_TODAY = pattern(
    r"(?i)\b(?:today|heute|aujourd['’]hui|hoy|este|oggi|hoje|vandaag|dnes|dziś)\b,?\s?(?:[^\W\d_]{4,12},?\s)?\(?\Z"
)


_SHORT_LINE, _SIGNATURE = 80, 8  # characters in a line with a date, and words before the date, at most
_SIGNED = pattern(r"[A-ZÀ-Þ][\w’' /-]{2,30},\s(?:den|am|le|a|,)?\s*")  # Hamburg, den 2. Dezember 2026


# --- lines of a page around its text --------------------------------------------------------------------------


def lines_above(pasted: Pasted, body: Sequence[Piece]) -> list[str]:
    """The last lines that a page shows above its text, without page chrome."""
    opening = folded(body[0].text)[:_OPENING] if body else []
    starts = (number for number, line in enumerate(pasted.lines) if opening and folded(line.text)[:_OPENING] == opening)
    start = next(starts, 0)
    return [line.text.strip() for line in pasted.lines[max(start - _NEAR, 0) : start] if not line.part]


_OPENING = 8  # words at the start of a text that identify its first line


def shown_near(pasted: Pasted, headline: str, body: Sequence[Piece], language: str) -> str:
    """The line with a date nearest to the headline of a page, else right above its text; empty if there is none."""
    wanted = folded(headline)
    at = next((number for number, line in enumerate(pasted.lines) if wanted and folded(line.text) == wanted), None)
    if at is None:
        above = reversed(lines_above(pasted, body))
        return next((line for line in above if len(line) < _LINE and _is_date_line(line, language)), "")
    near = sorted(range(max(at - _NEAR, 0), min(at + _NEAR, len(pasted.lines))), key=lambda number: abs(number - at))
    lines = (pasted.lines[number].text.strip() for number in near if number != at)
    return next((line for line in lines if len(line) < _LINE and _is_date_line(line, language)), "")


_NEAR = 8  # lines around a headline or above a text


def shown_below(pasted: Pasted, body: Sequence[Piece], language: str) -> str:
    """The line with a date that a page shows right below its text; empty if there is none."""
    last = folded(body[-1].text.rpartition("\n")[2]) if body else []
    ends = (number for number, line in enumerate(pasted.lines) if last and folded(line.text) == last)
    below = [line.text.strip() for line in pasted.lines[next(ends, len(pasted.lines)) + 1 :][:_BELOW]]
    return next((line for line in below if len(line) < _LINE and _is_date_line(line, language)), "")


_BELOW = 4  # lines below a text


def _is_date_line(line: str, language: str) -> bool:
    """Whether a line has few words besides a date."""
    found = printed_dates.first_date(line, language)
    return found is not None and len(folded(printed_dates.text_without_date(line, language))) <= _BESIDE


_BESIDE, _LINE = 6, 80  # words beside a date, at most; characters in its line, at most
