"""The files that the script of the search page loads: for each year, the facts about its releases that are searched."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.directions import opposite_direction
from newsroom_cli.model.config import Config
from newsroom_cli.model.language_tags import direction_of
from newsroom_cli.newsroom.edition import language_of_label
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.collections import UNDATED, Collection
from newsroom_cli.publishing.site.list_page import ListPage

PAGE = "search/index.html"
SCRIPT = "search.js"


def is_shard(path: str) -> bool:
    """Whether a file of the site is a file of a year for the search, by its path."""
    return path.startswith("search/") and path.endswith(".json")


def years(newsroom: Collection) -> dict[str, tuple[Listing, ...]]:
    """The releases that can be found, by year, newest first; those without a date come last, under UNDATED."""
    found = {
        UNDATED if year == UNDATED[:4] else year: tuple(
            listing for _, listings in months for listing in listings if not listing.killed
        )
        for year, months in itertools.groupby(newsroom.months, key=lambda pair: pair[0][:4])
    }
    return {year: listings for year, listings in found.items() if listings}


def shards(newsroom: Collection, config: Config, templates: Path | None) -> Iterator[ListPage]:
    """Yield the files of the years for the search."""
    for year, listings in years(newsroom).items():
        yield ListPage(f"search/{year}.json", listings, functools.partial(_shard, listings, config, templates))


def _shard(listings: Iterable[Listing], config: Config, templates: Path | None) -> bytes:
    """The releases of a year as JSON, newest first; values that many share are in tables, and releases number them.

    Each release is a list: slug, headline, summary, day, and its numbers in the tables: kind, office, topics, language.
    """
    import msgspec

    tables: dict[str, dict[Any, int]] = {"kinds": {}, "offices": {}, "topics": {}, "languages": {}}

    def number(table: str, value: Any) -> int:
        """The number of a value in a table."""
        return tables[table].setdefault(value, len(tables[table]))

    releases = [
        (
            listing.slug,
            listing.headline,
            listing.summary,
            _day(listing, config),
            number("kinds", (listing.kind_label, _language_of_kind(listing, config, templates))),
            number("offices", listing.office_name),
            [number("topics", topic) for topic in listing.topics],
            number("languages", _language(listing, config)),
        )
        for listing in listings
    ]
    content: dict[str, Any] = {"notice": config.notice} if config.rehearsal else {}
    content |= {name: list(table) for name, table in tables.items()} | {"releases": releases}
    # Without < no server or browser mistakes the file for a page.
    composed = unicodedata.normalize("NFC", msgspec.json.encode(content).decode())
    return composed.replace("<", "\\u003c").encode() + b"\n"


def _day(listing: Listing, config: Config) -> str:
    """The day of publication in the newsroom's time zone; empty without a date."""
    published = dates.local(listing.published, config.zone)
    return published.date().isoformat() if published.year > 1 else ""


def _language_of_kind(listing: Listing, config: Config, templates: Path | None) -> str:
    """The language of the kind of a release; empty if it is that of the search page."""
    language = language_of_label(listing.kind_label, listing.language, config, templates)
    return language if theme.language_attributes(language, config.language) else ""


def _language(listing: Listing, config: Config) -> tuple[str, str, str]:
    """The language of a release and the directions of its headline and summary, empty where the page has the same."""
    is_other = theme.language_attributes(listing.language, config.language, listing.direction)
    language, own = (listing.language, listing.direction) if is_other else ("", "")
    around = own or direction_of(config.language)
    headline, summary = (opposite_direction(text, around) or own for text in (listing.headline, listing.summary))
    return language, headline, summary
