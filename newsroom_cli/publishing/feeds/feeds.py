"""The feeds of a newsroom: heads and entries that all formats share, so all formats say the same."""

from __future__ import annotations

import datetime as dt
import importlib
import uuid
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, cast
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached.edition_files import Attachment, Picture
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.collections import NEWSROOM, UNDATED, Channel, Kind
from newsroom_cli.publishing.feeds import channels, content
from newsroom_cli.publishing.feeds.channels import SUBSCRIPTION, Chain
from newsroom_cli.publishing.feeds.content import FeedSettings
from newsroom_cli.publishing.feeds.text import address, clean, line, repaired, spaced
from newsroom_cli.publishing.identity import identity

__all__ = [
    "FORMATS", "Category", "Entry", "Feed", "Latest", "Renderer", "entries", "feed", "latest_of", "render",
    "renderer",
]  # fmt: skip

# Limits of big news aggregators, in bytes of the longest format, so that all formats have the same entries.
ENTRY_LIMIT = 1_000_000
FEED_LIMIT = 2_000_000
_HEAD_SIZE = 20_000  # bytes, rounded up: a head has lines of at most 1,000 characters, and addresses
# The bytes of an entry's own markup and dates, rounded up.
_MARKUP_SIZE = 2_000

# The last update of a feed without entries, because formats require a moment. The present moment would change the
# bytes in every build; the moment must lie before the first release, and validators report years before 1990.
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LANGUAGE = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Feed(NamedTuple):
    """The head of a feed document, as plain text.

    `name` is the newsroom's, and the author of releases without office. `home` is the absolute address of the page
    the feed belongs to, `url` that of the document itself. `id` is stable and the same in all formats. `site` is the
    newsroom's address, the base of category schemes; `notice` a line that every entry must carry; `time_zone` the
    newsroom's, by its IANA name.

    The other values are absolute addresses, empty where there is nothing: `icon` and `logo` of pictures, `hub` of the
    WebSub hub, `older` and `newer` of the archives beside the document, `current` of the feed to which an archive
    belongs. A document that `is_complete` has all releases of its collection.
    """

    name: str
    title: str
    description: str
    language: str
    rights: str
    home: str
    url: str
    id: str
    site: str = ""
    notice: str = ""
    time_zone: str = "UTC"
    icon: str = ""
    logo: str = ""
    hub: str = ""
    older: str = ""
    newer: str = ""
    current: str = ""
    is_complete: bool = False


class Latest(NamedTuple):
    """The moments of the newest changes of a feed: the last update, and the last publication; None without entries."""

    updated: dt.datetime = NEVER
    published: dt.datetime | None = None


class Category(NamedTuple):
    """A category of an entry: the word, the address of the list it comes from, and the label for people."""

    term: str
    scheme: str
    label: str


class OtherLanguage(NamedTuple):
    """The same release in another language: its tag, the language's own name for itself, the address of the page."""

    language: str
    name: str
    url: str


class Entry(NamedTuple):
    """One release in a feed. `content` is HTML, all else plain text; `language` is empty when it is the feed's.

    `published` and `updated` are whole seconds with an offset of whole minutes.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    language: str
    published: dt.datetime
    updated: dt.datetime
    author: str
    kind: str
    office: str
    categories: tuple[Category, ...]
    image: Picture | None
    source_name: str
    source_url: str
    attachments: tuple[Attachment, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()

    @property
    def size(self) -> int:
        """The size of the entry in a feed in bytes: an estimate that is never too low."""
        lines = [self.id, self.url, self.title, self.summary, self.author, self.source_name, self.source_url]
        for category in self.categories:
            lines += (category.term, category.scheme, category.label, " " * 100)
        for other in self.other_languages:
            lines += (*other, " " * 100)
        if self.image:
            lines += (self.image.url, self.image.alt, self.image.caption, self.image.credit)
        for attachment in self.attachments:
            lines += (attachment.url, attachment.title, attachment.media_type, " " * 100)
        return _byte_size(self.content) + 3 * _byte_size("".join(lines)) + _MARKUP_SIZE


class Renderer(Protocol):
    """The functions in the module of a format."""

    def render(self, feed: Feed, media_type: str, entries: Sequence[Entry], latest: Latest) -> bytes:
        """Render a feed document as UTF-8, whose head states the moments `latest`; equal values give equal bytes."""

    def cut_entries(self, document: str) -> tuple[str, list[str]]:
        """A rendered document without its entries, and the entries as they stand in it.

        Raises ValueError for a document that this module did not render.
        """

    def with_entries(self, document: str, entries: Sequence[str]) -> str:
        """A document that was rendered without entries, with these entries from other documents."""

    def address(self, entry: str) -> str:
        """The address of the page of an entry, as it stands in a document."""

    def updated_at(self, document: str) -> dt.datetime:
        """The moment of the last update of a rendered document. Raises ValueError if it has none."""

    def without_entries(self, document: str, pages: Sequence[str]) -> str:
        """Remove the entries of some pages, given by the ends of their addresses, from a rendered document."""


Parts = Mapping[str, str]  # the text of an entry in the documents, by format


def renderer(format: str) -> Renderer:
    """The module that writes a format. Raises KeyError for a format that is not in FORMATS."""
    return cast(Renderer, importlib.import_module(f"newsroom_cli.publishing.feeds.{FORMATS[format].renderer}"))


def render(format: str, feed: Feed, editions: Sequence[Edition]) -> bytes:
    """Render editions, in any order, as a feed document in UTF-8; equal values give equal bytes.

    Raises KeyError for a format that is not in FORMATS. An edition above ENTRY_LIMIT is represented by its
    summary, and a feed above FEED_LIMIT lacks its oldest editions.
    """
    return render_all({format: feed}, editions)[format]


def render_all(feeds: Mapping[str, Feed], editions: Sequence[Edition]) -> dict[str, bytes]:
    """Render a feed in several formats, by format; all documents have the same entries."""
    shared = entries(next(iter(feeds.values())), editions)
    parts = entries_of_documents({format: render_entries(format, feed, shared) for format, feed in feeds.items()})
    count = count_that_fits(parts)
    latest = latest_of(shared[:count])
    return {format: join_entries(format, feed, parts[:count], latest) for format, feed in feeds.items()}


def render_entries(format: str, feed: Feed, entries: Sequence[Entry]) -> bytes:
    """Render a feed document of any size with these entries."""
    return renderer(format).render(cleaned(feed), FORMATS[format].media_type, entries, latest_of(entries))


def entries_of_documents(documents: Mapping[str, bytes]) -> list[Parts]:
    """The entries, by format, cut out of documents that all have the same entries."""
    columns = [renderer(format).cut_entries(data.decode())[1] for format, data in documents.items()]
    return [dict(zip(documents, entry, strict=True)) for entry in zip(*columns, strict=True)]


def count_that_fits(entries: Iterable[Parts]) -> int:
    """The number of entries, counted from the first, that one feed can hold; it holds at least one."""
    space, count = FEED_LIMIT - _HEAD_SIZE, 0
    for parts in entries:
        space -= max((len(part.encode()) for part in parts.values()), default=0)
        if space < 0 and count:
            break
        count += 1
    return count


def join_entries(format: str, feed: Feed, entries: Iterable[Parts], latest: Latest) -> bytes:
    """The document of a feed, with entries cut out of other documents."""
    module = renderer(format)
    head = module.render(cleaned(feed), FORMATS[format].media_type, (), latest).decode()
    return module.with_entries(head, [parts[format] for parts in entries if format in parts]).encode()


def feed(config: Config, format: str, channel: Channel = NEWSROOM, chain: Chain = SUBSCRIPTION) -> Feed:
    """The head of a document of a channel. Raises KeyError for a format that is not in FORMATS."""
    look = identity.identity(config)
    file, folder = FORMATS[format].file, config.url + quote(channel.folder)

    def archive(month: str) -> str:
        """The address of the archive of a month, empty without a month, or without archives in this format."""
        is_there = month and format in channels.formats_of_archives(config)
        return config.url + quote(channels.folder(channel, month)) + file if is_there else ""

    return Feed(
        name=config.name,
        title=_title(config, channel, chain.month),
        description=config.description or _title(config, channel),
        language=channel.key if channel.kind is Kind.LANGUAGE else config.language,
        rights=config.feeds.rights,
        home=config.url + quote(chain.page),
        url=archive(chain.month) or folder + file,
        id=_feed_id(folder),
        site=config.url,
        notice=config.notice,
        time_zone=config.time_zone,
        icon=config.url + look.icon.path,
        logo=config.url + look.logo.path if look.logo else "",
        hub="" if chain.month else config.feeds.hub,
        older=archive(chain.older),
        newer=archive(chain.newer),
        current=folder + file if chain.month else "",
        is_complete=chain.is_complete,
    )


def _title(config: Config, channel: Channel, month: str = "") -> str:
    """The title of a feed, with the month of an archive."""
    title = config.feeds.title or config.name
    if channel.key:
        title = f"{channel.name or channel.key} – {title}"
    if month and month != UNDATED:
        first_day = dt.date(int(month[:4]), int(month[5:]), 1)
        language = channel.key if channel.kind is Kind.LANGUAGE else config.language
        title = f"{title}, {dates.month_and_year(first_day, language)}"
    return f"{config.rehearsal}: {title}" if config.rehearsal else title


def path(format: str, channel: Channel = NEWSROOM) -> str:
    """The path of the feed of a channel on the site."""
    return channel.folder + FORMATS[format].file


def _feed_id(folder_url: str) -> str:
    """An id of the feed that survives a change from http to https; docs/decisions/feeds.md says why not a tag: URI."""
    parts = urlsplit(folder_url)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"//{parts.netloc.lower()}{parts.path}").urn


def entries(feed: Feed, editions: Sequence[Edition], contested: Container[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a feed, newest first.

    `contested` has the slugs of releases whose id an older release has; if it is None, `editions` are compared. Readers
    show one entry for an id and hide the others, so the oldest release keeps the id.
    """
    ordered = sorted(editions, key=lambda edition: (edition.id, edition.slug))
    ordered.sort(key=lambda edition: edition.published, reverse=True)
    remaining_by_id = Counter(edition.id for edition in ordered)
    included: list[Entry] = []
    head = cleaned(feed)
    settings = FeedSettings(head.notice, head.language, ZoneInfo(head.time_zone))
    for edition in ordered:
        remaining_by_id[edition.id] -= 1
        is_contested = remaining_by_id[edition.id] > 0 if contested is None else edition.slug in contested
        entry = _entry(head, edition, settings, contested=is_contested)
        if entry.size > ENTRY_LIMIT:
            entry = entry._replace(content=clean(content.brief(edition, settings, summary=entry.summary)))
        included.append(entry)
    return tuple(included)


def latest_of(entries: Iterable[Entry]) -> Latest:
    """The moments of the newest changes of entries, independent of the clock."""
    moments = [(entry.updated, entry.published) for entry in entries]
    return Latest(max(updated for updated, _ in moments), max(found for _, found in moments)) if moments else Latest()


def cleaned(feed: Feed) -> Feed:
    """The feed with words and addresses that every format can carry; title, name and description are never empty."""
    words = {name: line(value) for name, value in feed._asdict().items() if isinstance(value, str)}
    words |= {name: address(words[name]) for name in _ADDRESSES if words[name]}
    words["title"] = words["title"] or words["name"] or words["home"]
    words["name"] = words["name"] or words["title"]
    words["description"] = words["description"] or words["title"]
    words["site"] = words["site"] or words["home"]
    return feed._replace(**cast("Any", words))


_ADDRESSES = ("home", "url", "site", "icon", "logo", "hub", "older", "newer", "current")


def _entry(feed: Feed, edition: Edition, settings: FeedSettings, *, contested: bool) -> Entry:
    """The entry for an edition; `contested` says that an older release has the same id."""
    url = address(edition.url)
    title = line(edition.title)
    is_tag = _LANGUAGE.fullmatch(edition.language)
    summary = line(edition.summary) or line(shortened(spaced(clean(edition.text)), 250)) or title
    return Entry(
        id=_entry_id(edition, url, contested=contested),
        url=url,
        title=title or summary or line(edition.slug) or url,
        summary=summary or line(edition.slug) or url,
        content=clean(content.whole(edition, settings)),
        language=edition.language if is_tag and edition.language.lower() != feed.language.lower() else "",
        published=in_whole_seconds(edition.published),
        updated=in_whole_seconds(edition.updated),
        author=line(edition.office_name) or feed.name,
        kind=line(edition.kind),
        office=line(edition.office),
        categories=_categories(feed, edition),
        image=next(filter(None, map(_image, edition.pictures)), None),
        source_name=line(edition.source_name),
        source_url=address(edition.source_url),
        attachments=tuple(
            attachment._replace(url=address(attachment.url), title=line(attachment.title))
            for attachment in edition.attachments
        ),
        other_languages=tuple(
            OtherLanguage(line(version.language), line(version.name), address(version.url))
            for version in edition.other_versions
            if _LANGUAGE.fullmatch(version.language)
        ),
    )


def _entry_id(edition: Edition, url: str, *, contested: bool) -> str:
    """The release's own id, or its address if the id is unusable or contested: a feed must not lose the release."""
    return url if contested or not _ABSOLUTE.fullmatch(edition.id) or repaired(edition.id) != edition.id else edition.id


def in_whole_seconds(value: dt.datetime) -> dt.datetime:
    """The moment in whole seconds, with an offset in whole minutes; before standard time, offsets had seconds."""
    moment = dates.with_whole_minutes(value)
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _categories(feed: Feed, edition: Edition) -> tuple[Category, ...]:
    """The kind, office and topics of an edition, each with a scheme below the newsroom's address."""
    terms = [
        ("kinds", edition.kind, edition.kind_label),
        ("offices", edition.office, edition.office_name),
        *(("topics", topic, topic) for topic in edition.topics),
    ]
    categories = (
        Category(line(term), f"{feed.site}#{scheme}", line(label) or line(term)) for scheme, term, label in terms
    )
    return tuple(dict.fromkeys(category for category in categories if category.term))


def _image(picture: Picture) -> Picture | None:
    """The picture with words and address that every format can carry, None if it has no address."""
    if not picture.url:
        return None
    alt, caption, credit = line(picture.alt), line(picture.caption), line(picture.credit)
    return picture.shared._replace(url=address(picture.shared.url), alt=alt, caption=caption, credit=credit)


def _byte_size(text: str) -> int:
    """The size of a text in bytes after escaping for both XML and JSON."""
    added = [count * text.count(character) for character, count in _ESCAPES.items()]
    return len(text.encode(errors="replace")) + sum(added)


_ESCAPES = {"&": 4, "<": 3, ">": 3, '"': 5, "'": 5, "\n": 1, "\t": 1, "\\": 1}  # bytes that each escape adds
