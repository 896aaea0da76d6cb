"""What functions keep of texts: the last ones, and never much more than was allowed."""

from __future__ import annotations

import pytest
from samples import sample_release

from newsroom_cli.model import caching
from newsroom_cli.model.caching import BATCH_SIZE, CHARACTERS, batches, cached_by_text, cached_per_paragraph
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span


def text(words: str) -> Field[str]:
    return Field(words, Span(0, len(words)))


@pytest.mark.parametrize(
    ("room", "asked", "read"),
    [
        (10, ("four", "five", "four", "five"), ["four", "five"]),
        (10, ("four", "five", "seven", "five", "four"), ["four", "five", "seven", "four"]),
        (3, ("longer", "longer", "a", "longer"), ["longer", "a", "longer"]),
    ],
    ids=["while there is room", "the oldest goes first", "one beyond all room is kept alone"],
)
def test_a_text_is_read_once(
    monkeypatch: pytest.MonkeyPatch, room: int, asked: tuple[str, ...], read: list[str]
) -> None:
    monkeypatch.setattr(caching, "CHARACTERS", room)
    seen: list[str] = []

    @cached_by_text
    def same(field: Field[str]) -> str:
        seen.append(field.value)
        return field.value

    assert [same(text(words)) for words in asked] == list(asked)
    assert seen == read


def releases(number: int, words: str) -> list[Release]:
    return [sample_release()._replace(text=words) for _ in range(number)]


def test_paragraphs_are_forgotten_with_their_batch() -> None:
    read: list[str] = []

    @cached_per_paragraph
    def length(words: str) -> int:
        read.append(words)
        return len(words)

    for batch in batches(releases(BATCH_SIZE + 1, "a")):
        assert [length(release.text) for release in batch] == [1] * len(batch)
    assert read == ["a", "a"]


def test_batches_are_bounded_by_number_and_length() -> None:
    short, long = (sample_release()._replace(text=words) for words in ("a", "b" * (CHARACTERS // 2)))
    assert [len(batch) for batch in batches([short] * (BATCH_SIZE + 1))] == [BATCH_SIZE, 1]
    assert [len(batch) for batch in batches([long, long, short, long])] == [2, 2]
    huge = short._replace(text="c" * 2 * CHARACTERS)
    assert [len(batch) for batch in batches([short, huge, huge])] == [1, 1, 1]
    assert list(batches([])) == []
