"""After kill -9 before any disk step of a build, and the next one: nothing is half, lost, doubled or left over."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from samples import picture

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.build import build
from promises import kills
from promises.addresses import answers, unanswered
from promises.rooms import add, change, make_room, saying, tree

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
SECRET = "xylophone"


class Case(NamedTuple):
    """What happens after a first build, the command that is killed, and where it writes."""

    edit: Callable[[Path], None]
    arguments: tuple[str, ...] = ("build",)
    output: str = "public"
    code: int = 0
    first: bool = True
    clean: bool = True  # a build into an empty folder writes the same


def begin(room: Newsroom) -> None:
    """Four releases, one of them held; pictures, one of them in two releases."""
    for name in ("shared", SECRET):
        (room.folder / f"{name}.png").write_bytes(picture(colour=len(name)))
    add(room.root, "2026-05-30-held", headline='"City Buys Vibraphone"', extra="embargo = 2099-01-01T00:00:00Z\n")
    for name in (f"2026-05-30-{SECRET}", "2026-04-01-pool"):
        path = add(room.root, name, headline=f'"City Opens {name[11:].title()}"')
        with path.open("a", encoding="utf-8") as file:
            file.write("\n![A plan](shared.png)\n" + (f"\n![A drum]({SECRET}.png)\n" if SECRET in name else ""))


def nothing(root: Path) -> None:
    pass


def edits(root: Path) -> None:
    """A release is edited, one is new, one is renamed, a picture is drawn anew, offices have no feeds any more."""
    change(root / "releases" / "2026-03-02-library.md", "reading room", "writing room")
    add(root, "2026-06-01-baths", headline='"City Opens Baths"')
    pool = (root / "releases" / "2026-04-01-pool.md").rename(root / "releases" / "2026-04-01-pools.md")
    change(pool, "kind =", 'aliases = ["2026-04-01-pool"]\nkind =')
    (root / "releases" / "shared.png").write_bytes(picture(colour=99))
    change(root / "newsroom.toml", "[offices.mayors-office]", "[feeds]\noffices = false\n\n[offices.mayors-office]")


def withdrawal(root: Path) -> None:
    change(root / "releases" / f"2026-05-30-{SECRET}.md", '"approved"', '"withdrawn"')


def withdrawal_and_error(root: Path) -> None:
    withdrawal(root)
    (root / "releases" / "2026-05-01-broken.md").write_bytes(b"\xff")
    change(root / "releases" / "2026-03-02-library.md", "reading room", "TK room")


def renamed(root: Path) -> None:
    """A release is renamed, and two new ones are there, the older one with a link to the newer."""
    edits(root)
    add(root, "2026-06-02-annex", headline='"City Opens Annex"')
    change(root / "releases" / "2026-06-01-baths.md", "The opening hours", "See [it](2026-06-02-annex.md). The hours")
    change(root / "releases" / "2026-03-02-library.md", "The opening", "See [it](2026-06-01-baths.md). The opening")


def other_host(root: Path) -> None:
    """Rules take the place of pages that lead on."""
    renamed(root)
    with (root / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[publishing]\nhost = "netlify"\n')


def new_office(root: Path) -> None:
    """The first release of an office brings its feeds, and another format is new in all feeds."""
    add(root, "2026-06-01-park", headline='"City Opens Park"', office='"parks"')


def broken(root: Path) -> None:
    """Releases with errors are held back alone: a public one stays as it was, a new one does not come."""
    edits(root)
    change(root / "releases" / "2026-06-01-baths.md", "reading room", "TK room")
    change(root / "releases" / f"2026-05-30-{SECRET}.md", "reading room", "TK room")
    with (root / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[publishing]\nbroken = "hold"\n')


def translations(root: Path) -> None:
    """A public release gets a translation, and a new one comes with a translation of its own."""
    add(root, "2026-06-01-baths", headline='"City Opens Baths"')
    for original, language in (("2026-04-01-pool", "es"), ("2026-06-01-baths", "pt")):
        path = add(root, f"{original}-{language}", extra=f'language = "{language}"\n')
        change(path, "[dateline]", f'[translation]\nof = "{original}.md"\n\n[dateline]')


def deletion(root: Path) -> None:
    (root / "releases" / f"2026-05-30-{SECRET}.md").unlink()


def mounted(root: Path) -> None:
    """The manifest lies where it is in a mount point: in the folder."""
    edits(root)
    manifests.path_beside(root / "public").replace(root / "public" / manifests.FILE)
    shutil.rmtree(manifests.path_beside(root / "public").parent)


CASES = {
    "first build": Case(nothing, first=False),
    "rebuild": Case(edits),
    "rebuild that moves the manifest": Case(mounted),
    "withdrawal": Case(withdrawal),
    "withdrawal in spite of errors": Case(withdrawal_and_error, code=1, clean=False),
    "rename": Case(renamed),
    "another host": Case(other_host),
    "new office": Case(new_office),
    "translations": Case(translations),
    "errors held back": Case(broken, code=1, clean=False),
    "removal": Case(deletion, ("build", "--remove", f"2026-05-30-{SECRET}"), clean=False),
    "rehearsal": Case(nothing, ("build", "--as-of", "2099-02-01"), "public-rehearsal"),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def start(tmp_path: Path, case: Case) -> Path:
    """The newsroom as it is when the command begins."""
    room = make_room(tmp_path / "start")
    begin(room)
    if case.first:
        assert not build(room, now=NOW).refusals
    case.edit(room.root)
    return room.root


def files(room: Path) -> dict[str, bytes]:
    """All files, but those that newsroom keeps for itself: a commit under way, the moment of the last, its cache."""
    return {name: data for name, data in tree(room).items() if ".newsroom-" not in name}


def is_first_version(name: str, data: bytes, before: dict[str, bytes]) -> bool:
    """Whether a new file is whole, although it is not yet what it will be: it has no links to other new files yet."""
    if name in before:
        return False
    if name.endswith(".xml"):
        ElementTree.fromstring(data)
    elif name.endswith(".json"):
        json.loads(data)
    else:
        return data.endswith(b"</html>\n") or (name.endswith(".txt") and data.endswith(b"\n"))
    return b"<item>" not in data and b"<entry>" not in data


def test_nothing_is_half_lost_doubled_or_left_over(
    tmp_path: Path, case: Case, start: Path, record_property: Callable[[str, object], None]
) -> None:
    before = files(start)
    whole = shutil.copytree(start, tmp_path / "whole")
    unharmed = kills.run(*case.arguments, folder=whole, before_step=0)
    assert unharmed.returncode == case.code
    after, steps = files(whole), kills.steps(unharmed)
    assert steps > 10 and after != files(start) and not saying(whole / "public", "vibraphone")
    if case.edit in (withdrawal, withdrawal_and_error, deletion):
        assert not saying(whole / "public", SECRET)
    if case.clean:
        elsewhere = shutil.copytree(start, tmp_path / "elsewhere")
        kills.run(*case.arguments, "-o", tmp_path / "clean", folder=elsewhere, before_step=0)
        assert tree(whole / case.output) == tree(tmp_path / "clean")
    answering = [path for path in tree(start / case.output) if answers(whole / case.output, path)]
    numbers = kills.chosen(steps, 2)
    record_property("kills", len(numbers))
    for number in numbers:
        room = shutil.copytree(start, tmp_path / str(number))
        assert kills.run(*case.arguments, folder=room, before_step=number).returncode == -signal.SIGKILL
        for name, data in files(room).items():
            assert data in (before.get(name), after.get(name)) or is_first_version(name, data, before), (number, name)
        assert unanswered(room / case.output) == [], number
        for path in answering:
            assert answers(room / case.output, path), (number, path)
        again = kills.run(*case.arguments, folder=room, before_step=0)
        assert again.returncode == case.code or "--remove" in case.arguments, (number, again.stderr)
        assert files(room) == after, number
        assert list(kills.left_over(room)) == [], number
        shutil.rmtree(room)


@pytest.mark.parametrize("case", [CASES["first build"], CASES["rename"]], ids=["first build", "rename"], indirect=True)
def test_a_build_whose_worker_is_killed_changes_nothing(
    tmp_path: Path, start: Path, record_property: Callable[[str, object], None]
) -> None:
    before, killed = files(start), 0
    for number in range(1, 100) if os.environ.get("NEWSROOM_ALL_KILLS") else (1, 4):
        room = shutil.copytree(start, tmp_path / str(number))
        done = kills.run("build", folder=room, before_step=number, of_worker=True)
        if done.returncode == 0:
            break
        assert done.returncode == 2 and "a worker process ended unexpectedly" in done.stderr
        assert files(room) == before and list(kills.left_over(room)) == []
        assert kills.run("build", folder=room, before_step=0).returncode == 0
        assert unanswered(room / "public") == []
        killed += 1
    record_property("kills", killed)
    assert killed >= 2
