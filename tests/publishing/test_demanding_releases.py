"""Releases that ask much of a page, built as a newsroom builds them, and what judges say of the result."""

from __future__ import annotations

import itertools
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from oracles import tools
from samples import HERE
from sampling import VIEWS, sample

from newsroom_cli.__main__ import main


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of tests/demanding."""
    folder = tmp_path_factory.mktemp("demanding") / "newsroom"
    shutil.copytree(HERE / "demanding", folder)
    with chdir(folder):
        assert main(["build", "--quiet"]) == 0
    return folder / "public"


def pages(site: Path) -> list[Path]:
    return [site / "index.html", *sorted((site / "releases").glob("*.html"))]


def parsed(site: Path) -> Iterator[tuple[str, Any]]:
    for path in pages(site):
        yield path.name, lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


def test_every_release_is_public(site: Path) -> None:
    sources = {path.stem for path in (HERE / "demanding" / "releases").glob("*.md")}
    assert {path.stem for path in (site / "releases").glob("*.html")} == sources and len(sources) >= 10


def test_no_page_skips_a_level_of_headings(site: Path) -> None:
    for name, page in parsed(site):
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(below <= above + 1 for above, below in itertools.pairwise(levels)), name


def test_every_heading_of_a_text_can_be_linked_to_and_ids_are_unique(site: Path) -> None:
    for name, page in parsed(site):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        for heading in page.xpath("//div[@class='body']//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"):
            (anchor,) = heading.xpath("a[@class='anchor']")
            assert anchor.get("href") == f"#{heading.get('id')}" and not anchor.text_content(), name


def test_links_to_parts_of_other_releases_find_them(site: Path) -> None:
    found = 0
    for _, page in parsed(site):
        for address in page.xpath("//div[@class='body']//a[@data-address]/@href"):
            parts = urlsplit(address)
            target = lxml.html.document_fromstring((site / "releases" / parts.path).read_bytes().decode())
            assert not parts.fragment or target.xpath("//*[@id=$id]", id=unquote(parts.fragment)), address
            found += bool(parts.fragment)
    assert found >= 2


def test_everything_is_in_composed_letters(site: Path) -> None:
    decomposed = HERE / "demanding" / "releases" / "2026-03-02-decomposed.md"
    assert not unicodedata.is_normalized("NFC", decomposed.read_text(encoding="utf-8"))
    for path in site.rglob("*"):
        if path.is_file():
            assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path
    assert b"\\u0301" not in (site / "feed.json").read_bytes()


def test_a_page_has_no_style_in_an_element(site: Path) -> None:
    for name, page in parsed(site):
        assert page.xpath("//@style") == [], name


# --- judges ---------------------------------------------------------------------------------------------------


@pytest.mark.oracle
def test_the_nu_checker_has_nothing_to_say_of_pages_and_mails(site: Path) -> None:
    assert tools.nu([*pages(site), *sorted((site / "email").glob("*.html")), *site.glob("*.css")]) == []


@pytest.mark.oracle
def test_html_validate_has_nothing_to_say(site: Path) -> None:
    assert tools.html_validate(pages(site)) == []


@pytest.mark.oracle
def test_axe_finds_nothing_and_leaves_nothing_undecided(site: Path) -> None:
    views = [
        tools.View(path.relative_to(site), base="https://news.example/", root=site, width=width, dark=dark)
        for path in sample(pages(site), 9)
        for width, dark in sample(VIEWS, 2)
    ]
    for view, audit in zip(views, tools.audits(views), strict=True):
        assert (audit.violations, audit.incomplete) == ([], []), view
        assert audit.scroll_width <= audit.inner_width, view


@pytest.mark.oracle
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_table_is_cut_on_paper(site: Path, tmp_path: Path, paper: str) -> None:
    told = tools.printed(site / "releases" / "2026-03-02-tables.html", tmp_path / "page.pdf", paper=paper)
    assert any(turned for _, turned in told.tables) and any(width > height for width, height in told.sheets)
    for width, turned in told.tables:
        assert width <= (tools.TURNED if turned else tools.UPRIGHT)[paper]


@pytest.mark.oracle
def test_a_short_release_is_one_sheet_of_paper(site: Path, tmp_path: Path) -> None:
    told = tools.printed(site / "releases" / "2026-03-03-later.html", tmp_path / "page.pdf", paper="Letter")
    assert len(told.sheets) == 1
