"""Any text at all: reading never raises, places lie in the text, and what comes out can be read again."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import tomli_w
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from samples import BODY, FRONT, sample_config, sample_text

from newsroom_cli.markup import markdown
from newsroom_cli.model import editing, release_file
from newsroom_cli.model.config import parse as parse_config
from newsroom_cli.model.errors import ConfigError
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.model.toml.values import CONTROL
from newsroom_cli.newsroom import edition

settings.register_profile(
    "newsroom",
    max_examples=int(os.environ.get("NEWSROOM_FUZZ", "60")),
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("newsroom")

CONFIG = sample_config()

RICH = sample_text(
    front=FRONT.replace(
        "[dateline]",
        'embargo = 2026-03-02T09:00:00-05:00\nlanguage = "en"\nx = { a = [1, {b = 2}] }\n\n# note\n[dateline]',
    )
    + '\n[event]\nstarts = 2026-03-02T09:00:00Z\nplace = """\nHall é\n𝄞"""\n'
    + '\n[[contacts]]\nname = \'é\'\n\n[[images]]\nfile = "a.png"\nalt = ""\n',
    body=BODY
    + "\n> *quote* `code`\n\n- item\n  - inner\n\n| a | b |\n|---|---|\n| c | d |\n"
    + "\n<div>html</div> <!-- note -->\n\n![alt](b.png) &amp; &#1;\n",
)

# Pieces that mean something to TOML, Markdown or HTML, so that random text gets somewhere.
PIECES = st.sampled_from(
    ["+++\n", "\n", "\r\n", " = ", '"', "'", '"""', "[", "]", "[[", "]]", "{", "}", ",", ".", "#", "\\", "\\u",
     "\ufeff", "é", "𝄞",
     "headline", "date", "status", "contacts", "dateline", "2026-03-02", "9999-12-31", "0001-01-01T00:00:00Z", "true",
     "1e9",
     "*", "**", "_", "`", "```\n", "> ", "- ", "1. ", "# ", "---\n", "|", "|-|\n", "![", "](", ")", "<", ">", "</",
     "<!--", "-->",
     "<script>", "</script>", "<div>", "<p>", "<b>", "<br>", "<img src=", "<a href=", "<table>", "<td>", "<svg>",
     "<select>", "&amp;", "&#0;",
     "&#xD800;", "javascript:", "https://", "x.md", "  \n", "\t", "    ", "~~", "\u200f", "\u2028", "\x00", "\x1b",
     "\ud800"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=60), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))


@st.composite
def mutated(draw: st.DrawFn, whole: str) -> str:
    """A text with pieces cut out, put in, or doubled."""
    text = whole
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(st.one_of(TEXT, st.just(text[start:end] * 2), st.just(""))) + text[end:]
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def spans(part: Any) -> Iterator[Span]:
    if isinstance(part, Span):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from spans(inner)


def read(text: str) -> Release:
    """A parsed release whose every place lies in its text."""
    parsed = release_file.parse(text, "releases/2026-03-02-fuzz.md")
    assert parsed.text == text
    for span in spans(parsed):
        assert 0 <= span.start <= span.end <= len(text)
    for problem in parsed.problems:
        assert problem.message and not CONTROL.search(problem.message + problem.help)
        assert parsed.position(problem.span.start) >= (1, 1)
    body = parsed.body
    assert text[slice(*body.span)] == body.value
    return parsed


class Balance(HTMLParser):
    """Refuses HTML that is not balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        assert tag not in ("script", "style", "iframe", "svg", "form", "h1")
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def balanced(html: str) -> None:
    reader = Balance()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert not CONTROL.search(html)


def fit_to_go_out(parsed: Release) -> None:
    document = markdown.read(parsed.body)
    for block in document.blocks:
        assert parsed.body.span.start <= block.span.start <= block.span.end <= parsed.body.span.end
        for offset in range(0, len(block.text), 7):
            place = block.place(offset, min(offset + 5, len(block.text)))
            assert block.span.start <= place.start <= place.end <= block.span.end
    for part in (*document.links, *document.html_links, *document.comments):
        assert parsed.body.span.start <= part.span.start < part.span.end <= parsed.body.span.end
    made = edition.edition(parsed, CONFIG)
    balanced(made.html)
    assert not CONTROL.search(made.text + made.headline + made.subhead + made.dateline)
    for moment in (made.published, made.updated, made.embargo, made.event_starts, made.event_ends):
        assert not isinstance(moment, dt.datetime) or moment.astimezone(dt.timezone(dt.timedelta(hours=-23))) == moment


@given(TEXT)
def test_any_text(text: str) -> None:
    fit_to_go_out(read(text))


@given(mutated(RICH))
def test_a_release_that_was_damaged(text: str) -> None:
    fit_to_go_out(read(text))


@given(TEXT)
def test_any_front_matter(text: str) -> None:
    fit_to_go_out(read(f"+++\n{text}\n+++\n\nBody\n"))


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join))
def test_any_body(text: str) -> None:
    fit_to_go_out(read(f"+++\ndate = 2026-03-02\n[dateline]\ncity = 'A'\n+++\n{text}"))


@given(mutated(FRONT))
def test_toml_is_read_as_others_read_it_or_explained(text: str) -> None:
    """Where the standard library reads it too, the values are the same."""
    try:
        values = dict(parsing.parse(text).values)
    except parsing.TomlError as error:
        assert error.message and error.help
        assert 1 <= error.line <= text.count("\n") + 1
        assert 1 <= error.column <= len(text) + 1
        return
    with contextlib.suppress(tomllib.TOMLDecodeError):  # the standard library knows only the older TOML 1.0
        assert repr(tomllib.loads(text)) == repr(values)


NEWSROOM_TOML = (
    'url = "https://x.example/"\nname = "é"\n'
    '[offices.a]\ncity = "b"\n[[offices.a.contacts]]\nname = "c"\n[feeds]\nentries = 5\n'
)


@given(mutated(NEWSROOM_TOML))
def test_any_configuration(text: str) -> None:
    try:
        made = parse_config(text)
    except ConfigError as error:
        assert error.message and error.hint
        assert error.line is not None and 1 <= error.line <= text.count("\n") + 1
    else:
        assert made.url.startswith("http")


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30), PIECES.filter(lambda piece: piece != "\ud800"),
    st.booleans(),
    st.integers(-(2**40), 2**40), st.dates(), st.lists(st.text("ab\"'\\\n+é", max_size=8), max_size=3),
    st.datetimes(timezones=st.just(dt.timezone(dt.timedelta(hours=-5)))),
)  # fmt: skip


@given(mutated(RICH), st.sampled_from(["headline", "topics", "date", "status", "added"]), VALUES)
def test_a_field_that_is_edited_is_the_only_thing_that_changes(text: str, name: str, value: Any) -> None:
    before = read(text)
    assume(not before.broken)
    front = before.text[slice(*before.front)]
    try:
        after = editing.assign(before, name, value)
    except editing.NotEditable as error:
        assert "safely" in str(error)
        return
    assert not after.broken
    changed = parsing.parse(after.text[slice(*after.front)]).values
    expected = value.replace("\r\n", "\n") if isinstance(value, str) else value
    found = changed[name]
    assert (found.replace("\r\n", "\n") if isinstance(found, str) else found) == expected
    assert {**changed, name: 0} == {**parsing.parse(front).values, name: 0}
    assert after.text[after.front.end :] == before.text[before.front.end :]
    assert editing.assign(after, name, value).text == after.text


KEYS = st.text("abc-_é𝄞 #", min_size=1, max_size=6)
TABLES = st.dictionaries(
    KEYS, st.recursive(VALUES, lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)
)


@given(TABLES)
def test_every_key_of_any_table_has_a_place(table: dict[str, Any]) -> None:
    parsed = read(f"+++\n{tomli_w.dumps({'x': table})}+++\n")
    assume(not parsed.broken)  # control characters
    places = release_file.key_spans(parsed)
    assert {f"x.{name}" for name in parsed.x or {}} <= set(places)
    for name, span in places.items():
        assert name.rpartition(".")[2] in parsed.text[slice(*span)]
