"""A release as a page of lines for a terminal: everything readers will see, then its quotes and what it waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.markup import commands
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.markup.text_lines import wrap

if TYPE_CHECKING:
    from newsroom_cli.ledger.known_quotes import KnownQuote
    from newsroom_cli.newsroom.edition import Edition

MEASURE = 72  # columns of a line that is read with ease
_LEAST = 20

Paint = Callable[[str, str], str]


class Fact(NamedTuple):
    """A line below the page: its style, the words that are painted in it, and the rest."""

    style: str
    label: str
    words: str = ""
    indent: str = ""


class Page(NamedTuple):
    """What the page shows of a release.

    `text` and `boilerplate` are wrapped already. `date`, `embargo` and `event` are in words, empty if there is none.
    `footer` says how long it is, when it goes out and what is missing.
    """

    edition: Edition
    text: str
    boilerplate: str
    date: str
    embargo: str
    event: str
    quotes: Sequence[KnownQuote]
    must_be_cleared: bool
    footer: Sequence[Fact]


def lines(page: Page, *, width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of a page: at most `width` columns, except for addresses and single long words."""
    width = max(width, _LEAST)
    yield from _head(page, width, paint)
    yield from ("", *page.text.rstrip("\n").expandtabs(4).split("\n"), "")
    yield from _attached(page.edition, width)
    if page.edition.end_mark:
        yield from (page.edition.end_mark, "")
    if page.quotes:
        yield paint("strong", "Quotes")
        yield from (line for quote in page.quotes for line in _quote(quote, page.must_be_cleared, width, paint))
        yield ""
    if page.edition.contacts:
        yield paint("strong", "Contact")
        for contact in page.edition.contacts:
            parts = ", ".join(filter(None, (contact.name, contact.phone, contact.email)))
            yield from wrap(parts, width, "  ", "    ")
        yield ""
    if page.boilerplate:
        yield from (*page.boilerplate.rstrip("\n").expandtabs(4).split("\n"), "")
    yield paint("dim", "-" * min(width, MEASURE))
    for fact in page.footer:
        words = commands.held_together(f"{fact.label}{fact.words}")
        first, *more = map(commands.released, wrap(words, width, fact.indent, f"{fact.indent}  "))
        yield first.replace(fact.label, paint(fact.style, fact.label), 1) if fact.style else first
        yield from more


def _head(page: Page, width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines above the text: embargo, notices, kind and office, headline, subhead, date, event."""
    edition = page.edition
    if page.embargo:
        yield from (paint("warning", line) for line in wrap(f"EMBARGOED until {page.embargo}", width))
        yield ""
    for notice in edition.notices:
        yield from (*wrap(notice.text, width), "")
    for correction in edition.corrected_by:
        yield from (*wrap(f"{correction.words}: {correction.url}", width), "")
    yield from wrap(", ".join(filter(None, (edition.kind_label, edition.office_name))), width)
    yield ""
    yield from (paint("strong", line) for line in wrap(edition.headline or "(no headline)", width))
    if edition.subhead:
        yield from wrap(edition.subhead, width)
    yield page.date
    if page.event or edition.event_place:
        yield ""
    if page.event:
        yield from wrap(page.event, width, "When: ", "      ")
    if edition.event_place:
        yield from wrap(", ".join(edition.event_place.splitlines()), width, "Where: ", "       ")


def _attached(edition: Edition, width: int) -> Iterator[str]:
    """Yield the lines for pictures and files to download."""
    for picture in edition.pictures:
        words = picture.alt or picture.caption or "without words for it"
        yield from (*wrap(f"[Picture: {words}]", width), "")
    for attachment in edition.attachments:
        yield from (*wrap(f"[Download: {attachment.title}]", width), "")


_CLEARANCES = {"cleared": ("good", "cleared"), "void": ("error", "clearance void"), "withdrawn": ("error", "withdrawn")}


def _quote(quote: KnownQuote, required: bool, width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of a quote: who says it and whether they agreed, then its first words."""
    from newsroom_cli.ledger import known_quotes

    by = ", ".join(filter(None, (quote.speaker or "(nobody named)", quote.role)))
    is_to_come = known_quotes.has_placeholder(quote.text, "")
    open_words = "to be written" if is_to_come else "not cleared" if required else ""
    style, words = _CLEARANCES.get(quote.clearance, ("warning", open_words))
    *first, last = wrap(f"{by}: {words}" if words else by, width, "  ", "    ")
    yield from first
    yield f"{last.removesuffix(words)}{paint(style, words)}" if words and last.endswith(words) else last
    yield from wrap(f"“{excerpt(quote.text, 100)}”", width, "    ", "    ")
