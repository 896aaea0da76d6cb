"""The words, addresses and moments of a release that its outputs must have, read from its source."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import addresses
from newsroom_cli.model.config import Contact
from newsroom_cli.model.interpretation import instant, news_at, published_at
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import MINOR, Field, Release, Span
from newsroom_cli.newsroom.edition import Edition, contacts_of, dateline_of, locator
from newsroom_cli.newsroom.event_times import EventTime, event_time

KINDS = (
    HEADLINE, SUBHEAD, DATELINE, NOTICE, TEXT, QUOTE, SPEAKER, LINK, CONTACT, LANGUAGE, TIME, PLACE, KILLED_TEXT, ENTRY,
) = (
    "headline", "subhead", "dateline", "notice", "text", "quote", "speaker", "link", "contact", "language", "time",
    "place", "killed text", "entry",
)  # fmt: skip


class Promise(NamedTuple):
    """Something that outputs must have: what it is, its words, and its span in the release file if it has one."""

    what: str
    words: str
    span: Span | None = None


class Link(NamedTuple):
    """A link of the body: its words, its absolute address, and its place."""

    words: str
    href: str
    span: Span


class Source(NamedTuple):
    """A release as its outputs must show it; `fields` are short texts in any order, `blocks` are the body in order.

    `lines` are the blocks as lines between spaces, `plain_lines` the same as plain text has them.
    `notices` stand on top. `moments` are publication and, if it is later, the last change, in the newsroom's zone.
    A killed release has no blocks.
    """

    document: Document
    edition: Edition
    killed: bool
    headline: Promise | None
    notices: tuple[Promise, ...]
    fields: tuple[Promise, ...]
    dateline: str
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    plain_lines: tuple[str, ...]
    links: tuple[Link, ...]
    contacts: tuple[Contact, ...]
    moments: tuple[dt.datetime, ...]
    event: EventTime | None

    @property
    def language(self) -> str:
        return self.document.language

    def place(self, span: Span | None) -> str:
        """The file and the line of a span; the file alone for what newsroom.toml says."""
        release = self.document.release
        return f"{release.path}:{release.position(span.start).line}" if span else release.path


def read(document: Document, edition: Edition, status_of: StatusOf = no_releases) -> Source:
    """What the outputs of a release promise; `edition` is asked only for words that no release has.

    `status_of` gives the status of the release with a slug, because links to those that are held become plain words.
    """
    release, config = document.release, document.config
    killed = release.is_killed
    event = release.event if not killed else None
    parsed = () if killed else document.markdown.blocks
    blocks = tuple([block for block in parsed if block.kind != markdown.HTML])
    lines = [" " + block.text.replace("\n", " ") + " " for block in blocks]
    starts, ends = (event.starts, event.ends) if event else (None, None)
    return Source(
        document,
        edition,
        killed,
        Promise(HEADLINE, edition.headline) if killed else _promise(HEADLINE, release.headline),
        tuple(_notices(document)),
        () if killed else tuple(_fields(release)),
        "" if killed else dateline_of(release, config),
        blocks,
        tuple(lines),
        tuple(lines if "<" not in release.body.value and "  " not in release.body.value else map(_plain_line, lines)),
        () if killed else tuple(_links(document, status_of)),
        contacts_of(release, config),
        tuple(_moments(document)),
        event_time(_moment(starts, document), _moment(ends, document), document.language, config.zone),
    )


def _promise(what: str, field: Field[str] | None) -> Promise | None:
    return Promise(what, field.value, field.span) if field and field.value.strip() else None


def _fields(release: Release) -> Iterator[Promise]:
    if release.subhead:
        yield Promise(SUBHEAD, release.subhead.value, release.subhead.span)
    if release.event and (place := release.event.place):
        for line in place.value.splitlines()[:_PLACE_LINES]:
            yield Promise(PLACE, line, place.span)


_PLACE_LINES = 10


def _moment(field: Field[dt.date] | None, document: Document) -> dt.date | None:
    if field is None:
        return None
    return instant(field.value, document.config) if isinstance(field.value, dt.datetime) else field.value


def _notices(document: Document) -> Iterator[Promise]:
    """The reasons of public changes, newest first; of a killed release only that of its end."""
    release, config = document.release, document.config
    public = [
        (instant(correction.date.value, config), correction.reason)
        for correction in release.corrections
        if correction.change and correction.date and correction.change.value != MINOR
    ]
    public.sort(key=lambda notice: notice[0], reverse=True)
    for _, reason in public[:1] if release.is_killed else public:
        if promise := _promise(NOTICE, reason):
            yield promise


def _moments(document: Document) -> Iterator[dt.datetime]:
    release, config = document.release, document.config
    published = published_at(release, config)
    if published.year <= 1:
        return
    yield published
    changed = [news_at(release, config), *([instant(release.updated.value, config)] if release.updated else [])]
    if max(changed) > published:
        yield max(changed)


_SCHEME = pattern(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_FOLLOWED = {"http", "https", "mailto", "tel"}


def _links(document: Document, status_of: StatusOf) -> Iterator[Link]:
    """The links of the body in order, without those that no output has: see OMISSIONS."""
    parsed = document.markdown
    links = parsed.links if not parsed.html_links else sorted(parsed.links + parsed.html_links, key=lambda link: link.span)
    if not links:
        return
    locate = locator(posixpath.dirname(document.release.path), document.config.url, status_of)
    for link in links:
        if link.image:
            continue
        scheme = _SCHEME.match(link.target)
        if scheme is None:
            href = locate(link.target)
        else:
            href = addresses.target(link.target) if scheme[1].lower() in _FOLLOWED else None
        if href:
            yield Link(link.text, href, link.span)


_ADDRESS = pattern(r"<[^<>\s]+>")


def without_addresses(text: str) -> str:
    """A line of plain text without the addresses behind the words of links."""
    return _ADDRESS.sub("", text.replace(" <", "<")) if "<" in text else text


def _plain_line(line: str) -> str:
    return f" {' '.join(without_addresses(line).split())} "
