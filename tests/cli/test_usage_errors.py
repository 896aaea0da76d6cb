"""Mistakes on a command line: an error and its remedy, with the nearest right word, as everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import write_newsroom

from newsroom_cli.cli.arguments import other_words
from newsroom_cli.cli.commands import COMMANDS

LIBRARY = "releases/2026-03-02-library.md"


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    return write_newsroom(tmp_path, LIBRARY)


# What is typed -> the error, the remedy; both may be parts.
MISTAKES = {
    "chek": ('there is no command "chek"', "did you mean newsroom check?"),
    "deploy": ('there is no command "deploy"', "here that is newsroom build: write everything that is public"),
    "start": ('there is no command "start"', "here that is newsroom new: start a release"),
    "commit": ('there is no command "commit"', "git commit"),
    "help": ('there is no command "help"', "newsroom --help lists the commands"),
    "dt001": ('there is no command "dt001"', "newsroom rule DT001 explains that rule"),
    LIBRARY: ("there is no command", f"a command comes first: newsroom check {LIBRARY}"),
    "xyzzy": ('there is no command "xyzzy"', "newsroom --help lists the commands"),
    "quotes serch": ('there is no command "serch" of newsroom quotes', "did you mean newsroom quotes search?"),
    "check --fixx": ("newsroom check has no option --fixx", "did you mean --fix?"),
    "check -fix": ("newsroom check has no option -fix", "did you mean --fix?"),
    "publish -help": ("newsroom publish has no option -help", "did you mean --help?"),
    "publish --undo": ("newsroom publish has no option --undo", "newsroom status FILE draft"),
    "publish --test": ("newsroom publish has no option --test", "newsroom publish --help lists its options"),
    "list -x": ("newsroom list has no option -x", "newsroom list --help lists its options"),
    "init --country x": ("newsroom init has no option --country", "newsroom init --help lists its options"),
    "--as-of 2026-03-01 list": ("newsroom has no option --as-of", "the command comes first, its options follow it"),
    "check --fix=yes": ("--fix takes no value", "write --fix alone"),
    "check --fail-on": ("--fail-on needs a value after it", "newsroom check --help says which"),
    "quotes search --speaker": ("--speaker needs a value after it", "newsroom quotes search --help says which"),
    f"status {LIBRARY} published": ('"published" is not a status', "newsroom publish FILE publishes it"),
    f"status {LIBRARY} drafts": ('"drafts" is not a status', "did you mean draft?"),
    f"email {LIBRARY} --format word": ('there is no "word"', "newsroom export writes a Word file"),
    "check -f ful": ('there is no "ful"', "did you mean full? it is one of full, concise"),
    "check --select DTT": ('--select: there is no rule "DTT"', "did you mean DT?"),
    "feed --format xml": ('--format: there is no "xml"', "did you mean rss or atom?"),
    "schema feed": ('there is no "feed"', "it is release or newsroom"),
    "quotes search --limit 0 x": ("--limit: 0 is too small", "write a number from 1 on"),
    "quotes search --limit ten x": ('--limit: "ten" is not a whole number', "in digits"),
    "preview --port 70000": ("--port: 70000 is out of range", "write a number from 1 to 65535"),
    "preview --no-open": ("newsroom preview has no option --no-open", "did you mean --no-browser?"),
    "config": ('there is no command "config"', "stand in newsroom.toml"),
    "lift": ('there is no command "lift"', "newsroom embargo --lift"),
    "import": ("newsroom import needs SOURCE: files, folders", "for example: newsroom import saved-page.html"),
    "theme copy": ("newsroom theme copy needs NAME: templates", "for example: newsroom theme copy"),
    "list --json": ("newsroom list has no option --json", "did you mean --format json?"),
    "list --drafts": ("newsroom list has no option --drafts", "did you mean --status draft?"),
    "list --status published": ('--status: there is no "published"', "did you mean public?"),
    f"quotes sheet {LIBRARY} --speaker Okafer": ("Okafer says nothing", 'did you mean "Ana Okafor"?'),
    f"quotes clear {LIBRARY} --speaker Okafer --by X": ('no quote of "Okafer"', 'did you mean "Ana Okafor"?'),
    "fix": ('there is no command "fix"', "newsroom check --fix corrects"),
    "clear": ('there is no command "clear"', "newsroom quotes clear notes that a speaker agreed"),
    "new release from ferry": ('too many words, from "from" on', "newsroom new --from ferry"),
    "new Pool Opens Friday": ('too many words, from "Opens" on', "newsroom new --headline 'Pool Opens Friday'"),
    "new road closure": ('too many words, from "closure" on', "newsroom new --list shows the kinds"),
    "copy": ('there is no command "copy"', "newsroom new --from FILE starts from an older release"),
    "quotes find": ('there is no command "find" of newsroom quotes', "did you mean newsroom quotes search?"),
    f"show {LIBRARY} other.md": ("newsroom show takes one release", "name one at a time"),
    "build public": ("newsroom build does not take public", "newsroom build --help explains it"),
    "import nosuch.docx": ("nosuch.docx: there is no such file", "drag the file into this window"),
    "list --as-of 03/04/2026": ('--as-of: "03/04/2026" ', "2026-03-04"),
    "list --as-of soon": ('--as-of: "soon" is not a ', "write it like tomorrow 9am, Dec 24 at noon, 2026-03-01 or "),
}  # fmt: skip


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_on_the_command_line_has_an_error_and_a_remedy(newsroom, room: Path, typed: str) -> None:
    message, remedy = MISTAKES[typed]
    run = newsroom(*typed.split())
    error, help = run.err.splitlines()
    assert (run.code, run.out) == (2, "")
    assert error.startswith("error: ") and message in error
    assert help.startswith("help: ") and remedy in help


def test_words_of_other_tools_are_no_commands_and_lead_to_one() -> None:
    assert {*other_words.COMMANDS, *other_words.ANSWERS} & {*COMMANDS} == set()
    assert [word for word, meant in other_words.COMMANDS.items() if not {*meant.split()} & {*COMMANDS}] == []


def test_no_word_of_other_tools_is_lost_or_there_twice() -> None:
    tables = (other_words.COMMANDS, other_words.ANSWERS, other_words.OF_QUOTES)
    tables += (other_words.OPTIONS, other_words.VALUES, other_words.WRITTEN_ELSEWHERE)
    assert list(map(len, tables)) == [105, 36, 9, 22, 33, 4]


def test_what_people_type_is_printed_safely(newsroom, room: Path) -> None:
    run = newsroom("\x1b[31mred", "--x")
    assert "\x1b" not in run.err and "\\x1b[31mred" in run.err
    assert "\x1b" not in newsroom("check", "--\x1b[31m").err
