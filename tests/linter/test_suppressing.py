"""Suppressions written for what is found: nothing else changes, and nothing is told afterwards."""

from __future__ import annotations

import pytest
from samples import sample_config

from newsroom_cli.linter.check import check
from newsroom_cli.linter.suppressing import add_ignore_comments
from newsroom_cli.markup import markdown
from newsroom_cli.model import release_file
from newsroom_cli.model.errors import NewsroomError

REASON = "before the style guide"


def silenced(text: str) -> str:
    read = release_file.parse(text)
    made = add_ignore_comments(read, sample_config(), REASON)
    after = release_file.parse(made)
    assert check(after, sample_config()) == []
    assert [block.text for block in markdown.read(after.body).prose] == [
        block.text for block in markdown.read(read.body).prose
    ]
    assert add_ignore_comments(after, sample_config(), REASON) == made
    return made


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_finding_has_a_comment_beside_it(newline: str) -> None:
    text = '+++\nheadline = "News"\n+++\n\nOne.\n\nIt opens on\nTuesday, March 9, 2026.\n\nFor more, please visit:\n'
    made = silenced(text.replace("\n", newline)).replace(newline, "\n")
    assert f'# newsroom: ignore[HD001] {REASON}\nheadline = "News"' in made
    assert f"\n<!-- newsroom: ignore[DT001] {REASON} -->\nIt opens on\n" in made
    assert f"\n<!-- newsroom: ignore[LK001] {REASON} -->\nFor more" in made
    assert "+++\n# newsroom: ignore-file[" in made


@pytest.mark.parametrize(
    "body",
    [
        "- One\n- on Tuesday, March 9, 2026\n- Three\n",
        "- One\n\n- on Tuesday, March 9, 2026\n\n- Three\n",
        "> He said so.\n>\n> On Tuesday, March 9, 2026, that is.\n",
        "| a | b |\n|---|---|\n| c | Tuesday, March 9, 2026 |\n",
        "# Tuesday, March 9, 2026\n",
        "One\n<div>\n\nTuesday, March 9, 2026\n\n</div>\n",
        "1. One\n\n   Tuesday, March 9, 2026\n2. Two\n",
    ],
)
def test_where_no_comment_can_stand_beside_it_stands_for_the_file(body: str) -> None:
    silenced(f"+++\ndate = 2026-03-02\n+++\n\n{body}")


def test_only_a_line_feed_ends_a_line() -> None:
    made = silenced("+++\ndate = 2026-03-02\n+++\n\nOne\u2028two\u2028three.\n\nOn Tuesday, March 9, 2026, it opens.\n")
    assert "-->\nOn Tuesday" in made


def test_front_matter_of_several_lines_stays_as_it_is() -> None:
    front = 'date = 2026-03-02\ntopics = [\n  "a", # one\n  "b",\n]\nheadline = """\nNews"""\n'
    made = silenced(f"+++\n{front}+++\n\nOne.\n")
    assert all(line in made for line in front.splitlines())


@pytest.mark.parametrize("reason", ["", "  ", "a --> b", "two\nlines", "a > b"])
def test_a_reason_that_cannot_stand_in_a_comment(reason: str) -> None:
    with pytest.raises(NewsroomError):
        add_ignore_comments(release_file.parse("+++\n+++\n"), sample_config(), reason)
