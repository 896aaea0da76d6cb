"""docs/release-format.md and docs/newsroom-toml.md say what the code declares, and their examples do what they say."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from newsroom_cli.language.places import dateline
from newsroom_cli.linter import check
from newsroom_cli.markup import markdown
from newsroom_cli.model import config, release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import APPROVED, PUBLIC, STATUSES, UNCLEAR, UNDATED, WAITING, ListedStatus, Release
from newsroom_cli.model.toml.parsing import _MAX_DEPTH as TOML_DEPTH
from newsroom_cli.model.toml.schema import Key, declared_keys
from newsroom_cli.newsroom import edition, folder
from newsroom_cli.newsroom.edition import locator
from newsroom_cli.newsroom.templating import theme, words
from newsroom_cli.rules.fields import publication

DOCS = Path(__file__).parents[2] / "docs"
pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documents are not beside the tests")
FORMAT = (DOCS / "release-format.md").read_text(encoding="utf-8") if DOCS.is_dir() else ""
OPTIONS = (DOCS / "newsroom-toml.md").read_text(encoding="utf-8") if DOCS.is_dir() else ""


def section(document: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", re.sub(r"```.*?```", "", document, flags=re.S), re.M | re.S
    )
    assert found, f"there is no heading {heading}"
    return found[1]


def rows(text: str, first: str) -> list[list[str]]:
    """The rows of the table whose first column is called so."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first} |"))
    table = itertools.takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table]


def fences(document: str, info: str) -> list[str]:
    return re.findall(rf"^```{info}\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)


# --- the tables -----------------------------------------------------------------------------------------------


def shown_kind(name: str, key: Key, path: str) -> str:
    if key.table:
        return {"many": f"`[[{path}{name}]]`", "named": f"`[{path}{name}.KEY]`"}.get(key.shape, f"`[{path}{name}]`")
    assert key.convert is not None and key.convert.__doc__
    words = key.convert.__doc__.splitlines()[0].rstrip(".")
    words = words[0].lower() + words[1:]
    shapes = {
        "many": "a list; each",
        "pairs": f"`[{path}{name}]` with keys of your own; each",
        "lists": f"`[{path}{name}]` with keys of your own; each a list of",
    }
    return f"{shapes[key.shape]} {words}" if key.shape in shapes else words


def shown_default(cls: type[Any], name: str) -> str:
    value = declared_keys(cls)[name].default
    if (cls, name) in {(Config, "url"), (Config, "kinds")}:
        return "required" if name == "url" else "see below"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int):
        return f"`{value}`"
    if type(value) is tuple and value:
        return "`[" + ", ".join(f'"{word}"' for word in value) + "]`"
    return f'`"{value}"`' if isinstance(value, str) and value else ""


def tables(cls: type[Any], heading: str, path: str = "") -> list[tuple[type[Any], str, str]]:
    """A declared class and all below it, each with its heading in the document and its path."""
    found = [(cls, heading, path)]
    for name, key in declared_keys(cls).items():
        if key.table:
            inner = f"{path}{name}.KEY" if key.shape == "named" else f"{path}{name}"
            title = inner if path else name
            found += tables(key.table, title, f"{inner}.")
    return found


@pytest.mark.parametrize(("cls", "heading", "path"), tables(Release, "The release"))
def test_the_format_names_exactly_the_declared_fields(cls: type[Any], heading: str, path: str) -> None:
    expected = [[f"`{name}`", shown_kind(name, key, path), key.doc] for name, key in declared_keys(cls).items()]
    assert rows(section(FORMAT, heading), "key") == expected


@pytest.mark.parametrize(("cls", "heading", "path"), tables(Config, "The newsroom"))
def test_the_options_are_exactly_the_declared_ones(cls: type[Any], heading: str, path: str) -> None:
    expected = [
        [f"`{name}`", shown_kind(name, key, path), shown_default(cls, name), key.doc]
        for name, key in declared_keys(cls).items()
    ]
    assert rows(section(OPTIONS, heading), "key") == expected


def test_the_kinds_are_the_built_in_ones() -> None:
    kinds = config.parse('url = "https://news.example/"\n').kinds
    labels = vars(theme.words(None, "en", words.KINDS))
    expected = [
        [f"`{name}`", labels[name], ", ".join(f"`{field}`" for field in kind.requires), str(kind.quotes)]
        for name, kind in kinds.items()
    ]
    assert rows(section(OPTIONS, "kinds"), "kind") == expected
    named = re.findall(r"`(\w+)`", section(FORMAT, "Kind, office, language").split("or one of your own")[0])
    assert named[1:] == list(kinds)


def test_the_statuses_are_the_declared_ones() -> None:
    assert [cells[0].strip("`") for cells in rows(section(FORMAT, "Status, and what is public"), "status")] == list(
        STATUSES
    )


def test_every_status_that_a_release_can_have_can_be_asked_for() -> None:
    assert {*ListedStatus} == {*STATUSES, *WAITING, PUBLIC, UNDATED, UNCLEAR}


def test_each_kind_has_a_template_and_the_template_names_the_statuses() -> None:
    templates = {path.stem: path.read_text(encoding="utf-8") for path in (theme.builtin() / "new").glob("*.md")}
    assert set(templates) == set(config.KINDS)
    assert f"# {', '.join(STATUSES)}" in templates["release"]


def test_a_link_to_a_release_that_is_not_public_says_why() -> None:
    hidden = {*STATUSES, *WAITING, UNDATED, UNCLEAR} - {APPROVED}
    assert publication.STANDING.keys() == hidden


def test_slugs() -> None:
    for file, slug in rows(section(FORMAT, "The file and its name"), "file"):
        assert release_file.slug_of(f"releases/{file.strip('`')}") == slug.strip("`")
    assert len(release_file.slugify("a" * 500)) == int(re.search(r"ends after (\d+) characters", FORMAT)[1])  # type: ignore[index]


def test_datelines() -> None:
    table = rows(section(FORMAT, "The dateline"), "city, state, country")
    assert len(table) == 4
    for place, language, form, result in table:
        city, state, country = (*(part.strip() for part in place.split(",")), "", "")[:3]
        made = dateline.write((city, state, country), dt.date(2015, 6, 22), form=form.strip("`"), language=language)
        assert made == result


def test_mistakes_are_reported_as_shown() -> None:
    table = rows(section(FORMAT, "Writing fields"), "written")
    assert len(table) == 7
    for written, reported in table:
        (problem,) = release_file.parse(f"+++\n{written.strip('`')}\n+++\n").problems
        assert problem.message == reported and problem.help


def test_codes_are_those_the_parser_reports() -> None:
    reported = {
        problem.code
        for text in ("", "+++\nzzz = 1\ndate = 1\n+++\n", "+++\nx\n+++\n", "+++\n+++\n\x00")
        for problem in release_file.parse(text).problems
    }
    assert {cells[0] for cells in rows(section(FORMAT, "For tool makers"), "code")} == reported


def test_limits() -> None:
    limits = section(FORMAT, "Limits")
    levels, depth = re.findall(r"up to (\d+)", limits)
    assert (int(levels), int(depth)) == (TOML_DEPTH - 1, markdown.MAX_DEPTH)
    assert int(re.search(r"may have (\d+) MB", limits)[1]) * 1_000_000 == folder.LARGEST  # type: ignore[index]
    assert not release_file.parse("+++\nx = { a = " + "[" * 60 + "]" * 60 + " }\n+++\n").broken


# --- the examples ---------------------------------------------------------------------------------------------


def test_every_fence_is_of_a_kind_that_is_tested() -> None:
    for document in (FORMAT, OPTIONS):
        infos = re.findall(r"^```(.*)$", document, re.MULTILINE)
        assert set(infos) <= {"", "markdown", "markdown body", "html", "toml", "text"}
        assert infos.count("") * 2 == len(infos)


@pytest.mark.parametrize("text", fences(FORMAT, "markdown"))
def test_releases_can_be_read_whole(text: str) -> None:
    read = release_file.parse(text)
    assert read.problems == () and read.body.value
    assert read.text == text


def test_the_first_example_shows_every_field() -> None:
    read = release_file.parse(fences(FORMAT, "markdown")[0])
    missing = {name for name in declared_keys(Release) if not getattr(read, name)}
    after_publication = {"updated", "aliases", "corrections", "corrects", "corrected_by"}
    lifted = {"embargo_lifted", "embargo_lifted_from"}
    assert missing == {"event", "source", "translation", "blackout_override", *lifted, *after_publication}
    assert read.x == {"desk": "Kim"}


def test_the_first_example_may_go_out_in_the_newsroom_of_the_other_document() -> None:
    room = config.parse(fences(OPTIONS, "toml")[0])
    assert check.check(release_file.parse(fences(FORMAT, "markdown")[0]), room) == []


def test_the_findings_that_are_meant_are_not_reported() -> None:
    text = next(example for example in fences(FORMAT, "markdown") if "newsroom: ignore" in example)
    room = config.parse('url = "https://news.example/"\n')

    def codes(text: str) -> set[str]:
        return {finding.code for finding in check.check(release_file.parse(text), room)}

    meant = {"HD001", "IM001"}
    assert codes(text) & {*meant, "NR002", "NR003"} == set()
    assert codes(re.sub(r" *(# newsroom|<!-- newsroom).*", "", text)) == codes(text) | meant


@pytest.mark.parametrize("text", fences(FORMAT, "toml"))
def test_fields_can_be_read(text: str) -> None:
    read = release_file.parse(f"+++\n{text}+++\n\nText.\n")
    assert read.problems == () and set(release_file.key_spans(read))


@pytest.mark.parametrize("text", fences(OPTIONS, "toml"))
def test_configurations_can_be_read(text: str) -> None:
    made = config.parse(text if "url = " in text else f'url = "https://news.example/"\n{text}')
    assert made.url == "https://news.example/"


def test_the_error_looks_as_shown() -> None:
    (shown,) = fences(OPTIONS, "text")
    with pytest.raises(config.ConfigError) as caught:
        config.parse('url = "https://news.example/"\n\ntimezone = "UTC"\n')
    assert f"error: {caught.value}\nhelp: {caught.value.hint}\n" == shown


@pytest.mark.parametrize(
    ("body", "html"), list(zip(fences(FORMAT, "markdown body"), fences(FORMAT, "html"), strict=True))
)
def test_bodies_become_the_html_below_them(body: str, html: str) -> None:
    made = markdown.html(body, locate=locator("releases", "https://news.example/"))
    assert [line for line in made.splitlines() if line] == html.splitlines()


def test_the_dateline_under_its_example() -> None:
    text = next(example for example in fences(FORMAT, "markdown") if "Boston" in example)
    made = edition.edition(release_file.parse(text), config.parse('url = "https://news.example/"\n'))
    assert f"> {made.text}" in FORMAT


def test_the_file_names_are_releases_with_one_slug() -> None:
    (names,) = fences(FORMAT, "text")
    slugs = {release_file.slug_of(name) for name in names.split()}
    assert slugs == {"2026-03-02-harbour-library"}
    assert f"https://news.example/releases/{slugs.pop()}.html" in FORMAT


def test_links_between_the_two_lead_to_headings() -> None:
    for document, target, text in ((FORMAT, "newsroom-toml.md", OPTIONS), (OPTIONS, "release-format.md", FORMAT)):
        anchors = {
            re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", text, re.M)
        }
        found = re.findall(rf"\]\({re.escape(target)}(?:#([\w-]+))?\)", document)
        assert found and {anchor for anchor in found if anchor} <= anchors
