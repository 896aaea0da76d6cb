"""What is kept of texts that were read: the last ones, and never much more than was allowed."""

from __future__ import annotations

from samples import sample_release

from newsroom_cli.model.recent import CHARACTERS, HAND, handfuls, kept, latest, of_texts
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span


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


def releases(number: int, words: str) -> list[Release]:
    return [sample_release()._replace(text=words) for _ in range(number)]


def test_the_last_objects_asked_about_are_known_by_which_they_are() -> None:
    read: list[Release] = []

    @latest
    def words(release: Release) -> str:
        read.append(release)
        return release.text

    made = releases(HAND + 1, "one")
    assert [words(each) for each in (*made[:HAND], *made[:HAND])] == ["one"] * 2 * HAND
    assert len(read) == HAND
    words(made[HAND])  # the first is forgotten for it
    words(made[1])
    assert len(read) == HAND + 1
    words(made[0])
    assert len(read) == HAND + 2
    long = releases(3, "b" * (CHARACTERS // 2))
    for each in (*long, long[2], long[1], long[0]):  # two of them are remembered, and nothing else
        words(each)
    assert len(read) == HAND + 6


def test_what_was_made_of_paragraphs_is_forgotten_with_their_releases() -> None:
    read: list[str] = []

    @of_texts
    def length(words: str) -> int:
        read.append(words)
        return len(words)

    for hand in handfuls(releases(HAND + 1, "a")):
        assert [length(each.text) for each in hand] == [1] * len(hand)
    assert read == ["a", "a"]


def test_handfuls_are_bounded_by_number_and_length() -> None:
    short, long = (sample_release()._replace(text=each) for each in ("a", "b" * (CHARACTERS // 2)))
    assert [len(each) for each in handfuls([short] * (HAND + 1))] == [HAND, 1]
    assert [len(each) for each in handfuls([long, long, short, long])] == [2, 2]
    huge = short._replace(text="c" * 2 * CHARACTERS)
    assert [len(each) for each in handfuls([short, huge, huge])] == [1, 1, 1]
    assert list(handfuls([])) == []
