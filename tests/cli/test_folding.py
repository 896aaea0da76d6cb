"""Lines folded at the width of a terminal: no word is lost, no command is broken, and styles stay where they were."""

from __future__ import annotations

import shlex

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom_cli.cli.terminal.folding import folded
from newsroom_cli.markup.escaping import for_people
from newsroom_cli.markup.text_lines import columns

LETTERS = "ab1é…“”–.,/-本語、「」ไทยเא\u0301\xa0\u202f\u200b\xad\u2066👩\u200d"
WORDS = st.text(LETTERS, max_size=12).map(for_people)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first letters take long on a busy machine
@given(parts=st.lists(TEXTS, min_size=1, max_size=5), width=st.integers(20, 60))
def test_nothing_is_lost_and_codes_stay_beside_their_words(parts: list[str], width: int) -> None:
    """The codes are < and >, which stand for escape sequences here."""
    mixed = [part for text in parts for part in (text, "<>"[len(text) % 2])][:-1]
    lines = folded(mixed, width)
    shown, whole = "".join(lines), "".join(mixed)
    assert shown.replace(" ", "") == whole.replace(" ", "")
    for line in lines:
        bare = line.replace("<", "").replace(">", "").strip(" ")
        assert columns(bare) <= width or " " not in bare


def test_further_lines_are_indented_and_stand_under_a_label() -> None:
    assert folded(["  one two three four"], 12) == ["  one two", "    three", "    four"]
    assert folded(["error: one two three"], 15) == ["error: one two", "       three"]
    assert folded(["short"], 20) == ["short"]


def test_a_command_is_on_one_line() -> None:
    text = 'next: write it, then newsroom check releases/a.md, or newsroom quotes sheet --speaker "Ana Okafor" for it'
    assert folded([text], 60) == [
        "next: write it, then newsroom check releases/a.md, or",
        '  newsroom quotes sheet --speaker "Ana Okafor" for it',
    ]


def test_a_command_with_an_apostrophe_in_it_is_on_one_line() -> None:
    command = shlex.join(["git", "commit", "-m", "Publish Mayor's Office Opens the Harbour Library to All"])
    assert folded([f"if it is deployed from git:  {command} then push"], 80)[1].strip() == command


def test_a_command_that_is_longer_than_a_line_goes_on_below_a_backslash() -> None:
    command = """newsroom quotes clear releases/2026-12-02-a-very-long-name.md --speaker "Ana Okafor" --via 'it is'"""
    lines = folded([f"help: have it cleared: {command}"], 60)
    assert lines == [
        "help: have it cleared:",
        "      newsroom quotes clear \\",
        "      releases/2026-12-02-a-very-long-name.md --speaker \\",
        """      "Ana Okafor" --via 'it is'""",
    ]
    assert shlex.split("\n".join(lines[1:]).replace("\\\n", "")) == shlex.split(command)
    assert (
        "".join(folded(["<", command, ">"][1:], 60)).replace("\\", "").replace(" ", "")
        == command.replace(" ", "") + ">"
    )


def test_a_style_that_goes_over_the_end_of_a_line_begins_and_ends_where_it_did() -> None:
    assert folded(["one ", "<", "two three", ">", " four"], 9) == ["one <two", "  three>", "  four"]


def test_a_name_with_spaces_is_on_one_line() -> None:
    text = "renamed: releases/2026-03-02-library.md -> releases/Die Bücherei (neu).md"
    assert folded([text], 45) == [
        "renamed: releases/2026-03-02-library.md ->",
        "  releases/Die Bücherei (neu).md",
    ]
    text = "kept: 2026-03-02-library leads to it; see releases/a.md and b.md"
    assert folded([text], 60) == ["kept: 2026-03-02-library leads to it; see releases/a.md and", "  b.md"]
