"""A release as lines for a terminal: everything that readers will see, its quotes, and what still blocks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.cli.steps import state_lines
from newsroom_cli.cli.terminal import output
from newsroom_cli.language.words import words
from newsroom_cli.ledger import known_quotes
from newsroom_cli.ledger.known_quotes import KnownQuote
from newsroom_cli.linter.findings import Finding
from newsroom_cli.linter.report import counted
from newsroom_cli.markup import commands
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.markup.text_lines import wrap
from newsroom_cli.model.interpretation import published_at
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.life.readiness import Readiness

_MEASURE = 72  # columns of a line that is easy to read


class _Fact(NamedTuple):
    """A line below the page: a style, the label that is painted in it, and the other words."""

    style: str
    label: str
    words: str = ""
    indent: str = ""


def lines(
    newsroom: Newsroom,
    state: Readiness,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    errors: Sequence[Finding],
) -> Iterator[str]:
    """Yield the lines of a page, no wider than the terminal, except for addresses and single long words.

    `errors` are the errors in all releases.
    """
    release, width = state.release, min(output.terminal_width(), _MEASURE)
    edition = newsroom.edition(release, status_of=newsroom.publication_statuses_at(now, due_moments), columns=width)
    yield from _head_lines(newsroom, release, edition, now, width)
    yield from ("", *edition.text.rstrip("\n").expandtabs(4).split("\n"), "")
    for picture in edition.pictures:
        shown = picture.alt or picture.caption or "without words for it"
        yield from (*wrap(f"[Picture: {shown}]", width), "")
    for attachment in edition.attachments:
        yield from (*wrap(f"[Download: {attachment.title}]", width), "")
    if edition.end_mark:
        yield from (edition.end_mark, "")
    if quotes := known_quotes.quotes_of_release(newsroom.document(release)):
        required = newsroom.config.quotes.clearance == "required"
        yield output.paint("strong", "Quotes")
        yield from (line for quote in quotes for line in _quote_lines(quote, required, width))
        yield ""
    if edition.contacts:
        yield output.paint("strong", "Contact")
        for contact in edition.contacts:
            parts = ", ".join(filter(None, (contact.name, contact.phone, contact.email)))
            yield from wrap(parts, width, "  ", "    ")
        yield ""
    if edition.boilerplate_text:
        yield from (*edition.boilerplate_text.rstrip("\n").expandtabs(4).split("\n"), "")
    yield output.paint("dim", "-" * width)
    for fact in _facts(newsroom, state, now, errors):
        words = commands.protect_spaces(f"{fact.label}{fact.words}")
        first, *more = map(commands.restore_spaces, wrap(words, width, fact.indent, f"{fact.indent}  "))
        yield first.replace(fact.label, output.paint(fact.style, fact.label), 1) if fact.style else first
        yield from more


def _head_lines(newsroom: Newsroom, release: Release, edition: Edition, now: dt.datetime, width: int) -> Iterator[str]:
    """Yield the lines above the text: embargo, notices, kind and office, headline, subhead, date, event."""
    config, english = newsroom.config, moments.english(newsroom.config)
    if edition.embargo is not None and edition.embargo > now:
        until = moments.in_words(edition.embargo, config)
        yield from (output.paint("warning", line) for line in wrap(f"EMBARGOED until {until}", width))
        yield ""
    for notice in edition.notices:
        yield from (*wrap(notice.text, width), "")
    for correction in edition.corrected_by:
        yield from (*wrap(f"{correction.words}: {correction.url}", width), "")
    yield from wrap(", ".join(filter(None, (edition.kind_label, edition.office_name))), width)
    yield ""
    yield from (output.paint("strong", line) for line in wrap(edition.headline or "(no headline)", width))
    if edition.subhead:
        yield from wrap(edition.subhead, width)
    day = published_at(release, config).astimezone(config.zone) if release.date else None
    yield theme.long_date(day, english) if day else "no date"
    event = str(event_time(edition.event_starts, edition.event_ends, english, config.zone) or "")
    if event or edition.event_place:
        yield ""
    if event:
        yield from wrap(event, width, "When: ", "      ")
    if edition.event_place:
        yield from wrap(", ".join(edition.event_place.splitlines()), width, "Where: ", "       ")


_CLEARANCES = {"cleared": ("good", "cleared"), "void": ("error", "clearance void"), "withdrawn": ("error", "withdrawn")}


def _quote_lines(quote: KnownQuote, required: bool, width: int) -> Iterator[str]:
    """Yield the lines of a quote: who says it and whether they agreed, then its first words."""
    by = ", ".join(filter(None, (quote.speaker or "(nobody named)", quote.role)))
    is_to_come = known_quotes.has_placeholder(quote.text, "")
    open_words = "to be written" if is_to_come else "not cleared" if required else ""
    style, words = _CLEARANCES.get(quote.clearance, ("warning", open_words))
    *first, last = wrap(f"{by}: {words}" if words else by, width, "  ", "    ")
    yield from first
    yield f"{last.removesuffix(words)}{output.paint(style, words)}" if words and last.endswith(words) else last
    yield from wrap(f"“{excerpt(quote.text, 100)}”", width, "    ", "    ")


def _facts(newsroom: Newsroom, state: Readiness, now: dt.datetime, errors: Sequence[Finding]) -> Iterator[_Fact]:
    """Yield the facts below the page: the length of a release, when it goes out, and what is missing for that."""
    yield _Fact("", counted(len(words(state.release.body.value)), "word"))
    yield _Fact("strong", "Public:", f" {state_lines.when_public(state, newsroom, now)}")
    trouble = state_lines.trouble_lines(state, newsroom, now, errors)
    yield from (_Fact("", output.safe_line(line)) for line in trouble)
    if not state.holding:
        if not trouble:
            yield _Fact("good", "Nothing is missing")
        return
    yield _Fact("error", "Missing:")
    for blocker in state.holding:
        place = f" (line {blocker.finding.place.start.line})" if blocker.finding else ""
        yield _Fact("", f"- {blocker.message}{place}", indent="  ")
        if blocker.remedy:
            yield _Fact("help", "help:", f" {blocker.remedy}", indent="    ")
