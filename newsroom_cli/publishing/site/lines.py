"""Releases as lines on pages: in lists, and on the pages of their neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.model import language_tags
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.edition import language_of_label
from newsroom_cli.newsroom.links.language_versions import Sibling
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.neighbours import Neighbours


class VersionLink(NamedTuple):
    """A link to a version of a release in another language; `name` is the language's own name for itself."""

    href: str
    name: str
    lang: str


class Line(NamedTuple):
    """A line of a list as plain text; without a date, `year` is 0, and `day` and `date` are empty.

    `lang` and `kind_lang` have the HTML attributes of a language that differs from that of the page, `direction` is
    that of the text around the words, "ltr" or "rtl"; `versions` are the versions in other languages that have no line
    of their own in the list.
    """

    href: str
    headline: str
    year: int
    day: str
    date: str
    kind: str
    office: str
    summary: str
    lang: str
    kind_lang: str
    versions: tuple[VersionLink, ...] = ()
    direction: str = "ltr"


class Link(NamedTuple):
    """A link to another list, with the number of releases there."""

    href: str
    name: str
    number: int = 0


class NeighbourLines(NamedTuple):
    """The lines of the neighbours of a release, on its page."""

    later: Line | None = None
    earlier: Line | None = None
    related: tuple[Line, ...] = ()


NO_NEIGHBOURS = NeighbourLines()


def neighbour_lines(
    neighbours: Neighbours | None,
    listings: Mapping[str, Listing],
    config: Config,
    templates: Path | None,
    language: str,
) -> NeighbourLines:
    """The lines of the neighbours of a release, for its page in this language."""
    if neighbours is None:
        return NO_NEIGHBOURS
    found = {
        slug: line(listings[slug], "../", language, config, templates)._replace(summary="")
        for slug in neighbours.slugs
        if slug in listings
    }
    related = tuple(found[slug] for slug in neighbours.related if slug in found)
    return NeighbourLines(found.get(neighbours.later), found.get(neighbours.earlier), related)


def version_link(version: Sibling, root: str) -> VersionLink:
    """The link to a version of a release; `root` is the relative path to the site's root."""
    lang = theme.language_attributes(version.language, "", language_tags.direction_of(version.language))
    return VersionLink(root + page_url(version.slug, ""), dates.name_of_language(version.language), lang)


def line(listing: Listing, root: str, language: str, config: Config, templates: Path | None) -> Line:
    """The line of a release in a list on a page in this language; `root` is the relative path to the site's root."""
    published = dates.local(listing.published, config.zone)
    dated = published.year > 1
    kind_language = language_of_label(listing.kind_label, listing.language, config, templates)
    lang = theme.language_attributes(listing.language, language, listing.direction)
    return Line(
        root + page_url(listing.slug, ""),
        listing.headline,
        published.year if dated else 0,
        published.date().isoformat() if dated else "",
        theme.long_date(published, language) if dated else "",
        listing.kind_label,
        listing.office_name,
        listing.summary,
        lang,
        theme.language_attributes(kind_language, language),
        direction=listing.direction if lang else language_tags.direction_of(language),
    )
