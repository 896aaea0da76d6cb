"""The pages that list releases: which there are, what they show, and which a new release changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from promises.rooms import add, change, make_room
from samples import sample_config, sample_edition

from newsroom_cli.model.config import Contact, Office
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.listing import ListedPicture, Listing
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.site import list_pages

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
HOSTILE = "<script>alert(7*7)</script>{{ 7*7 }}\"'><img src=x onerror=alert(1)>"


def listings(count: int, **changes: Any) -> list[Listing]:
    first = editions.listing(sample_edition())._replace(topics=())._replace(**changes)
    return [
        first._replace(
            slug=f"r{number}", headline=f"Release {number}", published=first.published - dt.timedelta(days=number)
        )
        for number in range(count)
    ]


def plan(lines: list[Listing], **changes: Any) -> dict[str, list_pages.ListPage]:
    return list_pages.plan(lines, sample_config(**changes), None, NOW)


def page(lines: list[Listing], path: str, **changes: Any) -> Any:
    return lxml.html.document_fromstring(plan(lines, **changes)[path].render().decode())


def texts(page: Any, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


YEAR_LINKS = "//*[@class='year']//a"


# --- which pages there are ------------------------------------------------------------------------------------


def test_offices_topics_and_months_have_pages_and_languages_only_if_there_are_two() -> None:
    one, two = listings(2)
    found = plan([one._replace(topics=("Parks & Pools",)), two])
    assert {path for path in found if path.endswith("/index.html")} == {
        "archive/index.html", "archive/2026/index.html", "archive/2026-03/index.html",
        "offices/index.html", "offices/mayors-office/index.html", "topics/index.html", "topics/parks-pools/index.html",
        "subscribe/index.html", "search/index.html",
    }  # fmt: skip
    spanish = plan([one, two._replace(language="es")])
    assert {"languages/index.html", "languages/en/index.html", "languages/es/index.html"} <= spanish.keys()
    assert texts(page([one, two._replace(language="es")], "languages/es/index.html"), "//h1") == ["Español"]


@pytest.mark.parametrize(
    ("topics", "keys"),
    [
        (("Parks/Recreation",), ["parks-recreation"]),
        (("Parks", "parks ", "PARKS"), ["parks"]),
        (("+++", "Ferry"), ["ferry", "topic-"]),
        (("الحدائق",), ["الحدائق"]),
        (("..", "/"), ["topic-", "topic-"]),
        (("index.html",), ["index-html"]),
        (("\u0301\u0301", "🌳"), ["topic-", "topic-"]),
        (("  ",), []),
    ],
)
def test_any_topic_has_a_safe_address(topics: tuple[str, ...], keys: list[str]) -> None:
    found = sorted(
        path.split("/")[1]
        for path in plan(listings(1, topics=topics))
        if path.count("/") == 2 and path[:7] == "topics/"
    )
    assert [key[:6] if key.startswith("topic-") else key for key in found] == sorted(keys)


def test_topics_are_sorted_as_the_language_of_the_site_sorts_them() -> None:
    found = listings(1, topics=("Ärenden", "Zoo", "Åkrar"))
    assert texts(page(found, "topics/index.html", language="sv"), "//main//li/a") == ["Zoo", "Åkrar", "Ärenden"]


def test_an_unknown_office_has_no_page_but_its_release_is_listed() -> None:
    found = plan(listings(1, office="gone"))
    assert "offices/index.html" not in found and "archive/2026-03/index.html" in found


def test_the_page_of_an_office_says_whom_reporters_may_call() -> None:
    desk = Contact(name="Night <desk>", phone="+1 617 555 0100", email="night@port-ellery.example")
    offices = {"mayors-office": Office(name="Office of the Mayor", contacts=(desk,))}
    path = "//*[@class='contacts']"
    (contacts,) = page(listings(1), "offices/mayors-office/index.html", offices=offices).xpath(path)
    assert "Night <desk>" in contacts.text_content()
    assert contacts.xpath(".//a/@href") == ["tel:+16175550100", "mailto:night@port-ellery.example"]
    assert not page(listings(1, topics=("Ferry",)), "topics/ferry/index.html", offices=offices).xpath(path)


def test_the_title_of_a_list_has_at_most_seventy_characters() -> None:
    lines = listings(list_pages.NEWEST + 1, topics=("Parks & gardens, " * 3 + "playgrounds",))
    found = plan(lines, name="City of Port Ellery and its Islands")
    pages = {path: found[path].render().decode() for path in found if path.endswith(".html")}
    titles = {path: page.partition("<title>")[2].partition("</title>")[0] for path, page in pages.items()}
    assert max(map(len, titles.values())) <= 70
    assert titles["archive/2026-03/index.html"] == "March 2026 – City of Port Ellery and its Islands"
    (of_topic,) = (title for path, title in titles.items() if path.startswith("topics/parks") and "archive" not in path)
    assert of_topic.startswith("Parks &amp; gardens, Parks &amp; gardens, ") and of_topic.endswith("…")


def test_the_former_address_of_an_office_leads_to_its_page() -> None:
    offices = {"mayors-office": Office(name="Office of the Mayor", former_keys=("mayor",))}
    found = plan(listings(1), offices=offices)["offices/mayor/index.html"].render().decode()
    assert "https://news.port-ellery.example/offices/mayors-office/" in found and 'http-equiv="refresh"' in found


def test_a_collection_with_many_releases_has_pages_by_month_and_one_with_few_has_none() -> None:
    few, many = plan(listings(list_pages.NEWEST)), plan(listings(list_pages.NEWEST + 1))
    assert not [path for path in few if path.startswith("offices/mayors-office/archive/")]
    assert [path for path in many if path.startswith("offices/mayors-office/archive/")] == [
        f"offices/mayors-office/archive/2026-0{month}/index.html" for month in (3, 2, 1)
    ]


def test_no_id_stands_twice_on_a_page_with_releases_and_months() -> None:
    ids = page(listings(100), "offices/mayors-office/index.html").xpath("//@id")
    assert len(ids) == len(set(ids)) and "y2026" in ids


def test_every_release_is_on_the_page_of_its_month() -> None:
    lines = listings(400)
    found = [
        link.get("href").rpartition("/")[2]
        for path, listed in plan(lines).items()
        if path.startswith("archive/") and path.count("-") == 1
        for link in lxml.html.document_fromstring(listed.render().decode()).xpath(YEAR_LINKS)
    ]
    assert sorted(found) == sorted(f"{line.slug}.html" for line in lines)


def test_a_month_ends_at_midnight_in_the_newsroom() -> None:
    line = listings(1)[0]._replace(published=dt.datetime(2026, 1, 1, 4, 59, tzinfo=dt.UTC))
    assert "archive/2025-12/index.html" in plan([line])


def test_a_release_without_date_comes_last_under_a_name_of_its_own() -> None:
    first, second = listings(2)
    undated = first._replace(published=dt.datetime(1, 1, 2, tzinfo=dt.UTC))
    archive = page([undated, second], "archive/index.html")
    assert texts(archive, "//h2[@id]") == ["2026", "No date yet"]
    assert texts(page([undated, second], "archive/undated/index.html"), YEAR_LINKS) == ["Release 0"]


# --- what a new release changes -------------------------------------------------------------------------------


def test_a_new_release_changes_the_front_page_its_month_and_its_collections_only() -> None:
    before = listings(300, topics=("Ferry",))
    new = before[0]._replace(slug="new", published=before[0].published + dt.timedelta(hours=1))
    one, two = plan(before), plan([*before, new])
    changed = {path for path in two if path not in one or one[path].inputs != two[path].inputs}
    assert changed == {
        "index.html", "archive/index.html", "archive/2026/index.html", "archive/2026-03/index.html",
        "offices/index.html", "offices/mayors-office/index.html", "offices/mayors-office/archive/2026-03/index.html",
        "topics/index.html", "topics/ferry/index.html", "topics/ferry/archive/2026-03/index.html",
        "search/2026.json", "sitemap.xml",
    }  # fmt: skip


def test_equal_inputs_make_equal_pages_whatever_the_order_of_releases() -> None:
    same = [line._replace(published=listings(1)[0].published) for line in listings(5)]
    one, two = plan(same), plan(same[::-1])
    assert {path: page.render() for path, page in one.items()} == {path: page.render() for path, page in two.items()}
    assert {path: page.inputs for path, page in one.items()} == {path: page.inputs for path, page in two.items()}


# --- what they show -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["2 releases", "1 release"]), ("ar", ["بيانان", "بيان واحد"]), ("pl", ["2 informacje", "1 informacja"])],
)
def test_numbers_beside_links_are_figures_for_the_eye_and_words_for_the_ear(language: str, words: list[str]) -> None:
    lines = listings(3)
    lines = [*lines[:2], lines[2]._replace(published=lines[2].published - dt.timedelta(days=60), topics=("Ferry",))]
    archive = page(lines, "archive/index.html", language=language)
    heard = "//li/*[not(self::a) and not(@aria-hidden)]"
    assert (texts(archive, "//li/small[@aria-hidden]"), texts(archive, heard)) == (["2", "1"], words)
    assert texts(page(lines, "topics/index.html", language=language), heard) == words[1:]


def test_the_front_page_leads_with_the_newest_release_and_its_picture() -> None:
    lines = listings(60)
    picture = ListedPicture("releases/a b.png", "The hall", 1200, 700, (("pictures/a%20b-480.png", 480),))
    lines[0] = lines[0]._replace(picture=picture)
    front = page(lines[::-1], "index.html")
    assert texts(front, "//*[@class='lead']//h2") == ["Release 0"]
    (image,) = front.xpath("//*[@class='lead']//img")
    assert (image.get("src"), image.get("width")) == ("releases/a%20b.png", "1200")
    assert image.get("srcset") == "pictures/a%20b-480.png 480w, releases/a%20b.png 1200w"
    assert texts(front, YEAR_LINKS) == [f"Release {number}" for number in range(1, list_pages.NEWEST_ON_FRONT + 1)]
    assert texts(front, "//*[@class='year']//time")[0] == "March 1, 2026"
    assert len(front.xpath("//*[@class='year']//p")) == list_pages.SUMMARIES - 1


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        (ListedPicture("releases/a b.png", "The hall", 900, 600), ["releases/a%20b.png", "900", "600", "The hall"]),
        (
            ListedPicture("releases/a b.png", "", 3000, 2000, (("pictures/a%20b-1200.png", 1200),)),
            ["email/pictures/releases/a%20b.png", "1200", "800"],
        ),
    ],
)
def test_a_link_to_the_front_page_shows_the_picture_of_the_lead(picture: ListedPicture, shown: list[str]) -> None:
    first, *others = listings(3)
    front = page([first._replace(picture=picture), *others], "index.html")
    found = front.xpath("//meta[starts-with(@property, 'og:image')]/@content")
    assert found == [f"https://news.port-ellery.example/{shown[0]}", *shown[1:]]
    assert front.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
    assert not page(others, "index.html").xpath("//meta[starts-with(@property, 'og:image')]")


ENGLISH_WORDS, HEBREW_WORDS = "“City opens library.”", "“העיר פותחת ספרייה.”"


@pytest.mark.parametrize("path", ["index.html", "archive/2026-03/index.html"])
@pytest.mark.parametrize(
    ("language", "of_release", "words", "marked"),
    [
        ("he", "he", ENGLISH_WORDS, "ltr"),
        ("he", "he", HEBREW_WORDS, None),
        ("he", "en", ENGLISH_WORDS, None),
        ("he", "en", HEBREW_WORDS, "rtl"),
        ("en", "en", HEBREW_WORDS, "rtl"),
    ],
)
def test_words_against_the_direction_of_their_page_are_marked(
    path: str, language: str, of_release: str, words: str, marked: str | None
) -> None:
    direction = "rtl" if of_release == "he" else "ltr"
    event = {"event_starts": "2026-06-02", "event_id": "e"}
    lines = [
        line._replace(headline=words, summary=words, language=of_release, direction=direction)
        for line in listings(3, **event)
    ]
    made = page(lines, path, language=language)
    found = [element for element in made.xpath("//main//*[not(*)]") if element.text == words]
    assert len(found) == (9 if path == "index.html" else 4)
    with_language = language != of_release and not marked  # the element itself has language and direction
    assert {(element.get("dir"), bool(element.get("lang"))) for element in found} == {
        ("ltr" if with_language else marked, with_language)
    }


def test_no_killed_release_leads_the_front_page() -> None:
    lines = listings(3)
    lines[0] = lines[0]._replace(killed=True, taken_back=True)
    assert texts(page(lines, "index.html"), "//*[@class='lead']//h2") == ["Release 1"]


def test_a_withdrawn_release_leads_the_front_page_only_if_all_are_withdrawn() -> None:
    lines = listings(3)
    lines[0] = lines[0]._replace(taken_back=True)
    assert texts(page(lines, "index.html"), "//*[@class='lead']//h2") == ["Release 1"]
    lines = [line._replace(taken_back=True) for line in lines]
    assert texts(page(lines, "index.html"), "//*[@class='lead']//h2") == ["Release 0"]


def test_no_translation_leads_the_front_page() -> None:
    lines = listings(4)
    lines[0] = lines[0]._replace(language="es")
    front = page(lines, "index.html")
    assert texts(front, "//*[@class='lead']//h2") == ["Release 1"]
    assert texts(front, YEAR_LINKS) == ["Release 0", "Release 2", "Release 3"]
    only_translations = [line._replace(language="es") for line in lines]
    assert texts(page(only_translations, "index.html"), "//*[@class='lead']//h2") == ["Release 0"]


def test_a_release_whose_event_is_over_leads_the_front_page_only_if_all_others_are_less_fit() -> None:
    lines = listings(3)
    over, ahead = (lines[0]._replace(event_starts=day) for day in ("2026-05-31", "2026-06-02"))
    assert texts(page([ahead, *lines[1:]], "index.html"), "//*[@class='lead']//h2") == ["Release 0"]
    assert texts(page([over, *lines[1:]], "index.html"), "//*[@class='lead']//h2") == ["Release 1"]
    assert texts(page([over, lines[1]._replace(taken_back=True)], "index.html"), "//*[@class='lead']//h2") == [
        "Release 0"
    ]


def test_no_line_breaks_inside_a_score() -> None:
    lines = [line._replace(headline=f"A & B Win 7-2, {line.headline}, 2026-03-01") for line in listings(2)]
    front = page(lines, "index.html")
    assert texts(front, "//*[@class='lead']//h2") == ["A & B Win 7-2, Release 0, 2026-03-01"]
    assert texts(front, "//*[@class='score']") == ["7-2", "7-2"]


def test_the_front_page_stays_small_whatever_the_archive_holds() -> None:
    (first,) = listings(1, event_starts="2026-06-20", event_place="12 Quay Street", summary="word " * 50)
    lines = [
        first._replace(
            slug=f"r{number}", headline=f"{'Word ' * 20}{number}", topics=(f"Topic {number % 3000}",),
            published=first.published - dt.timedelta(hours=number),
        )
        for number in range(40_000)
    ]  # fmt: skip
    small, large = (len(plan(lines[:number])["index.html"].render()) for number in (100, 40_000))
    assert large - small < 500 and large < 60_000


def test_coming_events_stand_on_the_front_page_until_they_are_over() -> None:
    def shown(now: dt.datetime) -> list[str]:
        first, second, third = listings(3)
        lines = [
            first._replace(event_starts="2026-06-02T10:00:00-05:00", event_ends="2026-06-02T12:00:00-05:00"),
            second._replace(event_starts="2026-06-01", event_place="City Hall"),
            third,
        ]
        front = list_pages.plan(lines, sample_config(), None, now)["index.html"].render().decode()
        return texts(lxml.html.document_fromstring(front), "//*[@class='coming']//li/a")

    assert shown(NOW) == ["Release 1", "Release 0"]
    assert shown(dt.datetime(2026, 6, 2, 16, 59, tzinfo=dt.UTC)) == ["Release 0"]
    assert shown(dt.datetime(2026, 6, 2, 17, tzinfo=dt.UTC)) == []


def test_months_lead_to_the_next_and_to_the_last_one() -> None:
    middle = page(listings(80), "archive/2026-02/index.html")
    assert texts(middle, "//h1") == ["February 2026"]
    turns = [(link.get("rel"), link.get("href")) for link in middle.xpath("//*[@class='turn']//a")]
    assert turns == [("next", "../../archive/2026-03/index.html"), ("prev", "../../archive/2026-01/index.html")]


def test_a_page_that_is_not_there_leads_on_from_any_folder() -> None:
    missing = page([], "404.html", url="https://city.example/press/")
    assert all(
        link.startswith(("https://city.example/press/", "/press/", "#")) for link in missing.xpath("//@href | //@src")
    )


@pytest.mark.parametrize(
    "field", ["headline", "summary", "kind_label", "office_name", "language", "direction", "slug", "event_place"]
)
def test_whatever_a_line_holds_is_text(field: str) -> None:
    line = listings(1, topics=(HOSTILE,), event_starts="2026-06-02")[0]._replace(**{field: HOSTILE})
    for path, listed in plan([line], offices={"mayors-office": Office(name=HOSTILE)}).items():
        if path.endswith((".ics", ".txt", ".xml", ".opml")):
            continue  # no browser takes them for pages
        found = lxml.html.document_fromstring(listed.render().decode())
        assert not found.xpath("//script[not(@src='../search.js')] | //img"), path
        assert "49" not in found.text_content(), path


def test_each_page_names_the_feeds_once_and_the_page_that_explains_them_not_in_its_foot() -> None:
    feeds = "//a[@href = '../rss.xml' or @href = 'rss.xml']"
    for path, place in ("index.html", "//footer"), ("subscribe/index.html", "//main"):
        found = page(listings(1), path)
        assert len(found.xpath(f"{place}{feeds}")) == len(found.xpath(feeds)) == 1


def test_a_release_without_headline_can_be_followed_all_the_same() -> None:
    assert texts(page([listings(1)[0]._replace(headline="")], "index.html"), "//*[@class='lead']//h2") == [
        "Headline to come"
    ]


def test_an_empty_newsroom_says_so_kindly() -> None:
    empty = page([], "index.html")
    assert texts(empty, "//*[@class='nothing']//p") == [
        "There are no news releases yet.",
        "Follow the newsroom below, and the first one will come to you.",
    ]


def test_years_are_written_as_the_language_writes_them() -> None:
    lines = listings(list_pages.NEWEST + 1, topics=("図書館",))

    def found(path: str, where: str) -> list[str]:
        return texts(page(lines, path, language="ja"), where)

    assert found("index.html", "//*[@class='year']/h2") == ["2026年"]
    assert found("archive/index.html", "//*[@class='months']/h2") == ["2026年"]
    assert found("archive/2026/index.html", "//h1") == ["2026年"]
    assert found("archive/2026-03/index.html", "//*[@class='kind']/a")[1:] == ["2026年"]
    assert found("topics/図書館/index.html", "//*[@class='months']/h3") == ["2026年"]


def test_every_list_has_a_title_of_its_own_and_a_description_for_link_previews() -> None:
    found = plan(listings(list_pages.NEWEST + 1, topics=("Libraries",)))
    pages = [lxml.html.document_fromstring(found[path].render().decode()) for path in found if path.endswith(".html")]
    titles = [page.findtext(".//title") for page in pages]
    assert len(set(titles)) == len(titles) and "March 2026 – Libraries – City of Port Ellery" in titles
    for page in pages:
        described = page.xpath("//meta[@name='description']/@content")
        assert described == page.xpath("//meta[@property='og:description']/@content"), page.findtext(".//title")


def test_a_headline_in_another_language_says_so() -> None:
    english, arabic = listings(2)
    lines = [english, arabic._replace(language="ar", direction="rtl")]
    (link,) = page(lines, "index.html").xpath(YEAR_LINKS)
    assert (link.get("lang"), link.get("dir")) == ("ar", "rtl")


def test_an_arabic_newsroom_runs_from_right_to_left() -> None:
    root = page([], "index.html", language="ar")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_a_line_is_light() -> None:
    lines = [line._replace(published=line.published.replace(month=3, day=2)) for line in listings(2000)]
    few, many = (len(plan(lines[:number])["archive/2026-03/index.html"].render()) for number in (1000, 2000))
    assert (many - few) / 1000 < 190


def test_the_clock_takes_an_event_off_the_front_page(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room")
    path = add(room.root, "2026-05-20-hearing", headline='"Council Hears the Budget"')
    change(path, "[dateline]", '[event]\nstarts = 2026-06-02T10:00:00Z\nplace = "City Hall"\n\n[dateline]')
    report = build(room, now=NOW)
    assert list(report.events) == ["releases/2026-05-20-hearing.md"] and not report.refusals
    ends = report.events["releases/2026-05-20-hearing.md"]
    before = (room.output / "index.html").read_text(encoding="utf-8")
    assert build(room, now=ends - dt.timedelta(seconds=1)).changes.written == 0
    assert build(room, now=ends).changes.changed == ("index.html",)
    assert 'class="coming"' in before and 'class="coming"' not in (room.output / "index.html").read_text(
        encoding="utf-8"
    )


def test_the_page_about_feeds_names_those_of_offices_topics_and_languages_and_the_calendar() -> None:
    found = page(listings(3), "subscribe/index.html")
    addresses = texts(found, "//*[@class='addresses']//code")
    assert addresses[0].endswith("/rss.xml") and len(set(addresses)) == len(addresses)
    offices = [address for address in addresses if "/offices/" in address]
    assert offices and texts(found, "//h2")[0] == "Offices"
    assert not found.xpath("//a[contains(@href, 'events.ics')]")
    event = listings(1)[0]._replace(event_starts="2026-05-06")
    assert page([event], "subscribe/index.html").xpath("//main//a[contains(@href, 'events.ics')]")
