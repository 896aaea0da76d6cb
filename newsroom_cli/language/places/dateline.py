"""Datelines: written from a release's fields in the newsroom's format, and recognised in typed text."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.language.dates.mentions import Mention, mentions
from newsroom_cli.language.places import ap_places
from newsroom_cli.language.tokens import CAPITAL
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import AP_MONTHS, MONTHS, WEEKDAYS
from newsroom_cli.model.patterns import pattern


def write(
    place: tuple[str, str, str], day: dt.date | None, *, form: str, language: str, short_months: bool = False
) -> str:
    """The dateline of a city, state and country in the newsroom's form, such as `BOSTON — Monday, June 22, 2015 —`.

    `short_months` shortens English months as AP does: `Nov. 26`.
    """
    city, state, country = place
    is_typed = re.search(r"[A-Z]{2}", city)  # McALLEN is typed as it is printed
    capitals = city if is_typed else language_tags.in_capitals(city, language)
    month = dates.month(day, language) if day else ""
    shown = AP_MONTHS.get(day.month, month) if day and short_months and language.partition("-")[0] == "en" else month
    fields = {
        "city": capitals,
        "state": state,
        "country": country,
        "place": ", ".join(part for part in (capitals, state, country) if part),
        "date": dates.full(day, language).replace(month, shown) if day else "",
        "weekday": dates.weekday(day, language) if day else "",
        "month": shown,
        "day": dates.in_digits(str(day.day), language) if day else "",
        "year": dates.in_digits(str(day.year), language) if day else "",
    }
    return form.format(**fields)


class Typed(NamedTuple):
    """A typed dateline at the start of a text: the offset where it ends, its city, its state or country, and its date.

    The city begins at `start`, the state or country at `region_start`; without one, `region_start` is the city's end.
    """

    end: int
    city: str
    region: str
    date: Mention | None
    start: int = 0
    region_start: int = 0


_MAX_DATELINE_LENGTH = 160  # no dateline is longer


@functools.lru_cache(maxsize=64)
def parse(text: str, language: str = "en") -> Typed | None:
    """The dateline at the start of a text; None if the text begins otherwise."""
    if not (text.lstrip().startswith("(") or _may_open(text[:_MAX_DATELINE_LENGTH])):
        return None
    if (enclosed := _enclosed(text, language)) is not None:
        return enclosed
    opening = text[:_MAX_DATELINE_LENGTH]
    days = {mention.start: mention for mention in (*mentions(opening, language), *_in_figures(opening))}
    plain = _unwrapped(opening, days[0].end if 0 in days else 0)
    wrapped, opening = plain != opening, plain
    before = _clutter(opening, 0, days)
    place = _place().match(opening, before.at)
    if place is None or _NO_CITY.match(place["city"]):
        return None
    after = _clutter(opening, place.end(), days)
    region = (place["region"] or "").strip(" ,")
    state = region.split(". ")[0].rstrip(".")
    at = opening.find(state, place.end("city")) + len(state)
    if before.loose and after.end is None and is_state(state) and _ENDED.match(opening, at):
        start = place.start("city")  # March 2, 2026, Boston, MA. The city
        return Typed(at + 1, place["city"], state, before.loose, start, at - len(state))
    if opening[(after.end or 1) - 1] == ")" and not (region or place["city"].isupper()):
        return None
    if after.end is None or not ((wrapped and before.loose) or _is_dateline(opening, place, after)):
        return None
    region = region or _in_brackets(opening, place.end())
    city, start = place["city"].rstrip("-–—'’"), place.start("city")
    at = max(opening.find(region, start + len(city)), start + len(city))
    return Typed(after.end, city, region, before.day or before.loose or after.day, start, at)


def _may_open(opening: str) -> bool:
    """Whether the start of a text has a dash, a date in figures or a year: a quick test that rules out most texts."""
    if any(map(opening.__contains__, _LIKE_DASHES)) or ("-" in opening and _HYPHEN.search(opening)):
        return True
    if "19" not in opening and "20" not in opening:
        return False
    return (_YEAR.search(opening) or _FIGURES.search(opening)) is not None


_LIKE_DASHES = ("/", "–", "—", "‒", "--", "++")
_HYPHEN = pattern(r"-(?:\s|\Z)")
_ENCLOSED = pattern(r"\s*[(\[](?P<inside>[^()\[\]\n]{6,80}\d{4})[)\]]\.?\s+(?=[“\"„«]?[A-ZÀ-Þ])")


def _enclosed(text: str, language: str) -> Typed | None:
    """A dateline in brackets without a dash: (Boston, MA - March 2, 2026) The city, or (Boston, MA) The city"""
    if (placed := _ENCLOSED_PLACE.match(text)) and is_state(placed["region"]):
        return Typed(placed.end(), placed["city"], placed["region"], None, placed.start("city"), placed.start("region"))
    match = _ENCLOSED.match(text)
    dateline = parse(f"{match['inside']} — Xyz", language) if match else None
    if match is None or dateline is None or dateline.date is None:
        return None
    shift = match.start("inside")
    day = dateline.date._replace(start=dateline.date.start + shift, end=dateline.date.end + shift)
    return Typed(
        match.end(), dateline.city, dateline.region, day, dateline.start + shift, dateline.region_start + shift
    )


_ENCLOSED_PLACE = pattern(
    r"\s*\((?P<city>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}),\s(?P<region>[A-Z][\w. ]{1,15})\)\s+(?=[“\"]?[A-Z])"
)


def dashes(text: str, dateline: Typed) -> Iterator[tuple[int, int]]:
    """Yield the offsets of dashes, or their substitutes, between the parts of a typed dateline and after it."""
    for match in _DASH.finditer(text, 0, min(dateline.end, len(text))):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" .\t\n\xa0"))
        if not (dateline.date and dateline.date.start <= start < dateline.date.end):
            yield start, match.end()


def wire(text: str, dateline: Typed) -> tuple[int, int] | None:
    """The offsets of the wire service's name in a typed dateline: (HARBORWIRE), /Harbor Newswire/; None without one."""
    for match in _TAG.finditer(text, 0, dateline.end):
        if _WIRE.search(match.group().strip("/")):
            return match.span()
    trimmed = text[: dateline.end].rstrip(" -–—")
    name = _WIRE_NAME.search(text, dateline.region_start + len(dateline.region), dateline.end)
    return (name.start(), min(name.end(), len(trimmed))) if name else None


_YEAR = pattern(r"(?:19|20)\d\d(?:[)\]]|[.,:]?\s)")


class _Clutter(NamedTuple):
    """The dates, wire names, hours and dashes before or after the place in a dateline.

    `at` is where they end, `end` where the last dash ends, `day` the date, and `wire` whether a wire service is named.
    """

    at: int
    end: int | None
    day: Mention | None
    wire: bool
    loose: Mention | None  # a date without a dash after it, which may be part of the sentence


_WRAPPED = pattern(
    r"\s*\((?P<inside>[^()\n]{3,80})\)(?=\s*(?:[-–—]|--)|,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}\s*[-–—])"
)


def _unwrapped(opening: str, at: int) -> str:
    """The opening of a text with spaces for the brackets around the place; the place may follow the date."""
    match = _WRAPPED.match(opening, at)
    if match is None or _WIRE.search(match["inside"]):
        return opening
    return f"{opening[: match.start('inside') - 1]} {match['inside']} {opening[match.end() :]}"


_FIGURES = pattern(
    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)|(?<![\d./-])(1[3-9]|2\d"
    r"|3[01])[-/](\d{1,2})[-/]((?:19|20)\d\d)(?!\d)|(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)


def _in_figures(opening: str) -> Iterator[Mention]:
    """Yield the dates in figures whose order of day and month is certain but in English: 29.08.2023 and 2023-08-29."""
    for match in _FIGURES.finditer(opening):
        groups = match.groups()
        day, month, year = next((groups[at : at + 3] for at in (0, 3) if groups[at]), groups[:5:-1])
        if 1 <= int(month) <= 12:
            either_way = groups[0] is not None and int(day) <= 12 and day != month
            yield Mention(*match.span(), None, int(month), int(day), int(year), either_way)


_REGION = pattern(r"\s*\((?P<region>[A-ZÀ-Þ][^()\d]{2,30})\)")


def _in_brackets(opening: str, at: int) -> str:
    """The region in brackets after a place, as in TORONTO (Ontario)."""
    match = _REGION.match(opening, at)
    return match["region"] if match and not _WIRE.search(match["region"]) and not match["region"].isupper() else ""


_DASH = pattern(r"\s*\.?(?:[-–—‒]*[–—‒][-–—‒]*|--+|\+{2,3}|-(?=\s|$))")
_TAG = pattern(r"\(\s*[^()\n]{2,40}\)|\[\s*[^\[\]\n]{2,40}\]|/\s*(?:[^/\n]{2,30}|[^/()\n]{2,60})/")
_WIRE = pattern(r"wire|news|press|\b(?:ots|apa|pte|dpa|epdö?|kna|idw|afp|sid|sda|ats|efe|ansa)\b|/", re.IGNORECASE)
_STROKE = pattern(r"\s/\s+(?=[“\"„«]?[A-ZÀ-Þ])")
_WIRE_NAME = pattern(
    r"(?:[A-Z][\w&.]*\s+){0,4}(?:PR|EIN|GLOBE|Business|Media|Access)?\s?(?:[Nn]ewswire|Presswire|[Ww]ire|NEWSWIRE"
    r"|WIRE)(?:\s\([^()\n]{3,80}\))?(?=\s*[-–—/])"
)
_CLOCK = pattern(r"@?\s*\d{1,2}(?:(?::\d\d)?\s*[AaPp]\.?[Mm]\b\.?(?:\s+[A-Z][\w/]*){0,2}|:\d\d(?=\s*\Z))")
_LETTER = pattern(r"\A\W*[A-ZÀ-Þ][\w’'-]+(?:[\s-][A-ZÀ-Þ][\w’'-]+)?,\s+(?:le|den)\s\d[^,]*\Z")
_ENDED = pattern(rf"[.:]\s[“\"„«]?[{CAPITAL}]")
_CAPITAL = pattern(rf"\s[“\"„«]?[{CAPITAL}]")
_COMMA = pattern(
    r"[\s,]*(?:(?!/[^/\n]{0,30}[A-Za-z][^/\n]{0,30}/)[/|·•]\s*(?=\d|[A-Za-zÀ-ÿ]{3,9}\.?\s\d))?(?:(?:le|den"
    r"|el|am|vom)\s+(?=\d))?"
)


def _clutter(opening: str, at: int, days: Mapping[int, Mention]) -> _Clutter:
    """Read the dates, wire names, hours and dashes that begin at offset `at`.

    `days` are the dates of the opening, keyed by the offset where they begin.
    """
    end, day, wire, pending_date = None, None, False, None
    while True:
        if dash := _DASH.match(opening, at):
            at = end = dash.end()
            day, pending_date = day or pending_date, None
            continue
        if wire and pending_date is not None and (stroke := _STROKE.match(opening, at)):
            # / HARBORWIRE / March 2, 2026 / The
            return _Clutter(stroke.end(), stroke.end(), day or pending_date, wire, None)
        separator = _COMMA.match(opening, at)
        start = separator.end() if separator else at
        if end is not None and (name := _WIRE_NAME.match(opening, start)):
            at, wire = name.end(), True
        elif tag := _TAG.match(opening, start):
            inside = _COMMA.match(opening, start + 1)
            named = days.get(inside.end() if inside else start + 1)
            at, pending_date, wire = tag.end(), pending_date or named, wire or _WIRE.search(tag.group()) is not None
            if tag.group().startswith("/"):
                end, day = at, day or pending_date
        elif date := days.get(start):
            at, pending_date = date.end, pending_date or date
        elif clock := _CLOCK.match(opening, start):
            at = clock.end()
        elif end is not None and pending_date is not None and not opening[start:].strip():
            return _Clutter(at, at, pending_date, wire, None)  # SALEM, Ore. / Harbor PR / March 2, 2026
        elif pending_date is not None and (end is None or opening[at : at + 1] == ":") and _ENDED.match(opening, at):
            return _Clutter(at + 1, at + 1, pending_date, wire, None)  # Berlin, 29.08.2023. Der Verein
        elif (
            end is None and pending_date is not None and _LETTER.search(opening, 0, at) and _CAPITAL.match(opening, at)
        ):
            return _Clutter(at, at, pending_date, wire, None)  # Lyon, le 15 mars 2020 La ville
        elif end is None and pending_date is not None and opening[at - 1] == ")" and _CAPITAL.match(opening, at):
            return _Clutter(at, at, pending_date, wire, None)  # BOSTON, MA (March 2, 2026) The city
        else:
            return _Clutter(start, end, day, wire, pending_date)


def _is_dateline(opening: str, place: re.Match[str], clutter: _Clutter) -> bool:
    """Whether a place and a dash are a dateline: it has a date or a wire's name, or a new sentence follows."""
    if clutter.day or clutter.wire:
        return True
    after = opening[clutter.end :].lstrip().lstrip("\"“„«'‘([*_")
    new = bool(after) and not after[0].islower() and not after[:30].isupper()
    if place["city"].isupper():
        short = len(place["city"].split()) <= _WORDS and not NO_CITY_WORDS.search(place["city"])
        return new and short and sum(map(str.isalpha, place["city"])) > 2
    is_abroad = _is_country(place["region"] or "") and _COUNTRY_CODE.match(after) is None
    return new and (is_state(place["region"] or "") or is_abroad)


NO_CITY_WORDS = pattern(r"\s(?:THE|FOR|TO|WITH|YOUR|OUR|IS|ARE)(?:\s|\Z)")  # RESPECT FOR TEACHERS -


def _is_country(region: str) -> bool:
    """Whether the last name after a city is that of a country: London, UK."""
    name = region.rpartition(",")[2].strip(" .")
    return bool(name) and (name.replace(".", "") in _INITIALS or ap_places.is_a_region(name))


_INITIALS = ("UK", "UAE", "USA")
_COUNTRY_CODE = pattern(r"[A-Z]{2,3},")  # the place continues: Ohio - USA, 2 March
_WORDS = 4  # words of a city's name; more words in capitals are a headline


@functools.cache
def _place() -> re.Pattern[str]:
    """A pattern for a city, in capitals or not, with up to two of county, state and country."""
    upper, letter = CAPITAL, r"(?:[\w.'’]|-(?!-))"
    names = "|".join(name[:3] for name in (*MONTHS, *WEEKDAYS))
    second = rf"(?![A-Z]{{2,3}}\b(?!\.))(?!(?:{names})[a-z]*\.?\s+\d)[{upper}]{letter}*(?:\s[{upper}]{letter}*)?"
    several = rf"(?:(?:(?:\s/\s|/){second}){{1,3}}(?![^\n]{{0,20}}/))?"  # Stuttgart / Berlin, MINNEAPOLIS/ST. PAUL
    city = (
        rf"[{upper}]{letter}*(?:\s(?:de|del|la|do|du|of|the|am|an|on|upon|in|der|and|&|y|et|und)(?=\s)"
        rf"|\s(?:d['’])?[{upper}]{letter}*){{0,4}}?{several}"
    )
    region = (
        rf"(?:,\s+(?!(?:{names})[a-z]*\.?\s+\d)(?!(?:{names})[a-z]*day\b)[{upper}]{letter}*(?:\s(?:and|&"
        rf"|[{upper}]{letter}*)){{0,3}}?){{0,3}}"
    )
    also = (
        rf"(?:(?:,?\s(?:and|&)|\s?/)\s[{upper}]{letter}*(?:\s[{upper}]{letter}*){{0,2}},\s(?!{names})"
        rf"[{upper}]{letter}*)?"
    )  # and PALO ALTO, Calif.; / LONDON, UK
    return re.compile(rf"(?P<city>{city})(?P<region>{region}){also}(?=\s*[-–—‒,(/|·•]|\s*\+\+|\.\s|\s+(?:{names}))")


def is_state(region: str) -> bool:
    """Whether a text is the name, abbreviation or postal code of a state of the United States."""
    return _STATE.search(region) is not None


# Words before a dash that are labels, not cities, and days that open a line.
_NO_CITY = pattern(
    r"(?:(?:who|what|when|where|why|how|note|update[ds]?|advisory|statement|breaking|attention|reminder"
    r"|tip|correction|news|press"
    r"|media|release|photos?|video|contact|for|by|the|re|background|about|editors?|embargo(?:ed)?"
    r"|immediate|q|a|summary|highlights|primero|segundo|tercero|first|second|third"
    r"|facebook|twitter|instagram|linkedin|youtube|website|web|tel|phone|fax|e-?mail)\b"
    rf"|(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)",
    re.IGNORECASE,
)
_STATE = pattern(
    r"\b(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb"
    r"|Nev|N\.?H|N\.?J|N\.?M|N\.?Y|N\.?C"
    r"|N\.?D|Okla|Ore|Pa|R\.?I|S\.?C|S\.?D|Tenn|Vt|Va|Wash|W\.?\s?Va|Wis|Wyo|D\.?C)\.?$"
    r"|\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY])$"
    r"|\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    r"|Hawaii|Idaho|Illinois|Indiana|Iowa"
    r"|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    r"|Montana|Nebraska|Nevada"
    r"|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon"
    r"|Pennsylvania|Rhode Island"
    r"|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming)$"
)
