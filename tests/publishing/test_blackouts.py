"""A blackout holds what is new and what has changed, page, mail, index and feeds alike, until it ends."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path

import pytest
import terminal
from copies import copy_of
from promises.desk import Desk
from promises.rooms import NOW, add, change, make_room, saying, tree
from samples import BODY, picture
from sampling import sample

from newsroom_cli.cli.arguments import options
from newsroom_cli.model import interpretation
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.build import build

LIBRARY, POOL = "2026-03-02-library", "2026-04-01-pool"
BLACKOUT = '\n[[blackout]]\nstart = 2026-05-20\nend = 2026-06-10\nreason = "city council election"\n'
ENDS = dt.datetime(2026, 6, 11, 4, 0, tzinfo=dt.UTC)  # midnight in Port Ellery
BEFORE = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
LATER = ENDS + dt.timedelta(hours=1)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with two public releases, built before a blackout of all offices."""
    return dark(Newsroom.find(copy_of(make, tmp_path / "room")))


def make(root: Path) -> None:
    room = make_room(root)
    add(root, POOL, headline='"City Opens Pool"')
    build(room, now=BEFORE)


def dark(room: Newsroom, toml: str = BLACKOUT) -> Newsroom:
    with (room.root / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write(toml)
    return Newsroom.find(room.root)


def edit(room: Newsroom, name: str = LIBRARY) -> Path:
    path = room.folder / f"{name}.md"
    change(path, "40,000 books", "30,000 books")
    return path


def corrected(path: Path, moment: str, change_: str = "correction") -> None:
    """Write a notice into a release by hand, as an editor may."""
    head, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    note = f'\n[[corrections]]\nchange = "{change_}"\ndate = {moment}\nreason = "It has fewer books than we said."\n'
    path.write_text(f"{head}+++\n{front}{note}+++\n{body}", encoding="utf-8")


def is_as_clean(room: Newsroom, now: dt.datetime) -> bool:
    """Whether a build into a new folder has the same bytes."""
    new = room.root / "clean"
    build(room, now=now, folder=new)
    return tree(new) == tree(room.output)


def test_a_change_waits_for_the_end_and_goes_out_then(room: Newsroom) -> None:
    before = tree(room.output)
    edit(room)
    report = build(room, now=NOW)
    assert tree(room.output) == before and not report.has_errors and not report.kept and report.public == 2
    assert [(found.path, found.until, found.reason) for found in report.waiting] == [
        (f"releases/{LIBRARY}.md", ENDS, "city council election")
    ]
    assert build(room, now=ENDS - dt.timedelta(seconds=1)).waiting and tree(room.output) == before
    report = build(room, now=ENDS)
    assert not report.waiting and [*report.changed] == [f"releases/{LIBRARY}.md"]
    assert not saying(room.output, "40,000 books in") or "30,000 books" in page(room)
    assert is_as_clean(room, LATER)


def page(room: Newsroom, name: str = LIBRARY) -> str:
    return (room.output / "releases" / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("moment", ["2026-05-19T10:00:00-04:00", "2026-05-30T10:00:00-04:00"])
@pytest.mark.parametrize("change_", ["correction", "minor"])
def test_a_correction_waits_whenever_it_is_dated(room: Newsroom, moment: str, change_: str) -> None:
    before = tree(room.output)
    corrected(edit(room), moment, change_)
    assert build(room, now=NOW).waiting and tree(room.output) == before
    build(room, now=LATER)
    assert "30,000 books" in page(room) and is_as_clean(room, LATER)


def test_index_and_feeds_keep_the_old_line_while_others_change(room: Newsroom) -> None:
    room = dark(room, BLACKOUT.replace("reason", 'offices = ["mayors-office"]\nreason'))
    room = Newsroom.find(room.root)
    edit(room)
    path = room.folder / f"{LIBRARY}.md"
    change(path, "City Opens Harbour Quarter Library", "City Opens Small Library")
    pool = room.folder / f"{POOL}.md"
    change(pool, 'office = "mayors-office"', 'blackout_override = "flood"\noffice = "mayors-office"')
    change(pool, "City Opens Pool", "City Closes Pool")
    report = build(room, now=NOW)
    assert len(report.waiting) == 1 and [*report.changed] == [f"releases/{POOL}.md"]
    for name in ("index.html", "rss.xml", "atom.xml", "feed.json"):
        text = (room.output / name).read_text(encoding="utf-8")
        assert "City Opens Harbour Quarter Library" in text and "City Closes Pool" in text
    assert not saying(room.output, "Small Library", "30,000 books")
    build(room, now=LATER)
    assert saying(room.output, "Small Library") and is_as_clean(room, LATER)


def test_a_change_that_is_taken_back_leaves_nothing_to_wait_for(room: Newsroom) -> None:
    before = tree(room.output)
    path = edit(room)
    assert build(room, now=NOW).waiting
    change(path, "30,000 books", "40,000 books")
    report = build(room, now=NOW + dt.timedelta(hours=1))
    assert not report.waiting and tree(room.output) == before and is_as_clean(room, NOW + dt.timedelta(hours=1))


def test_a_blackout_of_one_office_holds_no_other(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room")
    add(room.root, POOL, office='"parks"')
    room = Newsroom.find(room.root)
    build(room, now=BEFORE)
    room = dark(room, BLACKOUT.replace("reason", 'offices = ["parks"]\nreason'))
    edit(room)
    edit(room, POOL)
    report = build(room, now=NOW)
    assert [found.path for found in report.waiting] == [f"releases/{POOL}.md"]
    assert [*report.changed] == [f"releases/{LIBRARY}.md"]
    assert "30,000 books" in page(room) and "40,000 books" in page(room, POOL)
    rss = (room.output / "offices" / "parks" / "rss.xml").read_text(encoding="utf-8")
    assert "40,000 books" in rss and "30,000 books" not in rss


def test_a_change_of_the_office_is_no_way_around_its_blackout(room: Newsroom) -> None:
    before = tree(room.output)
    toml = room.root / "newsroom.toml"
    change(toml, 'reason = "city', 'offices = ["mayors-office"]\nreason = "city')
    change(edit(room), 'office = "mayors-office"', 'office = "parks"')
    room = Newsroom.find(room.root)
    assert [found.until for found in build(room, now=NOW).waiting] == [ENDS] and tree(room.output) == before


def test_blackouts_that_follow_each_other_hold_until_the_last_ends(room: Newsroom) -> None:
    room = dark(room, "\n[[blackout]]\nstart = 2026-06-09\nend = 2026-06-20\n")
    edit(room)
    assert [found.until.day for found in build(room, now=NOW).waiting] == [21]
    assert build(room, now=ENDS).waiting and "40,000 books" in page(room)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-11-01T01:30:00", "2026-11-02", "2026-11-01T05:30:00Z", "2026-11-03T05:00:00Z"),
        ("2026-10-01", "2026-11-01T01:30:00", "2026-10-01T04:00:00Z", "2026-11-01T06:30:00Z"),
        ("2027-03-14T02:30:00", "2027-03-15", "2027-03-14T06:30:00Z", "2027-03-16T04:00:00Z"),
        ("2027-03-13", "2027-03-14T02:30:00", "2027-03-13T05:00:00Z", "2027-03-14T07:30:00Z"),
        ("2027-03-13", "2027-03-14T02:30:00-04:00", "2027-03-13T05:00:00Z", "2027-03-14T06:30:00Z"),
    ],
)
def test_a_time_that_clocks_show_twice_or_skip_makes_the_blackout_longer(
    tmp_path: Path, start: str, end: str, first: str, last: str
) -> None:
    config = dark(make_room(tmp_path / "room"), f"\n[[blackout]]\nstart = {start}\nend = {end}\n").config
    span = interpretation.blackout_span(config.blackout[0], config)
    assert span == (dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))


def test_an_override_lets_a_change_through(room: Newsroom) -> None:
    path = edit(room)
    assert build(room, now=NOW).waiting
    change(path, "office =", 'blackout_override = "flood warning"\noffice =')
    assert not build(room, now=NOW).waiting and "30,000 books" in page(room)


@pytest.mark.parametrize("class_", ["withdrawn", "killed"])
def test_a_withdrawal_goes_out_and_its_end_waits(room: Newsroom, class_: str) -> None:
    path = room.folder / f"{LIBRARY}.md"
    text = path.read_text(encoding="utf-8")
    corrected(path, "2026-05-30T10:00:00-04:00", class_)
    change(path, 'status = "approved"', 'status = "withdrawn"')
    edit(room, POOL)
    assert [found.path for found in build(room, now=NOW).waiting] == [f"releases/{POOL}.md"]
    assert "It has fewer books than we said." in page(room)
    path.write_text(text, encoding="utf-8")
    assert len(build(room, now=NOW).waiting) == 2 and "It has fewer books than we said." in page(room)
    build(room, now=LATER)
    assert "It has fewer books than we said." not in page(room) and is_as_clean(room, LATER)


TAKEN_BACK = [("withdrawn", "withdrawn"), ("killed", "killed"), ("killed", "withdrawn")]


@pytest.mark.parametrize(("class_", "then"), TAKEN_BACK)
def test_an_edit_under_a_notice_waits_like_any_other(room: Newsroom, class_: str, then: str) -> None:
    path = room.folder / f"{LIBRARY}.md"
    corrected(path, "2026-05-30T10:00:00-04:00", class_)
    change(path, 'status = "approved"', 'status = "withdrawn"')
    build(room, now=NOW)
    before = tree(room.output)
    change(path, f'change = "{class_}"', f'change = "{then}"')
    edit(room)
    assert [found.path for found in build(room, now=NOW).waiting] == [f"releases/{LIBRARY}.md"]
    assert tree(room.output) == before
    build(room, now=LATER)
    assert ("30,000 books" in page(room)) == (then == "withdrawn")


def test_a_withdrawn_release_can_be_killed_in_a_blackout(room: Newsroom) -> None:
    path = room.folder / f"{LIBRARY}.md"
    corrected(path, "2026-05-30T10:00:00-04:00", "withdrawn")
    change(path, 'status = "approved"', 'status = "withdrawn"')
    build(room, now=NOW)
    change(path, 'change = "withdrawn"', 'change = "killed"')
    assert not build(room, now=NOW).waiting and "40,000 books" not in page(room)


def test_a_waiting_change_holds_up_no_withdrawal(room: Newsroom) -> None:
    path = edit(room)
    assert build(room, now=NOW).waiting
    corrected(path, "2026-05-30T10:00:00-04:00", "killed")
    change(path, 'status = "approved"', 'status = "withdrawn"')
    assert not build(room, now=NOW).waiting and "It has fewer books than we said." in page(room)
    assert "lends books seven days" not in page(room)


def test_a_new_date_in_the_past_takes_nothing_off_the_site(room: Newsroom) -> None:
    before = tree(room.output)
    change(room.folder / f"{LIBRARY}.md", "date = 2026-03-02", "date = 2026-03-03")
    report = build(room, now=NOW)
    assert report.waiting and not report.removed and tree(room.output) == before


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_new_name_waits_for_the_end(room: Newsroom, newsroom, by_hand: bool) -> None:
    before = tree(room.output)
    if by_hand:
        (room.folder / f"{LIBRARY}.md").rename(room.folder / "vote-smith.md")
    else:
        assert newsroom("-C", room.root, "rename", f"releases/{LIBRARY}.md", "vote-smith.md").code == 0
    report = build(room, now=NOW)
    assert [found.path for found in report.waiting] == ["releases/vote-smith.md"] and not report.has_errors
    assert tree(room.output) == before and not report.moved
    build(room, now=LATER)
    assert "40,000 books" in page(room, "vote-smith") and "vote-smith" in page(room)


def test_rename_says_that_a_blackout_holds_the_new_address(room: Newsroom, newsroom) -> None:
    today = dt.datetime.now(dt.UTC).date()
    change(room.root / "newsroom.toml", "end = 2026-06-10", f"end = {today + dt.timedelta(days=9)}")
    run = newsroom("-C", room.root, "rename", f"releases/{LIBRARY}.md", "vote-smith.md")
    assert run.code == 0 and "a blackout holds the new address until" in run.err
    assert "changed, and held by a blackout until" in newsroom("-C", room.root, "build").err


def test_a_changed_template_holds_nothing(room: Newsroom) -> None:
    edit(room)
    base = room.own_templates / "site" / "base.html"
    base.parent.mkdir(parents=True)
    base.write_bytes((theme.builtin() / "site" / "base.html").read_bytes())
    change(base, "</body>", "<p>A new footer</p></body>")
    theme.clear_caches()
    report = build(room, now=NOW)
    assert [found.path for found in report.waiting] == [f"releases/{LIBRARY}.md"]
    assert "A new footer" in page(room, POOL) and "A new footer" not in page(room)


def test_a_changed_picture_waits(tmp_path: Path) -> None:
    room = make_room(tmp_path / "room")
    chart = room.folder / "chart.png"
    chart.write_bytes(picture(colour=1))
    path = room.folder / f"{LIBRARY}.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n![Loans by year](chart.png)\n", encoding="utf-8")
    build(room, now=BEFORE)
    room, before = dark(room), tree(room.output)
    chart.write_bytes(picture(colour=2))
    assert build(room, now=NOW).waiting and tree(room.output) == before
    build(room, now=LATER)
    assert tree(room.output)["releases/chart.png"] == picture(colour=2)


def test_a_renamed_and_changed_one_stays_under_its_old_name(room: Newsroom) -> None:
    edit(room).rename(room.folder / "2026-03-02-books.md")
    link = add(room.root, "2026-04-20-link", extra='blackout_override = "flood"\n')
    with link.open("a", encoding="utf-8") as file:
        file.write("\nSee [the library](2026-03-02-books.md).\n")
    before = {name: data for name, data in tree(room.output).items() if LIBRARY in name}
    report = build(room, now=NOW)
    assert report.waiting and not report.has_errors and not saying(room.output, "2026-03-02-books", "30,000 books")
    assert before.items() <= tree(room.output).items()
    build(room, now=LATER)
    assert "2026-03-02-books.html" in page(room, "2026-04-20-link") and "30,000 books" in page(room, "2026-03-02-books")


def test_another_release_under_a_name_that_was_public_is_new(room: Newsroom) -> None:
    old = room.folder / f"{LIBRARY}.md"
    old.rename(room.folder / "2026-03-02-books.md")
    market = add(room.root, "2026-05-25-market", headline='"City Opens Market"', date="2026-05-25")
    change(market, "40,000 books", "60 stalls")
    market.rename(old)
    build(room, now=NOW)
    assert not saying(room.output, "City Opens Market", "60 stalls")


LINK = "2026-04-20-link"


def linked(room: Newsroom) -> None:
    """Another public release that links to the library."""
    with add(room.root, LINK, extra='blackout_override = "flood"\n').open("a", encoding="utf-8") as file:
        file.write(f"\nSee [the library]({LIBRARY}.md).\n")
    build(room, now=NOW)
    assert f"{LIBRARY}.html" in page(room, LINK)


def test_errors_in_a_change_count_when_the_blackout_ends(room: Newsroom) -> None:
    linked(room)
    before = tree(room.output)
    path = edit(room)
    change(path, "30,000 books", "TK books")
    report = build(room, now=NOW)
    assert not report.has_errors and [finding.code for finding in report.waiting[0].errors] == ["PH001"]
    assert tree(room.output) == before
    assert build(room, now=LATER).refusals and tree(room.output) == before


@pytest.mark.parametrize("broken", ["stop", "hold"])
def test_a_change_that_must_be_signed_or_noted_waits_without_that(room: Newsroom, newsroom, broken: str) -> None:
    linked(room)
    assert newsroom("-C", room.root, "record").code == 0
    toml = room.root / "newsroom.toml"
    toml.write_text(f'{toml.read_text()}\n[publishing]\ncorrections = "required"\nbroken = "{broken}"\n')
    room = Newsroom.find(room.root)
    assert not build(room, now=NOW).has_errors
    before = tree(room.output)
    edit(room)
    add(room.root, LINK, extra='blackout_override = "flood"\n', subhead='"Another line"')
    with (room.folder / f"{LINK}.md").open("a", encoding="utf-8") as file:
        file.write(f"\nSee [the library]({LIBRARY}.md).\n")
    assert newsroom("-C", room.root, "correct", room.folder / f"{LINK}.md", "--class", "minor", "--yes").code == 0
    path = room.folder / f"{LINK}.md"
    written = re.search(r'change = "minor"\ndate = (\S+)', path.read_text(encoding="utf-8"))
    assert written
    change(path, written[1], NOW.isoformat())
    report = build(room, now=NOW)
    assert [finding.code for finding in report.waiting[0].errors] == ["CR001"] and not report.has_errors
    assert "Another line" in page(room, LINK) and f"{LIBRARY}.html" in page(room, LINK)
    assert all(data == before[name] for name, data in tree(room.output).items() if LIBRARY in name)


def test_what_changed_in_another_way_does_not_wait(room: Newsroom) -> None:
    """A signature, a clearance or a new place of a table changes no word."""
    change(room.folder / f"{LIBRARY}.md", 'status = "approved"', 'status = "approved"\nauthor = "Kim Lee"')
    assert not build(room, now=NOW).waiting


def test_a_folder_that_has_no_page_to_keep_is_not_built(room: Newsroom, tmp_path: Path) -> None:
    """Neither the changed words go out, nor does a page leave the site that was deployed before."""
    new = tmp_path / "new"
    build(room, now=NOW, folder=new)
    before = tree(new)
    path = room.folder / f"{LIBRARY}.md"
    corrected(edit(room), "2026-05-30T10:00:00-04:00")
    with pytest.raises(NewsroomError, match=r"a blackout \(city council election\) holds this change until"):
        build(room, now=NOW, folder=tmp_path / "empty")
    assert not (tmp_path / "empty").exists() and tree(new) == before
    change(path, "office =", 'blackout_override = "flood warning"\noffice =')
    build(room, now=NOW, folder=tmp_path / "empty")


def test_a_feed_without_an_output_is_refused_like_a_build(tmp_path: Path, newsroom) -> None:
    room = dark(make_room(tmp_path / "room"), BLACKOUT.replace("2026-06-10", "2098-06-10"))
    assert newsroom("-C", room.root, "feed").code == 0
    corrected(edit(room), "2026-05-30T10:00:00-04:00")
    run = newsroom("-C", room.root, "feed")
    assert run.code == 2 and "holds this change until" in run.err and not run.out


def test_in_a_new_folder_what_was_corrected_before_the_blackout_is_public(room: Newsroom, tmp_path: Path) -> None:
    corrected(edit(room), "2026-05-19T10:00:00-04:00")
    assert not build(room, now=NOW, folder=tmp_path / "new").waiting
    assert saying(tmp_path / "new", "30,000 books")


def test_in_a_new_folder_the_record_knows_of_a_change(room: Newsroom, newsroom, tmp_path: Path) -> None:
    assert newsroom("-C", room.root, "record").code == 0
    edit(room)
    with pytest.raises(NewsroomError, match="holds this change until"):
        build(room, now=NOW, folder=tmp_path / "new")


def test_in_a_new_folder_the_record_knows_of_an_edit_under_a_notice(room: Newsroom, newsroom, tmp_path: Path) -> None:
    assert newsroom("-C", room.root, "record").code == 0
    path = room.folder / f"{LIBRARY}.md"
    corrected(path, "2026-05-30T10:00:00-04:00", "withdrawn")
    change(path, 'status = "approved"', 'status = "withdrawn"')
    build(room, now=NOW, folder=tmp_path / "first")
    assert saying(tmp_path / "first", "It has fewer books than we said.")
    edit(room)
    with pytest.raises(NewsroomError, match="holds this change until"):
        build(room, now=NOW, folder=tmp_path / "new")


@pytest.mark.parametrize("recorded", [True, False])
def test_what_went_out_before_a_late_blackout_was_declared_does_not_leave_the_site_unsaid(
    newsroom, tmp_path: Path, recorded: bool
) -> None:
    """A build into an empty folder knows from the record that a release was public, and cannot keep its page."""
    room = make_room(tmp_path / "room")
    add(room.root, POOL, date="2026-05-25", headline='"City Opens Pool"')
    if recorded:
        assert newsroom("-C", room.root, "record").code == 0
    build(room, now=dt.datetime(2026, 5, 26, 12, 0, tzinfo=dt.UTC))
    room = dark(room)
    assert build(room, now=NOW).public == 2, "the last output knows it"
    if not recorded:
        assert [held.status for held in build(room, now=NOW, folder=tmp_path / "new").held] == ["blackout"]
        return
    with pytest.raises(NewsroomError, match="its record says that it is public since") as caught:
        build(room, now=NOW, folder=tmp_path / "new")
    assert "let the blackout start after that moment" in str(caught.value.hint) and not (tmp_path / "new").exists()
    change(room.root / "newsroom.toml", "start = 2026-05-20", "start = 2026-05-26")
    assert build(Newsroom.find(room.root), now=NOW, folder=tmp_path / "new").public == 2


def test_what_was_approved_in_a_blackout_and_never_went_out_stops_no_build(newsroom, tmp_path: Path) -> None:
    room = dark(make_room(tmp_path / "room"), BLACKOUT.replace("2026-06-10", "2098-06-10"))
    pool = add(room.root, POOL, date="2026-05-25", status='"review"', headline='"City Opens Pool"')
    assert newsroom("-C", room.root, "approve", pool, "--by", "Jo Park", "--role", "Editor", "--yes").code == 0
    assert [*(room.root / "published").glob("2098/*.toml")]
    assert [held.status for held in build(room, now=NOW, folder=tmp_path / "new").held] == ["blackout"]


@pytest.fixture
def planned(newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom in a blackout that holds a release whose record is older; it is the day after that release was due."""
    make_room(tmp_path)
    with (tmp_path / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[publishing]\ncorrections = "required"\n')
    pool = add(tmp_path, POOL, date="2026-05-31", status='"review"', headline='"City Opens Pool"', body=SECRET)
    monkeypatch.setattr(options, "moment", lambda *_: BEFORE)
    assert newsroom("record").code == newsroom("build").code == 0
    assert newsroom("approve", pool, "--by", "Jo Park", "--role", "Editor", "--yes").code == 0
    monkeypatch.setattr(options, "moment", lambda *_: NOW)
    room = dark(Newsroom.find(tmp_path))
    assert newsroom("withdraw", f"releases/{LIBRARY}.md", "--reason", "No.", "--yes").code == 0
    assert newsroom("build").code == 0
    return room


SECRET = f"{BODY}\nNobody has read these words.\n"


@pytest.mark.parametrize("ci", [True, False])
def test_no_notice_publishes_the_text_of_a_release_that_a_later_blackout_holds(newsroom, planned, ci: bool) -> None:
    pool, public = f"releases/{POOL}.md", planned.output
    if ci:
        (planned.root / ".gitlab-ci.yml").touch()
    for command in ("correct", "--class", "correction"), ("withdraw", "--class", "withdrawn"):
        run = newsroom(command[0], pool, *command[1:], "--reason", "It was wrong.", "--yes")
        assert (run.code == 2 and "no reader has seen this release" in run.err) or ci
    assert not ci or (run.code == 1 and "its text may not go out" in run.err and "--class killed" in run.err)
    run = newsroom("withdraw", pool, "--class", "killed", "--reason", "It was wrong.", "--yes")
    assert run.code == (0 if ci else 2), run.err
    assert newsroom("build").code == 0 and not saying(public, "Nobody has read these words", "City Opens Pool")


def test_a_notice_by_hand_does_not_either(newsroom, planned: Newsroom, tmp_path: Path) -> None:
    pool = planned.folder / f"{POOL}.md"
    change(pool, 'status = "approved"', 'status = "withdrawn"')
    corrected(pool, "2026-06-01T08:00:00-04:00", "withdrawn")
    assert newsroom("build").code == 0 and not saying(planned.output, "Nobody has read")
    build(planned, now=NOW, folder=tmp_path / "new")
    assert not saying(tmp_path / "new", "Nobody has read")


def test_the_words_of_a_release_that_a_later_blackout_holds_may_change_until_it_goes_out(
    newsroom, planned: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = f"releases/{POOL}.md"
    edit(planned, POOL)
    assert newsroom("check", "--select", "CR001", pool).code == 0
    assert newsroom("approve", pool, "--by", "Jo Park", "--role", "Editor").code == 0
    edit_again = planned.folder / f"{POOL}.md"
    change(edit_again, "30,000 books", "20,000 books")
    monkeypatch.setattr(options, "moment", lambda *_: LATER)
    assert newsroom("build").code == 0 and saying(planned.output, "20,000 books")
    assert newsroom("build").code == newsroom("record").code == newsroom("check", "--select", "CR001").code == 0
    change(edit_again, "20,000 books", "10,000 books")
    assert newsroom("build").code == 1 and not saying(planned.output, "10,000 books")


def test_remembered_results_know_when_a_blackout_begins_and_ends(tmp_path: Path) -> None:
    """The clock is later than all files, so that builds remember."""
    today = dt.datetime.now(dt.UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    starts, ends = today + dt.timedelta(days=31), today + dt.timedelta(days=40)
    room = make_room(tmp_path / "room")
    add(room.root, POOL, headline='"City Opens Pool"')
    room = dark(room, f"\n[[blackout]]\nstart = {starts:%Y-%m-%dT%H:%M:%SZ}\nend = {ends:%Y-%m-%dT%H:%M:%SZ}\n")
    for _ in range(2):
        assert build(room, now=starts - dt.timedelta(days=1)).public == 2
    before = tree(room.output)
    assert not build(room, now=starts + dt.timedelta(hours=1)).waiting
    edit(room)
    for hours in (2, 3, 4):
        report = build(room, now=starts + dt.timedelta(hours=hours))
        assert [found.until for found in report.waiting] == [ends] and report.public == 2 and not report.changes.written
    assert tree(room.output) == before
    report = build(room, now=ends)
    assert [*report.changed] == [f"releases/{LIBRARY}.md"] and "30,000 books" in page(room)
    assert is_as_clean(room, ends + dt.timedelta(hours=1))
    edit(room, POOL)
    assert not build(room, now=ends + dt.timedelta(hours=2)).waiting and "30,000 books" in page(room, POOL)


WORDS = [
    *(Desk.text, Desk.headline, Desk.same_size, Desk.picture, Desk.drawn_anew, Desk.link, Desk.mistake, Desk.mend),
    *(Desk.new, Desk.correct, Desk.record, Desk.approve, Desk.forgetting, Desk.nothing),
]


@pytest.mark.parametrize("seed", sample(range(40), 3))
def test_random_edits_change_nothing_until_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    desk = Desk(tmp_path / "room", seed)
    monkeypatch.setattr(options, "moment", lambda *_: desk.now)
    ends = desk.now + dt.timedelta(days=30)
    for number in range(3):
        (Desk.new, Desk.link, Desk.picture)[number](desk)
    assert not build(Newsroom.find(desk.root), now=desk.now).refusals
    desk.now += dt.timedelta(hours=1)
    room = dark(
        Newsroom.find(desk.root),
        f"\n[[blackout]]\nstart = {desk.now:%Y-%m-%dT%H:%M:%SZ}\nend = {ends:%Y-%m-%dT%H:%M:%SZ}\n",
    )
    before = tree(room.output)
    for _ in range(8):
        desk.random.choice(WORDS)(desk)
        desk.now += dt.timedelta(minutes=30)
        report = build(room, now=desk.now)
        assert not report.has_errors and tree(room.output) == before
    Desk.mend(desk)
    assert not build(room, now=ends).refusals and is_as_clean(room, ends + dt.timedelta(hours=1))
    assert not build(room, now=ends + dt.timedelta(hours=1)).changes.written


# --- what the commands say ------------------------------------------------------------------------------------

LONG = '\n[[blackout]]\nstart = 2026-01-01\nend = 2098-12-31\nreason = "city council election"\n'
UNTIL = "Thursday, January 1, 2099, 0:00 (midnight) EST"


@pytest.fixture
def today(tmp_path: Path, newsroom) -> Newsroom:
    """A newsroom in which a blackout began after the last build and lasts for long; the clock is the real one."""
    room = make_room(tmp_path / "room")
    assert newsroom("-C", room.root, "build").code == 0
    return dark(room, LONG)


def test_build_names_it_and_succeeds(today: Newsroom, newsroom) -> None:
    edit(today)
    run = newsroom("-C", today.root, "build")
    assert run.code == 0 and "40,000 books" in page(today)
    assert f"held by a blackout until {UNTIL}" in run.err and "city council election" in run.err
    assert f"{LIBRARY}.md" in run.err
    again = newsroom("-C", today.root, "build", "-f", "json")
    found = json.loads(again.out)
    assert again.code == 0 and found["public"] == 1 and not found["held"] and not found["kept"]
    [waiting] = found["waiting"]
    assert waiting["path"].endswith(f"releases/{LIBRARY}.md") and waiting["until"] == "2099-01-01T00:00:00-05:00"
    assert waiting["reason"] == "city council election"
    assert found["next"] == "2099-01-01T00:00:00-05:00"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_build_on_a_terminal_ends_with_the_change_that_goes_out(
    today: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    edit(today)
    seen = terminal.shown(["build"], folder=today.root, answers={})
    assert "its change goes out: City Opens Harbour Quarter Library" in seen


def test_next_names_the_change_that_goes_out(today: Newsroom, newsroom) -> None:
    edit(today)
    run = newsroom("-C", today.root, "next")
    assert UNTIL in run.out and "its change goes out: City Opens Harbour Quarter Library" in run.out


def test_status_says_that_it_is_public_and_that_the_change_waits(today: Newsroom, newsroom) -> None:
    path = today.folder / f"{LIBRARY}.md"
    run = newsroom("-C", today.root, "status", path)
    assert "nothing blocks it" in run.out and "2099" not in run.out and "public: since" in run.out
    edit(today)
    run = newsroom("-C", today.root, "status", path)
    assert ": public\n" in run.out and "public: since Monday, March 2, 2026, as it was before" in run.out
    assert f"its change waits until {UNTIL}" in run.out
    found = json.loads(newsroom("-C", today.root, "status", path, "-f", "json").out)[0]
    assert found["standing"] == "public" and found["public_at"].startswith("2026-03-02")
    assert found["change_waits_until"] == "2099-01-01T00:00:00-05:00"
    assert LIBRARY in newsroom("-C", today.root, "status").out


def test_publish_and_correct_say_that_it_waits(today: Newsroom, newsroom) -> None:
    path = edit(today)
    run = newsroom("-C", today.root, "publish", path, "--yes")
    assert run.code == 1 and UNTIL in run.err and "40,000 books" in page(today)
    run = newsroom("-C", today.root, "correct", path, "--class", "minor", "--yes")
    assert run.code == 0 and f"held by a blackout until {UNTIL}" in run.err
    assert newsroom("-C", today.root, "build").code == 0 and "40,000 books" in page(today)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_correct_says_that_it_waits_before_it_asks(today: Newsroom) -> None:
    path = edit(today)
    options = ["--class", "correction", "--reason", "It has fewer books."]
    seen = terminal.shown(["correct", str(path), *options], folder=today.root, answers={"Write it? [y/N]": "n"})
    assert f"held by a blackout until {UNTIL}" in " ".join(seen.split()) and "as here" not in seen
    assert "corrections" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("class_", ["minor", "correction"])
def test_correct_says_that_builds_without_the_last_output_stop(today: Newsroom, newsroom, class_: str) -> None:
    """The release has no record before the command, as in a clone of a newsroom that has never run newsroom record."""
    change(today.root / "newsroom.toml", "start = 2026-01-01", "start = 2026-05-01")
    before, kept = tree(today.output), today.root.with_name("output of the last build")
    today.output.rename(kept)
    beside = today.root / ".newsroom-output-public"
    beside.rename(kept.with_name("beside"))
    path = edit(today)
    run = newsroom("-C", today.root, "correct", path, "--class", class_, "--reason", "It has fewer books.", "--yes")
    assert run.code == 0 and f"held by a blackout until {UNTIL}" in run.err and "build stops" in run.err
    run = newsroom("-C", today.root, "build")
    assert run.code == 2 and f"holds this change until {UNTIL}" in run.err and not today.output.exists()
    kept.rename(today.output)
    kept.with_name("beside").rename(beside)
    assert newsroom("-C", today.root, "build").code == 0 and tree(today.output) == before


@pytest.mark.parametrize("is_edited", [True, False])
def test_a_correction_is_written_in_a_blackout_and_waits_with_its_edit(
    today: Newsroom, newsroom, is_edited: bool
) -> None:
    run, path = lambda *argv: newsroom("-C", today.root, *argv), today.folder / f"{LIBRARY}.md"
    assert run("record").code == 0
    before = tree(today.output)
    if is_edited:
        edit(today)
    correct = ("correct", path, "--class", "correction", "--reason", "It has fewer books.", "--yes")
    said = run(*correct)
    assert said.code == 0 and f"held by a blackout until {UNTIL}" in said.err and "blackout_override" in said.err
    assert "stands in the release already" in run(*correct).err
    assert run("check").code == 0 and run("build").code == 0 and tree(today.output) == before
    assert "its change waits until" in run("status", path).out
    config = today.root / "newsroom.toml"
    change(config, "2098-12-31", "2026-01-01")  # the blackout is over
    assert run("build").code == 0 and ("30,000 books" in page(today)) == is_edited
    for name in ("rss.xml", "atom.xml", "feed.json", f"releases/{LIBRARY}.html"):
        assert "It has fewer books." in (today.output / name).read_text(encoding="utf-8")


def test_a_correction_that_waits_is_taken_back_unseen(today: Newsroom, newsroom) -> None:
    path = today.folder / f"{LIBRARY}.md"
    assert newsroom("-C", today.root, "record").code == 0
    before = path.read_text(encoding="utf-8")
    options = ("--class", "correction", "--reason", "It has fewer books.", "--yes")
    assert newsroom("-C", today.root, "correct", path, *options).code == 0
    assert newsroom("-C", today.root, "correct", path, "--undo", "--yes").code == 0
    assert path.read_text(encoding="utf-8") == before


def test_a_feed_that_is_printed_keeps_the_old_entry(today: Newsroom, newsroom) -> None:
    before = newsroom("-C", today.root, "feed").out
    edit(today)
    assert newsroom("-C", today.root, "feed").out == before and "40,000 books" in before


def test_a_mail_with_the_new_words_is_only_a_proof(today: Newsroom, newsroom) -> None:
    path = edit(today)
    run = newsroom("-C", today.root, "email", path)
    assert run.code == 1 and f"a blackout holds its change until {UNTIL}" in run.err and "30,000" not in run.out
    assert "30,000" in newsroom("-C", today.root, "email", path, "--proof").out


def test_approve_says_that_the_change_waits(today: Newsroom, newsroom) -> None:
    run = newsroom("-C", today.root, "approve", edit(today), "--by", "Kim Lee", "--role", "Editor")
    assert run.code == 0 and f"its change waits until {UNTIL}" in run.err


def test_list_and_show_say_of_what_is_public_that_it_is(today: Newsroom, newsroom) -> None:
    edit(today)
    listed = json.loads(newsroom("-C", today.root, "list", "-f", "json").out)
    assert [row["standing"] for row in listed] == ["public"]
    assert newsroom("-C", today.root, "list", "--upcoming").out == ""
    assert newsroom("-C", today.root, "show", f"releases/{LIBRARY}.md").out.startswith("public")


def test_a_withdrawal_with_new_words_waits(room: Newsroom, newsroom) -> None:
    assert newsroom("-C", room.root, "record").code == 0
    assert (
        newsroom("-C", room.root, "withdraw", f"releases/{LIBRARY}.md", "--reason", "It was wrong.", "--yes").code == 0
    )
    before = tree(room.output)
    edit(room)
    assert build(room, now=NOW).waiting and tree(room.output) == before
    change(room.folder / f"{LIBRARY}.md", "30,000 books", "40,000 books")
    assert not build(room, now=NOW).waiting and tree(room.output) != before


def test_an_address_that_is_added_by_hand_waits(room: Newsroom) -> None:
    before = tree(room.output)
    change(room.folder / f"{LIBRARY}.md", 'status = "approved"', 'status = "approved"\naliases = ["vote-for-smith"]')
    assert build(room, now=NOW).waiting and tree(room.output) == before
