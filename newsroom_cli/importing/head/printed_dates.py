"""Dates at the top of releases, in words or in figures. A date without a year does not count."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from newsroom_cli.language.dates import mentions
from newsroom_cli.language.dates.mentions import Mention, printed_dates
from newsroom_cli.model.patterns import pattern


class PrintedDate(NamedTuple):
    """The date on a line, and whether the line has nothing else but words that go with dates."""

    day: dt.date
    alone: bool


_END = r"(?![\d-]|/(?!\d\d?:))"  # wires put the time after a slash: 2023-01-21/08:00
_ISO = pattern(
    rf"(?<![\d/.-])((?:19|20)\d\d)(?:[-/]|\.\s?)(\d{{1,2}})(?:[-/]|\.\s?)(\d{{1,2}}){_END}"
)  # also 2026. 3. 2.
_FIGURES = pattern(rf"(?<![\d.-])(?<!\d/)(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?((?:19|20)\d\d|\d\d){_END}")
_MONTH = r"(?P<month>[^\s\d.,،;:()]{3,16})"
_IN_OTHER_ORDERS = (
    # Mayo 2 de 2.013
    pattern(rf"(?<![^\s(]){_MONTH}(?: |\.\s?)(?P<day>\d{{1,2}})(?:(?:,| de| del)? |[.,])(?P<year>[12]\.?\d{{3}})\b"),
    # 2026. március 2., 2026 m. kovo 2 d., 2026ko martxoaren 2a
    pattern(
        rf"(?<!\w)(?P<year>(?:19|20)\d\d)(?:\s?[^\W\d_]{{1,5}}|\(e\)ko)?[.,]?\s{_MONTH}\s"
        r"(?P<day>\d{1,2})(?!\d|[.:]\d)(?:[^\W\d_]{1,2}\b)?"
    ),
    # 2026. gada 2. marts
    pattern(rf"(?<!\w)(?P<year>(?:19|20)\d\d)\.?\s[^\W\d_]{{1,5}}\.?\s(?P<day>\d{{1,2}})\.?\s{_MONTH}(?!\w)"),
)
_NUMBERED_MONTHS = (
    pattern(r"(?P<year>(?:19|20)\d\d)\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"),
    pattern(  # ngày 2 tháng 3 năm 2026
        r"(?i)\b(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm|,)\s+(?P<year>(?:19|20)\d\d)\b"
    ),
)
_MONTHS_AS_NUMBERS = ("ja", "ko", "vi", "zh")
_DAY_FIRST = ("en-gb", "en-au", "en-ie", "en-nz", "en-in", "en-za", "en-sg")
# Words that may stand beside a date on its line, separated by "/".
_DATE_LINE_WORDS = """
datum/ausgabejahr/erscheinungsdatum/date de publication/fecha de publicación/date/dated/issued/issue date
release date/date of release/released/release/posted/posted on/published/published on/first published
originally published/published date
for immediate release/immediate release/for release/press release/press releases/news release/news releases
media release/media advisory/news/on/by/updated/monday/tuesday/wednesday/thursday/friday/saturday/sunday/mon/tue
tues/wed/thu/thurs/fri/sat/sun/lunes/martes/miércoles/jueves/viernes/sábado/domingo/lundi/mardi/mercredi/jeudi
vendredi/samedi/dimanche/montag/dienstag/mittwoch/donnerstag/freitag/samstag/sonntag/fecha/publicado/publié le
publié/posté le/posté/publiée le
veröffentlicht am/veröffentlicht/vom/den/le/el/at/am/pm/a.m/p.m/est/edt/cst/cdt/mst/mdt/pst/pdt/et/ct/mt/pt
lunedì/martedì/mercoledì/giovedì/venerdì/sabato/domenica/segunda-feira/terça-feira/quarta-feira/quinta-feira
sexta-feira/maandag/dinsdag/woensdag/donderdag/vrijdag/zaterdag/zondag/poniedziałek/wtorek/środa/czwartek/piątek
sobota/niedziela/måndag/tisdag/onsdag/torsdag/fredag/lördag/söndag/mandag/tirsdag/lørdag/søndag/pondělí/úterý/středa
čtvrtek/pátek/neděle/data/pubblicato il/pubblicato/publicado em/publicado el/publicada em/mis en ligne le
gepubliceerd op/geplaatst op/opublikowano/data publikacji
publicerad/publicerat/publisert/offentliggjort/vydáno/publikováno/dne/il/li/em/г/р/d
às/ore/kl/roku/godz/comunicato stampa/persbericht/pressmeddelande/pressemeddelelse/pressemelding/tisková zpráva
informacja prasowa/medienmitteilung/comunicado de imprensa/nota à imprensa
배포일시/배포일/보도일시/보도시점/월/화/수/목/금/토/일/วันที่/ngày/ημερομηνία/tarih/yayın tarihi/tanggal
päivämäärä/julkaistu
дата/опубліковано/опубликовано/публикувано/दिनांक/تاريخ/תאריך/dáta/dyddiad/közzétéve/objavljeno/data publicării
gmt/utc/bst/cet/cest/uhr/h/noon/z/年/月/日/pressemitteilung/pressemitteilungen/pressemeldung/communiqué de presse
communique de presse/comunicado de prensa/nota de prensa/comunicado/leave a comment/comments
"""


# Nothing but such words. The longest come first, and none matches in two ways: otherwise a match could take for ever.
_LONGEST_FIRST = sorted(_DATE_LINE_WORDS.strip().replace("\n", "/").split("/"), key=len, reverse=True)
_ONLY_DATE_WORDS = pattern(
    rf"(?:{'|'.join(map(re.escape, _LONGEST_FIRST))}|[\d:.,|/()\[\]\s•·–—+-]|t(?=\d))++", re.IGNORECASE
)
_UPDATED = pattern(
    r"\b(?:last\s+)?(?:updated|modified|revised|reviewed|aktualisiert|actualizado|mis à jour|mise à jour)\b",
    re.IGNORECASE,
)


def first_date(line: str, language: str) -> PrintedDate | None:
    """The first full date of a line; None if it has none, or if it is the date of an update or of an event."""
    line = _GLUED_AUTHOR.sub("", line)
    date = _first_date_and_span(line, language)
    if date is None:
        return None
    day, start, end = date
    rest = f"{line[:start]} {line[end:]}".strip()
    if _UPDATED.search(line[:start]) and not re.search(r"(?i)publi|posted|release", line[:start]):
        return None
    if _OF_EVENT.fullmatch(line[:start]):
        return None
    return PrintedDate(day, not rest or _ONLY_DATE_WORDS.fullmatch(rest) is not None)


def can_read(language: str) -> bool:
    """Whether the dates of a language are read."""
    return language.partition("-")[0].lower() in _MONTHS_AS_NUMBERS or mentions.can_read(language)


def announces_event(line: str) -> bool:
    """Whether a line labels the announcement of an event and its day: Einladung zum Hafenfest am 2. März 2026."""
    start = _OF_EVENT.match(line)
    return start is not None and _DAY.match(line, start.end()) is not None


_DAY = pattern(r"(?:\d{1,2}\W|[A-ZÀ-Þ][^\W\d_]{2,9}\s\d{1,2}\b)")
# Pressemitteilung zum Hafenfest am 2. März, Media Advisory for March 2: the day of an event, not that of the release.
_OF_EVENT = pattern(
    r"(?i)\W*(?:(?:presse|medien)(?:mitteilung|information|einladung|termin)|(?:press|media|news)\s(?:release|advisory|invitation)"
    r"|einladung|invitation|invitación|convocatoria|invito|uitnodiging|communiqué(?:\sde\spresse)?|nota\sde\sprensa"
    r"|comunicato\sstampa|persbericht)\s(?:(?:zu[rm]?|on|about|sur|à|pour|sobre|para|a\sla|per|su|over|voor)\s[^:\n]{3,80}?"
    r"\s(?:am|on|du|le|el|del|il|op|for)\s(?:[^\W\d_]{4,12},?\s(?:den\s|le\s)?)?|(?:for|zum|für\sden)\s)"
)
# The name of an account before a date, which only the page's style sets apart: admin21 Maggio 2014.
_GLUED_AUTHOR = pattern(r"^[a-z]{3,15}(?=\d{1,2}\s+[^\W\d_]{3,12}\s+\d{4})")


def is_only_date_words(text: str) -> bool:
    """Whether a text has nothing but words that go with dates: Montag, publié le."""
    return _ONLY_DATE_WORDS.fullmatch(text) is not None


def is_mostly_date(text: str, language: str) -> bool:
    """Whether a text is a date with two words beside it at most, or more that stand beside dates."""
    beside = text_without_date(text, language).strip(" ,.")
    few = len(beside.split()) <= _BESIDE or is_only_date_words(beside)
    return few and first_date(text, language) is not None


_BESIDE = 2


def is_stamp(text: str) -> bool:
    """Whether a line with a date is the stamp of a blog: Posté le 2 mars 2026 dans Accueil, Agenda."""
    return len(text.split()) <= _STAMP_WORDS and _STAMP.match(text) is not None


_STAMP = pattern(
    r"(?i)(?:posted|published|filed|submitted|post[ée]e?|publi[ée]e?|mis en ligne|veröffentlicht|publicad[oa]"
    r"|pubblicato|gepubliceerd|geplaatst|opublikowan[oey]|publicer(?:ad|at)|publisert|udgivet|updated|aktualisiert"
    r"|actualizad[oa]|mis à jour|aggiornato|atualizado)\s"
    r"(?:(?:by|par|von|por|da|door|przez|av|af)\s(?:[\w.’-]+\s){1,4})?(?:on|le|am|den|el|em|il|op|dnia)?\b\W*"
    r"(?:[^\W\d_]+,?\s)?(?:\d|[^\W\d_]+\s\d)"
)
_STAMP_WORDS = 24  # words in a stamp, at most


def text_after_date(line: str, language: str) -> str:
    """The text after the first date of a line; empty if there is no date."""
    date = _first_date_and_span(line, language)
    return line[date[2] :] if date else ""


def text_before_date(line: str, language: str) -> str:
    """The text before the first date of a line; empty if there is no date."""
    date = _first_date_and_span(line, language)
    return line[: date[1]] if date else ""


def text_without_date(line: str, language: str) -> str:
    """The line without its first date; unchanged if there is no date."""
    date = _first_date_and_span(line, language)
    return f"{line[: date[1]]} {line[date[2] :]}".strip(" ,;:|•·–—-()") if date else line


# All are tried, because a page may declare a wrong language.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "cs", "pl", "sv", "da", "nb")
_GLUED_NAME = pattern(r"(?<=\b(?:19|20)\d\d)(?=[A-ZÀ-Þ][a-zà-ÿ]|[A-Z]{1,4}-\d)")  # 2 de maio de 2026Ana Ruiz
_GLUED_MONTH = pattern(r"(?<=\d)([a-zà-ÿ]{3,10})(?=(?:19|20)\d\d\b)")  # le 2mars2026
_DOTTED_DAY = pattern(r"(?<=\d)\.(?=\s?[^\W\d_]{3,10},?\s\d{4}\b)")  # 22. October 2026, in English; 03.Mai 2026
_COLON = pattern(r"(?<=[^\W\d]):(?=\d{1,2}\D)")
_FIRST = pattern(
    r"(?i)\b(?:primero|primeiro|primo|premier|1\s?[º°])(?=\s(?:de\s)?[^\W\d_]{3,10}\s)"
)  # primero de enero


def _first_date_and_span(line: str, language: str) -> tuple[dt.date, int, int] | None:
    """The first date of a line, in words or figures, and its start and end; None if there is none."""
    line = _GLUED_NAME.sub(" ", _COLON.sub(";", line))  # Datum:26. Januar
    line = _DOTTED_DAY.sub(" ", _GLUED_MONTH.sub(r" \1 ", line))
    line = _FIRST.sub(lambda found: "1".rjust(len(found[0])), line)
    dates = [date for date in (_date_in_words(line, language), _date_in_figures(line, language)) if date]
    return min(dates, key=lambda date: date[1]) if dates else None


def in_words(text: str, language: str) -> Mention | None:
    """The first date with its year and its month in words, in the language of the text or any other; None if none."""
    line = _DOTTED_DAY.sub(" ", text)
    tried = dict.fromkeys((language or "en", *LANGUAGES))
    return next((day for language in tried for day in printed_dates(line, language) if day.year), None)


def _date_in_words(line: str, language: str) -> tuple[dt.date, int, int] | None:
    """The first date with its month in words, and its start and end; None if there is none."""
    for tried in dict.fromkeys((language or "en", *LANGUAGES)):
        for mention in printed_dates(line, tried):
            if mention.year and (day := mention.in_year(mention.year)) is not None:
                return day, mention.start, mention.end
    for found in (match for order in _IN_OTHER_ORDERS for match in order.finditer(line)):
        in_order = f"{found['day']} {found['month']} {found['year'].replace('.', '')}"
        for tried in dict.fromkeys((language or "en", *LANGUAGES)):
            for mention in printed_dates(in_order, tried):
                if mention.year and (day := mention.in_year(mention.year)) is not None:
                    return day, found.start(), found.end()
    for match in filter(None, (order.search(line) for order in _NUMBERED_MONTHS)):
        return _as_date(int(match["year"]), int(match["month"]), int(match["day"]), match)
    for match in (*_MACHINE.finditer(line), *_ABBREVIATED.finditer(line)):
        if month := _MONTHS.get(match["month"].lower()):
            return _as_date(int(match["year"]), month, int(match["day"]), match)
    return None


# Short months of several languages, and the full ones of Catalan, which are unknown to mentions.
_MONTHS = {
    short: number
    for number, shorts in enumerate(
        "jan/ene/janv/gen/gener/sty/led feb/febr/febrer/févr/fév/fev/lut/úno mar/març/mrt/bře apr/abr/abril/avr/kwi/dub"
        " may/mai/maig/mei/maj/mag/kvě jun/juny/juin/giu/cze/čvn jul/juliol/juil/lug/lip/čvc aug/ago/agost/août/sie/srp"
        " sep/set/sept/setembre/wrz/zář oct/octubre/okt/ott/out/paź/říj nov/novembre/lis"
        " dec/des/desembre/dic/déc/dez/gru/pro".split(),
        start=1,
    )
    for short in shorts.split("/")
}
_MACHINE = pattern(  # Mon Mar 2 08:00:00 CET 2026
    r"\b[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) {1,2}(?P<day>\d{1,2}) \d\d:\d\d:\d\d (?:[A-Z]{2,5} )?"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_ABBREVIATED = pattern(
    r"\b(?P<day>\d{1,2})\.?[ -](?:de |d[’'])?(?P<month>[^\W\d_]{3,9})\.?,?[ -](?:de[l]? )?(?P<year>(?:19|20)\d\d)\b"
)


def _date_in_figures(line: str, language: str) -> tuple[dt.date, int, int] | None:
    """The first date in figures, and its start and end; None if there is none.

    The language decides the order of day and month.
    """
    if match := _ISO.search(line):
        return _as_date(int(match[1]), int(match[2]), int(match[3]), match)
    match = _FIGURES.search(line)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    month_first = match[2] in "/-" and may_begin_with_month(language)
    month, day = (first, second) if month_first else (second, first)
    if month > 12 >= day:
        month, day = day, month
    return _as_date(year, month, day, match)


def may_begin_with_month(language: str) -> bool:
    """Whether a text may be American, so that its dates may begin with the month."""
    return (language or "en").split("-")[0] == "en" and language.lower() not in _DAY_FIRST


def two_readings(line: str, language: str) -> tuple[dt.date, dt.date] | None:
    """A line's date in figures with the month first, and with the day first; None if it has only one reading.

    03/04/2026 has two in English of no certain country.
    """
    match = _FIGURES.search(line) if may_begin_with_month(language) else None
    read = _first_date_and_span(line, language) if match else None
    if match is None or read is None or (match[2] != "." and language.lower() == "en-us"):
        return None
    day, first, second = read[0], int(match[1]), int(match[3])
    if first == second or max(first, second) > 12 or {day.month, day.day} != {first, second}:
        return None
    return day.replace(month=first, day=second), day.replace(month=second, day=first)


def orders(text: str) -> set[bool]:
    """Whether the month comes first in those dates of a text whose figures have one reading, such as 25/12/2026."""
    figures = [(int(match[1]), int(match[3])) for match in _FIGURES.finditer(text) if len(match[4]) == _YEAR]
    return {first <= 12 for first, second in figures if min(first, second) <= 12 < max(first, second) <= 31}


_YEAR = 4  # digits


def _as_date(year: int, month: int, day: int, match: re.Match[str]) -> tuple[dt.date, int, int] | None:
    """A date with the offsets of its match; None if it does not exist."""
    try:
        return dt.date(year, month, day), match.start(), match.end()
    except ValueError:
        return None
