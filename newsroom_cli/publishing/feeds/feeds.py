"""The feeds of a newsroom: heads and entries that all formats share, so all formats say the same."""

from __future__ import annotations

import datetime as dt
import importlib
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.edition_files import Attachment, Picture
from newsroom_cli.publishing.feeds import content
from newsroom_cli.publishing.feeds.content import FeedSettings
from newsroom_cli.publishing.feeds.text import address, clean, line, repaired, spaced

__all__ = ["FORMATS", "Category", "Entry", "Feed", "Renderer", "entries", "feed", "newest", "render", "renderer"]

# Bytes in the longest format, so that all formats have the same entries: the limit of big news aggregators.
ENTRY_LIMIT = 1_000_000
FEED_LIMIT = 2_000_000
# The bytes of an entry's own markup and dates, rounded up.
_MARKUP_SIZE = 2_000

# The last update of a feed without entries. A moment is required; the clock would change the bytes of every build, the
# moment must lie before the first release, and validators take years before 1990 for a mistake.
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

_T = TypeVar("_T")
_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LANGUAGE = pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Feed(NamedTuple):
    """The head of a feed document, as plain text.

    `name` is the newsroom's, and the author of releases without office. `home` is the absolute address of the page
    the feed belongs to, `url` that of the document itself. `id` is stable and the same in all formats. `site` is the
    newsroom's address, the base of category schemes; `notice` a line that every entry must carry; `time_zone` the
    newsroom's, by its IANA name.
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


class Category(NamedTuple):
    """A category of an entry: the word, the address of the list it comes from, and the label for people."""

    term: str
    scheme: str
    label: str


class OtherLanguage(NamedTuple):
    """The same release in another language: its tag, the name of the language in itself, the address of the page."""

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

    def render(self, feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
        """Render a feed document as UTF-8; equal values give equal bytes."""

    def without(self, document: str, pages: Sequence[str]) -> str:
        """Remove the entries of some pages, given by the ends of their addresses, from a rendered document."""

    def with_kept(self, document: str, before: str, pages: Sequence[str], limit: int) -> str:
        """Add the entries of some pages from an earlier document to a rendered one, which has `limit` at most."""


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
    heads = {format: cleaned(feed) for format, feed in feeds.items()}
    shared = entries(next(iter(heads.values())), editions)
    return {format: renderer(format).render(head, FORMATS[format].media_type, shared) for format, head in heads.items()}


def feed(config: Config, format: str, *, office: str = "") -> Feed:
    """The head of a feed; `office` is the key of an office, empty for the whole newsroom.

    Raises KeyError for a format that is not in FORMATS.
    """
    newsroom_title = config.feeds.title or config.name
    office_config = config.offices.get(office)
    title = (
        f"{(office_config.name if office_config else '') or office} – {newsroom_title}" if office else newsroom_title
    )
    if config.rehearsal:
        title = f"{config.rehearsal}: {title}"
    url = config.url + path(format, office)
    folder_url = url.removesuffix(FORMATS[format].file)
    return Feed(
        name=config.name,
        title=title,
        description=config.description or title,
        language=config.language,
        rights=config.feeds.rights,
        home=config.url,  # offices have no page of their own
        url=url,
        id=_feed_id(folder_url),
        site=config.url,
        notice=config.notice,
        time_zone=config.time_zone,
    )


def path(format: str, office: str = "") -> str:
    """The path of a feed on the site; `office` is the key of an office, empty for the whole newsroom."""
    return (f"offices/{office}/" if office else "") + FORMATS[format].file


def _feed_id(folder_url: str) -> str:
    """An id of the feed that survives a change from http to https; docs/decisions/feeds.md says why not a tag: URI."""
    parts = urlsplit(folder_url)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"//{parts.netloc.lower()}{parts.path}").urn


def entries(feed: Feed, editions: Sequence[Edition]) -> tuple[Entry, ...]:
    """The entries of a feed, newest first; without the oldest if all together exceed FEED_LIMIT."""
    ordered = sorted(editions, key=lambda edition: (edition.id, edition.slug))
    ordered.sort(key=lambda edition: edition.published, reverse=True)
    remaining_by_id = Counter(edition.id for edition in ordered)
    included: list[Entry] = []
    settings = FeedSettings(feed.notice, feed.language, ZoneInfo(feed.time_zone))
    space = FEED_LIMIT - 3 * _byte_size("".join(feed)) - _MARKUP_SIZE
    for edition in ordered:
        remaining_by_id[edition.id] -= 1
        # Readers show one entry for an id and hide the others: the oldest release keeps the id.
        entry = _entry(feed, edition, settings, contested=remaining_by_id[edition.id] > 0)
        size = entry.size
        if size > ENTRY_LIMIT:
            entry = entry._replace(content=clean(content.brief(edition, settings, summary=entry.summary)))
            size = entry.size
        space -= size
        if space < 0 and included:
            break
        included.append(entry)
    return tuple(included)


def merged(
    old: Sequence[_T], new: Sequence[_T], *, is_kept: Callable[[_T], bool], id: Callable[[_T], str], limit: int
) -> list[_T]:
    """Merge kept entries of an earlier document into those of a new one, where the earlier order puts them."""
    entries = list(new)
    following: str | None = None
    ids = {id(entry) for entry in new}
    for entry in reversed(old):
        if id(entry) in ids:
            following = id(entry)
        elif is_kept(entry):
            index = next((index for index, other in enumerate(entries) if id(other) == following), len(entries))
            entries.insert(index, entry)
            following = id(entry)
    return entries[:limit]


def newest(entries: Sequence[Entry]) -> dt.datetime:
    """The moment of a feed's last change: the last update of an entry, independent of the clock."""
    return max((entry.updated for entry in entries), default=NEVER)


def cleaned(feed: Feed) -> Feed:
    """The feed with words and addresses that every format can carry; title, name and description are never empty."""
    words = {name: line(value) for name, value in feed._asdict().items()}
    words |= {name: address(words[name]) for name in ("home", "url", "site")}
    words["title"] = words["title"] or words["name"] or words["home"]
    words["name"] = words["name"] or words["title"]
    words["description"] = words["description"] or words["title"]
    words["site"] = words["site"] or words["home"]
    return Feed(**words)


def _entry(feed: Feed, edition: Edition, settings: FeedSettings, *, contested: bool) -> Entry:
    """The entry for an edition; `contested` says that an older release has the same id."""
    url = address(edition.url)
    title = line(edition.title)
    summary = line(edition.summary) or line(shortened(spaced(clean(edition.text)), 250)) or title
    return Entry(
        id=_entry_id(edition, url, contested=contested),
        url=url,
        title=title or summary or line(edition.slug) or url,
        summary=summary or line(edition.slug) or url,
        content=clean(content.whole(edition, settings)),
        language=_language(edition.language, feed),
        published=_in_whole_seconds(edition.published),
        updated=_in_whole_seconds(edition.updated),
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
    """The release's own id; its address if it has no usable id, because a feed must not lose the release."""
    return url if contested or not _ABSOLUTE.fullmatch(edition.id) or repaired(edition.id) != edition.id else edition.id


def _in_whole_seconds(value: dt.datetime) -> dt.datetime:
    """The moment in whole seconds, with an offset in whole minutes; before standard time, offsets had seconds."""
    return dates.with_whole_minutes(value).replace(microsecond=0)


def _language(tag: str, feed: Feed) -> str:
    return tag if _LANGUAGE.fullmatch(tag) and tag.lower() != feed.language.lower() else ""


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
    return picture._replace(url=address(picture.url), alt=alt, caption=caption, credit=credit)


def _byte_size(text: str) -> int:
    """The size of a text in bytes after escaping for both XML and JSON."""
    added = [count * text.count(character) for character, count in _ESCAPES.items()]
    return len(text.encode(errors="replace")) + sum(added)


_ESCAPES = {"&": 4, "<": 3, ">": 3, '"': 5, "'": 5, "\n": 1, "\t": 1, "\\": 1}  # bytes that each escape adds
