"""A held release that has only in common with public ones what releases of one office have stops no build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import samples
from samples import picture

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, make_room

HELD = "2026-05-30-vibraphone"
EMBARGO = "embargo = 2099-01-01T00:00:00Z\n"
NEWS = "The council buys forty vibraphones and a carillon for the school of music in Weaver Street."
PUBLIC = "2026-03-02-library"
EVENT = '[event]\nstarts = 2026-06-06T10:00:00-04:00\nplace = "Old Town Hall, 4 Mole Street"\n\n[dateline]'


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    yield make_room(tmp_path / "room").root
    theme.clear_caches()


def held(root: Path, *words: str, name: str = HELD, extra: str = EMBARGO, **fields: str) -> Path:
    fields = {"headline": '"City Buys Vibraphones"', "subhead": '"Forty of them"'} | fields
    return add(root, name, extra=extra, body="\n\n".join((NEWS, *words)) + "\n", **fields)


def public(root: Path, words: str) -> None:
    path = root / "releases" / f"{PUBLIC}.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


DAYS: dict[str, Callable[[Path], object]] = {}


def day(what: str, *words: str, **fields: str) -> None:
    """A day on which a held release has some more words, or other fields."""
    DAYS[what] = lambda root: held(root, *words, **fields)


day(
    "the boilerplate of the office",
    "About the Office of the Mayor: it runs the city.",
    "Port Ellery is an invented city; this is a sample.",
)
day("the people to call", "Media contact: Press Desk, +1 617 555 0100, press@port-ellery.example")
day("the people to call, line by line", "Contact:", "Press Desk", "+1 617 555 0100", "press@port-ellery.example")
day("the words of the mail", "FOR IMMEDIATE RELEASE", "Press release", "Media contacts", "###")
day("the day in words", "March 2, 2026", "Monday, March 2, 2026", "PORT ELLERY, March 2, 2026")
day("the day in capitals with its place", "PORT ELLERY, March 2 –")
day(
    "the name of the newsroom", "City of Port Ellery", "News of the invented city of Port Ellery", "Office of the Mayor"
)
day(
    "the same headline in a series",
    headline='"City Opens Harbour Quarter Library"',
    subhead='"The branch lends books seven days a week"',
)
day("the same words and quotes", samples.BODY)
day(
    "a follow-up",
    "“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor in March.",
)
day("a short name", name="ferry")


def case(prepare: Callable[[Path], object]) -> Callable[[Path], object]:
    DAYS[prepare.__name__.replace("_", " ")] = prepare
    return prepare


@case
def a_draft_copied_from_a_public_release(root: Path) -> None:
    path = root / "releases" / f"{PUBLIC}.md"
    shutil.copy(path, path.with_name(f"{PUBLIC}-2.md"))
    change(path.with_name(f"{PUBLIC}-2.md"), "approved", "draft")


@case
def an_embargoed_correction(root: Path) -> None:
    path = root / "releases" / f"{PUBLIC}.md"
    change(path, "[dateline]", f'corrected_by = ["{HELD}.md"]\n\n[dateline]')
    held(
        root,
        samples.BODY,
        extra=f'{EMBARGO}corrects = "{PUBLIC}.md"\n',
        headline='"Correction: City Opens Harbour Quarter Library"',
    )


@case
def a_translation_beside_the_original(root: Path) -> None:
    body = "La ciudad inauguró hoy su novena biblioteca, con 40.000 libros.\n\n“Un libro para todos”, dijo Okafor.\n"
    add(root, f"{PUBLIC}-es", extra=f'{EMBARGO}language = "es"\n', headline='"La ciudad abre la biblioteca"', body=body)


@case
def the_moment_and_place_of_an_event(root: Path) -> None:
    change(root / "releases" / f"{PUBLIC}.md", "[dateline]", EVENT)
    change(
        held(root, "Saturday, June 6, 2026, 10 a.m.", "June 6, 2026", "10 a.m. on Saturday, June 6"),
        "[dateline]",
        EVENT,
    )


@case
def another_picture_of_the_same_name(root: Path) -> None:
    for folder, size in (("a", 1), ("b", 2)):
        (root / "releases" / folder).mkdir()
        (root / "releases" / folder / "mayor-ana-okafor.png").write_bytes(picture(width=10 * size))
    shown = "![The mayor at her desk]({}/mayor-ana-okafor.png)"
    public(root, shown.format("a"))
    held(root, shown.format("b"))


@case
def a_name_that_another_site_has_in_an_address(root: Path) -> None:
    public(
        root,
        "See https://port-ellery.example/annual-report-2026 or [the file](https://port-ellery.example/files/annual-report-2026.pdf).",
    )
    held(root, name="annual-report-2026", extra="", status='"draft"')


@case
def a_name_that_is_an_address_of_a_person(root: Path) -> None:
    public(root, "Write to annual-report-2026@port-ellery.example for more.")
    held(root, name="annual-report-2026", extra="", status='"draft"')


@case
def an_id_that_ends_in_common_words(root: Path) -> None:
    public(root, "It is a state-of-the-art library.")
    change(
        held(root),
        "tag:news.port-ellery.example,2026:05-30-vibraphone",
        "https://port-ellery.example/news/state-of-the-art",
    )


@case
def words_of_a_template_of_the_newsroom(root: Path) -> None:
    own = root / "templates" / "site" / "index.html"
    own.parent.mkdir(parents=True)
    words = "Reporters may call the press desk of the city by day and by night, all year round."
    own.write_text(
        f'{{% extends "builtin/site/index.html" %}}{{% block main %}}<p>{words}</p>{{{{ super() }}}}{{% endblock %}}'
    )
    held(root, words)


@pytest.mark.parametrize("name", DAYS)
def test_a_day_without_a_leak_stops_no_build(root: Path, name: str) -> None:
    DAYS[name](root)
    theme.clear_caches()
    report = build(Newsroom.find(root), now=NOW)
    assert (report.public, report.refusals) == (1, ())


def test_a_release_may_have_the_name_of_a_file_that_each_site_has(root: Path) -> None:
    build(Newsroom.find(root), now=NOW)
    names = {file.stem for file in (root / "public").iterdir() if file.is_file() and not file.name.startswith(".")}
    assert {"feed", "404", "robots", "search"} <= names
    for name in names:
        held(root, name=name)
    shutil.rmtree(root / "public")
    assert not build(Newsroom.find(root), now=NOW).refusals
