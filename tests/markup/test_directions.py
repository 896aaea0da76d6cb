"""Blocks that run against their text get their direction; all others stay as they are."""

from __future__ import annotations

import pytest

from newsroom_cli.markup import directions


@pytest.mark.parametrize(
    ("text", "direction", "against"),
    [
        ("It is open.", "rtl", "ltr"),
        ("“Quay Hall”", "rtl", "ltr"),
        ("It is open for שלום to all.", "rtl", "ltr"),
        ("IBM הודיעה היום על תרומה.", "rtl", ""),
        ("Port Ellery", "rtl", ""),
        ("הספרייה פתוחה.", "rtl", ""),
        ("2026.", "rtl", ""),
        ("٤٢، 5", "ltr", ""),
        ("It is open.", "ltr", ""),
        ("“الكتب مفتوحة للجميع.”", "ltr", "rtl"),
        ("The word שלום is Hebrew.", "ltr", ""),
    ],
)
def test_a_text_runs_against_another_with_its_first_and_last_letters(text: str, direction: str, against: str) -> None:
    assert directions.opposite_direction(text, direction) == against


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>It <em>is</em> open.</p>", '<p><span dir="ltr">It <em>is</em> open.</span></p>'),
        ("<h2>What next?</h2>", '<h2><span dir="ltr">What next?</span></h2>'),
        ("<li>(Books)</li>", '<li><span dir="ltr">(Books)</span></li>'),
        ("<li>(Books)\n<ul>\n<li>ספרים</li></ul>", '<li><span dir="ltr">(Books)</span>\n<ul>\n<li>ספרים</li></ul>'),
        ("<li>\n<p>(Books)</p>", '<li>\n<p><span dir="ltr">(Books)</span></p>'),
        ("<td>(Books)</td>", '<td><span dir="ltr">(Books)</span></td>'),
        ('<p dir="rtl">It is open.</p>', '<p dir="rtl">It is open.</p>'),
        ("<p>הספרייה (Books) פתוחה.</p>", "<p>הספרייה (Books) פתוחה.</p>"),
    ],
)
def test_only_blocks_that_run_against_the_text_are_marked(html: str, marked: str) -> None:
    assert directions.mark_directions(html, "rtl") == marked


def test_a_paragraph_that_runs_from_right_to_left_is_marked_in_english() -> None:
    first, second = "<p>The word שלום is Hebrew.</p>", "הספרייה פתוחה."
    marked = directions.mark_directions(f"{first}\n<p>{second}</p>\n", "ltr")
    assert marked == f'{first}\n<p><span dir="rtl">{second}</span></p>\n'
