"""The public folder: everything public and nothing else, all or nothing, the same bytes whatever the path."""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import subprocess
import time
from pathlib import Path

import processes
import pytest
from promises.rooms import tree
from samples import BODY, FRONT, picture, sample_text, write_newsroom
from sampling import sample

from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.output import MANIFEST
from newsroom_cli.publishing.build import build

NOW = dt.datetime(2026, 6, 1, 12, 0, tzinfo=dt.UTC)
SECRET = "Xylophone"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    root = tmp_path / "room"
    write_newsroom(root)
    add(root, "2026-03-02-library")
    return Newsroom.find(root)


def add(root: Path, name: str, *, number: int = 0, extra: str = "", **replaced: str) -> Path:
    front = FRONT.replace("k3h8vq2m9x4c7b1f", f"{name.replace('/', '-')[-12:]}{number:04}")
    for key, value in replaced.items():
        line = next(line for line in front.splitlines() if line.startswith(f"{key} ="))
        front = front.replace(line, f"{key} = {value}")
    path = root / "releases" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sample_text(front=extra + front), encoding="utf-8")
    return path


def names(folder: Path) -> set[str]:
    return set(tree(folder)) - {MANIFEST}


ALWAYS = {
    "index.html", "404.html", "archive/index.html", "subscribe/index.html", "search/index.html", "search.js",
    "sitemap.xml", "robots.txt", "site.css", "lists.css", "site-icon.svg", "feeds.opml",
}  # fmt: skip


def test_everything_public_is_written(room: Newsroom) -> None:
    report = build(room, now=NOW)
    assert report.public == 1 and not report.refusals
    assert names(room.output) == ALWAYS | {
        "search/2026.json",
        "rss.xml", "atom.xml", "feed.json",
        "archive/2026/index.html", "archive/2026-03/index.html",
        "offices/index.html", "offices/mayors-office/index.html", "topics/index.html", "topics/libraries/index.html",
        "releases/2026-03-02-library.html",
        "email/2026-03-02-library.html", "email/2026-03-02-library.txt",
        "offices/mayors-office/rss.xml", "offices/mayors-office/atom.xml", "offices/mayors-office/feed.json",
        "topics/libraries/rss.xml", "topics/libraries/atom.xml", "topics/libraries/feed.json",
    }  # fmt: skip


def test_building_twice_changes_not_one_byte_and_touches_no_file(room: Newsroom) -> None:
    build(room, now=NOW)
    before, times = tree(room.output), {path: path.stat().st_mtime_ns for path in room.output.rglob("*")}
    report = build(room, now=NOW + dt.timedelta(days=3))
    assert tree(room.output) == before
    assert {path: path.stat().st_mtime_ns for path in room.output.rglob("*")} == times
    assert report.changes.written == report.changes.deleted == 0


def test_a_rebuild_equals_a_clean_build(room: Newsroom, tmp_path: Path) -> None:
    add(room.root, "2026-03-05-pool", headline='"City Opens Pool"')
    build(room, now=NOW)
    add(room.root, "2026-03-02-library", headline='"City Opens Ninth Library"')
    (room.folder / "2026-03-05-pool.md").unlink()
    add(room.root, "2026/2026-03-06-park", headline='"City Opens Park"')
    build(room, now=NOW, remove=["2026-03-05-pool"])
    build(room, now=NOW, folder=tmp_path / "clean")
    assert tree(room.output) == tree(tmp_path / "clean")


def test_one_worker_and_two_write_the_same(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        add(
            room.root,
            f"2026-01-{number % 28 + 1:02}-item-{number}",
            number=number,
            date=f"2026-01-{number % 28 + 1:02}",
        )
    for count in (1, 2):
        monkeypatch.setattr(workers, "usual_count", lambda amount, fewest, count=count: count)
        build(room, now=NOW, folder=tmp_path / f"out{count}")
    assert tree(tmp_path / "out1") == tree(tmp_path / "out2")
    assert len(names(tmp_path / "out1")) > 180


def secrets_in(folder: Path) -> list[str]:
    words = (SECRET.encode(), SECRET.lower().encode())
    return [name for name, data in tree(folder).items() if any(word in name.encode() + data for word in words)]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": '"draft"'},
        {"status": '"review"'},
        {"status": '"withdrawn"'},
        {"date": "2026-06-02"},
        {"extra": "embargo = 2026-06-01T08:00:01-04:00\n"},
        {"date": "2026-06-01T12:00:01Z"},
    ],
)
def test_no_output_says_a_word_of_what_is_not_public(room: Newsroom, changes: dict[str, str]) -> None:
    path = add(
        room.root, f"2026-05-30-{SECRET.lower()}", headline=f'"City Buys {SECRET}"', topics=f'["{SECRET}"]', **changes
    )
    path.write_text(path.read_text(encoding="utf-8") + f"\n![{SECRET}]({SECRET.lower()}.png)\n", encoding="utf-8")
    (room.folder / f"{SECRET.lower()}.png").write_bytes(picture())
    report = build(room, now=NOW)
    assert report.public == 1 and len(report.held) == 1
    assert secrets_in(room.output) == []


def test_an_embargo_ends_to_the_second(room: Newsroom) -> None:
    add(
        room.root,
        f"2026-05-30-{SECRET.lower()}",
        headline=f'"City Buys {SECRET}"',
        extra="embargo = 2026-06-01T08:00:00-04:00\n",
    )
    build(room, now=NOW - dt.timedelta(seconds=1))
    assert secrets_in(room.output) == []
    build(room, now=NOW)
    assert len(secrets_in(room.output)) >= 7


def test_a_withdrawn_release_leaves_no_trace(room: Newsroom) -> None:
    add(room.root, f"2026-05-30-{SECRET.lower()}", headline=f'"City Buys {SECRET}"')
    build(room, now=NOW)
    assert secrets_in(room.output)
    add(room.root, f"2026-05-30-{SECRET.lower()}", headline=f'"City Buys {SECRET}"', status='"withdrawn"')
    build(room, now=NOW)
    assert secrets_in(room.output) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (sample_text(front=FRONT.replace("[dateline]", "[datelin]")), "FM002"),
        (sample_text(body=BODY.replace("person", "human").replace("a book", "the book")), "QT005"),
        (sample_text(front=FRONT.replace('"mayors-office"', '"mayors-ofice"')), "OF001"),
        (sample_text().replace("headline = ", "headline "), "FM004"),
        (sample_text(front=FRONT.replace("status =", "embargo = 2026-01-01T09:00:00\nstatus =")), "FM005"),
        ("", "NR001"),
    ],
)
def test_an_error_in_what_would_be_public_stops_everything(room: Newsroom, content: str, code: str) -> None:
    build(room, now=NOW)
    before = tree(room.output)
    add(room.root, "2026-05-01-good", headline='"A Good One"')
    (room.folder / "2026-05-02-bad.md").write_text(content, encoding="utf-8")
    report = build(room, now=NOW)
    assert code in {finding.code for finding in report.refusals}
    assert {finding.path for finding in report.refusals} == {"releases/2026-05-02-bad.md"}
    assert tree(room.output) == before


def test_a_warning_stops_nothing(room: Newsroom) -> None:
    add(room.root, "2026-05-02-timed", date="2026-05-02T09:00:00")
    report = build(room, now=NOW)
    assert (report.public, report.refusals) == (2, ())


def test_pages_come_after_their_pictures_and_before_what_links_to_them(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsroom_cli.newsroom.writer.output import Output

    (room.folder / "a.png").write_bytes(picture())
    path = room.folder / "2026-03-02-library.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![A plan](a.png)\n", encoding="utf-8")
    orders: list[list[str]] = []
    commit = Output.commit
    monkeypatch.setattr(
        Output,
        "commit",
        lambda self, files, releases, first: (orders.append(list(files)), commit(self, files, releases, first))[1],
    )
    build(room, now=NOW)
    order = [
        orders[0].index(path)
        for path in ("releases/a.png", "releases/2026-03-02-library.html", "index.html", "rss.xml")
    ]
    assert order == sorted(order)


def test_an_error_in_a_draft_stops_nothing(room: Newsroom) -> None:
    add(room.root, "2026-05-02-draft", status='"draft"', office='"nobody"')
    report = build(room, now=NOW)
    assert report.public == 1 and not report.refusals


def test_ignoring_a_rule_does_not_open_the_gate(room: Newsroom) -> None:
    toml = room.root / "newsroom.toml"
    toml.write_text(toml.read_text() + '\n[check]\nignore = ["FM", "EM", "NR"]\n')
    add(room.root, f"2026-05-30-{SECRET.lower()}", extra='embargo = "next week"\n')
    report = build(Newsroom.find(room.root), now=NOW)
    assert report.refusals and not room.output.exists()


def test_two_releases_with_one_slug_or_id_are_refused(room: Newsroom) -> None:
    add(room.root, "other/2026-03-02-library")
    assert {finding.code for finding in build(room, now=NOW).refusals} == {"FM007"}
    assert not room.output.exists()


def test_pictures_of_public_releases_are_copied(room: Newsroom) -> None:
    (room.folder / "images").mkdir()
    (room.folder / "images" / "a b.png").write_bytes(picture())
    path = room.folder / "2026-03-02-library.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![A plan](<images/a b.png>)\n", encoding="utf-8")
    report = build(room, now=NOW)
    assert not report.refusals
    assert tree(room.output)["releases/images/a b.png"] == picture()
    page = tree(room.output)["releases/2026-03-02-library.html"].decode()
    assert "images/a%20b.png" in page


def test_an_empty_newsroom_builds_a_site_that_says_so(room: Newsroom) -> None:
    (room.folder / "2026-03-02-library.md").unlink()
    assert build(room, now=NOW).public == 0
    assert names(room.output) == ALWAYS | {"rss.xml", "atom.xml", "feed.json"}


def test_only_what_is_asked_for_is_written(room: Newsroom) -> None:
    toml = room.root / "newsroom.toml"
    text = toml.read_text().replace("[email]", "[email]\npages = false")
    toml.write_text(text + '\n[feeds]\nformats = ["atom"]\noffices = false\ntopics = false\n')
    build(Newsroom.find(room.root), now=NOW)
    written = {name for name in names(room.output) if not name.endswith("/index.html")}
    assert written - ALWAYS == {"search/2026.json", "atom.xml", "releases/2026-03-02-library.html"}


@pytest.mark.parametrize("folder", [".", "releases", "releases/public", "templates", ".."])
def test_the_output_must_not_be_among_the_sources(room: Newsroom, folder: str) -> None:
    from newsroom_cli.model.errors import NewsroomError

    before = tree(room.root)
    with pytest.raises(NewsroomError, match="output folder"):
        build(room, now=NOW, folder=room.root / folder)
    assert tree(room.root) == before


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newsroom, Path, Path]:
    """A newsroom; its output before all releases were edited, and after."""
    folder = tmp_path_factory.mktemp("edited")
    root = folder / "room"
    write_newsroom(root)
    for count in range(60):
        add(root, f"2026-01-{count % 28 + 1:02}-item-{count}", number=count, date=f"2026-01-{count % 28 + 1:02}")
    room = Newsroom.find(root)
    build(room, now=NOW, folder=folder / "old")
    for path in room.paths():
        file = room.root / path
        file.write_text(file.read_text(encoding="utf-8").replace("Opens Harbour", "Closes Harbour"), encoding="utf-8")
    build(room, now=NOW, folder=folder / "new")
    return room, folder / "old", folder / "new"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopping_a_build_at_any_moment_leaves_every_file_whole(
    edited: tuple[Newsroom, Path, Path], tmp_path: Path, number: signal.Signals
) -> None:
    room, old, new = edited
    whole = [tree(old), tree(new)]
    for moment in sample(range(3), 1):
        out = tmp_path / f"out{moment}"
        shutil.copytree(old, out)
        shutil.copytree(manifests.path_beside(old).parent, manifests.path_beside(out).parent)
        process = processes.started(
            "-C", room.root, "build", "-o", out,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, before=processes.share_work,
        )  # fmt: skip
        while not (tmp_path / f".newsroom-build-{out.name}").exists() and process.poll() is None:
            time.sleep(0.002)  # it is at work now
        time.sleep(0.03 * moment)
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
        assert b"Traceback" not in said
        found = tree(out)
        assert all(data in (whole[0].get(name), whole[1].get(name)) for name, data in found.items() if name != MANIFEST)
        if number == signal.SIGINT:
            assert {**found, MANIFEST: b""} in [{**files, MANIFEST: b""} for files in whole]
        build(room, now=NOW, folder=out, trust_clock=True)  # the other build, if it was done, has the real clock
        assert tree(out) == whole[1]
        assert not list(tmp_path.glob(".newsroom-build-*"))
