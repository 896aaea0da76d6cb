"""After kill -9 in a command that changes what is public: the site answers, and the same command completes it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from sampling import sample

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.life import changes
from promises import kills
from promises.addresses import answers, unanswered
from promises.rooms import NOW, add, change, make_room, tree

FILE = "releases/2026-03-02-library.md"
WAITING = "releases/2026-04-01-baths.md"
REASON = "--reason", "It opens in 2027."
# Drawn by lot, or a digest of the minute.
VARIES = "id =", "--", "Message-ID", '  "date '
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?|\d\d:\d\d:\d\d")


class Command(NamedTuple):
    """A command, and what is edited before it."""

    arguments: tuple[str, ...]
    edit: Callable[[Path], None] = lambda _: None
    then: tuple[str, ...] = ()  # what completes the rest, if it is not the same command


def corrected(root: Path) -> None:
    change(root / FILE, "reading room", "writing room")


def draft(root: Path) -> None:
    change(root / WAITING, '"approved"', '"draft"')


def embargoed(root: Path) -> None:
    change(root / WAITING, "kind =", "embargo = 2099-01-01T00:00:00Z\nkind =")


def withdrawn(root: Path) -> None:
    room = Newsroom.find(root)
    release = room.read(FILE)
    after = changes.withdrawn(room, release, change="killed", reason="It was wrong.", now=NOW, due_moments={})
    changes.save(room, [(release, after)], [changes.make_record(room, after, now=NOW, change="killed")])


def by_hand(root: Path) -> None:
    (root / FILE).rename(root / "releases" / "2026-03-09-library.md")


COMMANDS = {
    "rename": Command(("rename", FILE, "2026-03-09-library")),
    "rename after a rename by hand": Command(("rename", "releases/2026-03-09-library.md"), by_hand),
    "correct": Command(("correct", FILE, "--class", "correction", *REASON, "--yes"), corrected),
    "correct a minor slip": Command(("correct", FILE, "--class", "minor", "--yes"), corrected),
    "withdraw": Command(("withdraw", FILE, "--class", "withdrawn", *REASON, "--yes")),
    "kill": Command(("withdraw", FILE, "--class", "killed", *REASON, "--yes")),
    "undo": Command(("withdraw", FILE, "--undo", "--yes"), withdrawn),
    "publish": Command(("publish", WAITING, "--yes"), draft),
    "publish --now": Command(("publish", WAITING, "--now", "--yes"), draft, then=("record",)),
    "publish --lift-embargo": Command(("publish", WAITING, "--lift-embargo", "--yes"), embargoed, then=("record",)),
    "approve": Command(("approve", WAITING, "--by", "Ana Okafor", "--role", "Mayor"), draft, then=("record",)),
    "record": Command(("record",)),
    "new correction": Command(("new", "correction", "--about", FILE, "--class", "correction", *REASON)),
    "email --advance": Command(
        ("email", WAITING, "--format", "eml", "--advance", "The Post", "-o", "mail.eml"), embargoed
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with three public releases, one of which links to another, and one that is not out yet."""
    room = make_room(tmp_path_factory.mktemp("commands") / "room")
    path = add(room.root, "2026-04-02-pool", headline='"City Opens Pool"')
    change(path, "The opening", "It is near [the library](2026-03-02-library.md). The opening")
    add(room.root, "2026-04-03-zoo", headline='"City Opens Zoo"')
    assert not build(room, now=NOW).refusals
    changes.save(room, [], [changes.make_record(room, room.read(FILE), now=NOW)])
    add(room.root, "2026-04-01-baths", headline='"City Opens Baths"')
    return room.root


def sources(room: Path) -> dict[str, str]:
    """What people and commands write, without moments and what is drawn by lot."""
    found = {}
    for name, data in tree(room).items():
        if ".newsroom-" not in name and not name.startswith("public/"):
            lines = _MOMENT.sub("MOMENT", data.decode()).splitlines()
            found[name] = "\n".join(line for line in lines if not line.startswith(VARIES))
    return {re.sub(r"\d{4}-\d\d-\d\d-correction", "correction", name): text for name, text in found.items()}


@pytest.mark.parametrize("name", sample(COMMANDS, 4))
def test_a_killed_command_is_completed_by_the_same_and_a_build(
    tmp_path: Path, site: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    command = COMMANDS[name]
    start = shutil.copytree(site, tmp_path / "start")
    command.edit(start)
    whole = shutil.copytree(start, tmp_path / "whole")
    done = kills.run(*command.arguments, folder=whole, before_step=0)
    assert done.returncode == 0, done.stderr
    if command.then:
        kills.run(*command.then, folder=whole, before_step=0)
    assert kills.run("build", folder=whole, before_step=0).returncode == 0
    after, steps = sources(whole), kills.steps(done)
    begun = sources(start)
    texts = {*begun.values(), *after.values()}
    numbers = kills.chosen(steps, 2, of=5)
    record_property("kills", len(numbers))
    for number in numbers:
        room = shutil.copytree(start, tmp_path / str(number))
        assert kills.killed(*command.arguments, folder=room, before_step=number)
        for path, text in sources(room).items():
            assert text in texts, (number, path)
        _answers_as_before(room, start, number)
        built = shutil.copytree(room, tmp_path / f"{number}-built")
        kills.run("build", folder=built, before_step=0)
        _answers_as_before(built, start, number)
        again = kills.run(*command.arguments, folder=room, before_step=0)
        if command.then:
            kills.run(*command.then, folder=room, before_step=0)
        assert kills.run("build", folder=room, before_step=0).returncode == 0, (number, again.stderr)
        assert sources(room) == after, (number, again.stderr)
        assert tree(room / "public").keys() == tree(whole / "public").keys(), number
        _answers_as_before(room, start, number)
        assert list(kills.left_over(room)) == [], number
        shutil.rmtree(room)
        shutil.rmtree(built)


def _answers_as_before(room: Path, start: Path, number: int) -> None:
    """Asserts that all that is named answers, and all that was public before."""
    assert unanswered(room / "public") == [], number
    assert [path for path in tree(start / "public") if not answers(room / "public", path)] == [], number
