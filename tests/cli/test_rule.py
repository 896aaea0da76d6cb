"""`newsroom rule CODE` on a terminal: carets stand under the words that the rule reports in its bad examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from terminal import on_terminal

from newsroom_cli.linter import rule_pages
from newsroom_cli.rules import catalogue


def test_the_words_that_a_rule_reports_are_marked(tmp_path: Path) -> None:
    lines = on_terminal(tmp_path, 80, "rule", "DT001")
    number = next(number for number, line in enumerate(lines) if "Tuesday, March 9, 2026" in line)
    start = lines[number].index("Tuesday, March 9, 2026")
    assert lines[number + 1] == " " * start + "^" * len("Tuesday, March 9, 2026")


def test_a_pipe_gets_the_page_as_it_is(newsroom) -> None:
    assert newsroom("rule", "dt001").out.rstrip("\n") == catalogue.page("DT001").rstrip("\n")


@pytest.mark.parametrize("columns", [16, 76])
def test_every_page_fits_and_marks_its_bad_examples(columns: int) -> None:
    for code in [title.code for title in catalogue.titles()]:
        page = rule_pages.page(code, columns=columns, measure=len)
        fences = re.findall(r"^(`{3,})\w*\n(.*?)^\1$", page, re.MULTILINE | re.DOTALL)
        assert fences and max(len(line) for _, text in fences for line in text.splitlines()) <= columns * 1.5, code
        marked = re.search(r"(bad|good)[^\n]* \d+:\d+", catalogue.path(code).read_text(encoding="utf-8"))
        assert not marked or re.search(r"^ *\^[ ^]*$", page, re.MULTILINE), code
        without_marks = re.sub(r"^ *\^[ ^]*\n", "", page, flags=re.MULTILINE)
        assert "".join(without_marks.split())[:200] == "".join(catalogue.page(code).split())[:200], code
