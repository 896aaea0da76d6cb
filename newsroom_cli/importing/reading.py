"""A pasted source read as a release: headline, date, dateline, office, contacts, quotes and body, and how sure each is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom_cli.importing import (
    bodies,
    contact_blocks,
    headlines,
    heads,
    issuers,
    places,
    printed_dates,
    regions,
    tongues,
)
from newsroom_cli.importing.contact_blocks import Named
from newsroom_cli.importing.pieces import (
    HEADING,
    ITEM,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    RULE,
    TABLE,
    Pasted,
    Piece,
    markdown_of,
)
from newsroom_cli.language import dateline, quotes
from newsroom_cli.language.mentions import mentions
from newsroom_cli.language.quotes import Paragraph, Quoted
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
    city: str = ""
    region: str = ""
    office: str = ""
    issuer: str = ""  # the office, or who the text says it is from where no office is printed as such
    site: str = ""  # where it was published, which need not be the issuer
    contacts: tuple[Named, ...] = ()
    pieces: tuple[Piece, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    language: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    guesses: tuple[Guess, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place of the dateline as printed."""
        return ", ".join(each for each in (self.city, self.region) if each)

    @property
    def body(self) -> str:
        """The body as Markdown."""
        return markdown_of(self.pieces)


def read(pasted: Pasted, *, people: Sequence[tuple[str, str]] = ()) -> Reading:
    """The release in a source; `people` are names and roles that are known beforehand."""
    return _Reader(pasted).reading(people)


@dataclass(slots=True)
class _Reader:
    """Reads one source; what it takes for what is noted on the way."""

    pasted: Pasted
    language: str = ""
    guesses: list[Guess] = field(default_factory=list)

    def reading(self, people: Sequence[tuple[str, str]]) -> Reading:
        pieces = [each for each in self.pasted.pieces if each.text.strip() or each.kind in (PICTURE, RULE)]
        self.language = self.pasted.language or tongues.guessed(" ".join(each.text for each in pieces))
        pieces, title, site = headlines.without_site_title(pieces, self.pasted)
        top, first, end = regions.release_of(pieces, self._tongue, headlines.without_site(title, site, []))
        below = bodies.below(pieces[end:])
        pieces, first = pieces[top:end], first - top
        first = self._body_start(pieces, first)
        head = heads.lines(pieces, first, self._tongue)
        headline, at = headlines.headline(head, title, self.pasted, self._note)
        subhead = headlines.subhead(head, at, self.pasted, self._note)
        parts = bodies.parts(pieces[first:], self._tongue)
        body, dates = self._without_dates(parts.body)
        typed, body = places.placed(body, head, self._tongue, self._note)
        date = places.date([*head, *dates], typed, self.pasted, self._tongue, self._note, tail=parts.tail, body=body)
        body = _without_repeats([*_left_over(pieces, head[at + 1 :], headline, subhead), *body], headline, subhead)
        contacts = self._contacts(head, parts, below)
        office = headlines.office(head, self.pasted.title, site, self._note)
        issuer, where = (office, "") if office else issuers.issuer(site, headline, body, contacts, parts.tail)
        if issuer != office:
            self._note("issuer", issuer, where, False)
        return Reading(
            headline=headline,
            subhead=subhead,
            date=date,
            city=typed.city if typed else "",
            region=typed.region if typed else "",
            office=office,
            issuer=issuer,
            site=headlines.site_of(self.pasted.title, site),
            contacts=contacts,
            pieces=tuple(body),
            quotes=tuple(self._quotes(head, body, people)),
            language=self.language,
            topics=self.pasted.topics,
            url=self.pasted.url,
            guesses=tuple(self.guesses),
            notes=(*self.pasted.notes, *self._foreign(body), *_pictures(parts.pictures)),
        )

    @property
    def _tongue(self) -> str:
        return self.language or "en"

    def _foreign(self, body: Sequence[Piece]) -> list[str]:
        """A note where the text is in no language whose dates, places and quotes are known."""
        if self._tongue.split("-")[0].lower() in _KNOWN and (self.language or len(_words(body)) < _FEW):
            return []
        named = f"the text's language ({self.language})" if self.language else "the text's language"
        return [f"{named} is not known here: dates, places and quotes may have been missed"]

    def _note(self, name: str, value: str, source: str, sure: bool) -> None:
        if value:
            self.guesses.append(Guess(name, value, source, sure))

    def _body_start(self, pieces: Sequence[Piece], first: int) -> int:
        """The first piece of running text; behind a teaser, the one below the date or with the dateline."""
        if first >= len(pieces):  # nothing looks like a release's text; what are sentences is still not a headline
            title = self.pasted.title
            named = len(title.split()) > 1 and not (pieces and headlines.same(pieces[0].text, title))
            return next((index for index, each in enumerate(pieces) if (index or named) and _is_said(each)), first)
        for index in range(first, min(first + _REACH, len(pieces) - 1)):
            piece = pieces[index]
            between = max((len(other.text.split()) for other in pieces[first:index]), default=0)
            label = heads.is_release_label(piece.text.split("\n")[0]) and len(piece.text) < 100
            if index > first and between < 60 and (label or self._is_date(piece)):
                return index + 1
            if index > first and between < 90 and places.is_place(piece.text, self._tongue):
                return index + 1
            if between < 90 and places.opens(piece, self._tongue):
                return index
        return first

    def _is_date(self, piece: Piece) -> bool:
        first, *more = piece.text.split("\n")
        printed = printed_dates.printed(first, self._tongue)
        return printed is not None and printed.alone and len(first) < 80 and all(_KEYED.match(each) for each in more)

    def _without_dates(self, body: list[Piece]) -> tuple[list[Piece], list[heads.Line]]:
        """The body without lines near its top that are only a date, and those lines; a label with a date is cut off."""
        dates = [index for index, each in enumerate(body[:5]) if each.kind in (PARAGRAPH, ITEM) and self._is_date(each)]
        lines = [heads.Line(index, body[index].text, heads.DATE) for index in dates]
        kept = [each for index, each in enumerate(body) if index not in dates]
        texts = [index for index, each in enumerate(kept[:6]) if each.kind == PARAGRAPH][:2]  # behind points, a caption
        at, cut = next(((index, end) for index in texts if (end := self._dated_start(kept[index].text))), (0, 0))
        if cut:
            label, rest = kept[at].text[:cut], kept[at].text[cut:]
            lines.append(heads.Line(at, label, heads.DATE))
            written = kept[at].markdown.removeprefix(label)
            # Where the label is written otherwise than it reads, a cut could fall inside of an escape or a link.
            kept[at] = kept[at]._replace(
                text=rest, markdown=places.plainly(rest) if written in (rest, kept[at].markdown) else written
            )
        return kept, lines

    def _dated_start(self, text: str) -> int:
        """Where a label with a date, or a date alone, ends that a paragraph begins with; 0 when none does."""
        label = _LABEL_AND_DATE.match(text)
        if label and printed_dates.printed(label.group(), self._tongue):
            return label.end()
        day = next(iter(mentions(text[:60], self._tongue)), None)
        if (
            day is not None
            and day.start == 1
            and day.year
            and text[0] in "[("
            and text[day.end : day.end + 2] in ("] ", ") ")
        ):
            return day.end + 2  # [March 2, 2026] The city
        dash = _DASHED.match(text, day.end) if day is not None and day.start == 0 and day.year else None
        return dash.end() if dash and dateline.typed(text, self._tongue) is None else 0

    def _contacts(self, head: Sequence[heads.Line], parts: bodies.Parts, below: Sequence[Named]) -> tuple[Named, ...]:
        above = contact_blocks.contacts(line.text for line in head if line.says == heads.CONTACT)
        found = contact_blocks.merged([*above, *parts.contacts])
        found = found or list(below)
        if not found:
            found = contact_blocks.contacts(line for box in self.pasted.contacts for line in box.split("\n"))
        names = ", ".join(each.name or each.email or each.phone for each in found)
        self._note("contacts", names, "a labelled line", bool(above) or all(each.name for each in found))
        return tuple(found)

    def _quotes(
        self, head: Sequence[heads.Line], body: Sequence[Piece], people: Sequence[tuple[str, str]]
    ) -> list[Quoted]:
        """The quotes of the body; the head helps to know the people."""
        above = [Paragraph(line.text, heading=True) for line in head if line.says == heads.TITLE]
        kinds = (HEADING, TABLE, PICTURE, RULE)
        below = [Paragraph(each.text, each.kind == QUOTE, each.kind in kinds) for each in body]
        return quotes.find([*above, *below], language=self._tongue, people=people)


def _left_over(pieces: Sequence[Piece], below: Sequence[heads.Line], headline: str, subhead: str) -> list[Piece]:
    """What stands between headline and body and became neither: a list of points, a second teaser. No text is lost."""
    taken = {line.piece for line in below if any(headlines.same(line.text, each) for each in (headline, subhead))}
    taken |= {line.piece for line in below if line.text.lstrip("-–—•* ") == subhead}
    kept = (line.piece for line in below if line.says == heads.TITLE and line.piece not in taken)
    return [_listed(pieces[each]) for each in dict.fromkeys(kept) if _is_text(pieces[each])]


def _listed(piece: Piece) -> Piece:
    """A point of a list that was typed with a dash."""
    dash = _POINT.match(piece.markdown)
    if dash is None or piece.kind != PARAGRAPH or not _POINT.match(piece.text):
        return piece
    return Piece(ITEM, _POINT.sub("", piece.text), piece.markdown[dash.end() :], 1)


_POINT = pattern(r"\\?[-–•*]\s+")


def _is_text(piece: Piece) -> bool:
    count = len(piece.text.split())
    ended = piece.text.rstrip("\"'”’»)").endswith((".", "!", "?"))
    if piece.kind == ITEM:
        return count >= 4
    return piece.kind in (PARAGRAPH, QUOTE) and (count >= 12 or (ended and count >= 5)) and not piece.text.isupper()


_KEYED = pattern(r"[A-Z][\w ]{1,20}:\s")  # Categories: News
_SENTENCE = pattern(r"[^.!?]{8,}[.!?][”’\"')]{0,2}(?:\s|\Z)")


def _is_said(piece: Piece) -> bool:
    return piece.kind in (PARAGRAPH, ITEM, QUOTE) and _SENTENCE.search(piece.text) is not None


_REACH = 5  # pieces between a teaser and the release
_KNOWN = ("en", "de", "fr", "es", "it", "pt", "nl")
_FEW = 10  # words; of fewer nobody can say what language they are


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [word for piece in pieces for word in piece.text.split()]


_DASHED = pattern(r"\s*(?:\([^()\n]{3,60}\)\s*)?[|–—-]+\s+(?=\W?[A-ZÀ-Þ])")
_LABEL_AND_DATE = pattern(
    r"(?i)\W*(?:press release|news release|media release|pressemitteilung|pressemeldung|communiqué de presse|nota de prensa|comunicado)\b[^|–—]{0,40}\d{4}\s*[|–—-]\s*"
)


def _pictures(pictures: Sequence[Piece]) -> list[str]:
    """What is said of the pictures, which stay where they are."""
    named = [each.markdown for each in pictures if "](" in each.markdown]
    return [f"pictures were not imported: {', '.join(named[:5])}"] if named else []


def _without_repeats(body: list[Piece], headline: str, subhead: str) -> list[Piece]:
    """The body without a headline or subhead printed again at its start or end."""
    while (
        body
        and body[0].kind in (HEADING, PARAGRAPH)
        and any(each and headlines.same(body[0].text, each) for each in (headline, subhead))
    ):
        body = body[1:]
    while body and headlines.same(body[-1].text, headline):
        body = body[:-1]
    return body
