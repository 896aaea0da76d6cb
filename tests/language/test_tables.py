"""The tables of words are whole, and their lines are well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsroom_cli
from newsroom_cli.language.word_index import WordIndex
from newsroom_cli.language.wording.mistaken import frames, pairs_of, phrases, right_words

PACKAGE = Path(newsroom_cli.__file__).parent
TABLES = sorted(path for path in PACKAGE.glob("language/**/*.txt") if path.parent.name not in ("data", "spelling"))


def test_misspellings_are_all_read() -> None:
    assert len(right_words("misspellings")) == 2036
    assert right_words("misspellings")["alot"] == "a lot"


def test_mistaken_words_are_all_read() -> None:
    every_word = frozenset(
        (PACKAGE / "language/wording/mistaken.txt").read_text(encoding="utf-8").replace(":", "").split()
    )
    found = list(frames(every_word | {"th"}))
    assert len(found) == 378
    assert ("in it's 20th", "in its 20th") in found
    assert list(frames(frozenset(("of", "could", "been")))) == [("could of been", "could have been")]


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("usage", "in accordance to the rules", [("in accordance to", "in accordance with")]),
        ("usage", "the centre was centered around it", [("centered around", "centered on")]),
        ("names", "a german tour on You Tube", [("You Tube", "YouTube"), ("german", "German")]),
        ("mistaken_preview", "here is a sneak peak, and sneak peaks", [("sneak peaks", "sneak peeks")]),
    ],
)
def test_a_phrase_is_found_by_its_words(file: str, text: str, found: list[tuple[str, str]]) -> None:
    index, other = WordIndex(text, text), WordIndex("the town", "the town")
    assert set(found) <= set(phrases(index.words, index.pairs(pairs_of(file)), file))
    assert not set(found) & set(phrases(other.words, other.pairs(pairs_of(file)), file))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_line_of_a_table_is_there_twice(path: Path) -> None:
    section, keys = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        section = line if line.startswith("[") else section
        if line and not line.startswith(("#", "[")):
            assert ":" in line and line == line.strip()
            keys.append((section, line.partition(":")[0]))
    assert len(keys) == len(set(keys))
