"""Nothing that readers have seen, or that people have signed, changes without a word: words, pictures, attachments."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import terminal
from samples import picture

from promises.rooms import add, change, make_room

FILE = "releases/bridge.md"
PICTURE = "releases/bridge.png"
WITH_PICTURE = (
    '[[images]]\nfile = "bridge.png"\nalt = "The bridge"\ncaption = "The bridge."\ncredit = "City"\n\n[dateline]'
)
WITH_PDF = '[[attachments]]\nfile = "plan.pdf"\n\n[dateline]'


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom that asks for one signature, with a release that has a picture."""
    make_room(tmp_path)
    (tmp_path / "releases/2026-03-02-library.md").unlink()
    with (tmp_path / "newsroom.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[approvals]\nrequired = 1\nauthor_alone = true\n")
    change(add(tmp_path, "bridge", status='"review"'), "[dateline]", WITH_PICTURE)
    (tmp_path / PICTURE).write_bytes(picture(colour=1))
    return tmp_path


def sign(newsroom, *more: str):
    return newsroom("approve", FILE, "--by", "Jo Park", "--role", "Editor", *more)


def publish(newsroom) -> None:
    assert sign(newsroom).code == 0
    assert newsroom("build").code == 0


def flat(text: str) -> str:
    """A text on one line: messages are folded to the width of the terminal."""
    return " ".join(text.split())


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_records_that_cannot_be_read_let_no_change_out(newsroom, room: Path) -> None:
    publish(newsroom)
    page = (room / "public/releases/bridge.html").read_bytes()
    with (room / "newsroom.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[publishing]\ncorrections = "required"\n')
    change(room / FILE, "40,000", "60,000")
    sign(newsroom, "--yes")
    (room / "published").chmod(0)
    try:
        run = newsroom("build")
        assert run.code == 2 and "the records cannot be read" in run.err
        assert (room / "public/releases/bridge.html").read_bytes() == page
    finally:
        (room / "published").chmod(0o755)


def test_approve_refuses_published_words_that_changed_without_a_notice(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    run = sign(newsroom)
    assert run.code == 1 and "published words changed" in flat(run.err)
    assert f"newsroom correct {FILE}" in flat(run.err)
    assert (room / FILE).read_text(encoding="utf-8").count("[[approvals]]") == 1
    run = sign(newsroom, "--yes")
    assert run.code == 0 and "readers are not told" in flat(run.err)


def test_a_person_who_signs_changed_words_is_asked(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    answers = terminal.ByPart({"Sign it nevertheless? [y/N]": "n"})
    shown = terminal.shown(["approve", FILE, "--by", "Jo Park", "--role", "Editor"], folder=room, answers=answers)
    assert "published words changed, and readers are not told" in flat(shown)
    assert "nothing was signed" in shown
    assert (room / FILE).read_text(encoding="utf-8").count("[[approvals]]") == 1


def test_a_minor_change_shows_what_changed_before_it_is_written(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    before = (room / FILE).read_bytes()
    shown = terminal.shown(["correct", FILE, "--class", "minor"], folder=room, answers=terminal.ByPart({"Write": "n"}))
    assert "60,000" in flat(shown).partition("Write it?")[0] and "is no typo" in shown
    assert (room / FILE).read_bytes() == before


def test_status_and_publish_say_it_too(newsroom, room: Path) -> None:
    publish(newsroom)
    assert "readers are not told" not in flat(newsroom("status", FILE).out)
    change(room / FILE, "40,000", "60,000")
    assert f"readers are not told: {FILE}" in flat(newsroom("status", FILE).out)
    assert sign(newsroom, "--yes").code == 0
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 0 and flat(run.err).count("readers are not told") == 2  # before it, and after


def test_build_says_which_published_words_changed(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    assert sign(newsroom, "--yes").code == 0
    said = flat(newsroom("build").err)
    assert f"published words changed, and readers are not told: {FILE}" in said
    assert f"newsroom correct {FILE}" in said


def test_a_corrected_release_is_built_and_signed_without_such_words(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    assert newsroom("correct", FILE, "--class", "correction", "--reason", "It has 60,000.", "--yes").code == 0
    for run in (sign(newsroom), newsroom("build"), newsroom()):
        assert run.code == 0 and "readers are not told" not in flat(run.out + run.err)


def test_newsroom_alone_names_published_words_that_changed(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    assert sign(newsroom, "--yes").code == 0
    shown = newsroom().out
    assert "Changed, and readers are not told" in shown and f"newsroom correct {FILE}" in flat(shown)
    assert "nothing waits" not in shown


def test_a_notice_stands_before_the_signatures_that_it_voids(newsroom, room: Path) -> None:
    publish(newsroom)
    change(room / FILE, "40,000", "60,000")
    shown = newsroom().out
    assert shown.index("Changed, and readers are not told") < shown.index("To be signed")


def test_words_that_nobody_has_seen_may_be_signed_again_before_the_next_build(newsroom, room: Path) -> None:
    add(room, "other")
    assert newsroom("approve", "other", "--by", "Jo Park", "--role", "Editor").code == 0
    assert newsroom("build").code == 0
    assert sign(newsroom).code == 0
    change(room / FILE, "40,000", "60,000")
    run = sign(newsroom)
    assert run.code == 0 and "readers" not in run.err
    run = newsroom("build")
    assert run.code == 0 and "readers are not told" not in flat(run.err)
    assert "CR001" not in newsroom("check").out


TABLE = "| Place | Visitors |\n|---|---|\n| Pool | 412 |\n| Library | 300 |\n"
LIST = "- The pool opens at 7.\n- The library opens at 9.\n"
LINKS = "[Pool](https://pool.example/) and [library](https://library.example/).\n"
IMAGES = "![The bridge from the east](bridge.png)\n\nIt is open.\n\n![The bridge from the west](other.png)\n"
FORM = (
    "It cost 10<sup>6</sup> dollars. See <abbr title='Port Authority'>PA</abbr>.\n\n"
    "| Street | Closed | Open |\n|---|---|---|\n| Main | 412 | |\n| Quay | | 99 |\n\n3. Pay the toll.\n"
)  # what a text says beside its words
HEADINGS = "## Pool\n\nIt is open.\n\n## Library\n\nIt is closed.\n"
QUIET = [
    (TABLE, "412", "300", "the cell of a table is not where"),
    (TABLE, "Place", "Visitors", "the cell of a table is not where"),
    (LIST, "The pool opens at 7.", "The library opens at 9.", "the paragraph is not where"),
    (HEADINGS, "It is open.", "It is closed.", "the paragraph is not where"),
    (HEADINGS, "Pool", "Library", "the heading is not where"),
    (LINKS, "pool.example", "library.example", "the link is not where"),
    (LINKS, "pool.example", "other.example", "the link is not as"),
    (IMAGES, "bridge.png", "other.png", "the image is not as"),
    (FORM, "10<sup>6</sup>", "106", "is not as"),
    (FORM, "| 412 | |", "| | 412 |", "is not as"),
    (FORM, "3. Pay", "1. Pay", "is not as"),
    (FORM, "Port Authority", "Parole Agency", "is not as"),
]


def exchanged(text: str, one: str, other: str) -> str:
    """A text with two words in each other's place; a word that it does not have replaces the first."""
    if text == FORM:
        return text.replace(one, other)
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize(("body", "one", "other", "what"), QUIET)
def test_words_in_each_others_place_and_other_addresses_are_changes(
    newsroom, room: Path, body: str, one: str, other: str, what: str
) -> None:
    with (room / "newsroom.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[publishing]\ncorrections = "required"\n')
    (room / FILE).write_text(f"{(room / FILE).read_text(encoding='utf-8')}\n{body}", encoding="utf-8")
    (room / "releases/other.png").write_bytes(picture(colour=2))
    publish(newsroom)
    assert "CR001" not in newsroom("check").out
    page = (room / "public/releases/bridge.html").read_bytes()
    change(room / FILE, body, exchanged(body, one, other))
    sign(newsroom, "--yes")
    found, run = flat(newsroom("check").out), newsroom("build")
    assert "error[CR001]" in found and f"{what} it is recorded" in found
    assert run.code == 1 and (room / "public/releases/bridge.html").read_bytes() == page


def test_a_comment_in_published_words_is_no_change_and_hides_none(newsroom, room: Path) -> None:
    change(room / FILE, "The city today", "<!-- from the wire -->\nThe city today")
    publish(newsroom)
    change(room / FILE, "<!-- from the wire -->\nThe city", "<!-- newsroom: ignore[FC006]\nas they say -->\nThe city")
    assert "CR001" not in newsroom("check", FILE).out
    change(room / FILE, "as they say -->", "as they say --> Not quite.")
    assert "CR001" in newsroom("check", FILE).out


def test_the_record_of_a_later_version_is_named_and_not_compared(newsroom, room: Path) -> None:
    publish(newsroom)
    record = next((room / "published").rglob("*.toml"))
    record.write_text(record.read_text(encoding="utf-8").replace("words = 2", "words = 3"), encoding="utf-8")
    later = record.read_bytes()
    change(room / FILE, "40,000", "60,000")
    found = newsroom("check").out
    assert "a later version of newsroom wrote this record" in found and "60,000" not in found
    assert newsroom("record").code == 1 and record.read_bytes() == later


def test_a_renamed_release_changes_no_words_of_those_that_link_to_it(newsroom, room: Path) -> None:
    add(room, "other")
    assert newsroom("approve", "other", "--by", "Jo Park", "--role", "Editor").code == 0
    change(room / FILE, "40,000", "[40,000](other.md#books)")
    publish(newsroom)
    assert newsroom("rename", "releases/other.md", "another").code == 0
    assert "another.md#books" in (room / FILE).read_text(encoding="utf-8")
    assert "CR001" not in newsroom("check").out


# --- pictures and attachments ---------------------------------------------------------------------------------


def test_another_picture_under_the_same_name_voids_the_signature(newsroom, room: Path) -> None:
    assert sign(newsroom).code == 0
    (room / PICTURE).write_bytes(picture(colour=200))
    found = newsroom("check").out
    assert "SO001" in found and 'picture "bridge.png" is another one' in flat(found)
    assert newsroom("build").code == 1
    assert not (room / "public").exists()
    assert newsroom("approvals", FILE).out.count("bridge.png") == 1
    assert sign(newsroom).code == 0
    assert newsroom("build").code == 0


def test_the_same_picture_in_place_again_makes_the_signature_valid_again(newsroom, room: Path) -> None:
    assert sign(newsroom).code == 0
    (room / PICTURE).write_bytes(picture(colour=200))
    assert newsroom("check").code == 1
    (room / PICTURE).write_bytes(picture(colour=1))
    assert newsroom("check").code == 0


def test_a_picture_that_is_replaced_after_publication_is_a_change(newsroom, room: Path) -> None:
    publish(newsroom)
    (room / PICTURE).write_bytes(picture(colour=200))
    found = flat(newsroom("check").out)
    assert "CR001" in found and 'the picture "bridge.png" is not the one that was published' in found
    assert "readers are not told" in flat(sign(newsroom, "--yes").err)
    assert f"readers are not told: {FILE}" in flat(newsroom("build").err)
    run = newsroom("correct", FILE, "--class", "correction", "--reason", "The picture showed another bridge.", "-y")
    assert run.code == 0 and "no word of it has changed" not in flat(run.err)
    assert "CR001" not in newsroom("check").out


def test_where_corrections_are_required_a_replaced_picture_is_not_published(newsroom, room: Path) -> None:
    with (room / "newsroom.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[publishing]\ncorrections = "required"\n')
    publish(newsroom)
    shown = (room / "public/releases/bridge.png").read_bytes()
    (room / PICTURE).write_bytes(picture(colour=200))
    assert sign(newsroom, "--yes").code == 1
    run = newsroom("build")
    assert run.code == 1 and "CR001" in run.out and (room / "public/releases/bridge.png").read_bytes() == shown


def test_another_attachment_under_the_same_name_voids_the_signature_and_is_a_change(newsroom, room: Path) -> None:
    change(room / FILE, "[dateline]", WITH_PDF)
    (room / "releases/plan.pdf").write_bytes(b"%PDF-1.7 first")
    publish(newsroom)
    (room / "releases/plan.pdf").write_bytes(b"%PDF-1.7 other")
    found = flat(newsroom("check").out)
    assert "SO001" in found and "CR001" in found and 'the attachment "plan.pdf" is another one' in found


def test_signatures_and_records_without_digests_of_files_stay_valid(newsroom, room: Path) -> None:
    publish(newsroom)
    text = (room / FILE).read_text(encoding="utf-8")
    (room / FILE).write_text("".join(line for line in text.splitlines(True) if "files = [" not in line), "utf-8")
    record = next((room / "published").glob("*/*.toml"))
    kept = [line for line in record.read_text(encoding="utf-8").splitlines(True) if '"picture ' not in line]
    record.write_text("".join(kept), encoding="utf-8")
    assert "files = [" in text and len(kept) < len(text.splitlines())
    assert newsroom("check").code == 0
    (room / PICTURE).write_bytes(picture(colour=200))
    assert newsroom("check").code == 0  # nobody knows which one was signed
    assert newsroom("build").code == 0
