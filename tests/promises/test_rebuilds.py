"""Random sequences of edits: a rebuild equals a clean build, a second one writes nothing, every address answers."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sampling import sample

from newsroom_cli.cli.arguments import options
from newsroom_cli.model.errors import ConfigError, NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.output import Output
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.report import Report
from promises.addresses import answers, target, unanswered
from promises.desk import EDITS, START, Desk
from promises.rooms import add, tree, without_empty_feeds

SEQUENCES = int(os.environ.get("NEWSROOM_EDIT_SEQUENCES", "16"))
STEPS = 10


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    desk = Desk(tmp_path / "room", request.param)
    monkeypatch.setattr(options, "moment", lambda *_: desk.now)
    yield desk
    theme.clear_caches()


def built(desk: Desk, folder: Path) -> Report | NewsroomError:
    theme.clear_caches()  # each build stands for a process of its own
    try:
        return build(Newsroom.find(desk.root), now=desk.now, folder=folder, remove_many=True, trust_clock=True)
    except NewsroomError as error:
        return error


class Addresses:
    """Every address that was ever public, and the release that it was last public for."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.public = desk, desk.root / "public"
        self.owner: dict[str, str] = {}
        self.left: set[str] = set()  # left the site with their release, or by --remove

    def note(self) -> None:
        """Note whose the addresses are now."""
        self.owner |= self.now()

    def now(self) -> dict[str, str]:
        """The addresses that are public now, with the ids of their releases."""
        manifest = manifests.read(self.public)
        public = manifest.releases.items() if manifest else ()
        return {name: known.id for slug, known in public for name in (slug, *known.aliases)}

    def answers(self, path: str) -> bool:
        return target(self.public, path) in self.desk.taken or answers(self.public, path)

    def is_excused(self, path: str) -> bool:
        was_public = Path(path).stem in self.owner or not path.startswith("releases/")  # else its author invented it
        return path in self.desk.taken or Path(path).stem in self.left or not was_public

    def check(self, report: Report, before: set[str]) -> None:
        newsroom = Newsroom.find(self.desk.root)
        held = {release.id.value for held in report.held if (release := newsroom.read(held.path)).id}
        if not report.refusals:  # a build writes it again, unless its release is gone or has errors
            mended = {name for name, id in self.now().items() if id in report.released}
            self.desk.taken = {path for path in self.desk.taken if Path(path).stem not in mended}
        there = {slug for slug in self.owner if self.answers(f"releases/{slug}.html")}
        done = self.desk.done
        for slug in self.owner.keys() - there - self.left:
            assert self.owner[slug] in held or slug not in before, (slug, done)
            self.left.add(slug)
        self.left -= there
        self.note()
        for slug in there:
            page = target(self.public, f"releases/{slug}.html")
            assert page in self.desk.taken or self.owner[slug] not in held, (slug, done)
            mails = [f"email/{slug}.html", f"email/{slug}.txt"]
            assert f"releases/{slug}.html" in self.desk.taken or all(map(self.answers, mails)), (slug, done)
        secret = [Path(held.path).stem for held in report.held if Path(held.path).stem not in self.owner]
        for name, data in tree(self.public).items():
            assert not any(f"{slug}.html".encode() in data or slug in name for slug in secret), (name, done)
        own = {Path(path).stem for path in report.released.values()}
        feeds = set() if report.kept or report.broken else {"feed", "atom"}  # entries of these stay as they were
        for name, path in [] if report.refusals else unanswered(self.public):
            assert Path(name).stem not in {*own, *feeds, "index"} or self.is_excused(path), (name, path, done)


@pytest.mark.parametrize("desk", sample(range(SEQUENCES), 2), indirect=True)
def test_rebuilds_equal_clean_builds_and_every_address_answers(desk: Desk, tmp_path: Path) -> None:
    public, clean, addresses = desk.root / "public", tmp_path / "clean", Addresses(desk)
    latest = desk.now
    for _ in range(STEPS):
        for edit in desk.random.choices(EDITS, k=desk.random.randrange(1, 5)):
            desk.done.append(edit.__name__)
            edit(desk)
            addresses.note()
        before = set(addresses.now())
        report = built(desk, public)
        shutil.rmtree(clean, ignore_errors=True)
        expected = built(desk, clean)
        assert not isinstance(report, ConfigError), (desk.done, report)  # else nothing is compared from here on
        if desk.now >= latest:  # what was out stays out when the clock goes back; a clean build knows nothing of it
            compare(report, expected, desk)
            latest = desk.now
        if isinstance(report, NewsroomError):
            continue
        addresses.check(report, before)
        if report.refusals:
            continue
        states = {path: path.stat().st_mtime_ns for path in public.rglob("*")}
        again = built(desk, public)
        assert isinstance(again, Report) and again.changes.written == again.changes.deleted == 0, desk.done
        assert {path: path.stat().st_mtime_ns for path in public.rglob("*")} == states, desk.done


def alone(page: bytes | None) -> bytes | None:
    """A page without the links to its neighbours: a release whose file is gone is one only where it was published."""
    return page and re.sub(rb'<nav class="neighbours".*?</nav>\n', b"", page, flags=re.DOTALL)


def compare(report: Report | NewsroomError, expected: Report | NewsroomError, desk: Desk) -> None:
    """A clean build has no page of a release whose file is gone or has errors, and knows no name without a record."""
    assert type(report) is type(expected), (desk.done, report, expected)
    if isinstance(report, NewsroomError) or isinstance(expected, NewsroomError):
        return
    refused, refused_clean = ({finding.message for finding in built.refusals} for built in (report, expected))
    # Releases may name one that stays though its file is gone; a clean build knows none.
    assert refused <= refused_clean, desk.done
    assert all(message.startswith("there is no release in") for message in refused_clean - refused), desk.done
    if report.refusals or expected.refusals:
        return
    assert report.held == expected.held, desk.done
    files, clean = without_empty_feeds(tree(report.output)), without_empty_feeds(tree(expected.output))
    if not (report.kept or report.moved or report.broken or report.orphans):
        assert report.notices == expected.notices, desk.done
        assert files == clean, desk.done
    elif not report.broken:
        pages = {name: data for name, data in clean.items() if name.startswith(("releases/", "email/"))}
        assert {name: alone(files.get(name)) for name in pages} == {name: alone(pages[name]) for name in pages}


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


@pytest.mark.parametrize("desk", [0], indirect=True)
def test_a_word_that_the_newsroom_changes_stands_on_the_pages_of_the_next_build(desk: Desk) -> None:
    page = desk.root / "public" / "releases" / "2026-03-02-library.html"
    own = desk.root / "templates" / "words" / "en.toml"
    own.parent.mkdir(parents=True)
    for word in ("Call us", "Ring us"):
        built(desk, desk.root / "public")
        assert word not in page.read_text(encoding="utf-8")
        own.write_text(f'[site]\ncontact = "{word}"\ncontacts = "{word}"\n', encoding="utf-8")
        built(desk, desk.root / "public")
        assert word in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("desk", [0], indirect=True)
@pytest.mark.parametrize("office", ["parks", "gardens"])
def test_a_feed_that_stays_for_a_deleted_release_has_no_entry_of_one_set_back(desk: Desk, office: str) -> None:
    for path in desk.files():
        desk.edit(path, 'office = "parks"', 'office = "mayors-office"')
    gone = add(desk.root, "2026-05-02-zoo", office='"parks"')
    secret = add(desk.root, "2026-05-01-pool", office='"parks"')
    assert isinstance(built(desk, desk.root / "public"), Report)
    toml = desk.root / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("offices.parks", f"offices.{office}"), encoding="utf-8")
    gone.unlink()
    desk.edit(secret, 'office = "parks"', f'office = "{office}"')
    desk.edit(secret, '"approved"', '"draft"')
    assert isinstance(built(desk, desk.root / "public"), Report)
    feed = (desk.root / "public" / "offices" / "parks" / "feed.json").read_text(encoding="utf-8")
    assert "2026-05-02-zoo" in feed and "2026-05-01-pool" not in feed
