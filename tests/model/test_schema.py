"""The places of the parts of a release, however they are written, and the problems of wrong keys and values."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from newsroom_cli.model import release_file
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field, Span, declared_keys

RICH = """\
+++
# the id is minted once
id = "tag:news.port-ellery.example,2026:é7"  # keep
headline = "日本 \\"quoted\\" 𝄞 x"
  subhead   =   'It is a "literal" é'
topics = ["é", "𝄞",
  "parks", # with a comment
]
date = 2026-03-02
embargo = 2026-03-02T09:00:00.5-05:00
"status" = "approved"
dateline = { city = "Zürich", "state" = "é", country = "" }
contacts = [{ name = "é", phone = "+1" }, {email = "a@b.example"}]
source.name = "é first"
source . url = "https://é.example/"

[ event ]
place = \"""
  Hall é
  𝄞 Street\"""
\tstarts = 2026-03-02T09:00:00Z

[[quotes]]
\tspeaker = 'Ána'
text = \"""One \\
  𝄞 two.\"""

[[quotes]]
role = "Mayor"

[[images]]
alt = ""
file = '''a.png'''

[x]
value = 1
value_line = 2
key_raw = { key_line = 3 }
list = [[1], [2]]
+++

Body é
"""

VARIANTS = {
    "plain": RICH,
    "CRLF": RICH.replace("\n", "\r\n"),
    "BOM": "\ufeff" + RICH,
    "BOM, blank lines and CRLF": "\ufeff\r\n \t\r\n" + RICH.replace("\n", "\r\n"),
}


def fields(part: Any, name: str = "") -> Iterator[tuple[str, Field[Any]]]:
    """Every Field of a release, with its name."""
    if isinstance(part, Field):
        yield name, part
    elif hasattr(part, "_fields"):
        for field in part._fields:
            yield from fields(getattr(part, field), f"{name}.{field}")
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from fields(inner, f"{name}[{number}]")


def spans(part: Any, name: str = "") -> Iterator[tuple[str, Span]]:
    """Every table of a release that knows its place."""
    if isinstance(part, Field):
        return
    if hasattr(part, "_fields"):
        for field in part._fields:
            value = getattr(part, field)
            if isinstance(value, Span) and field == "span":
                yield name, value
            else:
                yield from spans(value, f"{name}.{field}")
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from spans(inner, f"{name}[{number}]")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_field_stands_where_it_was_written(variant: str) -> None:
    parsed = release_file.parse(VARIANTS[variant])
    assert parsed.problems == () and not parsed.broken
    found = dict(fields(parsed))
    body = found.pop(".body")
    assert parsed.text[slice(*body.span)] == body.value == "Body é"
    for name, field in found.items():
        written = parsed.text[slice(*field.span)].replace("\r\n", "\n")
        value = tomllib.loads(f"v = {written}")["v"]
        assert (value.strip() if isinstance(value, str) else value) == field.value, name
    assert len(found) == 23


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_table_stands_at_its_header_or_braces(variant: str) -> None:
    parsed = release_file.parse(VARIANTS[variant])
    written = {name: parsed.text[slice(*span)] for name, span in spans(parsed) if span != Span(0, 0)}
    assert written == {
        ".dateline": '{ city = "Zürich", "state" = "é", country = "" }',
        ".event": "[ event ]",
        ".source": "name",  # dotted keys have no header: the first of them
        ".contacts[0]": '{ name = "é", phone = "+1" }',
        ".contacts[1]": '{email = "a@b.example"}',
        ".quotes[0]": "[[quotes]]",
        ".quotes[1]": "[[quotes]]",
        ".images[0]": "[[images]]",
    }
    assert parsed.quotes[0].span < parsed.quotes[1].span


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_key_knows_its_place(variant: str) -> None:
    parsed = release_file.parse(VARIANTS[variant])
    places = release_file.key_spans(parsed)
    for name, span in places.items():
        written = parsed.text[slice(*span)].strip("[]\"' ")
        assert written == name.rpartition(".")[2], name
    assert {
        "id",
        "status",
        "dateline",
        "dateline.state",
        "contacts.1.email",
        "source.url",
        "event",
        "event.starts",
    } < set(places)
    assert {"quotes.0.text", "quotes.1.role", "x.value", "x.value_line", "x.key_raw.key_line"} < set(places)


def test_positions_count_characters_and_lines_from_one() -> None:
    parsed = release_file.parse("+++\r\nheadline = 'é𝄞' # x\r\ndateline = {state='𝄞', city='b'}\r\n+++\r\nx")
    assert parsed.headline is not None and parsed.dateline is not None and parsed.dateline.city is not None
    assert parsed.position(parsed.headline.span.start) == (2, 12)
    assert parsed.position(parsed.headline.span.end) == (2, 16)
    assert parsed.position(parsed.dateline.city.span.start) == (3, 29)
    assert parsed.position(len(parsed.text)) == (5, 2)


def test_the_values_are_what_was_written() -> None:
    parsed = release_file.parse(VARIANTS["CRLF"])
    values = {name: field.value for name, field in fields(parsed)}
    assert values[".headline"] == '日本 "quoted" 𝄞 x'
    assert values[".event.place"] == "Hall é\n  𝄞 Street"
    assert values[".quotes[0].text"] == "One 𝄞 two."
    assert values[".embargo"] == dt.datetime(2026, 3, 2, 9, 0, 0, 500_000, dt.timezone(dt.timedelta(hours=-5)))
    assert values[".images[0].alt"] == ""  # empty on purpose
    assert ".dateline.country" not in values  # empty is not filled in yet
    assert parsed.x == {"value": 1, "value_line": 2, "key_raw": {"key_line": 3}, "list": [[1], [2]]}


def parse(front: str) -> Release:
    return release_file.parse(f"+++\n{front}+++\n\nText.\n")


# front matter -> code, the place as written, words of the message, words of the help
WRONG = [
    ("headline = 5\n", "FM003", "5", "headline: expected text in quotes, found 5", 'write "5"'),
    ("headline = true\n", "FM003", "true", "headline: expected text in quotes, found true", 'write "true"'),
    ("headline = ['a']\n", "FM003", "['a']", "headline: expected text in quotes, found a list", "without brackets"),
    ("[headline]\na = 1\n", "FM003", "[headline]", "headline: expected text in quotes, found a table",
        "without brackets"),
    ("headline = 'a'\n[[headline.x]]\n", "FM004", "h", '"headline" is given already', "rename one"),
    ('headline = "One\\ntwo"\n', "FM003", '"One\\ntwo"', "a single line of text, found a line break", "on one line"),
    ('headline = "a\\u0000"\n', "FM003", '"a\\u0000"', "found a NUL character, which no reader can show", "delete"),
    ('headline = "a\\u001b[2J"\n', "FM003", '"a\\u001b[2J"', "the control character U+001B", "delete"),
    ('headline = "a\\uffff"\n', "FM003", '"a\\uffff"', "the control character U+FFFF", "delete"),
    ('date = "2026-03-01"\n', "FM003", '"2026-03-01"', 'without quotes, found "2026-03-01"', "write 2026-03-01, "),
    ('date = "March 1, 2026"\n', "FM003", '"March 1, 2026"', "expected a date", "write 2026-03-01, without quotes"),
    ('date = "soon"\n', "FM003", '"soon"', 'expected a date such as 2026-03-01, without quotes, found "soon"',
        "year-month-day"),
    ("date = 2026\n", "FM003", "2026", "expected a date", "year-month-day"),
    ("date = 09:00:00\n", "FM003", "09:00:00", "expected a date", "year-month-day"),
    ("date = 0205-03-01\n", "FM003", "0205-03-01", "the year 205 cannot be meant", "four digits"),
    ('status = "Approved"\n', "FM003", '"Approved"', "expected draft, review, approved or withdrawn",
        'mean "approved"'),
    ('status = "aproved"\n', "FM003", '"aproved"', 'found "aproved"', 'mean "approved"'),
    ('topics = "parks"\n', "FM003", '"parks"', 'topics: expected a list, found "parks"', 'write topics = ["parks"]'),
    ('topics = ["a", 5]\n', "FM003", "5", "topics: expected text in quotes, found 5", 'write "5"'),
    ("[topics]\n", "FM003", "[topics]", "topics: expected a list, found a table", "write topics = [...]"),
    ('[contacts]\nname = "a"\n', "FM003", "[contacts]", "expected [[contacts]] tables, found [contacts]",
        "two brackets"),
    ('contacts.name = "a"\n', "FM003", "name", "expected [[contacts]] tables, found [contacts]", "two brackets"),
    ('contacts = "a"\n', "FM003", '"a"', 'expected [[contacts]] tables, found "a"', "[[contacts]]"),
    ("quotes = ['a']\n", "FM003", "['a']", "expected [[quotes]] tables, found a list", "[[quotes]]"),
    ('[[dateline]]\ncity = "a"\n', "FM003", "[[dateline]]", "expected one table, found several", "write [dateline]"),
    ('dateline = "BOSTON"\n', "FM003", '"BOSTON"', 'expected one table, found "BOSTON"', "write [dateline]"),
    ("[dateline.city]\n", "FM003", "[dateline.city]", "dateline.city: expected text", "without brackets"),
    ("x = 5\n", "FM003", "5", "x: expected a table of your own, found 5", "[x]"),
    ("[[x]]\n", "FM003", "[[x]]", "x: expected a table of your own, found a list", "[x]"),
    ('hedline = "a"\n', "FM002", "hedline", 'unknown key "hedline"', 'did you mean "headline"?'),
    ('"Head line" = "a"\n', "FM002", '"Head line"', 'unknown key "Head line"', 'did you mean "headline"?'),
    ('"a\\u001b[2Jb" = "a"\n', "FM002", '"a\\u001b[2Jb"', 'unknown key "a�[2Jb"', "known here"),
    ('[dateline]\ncitty = "a"\n', "FM002", "citty", 'unknown key "citty" in [dateline]', 'did you mean "city"?'),
    ('[dateline]\nstatus = "draft"\n', "FM002", "status", 'unknown key "status" in [dateline]',
        "belongs above the first"),
    ('city = "a"\n', "FM002", "city", 'unknown key "city"', "city belongs under [dateline]"),
    ('email = "a"\n', "FM002", "email", 'unknown key "email"', "belongs under [[contacts]]"),
    ("[evnet]\nstarts = 2026-03-01\n", "FM002", "[evnet]", 'unknown key "evnet"', 'did you mean "event"?'),
    ("[a.b.c]\nd = 1\n", "FM002", "[a.b.c]", 'unknown key "a"', "known here: id, kind"),
    ("a.b = 1\n", "FM002", "b", 'unknown key "a"', "known here"),
    ("[[quotes]]\n[[quotes]]\nfoo = 1\n", "FM002", "foo", 'unknown key "foo" in [quotes]',
        "known here: speaker, role, text"),
    ("value_line = 1\n", "FM002", "value_line", 'unknown key "value_line"', ""),
]  # fmt: skip


@pytest.mark.parametrize(("front", "code", "written", "message", "help"), WRONG)
def test_wrong_keys_and_values_are_reported_where_they_stand(
    front: str, code: str, written: str, message: str, help: str
) -> None:
    parsed = parse(front)
    (problem,) = parsed.problems
    assert problem.code == code
    assert parsed.text[slice(*problem.span)] == written
    assert message in problem.message
    assert help in problem.help
    assert problem.message == problem.message.strip() and not problem.message.endswith(".")
    assert "\n" not in problem.message + problem.help and "\x1b" not in problem.message + problem.help


def test_what_is_wrong_is_left_out_and_the_rest_is_kept() -> None:
    parsed = parse(
        'headline = 5\nhedline = "b"\ntopics = ["a", 5, "", "b"]\ndate = 2026-03-01\n'
        '[dateline]\nciti = "x"\nstate = "y"\n'
    )
    assert parsed.headline is None
    assert parsed.date is not None and parsed.date.value == dt.date(2026, 3, 1)
    assert [topic.value for topic in parsed.topics] == ["a", "b"]
    assert parsed.dateline is not None and parsed.dateline.city is None
    assert parsed.dateline.state is not None and parsed.dateline.state.value == "y"
    assert len(parsed.problems) == 4


def test_a_long_text_is_not_repeated_whole() -> None:
    (problem,) = parse(f'date = "{"x" * 5000}"\n').problems
    assert len(problem.message) < 150


def test_every_declared_key_has_its_documentation() -> None:
    seen: list[str] = []
    todo: list[type[Any]] = [Release]
    while todo:
        for name, key in declared_keys(todo.pop()).items():
            seen.append(name)
            assert key.doc and key.doc[0] != key.doc[0].upper() and not key.doc.endswith("."), name
            assert key.convert is None or key.convert.__doc__, name
            if key.table:
                todo.append(key.table)
    assert len(seen) > 30
