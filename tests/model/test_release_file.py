"""Release files read and edited: half-written ones, broken ones, and a field set without touching anything else."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from samples import sample_text

from newsroom_cli.model import release_file
from newsroom_cli.model.editing import assign
from newsroom_cli.model.release_file import parse, slug_of, slugify, to_toml

FILE = """\
+++
# Written by the press desk
id = "tag:news.port-ellery.example,2026:k3h8"  # minted once
headline = "City Opens Library"
topics = [
  "libraries", # first
  "[brackets]",
]
subhead = \"""
[not a table]
\"""

# The people to call.

[dateline]
city = "Port Ellery"  # not typed into the text

[[contacts]]
name = "Press Desk"
+++

The city today opened its *ninth* library.
"""


def reread(text: str) -> dict[str, Any]:
    return tomllib.loads(text.replace("\r\n", "\n").split("+++")[1])


# --- half-written ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", range(0, len(FILE), 7))
def test_every_beginning_of_a_file_can_be_read(keep: int) -> None:
    half = parse(FILE[:keep])
    assert half.text == FILE[:keep]
    assert half.broken or not half.problems
    for problem in half.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(half.text)
        assert problem.message


def test_missing_parts_are_empty() -> None:
    bare = parse("+++\n+++\n")
    assert not bare.broken and bare.problems == ()
    assert (bare.id, bare.headline, bare.date, bare.embargo, bare.status, bare.dateline, bare.event, bare.x) == (
        None,
    ) * 8
    assert (bare.topics, bare.contacts, bare.quotes, bare.images) == ((), (), (), ())
    assert bare.body.value == "" and bare.body.span.start == len(bare.text)


def test_fields_without_value_are_not_filled_in_yet() -> None:
    draft = parse('+++\nheadline = ""\nstatus = ""\ntopics = [""]\n[dateline]\n[[contacts]]\nname = " "\n+++\n')
    assert draft.problems == ()
    assert draft.headline is None and draft.status is None and draft.topics == ()
    assert draft.dateline is not None and draft.dateline.city is None
    assert draft.text[slice(*draft.dateline.span)] == "[dateline]"
    assert len(draft.contacts) == 1 and draft.contacts[0].name is None


BROKEN = {
    "": ("NR001", "the file is empty", 1),
    "\ufeff \r\n\n": ("NR001", "the file is empty", 1),
    "Just words.\n": ("NR001", "no front matter", 1),
    "---\ntitle: x\n---\nBody\n": ("NR001", "no front matter", 1),
    "\n---\ntitle: x\n---\nBody\n": ("NR001", "no front matter", 1),
    "+++": ("NR001", "no front matter", 1),
    '+++\nheadline = "x"\n': ("NR001", "the front matter never ends", 1),
    '\ufeff\r\n+++ \r\nheadline = "x"\r\n': ("NR001", "the front matter never ends", 2),
    '+++\nheadline = "x"\n +++\nBody\n': ("NR001", "this line is not +++ alone", 3),
    '+++\nheadline = "x"\n\n++\nBody\n': ("NR001", "this line is not +++ alone", 4),
    '\n++++\nheadline = "x"\n+++\nBody\n': ("NR001", "this line is not +++ alone", 2),
    ' +++\r\nid = "x"\r\n+++\r\nBody\r\n': ("NR001", "this line is not +++ alone", 1),
    '\nid = "x"\n+++\nBody\n': ("NR001", "the +++ above the fields is missing", 2),
    "++\nJust words.\n": ("NR001", "no front matter", 1),
    "+++\n+++\nBo\x00dy\n": ("NR001", "a NUL character", 3),
    "+++\n+++\n\nBo\x1bdy\n": ("NR001", "the control character U+001B", 4),
    "+++\nheadline = 'a\x85b'\n+++\n": ("NR001", "the control character U+0085", 2),
    "+++\n+++\nlone \ud800 surrogate\n": ("NR001", "U+D800", 3),
    "+++\n+++\n\nA\n<<<<<<< HEAD\nB\n=======\nC\n>>>>>>> d\n": ("NR001", "both sides of a merge", 5),
    "+++\r\n+++\r\n\r\nB\r\n=======\r\nC\r\n>>>>>>> d\r\n": ("NR001", "both sides of a merge", 7),
    '+++\n<<<<<<< HEAD\nstatus = "draft"\n=======\n>>>>>>> d\n+++\n': ("NR001", "both sides of a merge", 2),
    "+++\nheadline = x\n+++\n": ("FM004", "quotation marks", 2),
    "+++\n" + "a = " + "[" * 500 + "]" * 500 + "\n+++\n": ("FM004", "nested too deep", 2),
    "+++\n" + ".".join(["a"] * 500) + " = 1\n+++\n": ("FM004", "nested too deep", 2),
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_files_say_where_and_what_to_do(text: str) -> None:
    code, words, line_number = BROKEN[text]
    read = parse(text)
    (problem,) = read.problems
    assert read.broken and problem.code == code
    assert words in problem.message and problem.help
    assert read.position(problem.span.start).line == line_number
    assert read.text == text


def test_headings_and_quotations_are_no_merge() -> None:
    for body in ("Opening hours\n=======\n\nNine to five.", ">>>>>>> seven deep", "Write <<<<<<< here."):
        assert not parse(f"+++\n+++\n\n{body}\n").broken


def test_yaml_is_named() -> None:
    assert "not YAML" in parse("---\ntitle: x\n---\n").problems[0].help


def test_long_values_are_no_trap() -> None:
    """A dotted-key guard that looks at every letter of a long word again would take minutes here."""
    word = "a" * 200_000
    read = parse(f'+++\nheadline = "{word}"\nsubhead = "{". " * 70}"\n+++\n')
    assert read.headline is not None and read.headline.value == word


def test_the_body_begins_at_its_first_line() -> None:
    read = parse("+++\n+++\n\n \n    code\n\ntext  \n\n")
    assert read.body.value == "    code\n\ntext"
    assert read.text[slice(*read.body.span)] == read.body.value


def test_plus_signs_in_a_text_end_the_front_matter_only_alone_on_a_line() -> None:
    read = parse('+++\nheadline = "C+++"\n# +++ no\n+++\nBody\n+++\nmore\n')
    assert not read.broken and read.headline is not None and read.headline.value == "C+++"
    assert read.body.value == "Body\n+++\nmore"


@pytest.mark.parametrize(
    "text", [FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE, FILE + "\n\n  \n", "no front matter"]
)
def test_a_release_keeps_its_text(text: str) -> None:
    assert parse(text).text == text


# --- a field set -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_is_replaced_and_nothing_else(newline: str) -> None:
    text = FILE.replace("\n", newline)
    edited = assign(parse(text, "releases/a.md"), "headline", "New é")
    assert edited.text == text.replace('"City Opens Library"', '"New é"')
    assert edited.path == "releases/a.md" and edited.slug == "a"
    assert edited.headline is not None and edited.headline.value == "New é"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_field_stands_under_the_last_one_and_above_the_tables_comments(newline: str) -> None:
    text = FILE.replace("\n", newline)
    edited = assign(parse(text), "status", "approved")
    assert edited.text == text.replace(
        f'"""{newline}{newline}# The people', f'"""{newline}status = "approved"{newline}{newline}# The people'
    )
    assert edited.status is not None and edited.status.value == "approved"
    assert reread(edited.text) == {**reread(text), "status": "approved"}


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", "status = 1\n"),
        ("a = 1\n", "a = 1\nstatus = 1\n"),
        ("a = 1\n# end\n", "a = 1\nstatus = 1\n# end\n"),
        ("[t]\na = 1\n", "status = 1\n[t]\na = 1\n"),
        ("# c\n\n[t]\na = 1\n", "status = 1\n# c\n\n[t]\na = 1\n"),
        ("a = 1\n\n  [[t]]\n", "a = 1\nstatus = 1\n\n  [[t]]\n"),
        ("a = [\n[1],\n[2]]\n[t]\n", "a = [\n[1],\n[2]]\nstatus = 1\n[t]\n"),
        ("a = '''\n[x]\n'''\n[t]\n", "a = '''\n[x]\n'''\nstatus = 1\n[t]\n"),
        ('a = "[x"\n# [y\n[t]\n', 'a = "[x"\nstatus = 1\n# [y\n[t]\n'),
        ("a = {b = [\n[1]]}\n[t]\n", "a = {b = [\n[1]]}\nstatus = 1\n[t]\n"),
        ('a = """\\"""\n[x]"""\n[t]\n', 'a = """\\"""\n[x]"""\nstatus = 1\n[t]\n'),
    ],
)
def test_where_a_new_field_goes(front: str, expected: str) -> None:
    edited = assign(parse(f"+++\n{front}+++\nBody\n"), "status", 1)
    assert edited.text == f"+++\n{expected}+++\nBody\n"
    assert not edited.broken


VALUES = [
    "plain", 'with "quotes"', "it's", "back\\slash", "two\nlines", 'three """ quotes\nand a "', "ends with quote\n\"",
    "“curly” é 日本 𝄞", "tab\there", "\u2028", "[brackets] # hash", "a\n+++\nb", "x = 1\n[t]\n", "  spaces  ",
    ["a", 'b"', "c\nd"], [], True, 7, dt.date(2026, 3, 1),
    dt.datetime(2026, 3, 1, 9, 0, tzinfo=ZoneInfo("America/New_York")), {"a b": 1, "c": ["d"]},
]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["headline", "topics", "added"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_any_value_can_be_set(value: Any, name: str, newline: str) -> None:
    text = FILE.replace("\n", newline)
    edited = assign(parse(text), name, value)
    assert not edited.broken
    front = edited.text[slice(*edited.front)]
    assert tomllib.loads(front) == {**reread(text), name: value}
    assert front.count("\r\n") in (0, front.count("\n")), "the line endings stay of one kind"
    for kept in ("# Written by the press desk", "# minted once", "# The people to call.", "# not typed into the text"):
        assert kept in front
    assert assign(edited, name, value).text == edited.text, "doing it twice changes nothing"
    assert edited.body.value == parse(text).body.value


def test_controls_are_escaped_and_then_reported() -> None:
    edited = assign(parse(FILE), "headline", "a\x00\x1b\x7f\x85\ufffe")
    assert not edited.broken
    assert [problem.code for problem in edited.problems] == ["FM003"]


def test_a_field_of_a_table_is_not_taken_for_one_of_the_release() -> None:
    edited = assign(parse(FILE), "city", "x")
    assert 'city = "Port Ellery"' in edited.text and edited.text.index('city = "x"') < edited.text.index("[dateline]")


def test_offsets_with_seconds_are_written_in_utc() -> None:
    """New York kept its own time, -04:56:02, until 1883; TOML has no such offset."""
    early = dt.datetime(1850, 3, 1, 9, 0, tzinfo=ZoneInfo("America/New_York"))
    assert tomllib.loads(f"v = {to_toml(early)}")["v"] == early


# --- slugs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("City Opens Library", "city-opens-library"),
        ("2026-03-02-library", "2026-03-02-library"),
        ("  --a__b..c--  ", "a-b-c"),
        ("Café Été", "cafe-ete"),
        ("Straße", "strasse"),
        ("Ångström", "angstrom"),
        ("İstanbul", "istanbul"),
        ("Işık, Łódź, Đà Bắc", "isik-lodz-da-bac"),
        ("Ελλάδα", "ελλάδα"),
        ("ΠΛΑΤΕΊΕΣ της πόλης", "πλατείες-της-πόλης"),
        ("Йод", "йод"),
        ("市政府 公告", "市政府-公告"),
        ("हिन्दी में", "हिन्दी-में"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("한국어", "한국어"),
        ("عربي", "عربي"),
        ("Указ №5", "указ-no5"),
        ("Город™", "городtm"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("!!!", ""),
        ("", ""),
        ("𝄞", ""),
    ],
)
def test_slugify(name: str, slug: str) -> None:
    assert slugify(name) == slug
    assert slugify(slug) == slug


def test_a_slug_is_the_slug_of_itself() -> None:
    """Else no alias could name it: what an alias says is the slug of itself, too."""
    composed = [character for character in map(chr, range(0x30000)) if not unicodedata.is_normalized("NFKD", character)]
    for slug in (slugify(f"б{character}a") for character in composed):
        assert slugify(slug) == slug


def test_slugs_fit_into_file_names() -> None:
    assert len(slugify("word " * 100)) <= 120
    assert len(slugify("市" * 300).encode()) <= 200
    assert not slugify("a" * 119 + " bcd").endswith("-")


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("releases/2015/2015-06-22-short-name.md", "2015-06-22-short-name"),
        ("releases/!!!.md", "release"),
        ("releases/index.md", "index-release"),
        ("releases/CON.md", "con-release"),
        ("releases/console.md", "console"),
        ("Größe.v2.md", "grosse-v2"),
    ],
)
def test_every_file_has_a_name_in_addresses(path: str, slug: str) -> None:
    assert slug_of(path) == parse(sample_text(), path).slug == slug


def test_key_places_of_a_broken_file_are_none() -> None:
    assert release_file.key_spans(parse("+++\nx\n+++\n")) == {}
