"""A build that errors stop takes killed texts off the site and publishes notices, but no new words or dead links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import BODY, picture

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.build import build
from promises.addresses import SITE
from promises.rooms import NOW, add, change, make_room, saying, tree

LIBRARY, OTHER = "2026-03-02-library", "2026-04-01-pool"
REASON = ("--reason", "It was wrong.", "--yes")


@pytest.fixture
def room(tmp_path: Path, newsroom) -> Newsroom:
    """A newsroom with a public release that has a record, and one with an error."""
    room = make_room(tmp_path)
    build(room, now=NOW)
    assert newsroom("record").code == 0
    add(tmp_path, OTHER, headline='""')
    return room


def takes_back(newsroom, kind: str, name: str = LIBRARY) -> None:
    assert newsroom("withdraw", f"releases/{name}.md", "--class", kind, *REASON).code == 0


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_killed_text_leaves_under_its_former_name(room: Newsroom, newsroom, by_hand: bool) -> None:
    if by_hand:
        (room.folder / f"{LIBRARY}.md").rename(room.folder / "branch.md")
    else:
        assert newsroom("rename", f"releases/{LIBRARY}.md", "branch.md", "--yes").code == 0
    takes_back(newsroom, "killed", "branch")
    assert build(room, now=NOW).changed == {"releases/branch.md": "killed"}
    assert not saying(room.output, "40,000 books") and saying(room.output, "It was wrong.")


@pytest.mark.parametrize("host", ["", 'host = "nginx"\n'], ids=["pages", "rules"])
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_notice_goes_out_under_the_new_name_and_the_old_address_leads_there(
    room: Newsroom, newsroom, by_hand: bool, host: str
) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    with (room.root / "newsroom.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n[publishing]\n{host}" if host else "")
    room = Newsroom.find(room.root)
    add(room.root, "2026-03-01-park")
    assert newsroom("rename", f"releases/{LIBRARY}.md", "annex.md", "--yes").code == 0  # it has an alias already
    build(room, now=NOW)
    add(room.root, OTHER, headline='""')
    if by_hand:
        (room.folder / "annex.md").rename(room.folder / "branch.md")
    else:
        assert newsroom("rename", "releases/annex.md", "branch.md", "--yes").code == 0
    takes_back(newsroom, "withdrawn", "branch")
    report = build(room, now=NOW)
    assert report.refusals and report.changed == {"releases/branch.md": "withdrawn"} and not report.removed
    page = (room.output / "releases/branch.html").read_text(encoding="utf-8")
    assert "It was wrong." in page and "40,000 books" in page
    for old in (LIBRARY, "annex"):
        if host:
            rules = (room.output / "redirects.nginx.conf").read_text(encoding="utf-8")
            assert f"releases/{old}.html" in rules and not (room.output / f"releases/{old}.html").exists()
        else:
            assert "branch.html" in (room.output / f"releases/{old}.html").read_text(encoding="utf-8")
    (room.folder / f"{OTHER}.md").unlink()
    assert not build(room, now=NOW).refusals
    mended = tree(room.output)
    assert not build(room, now=NOW, verify=True).refusals and tree(room.output) == mended
    assert set(saying(room.output, "It was wrong.")) >= {"releases/branch.html"}


def test_a_release_whose_old_name_another_has_waits_for_the_others(room: Newsroom, newsroom) -> None:
    (room.folder / f"{LIBRARY}.md").rename(room.folder / "branch.md")
    add(room.root, LIBRARY, status='"draft"')
    takes_back(newsroom, "withdrawn", "branch")
    assert build(room, now=NOW).refusals and not (room.output / "releases/branch.html").exists()


@pytest.mark.parametrize("broken", ["stop", "hold"])
def test_a_release_set_back_leaves_though_one_with_errors_has_its_name_now(tmp_path: Path, broken: str) -> None:
    room = make_room(tmp_path)
    other = add(tmp_path, OTHER, headline='"City Opens Pool"')
    (tmp_path / "newsroom.toml").open("a", encoding="utf-8").write(f'\n[publishing]\nbroken = "{broken}"\n')
    build(room, now=NOW)
    library = room.folder / f"{LIBRARY}.md"
    library.rename(tmp_path / "apart")
    other.rename(library)
    (tmp_path / "apart").rename(other)
    change(library, "40,000 books", "TK books")
    change(other, '"approved"', '"draft"')
    report = build(Newsroom.find(tmp_path), now=NOW)
    assert report.removed == (LIBRARY,) and not saying(room.output / "releases", "Harbour Quarter Library")
    assert saying(room.output / "releases", "City Opens Pool") and not saying(room.output, "TK books")


def test_a_page_stays_while_its_renamed_file_cannot_be_read_though_a_draft_claims_its_address(room: Newsroom) -> None:
    library = room.folder / f"{LIBRARY}.md"
    library.rename(room.folder / "branch.md")
    (room.folder / "branch.md").write_text("<<<<<<< ours\n", encoding="utf-8")
    add(room.root, "2026-03-20-ferry", status='"draft"', extra=f'aliases = ["{LIBRARY}"]\n')
    report = build(Newsroom.find(room.root), now=NOW)
    assert report.refusals and not report.removed
    assert (room.output / "releases" / f"{LIBRARY}.html").exists()


BROKEN = {
    "page": ("templates/site/release.html", "{% if %}"),
    "front page": ("templates/site/home.html", "{% if %}"),
    "mail": ("templates/email/release.txt", "{% if %}"),
    "words": ("templates/words/en.toml", "kinds = ["),
    "logo": ("newsroom.toml", '\n[site]\nlogo = "missing.svg"\n'),
    "rule": ("newsroom.toml", '\n[check]\nignore = ["ZZ999"]\n'),
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("how", ["killed", "draft"])
def test_a_release_leaves_though_the_newsroom_itself_is_broken(room: Newsroom, newsroom, broken: str, how: str) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    add(room.root, "2026-03-20-ferry", headline='"City Starts Ferry"', body=BODY.replace("40,000", "30,000"))
    build(room, now=NOW)
    if how == "killed":
        takes_back(newsroom, "killed")
    else:
        change(room.folder / f"{LIBRARY}.md", '"approved"', '"draft"')
    path, text = BROKEN[broken]
    (room.root / path).parent.mkdir(parents=True, exist_ok=True)
    with (room.root / path).open("a", encoding="utf-8") as file:
        file.write(text)
    theme.clear_caches()
    with pytest.raises(NewsroomError, match="taken off the site all the same"):
        build(Newsroom.find(room.root), now=NOW)
    assert not saying(room.output, "40,000 books", "Opens Harbour Quarter") and saying(room.output, "30,000 books")


def test_lists_change_beside_a_kept_page_with_a_picture_that_a_draft_has_too(room: Newsroom, newsroom) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    (room.folder / "pier.png").write_bytes(picture(width=900, height=600))
    image = '\n[[images]]\nfile = "pier.png"\nalt = "A pier"\n'
    change(room.folder / f"{LIBRARY}.md", "\n[[quotes]]", f"{image}\n[[quotes]]")
    add(room.root, "2026-02-20-ferry", subhead='"It sails at dawn"', topics='["ferries"]')
    build(room, now=NOW)
    draft = (room.folder / f"{LIBRARY}.md").read_text(encoding="utf-8").replace('"approved"', '"draft"')
    (room.folder / "plan.md").write_text(re.sub('2026:[^"]*"', '2026:plan"', draft), encoding="utf-8")
    (room.folder / f"{LIBRARY}.md").unlink()
    add(room.root, OTHER, headline='""')
    takes_back(newsroom, "killed", "2026-02-20-ferry")
    assert build(room, now=NOW).changed and not saying(room.output, "sails at dawn", "topics/ferries")


def test_a_notice_publishes_no_new_words(room: Newsroom, newsroom) -> None:
    takes_back(newsroom, "withdrawn")
    before = tree(room.output)
    change(room.folder / f"{LIBRARY}.md", "40,000 books", "30,000 books")
    assert build(room, now=NOW).refusals and tree(room.output) == before
    change(room.folder / f"{LIBRARY}.md", "30,000 books", "40,000 books")
    assert build(room, now=NOW).changed and saying(room.output, "It was wrong.")


def test_a_notice_leads_to_no_page_that_is_not_there(room: Newsroom, newsroom) -> None:
    path = add(room.root, "2026-03-20-ferry", body=f"{BODY}\nSee [the pool]({OTHER}.md).\n")
    (room.folder / f"{OTHER}.md").unlink()
    add(room.root, OTHER, status='"draft"')
    assert not build(room, now=NOW).refusals and newsroom("record").code == 0
    change(room.folder / f"{OTHER}.md", '"draft"', '"approved"')
    add(room.root, "2026-04-02-broken", headline='""')
    takes_back(newsroom, "withdrawn", path.stem)
    assert build(room, now=NOW).changed and saying(room.output, "It was wrong.")
    assert not saying(room.output, OTHER)


LINKS = f"""\
{BODY}
> See [*the* ferry](2026-03-20-ferry.md#quay).

The [ferry](2026-03-20-ferry.md) leaves at six, and the [pool](2026-03-21-pool.md) is open.
"""


def test_texts_lead_no_more_to_a_release_that_left(room: Newsroom) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    add(room.root, "2026-03-21-pool")
    add(room.root, "2026-03-20-ferry", headline='"City Starts Ferry"', office='"parks"')
    add(room.root, "2026-03-22-boats", headline='"City Buys Boats"', body=LINKS)
    build(room, now=NOW)
    assert len(saying(room.output, "2026-03-20-ferry")) > 8
    change(room.folder / "2026-03-20-ferry.md", '"approved"', '"draft"')
    add(room.root, OTHER, headline='""')
    assert build(room, now=NOW).refusals and not saying(room.output, "2026-03-20-ferry")
    assert len(saying(room.output, "2026-03-21-pool")) > 8


def test_the_feed_of_an_office_without_releases_leads_to_the_front_page(room: Newsroom) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    path = add(room.root, "2026-03-20-ferry", office='"parks"')
    build(room, now=NOW)
    assert saying(room.output / "offices/parks", f"{SITE}offices/parks/<", f'{SITE}offices/parks/"')
    change(path, '"approved"', '"draft"')
    add(room.root, OTHER, headline='""')
    assert build(room, now=NOW).removed and not (room.output / "offices/parks/index.html").exists()
    assert not saying(room.output, f"{SITE}offices/parks/<", f'{SITE}offices/parks/"')


def test_what_stays_without_a_file_leads_no_more_to_a_release_that_left(room: Newsroom) -> None:
    (room.folder / f"{OTHER}.md").unlink()
    ferry = add(room.root, "2026-03-20-ferry", headline='"City Starts Ferry"')
    add(room.root, "2026-03-22-boats", headline='"City Buys Boats"', body=LINKS, topics='["boats"]')
    add(room.root, "2026-03-21-pool", topics='["pools"]')
    to_pool = f"{BODY}\nThe [pool]({SITE}releases/2026-03-21-pool.html) is open.\n"
    pier = add(room.root, "2026-03-23-pier", body=to_pool, topics='["piers"]')
    build(room, now=NOW)
    (room.folder / "2026-03-22-boats.md").unlink()
    change(ferry, '"approved"', '"draft"')
    report = build(room, now=NOW)
    assert report.kept.keys() == {"2026-03-22-boats"} and report.removed == ("2026-03-20-ferry",)
    assert not saying(room.output, "2026-03-20-ferry") and saying(room.output / "topics/boats", "City Buys Boats")
    (room.folder / "2026-03-21-pool.md").unlink()  # the feed of piers has a link to its page, and no entry
    change(pier, '["piers"]', '["quays"]')
    assert build(room, now=NOW).kept.keys() == {"2026-03-21-pool", "2026-03-22-boats"}
    assert not (room.output / "topics/piers").exists() and saying(room.output / "topics/pools", "2026-03-21-pool")


def test_rename_takes_no_address_from_another_id(room: Newsroom, newsroom) -> None:
    text = (room.folder / f"{LIBRARY}.md").read_text(encoding="utf-8")
    id = text.partition('id = "')[2].partition('"')[0]
    change(room.folder / f"{LIBRARY}.md", f'id = "{id}"', f'id = "{id[:-1]}{"a" if id[-1] != "a" else "b"}"')
    run = newsroom("rename", f"releases/{LIBRARY}.md", "branch.md", "--yes")
    assert run.code == 2 and "give it back" in run.err and (room.folder / f"{LIBRARY}.md").exists()
