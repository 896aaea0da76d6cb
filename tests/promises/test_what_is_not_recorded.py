"""What is known where the records of published releases are missing or damaged, and that people are told the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import picture

from newsroom_cli.ledger.published import WORDS
from promises.rooms import add, change, make_room

FILE, POOL = "releases/2026-03-02-library.md", "releases/2026-04-01-pool.md"
PAGE = "public/releases/2026-03-02-library.html"
SILENT = "published words changed, and readers are not told"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom with two public releases, built and without records."""
    make_room(tmp_path)
    add(tmp_path, "2026-04-01-pool", date="2026-04-01", headline='"City Opens Pool"')
    assert newsroom("build").code == 0
    return tmp_path


def flat(text: str) -> str:
    return " ".join(text.split())


def record_of(room: Path) -> Path:
    (found,) = (path for path in (room / "published").glob("*/*.toml") if "library" in path.name)
    return found


def note(room: Path, change_: str, date: str) -> None:
    """Write a notice into the release by hand."""
    notice = f'[[corrections]]\nchange = "{change_}"\ndate = {date}\nreason = "No."\n\n[dateline]'
    change(room / FILE, "[dateline]", notice)


# --- no record ------------------------------------------------------------------------------------------------


def test_the_last_build_knows_the_words_of_a_release_without_a_record(newsroom, room: Path) -> None:
    change(room / FILE, "40,000", "60,000")
    said = flat(newsroom("build").err)
    assert f"{SILENT}: {FILE}" in said
    assert "newsroom record adds what is missing" in said and "nobody can see whether published words" in said
    assert SILENT not in newsroom("build").err


@pytest.mark.parametrize("date", ["2099-01-01T10:00:00Z", "2098-12-31"])
def test_a_notice_by_hand_since_the_last_build_tells_readers(newsroom, room: Path, date: str) -> None:
    (room / "newsroom.toml").open("a", encoding="utf-8").write('\n[check]\nignore = ["CR002"]\n')
    change(room / FILE, "40,000", "60,000")
    note(room, "correction", date)
    assert SILENT not in flat(newsroom("build").err)


def test_a_notice_from_before_the_last_build_tells_nobody(newsroom, room: Path) -> None:
    change(room / FILE, "40,000", "60,000")
    note(room, "correction", "2026-05-01T10:00:00-05:00")
    assert f"{SILENT}: {FILE}" in flat(newsroom("build").err)


def test_no_first_record_hides_a_change_that_the_last_build_knows(newsroom, room: Path) -> None:
    change(room / FILE, "40,000", "60,000")
    run = newsroom("approve", FILE, "--by", "Jo Park", "--role", "Editor")
    assert run.code == 0 and f"{SILENT}: {FILE}" in flat(run.err)
    assert f"{SILENT}: {FILE}" in flat(newsroom("status", FILE).out)
    shutil.rmtree(room / "published", ignore_errors=True)
    run = newsroom("record")
    assert run.code == 0 and f"{SILENT}: {FILE}" in flat(run.err) and POOL not in run.err
    assert newsroom("correct", FILE, "--class", "correction", "--reason", "It has 60,000.", "--yes").code == 0
    assert SILENT not in flat(newsroom("build").err)


def test_a_page_that_changes_for_another_reason_is_no_silent_change(newsroom, room: Path) -> None:
    change(room / "newsroom.toml", "Port Ellery", "Port Elery")
    run = newsroom("build")
    assert run.code == 0 and SILENT not in run.err


def test_check_names_public_releases_without_a_record(newsroom, room: Path) -> None:
    add(room, "2099-01-01-ferry", date="2099-01-01", headline='"City Opens Ferry"')
    add(room, "2026-05-01-park", date="2026-05-01", headline='"City Opens Park"', status='"draft"')
    assert "CR007" not in newsroom("check").out  # a newsroom that keeps no records hears it from build
    assert newsroom("record", FILE).code == 0
    for _ in ("anew", "from the cache"):
        run = newsroom("check")
        assert run.code == 0 and run.out.count("CR007") == 1 and POOL in run.out
    assert newsroom("record").code == 0
    assert "CR007" not in newsroom("check").out


def test_many_releases_without_a_record_are_one_finding(newsroom, room: Path) -> None:
    assert newsroom("record", FILE).code == 0
    for number in range(10):
        add(room, f"2026-05-{number + 1:02}-park-{number}", date="2026-05-01", headline=f'"City Opens Park {number}"')
    run = newsroom("check", "--select", "CR007")
    assert run.out.count("CR007") == 1 and "like 10 more," in run.out


def test_where_corrections_are_required_a_missing_record_is_a_warning(newsroom, room: Path) -> None:
    assert newsroom("record", FILE).code == 0
    (room / "newsroom.toml").open("a", encoding="utf-8").write('\n[publishing]\ncorrections = "required"\n')
    run = newsroom("check")
    assert run.code == 1 and "warning[CR007]" in run.out


def test_a_record_with_digests_of_an_earlier_version_is_as_none_until_it_is_renewed(newsroom, room: Path) -> None:
    (room / "releases/a.png").write_bytes(picture())
    change(room / FILE, "[dateline]", '[[images]]\nfile = "a.png"\nalt = "The room"\n\n[dateline]')
    assert newsroom("build").code == newsroom("record").code == 0
    record = record_of(room)
    renewed = record.read_text(encoding="utf-8")
    assert '"picture ' in renewed
    record.write_text(renewed.replace(f"words = {WORDS}", f"words = {WORDS - 1}"), encoding="utf-8")
    change(room / FILE, "40,000", "45,000")
    out = newsroom("check").out
    assert "info[CR007]" in out and FILE in out and "CR001" not in out
    assert f"{SILENT}: {FILE}" in flat(newsroom("build").err), "the last build knows its words"
    change(room / FILE, "45,000", "40,000")
    assert newsroom("record").code == 0 and record.read_text(encoding="utf-8") == renewed
    assert "CR007" not in newsroom("check").out
    change(room / FILE, "40,000", "45,000")
    assert "CR001" in newsroom("check").out


# --- a damaged record -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("withdrawn", [False, True])
def test_each_build_names_a_damaged_record_until_it_is_repaired(newsroom, room: Path, withdrawn: bool) -> None:
    assert newsroom("record").code == 0
    if withdrawn:
        assert newsroom("withdraw", FILE, "--reason", "No.", "--yes").code == 0
    assert "CR001" not in newsroom("build").err
    record = record_of(room)
    before = record.read_bytes()
    record.write_bytes(before + b"garbage [\n")
    for options in ([], [], ["--quiet"]):  # noticed, remembered, and on a schedule
        run = newsroom("build", *options)
        assert run.code == 0 and "0 written" in run.err
        assert "the record is damaged" in flat(run.err) and "git checkout -- published/" in flat(run.err)
    assert "the record is damaged" in flat(newsroom("check").out)
    record.write_bytes(before)
    assert "the record is damaged" not in flat(newsroom("build").err)
    assert "CR001" not in newsroom("check").out


@pytest.mark.parametrize("damage", ["another id", "a folder", "no text"])
def test_whatever_is_wrong_with_a_record_build_says_how_it_is_repaired(newsroom, room: Path, damage: str) -> None:
    assert newsroom("record").code == 0
    record = record_of(room)
    text = record.read_text(encoding="utf-8")
    record.unlink()
    if damage == "a folder":
        record.mkdir()
    else:
        record.write_bytes(b"\xff" if damage == "no text" else text.replace("26-03-02-library", "another").encode())
    said = flat(newsroom("build").err)
    assert record.name in said and "git checkout -- published/" in said and "newsroom record" in said


def test_the_last_build_knows_the_words_of_a_release_with_a_damaged_record(newsroom, room: Path) -> None:
    assert newsroom("record").code == 0
    record_of(room).write_text("garbage [\n", encoding="utf-8")
    change(room / FILE, "40,000", "60,000")
    said = flat(newsroom("status", FILE).out)
    assert f"{SILENT}: {FILE}" in said and "the record is damaged" in said
    assert f"{SILENT}: {FILE}" in flat(newsroom("build").err)
    assert SILENT not in newsroom("build").err


@pytest.mark.parametrize("damaged", [False, True])
def test_where_corrections_are_required_all_commands_refuse_what_build_refuses(newsroom, room, damaged: bool) -> None:
    (room / "newsroom.toml").open("a", encoding="utf-8").write('\n[publishing]\ncorrections = "required"\n')
    assert newsroom("record").code == 0
    if damaged:
        record_of(room).write_text("garbage [\n", encoding="utf-8")
    change(room / FILE, "40,000", "60,000")
    for command in (["build"], ["feed"], ["email", FILE], ["next"]):
        run = newsroom(*command)
        assert run.code == 1 and "60,000" not in run.out
        assert "CR001" in run.out + run.err or command == ["next"]
    assert "error[CR001]" in newsroom("status", FILE).out
    assert "Missing:" in newsroom("show", FILE).out


FERRY = "releases/2098-04-01-ferry.md"


def damaged_before_its_day(newsroom, room: Path, copy: bool) -> tuple[Path, str]:
    """The damaged record of an embargoed release, of which a medium may have a copy, and its text before."""
    embargo = "embargo = 2098-04-02T12:00:00Z\n"
    add(room, "2098-04-01-ferry", date="2098-04-01", status='"review"', headline='"City Opens Ferry"', extra=embargo)
    assert newsroom("record").code == newsroom("approve", FERRY, "--by", "Jo Park", "--role", "Editor").code == 0
    if copy:
        assert newsroom("email", FERRY, "--advance", "The Ellery Post", "-o", "copy.eml").code == 0
    (record,) = (room / "published/2098").glob("*.toml")
    text = record.read_text(encoding="utf-8")
    record.write_text(f"{text}garbage [\n", encoding="utf-8")
    return record, text


@pytest.mark.parametrize("copy", [False, True])
def test_a_damaged_record_of_an_embargoed_release_ends_no_command_that_only_reads_it(newsroom, room, copy) -> None:
    record, text = damaged_before_its_day(newsroom, room, copy)
    line = f"published/2098/{record.name}:{text.count(chr(10)) + 1}"
    commands = ((), ("status",), ("status", FERRY), ("status", FERRY, "--format", "json"), ("show", FERRY), ("build",))
    for command in commands:
        run = newsroom(*command)
        said = flat(run.out + run.err)
        assert run.code == 0, (command, run.err)
        assert said.count("cannot be read" if command == ("build",) else f"{line}: the record is damaged") == 1, said
        assert record.name not in said or command != ("build",), "others read the logs of builds"
        assert command == ("build",) or "git checkout -- published/" in said
    assert "1 record of releases that are not public" in flat(newsroom("build", "--quiet").err)
    assert newsroom("check", FERRY).code == 1
    for command in (("publish", FERRY, "--yes"), ("approve", FERRY, "--by", "Mo Reed", "--role", "Editor")):
        before = (room / FERRY).read_bytes()
        assert newsroom(*command).code == 2 and (room / FERRY).read_bytes() == before
    assert newsroom("embargo", FERRY, "--until", "2098-04-03 9am").code == 0
    run = newsroom("status", FERRY, "draft")
    assert run.code == 0 and "nobody can see who has a copy in advance" in run.err
    assert copy == ("the record is damaged" in flat(newsroom().out))
    record.write_text(text, encoding="utf-8")
    assert "damaged" not in newsroom().out and "cannot be read" not in newsroom("build").err


def test_record_goes_on_behind_a_damaged_record_and_is_red(newsroom, room: Path) -> None:
    assert newsroom("record", FILE).code == 0
    record_of(room).write_text("garbage [\n", encoding="utf-8")
    run = newsroom("record")
    assert run.code == 1 and "recorded 1 release" in run.err and "the record is damaged" in flat(run.err)
    change(room / POOL, "40,000", "60,000")
    assert f"last changed: {POOL}" in newsroom("correct", "--class", "minor", "--yes").err
    run = newsroom("record", FILE)
    assert run.code == 2 and "the record is damaged" in flat(run.err)


def test_a_record_that_is_gone_is_named_by_the_next_build(newsroom, room: Path) -> None:
    assert newsroom("record").code == 0
    assert "not recorded" not in newsroom("build").err
    record_of(room).unlink()
    for _ in ("noticed", "remembered"):
        assert f"not recorded: {FILE}" in newsroom("build").err
    shutil.rmtree(room / "published")
    assert "if there was a folder published, bring it back" in newsroom("build").err


def test_a_damaged_record_holds_no_withdrawal_up_where_signatures_are_required(newsroom, room: Path) -> None:
    assert newsroom("record").code == 0
    with (room / "newsroom.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[approvals]\nrequired = 1\nauthor_alone = true\n[publishing]\ncorrections = "required"\n')
    for file in (FILE, POOL):
        assert newsroom("approve", file, "--by", "Jo Park", "--role", "Editor").code == 0
    assert newsroom("withdraw", FILE, "--reason", "No.", "--yes").code == 0
    record = record_of(room)
    record.write_bytes(record.read_bytes() + b"garbage [\n")
    assert newsroom("build").code == 0 and "No." in (room / PAGE).read_text(encoding="utf-8")


# --- no output of the last build ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026-03-01T10:00:00-05:00", False),
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03-03T10:00:00-05:00", True),
    ],
)
def test_a_notice_from_before_the_first_publication_proves_none(newsroom, room: Path, date: str, shown: bool) -> None:
    assert newsroom("record", FILE).code == 0
    change(room / FILE, 'status = "approved"', 'status = "withdrawn"')
    note(room, "withdrawn", date)
    shutil.rmtree(room / "public")
    assert newsroom("build", "-o", "elsewhere").code == 0
    assert (room / "elsewhere/releases/2026-03-02-library.html").exists() is shown


def test_records_alone_show_that_two_releases_exchanged_their_names(newsroom, room: Path) -> None:
    assert newsroom("record").code == 0
    (room / FILE).rename(room / "apart")
    (room / POOL).rename(room / FILE)
    (room / "apart").rename(room / POOL)
    shutil.rmtree(room / "public")
    run = newsroom("build", "-o", "elsewhere")
    assert run.code == 1 and run.err.count("error[CR003]") + run.out.count("error[CR003]") == 2
    assert not (room / "elsewhere/releases").exists()


def test_a_record_with_both_sides_of_a_merge_and_its_release_are_named_with_their_remedies(newsroom, room) -> None:
    assert newsroom("record").code == 0
    record = record_of(room)
    change(record, "edition = 1", "<<<<<<< a\nedition = 1\n=======\nedition = 2\n>>>>>>> b")
    change(room / FILE, "40,000", "<<<<<<< a\n40,000\n=======\n50,000\n>>>>>>> b\n")
    run = newsroom("check")
    said = flat(run.out + run.err)
    assert run.code == 1 and "NR001" in said and "the record holds both sides of a merge" in said
    assert f"git checkout --ours -- published/2026/{record.name}" in said and "delete published" not in said


def test_a_release_that_was_put_off_after_its_record_was_written_is_not_shown_under_a_notice(newsroom, room) -> None:
    assert newsroom("record", FILE).code == 0
    change(room / FILE, "date = 2026-03-02", "date = 2026-06-05")
    change(room / FILE, 'status = "approved"', 'status = "withdrawn"')
    note(room, "withdrawn", "2026-06-03T10:00:00-05:00")
    shutil.rmtree(room / "public")
    assert newsroom("build", "-o", "elsewhere").code == 0
    assert not (room / "elsewhere/releases/2026-03-02-library.html").exists()


# --- another id -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_new_folder", [True, False])
def test_another_id_under_a_public_address_is_an_error(newsroom, room: Path, is_new_folder: bool) -> None:
    """A build into an empty folder, as in CI, knows it from the record: else every feed would have a new entry."""
    assert newsroom("record").code == 0 and newsroom("check").code == 0
    record = record_of(room)
    change(room / FILE, record.stem.rpartition("-")[0], "anotheranother12")
    if is_new_folder:
        shutil.rmtree(room / "public")
    for _ in range(2):  # the second time from the cache
        for named in ((), (FILE,)):
            run = newsroom("check", "--fail-on", "error", *named)
            assert run.code == 1 and "FM007" in run.out and record.relative_to(room).as_posix() in flat(run.out)
    assert "FM007" not in newsroom("check", POOL).out
    run = newsroom("build")
    assert run.code == 1 and "FM007" in run.out and 'give it back: id = "' in flat(run.out)
    assert (room / "public").exists() != is_new_folder or not (room / PAGE).exists()
    record.unlink()
    assert "FM007" not in newsroom("check").out
    if is_new_folder:
        assert newsroom("build").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("+++\n", "++\n"),
        ('"\n', "\n"),
        ("\n\n", "\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_said_to_have_another_id(newsroom, room: Path, old: str, new: str) -> None:
    """The remedy deleted the record of the very release that the file holds."""
    assert newsroom("record").code == 0
    text = (room / FILE).read_text(encoding="utf-8")
    (room / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    run = newsroom("check", FILE)
    assert run.code == 1 and run.out.count("error[") == 1 and "FM007" not in run.out, run.out


def test_the_name_of_a_release_that_was_never_out_is_free(newsroom, room: Path) -> None:
    assert newsroom("record").code == 0
    change(record_of(room), "first_public = 2026", "first_public = 2098")
    change(room / FILE, record_of(room).stem.rpartition("-")[0], "anotheranother12")
    assert "FM007" not in newsroom("check").out
