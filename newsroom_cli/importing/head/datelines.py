"""The dateline of a release, at the start of its body or on a line above it, and the date of the release."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import dates_in_doubt, head_lines, place_openings, printed_dates
from newsroom_cli.importing.issuer.issuers import Note
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PICTURE, RULE, TABLE, Pasted, Piece
from newsroom_cli.language.places import dateline
from newsroom_cli.language.places.dateline import Typed
from newsroom_cli.language.tokens import CAPITAL
from newsroom_cli.language.words import folded
from newsroom_cli.model.calendar_ import day_of
from newsroom_cli.model.patterns import pattern

_NO_TEXT = (HEADING, PICTURE, TABLE, RULE)


class DatelineAndBody(NamedTuple):
    """The dateline of a release or None, the body without it, and the words that it lost in a paragraph."""

    typed: Typed | None
    body: list[Piece]
    text: str = ""


def split_dateline(body: list[Piece], head: Sequence[head_lines.Line], language: str, note: Note) -> DatelineAndBody:
    """Find the dateline at the start of the body or else on a line of the head, and remove it from the body."""
    for index, piece in enumerate(body[:_OPENINGS]):
        if piece.kind in _NO_TEXT or (index > 3 and piece.kind == ITEM):  # a list may stand above the dateline
            continue
        text, _, line = piece.text.rpartition("\n")
        if text and (under := dateline.parse(line, language)) is not None and not line[under.end :].strip():
            note("dateline", line.strip(), "the line above the first paragraph", True)
            remaining = piece._replace(text=text, markdown=piece.markdown.rpartition("\n")[0].rstrip("\\"))
            return DatelineAndBody(under, [*body[:index], remaining, *body[index + 1 :]])
        typed = dateline.parse(piece.text, language) or place_openings.dateline_alone(piece.text, language)
        typed = typed or (
            _placed_date(piece.text, language)
            or dated_opening(piece.text, language)
            or _undated_dateline(piece.text)
            or _bold_dateline(piece)
            or place_openings.opening(piece.text, language)
            if index < 2
            else None
        )
        if typed is None or not (typed.date or (typed.region and index < _FIRST_OPENINGS) or index < 2):
            continue  # without date and region, only the first two pieces may begin with a dateline
        if place_openings.is_no_place(piece.text, typed, body):
            continue
        if typed.region.count(",") > 1 or _PREPOSITION.match(typed.city):
            typed = typed._replace(city="", region="")  # a list of places: Malta, Kenya, India; no place: On 2 March –
        rest = piece.text[typed.end :].lstrip()
        if piece.text[typed.end - 1] == "/":
            rest = _AGENCY_SIGNS.sub("", rest, count=1)
        if not rest:
            note("dateline", piece.text.strip(), "the line above the first paragraph", True)
            return DatelineAndBody(typed, [*body[:index], *body[index + 1 :]])
        note("dateline", piece.text[: typed.end].strip(), "the start of the first paragraph", True)
        first = piece._replace(text=rest, markdown=_markdown_from(piece, rest))
        return DatelineAndBody(typed, [*body[:index], first, *body[index + 1 :]], piece.text[: typed.end])
    if (alone := _city_sentence(body, language)) is not None:
        return alone
    above = _dateline_above(head, language)
    if above is not None:
        note("dateline", above.city, "a line above the first paragraph", False)
    elif (signed := _signed_at(body, language)) is not None:
        note("dateline", signed.city, "the line with place and date below the text", False)
        return DatelineAndBody(signed._replace(date=None), body)
    return DatelineAndBody(above, body)


def _signed_at(body: Sequence[Piece], language: str) -> Typed | None:
    """The place and date below a text, on one of its last lines: Fait à Dakar, le 15 mars 2026; or None."""
    last = [line for piece in body[1:][-_LAST:] for line in piece.text.split("\n")]
    return next(filter(None, (_placed_date(_DONE_AT.sub("", line), language) for line in last)), None)


_LAST = 4  # pieces at the end of a text that may have place and date
_DONE_AT = pattern(r"(?:Fait à|Done (?:at|in)|Given at|Hecho en|Dado en|Feito em|Fatto a)\s")


_PREPOSITION = pattern(r"(?i)on\b|(?:am|le|el)\Z")
_OPENINGS, _FIRST_OPENINGS = 14, 8  # first pieces that may begin with a dateline: with a date, without one


def _city_sentence(body: list[Piece], language: str) -> DatelineAndBody | None:
    """A city that is a sentence of its own at the start, as some agencies print it: Berlin. Die Stadt; or None."""
    if not body or body[0].kind in _NO_TEXT:
        return None
    first = body[0]
    match = _WASHINGTON.match(first.text) or (
        _CITY_SENTENCE.match(first.text) if language[:2] in _CITY_SENTENCE_LANGUAGES else None
    )
    if match is None:
        return None
    named = (
        any(match["city"] in piece.text for piece in body[1:]) or _FIRST_WORD.match(first.text, match.end()) is not None
    )
    if match["city"] != "WASHINGTON" and (not named or _NOT_A_CITY.match(match["city"])):
        return None
    rest = first.text[match.end() :]
    placed = first._replace(text=rest, markdown=_markdown_from(first, rest))
    region = match.groupdict().get("region") or ""
    return DatelineAndBody(Typed(match.end(), match["city"], region, None), [placed, *body[1:]])


_AGENCY_SIGNS = pattern(
    r"[A-Z]{2,4}\s[–—-]\s(?=[“„«\"]?[A-ZÀ-Þ])"
)  # Augsburg/AB/XYZ - Die Stadt: the initials of the author

_FIRST_WORD = pattern(
    r"(?:Am|Der|Die|Das|Ein|Eine|Heute|Gestern|Im|In|Seit|Mit|Bei|Zum|Zur|Rund|Nach|Vom|El|La|Los|Las|Il|Un|Una)\s"
)
_NOT_A_CITY = pattern(r"(?:Danke|Update|Korrektur|Hinweis|Termin|Wichtig|Gracias|Atención|Grazie|Attenzione|\w+ung\b)")
_CITY_SENTENCE_LANGUAGES = ("de", "es", "it")
_WASHINGTON = pattern(r"(?P<city>WASHINGTON)\s*(?=[A-Z“][a-z]|(?<=\s)A\s[a-z])")  # a dateline that has lost its dash
_CITY_SENTENCE = pattern(
    r"(?P<city>[A-ZÀ-Þ][a-zà-ÿ-]{3,}(?:/[A-ZÀ-Þ][\w-]+)?)(?:,\s(?P<region>[A-ZÀ-Þ][\w-]+)(?:/[A-ZÀ-Þ][\w-]+)?)?\.\s+"
    r"(?=[„“\"»«A-ZÀ-Þ])"
)


def begins_with_dateline(piece: Piece, language: str) -> bool:
    """Whether a piece begins with a dated dateline and continues with text, or is a dateline by itself."""
    if piece.kind in _NO_TEXT:
        return False
    if place_openings.dateline_alone(piece.text, language) is not None:
        return True
    opening = (typed := dateline.parse(piece.text, language)) or dated_opening(piece.text, language)
    return opening is not None and (typed or opening.date) is not None and len(piece.text) - opening.end > 40


def is_place(text: str, language: str) -> bool:
    """Whether a line in capitals is only a place: BAAR, SWITZERLAND."""
    return text.isupper() and len(text.split()) <= 5 and dateline.parse(f"{text} — Xyz", language) is not None


def _dateline_above(head: Sequence[head_lines.Line], language: str) -> Typed | None:
    """The dateline on one of the last lines of the head; None if there is none."""
    for number, line in reversed(list(enumerate(head))[-6:]):
        if (whole := dateline.parse(line.text, language)) is not None and not line.text[whole.end :].strip():
            return whole  # BOSTON--(WIRE)--
        bare = _FOR_RELEASE.sub("", line.text).strip(" ()–—-.")
        if (
            bare != line.text
            and len(bare) > 3
            and (typed := dateline.parse(f"{bare} — Xyz", language))
            and typed.region
        ):
            return typed  # For immediate release — Berkeley, CA
        if number and (alone := place_openings.line(line.text, language)) is not None:
            return alone
        if named := _PLACE_FIELD.fullmatch(line.text):
            return Typed(0, named["city"], "", None)
        if (
            line.kind in (head_lines.DATE, head_lines.OTHER)
            and (typed := _place_beside_date(bare, language)) is not None
        ):
            return typed
        beside = {near.kind for near in (*head[max(number - 1, 0) : number], *head[number + 1 : number + 2])}
        if head_lines.DATE in beside and (cities := place_openings.known_cities(line.text)):
            return Typed(0, cities[0], "", None)  # the city above or below the date
        if line.kind != head_lines.TITLE or not number or line.level:
            continue
        if number == len(head) - 1 and (lone := _PLACE_ALONE.fullmatch(line.text)):
            return Typed(0, lone["city"], lone["region"] or "", None)
        if is_place(bare, language):
            typed = dateline.parse(f"{bare} — Xyz", language)
            if typed is not None and typed.region:
                return typed
    return None


_RELEASE_LABEL = pattern(lambda: rf"(?i)^\W*(?:dat\w+(?=\s*:)|{alternatives('release_labels.txt')})\b(?:\s+vom)?\W*")


_FOR_RELEASE = pattern(r"(?i)^\W*for\s+immediate\s+release\s*[-–—:]+\s*")


def _place_beside_date(line: str, language: str) -> Typed | None:
    """The place on a line that also has a date: Hamburg, 2. November 2021; None if there is none."""
    row = [cities for part in _ROW.split(line)[1:] if (cities := place_openings.known_cities(part))]
    if row:
        return Typed(0, row[0][0], "", None)  # 02/03/2026 | Boston
    if printed_dates.is_stamp(line):
        return None
    before = _RELEASE_LABEL.sub("", printed_dates.text_before_date(line, language).lstrip("📅🗓📍 "))
    if not before.strip() or head_lines.is_office(before):
        following = _COMMA_AND_PLACE.fullmatch(printed_dates.text_after_date(line, language))
        if following and not (head_lines.is_label(following["city"]) or _is_author(following["city"])):
            return Typed(0, following["city"], following["region"] or "", None)
    if _BY.match(before):
        return None
    words, _, weekday = before.rstrip(" ,;").rpartition(" ")
    if len(weekday) > _SHORT_FOR_REGION and words and printed_dates.is_only_date_words(weekday):
        before = f"{words} "  # Dakar, vendredi 10 mai 2024; Maxent, le mardi 17 octobre 2017
    bound = _PLACE_AND_LE.fullmatch(before)
    if bound and _SIGNED_AM.search(before) and not place_openings.known_cities(bound["city"]):
        return None  # Ana Ruiz am 2. März 2026
    if bound and not (printed_dates.is_only_date_words(bound["city"]) or _EVENT.fullmatch(bound["city"])):
        return Typed(0, bound["city"], bound["region"] or "", None)
    if language[:2] in ("cs", "sk") and before.strip()[:1].isupper() and before.strip().isalpha():
        return None if printed_dates.is_only_date_words(before.strip()) else Typed(0, before.strip(), "", None)
    if not before and (after_date := _PLACE_AFTER_DATE.fullmatch(printed_dates.text_without_date(line, language))):
        return Typed(0, after_date["city"], "", None)
    before = _LETTER_STYLE.sub(", ", before)
    last = _FIRM_BEFORE.sub("", before)
    if last != before and (placed := dateline.parse(f"{last.rstrip(' ,–—-')} — Xyz", language)) and placed.region:
        return placed  # Acme Pumps LLC - Port Ellery, TX -
    whole = dateline.parse(f"{_RELEASE_LABEL.sub('', line)} — Xyz", language)  # Boston, Mass. — March 2, 2026
    if whole is not None and whole.date is not None and whole.region and not head_lines.is_office(whole.city):
        return whole
    place = before.strip(" ;,–—-.:")
    if not before.rstrip().endswith((",", ";")) or not place or len(place.split()) > 5 or head_lines.is_label(place):
        return None
    if (place.isupper() and len(place) <= _SHORT_FOR_REGION) or printed_dates.is_only_date_words(place):
        return None
    return dateline.parse(f"{place} — Xyz", language) or _undated_dateline(f"{place} — Xyz")


def _placed_date(text: str, language: str) -> Typed | None:
    """The dateline of a line that is only a place and a date: Altenfurt, 2. März 2026; else None."""
    day = printed_dates.in_words(text, language)
    if day is None or text[day.end :].strip(" .:") or len(text.split()) > _PLACED_WORDS:
        return None
    beside = _place_beside_date(text, language)
    return beside and Typed(len(text), beside.city, beside.region, day)


_PLACED_WORDS = 8  # words in a line that is only a place and a date, at most


def _is_author(words: str) -> bool:
    """Whether the words after a date are the name of an author, such as Ana Ruiz, rather than a place."""
    return contact_blocks.is_person(words) and not place_openings.known_cities(words)


_ROW = pattern(r"\s*[|•·]\s*")
_COMMA_AND_PLACE = pattern(
    rf"(?:\s?[гр]\.)?,\s(?:à\s|in\s|en\s)?(?P<city>[{CAPITAL}][\w’'-]+(?:\s(?:de|la|[{CAPITAL}][\w’'-]+)){{0,2}})"
    r"(?:,\s(?P<region>[A-ZÀ-Þ][\w. ]{1,20}))?\.?"
)
_FIRM_BEFORE = pattern(r"^.*?\s[–—-]\s(?=[A-ZÀ-Þ][\w .’'-]+, [A-Z])")
_EVENT = pattern(
    r"(?i)\w+(?:tion|sion|ure|age|ment|ée|ung|tre|ance|ence|ión|tura|termin|beginn)"
)  # Inauguration le 2 mai
_PLACE_AND_LE = pattern(
    r"(?P<city>[A-ZÀ-ÞČŘŠŽŁŚ][\w’']+(?:[\s-](?:[a-zéè]{1,4}[\s-]){0,2}[A-ZÀ-ÞČŘŠŽŁŚ][\w’']+){0,4})(?:,\s(?P<region>[A-ZÀ-Þ][\w’'-]{3,30}))?,?\s"
    r"(?:le|den|dne|li|dnia|am|el)\s"
)  # Paris le 18 novembre 2010
_BY = pattern(r"(?i)\W*(?:von|by|par|por)\s")
_SIGNED_AM = pattern(r"[^,]\sam\s\Z")
_SHORT_FOR_REGION = 3  # letters in a region's abbreviation, at most: NRW is no city
_LETTER_STYLE = pattern(r",\s+(?:a|à|le|den|am|el)\s+\Z")  # Bilbao, a 28 de octubre de 2026
_CITY = rf"[{CAPITAL}][\w.’'-]*[\w’'](?:\s(?:am|an\sder|de|la|del)\s[{CAPITAL}][\w’'-]+)?"
_PLACE_FIELD = pattern(rf"(?:Ort|Place|Location|Lieu|Lugar)\s*:?\s+(?P<city>{_CITY})")
_PLACE_ALONE = pattern(rf"(?P<city>{_CITY}(?:/{_CITY})?)(?:,\s(?P<region>{_CITY}))?\.")  # Berlin. Potsdam/Berlin.
_PLACE_AFTER_DATE = pattern(
    rf"(?:\(?[\w/ -]{{2,20}}\)\s+(?P<city>{_CITY}(?:/{_CITY})?))"
)  # 25. Januar 2022 (XY) Berlin
_BOLD = pattern(r"\*\*(?P<place>[^*\n]{3,50})\*\*\s+(?=[A-ZÀ-Þ“\"„«])")


def _bold_dateline(piece: Piece) -> Typed | None:
    """A dateline in bold capitals without a dash after it; None if there is none."""
    match = _BOLD.match(piece.markdown)
    if match is None or not match["place"].isupper() or not piece.text.startswith(match["place"]):
        return None
    typed = dateline.parse(f"{match['place']} — Xyz", "en")
    return Typed(len(match["place"]), typed.city, typed.region, None) if typed and typed.region else None


_PLACE = rf"[{CAPITAL}][\w.’'-]+(?:\s(?:de|la|del|am|an|der|[{CAPITAL}][\w.’'-]+)){{0,2}}"
_PLACE_AND_DATE = pattern(
    rf"(?P<city>{_PLACE})(?:,\s(?P<region>[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+)?)[:;]?)?(?:\s?\([^()\n]{{2,20}}\))?"
    rf"(?:,?\s(?:and|&)\s{_PLACE}(?:(?:,\s|\s-\s){_PLACE}){{0,2}})?(?:,?\s|\s[–—-]+\s)"
    rf"(?:le\s|den\s|am\s|a\s|el\s|li\s|dne\s)?(?P<date>[^\n:–—]{{5,40}}?\d{{4}})(?:\s?[рг])?\.?\s?"
    rf"(?P<end>:|[–—]|--+|-(?=\s)|\.(?=\s\W?[{CAPITAL}]))\s*(?=\S)"
)
_DATE_AND_PLACE = pattern(
    rf"(?P<date>[^\n:–—]{{5,30}}?\d{{4}})(?:,?\s|\s[–—-]\s)(?P<city>{_PLACE})(?:,\s(?P<region>[A-ZÀ-Þ][\w.]+))?(?:;\s{_PLACE})?\s?"
    r"(?P<end>:|[–—]|--+|-(?=\s))\s*(?=\S)"
)
_DATE_AND_BRACKETS = pattern(
    rf"(?P<date>[^\n:–—()]{{5,30}}?\d{{4}})\s?\((?P<city>{_PLACE})(?:,\s(?P<region>[A-Z][\w. ]{{1,20}}))?"
    r"(?:,?\sand\s[^()\n]{3,40})?\)\s*(?:[–—:-]+\s*)?(?=[A-ZÀ-Þ“\"])"
)  # March 2, 2026 (Boston, MA) The city
_CITY_AND_COLON = pattern(
    r"(?P<city>[A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,}){0,2})(?P<region>(?!)x)?:\s+(?=[A-ZÀ-Þ“\"„«][a-zà-ÿ])"
)


_NEW_TOWN = pattern(r"(?i)new\s\w")


def dated_opening(text: str, language: str) -> Typed | None:
    """A dateline in a rarer form at the start of a text, or None: Paris le 10 octobre 2006 –, NEW YORK: The."""
    for shape in (_PLACE_AND_DATE, _DATE_AND_PLACE, _DATE_AND_BRACKETS, _CITY_AND_COLON):
        match = shape.match(text)
        if (
            match is None
            or head_lines.is_label(match["city"])
            or place_openings.is_of_day(match.groupdict().get("date"))
        ):
            continue
        if _NOT_A_PLACE.match(match["city"]) and not _NEW_TOWN.match(match["city"]):
            continue
        if shape is _CITY_AND_COLON:
            return Typed(match.end(), match["city"], "", None)
        day = printed_dates.in_words(match["date"], language)
        if printed_dates.is_mostly_date(match["date"], language):
            return Typed(match.end(), match["city"], match["region"] or "", day)
    in_state = _STATE_IN_BRACKETS.match(text)
    in_state = in_state if in_state and dateline.is_state(in_state["region"].strip(". ").upper()) else None
    if bracketed := _IN_BRACKETS.match(text) or in_state:
        return Typed(bracketed.end(), bracketed["city"], bracketed["region"], None)
    return None


_IN_BRACKETS = pattern(
    rf"[\[(](?P<city>{_PLACE}),\s(?P<region>[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+)?)[\])]\s?(?:[–—:]|--+|-(?=\s))\s*(?=\S)"
)


_STATE_IN_BRACKETS = pattern(
    rf"\((?P<city>{_PLACE}),\s(?P<region>[A-Z][\w.]+)\)\s+(?=[A-ZÀ-Þ])"
)  # (Lynden, OH) The city
_CITY_AND_DASH = pattern(
    rf"(?P<city>{_PLACE}(?:/[{CAPITAL}][\w’'-]+)?)"
    r"(?:,\s(?P<region>[A-ZÀ-Þ][\w.]+(?:,?\s[A-ZÀ-Þ][\w.]+){0,2}))?(?:\s\([A-Z][\w ]{1,15}\))?"
    r"\s*(?:[–—]|--+|\s-|(?<=\w)-(?=\s)|(?<=[A-Z]\.)-(?=\s))\s*"
    rf"(?=[{CAPITAL}“\"„«]|[a-z]{{1,5}}[A-Z])"
)
_NOT_A_PLACE = pattern(
    r"(?i)(?:today|update|who|what|when|where|why|note|photo|video|about|contact|new|the|a|an|this|press|news|media"
    r"|statement"
    r"|starting|beginning|since|until|breaking|monday|tuesday|wednesday|thursday|friday|saturday|sunday|heute|hoy|datum|date|by|from|foto|bild"
    r"|quelle)\b"
)


def _undated_dateline(text: str) -> Typed | None:
    """The dateline "City, State —" at the start of a text, or None; accepted only near the top of a body."""
    match = _CITY_AND_DASH.match(text)
    if match is None or _NOT_A_PLACE.match(text) or place_openings.NO_PLACE.match(text):
        return None
    return Typed(match.end(), match["city"], match["region"] or "", None)


def _markdown_from(piece: Piece, rest: str) -> str:
    """The Markdown of a paragraph from the beginning of its remaining words (`rest`)."""
    if piece.markdown == piece.text:
        return as_markdown(rest)
    wanted = folded(rest)
    for match in re.finditer(r"(?<!\S)\S", piece.markdown):
        after = piece.markdown[match.start() :]
        if after.lstrip("*_[")[:1] != rest[:1]:
            continue  # still in the dateline, or at its dash
        if folded(after[:120])[:3] == wanted[:3] and len(folded(after)) <= len(wanted) + 40:
            return re.sub(r"^[*_]{1,3}(?=[^*_]*$)", "", after)
    return as_markdown(rest)


def as_markdown(text: str) -> str:
    """Markdown that shows exactly these words, even if they look like Markdown or HTML."""
    return inline.markdown(inline.tidy(inline.link_addresses(text)))


# --- the date -------------------------------------------------------------------------------------------------


def date(
    head: Sequence[head_lines.Line],
    typed: Typed | None,
    pasted: Pasted,
    language: str,
    note: Note,
    *,
    tail: Sequence[Piece] = (),
    body: Sequence[Piece] = (),
) -> dt.date | None:
    """The date of a release: from its dateline, a line at its top, or the source's data; None if there is none.

    `tail` has the pieces below the release. `body` may end with place and date, as letters do.
    """
    dated = typed.date if typed is not None else None
    if dated is not None and dated.year and (day := dated.in_year(dated.year)):
        figures = dates_in_doubt.Figures.of_dateline(dated, day, language)
        day, is_sure = dates_in_doubt.decided(day, figures, head, body, pasted, language)
        is_sure = is_sure and dates_in_doubt.others_agree(day, head, pasted, language)
        note("date", day.isoformat(), "the dateline", is_sure)
        return day
    opening = body[0].text if body and typed is None else ""
    if inside := _FIGURES_IN_BRACKETS.match(opening):
        found = printed_dates.first_date(inside[1], language)
        if found is not None:
            note("date", found.day.isoformat(), "the start of the text", False)
            return found.day
    days = dates_in_doubt.labelled(head, language)
    uncertain_day = dates_in_doubt.uncertain(head, tail, body, language)
    if uncertain_day is None and not days and pasted.date is None:
        below = printed_dates.first_date(dates_in_doubt.shown_below(pasted, body, language), language)
        uncertain_day = below.day if below else None
    source_day = None if pasted.date is None else day_of(pasted.date)
    figures = dates_in_doubt.Figures.at_top(days[0], head, language) if days else None
    readings = () if figures is None else (figures.month_first, figures.day_first)
    counted_day = dates_in_doubt.counted_from(
        list(filter(None, dict.fromkeys((*days, *readings, source_day, uncertain_day)))), body, language
    )
    if counted_day is not None:
        note("date", counted_day.isoformat(), "the date from which the text counts its days", True)
        return pasted.date if counted_day == source_day else counted_day
    if days and pasted.date is not None and dates_in_doubt.swapped(days[0]) == source_day:
        note("date", pasted.date.isoformat(), "a line at the top, its figures as the source's own data has them", True)
        return pasted.date
    if days:
        day, is_sure = dates_in_doubt.decided(days[0], figures, head, body, pasted, language)
        note("date", day.isoformat(), "a line at the top", is_sure and len(set(days)) == 1)
        return day
    if (below := printed_dates.first_date(pasted.subtitle, language)) is not None and below.alone:
        is_sure = printed_dates.two_readings(pasted.subtitle, language) is None
        note("date", below.day.isoformat(), "the subtitle that the source names", is_sure)
        return below.day
    if pasted.date is not None:
        agreed = uncertain_day is None or day_of(uncertain_day) == source_day
        note("date", pasted.date.isoformat(), pasted.date_source or "the source's own data", agreed)
        if uncertain_day is not None and not agreed:
            note("date", uncertain_day.isoformat(), "another date, near the top or below the release", False)
        return pasted.date
    if uncertain_day is not None:
        note("date", uncertain_day.isoformat(), "a line near the top or below the release", False)
    return uncertain_day


_FIGURES_IN_BRACKETS = pattern(r"[^()\n]{2,40}\(([^()\n]{0,20}\d{1,2}[./]\d{1,2}[./]\d{4}[^()\n]{0,10})\)")
