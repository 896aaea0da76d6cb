"""The events of releases as calendars: icalendar, which shares no code with us, reads them back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest
from samples import FRONT, sample_config, sample_edition

from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.publishing.site import list_pages

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
URL = sample_config().url
HALL = "Council Chamber; City Hall, 1 Quay Street\nPort Ellery \\ Harbour"


def release(starts: str = "2026-06-02T10:00:00-05:00", ends: str = "", **changes: Any) -> Listing:
    front = FRONT + f"\n[event]\nstarts = {starts}\n" + (f"ends = {ends}\n" if ends else "")
    return editions.listing(sample_edition(front=front))._replace(**changes)


def calendar(*lines: Listing, path: str = "events.ics", **changes: Any) -> bytes:
    return list_pages.plan(lines, sample_config(**changes), None, NOW)[path].render()


def events(data: bytes) -> list[Any]:
    """The events of a calendar, which must be as RFC 5545 wants it."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    parsed = icalendar.Calendar.from_ical(data)
    assert parsed.errors == [] and parsed["version"] == "2.0" and parsed["prodid"]
    found = parsed.walk("VEVENT")
    assert all(event.errors == [] for event in found)
    assert len({event["uid"] for event in found}) == len(found)
    return found


def test_an_event_says_what_when_and_where() -> None:
    line = release(ends="2026-06-02T12:30:00-05:00", event_place=HALL)
    (event,) = events(calendar(line))
    assert event["uid"] == "tag:news.port-ellery.example,2026:k3h8vq2m9x4c7b1f"
    assert event["summary"] == "City Opens Harbour Quarter Library" == line.headline
    assert event["location"] == HALL
    assert event["description"] == f"{line.summary}\n\n{URL}releases/2026-03-02-library.html"
    assert event["url"] == f"{URL}releases/2026-03-02-library.html"
    assert (event["dtstart"].dt, event["dtend"].dt) == (
        dt.datetime(2026, 6, 2, 15, tzinfo=dt.UTC),
        dt.datetime(2026, 6, 2, 17, 30, tzinfo=dt.UTC),
    )
    assert (event["status"], event["sequence"], event["dtstamp"].dt) == ("CONFIRMED", 0, line.published)


@pytest.mark.parametrize("starts", ["9999-12-31", "9999-12-31T23:59:59Z", "9999-12-31T23:00:00-05:00"])
@pytest.mark.parametrize("ends", ["", "9999-12-31", "9999-12-31T23:59:59-10:00"])
def test_the_last_day_of_the_calendar_has_a_place_in_it(starts: str, ends: str) -> None:
    (event,) = events(calendar(release(starts, ends)))
    assert event["dtstart"].dt.year == 9999


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [
        ("2026-06-02", "", dt.date(2026, 6, 2), dt.date(2026, 6, 3)),
        ("2026-06-02", "2026-06-02", dt.date(2026, 6, 2), dt.date(2026, 6, 3)),
        ("2026-06-02", "2026-06-04", dt.date(2026, 6, 2), dt.date(2026, 6, 5)),
        ("2026-12-31", "", dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
        ("2026-06-02T00:00:00-04:00", "", dt.date(2026, 6, 2), dt.date(2026, 6, 3)),
        ("2026-06-02T10:00:00Z", "", dt.datetime(2026, 6, 2, 10, tzinfo=dt.UTC), None),
        ("2026-06-02T10:00:00Z", "2026-06-01", dt.datetime(2026, 6, 2, 10, tzinfo=dt.UTC), None),
        ("2026-06-02T10:00:00Z", "2026-06-03", dt.datetime(2026, 6, 2, 10, tzinfo=dt.UTC),
         dt.datetime(2026, 6, 4, 4, tzinfo=dt.UTC)),
        ("2026-06-02", "2026-06-03T17:00:00-04:00", dt.datetime(2026, 6, 2, 4, tzinfo=dt.UTC),
         dt.datetime(2026, 6, 3, 21, tzinfo=dt.UTC)),
        ("2026-11-01T00:30:00-04:00", "2026-11-01T03:00:00-05:00", dt.datetime(2026, 11, 1, 4, 30, tzinfo=dt.UTC),
         dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_days_are_days_and_moments_are_moments(starts: str, ends: str, first: dt.date, last: dt.date | None) -> None:
    (event,) = events(calendar(release(starts, ends)))
    assert event["dtstart"].dt == first and (event["dtend"].dt if "dtend" in event else None) == last


def test_a_change_makes_an_event_newer_and_a_withdrawal_cancels_it() -> None:
    corrected = release(updated=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC), notices=2)
    (event,) = events(calendar(corrected))
    assert (event["sequence"], event["dtstamp"].dt, event["status"]) == (2, corrected.updated, "CONFIRMED")
    (event,) = events(calendar(corrected._replace(taken_back=True)))
    assert event["status"] == "CANCELLED"


def test_past_events_stay_whatever_the_clock_says() -> None:
    lines = [release("2020-05-01"), release(slug="b", event_id="b")]
    planned = [
        list_pages.plan(lines, sample_config(), None, now)["events.ics"] for now in (NOW, NOW + dt.timedelta(days=999))
    ]
    assert len(events(planned[0].render())) == 2
    assert planned[0].inputs == planned[1].inputs and planned[0].render() == planned[1].render()


def test_each_release_with_an_event_has_a_calendar_of_its_own_and_others_have_none() -> None:
    lines = [release(), release(slug="b c", event_id="b"), editions.listing(sample_edition())._replace(slug="none")]
    planned = list_pages.plan(lines, sample_config(), None, NOW)
    assert {path for path in planned if path.endswith(".ics")} == {
        "events.ics", "releases/2026-03-02-library.ics", "releases/b c.ics",
    }  # fmt: skip
    (event,) = events(planned["releases/b c.ics"].render())
    assert event["uid"] == "b" and event["url"] == f"{URL}releases/b%20c.html"
    assert not [path for path in list_pages.plan(lines[2:], sample_config(), None, NOW) if path.endswith(".ics")]


def test_an_event_in_several_languages_is_announced_once() -> None:
    original = release()
    spanish = release(slug="biblioteca", event_id="b", language="es", translation_of=original.slug)
    planned = list_pages.plan([original, spanish], sample_config(), None, NOW)
    assert [event["uid"] for event in events(planned["events.ics"].render())] == [original.event_id]
    assert [event["uid"] for event in events(planned["releases/biblioteca.ics"].render())] == ["b"]
    assert len(events(calendar(spanish, original._replace(event_starts="")))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "END:VEVENT\r\nBEGIN:VEVENT\nUID:x\rATTACH:https://evil.example",
        "図書館" * 60,
        "مكتبة " * 40,
        "👩‍👩‍👧‍👦" * 30,
        "\x00\x07\x1b[31m\x85red",
        '"; , \\n : = \\',
        "x" * 3000,
    ],
)
def test_any_words_stay_words(words: str) -> None:
    (event,) = events(calendar(release(headline=words, summary=words, event_place=words, event_id=words)))
    assert set(event) == {
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS"
    }  # fmt: skip
    if "\x00" not in words:
        assert event["summary"] == words.replace("\r\n", "\n").replace("\r", "\n")


def test_an_event_of_a_rehearsal_says_so() -> None:
    (event,) = events(calendar(release(), rehearsal="Rehearsal", notice="Not published"))
    assert event["summary"] == "Rehearsal: City Opens Harbour Quarter Library"
    assert event["description"].startswith("Not published\n")
