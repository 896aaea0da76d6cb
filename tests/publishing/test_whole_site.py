"""A whole demanding site, at a root and under a path: every link, every feed, the sitemap, and what a page weighs."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import atoma
import lxml.etree
import lxml.html
import pytest
from demanding_room import URL, built
from oracles import tools
from samples import HERE
from servers import NGINX, free_port, open_folder, path_of, running

pytestmark = pytest.mark.oracle

AT = {"at the root": URL, "under a path": f"{URL}news/"}
PARSERS = {"rss": atoma.parse_rss_file, "atom": atoma.parse_atom_file, "feed": atoma.parse_json_feed_file}
KILLED = "2026-04-29-killed"  # a release of which only the notice is left
PAGE, FRONT = 25_000, 60_000  # the most bytes of a release with its style sheet, and of the front page


class Site(NamedTuple):
    """A built site: its folder and its public address."""

    folder: Path
    url: str

    def files(self, pattern: str) -> list[Path]:
        """The files of the site of which the path from its folder matches."""
        return sorted(path for path in self.folder.rglob(pattern) if path.is_file())

    def has(self, address: str) -> bool:
        """Whether a file is at an address of the site."""
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(self.url).path)
        return (self.folder / (f"{path}index.html" if not path or path.endswith("/") else path)).is_file()


@pytest.fixture(scope="module", params=AT)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a demanding newsroom."""
    url = AT[str(request.param)]
    return Site(built(tmp_path_factory.mktemp("whole") / "room", url), url)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# --- links ----------------------------------------------------------------------------------------------------


def test_every_address_of_the_site_in_feeds_lists_and_calendars_leads_to_a_file(site: Site) -> None:
    found = 0
    for ending in "xml", "json", "opml", "ics", "txt":
        for path in site.files(f"*.{ending}"):
            text = text_of(path).replace("\n ", "").replace("\\/", "/")
            addresses = {unquote(match[0]) for match in re.finditer(rf"{re.escape(site.url)}[^\s\"'<>\\)&]*", text)}
            missing = [address for address in addresses if not site.has(address.rstrip(".,"))]
            assert missing == [], path
            found += len(addresses)
    assert found > 1_000


def _is_moved(path: Path) -> bool:
    return 'http-equiv="refresh"' in text_of(path)


@pytest.mark.oracle
def test_linkinator_finds_no_broken_link_and_comes_to_every_page(site: Site) -> None:
    port = free_port()
    with open_folder() as folder:
        path = urlsplit(site.url).path
        server = f"server {{ listen 127.0.0.1:{port} backlog=511; location {path} {{ alias {site.folder}/; }} }}"
        config = folder / "nginx.conf"
        config.write_text(
            NGINX.format(folder=folder, server=f"include /etc/nginx/mime.types; {server}"), encoding="utf-8"
        )
        program = path_of("nginx") or tools.missing("nginx")
        for above in site.folder.parents:
            above.chmod(above.stat().st_mode | 0o011)
        with running([program, "-c", str(config)], port, folder / "log"):
            links = tools.linkinator(f"http://127.0.0.1:{port}{path}", public=site.url)
    assert {link: wrong for link, wrong in links.items() if wrong} == {}
    reached = {unquote(link.partition("#")[0]) for link in links}
    pages = {page.relative_to(site.folder).as_posix() for page in site.files("*.html") if not _is_moved(page)}
    found = {f"{link}index.html" if link.endswith("/") or not link else link for link in reached}
    assert pages - found == {"404.html", f"email/{KILLED}.html"}, "of a killed release nobody needs the mail"


# --- feeds and sitemap ----------------------------------------------------------------------------------------


def test_each_document_of_each_feed_is_well_formed_whole_and_of_the_shape_of_its_format(site: Site) -> None:
    schema = lxml.etree.RelaxNG(lxml.etree.parse(HERE / "oracles" / "atom.rng"))
    names = [site.files(f"{form}.{ending}") for form, ending in (("rss", "xml"), ("atom", "xml"), ("feed", "json"))]
    documents = [path for paths in names for path in paths]
    assert len({len(paths) for paths in names}) == 1 and len(documents) > 90
    folders = {path.parent.relative_to(site.folder).parts[:1] for path in documents}
    assert folders == {(), ("archive",), ("languages",), ("offices",), ("topics",)}
    for path in documents:
        found = PARSERS[path.stem](str(path))
        assert found.entries if path.stem == "atom" else found.items, path
        if path.stem == "atom":
            schema.assertValid(lxml.etree.parse(path))


def test_each_json_feed_has_what_its_version_asks_for_and_no_key_that_it_does_not_know(site: Site) -> None:
    feed_keys = "version title home_page_url feed_url description next_url icon favicon authors language hubs items"
    item_keys = """id url external_url title content_html content_text summary image banner_image date_published
        date_modified authors tags language attachments"""
    for path in site.files("feed.json"):
        feed = json.loads(path.read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and site.has(feed["feed_url"]), path
        assert {key for key in feed if not key.startswith("_")} <= set(feed_keys.split()), path
        for entry in feed["items"]:
            assert {key for key in entry if not key.startswith("_")} <= set(item_keys.split()), path
            assert isinstance(entry["id"], str) and entry["content_html"], path
            assert all(kept["url"] and kept["mime_type"] for kept in entry.get("attachments", ())), path


def test_the_sitemap_names_each_page_with_its_canonical_address_and_no_other(site: Site) -> None:
    named = {unquote(url.findtext("{*}loc")) for url in lxml.etree.parse(site.folder / "sitemap.xml").getroot()}
    canonical = {}
    for path in site.files("*.html"):
        head = lxml.html.document_fromstring(path.read_bytes().decode())
        if path.parent.name != "email" and not _is_moved(path) and not head.xpath("//meta[@content='noindex']"):
            (canonical[path],) = map(unquote, head.xpath("//link[@rel='canonical']/@href"))
            assert site.has(canonical[path]), path
            assert head.xpath("//meta[@name='description']/@content"), path
    assert named == set(canonical.values()) - {f"{site.url}search/"}


def test_search_engines_leave_out_the_page_and_the_mail_of_a_killed_release_and_no_other(site: Site) -> None:
    left_out = [path for path in site.files("*.html") if '<meta name="robots" content="noindex">' in text_of(path)]
    assert {path.relative_to(site.folder).as_posix() for path in left_out if not _is_moved(path)} == {
        "404.html", f"releases/{KILLED}.html", f"email/{KILLED}.html",
    }  # fmt: skip
    assert "releases/2026-04-29-withdrawn.html" in text_of(site.folder / "sitemap.xml")


def test_no_release_leads_to_a_killed_one_and_its_page_leads_on(site: Site) -> None:
    for path in site.files("releases/*.html"):
        page = lxml.html.document_fromstring(path.read_bytes().decode())
        targets = page.xpath("//*[contains(@class, 'neighbours') or contains(@class, 'versions')]//a/@href")
        assert not any(target.endswith(f"{KILLED}.html") for target in targets), path
        assert len(targets) >= 2 or path.stem != KILLED


def test_no_page_proposes_a_withdrawn_release_though_it_may_be_the_one_before(site: Site) -> None:
    pages = [lxml.html.document_fromstring(path.read_bytes().decode()) for path in site.files("releases/*.html")]
    related, beside = (
        {target for page in pages for target in page.xpath(f"//ul[@class='{name}']//a/@href")}
        for name in ("related", "beside-in-time")
    )
    assert related and "../releases/2026-04-29-withdrawn.html" in beside - related


def test_versions_in_other_languages_name_each_other_and_themselves(site: Site) -> None:
    versions = {}
    for path in site.files("releases/*.html"):
        head = lxml.html.document_fromstring(path.read_bytes().decode())
        links = head.xpath("//link[@rel='alternate'][@hreflang]")
        if found := {link.get("hreflang"): link.get("href") for link in links}:
            versions[f"{site.url}{path.relative_to(site.folder).as_posix()}"] = found
            assert found[head.get("lang")].endswith(f"/{path.name}"), path
    original = f"{site.url}releases/2026-05-20-rich.html"
    assert {"en", "es", "ar", "x-default"} == versions[original].keys()
    for address, found in versions.items():
        assert all(versions[other] == found for other in found.values()), address


def test_pages_are_light(site: Site) -> None:
    style, rich = (site.folder / name for name in ("site.css", "releases/2026-05-20-rich.html"))
    assert style.stat().st_size + rich.stat().st_size < PAGE
    assert (site.folder / "index.html").stat().st_size < FRONT


def test_on_each_page_ids_are_unique_and_headings_skip_no_level(site: Site) -> None:
    for path in site.files("*.html"):
        page = lxml.html.document_fromstring(path.read_bytes().decode())
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(below <= above + 1 for above, below in itertools.pairwise([0, *levels])), path
