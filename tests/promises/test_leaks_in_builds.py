"""A build searches what it is about to change for what is not public, and stops when it finds something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import samples

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, make_room, tree

WORDS = "The council buys forty vibraphones and a carillon for the school of music in Weaver Street"
BODY = f"{samples.BODY}\n{WORDS}. Pupils of all ages may borrow them at any time.\n"
HELD = {"headline": '"City Buys Vibraphones for Its School of Music"', "body": BODY}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = make_room(tmp_path / "room")
    assert not build(room, now=NOW).refusals
    return room


def hold(room: Newsroom, **more: str) -> Path:
    return add(room.root, "2026-05-30-vibraphone", extra="embargo = 2099-01-01T00:00:00Z\n", **{**HELD, **more})


def own_template(room: Newsroom, words: str) -> None:
    own = room.own / "site" / "index.html"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f'{{% extends "builtin/site/index.html" %}}{{% block main %}}<p>{words}</p>{{% endblock %}}')
    theme.clear_caches()


def of_the_index(words: str) -> Callable[[Newsroom], None]:
    return lambda room: own_template(room, words)


def in_the_notice(room: Newsroom) -> None:
    change(room.root / "newsroom.toml", "Port Ellery is an invented city;", "See releases/2026-05-30-vibraphone.html;")


def as_a_file(room: Newsroom, name: str = "2026-05-30-vibraphone.css", data: bytes = b"p { margin: 0 }\n") -> None:
    own = room.own / "site"
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


def test_words_that_a_page_alone_has_are_a_leak_and_may_be_allowed(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsroom_cli.publishing.site import pages

    path = hold(room)
    real = pages.index_page
    leaking = lambda *arguments: real(*arguments).replace(b"</main>", f"<p>{WORDS}</p></main>".encode())  # noqa: E731
    change(room.folder / "2026-03-02-library.md", "City Opens Harbour", "City Opens the Harbour")
    monkeypatch.setattr(pages, "index_page", leaking)
    with pytest.raises(NewsroomError, match="vibraphones") as raised:
        build(room, now=NOW)
    assert WORDS in path.read_text(encoding="utf-8").splitlines()[(raised.value.line or 0) - 1]
    allowed = f'[publishing]\npublic_words = ["{WORDS}"]\n\n[offices.mayors-office]'
    change(room.root / "newsroom.toml", "[offices.mayors-office]", allowed)
    assert build(Newsroom.find(room.root), now=NOW).changes.written


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
