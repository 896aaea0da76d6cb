"""newsroom preview over real HTTP: what it shows, who may see it, and that it survives whatever is saved."""

from __future__ import annotations

import re
import signal
import socket
import stat
import sys
import weakref
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from previews import Preview, previewing
from promises.rooms import add, change, make_room, tree
from samples import picture
from servers import free_port

from newsroom_cli.publishing.preview import server

pytestmark = pytest.mark.oracle

FILE = "releases/2026-03-02-library.md"
SECRET = "Zweigstelle"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with a draft that names a picture, and a release under embargo."""
    root = tmp_path / "room"
    make_room(root)
    (root / "releases" / "quay.png").write_bytes(picture())
    draft = root / FILE
    change(draft, 'status = "approved"', 'status = "draft"')
    change(draft, "\n[dateline]", '\n[[images]]\nfile = "quay.png"\nalt = "The quay"\n\n[dateline]')
    add(root, "2026-04-01-held", extra="embargo = 2099-01-05T09:00:00-05:00\n", headline=f'"{SECRET} to open"')
    return root


@pytest.fixture
def preview(room: Path) -> Iterator[Preview]:
    with previewing(room, FILE) as running:
        yield running


def test_a_draft_is_shown_as_it_will_look_marked_as_a_proof(preview: Preview) -> None:
    frame = preview.open()
    assert (frame.status, preview.start) == (200, f"{preview.place}/release/{FILE}")
    assert "Draft" in frame.text
    source = re.search(r'<iframe src="([^"]+)"', frame.text)
    assert source
    page = preview.ask(source[1]).text
    assert "City Opens Harbour Quarter Library" in page
    assert "Not for publication." in page
    assert "Proof, not for publication" in preview.ask(preview.site("email/2026-03-02-library.html")).text
    assert "lends books seven days" in preview.ask(preview.site("email/2026-03-02-library.txt")).text
    assert preview.ask(preview.site("site.css")).headers["Content-Type"].startswith("text/css")
    assert preview.ask(preview.site("releases/quay.png")).headers["Content-Type"] == "image/png"


def test_all_releases_are_listed_with_what_holds_them(preview: Preview) -> None:
    preview.open()
    listing = preview.ask(f"{preview.place}/").text
    assert SECRET in listing
    assert "Embargoed until Monday, January 5, 2099, 9 a.m. EST" in listing
    assert SECRET not in preview.ask(f"{preview.place}/?q=library").text


def test_the_list_goes_on_without_what_it_cannot_open(room: Path, preview: Preview) -> None:
    preview.open()
    add(room, "a\nb")
    listing = preview.ask(f"{preview.place}/")
    assert listing.status == 200 and "its name cannot stand in an address" in listing.text and SECRET in listing.text
    (room / "releases").rename(room / "elsewhere")
    assert "there is no such folder" in preview.ask(f"{preview.place}/").text


def test_a_finding_stands_with_its_words_and_its_remedy(room: Path, preview: Preview) -> None:
    change(room / FILE, "ninth library", "ninth ninth library")
    frame = preview.open().text
    assert "“ninth ninth”" in frame
    page = preview.ask(preview.site("releases/2026-03-02-library.html")).text
    assert re.search(r'<mark class="finding warning"[^>]*>ninth ninth</mark>', page)


def test_what_the_baseline_excuses_is_not_shown(room: Path, preview: Preview, newsroom: Callable[..., object]) -> None:
    change(room / FILE, "ninth library", "ninth ninth library")
    assert "“ninth ninth”" in preview.open().text
    config = room / "newsroom.toml"
    options = config.read_text(encoding="utf-8")
    config.write_text(f'{options}\n[check]\nbaseline = "newsroom-baseline.json"\n', encoding="utf-8")
    newsroom("check", "-C", room, "--write-baseline")
    assert "“ninth ninth”" not in preview.ask(preview.start).text
    change(room / FILE, "reading room", "reading reading room")
    assert "“reading reading”" in preview.ask(preview.start).text


def test_a_rule_is_explained(room: Path, preview: Preview) -> None:
    change(room / FILE, "ninth library", "ninth ninth library")
    frame = preview.open().text
    assert preview.ask(f"{preview.place}/rule/../files/preview.css").status == 404
    assert preview.ask(f"{preview.place}/rule/XX999").status == 404
    assert f'href="{preview.place}/rule/TX005"' in frame
    page = preview.ask(f"{preview.place}/rule/TX005").text
    assert "<h1>TX005: repeated word</h1>" in page
    assert "Writers overlook it" in page


def test_nobody_else_sees_anything(preview: Preview) -> None:
    """Not without the cookie, not with a wrong token, not by another name, not from another page."""
    preview.open()
    held = f"{preview.place}/release/releases/2026-04-01-held.md"
    assert SECRET in preview.ask(held).text
    right, wrong_place = preview.cookie, f"/{'0' * 12}"
    refused = {
        "no cookie": preview.ask(held, cookie=""),
        "a wrong cookie": preview.ask(held, cookie="newsroom-preview=" + "A" * 32),
        "the token as cookie": preview.ask(held, cookie=f"newsroom-preview={preview.address.partition('=')[2]}"),
        "a wrong token": preview.ask("/?token=" + "A" * 32, cookie=""),
        "no token": preview.ask("/", cookie=""),
        "the cookie at the root": preview.ask("/"),
        "another place": preview.ask(held.replace(preview.place, wrong_place)),
        "another host": preview.ask(held, host="newsroom.example"),
        "localhost": preview.ask(held, host=preview.host.replace("127.0.0.1", "localhost")),
        "another port": preview.ask(held, host="127.0.0.1:1"),
        "another site": preview.ask(held, Sec_Fetch_Site="cross-site"),
        "another port of this machine": preview.ask(held, Sec_Fetch_Site="same-site"),
        "events": preview.ask(held.replace("/release/", "/events/"), cookie=""),
        "a file": preview.ask(preview.site("releases/2026-03-02-library.html"), cookie=""),
    }
    assert {name: answer.status for name, answer in refused.items()} == dict.fromkeys(refused, 403)
    assert [name for name, answer in refused.items() if SECRET in answer.text or "Set-Cookie" in answer.headers] == []
    assert preview.ask(held, cookie=right).status == 200
    assert preview.ask("/preview.css", cookie="").headers["Content-Type"].startswith("text/css")  # of the refusal


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_answered(preview: Preview, method: str) -> None:
    preview.open()
    assert preview.ask(preview.start, method=method).status == 405


def test_only_what_a_release_names_is_read(room: Path, preview: Preview) -> None:
    """No source, no file outside, and of another release nothing below the address of this one."""
    preview.open()
    (room / "secret.png").write_bytes(picture())
    (room.parent / "outside.md").write_text(SECRET, encoding="utf-8")
    held = "releases/2026-04-01-held"
    asked = [
        preview.site("newsroom.toml"),
        preview.site(FILE),
        preview.site("secret.png"),
        preview.site("../../../newsroom.toml"),
        preview.site("..%2f..%2fnewsroom.toml"),
        preview.site("..\\newsroom.toml"),
        preview.site("%2fetc%2fpasswd"),
        preview.site("/etc/passwd"),
        preview.site("releases/quay.png", held),
        preview.site("releases/outside.html", "../outside"),
        preview.site("releases/outside.html", "%2e%2e%2foutside"),
        preview.site("releases/passwd.html", "/etc/passwd"),
        preview.site("releases/no-such-release.html"),
        preview.site("releases/..html"),
        f"{preview.place}/release/../outside.md",
        f"{preview.place}/release/..%2foutside.md",
        f"{preview.place}/release/newsroom.toml",
        f"{preview.place}/events/newsroom.toml",
        f"{preview.place}/files/base.html",
        f"{preview.place}/files/..%2fpreview.css",
    ]
    assert {path: preview.ask(path).status for path in asked} == dict.fromkeys(asked, 404)


def test_any_name_of_a_file_will_do(room: Path) -> None:
    name = "releases/2026/été & 100% <b> #1?.md"
    (room / "releases" / "2026").mkdir()
    (room / FILE).rename(room / name)
    (room / "releases" / "quay.png").rename(room / "releases" / "2026" / "quay.png")
    with previewing(room, name) as running:
        frame = running.open()
        assert "releases/2026/été &amp; 100% &lt;b&gt; #1?.md" in frame.text
        source = re.search(r'<iframe src="([^"]+)"', frame.text)
        assert source
        assert "City Opens Harbour Quarter Library" in running.ask(unescape(source[1])).text
        beside = unescape(source[1]).rpartition("/releases/")[0]
        assert running.ask(f"{beside}/releases/2026/quay.png").headers["Content-Type"] == "image/png"
        assert "%C3%A9t%C3%A9" in running.ask(f"{running.place}/").text


def test_a_link_to_another_release_leads_to_its_frame(preview: Preview) -> None:
    preview.open()
    other = preview.ask(preview.site("releases/2026-04-01-held.html"))
    assert (other.status, SECRET in other.text) == (302, False)
    assert other.headers["Location"] == f"{preview.place}/release/releases/2026-04-01-held.md?as=page"
    mail = preview.ask(preview.site("email/2026-03-02-library.html"), Sec_Fetch_Dest="document")
    assert mail.headers["Location"] == f"{preview.start}?as=mail"


def test_pictures_of_the_newsroom_are_loaded_from_the_preview(preview: Preview) -> None:
    preview.open()
    for name in ("releases/2026-03-02-library.html", "email/2026-03-02-library.html"):
        assert 'src="../releases/quay.png"' in preview.ask(preview.site(name)).text


def test_an_output_runs_nothing_and_loads_nothing_from_elsewhere(room: Path, preview: Preview) -> None:
    change(room / FILE, "The opening hours", "<script>alert(1)</script> The opening hours")
    change(room / FILE, '"City Opens Harbour Quarter Library"', "'</iframe><script>alert(1)</script>'")
    frame = preview.open()
    assert "<script>alert" not in frame.text
    assert frame.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in frame.text
    for name in ("releases/2026-03-02-library.html", "email/2026-03-02-library.html", "email/2026-03-02-library.txt"):
        output = preview.ask(preview.site(name))
        policy = output.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src")
        assert "script-src" not in policy
        assert "<script>alert" not in output.text
        assert output.headers["Cache-Control"] == "no-store"


def test_it_survives_whatever_is_saved_and_recovers(room: Path, preview: Preview) -> None:
    release, whole = room / FILE, (room / FILE).read_text(encoding="utf-8")
    config, options = room / "newsroom.toml", (room / "newsroom.toml").read_text(encoding="utf-8")
    own = room / "templates" / "site" / "release.html"
    own.parent.mkdir(parents=True)
    preview.open()

    def shown() -> str:
        answer = preview.ask(preview.start)
        assert answer.status == 200
        return answer.text

    release.write_text(whole.replace("date = 2026-03-02", "date = 2026-13-02"), encoding="utf-8")
    assert "Line 6" in shown()
    release.write_text(whole.replace("+++\n\nThe", "\n\nThe"), encoding="utf-8")
    assert "Cannot be read" in shown()
    assert "the front matter never ends" in shown()
    release.write_bytes(b"\xff\xfe\x00")
    assert "Error" in shown()
    release.write_text(whole.replace("quay.png", "key.png"), encoding="utf-8")
    assert "is not there" in shown()
    release.unlink()
    assert "there is no such file any more" in shown()
    moved = release.with_name("2026-03-02-branch.md")
    moved.write_text(whole, encoding="utf-8")
    assert "it is releases/2026-03-02-branch.md now: choose" in shown()
    moved.unlink()
    release.write_text(whole, encoding="utf-8")
    own.write_text('{% extends "builtin/site/release.html" %}\n{% block body %}{{ nothing }}{% endblock %}\n')
    assert "is not known in this template" in shown()
    assert '<p class="place">templates/site/release.html, line 2</p>' in shown()
    own.unlink()
    config.write_text(options + "\n[offices\n", encoding="utf-8")
    assert "newsroom.toml" in shown()
    config.write_text(options, encoding="utf-8")
    assert "<iframe" in shown()
    assert "City Opens Harbour Quarter Library" in preview.ask(preview.site("releases/2026-03-02-library.html")).text


def test_a_change_is_told_and_nothing_else(room: Path, preview: Preview) -> None:
    frame = preview.open().text
    found = re.search(r'data-events="([^"]+)" data-version="([^"]+)"', frame)
    assert found
    connection = socket.create_connection(preview.host.split(":"))  # type: ignore[arg-type]
    with connection:
        path = f"{found[1]}?version={found[2]}"
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {preview.host}\r\nCookie: {preview.cookie}\r\n\r\n".encode())
        connection.settimeout(0.5)
        with pytest.raises(TimeoutError):
            while b"data:" not in connection.recv(4096):
                pass
        change(room / FILE, "ninth library", "tenth library")
        connection.settimeout(60)
        told = b""
        while b"data: changed" not in told:
            part = connection.recv(4096)
            assert part
            told += part


def test_it_writes_nothing(room: Path) -> None:
    before = tree(room.parent)
    with previewing(room, FILE) as running:
        running.open()
        for name in (
            "releases/2026-03-02-library.html",
            "email/2026-03-02-library.html",
            "email/2026-03-02-library.txt",
            "site.css",
            "releases/quay.png",
        ):
            assert running.ask(running.site(name)).status == 200
        assert running.ask(f"{running.place}/").status == 200
        running.end()
    assert tree(room.parent) == before


def test_ctrl_c_ends_it(preview: Preview) -> None:
    found = re.search(r'data-events="([^"]+)" data-version="([^"]+)"', preview.open().text)
    assert found
    with socket.create_connection(preview.host.split(":")) as told:  # type: ignore[arg-type]
        events = f"{found[1]}?version={found[2]}"
        told.sendall(f"GET {events} HTTP/1.1\r\nHost: {preview.host}\r\nCookie: {preview.cookie}\r\n\r\n".encode())
        assert told.recv(4096).startswith(b"HTTP/1.")
        code, messages = preview.end()
    assert code == 0
    assert messages.splitlines()[-1] == "the preview has ended"


def test_a_port_in_use_is_said(room: Path, newsroom: Callable[..., object]) -> None:
    with previewing(room, "--port", str(free_port())) as first:
        number = first.host.partition(":")[2]
        done = newsroom("preview", "-C", room, "--port", number)
        assert done.code == 2  # type: ignore[attr-defined]
        assert f"port {number} is in use" in done.err  # type: ignore[attr-defined]
        assert "leave out --port" in done.err  # type: ignore[attr-defined]


def test_without_a_port_the_next_free_one_is_taken(room: Path) -> None:
    with previewing(room) as first, previewing(room) as second:
        assert first.host != second.host
        assert second.open().status == 200
        _, messages = second.end()
    assert f"port {server.PORT} is in use, so this preview is at port {second.host.partition(':')[2]}" in messages


def test_the_browser_gets_an_address_that_counts_once(room: Path, tmp_path: Path) -> None:
    """Other users of a machine see the arguments of commands."""
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}.new"\nmv "{seen}.new" "{seen}"\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    with previewing(room, FILE, browser=f"{browser} %s") as running:
        while not seen.exists():
            assert running.process.poll() is None
        once = seen.read_text(encoding="utf-8").removeprefix(f"http://{running.host}")
        assert [running.ask(once).status for _ in range(2)] == [200, 403]
        assert running.open().status == 200


def test_without_a_browser_the_address_is_enough(room: Path) -> None:
    with previewing(room, FILE, browser=f"{room}/no-such-browser %s") as running:
        assert running.process.stderr
        messages = iter(running.process.stderr.readline, "")
        assert "no browser could be opened; open the address above in yours\n" in messages
        assert running.open().status == 200


def test_a_word_will_do_and_nothing_means_what_waits(room: Path) -> None:
    with previewing(room, SECRET.lower()) as running:
        running.open()
        assert running.start.endswith("releases/2026-04-01-held.md")
    with previewing(room) as running:
        running.open()
        assert running.start.endswith(FILE)
    for release in (room / "releases").glob("*.md"):
        text = release.read_text(encoding="utf-8").replace("2099-01-05", "2026-01-05")
        release.write_text(text.replace('"draft"', '"approved"'), encoding="utf-8")
    with previewing(room) as running:
        assert "<h1>All releases</h1>" in running.open().text


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_listens_on_this_machine_alone(preview: Preview) -> None:
    port = int(preview.host.partition(":")[2])
    lines = Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]
    listening = {fields[1] for fields in map(str.split, lines) if fields[3] == "0A"}
    assert [place for place in listening if place.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def test_ctrl_c_in_a_callback_while_the_server_starts_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a callback of a weak reference raises is printed and forgotten, and every import ends with one."""
    from werkzeug import serving

    class Module:
        """What goes away."""

    def start(*_: object, **__: object) -> Any:
        loaded = Module()
        _callback = weakref.ref(loaded, lambda _: signal.raise_signal(signal.SIGINT))
        del loaded
        return SimpleNamespace(serve_forever=lambda **_: pytest.fail("it goes on"), server_close=lambda: None)

    monkeypatch.setattr(serving, "make_server", start)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with server.listen(free_port()) as listener, pytest.raises(KeyboardInterrupt):
            server.serve(Any, listener, Any, Any)
    finally:
        signal.signal(signal.SIGINT, before)
