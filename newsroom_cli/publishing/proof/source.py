"""The promises of a release: the words, addresses and moments that its outputs must have, with their spans."""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, names_site, without_unpublished
from newsroom_cli.markup import footnotes, markdown
from newsroom_cli.markup.markdown import Block, Link
from newsroom_cli.model import addresses
from newsroom_cli.model.config import Contact
from newsroom_cli.model.interpretation import instant, latest_news_at, published_at
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import MINOR, Event, Field, Release, Span
from newsroom_cli.newsroom.edition import Edition, contacts_of, dateline_of, locator_of
from newsroom_cli.newsroom.event_times import Moment, event_time
from newsroom_cli.newsroom.templating import theme

HEADLINE, SUBHEAD, DATELINE, NOTICE, PLACE = "headline", "subhead", "dateline", "notice", "place"
TEXT, QUOTE, SPEAKER, LINK, CONTACT = "text", "quote", "speaker", "link", "contact"
LANGUAGE, TIME, EVENT, KILLED_TEXT, ENTRY = "language", "time", "event", "killed text", "entry"


class Promise(NamedTuple):
    """Something that outputs must have: its kind, its words, and its span in the release file, if it has one."""

    part: str
    words: str
    span: Span | None = None


class Source(NamedTuple):
    """A release as its outputs must show it. A killed release has neither blocks nor links.

    `notices` come first on a page, newest first; `fields` are short texts; `blocks` are the body and `lines` their
    texts; `links` have absolute targets; `contacts` are names, numbers and mailboxes in order, `contact_addresses` the
    targets of their links; `moments` are publication and the last change, if it is later; `metadata` is HTML for
    machines.
    """

    document: Document
    edition: Edition
    headline: Promise | None
    notices: list[Promise]
    fields: list[Promise]
    blocks: list[Block]
    lines: list[str]
    links: list[Link]
    contacts: list[Promise]
    contact_addresses: list[Promise]
    moments: list[dt.datetime]
    metadata: list[Promise]

    def place(self, span: Span | None) -> str:
        """The `path:line` of a span; the path alone without a span, for values from newsroom.toml."""
        release = self.document.release
        return f"{release.path}:{release.position(span.start).line}" if span else release.path


def read(document: Document, edition: Edition, status_of: StatusOf) -> Source:
    """Read the promises of a release; `edition` is used only for words that the release itself does not have.

    `status_of` returns the publication status of the release with a slug: links to held releases become plain words.
    """
    release, config, killed = document.release, document.config, document.release.is_killed
    numbers = document.markdown.numbers
    shown = document.markdown.as_read(document.markdown.blocks)
    blocks = [] if killed else [block for block in shown if block.kind != markdown.HTML]
    contacts = contacts_of(release, config)
    spans: list[Span | None] = [contact.span for contact in release.contacts]
    placed_contacts = list(zip(contacts, spans if len(spans) == len(contacts) else [None] * len(contacts), strict=True))
    moments = list(_moments(document))
    fields = [*([] if killed else _field_promises(document)), *_date_promises(document, moments)]
    dateline = next((field.words for field in fields if field.part == DATELINE), "")
    return Source(
        document,
        edition,
        headline=Promise(HEADLINE, edition.headline) if killed else _promise(HEADLINE, release.headline),
        notices=list(_notice_promises(document)) if release.corrections else [],
        fields=fields,
        blocks=blocks,
        lines=[one_line(_shown_text(block, numbers)) for block in blocks],
        links=[] if killed else [link for link in _links(document, status_of) if _is_followed(link, edition)],
        contacts=[
            Promise(CONTACT, one_line(words), span) for contact, span in placed_contacts for words in contact if words
        ],
        contact_addresses=[
            Promise(CONTACT, address, span)
            for contact, span in placed_contacts
            for address in _contact_addresses(contact)
        ],
        moments=moments,
        metadata=list(_metadata(document, moments, dateline)),
    )


def _shown_text(block: Block, numbers: Mapping[str, int]) -> str:
    """The text of a block with its signs of footnotes, which have these numbers."""
    if not block.signs:
        return block.text
    parts, done = [], 0
    for offset, name in block.signs:
        parts += [block.text[done:offset], footnotes.sign_text(numbers[footnotes.key(name)])]
        done = offset
    return "".join((*parts, block.text[done:]))


def without_held(source: Source, status_of: StatusOf) -> Source:
    """The source with the printed addresses of held releases replaced by the newsroom's address, as in outputs."""
    url = source.document.config.url
    if not names_site(source.document.release.text, url):
        return source
    return source._replace(
        lines=[without_unpublished(line, url, status_of) for line in source.lines],
        fields=[field._replace(words=without_unpublished(field.words, url, status_of)) for field in source.fields],
        contacts=[field._replace(words=without_unpublished(field.words, url, status_of)) for field in source.contacts],
    )


def one_line(text: str) -> str:
    """A text on one line, with composed letters, and with plain spaces and hyphens instead of no-break ones."""
    line = text.replace("\n", " ")
    if line.isascii():
        return line
    return unicodedata.normalize("NFC", line.replace("\xa0", " ").replace("\u2011", "-"))


def _promise(part: str, field: Field[str] | None) -> Promise | None:
    """The promise to show a field; None if it is empty."""
    return Promise(part, one_line(field.value), field.span) if field and field.value.strip() else None


def _field_promises(document: Document) -> Iterator[Promise]:
    """Yield the subhead, the dateline, and the place and times of an event."""
    release = document.release
    if subhead := _promise(SUBHEAD, release.subhead):
        yield subhead
    if dateline := dateline_of(release, document.config):
        yield Promise(DATELINE, one_line(dateline), release.dateline.span if release.dateline else None)
    if (event := release.event) is None:
        return
    if event.place:
        for line in event.place.value.splitlines()[:10]:
            yield Promise(PLACE, one_line(line), event.place.span)
    for moment in _event_moments(event, document):
        yield Promise(EVENT, one_line(moment.words), event.span)


def _event_moments(event: Event, document: Document) -> Iterator[Moment]:
    """Yield the start and the end of an event, if they are known."""
    days = (field and field.value for field in (event.starts, event.ends))
    starts, ends = (instant(day, document.config) if isinstance(day, dt.datetime) else day for day in days)
    when = event_time(starts, ends, document.language, document.config.zone)
    yield from filter(None, when or ())


def _notice_promises(document: Document) -> Iterator[Promise]:
    """Yield the reasons of public changes, newest first; for a killed release only the newest."""
    release, config = document.release, document.config
    public = [
        (instant(correction.date.value, config), correction.reason)
        for correction in release.corrections
        if correction.change and correction.date and correction.change.value != MINOR
    ]
    public.sort(key=lambda notice: notice[0], reverse=True)
    for _, reason in public[:1] if release.is_killed else public:
        yield _promise(NOTICE, reason) or Promise(NOTICE, "")


# --- addresses ------------------------------------------------------------------------------------------------

UNKNOWN = "…"  # stands for the words of a link that is written as HTML
_SCHEME = pattern(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def _links(document: Document, status_of: StatusOf) -> Iterator[Link]:
    """Yield the links of the body in order, with absolute targets, except those that lead nowhere."""
    parsed = document.markdown
    links = [*parsed.links, *(link._replace(text=UNKNOWN) for link in parsed.html_links)]
    if parsed.html_links:
        links.sort(key=lambda link: link.span.start)
    locate = locator_of(document.release, document.config, status_of)
    for link in parsed.as_read(links):
        is_held = names_site(link.target, document.config.url) and locate(link.target) is None
        target = "" if is_held else _absolute(link.target) or locate(link.target)
        if target and target != " " and not link.image:
            yield link._replace(target=target)


@functools.lru_cache(maxsize=4096)
def _absolute(target: str) -> str:
    """An address with a scheme, as outputs write it; a space if outputs drop it, empty if it has no scheme."""
    if (scheme := _SCHEME.match(target)) is None:
        return ""
    followed = (
        addresses.ascii_web_address(target)
        if scheme[1].lower() in ("http", "https")
        else scheme[1].lower() in _OTHER_SCHEMES
    )
    return addresses.ascii_target(target) if followed else " "


_OTHER_SCHEMES = ("mailto", "tel")


def _is_followed(link: Link, edition: Edition) -> bool:
    """Whether a browser follows a link; for a host with non-ASCII letters, whether the cleaned HTML kept it."""
    return "//xn--" not in link.target or escape(link.target) in edition.html


@functools.lru_cache(maxsize=256)
def _contact_addresses(contact: Contact) -> tuple[str, ...]:
    """The `tel:` and `mailto:` addresses of a contact, as far as they are valid."""
    return tuple(filter(None, (theme.tel(contact.phone), theme.mailto(contact.email))))


# --- moments --------------------------------------------------------------------------------------------------


def _moments(document: Document) -> Iterator[dt.datetime]:
    """Yield the moment of publication, and that of the last change if it is later; nothing without a date."""
    release, config = document.release, document.config
    published = published_at(release, config)
    if published.year > 1:
        yield published
        changed = [instant(release.updated.value, config)] if release.updated else []
        changed += [latest_news_at(release, config)] if release.corrections else []
        if changed and (last := max(changed)) > published:
            yield last


_ESCAPED = pattern(r"""["\\\\<>&\x00-\x1f\x7f-\x9f\u2028\u2029]""")  # JSON in HTML escapes these


def span_of_date(release: Release) -> Span | None:
    """The span of the date, or else of the embargo, of a release; None if it has neither."""
    field = release.date or release.embargo
    return field.span if field else None


def _date_promises(document: Document, moments: list[dt.datetime]) -> Iterator[Promise]:
    """Yield the moments in words, in the language of the release."""
    for moment in moments:
        local = dates.local(moment, document.config.zone)
        yield Promise(TIME, one_line(theme.moment(local, document.language)), span_of_date(document.release))


def _metadata(document: Document, moments: list[dt.datetime], dateline: str) -> Iterator[Promise]:
    """Yield the HTML and JSON-LD in which a page states headline, language, dateline and times for machines."""
    release, config = document.release, document.config
    if not release.is_killed:
        if release.headline and not _ESCAPED.search(release.headline.value):
            headline = unicodedata.normalize("NFC", release.headline.value)
            yield Promise(HEADLINE, f'"headline":"{headline}"', release.headline.span)
        if release.language:
            yield Promise(LANGUAGE, f'"inLanguage":"{document.language}"', release.language.span)
        if release.dateline and dateline and not _ESCAPED.search(dateline):
            yield Promise(DATELINE, f'"dateline":"{dateline}"', release.dateline.span)
    span = span_of_date(release)
    for name, moment in zip(("published", "modified"), moments, strict=False):
        local = dates.local(moment, config.zone)
        local_time, words = theme.iso(local), escape(theme.moment(local, document.language))
        yield Promise(TIME, f'<time datetime="{local_time}">{words}</time>', span)
        yield Promise(TIME, f'"article:{name}_time" content="{local_time}"', span)
        yield Promise(TIME, f'"date{name.capitalize()}":"{theme.iso(moment)}"', span)
    if (event := release.event) and not release.is_killed:
        for event_moment in _event_moments(event, document):
            yield Promise(EVENT, f'<time datetime="{event_moment.iso}">{escape(event_moment.words)}</time>', event.span)
