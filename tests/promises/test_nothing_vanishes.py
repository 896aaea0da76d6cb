"""Every address that was ever public answers, through any sequence of renames, deletions, withdrawals and statuses."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from sampling import sample

from newsroom_cli.model import editing
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place, manifest
from newsroom_cli.publishing import changes, renaming, withdrawing
from newsroom_cli.publishing.build import Report, build
from promises.rooms import NOW, add, change, make_room, saying, tree

STEPS = 14


class Life:
    """A newsroom in which somebody does one thing after another, and what must be true after each build."""

    def __init__(self, room: Newsroom, dice: random.Random) -> None:
        self.room, self.dice = room, dice
        self.owner: dict[str, str] = {}  # the release that an address was last public for
        self.left: set[str] = set()  # addresses that left the site with their release
        self.done: list[str] = []
        self.number = 0
        for _ in range(3):
            self.add()

    def one(self) -> Path:
        return self.room.root / self.dice.choice(self.room.paths())

    def name(self) -> str:
        self.number += 1
        return f"2026-03-{self.dice.randint(10, 28)}-thing-{self.number}"

    def known(self) -> manifest.Manifest | None:
        return manifest.read(self.room.output)

    # --- what somebody does ---------------------------------------------------------------------------------------

    def add(self) -> None:
        name = self.name()
        path = add(self.room.root, name, headline=f'"City Opens Thing {self.number}"')
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(2026:)[^\"]*", rf"\g<1>id{self.number:014}", text, count=1), encoding="utf-8")

    def rename(self) -> None:
        release = self.room.read(self.room.name_of(self.one()))
        renaming.carry_out(self.room, renaming.renamed(self.room, release, self.name(), now=NOW, known=self.known()))

    def rename_by_hand(self) -> None:
        path = self.one()
        path.rename(path.with_name(f"{self.name()}.md"))

    def delete(self) -> None:
        self.one().unlink()

    def set_status(self) -> None:
        release = self.room.read(self.room.name_of(self.one()))
        status = self.dice.choice(["draft", "review", "approved", "withdrawn"])
        in_place.save_release(self.room, release, editing.assign(release, "status", status))

    def embargo(self) -> None:
        path = self.one()
        if "embargo =" not in path.read_text(encoding="utf-8"):
            change(path, "status =", "embargo = 2099-01-01T00:00:00Z\nstatus =")

    def end_embargo(self) -> None:
        path = self.one()
        path.write_text(path.read_text(encoding="utf-8").replace("embargo = 2099-01-01T00:00:00Z\n", ""))

    def withdraw(self) -> None:
        release = self.room.read(self.room.name_of(self.one()))
        out = withdrawing.out(self.room.output)
        if changes.was_public(self.room, release, NOW, out) and release.status_name == "approved":
            kind = self.dice.choice(["withdrawn", "killed"])
            after = changes.withdrawn(self.room, release, change=kind, reason="It was wrong.", now=NOW, out=out)
            changes.save(self.room, [(release, after)], [])

    # --- what must be true ----------------------------------------------------------------------------------------

    def step(self) -> None:
        things = (
            self.add,
            self.rename,
            self.rename_by_hand,
            self.delete,
            self.set_status,
            self.embargo,
            self.end_embargo,
            self.withdraw,
        )
        for thing_done in self.dice.choices(things, k=self.dice.randint(1, 3)):
            if self.room.paths() or thing_done == self.add:
                self.done.append(thing_done.__name__)
                thing_done()

    def build(self) -> Report:
        report = build(self.room, now=NOW, count=1)
        assert not report.refusals, report.refusals
        for path in report.moved:  # what the build asks for
            release = self.room.read(path)
            renaming.carry_out(self.room, renaming.with_lost_addresses(self.room, release, now=NOW, known=self.known()))
        public = [self.room.read(path) for path in report.released.values()]
        changes.save(self.room, [], [changes.record_of(self.room, release, now=NOW) for release in public])
        return report

    def check(self, report: Report, clean: Path) -> None:
        files = tree(self.room.output)
        there = {Path(name).stem for name in files if name.startswith("releases/")}
        ids = {release.slug: release.id.value for release in map(self.room.read, self.room.paths()) if release.id}
        held = set(ids.values()) - report.released.keys()
        for slug in self.owner.keys() - there:
            assert self.owner[slug] in held or slug in self.left, (slug, self.done)
            self.left.add(slug)
        assert not {slug for slug in there if self.owner.get(slug) in held}, self.done
        self.left -= there
        known = self.known()
        assert known
        for slug, plain in known.releases.items():
            record = withdrawing.record(plain)
            assert record
            for name in (slug, *record.aliases):
                self.owner[name] = record.id
                assert {f"email/{name}.html", f"email/{name}.txt"} <= files.keys(), self.done
        assert there == {name for plain in known.releases.values() for name in plain[5]} | known.releases.keys()
        links = re.findall(r'href="releases/([^"]+)\.html"', files["index.html"].decode())
        assert sorted(links) == sorted(known.releases), self.done
        items = json.loads(files["feed.json"])["items"]
        assert sorted(item["url"].rpartition("/")[2] for item in items) == [f"{s}.html" for s in sorted(links)]
        for slug, id in ids.items():
            if id in held and slug not in self.owner:
                assert not saying(self.room.output, f"{slug}.html")
        if not report.kept and not report.moved:
            build(self.room, now=NOW, count=1, folder=clean)
            assert tree(clean) == files, self.done


@pytest.mark.parametrize("seed", sample(range(100), 6))
def test_every_address_that_was_ever_public_answers(tmp_path: Path, seed: int) -> None:
    life = Life(make_room(tmp_path / "room"), random.Random(seed))
    changes.save(life.room, [], [])
    for number in range(STEPS):
        report = life.build()
        life.check(report, tmp_path / f"clean{number}")
        if not report.moved:
            again = build(life.room, now=NOW, count=1)
            assert again.changes.written == again.changes.deleted == 0, life.done
        life.step()
