"""A new release that starts from an older one: TK marks what must be replaced or reviewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom_cli.language.dates import mentions
from newsroom_cli.language.document import Document
from newsroom_cli.ledger import known_quotes
from newsroom_cli.model import interpretation
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DRAFT, Release, text_of
from newsroom_cli.model.release_file import to_toml
from newsroom_cli.newsroom import scaffold
from newsroom_cli.newsroom.scaffold import TO_COME
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating import words as word_files
from newsroom_cli.newsroom.translating import all_kept, kept_lines


@dataclass(frozen=True, slots=True)
class Start:
    """The known facts about the new release. Without a `headline` it gets the older one, marked for review."""

    date: dt.date
    headline: str = ""
    subhead: str = ""
    embargo: dt.datetime | None = None
    author: str = ""


def text(document: Document, config: Config, templates: Path, start: Start) -> str:
    """The text of a new release file that starts from the release in a document.

    The id is new. Status, embargo, notices, clearances and approvals of the older release are left out.
    Raises NewsroomError if the older release is a correction, or its front matter cannot be read.
    """
    original = document.release
    if original.broken:
        raise NewsroomError("its front matter cannot be read", path=original.path, hint="newsroom check shows where")
    if original.corrects:
        raise NewsroomError("it is a correction", path=original.path, hint="newsroom new correction starts another one")
    words = theme.words(templates, document.language, word_files.NEW)
    front = "\n".join(_front_matter(original, config, start, words))
    days = days_and_years(document)
    note = words.copied.replace("{days}", f" ({'; '.join(days)})" if days else "").replace("{name}", original.slug)
    return f"+++\n{front}\n+++\n\n{note}\n\n{_body_without_quotes(document).strip()}\n"


_YEAR = pattern(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/-]|,\d)")


def days_and_years(document: Document) -> list[str]:
    """The dates and years in the body of a release outside its quotes, as written, in order and without repetition."""
    language = document.language
    body = _body_without_quotes(document)
    spans = {(day.start, day.end) for day in mentions.mentions(body, language)}
    years = (match.span() for match in _YEAR.finditer(body))
    spans |= {(start, end) for start, end in years if not any(first <= start < last for first, last in spans)}
    return list(dict.fromkeys(" ".join(body[start:end].split()) for start, end in sorted(spans)))


def _front_matter(original: Release, config: Config, start: Start, words: Any) -> Iterator[str]:
    yield f"# {words.fill_in}"
    yield f"id = {to_toml(scaffold.new_id(config, start.date.year))}  # {words.keep}"
    yield from kept_lines("kind", original.kind)
    older = text_of(original.headline)
    yield f"headline = {to_toml(start.headline or f'{TO_COME} {older}'.strip())}"
    if start.subhead or original.subhead:
        subhead = start.subhead or (TO_COME if original.subhead and original.subhead.value else "")
        yield f"subhead = {to_toml(subhead)}"
    yield f"date = {to_toml(start.date)}"
    if start.embargo:
        yield f"embargo = {to_toml(start.embargo)}"
    yield from kept_lines("office", original.office)
    if original.topics:
        yield f"topics = {to_toml([topic.value for topic in original.topics])}"
    yield from kept_lines("language", original.language)
    if start.author:
        yield f"author = {to_toml(start.author)}"
    yield f'status = "{DRAFT}"'
    yield from _tables(original, interpretation.nine_o_clock(start.date, config))


def _tables(original: Release, example: dt.datetime) -> Iterator[str]:
    """Yield the lines of the tables of the front matter; `example` is shown as the start of an event, in a comment."""
    if original.dateline:
        yield from ("", "[dateline]", *all_kept(original.dateline, "city state country"))
    if original.event:
        yield from ("", "[event]", f"# starts = {to_toml(example)}", *all_kept(original.event, "place"))
    for contact in original.contacts:
        yield from ("", "[[contacts]]", *all_kept(contact, "name phone email"))
    for quote in original.quotes:
        yield from ("", "[[quotes]]", *all_kept(quote, "speaker role"), f"text = {to_toml(TO_COME)}")
    for image in original.images:
        yield from ("", "[[images]]", *all_kept(image, "file alt caption credit"))
    for attachment in original.attachments:
        yield from ("", "[[attachments]]", *all_kept(attachment, "file title"))


def _body_without_quotes(document: Document) -> str:
    """The body with TK in place of the words of each quote; the punctuation at their end stays."""
    body, pairs = document.release.body, known_quotes.paragraphs(document)
    places = {
        pairs[part.paragraph][1].place(part.start, part.end)
        for speech in known_quotes.speeches(document)
        for part in speech.quoted.parts
    }
    whole = document.release.text
    for span in sorted(places, key=lambda span: span.start, reverse=True):
        words = whole[span.start : span.end].rstrip()
        ending = words[-1:] if words[-1:] in (",", ".", "?", "!") else ""
        whole = f"{whole[: span.start]}{TO_COME}{ending}{whole[span.end :]}"
    return whole[body.span.start :]
