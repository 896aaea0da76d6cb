"""Who said what: each way releases attribute quotes, in many languages, and what is no speech.

The texts are in `quotes/`. Below each stand its quotes as `= speaker | role | words`, or `= nobody`; `*` stands for
anything. Paragraphs are apart by blank lines, `> ` begins a block quotation and `# ` a headline. `## ` says what the
texts below it show, `[de]` in what language they are; else it is English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom_cli.language.quotes.quotes import Paragraph, Quoted, find_quotes
from newsroom_cli.language.words import folded
from newsroom_cli.ledger import known_quotes

RUIZ = "Ana Ruiz"


def quotes(text: str, language: str = "en") -> list[Quoted]:
    paragraphs = [
        Paragraph(
            paragraph.removeprefix("> ").strip(), quoted=paragraph.startswith("> "), heading=paragraph.startswith("# ")
        )
        for paragraph in text.split("\n\n")
    ]
    return find_quotes(paragraphs, language=language)


def texts() -> Iterator[Any]:
    """Each text of `quotes/` with its language and its quotes."""
    for path in sorted(Path(__file__).with_name("quotes").glob("*.txt")):
        for section in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            shown, _, cases = section.partition("\n")
            language = "en"
            for tag, text, found in re.findall(r"(?:\[(\w+)\]\n)?([^=]+?)\n((?:= .*\n?)+)", cases):
                language = tag or language
                said = [re.split(r" ?\| ?", line[2:]) for line in found.split("\n") if line not in ("", "= nobody")]
                yield pytest.param(text, language, said, id=f"{shown}-{text[:30]}")


@pytest.mark.parametrize(("text", "language", "expected"), list(texts()))
def test_who_said_what(text: str, language: str, expected: list[list[str]]) -> None:
    found = [(quote.speaker, quote.role, quote.text) for quote in quotes(text, language)]
    assert len(found) == len(expected), found
    for quote, wanted in zip(found, expected, strict=True):
        assert ["*" if wish == "*" else part for part, wish in zip(quote, wanted, strict=True)] == wanted


def test_a_quote_that_goes_on_behind_its_attribution_has_two_parts() -> None:
    (one,) = quotes("“It was hard,” said Mayor Ana Ruiz. “We did it.”")
    assert (one.text, one.speaker, len(one.parts)) == ("It was hard. We did it.", RUIZ, 2)


def test_paragraphs_that_each_open_and_only_the_last_closes_are_one_quote() -> None:
    (one,) = quotes(
        "Mayor Ana Ruiz issued the following statement:\n\n“This is the first of it.\n\n“This is the second, "
        "which ends here.”"
    )
    assert (one.speaker, one.role, [part.paragraph for part in one.parts]) == (RUIZ, "Mayor", [1, 2])


def test_whom_a_pronoun_means_is_not_sure() -> None:
    assert not quotes("Mayor Ana Ruiz opened the bridge.\n\n“We did it,” she said.")[0].sure


@given(
    st.lists(
        st.sampled_from(
            [*'“”"‘’«»()', "said ", "Ana Ruiz", ", ", ". ", "Mayor ", "— ", ": ", "she ", "\n\n", "word ", "> "]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["en", "es", "fr", "de", "ja", ""]),
)
def test_whatever_the_text_parts_lie_in_their_paragraphs_and_make_the_quote(text: str, language: str) -> None:
    paragraphs = [Paragraph(paragraph) for paragraph in text.split("\n\n")]
    for quote in find_quotes(paragraphs, language=language):
        held = [paragraphs[part.paragraph].text[part.start : part.end] for part in quote.parts]
        assert folded(quote.text) == [word for words in held for word in folded(words)]
        assert all(0 <= part.start <= part.end <= len(paragraphs[part.paragraph].text) for part in quote.parts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The quay,” said Mayor Ana Ruiz, “is open to all.”", "The quay is open to all."),
        ("“We want,” said Mayor Ana Ruiz, “to open it.”", "We want to open it."),
        ("“The quay, which is new,” said Mayor Ana Ruiz, “is open.”", "The quay, which is new, is open."),
        ("“The quay is open,” said Mayor Ana Ruiz, “and it is free.”", "The quay is open, and it is free."),
        ("“In a town such as ours,” said Mayor Ana Ruiz, “will it work?”", "In a town such as ours, will it work?"),
        ("“We thank Bo Lind,” said Mayor Ana Ruiz, “who built it.”", "We thank Bo Lind, who built it."),
        ("“We call it ‘home,’” said Mayor Ana Ruiz. “We love it,” she said.", "We call it ‘home.’ We love it."),
        ("“We love the quay , ” said Mayor Ana Ruiz.", "We love the quay."),
        ("“We love the quay and --,” said Mayor Ana Ruiz.", "We love the quay and --"),
        ("Mayor Ana Ruiz called it “a gift to the ‘town,’” and went home.", "a gift to the ‘town’"),
    ],
)
def test_a_comma_of_the_sentence_around_a_quotation_is_none_of_its_own(text: str, words: str) -> None:
    (quote,) = quotes(text)
    assert known_quotes.as_sentence(quote.text) == words
