"""Releases in several languages: their pages, mails and feed entries lead to each other, and never to a held one."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from defusedxml.ElementTree import fromstring
from promises.rooms import NOW, add, change, make_room, saying, tree, without_empty_feeds

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links.language_versions import Sibling, families
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.report import Report

ORIGINAL, SPANISH, ARABIC = "2026-03-02-library", "2026-03-02-biblioteca", "2026-03-02-maktaba"
SITE = "https://news.port-ellery.example/"


def translate(root: Path, name: str, language: str, *, of: str = ORIGINAL, **fields: str) -> Path:
    """Write a public translation of a release."""
    path = add(root, name, extra=f'language = "{language}"\n', **fields)
    change(path, "[dateline]", f'[translation]\nof = "{of}.md"\n\n[dateline]')
    return path


def published(root: Path, *, now: dt.datetime = NOW) -> Report:
    """The report of a build that no error stopped."""
    report = build(Newsroom.find(root), now=now)
    assert not report.refusals, report.refusals
    return report


def page(root: Path, slug: str) -> str:
    return (root / "public" / "releases" / f"{slug}.html").read_text(encoding="utf-8")


def article(root: Path, slug: str) -> dict[str, object]:
    """The data for search engines on a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(root, slug))
    assert found
    value: dict[str, object] = json.loads(found[1])
    return value


def alternates(root: Path, slug: str) -> dict[str, str]:
    """The addresses that the head of a page names for each language."""
    links = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page(root, slug))
    return {language: url.rpartition("/")[2].removesuffix(".html") for language, url in links}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with a release in English, Spanish and Arabic."""
    make_room(tmp_path)
    translate(tmp_path, SPANISH, "es")
    translate(tmp_path, ARABIC, "ar")
    return tmp_path


class Version(NamedTuple):
    """A public release with what makes it part of a family."""

    slug: str
    language: str
    translation_of: str
    killed: bool = False


# --- families -------------------------------------------------------------------------------------------------


def test_a_family_has_the_original_first_and_then_its_translations_by_language() -> None:
    releases = [Version("c", "fr", "a"), Version("b", "es", "a"), Version("a", "en", ""), Version("d", "en", "")]
    family = (Sibling("en", "a"), Sibling("es", "b"), Sibling("fr", "c"))
    assert families(releases) == dict.fromkeys("abc", family)


def test_a_translation_of_a_translation_belongs_to_the_first_original() -> None:
    releases = [Version("a", "en", ""), Version("b", "es", "a"), Version("c", "pt", "b")]
    assert {sibling.slug for sibling in families(releases)["c"]} == {"a", "b", "c"}


def test_a_killed_release_belongs_to_no_family() -> None:
    releases = [Version("a", "en", ""), Version("b", "es", "a"), Version("c", "pt", "a", killed=True)]
    assert families(releases) == dict.fromkeys("ab", (Sibling("en", "a"), Sibling("es", "b")))


def test_a_circle_has_an_end() -> None:
    releases = [Version("a", "en", "b"), Version("b", "es", "a"), Version("c", "fr", "b")]
    assert {sibling.slug for sibling in families(releases)["c"]} == {"a", "b", "c"}


# --- on the site ----------------------------------------------------------------------------------------------


def test_pages_name_all_languages_in_their_heads_and_the_original_as_default(room: Path) -> None:
    published(room)
    expected = {"en": ORIGINAL, "x-default": ORIGINAL, "ar": ARABIC, "es": SPANISH}
    assert [alternates(room, slug) for slug in (ORIGINAL, SPANISH, ARABIC)] == [expected] * 3


def test_pages_link_to_the_other_languages_by_their_own_names(room: Path) -> None:
    published(room)
    spanish = f'<a href="{SPANISH}.html" hreflang="es" lang="es" dir="ltr">Español</a>'
    arabic = f'<a href="{ARABIC}.html" hreflang="ar" lang="ar" dir="rtl">العربية</a>'
    english = f'<a href="{ORIGINAL}.html" hreflang="en" lang="en" dir="ltr">English</a>'
    links = [[link in page(room, slug) for link in (english, spanish, arabic)] for slug in (ORIGINAL, SPANISH, ARABIC)]
    assert links == [[False, True, True], [True, False, True], [True, True, False]]


def test_search_engines_learn_which_is_the_original(room: Path) -> None:
    published(room)
    translations = article(room, ORIGINAL)["workTranslation"]
    assert isinstance(translations, list) and [translation["inLanguage"] for translation in translations] == [
        "ar",
        "es",
    ]
    original = article(room, SPANISH)["translationOfWork"]
    assert isinstance(original, dict) and original["@id"] == f"{SITE}releases/{ORIGINAL}.html"
    assert "workTranslation" not in article(room, SPANISH)


def test_mails_lead_to_the_other_languages(room: Path) -> None:
    published(room)
    url = f"{SITE}releases/{SPANISH}.html"
    mail = (room / "public" / "email" / f"{ORIGINAL}.html").read_text(encoding="utf-8")
    assert re.search(rf'<a href="{url}" lang="es"[^>]*>Español</a>', mail)
    assert f"Español:\n<{url}>" in (room / "public" / "email" / f"{ORIGINAL}.txt").read_text(encoding="utf-8")


def test_feed_entries_name_the_other_languages_in_every_format(room: Path) -> None:
    published(room)
    expected = {f"{SITE}releases/{slug}.html" for slug in (SPANISH, ARABIC)}
    atom = fromstring((room / "public" / "atom.xml").read_bytes())
    space = "{http://www.w3.org/2005/Atom}"
    (entry,) = (
        entry
        for entry in atom.findall(f"{space}entry")
        if entry.find(f"{space}link[@rel='alternate']").get("href").endswith(f"/{ORIGINAL}.html")
    )
    assert {link.get("href") for link in entry.findall(f"{space}link[@rel='related']")} == expected
    items = json.loads((room / "public" / "feed.json").read_text(encoding="utf-8"))["items"]
    (own,) = (entry["_newsroom"] for entry in items if entry["url"].endswith(f"/{ORIGINAL}.html"))
    assert {other["url"] for other in own["translations"]} == expected
    rss = fromstring((room / "public" / "rss.xml").read_bytes())
    (item,) = (entry for entry in rss.iter("item") if entry.findtext("link").endswith(f"/{ORIGINAL}.html"))
    assert {link.get("href") for link in item.findall(f"{space}link")} == expected


def test_the_lines_of_lists_say_of_what_a_release_is_a_translation(room: Path) -> None:
    published(room)
    manifest = manifests.read(room / "public")
    assert manifest
    listings = {slug: record.listing.translation_of for slug, record in manifest.releases.items() if record}
    assert listings == {ORIGINAL: "", SPANISH: ORIGINAL, ARABIC: ORIGINAL}


def test_the_front_page_lists_a_release_once_with_its_other_languages(room: Path) -> None:
    published(room)
    front = (room / "public/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="releases/([^"]+)\.html"( lang="[^"]+" dir="[^"]+")?>([^<]+)<', front) == [
        (ORIGINAL, "", "City Opens Harbour Quarter Library"),
        (ARABIC, ' lang="ar" dir="rtl"', "العربية"),
        (SPANISH, ' lang="es" dir="ltr"', "Español"),
    ]
    change(room / "releases" / f"{ORIGINAL}.md", '"approved"', '"draft"')
    published(room)
    front = (room / "public/index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="releases/([^"]+)\.html"', front)) == {ARABIC, SPANISH}


def test_the_front_page_prefers_the_version_in_its_language() -> None:
    from newsroom_cli.publishing.site.list_pages import _one_of_each

    versions = [Version("one", "en", ""), Version("uno", "es", "one"), Version("other", "en", "")]
    listed, others = _one_of_each(versions, "es")  # type: ignore[arg-type]
    assert [version.slug for version in listed] == ["uno", "other"] and others == {"uno": (Sibling("en", "one"),)}


def test_other_languages_of_a_release_are_no_earlier_or_later_news(room: Path) -> None:
    published(room)
    assert not re.findall(r'rel="(?:prev|next)"', page(room, ORIGINAL) + page(room, SPANISH))
    add(room, "2026-03-01-ferry", date="2026-03-01")
    published(room)
    assert [re.findall(r'href="([^"]+)" rel="prev"', page(room, slug)) for slug in (ORIGINAL, SPANISH, ARABIC)] == [
        ["../releases/2026-03-01-ferry.html"]
    ] * 3


def test_a_page_leads_to_other_releases_in_its_own_language_once(room: Path) -> None:
    translate(room, "2026-03-01-muelle", "es", of="2026-02-28-quay", topics='["libraries"]', date="2026-03-01")
    for name, date in ("2026-02-28-quay", "2026-02-28"), ("2026-02-27-ferry", "2026-02-27"):
        add(room, name, topics='["libraries"]', date=date)
    published(room)

    def neighbours(slug: str) -> list[str]:
        """The slugs of the neighbours of a release, in the order of its page."""
        return re.findall(r'<a href="\.\./releases/([^"]+)\.html"', page(room, slug).partition("neighbours")[2])

    assert neighbours(ORIGINAL) == ["2026-02-27-ferry", "2026-02-28-quay"]
    assert neighbours(SPANISH) == ["2026-02-27-ferry", "2026-03-01-muelle"]
    assert neighbours(ARABIC) == ["2026-02-27-ferry", "2026-02-28-quay"]
    assert neighbours("2026-02-27-ferry") == ["2026-02-28-quay"]
    assert neighbours("2026-03-01-muelle") == ["2026-02-27-ferry", SPANISH]


def test_the_front_page_announces_an_event_once(room: Path) -> None:
    for path in room.glob("releases/*.md"):
        change(path, "[dateline]", "[event]\nstarts = 2026-08-01T10:00:00Z\n\n[dateline]")
    published(room)
    front = (room / "public/index.html").read_text(encoding="utf-8")
    coming = front.partition('class="coming"')[2].partition("</section>")[0]
    assert re.findall(r'<a href="releases/([^"]+)\.html"', coming) == [ORIGINAL]


# --- what comes and goes --------------------------------------------------------------------------------------


def test_a_translation_that_appears_leaves_or_gets_another_name_changes_the_pages_of_the_others(room: Path) -> None:
    path = room / "releases" / f"{SPANISH}.md"
    change(path, '"approved"', '"draft"')
    published(room)
    assert alternates(room, ORIGINAL).keys() == {"en", "ar", "x-default"}
    change(path, '"draft"', '"approved"')
    published(room)
    assert alternates(room, ORIGINAL)["es"] == alternates(room, ARABIC)["es"] == SPANISH
    path.rename(path.with_name("2026-03-02-nueva.md"))
    published(room)
    assert alternates(room, ORIGINAL)["es"] == alternates(room, ARABIC)["es"] == "2026-03-02-nueva"
    (path.with_name("2026-03-02-nueva.md")).unlink()
    build(Newsroom.find(room), now=NOW, remove=["2026-03-02-nueva"])
    assert saying(room / "public", "2026-03-02-nueva") == []


def test_every_change_gives_the_same_bytes_as_a_clean_build(room: Path, tmp_path: Path) -> None:
    path = room / "releases" / f"{SPANISH}.md"
    for old, new in (('"approved"', '"draft"'), ('"draft"', '"approved"'), ('"es"', '"pt"')):
        change(path, old, new)
        published(room)
        clean = tmp_path / "clean" / new.strip('"')
        build(Newsroom.find(room), now=NOW, folder=clean)
        assert without_empty_feeds(tree(room / "public")) == without_empty_feeds(tree(clean))


def test_a_held_translation_is_named_nowhere(room: Path) -> None:
    change(room / "releases" / f"{SPANISH}.md", "kind =", "embargo = 2026-07-01T09:00:00Z\nkind =")
    published(room)
    assert saying(room / "public", SPANISH) == saying(room / ".newsroom-output-public", SPANISH) == []
    published(room, now=dt.datetime(2026, 7, 2, tzinfo=dt.UTC))
    assert alternates(room, ORIGINAL)["es"] == SPANISH


def test_a_translation_of_a_held_original_goes_out_without_link_and_says_so(room: Path) -> None:
    change(room / "releases" / f"{ORIGINAL}.md", '"approved"', '"draft"')
    report = published(room)
    assert alternates(room, SPANISH) == alternates(room, ARABIC) == {}
    assert saying(room / "public", f"{ORIGINAL}.html") == []
    assert {(notice.code, notice.path) for notice in report.notices} == {
        ("TR006", f"releases/{slug}.md") for slug in (SPANISH, ARABIC)
    }


@pytest.mark.parametrize("status", ["approved", "draft"])
def test_a_translation_never_breaks_the_embargo_of_its_original(room: Path, status: str) -> None:
    original = room / "releases" / f"{ORIGINAL}.md"
    change(original, '"approved"', f'"{status}"')
    change(original, "kind =", "embargo = 2026-07-01T09:00:00Z\nkind =")
    report = build(Newsroom.find(room), now=NOW)
    assert {finding.code for finding in report.refusals} == {"TR006"} and not (room / "public").exists()
    assert ORIGINAL not in "".join(finding.message + finding.help for finding in report.refusals)
    for slug in (SPANISH, ARABIC):  # now they wait, and then go out with it
        change(room / "releases" / f"{slug}.md", "kind =", "embargo = 2026-06-30T09:00:00Z\nkind =")
    later = {finding.code for held in published(room).held for finding in held.errors}
    assert later == {"TR006"}
    for slug in (SPANISH, ARABIC):
        change(room / "releases" / f"{slug}.md", "2026-06-30", "2026-07-01")
    assert not any(held.errors for held in published(room).held)
    published(room, now=dt.datetime(2026, 7, 2, tzinfo=dt.UTC))
    assert (room / "public" / "releases" / f"{SPANISH}.html").exists()


def test_a_new_embargo_of_the_original_stops_a_build_that_would_keep_its_translation(room: Path) -> None:
    published(room)
    change(room / "releases" / f"{ORIGINAL}.md", "kind =", "embargo = 2026-07-01T09:00:00Z\nkind =")
    report = build(Newsroom.find(room), now=NOW)
    assert {finding.code for finding in report.refusals} == {"TR006"} and report.removed == (ORIGINAL,)


def test_a_withdrawal_takes_the_links_along_though_errors_stop_the_build(room: Path) -> None:
    add(room, "2026-04-01-pool")
    published(room)
    change(room / "releases" / f"{SPANISH}.md", '"approved"', '"withdrawn"')
    change(room / "releases" / "2026-04-01-pool.md", "The opening hours", "TK the opening hours")
    report = build(Newsroom.find(room), now=NOW)
    assert report.refusals and report.removed == (SPANISH,)
    assert saying(room / "public", SPANISH) == []
    assert alternates(room, ORIGINAL) == {"en": ORIGINAL, "x-default": ORIGINAL, "ar": ARABIC}
    assert article(room, ORIGINAL)["workTranslation"] == [
        {
            "@type": "NewsArticle",
            "@id": f"{SITE}releases/{ARABIC}.html",
            "inLanguage": "ar",
        }
    ]


@pytest.mark.parametrize("leaves", ["draft", "removed"])
def test_a_page_whose_release_is_gone_no_longer_leads_to_a_version_that_left(room: Path, leaves: str) -> None:
    published(room)
    (room / "releases" / f"{ARABIC}.md").unlink()
    kept = published(room).kept
    before = {path: data for path, data in tree(room / "public").items() if ARABIC in path}
    assert list(kept) == [ARABIC] and SPANISH in alternates(room, ARABIC).values()
    if leaves == "draft":
        change(room / "releases" / f"{SPANISH}.md", 'status = "approved"', 'status = "draft"')
        published(room)
    else:
        (room / "releases" / f"{SPANISH}.md").unlink()
        published(room)
        assert not build(Newsroom.find(room), now=NOW, remove=[SPANISH]).refusals
    after = {path: data for path, data in tree(room / "public").items() if ARABIC in path}
    assert after.keys() == before.keys() and not [path for path, data in after.items() if SPANISH.encode() in data]
    assert [path for path in after if after[path] != before[path]] == [
        f"email/{ARABIC}.html",
        f"email/{ARABIC}.txt",
        f"releases/{ARABIC}.html",
    ]
    assert ORIGINAL in alternates(room, ARABIC).values() and ORIGINAL.encode() in after[f"email/{ARABIC}.txt"]
    assert published(room).changes.written == 0


def test_a_withdrawal_of_the_only_translation_leaves_no_empty_list(room: Path) -> None:
    add(room, "2026-04-01-pool")
    (room / "releases" / f"{ARABIC}.md").unlink()
    published(room)
    change(room / "releases" / f"{SPANISH}.md", '"approved"', '"withdrawn"')
    change(room / "releases" / "2026-04-01-pool.md", "The opening hours", "TK the opening hours")
    assert build(Newsroom.find(room), now=NOW).removed == (SPANISH,)
    said = [name for name in saying(room / "public", "other languages") if ORIGINAL in name]
    assert said == [] and "workTranslation" not in article(room, ORIGINAL)
