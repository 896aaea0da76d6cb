"""Findings as text: carets under the right columns, formats that programs read."""

from __future__ import annotations

import json

import pytest

from newsroom_cli import report
from newsroom_cli.commands.output import measure
from newsroom_cli.findings import Finding, Place
from newsroom_cli.model import Position


def finding(source: str, start: int, end: int, **changes: object) -> Finding:
    place = Place(Position(12, start), Position(12, end), source)
    values: dict[str, object] = {
        "path": "releases/a.md", "code": "DT001", "name": "wrong-weekday", "severity": "error",
        "message": "June 22, 2015, is a Monday", "help": "write Monday", "place": place,
    }  # fmt: skip
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def test_full_shows_place_line_caret_and_remedy() -> None:
    found = finding("on Tuesday, June 22, 2015, he", 4, 11)
    assert report.full([found], width=80) == (
        "error[DT001]: June 22, 2015, is a Monday\n"
        "  --> releases/a.md:12:4\n"
        "   |\n"
        "12 | on Tuesday, June 22, 2015, he\n"
        "   |    ^^^^^^^\n"
        "   = help: write Monday\n"
    )


def columns_under_caret(text: str) -> str:
    """What of the excerpt stands above the carets, by terminal columns."""
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if set(line.split("| ", 1)[-1].strip()) == {"^"})
    carets = lines[at]
    first, last = carets.index("^"), carets.rindex("^")
    above, column = "", 0
    for each in lines[at - 1]:
        if first <= column <= last or (column > last and measure(each) == 0 and column == last + 1):
            above += each
        column += measure(each)
    return above


@pytest.mark.parametrize(
    ("before", "marked", "after"),
    [
        ("short ", "WORD", " after"),
        ("", "WORD", ""),
        ("東京の知事は", "WORD", "言った"),
        ("e\u0301ditorial cafe\u0301 ", "WORD", " x"),
        ("\ttab ", "WORD", ""),
        ("🎉🎉 ", "WORD", " 🎉"),
        ("long text " * 100, "WORD", " and much more" * 100),
        ("長い文章" * 100, "WORD", "長い文章" * 100),
        ("", "WORD", " and much more" * 100),
        ("long text " * 100, "WORD", ""),
    ],
)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_caret_stands_under_the_right_columns(before: str, marked: str, after: str, width: int) -> None:
    found = finding(before + marked + after, len(before) + 1, len(before) + len(marked) + 1)
    text = report.full([found], width=width, measure=measure)
    assert columns_under_caret(text) == marked
    assert max(measure(line) for line in text.splitlines()) <= max(width, 40)


def test_a_stretch_wider_than_the_terminal_is_cut() -> None:
    text = report.full([finding("word " * 200, 1, 1001)], width=60)
    assert max(len(line) for line in text.splitlines()) <= 60
    assert "^" in text


def test_a_place_far_along_a_long_line_is_found() -> None:
    source = "x" * 5000 + "WORD" + "y" * 5000
    text = report.full([finding(source, 5001, 5005)], width=60)
    assert columns_under_caret(text) == "WORD"


def test_what_could_trick_a_terminal_is_shown_as_a_dot() -> None:
    text = report.full([finding("a\x1b[2J\u202eb", 1, 2, message="bad \x1b[2J\u202e")], width=80)
    assert "\x1b" not in text and "\u202e" not in text


def test_a_second_place_is_shown_with_its_words() -> None:
    also = (Place(Position(30, 3), Position(30, 7), "it says here"), "this is what stands there")
    text = report.full([finding("one two", 1, 4, also=also)], width=80)
    assert "30 | it says here\n   |   ^^^^ this is what stands there" in text


def test_concise_is_one_line_each() -> None:
    assert report.concise([finding("x", 1, 2)] * 2) == "releases/a.md:12:1: DT001 June 22, 2015, is a Monday\n" * 2


def test_json_is_for_programs() -> None:
    (record,) = json.loads(report.json([finding("Ünïcode", 1, 3)]))
    assert record == {
        "path": "releases/a.md", "code": "DT001", "name": "wrong-weekday", "severity": "error",
        "message": "June 22, 2015, is a Monday", "help": "write Monday",
        "start": {"line": 12, "column": 1}, "end": {"line": 12, "column": 3}, "also": None,
    }  # fmt: skip
    assert json.loads(report.json([])) == []


def test_github_commands_cannot_be_broken_out_of() -> None:
    found = finding("x", 1, 2, path="releases/a,b:c.md", message="100%\n::error::fake", help="")
    assert report.github([found]) == (
        "::error file=releases/a%2Cb%3Ac.md,line=12,col=1,endLine=12,endColumn=2,title=DT001 wrong-weekday"
        "::100%25%0A::error::fake\n"
    )


def test_the_summary_counts_in_words() -> None:
    found = [finding("x", 1, 2), finding("x", 1, 2, severity="warning", path="b.md")]
    assert report.summary(found, files=14) == "1 error, 1 warning in 2 of 14 releases"
    assert report.summary([], files=1) == "nothing to mend in 1 release"
