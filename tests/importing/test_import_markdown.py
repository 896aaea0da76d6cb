"""The Markdown of imported pieces reads back to the words of the pieces, whatever these words are."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sampling import examples

from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pages.inline import BREAK, Run
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, QUOTE, Piece, markdown_of
from newsroom_cli.markup import markdown
from newsroom_cli.model.toml.schema import Field, Span


def read_back(source: str) -> markdown.Document:
    return markdown.read(Field(source, Span(0, len(source))))


def words(text: str) -> list[str]:
    return text.split()


HARD = "*_`[]()<>#&!~|\\+-=:.1234567890) \n“”’ab cé日\"'{}$^@/;amp"
texts = st.one_of(
    st.text(alphabet=HARD, max_size=40),
    st.text(max_size=20).map(lambda text: re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)),
    st.sampled_from(
        [
            "**",
            "***",
            "[a](b)",
            "[a]: b",
            "[^a]",
            "[^a]: b",
            "![a](b)",
            "<b>",
            "<!-- x -->",
            "&amp;",
            "&#42;",
            "1. a",
            "- a",
            "+ a",
            "# a",
            "> a",
            "---",
            "===",
            "***",
            "| a |",
            "| --- |",
            "~~a~~",
            "```",
            "    a",
            "a\\",
            "\\*",
            "http://a.example/_b_",
            "<a@b.example>",
            "_a_",
            "a_b_c",
        ]
    ),
)
hrefs = st.sampled_from(["", "", "https://a.example/x", "https://a.example/(x) y?z=*_*&copy;", "mailto:a@b.example"])
runs = st.builds(Run, texts, hrefs, st.booleans(), st.booleans(), st.just(""), st.just(""))
lines = st.lists(st.one_of(runs, st.just(Run(BREAK))), min_size=1, max_size=6).map(
    lambda made: tidied if inline.plain(tidied := inline.tidy(made)).strip() else [Run("words")]
)


def piece(kind: str, made: list[Run], level: int = 1, number: int | None = None) -> Piece:
    if kind == HEADING:
        made = inline.tidy(run._replace(text=" ") if run.text == BREAK else run for run in made)
    return Piece(kind, inline.plain(made), inline.markdown(made), level, number)


pieces = st.builds(
    piece,
    st.sampled_from([HEADING, PARAGRAPH, ITEM, QUOTE]),
    lines,
    st.integers(1, 3),
    st.sampled_from([None, 1, 2, 17]),
)


@settings(max_examples=examples(400))
@given(st.lists(pieces, min_size=1, max_size=5))
@example([piece(PARAGRAPH, [Run("a "), Run("b", bold=True), Run("c")])])
@example([piece(PARAGRAPH, [Run("Wow!"), Run("here", "https://a.example/")])])
@example([piece(PARAGRAPH, [Run("a | b"), Run(BREAK), Run("--- | ---")])])
@example([piece(PARAGRAPH, [Run("“x”", bold=True), Run("said")])])
@example([piece(PARAGRAPH, [Run("0"), Run("\U00011f43", italic=True), Run("0")])])
@example([piece(HEADING, [Run("\\ ", "https://a.example/x"), Run("0")])])
def test_pieces_read_back_to_their_words(made: list[Piece]) -> None:
    source = markdown_of(made)
    found = read_back(source)
    assert {block.kind for block in found.blocks} <= {"paragraph", "heading"}, source
    assert words(" ".join(block.text for block in found.blocks)) == words(" ".join(piece.text for piece in made)), (
        source
    )


@settings(max_examples=examples(200))
@given(lines)
def test_links_read_back_to_their_addresses(made: list[Run]) -> None:
    found = read_back(inline.markdown(made) + "\n")
    expected = [run.href for run in made if run.href and run.text.strip()]
    assert len(found.links) <= len(expected)
    assert {link.target.partition("?")[0] for link in found.links} <= {
        inline.target(href).partition("?")[0] for href in expected
    }


@pytest.mark.parametrize(
    ("made", "written"),
    [
        ([Run("plain words, 5 * 3 = 15")], "plain words, 5 \\* 3 = 15"),
        ([Run("Bold", bold=True), Run(" words")], "**Bold** words"),
        ([Run(" both ", bold=True, italic=True), Run("x")], "***both*** x"),
        ([Run("half", bold=True), Run("bold")], "**half**bold"),
        ([Run("a", "https://a.example/"), Run(".")], "[a](https://a.example/)."),
        ([Run("https://a.example/", "https://a.example/")], "<https://a.example/>"),
        ([Run("a@b.example", "mailto:a@b.example")], "<a@b.example>"),
        ([Run("1. FC Ellery")], "1\\. FC Ellery"),
        ([Run("2026. That was")], "2026\\. That was"),
        ([Run("- dash")], "\\- dash"),
        ([Run("one"), Run(BREAK), Run("two")], "one\\\ntwo"),
        ([Run("[name] of the file_name, R&B and AT&amp;T")], "[name] of the file_name, R&B and AT\\&amp;T"),
        ([Run("###")], "\\###"),
    ],
)
def test_markdown_is_as_plain_as_it_can_be(made: list[Run], written: str) -> None:
    assert inline.markdown(inline.tidy(made)) == written


def test_lists_and_quotations_keep_their_shape() -> None:
    made = [
        Piece(ITEM, "one", "one", 1),
        Piece(ITEM, "deeper", "deeper", 2, 1),
        Piece(ITEM, "two", "two\\\nlines", 1),
        Piece(QUOTE, "It is", "It is", 1),
        Piece(QUOTE, "ours", "ours", 1),
        Piece(HEADING, "Next", "Next", 2),
    ]
    assert markdown_of(made) == "- one\n  1. deeper\n- two\\\n  lines\n\n> It is\n>\n> ours\n\n## Next\n"
