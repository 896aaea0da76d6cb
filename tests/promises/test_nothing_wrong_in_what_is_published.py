"""What is published says what the release says: times, addresses, tables, words, on pages, in feeds and in mails."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import lxml.html
import pytest
from samples import BODY, FRONT, sample_config, sample_release

from newsroom_cli import edition as editions
from newsroom_cli import mail
from newsroom_cli.config import Config
from newsroom_cli.edition import Edition
from newsroom_cli.publishing import feeds, site


def made(*, front: str = FRONT, body: str = BODY, config: Config | None = None) -> Edition:
    return editions.edition(sample_release(front=front, body=body), config or sample_config())


def page(edition: Edition, config: Config | None = None) -> str:
    return site.release_page(edition, config or sample_config(), None).decode()


def feed(edition: Edition, config: Config | None = None, *, form: str = "json") -> str:
    known = config or sample_config()
    return feeds.render(form, feeds.feed(known, form), [edition]).decode()


def content(edition: Edition, config: Config | None = None) -> str:
    """The HTML of the only entry of a feed."""
    import json

    return str(json.loads(feed(edition, config))["items"][0]["content_html"])


def letter(edition: Edition, config: Config | None = None) -> str:
    return mail.html(edition, config or sample_config(), None).decode()


def plain(edition: Edition, config: Config | None = None) -> str:
    return mail.text(edition, config or sample_config(), None).decode()


def words(html: str) -> str:
    return " ".join(lxml.html.document_fromstring(html).text_content().replace("\xa0", " ").split())


# --- events ---------------------------------------------------------------------------------------------------

NEW_YORK, ISTANBUL, LONDON = "America/New_York", "Europe/Istanbul", "Europe/London"
EVENTS = [
    # Autumn and spring, over several days.
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01T22:00:00-05:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-03-07T20:00:00-05:00", "2026-03-08T20:00:00-04:00", "Saturday, March 7, 2026, 8 p.m. EST – Sunday, March 8, 2026, 8 p.m. EDT"),
    (LONDON, "2026-10-24T18:00:00+01:00", "2026-10-25T18:00:00Z", "Saturday, October 24, 2026, 6 p.m. BST – Sunday, October 25, 2026, 6 p.m. GMT"),
    # The night itself: the day is said once, the zones are not the same.
    (NEW_YORK, "2026-11-01T00:30:00-04:00", "2026-11-01T03:00:00-05:00", "Sunday, November 1, 2026, 12:30 a.m. EDT – 3 a.m. EST"),
    (NEW_YORK, "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00", "Sunday, November 1, 2026, 1:30 a.m. EDT – 1:30 a.m. EST"),
    (NEW_YORK, "2026-03-08T01:00:00-05:00", "2026-03-08T04:00:00-04:00", "Sunday, March 8, 2026, 1 a.m. EST – 4 a.m. EDT"),
    # Typed without an offset, or in UTC: times of the newsroom.
    (NEW_YORK, "2026-10-30T18:00:00", "2026-11-01T22:00:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-10-30T22:00:00Z", "2026-11-02T03:00:00Z", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    # Zones that have no letters, with and without a change of clocks.
    (ISTANBUL, "2026-10-30T18:00:00+03:00", "2026-11-01T22:00:00+03:00", "Friday, October 30, 2026, 6 p.m. – Sunday, November 1, 2026, 10 p.m. UTC+3"),
    ("Antarctica/Troll", "2026-10-24T18:00:00+02:00", "2026-10-25T18:00:00+00:00", "Saturday, October 24, 2026, 6 p.m. UTC+2 – Sunday, October 25, 2026, 6 p.m. UTC+0"),
    # An event elsewhere keeps the clock of its place.
    (NEW_YORK, "2026-10-31T18:00:00-07:00", "2026-11-01T22:00:00-08:00", "Saturday, October 31, 2026, 6 p.m. UTC−7 – Sunday, November 1, 2026, 10 p.m. UTC−8"),
    (NEW_YORK, "2026-06-01T18:00:00+05:30", "2026-06-01T20:00:00+05:30", "Monday, June 1, 2026, 6 p.m. – 8 p.m. UTC+5:30"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01T22:00:00-04:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. UTC−4"),
    # One moment only; an end that says nothing, or lies before the start.
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30T18:00:00-04:00", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-29", "Friday, October 30, 2026, 6 p.m. EDT"),
    # A time of day that nobody gave is not invented, one that was given is said.
    (NEW_YORK, "2026-10-30", "2026-11-01", "Friday, October 30, 2026 – Sunday, November 1, 2026"),
    (NEW_YORK, "2026-10-30", "2026-11-01T22:00:00-05:00", "Friday, October 30, 2026 – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-10-30", "2026-10-30T22:00:00-04:00", "Friday, October 30, 2026 – 10 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026"),
    (NEW_YORK, "2026-10-31T18:00:00-04:00", "2026-11-01T00:00:00-04:00", "Saturday, October 31, 2026, 6 p.m. – Sunday, November 1, 2026, 12 a.m. EDT"),
    (NEW_YORK, "2026-10-31T00:00:00-04:00", "", "Saturday, October 31, 2026"),
    (NEW_YORK, "2026-10-31T00:00:00-04:00", "2026-10-31T12:00:00-04:00", "Saturday, October 31, 2026, 12 a.m. – 12 p.m. EDT"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "starts", "ends", "said"), EVENTS)
def test_page_feed_and_mail_say_the_same_time_of_an_event(zone: str, starts: str, ends: str, said: str) -> None:
    config = sample_config(time_zone=zone)
    assert config.zone == ZoneInfo(zone)
    event = f"[event]\nstarts = {starts}\n" + (f"ends = {ends}\n" if ends else "")
    edition = made(front=FRONT.replace("[dateline]", f"{event}\n[dateline]"), config=config)
    assert f"<strong>{said}</strong>" in content(edition, config)
    assert f"When: {said} PORT ELLERY" in words(letter(edition, config))
    assert f"When: {said} PORT ELLERY" in " ".join(plain(edition, config).split())
    when = lxml.html.document_fromstring(page(edition, config)).xpath("//dl[@class='event']/dd")[0]
    assert " ".join(when.text_content().split()) == said
