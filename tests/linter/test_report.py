"""Findings as text: carets under the right columns, formats that programs read."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml

from newsroom_cli.cli.terminal.output import measure
from newsroom_cli.linter import report
from newsroom_cli.linter.findings import Change, Finding, Place, Repair
from newsroom_cli.linter.fingerprints import fingerprints
from newsroom_cli.linter.report import FORMATS, PEOPLE, ci, lines, records, render, sarif, summary, text
from newsroom_cli.model.release import Position
from newsroom_cli.model.toml.schema import Span

DOCS = Path(__file__).parents[2] / "docs"


def finding(source: str, start: int, end: int, **changes: object) -> Finding:
    place = Place(Position(12, start), Position(12, end), source)
    values: dict[str, object] = {
        "path": "releases/a.md",
        "code": "DT001",
        "name": "wrong-weekday",
        "severity": "error",
        "message": "June 22, 2015, is a Monday",
        "help": "write Monday",
        "place": place,
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def printed(form: Callable[..., Iterable[str]], *arguments: Any, **options: Any) -> str:
    """What a form of findings looks like, line by line."""
    return "".join(f"{line}\n" for line in form(*arguments, **options))


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_second_label_never_runs_past_the_window(width: int) -> None:
    source = "words " * 9 + "and the last word"
    place = Place(Position(12, source.index("last") + 1), Position(12, source.index("last") + 5), source)
    label = "it was cleared in these words on the second of March by telephone"
    lines = printed(text.full, [finding("on Tuesday", 4, 11, also=(place, label))], text.Look(width)).splitlines()
    assert max(map(len, lines)) <= width
    assert label in " ".join(" ".join(line.lstrip(" |") for line in lines).split()), "and is shown whole"


def test_full_shows_place_line_caret_and_remedy() -> None:
    found = finding("on Tuesday, June 22, 2015, he", 4, 11)
    assert printed(text.full, [found], text.Look(80)) == (
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
    for character in lines[at - 1]:
        if first <= column <= last or (column > last and measure(character) == 0 and column == last + 1):
            above += character
        column += measure(character)
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
    page = printed(text.full, [found], text.Look(width, measure=measure))
    assert columns_under_caret(page) == marked
    assert max(measure(line) for line in page.splitlines()) <= max(width, 40)


def test_a_stretch_wider_than_the_terminal_is_cut() -> None:
    page = printed(text.full, [finding("word " * 200, 1, 1001)], text.Look(60))
    assert max(len(line) for line in page.splitlines()) <= 60
    assert "^" in page


def test_a_place_far_along_a_long_line_is_found() -> None:
    source = "x" * 5000 + "WORD" + "y" * 5000
    page = printed(text.full, [finding(source, 5001, 5005)], text.Look(60))
    assert columns_under_caret(page) == "WORD"


def test_what_could_trick_a_terminal_is_spelt_out() -> None:
    page = printed(text.full, [finding("a\x1b[2J\u202eb", 1, 2, message="bad \x1b[2J\u202e")], text.Look(80))
    assert r"a\x1b[2J\u202eb" in page and r"bad \x1b[2J\u202e" in page
    assert "\x1b" not in page and "\u202e" not in page


def test_a_second_place_is_shown_with_its_words() -> None:
    also = (Place(Position(30, 3), Position(30, 7), "it says here"), "this is what stands there")
    page = printed(text.full, [finding("one two", 1, 4, also=also)], text.Look(80))
    assert "30 | it says here\n   |   ^^^^ this is what stands there" in page


def test_concise_is_one_line_each() -> None:
    assert (
        printed(text.concise, [finding("x", 1, 2)] * 2, text.Look())
        == "releases/a.md:12:1: DT001 June 22, 2015, is a Monday\n" * 2
    )


def test_json_is_for_programs() -> None:
    (record,) = json.loads(records.json([finding("Ünïcode", 1, 3)]))
    assert record == {
        "path": "releases/a.md",
        "code": "DT001",
        "name": "wrong-weekday",
        "severity": "error",
        "message": "June 22, 2015, is a Monday",
        "help": "write Monday",
        "start": {"line": 12, "column": 1},
        "end": {"line": 12, "column": 3},
        "also": None,
        "fix": None,
        "fingerprint": record["fingerprint"],
    }
    assert json.loads(records.json([])) == []


def test_github_commands_cannot_be_broken_out_of() -> None:
    found = finding("x", 1, 2, path="releases/a,b:c.md", message="100%\n::error::fake", help="")
    assert ci.github([found]) == (
        "::error file=releases/a%2Cb%3Ac.md,line=12,col=1,endLine=12,endColumn=2,title=DT001 wrong-weekday"
        "::100%25%0A::error::fake\n"
    )


def test_the_summary_counts_in_words() -> None:
    found = [finding("x", 1, 2), finding("x", 1, 2, severity="warning", path="b.md")]
    assert summary(found, files=14) == "1 error, 1 warning in 2 of 14 releases"
    assert summary([], files=1) == "nothing to fix in 1 release"


# --- for people -----------------------------------------------------------------------------------------------


def repaired(**changes: object) -> Finding:
    change = Change(Position(12, 4), Position(12, 11), Span(300, 307), "Monday")
    return finding("on Tuesday, June 22, 2015, he", 4, 11, repair=Repair(True, (change,)), **changes)


def test_narration_has_words_and_nothing_drawn() -> None:
    also = (Place(Position(2, 8), Position(2, 18), "date = 2015-06-20"), "the year follows from this date")
    assert printed(text.full, [finding("on Tuesday, June 22", 4, 11, also=also)], text.Look(drawn=False)) == (
        "error[DT001]: June 22, 2015, is a Monday\n"
        '  at releases/a.md:12:4, "Tuesday"\n'
        '  and line 2, column 8, "2015-06-20": the year follows from this date\n'
        "  help: write Monday\n"
    )


def test_of_many_findings_of_a_rule_in_a_file_the_first_are_shown_and_the_others_counted() -> None:
    found = [finding("x", column, column + 1) for column in range(1, 7)]
    found += [finding("x", 1, 2, code="DT002"), finding("x", 1, 2, path="releases/b.md")]
    page = printed(text.full, found, text.Look(drawn=False, most=2))
    places = [line.split()[1].strip(",") for line in page.splitlines() if line.startswith("  at")]
    assert places == ["releases/a.md:12:1", "releases/a.md:12:2", "releases/a.md:12:1", "releases/b.md:12:1"]
    assert "\n\nand 4 more of DT001 in releases/a.md; --format concise lists all\n\nerror[DT001]" in page
    assert page.count("more of") == 1
    assert printed(text.full, found, text.Look(drawn=False)).count("  at ") == 8


def test_grouped_has_each_file_once() -> None:
    found = [finding("x", 1, 2), finding("x", 10, 11), finding("x", 1, 2, path="releases/b.md", severity="info")]
    assert printed(text.grouped, found, text.Look()) == (
        "releases/a.md\n"
        "  12:1   DT001 error: June 22, 2015, is a Monday\n"
        "  12:10  DT001 error: June 22, 2015, is a Monday\n"
        "\n"
        "releases/b.md\n"
        "  12:1  DT001 info: June 22, 2015, is a Monday\n"
    )


def test_statistics_count_and_tell_what_can_be_fixed() -> None:
    found = [finding("x", 1, 2, code="AA001"), *[repaired()] * 2]
    assert printed(text.statistics, found) == "2  DT001  wrong-weekday  [2 can be fixed]\n1  AA001  wrong-weekday\n"


# --- for programs ---------------------------------------------------------------------------------------------


def test_a_fix_is_told_with_its_places() -> None:
    (record,) = json.loads(records.json([repaired()]))
    place = {"start": {"line": 12, "column": 4}, "end": {"line": 12, "column": 11}}
    assert record["fix"] == {"applicability": "safe", "edits": [{**place, "text": "Monday"}]}


def test_jsonl_is_an_object_a_line() -> None:
    lines = records.jsonl([finding("x", 1, 2), repaired()]).splitlines()
    assert [json.loads(line)["code"] for line in lines] == ["DT001", "DT001"]


def test_rdjson_counts_bytes() -> None:
    (found,) = json.loads(records.rdjson([finding("Ünï Tuesday", 5, 12)]))["diagnostics"]
    assert found["location"] == {
        "path": "releases/a.md",
        "range": {"start": {"line": 12, "column": 7}, "end": {"line": 12, "column": 14}},
    }
    assert found["severity"] == "ERROR" and found["code"] == {"value": "DT001"}


def test_fingerprints_stay_when_lines_move_and_differ_where_words_are_equal() -> None:
    one, same, other = finding("x y", 1, 2), finding("x  y", 1, 2), finding("z", 1, 2)
    moved = one._replace(place=one.place._replace(start=Position(99, 1)))
    assert fingerprints([one]) == fingerprints([same]) == fingerprints([moved])
    assert len(set(fingerprints([one, same, other]))) == 3


def test_sarif_beyond_what_is_taken_keeps_the_gravest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.MOST == 25_000
    monkeypatch.setattr(sarif, "MOST", 100)
    found = [finding("x", 1, 2, severity="info")] * sarif.MOST + [finding("y", 1, 2)]
    run = json.loads(sarif.sarif(found))["runs"][0]
    assert len(run["results"]) == sarif.MOST and run["results"][0]["level"] == "error"
    assert (
        "1 findings are not in this file" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    )


HOSTILE = "a<b>&\"'\n]]>\x1b\x00 | `x` @you <!-- --> %0A::error::"


def test_xml_formats_can_be_parsed_whatever_the_words() -> None:
    found = [finding(HOSTILE, 1, 2, message=HOSTILE, help=HOSTILE, path="releases/ä<&>.md")]
    ElementTree.fromstring(ci.junit(found))
    errors = ElementTree.fromstring(ci.checkstyle(found)).findall("file/error")
    assert errors[0].get("line") == "12" and errors[0].get("source") == "newsroom.DT001"


def test_a_reader_of_junit_reports_finds_what_was_found() -> None:
    found = [finding("x", 1, 2, path=f"releases/{severity}.md", severity=severity) for severity in ("error", "warning")]
    report = JUnitXml.fromstring(ci.junit(found).encode())
    assert (report.tests, report.failures, report.errors) == (2, 2, 0)
    cases = [case for suite in report for case in suite]
    assert [case.classname for case in cases] == ["releases/error.md", "releases/warning.md"]
    assert [result.type for case in cases for result in case.result] == ["error", "warning"]
    nothing = JUnitXml.fromstring(ci.junit([]).encode())
    assert (nothing.tests, nothing.failures) == (1, 0)


def test_gitlab_has_what_its_documentation_asks_for() -> None:
    (found,) = json.loads(ci.gitlab([finding("x", 1, 2)]))
    assert set(found) == {"type", "categories", "description", "check_name", "fingerprint", "severity", "location"}
    assert found["type"] == "issue" and found["categories"] == ["Style"]  # Code Climate's own readers fail without
    assert found["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert found["location"] == {"path": "releases/a.md", "lines": {"begin": 12, "end": 12}}


def test_the_job_summary_cannot_be_broken_out_of() -> None:
    page = ci.markdown([finding("x", 1, 2, message=HOSTILE, help="")], line="1 error in 1 of 1 release")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len(rows) == 3 and rows[2].replace("\\|", "").count("|") == 5
    assert "<b>" not in page and "@you" not in page


# --- every format ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_nothing_and_anything(form: str) -> None:
    for found in ([], [repaired(message=HOSTILE, help=HOSTILE)] * 3):
        if FORMATS[form].readers == PEOPLE:
            assert bool(list(lines(found, form, text.Look()))) == bool(found)
        else:
            assert render(found, form).endswith("\n") or not found


def test_every_renderer_is_a_format() -> None:
    """A function of this package that takes findings alone, or findings and a look, is in the table."""
    renderers = set()
    for name in (module.name for module in pkgutil.iter_modules(report.__path__)):
        module = importlib.import_module(f"{report.__name__}.{name}")
        for function in filter(inspect.isfunction, vars(module).values()):
            takes = ["findings", "look"][: len(inspect.signature(function).parameters)]
            writes = inspect.signature(function).return_annotation in ("str", "Iterator[str]")
            same = list(inspect.signature(function).parameters) == takes
            if function.__module__ == module.__name__ and same and writes:
                renderers.add(f"{name}:{function.__name__}")
    assert renderers == {form.renderer for form in FORMATS.values()}


@pytest.mark.skipif(not DOCS.is_dir(), reason="the documents are not beside the tests")
def test_the_documents_have_every_format() -> None:
    """With NEWSROOM_REWRITE=1 the table in the documents is written again."""
    head = "| `--format` | for | what it is |\n| --- | --- | --- |\n"
    rows = "".join(f"| `{name}` | {form.readers} | {form.help} |\n" for name, form in FORMATS.items())
    tables = 0
    for document in DOCS.glob("*.md"):
        before = document.read_text(encoding="utf-8")
        after = re.sub(rf"(?<={re.escape(head)})(?:\|.*\n)*", rows, before)
        if os.environ.get("NEWSROOM_REWRITE"):
            document.write_text(after, encoding="utf-8")
        else:
            assert after == before, document
        tables += head in before
    assert tables
