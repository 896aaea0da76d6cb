"""Edits of the front matter: what is meant is what is read back, and everything else stays as it was typed."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom_cli.model import editing, release_file
from newsroom_cli.model.editing import NotEditable
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml import parsing

FRONT = '''\
# top
status = "draft"  # for now
topics = ["a",
  "b",  # the second
]

# where
[dateline]
city = "Port Ellery"  # always

[[quotes]]
speaker = "Ana Okafor"
text = """
[[quotes]]
# words, not a comment
"""  # tail
# below

# the next one
[[quotes]]
text = "b"
[quotes.clearance]
by = "Kim Lee"  # who
# keep me
[[quotes]]
text = "c"
clearance.by = "Kim Lee"  # dotted
clearance.via = "e-mail"

[x]
mine = { a = 1 }
'''


def made(front: str = FRONT, newline: str = "\n") -> Release:
    return release_file.parse(f"+++\n{front}+++\n\nThe text.\n".replace("\n", newline), "releases/a.md")


def values(read: Release) -> Any:
    return copy.deepcopy(dict(parsing.parse(read.text[slice(*read.front)].replace("\r\n", "\n")).values))


def lost(before: Release, after: Release) -> list[str]:
    """The lines that are not there any more."""
    rest = after.text.splitlines()
    return [line for line in before.text.splitlines() if not (line in rest and rest.remove(line) is None)]


def gained(before: Release, after: Release) -> list[str]:
    return lost(after, before)


@pytest.mark.parametrize(
    ("name", "value", "gone", "new"),
    [
        ("status", "approved", ['status = "draft"  # for now'], ['status = "approved"  # for now']),
        ("author", "Kim Lee", [], ['author = "Kim Lee"']),
        ("topics", ["c"], ['topics = ["a",', '  "b",  # the second', "]"], ['topics = ["c"]']),
        ("dateline.state", "Mass.", [], ['state = "Mass."']),
        ("event.place", "Here", [], ["", "[event]", 'place = "Here"']),
        ("quotes.0.clearance", {"by": "Jo"}, [], ['clearance = { by = "Jo" }']),
        (
            "quotes.1.clearance", {"by": "Jo"},
            ["[quotes.clearance]", 'by = "Kim Lee"  # who'], ['clearance = { by = "Jo" }', "# who"],
        ),
        (
            "quotes.2.clearance", {"by": "Jo"},
            ['clearance.by = "Kim Lee"  # dotted', 'clearance.via = "e-mail"'],
            ["# dotted", 'clearance = { by = "Jo" }'],
        ),
        ("quotes.1.clearance.withdrawn", dt.date(2026, 3, 1), [], ["withdrawn = 2026-03-01"]),
        ("quotes.1.role", "Mayor", [], ['role = "Mayor"']),
        ("x.mine.b", 2, ["mine = { a = 1 }"], ["mine = { a = 1, b = 2 }"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_key_is_set_and_nothing_else(name: str, value: Any, gone: list[str], new: list[str], newline: str) -> None:
    before = made(newline=newline)
    after = editing.assign(before, name, value)
    assert (sorted(lost(before, after)), sorted(gained(before, after))) == (sorted(gone), sorted(new))
    assert after.text.count("\n") == after.text.count(newline)
    read: Any = values(after)
    for part in name.split("."):
        read = read[int(part) if part.isdecimal() else part]
    assert read == value


def test_a_new_key_stands_in_its_own_table() -> None:
    lines = editing.assign(made(), "quotes.0.role", "Mayor").text.splitlines()
    assert lines[lines.index('role = "Mayor"') - 1] == '"""  # tail'


def test_a_table_is_appended_behind_those_there_are() -> None:
    before = made()
    after = editing.append(before, "quotes", {"speaker": "Bo", "text": 'He said "no"\nand left'})
    assert lost(before, after) == []
    assert [quote.speaker.value for quote in after.quotes if quote.speaker] == ["Ana Okafor", "Bo"]
    assert after.text.index('speaker = "Bo"') < after.text.index("[x]")
    assert after.quotes[3].text is not None and after.quotes[3].text.value == 'He said "no"\nand left'


def test_the_first_table_of_a_name_comes_last() -> None:
    after = editing.append(made(), "approvals", {"by": "Jo", "parts": ["body 1"]})
    assert after.text.split("+++")[1].endswith('\n\n[[approvals]]\nby = "Jo"\nparts = ["body 1"]\n')


def test_tables_in_brackets_are_written_anew() -> None:
    after = editing.append(made('quotes = [{ text = "a" }]\n'), "quotes", {"text": "b"})
    assert [quote.text.value for quote in after.quotes if quote.text] == ["a", "b"]
    after = editing.assign(after, "quotes.0.role", "Mayor")
    assert after.quotes[0].role is not None and after.quotes[0].role.value == "Mayor"


def test_notes_inside_brackets_are_not_sacrificed() -> None:
    with pytest.raises(NotEditable, match="cannot be edited safely"):
        editing.append(made('quotes = [\n  { text = "a" },  # by phone\n]\n'), "quotes", {"text": "b"})


@pytest.mark.parametrize("name", ["quotes.9.role", "status.role", "topics.role"])
def test_what_is_no_table_gets_no_key(name: str) -> None:
    with pytest.raises(NotEditable):
        editing.assign(made(), name, "x")


@pytest.mark.parametrize("text", ["", "no fields", "+++\nbroken\n+++\n", "+++\nstatus = 1\n"])
def test_a_file_that_cannot_be_read_is_not_edited(text: str) -> None:
    with pytest.raises(NotEditable, match="cannot be read"):
        editing.append(release_file.parse(text), "quotes", {"text": "a"})


# --- whatever people write ------------------------------------------------------------------------------------

_TEXTS = st.text(st.sampled_from("ab#[]{}=\"'\\,. \né“”€🦊+"), max_size=12)
_PIECES = st.sampled_from([
    "", "# a note", "   # an indented note", '[[quotes]]\ntext = "a"', '[[quotes]] # here\ntext = \'b # "\' # there',
    "[[quotes]]",
    '[[quotes]]\ntext = """\n[dateline]\n# x"""\nrole="c"', '[[quotes]]\nclearance.by = "Kim"\ntext = "d"',
    '[[quotes]]\ntext = "e"\n  [quotes.clearance]  # cleared\n  by = "Kim"\n  # kept', '[[contacts]]\nname = "f"\n',
    '[[ quotes ]]\n"text" = "g"\n\n\n# far below\n',
])  # fmt: skip


@given(
    st.lists(_PIECES, max_size=6),
    st.sampled_from(["quotes.0.clearance", "quotes.1.role", "quotes.2.clearance", "headline", "source.name"]),
    st.one_of(_TEXTS, st.fixed_dictionaries({"by": _TEXTS, "at": st.dates()})),
    st.sampled_from(["\n", "\r\n"]),
)
def test_an_edit_says_what_was_meant_or_is_refused(pieces: list[str], name: str, value: Any, newline: str) -> None:
    front = 'status = "draft" # s\n' + "".join(f"{piece}\n" for piece in pieces)
    before = made(front, newline)
    meant = values(before)
    try:
        after = editing.assign(before, name, value)
    except NotEditable:
        assert name.startswith("quotes.") and int(name.split(".")[1]) >= len(meant.get("quotes", []))
        return
    table: Any = meant
    *tables, last = name.split(".")
    for part in tables:
        table = table[int(part)] if part.isdecimal() else table.setdefault(part, {})
    table[last] = value
    assert values(after) == meant
    assert after.body.value == before.body.value and after.text.count("\n") == after.text.count(newline)
    notes = [piece.partition("#")[2] for piece in ("# s", *pieces) if piece.lstrip().startswith("#")]
    assert all(note in after.text for note in notes)


@given(st.lists(_PIECES, max_size=6), st.dictionaries(st.sampled_from(["speaker", "role", "text"]), _TEXTS, min_size=1))
def test_an_appended_table_is_the_last_of_its_name(pieces: list[str], table: dict[str, str]) -> None:
    before = made('status = "draft"\n' + "".join(f"{piece}\n" for piece in pieces))
    after = editing.append(before, "quotes", table)
    assert values(after)["quotes"] == [*values(before).get("quotes", []), table]
    assert lost(before, after) == []
