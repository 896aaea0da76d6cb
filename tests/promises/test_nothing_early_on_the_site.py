"""Nothing early, on the site: rehearsals, links to held releases, saves during a build, withdrawals, pictures."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from copies import copy_of
from samples import picture

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.output import MANIFEST
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.builds.listed import Lines
from newsroom_cli.publishing.site import list_pages
from promises.rooms import NOW, add, change, make_room, saying, tree

Run = Callable[..., Result]
HELD = "2026-05-30-xylophone"
WORDS = ("xylophone",)
PNG = picture()


def names(folder: Path) -> set[str]:
    return set(tree(folder)) - {MANIFEST}


def hold(room: Newsroom, **fields: str) -> Path:
    """A release that must not be seen."""
    return add(room.root, HELD, headline='"City Buys Xylophone"', subhead='"It is loud"', **fields)


# --- rehearsals -----------------------------------------------------------------------------------------------


def test_a_rehearsal_goes_to_a_folder_of_its_own(room: Newsroom, newsroom: Run) -> None:
    hold(room, date="2026-05-30", extra="embargo = 2099-01-01T00:00:00Z\n")
    newsroom("-C", room.root, "build")
    live = tree(room.output)
    result = newsroom("-C", room.root, "build", "--as-of", "2100-01-01")
    assert result.code == 0 and "rehearsed" in result.err
    assert tree(room.output) == live and not saying(room.output, *WORDS)
    assert (room.root / "public-rehearsal" / "releases" / f"{HELD}.html").is_file()


def test_git_sees_neither_pages_nor_rehearsals(tmp_path: Path, newsroom: Run) -> None:
    assert (
        newsroom("init", "room", "--name", "City", "--url", "https://news.example/", "--email", "a@news.example").code
        == 0
    )
    room = tmp_path / "room"
    subprocess.run(["git", "init", "--quiet"], cwd=room, check=True)
    for command in (("build",), ("build", "--as-of", "2099-01-01"), ("check",)):
        assert newsroom("-C", "room", *command).code == 0
    seen = subprocess.run(["git", "status", "--short", "-uall"], cwd=room, check=True, capture_output=True, text=True)
    assert sorted(seen.stdout.split()[1::2]) == [".gitignore", "newsroom.toml"]


def test_every_page_feed_and_mail_of_a_rehearsal_says_so(room: Newsroom) -> None:
    hold(room, extra="embargo = 2099-01-01T00:00:00Z\nevent = { starts = 2100-02-01 }\n")
    (room.folder / "a.png").write_bytes(PNG)
    path = room.folder / "2026-03-02-library.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![A plan](a.png)\n", encoding="utf-8")
    report = build(room, now=dt.datetime(2100, 1, 1, tzinfo=dt.UTC), rehearse=True)
    assert report.public == 2
    for name, data in tree(report.output).items():
        if name.endswith((".html", ".txt", ".xml", ".json", ".ics")):
            assert b"Rehearsal, not published" in data.replace(b"\r\n ", b"").replace(b"\\,", b","), name
        if name.endswith(".html"):
            assert b'content="noindex"' in data and b"max-image-preview" not in data, name
    assert b"<title>Rehearsal: " in (report.output / "index.html").read_bytes()


def test_an_empty_feed_of_a_rehearsal_says_so_in_its_title(room: Newsroom) -> None:
    report = build(room, now=dt.datetime(2000, 1, 1, tzinfo=dt.UTC), rehearse=True)
    assert report.public == 0
    assert json.loads((report.output / "feed.json").read_bytes())["title"].startswith("Rehearsal: ")
    assert b"<title>Rehearsal: " in (report.output / "rss.xml").read_bytes()


@pytest.mark.parametrize("folder", ["public", "public/preview", "."])
def test_a_rehearsal_is_refused_where_live_pages_are(room: Newsroom, newsroom: Run, folder: str) -> None:
    build(room, now=NOW)
    before = tree(room.root)
    assert newsroom("-C", room.root, "build", "--as-of", "2100-01-01", "-o", room.root / folder).code == 2
    assert tree(room.root) == before


def test_a_rehearsal_is_refused_in_a_live_folder_of_another_name(room: Newsroom, newsroom: Run) -> None:
    build(room, now=NOW, folder=room.root / "live")
    (room.root / "other").mkdir()
    (room.root / "other" / "file").write_bytes(b"theirs")
    before = tree(room.root)
    for folder in ("live", "other"):
        result = newsroom("-C", room.root, "build", "--as-of", "2100-01-01", "-o", room.root / folder)
        assert result.code == 2 and "rehearsal" in result.err
    assert tree(room.root) == before


def test_a_live_build_is_refused_in_the_folder_of_a_rehearsal(room: Newsroom, newsroom: Run) -> None:
    assert newsroom("-C", room.root, "build", "--as-of", "2100-01-01").code == 0
    result = newsroom("-C", room.root, "build", "-o", room.root / "public-rehearsal")
    assert result.code == 2 and "holds a rehearsal" in result.err


def test_a_rehearsal_that_was_rehearsed_may_be_rehearsed_again(room: Newsroom, newsroom: Run) -> None:
    for moment in ("2100-01-01", "2000-01-01", "2100-01-01"):
        assert newsroom("-C", room.root, "build", "--as-of", moment).code == 0


def test_a_rehearsal_shows_its_moment_whatever_was_rehearsed_before(room: Newsroom, newsroom: Run) -> None:
    hold(room, extra="embargo = 2099-01-01T00:00:00Z\n")
    newsroom("-C", room.root, "build", "--as-of", "2100-01-01")
    newsroom("-C", room.root, "build", "--as-of", "2098-01-01")
    folder = room.root / "public-rehearsal"
    assert not saying(folder, *WORDS) and "releases/2026-03-02-library.html" in names(folder)


def test_a_rehearsal_is_refused_below_live_pages_wherever_they_are(room: Newsroom) -> None:
    live = room.root / "live"
    build(room, now=NOW, folder=live)
    before = tree(live)
    for folder in (live / "preview", live / "a" / "b"):
        with pytest.raises(NewsroomError, match="where the live pages are"):
            build(room, now=NOW, folder=folder, rehearse=True)
    assert tree(live) == before


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_of_another_moment_says_so(room: Newsroom, newsroom: Run, form: str) -> None:
    hold(room, extra="embargo = 2099-01-01T00:00:00Z\n")
    result = newsroom("-C", room.root, "feed", "--format", form, "--as-of", "2100-01-01")
    assert "Xylophone" in result.out
    assert result.out.count("Rehearsal, not published") == 2 and "Rehearsal: " in result.out


@pytest.mark.parametrize("form", ["html", "text", "eml"])
def test_a_mail_of_another_moment_says_so(room: Newsroom, newsroom: Run, form: str) -> None:
    path = hold(room, extra="embargo = 2099-01-01T00:00:00Z\n")
    result = newsroom("-C", room.root, "email", path, "--format", form, "--as-of", "2100-01-01")
    assert result.code == 0 and "Rehearsal, not" in result.out
    if form == "eml":
        assert "Subject: [Rehearsal] City Buys Xylophone" in result.out


# --- links to releases that are not public ----------------------------------------------------------------------

HELD_BY = [
    {"status": '"draft"'}, {"status": '"review"'}, {"status": '"withdrawn"'}, {"date": "2026-06-02"},
    {"extra": "embargo = 2026-06-01T08:00:01-04:00\n"},
]  # fmt: skip
URL = "https://news.port-ellery.example/"
LINKS = [
    f"[the plan]({HELD}.md)",
    f"[the plan]({HELD}.md#figures)",
    f"[the plan]({HELD}.md?x=1)",
    f"[the plan](./{HELD}.md)",
    f"[the plan](../releases/{HELD}.md)",
    f"[the plan]({HELD}%2Emd)",
    f'[the plan]({HELD}.md "More")',
    f'[the plan]({HELD}.md "{WORDS[0]}")',
    f"[the plan][1]\n\n[1]: {HELD}.md",
    f"[the plan][1]\n\n[1]: {HELD}.md '{WORDS[0]}'",
    f"[the plan]({HELD.upper()}.MD)",
    f'<a href="{HELD}.md">the plan</a>',
    f'<a href="{HELD}.md" title="{WORDS[0]}" lang="en">the plan</a>',
    f'<a title="> {WORDS[0]}" href="{URL}releases/{HELD}.html">the plan</a>',
    f"[the plan]({HELD}.html)",
    f"[the plan]({URL}releases/{HELD}.html)",
    f"[the plan]({URL}releases/{HELD})",
    f"[the plan]({URL}email/{HELD}.html)",
    f"[the plan]({URL}email/{HELD}.txt)",
    f"[the plan](//news.port-ellery.example/releases/{HELD}.html)",
    f"[the plan](/releases/{HELD}.html)",
    f"[the plan](HTTP://NEWS.Port-Ellery.example:80/releases/{HELD}.html)",
    f"the plan <{URL}releases/{HELD}.html>",
    f"the plan {URL}releases/{HELD}.html.",
    f"the plan `{URL}releases/{HELD}.html`",
    f'<img alt="the plan" src="{URL}releases/{HELD}.html">',
    f"[the plan]({URL}releases/%78ylophone/../{HELD}.html)",
    f"the plan\n\n    {URL}releases/{HELD}.html",
    f"| the plan |\n|--|\n| [x]({HELD}.md) |",
    f"the plan {URL}releases/{HELD}.html’s page",
    f"the plan {URL}releases/{HELD}.html—see",
    f"~~the plan {URL}releases/{HELD}~~",
    f"the plan news.port-ellery.example/releases/{HELD}.html",
    f"the plan (www.news.port-ellery.example/releases/{HELD})",
    f"[the plan]({URL}releases/{HELD}.html;x=1)",
    f"[the plan]({URL}releases/{HELD}.html&x=1)",
    f"[the plan]({URL}releases/{HELD}.md)",
    f"[the plan]({URL}releases/{HELD}/index.html)",
    f"[the plan]({URL}releases/{HELD}.ics)",
    f"[the plan]({URL}releases/{HELD}%2Eics?x=1)",
    f"[the plan](/releases/{HELD}.pdf)",
    f"the plan {URL}releases/{HELD}.ics.",
    f"the plan news.port-ellery.example/releases/{HELD}.docx",
    f"the plan {URL}releases/{HELD},which is new",
    f"the plan {URL}releases/{HELD}%2Cwhich is new",
    f"the plan {URL}releases/{HELD}_new",
    f"the plan {URL}releases/{HELD}’s page",
    f"the plan {URL}releases/old,{HELD}.html",
    f"the plan <{URL}releases/{HELD};which>",
    f"[the plan]({URL}releases/{HELD}+more)",
]


def link(room: Newsroom, words: str) -> Path:
    path = room.folder / "2026-03-02-library.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\nRead {words}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("words", LINKS)
def test_a_link_to_a_held_release_becomes_plain_words(room: Newsroom, words: str) -> None:
    hold(room, status='"draft"')
    link(room, words)
    report = build(room, now=NOW)
    assert not saying(report.output, HELD, *WORDS)
    if "%2Emd" in words or "<img" in words:  # these are errors of another kind
        return
    assert not report.refusals and report.public == 1 and saying(report.output, "the plan")
    assert [finding.code for finding in report.notices] == ["LK010"]


def test_an_attachment_may_have_the_name_of_its_release(room: Newsroom) -> None:
    path = link(room, f"[the plan](2026-03-02-library.pdf) and [again]({URL}releases/2026-03-02-library.pdf)")
    change(path, "[dateline]", '[[attachments]]\nfile = "2026-03-02-library.pdf"\n\n[dateline]')
    (room.folder / "2026-03-02-library.pdf").write_bytes(b"%PDF-1.7")
    report = build(room, now=NOW)
    page = (report.output / "releases/2026-03-02-library.html").read_text(encoding="utf-8")
    assert not report.refusals and page.count(">the plan</a>") == page.count(">again</a>") == 1


@pytest.mark.parametrize("fields", HELD_BY)
def test_whatever_holds_a_release_holds_links_to_it(room: Newsroom, fields: dict[str, str]) -> None:
    hold(room, **fields)
    link(room, LINKS[0])
    report = build(room, now=NOW)
    assert not report.refusals and report.public == 1 and not saying(report.output, HELD, *WORDS)


@pytest.mark.parametrize("place", ["subhead", "caption", "boilerplate", "source", "topics", "contact"])
def test_an_address_in_another_field_is_not_published_either(room: Newsroom, place: str) -> None:
    hold(room, status='"draft"')
    path, address = room.folder / "2026-03-02-library.md", f"{URL}releases/{HELD}.html"
    if place == "boilerplate":
        old = "**About the Office of the Mayor:**"
        change(room.root / "newsroom.toml", old, f"{old} [A](releases/{HELD}.md) or {address}")
        room = Newsroom.find(room.root)
    elif place == "subhead":
        change(path, 'subhead = "The branch', f'subhead = "{address} The branch')
    elif place == "topics":
        change(path, 'topics = ["libraries"]', f'topics = ["{address}"]')
    else:
        table = {
            "caption": f'[[images]]\nfile = "a.png"\nalt = "A"\ncaption = "{address}"\n',
            "source": f'[source]\nname = "Us"\nurl = "{address}"\n',
            "contact": f'[[contacts]]\nname = "{address}"\nemail = "a@b.example"\n',
        }[place]
        (room.folder / "a.png").write_bytes(PNG)
        change(path, "[[quotes]]", f"{table}\n[[quotes]]")
    report = build(room, now=NOW)
    assert report.public == 1 and not saying(report.output, HELD, *WORDS)


def test_a_link_comes_when_the_release_does(room: Newsroom) -> None:
    hold(room, extra="embargo = 2026-06-03T08:00:00-04:00\n")
    link(room, LINKS[0])
    assert build(room, now=NOW).notices
    report = build(room, now=NOW + dt.timedelta(days=3))
    assert not report.notices and report.public == 2
    page = (report.output / "releases" / "2026-03-02-library.html").read_text(encoding="utf-8")
    assert f'href="../releases/{HELD}.html"' in page


def test_a_mail_and_a_feed_hold_links_as_the_site_does(room: Newsroom, newsroom: Run) -> None:
    hold(room, status='"draft"')
    path = link(room, LINKS[0])
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", "[check]\nignore = ['LK010']\n\n[offices.mayors-office]"
    )
    for arguments in (("feed",), ("email", path), ("email", path, "-f", "text"), ("email", path, "-f", "eml")):
        result = newsroom("-C", room.root, *arguments)
        assert result.code == 0 and "the plan" in result.out and "ylophone" not in result.out


def test_check_reports_a_link_to_a_held_release_and_build_names_it(room: Newsroom, newsroom: Run) -> None:
    hold(room, status='"draft"')
    path = link(room, LINKS[0])
    for arguments in ((), (path,)):
        result = newsroom("-C", room.root, "check", "--format", "concise", *arguments)
        assert result.code == 1 and "LK010" in result.out and "1 error" in result.err and "is a draft" in result.out
    result = newsroom("-C", room.root, "build")
    assert result.code == 0 and "LK010" in result.out + result.err
    change(path, 'status = "approved"', 'status = "draft"')
    result = newsroom("-C", room.root, "check", "--format", "concise", path)
    assert "LK010" in result.out and "error" not in result.err


def test_words_behind_an_address_stay_when_it_becomes_plain(room: Newsroom) -> None:
    hold(room, status='"draft"')
    link(room, f"the plan {URL}releases/{HELD},which is new")
    page = build(room, now=NOW).output / "email" / "2026-03-02-library.txt"
    assert f"{URL},which is new" in " ".join(page.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    "words", [f"{URL}files/{HELD}.pdf", f"[it]({URL}x/{HELD}/)", f"the file {HELD}", f"`{HELD}`", f"{URL}?p={HELD}"]
)
def test_check_reports_a_held_name_that_build_refuses(room: Newsroom, newsroom: Run, words: str) -> None:
    hold(room, status='"draft"')
    path = link(room, words)
    assert newsroom("-C", room.root, "build").code == 1
    result = newsroom("-C", room.root, "check", "--format", "concise", path)
    assert result.code == 1 and "LK010" in result.out and "newsroom build refuses it" in result.out
    with (room.root / "newsroom.toml").open("a", encoding="utf-8") as config:
        config.write(f'\n[publishing]\npublic_words = ["{HELD}"]\n')
    assert newsroom("-C", room.root, "build").code == 0
    assert "LK010" not in newsroom("-C", room.root, "check", "--format", "concise", path).out


def test_check_lets_a_link_pass_that_will_be_good_when_the_release_goes_out(room: Newsroom, newsroom: Run) -> None:
    hold(room, date="2090-01-01")
    path = link(room, LINKS[0])
    assert "LK010" in newsroom("-C", room.root, "check", path).out
    change(path, "date = 2026-03-02", "date = 2090-01-02")
    assert "LK010" not in newsroom("-C", room.root, "check", path).out


# --- what is published is what was checked ----------------------------------------------------------------------


def saving(room: Newsroom, monkeypatch: pytest.MonkeyPatch, *, times: int) -> list[int]:
    """Somebody saves the public release after it was checked and before it is rendered, a number of times."""
    path, real, saved = room.folder / "2026-03-02-library.md", Lines.of, []

    def lines(*arguments: Any) -> Lines:
        if len(saved) < times:
            saved.append(1)
            text = path.read_text(encoding="utf-8")
            path.write_text(f"{text}\nTK [NAME] 123-45-6789, save {len(saved)}\n", encoding="utf-8")
        return real(*arguments)

    monkeypatch.setattr(Lines, "of", lines)
    return saved


def test_a_save_during_a_build_is_checked_like_everything_else(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    saving(room, monkeypatch, times=1)
    report = build(room, now=NOW)
    assert report.refusals and names(report.output) == set()


def test_a_build_whose_releases_are_saved_again_and_again_changes_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", "[check]\nselect = ['FM001']\n\n[offices.mayors-office]"
    )
    room = Newsroom.find(room.root)
    build(room, now=NOW)
    before = tree(room.output)
    shutil.rmtree(room.root / INDEX)  # or the feeds would not be made again
    saving(room, monkeypatch, times=5)
    with pytest.raises(NewsroomError, match="was saved while the build ran"):
        build(room, now=NOW)
    assert tree(room.output) == before


# --- withdrawals ------------------------------------------------------------------------------------------------


NEIGHBOURS = re.compile(rb'<nav class="neighbours".*?</nav>', re.DOTALL)  # lose their line of what left the site


def site_with_two(room: Newsroom) -> dict[str, bytes]:
    """Fill the newsroom with two public releases and their site; return the files of the site."""
    copy_of(make_site, room.root)
    return tree(room.output)


def make_site(root: Path) -> None:
    room = make_room(root)
    path = hold(room)
    (room.folder / "xylophone.png").write_bytes(PNG)
    (room.folder / "shared.png").write_bytes(PNG)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n![A](xylophone.png)\n\n![B](shared.png)\n")
    link(room, "this:\n\n![B](shared.png)")
    report = build(room, now=NOW)
    assert report.public == 2 and saying(room.output, *WORDS)


def break_another(room: Newsroom, how: str) -> None:
    if how == "unreadable":
        (room.folder / "2026-05-01-broken.md").write_bytes(b"\xff\xfe\x00")
    elif how == "error":
        add(room.root, "2026-05-01-pool", office='"nobody"')
    elif how == "error in the other":
        change(room.folder / "2026-03-02-library.md", "[[quotes]]", "[[quotes]]\nspeaker_ = 1")
    elif how == "unclear":
        add(room.root, "2026-05-01-pool", extra="embarg = 2026-01-01T00:00:00Z\n")
    elif how == "no picture":
        (room.folder / "shared.png").unlink()
    elif how == "two of one name":
        add(room.root, "x/2026-03-02-library")
    elif how == "template":
        (room.own_templates / "site").mkdir(parents=True)
        (room.own_templates / "site" / "base.html").write_text("{% nonsense %}")
        theme.environment.cache_clear()  # a process reads a template once
    elif how == "foreign file":
        add(room.root, "2026-05-01-pool")
        (room.output / "releases" / "2026-05-01-pool.html").write_bytes(b"theirs")


HOW = [
    "unreadable",
    "error",
    "error in the other",
    "unclear",
    "no picture",
    "two of one name",
    "template",
    "foreign file",
]
GONE = ["withdrawn", "draft", "embargoed", "later"]


@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("how", HOW)
def test_errors_elsewhere_do_not_hold_up_a_withdrawal(room: Newsroom, newsroom: Run, how: str, gone: str) -> None:
    before = site_with_two(room)
    path = room.folder / f"{HELD}.md"
    if gone == "embargoed":
        change(path, 'status = "approved"', 'status = "approved"\nembargo = 2099-01-01T00:00:00Z')
    elif gone == "later":
        change(path, "date = 2026-03-02", "date = 2099-01-01")
    else:
        change(path, 'status = "approved"', f'status = "{gone}"')
    break_another(room, how)
    result = newsroom("-C", room.root, "build")
    assert result.code == (2 if how in ("template", "foreign file") else 1)
    after = tree(room.output)
    assert not saying(room.output, *WORDS) and HELD in result.err
    lists = {"index.html", MANIFEST, *(name for name in before if name.endswith((".xml", "feed.json")))}
    for name, data in before.items():
        if name not in lists and "xylophone" not in name and not list_pages.is_list(name):
            assert NEIGHBOURS.sub(b"", after[name]) == NEIGHBOURS.sub(b"", data), name
    assert b"2026-03-02-library" in after["index.html"] and b"2026-03-02-library" in after["rss.xml"]
    assert json.loads(after["feed.json"])["items"] and b"<entry" in after["atom.xml"]


@pytest.mark.parametrize("how", HOW)
def test_a_release_whose_file_is_gone_stays_while_errors_stop_the_build(
    room: Newsroom, newsroom: Run, how: str
) -> None:
    before = site_with_two(room)
    (room.folder / f"{HELD}.md").unlink()
    break_another(room, how)
    assert newsroom("-C", room.root, "build").code != 0
    after = tree(room.output)
    assert {name: after[name] for name in before} == before


def test_a_release_whose_file_was_only_renamed_stays_while_errors_stop_the_build(room: Newsroom) -> None:
    before = site_with_two(room)
    (room.folder / f"{HELD}.md").rename(room.folder / "2026-05-30-other.md")
    break_another(room, "error")
    report = build(room, now=NOW)
    assert report.refusals and not report.removed and tree(room.output) == before


def test_a_public_release_that_became_unclear_stays_as_it_was(room: Newsroom) -> None:
    before = site_with_two(room)
    change(room.folder / f"{HELD}.md", "+++\nid", "+++\nthis is no TOML\nid")
    report = build(room, now=NOW)
    assert report.refusals and tree(room.output) == before


def test_after_the_errors_are_gone_the_site_is_as_a_clean_build_makes_it(room: Newsroom, tmp_path: Path) -> None:
    site_with_two(room)
    change(room.folder / f"{HELD}.md", 'status = "approved"', 'status = "withdrawn"')
    break_another(room, "unreadable")
    assert build(room, now=NOW).removed == (HELD,)
    (room.folder / "2026-05-01-broken.md").unlink()
    build(room, now=NOW)
    build(room, now=NOW, folder=tmp_path / "clean")
    assert tree(room.output) == tree(tmp_path / "clean")


def test_the_entry_of_a_release_that_links_to_one_that_goes_stays(room: Newsroom) -> None:
    path = hold(room)
    link(room, f"[the plan]({HELD}.md)")
    build(room, now=NOW)
    change(path, 'status = "approved"', 'status = "withdrawn"')
    break_another(room, "unreadable")
    assert build(room, now=NOW).removed == (HELD,)
    for name in ("rss.xml", "atom.xml", "feed.json"):
        feed = (room.output / name).read_text(encoding="utf-8")
        assert "Harbour Quarter Library" in feed and "Xylophone" not in feed, name


# --- pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", [".git/x.png", ".x.png", "a/.b/x.png", "../.git/x.png"])
@pytest.mark.parametrize("rule", ["", "IM004"])
def test_a_hidden_picture_is_not_published(room: Newsroom, picture: str, rule: str) -> None:
    if rule:
        change(
            room.root / "newsroom.toml",
            "[offices.mayors-office]",
            f"[check]\nignore = ['{rule}']\n\n[offices.mayors-office]",
        )
        room = Newsroom.find(room.root)
    file = room.folder / picture
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PNG + b"secret")
    link(room, f"![A]({picture})")
    report = build(room, now=NOW)
    assert bool(report.refusals) is not bool(rule)
    assert not any(b"secret" in data for data in tree(report.output).values())


@pytest.mark.parametrize("file", ["../newsroom.toml", f"{HELD}.md", "../templates/x.svg"])
def test_no_other_file_is_published_as_a_picture_whatever_is_ignored(room: Newsroom, file: str) -> None:
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", "[check]\nselect = ['FM001']\n\n[offices.mayors-office]"
    )
    room = Newsroom.find(room.root)
    hold(room, status='"draft"')
    (room.root / "templates").mkdir()
    (room.root / "templates" / "x.svg").write_text("<svg/>")
    link(room, f"![A]({file})")
    report = build(room, now=NOW)
    assert report.public == 1
    published = names(report.output) - {"site-icon.svg"}
    assert not any(name.endswith((".toml", ".md", ".svg")) for name in published)


@pytest.mark.parametrize("linked", ["pics", "pics/deep", "releases/pics", "pics/a.png"])
def test_no_file_behind_a_link_is_published_as_a_picture_whatever_is_ignored(
    room: Newsroom, tmp_path: Path, linked: str
) -> None:
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", "[check]\nselect = ['FM001']\n\n[offices.mayors-office]"
    )
    room = Newsroom.find(room.root)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "a.png").write_bytes(b"secret")
    place = room.root / linked
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(tmp_path / "theirs" / ("a.png" if place.suffix else ""))
    link(room, f"![A](../{linked.removesuffix('/a.png')}/a.png)")
    with contextlib.suppress(NewsroomError):
        build(room, now=NOW)
    assert not any(b"secret" in data for data in tree(room.output).values())


@pytest.mark.parametrize("name", ["a%23b.png", "a%0Ab.png", "a%0Db.png", "a\u2028b.png", "a b.png"])
def test_the_picture_of_a_withdrawn_release_goes_with_it(room: Newsroom, name: str) -> None:
    from urllib.parse import quote, unquote

    (room.folder / unquote(name)).write_bytes(PNG)
    path = hold(room)
    change(path, "[[quotes]]", f'[[images]]\nfile = "{quote(unquote(name))}"\nalt = "A"\n\n[[quotes]]')
    assert build(room, now=NOW).public == 2
    assert unquote(name) in {Path(name).name for name in names(room.output)}
    change(path, 'status = "approved"', 'status = "withdrawn"')
    build(room, now=NOW)
    assert unquote(name) not in {Path(name).name for name in names(room.output)}


# --- one page, one release --------------------------------------------------------------------------------------


def test_two_releases_with_one_page_are_refused_whatever_is_ignored(room: Newsroom) -> None:
    change(
        room.root / "newsroom.toml", "[offices.mayors-office]", "[check]\nignore = ['FM007']\n\n[offices.mayors-office]"
    )
    room = Newsroom.find(room.root)
    add(room.root, "x/2026-03-02-library")
    report = build(room, now=NOW)
    assert [finding.code for finding in report.refusals] == ["FM007"] and names(report.output) == set()
