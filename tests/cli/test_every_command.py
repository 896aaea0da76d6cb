"""Each command as a person or a program uses it: exit codes, what goes where, what is written."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import processes
import pytest
from samples import FRONT, write_newsroom

from newsroom_cli.model.feed_formats import FORMATS


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """The current folder as a newsroom with one public release."""
    return write_newsroom(tmp_path, "releases/2026-03-02-library.md")


LIBRARY = "releases/2026-03-02-library.md"


def spoil(room: Path, old: str, new: str) -> None:
    file = room / LIBRARY
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- the whole ------------------------------------------------------------------------------------------------


def test_version_and_help(newsroom) -> None:
    from newsroom_cli import __version__

    assert newsroom("--version").out == f"newsroom {__version__}\n"
    shown = newsroom("--help")
    assert shown.code == 0
    for name in ("init", "new", "check", "rule", "list", "show", "build", "feed", "email"):
        assert f"  {name} " in shown.out


@pytest.mark.parametrize(("typed", "meant"), [("chekc", "check"), ("biuld", "build"), ("lst", "list")])
def test_a_mistyped_command_is_guessed(newsroom, typed: str, meant: str) -> None:
    run = newsroom(typed)
    assert run.code == 2 and f"help: did you mean newsroom {meant}?" in run.err and run.out == ""


def test_a_mistyped_option_is_guessed(newsroom) -> None:
    run = newsroom("build", "--as-off", "2026-01-01")
    assert run.code == 2 and "--as-of" in run.err


@pytest.mark.parametrize(
    "arguments", [["check"], ["list"], ["build"], ["feed"], ["new"], ["show", "a"], ["email", "a"]]
)
def test_outside_a_newsroom_every_command_says_what_to_do(newsroom, arguments: list[str]) -> None:
    run = newsroom(*arguments)
    assert run.code == 2 and run.out == ""
    assert "newsroom init" in run.err and "Traceback" not in run.err


def test_a_newsroom_is_found_from_a_folder_inside(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room / "releases")
    run = newsroom("list")
    assert run.code == 0 and "2026-03-02-library.md" in run.out


@pytest.mark.parametrize("arguments", [["-C", "ROOM", "list"], ["list", "-C", "ROOM"]])
def test_another_newsroom_is_named_before_or_behind_the_command(
    newsroom,
    room: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    run = newsroom(*(str(room) if argument == "ROOM" else argument for argument in arguments))
    assert run.code == 0 and "library" in run.out
    assert newsroom("list").code == 2  # the last run's -C does not linger


def test_a_fault_of_ours_is_exit_3_with_a_traceback(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom_cli.linter import overview

    monkeypatch.setattr(overview, "overview", lambda *_, **__: 1 / 0)
    run = newsroom("list")
    assert run.code == 3 and "ZeroDivisionError" in run.err and "fault of newsroom" in run.err


def command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return processes.ran(*arguments, cwd=cwd, env={**os.environ, **environment})


def test_colour_only_where_it_is_welcome(room: Path) -> None:
    spoil(room, '"mayors-office"', '"nobody"')
    assert b"\x1b[" not in command("check", cwd=room).stdout
    assert b"\x1b[" in command("check", cwd=room, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in command("check", cwd=room, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_reader_that_goes_away_is_no_error(room: Path) -> None:
    for number in range(400):
        (room / "releases" / f"2026-01-01-{number}.md").write_text("+++\n+++\n")
    process = processes.started("check", cwd=room, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.wait(30)
    assert b"Traceback" not in said and b"Exception" not in said


def test_a_terminal_of_another_encoding_still_gets_the_text(room: Path) -> None:
    run = command("show", LIBRARY, cwd=room, PYTHONIOENCODING="ascii")
    assert run.returncode == 0 and b"Traceback" not in run.stderr and b"PORT ELLERY - Monday" in run.stdout


# --- init -----------------------------------------------------------------------------------------------------


def test_init_makes_a_newsroom_that_passes_its_own_check(newsroom, tmp_path: Path) -> None:
    made = newsroom("init", "city")
    assert (made.code, made.out) == (0, "city/newsroom.toml\n")
    assert newsroom("check", "-C", "city").code == 0
    assert newsroom("build", "-C", "city").code == 0
    assert (tmp_path / "city" / "public" / "index.html").is_file()


def test_init_takes_flags(newsroom, tmp_path: Path) -> None:
    words = (
        "init city --name 'The \"Big\" City' --url https://news.big.gov --language es --time-zone Europe/Madrid "
        "--office 'Oficina de Prensa' --city Grande --email prensa@big.gov --phone '+34 900' --contact Sala"
    )
    newsroom(*shlex.split(words))
    from newsroom_cli.model import config

    made = config.read(tmp_path / "city" / "newsroom.toml")
    assert (made.name, made.url, made.language, made.time_zone) == (
        'The "Big" City',
        "https://news.big.gov/",
        "es",
        "Europe/Madrid",
    )
    office = made.offices["oficina-de-prensa"]
    assert (office.name, office.city, office.contacts[0].email) == ("Oficina de Prensa", "Grande", "prensa@big.gov")


def test_init_in_an_empty_folder_or_a_new_repository(newsroom, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("hello")
    assert newsroom("init").code == 0
    assert newsroom("check").code == 0


@pytest.mark.parametrize("there", ["newsroom.toml", "something.txt"])
def test_init_never_writes_into_a_used_folder(newsroom, tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    run = newsroom("init")
    assert run.code == 2 and "help:" in run.err
    assert [file.name for file in tmp_path.iterdir()] == [there] and (tmp_path / there).read_text() == "mine"


@pytest.mark.parametrize("flags", [["--url", "nonsense"], ["--time-zone", "Mars"], ["--language", "english please"]])
def test_init_refuses_what_it_could_not_read_again(newsroom, tmp_path: Path, flags: list[str]) -> None:
    run = newsroom("init", "city", *flags)
    assert run.code == 2 and flags[1] in run.err
    assert not (tmp_path / "city").exists()


# --- new ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["release", "advisory", "statement", "event", "appointment"])
def test_new_scaffolds_each_kind_with_what_the_newsroom_knows(newsroom, room: Path, kind: str) -> None:
    from newsroom_cli.model import release_file

    run = newsroom("new", kind, "--headline", 'City "Opens" Pool', "--date", "2026-05-04", "--office", "parks")
    assert (run.code, run.out) == (0, "releases/2026-05-04-city-opens-pool.md\n")
    made = release_file.parse((room / run.out.strip()).read_text(encoding="utf-8"))
    assert made.problems == ()
    assert made.kind and made.kind.value == kind
    assert made.headline and made.headline.value == 'City "Opens" Pool'
    assert made.office and made.office.value == "parks"
    assert [contact.email.value for contact in made.contacts if contact.email] == ["parks@port-ellery.example"]
    assert made.status and made.status.value == "draft"
    assert made.id and made.id.value.startswith("tag:news.port-ellery.example,2026:")


@pytest.mark.parametrize("kind", ["release", "advisory", "statement", "event", "appointment"])
def test_a_scaffold_is_not_fit_to_print_until_it_is_written(newsroom, room: Path, kind: str) -> None:
    made = newsroom("new", kind).out.strip()
    run = newsroom("check", made, "--format", "json")
    assert run.code == 1
    codes = {finding["code"] for finding in json.loads(run.out)}
    assert "PH001" in codes and codes <= {"PH001", "FM001", "HD001"}


def test_a_filled_in_scaffold_passes(newsroom, room: Path) -> None:
    words = (
        "new release --headline 'City Opens Pool' --speaker 'Ana Okafor' --quote 'We can all swim now.' "
        "--topic sport --topic parks --subhead 'It is warm' --language en --office parks"
    )
    made = newsroom(*shlex.split(words)).out.strip()
    file = room / made
    text = file.read_text(encoding="utf-8")
    assert "“We can all swim now,” said Mayor Ana Okafor." in text
    lines = [line for line in text.splitlines() if "TK" not in line]
    file.write_text("\n".join(lines).replace("+++\n\n“", "+++\n\nThe city opened a pool.\n\n“"), encoding="utf-8")
    assert newsroom("check", made).code == 0, newsroom("check", made).out


def test_ids_differ_and_say_nothing_about_the_release(newsroom, room: Path) -> None:
    from newsroom_cli.model import release_file

    ids = set()
    for number in range(5):
        made = newsroom("new", "--name", f"n{number}", "--headline", "Pool").out.strip()
        found = release_file.parse((room / made).read_text(encoding="utf-8")).id
        assert found and "pool" not in found.value
        ids.add(found.value)
    assert len(ids) == 5


def test_new_never_overwrites(newsroom, room: Path) -> None:
    made = room / newsroom("new", "--headline", "Pool", "--date", "2026-05-04").out.strip()
    made.write_text("mine")
    run = newsroom("new", "--headline", "Pool", "--date", "2026-05-04")
    assert run.code == 2 and "exists already" in run.err and made.read_text() == "mine"


def test_own_templates_come_first_and_are_listed(newsroom, room: Path) -> None:
    own = room / "templates" / "new"
    own.mkdir(parents=True)
    (own / "obituary.md").write_text('+++\nkind = "statement"\nheadline = {{ headline | toml }}\n+++\nIn memory.\n')
    (own / "release.md").write_text(
        '{% extends "builtin/new/release.md" %}{% block body %}\nOur own body.\n{% endblock %}'
    )
    listed = newsroom("new", "--list").out
    assert "obituary" in listed and "templates/new/obituary.md" in listed and "advisory" in listed
    assert "In memory." in (room / newsroom("new", "obituary", "--headline", "x").out.strip()).read_text()
    assert "Our own body." in (room / newsroom("new", "release", "--headline", "y").out.strip()).read_text()


def test_what_a_person_types_is_never_a_template(newsroom, room: Path) -> None:
    from newsroom_cli.model import release_file

    made = newsroom(
        "new", "--headline", "{{ 7*7 }} {% raw %} <script>", "--speaker", '" + evil', "--quote", "a\nb"
    ).out.strip()
    read = release_file.parse((room / made).read_text(encoding="utf-8"))
    assert read.headline and read.headline.value == "{{ 7*7 }} {% raw %} <script>"
    assert read.quotes[0].speaker and read.quotes[0].speaker.value == '" + evil'


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["relaese"], "did you mean release?"),
        (["--office", "prks"], "did you mean parks?"),
        (["--date", "soon"], '"soon"'),
        (["--embargo", "31 June"], "--embargo"),
    ],
)
def test_new_says_what_is_wrong(newsroom, room: Path, arguments: list[str], words: str) -> None:
    run = newsroom("new", *arguments)
    assert run.code == 2 and words in run.err
    assert len(list((room / "releases").iterdir())) == 1


def test_edit_opens_the_editor(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('edited')\"")
    made = newsroom("new", "--headline", "Pool", "--edit").out.strip()
    assert (room / made).read_text().endswith("edited")
    monkeypatch.setenv("VISUAL", "no-such-editor")
    run = newsroom("new", "--headline", "Park", "--edit")
    assert run.code == 2 and "EDITOR" in run.err and len(list((room / "releases").glob("*park*"))) == 1


def test_a_newsroom_on_the_other_side_of_midnight_dates_by_its_own_zone(newsroom, room: Path) -> None:
    import datetime as dt
    from zoneinfo import ZoneInfo

    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text().replace("America/New_York", "Pacific/Kiritimati"))
    before = dt.datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    made = newsroom("new", "--headline", "Pool").out.strip()
    after = dt.datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    assert made in {f"releases/{day}-pool.md" for day in (before, after)}


# --- check ----------------------------------------------------------------------------------------------------


def test_check_finds_nothing_in_a_good_release(newsroom, room: Path) -> None:
    run = newsroom("check")
    assert (run.code, run.out) == (0, "") and "nothing to fix in 1 release" in run.err


def test_check_shows_place_and_remedy(newsroom, room: Path) -> None:
    spoil(room, '"mayors-office"', '"mayor-office"')
    run = newsroom("check")
    assert run.code == 1
    assert f"{LIBRARY}:7:10" in run.out and "error[OF001]" in run.out and "mayors-office" in run.out
    assert "newsroom rule OF001" in run.err


@pytest.mark.parametrize("path", [LIBRARY, "releases", "2026-03-02-library.md"])
def test_check_takes_files_and_folders(newsroom, room: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(room, '"mayors-office"', '"mayor-office"')
    if "/" not in path and path != "releases":
        monkeypatch.chdir(room / "releases")
    run = newsroom("check", path, "--format", "concise")
    assert run.code == 1 and run.out.startswith(f"{path if path != 'releases' else LIBRARY}:7:10: OF001")


def test_check_takes_a_file_from_elsewhere(newsroom, room: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("desk") / "draft.md"
    file.write_text("+++\nheadline = 1\n+++\n")
    run = newsroom("check", file, "--format", "json")
    assert run.code == 1 and "FM003" in {finding["code"] for finding in json.loads(run.out)}


def test_check_of_what_is_not_there(newsroom, room: Path) -> None:
    run = newsroom("check", "releases/none.md")
    assert run.code == 2 and "no such file" in run.err


def test_check_of_an_empty_newsroom_says_so(newsroom, room: Path) -> None:
    (room / LIBRARY).unlink()
    run = newsroom("check")
    assert run.code == 0 and "no releases" in run.err and "newsroom new" in run.err
    assert newsroom("check", "--format", "json").out == "[]\n"


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(newsroom, room: Path, level: str, code: int) -> None:
    spoil(room, "date = 2026-03-02", "date = 2026-03-02T09:00:00")  # FM005, a warning here
    run = newsroom("check", "--fail-on", level)
    assert "warning[FM005]" in run.out and run.code == code


def test_rules_are_chosen_on_the_command_line(newsroom, room: Path) -> None:
    spoil(room, '"mayors-office"', '"mayor-office"')
    assert newsroom("check", "--ignore", "OF,CT").code == 0
    assert newsroom("check", "--select", "DT").code == 0
    run = newsroom("check", "--ignore", "OF01")
    assert run.code == 2 and "OF001" in run.err


def test_github_annotations(newsroom, room: Path) -> None:
    spoil(room, '"mayors-office"', '"mayor-office"')
    run = newsroom("check", "--format", "github")
    assert run.out.startswith(f"::error file={LIBRARY},line=7,col=10,")


def test_one_of_many_unreadable_files_does_not_hide_the_others(newsroom, room: Path) -> None:
    (room / "releases" / "a.md").write_bytes(b"\xff\xfe\x00")
    (room / "releases" / "b.md").write_text("+++\n+++\n")
    found = json.loads(newsroom("check", "--format", "json").out)
    assert {finding["path"] for finding in found} == {"releases/a.md", "releases/b.md"}


def test_many_releases_are_checked_by_two_workers_alike(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(230):
        (room / "releases" / f"2026-01-01-{number:03}.md").write_text("+++\n+++\n")
    many = json.loads(newsroom("check", "--format", "json").out)
    from newsroom_cli.linter import desk
    from newsroom_cli.newsroom import workers
    from newsroom_cli.newsroom.folder import Newsroom

    now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    monkeypatch.setattr(workers, "usual_count", lambda amount, fewest: 1)
    one = desk.check_releases(here := Newsroom.find(room), here.paths(), now=now, use_cache=False).findings
    assert [(finding["path"], finding["code"]) for finding in many] == [(finding.path, finding.code) for finding in one]


# --- rule, list, show -----------------------------------------------------------------------------------------


def test_rule_prints_the_page(newsroom) -> None:
    run = newsroom("rule", "dt001")
    assert run.code == 0 and run.out.startswith("# DT001") and "## Why" in run.out


def test_rule_lists_all(newsroom) -> None:
    from newsroom_cli.rules.registry import rules

    out = newsroom("rule").out
    assert all(code in out for code in rules())


def test_rule_guesses(newsroom) -> None:
    run = newsroom("rule", "DT01")
    assert run.code == 2 and "DT001" in run.err


def test_list_is_a_table_for_programs_too(newsroom, room: Path) -> None:
    (room / "releases" / "2026-04-01-draft.md").write_text('+++\nheadline = "A\\tB"\ndate = 2026-04-01\n+++\n')
    lines = newsroom("list").out.splitlines()
    assert lines[0].split("\t") == ["date", "status", "office", "findings", "headline", "file"]
    assert lines[1].split("\t")[:2] == ["2026-04-01", "draft"]
    assert lines[2].split("\t") == [
        "2026-03-02",
        "approved",
        "mayors-office",
        "✓",
        "City Opens Harbour Quarter Library",
        LIBRARY,
    ]


def test_list_as_json_and_narrowed(newsroom, room: Path) -> None:
    (row,) = json.loads(newsroom("list", "-f", "json", "--office", "mayors-office").out)
    assert (row["path"], row["standing"], row["errors"]) == (LIBRARY, "approved", 0)
    assert json.loads(newsroom("list", "-f", "json", "--status", "draft").out) == []
    (row,) = json.loads(newsroom("list", "-f", "json", "--as-of", "2026-03-01").out)
    assert row["standing"] == "scheduled"
    assert newsroom("list", "--office", "nobody").code == 2


def test_show_reads_like_the_release(newsroom, room: Path) -> None:
    run = newsroom("show", "2026-03-02-library")
    assert run.code == 0
    assert "PORT ELLERY — Monday, March 2, 2026 — The city today opened" in " ".join(run.out.split())
    assert "Press Desk" in run.out and "###" in run.out


def test_show_guesses_a_name(newsroom, room: Path) -> None:
    run = newsroom("show", "2026-03-02-libary")
    assert run.code == 2 and f"did you mean {LIBRARY}?" in run.err


def test_show_of_a_broken_file_says_where(newsroom, room: Path) -> None:
    spoil(room, "headline =", "headline")
    run = newsroom("show", LIBRARY)
    assert run.code == 1 and f"{LIBRARY}:4" in run.err


# --- build, feed, email ---------------------------------------------------------------------------------------


def test_build_says_what_it_did_and_where_to_look(newsroom, room: Path) -> None:
    run = newsroom("build")
    assert (run.code, run.out) == (0, "public\n")
    assert "1 public release" in run.err and "public/index.html" in run.err


def test_build_writes_where_it_is_told(newsroom, room: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out") / "site"
    assert newsroom("build", "-o", out).code == 0
    assert (out / "releases" / "2026-03-02-library.html").is_file() and not (room / "public").exists()


def test_build_refuses_and_names_what_is_wrong(newsroom, room: Path) -> None:
    newsroom("build")
    before = (room / "public" / "index.html").read_bytes()
    spoil(room, '"mayors-office"', '"mayor-office"')
    run = newsroom("build")
    assert run.code == 1 and f"{LIBRARY}:7:10" in run.out and "stays as it was" in run.err
    assert (room / "public" / "index.html").read_bytes() == before


def test_a_rehearsal_sees_the_future(newsroom, room: Path) -> None:
    spoil(room, "date = 2026-03-02", "date = 2099-03-02")
    spoil(room, "2026:", "2026:")
    assert "not public: 1 scheduled" in newsroom("build").err
    run = newsroom("build", "--as-of", "2099-03-02")
    assert "1 public release" in run.err
    assert newsroom("build", "--as-of", "whenever").code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_feed_prints_what_build_writes(newsroom, room: Path, form: str) -> None:
    newsroom("build")
    name = FORMATS[form].file
    run = newsroom("feed", "--format", form)
    assert run.code == 0 and run.out.encode() == (room / "public" / name).read_bytes()
    run = newsroom("feed", "--format", form, "--office", "mayors-office", "-o", "one.feed")
    assert (
        run.out == ""
        and (room / "one.feed").read_bytes() == (room / "public/offices/mayors-office" / name).read_bytes()
    )


def test_feed_refuses_errors_and_unknown_offices(newsroom, room: Path) -> None:
    run = newsroom("feed", "--office", "mayor-office")
    assert run.code == 2 and "did you mean mayors-office?" in run.err
    spoil(room, "from a book,”", "from the book,”")
    run = newsroom("feed", "-o", "feed.xml")
    assert run.code == 1 and "QT005" in run.out and not (room / "feed.xml").exists()
    for command in ("feed", "email"):  # their output may go into a file, where no finding may stand
        run = newsroom(command)
        assert run.code == 1 and "QT005" in run.err and not run.out


def test_a_feed_is_refused_while_a_release_is_unclear(newsroom, room: Path) -> None:
    (room / "releases" / "2026-03-03-other.md").write_text('+++\nstatus = "approved"\nembargo = "soon"\n+++\n')
    run = newsroom("feed", "-o", "feed.xml")
    assert run.code == 1 and "2026-03-03-other.md:3" in run.out and not (room / "feed.xml").exists()


def test_a_feed_is_refused_while_the_words_of_an_entry_hold_it_back(newsroom, room: Path) -> None:
    older = (room / LIBRARY).read_text().replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g")
    held = older.replace("2026-03-02", "2026-03-01").replace("+++\n\n", "+++\n\nEMBARGOED UNTIL FRIDAY\n\n", 1)
    (room / "releases" / "2026-03-01-older.md").write_text(held)
    run = newsroom("feed", "-o", "feed.xml")
    assert run.code == 1 and "2026-03-01-older.md" in run.out and not (room / "feed.xml").exists()
    with (room / "newsroom.toml").open("a") as options:
        options.write("\n[feeds]\nentries = 1\n")
    assert newsroom("feed", "-o", "feed.xml").code == 0, "a release that is too old for the feed does not hold it up"


def test_a_feed_says_nothing_of_what_is_not_public(newsroom, room: Path) -> None:
    spoil(room, 'status = "approved"', 'status = "draft"')
    for form in FORMATS:
        assert "Harbour" not in newsroom("feed", "--format", form).out


@pytest.mark.parametrize("form", ["html", "text", "eml"])
def test_email_prints_what_build_writes(newsroom, room: Path, form: str) -> None:
    newsroom("build")
    run = newsroom("email", LIBRARY, "--format", form)
    assert run.code == 0 and "Port Ellery" in run.out
    if form != "eml":
        built = room / "public" / "email" / f"2026-03-02-library.{'txt' if form == 'text' else 'html'}"
        assert run.out.encode() == built.read_bytes()


def test_email_obeys_the_gate(newsroom, room: Path) -> None:
    spoil(room, 'status = "approved"', 'status = "review"')
    run = newsroom("email", LIBRARY)
    assert run.code == 1 and run.out == "" and "not public" in run.err and "--proof" in run.err
    proof = newsroom("email", LIBRARY, "--proof")
    assert proof.code == 0 and "proof" in proof.out.lower()


def test_email_refuses_errors(newsroom, room: Path) -> None:
    spoil(room, '"mayors-office"', '"mayor-office"')
    run = newsroom("email", LIBRARY, "-o", "mail.html")
    assert run.code == 1 and "OF001" in run.out and not (room / "mail.html").exists()


@pytest.mark.parametrize(
    ("name", "begins"), [("a.eml", b"From:"), ("a.txt", b"Port Ellery"), ("a.html", b"<!DOC"), ("a.EML", b"From:")]
)
def test_a_mail_is_what_the_name_of_its_file_says(newsroom, room: Path, name: str, begins: bytes) -> None:
    run = newsroom("email", LIBRARY, "-o", name)
    assert run.code == 0 and (room / name).read_bytes().startswith(begins), (room / name).read_bytes()[:80]
    assert newsroom("email", LIBRARY, "-o", "a.eml", "--format", "html").code == 0
    assert (room / "a.eml").read_bytes().startswith(b"<!DOC")  # the option says more than the name


def test_an_eml_opens_as_multipart_alternative(newsroom, room: Path) -> None:
    import email
    from email.policy import default

    newsroom("email", LIBRARY, "--format", "eml", "-o", ".")
    message = email.message_from_bytes((room / "2026-03-02-library.eml").read_bytes(), policy=default)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Subject"] == "City Opens Harbour Quarter Library"
    assert not message.defects


def test_output_into_a_folder_that_is_not_there(newsroom, room: Path) -> None:
    run = newsroom("feed", "-o", "nowhere/feed.xml")
    assert run.code == 2 and "no such folder" in run.err


assert FRONT  # the sample this module spoils
