"""Read the release in a source: headline, date, dateline, office, contacts, quotes, body, and their certainty."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom_cli.importing import bodies, footnotes, languages, pictures, speakers
from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.contacts.contact_blocks import PrintedContact
from newsroom_cli.importing.head import (
    beside_lines,
    datelines,
    dates_in_doubt,
    embargoes,
    head_lines,
    headlines,
    letterheads,
    lost_headlines,
    openings,
    place_openings,
    printed_dates,
    release_bounds,
    subhead_doubts,
    subheads,
)
from newsroom_cli.importing.head.embargoes import PrintedEmbargo
from newsroom_cli.importing.issuer import issuers
from newsroom_cli.importing.pictures import PrintedPicture
from newsroom_cli.importing.pieces import (
    HEADING,
    ITEM,
    MAIL,
    MARGIN,
    NOTE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    RULE,
    TABLE,
    Pasted,
    Piece,
    markdown_of,
)
from newsroom_cli.language.attribution_lexicon import has_lexicon, lexicon_for
from newsroom_cli.language.places.dateline import Typed
from newsroom_cli.language.quotes import quotes
from newsroom_cli.language.quotes.quotes import Paragraph, Quoted
from newsroom_cli.language.words import folded
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern


class Guess(NamedTuple):
    """The value of a field, its place in the source, and whether it is certain."""

    field: str
    value: str
    source: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as read from its source; fields that the source does not print are empty or None."""

    headline: str = ""
    subhead: str = ""
    date: dt.date | None = None
    embargo: PrintedEmbargo | None = None
    city: str = ""
    region: str = ""
    office: str = ""
    issuer: str = ""  # the office, or else the issuer inferred from the text
    site: str = ""  # the site that published it, which may not be the issuer's
    contacts: tuple[PrintedContact, ...] = ()
    pieces: tuple[Piece, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    images: tuple[PrintedPicture, ...] = ()
    language: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    guesses: tuple[Guess, ...] = ()
    notes: tuple[str, ...] = ()
    source: Pasted = field(default_factory=lambda: Pasted(()))

    @property
    def place(self) -> str:
        """The place of the dateline as printed: city and region."""
        return ", ".join(part for part in (self.city, self.region) if part)

    @property
    def body(self) -> str:
        """The body as Markdown."""
        return markdown_of(self.pieces)


def read(
    pasted: Pasted, *, people: Sequence[tuple[str, str]] = (), language: str = "", cities: Sequence[str] = ()
) -> Reading:
    """Read the release in a source.

    `people` has the names and roles of known people. `language` is that of the newsroom, for a source that shows none,
    and `cities` are those of its offices.
    """
    return _Reader(pasted, usual_language=language, known_cities=cities).reading(people)


_FIRST_LINES, _LAST_LINES = 40, 10  # lines of a source that may ask for an embargo
_GREETED = 4  # lines above a greeting, and below it to the release, at most


@dataclass(slots=True)
class _Reader:
    """Reads one source, and records where each value was found."""

    pasted: Pasted
    usual_language: str  # that of the newsroom
    known_cities: Sequence[str]
    language: str = ""
    guesses: list[Guess] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)  # the footnotes of the source

    def reading(self, people: Sequence[tuple[str, str]]) -> Reading:
        """Read the release, and record where each value was found."""
        pieces = self._pieces_with_language()
        pieces, title, site = headlines.without_site_title(pieces, self.pasted)
        top, first, end = self._bounds(pieces, headlines.without_site(title, site, []))
        below, lines_below = bodies.contacts_below(pieces[end:])
        pieces, release, first = pieces[top:end], pieces[top:end], first - top
        first_running, first = first, openings.body_start(pieces, first, self.pasted.title, self._reading_language)
        head = letterheads.without_settings(head_lines.lines(pieces, first, self._reading_language))
        head = letterheads.without_issuer(head, pieces[first:], self._reading_language)
        head = [line for line in head if not headlines.is_cut(line.text, title)]
        headline, at = headlines.headline(head, title, self.pasted, self._note)
        if not headline:
            headline, pieces = self._lost_headline(pieces, first)
        teaser = openings.teaser(pieces, first_running, first, self._reading_language)
        subhead = subheads.subhead(pieces, head, at, teaser, self.pasted, self._note, language=self._reading_language)
        parts = bodies.split_body(pieces[first:], self._reading_language)
        body, dates = self._without_dates(parts.body)
        language = self._reading_language
        dated = self._lines_with_dates(head, headline, body, is_dated=bool(dates))
        typed, body, dateline_words = datelines.split_dateline(body, dated, language, self._note)
        typed = typed or self._known_place(dated)
        if dateline_words and typed and typed.date is None:  # Berlin (abc/2.3.2026/10:00) -
            dates.append(head_lines.Line(0, dateline_words, head_lines.DATE))
        date = datelines.date([*dated, *dates], typed, self.pasted, language, self._note, tail=parts.tail, body=body)
        printed = embargoes.asked_for(self._lines_around(), language, self._letter(), date)
        self._note("embargo", printed.words if printed else "", "words of the source", True)
        above = subheads.text_above_body(pieces, head[at + 1 :], headline, subhead)
        body = _without_repeats(above, body, headline, subhead.text)
        body = beside_lines.without_lines_beside(body, self.pasted.owner)
        deck, body = self._deck(subhead, pieces, body, dateline_words=dateline_words)
        body = footnotes.with_notes(body, release, self.notes)
        contacts = self._contacts(head, parts, below)
        owner = self.pasted.owner or site
        office = issuers.office(head, self.pasted.title, owner, [*body, *parts.tail], self._note)
        spoken = self._quotes(head, body, people)
        evidence = issuers.Evidence(
            headline, body, [*parts.tail, *release[-_LAST:]], contacts, self._contact_lines(head, parts, lines_below)
        )
        issuer, where = (office, "") if office else issuers.issuer(self._with_site(evidence, owner, head, spoken))
        if issuer != office:
            self._note("issuer", issuer, where, False)
        known = "" if where.startswith("the contact") else issuer
        contacts = self._without_issuer(contacts, known, spoken)
        return Reading(
            headline=headline,
            subhead=deck,
            date=date,
            embargo=printed,
            city=typed.city if typed else "",
            region=typed.region if typed else "",
            office=office,
            issuer=issuer,
            site=issuers.site_of(self.pasted.title, site),
            contacts=contacts,
            pieces=tuple(body),
            quotes=tuple(spoken),
            images=tuple(pictures.of_release(self.pasted.pieces, release)),
            language=self.language,
            topics=self.pasted.topics,
            url=self.pasted.url,
            guesses=tuple(self.guesses),
            notes=(*self.pasted.notes, *self._notes(body)),
            source=self.pasted,
        )

    def _with_site(
        self, evidence: issuers.Evidence, owner: str, head: Sequence[head_lines.Line], spoken: Sequence[Quoted]
    ) -> issuers.Evidence:
        """The evidence for the issuer, with the source's own data, the speakers' roles and lines of the head added."""
        return evidence._replace(
            site=owner,
            author=self.pasted.author,
            url=self.pasted.url,
            roles=[quote.role for quote in spoken if quote.role],
            groups=lexicon_for(self._reading_language).groups,
            dated=[line.text for line in head if line.kind == head_lines.DATE],
            above=[
                line.text
                for line in itertools.takewhile(lambda line: line.text != evidence.headline, head)
                if line.kind in (head_lines.TITLE, head_lines.OTHER)
            ],
            owner=self.pasted.owner,
            title="" if headlines.same_words(self.pasted.title, evidence.headline) else self.pasted.title,
        )

    def _bounds(self, pieces: list[Piece], title: str) -> tuple[int, int, int]:
        """The indexes of the pieces at which the head begins, the body begins, and the body ends."""
        is_page = any(line.part for line in self.pasted.lines) and not self.pasted.title_of
        whole = self.pasted.is_document
        return release_bounds.find_release(pieces, self._reading_language, title, is_page=is_page, is_document=whole)

    def _lines_around(self) -> list[str]:
        """The lines at the start and end of the source, without page chrome, which may ask for an embargo.

        The lines of a mail around the release come first. The part of each before a colon is also a line of its own, as
        in FOR RELEASE DEC. 3: City Opens Library.
        """
        mail = [*self.pasted.cover, *([self.pasted.title] if self.pasted.title_of == MAIL else [])]
        lines = [line.text for line in self.pasted.lines if not line.part]
        lines = lines or [line for piece in self.pasted.pieces for line in piece.text.split("\n")]
        lines = lines[: release_bounds.start_of_second_release(lines, self._reading_language)]
        mail = [part for line in mail for part in (line, line.partition(": ")[0])]
        return [*mail, *lines[:_FIRST_LINES], *lines[_FIRST_LINES:][-_LAST_LINES:]]

    def _letter(self) -> Sequence[str]:
        """The lines with which a mail presents the release: those of the covering mail, or below a greeting."""
        lines = [line.text for line in self.pasted.lines[:_FIRST_LINES]] if self.pasted.title_of == MAIL else []
        greeted = next((at for at, line in enumerate(lines[:_GREETED]) if head_lines.GREETING.fullmatch(line)), None)
        return [*self.pasted.cover, *([] if greeted is None else lines[greeted + 1 : greeted + 1 + _GREETED])]

    def _lost_headline(self, pieces: list[Piece], first: int) -> tuple[str, list[Piece]]:
        """A headline found outside the head, and the pieces without it; an empty text if there is none."""
        headline, remaining = lost_headlines.in_text(pieces, first, self._reading_language)
        self._note("headline", headline, "the first line of the text", False)
        if not headline:
            headline = lost_headlines.above_text(self.pasted, pieces[first:], self._reading_language)
            self._note("headline", headline, "the line that the page shows above the text", False)
        return headline, remaining

    def _lines_with_dates(
        self, head: Sequence[head_lines.Line], headline: str, body: Sequence[Piece], *, is_dated: bool
    ) -> list[head_lines.Line]:
        """The lines that may have place and date: the head without its headline, and a line near headline or text.

        The headline keeps its text if nothing else has a date, or if it is a label such as "Press release of 2 March
        2026".
        """
        is_known = self.pasted.date is not None or is_dated
        near = "" if is_known else dates_in_doubt.shown_near(self.pasted, headline, body, self.language)
        beside = [head_lines.Line(0, near, head_lines.OTHER)] if near else []
        others = [line for line in head if not headlines.same_words(line.text, headline)]
        is_known = is_known or any(line.kind == head_lines.DATE for line in others)
        is_dated = is_known and not head_lines.is_release_label(headline)
        blank = [
            line._replace(text="")
            if (is_dated or line.kind != head_lines.DATE) and headlines.same_words(line.text, headline)
            else line
            for line in head
        ]
        return [*blank, *beside]

    def _known_place(self, lines: Sequence[head_lines.Line]) -> Typed | None:
        """The place in the front matter of a source, or the city of an office on a line with the date; else None."""
        if (typed := place_openings.of_field(self.pasted.place)) is not None:
            self._note("dateline", typed.city, "front matter", False)
            return typed
        texts = [line.text for line in lines]
        if (typed := place_openings.in_known_city(texts, self.known_cities, self._reading_language)) is not None:
            self._note("dateline", typed.city, "a line with the date and the city of an office", True)
        return typed

    def _pieces_with_language(self) -> list[Piece]:
        """The pieces with content, with dates near the top set apart; their words also decide the language.

        Footnotes are kept apart.
        """
        # A picture with a web address may separate two texts. Any other is ignored here.
        pieces = [piece for piece in self.pasted.pieces if piece.picture is None or piece.picture.address]
        pieces = [piece for piece in pieces if piece.text.strip() or piece.kind in (PICTURE, RULE)]
        named = language_tags.known_part(self.pasted.language)
        text = " ".join(piece.text for piece in pieces)
        self.language = languages.language_of(named, text, self.usual_language)
        pieces = [_with_guillemets(piece) for piece in subheads.set_apart(pieces)]
        pieces = footnotes.linked(pieces)
        self.notes = [piece for piece in pieces if piece.kind == NOTE]
        others = [piece for piece in pieces if piece.kind != NOTE]
        return list(openings.with_dates_apart(others, self._reading_language))

    @property
    def _reading_language(self) -> str:
        """The language of the text, or English if it is unknown."""
        return self.language or "en"

    def _notes(self, body: Sequence[Piece]) -> list[str]:
        """Notes about a second release, and about a language that is unknown or not fully supported."""
        notes = release_bounds.notes(self.pasted.pieces, self._reading_language)
        if not self.language and len(_words(body)) >= _FEW:
            notes.append(
                "the language of the text is not sure; it was read as English: dates, places and quotes may be missing"
            )
        elif not has_lexicon(self._reading_language):
            unread = "places and quotes" if printed_dates.can_read(self.language) else "dates, places and quotes"
            notes.append(f"the language of the text ({self.language}) is not supported: {unread} may be missing")
        return notes

    def _note(self, name: str, value: str, source: str, sure: bool) -> None:
        if value:
            self.guesses.append(Guess(name, value, source, sure))

    def _without_dates(self, body: list[Piece]) -> tuple[list[Piece], list[head_lines.Line]]:
        """The body without dates on lines of their own near its top, or before its first sentence; and those dates."""
        dates = [
            index
            for index, piece in enumerate(body[:5])
            if piece.kind in (PARAGRAPH, ITEM, HEADING) and openings.is_date(piece, self._reading_language)
        ]
        lines = [head_lines.Line(index, body[index].text, head_lines.DATE) for index in dates]
        remaining = [piece for index, piece in enumerate(body) if index not in dates]
        paragraphs = (index for index, piece in enumerate(remaining[:6]) if piece.kind == PARAGRAPH)
        for at in itertools.islice(paragraphs, 2):  # a list or a caption may stand above
            cut = openings.date_label_end(remaining[at].text, self._reading_language)
            if not cut:
                continue
            label, rest = remaining[at].text[:cut], remaining[at].text[cut:]
            lines.append(head_lines.Line(at, label, head_lines.DATE))
            markdown = remaining[at].markdown.removeprefix(label).removeprefix(f"**{label.rstrip()}** ")
            # If the label is not the same in Markdown, a cut could fall inside an escape or a link.
            remaining[at] = remaining[at]._replace(
                text=rest,
                markdown=datelines.as_markdown(rest) if markdown in (rest, remaining[at].markdown) else markdown,
            )
            break
        return remaining, lines

    def _deck(
        self, subhead: subheads.Subhead, pieces: Sequence[Piece], body: list[Piece], *, dateline_words: str
    ) -> tuple[str, list[Piece]]:
        """The subhead, and the body without it; if nothing else is left of the text, the subhead becomes the text."""
        if not (subhead.text or dateline_words):
            return subheads.in_emphasis(body, self._note)
        if subhead.pieces and not any(piece.text.strip() for piece in body if piece.kind not in (PICTURE, RULE)):
            self.guesses = [guess for guess in self.guesses if guess.field != "subhead"]
            return "", [*(pieces[at] for at in sorted(subhead.pieces)), *body]
        return subhead.text, body

    def _contacts(
        self, head: Sequence[head_lines.Line], parts: bodies.BodyParts, below: Sequence[PrintedContact]
    ) -> tuple[PrintedContact, ...]:
        """The contacts in the head and body; without any, those below the release, or else in boxes of the page."""
        above = contact_blocks.contacts(line.text for line in head if line.kind == head_lines.CONTACT)
        contacts = contact_blocks.without_duplicates([*above, *parts.contacts])
        contacts = contacts or list(below)
        if not contacts:
            contacts = contact_blocks.contacts(line for box in self.pasted.contacts for line in box.split("\n"))
        contacts = [
            contact._replace(name="") if _RIGHTS.search(contact.name) else contact
            for contact in contacts
            if contact.phone or contact.email or not _RIGHTS.search(contact.name)
        ]
        return tuple(contact._replace(name="") if self._is_owner(contact.name) else contact for contact in contacts)

    def _without_issuer(
        self, contacts: Sequence[PrintedContact], issuer: str, spoken: Sequence[Quoted]
    ) -> tuple[PrintedContact, ...]:
        """The contacts, with the issuer's name removed. They are certain if all their names are people's."""
        name = "" if any(quote.speaker == issuer for quote in spoken) else folded(issuer)
        contacts = [
            contact._replace(name="") if name and folded(contact.name) == name else contact for contact in contacts
        ]
        names = ", ".join(contact.name or contact.email or contact.phone for contact in contacts)
        sure = all(contact_blocks.is_person(contact.name) for contact in contacts)
        self._note("contacts", names, "a labelled line", sure)
        return tuple(contacts)

    def _is_owner(self, name: str) -> bool:
        """Whether a contact's name contains the name of the page's owner and is no person's."""
        owner, words = set(folded(self.pasted.owner)), set(folded(name))
        return len(owner) > 1 and owner <= words and (owner < words or not contact_blocks.is_person(name))

    def _contact_lines(
        self, head: Sequence[head_lines.Line], parts: bodies.BodyParts, below: Sequence[str]
    ) -> list[str]:
        """The lines of the contacts in the head, in and below the body, and in the margins; else of boxes.

        The boxes are those that the page shows beside its text.
        """
        lines = [line.text for line in head if line.kind == head_lines.CONTACT] + parts.contact_lines + [*below]
        lines += [line.text for line in self.pasted.lines if line.part == MARGIN and _ADDRESS.search(line.text)]
        return lines or [line for box in self.pasted.contacts for line in box.split("\n")]

    def _quotes(
        self, head: Sequence[head_lines.Line], body: Sequence[Piece], people: Sequence[tuple[str, str]]
    ) -> list[Quoted]:
        """The quotes in the body; names in the head help to identify the speakers."""
        above = [Paragraph(line.text, heading=True) for line in head if line.kind == head_lines.TITLE]
        kinds = (HEADING, TABLE, PICTURE, RULE)
        dash = "– " if lexicon_for(self._reading_language).dashes else ""  # a hyphen before speech made it an item
        below = [
            Paragraph((dash if piece.kind == ITEM else "") + piece.text, piece.kind == QUOTE, piece.kind in kinds)
            for piece in body
        ]
        found = quotes.find_quotes([*above, *below], language=self._reading_language, people=people)
        text = "\n".join(paragraph.text for paragraph in (*above, *below))
        return speakers.without_false_speakers(found, text, self._reading_language)


def _with_guillemets(piece: Piece) -> Piece:
    """A piece with « and » in place of << and >> around a quotation."""
    if "<<" not in piece.text and ">>" not in piece.text:
        return piece
    text = _CLOSING.sub("»", _OPENING.sub("«", piece.text))
    return piece._replace(text=text, markdown=_CLOSING.sub("»", _OPENING.sub("«", piece.markdown)))


_OPENING = pattern(r"(?<![^\s(`])(?:\\?<|&lt;){2}(?=\s?[^\W\d_])")
_CLOSING = pattern(r"(?<=[\w.!?…])\s?(?:\\?>|&gt;){2}(?![^\s).,;:`])")
_RIGHTS = pattern(r"(?i)©|\bcopyright\b|all rights? reserved|\b(?:télécharger|download|descargar|herunterladen)\b")
_LAST = 6  # the last pieces of a release, one of which may name its source
_FEW = 10  # with fewer words the language cannot be guessed


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [word for piece in pieces for word in piece.text.split()]


def _without_repeats(above: list[Piece], body: list[Piece], headline: str, subhead: str) -> list[Piece]:
    """The text above the body joined with the body, without repeated headlines, subheads and first sentences."""
    body = [*(piece for piece in above if not subhead_doubts.begins_text(piece.text, body)), *body]
    while body and body[0].kind == RULE:
        body = body[1:]
    while (
        body
        and body[0].kind in (HEADING, PARAGRAPH)
        and any(line and headlines.same_words(body[0].text, line) for line in (headline, subhead))
    ):
        body = body[1:]
    while body and headlines.same_words(body[-1].text, headline):
        body = body[:-1]
    return body


_ADDRESS = pattern(r"\w@\w|\bwww\.|://")
