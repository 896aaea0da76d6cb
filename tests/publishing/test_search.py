"""The search of the site: its files by year, and its script in a real browser."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from oracles import tools
from oracles.tools import Search
from samples import sample_config, sample_edition
from sampling import sample

from newsroom_cli.model.language_tags import direction_of
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.site import list_pages, pages

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
FIRST = editions.listing(sample_edition())._replace(topics=(), summary="", office_name="Office of the Mayor")
HOSTILE = "<script>alert(7*7)</script>{{ 7*7 }}\"'><img src=x onerror=alert(1)>"
STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'"
)


def releases(count: int, headline: str = "Release {}", **changes: Any) -> list[Listing]:
    """Releases of one day each, the newest first."""
    return [
        FIRST._replace(
            slug=f"r{number}",
            headline=headline.format(number),
            published=FIRST.published - dt.timedelta(days=number),
            **changes,
        )
        for number in range(count)
    ]


def plan(lines: list[Listing], **changes: Any) -> dict[str, list_pages.ListPage]:
    return list_pages.plan(lines, sample_config(**changes), None, NOW)


def shards(lines: list[Listing], **changes: Any) -> dict[str, Any]:
    return {
        path.removeprefix("search/"): json.loads(page.render())
        for path, page in plan(lines, **changes).items()
        if path.endswith(".json")
    }


def slugs(shard: Any) -> list[str]:
    return [release[0] for release in shard["releases"]]


# --- the files ------------------------------------------------------------------------------------------------


def test_each_year_has_a_file_with_its_releases_newest_first_and_those_without_date_come_last() -> None:
    old = [line._replace(slug=f"old{line.slug}", published=dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC))
           for line in releases(2)]  # fmt: skip
    lines = [*releases(3), *old, FIRST._replace(slug="undated", published=dt.datetime(1, 1, 2, tzinfo=dt.UTC))]
    found = shards(lines[::-1])
    assert {path: slugs(shard) for path, shard in found.items()} == {
        "2026.json": ["r0", "r1", "r2"],
        "2024.json": ["oldr0", "oldr1"],
        "undated.json": ["undated"],
    }
    page = lxml.html.document_fromstring(plan(lines)["search/index.html"].render().decode())
    assert page.xpath("//@data-years") == ["2026 2024 undated"]


def test_a_year_ends_at_midnight_in_the_newsroom() -> None:
    (line,) = releases(1)
    assert list(shards([line._replace(published=dt.datetime(2026, 1, 1, 4, 59, tzinfo=dt.UTC))])) == ["2025.json"]


def test_a_new_release_changes_the_file_of_its_year_only() -> None:
    before = releases(800)
    new = before[0]._replace(slug="new", published=before[0].published + dt.timedelta(hours=1))
    first_of_a_year = new._replace(published=dt.datetime(2027, 2, 1, tzinfo=dt.UTC))

    def changed(new: Listing) -> set[str]:
        one, two = plan(before), plan([*before, new])
        searched = {path for path in two if path.startswith("search/")}
        return {path for path in searched if path not in one or one[path].inputs != two[path].inputs}

    assert changed(new) == {"search/2026.json"}
    assert changed(first_of_a_year) == {"search/index.html", "search/2027.json"}


def test_a_killed_release_is_not_found_and_a_withdrawn_one_is() -> None:
    one, two = releases(2)
    assert [slugs(shard) for shard in shards([one._replace(killed=True), two._replace(taken_back=True)]).values()] == [
        ["r1"]
    ]


def test_a_file_of_a_thousand_releases_stays_small() -> None:
    """Real summaries have 250 characters at most."""
    words = "The city opens its ninth library on Tuesday with forty thousand books and a reading room for children. "
    lines = [
        line._replace(summary=(words * 3)[:250], headline=f"City Opens Library Number {line.slug} in the Harbour",
                      topics=("Libraries", "Harbour"), published=FIRST.published - dt.timedelta(minutes=index))
        for index, line in enumerate(releases(1000))
    ]  # fmt: skip
    assert len(plan(lines)["search/2026.json"].render()) < 400_000


def test_a_file_is_no_page_even_for_a_browser_that_guesses() -> None:
    (line,) = releases(1, summary=HOSTILE, topics=(HOSTILE,))
    data = plan([line._replace(headline=HOSTILE)])["search/2026.json"].render()
    assert b"<" not in data and json.loads(data)["releases"][0][1] == HOSTILE


def test_the_work_grows_with_the_number_of_releases_and_no_faster() -> None:
    def needed(count: int) -> float:
        lines = [
            line._replace(published=FIRST.published - dt.timedelta(hours=index))
            for index, line in enumerate(releases(count, event_starts="2026-06-02"))
        ]
        start = time.process_time()
        for path, page in plan(lines).items():
            if path.startswith(("search/", "sitemap", "events")):
                page.render()
        return time.process_time() - start

    needed(200)
    assert min(needed(10_000) for _ in range(2)) < 20 * max(min(needed(1_000) for _ in range(3)), 0.01)


# --- every page leads to it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("index.html", "search/index.html"),
        ("archive/index.html", "../search/index.html"),
        ("search/index.html", "../search/index.html"),
        ("404.html", "/search/index.html"),
    ],
)
def test_a_field_for_the_search_needs_no_script(path: str, action: str) -> None:
    page = lxml.html.document_fromstring(plan(releases(2))[path].render().decode())
    (form,) = page.xpath("//form[@role='search']")
    assert form.get("action") == action and form.get("method", "get") == "get"
    (field,) = form.xpath(".//input[@name='q']")
    assert form.xpath(f".//label[@for='{field.get('id')}']")


def test_the_menu_of_each_page_leads_to_the_search_and_only_its_own_page_has_a_script() -> None:
    found = {path: page.render().decode() for path, page in plan(releases(60)).items() if path.endswith(".html")}
    current = {path: re.findall(r'(\S+)/index.html" aria-current="page"', text) for path, text in found.items()}
    assert all('search/index.html"' in text and ">Search</a>" in text for text in found.values())
    assert {path for path, links in current.items() if links} == {
        "archive/index.html", "subscribe/index.html", "search/index.html",
    }  # fmt: skip
    assert [path for path, text in found.items() if "<script" in text] == ["search/index.html"]


# --- the script -----------------------------------------------------------------------------------------------


def test_the_script_is_small_and_writes_no_html() -> None:
    script = dict(pages.assets(sample_config(), None))["search.js"]
    assert len(script) < 7000
    assert not any(
        word in script for word in (b"innerHTML", b"outerHTML", b"insertAdjacent", b"document.write", b"eval")
    )


TEXTS = [
    ("cafe", "en", "Café Opens on the Quay"),
    ("hearing", "en", "Public Hearing on the Budget"),
    ("hear", "en", "Mayor Will Hear Residents"),
    ("street", "de", "Die neue Straße ist offen"),
    ("greek", "el", "Νέοι δρόμοι στο λιμάνι"),
    ("japanese", "ja", "横浜市立図書館が新しく開館"),
    ("chinese", "zh", "市政府公布新预算"),
    ("arabic", "ar", "افتتحت المدينة مكتبةً جديدة في الحدائق"),
    ("hebrew", "he", "העירייה פתחה את הַסִּפְרִיָּה החדשה"),
    ("persian", "fa", "گشایش کتابخانه‌ای تازه"),
    ("hindi", "hi", "बंदरगाह पर नया कमल उद्यान खुला"),
    ("thai", "th", "เมืองเปิดสวนสาธารณะปีนี้"),
    ("school", "ja", "あたらしいがっこう"),
    ("turkish", "tr", "Isıtma desteği ILGAZ’da başlıyor"),
    ("vietnamese", "vi", "Khai trương thư viện ở Đà Bắc"),
    ("russian", "ru", "Ёлка в порту и новый трамвай"),
    ("hostile", "en", HOSTILE),
    ("waters", "de", "Stadt prüft Gewässer am Müllerweg"),
    ("miller", "de", "Frau Mueller geht"),
    ("lodz", "pl", "Umowa z miastem Łódź"),
    ("norway", "nb", "Besøk fra Ålesund"),
    ("course", "en", "C++ Course Begins"),
    ("cards", "en", "Cards + Coins Fair"),
    ("plan", "ar", "خطة ٢٠٣٧"),
    ("year", "en", "City Plan for 2038"),
    ("tenders", "ar", "Call for Tenders (2037)!"),
]
FOUND = {
    "cafe": ["cafe"],
    "CAFÉ QUAY": ["cafe"],
    unicodedata.normalize("NFD", "café"): ["cafe"],
    "hear": ["hearing", "hear"],
    "hear res": ["hear"],
    "budget hearing": ["hearing"],
    "budg hearing": [],
    "strasse": ["street"],
    "STRAẞE": ["street"],
    "gewaesser": ["waters"],
    "Gewässer Müllerweg": ["waters"],
    "gewasser": ["waters"],
    "Müller geht": ["miller"],
    "lodz": ["lodz"],
    "besok alesund": ["norway"],
    "BESOEK AALESUND": ["norway"],
    "c++": ["course"],
    "c++ course": ["course"],
    "c course": ["course"],
    "cards & coins": ["cards"],
    "cards + coins": ["cards"],
    "#fair": ["cards"],
    "2037": ["plan", "tenders"],
    "٢٠٣٨": ["year"],
    "ΔΡΌΜΟΣ": [],
    "δρομοι": ["greek"],
    "図書館": ["japanese"],
    "横浜 開館": ["japanese"],
    "预算": ["chinese"],
    "حدائق": ["arabic"],
    "مكتبة جديدة": ["arabic"],
    "ספריה": ["hebrew"],
    "كتابخانه": ["persian"],
    "कमल": ["hindi"],
    "कमाल": [],
    "สวนสาธารณะ": ["thai"],
    "ปู": [],
    "がっこう": ["school"],
    "かっこう": [],
    "isitma ılgaz": ["turkish"],
    "thu vien da bac": ["vietnamese"],
    "елка": ["russian"],
    "ТРАМВАЙ": ["russian"],
    "alert img": ["hostile"],
    "<script>": ["hostile"],
    "mayor office residents": ["hear"],
    "zzz": [],
    "...": [],
    "a" * 2000: [],
}


NONE = "No release found"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with releases in many languages, and 130 releases on a ferry in four years."""
    texts = [
        FIRST._replace(slug=slug, headline=headline, language=language, direction=direction_of(language))
        for slug, language, headline in TEXTS
    ]
    ferries = [
        line._replace(slug=f"f{index}", published=FIRST.published - dt.timedelta(days=11 * index + 1))
        for index, line in enumerate(releases(130, "Ferry News {}"))
    ]
    ferries[3] = ferries[3]._replace(headline="Night Service Ends", summary="The ferry company told the city.")
    return written(tmp_path_factory.mktemp("site"), [*texts, *ferries])


def written(folder: Path, lines: list[Listing], **changes: Any) -> Path:
    """A folder with the lists of a site and what they need."""
    site = {path: page.render() for path, page in plan(lines, **changes).items()}
    site |= dict(pages.assets(sample_config(**changes), None))
    for path, data in site.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def asked(site: Path, words: str = "", base: str = "https://news.example/", **more: Any) -> Search:
    from urllib.parse import quote

    url = f"{base}search/index.html" + (f"?q={quote(words)}" if words else "")
    return Search(url, site, base, STRICT, **more)


@pytest.mark.oracle
def test_words_are_found_in_every_script_at_any_address(site: Path) -> None:
    bases = itertools.cycle(["https://news.example/", "https://city.example/press/news/"])
    asked_at = list(zip(sample(FOUND, 9), bases, strict=False))
    found = tools.searches([asked(site, words, base) for words, base in asked_at])
    for (words, base), answer in zip(asked_at, found, strict=True):
        expected = FOUND[words]
        assert (answer["outside"], answer["errors"]) == ([], []), words
        hrefs = [result["href"].removeprefix(f"{base}releases/") for result in answer["results"]]
        assert sorted(hrefs) == sorted(f"{slug}.html" for slug in expected), words
        one = "1 release found" if len(expected) == 1 else f"{len(expected)} releases found"
        said = one if expected else NONE
        assert (answer["status"], answer["live"], answer["typed"]) == (said, "status", words), words
        assert answer["archive"] or expected, "without results the link to the archive is the next thing to see"


@pytest.mark.oracle
def test_nothing_is_loaded_before_somebody_searches_and_no_older_years_than_needed(site: Path) -> None:
    nothing, some, many = tools.searches([asked(site), asked(site, "ferry"), asked(site, "ferry", clicks=2)])
    assert not [path for path in nothing["loaded"] if path.endswith(".json")] and nothing["results"] == []
    assert nothing["archive"]
    years = [path for path in some["loaded"] if path.endswith(".json")]
    assert years[0] == "search/2026.json" and "search/2022.json" not in years
    assert (some["status"], some["more"], len(some["results"])) == ("50+ releases found", True, 50)
    assert (many["status"], many["more"]) == ("130 releases found", False)
    headlines = [result["headline"] for result in many["results"]]
    assert len(set(headlines)) == 130 and headlines[:3] == ["Ferry News 0", "Ferry News 1", "Ferry News 2"]
    assert many["focused"] == headlines[100]  # who asks for more goes on reading where that begins


@pytest.mark.oracle
def test_headlines_with_the_words_come_before_other_releases(site: Path) -> None:
    (found,) = tools.searches([asked(site, "ferry", clicks=1)])
    headlines = [result["headline"] for result in found["results"]]
    assert headlines.index("Night Service Ends") > headlines.index("Ferry News 4")


@pytest.mark.oracle
def test_a_result_looks_like_a_line_of_a_list_and_is_text(site: Path) -> None:
    hostile, *arabic = tools.searches([asked(site, "alert"), asked(site, "حدائق"), asked(site, "tenders")])
    (result,) = hostile["results"]
    assert result["headline"] == HOSTILE
    assert (result["date"], result["more"]) == ("March 2, 2026", "Press release · Office of the Mayor")
    assert result["elements"] == "time a small bdi"
    assert [(found["lang"], found["dir"]) for answer in arabic for found in answer["results"]] == [
        ("ar", "rtl"),
        ("ar", "ltr"),
    ]


@pytest.mark.oracle
def test_the_date_of_a_result_is_that_of_the_lists_in_persian_too(tmp_path: Path) -> None:
    persian = FIRST._replace(language="fa", direction="rtl")
    site = written(tmp_path, [persian], language="fa")
    (answer,) = tools.searches([asked(site, "City")])
    assert (
        [result["date"] for result in answer["results"]] == [theme.long_date(FIRST.published, "fa")] == ["۲ مارس ۲۰۲۶"]
    )


@pytest.mark.oracle
def test_the_field_on_the_front_page_searches(site: Path) -> None:
    base = "https://city.example/news/"
    (found,) = tools.searches([Search(f"{base}index.html", site, base, STRICT, type="public hearing")])
    assert found["address"] == f"{base}search/index.html?q=public+hearing"
    assert [result["headline"] for result in found["results"]] == ["Public Hearing on the Budget"]
    assert (found["outside"], found["errors"]) == ([], [])


@pytest.mark.oracle
def test_without_script_or_server_the_page_says_what_to_do(site: Path) -> None:
    page = (site / "search" / "index.html").as_uri()
    without, disk = tools.searches([asked(site, "ferry", script=False), Search(f"{page}?q=ferry")])
    assert "The search needs JavaScript. The archive has every release." in without["text"]
    assert disk["status"] == "The search could not be loaded. The archive has every release."
    assert not disk["without"] and not disk["more"]


@pytest.mark.oracle
def test_the_search_is_accessible_and_never_wider_than_the_screen(site: Path) -> None:
    looks = sample([("", 320, False), ("ferry", 320, True), ("ferry", 1280, False), ("zzz", 1280, True)], 3)
    found = tools.searches([asked(site, words, width=width, dark=dark, axe=True) for words, width, dark in looks])
    for look, answer in zip(looks, found, strict=True):
        assert (answer["violations"], answer["incomplete"]) == ([], []), look
        assert answer["scroll_width"] <= look[1], look
