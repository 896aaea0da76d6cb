"""`newsroom quotes` as a press office uses it: list, sync, clear, change a word, be refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import terminal
from samples import BODY, HERE, sample_text, write_newsroom

FILE = "releases/2026-03-02-library.md"
MORE = "\n“We have waited ten years for this room,” said Idris Lindqvist, director of libraries.\n"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom with one public release; git knows nobody."""
    return write_newsroom(tmp_path, FILE)


def change(room: Path, old: str, new: str, count: int = 1) -> None:
    text = (room / FILE).read_text(encoding="utf-8")
    assert old in text
    (room / FILE).write_text(text.replace(old, new, count), encoding="utf-8")


def listed(newsroom) -> list[tuple[str, str, str]]:
    run = newsroom("quotes", "list", FILE, "--format", "json")
    return [(quote["speaker"], quote["listed"], quote["cleared"]) for quote in json.loads(run.out)]


def clear(newsroom, *more: str):
    return newsroom("quotes", "clear", FILE, "--speaker", "Ana Okafor", "--by", "Kim Lee", *more)


def test_help_teaches(newsroom) -> None:
    assert "Example: newsroom quotes" in newsroom("quotes", "--help").out
    for name in ("list", "sync", "clear", "sheet"):
        shown = newsroom("quotes", name, "--help")
        assert shown.code == 0 and f"Example: newsroom quotes {name}" in shown.out


def test_list_shows_what_is_said_listed_and_cleared(newsroom, room: Path) -> None:
    change(room, "The opening hours", MORE.strip() + "\n\nThe opening hours")
    assert listed(newsroom) == [("Ana Okafor", "yes", "no"), ("Idris Lindqvist", "no", "no")]
    run = newsroom("quotes", "list", FILE)
    assert run.code == 0 and "quotes sync" in run.err
    assert run.out.splitlines()[0].split("\t")[:4] == ["line", "no.", "speaker", "role"]
    assert run.out.splitlines()[1].split("\t")[:4] == ["22", "1", "Ana Okafor", "Mayor"]


def test_one_changed_word_is_refused_everywhere_and_a_mark_is_not(newsroom, room: Path) -> None:
    assert clear(newsroom, "--via", "e-mail", "--date", "2026-03-01T09:00").code == 0
    record = (room / FILE).read_text(encoding="utf-8")
    assert 'clearance = { by = "Kim Lee", date = 2026-03-01T09:00:00-05:00, via = "e-mail", words = "Nobody' in record
    assert listed(newsroom) == [("Ana Okafor", "yes", "cleared")]
    assert newsroom("check").code == 0

    change(
        room,
        "“Nobody in this city should live more than a short walk from a book,”",
        '"Nobody in this city should live more than a short walk from a book,"',
    )
    change(room, 'text = "Nobody in this city should', 'text = "Nobody – in this city – should')
    assert newsroom("check").code == 0
    assert newsroom("build", "--as-of", "2026-04-01").code == 0
    assert newsroom("quotes", "list", FILE).code == 0

    change(room, "a short walk from a book,", "a brief walk from a book,")
    assert listed(newsroom) == [("Ana Okafor", "changed", "void")]
    assert "QT005" in newsroom("check").out
    assert newsroom("build", "--as-of", "2026-04-01").code == 1

    change(room, "a short walk from a book.", "a brief walk from a book.")
    assert listed(newsroom) == [("Ana Okafor", "yes", "void")]
    run = newsroom("check", "--format", "concise")
    assert run.code == 1 and "QT014" in run.out and '"short" is "brief" now' in run.out
    run = newsroom("build", "--as-of", "2026-04-01")
    assert run.code == 1 and "QT014" in run.out
    assert newsroom("quotes", "list", FILE).code == 1


def test_withdrawing_is_recorded_and_reported(newsroom, room: Path) -> None:
    assert newsroom("quotes", "clear", FILE, "--speaker", "okafor", "--withdraw").code == 2
    clear(newsroom)
    assert clear(newsroom, "--withdraw", "--date", "2026-03-01").code == 0
    assert listed(newsroom) == [("Ana Okafor", "yes", "withdrawn")]
    assert "withdrew the clearance of this quote on Sunday, March 1, 2026" in newsroom("check", "-f", "concise").out
    assert "withdrawn already on Sunday, March 1, 2026" in clear(newsroom, "--withdraw").err


def test_the_name_is_gits_unless_it_is_given(newsroom, room: Path) -> None:
    run = newsroom("quotes", "clear", FILE, "--speaker", "okafor")
    assert run.code == 2 and "--by" in run.err
    subprocess.run(["git", "init", "-q", "."], cwd=room, check=True)
    subprocess.run(["git", "config", "user.name", "Jo Park"], cwd=room, check=True)
    assert newsroom("quotes", "clear", FILE, "--speaker", "okafor").code == 0
    assert 'by = "Jo Park"' in (room / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--speaker", "Ana Okafro"], 'did you mean "Ana Okafor"?'),
        (["--speaker", "Bo Chen"], "there are Ana Okafor"),
        ([], "nobody is named"),
        (["--number", "2"], "there is no quote no. 2"),
    ],
)
def test_who_is_not_quoted_cannot_clear(newsroom, room: Path, arguments: list[str], said: str) -> None:
    before = (room / FILE).read_bytes()
    run = newsroom("quotes", "clear", FILE, "--by", "Kim", *arguments)
    assert run.code == 2 and said in run.err and (room / FILE).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_person_on_a_terminal_is_asked_whose_words_and_how(newsroom, room: Path) -> None:
    change(room, "The opening hours", MORE.strip() + "\n\nThe opening hours")
    assert newsroom("quotes", "sync", FILE).code == 0
    line = ["quotes", "clear", FILE, "--by", "Kim Lee"]
    before, answers = (room / FILE).read_bytes(), terminal.InTurn("Whose words", "", terminal.CTRL_C, others={})
    shown = terminal.shown(line, folder=room, answers=answers)
    assert (
        "please type a number from 1 to 3" in shown
        and (room / FILE).read_bytes() == before
        and "  2  Idris Lindqvist  director of libraries" in shown
    )
    terminal.shown(line, folder=room, answers=terminal.ByPart({"Whose": "lindqvist", "How": "by telephone"}))
    assert [cleared for _, _, cleared in listed(newsroom)] == ["no", "cleared"]
    assert 'via = "by telephone"' in (room / FILE).read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("answer", ["", "later"])
def test_nothing_is_cleared_before_a_person_says_how(newsroom, room: Path, answer: str) -> None:
    line = ["quotes", "clear", FILE, "--by", "Kim Lee"]
    before, answers = (room / FILE).read_bytes(), terminal.InTurn("How", answer, terminal.CTRL_C, others={"Whose": ""})
    shown = terminal.shown(line, folder=room, answers=answers)
    assert "please say how they agreed" in shown and "“" in shown.partition("How they agreed")[0]
    assert (room / FILE).read_bytes() == before


# --- quotes that are still to be written ----------------------------------------------------------------------

REQUIRED = f'{(HERE / "newsroom.toml").read_text(encoding="utf-8")}\n[quotes]\nclearance = "required"\n'


def started(newsroom, room: Path) -> str:
    """A release that `newsroom new` started, with nobody quoted yet."""
    assert newsroom("new", "--headline", "Pool").code == 0
    return next(str(path.relative_to(room)) for path in (room / "releases").iterdir() if path.name.endswith("pool.md"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_quote_that_is_still_missing_is_not_offered(newsroom, room: Path) -> None:
    file = started(newsroom, room)
    before = (room / file).read_text(encoding="utf-8")
    seen = terminal.shown(["quotes", "clear", file, "--by", "Kim Lee"], folder=room, answers={})
    line = before[: before.index('text = "TK"')].count("\n") + 1
    assert f"{file}:{line}: quote no. 1 cannot be cleared yet" in " ".join(seen.split()), seen
    assert "its words and the speaker are still missing" in " ".join(seen.split()) and "help: write it" in seen
    assert (room / file).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("short walk from a book.", "short walk from XX% of books.", "its words are"),
        ('speaker = "Ana Okafor"', 'speaker = "TK"', "the speaker is"),
        ('role = "Mayor"', 'role = "[TITLE]"', "the speaker's role is"),
    ],
)
def test_a_quote_with_a_placeholder_is_not_cleared(newsroom, room: Path, old: str, new: str, missing: str) -> None:
    change(room, old, new)
    run = newsroom("quotes", "clear", FILE, "--number", "1", "--by", "Kim Lee")
    assert run.code == 1 and f"{missing} still missing" in run.err
    assert "clearance" not in (room / FILE).read_text(encoding="utf-8")


def test_the_other_quotes_of_a_speaker_are_cleared(newsroom, room: Path) -> None:
    change(room, "\n+++\n\n", '\n\n[[quotes]]\nspeaker = "Ana Okafor"\nrole = "Mayor"\ntext = "TK"\n+++\n\n')
    run = clear(newsroom)
    assert run.code == 0 and "not cleared: quote no. 2" in run.err
    assert (room / FILE).read_text(encoding="utf-8").count("digest = ") == 1


def test_sync_writes_a_quote_in_place_of_tk(newsroom, room: Path) -> None:
    file = started(newsroom, room)
    text = (room / file).read_text(encoding="utf-8")
    spoken = "“We waited for years,” said Mayor Ana Okafor.\n\n“It is open to all at last,” Okafor said."
    (room / file).write_text(text.replace("“TK,” said TK.", spoken), encoding="utf-8")
    run = newsroom("quotes", "sync", file)
    assert run.code == 0 and run.err.startswith("listed 2 quotes")
    found = json.loads(newsroom("quotes", "list", file, "--format", "json").out)
    assert [(quote["speaker"], quote["role"], quote["listed"], quote["numbers"]) for quote in found] == [
        ("Ana Okafor", "Mayor", "yes", [1]), ("Ana Okafor", "Mayor", "yes", [2]),
    ]  # fmt: skip
    written = (room / file).read_text(encoding="utf-8").partition("[[quotes]]")[2].partition("+++")[0]
    assert "TK" not in written and written.count("[[quotes]]") == 1


def test_sync_gives_nobody_the_words_of_another(newsroom, room: Path) -> None:
    assert newsroom("new", "--headline", "Pool", "--speaker", "Mira Solano", "--role", "Auditor").code == 0
    file = next(path for path in (room / "releases").iterdir() if path.name.endswith("pool.md"))
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("“TK,” said Auditor Mira Solano.", "“We waited for years,” said Mayor Ana Okafor."),
        encoding="utf-8",
    )
    newsroom("quotes", "sync", file)
    tables = file.read_text(encoding="utf-8").split("[[quotes]]")[1:]
    assert (
        'speaker = "Mira Solano"' in tables[0] and 'text = "TK"' in tables[0] and 'speaker = "Ana Okafor"' in tables[1]
    )


def test_a_sheet_asks_for_no_quote_that_is_still_missing(newsroom, room: Path) -> None:
    change(room, "The opening hours", "“It opens at TK in the morning,” Okafor said.\n\nThe opening hours")
    sheet = ("quotes", "sheet", FILE, "--speaker", "Okafor")
    run = newsroom(*sheet)
    assert run.code == 0 and "left out: 1 in which a placeholder" in run.err and "TK" not in run.out
    change(room, "“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor.\n\n", "")
    change(room, 'text = "Nobody in this city should live more than a short walk from a book."', 'text = "TK"')
    run = newsroom(*sheet)
    assert run.code == 2 and "what Ana Okafor says is still to be written" in run.err
    assert "to be written" in newsroom("show", FILE).out


def test_a_quote_that_is_still_missing_is_no_missing_clearance(newsroom, room: Path) -> None:
    (room / "newsroom.toml").write_text(REQUIRED, encoding="utf-8")
    (room / FILE).unlink()
    file = started(newsroom, room)
    for status in ("draft", "approved"):
        text = (room / file).read_text(encoding="utf-8").replace('status = "draft"', f'status = "{status}"')
        (room / file).write_text(text, encoding="utf-8")
        assert "clearance" not in newsroom("status", file).out and "clearance" not in newsroom().out
    (room / "newsroom.toml").write_text(f'{REQUIRED}[check]\nignore = ["PH001"]\n', encoding="utf-8")
    assert "QT015" in newsroom("check", file).out  # the gate does not depend on another rule


def test_a_quote_that_the_body_changed_cannot_be_cleared(newsroom, room: Path) -> None:
    change(room, "a short walk from a book,", "a brief walk from a book,")
    run = clear(newsroom)
    assert run.code == 2 and "word for word" in run.err


def test_words_that_the_body_strikes_out_cannot_be_cleared(newsroom, room: Path) -> None:
    change(room, "“Nobody in this city", "“~~Nobody~~ in this city")
    before = (room / FILE).read_bytes()
    run = clear(newsroom)
    assert run.code == 2 and "in another sense: words are struck out" in run.err
    assert (room / FILE).read_bytes() == before


@pytest.mark.parametrize("command", ["list", "sync", "clear", "sheet"])
@pytest.mark.parametrize("text", ["+++\nheadline = \n+++\n", "no front matter", ""])
def test_a_file_that_cannot_be_read_is_a_plain_message(newsroom, room: Path, command: str, text: str) -> None:
    (room / FILE).write_text(text, encoding="utf-8")
    more = ["--speaker", "Ana Okafor"] if command in ("clear", "sheet") else []
    run = newsroom("quotes", command, FILE, *more)
    assert run.code == 1 and run.err.startswith("error: ") and "Traceback" not in run.err
    assert (room / FILE).read_text(encoding="utf-8") == text


# --- sync -----------------------------------------------------------------------------------------------------


def test_sync_adds_what_is_missing_and_touches_nothing_else(newsroom, room: Path) -> None:
    clear(newsroom)
    change(room, "The opening hours", MORE.strip() + "\n\nThe opening hours")
    change(room, "[[quotes]]", "# the mayor, by phone\n[[quotes]]  # first")
    before = (room / FILE).read_text(encoding="utf-8")
    run = newsroom("quotes", "sync", FILE, "--dry-run")
    assert '+speaker = "Idris Lindqvist"' in run.out and (room / FILE).read_text(encoding="utf-8") == before
    assert newsroom("quotes", "sync", FILE).code == 0
    after = (room / FILE).read_text(encoding="utf-8")
    speaker = 'speaker = "Idris Lindqvist"\nrole = "director of libraries"\n'
    table = f'\n[[quotes]]\n{speaker}text = "We have waited ten years for this room."\n'
    assert after == before.replace("+++\n\nThe city", f"{table}+++\n\nThe city")
    assert listed(newsroom) == [("Ana Okafor", "yes", "cleared"), ("Idris Lindqvist", "yes", "no")]
    assert "every quote of the body is listed" in newsroom("quotes", "sync", FILE).err
    assert (room / FILE).read_text(encoding="utf-8") == after


def test_sync_names_what_is_gone_and_deletes_nothing(newsroom, room: Path) -> None:
    body = BODY.replace(
        "“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor.", "x"
    )
    (room / FILE).write_text(sample_text(body=body), encoding="utf-8")
    before = (room / FILE).read_bytes()
    run = newsroom("quotes", "sync", FILE)
    assert "no. 1, of Ana Okafor: listed, but not in the body any more" in run.err
    assert (room / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        "Nobody in this city should live more than a short walk from a book. We mean it, and we will build three more "
        "of them in the years that come, one in each quarter of the city that has none so far.",
        "Nobody in this city should live more than a short walk.",
        "Nobody in this town should live more than a short walk from a book.",
        "Nobody in our town ought to have more than a short stroll to a book.",
    ],
)
def test_sync_gives_a_quote_the_new_words_of_the_body(newsroom, room: Path, words: str) -> None:
    clear(newsroom)
    old = "Nobody in this city should live more than a short walk from a book"
    change(room, f"“{old},” said Mayor Ana Okafor.", f"“{words}” said Mayor Ana Okafor.")
    before = (room / FILE).read_text(encoding="utf-8")
    run = newsroom("quotes", "sync", FILE, "--dry-run")
    assert "would get the words of the body" in run.err and (room / FILE).read_text(encoding="utf-8") == before
    run = newsroom("quotes", "sync", FILE)
    assert f"no. 1, of Ana Okafor: has the words of the body now, in place of “{old[:40]}" in run.err
    assert "the clearance does not count for these words" in run.err
    assert (room / FILE).read_text(encoding="utf-8") == before.replace(f'text = "{old}."', f'text = "{words}"')
    assert listed(newsroom) == [("Ana Okafor", "yes", "void")]
    assert "every quote of the body is listed" in newsroom("quotes", "sync", FILE).err


def test_sync_takes_like_words_of_another_person_as_a_new_quote(newsroom, room: Path) -> None:
    change(room, "said Mayor Ana Okafor", "said Idris Lindqvist, director of libraries")
    change(room, 'text = "Nobody in this city should live', 'text = "Nobody in this town should live')
    run = newsroom("quotes", "sync", FILE)
    text = (room / FILE).read_text(encoding="utf-8")
    assert 'text = "Nobody in this town should live' in text and 'speaker = "Idris Lindqvist"' in text
    assert "listed 1 quote" in run.err and "other words than are listed" not in run.err


def test_an_unclear_speaker_is_not_invented(newsroom, room: Path) -> None:
    change(
        room,
        "The opening hours",
        "“It belongs to the whole of this city,” the statement said.\n\n"
        "“Books need people, and people need books,” he said.\n\nThe opening hours",
    )
    newsroom("quotes", "sync", FILE)
    text = (room / FILE).read_text(encoding="utf-8")
    assert text.count("[[quotes]]") == 2 or 'speaker = "TK"' in text
    assert text.count('speaker = "Ana Okafor"') == 1
    if 'speaker = "TK"' in text:
        assert "PH001" in newsroom("check", "-f", "concise").out


def test_a_file_that_changes_meanwhile_is_left_alone(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom_cli.model import editing
    from newsroom_cli.model.errors import NewsroomError
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.newsroom.writer import in_place

    here = Newsroom.find(room)
    before = in_place.open_release(here, FILE)
    change(room, "40,000", "50,000")
    meanwhile = (room / FILE).read_bytes()
    with pytest.raises(NewsroomError, match="in the meantime"):
        in_place.save_release(here, before, editing.assign(before, "status", "draft"))
    assert (room / FILE).read_bytes() == meanwhile


def test_windows_lines_and_the_byte_order_mark_stay(newsroom, room: Path) -> None:
    (room / FILE).write_bytes(b"\xef\xbb\xbf" + sample_text().replace("\n", "\r\n").encode())
    assert clear(newsroom).code == 0
    data = (room / FILE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf+++") and data.count(b"\n") == data.count(b"\r\n")
    assert listed(newsroom) == [("Ana Okafor", "yes", "cleared")]


# --- sheet ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "start"), [("text", b"YOUR WORDS"), ("html", b"<!DOCTYPE html>"), ("eml", b"From: ")])
def test_a_sheet_is_written(newsroom, room: Path, form: str, start: bytes) -> None:
    run = newsroom("quotes", "sheet", FILE, "--speaker", "Okafor", "-f", form, "-o", room)
    assert run.code == 0
    (file,) = room.glob("2026-03-02-library-quotes.*")
    assert file.read_bytes().startswith(start)


def two_speakers(room: Path) -> None:
    """Have a second person in the text and under [[quotes]]."""
    change(room, "The opening hours", MORE.strip() + "\n\nThe opening hours")
    second = '[[quotes]]\nspeaker = "Idris Lindqvist"\nrole = "director of libraries"\n'
    change(room, "[[quotes]]", f'{second}text = "We have waited ten years for this room,"\n\n[[quotes]]')


def test_a_sheet_needs_no_name_where_one_person_speaks(newsroom, room: Path) -> None:
    run = newsroom("quotes", "sheet", FILE)
    assert run.code == 0 and run.out == newsroom("quotes", "sheet", FILE, "--speaker", "Okafor").out
    two_speakers(room)
    run = newsroom("quotes", "sheet", FILE)
    assert run.code == 2 and "--speaker NAME: Ana Okafor, Idris Lindqvist" in run.err
    seen = terminal.shown(["quotes", "sheet", FILE], folder=room, answers={"Whose words": "Idris"})
    assert "We have waited ten years" in seen


def test_a_sheet_is_for_one_person(newsroom, room: Path) -> None:
    run = newsroom("quotes", "sheet", FILE, "--speaker", "all")
    assert run.code == 2 and "make one for each: --speaker NAME" in run.err


def test_who_is_left_to_clear_is_named_and_offered(newsroom, room: Path) -> None:
    two_speakers(room)
    answers = terminal.InTurn("Whose words", "", "Okafor", others={"How": "e-mail", "Your name": "Kim Lee"})
    seen = terminal.shown(["quotes", "clear", FILE], folder=room, answers=answers)
    assert "please type a number from 1 to 3" in seen and "cleared: no. 2, Ana Okafor" in seen
    left = "not cleared: the words of Idris Lindqvist; newsroom quotes clear"
    assert left in " ".join(seen.split())
    answers = terminal.ByPart({"Whose words [Idris Lindqvist]": "", "How": "e-mail"})
    seen = terminal.shown(["quotes", "clear", FILE], folder=room, answers=answers)
    assert "cleared: no. 1, Idris Lindqvist" in seen and "not cleared" not in seen


def test_an_approval_says_whose_words_nobody_cleared(newsroom, room: Path) -> None:
    change(room, 'status = "approved"', 'status = "review"')
    order = ("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert "not cleared: the words of Ana Okafor; newsroom.toml asks for no clearance" in newsroom(*order).err
    change(room, 'status = "approved"', 'status = "review"')
    clear(newsroom)
    assert "not cleared" not in newsroom(*order).err


def test_who_says_nothing_gets_no_sheet(newsroom, room: Path) -> None:
    run = newsroom("quotes", "sheet", FILE, "--speaker", "Bo Chen")
    assert run.code == 2 and "Bo Chen says nothing" in run.err


def test_the_words_of_several_people_are_cleared_at_once(newsroom, room: Path) -> None:
    two_speakers(room)
    change(room, 'status = "approved"', 'status = "draft"')
    order, before = ("quotes", "clear", FILE, "--by", "Kim Lee"), (room / FILE).read_bytes()
    assert newsroom(*order, "--speaker", "Okafor", "--speaker", "Chen").code == 2
    assert (room / FILE).read_bytes() == before
    run = newsroom(*order, "--speaker", "Okafor", "--speaker", "Lindqvist", "--via", "e-mail")
    assert run.code == 0 and {cleared for _, _, cleared in listed(newsroom)} == {"cleared"}
    assert newsroom(*order, "--speaker", "all", "--undo").code == 0
    assert (room / FILE).read_bytes() == before
    assert newsroom(*order, "--speaker", "Okafor").code == 0
    run = newsroom(*order, "--speaker", "all")
    assert "cleared: no. 1, Idris Lindqvist" in run.err and "Okafor" not in run.err, "only what is left"


def test_a_person_sees_each_quote_before_all_are_cleared(newsroom, room: Path) -> None:
    two_speakers(room)
    order, before = ["quotes", "clear", FILE, "--by", "Kim Lee"], (room / FILE).read_bytes()
    for answer in ("n", "y"):
        answers = terminal.ByPart({"Whose words": "all", "How": "by telephone", "Did each of them": answer})
        seen = terminal.shown(order, folder=room, answers=answers).partition("How they agreed")
        assert "no. 1, Idris Lindqvist: “" in seen[0] and "no. 2, Ana Okafor: “" in seen[0]
        assert ("nothing was written" in seen[2]) == (answer == "n") == ((room / FILE).read_bytes() == before)
    assert (room / FILE).read_text(encoding="utf-8").count('via = "by telephone"') == 2
