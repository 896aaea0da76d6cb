"""Everything that lists releases: front page, archives, offices, topics, languages, search, sitemap, calendars.

Each is made only of the lines of its releases, so it is rendered again only if one of these lines has changed.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from newsroom_cli.language.dates import dates
from newsroom_cli.language.sorting import sorting_key
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.model import language_tags
from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.attached.edition_files import Picture, Rendition
from newsroom_cli.newsroom.event_times import EventTime, event_time, is_over_at
from newsroom_cli.newsroom.links.language_versions import Sibling, families, one_of_each
from newsroom_cli.newsroom.listing import ListedPicture, Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing import collections
from newsroom_cli.publishing.collections import NEWSROOM, UNDATED, Channel, Collection, Kind
from newsroom_cli.publishing.feeds import channels, opml
from newsroom_cli.publishing.identity import identity
from newsroom_cli.publishing.site import calendars, pages, search, sitemap
from newsroom_cli.publishing.site.lines import Line, Link, line, version_link
from newsroom_cli.publishing.site.list_page import ListPage as ListPage  # others take it from here

_MOST_FEEDS = 60  # of offices, topics or languages, on the page about feeds
FRONT = "index.html"
NOT_FOUND = "404.html"
_FOLDERS = ("archive/", "offices/", "topics/", "languages/", "subscribe/")

NEWEST_ON_FRONT = 25  # releases on the front page, besides the lead
NEWEST = 50  # releases on the page of a collection; a collection that has more has pages by month, too
SUMMARIES = 10  # releases on a page that show their summary; others show only their line
_SOONEST = 6  # coming events on the front page


class Event(NamedTuple):
    """A coming event: its release, when it is, and where."""

    line: Line
    time: EventTime | None
    place: str


def is_list(path: str) -> bool:
    """Whether a page of the site lists releases, by its path."""
    return (
        path in (FRONT, NOT_FOUND, opml.FILE, search.PAGE)
        or (path.startswith(_FOLDERS) and path.endswith(".html"))
        or search.is_shard(path)
        or sitemap.is_sitemap(path)
        or calendars.is_calendar(path)
    )


def plan(listings: Iterable[Listing], config: Config, templates: Path | None, now: dt.datetime) -> dict[str, ListPage]:
    """All pages that list some public releases, by path; `now` decides which events are still to come."""
    return plan_of(collections.collections_of(listings, config), config, templates, now)


def plan_of(
    found: Sequence[Collection], config: Config, templates: Path | None, now: dt.datetime
) -> dict[str, ListPage]:
    """The pages of collections, as `plan` returns them."""
    site = _Site(config, templates)
    newsroom, *others = found
    planned = [
        site.front(newsroom, others, now),
        site.archive(newsroom, others),
        *(site.overview(kind, others) for kind in Kind if any(other.kind is kind for other in others)),
        *(site.newest(other) for other in others),
        *(page for collection in (newsroom, *others) for page in site.months(collection)),
        *site.years(newsroom),
        site.subscribe(newsroom, others),
    ]
    addresses = tuple(page.path for page in planned)
    planned += [
        *(page for other in others if other.kind is Kind.OFFICE for page in site.former(other)),
        site.page(NOT_FOUND, "site/404.html", root=urlsplit(config.url).path),
        site.search_page(newsroom),
        *site.outline(found),
        *search.shards(newsroom, config, templates),
        *calendars.calendars(newsroom.listings, config),
        *sitemap.for_robots(newsroom.listings, addresses, config),
    ]
    return {page.path: page for page in planned}


def front(found: Sequence[Collection], config: Config, templates: Path | None, now: dt.datetime) -> ListPage:
    """The front page of collections, as in `plan`."""
    return _Site(config, templates).front(found[0], found[1:], now)


def first_version(path: str, config: Config, templates: Path | None) -> bytes | None:
    """The bytes at the address of a new list while its build moves files into place; None if there is nothing yet.

    A page leads to the front page, the calendar of a release has no event, and the list of feeds has no feed. Nothing
    links to the other files before they are there.
    """
    site = _Site(config, templates)
    if calendars.is_of_release(path):
        return calendars.calendar((), config)
    if path == opml.FILE:
        return next(site.outline(())).render()
    return site.page(path, "site/new.html").render() if path.endswith(".html") else None


def _one_of_each(listings: Sequence[Listing], language: str) -> tuple[list[Listing], dict[str, tuple[Sibling, ...]]]:
    """The releases without their versions in other languages, and these by the slug of the one that is listed."""
    of_slug = families(listings)
    others_of = one_of_each(of_slug, language)
    listed = [listing for listing in listings if listing.slug in others_of or listing.slug not in of_slug]
    return listed, others_of


def _with_lead(newest: Sequence[Listing], config: Config, now: dt.datetime) -> tuple[Listing, ...]:
    """Releases with the lead story in front: the newest one in the newsroom's language that is still news.

    Releases that are taken back, in another language, or whose event is over lead only if there is no other.
    """

    def rank(listing: Listing) -> tuple[bool, bool, bool]:
        """The reasons against a release as the lead, the strongest first; False sorts first."""
        is_over = bool(listing.event_starts) and event_end(listing, config) <= now
        return listing.taken_back, listing.language.lower() != config.language.lower(), is_over

    lead = min((listing for listing in newest if not listing.killed), key=rank, default=None)
    return (lead, *(listing for listing in newest if listing is not lead)) if lead else tuple(newest)


def words(listings: Iterable[Listing]) -> str:
    """The words that lists show of some releases."""
    return "\n".join(
        f"{listing.headline}\n{listing.summary}\n{listing.event_place}\n{listing.topics}" for listing in listings
    )


def soonest(listings: Iterable[Listing], config: Config, now: dt.datetime) -> list[Listing]:
    """The releases with events that are not over at `now`, the first event first."""
    coming = [listing for listing in listings if listing.event_starts and event_end(listing, config) > now]
    return sorted(coming, key=lambda listing: (_starts_at(listing, config.zone), listing.slug))


def event_end(listing: Listing, config: Config) -> dt.datetime:
    """The moment at which the event of a release is over."""
    return is_over_at(*listing.event_days, config.zone)


def _starts_at(listing: Listing, zone: dt.tzinfo) -> dt.datetime:
    starts = listing.event_days[0]
    return starts if isinstance(starts, dt.datetime) else dt.datetime.combine(starts, dt.time(), zone)


class _Site(NamedTuple):
    """The planner of the lists of a newsroom, which also renders them."""

    config: Config
    templates: Path | None

    def page(
        self,
        path: str,
        template: str,
        inputs: tuple[Any, ...] = (),
        variables: Callable[[str, str], Mapping[str, Any]] | None = None,
        *,
        language: str = "",
        channel: Channel = NEWSROOM,
        root: str | None = None,
    ) -> ListPage:
        """A page; `variables` returns its own variables from the relative path to the site's root and its language."""
        root = "../" * path.count("/") if root is None else root
        language = language or self.config.language

        def render() -> bytes:
            """Render the page. Raises NewsroomError if a template of the newsroom is wrong."""
            common = pages.common_variables(
                self.config, self.templates, root=root, language=language, channel=channel,
                direction=language_tags.direction_of(language),
            )  # fmt: skip
            own_variables = {"preview": _logo(self.config), **(variables(root, language) if variables else {})}
            address = self.config.url + quote(path.removesuffix("index.html"))
            return pages.encoded(theme.render(self.templates, template, **common, address=address, **own_variables))

        return ListPage(path, inputs, render)

    def outline(self, found: Iterable[Collection]) -> Iterator[ListPage]:
        """Yield the list of all feeds, if there are any."""
        if not self.config.feeds.formats:
            return
        names = tuple(collection.channel for collection in found if channels.has_feeds(collection.kind, self.config))

        def render() -> bytes:
            """Render the list; its groups have the same names as the pages of the collections."""
            words = theme.words(self.templates, self.config.language)
            labels = {Kind.OFFICE: words.offices, Kind.TOPIC: words.topics, Kind.LANGUAGE: words.languages}
            return opml.render(self.config, names, labels)

        yield ListPage(opml.FILE, names, render)

    # --- the pages --------------------------------------------------------------------------------------------

    def front(self, newsroom: Collection, others: Sequence[Collection], now: dt.datetime) -> ListPage:
        """The front page: the lead story, coming events, and the newest releases as headings."""
        listed, others_of = _one_of_each(newsroom.listings, self.config.language)
        newest = _with_lead(listed[: NEWEST_ON_FRONT + 1], self.config, now)
        versions = tuple(others_of.get(listing.slug, ()) for listing in newest)
        coming = tuple(soonest(listed, self.config, now)[:_SOONEST])
        kinds = tuple(dict.fromkeys(other.kind for other in others))

        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the front page."""
            lines = [
                found._replace(versions=tuple(version_link(version, root) for version in several))
                for found, several in zip(self.lines(newest, root, language), versions, strict=True)
            ]
            picture = newest[0].picture if newest else None
            return {
                "lead": lines[0] if lines else None,
                "lead_picture": _source(picture, root) if picture else None,
                "preview": _shared(picture, self.config.url) if picture else _logo(self.config),
                "coming": [self._event(listing, root, language) for listing in coming],
                "years": _by_year(lines[1:]),
                "kinds": kinds,
            }

        return self.page(FRONT, "site/index.html", (newest, versions, coming, kinds), variables)

    def archive(self, newsroom: Collection, others: Sequence[Collection]) -> ListPage:
        """The index of the archive: years and months with the number of their releases, and all other lists."""
        by_month = _numbers(newsroom)
        links = tuple((other.kind, other.key, other.name, len(other.listings)) for other in others)

        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the archive."""
            return {
                "years": _month_links(by_month, f"{root}archive/", language),
                "kinds": tuple(dict.fromkeys(kind for kind, *_ in links)),
            }

        return self.page("archive/index.html", "site/archive.html", (by_month, links), variables)

    def years(self, newsroom: Collection) -> Iterator[ListPage]:
        """Yield the pages of the years, which list their months."""
        by_month = _numbers(newsroom)
        for year, months in itertools.groupby(by_month, key=lambda pair: pair[0][:4]):
            if year != UNDATED[:4]:
                yield self._year(year, tuple(months))

    def _year(self, year: str, months: tuple[tuple[str, int], ...]) -> ListPage:
        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the page of a year."""
            return {"years": _month_links(months, f"{root}archive/", language), "year": year, "kinds": ()}

        return self.page(f"archive/{year}/index.html", "site/archive.html", months, variables)

    def search_page(self, newsroom: Collection) -> ListPage:
        """The page of the search; it has the years, whose files its script loads."""
        years = tuple(search.years(newsroom))

        def variables(*_: str) -> dict[str, Any]:
            """The variables of the page of the search."""
            return {"years": years, "script": search.SCRIPT}

        return self.page(search.PAGE, "site/search.html", years, variables)

    def subscribe(self, newsroom: Collection, others: Sequence[Collection]) -> ListPage:
        """The page about feeds, with the addresses of all feeds and calendars; long lists are only linked to."""
        offered = tuple(other.channel for other in others if channels.has_feeds(other.kind, self.config))
        has_events = any(listing.event_starts for listing in newsroom.listings)

        def variables(_: str, language: str) -> dict[str, Any]:
            """The variables of the page about feeds."""
            kinds = list(Kind)
            named = sorted(offered, key=lambda one: (kinds.index(one.kind), sorting_key(one.name, language)))
            found: dict[Kind, list[tuple[str, pages.FeedLink]]] = {}
            for channel in named:
                found.setdefault(channel.kind, []).append((channel.name, pages.feeds_of(self.config, channel)[0]))
            listed = {kind: feeds if len(feeds) <= _MOST_FEEDS else [] for kind, feeds in found.items()}
            return {"feeds_of": listed, "calendar": calendars.EVENTS if has_events else ""}

        return self.page("subscribe/index.html", "site/subscribe.html", (offered, has_events), variables)

    def overview(self, kind: Kind, others: Sequence[Collection]) -> ListPage:
        """The list of all offices, topics or languages."""
        links = tuple((other.folder, other.name, len(other.listings)) for other in others if other.kind is kind)

        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the list of collections."""
            found = [Link(f"{root}{quote(folder)}index.html", name, count) for folder, name, count in links]
            found.sort(key=lambda link: (sorting_key(link.name, language), link.href))
            return {"kind": kind, "collections": found}

        return self.page(f"{kind}/index.html", "site/collections.html", links, variables)

    def newest(self, collection: Collection) -> ListPage:
        """The page of an office, a topic or a language: its newest releases, and its months if there are more."""
        by_month = _numbers(collection) if len(collection.listings) > NEWEST else ()
        newest = collection.listings[:NEWEST]

        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the page of a collection."""
            return {
                "collection": collection,
                "years": _by_year(self.lines(newest, root, language)),
                "months": _month_links(by_month, f"{root}{quote(collection.folder)}archive/", language),
            }

        inputs = (collection.name, newest, by_month)
        return self._of_collection(collection, "index.html", "site/collection.html", inputs, variables)

    def former(self, office: Collection) -> Iterator[ListPage]:
        """Yield pages at the former addresses of an office, which lead to its page."""
        url = f"{self.config.url}{quote(office.folder)}"
        moved = {"url": url, "headline": office.name}
        for key in self.config.offices[office.key].former_keys:
            yield self.page(f"offices/{key}/index.html", "site/moved.html", (url, office.name), lambda *_: moved)

    def months(self, collection: Collection) -> Iterator[ListPage]:
        """Yield the pages of the months; a small collection, other than the newsroom, has none."""
        if collection.key and len(collection.listings) <= NEWEST:
            return
        names = [month for month, _ in collection.months]
        for (month, found), newer, older in zip(collection.months, ["", *names], [*names[1:], ""], strict=False):
            yield self._month(collection, month, found, newer, older)

    def _month(
        self, collection: Collection, month: str, found: tuple[Listing, ...], newer: str, older: str
    ) -> ListPage:
        """The page of a month, which links to the next newer and the next older month."""

        def variables(root: str, language: str) -> dict[str, Any]:
            """The variables of the page of a month."""
            archive = f"{root}{quote(collection.folder)}archive/"
            return {
                "collection": collection,
                "month": _month_name(month, language),
                "year": "" if collection.key or month == UNDATED else month[:4],
                "years": _by_year(self.lines(found, root, language)),
                "newer": Link(f"{archive}{newer}/index.html", _month_name(newer, language)) if newer else None,
                "older": Link(f"{archive}{older}/index.html", _month_name(older, language)) if older else None,
            }

        inputs = (collection.name, month, found, newer, older)
        return self._of_collection(collection, f"archive/{month}/index.html", "site/month.html", inputs, variables)

    def _of_collection(
        self,
        collection: Collection,
        name: str,
        template: str,
        inputs: tuple[Any, ...],
        variables: Callable[[str, str], Mapping[str, Any]],
    ) -> ListPage:
        """A page in the folder of a collection; pages of a language are in that language."""
        return self.page(
            collection.folder + name,
            template,
            inputs,
            variables,
            language=collection.key if collection.kind is Kind.LANGUAGE else "",
            channel=collection.channel,
        )

    # --- parts of pages ---------------------------------------------------------------------------------------

    def lines(self, listings: Iterable[Listing], root: str, language: str) -> Iterator[Line]:
        """Yield the lines of a list; only the first SUMMARIES have a summary."""
        for index, listing in enumerate(listings):
            found = line(listing, root, language, self.config, self.templates)
            yield found if index < SUMMARIES else found._replace(summary="")

    def _event(self, listing: Listing, root: str, language: str) -> Event:
        starts, ends = listing.event_days
        return Event(
            line(listing, root, language, self.config, self.templates),
            event_time(starts, ends, language, self.config.zone),
            listing.event_place,
        )


class _Source(NamedTuple):
    """A picture on a page: its address, its size in pixels (0 if unknown), and its smaller copies; empty if none."""

    src: str
    width: int
    height: int
    srcset: str


def _source(picture: ListedPicture, root: str) -> _Source:
    address = root + quote(for_addresses(picture.file))
    copies = [f"{root}{copy} {width}w" for copy, width in picture.copies]
    return _Source(
        address, picture.width, picture.height, ", ".join([*copies, f"{address} {picture.width}w"] if copies else [])
    )


def _shared(picture: ListedPicture, site: str) -> Picture:
    """The picture of a line as programs show it beside a link to its page."""
    copies = tuple(Rendition(site + copy, width) for copy, width in picture.copies)
    address = site + quote(for_addresses(picture.file))
    return Picture(address, picture.file, picture.alt, "", "", picture.width, picture.height, 0, copies).shared


def _logo(config: Config) -> Picture | None:
    """The logo as programs show it beside a link to a page; None without one, and for an SVG, which they refuse."""
    logo = identity.identity(config).logo
    if logo is None or logo.path.endswith(".svg"):
        return None
    return Picture(config.url + logo.path, "", config.name, "", "")


def _numbers(collection: Collection) -> tuple[tuple[str, int], ...]:
    """The number of releases in each month, newest month first."""
    return tuple((month, len(found)) for month, found in collection.months)


def _by_year(lines: Iterable[Line]) -> list[tuple[int, list[Line]]]:
    return [(year, list(found)) for year, found in itertools.groupby(lines, key=lambda line: line.year)]


def _month_links(by_month: Sequence[tuple[str, int]], archive: str, language: str) -> list[tuple[str, list[Link]]]:
    """Links to the pages of months, by year, newest first; the year is "" for releases without a date."""
    return [
        (
            "" if year == UNDATED[:4] else year,
            [Link(f"{archive}{month}/index.html", _month_name(month, language), count) for month, count in months],
        )
        for year, months in itertools.groupby(by_month, key=lambda pair: pair[0][:4])
    ]


@functools.lru_cache(maxsize=4096)
def _month_name(month: str, language: str) -> str:
    """The name of a month with its year, empty for releases without a date."""
    if month in ("", UNDATED):
        return ""
    return dates.month_and_year(dt.date(int(month[:4]), int(month[5:]), 1), language)
