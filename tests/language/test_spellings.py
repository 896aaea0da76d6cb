"""When two spellings may be one name."""

from __future__ import annotations

import pytest

from newsroom_cli.language.people.spellings import is_form, is_slip, pairs, runs, words_of_run


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Okafor", "Okfaor", True),
        ("Lindqvist", "Lindqist", True),
        ("Holthaus", "Holtthaus", True),
        ("Ginsberg", "Ginsburg", True),
        ("Zurich", "Zürich", True),
        ("Lafleur", "LaFleur", True),
        ("Manson", "Matson", False),
        ("Okafor", "Okafor", False),
        ("Okafor", "Lind", False),
    ],
)
def test_slips(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) == is_slip(other, one) == slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park", "Parks"),
        ("America", "American"),
        ("Daniel", "Daniela"),
        ("Maria", "Marie"),
        ("Grünem", "Grünen"),
        ("Statistische", "Statistischem"),
    ],
)
def test_forms(one: str, other: str) -> None:
    assert is_form(one, other)


def test_pairs_of_a_run() -> None:
    ((run, start),) = runs("today Mayor Ana M. Okafor’s book")
    assert words_of_run(run) == ["Mayor", "Ana", "Okafor"]
    last = pairs(run, start)[-1]
    assert "today Mayor Ana M. Okafor’s book"[last.start : last.end] == "Ana M. Okafor"
