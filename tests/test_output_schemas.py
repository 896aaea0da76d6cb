"""What commands print as JSON is what docs/schemas says, for findings of every rule and quotes of all kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import HERE, sample_text

from newsroom_cli.rules import registry

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
PAGES = Path(registry.__file__).parent / "pages"
pytestmark = pytest.mark.skipif(not SCHEMAS.exists(), reason="the schemas are not beside the tests")

NAMES = ("approvals", "build", "check", "list", "quotes-list", "quotes-search", "rule", "status", "theme-list")
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def schema(name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def faults(value: Any, wanted: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """What a schema does not say of a value, a field that it does not name among it.

    Only the keywords that our schemas use are known; others are refused.
    """
    for keyword, argument in wanted.items():
        if keyword == "$ref":
            yield from faults(value, whole["$defs"][argument.removeprefix("#/$defs/")], whole, at)
        elif keyword == "anyOf":
            if all(list(faults(value, choice, whole, at)) for choice in argument):
                yield f"{at}: {value!r} is none of {argument}"
        elif keyword == "type":
            names = [argument] if isinstance(argument, str) else argument
            if type(value) not in [TYPES[name] for name in names]:
                yield f"{at}: {value!r} is no {argument}"
        elif keyword == "enum":
            yield from [] if value in argument else [f"{at}: {value!r} is none of {argument}"]
        elif keyword == "pattern":
            if isinstance(value, str) and not re.search(argument, value):
                yield f"{at}: {value!r} does not match {argument}"
        elif keyword in ("minimum", "minLength", "minItems"):
            if (value if keyword == "minimum" else len(value)) < argument:
                yield f"{at}: {value!r} is below {keyword} {argument}"
        elif keyword == "items":
            for number, entry in enumerate(value):
                yield from faults(entry, argument, whole, f"{at}[{number}]")
        elif keyword == "required":
            yield from (f"{at}: there is no {name}" for name in argument if name not in value)
        elif keyword == "properties":
            for name, part in value.items():
                yield from (
                    faults(part, argument[name], whole, f"{at}.{name}") if name in argument else [f"{at}: {name}?"]
                )
        elif keyword == "additionalProperties":
            for name, part in value.items():
                yield from faults(part, argument, whole, f"{at}.{name}")
        else:
            assert keyword in ("$schema", "$id", "$defs", "title", "description"), f"{keyword} is not checked"


def valid(text: str, name: str) -> Any:
    """The JSON that a command printed, which the schema of that name allows."""
    value = json.loads(text)
    assert list(faults(value, schema(name), schema(name))) == []
    return value


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_has_its_name_and_says_what_each_part_is(name: str) -> None:
    whole = schema(name)
    assert whole["$id"] == f"urn:newsroom:schema:{name}"
    for part in (whole.get("items", whole), *whole.get("$defs", {}).values()):
        for field in part.get("properties", {}).values():
            assert field["description"].endswith(".") or "$ref" in field


def test_there_is_a_schema_for_each_name_and_formats_links_to_it() -> None:
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in NAMES}
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"(schemas/{name}.schema.json)" in formats for name in NAMES)


def test_what_a_schema_does_not_say_is_found() -> None:
    wanted = {"type": "object", "properties": {"line": {"minimum": 1}}, "required": ["code"]}
    found = set(faults({"line": 0, "more": 1}, wanted, wanted))
    assert found == {".line: 0 is below minimum 1", ": more?", ": there is no code"}


def test_the_findings_of_every_rule_are_as_their_schema_says(newsroom, tmp_path: Path) -> None:
    newsroom("init", ".", "--url", "https://news.example/")
    for page in PAGES.glob("*.md"):
        examples = re.findall(
            r"^```markdown bad.*?\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
        for number, text in enumerate(examples):
            (tmp_path / "releases" / f"{page.stem}-{number}.md").write_text(text, encoding="utf-8")
    found = valid(newsroom("check", "--select", "ALL", "--no-cache", "-f", "json").out, "check")
    assert len({finding["code"] for finding in found}) > 120
    assert {finding["severity"] for finding in found} == {"error", "warning", "info"}
    assert {finding["fix"] and finding["fix"]["applicability"] for finding in found} == {None, "safe", "unsafe"}
    assert any(finding["also"] for finding in found)
    lines = newsroom("check", "--select", "ALL", "--no-cache", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    valid(newsroom("list", "-f", "json").out, "list")
    valid(newsroom("quotes", "search", "--since", "1900", "-f", "json").out, "quotes-search")


@pytest.mark.skipif(not (ROOT / "releases").exists(), reason="the sample newsroom is not beside the tests")
def test_the_sample_newsroom_is_as_the_schemas_say(newsroom) -> None:
    valid(newsroom("check", "-C", ROOT, "--no-cache", "-f", "json").out, "check")
    standings = {row["standing"] for row in valid(newsroom("list", "-C", ROOT, "-f", "json").out, "list")}
    assert standings & {"approved", "public"}  # public once a build has been run there
    for path in sorted((ROOT / "releases").glob("*.md")):
        valid(newsroom("quotes", "list", "-C", ROOT, path.name, "-f", "json").out, "quotes-list")


QUOTES = """\
+++
id = "tag:news.example,2026:k3h8vq2m9x4c7b5f"
headline = "City Opens Harbour Library"
date = 2026-03-02
status = "draft"

[[quotes]]
speaker = "Ana Okafor"
role = "Mayor"
text = "It is open to all."

[[quotes]]
speaker = "Idris Lindqvist"
text = "We asked the neighbours what they needed."

[[quotes]]
speaker = "Sam Ruiz"
text = "Nobody printed this at all."
+++

“It is open to all,” said Mayor Ana Okafor.

“We asked all the neighbours what they needed,” said Idris Lindqvist.

“We were never asked,” said Dana Novak.
"""


def test_quotes_and_approvals_of_all_kinds_are_as_their_schemas_say(newsroom, tmp_path: Path, git_of_nobody) -> None:
    newsroom("init", ".", "--url", "https://news.example/")
    file = tmp_path / "releases" / "2026-03-02-library.md"
    file.write_text(QUOTES, encoding="utf-8")
    newsroom("quotes", "clear", file, "--speaker", "Ana Okafor", "--via", "e-mail", "--by", "I. Lind")
    listed = valid(newsroom("quotes", "list", file, "-f", "json").out, "quotes-list")
    assert {row["listed"] for row in listed} == {"yes", "changed", "no", "not in the body"}
    assert {row["cleared"] for row in listed} >= {"cleared", "no"}
    assert valid(newsroom("quotes", "search", "asked", "-f", "json").out, "quotes-search")
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    file.write_text(sample_text(), encoding="utf-8")
    newsroom("approve", file, "--by", "I. Lind", "--role", "press officer")
    (signed,) = valid(newsroom("approvals", file, "-f", "json").out, "approvals")
    assert signed["stands"]
    file.write_text(file.read_text(encoding="utf-8").replace("Opens", "Closes"), encoding="utf-8")
    (signed,) = valid(newsroom("approvals", file, "-f", "json").out, "approvals")
    assert not signed["stands"] and signed["changed"]


def test_statuses_are_as_their_schema_says(newsroom, tmp_path: Path, git_of_nobody) -> None:
    newsroom("init", ".", "--url", "https://news.example/")
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(QUOTES, encoding="utf-8")
    (found,) = valid(newsroom("status", "-f", "json").out, "status")
    assert {blocker["about"] for blocker in found["blockers"]} >= {"finding", "status"}


def test_builds_are_as_their_schema_says(newsroom, tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    file = tmp_path / "releases" / "2026-03-02-library.md"
    file.parent.mkdir()
    file.write_text(sample_text(), encoding="utf-8")
    held = (
        sample_text().replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g").replace("date = 2026-03-02", "date = 2099-03-02")
    )
    (file.parent / "2099-03-02-pier.md").write_text(held.replace("[library's page]", "[TK page]"), encoding="utf-8")
    first = valid(newsroom("build", "-f", "json").out, "build")
    assert first["built"] and first["public"] == 1 and "releases/2026-03-02-library.html" in first["written"]
    (waiting,) = first["held"]
    assert (waiting["path"], waiting["status"]) == ("releases/2099-03-02-pier.md", "scheduled")
    assert waiting["until"] == first["next"] == "2099-03-02T00:00:00-05:00"
    assert {finding["code"] for finding in waiting["errors"]} == {"PH001"}
    second = valid(newsroom("build", "-f", "json").out, "build")
    assert second["written"] == [] and second["unchanged"] == len(first["written"])
    file.write_text(sample_text().replace("The opening", "TK. The opening"), encoding="utf-8")
    run = newsroom("build", "-f", "json")
    stopped = valid(run.out, "build")
    assert run.code == 1 and not stopped["built"] and stopped["public"] == 1
    assert {finding["code"] for finding in stopped["refusals"]} == {"PH001"}
    file.write_text(sample_text(), encoding="utf-8")
    file.rename(file.with_name("library.md"))
    (moved,) = valid(newsroom("build", "-f", "json").out, "build")["moved"]
    assert moved == {"path": "releases/library.md", "from": ["2026-03-02-library"]}
    file.with_name("library.md").unlink()
    gone = newsroom("build", "-f", "json")
    (kept,) = valid(gone.out, "build")["kept"]
    assert gone.code == 1 and kept["slug"] == "library" and kept["id"].startswith("tag:")
    last = valid(newsroom("build", "-f", "json", "--remove", kept["id"]).out, "build")
    assert last["removed"] == ["library"] and "releases/2026-03-02-library.html" in last["deleted"]


def test_rules_are_as_their_schema_says(newsroom) -> None:
    known = valid(newsroom("rule", "-f", "json").out, "rule")
    assert [row["code"] for row in known] == sorted(registry.rules())
    assert {row["when"] for row in known} >= {None, "off", "style ap"}
    assert valid(newsroom("rule", "dt001", "-f", "json").out, "rule") == [
        known[[row["code"] for row in known].index("DT001")]
    ]
    assert 0 < len(valid(newsroom("rule", "--search", "dateline", "-f", "json").out, "rule")) < len(known)


def test_themes_are_as_their_schema_says(newsroom, tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    (own / "release.html").write_text('{% extends "builtin/site/release.html" %}{% block contact %}{% endblock %}')
    (own / "base.html").write_text("{{ config.name }}")
    (own / "words.html").write_text('{% set en = {"topics": "About"} %}')
    (own / "house.css").write_text("p {}")
    run = newsroom("theme", "list", "-f", "json")
    found = valid(run.out, "theme-list")
    assert run.code == 1 and {row["does"] for row in found["overrides"]} == {"blocks", "whole", "words", "added"}
    assert any(row["misfits"] for row in found["overrides"]) and any(row["style"] for row in found["templates"])
