"""A list of newsroom.toml grows, and every other byte stays."""

from __future__ import annotations

import pytest

from newsroom_cli.model.editing import extended
from newsroom_cli.model.toml import parsing

# What is written, and what becomes of it when "one" and "two" are added.
LISTS = [
    ('[v]\na = ["x"]\n', '[v]\na = ["x", "one", "two"]\n'),
    ('[v]\na = ["x",]\nb = 1\n', '[v]\na = ["x", "one", "two",]\nb = 1\n'),
    ("[v]\na = []  # none\n", '[v]\na = ["one", "two"]  # none\n'),
    ('[v]\na = [\n  "x", # old\n  # end\n]\n', '[v]\na = [\n  "x", # old\n  "one",\n  "two",\n  # end\n]\n'),
    ("[v]\na = [\n  'x'\n]\n", '[v]\na = [\n  \'x\',\n  "one",\n  "two"\n]\n'),
    ('[v]\r\na = [\r\n\t"x",\r\n]\r\n', '[v]\r\na = [\r\n\t"x",\r\n\t"one",\r\n\t"two",\r\n]\r\n'),
    ('[v]\na = ["x # ]", "y"] # ]\n', '[v]\na = ["x # ]", "y", "one", "two"] # ]\n'),
    ('v.a = ["x"]\n', 'v.a = ["x", "one", "two"]\n'),
    ('v = { a = ["x"], b = 1 }\n', 'v = { a = ["x", "one", "two"], b = 1 }\n'),
]
TABLES = [
    ("", '[v]\na = ["one", "two"]\n'),
    ("b = 1", 'b = 1\n\n[v]\na = ["one", "two"]\n'),
    ("[w]\nb = 1\n", '[w]\nb = 1\n\n[v]\na = ["one", "two"]\n'),
    ("[v] # ours\nb = 1\n", '[v] # ours\na = ["one", "two"]\nb = 1\n'),
    ("[v]", '[v]\na = ["one", "two"]\n'),
    ("[ v ]\r\nb = 1\r\n", '[ v ]\r\na = ["one", "two"]\r\nb = 1\r\n'),
]


@pytest.mark.parametrize(("before", "after"), LISTS + TABLES)
def test_texts_are_added_in_the_style_of_the_file(before: str, after: str) -> None:
    assert extended(before, "v", "a", ["one", "two"]) == after


@pytest.mark.parametrize("text", ['say "so"', "C:\\dir", "naïve", "'"])
def test_any_text_can_be_added(text: str) -> None:
    edited = extended('[v]\na = ["x"]\n', "v", "a", [text])
    assert edited is not None
    assert parsing.parse(edited).values == {"v": {"a": ["x", text]}}


@pytest.mark.parametrize(
    "before", ["v = 1\n", '[v]\na = "x"\n', "v.b = 1\n", "v = { b = 1 }\n", 'x = """\n[v]\n"""\nv.b = 1\n']
)
def test_a_file_that_cannot_be_edited_safely_is_left(before: str) -> None:
    assert extended(before, "v", "a", ["one"]) is None
