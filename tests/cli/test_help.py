"""What commands say about themselves: examples, placeholders of one style, every word that an option takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from newsroom_cli.cli.app import app
from newsroom_cli.cli.commands import COMMANDS

USAGE = re.compile(r"Usage: newsroom [a-z ]+\[OPTIONS\](?: COMMAND \[ARGS\]\.\.\.|(?: \[?[A-Z]+(?:\.\.\.)?\]?)*)")
OPTION = re.compile(r"^  (?:-\w, )?(--[\w-]+)(?: (\S+))?(?:  .*)?$", re.MULTILINE)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and group of commands, with the words that call it."""
    group = typer.main.get_command(app)
    for name in COMMANDS:
        command = group.commands[name]
        yield name, command
        for inner, subcommand in getattr(command, "commands", {}).items():
            yield f"{name} {inner}", subcommand


def test_each_command_teaches_with_an_example() -> None:
    assert [call for call, command in commands() if not re.search(f"Example: .*newsroom {call}", command.help)] == []


def test_placeholders_are_of_one_style(newsroom) -> None:
    """One word in capitals, brackets around what may be left out, and no types or lists of words."""
    number = 0
    for call, command in commands():
        shown = newsroom(*call.split(), "--help").out
        assert USAGE.fullmatch(shown.splitlines()[0]), call
        values = {name for parameter in command.params for name in parameter.opts if not is_flag(parameter)}
        for option, placeholder in OPTION.findall(shown):
            assert (option in values) == bool(re.fullmatch(r"[A-Z]+", placeholder)), (call, option, placeholder)
            number += 1
    assert number > 100


def is_flag(parameter: Any) -> bool:
    return getattr(parameter, "is_flag", False)


def test_every_word_that_an_option_takes_is_in_its_help(newsroom) -> None:
    for call, command in commands():
        shown = " ".join(newsroom(*call.split(), "--help").out.split())
        words = [choice for parameter in command.params for choice in getattr(parameter.type, "choices", ())]
        assert [word for word in words if str(getattr(word, "value", word)) not in shown] == [], call


@pytest.mark.parametrize("arguments", [["list"], ["rule", "DT001"], ["status"], ["check"], ["quotes", "search", "x"]])
def test_the_older_name_of_an_option_is_understood(newsroom, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "newsroom.toml").write_text('url = "https://news.example/"\n', encoding="utf-8")
    (tmp_path / "releases").mkdir()
    assert newsroom(*arguments, "--output-format", "json") == newsroom(*arguments, "--format", "json")
    assert "--output-format" not in newsroom(arguments[0], "--help").out
