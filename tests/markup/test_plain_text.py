"""The body as a careful person would type it into a mail."""

from __future__ import annotations

import textwrap

import pytest

from newsroom_cli.markup import markdown
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.newsroom.edition import locator

OPENING = "PORT ELLERY — Monday, March 2, 2026 —"
LONG = "https://news.example/" + "a-" * 60


def plain(text: str, *, opening: str = "", width: int = 72) -> str:
    body = Field(text, Span(0, len(text)))
    return markdown.plain(body, width=width, opening=opening, locate=locator("releases", "https://news.example/"))


WRITTEN = {
    "paragraphs": ("One\ntwo.\n\n\nThree.", "One two.\n\nThree.\n"),
    "emphasis, code and entities": ("*a* **b** `c  d` &amp; &lt;e&gt; \\*", "a b c d & <e> *\n"),
    "hard breaks": ("a  \nb\\\nc<br>d", "a\nb\nc\nd\n"),
    "headings": ("# A\n\nb\n\nC\n-\n\nd", "A\n\nb\n\nC\n\nd\n"),
    "a rule": ("a\n\n***\n\nb", "a\n\n* * *\n\nb\n"),
    "deleted words stay marked": ("~~old~~ new", "~~old~~ new\n"),
    "a tight list": ("a\n\n- b\n- c\n\nd", "a\n\n- b\n- c\n\nd\n"),
    "nested lists": ("- a\n  - b\n    1. c\n    2. d\n- e", "- a\n  - b\n    1. c\n    2. d\n- e\n"),
    "numbers go on": ("9. a\n10. b\n11. c", "9. a\n10. b\n11. c\n"),
    "a loose list": ("- a\n\n- b\n\n  c\n\nd", "- a\n\n- b\n\n  c\n\nd\n"),
    "two lists": ("- a\n\n* b", "- a\n\n- b\n"),
    "code in an item": ("- a\n\n      x\n        y\n- b", "- a\n\n  x\n    y\n\n- b\n"),
    "a rule in an item": ("- a\n\n  ---\n- b", "- a\n\n  * * *\n\n- b\n"),
    "a quotation": ("> a\n> b\n>\n> c\n\nd", "> a b\n>\n> c\n\nd\n"),
    "a quotation in a quotation": ("> > a\n>\n> b", "> > a\n>\n> b\n"),
    "a list in a quotation": ("> - a\n> - b\n>\n> c", "> - a\n> - b\n>\n> c\n"),
    "a quotation in an item": ("- > a\n- b", "- > a\n\n- b\n"),
    "code": ("a\n\n```\nx  y\n\n  z\n```\n\nb", "a\n\nx  y\n\n  z\n\nb\n"),
    "code in a quotation": ("> ```\n> x\n>\n> y\n> ```", "> x\n>\n> y\n"),
    "a table": ("a\n\n| b | cc |\n|---|---|\n| ddd | e |\n\nf", "a\n\nb   | cc\n----+---\nddd | e\n\nf\n"),
    "a table behind a quotation": ("> a\n\n| b |\n|---|\n| c |", "> a\n\nb\n-\nc\n"),
    "a table of headings only": ("| a | b |\n|---|---|", "a | b\n--+--\n"),
    "a picture": ("![A *boat*](b.png) at sea", "[Image: A boat] at sea\n"),
    "pictures alone": (
        "![A boat](b.png) ![A pier](https://x.example/p.png)\n\n![](c.png)\n\na",
        "[Image: A boat]\n<https://news.example/releases/b.png>\n[Image: A pier]\n<https://x.example/p.png>\n\na\n",
    ),
    "HTML pictures alone, and one below a heading with another": (
        '## ![A boat](b.png) a\n\n<p><img src="c.png" alt="A pier"><img src="d.png" alt=""></p>\n\n![A sea](d.png)',
        "[Image: A boat] a\n\n[Image: A pier]\n<https://news.example/releases/c.png>\n\n"
        "[Image: A sea]\n<https://news.example/releases/d.png>\n",
    ),
    "a picture for decoration": ("![](b.png)\n\na", "a\n"),
    "comments and scripts": (
        "a <!-- b --> c\n\n<!-- d -->\n\n<script>e</script>\n\nf <script>g</script> h",
        "a c\n\nf h\n",
    ),
    "HTML": ("<div>a <b>b</b><br>c</div>\n\n<p>d</p>\n<p>e &amp; f</p>", "a b\nc\n\nd\n\ne & f\n"),
    "an HTML table": ("<table><tr><td>a<td>b<tr><td>c</table>", "a | b\n\nc\n"),
    "an HTML link and picture": (
        '<p><a href="b.md">a</a> <img src="c.png" alt="d &lt;"></p>',
        "a <https://news.example/releases/b.html> [Image: d <]\n",
    ),
    "a picture inside words": ('a <img src="c.png" alt="d"> b', "a [Image: d] b\n"),
    "right to left": ("مرحبا *بكم*\n\n> اقتباس", "مرحبا بكم\n\n> اقتباس\n"),
    "no-break spaces": ("5\u00a0000\u202f€", "5\u00a0000\u202f€\n"),
    "nothing": ("", ""),
    "only a comment": ("<!-- a -->", ""),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_what_it_looks_like(what: str) -> None:
    text, expected = WRITTEN[what]
    assert plain(text) == expected
    assert plain(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[the library](https://x.example/a)", "the library <https://x.example/a>"),
        ("<https://x.example/a>", "https://x.example/a"),
        ("[https://x.example](https://x.example/)", "https://x.example"),
        ("[www.x.example](https://www.x.example/)", "www.x.example"),
        ("[X.example/a](https://x.example/a)", "X.example/a"),
        ("[write](mailto:a@b.example)", "write <a@b.example>"),
        ("[a@b.example](mailto:a@b.example)", "a@b.example"),
        ("<a@b.example>", "a@b.example"),
        ("[call](tel:+1-617)", "call <+1-617>"),
        ("[earlier](2015/first.md)", "earlier <https://news.example/releases/first.html>"),
        ("[plan](../plan.pdf)", "plan <https://news.example/plan.pdf>"),
        ("[top](#top)", "top"),
        ("[nothing]()", "nothing"),
        ("[script](javascript:alert(1))", "script"),
        ("[](https://x.example/a)", "<https://x.example/a>"),
        ("See[](https://x.example/a)the page", "See<https://x.example/a>the page"),
        ("[![logo](l.png)](https://x.example/)", "[Image: logo] <https://x.example/>"),
        ("[*a* `b`](https://x.example/a)", "a b <https://x.example/a>"),
    ],
)
def test_links(link: str, shown: str) -> None:
    assert plain(link) == f"{shown}\n"


def test_without_a_locator_relative_links_are_words() -> None:
    body = Field("[a](b.md) [c](https://x.example/)", Span(0, 33))
    assert markdown.plain(body) == "a c <https://x.example/>\n"


WORDS = "Nobody in this city should live more than a short walk from a book, the mayor said. " * 3


@pytest.mark.parametrize(
    ("before", "first", "rest"),
    [("", "", ""), ("> ", "> ", "> "), ("- ", "- ", "  "), ("1. ", "1. ", "   "), ("> 2. > ", "> 2. > ", ">    > ")],
)
@pytest.mark.parametrize("width", [72, 40])
def test_lines_are_wrapped_like_a_typewriter_does(before: str, first: str, rest: str, width: int) -> None:
    expected = textwrap.wrap(WORDS, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    assert plain(before + WORDS, width=width) == "\n".join(expected) + "\n"


def test_long_addresses_stay_whole() -> None:
    lines = plain(f"See {LONG} or [there]({LONG}) soon.").splitlines()
    assert LONG in lines and any(line.startswith(f"<{LONG}>") for line in lines)
    assert all(len(line) <= 72 for line in lines if LONG not in line)


def test_wide_tables_become_lines_of_heading_and_cell() -> None:
    cell = "a cell with many more words than a line of a mail has room for"
    text = f"| Branch | Hours | |\n|---|---|---|\n| {cell} | 9 to 5 | x |\n| B | | y |\n"
    lines = textwrap.wrap(f"Branch: {cell}", 72)
    assert plain(text).splitlines() == [*lines, "Hours: 9 to 5", "x", "", "Branch: B", "y"]


def test_a_heading_without_cells_stands_above_the_rows_of_a_wide_table() -> None:
    cell = "a cell with many more words than one single line of a mail has room for"
    lines = textwrap.wrap(f"Closed: {cell}", 72)
    assert plain(f"| Open | Closed |\n|---|---|\n| | {cell} |\n").splitlines() == ["Open", "", *lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city.\n\nMore.", f"{OPENING} The city.\n\nMore.\n"),
        ("## Heading\n\nThe city.", f"Heading\n\n{OPENING} The city.\n"),
        (
            "![A boat](b.png)\n\nThe city.",
            f"[Image: A boat]\n<https://news.example/releases/b.png>\n\n{OPENING} The city.\n",
        ),
        ("![](b.png)\n\n# H\n\nThe city.", f"H\n\n{OPENING} The city.\n"),
        ("<!-- note -->\n\nThe city.", f"{OPENING} The city.\n"),
        ("- a\n- b\n\nThe city.", f"{OPENING}\n\n- a\n- b\n\nThe city.\n"),
        ("> a\n\nThe city.", f"{OPENING}\n\n> a\n\nThe city.\n"),
        ("# H\n\n> a\n\nThe city.", f"{OPENING}\n\nH\n\n> a\n\nThe city.\n"),
        ("    code\n\nThe city.", f"{OPENING}\n\ncode\n\nThe city.\n"),
        ("| a |\n|---|\n\nThe city.", f"{OPENING}\n\na\n-\n\nThe city.\n"),
        ("<p>The city.</p>\n\nMore.", f"{OPENING} The city.\n\nMore.\n"),
        ("<div>The city.</div>", f"{OPENING}\n\nThe city.\n"),
        (
            "[![A boat](b.png)](c.md)\n\nThe city.",
            f"[Image: A boat] <https://news.example/releases/c.html>\n\n{OPENING} The city.\n",
        ),
        ("# Only a heading", f"{OPENING}\n\nOnly a heading\n"),
        ("", f"{OPENING}\n"),
    ],
)
def test_the_dateline_opens_the_first_paragraph(text: str, expected: str) -> None:
    assert plain(text, opening=OPENING) == expected


def test_nesting_beyond_all_reason_stops_indenting() -> None:
    made = plain("".join(f"{'> ' * depth}a\n\n" for depth in range(1, 300)))
    assert max(map(len, made.splitlines())) < 250
