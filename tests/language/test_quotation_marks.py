"""Which quotation marks belong together, which lack a partner, and what is speech between them."""

from __future__ import annotations

import pytest

from newsroom_cli.language.quotation_marks import (
    UNCLOSED,
    UNOPENED,
    UNREPEATED,
    Paragraph,
    faults,
    has_mark,
    is_speech,
    pair,
)


def spoken(text: str) -> list[str]:
    return [text[start:end] for start, end in pair(text).quoted_spans(len(text))]


def found(*texts: str | Paragraph) -> list[tuple[str, int, int]]:
    paragraphs = [text if isinstance(text, Paragraph) else Paragraph(text) for text in texts]
    return [(fault.kind, fault.place.text, fault.place.at) for fault in faults(paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” said she. “Two.”", ["One,", "Two."]),
        ('"One," said she. "Two."', ["One,", "Two."]),
        ('“One," said she. "Two.”', ["One,", "Two."]),
        ("„Eins“, sagte sie. „Zwei.“", ["Eins", "Zwei."]),
        ("„Jeden”, powiedziała.", ["Jeden"]),
        ("”Ett”, sade hon. ”Två.”", ["Ett", "Två."]),
        ("»Eins«, sagte sie. »Zwei.«", ["Eins", "Zwei."]),
        ("« Un », dit-elle.", [" Un "]),
        ("「一」と言った。『二』", ["一", "二"]),
        ("“He said “go” and went,” she said.", ["He said “go” and went,"]),
        ("“He said ‘go’ and ‘no.’”", ["He said ‘go’ and ‘no.’"]),
        ("“One,“ said she.", ["One,"]),
        ('say "so" ("or so")—"no"', ["so", "or so", "no"]),
        ("“And so on", ["And so on"]),
        ("no marks, isn’t it", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert spoken(text) == expected
    assert has_mark(text) == bool(expected)


@pytest.mark.parametrize(
    "text",
    [
        'a 12" pipe',
        "6'2\" tall",
        'a 12" pipe, "he said" once',
        '"the 12" pipe broke," he said',
        "a 65” set, and “the 65” set,” he said",
        'an 8½" x 11" sheet',
        "wheels of 17x11.5” and 18x13” at the rear",
        "the ’90s and the workers’ rights",
        'צה"ל',
        "Read more »",
        "« Back",
        "May 1 â€” May 15 and â€œso",
    ],
)
def test_in_order(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("“We won. said Ana. “We go,” she said.", UNCLOSED, 0),
        ("We won,” said Ana. “We go,” she said.", UNOPENED, 7),
        ('We won," said Ana. "We go," she said.', UNOPENED, 7),
        ('"We won," said Ana. "We go, she said.', UNCLOSED, 20),
        ("“We won,”” said Ana.", UNOPENED, 9),
        ("It opened in 2015,” said Ana.", UNOPENED, 18),
        ("« Nous avons gagné, a dit la maire, et nous continuons tous les jours.", UNCLOSED, 0),
        ("„Wir haben gewonnen, sagte sie.", UNCLOSED, 0),
        ("「勝ちました。", UNCLOSED, 0),
        ("A » B and « C » and more words about the harbour and the library", UNOPENED, 2),
    ],
)
def test_without_a_partner(text: str, kind: str, at: int) -> None:
    assert found(text) == [(kind, 0, at)]


def test_a_quotation_runs_over_paragraphs() -> None:
    assert found("“One.", "“Two.", "“Three,” said she.", "“Four.”") == []
    assert found('"One.', '"Two," said she.') == []
    assert found("„Eins.", "„Zwei“, sagte sie.") == []


def test_it_needs_a_mark_at_each_paragraph() -> None:
    assert found("“One.", "Two,” said she.") == [(UNREPEATED, 1, 0)]
    assert found("“One.", "Two.", "Three,” said she.") == [(UNREPEATED, 1, 0)]


def test_the_paragraph_that_lacks_its_mark_knows_where_the_quotation_opened() -> None:
    (fault,) = faults([Paragraph("She said “One."), Paragraph("Two.”")])
    assert fault.other is not None and (fault.other.text, fault.other.at) == (0, 9)


def test_it_runs_over_lists_and_broken_lines() -> None:
    items = [Paragraph("one,", True), Paragraph("two,” said she.", True)]
    assert found("“We will do:", *items) == []
    assert found("“We will do:", Paragraph("one,", True), "The rest is new.", "More.") == [(UNCLOSED, 0, 0)]


def test_it_does_not_run_on_when_it_had_ended() -> None:
    assert found("“One, said Ana Okafor.", "“Two,” she added.") == [(UNCLOSED, 0, 0)]
    assert found("“One. “Two,” she said.", "“Three.”") == [(UNCLOSED, 0, 0)]


def test_a_quotation_in_other_marks_does_not_go_on_with_it() -> None:
    assert found("“One and two.", "« Trois », dit-elle.") == [(UNCLOSED, 0, 0)]


def test_nobody_waits_for_ever() -> None:
    assert found("“One.", *["Text."] * 9, "Two.”") == [(UNCLOSED, 0, 0), (UNOPENED, 10, 4)]


def test_one_slip_is_one_fault_of_a_paragraph() -> None:
    assert len(found("a” b” c” d” e” “f")) == 1


@pytest.mark.parametrize(
    ("quoted", "behind", "speech"),
    [
        ("Nobody should live far away,", " ", True),
        ("Nobody should live far away", ",", True),
        ("Nobody should live far away", " ", False),
        ("We won,", " ", False),
        ("The Long Way Home,", " ", False),
        ("毎日開館します。", "", True),
    ],
)
def test_speech(quoted: str, behind: str, speech: bool) -> None:
    assert is_speech(quoted, behind) is speech


def test_places_inside() -> None:
    found = pair("a “b” c “d” e “f")
    assert [found.quotes(at) for at in (0, 3, 6, 9, 12, 15)] == [False, True, False, True, False, True]


@pytest.mark.parametrize(
    "text", ['"' * 100_000, "“" * 100_000, "”" * 100_000, "“a” " * 30_000, '12" ' * 30_000, "« » 「 " * 20_000]
)
def test_hostile_lines_come_to_an_end(text: str) -> None:
    result = pair(text)
    assert all(0 <= start < end < len(text) for start, end in result.pairs)
    assert len(list(faults([Paragraph(text)] * 3))) <= 3


def test_hostile_paragraphs_come_to_an_end() -> None:
    assert len(list(faults([Paragraph("“a")] * 50_000))) == 1
    assert len(list(faults([Paragraph("a”")] * 50_000))) == 50_000
