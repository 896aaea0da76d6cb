"""The options of `check` and `build`: one table each, read by Typer and by a fast parser, with one result."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from samples import sample_text, write_newsroom

from newsroom_cli import __main__
from newsroom_cli.cli import build, check
from newsroom_cli.cli.arguments import plain_options
from newsroom_cli.cli.arguments.plain_options import TABLES, Option
from newsroom_cli.model.errors import NewsroomError

ROOT = Path(__file__).parents[2]
Declared = tuple[str, str, Any, Option]
DECLARED: list[Declared] = [
    (command, name, *get_args(hint))
    for command, table in TABLES.items()
    for name, hint in table.__annotations__.items()
    if name != "paths"
]


def parse(arguments: list[str]) -> Any:
    """The request that the fast parser reads from arguments; None if Typer must read them."""
    command = "build" if "build" in arguments else "check"
    return plain_options.parse(arguments, command, TABLES[command])


@pytest.fixture
def by_typer(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[[list[str]], Any]:
    """The request that Typer reads from arguments; where it refuses them, None."""
    requests: list[Any] = []
    for command in (check, build):
        monkeypatch.setattr(command, "run", lambda request: requests.append(request) or 0)

    def read(arguments: list[str]) -> Any:
        requests.clear()
        try:
            code = __main__._run_command(arguments)
        except NewsroomError:
            code = 2
        assert bool(requests) == (code == 0), capfd.readouterr().err
        return requests[0] if requests else None

    return read


def right(name: str, type: Any, option: Option) -> list[list[str]]:
    """The ways to write an option that are right."""
    long = option.long(name)
    if type is bool:
        return [[long], [long, long]]
    ways = []
    for value in option.choices or ("2026-03-02", "", "-", "--watch", "a=b"):
        ways += [[long, value], [f"{long}={value}"], [f"{long}=other"] if not option.choices else [long, value]]
        ways += [[option.short, value], [f"{option.short}{value}"]] if option.short and value else []
        ways += [[long, value, f"{long}=other"]] if not option.choices else []
    return ways


def wrong(name: str, type: Any, option: Option) -> list[list[str]]:
    """The ways to write an option that are wrong."""
    long = option.long(name)
    ways = [[f"{long}=1"], [f"-{long}"]] if type is bool else [[long]]
    if option.short:
        ways.append([f"{option.short}x"] if type is bool else [option.short])
    if option.choices:
        values = ("", "nothing", option.choices[0].upper(), f"={option.choices[0]}")
        ways += [[long, value] for value in values] + [[f"{option.short or long}={value}"] for value in values]
    return [*ways, [long[:-1]], [long.upper()], [f"--no-{long[2:]}"]]


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: " ".join(declared[:2]))
def test_an_option_means_the_same_to_both_readers(declared: Declared, by_typer) -> None:
    command, name, values = *declared[:2], []
    for words in right(*declared[1:]):
        for arguments in [[command, *words]] + [["check", "a.md", *words, "-", "b.md"]] * (command == "check"):
            request = parse(arguments)
            assert request is not None and by_typer(arguments) == request, arguments
            values.append(getattr(request, name))
    assert any(value != TABLES[command]._field_defaults[name] for value in values)


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: " ".join(declared[:2]))
def test_a_mistake_is_left_to_typer(declared: Declared, by_typer) -> None:
    for words in wrong(*declared[1:]):
        assert parse([declared[0], *words]) is None and by_typer([declared[0], *words]) is None, words


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", ""],
        ["check", "a.md", "b.md"],
        ["-C", "x", "check"],
        ["-Cx", "check", "-C", "y", "a.md"],
        ["build"],
        ["-C", "x", "build", "-q"],
    ],
)
def test_names_and_defaults_are_the_same_to_both_readers(arguments: list[str], by_typer) -> None:
    request, read = parse(arguments), by_typer(arguments)
    directory = Path("x") if arguments[0] == "-C" else read.directory
    assert request == read._replace(directory=directory)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["list"],
        ["--version", "check"],
        ["-h"],
        ["check", "-h"],
        ["check", "--help"],
        ["check", "--", "a.md"],
        ["build", "a.md"],
    ],
)
def test_all_else_is_left_to_typer(arguments: list[str]) -> None:
    assert parse(arguments) is None


@pytest.mark.skipif(not (ROOT / ".pre-commit-hooks.yaml").exists(), reason="the sdist has no hook and no action")
def test_hook_action_and_documents_start_without_typer() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    lines = [*re.findall(r"^  entry: newsroom (.*)", hooks, re.MULTILINE)]
    adoption = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("adoption.md", "ci.md"))
    lines += re.findall(r"^(?: *- )?newsroom (check .*)", adoption, re.MULTILINE)
    action = (ROOT / ".github" / "actions" / "check" / "action.yml").read_text(encoding="utf-8")
    lines += [f"check {words}" for words in re.findall(r"arguments\+?=\((.*?)\)", action)]
    lines += re.findall(r"^\s*(?:GITHUB_STEP_SUMMARY= )?(check --.*?)(?: >.*)?$", action, re.MULTILINE)
    assert len(lines) >= 12
    for line in lines:
        words = shlex.split(line.replace("$FAIL_ON", "error").partition(" > ")[0], comments=True)
        assert parse(words), line


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "releases/a.md",
        "releases",
        "releases/gone.md",
        "--select HD",
        "--select ZZ",
        "-f json",
        "-f github gone.md",
        "--statistics",
        "--diff",
        "--exit-zero",
        "-C gone",
        "--since gone",
        "--as-of gone",
        "--baseline gone",
        "-f gone",
    ],
)
def test_both_readers_lead_to_the_same_words(
    arguments: str, newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_newsroom(tmp_path)
    wrong = f"{sample_text()}\nThe hall opens on Tuesday, March 9, 2026.\n"
    (tmp_path / "releases" / "a.md").write_text(wrong, encoding="utf-8")
    newsroom("check")
    run = newsroom("check", *arguments.split())
    monkeypatch.setattr(plain_options, "command", lambda arguments: None)
    assert newsroom("check", *arguments.split()) == run


@pytest.mark.parametrize("words", ["-C gone", "--as-of gone"])
def test_a_clean_newsroom_hides_no_mistake(words: str, newsroom, tmp_path: Path) -> None:
    write_newsroom(tmp_path, "releases/a.md")
    os.utime(tmp_path / "releases" / "a.md", (1e9, 1e9))
    assert newsroom("check").code == newsroom("check").code == 0
    assert newsroom("check", *words.split()).code == 2
