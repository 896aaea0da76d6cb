"""Archives of feeds (RFC 5005): whoever pages back from a feed finds every release; builds write what changed."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import atoma
import feedparser
import pytest
from lxml import etree
from oracles import tools
from promises.addresses import unanswered
from promises.rooms import NOW, add, change, saying, tree
from samples import BODY, sample_config, sample_edition

from newsroom_cli.model.config import Feeds
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.attached.edition_files import Attachment
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.feeds import feeds, opml
from newsroom_cli.publishing.feeds.channels import channel_at

NS = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
every_format = pytest.mark.parametrize("form", FORMATS)


class Read(NamedTuple):
    """What a reader of feeds learns from a document: the slugs of its releases, and the way on."""

    slugs: list[str]
    older: str
    current: str
    is_archive: bool
    is_complete: bool


def read_json(data: bytes) -> Read:
    feed = json.loads(data)
    about = feed["_newsroom"]
    slugs = [slug(entry["url"]) for entry in feed["items"]]
    current = about.get("current", "")
    return Read(slugs, feed.get("next_url", ""), current, bool(current), about.get("complete", False))


def read_xml(data: bytes) -> Read:
    root = etree.fromstring(data)
    head = root if root.find("channel") is None else root.find("channel")
    links = {link.get("rel"): link.get("href") for link in head.findall("a:link", NS)}
    found = [entry.find("a:link[@rel='alternate']", NS) for entry in root.iter("{*}entry")]
    slugs = [slug(entry.findtext("link")) for entry in root.iter("item")] + [slug(link.get("href")) for link in found]
    assert len(head.findall("a:link[@rel='self']", NS)) == 1
    return Read(
        slugs,
        links.get("prev-archive", ""),
        links.get("current", ""),
        head.find("fh:archive", NS) is not None,
        head.find("fh:complete", NS) is not None,
    )


def slug(address: str) -> str:
    return unquote(address).rpartition("/")[2].removesuffix(".html")


def chain(room: Newsroom, path: str) -> Iterator[Read]:
    """The documents that a reader finds, from a feed back to its oldest archive."""
    address, first = room.config.url + path, room.config.url + path
    while address:
        data = (room.output / unquote(address.removeprefix(room.config.url))).read_bytes()
        found = read_json(data) if path.endswith(".json") else read_xml(data)
        assert found.is_archive == (address != first) and found.current in ("", first)
        yield found
        address = found.older


def fill(room: Newsroom, count: int, **fields: str) -> list[str]:
    """Write releases over many months, and return their names."""
    names = []
    for number in range(count):
        day = dt.date(2026, 5, 28) - dt.timedelta(days=number * 2)
        names.append(f"{day}-number-{number}")
        add(room.root, names[-1], date=str(day), **{"topics": '["Parks & Pools", "Ferry"]', **fields})
    return names


def options(room: Newsroom, text: str) -> Newsroom:
    toml = room.root / "newsroom.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[feeds]\n{text}\n", encoding="utf-8")
    return Newsroom.find(room.root)


@pytest.mark.oracle
def test_whoever_pages_back_from_a_feed_finds_each_of_300_releases(room: Newsroom) -> None:
    names = fill(room, 300)
    assert not build(room, now=NOW).refusals
    public = {"2026-03-02-library", *names}
    feed_paths = [path for path in tree(room.output) if channel_at(path)]
    assert {path.rpartition("/")[0] for path in feed_paths} == {
        "", "offices/mayors-office", "topics/parks-pools", "topics/ferry", "topics/libraries",
    }  # fmt: skip
    for path in feed_paths:
        documents = list(chain(room, path))
        wanted = {"2026-03-02-library"} if "libraries" in path else set(names) if "topics/" in path else public
        assert {slug for document in documents for slug in document.slugs} == wanted, path
        in_archives = [slug for document in documents[1:] for slug in document.slugs]
        assert len(in_archives) == len(set(in_archives)) and len(documents[0].slugs) <= 50
        assert [document.is_complete for document in documents] == [len(documents) == 1] + [False] * len(documents[1:])
        assert len(documents) > 15 or "libraries" in path
    in_order = {form: [slug for found in chain(room, FORMATS[form].file) for slug in found.slugs] for form in FORMATS}
    assert in_order["rss"] == in_order["atom"] == in_order["json"]


def test_a_build_reads_a_release_for_all_its_feeds_at_once(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once to check it, once to render it, once for its warnings, however many feeds and archives have its entry."""
    add(room.root, "2026-02-01-pool", topics='["water", "sport"]')
    reads, read = Counter[str](), Newsroom.read

    def counted(newsroom: Newsroom, path: str) -> Release:
        reads[path] += 1
        return read(newsroom, path)

    monkeypatch.setattr(Newsroom, "read", counted)
    report = build(room, now=NOW)
    assert not report.refusals and reads and set(reads.values()) == {3}


def test_releases_in_two_languages_have_feeds_by_language_that_stay_when_one_is_left(room: Newsroom) -> None:
    add(room.root, "2026-05-29-parque", date="2026-05-29", extra='language = "es"\n')
    add(room.root, "2026-05-30-park", date="2026-05-30")
    build(room, now=NOW)
    for language, names in (("es", ["2026-05-29-parque"]), ("en", ["2026-05-30-park", "2026-03-02-library"])):
        for form in FORMATS.values():
            (document,) = chain(room, f"languages/{language}/{form.file}")
            assert document.slugs == names and document.is_complete
        assert f'"language": "{language}"' in (room.output / "languages" / language / "feed.json").read_text("utf-8")
    change(room.folder / "2026-05-29-parque.md", '"approved"', '"draft"')
    build(room, now=NOW)
    assert [document.slugs for document in chain(room, "languages/es/rss.xml")] == [[]]
    assert [document.slugs for document in chain(room, "languages/en/rss.xml")] == [names]
    assert not build(room, now=NOW, remove=["languages/es"]).refusals
    assert not (room.output / "languages" / "es").exists()


def test_archives_of_a_language_without_a_page_lead_to_the_front_page(room: Newsroom) -> None:
    room = options(room, "entries = 2")
    spanish = add(room.root, "2026-05-29-parque", date="2026-05-29", extra='language = "es"\n')
    fill(room, 8)
    build(room, now=NOW)
    change(spanish, '"approved"', '"draft"')
    build(room, now=NOW)
    assert list(chain(room, "languages/en/atom.xml"))[1:]
    assert not [found for found in unanswered(room.output) if found[0].startswith("languages/")]


def test_the_feed_of_a_topic_goes_with_its_last_release(room: Newsroom, newsroom) -> None:
    """Its name may be the words of a release that is held now."""
    assert newsroom("-C", room.root, "build").code == 0
    change(room.folder / "2026-03-02-library.md", '"libraries"', '"books"')
    run = newsroom("-C", room.root, "build")
    assert run.code == 0 and "deleted feeds, whose subscribers hear nothing more" in run.err
    assert "a topic has a page and feeds while a public release names it" in run.err
    assert not (room.output / "topics" / "libraries").exists()
    missing = (room.output / "404.html").read_text(encoding="utf-8")
    for folder in ("archive", "subscribe", "search"):
        assert f'/{folder}/index.html"' in missing and (room.output / folder / "index.html").exists()
    assert "files 0 written" in newsroom("-C", room.root, "build").err


def test_a_new_release_changes_only_its_feeds_and_the_archive_that_takes_the_oldest(room: Newsroom) -> None:
    names = fill(room, 60)
    build(room, now=NOW)
    before = tree(room.output)
    add(room.root, "2026-05-30-new", topics='["Ferry"]')
    build(room, now=NOW)
    after = tree(room.output)
    changed = {name for name in after if before.get(name) != after[name]}
    feed_files = {name.rpartition("/")[0] for name in changed if name.rpartition("/")[2] in ("rss.xml", "feed.json")}
    oldest_shown = names[47][:7]  # the library and the new release are in the feed, too
    assert feed_files - {f"archive/{oldest_shown}", f"offices/mayors-office/archive/{oldest_shown}"} == {
        "", "offices/mayors-office", "topics/ferry",
    }  # fmt: skip
    shown = [slug for found in chain(room, "topics/ferry/atom.xml") for slug in found.slugs]
    assert set(shown) == {*names, "2026-05-30-new"}


@every_format
def test_a_rebuild_equals_a_clean_build_and_a_printed_feed(room: Newsroom, tmp_path: Path, form: str, newsroom) -> None:
    room = options(room, "entries = 3")
    names = fill(room, 12)
    build(room, now=NOW)
    (room.folder / f"{names[5]}.md").unlink()
    change(room.folder / f"{names[7]}.md", "40,000", "45,000")
    build(room, now=NOW, remove=[names[5]])
    build(room, now=NOW, folder=tmp_path / "clean")
    assert tree(room.output) == tree(tmp_path / "clean")
    for arguments in ([], ["--topic", "parks & POOLS"], ["--office", "mayors-office"]):
        folder = {0: "", 1: "topics/parks-pools/", 2: "offices/mayors-office/"}[
            ["", "--topic", "--office"].index(arguments[0] if arguments else "")
        ]
        run = newsroom("-C", room.root, "feed", "--format", form, *arguments, "-o", tmp_path / "printed")
        assert run.code == 0, run.err
        printed = (tmp_path / "printed").read_bytes()
        assert printed == (room.output / f"{folder}{FORMATS[form].file}").read_bytes()
    assert newsroom("-C", room.root, "feed", "--topic", "unknown").code == 2
    assert newsroom("-C", room.root, "feed", "--topic", "Ferry", "--language", "en").code == 2


def test_a_release_whose_file_is_gone_moves_into_the_archive_with_its_entry(room: Newsroom) -> None:
    room = options(room, "entries = 2")
    add(room.root, "2026-04-01-first", date="2026-04-01")
    build(room, now=NOW)
    (room.folder / "2026-04-01-first.md").unlink()
    for number in range(3):
        day = f"2026-05-0{number + 1}"
        add(room.root, f"{day}-later", date=day)
        assert build(room, now=NOW).kept
    for path in ("rss.xml", "atom.xml", "feed.json", "topics/libraries/rss.xml", "offices/mayors-office/feed.json"):
        first, *archives = chain(room, path)
        assert first.slugs == ["2026-05-03-later", "2026-05-02-later"]
        assert "2026-04-01-first" in [slug for found in archives for slug in found.slugs]


def test_a_release_whose_file_is_gone_keeps_no_archive_that_its_feed_no_longer_has(room: Newsroom) -> None:
    """Such an archive would lead to those before and after it, which are deleted."""
    room = options(room, "entries = 2")
    names = fill(room, 60)
    build(room, now=NOW)
    (room.folder / f"{names[40]}.md").unlink()
    change(room.root / "newsroom.toml", "entries = 2", "entries = 100")
    room = Newsroom.find(room.root)
    assert build(room, now=NOW).kept
    assert not [path for path in tree(room.output) if "archive/" in path and path.endswith(tuple(FILES))]
    assert names[40] in next(chain(room, "rss.xml")).slugs


def test_a_release_that_is_taken_back_leaves_the_archives_even_if_errors_stop_the_build(room: Newsroom) -> None:
    room = options(room, "entries = 2")
    names = fill(room, 8)
    build(room, now=NOW)
    assert f"{names[6][:7]}" in "".join(tree(room.output))
    change(room.folder / f"{names[6]}.md", '"approved"', '"draft"')
    add(room.root, "2026-05-30-broken", headline='""')
    assert build(room, now=NOW).refusals
    assert not saying(room.output, names[6])


@pytest.mark.oracle
def test_releases_too_big_for_one_feed_are_in_its_archives(room: Newsroom) -> None:
    room = options(room, "offices = false\ntopics = false")
    big = "\n\n".join(["The park is open to all again, and it has new paths and old trees. " * 9] * 900)
    names = [f"2026-05-0{number}-big" for number in range(1, 7)]
    for name in names:
        add(room.root, name, body=f"{BODY}\n\n{big}", date=name[:10])
    assert not build(room, now=NOW).refusals
    for form in FORMATS.values():
        first, *archives = chain(room, form.file)
        assert len(first.slugs) < 7 and not first.is_complete
        assert {slug for found in (first, *archives) for slug in found.slugs} >= {*names}
    assert build(room, now=NOW).changes.written == 0
    add(room.root, "2026-05-30-new", date="2026-05-30")
    build(room, now=NOW)
    assert {slug for found in chain(room, "rss.xml") for slug in found.slugs} >= {*names, "2026-05-30-new"}


def test_archives_in_one_format_have_every_release_and_a_rebuild_equals_a_clean_build(
    room: Newsroom, tmp_path: Path
) -> None:
    room = options(room, 'entries = 3\narchive_formats = ["atom"]')
    names = fill(room, 12)
    build(room, now=NOW)
    change(room.folder / f"{names[7]}.md", "40,000", "45,000")  # in an archive
    change(room.folder / f"{names[1]}.md", '"approved"', '"draft"')  # so one of an archive is among the newest again
    names.append(add(room.root, f"{names[9]}-more", date=names[9][:10]).stem)
    build(room, now=NOW)
    build(room, now=NOW, folder=tmp_path / "clean")
    assert tree(room.output) == tree(tmp_path / "clean")
    files = [path.rpartition("/") for path in tree(room.output) if path.rpartition("/")[2] in FILES]
    assert {name for folder, _, name in files if "archive/" in folder} == {"atom.xml"}
    public = {"2026-03-02-library", *names} - {names[1]}
    for folder in ("", "offices/mayors-office/"):
        first, *archives = chain(room, f"{folder}atom.xml")
        assert {slug for found in (first, *archives) for slug in found.slugs} == public and len(archives) > 1
        for other in ("rss.xml", "feed.json"):  # the newest, without a way on, and not said to be all
            (newest,) = chain(room, f"{folder}{other}")
            assert newest.slugs == first.slugs and not newest.is_complete
    toml = room.root / "newsroom.toml"
    change(toml, '["atom"]', '["atom", "json"]')
    build(Newsroom.find(room.root), now=NOW)
    assert {slug for found in chain(room, "feed.json") for slug in found.slugs} == public


def test_archives_are_in_all_formats_if_none_of_those_wanted_is_one_of_the_feeds(room: Newsroom) -> None:
    room = options(room, 'entries = 3\nformats = ["rss"]\narchive_formats = ["atom"]')
    names = fill(room, 6)
    build(room, now=NOW)
    assert {slug for found in chain(room, "rss.xml") for slug in found.slugs} == {"2026-03-02-library", *names}


def test_a_hub_is_named_once_in_each_feed_and_in_no_archive() -> None:
    config = sample_config(feeds=Feeds(hub="https://hub.example/"))
    for form in FORMATS:
        data = feeds.render(form, feeds.feed(config, form), []).decode()
        assert data.count("https://hub.example/") == 1 and data.count(FORMATS[form].file) == 1
    assert json.loads(feeds.render("json", feeds.feed(config, "json"), []))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"}
    ]


def test_a_file_of_a_release_is_an_enclosure_with_its_length() -> None:
    config = sample_config()
    about = feeds.feed(config, "rss")
    (entry,) = feeds.entries(about, [sample_edition()])
    plan = Attachment(f"{config.url}plan.pdf", "", "The plan & more", "application/pdf", 1234)
    more = Attachment(f"{config.url}b.pdf", "", "More", "application/pdf", 5)
    entry = entry._replace(attachments=(plan, more))
    rss, atom, found = (feeds.render_entries(form, feeds.feed(config, form), [entry]) for form in FORMATS)
    enclosures = etree.fromstring(rss).findall("channel/item/enclosure")
    assert [dict(element.attrib) for element in enclosures] == [
        {"url": plan.url, "length": "1234", "type": "application/pdf"}
    ]
    links = etree.fromstring(atom).findall("a:entry/a:link[@rel='enclosure']", NS)
    assert [(link.get("href"), link.get("length"), link.get("title")) for link in links] == [
        (plan.url, "1234", "The plan & more"), (more.url, "5", "More"),
    ]  # fmt: skip
    assert json.loads(found)["items"][0]["attachments"] == [
        {"url": plan.url, "mime_type": "application/pdf", "title": "The plan & more", "size_in_bytes": 1234},
        {"url": more.url, "mime_type": "application/pdf", "title": "More", "size_in_bytes": 5},
    ]


# --- as strangers read them -----------------------------------------------------------------------------------


@pytest.fixture
def archived(room: Newsroom) -> Newsroom:
    """A newsroom in two languages whose feeds have archives."""
    room = options(room, 'entries = 3\nhub = "https://hub.example/"')
    fill(room, 8)
    for day in range(1, 6):
        add(room.root, f"2026-04-0{day}-parque", date=f"2026-04-0{day}", extra='language = "es"\n')
    assert not build(room, now=NOW).refusals
    assert (room.output / "languages" / "es" / "archive" / "2026-04" / "feed.json").exists()
    return room


def feed_files(room: Newsroom, ending: str) -> list[Path]:
    return [path for path in sorted(room.output.rglob(f"*{ending}")) if path.name in FILES]


def test_libraries_read_archives_and_feeds_of_topics_and_languages(archived: Newsroom) -> None:
    assert len(feed_files(archived, ".xml")) == 2 * len(feed_files(archived, ".json")) > 30
    for path in feed_files(archived, ".xml"):
        read: Any = feedparser.parse(path.read_bytes())
        assert not read.bozo and read.entries, path
        assert path.parent.relative_to(archived.output).parts[:1] != ("languages",) or read.feed.language in (
            "en",
            "es",
        )
    for path in feed_files(archived, ".json"):
        assert atoma.parse_json_feed_bytes(path.read_bytes()).items, path


@pytest.mark.oracle
def test_xmllint_says_nothing_about_feeds_and_their_list(archived: Newsroom) -> None:
    for path in (*feed_files(archived, ".xml"), archived.output / opml.FILE):
        assert tools.xmllint(path) == []


@pytest.mark.oracle
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_has_every_release_when_it_reads_a_feed_and_its_archives(archived: Newsroom, form: str) -> None:
    found: set[str] = set()
    for path in feed_files(archived, FORMATS[form].file):
        if path.relative_to(archived.output).parts[0] in ("archive", FORMATS[form].file):
            found |= {slug(entry["url"]) for entry in tools.newsboat(path)}
    assert found == {path.stem for path in archived.folder.glob("*.md")}


# --- the list of all feeds ------------------------------------------------------------------------------------


def outlines(room: Newsroom) -> dict[str, list[tuple[str, str]]]:
    """The feeds in the list by the title of their group."""
    body = etree.fromstring((room.output / opml.FILE).read_bytes()).find("body")
    groups: dict[str, list[tuple[str, str]]] = {}
    for outline in body.iter("outline"):
        if outline.get("type") == "rss":
            group = outline.getparent().get("text") or ""
            groups.setdefault(group, []).append((outline.get("text"), outline.get("xmlUrl")))
    return groups


def test_the_list_of_all_feeds_has_each_once_in_titled_groups(room: Newsroom) -> None:
    add(room.root, "2026-05-30-park", topics='["<b>Parks</b> & Pools"]', office='"parks"')
    build(room, now=NOW)
    url = room.config.url
    assert outlines(room) == {
        "": [("City of Port Ellery", f"{url}rss.xml")],
        "Offices": [
            ("Office of the Mayor", f"{url}offices/mayors-office/rss.xml"),
            ("Parks Department", f"{url}offices/parks/rss.xml"),
        ],
        "Topics": [
            ("<b>Parks</b> & Pools", f"{url}topics/b-parks-b-pools/rss.xml"),
            ("libraries", f"{url}topics/libraries/rss.xml"),
        ],
    }
    for group in outlines(room).values():
        assert all((room.output / unquote(address.removeprefix(url))).exists() for _, address in group)
    page = (room.output / "subscribe" / "index.html").read_text(encoding="utf-8")
    assert 'href="../feeds.opml"' in page
    change(room.folder / "2026-05-30-park.md", '"approved"', '"draft"')
    build(room, now=NOW)
    assert "Parks" not in str(outlines(room))


def test_without_feeds_there_is_no_list_of_them(room: Newsroom) -> None:
    build(options(room, "formats = []"), now=NOW)
    assert not (room.output / opml.FILE).exists() and not saying(room.output, opml.FILE)


@pytest.mark.parametrize(
    ("option", "folder"),
    [("topics", "topics/libraries"), ("offices", "offices/mayors-office"), ("languages", "languages/es")],
)
def test_feeds_of_a_kind_can_be_switched_off(room: Newsroom, option: str, folder: str) -> None:
    add(room.root, "2026-05-29-parque", date="2026-05-29", extra='language = "es"\n')
    build(room, now=NOW)
    assert (room.output / folder / "rss.xml").exists()
    build(options(room, f"{option} = false"), now=NOW)
    assert not (room.output / folder / "rss.xml").exists()
    assert not saying(room.output, f"{folder}/rss.xml")
