"""A pasted source read as a release: headline, date, dateline, office, contacts, quotes and body, and how sure each is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom_cli.importing import contact_blocks, headlines, heads, printed_dates, regions, tongues
from newsroom_cli.importing.contact_blocks import Named
from newsroom_cli.importing.pieces import HEADING, ITEM, PICTURE, QUOTE, RULE, TABLE, Pasted, Piece, markdown_of
from newsroom_cli.language import dateline, quotes
from newsroom_cli.language.quotes import Paragraph, Quoted
from newsroom_cli.language.words import folded
from newsroom_cli.patterns import pattern


class Guess(NamedTuple):
    """What was taken for a field, from where, and whether it is certain."""

    field: str
    value: str
    source: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as it was recognised; what the source does not print is empty or None."""

    headline: str = ""
    subhead: str = ""
    date: dt.date | None = None
    place: str = ""
    city: str = ""
    region: str = ""
    office: str = ""
    contacts: tuple[Named, ...] = ()
    pieces: tuple[Piece, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    language: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    guesses: tuple[Guess, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The body as Markdown."""
        return markdown_of(self.pieces)


def read(pasted: Pasted, *, people: Sequence[tuple[str, str]] = ()) -> Reading:
    """The release in a source; `people` are names and roles that are known beforehand."""
    return _Reader(pasted).reading(people)


@dataclass(slots=True)
class _Reader:
    pasted: Pasted
    language: str = ""
    site: str = ""
    guesses: list[Guess] = field(default_factory=list)

    def reading(self, people: Sequence[tuple[str, str]]) -> Reading:
        pasted = self.pasted
        pieces = [each for each in pasted.pieces if each.text.strip() or each.kind in (PICTURE, RULE)]
        self.language = pasted.language or tongues.guessed(" ".join(each.text for each in pieces))
        pieces, title, self.site = headlines.without_site_title(pieces, pasted)
        first, start, end = regions.release_of(pieces, self.language, headlines.without_site(title, pasted.site, []))
        pieces, start = pieces[first:end], start - first
        start = self._body_start(pieces, start)
        head = heads.lines(pieces, start, self.language)
        headline, at = headlines.headline(head, title, self.pasted, self._note)
        headline = headlines.FOR_RELEASE.sub("", headline, count=1) or headline
        subhead = headlines.subhead(head, at, self.pasted, self._note)
        body, tail, contacts = self._body(pieces[start:], head)
        body, loose = self._without_dates(body)
        typed, body = self._dateline(body, head)
        date = self._date([*head, *loose], typed, tail)
        body = _without_repeats(body, headline, subhead)
        office = self._office(head)
        spoken = quotes.find(
            [Paragraph(each.text, each.kind == QUOTE, each.kind in (HEADING, TABLE, PICTURE, RULE)) for each in body],
            language=self.language or "en",
            people=people,
        )
        found = contact_blocks.merged([*contacts])
        self._note(
            "contacts",
            ", ".join(each.name or each.email or each.phone for each in found),
            "a labelled line",
            bool(found),
        )
        return Reading(
            headline=headline,
            subhead=subhead,
            date=date,
            place=", ".join(each for each in (typed.city, typed.region) if each) if typed else "",
            city=typed.city if typed else "",
            region=typed.region if typed else "",
            office=office,
            contacts=tuple(found),
            pieces=tuple(body),
            quotes=tuple(spoken),
            language=self.language,
            topics=pasted.topics,
            url=pasted.url,
            guesses=tuple(self.guesses),
            notes=pasted.notes,
        )

    def _note(self, name: str, value: str, source: str, sure: bool) -> None:
        if value:
            self.guesses.append(Guess(name, value, source, sure))

    # --- where the body begins ---

    def _body_start(self, pieces: Sequence[Piece], first: int) -> int:
        """The first piece of running text; behind a teaser, the one with the dateline."""
        for index, each in enumerate(pieces[first + 1 : first + 4], first + 1):
            line = each.text.split("\n")[0]
            if (
                self._is_date_line(each) or (heads.is_release_label(line) and len(each.text) < 100)
            ) and index + 1 < len(pieces):
                return index + 1 if all(len(other.text.split()) < 60 for other in pieces[first:index]) else first
        for index, each in enumerate(pieces[first : first + 4], first):
            typed = dateline.typed(each.text, self.language or "en") if each.kind not in (HEADING, PICTURE) else None
            placed = (
                index > first
                and each.text.isupper()
                and dateline.typed(f"{each.text} — Xyz", self.language or "en") is not None
            )
            if placed or (typed is not None and len(each.text) - typed.end > 40):
                return index + placed if all(len(other.text.split()) < 90 for other in pieces[first:index]) else first
        return first

    # --- date and place ---

    def _without_dates(self, body: list[Piece]) -> tuple[list[Piece], list[heads.Line]]:
        """The body without lines near its top that are only a date or a label, and those lines."""
        found = [
            index
            for index, each in enumerate(body[:5])
            if each.kind in ("paragraph", ITEM) and self._is_date_line(each)
        ]
        lines = [heads.Line(index, body[index].text, heads.DATE) for index in found]
        return [each for index, each in enumerate(body) if index not in found], lines

    def _is_date_line(self, piece: Piece) -> bool:
        printed = printed_dates.printed(piece.text, self.language)
        return printed is not None and printed.alone and len(piece.text) < 80

    def _above(self, head: Sequence[heads.Line]) -> dateline.Typed | None:
        """A dateline on lines of its own above the body: `Hamburg, 2. November 2021` or `BAAR, SWITZERLAND`."""
        for line in reversed(head[-6:]):
            bare = line.text.strip(" ()–—-")
            if line.says == heads.DATE:
                place = _RELEASE.sub("", printed_dates.without(bare, self.language)).strip(" ;,–—-")
                found = (
                    (dateline.typed(f"{place} — Xyz", self.language or "en") or _plain_dateline(f"{place} — Xyz"))
                    if place
                    else None
                )
                if (
                    found is not None
                    and len(place.split()) <= 5
                    and not heads.is_label(place)
                    and place.split()[0] in bare
                ):
                    return found
            elif (
                line.says == heads.TITLE
                and bare.isupper()
                and len(bare.split()) <= 5
                and line is not head[0]
                and not line.level
            ):
                found = dateline.typed(f"{bare} — Xyz", self.language or "en")
                if found is not None and found.region:
                    return found
        return None

    def _dateline(self, body: list[Piece], head: Sequence[heads.Line]) -> tuple[dateline.Typed | None, list[Piece]]:
        for index, piece in enumerate(body[:4]):
            if piece.kind in (HEADING, PICTURE, TABLE, RULE):
                continue
            typed = dateline.typed(piece.text, self.language or "en") or (
                _plain_dateline(piece.text) if index < 2 else None
            )
            if typed is None:
                continue
            rest = piece.text[typed.end :].lstrip()
            if not rest and index + 1 < len(body):
                self._note("dateline", piece.text.strip(), "the line above the first paragraph", True)
                return typed, [*body[:index], *body[index + 1 :]]
            self._note("dateline", piece.text[: typed.end].strip(), "the start of the first paragraph", True)
            return typed, [
                *body[:index],
                piece._replace(text=rest, markdown=_cut_markdown(piece, rest)),
                *body[index + 1 :],
            ]
        above = self._above(head)
        if above is not None:
            self._note("dateline", above.city, "a line above the first paragraph", False)
        return above, body

    def _date(self, head: Sequence[heads.Line], typed: dateline.Typed | None, tail: Sequence[Piece]) -> dt.date | None:
        top = [
            printed_dates.printed(line.text, self.language) for line in head if line.says in (heads.DATE, heads.LABEL)
        ]
        printed = [each.day for each in top if each is not None]
        if typed is not None and typed.date is not None and typed.date.year:
            day = typed.date.on(typed.date.year)
            if day is not None:
                self._note("date", day.isoformat(), "the dateline", True)
                return day
        if printed:
            self._note("date", printed[0].isoformat(), "a line at the top", len(set(printed)) == 1)
            return printed[0]
        known = self.pasted.date
        if known is not None:
            self._note("date", known.isoformat(), self.pasted.date_source or "the source's own data", True)
            return known
        behind = [
            printed_dates.printed(line.text, self.language) for line in head if re.match(r"[^:]{6,40}:\s", line.text)
        ]
        if day := next((each.day for each in behind if each is not None), None):
            self._note("date", day.isoformat(), "the start of the headline's line", True)
            return day
        if typed is not None and typed.date is not None:
            return None
        for line in head:
            loose = printed_dates.printed(line.text, self.language)
            if (
                loose is not None
                and line.says in (heads.CONTACT, heads.OFFICE, heads.OTHER)
                and len(line.text.split()) < 25
            ):
                self._note("date", loose.day.isoformat(), "a line at the top", False)
                return loose.day
        for piece in tail:
            below = printed_dates.printed(piece.text, self.language)
            if below is not None and below.alone:
                self._note("date", below.day.isoformat(), "a line below the release", False)
                return below.day
        return None

    # --- office ---

    def _office(self, head: Sequence[heads.Line]) -> str:
        offices = [line.text for line in head if line.says == heads.OFFICE]
        offices = [
            re.sub(
                r"(?i)^\W*(?:published|posted|issued|released)\s+by\s*:?\s*|^\W*(?:from|office|source|department|agency|organi[sz]ation|autor|herausgeber|issuer)\s*:\s*",
                "",
                each,
            ).strip(" :*")
            for each in offices
        ]
        offices = [each for each in offices if each]
        if offices:
            self._note("office", offices[0], "a line at the top", True)
            return offices[0]
        suffix = headlines.site_of(self.pasted.title, self.site)
        if suffix and (heads.is_office(suffix) or len(suffix.split()) > 1):
            self._note("office", suffix, "the site's name", heads.is_office(suffix))
            return suffix
        return ""

    # --- body, end, contacts ---

    def _body(
        self, pieces: Sequence[Piece], head: Sequence[heads.Line]
    ) -> tuple[list[Piece], list[Piece], list[Named]]:
        contacts = contact_blocks.contacts(line.text for line in head if line.says == heads.CONTACT)
        body: list[Piece] = []
        tail: list[Piece] = []
        block: list[str] = []
        ended = False
        last = max((index for index, each in enumerate(pieces) if heads.is_body(each, self.language)), default=-1)
        for index, piece in enumerate(pieces):
            text = piece.text.strip()
            if (
                not block
                and index > last
                and contact_blocks.reach(text)
                and len(text.split()) < 20
                and not text.endswith(".")
            ):
                block = [text]
                continue
            if piece.kind == RULE and text:
                ended = True
                continue
            if block and _in_contact_block(piece, block):
                block.append(text)
                continue
            if block:
                contacts += contact_blocks.contacts(line for each in block for line in each.split("\n"))
                block = []
            if contact_blocks.is_labelled(text) and (contact_blocks.reach(text) or _reach_follows(pieces, index)):
                block = [text]
                continue
            if ended and _is_leftover(piece, self.language):
                tail.append(piece)
                continue
            if contact_blocks.asks_to_call(text):
                contacts += contact_blocks.in_sentence(text)
            body.append(piece)
        if block:
            contacts += contact_blocks.contacts(line for each in block for line in each.split("\n"))
        return body, tail, contacts


_PLAIN = pattern(
    r"(?P<city>[A-ZÀ-Þ][\w.’'-]+(?:\s(?:de|la|del|am|an|der|[A-ZÀ-Þ][\w.’'-]+)){0,2})(?:,\s(?P<region>[A-ZÀ-Þ][\w.]+(?:\s[A-ZÀ-Þ][\w.]+)?))?\s*(?:[–—]|--|\s-)\s*(?=[A-ZÀ-Þ“\"„«])"
)
_NO_PLACE = pattern(
    r"(?i)(?:today|update|who|what|when|where|why|note|photo|video|about|contact|new|the|a|an|this|press|news|media|statement|breaking|monday|tuesday|wednesday|thursday|friday|saturday|sunday|heute|hoy)\b"
)


def _plain_dateline(text: str) -> dateline.Typed | None:
    """A dateline in small letters without date or state, which only the first paragraph of a release begins with."""
    match = _PLAIN.match(text)
    if match is None or _NO_PLACE.match(text):
        return None
    return dateline.Typed(match.end(), match["city"], match["region"] or "", None)


def _reach_follows(pieces: Sequence[Piece], index: int) -> bool:
    return any(contact_blocks.reach(each.text) for each in pieces[index + 1 : index + 5] if len(each.text) < 160)


def _in_contact_block(piece: Piece, block: Sequence[str]) -> bool:
    text = piece.text.strip()
    if piece.kind in (PICTURE, RULE, TABLE) or len(block) > 14:
        return False
    if len(text) > 200 or (text.endswith(".") and len(text.split()) > 12):
        return False
    if contact_blocks.reach(text):
        return len(text.split()) < 25
    return (
        len(text.split()) <= 9
        and piece.kind != HEADING
        and not re.match(r"(?i)about\b|über\b|sobre\b|à propos\b|notes?\b", text)
    )


def _is_leftover(piece: Piece, language: str) -> bool:
    """Whether a piece below the end mark is no text of the release: a date, a label."""
    return heads.is_label(piece.text) or (
        len(piece.text) < 60 and printed_dates.printed(piece.text, language) is not None
    )


def _cut_markdown(piece: Piece, rest: str) -> str:
    """The Markdown of a paragraph from the words that remain of it."""
    if piece.markdown == piece.text or not rest:
        return rest
    probe = " ".join(folded(rest)[:3])
    for match in re.finditer(r"\S", piece.markdown):
        after = piece.markdown[match.start() :]
        if " ".join(folded(after[:120])[:3]) == probe and len(folded(after)) <= len(folded(rest)):
            return re.sub(r"^[*_]{1,3}(?=[^*_]*$)", "", after)
    return rest


_RELEASE = pattern(
    r"(?i)^\W*(?:press|news|media)\s+release\b\W*|^\W*(?:pressemitteilung|communiqué de presse|nota de prensa)\b(?:\s+vom)?\W*"
)


def _without_repeats(body: list[Piece], headline: str, subhead: str) -> list[Piece]:
    """The body without a headline or subhead printed again at its start."""
    while (
        body
        and body[0].kind in (HEADING, "paragraph")
        and any(each and headlines.same(body[0].text, each) for each in (headline, subhead))
    ):
        body = body[1:]
    return body


__all__ = ["ITEM", "Guess", "Reading", "read"]
