"""The pages of the site: what they say, where they link, and that a release's text stays text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from samples import BODY, FRONT, sample_config, sample_edition

from newsroom_cli.model import config as configuration
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config, Contact, Feeds, Office
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.edition import Edition, Listing, Picture
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.collections import NEWSROOM
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.channels import office
from newsroom_cli.publishing.site import list_pages, pages
from newsroom_cli.publishing.site.lines import Line, NeighbourLines

URL = "https://news.port-ellery.example/"
EASTERN = dt.timezone(dt.timedelta(hours=-5))
PICTURE = Picture(f"{URL}releases/a%20b.png", "releases/a b.png", "The hall", "The new hall.", "J. Doe", 1200, 700)


def release(edition: Edition | None = None, *, own: Path | None = None, **changes: Any) -> Any:
    """The parsed page of a release; `changes` replace fields of Config."""
    page = pages.release_page(edition or sample_edition(), sample_config(**changes), own)
    return lxml.html.document_fromstring(page.decode())


NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


def front(listings: list[Listing], config: Config, own: Path | None) -> bytes:
    return list_pages.plan(listings, config, own, NOW)["index.html"].render()


def event(fields: str) -> Edition:
    return sample_edition(front=FRONT.replace("[dateline]", f"[event]\n{fields}\n[dateline]"))


def find(page: Any, selector: str) -> list[Any]:
    """The elements that a simple selector names, such as "h1", ".body > p", "meta[name=robots]"."""
    path = ""
    for part in selector.split():
        if part == ">":
            path += ">"
            continue
        match = re.fullmatch(r"(\w*)((?:\.[\w-]+)*)((?:\[[^\]]+\])*)", part)
        assert match
        tag, classes, conditions = match.groups()
        path = f"{path[:-1]}/{tag or '*'}" if path.endswith(">") else f"{path}//{tag or '*'}"
        for name in re.findall(r"[\w-]+", classes):
            path += f"[contains(concat(' ', @class, ' '), ' {name} ')]"
        for name, value in re.findall(r"\[([\w-]+)=([^\]]+)\]", conditions):
            path += f"[@{name}='{value}']"
    found: list[Any] = page.xpath(path)
    return found


def words(page: Any, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in find(page, selector)]


def attributes(page: Any, selector: str, name: str) -> list[str]:
    return [element.get(name) for element in find(page, selector)]


# --- a release ------------------------------------------------------------------------------------------------


def test_a_page_says_what_the_release_says() -> None:
    page = release()
    assert words(page, "h1") == ["City Opens Harbour Quarter Library"]
    assert words(page, ".subhead") == ["The branch lends books seven days a week"]
    assert words(page, ".kind") == ["Press release"]
    assert words(page, ".facts li") == ["Office of the Mayor", "Media contact"]
    assert words(page, ".body p")[0].startswith("PORT ELLERY — Monday, March 2, 2026 — The city today opened")
    assert words(page, ".end") == ["###End of the news release"]
    assert words(page, ".boilerplate") == ["About the Office of the Mayor: it runs the city."]
    assert words(page, ".topics li") == ["libraries"]
    assert words(page, ".contacts h2") == ["Media contact"]
    assert words(page, ".notice") == ["Port Ellery is an invented city; this is a sample."]
    assert page.get("lang") == "en" and page.get("dir") == "ltr"
    assert words(page, "title") == ["City Opens Harbour Quarter Library – City of Port Ellery"]


def test_links_within_the_site_are_relative_and_those_for_machines_absolute() -> None:
    page = release(sample_edition(slug="année", url=page_url("année", URL)))
    own = [
        address
        for address in page.xpath("//body//@href | //body//@src")
        if "port-ellery.example/library" not in address
    ]
    assert not [address for address in own if address.startswith(URL)]
    assert "../site.css" in attributes(page, "link", "href")
    assert "../index.html" in own
    assert "../email/ann%C3%A9e.html" in own and "../email/ann%C3%A9e.txt" in own
    assert attributes(page, "link[rel=canonical]", "href") == [f"{URL}releases/ann%C3%A9e.html"]
    assert attributes(page, "meta[property=og:url]", "content") == [f"{URL}releases/ann%C3%A9e.html"]


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("releases/%D9%85%D9%83%D8%AA%D8%A8%D8%A9-2.html", "releases/مكتبة-2.html"),
        ("%e5%85%ac%E5%91%8A/ann%C3%A9e%20%2F.html", "公告/année%20%2F.html"),
        ("%E2%80%AE%FF-%C3", "%E2%80%AE%FF-%C3"),
    ],
)
def test_paper_has_the_address_in_letters_beside_the_contacts(address: str, printed: str) -> None:
    page = release(sample_edition(url=URL + address))
    assert words(page, ".beside .printed") == [URL + printed]


@pytest.mark.parametrize("words", ["The city opened a library.", ""])
def test_a_page_has_a_description_for_machines_where_there_is_one(words: str) -> None:
    page = release(sample_edition(subhead=words, lede="", text=""))
    for name in "meta[name=description]", "meta[property=og:description]":
        assert attributes(page, name, "content") == ([words] if words else [])


def test_feeds_are_offered_to_readers_and_to_their_programs() -> None:
    page = release()
    offered = find(page, "link[rel=alternate]")
    told = [(link.get("type"), link.get("title"), link.get("href")) for link in offered]
    expected = []
    for channel in (NEWSROOM, office("mayors-office", sample_config())):
        for name, form in feeds.FORMATS.items():
            feed = feeds.feed(sample_config(), name, channel)
            expected.append((form.media_type, f"{feed.title} ({form.label})", feed.url))
    assert told == expected[:4], "the programs of readers need an office in one format"
    assert words(page, ".follow li") == ["RSS", "Atom", "JSON Feed"] * 2
    assert [f"../{feed[2].removeprefix(URL)}" for feed in expected] == attributes(page, ".follow a", "href")


@pytest.mark.parametrize(("formats", "names"), [(("atom",), ["Atom"]), ((), [])])
def test_only_the_feeds_that_are_built_are_offered(formats: tuple[str, ...], names: list[str]) -> None:
    page = release(feeds=Feeds(formats=formats, offices=False))
    assert words(page, ".follow li") == names
    assert len(find(page, "link[rel=alternate]")) == len(names)


def test_the_email_version_is_offered_where_it_is_built() -> None:
    assert words(release(), ".formats a") == ["Plain text", "E-mail version"] and not find(release(), ".downloads")
    without = release(email=configuration.Email(pages=False))
    assert not find(without, ".formats") and not find(without, ".downloads")


def test_a_killed_release_has_no_other_formats() -> None:
    notice = '[[corrections]]\nchange = "killed"\ndate = 2026-03-05\nreason = "It was sent in error."\n'
    killed = release(sample_edition(front=FRONT.replace('"approved"', '"withdrawn"') + notice))
    assert words(killed, ".change time") and not find(killed, ".formats")


def test_contacts_can_be_called_and_written_to() -> None:
    people = (Contact("Ana", "(617) 555-0100", "ana@port-ellery.example"), Contact("", "ask the desk", "nowhere"))
    page = release(sample_edition(contacts=people))
    assert words(page, ".contacts h2") == ["Media contacts"]
    assert attributes(page, ".contacts a", "href") == ["tel:6175550100", "mailto:ana@port-ellery.example"]
    assert words(page, ".contacts li")[1] == "ask the desk nowhere"


def test_the_source_is_named_and_linked() -> None:
    page = release(sample_edition(source_name="City of Boston", source_url="https://source.example/1"))
    assert words(page, ".source") == ["First published by City of Boston"]
    assert attributes(page, ".source a", "href") == ["https://source.example/1"]
    assert not find(release(), ".source")


def test_an_update_is_told_with_its_time() -> None:
    page = release(sample_edition(updated=dt.datetime(2026, 3, 3, 21, 15, tzinfo=dt.UTC)))
    assert words(page, ".updated") == ["Updated March 3, 2026, 4:15 p.m."]
    assert attributes(page, ".updated time", "datetime") == ["2026-03-03T16:15:00-05:00"]
    assert attributes(page, "meta[property=article:modified_time]", "content") == ["2026-03-03T16:15:00-05:00"]


def test_parts_that_a_release_does_not_have_leave_nothing_behind() -> None:
    bare = sample_edition(front='headline = "Only a headline"\ndate = 2026-03-02', body="")
    page = release(bare._replace(contacts=(), topics=(), end_mark="", office_name=""))
    for part in ".subhead", ".contacts", ".topics", ".boilerplate", ".end", ".source", "figure", ".event", ".proof":
        assert not find(page, part), part
    assert "None" not in page.text_content()


# --- proofs ---------------------------------------------------------------------------------------------------


def test_a_proof_says_so_and_no_machine_takes_it() -> None:
    embargo = dt.datetime(2026, 3, 4, 11, tzinfo=dt.UTC)
    page = release(sample_edition(draft=True, embargo=embargo))
    assert words(page, ".proof") == ["Proof Not for publication. Embargoed until Wednesday, March 4, 2026, 6 a.m. EST"]
    assert attributes(page, "meta[name=robots]", "content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical'] | //script | //meta[@property]")


def test_a_published_page_does_not_mention_its_embargo() -> None:
    page = pages.release_page(sample_edition(embargo=dt.datetime(2026, 3, 1, tzinfo=dt.UTC)), sample_config(), None)
    assert b"mbargo" not in page and b"proof" not in page


def test_a_draft_without_headline_and_date_is_a_page_all_the_same() -> None:
    page = release(sample_edition(front="", body="", draft=True))
    assert words(page, "h1") == ["Headline to come"]
    assert words(page, ".facts li") == ["No date yet"]


# --- events ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ("starts = 2026-03-07T10:00:00-05:00", "Saturday, March 7, 2026, 10 a.m. EST"),
        ("starts = 2026-03-07T15:00:00Z", "Saturday, March 7, 2026, 10 a.m. EST"),
        (
            "starts = 2026-03-07T10:00:00-05:00\nends = 2026-03-07T12:30:00-05:00",
            "Saturday, March 7, 2026, 10 a.m. – 12:30 p.m. EST",
        ),
        (
            "starts = 2026-03-07T20:00:00-05:00\nends = 2026-03-08T00:00:00-05:00",
            "Saturday, March 7, 2026, 8 p.m. – Sunday, March 8, 2026, 0:00 (midnight) EST",
        ),
        ("starts = 2026-03-07", "Saturday, March 7, 2026"),
        ("starts = 2026-03-07\nends = 2026-03-07", "Saturday, March 7, 2026"),
        ("starts = 2026-03-07\nends = 2026-03-08", "Saturday, March 7, 2026 – Sunday, March 8, 2026"),
        ("starts = 2026-03-07T10:00:00+05:30", "Saturday, March 7, 2026, 10 a.m. UTC+5:30"),
        ("starts = 2026-03-07T10:00:00-05:00\nends = 2026-03-01", "Saturday, March 7, 2026, 10 a.m. EST"),
    ],
)
def test_an_event_says_when(fields: str, when: str) -> None:
    page = release(event(fields))
    assert words(page, ".event dt") == ["When"]
    assert words(page, ".event dd") == [when]


def test_no_line_breaks_inside_the_time_of_an_event_or_before_its_zone() -> None:
    (when,) = find(release(event("starts = 2026-03-07T10:00:00-05:00")), ".event dd")
    assert "10\N{NO-BREAK SPACE}a.m.\N{NO-BREAK SPACE}EST" in when.text_content()


def test_an_event_says_where_even_when_nobody_knows_when() -> None:
    page = release(event('place = """Harbour Library\n12 Quay Street"""'))
    assert words(page, ".event dt") == ["Where"]
    assert find(page, ".place bdi")[0].text == "Harbour Library\n12 Quay Street"


# --- pictures -------------------------------------------------------------------------------------------------


def test_pictures_of_the_newsroom_are_found_beside_the_page() -> None:
    page = release(sample_edition(pictures=(PICTURE, PICTURE._replace(caption="", credit="", width=0))))
    first, second = find(page, "figure img")
    assert first.get("src") == second.get("src") == "../releases/a%20b.png"
    assert (first.get("alt"), first.get("width"), first.get("height")) == ("The hall", "1200", "700")
    assert (first.get("loading"), second.get("loading")) == (None, "lazy")
    assert second.get("width") is None
    assert words(page, "figcaption") == ["The new hall. Picture: J. Doe"]
    assert attributes(page, "meta[property=og:image]", "content")[0] == f"{URL}releases/a%20b.png"


def test_a_picture_from_elsewhere_keeps_its_address_and_one_without_is_left_out() -> None:
    far = PICTURE._replace(url="https://pictures.example/1.png", file="")
    page = release(sample_edition(pictures=(far, PICTURE._replace(url="", file=""))))
    assert attributes(page, "figure img", "src") == ["https://pictures.example/1.png"]


def test_a_picture_placed_in_the_body_is_shown_there_with_its_caption_and_only_there() -> None:
    front = FRONT + '\n[[images]]\nfile = "hall.png"\nalt = "The hall"\ncaption = "New."\ncredit = "J. Doe"\n'
    page = release(sample_edition(front=front, body="Opened.\n\n![The hall](hall.png)\n\nMore."))
    assert attributes(page, "img", "src") == ["../releases/hall.png"]
    assert words(page, ".body figure figcaption") == ["New. Picture: J. Doe"]
    assert words(page, ".body p")[-1] == "More."


def test_pictures_within_the_body_are_found_beside_the_page_and_links_stay_absolute() -> None:
    body = (
        'See ![x](x.png) and <img alt="a &quot;b&quot; > c" src="y.png">, [the hall](hall.png), '
        "![far](https://far.example/z.png)."
    )
    page = release(sample_edition(body=body))
    assert attributes(page, ".body img", "src") == [
        "../releases/x.png",
        "../releases/y.png",
        "https://far.example/z.png",
    ]
    assert attributes(page, ".body img", "alt")[1] == 'a "b" > c'
    assert attributes(page, ".body a", "href") == [f"{URL}releases/hall.png"]


WIDE_TABLE = f"{'| Attendance ' * 6}|\n{'|---' * 6}|\n{'| 1,234,567 ' * 6}|"


@pytest.mark.parametrize("title", ["<table onmouseover=x>", '<img src="x">', f'<img src="{URL}x.png">', "</table>"])
def test_markup_within_an_attribute_is_left_alone(title: str) -> None:
    quoted = title.replace('"', "&quot;")
    page = release(
        sample_edition(body=f'<a title="{quoted}" href="https://x.example/">x</a> ![y](y.png)\n\n{WIDE_TABLE}')
    )
    assert attributes(page, ".body a", "title") == [title]
    assert len(find(page, "table")) == len(find(page, ".scroll")) == 1
    assert not page.xpath("//*[@onmouseover]")


def test_a_table_scrolls_in_a_box_of_its_own() -> None:
    page = release(sample_edition(body=WIDE_TABLE))
    (box,) = find(page, ".body > .scroll")
    assert box.get("tabindex") == "0" and box.get("aria-label") == "Table"
    assert [element.tag for element in box] == ["table"]


def test_a_table_that_fits_a_phone_has_no_box() -> None:
    page = release(sample_edition(body="| Day | Opens |\n|---|---|\n| Monday | 8 a.m. |"))
    assert len(find(page, ".body > table")) == 1 and not find(page, ".scroll")


def test_a_link_that_shows_its_address_is_marked_for_paper() -> None:
    page = release(sample_edition(body="<https://x.example/?a=1&b=2> and [x](https://x.example/)"))
    assert attributes(page, ".body a", "class") == ["bare", None]


# --- languages ------------------------------------------------------------------------------------------------


def test_a_page_is_in_the_language_of_its_release_and_says_which_parts_are_not() -> None:
    edition = sample_edition(front=FRONT.replace("status", 'language = "fa"\nstatus'))
    page = release(edition, language="de")
    assert (page.get("lang"), page.get("dir")) == ("fa", "rtl")
    assert find(page, "h1")[0].get("lang") is None
    assert words(page, "time")[0] == theme.long_date(edition.published, "fa") != "March 2, 2026"
    assert set(attributes(page, "h2", "lang")) == {"en"}
    assert attributes(page, ".name bdi", "lang") == attributes(page, ".boilerplate", "lang") == ["de"]


def test_the_labels_of_the_links_to_other_releases_say_their_language() -> None:
    edition = sample_edition(front=FRONT.replace("status", 'language = "fa"\nstatus'))
    line = Line("a.html", "پل", 2026, "2026-03-02", "", "", "", "", "", "")
    page = pages.release_page(edition, sample_config(), None, NeighbourLines(line, None, (line,)))
    (nav,) = find(lxml.html.document_fromstring(page.decode()), "nav.neighbours")
    assert (nav.get("aria-label"), nav.get("lang")) == ("Related releases", "en")
    assert [group.get("lang") for group in nav.iter("ul")] == ["fa", "fa"]


def test_a_page_in_another_english_needs_no_marks() -> None:
    page = release(sample_edition(language="en-GB"))
    assert len(page.xpath("//*[@lang]")) == 1


def test_words_of_the_newsroom_are_used_in_their_language(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "words.html").write_text('{% set fr = {"contact": "Nous joindre", "table": "Grille"} %}')
    page = release(
        sample_edition(language="fr", html=f"<table><tr>{'<td>1,234,567</td>' * 9}</tr></table>"), own=tmp_path
    )
    assert words(page, ".contacts h2") == ["Nous joindre"] and attributes(page, ".contacts h2", "lang") == [None]
    assert attributes(page, ".scroll", "aria-label") == ["Grille"]


# --- text stays text ------------------------------------------------------------------------------------------

HOSTILE = "{{ 7*7 }}<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;{% raw %}"
MARKUP = {"html", "boilerplate_html"}  # clean HTML by the time an Edition is made; test_markdown.py sees to that


def hostile_fields() -> list[str]:
    kinds = Edition.__annotations__
    return [name for name, kind in kinds.items() if kind == "str" and name not in MARKUP]


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("field", [*hostile_fields(), "topics", "contacts", "pictures"])
def test_whatever_a_field_holds_is_text(field: str, draft: bool) -> None:
    values: dict[str, Any] = {
        "topics": (HOSTILE,),
        "contacts": (Contact(HOSTILE, HOSTILE, HOSTILE),),
        "pictures": (Picture(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    }
    made = sample_edition(draft=draft, event_starts=dt.datetime(2026, 3, 7, 10, tzinfo=EASTERN))
    page = release(made._replace(**{field: values.get(field, HOSTILE)}))
    assert [script.get("type") for script in find(page, "script")] == ([] if draft else ["application/ld+json"])
    assert not page.xpath("//@onerror")
    assert "49" not in page.text_content()


@pytest.mark.parametrize("field", ["name", "description", "notice", "language", "end_mark"])
def test_whatever_the_newsroom_calls_itself_is_text(field: str) -> None:
    page = release(sample_edition(language="fr"), **{field: HOSTILE})
    assert not page.xpath("//@onerror") and "49" not in page.text_content()


def test_control_characters_do_not_reach_a_page() -> None:
    page = pages.release_page(sample_edition(headline="a\x00b\x1fc\x85d\x9f «e»"), sample_config(), None)
    assert "<h1>abcd «e»</h1>" in page.decode()


# --- bytes, files and own templates ---------------------------------------------------------------------------


def test_the_same_values_make_the_same_bytes() -> None:
    assert pages.release_page(sample_edition(), sample_config(), None) == pages.release_page(
        sample_edition(), sample_config(), None
    )
    theme.clear_caches()
    assert front([editions.listing(sample_edition())], sample_config(), None) == front(
        [editions.listing(sample_edition())], sample_config(), None
    )


def test_pages_have_no_scripts_and_load_nothing_from_elsewhere() -> None:
    listing = editions.listing(sample_edition())
    for page in release(), lxml.html.document_fromstring(front([listing], sample_config(), None).decode()):
        assert not page.xpath("//script[@type != 'application/ld+json'] | //iframe | //style | //@style")
        loaded = page.xpath("//link[@rel='stylesheet']/@href | //@src")
        assert all(not re.match(r"\w+:|//", address) for address in loaded)
    css = dict(pages.assets(sample_config(), None))["site.css"].decode()
    assert "url(" not in css and "@import" not in css


def test_the_style_sheets_have_nothing_that_no_browser_needs(tmp_path: Path) -> None:
    """With a release a phone loads site.css, so what only lists need is in lists.css."""
    found = dict(pages.assets(sample_config(), None))
    for name in ("site.css", "lists.css"):
        assert not re.search(rb"/\*|\n.|[ :,(]0\.\d", found[name]), name
    assert len(found["site.css"]) < 12_500 and b"#search" not in found["site.css"]


def test_files_of_the_newsroom_go_out_beside_ours(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in "logo.svg", "house.css", "release.html", ".hidden", "base.html~":
        (folder / name).write_text(name)
    (folder / "folder").mkdir()
    found = pages.assets(sample_config(), tmp_path)
    assert [name for name, _ in found] == [
        "house.css",
        "lists.css",
        "logo.svg",
        "search.js",
        "site-icon.svg",
        "site.css",
    ]
    (folder / "site.css").write_text("p {}")
    assert dict(pages.assets(sample_config(), tmp_path))["site.css"] == b"p {}"
    for name in "rss.xml", "sitemap.xml", "sitemap-2.xml", "events.ics":
        (folder / name).write_text("")
        with pytest.raises(NewsroomError, match=rf"{name}: build writes a file of this name itself"):
            pages.assets(sample_config(), tmp_path)
        (folder / name).unlink()


DOC = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    """A templates folder that holds every example of docs/templates.md."""
    examples = re.findall(r"^`templates/((?:site|words)/\S+)`:\n\n```\w+\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
    assert len(examples) == 5
    for name, text in examples:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_documented_examples_do_what_is_said(documented: Path) -> None:
    page = release(own=documented)
    assert attributes(page, ".beside > p a", "href") == [f"{URL}media-kit.zip"]
    assert words(page, ".contacts strong") == ["Press Desk"]
    assert attributes(page, "link[rel=stylesheet]", "href") == ["../site.css", "../house.css"]
    assert words(release(sample_edition(language="fr"), own=documented), ".topics h2") == ["Sujets"]
    french = theme.words(documented, "fr")
    assert (french.count_releases(1), french.count_releases(12)) == ("1 texte", "12 textes")
    assert french.weather == "Météo"
    index = lxml.html.document_fromstring(front([], sample_config(), documented).decode())
    assert words(index, "h1") == ["Press releases"]
    assert "house.css" in attributes(index, "link[rel=stylesheet]", "href")
    written = [name for name, _ in pages.assets(sample_config(), documented)]
    assert written == ["house.css", "lists.css", "search.js", "site-icon.svg", "site.css"]


def test_the_documented_blocks_are_all_there_are() -> None:
    def blocks(name: str) -> set[str]:
        return set(theme.environment(None).get_template(name).blocks)

    part = DOC[DOC.index("The blocks of") : DOC.index("## Colours")]
    base, of_release, of_index = (
        set(re.findall(r"`(\w+)`", part)) for part in re.split(r"also:|which both pages extend:", part)[1:]
    )
    assert base == blocks("site/base.html")
    assert of_release == blocks("site/release.html") - base
    assert of_index == blocks("site/index.html") - base


@pytest.mark.parametrize(("name", "headings"), [("release", (0, 1)), ("index", (0, 2))])
def test_the_documented_variables_exist(tmp_path: Path, name: str, headings: tuple[int, ...]) -> None:
    tables = re.split(r"^\| (?:On|In) .*\n\| --- .*\n", DOC, flags=re.MULTILINE)[1:]
    told = [
        name
        for at in headings
        for first in re.findall(r"^\| (`.*?) \|", tables[at], re.M)
        for name in re.findall(r"`(\w+)`", first)
    ]
    assert len(told) > 8
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / f"{name}.html").write_text(" ".join(f"{name}={{{{ {name} is defined }}}}" for name in told))
    config: Config = sample_config()
    page = pages.release_page(sample_edition(), config, tmp_path) if name == "release" else front([], config, tmp_path)
    assert page.decode().split() == [f"{name}=True" for name in told]


def test_the_documented_filters_are_all_there_are() -> None:
    import jinja2

    part = DOC[DOC.index("Filters beside") : DOC.index("## What to know")]
    told = set(re.findall(r"`(\w+)`", part))
    assert told == set(theme.environment(None).filters) - set(jinja2.Environment().filters)


def test_no_word_of_our_own_breaks_in_a_title_on_the_narrowest_screen() -> None:
    css = dict(pages.assets(sample_config(), None))["site.css"].decode()
    sizes = re.search(r"h1\{[^}]*font-size:clamp\(([\d.]+)rem,([\d.]+)rem \+ ([\d.]+)vw", css)
    assert sizes
    least, fixed, growing = map(float, sizes.groups())
    size = max(least * 16, fixed * 16 + growing * 3.2)  # pixels on a screen of 320
    for language in "en", "de", "fr", "es", "pt", "it", "nl", "pl":
        words = theme.words(None, language)
        titles = [
            getattr(words, name)
            for name in ("releases", "archive", "subscribe", "search", "not_found", "offices", "topics")
        ]
        longest = max(" ".join(titles).split(), key=len)
        assert len(longest) * 0.6 * size < 284, longest  # 0.6 em a letter, in a wide bold typeface


def test_an_office_without_name_still_has_its_feeds() -> None:
    page = release(offices={"mayors-office": Office()})
    assert attributes(page, "link[rel=alternate]", "title")[3] == "mayors-office – City of Port Ellery (RSS)"


def test_a_long_release_keeps_its_whole_body() -> None:
    assert BODY.count("\n\n") * 40 <= len(find(release(sample_edition(body=BODY * 40)), ".body p"))


def test_the_date_of_the_dateline_does_not_break() -> None:
    """Whether it overflows a narrow screen was looked at: the longest, 24 de septiembre de 2026, fits 320 pixels."""
    assert [time.text for time in find(release(sample_edition()), ".body time")] == ["March 2, 2026"]
    sheet = dict(pages.assets(sample_config(), None))["site.css"].decode()
    assert re.search(r":is\(\.body,\.facts\) time,\.score\{white-space:nowrap", sheet)
