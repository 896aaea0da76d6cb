"""The quick look of TX007 lets every line pass that a pattern of page chrome matches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from samples import sample_document

from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.rules.text import leftovers

SHAPES = ("_COOKIES", "_PLACEHOLDER", "_READING_TIME", "_EMBEDDED", "_OF_A_GOVERNMENT", "_TRAIL", "_DELIVERY")
BETWEEN = st.sampled_from(["", "", "We tell you: ", "Read this, ", "1 of 3 ", "To all "])


def lines() -> st.SearchStrategy[str]:
    shaped = [
        st.from_regex(re.compile(getattr(page_chrome, name).pattern, re.ASCII), fullmatch=True) for name in SHAPES
    ]
    whole = st.sampled_from(sorted(page_chrome._LINES))
    buttons = st.lists(st.sampled_from(sorted(page_chrome._BUTTONS)), min_size=2, max_size=4).map(" | ".join)
    labels = st.sampled_from(sorted(RULES["page_labels"])).map(lambda label: f"{label}:")
    return st.one_of(*shaped, whole, buttons, labels)


@pytest.mark.parametrize("set_as", [str, str.capitalize, str.title])
@settings(
    max_examples=250, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(before=BETWEEN, line=lines())
def test_the_look_lets_page_chrome_pass(set_as: Callable[[str], str], before: str, line: str) -> None:
    text = " ".join(f"{before}{set_as(line)}".split())
    if (
        not (text.isascii() and text.isprintable())
        or "](" in text
        or not leftovers._is_chrome_line(text, linked=leftovers._is_linked(text))
    ):
        return
    assert leftovers._may_have_page_chrome(sample_document(body=f"One sentence.\n\n{text}\n"))
