"""Random sequences of edits: every rebuild equals a clean build, and a second build writes nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sampling import sample

from newsroom_cli.model.errors import ConfigError, NewsroomError
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.output import Output
from newsroom_cli.publishing import renaming
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.report import Report
from promises.rooms import add, make_room, tree

SEQUENCES = int(os.environ.get("NEWSROOM_EDIT_SEQUENCES", "40"))
# Later than the files on the disk: what a build remembers of them counts, as in an archive.
START = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=30)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2"


class Desk:
    """A newsroom and the hands that edit it: random, but the same for the same number."""

    def __init__(self, root: Path, number: int) -> None:
        self.random = random.Random(number)
        self.now = START
        make_room(root)
        self.root = root
        for _ in range(4):
            self.new()

    def files(self) -> list[Path]:
        return sorted((self.root / "releases").rglob("*.md"))

    def any(self) -> Path:
        return self.random.choice(self.files())

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    # --- edits ------------------------------------------------------------------------------------------------

    def new(self) -> None:
        number = self.random.randrange(10_000)
        name = f"2026-0{number % 5 + 1}-1{number % 9}-item-{number}"
        office = self.random.choice(['"mayors-office"', '"parks"'])
        add(self.root, name, headline=f'"City Opens Item {number}"', office=office)

    def text(self) -> None:
        self.edit(self.any(), "The opening hours", f"In {self.random.randrange(2000, 2030)} the opening hours")

    def headline(self) -> None:
        self.edit(self.any(), "City Opens", "City Closes")

    def same_size(self) -> None:
        self.edit(self.any(), "40,000", f"{self.random.randrange(10, 99)},000")

    def rename(self) -> None:
        newsroom, path = Newsroom.find(self.root), self.any()
        release = newsroom.read(newsroom.name_of(path))
        known = manifests.read(newsroom.output)
        with contextlib.suppress(NewsroomError):  # another release may have the name
            done = renaming.renamed(newsroom, release, f"{path.stem}-b", now=self.now, known=known)
            renaming.carry_out(newsroom, done)

    def delete(self) -> None:
        if len(self.files()) > 2:
            self.any().unlink()

    def status(self) -> None:
        status = self.random.choice(["draft", "review", "withdrawn", "approved"])
        for before in ("draft", "review", "withdrawn", "approved"):
            self.edit(self.any(), f'status = "{before}"', f'status = "{status}"')

    def embargo(self) -> None:
        ends = self.now + dt.timedelta(hours=self.random.randrange(1, 60))
        self.edit(self.any(), "kind =", f"embargo = {ends:%Y-%m-%dT%H:%M:%SZ}\nkind =")

    def picture(self) -> None:
        path = self.any()
        (path.parent / "plan.png").write_bytes(PNG + self.random.randbytes(self.random.randrange(1, 5)))
        with path.open("a", encoding="utf-8") as file:
            file.write("\n![A plan](plan.png)\n")

    def drawn_anew(self) -> None:
        for path in (self.root / "releases").rglob("plan.png"):
            path.write_bytes(PNG + self.random.randbytes(4))

    def link(self) -> None:
        path = self.any()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nAlso see [another release]({self.address(path.parent)}).\n")

    def boilerplate(self) -> None:
        words = f"**About:** see [it]({self.address(self.root)})."
        toml = self.root / "newsroom.toml"
        lines = [line for line in toml.read_text(encoding="utf-8").splitlines() if "**About:**" not in line]
        toml.write_text("\n".join((*lines, "")), encoding="utf-8")
        self.edit(toml, "[offices.parks]", f"[offices.parks]\nboilerplate = '{words}'")

    def address(self, start: Path) -> str:
        """The address of some release: its file as seen from a folder, or its page."""
        target = self.any()
        page = f"https://news.port-ellery.example/releases/{target.stem}.html"
        return self.random.choice([page, os.path.relpath(target, start)])

    def settings(self) -> None:
        self.edit(self.root / "newsroom.toml", 'description = "', f'description = "{self.random.randrange(9)} ')
        toml = self.root / "newsroom.toml"
        toml.write_text(f"{toml.read_text(encoding='utf-8')}\n# {self.random.random()}\n", encoding="utf-8")

    def template(self) -> None:
        own = self.root / "templates" / "site" / "figure.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(
            f'{{% extends "builtin/site/figure.html" %}}\n{{# {self.random.random()} #}}\n', encoding="utf-8"
        )

    def style(self) -> None:
        own = self.root / "templates" / "site" / "site.css"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"p {{ margin: {self.random.randrange(9)}px }}\n", encoding="utf-8")

    def tampering(self) -> None:
        paths = [
            path for path in sorted((self.root / "public").rglob("*.*")) if path.suffix in (".html", ".txt", ".xml")
        ]
        for path in self.random.sample(paths, min(len(paths), 2)):
            if self.random.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes().replace(b"e", b"x", 1))

    def forgetting(self) -> None:
        shutil.rmtree(self.root / INDEX, ignore_errors=True)

    def time(self) -> None:
        self.now += dt.timedelta(hours=self.random.randrange(1, 48))

    def clock(self) -> None:
        self.now -= dt.timedelta(minutes=self.random.randrange(1, 9))

    def nothing(self) -> None:
        pass


EDITS: list[Callable[[Desk], None]] = [
    Desk.new, Desk.text, Desk.headline, Desk.same_size, Desk.rename, Desk.delete, Desk.status, Desk.embargo,
    Desk.embargo, Desk.picture, Desk.drawn_anew, Desk.link, Desk.link, Desk.boilerplate, Desk.settings, Desk.template,
    Desk.style, Desk.tampering, Desk.forgetting, Desk.time, Desk.time, Desk.time, Desk.clock, Desk.nothing,
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    yield Desk(tmp_path / "room", request.param)
    theme.clear_caches()


def built(desk: Desk, folder: Path) -> Report | NewsroomError:
    theme.clear_caches()  # each build stands for a process of its own
    try:
        report = build(Newsroom.find(desk.root), now=desk.now, folder=folder, remove_many=True, trust_clock=True)
        if report.kept:  # a clean build has never known them
            gone = list(report.kept)
            build(Newsroom.find(desk.root), now=desk.now, folder=folder, trust_clock=True, remove=gone)
        return report
    except NewsroomError as error:
        return error


@pytest.mark.parametrize("desk", sample(range(SEQUENCES), 4), indirect=True)
def test_every_rebuild_equals_a_clean_build_and_a_second_one_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    public, done = desk.root / "public", []
    for _ in range(12):
        for edit in desk.random.choices(EDITS, k=desk.random.randrange(1, 4)):
            done.append(edit.__name__)
            edit(desk)
        report = built(desk, public)
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        expected = built(desk, clean)
        assert type(report) is type(expected), (done, report, expected)
        assert not isinstance(report, ConfigError), (done, report)  # else nothing is compared from here on
        if isinstance(report, NewsroomError) or isinstance(expected, NewsroomError):
            continue
        assert [finding.message for finding in report.refusals] == [finding.message for finding in expected.refusals]
        if report.refusals:
            continue
        assert report.held == expected.held and report.notices == expected.notices, done
        assert tree(public) == tree(clean), done
        before = {path: path.stat().st_mtime_ns for path in public.rglob("*")}
        again = built(desk, public)
        assert isinstance(again, Report) and again.changes.written == again.changes.deleted == 0, done
        assert {path: path.stat().st_mtime_ns for path in public.rglob("*")} == before, done


@pytest.mark.parametrize("desk", [0], indirect=True)
def test_pages_follow_when_a_release_that_their_boilerplate_links_to_goes_out(desk: Desk) -> None:
    add(desk.root, "2026-05-01-pool", extra=f"embargo = {START + dt.timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}\n")
    add(desk.root, "2026-05-02-zoo")
    boilerplate = "See [the pool](releases/2026-05-01-pool.md)."
    toml = desk.root / "newsroom.toml"
    words = toml.read_text(encoding="utf-8")
    toml.write_text(words.replace('"**About the Office', f'"{boilerplate} **About the Office'), encoding="utf-8")
    public = desk.root / "public"
    page = public / "releases" / "2026-05-02-zoo.html"
    for hours, linked in ((0, False), (2, True)):
        desk.now = START + dt.timedelta(hours=hours)
        report = built(desk, public)
        assert isinstance(report, Report) and not report.refusals
        assert ("2026-05-01-pool.html" in page.read_text(encoding="utf-8")) == linked


@pytest.mark.parametrize("desk", [0], indirect=True)
def test_what_is_saved_during_a_build_is_built_by_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = desk.root / "releases" / "2026-03-02-library.md", Output.commit

    def commit(output: Output, *arguments: Any) -> Any:
        desk.edit(path, "40,000 books", "45,000 books")
        return real(output, *arguments)

    monkeypatch.setattr(Output, "commit", commit)
    built(desk, desk.root / "public")
    monkeypatch.undo()
    report = built(desk, desk.root / "public")
    page = desk.root / "public" / "releases" / "2026-03-02-library.html"
    assert isinstance(report, Report) and "45,000 books" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("desk", [0], indirect=True)
def test_a_template_that_is_saved_during_a_build_counts_in_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Output.commit

    def commit(output: Output, *arguments: Any) -> Any:
        own = desk.root / "templates" / "site" / "index.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text("only this\n", encoding="utf-8")
        return real(output, *arguments)

    monkeypatch.setattr(Output, "commit", commit)
    built(desk, desk.root / "public")
    monkeypatch.undo()
    built(desk, desk.root / "public")
    assert (desk.root / "public" / "index.html").read_text(encoding="utf-8") == "only this\n"
