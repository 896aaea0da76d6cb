"""Releases in every language that has words: pages and mails speak it, and a build proves them as any other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
from promises.rooms import NOW, add, make_room
from samples import FRONT, sample_config, sample_edition

from newsroom_cli.model.language_tags import direction_of
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.templating import theme, words
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.neighbours import Neighbours
from newsroom_cli.publishing.site import lines, pages

TAGS = sorted(path.stem for path in (theme.builtin() / words.FOLDER).glob("*.toml"))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a newsroom with the sample release in each language."""
    room = make_room(tmp_path_factory.mktemp("languages") / "room")
    for tag in TAGS:
        add(room.root, f"2026-03-03-in-{tag.lower()}", extra=f'language = "{tag}"\n')
    build(room, now=NOW)
    return room.output


def parsed(public: Path, folder: str, tag: str) -> Any:
    path = public / folder / f"2026-03-03-in-{tag.lower()}.html"
    return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(("folder", "table"), [("releases", words.SITE), ("email", words.MAIL)])
def test_page_and_mail_are_in_the_language_of_the_release(public: Path, folder: str, table: str, tag: str) -> None:
    page, spoken = parsed(public, folder, tag), theme.words(None, tag, table)
    headings = page.xpath("//h2[not(ancestor::*[@class='body'])]")
    assert (page.get("lang"), page.get("dir")) == (tag, direction_of(tag))
    assert spoken.contact in [heading.text_content() for heading in headings]
    assert not [heading for heading in headings if heading.get("lang")], "our words need no mark"
    kind = page.xpath("//*[contains(@class, 'kind')]/*[1]")[0]
    assert kind.text_content() == theme.words(None, tag, words.KINDS).release and kind.get("lang") is None


@pytest.mark.parametrize("tag", TAGS)
def test_the_index_says_in_which_language_a_kind_is_named(public: Path, tag: str) -> None:
    index = lxml.html.document_fromstring((public / "index.html").read_text(encoding="utf-8"))
    line = index.xpath(f"//li[a[contains(@href, '2026-03-03-in-{tag.lower()}.html')]]")[0]
    assert line.xpath("small/bdi/@lang") == line.xpath("a/@lang") == ([] if tag == "en" else [tag])


@pytest.mark.parametrize("path", ["page", "mail"])
def test_an_english_headline_and_paragraph_in_a_hebrew_release_have_their_direction(path: str) -> None:
    front = FRONT.replace("City Opens Harbour Quarter Library", "City Opens Library!")
    made = sample_edition(front=f'language = "he"\n{front}', body="הספרייה פתוחה.\n\nIt is open to all.\n")
    config = sample_config()
    html = (pages.release_page if path == "page" else message.html)(made, config, None).decode()
    assert '<span dir="ltr">City Opens Library!</span></h1>' in html
    assert '<span dir="ltr">It is open to all.</span></p>' in html
    assert ">הספרייה פתוחה.</p>" in html or " הספרייה פתוחה.</p>" in html


@pytest.mark.parametrize("path", ["page", "mail"])
@pytest.mark.parametrize("body", ["Text.", "Text.\n\n![The hall](https://x.example/hall.png)\n"])
def test_an_english_caption_in_a_hebrew_release_has_its_direction(path: str, body: str) -> None:
    image = '[[images]]\nfile = "https://x.example/hall.png"\nalt = "The hall"\ncaption = "Open at last!"\n'
    made = sample_edition(front=f'language = "he"\n{FRONT}{image}', body=body)
    html = (pages.release_page if path == "page" else message.html)(made, sample_config(), None).decode()
    assert html.count('<span dir="ltr">Open at last!</span>') == html.count("Open at last!") == 1


def test_headlines_of_other_releases_on_a_page_have_their_direction() -> None:
    made, config = sample_edition(front=f'language = "he"\n{FRONT}'), sample_config()
    headline = "“City opens library.”"
    others = {slug: editions.listing(made)._replace(slug=slug, headline=headline) for slug in ("a", "b", "c")}
    found = lines.neighbour_lines(Neighbours("a", "b", ("c",)), others, config, None, "he")
    html = pages.release_page(made, config, None, found).decode()
    assert html.count(f'<span dir="ltr">{headline}</span></a>') == 3
