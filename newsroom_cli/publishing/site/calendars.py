"""The events of releases for calendars (RFC 5545): one file with all events, and one for each release with an event."""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.event_times import day_after, days_or_moments, is_over_at
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.publishing.site.list_page import ListPage

EVENTS = "events.ics"
_LONGEST_LINE = 75  # bytes


def is_calendar(path: str) -> bool:
    """Whether a file of the site is a calendar, by its path."""
    return path == EVENTS or is_of_release(path)


def is_of_release(path: str) -> bool:
    """Whether a file of the site is the calendar of one release, by its path."""
    return path.startswith("releases/") and path.endswith(".ics")


def file(slug: str, root: str = "") -> str:
    """The address of the calendar of a release; `root` is the relative path to the site's root."""
    return f"{root}releases/{quote(slug)}.ics"


def calendars(listings: Iterable[Listing], config: Config) -> Iterator[ListPage]:
    """Yield the calendar of all events, and one for each release with an event; none if no release has an event.

    In the calendar of all events, an event that is announced in several languages appears once, in the original.
    """
    events = tuple(listing for listing in listings if listing.event_starts)
    slugs = {event.slug for event in events}
    originals = tuple(event for event in events if event.translation_of not in slugs)
    if originals:
        yield ListPage(EVENTS, originals, functools.partial(calendar, originals, config))
    for event in events:
        yield ListPage(f"releases/{event.slug}.ics", (event,), functools.partial(calendar, (event,), config))


def calendar(events: Iterable[Listing], config: Config) -> bytes:
    """A calendar with the events of some releases."""
    name = _text(config.name)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newsroom//newsroom-cli//EN", f"NAME:{name}"]
    lines += [f"X-WR-CALNAME:{name}"]  # for calendar programs that do not know NAME
    lines += (line for event in events for line in _event(event, config))
    return "".join(_folded(line) for line in (*lines, "END:VCALENDAR")).encode()


def _event(listing: Listing, config: Config) -> Iterator[str]:
    """Yield the lines of an event. It changes only with its release, never with the clock."""
    url = page_url(listing.slug, config.url)
    mark, notice = (f"{config.rehearsal}: ", config.notice) if config.rehearsal else ("", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(listing.event_id or url)}"
    yield f"DTSTAMP:{_utc(listing.updated or listing.published)}"
    yield f"SEQUENCE:{listing.notices}"
    yield from _times(listing, config.zone)
    yield f"SUMMARY:{_text(mark + (listing.headline or listing.slug))}"
    yield "DESCRIPTION:" + _text("\n\n".join(filter(None, (notice, listing.summary, url))))
    if listing.event_place:
        yield f"LOCATION:{_text(listing.event_place)}"
    yield f"URL:{url}"
    yield f"STATUS:{'CANCELLED' if listing.taken_back else 'CONFIRMED'}"
    yield "END:VEVENT"


def _times(listing: Listing, zone: dt.tzinfo) -> Iterator[str]:
    """Yield the lines with start and end: days if neither has a time of day, and then the end is the day after."""
    starts, ends = listing.event_days
    first, last = days_or_moments(starts, ends, zone)
    if not isinstance(first, dt.datetime) and not isinstance(last, dt.datetime):
        yield f"DTSTART;VALUE=DATE:{_basic(first)}"
        yield f"DTEND;VALUE=DATE:{_basic(day_after(last or first))}"
        return
    opening = first if isinstance(first, dt.datetime) else dt.datetime.combine(first, dt.time(), zone)
    yield f"DTSTART:{_utc(opening)}"
    if last:
        yield f"DTEND:{_utc(is_over_at(opening, last, zone))}"


def _utc(moment: dt.datetime) -> str:
    """A moment in UTC, moved so that it stays within the year 9999."""
    if moment.date() == dt.date.max:
        moment -= dt.timedelta(days=1)
    return _basic(moment.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)) + "Z"


def _basic(value: dt.date) -> str:
    """A date or time without separators; the year always has four digits."""
    return value.isoformat().replace("-", "").replace(":", "")


_CONTROLS = pattern(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SPECIAL = pattern(r"[\\;,]")


def _text(text: str) -> str:
    """A text as a value: escaped, on one line, with composed letters and without control characters."""
    plain = _CONTROLS.sub(" ", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", plain).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line with its end, broken so that no part has more than 75 bytes; a character is never broken."""
    parts, start, size = [], 0, 0
    for index, character in enumerate(line):
        width = len(character.encode())
        if size + width > _LONGEST_LINE:
            parts.append(line[start:index])
            start, size = index, 1  # counts the space with which the next part begins
        size += width
    return "\r\n ".join([*parts, line[start:]]) + "\r\n"
