"""What pages tell search engines."""

from __future__ import annotations

import datetime as dt
import json

from samples import FRONT, sample_config, sample_edition

from newsroom_cli.newsroom.edition import Picture
from newsroom_cli.publishing.site import structured_data


def test_a_release_is_a_news_article_of_its_office() -> None:
    edition = sample_edition(updated=dt.datetime(2026, 3, 3, 16, 15, tzinfo=dt.timezone(dt.timedelta(hours=-5))))
    article = structured_data.news_article(edition, sample_config())
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "City Opens Harbour Quarter Library"
    assert (article["datePublished"], article["dateModified"]) == (
        "2026-03-02T00:00:00-05:00",
        "2026-03-03T16:15:00-05:00",
    )
    assert article["@id"] == article["url"] == edition.url
    assert article["author"]["@type"] == article["publisher"]["@type"] == "Organization"
    assert article["author"]["name"] == "Office of the Mayor"
    assert article["publisher"]["name"] == "City of Port Ellery"
    assert article["inLanguage"] == "en" and article["keywords"] == ["libraries"]
    assert "image" not in article and "about" not in article and "isBasedOn" not in article


def test_pictures_are_named_by_absolute_address() -> None:
    picture = Picture("https://news.port-ellery.example/releases/a.png", "releases/a.png", "A", "", "")
    article = structured_data.news_article(
        sample_edition(pictures=(picture, Picture("", "", "B", "", ""))), sample_config()
    )
    assert article["image"] == ["https://news.port-ellery.example/releases/a.png"]


def test_without_office_the_newsroom_is_the_author() -> None:
    article = structured_data.news_article(sample_edition(office_name=""), sample_config())
    assert article["author"] == article["publisher"]


def test_an_event_is_told_as_one() -> None:
    front = FRONT.replace(
        "[dateline]",
        "[event]\nstarts = 2026-03-07T10:00:00-05:00\nends = 2026-03-08\n"
        'place = """Harbour Hall\n12 Quay Street\n Port Ellery"""\n[dateline]',
    )
    about = structured_data.news_article(sample_edition(front=front), sample_config())["about"]
    assert about["startDate"] == "2026-03-07T10:00:00-05:00"
    assert about["endDate"] == "2026-03-08"
    assert about["location"] == {"@type": "Place", "name": "Harbour Hall", "address": "12 Quay Street, Port Ellery"}
    assert "eventStatus" not in about
    withdrawn = sample_edition(front=front, taken_back="withdrawn")
    about = structured_data.news_article(withdrawn, sample_config())["about"]
    assert about["eventStatus"] == "https://schema.org/EventCancelled"


def test_nothing_in_it_can_end_the_script_element() -> None:
    hostile = "</script><!-- <script> & \u2028\u2029 \x00"
    written = structured_data.script(sample_edition(headline=hostile), sample_config())
    assert not set(written) & set("<>&\u2028\u2029\x00")
    assert json.loads(written)["headline"] == hostile
