"""What is kept of texts that were read: the last ones, and never much more than was allowed."""

from __future__ import annotations

from newsroom_cli.recent import kept, latest
from newsroom_cli.schema import Field, Span


def text(words: str) -> Field[str]:
    return Field(words, Span(0, len(words)))


def test_a_text_is_read_once_while_there_is_room() -> None:
    read: list[str] = []

    @kept(characters=10)
    def length(field: Field[str]) -> int:
        read.append(field.value)
        return len(field.value)

    assert [length(text(each)) for each in ("four", "five", "four", "five")] == [4, 4, 4, 4]
    assert read == ["four", "five"]


def test_the_oldest_text_goes_first() -> None:
    read: list[str] = []

    @kept(characters=10)
    def same(field: Field[str]) -> str:
        read.append(field.value)
        return field.value

    for each in ("four", "five", "seven", "five", "four"):
        assert same(text(each)) == each
    assert read == ["four", "five", "seven", "four"]


def test_a_text_beyond_all_room_is_kept_alone() -> None:
    read: list[str] = []

    @kept(characters=3)
    def same(field: Field[str]) -> str:
        read.append(field.value)
        return field.value

    for each in ("longer", "longer", "a", "longer"):
        assert same(text(each)) == each
    assert read == ["longer", "a", "longer"]


def test_only_the_last_object_asked_about_is_known() -> None:
    read: list[str] = []

    @latest
    def words(field: Field[str]) -> str:
        read.append(field.value)
        return field.value

    one, other = text("one"), text("other")
    assert [words(each) for each in (one, one, other, other, one)] == ["one", "one", "other", "other", "one"]
    assert read == ["one", "other", "one"]
