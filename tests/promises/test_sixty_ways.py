"""Ways in which a held release could reach an output, written down; none succeeds.

In each the newsroom holds one public release and one that must not be seen, whose every word is a secret. After it was
prepared, everything that newsroom can publish is made, and searched in every encoding.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from samples import picture
from sampling import sample

from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.newsroom.folder import Newsroom
from promises.rooms import add, change, make_room, says, tree

Run = Callable[..., Result]
SECRET = "xylophone"
HELD = f"2026-05-30-{SECRET}"
PUBLIC = "2026-03-02-library"
URL = "https://news.port-ellery.example/"
LATER = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).replace(microsecond=0)
QUOTE = "“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor."
PNG = picture()


def held(root: Path, name: str = HELD, **changes: str) -> Path:
    """The release that must not be seen; without `changes` nothing holds it back."""
    fields = {
        "headline": f'"City Buys {SECRET.title()}"',
        "subhead": f'"The {SECRET} is loud"',
        "topics": f'["{SECRET}"]',
    }
    changes = {**fields, **changes}
    return add(root, name, body=f"The city today bought a {SECRET}.\n\n{QUOTE}\n", **changes)


Way = Callable[[Path], object]
WAYS: dict[str, Way] = {}


def way(prepare: Way) -> Way:
    WAYS[prepare.__name__.replace("_", " ")] = prepare
    return prepare


def front(name: str, **changes: str) -> None:
    """A way that is a few other fields of the front matter."""
    WAYS[name] = lambda root: held(root, **changes)


def line(name: str, words: str, *, at: str = "[[quotes]]") -> None:
    """A way that is a line above the quotes of the front matter."""
    WAYS[name] = lambda root: change(held(root), at, f"{words}\n\n{at}")


def opening(name: str, words: str) -> None:
    """A way that is words over the body."""
    WAYS[name] = lambda root: change(held(root), "The city today", f"{words}\n\nThe city today")


def link(name: str, words: str) -> None:
    """A way that is a link from the public release to the held one."""

    def prepare(root: Path) -> None:
        held(root, status='"draft"')
        path = root / "releases" / f"{PUBLIC}.md"
        path.write_text(path.read_text(encoding="utf-8") + f"\nRead {words} here.\n", encoding="utf-8")

    WAYS[name] = prepare


front("a draft", status='"draft"')
front("in review", status='"review"')
front("withdrawn", status='"withdrawn"')
front("no status", status='""')
front("a status nobody knows", status='"Approved!"')
front("a status that is a list", status='["approved"]')
front("a status in another spelling", status='"APPROVED "')
front("a day to come", date=f"{LATER:%Y-%m-%d}")
front("a moment to come", date=LATER.isoformat())
front("a moment to come elsewhere", date=LATER.astimezone(dt.timezone(dt.timedelta(hours=14))).isoformat())
front("a date in quotes", date='"2026-03-02"')
front("a date that is a year", date="2026")
front("an embargo", extra=f"embargo = {LATER.isoformat()}\n")
front("an embargo without offset", extra="embargo = 2020-01-01T09:00:00\n")
front("an embargo without time", extra="embargo = 2020-01-01\n")
front("an embargo in quotes", extra='embargo = "2099-01-01T00:00:00Z"\n')
front("an embargo that is true", extra="embargo = true\n")
front("a misspelt embargo", extra=f"embarg = {LATER.isoformat()}\n")
front("an embargo in capitals", extra=f"EMBARGO = {LATER.isoformat()}\n")
front("hold until", extra=f"hold_until = {LATER.isoformat()}\n")
front("publish at", extra=f"publish_at = {LATER.isoformat()}\n")
front("available from", extra=f"available_from = {LATER.isoformat()}\n")
front("public false", extra="public = false\n")
front("draft true", extra="draft = true\n")
line("an embargo under x", f"[x]\nembargo = {LATER.isoformat()}")
line("an embargo with a dotted key", f"[x]\na.b.Embargo = {LATER.isoformat()}")
line("a status under x", '[x]\nstatus = "withdrawn"')
line("an embargo under source", f'[source]\nname = "Us"\nembargo = {LATER.isoformat()}')
line("a misspelt embargo under event", f"[event]\nembergo = {LATER.isoformat()}")
line("two statuses", 'status = "draft"', at="[dateline]")
opening("a line of the body that sets an embargo", "embargo = 2099-01-01T00:00:00Z")
opening("a line of the body like YAML", "embargo: 2099-01-01")
opening("a status in the body", 'status = "draft"')
opening("EMBARGOED", "EMBARGOED: until Friday, 9 a.m.")
opening("UNDER EMBARGO", "UNDER EMBARGO:")
opening("DO NOT PUBLISH", "DO NOT PUBLISH")
opening("NOT FOR RELEASE", "**NOT FOR RELEASE**")
opening("an embargo in a comment", "<!-- EMBARGOED UNTIL FRIDAY -->")
opening("an embargo in German", "Sperrfrist: Freitag, 9 Uhr")
front("a headline under embargo", headline=f'"EMBARGOED: City Buys {SECRET.title()}"')
link("a link to its file", f"[it]({HELD}.md)")
link("a link with a place", f"[it](./{HELD}.md#top)")
link("a reference", f"[it][1]\n\n[1]: {HELD}.md")
link("a link in HTML", f'<a href="{HELD}.md">it</a>')
link("a link to its page", f"[it]({URL}releases/{HELD}.html)")
link("a link to its page without ending", f"[it]({URL}releases/{HELD})")
link("a link to its mail", f"[it](/email/{HELD}.txt)")
link("a link with escapes", f"[it]({URL}releases/{HELD.replace('x', '%78')}.html)")
link("its printed address", f"{URL}releases/{HELD}.html")
link("its address as code", f"`{URL}releases/{HELD}.html`")
link("its page as a picture", f"![it]({URL}releases/{HELD}.html)")
link("its source as a picture", f"![it]({HELD}.md)")


@way
def a_name_that_is_a_link(root: Path) -> None:
    """The file of a public release is a link to a draft elsewhere."""
    outside = root.parent / "outside"
    outside.mkdir()
    os.rename(held(root), outside / f"{HELD}.md")
    (root / "releases" / f"{HELD}.md").symlink_to(outside / f"{HELD}.md")


@way
def a_hidden_file(root: Path) -> None:
    held(root, f".{HELD}")


@way
def a_hidden_folder(root: Path) -> None:
    held(root, f".drafts/{HELD}")


@way
def a_backup_of_an_editor(root: Path) -> None:
    os.rename(held(root), root / "releases" / f"{HELD}.md~")


@way
def conflict_marks_of_git(root: Path) -> None:
    change(
        held(root),
        'status = "approved"',
        '<<<<<<< ours\nstatus = "approved"\n=======\nstatus = "draft"\n>>>>>>> theirs',
    )


@way
def front_matter_in_yaml(root: Path) -> None:
    held(root).write_text(f"---\nstatus: approved\ndate: 2026-03-02\n---\nThe {SECRET}.\n", encoding="utf-8")


@way
def front_matter_without_end(root: Path) -> None:
    held(root).write_text(f'+++\nstatus = "approved"\nThe {SECRET}.\n', encoding="utf-8")


@way
def a_file_in_utf_16(root: Path) -> None:
    path = held(root)
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))


@way
def rules_that_are_ignored(root: Path) -> None:
    held(root, extra=f"publish_on = {LATER.isoformat()}\n")
    change(root / "newsroom.toml", "[offices.mayors-office]", "[check]\nselect = ['TX001']\n\n[offices.mayors-office]")


@way
def a_comment_that_suppresses(root: Path) -> None:
    held(root, extra=f"embrago = {LATER.isoformat()}  # newsroom: ignore[FM002] meant\n# newsroom: ignore-file\n")


@way
def the_page_of_a_public_release(root: Path) -> None:
    """A draft has the name, and so the page, of a public release."""
    held(root, f"drafts/{PUBLIC}", status='"draft"')


@way
def the_id_of_a_public_release(root: Path) -> None:
    path = held(root, status='"draft"')
    known = next(row for row in (root / "releases" / f"{PUBLIC}.md").read_text().splitlines() if row.startswith("id"))
    change(path, next(row for row in path.read_text().splitlines() if row.startswith("id")), known)


@way
def a_picture_of_its_own(root: Path) -> None:
    (root / "releases" / f"{SECRET}.png").write_bytes(PNG)
    path = held(root, status='"draft"')
    path.write_text(path.read_text(encoding="utf-8") + f"\n![It]({SECRET}.png)\n", encoding="utf-8")


@way
def the_boilerplate_of_an_office(root: Path) -> None:
    held(root, status='"draft"')
    change(root / "newsroom.toml", "**About", f"[It](releases/{HELD}.md) {URL}releases/{HELD}.html **About")


@way
def the_source_of_a_public_release(root: Path) -> None:
    held(root, status='"draft"')
    source = f'[source]\nname = "Us"\nurl = "{URL}releases/{HELD}.html"\n\n[[quotes]]'
    change(root / "releases" / f"{PUBLIC}.md", "[[quotes]]", source)


@way
def required_approvals_that_are_missing(root: Path) -> None:
    held(root, office='"parks"')
    change(root / "newsroom.toml", "[offices.mayors-office]", "[approvals]\nrequired = 1\n\n[offices.mayors-office]")
    (root / "releases" / f"{PUBLIC}.md").unlink()


@way
def a_rehearsal_before(root: Path) -> None:
    from newsroom_cli.publishing.build import build

    held(root, extra=f"embargo = {LATER.isoformat()}\n")
    build(Newsroom.find(root), now=LATER + dt.timedelta(days=1), rehearse=True, folder=root.parent / "rehearsal")


@way
def a_build_that_published_it_before(root: Path) -> None:
    from newsroom_cli.publishing.build import build

    path = held(root)
    assert build(Newsroom.find(root), now=dt.datetime.now(dt.UTC)).public == 2
    change(path, 'status = "approved"', 'status = "withdrawn"')


@way
def the_same_with_an_error_elsewhere(root: Path) -> None:
    a_build_that_published_it_before(root)
    (root / "releases" / "broken.md").write_bytes(b"\xff")


def test_there_are_sixty_ways() -> None:
    assert len(WAYS) >= 60


def test_what_nothing_holds_is_found_in_every_output(newsroom: Run, tmp_path: Path) -> None:
    """The search finds what is published, and nothing else than the way keeps the release back."""
    root = make_room(tmp_path / "room").root
    held(root)
    found = set(leaks(newsroom, root))
    assert {"index.html", "rss.xml", f"releases/{HELD}.html", f"email/{HELD}.txt"} <= found
    assert {f"releases/{HELD}.md eml", "feed json ('--office', 'mayors-office')"} <= found


@pytest.mark.parametrize("name", sample(WAYS, 40))
def test_a_held_release_reaches_no_output(newsroom: Run, tmp_path: Path, name: str) -> None:
    root = make_room(tmp_path / "room").root
    WAYS[name](root)
    assert leaks(newsroom, root) == []


def leaks(newsroom: Run, root: Path) -> list[str]:
    """The outputs that say a word of the held release, after everything was made that can be published."""
    newsroom("-C", root, "build")
    outputs = tree(root / "public") if (root / "public").exists() else {}
    for form in FORMATS:
        for office in ((), ("--office", "mayors-office")):
            outputs[f"feed {form} {office}"] = newsroom("-C", root, "feed", "--format", form, *office).out.encode()
    for path in Newsroom.find(root).paths():
        for form in ("html", "text", "eml"):
            outputs[f"{path} {form}"] = newsroom("-C", root, "email", path, "--format", form).out.encode()
    return [
        name
        for name, data in outputs.items()
        if not _is_refusal(data) and says(data if " " in name else name.encode() + b"\n" + data, SECRET)
    ]


def _is_refusal(data: bytes) -> bool:
    """What build, feed and email say of a release that they refuse is no output."""
    return not data or data.startswith((b"error[", b"warning[", b"info["))
