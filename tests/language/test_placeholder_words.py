"""Placeholders, and the names, numerals and insertions that look like them."""

from __future__ import annotations

import re

import pytest

from newsroom_cli.language.wording.placeholders import HINTS, placeholders


def found(text: str, around: str = "") -> list[str]:
    return [text[start:end] for start, end in placeholders(text, around)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $TK and TKTK people came (TK).", ["TK", "TKTK", "TK"]),
        ("The venue is TBD; the time: TBC.", ["TBD", "TBC"]),
        ("said Mayor XXX of the XXXX office", ["XXX", "XXXX"]),
        ("on June XX, for $XX, XX percent", ["June XX", "XX", "XX"]),
        ("call 617-XXX-XXXX or (617) 555-XXXX", ["617-XXX-XXXX", "(617) 555-XXXX"]),
        ("said [NAME], [TITLE] of [COMPANY NAME]", ["[NAME]", "[TITLE]", "[COMPANY NAME]"]),
        ("visit [website link] by [date]", ["[website link]", "[date]"]),
        (
            "[Insert quote from the mayor] [enter date] [Your City, State]",
            ["[Insert quote from the mayor]", "[enter date]", "[Your City, State]"],
        ),
        ("[name of speaker], [City/State]", ["[name of speaker]", "[City/State]"]),
        ("“We love [NAME],” and “[Spokesperson’s Name] won.”", ["[NAME]", "[Spokesperson’s Name]"]),
        ("Dear {{ first_name }}, ___ and ________", ["{{ first_name }}", "___", "________"]),
        ("[email protected] [email\u00a0protected]", ["[email protected]", "[email\u00a0protected]"]),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert sorted(found(text)) == sorted(expected)
    assert any(hint in text for hint in HINTS)


@pytest.mark.parametrize(
    "text",
    [
        "TK Elevator and TK MAXX, TK-421, TK12, TK's, STK and tk",
        "Turner Kenney (TK) won",
        "preK, TK and kindergarten",
        "TBC Bank, TBC’s growth; in 1992, TBC has grown; NASDAQ: TBCX; the TBD Fund; To Be Decided (TBD)",
        "Super Bowl XXX, Title XXX, the XXX Olympiad, XXX-large, XXXL, XXXVIII, XX chromosomes",
        "XXX-XX-1234",
        "“[The city] and [our] tools [sic], [laughs], [the plan], [city] and [state],” he said",
        "[1], [a], [TWEET THIS], [WATCH THE NEWS CONFERENCE], [FBI], [name withheld], [Beyond Time], [x]",
        "[name](https://x.example) and [name][ref] and [name]: https://x.example",
        "https://x.example/TK?a=____&b=[NAME] www.x.example/XXX",
        "n___ and f____, 570 U.S. ___ (2013), " + "_" * 40,
        "{name} { {a} } {}",
        "the harbour goes here and there",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The TK Library opens on TK. It costs TK dollars.",
        "TK Kuegler came. TK left.",
        "The kindergarten opens on TK, and TK families moved; pre-K costs TK.",
        "Transitional Kindergarten (TK) opens in TK. “TK,” said TK.",
    ],
)
def test_what_tk_means_in_one_place_excuses_no_other(text: str) -> None:
    assert len(found(text)) == len(re.findall(r"TK(?! Kuegler|\))", text))


def test_transitional_kindergarten_may_be_spelled_out_elsewhere() -> None:
    assert found("The TK classrooms and TK teachers", "Transitional Kindergarten begins.") == []
    assert found("The TK classrooms", "The kindergarten begins.") == ["TK"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[NAME] " * 20_000,
        "“" + "[city] " * 20_000 + "”",
        "“[city]” " * 15_000,
        "_" * 100_000,
        "____ " * 20_000,
        "TK " * 30_000,
        "TK " * 30_000 + "kindergarten",
        "XXX-" * 30_000,
        "{{" * 50_000,
        "X" * 100_000,
    ],
)
def test_hostile_lines_come_to_an_end(text: str) -> None:
    for start, end in placeholders(text):
        assert start < end
