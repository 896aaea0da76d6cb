"""Words apart from how they are set, quotes broken off, and what differs between two wordings."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from samples import sample_document, sample_release

from newsroom_cli.language import words
from newsroom_cli.language.quotes.spoken import Spoken
from newsroom_cli.language.words import Change, changes, folded, is_across_parts


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Don’t", "don't"),
        ("“Yes” — ‘no’…", '"yes" -- no...'),
        ("well‑being", "well-being"),
        ("long-term", "long – term"),
        ("[O]ur program[s]", "our programs"),
        ("the [library] is", "the library is"),
        ("1,000,000 and 3.5", "1000000 and 3.5"),
        ("U.S. at 9 a.m.", "US at 9 am"),
        ("co\u00adoper\u200bate", "cooperate"),
        ("cafe\u0301", "café"),
        ("ﬁne １２", "fine 12"),
        ("*never* and **ever** and [so](https://x.example/a-b)", "never and ever and so"),
        ("STRASSE", "straße"),
        ("a\nb\u00a0c\u2009d", "a b c d"),
        ("中文", "中 文"),
    ],
)
def test_the_same_words(text: str, other: str) -> None:
    assert folded(text) == folded(other)
    assert [word.folded for word in words.words(text)] == folded(text) or "](" in text


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("its", "it's"),
        ("$5", "5"),
        ("5%", "5"),
        ("1.5", "1.6"),
        ("1.5", "15"),
        ("1,5", "15"),
        ("cannot", "can not"),
        ("Ana", "Anna"),
        ("中文", "中女"),
        ("résumé", "resume"),
        ("now", "not"),
    ],
)
def test_other_words(text: str, other: str) -> None:
    assert folded(text) != folded(other)


def test_places() -> None:
    text = "“[O]ur [so](https://x.example/y) cafe\u0301, don’t!”"
    assert [text[word.start : word.end] for word in words.words(text)] == ["O]ur", "so", "cafe\u0301", "don’t"]


# --- broken off -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (["x a b c", "d e f y"], True),
        (["a b", "z", "c d", "e f"], True),
        (["a b", "a b c d e f"], True),
        (["x a b", "c x", "d e f"], False),
        (["a b", "y c d e f"], False),
        (["d e f", "a b c"], False),
        (["a b c d e"], False),
        ([], False),
    ],
)
def test_a_quote_in_parts(parts: list[str], found: bool) -> None:
    assert is_across_parts("a b c d e f".split(), [part.split() for part in parts]) is found


def test_a_quote_that_repeats_itself() -> None:
    assert is_across_parts(list("aabaac"), [list("aabaa"), list("c")])
    assert is_across_parts(list("aabaac"), [list("xaab"), list("aac")])
    assert not is_across_parts(list("aabaac"), [list("aab"), list("aab"), list("ac")])


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.lists(st.integers(1, 7), max_size=3), st.data())
def test_every_way_to_break_a_quote_off_is_found(wanted: list[str], cuts: list[int], data: st.DataObject) -> None:
    assume(edges := sorted({cut for cut in cuts if cut < len(wanted)}))
    edges = [0, *edges, len(wanted)]
    parts = [wanted[start:end] for start, end in itertools.pairwise(edges)]
    parts[0] = ["x", *parts[0]]
    parts[-1] = [*parts[-1], "y"]
    between = data.draw(st.sampled_from([[], [["q"]], [["q", "r"]]]))
    assert is_across_parts(wanted, [stretch for part in parts for stretch in (part, *between)])


# --- differences ----------------------------------------------------------------------------------------------

WANTED = "nobody in this city should live more than a short walk from a book".split()


def differences(heard: str) -> list[tuple[str, str]]:
    other = heard.split()
    return [
        (" ".join(WANTED[slice(*change.wanted)]), " ".join(other[slice(*change.actual)]))
        for change in changes(WANTED, other)
    ]


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("x y nobody in this city should live more than a brief walk from a book z", [("short", "brief")]),
        ("nobody in this city should ever live more than a short walk from a book", [("", "ever")]),
        ("nobody in this city should live more than a walk from a book", [("short", "")]),
        ("no one in this city should live more than a short walk from books", [("nobody", "one"), ("a book", "")]),
        ("nobody in this city should live", [("more than a short walk from a book", "")]),
        ("the mayor opened the library on monday and thanked everybody in the harbour quarter", []),
        ("", []),
    ],
)
def test_what_differs(heard: str, expected: list[tuple[str, str]]) -> None:
    assert differences(heard) == expected


def test_the_first_difference_of_a_very_long_wording() -> None:
    wanted = [f"w{number}" for number in range(50_000)]
    heard = ["x", *wanted[:30_000], "other", *wanted[30_001:]]
    assert changes(wanted, heard) == [Change((30_000, 30_001), (30_001, 30_002))]


def test_hostile_wordings_come_to_an_end() -> None:
    wanted, heard = ["a", "b"] * 50_000, ["b", "a", "a"] * 40_000
    changes(wanted, heard)
    assert not is_across_parts([*wanted, "c"], [heard] * 50)


# --- in a body ------------------------------------------------------------------------------------------------


def body(text: str) -> Spoken:
    return Spoken(sample_document(body=text).prose)


def test_it_is_looked_for_everywhere() -> None:
    assert body("“A b c d,” she said.").has("A b c d.")
    assert body("She said a b, c d.").has("A b c d.")
    assert body("> A b\n> c d").has("A b c d.")
    assert body("“A b.\n\n“C d.”").has("A b. C d.")
    assert body("- “A *b*” she said,\n- “`c` d.”").has("A b c d.")
    assert body("“A b,” she said, “c $1.50,” and “d.”").has("A b c $1.50 d")
    assert not body("“A b,” she said, “c $1.60,” and “d.”").has("A b c $1.50 d")
    assert not body("“A b” and c “d”").has("A b c d")
    assert body("anything").has("…")


def test_an_attribution_inside_the_marks_breaks_no_quote() -> None:
    text = "« A b, explique Ana Ruiz, directrice du port. C d. »"
    says = Spoken(sample_document(body=text).prose, "fr")
    assert says.has("A b. C d.") and not says.has("A b. C e.")


def test_an_attribution_between_dashes_inside_the_marks_is_no_part_of_a_polish_quote() -> None:
    says = Spoken(sample_document(body="„Port jest otwarty – mówi Anna Sowa. – Czekamy na gości”.").prose, "pl")
    assert says.has("Port jest otwarty. Czekamy na gości")


def test_where_it_differs() -> None:
    text = "The mayor said: “Nobody should *ever* live,” she said, “far from a book.”"
    release = sample_release(body=text)
    (difference,) = Spoken(sample_document(release).prose).differences("Nobody should live far from a book.")
    assert difference.text == "ever" and release.text[slice(*difference.span)] == "ever"
    (gap,) = Spoken(sample_document(release).prose).differences("Nobody should ever live here far from a book.")
    assert gap.text == "" and release.text[slice(*gap.span)] == "live,” she said, “far"
