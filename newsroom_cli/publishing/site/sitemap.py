"""The addresses of all public pages for search engines (sitemaps.org), and robots.txt, which says where they are."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.links.language_versions import Sibling, families
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.publishing.site.list_page import ListPage

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_MOST_ADDRESSES = 50_000  # in one file, as the protocol allows
_LARGEST = 50_000_000  # bytes of one file, as the protocol allows
_PART = 10_000  # addresses in each part of a large sitemap; even the longest addresses stay far below _LARGEST
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Address(NamedTuple):
    """A page for search engines: its absolute address, and the moment of its last change, None if that is unknown.

    `versions` has language and address of each version of a page in several languages, with the page itself.
    """

    url: str
    changed: dt.datetime | None = None
    versions: tuple[tuple[str, str], ...] = ()


Versions = Mapping[str, tuple[Sibling, ...]]  # the versions of a release in several languages, by its slug


def is_sitemap(path: str) -> bool:
    """Whether a file of the site is for search engines, by its path."""
    return path in (SITEMAP, ROBOTS) or (path.startswith("sitemap-") and path.endswith(".xml"))


def for_robots(listings: Sequence[Listing], lists: Iterable[str], config: Config) -> Iterator[ListPage]:
    """Yield the sitemap, in parts if it is large, and robots.txt; a rehearsal has only a robots.txt that forbids all.

    `listings` has the public releases, newest first, `lists` the paths of the pages that list them. Pages of killed
    releases are left out. The oldest release comes first, so that a new one changes only the last part.
    """
    if not config.rehearsal:
        releases = tuple(listing for listing in reversed(listings) if not listing.killed)
        yield from _sitemaps((*releases, *lists), families(releases), config)
    yield ListPage(ROBOTS, (), functools.partial(_robots, config))


def _sitemaps(pages: tuple[Listing | str, ...], versions: Versions, config: Config) -> Iterator[ListPage]:
    """Yield one sitemap, or an index with its parts."""
    largest = _most_bytes(pages, config) * (1 + max(map(len, versions.values()), default=0))
    if len(pages) <= _MOST_ADDRESSES and largest <= _LARGEST:
        yield _map(SITEMAP, pages, versions, config)
        return
    parts = [pages[start : start + _PART] for start in range(0, len(pages), _PART)]
    newest = tuple(max(filter(None, map(_changed, part)), default=None) for part in parts)
    for number, part in enumerate(parts, start=1):
        yield _map(_part(number), part, versions, config)
    yield ListPage(SITEMAP, newest, functools.partial(_index, newest, config))


def _map(path: str, pages: tuple[Listing | str, ...], versions: Versions, config: Config) -> ListPage:
    """A sitemap of some pages."""
    slugs = (page.slug for page in pages if not isinstance(page, str))
    linked = tuple((slug, versions[slug]) for slug in slugs if slug in versions)
    return ListPage(path, (pages, linked), functools.partial(_urls, pages, dict(linked), config))


def _part(number: int) -> str:
    return f"sitemap-{number}.xml"


def _most_bytes(pages: Sequence[Listing | str], config: Config) -> int:
    """The most bytes that the entries of pages can take: escaping makes at most three of each byte of a name."""
    names = "".join([page if isinstance(page, str) else page.slug for page in pages])
    return len(pages) * (len(config.url) + 120) + 3 * len(names.encode())


def _changed(page: Listing | str) -> dt.datetime | None:
    """The moment of the last change of a release; None for lists, which search engines need not read again."""
    if isinstance(page, str):
        return None
    changed = page.updated or page.published
    return changed if changed.year > 1 else None


def _address(page: Listing | str, versions: Versions, config: Config) -> Address:
    """The address of the page of a release, or of a page that lists releases."""
    if isinstance(page, str):
        return Address(config.url + quote(page.removesuffix("index.html")))
    siblings = versions.get(page.slug, ())
    linked = tuple((sibling.language, page_url(sibling.slug, config.url)) for sibling in siblings)
    return Address(page_url(page.slug, config.url), _changed(page), linked)


# --- the files ------------------------------------------------------------------------------------------------


def _urls(pages: Iterable[Listing | str], versions: Versions, config: Config) -> bytes:
    """The sitemap of some pages."""
    more = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if versions else ""
    return _document(f"urlset{more}", (_entry("url", _address(page, versions, config)) for page in pages))


def _index(newest: Sequence[dt.datetime | None], config: Config) -> bytes:
    """The index of the parts, each with the moment of its newest change."""
    addresses = (Address(config.url + _part(number), moment) for number, moment in enumerate(newest, start=1))
    return _document("sitemapindex", (_entry("sitemap", address) for address in addresses))


def _entry(tag: str, address: Address) -> str:
    changed = f"<lastmod>{_moment(address.changed)}</lastmod>" if address.changed else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(language)}" href="{escape(url)}"/>'
        for language, url in address.versions
    )
    return f"<{tag}><loc>{escape(address.url)}</loc>{changed}{links}</{tag}>\n"


def _document(root: str, entries: Iterable[str]) -> bytes:
    tag, _, more = root.partition(" ")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="{_NAMESPACE}"{more and f" {more}"}>\n'
    return "".join(itertools.chain((head,), entries, (f"</{tag}>\n",))).encode()


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _robots(config: Config) -> bytes:
    """The content of robots.txt: robots may read everything, but nothing of a rehearsal."""
    if config.rehearsal:
        return f"# {' '.join(config.notice.split())}\nUser-agent: *\nDisallow: /\n".encode()
    return f"User-agent: *\nDisallow:\n\nSitemap: {config.url}{SITEMAP}\n".encode()
