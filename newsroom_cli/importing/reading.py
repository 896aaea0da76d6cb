"""A pasted source read as a release: headline, date, dateline, office, contacts, quotes and body, and how sure each is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom_cli.importing import (
    bodies,
    contact_blocks,
    headlines,
    heads,
    issuers,
    openings,
    places,
    regions,
    subheads,
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
from newsroom_cli.language.quotes import quotes
from newsroom_cli.language.quotes.quotes import Paragraph, Quoted
from newsroom_cli.model import language_tags
from newsroom_cli.model.named import NamedTuple


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
        self.language = language_tags.canonical(self.pasted.language.replace("_", "-")) or tongues.guessed(
            " ".join(each.text for each in pieces)
        )
        pieces, title, site = headlines.without_site_title(pieces, self.pasted)
        top, first, end = regions.release_of(pieces, self._tongue, headlines.without_site(title, site, []))
        below = bodies.below(pieces[end:])
        pieces, first = pieces[top:end], first - top
        runs, first = first, openings.body_start(pieces, first, self.pasted.title, self._tongue)
        head = heads.lines(pieces, first, self._tongue)
        headline, at = headlines.headline(head, title, self.pasted, self._note)
        teaser = openings.teaser(pieces, runs, first, self._tongue)
        subhead = subheads.subhead(pieces, head, at, teaser, self.pasted, self._note)
        parts = bodies.parts(pieces[first:], self._tongue)
        body, dates = self._without_dates(parts.body)
        typed, body = places.placed(body, head, self._tongue, self._note)
        date = places.date([*head, *dates], typed, self.pasted, self._tongue, self._note, tail=parts.tail, body=body)
        above = subheads.left_over(pieces, head[at + 1 :], headline, subhead)
        body = _without_repeats([*above, *body], headline, subhead.text)
        contacts = self._contacts(head, parts, below)
        office = headlines.office(head, self.pasted.title, site, self._note)
        issuer, where = (office, "") if office else issuers.issuer(site, headline, body, contacts, parts.tail)
        if issuer != office:
            self._note("issuer", issuer, where, False)
        return Reading(
            headline=headline,
            subhead=subhead.text,
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

    def _without_dates(self, body: list[Piece]) -> tuple[list[Piece], list[heads.Line]]:
        """The body without lines near its top that are only a date, and those lines; a label with a date is cut off."""
        dates = [
            index
            for index, each in enumerate(body[:5])
            if each.kind in (PARAGRAPH, ITEM, HEADING) and openings.is_date(each, self._tongue)
        ]
        lines = [heads.Line(index, body[index].text, heads.DATE) for index in dates]
        kept = [each for index, each in enumerate(body) if index not in dates]
        texts = [index for index, each in enumerate(kept[:6]) if each.kind == PARAGRAPH][:2]  # behind points, a caption
        at, cut = next(
            ((index, end) for index in texts if (end := openings.dated_start(kept[index].text, self._tongue))), (0, 0)
        )
        if cut:
            label, rest = kept[at].text[:cut], kept[at].text[cut:]
            lines.append(heads.Line(at, label, heads.DATE))
            written = kept[at].markdown.removeprefix(label)
            # Where the label is written otherwise than it reads, a cut could fall inside of an escape or a link.
            kept[at] = kept[at]._replace(
                text=rest, markdown=places.plainly(rest) if written in (rest, kept[at].markdown) else written
            )
        return kept, lines

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
        return quotes.find_quotes([*above, *below], language=self._tongue, people=people)


_KNOWN = ("en", "de", "fr", "es", "it", "pt", "nl")
_FEW = 10  # words; of fewer nobody can say what language they are


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [word for piece in pieces for word in piece.text.split()]


def _pictures(pictures: Sequence[Piece]) -> list[str]:
    """What is said of the pictures, which stay where they are."""
    named = [each.markdown for each in pictures if "](" in each.markdown]
    return [f"pictures were not imported: {', '.join(named[:5])}"] if named else []


def _without_repeats(body: list[Piece], headline: str, subhead: str) -> list[Piece]:
    """The body without a headline or subhead printed again at its start or end, and without a line across its top."""
    while body and body[0].kind == RULE:
        body = body[1:]
    while (
        body
        and body[0].kind in (HEADING, PARAGRAPH)
        and any(each and headlines.same(body[0].text, each) for each in (headline, subhead))
    ):
        body = body[1:]
    while body and headlines.same(body[-1].text, headline):
        body = body[:-1]
    return body
