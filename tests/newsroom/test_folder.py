"""The folder and the gate: what is public when, and what is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from samples import BODY, picture, write_newsroom

from newsroom_cli.model.errors import ConfigError, NewsroomError
from newsroom_cli.newsroom import schedule
from newsroom_cli.newsroom.folder import Newsroom

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    write_newsroom(tmp_path)
    return Newsroom.find(tmp_path)


def write(room: Newsroom, front: str, name: str = "a.md", body: str = BODY) -> str:
    (room.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (room.folder / name).write_text(f"+++\n{front}\n+++\n{body}", encoding="utf-8")
    return f"releases/{name}"


def standing(room: Newsroom, front: str, now: dt.datetime = NOW) -> str:
    return room.publication_status(room.document(room.read(write(room, front))), now)


APPROVED = 'status = "approved"\n'


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (APPROVED + "date = 2026-03-02", "public"),
        (APPROVED + "date = 2026-03-02T03:59:59-05:00", "public"),
        (APPROVED + "date = 2026-03-02T04:00:01-05:00", "scheduled"),
        (APPROVED + "date = 2026-03-03", "scheduled"),
        (APPROVED + "date = 2026-03-01\nembargo = 2026-03-02T04:00:00-05:00", "public"),
        (APPROVED + "date = 2026-03-01\nembargo = 2026-03-02T04:00:01-05:00", "embargoed"),
        (APPROVED + "date = 2026-03-03\nembargo = 2026-03-01T00:00:00Z", "scheduled"),
        (APPROVED + "date = 2026-03-03\nembargo = 2026-03-02T20:00:00-05:00", "scheduled"),
        (APPROVED + "date = 2026-03-03\nembargo = 2026-03-03T09:00:00-05:00", "embargoed"),
        (APPROVED, "undated"),
        ("date = 2026-03-01", "draft"),
        ('status = "draft"\ndate = 2026-03-01', "draft"),
        ('status = "review"\ndate = 2026-03-01', "review"),
        ('status = "withdrawn"\ndate = 2026-03-01', "withdrawn"),
        # In doubt never public:
        ('status = "aproved"\ndate = 2026-03-01', "unclear"),
        ('statsu = "draft"\ndate = 2026-03-01', "unclear"),
        (APPROVED + 'date = 2026-03-01\nembargo = "soon"', "unclear"),
        (APPROVED + "date = 2026-03-01\nembargo = 2026-03-01", "unclear"),
        (APPROVED + "date = 2026-03-01\nembargo = 2026-03-01T09:00:00", "unclear"),
        (APPROVED + "date = 2026-03-01\nembrago = 2027-03-01T09:00:00Z", "unclear"),
        (APPROVED + 'date = "2026-03-01"', "unclear"),
        (APPROVED + "date = 2026-03-01\nbroken", "unclear"),
        # A doubt about a release that nobody approved stops nothing:
        ('status = "draft"\nembargo = "soon"', "draft"),
        ('embargo = "soon"', "draft"),
        # Unknown keys far from the gate are no doubt about it:
        (APPROVED + 'date = 2026-03-01\nphotographer = "me"', "public"),
    ],
)
def test_the_gate(room: Newsroom, front: str, expected: str) -> None:
    assert standing(room, front) == expected


@pytest.mark.parametrize(
    ("date", "due"),
    [
        ("2026-03-08T02:30:00", "2026-03-08T07:30Z"),  # clocks are put forward over it, so it is 3:30 a.m.
        ("2026-03-08T03:00:00", "2026-03-08T07:00Z"),
        ("2026-11-01T01:30:00", "2026-11-01T05:30Z"),  # clocks show it twice; the first time counts
    ],
)
def test_a_date_is_due_at_its_moment_and_not_when_clocks_that_are_set_show_it(
    room: Newsroom, date: str, due: str
) -> None:
    front, moment = f"{APPROVED}date = {date}", dt.datetime.fromisoformat(due)
    steps = [dt.timedelta(minutes=minutes) for minutes in range(-90, 91, 10)]
    for step in steps:
        now = (moment + step).astimezone(room.config.zone)
        assert standing(room, front, now) == ("public" if step >= dt.timedelta() else "scheduled"), now
        (planned,) = schedule.changes(room, [room.read("releases/a.md")], now=now, due_moments={}) or [None]
        assert (planned is None) == (step >= dt.timedelta()) and (planned is None or planned.moment == moment)


def test_no_suppression_opens_the_gate(room: Newsroom) -> None:
    front = (
        "# newsroom: ignore-file[FM002, FM003, FM005] because\n"
        + APPROVED
        + "date = 2026-03-01\nembargo = 2026-03-01T09:00:00"
    )
    assert standing(room, front) == "unclear"


def test_a_date_begins_at_midnight_in_the_newsrooms_zone(room: Newsroom) -> None:
    front = APPROVED + "date = 2026-03-02"
    midnight = dt.datetime(2026, 3, 2, 5, 0, tzinfo=dt.UTC)  # 0:00 in New York
    assert standing(room, front, midnight) == "public"
    assert standing(room, front, midnight - dt.timedelta(seconds=1)) == "scheduled"


def test_the_release_of_a_slug_is_found_and_stands_where_it_stands(room: Newsroom) -> None:
    write(room, APPROVED + "date = 2026-03-01", "a.md")
    write(room, "date = 2026-03-01", "b.md")
    write(room, APPROVED + "date = 2026-03-09", "2026/c.md")
    stands = room.publication_statuses_at(NOW)
    assert [stands(slug) for slug in ("a", "b", "c", "d")] == ["public", "draft", "scheduled", None]
    assert room.publication_statuses()("c", NOW + dt.timedelta(days=30)) == "public"


def test_find_looks_upwards(room: Newsroom) -> None:
    (room.folder / "2026").mkdir()
    assert Newsroom.find(room.folder / "2026").root == room.root
    assert Newsroom.find(room.folder / "2026" / ".." / "..").root == room.root  # all paths are compared with it
    with pytest.raises(NewsroomError, match=r"no newsroom\.toml"):
        Newsroom.find(room.folder / ".." / "..")


def test_find_says_when_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no newsroom\.toml"):
        Newsroom.find(tmp_path)
    with pytest.raises(NewsroomError, match="not a folder"):
        Newsroom.find(tmp_path / "nowhere")


def test_paths_are_markdown_files_that_are_not_hidden(room: Newsroom) -> None:
    for name in ("b.md", "a.md", "x/c.md", ".hidden.md", ".git/d.md", "notes.txt", "e.md~", "~$a.md"):
        path = room.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    assert room.paths() == ["releases/a.md", "releases/b.md", "releases/x/c.md"]


def problem(room: Newsroom, path: str) -> tuple[str, str, tuple[int, int]]:
    release = room.read(path)
    (found,) = release.problems
    return found.code, found.message, tuple(release.position(found.span.start))  # type: ignore[return-value]


def test_a_file_that_is_not_utf8_is_a_problem_with_its_place(room: Newsroom) -> None:
    (room.folder / "a.md").write_bytes(b'+++\nheadline = "Caf\xe9"\n+++\n')
    assert problem(room, "releases/a.md") == ("NR001", 'byte 20 is not UTF-8; in Windows-1252 it is "é"', (2, 16))
    (room.folder / "b.md").write_bytes("+++\nheadline = 1".encode("utf-16"))
    assert problem(room, "releases/b.md")[:2] == ("NR001", "the file is UTF-16, not UTF-8")
    (room.folder / "c.md").write_bytes(b"\x89PNG\r\n\0\0\0\r")
    assert problem(room, "releases/c.md")[:2] == ("NR001", "the file is no text")


def test_line_ends_of_old_macs_are_named(room: Newsroom) -> None:
    (room.folder / "a.md").write_bytes(b'+++\rheadline = "Pool"\r+++\r')
    assert "with CR alone" in problem(room, "releases/a.md")[1]


def test_a_file_that_is_not_there_is_a_problem(room: Newsroom) -> None:
    code, message, _ = problem(room, "releases/none.md")
    assert code == "NR001" and "cannot be read" in message
    (room.folder / "dir.md").mkdir()
    assert "cannot be read" in problem(room, "releases/dir.md")[1]


def test_links_out_of_the_newsroom_are_not_followed(room: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text(f"+++\n{APPROVED}date = 2026-03-01\n+++\nsecret")
    (room.folder / "link.md").symlink_to(outside / "secret.md")
    (room.folder / "folder").symlink_to(outside)
    assert room.paths() == ["releases/folder", "releases/link.md"]
    for path in ("releases/folder", "releases/link.md"):
        code, message, _ = problem(room, path)
        assert code == "NR001" and "it is a link, not the file itself" in message
    assert "a folder on the way to the file is a link" in problem(room, "releases/folder/secret.md")[1]
    assert room.publication_statuses_at(NOW)("link") == "unclear"


def test_a_release_larger_than_any_text_is_refused(room: Newsroom) -> None:
    with (room.folder / "big.md").open("wb") as file:
        file.truncate(20_000_001)
    assert "larger than 20 MB" in problem(room, "releases/big.md")[1]


@pytest.mark.parametrize(
    ("front", "body", "words"),
    [
        ('[[images]]\nfile = "none.png"\nalt = "x"', BODY, "is not there"),
        ('[[images]]\nfile = "../../../etc/passwd"\nalt = "x"', BODY, "not inside the newsroom"),
        ('[[images]]\nfile = "page.html"\nalt = "x"', BODY, "not a picture"),
        ('[[images]]\nfile = "drawing.svg"\nalt = "x"', BODY, "not a picture"),
        ('[[images]]\nfile = "link.png"\nalt = "x"', BODY, "is a link"),
        ("", "![a](none.png)\n", "is not there"),
        ("", 'A map: <img alt="map" src="none.png">\n', "is not there"),
    ],
)
def test_pictures_must_be_there(
    room: Newsroom, tmp_path_factory: pytest.TempPathFactory, front: str, body: str, words: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.png"
    outside.write_bytes(b"png")
    (room.folder / "link.png").symlink_to(outside)
    for name in ("page.html", "drawing.svg"):
        (room.folder / name).write_text("x")
    read = room.read(write(room, front, body=body))
    assert [problem.code for problem in read.problems] == ["IM004"]
    assert words in read.problems[0].message


def test_releases_that_are_linked_must_be_there(room: Newsroom) -> None:
    (room.folder / "other.md").write_text("+++\n+++\n")
    read = room.read(write(room, "", body="[a](other.md) [b](other.md#c) [d](gone.md) [e](https://a.gov/f.md)\n"))
    assert [problem.message for problem in read.problems if problem.code == "LK007"] == [
        'there is no release in "gone.md"'
    ]


@pytest.mark.parametrize("layout", ["See {} now.\n", "<div>\n{}\n</div>\n"])
def test_releases_that_html_links_must_be_there(room: Newsroom, layout: str) -> None:
    (room.folder / "other.md").write_text("+++\n+++\n")
    links = '<a href="other.md">a</a> <a href="other.md#c">b</a> <A HREF=gone.md>d</A> <!-- <a href="no.md">e</a> -->'
    read = room.read(write(room, "", body=layout.format(links)))
    problem = next(problem for problem in read.problems if problem.code == "LK007")
    assert problem.message == 'there is no release in "gone.md"' and len(read.problems) == 1
    assert read.text[slice(*problem.span)] == "<A HREF=gone.md>"
    assert {"releases/other.md", "releases/gone.md"} <= set(room.dependencies(read))


def test_pictures_that_are_there_are_named_by_their_path_in_the_newsroom(room: Newsroom) -> None:
    (room.root / "media").mkdir()
    (room.root / "media" / "a.png").write_bytes(picture())
    (room.folder / "b.jpg").write_bytes(picture("JPEG"))
    read = room.read(
        write(
            room, '[[images]]\nfile = "../media/a.png"\nalt = "x"', body="![b](b.jpg) ![far](https://a.example/c.png)\n"
        )
    )
    assert read.problems == ()
    assert room.files_of(read) == ["media/a.png", "releases/b.jpg"]
