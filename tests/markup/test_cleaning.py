"""The short way to clean HTML gives what the long way gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampling import examples

from newsroom_cli.markup import cleaning, markdown
from newsroom_cli.newsroom.edition import locator

_MARKS = [
    "a", "word ", "*", "**", "_", "`", "``", "\n", "\n\n", "- ", "1. ", "> ", "# ", "  ", "\t", "[", "](",
    "](http://x.y)",
    "](a.md)", "](#x)", "](x y)", "](javascript:x)", ' "t")', ")", "![", "]: ", "|", "|-|\n", "~~", "&", "&amp;",
    "&nbsp;",
    "&lt;", "&quot;", '"', "'", "\\", "\xa0", "é", "“", "http://a.b", "---\n", "===\n", "    code\n", "```x\n",
    "[a]: /b\n",
    "\u2028", "\u200b", ">", "/>", "\x0c", "😀", "&#1;", "\r\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(_MARKS), max_size=30).map("".join))
@settings(max_examples=examples(400))
def test_the_short_way_for_text_without_html_makes_the_same_bytes(source: str) -> None:
    rough = markdown._parser().html(source)
    locate = locator("releases", "https://news.example/")
    assert cleaning.clean_tags(rough, locate=locate) == cleaning.clean(rough, locate=locate)


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('lang="de-ERE" dir="LTR" scope="Col" colspan="2"', 'lang="de" dir="ltr" scope="col" colspan="2"'),
        ('lang="x y" dir="up" scope="all" colspan="0" rowspan="two"', ""),
    ],
)
def test_only_values_that_validators_know_stay(attributes: str, kept: str) -> None:
    html = cleaning.clean(f"<table><tbody><tr><th {attributes}>A</th></tr></tbody></table>", locate=lambda _: None)
    assert set(re.findall(r'\S+="[^"]*"', html)) == set(kept.split())


def test_words_of_blocks_that_pages_do_not_have_stay_apart() -> None:
    html = "<details><summary>Fees</summary>None</details><SECTION>One</SECTION><sectional>Two</sectional>"
    assert cleaning.clean(html, locate=lambda _: None) == "<div><div>Fees</div>None</div><div>One</div>Two"
