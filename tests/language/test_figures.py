"""Figures in whatever way they are written, and what they count."""

from __future__ import annotations

import pytest

from newsroom_cli.language.wording.figures import counted_noun, figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 people and 1.5 million more", [(1200, ""), (1_500_000, "")]),
        ("$1.2M, $3 billion and €40,000", [(1_200_000, "$"), (3e9, "$"), (40_000, "€")]),
        ("35 percent, 4.5% and 12 per cent", [(35, "%"), (4.5, "%"), (12, "%")]),
        ("the 36th, fifth and 2nd", [(36, "th"), (5, "th"), (2, "th")]),
        ("Thirty-five of two hundred, a dozen, both", [(35, ""), (200, ""), (12, ""), (2, "")]),
        ("twelve percent", [(12, "%")]),
        ("a 5k run, 8 K-startups and 20m", [(5, ""), (8, ""), (20, "")]),
        ("someone often stones", []),
    ],
)
def test_figures(text: str, values: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("36 new night shelters are", "shelters"),
        ("40 people came", "people"),
        ("12 of the shelters", None),
        ("66 Bus lines", "lines"),
        ("9 business class seats", "seats"),
        ("3 a.m.", None),
        ("236 defines robbery", None),
    ],
)
def test_what_is_counted(text: str, noun: str | None) -> None:
    found = counted_noun(text, figures(text)[0])
    assert (found.noun if found else None) == noun


def test_figures_agree_as_far_as_they_are_exact() -> None:
    rough, exact, other = figures("$1.2 million, $1,234,500 and $1,260,000")
    assert rough.agrees(exact)
    assert not rough.agrees(other)
    assert rough.agrees(other, tolerance=0.05)
