"""A build searches what it is about to change for what is not public, and stops when it finds something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import samples
from copies import copy_of
from samples import picture

from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.collections import Collection
from newsroom_cli.publishing.leaks import audit
from newsroom_cli.publishing.site import list_pages
from promises.rooms import NOW, add, change, make_room, saying, tree

WORDS = "The council buys forty vibraphones and a carillon for the school of music in Weaver Street"
BODY = f"{samples.BODY}\n{WORDS}. Pupils of all ages may borrow them at any time.\n"
HELD = {"headline": '"City Buys Vibraphones for Its School of Music"', "body": BODY}
PICTURE = picture(colour=7)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.find(copy_of(make, tmp_path / "room"))


def make(root: Path) -> None:
    assert not build(make_room(root), now=NOW).refusals


def hold(room: Newsroom, **more: str) -> Path:
    return add(room.root, "2026-05-30-vibraphone", extra="embargo = 2099-01-01T00:00:00Z\n", **{**HELD, **more})


def own_template(room: Newsroom, words: str) -> None:
    own = room.own_templates / "site" / "index.html"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f'{{% extends "builtin/site/index.html" %}}{{% block main %}}<p>{words}</p>{{% endblock %}}')
    theme.clear_caches()


def of_the_index(words: str) -> Callable[[Newsroom], None]:
    return lambda room: own_template(room, words)


def in_the_notice(room: Newsroom) -> None:
    change(room.root / "newsroom.toml", "Port Ellery is an invented city;", "See releases/2026-05-30-vibraphone.html;")


def as_a_file(room: Newsroom, name: str = "2026-05-30-vibraphone.css", data: bytes = b"p { margin: 0 }\n") -> None:
    own = room.own_templates / "site"
    own.mkdir(parents=True, exist_ok=True)
    (own / name).write_bytes(data)


def as_a_picture(room: Newsroom) -> None:
    path = room.folder / "2026-05-30-vibraphone.md"
    (room.folder / "drum.png").write_bytes(PICTURE)
    as_a_file(room, "harbour.png", PICTURE)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n![A drum](drum.png)\n")


WAYS: dict[str, Callable[[Newsroom], None]] = {
    "address in a template": of_the_index("releases/2026-05-30-vibraphone"),
    "id in a template": of_the_index("tag:news.port-ellery.example,2026:05-30-vibraphone"),
    "address in the notice": in_the_notice,
    "name of a file": as_a_file,
    "bytes of a picture": as_a_picture,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_leak_stops_the_build_names_both_places_and_leaves_the_old_output(room: Newsroom, way: str) -> None:
    path, before = hold(room), tree(room.output)
    WAYS[way](room)
    with pytest.raises(NewsroomError, match="of this release, which is under embargo") as raised:
        build(Newsroom.find(room.root), now=NOW)
    assert str(raised.value.path).endswith(path.name) and tree(room.output) == before
    theme.clear_caches()


def in_the_index(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Let the index say some words, as soon as it has releases."""
    real = list_pages.plan_of

    def leaking(
        found: Sequence[Collection], config: Config, own: Path | None, now: dt.datetime
    ) -> dict[str, list_pages.ListPage]:
        planned = real(found, config, own, now)
        index = planned["index.html"]
        said = f"<p>{words}</p></main>".encode()
        if found[0].listings:
            planned["index.html"] = index._replace(render=lambda: index.render().replace(b"</main>", said))
        return planned

    monkeypatch.setattr(list_pages, "plan_of", leaking)


def test_words_that_a_page_alone_has_are_a_leak_and_may_be_allowed(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = hold(room)
    change(room.folder / "2026-03-02-library.md", "City Opens Harbour", "City Opens the Harbour")
    in_the_index(monkeypatch, WORDS)
    with pytest.raises(NewsroomError, match="vibraphones") as raised:
        build(room, now=NOW)
    assert WORDS in path.read_text(encoding="utf-8").splitlines()[(raised.value.line or 0) - 1]
    allowed = f'[publishing]\npublic_words = ["{WORDS}"]\n\n[offices.mayors-office]'
    change(room.root / "newsroom.toml", "[offices.mayors-office]", allowed)
    assert build(Newsroom.find(room.root), now=NOW).changes.written


KILLED = '[[corrections]]\ndate = 2026-06-01T11:00:00Z\nchange = "killed"\nreason = "It was a mistake."\n\n[dateline]'


def test_the_text_of_a_killed_release_is_not_public(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    path = add(room.root, "2026-05-30-city-buys-vibraphones-for-its-school-of-music", **HELD)
    assert build(room, now=NOW).public == 2
    change(path, "[dateline]", KILLED)
    change(path, 'status = "approved"', 'status = "withdrawn"')
    report = build(room, now=NOW)
    assert report.public == 2 and WORDS.encode() not in (room.output / "releases" / f"{path.stem}.html").read_bytes()
    change(room.folder / "2026-03-02-library.md", "City Opens Harbour", "City Opens the Harbour")
    in_the_index(monkeypatch, WORDS)
    with pytest.raises(NewsroomError, match="vibraphones"):
        build(room, now=NOW)


def test_what_newsroom_toml_says_to_its_readers_alone_is_not_public(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason of a blackout, or a comment; in small builds and in large ones."""
    hold(room)
    toml = room.root / "newsroom.toml"
    toml.write_text(f"# {WORDS}\n{toml.read_text(encoding='utf-8')}", encoding="utf-8")
    in_the_index(monkeypatch, WORDS)
    monkeypatch.setattr(audit, "_MANY_FILES", 0)
    with pytest.raises(NewsroomError, match="vibraphones"):
        build(Newsroom.find(room.root), now=NOW)


@pytest.mark.parametrize("name", ["annual-report-2026", "2026-05-30-vibraphone"])
def test_a_name_that_is_public_in_spite_of_a_release_can_be_allowed(room: Newsroom, name: str) -> None:
    add(room.root, name, status='"draft"')
    own_template(room, f"Read {name} soon")
    with pytest.raises(NewsroomError, match="which is a draft") as raised:
        build(Newsroom.find(room.root), now=NOW)
    line = (raised.value.hint or "").partition("[publishing] ")[2]
    assert line == f'public_words = ["{name}"]'
    change(room.root / "newsroom.toml", "[offices.mayors-office]", f"[publishing]\n{line}\n\n[offices.mayors-office]")
    assert build(Newsroom.find(room.root), now=NOW).changes.written
    theme.clear_caches()


@pytest.mark.parametrize(
    "address",
    [
        "https://news.port-ellery.example/annual-report-2026",
        "https://share.example/?u=https://news.port-ellery.example/releases/annual-report-2026.html",
        "https://www.port-ellery.example/releases/annual-report-2026",
        "/releases/annual-report-2026.html",
    ],
)
def test_a_name_in_an_address_of_our_own_is_a_leak(room: Newsroom, address: str) -> None:
    add(room.root, "annual-report-2026", status='"draft"')
    own_template(room, f'<a href="{address}">It</a>')
    with pytest.raises(NewsroomError, match="which is a draft"):
        build(Newsroom.find(room.root), now=NOW)
    theme.clear_caches()


def test_what_public_releases_say_too_is_no_leak(room: Newsroom) -> None:
    """A draft made from a copy, an embargoed release that repeats a paragraph of an earlier one, a follow-up."""
    library = (room.folder / "2026-03-02-library.md").read_text(encoding="utf-8")
    (room.folder / "2026-03-02-library-copy.md").write_text(library.replace("approved", "draft"), encoding="utf-8")
    hold(room)
    add(room.root, "2026-04-01-music", body=f"{BODY}\nThe school opens in May.\n")
    assert build(room, now=NOW).public == 2


def test_the_standing_paragraph_of_an_office_is_no_leak_in_a_draft_that_repeats_it(room: Newsroom) -> None:
    about = "Port Ellery is a harbour city of many thousand people and lies between two rivers."
    change(room.root / "newsroom.toml", "**About the Office of the Mayor:**", f"**About Port Ellery:** {about}")
    add(room.root, "2026-05-30-vibraphone", body=f"{BODY}\nAbout Port Ellery: {about}\n", status='"draft"')
    assert build(Newsroom.find(room.root), now=NOW).changes.written


def test_verify_searches_what_does_not_change(room: Newsroom) -> None:
    words = "releases/2026-05-30-vibraphone"
    own_template(room, words)
    assert build(room, now=NOW).changes.written  # there is no such release yet
    hold(room)
    assert build(room, now=NOW).changes.written == 0
    with pytest.raises(NewsroomError, match="under embargo"):
        build(room, now=NOW, verify=True)
    theme.clear_caches()


def killed(room: Newsroom, path: Path) -> None:
    change(path, "[dateline]", KILLED)
    change(path, 'status = "approved"', 'status = "withdrawn"')


def test_a_killed_text_leaves_the_site_although_another_release_stops_the_build(room: Newsroom) -> None:
    path = add(room.root, "2026-05-30-vibraphone", **HELD)
    assert build(room, now=NOW).public == 2
    killed(room, path)
    wrong = add(room.root, "2026-05-31-zither", body="TK\n")
    for _ in range(2):
        report = build(room, now=NOW)
        assert report.refusals and not saying(room.output, WORDS, "Its School of Music")
        assert "It was a mistake." in (room.output / "releases" / f"{path.stem}.html").read_text(encoding="utf-8")
    wrong.unlink()
    assert not build(room, now=NOW).refusals
    assert "It was a mistake." in (room.output / "rss.xml").read_text(encoding="utf-8")


def test_a_notice_goes_out_although_another_release_stops_the_build(room: Newsroom) -> None:
    """The text stays under its notice, and feeds have no entry without it; nothing else changes."""
    path = add(room.root, "2026-05-30-vibraphone", **HELD)
    build(room, now=NOW)
    killed(room, path)
    change(path, 'change = "killed"', 'change = "withdrawn"')
    wrong = room.folder / "2026-03-02-library.md"
    change(wrong, "40,000", "TK")
    report = build(room, now=NOW)
    assert report.refusals and report.changed == {f"releases/{path.stem}.md": "withdrawn"} and not report.removed
    assert WORDS not in (room.output / "rss.xml").read_text(encoding="utf-8")
    page = (room.output / "releases" / f"{path.stem}.html").read_text(encoding="utf-8")
    assert "It was a mistake." in page and WORDS in page
    assert "It was a mistake." in (room.output / "email" / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert "40,000" in (room.output / "releases" / "2026-03-02-library.html").read_text(encoding="utf-8")
    before = tree(room.output)
    change(path, WORDS, "The council buys nothing")
    assert build(room, now=NOW).refusals and tree(room.output) == before
    change(path, "The council buys nothing", WORDS)
    change(wrong, "TK", "40,000")
    assert not build(room, now=NOW).refusals
    assert "It was a mistake." in (room.output / "rss.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("class_", ["withdrawn", "killed"])
def test_a_stopped_build_names_what_was_taken_back(room: Newsroom, newsroom, class_: str) -> None:
    path = add(room.root, "2026-05-30-vibraphone", **HELD)
    build(room, now=NOW)
    killed(room, path)
    change(path, 'change = "killed"', f'change = "{class_}"')
    add(room.root, "2026-05-31-zither", body="TK\n")
    run = newsroom("-C", room.root, "build")
    said = " ".join(run.err.split())
    assert run.code == 1 and "all else stays as it was" in said
    assert f"{class_}, and its notice published all the same: " in said and path.name in said


def test_what_a_stopped_build_writes_is_searched_and_says_no_more_than_may_be_said(room: Newsroom) -> None:
    """The index without a withdrawn release, though templates and notice would name a held one; no notice that does."""
    withdrawn = add(room.root, "2026-05-28-pier", headline='"City Repairs Its Longest Pier"')
    doomed = add(room.root, "2026-05-29-organ", headline='"City Sells Its Largest Organ"')
    assert build(room, now=NOW).public == 3
    hold(room)
    add(room.root, "2026-05-31-zither", body="TK\n")
    change(withdrawn, 'status = "approved"', 'status = "draft"')
    killed(room, doomed)
    in_the_notice(room)
    own_template(room, "releases/2026-05-30-vibraphone.html")
    report = build(Newsroom.find(room.root), now=NOW)
    assert report.refusals and set(report.removed) == {"2026-05-28-pier", "2026-05-29-organ"}
    assert not saying(room.output, "2026-05-30-vibraphone", "Longest Pier", "Largest Organ")
    assert "City Opens Harbour" in (room.output / "index.html").read_text(encoding="utf-8")
    theme.clear_caches()


@pytest.mark.parametrize("way", ["draft", "killed"])
def test_feeds_of_an_office_that_is_gone_lose_what_is_no_longer_public(room: Newsroom, way: str) -> None:
    path = add(room.root, "2026-05-30-vibraphone", **(HELD | {"office": '"parks"'}))
    add(room.root, "2026-05-29-park", office='"parks"')
    assert build(room, now=NOW).public == 3
    for file in room.folder.glob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace('"parks"', '"mayors-office"'), encoding="utf-8")
    toml = room.root / "newsroom.toml"
    before, _, rest = toml.read_text(encoding="utf-8").partition("[offices.parks]")
    toml.write_text(f"{before}[[people]]{rest.partition('[[people]]')[2]}", encoding="utf-8")
    room = Newsroom.find(room.root)
    assert build(room, now=NOW).orphans
    if way == "killed":
        killed(room, path)
    else:
        change(path, 'status = "approved"', 'status = "draft"')
    report = build(room, now=NOW)
    assert report.orphans and not saying(room.output, WORDS, "Its School of Music")
    assert "2026-05-29-park" in (room.output / "offices" / "parks" / "rss.xml").read_text(encoding="utf-8")


def test_a_killed_text_leaves_the_site_although_a_leak_elsewhere_stops_the_build(room: Newsroom) -> None:
    path = add(room.root, "2026-05-29-organ", headline='"City Sells Its Largest Organ"')
    assert build(room, now=NOW).public == 2
    hold(room)
    as_a_file(room)
    killed(room, path)
    with pytest.raises(NewsroomError, match="under embargo"):
        build(room, now=NOW)
    assert not saying(room.output, "Largest Organ", "2026-05-30-vibraphone")
    assert "It was a mistake." in (room.output / "releases" / f"{path.stem}.html").read_text(encoding="utf-8")
