"""`newsroom vocabulary` edits one list of newsroom.toml, and the desk obeys at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import terminal

TOML = """url = "https://news.example/"  # ours

[vocabulary]
accepted = [
  "Acme", # the firm
]

[check]
preview = true
"""
RELEASE = "+++\n+++\n\nThe city opened its platfrom for all who live there.\n"


def room(tmp_path: Path) -> Path:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases/2026-03-02-library.md").write_text(RELEASE)
    (tmp_path / "newsroom.toml").write_text(TOML)
    return tmp_path / "newsroom.toml"


def test_a_word_is_added_and_every_other_byte_stays(newsroom, tmp_path: Path) -> None:
    file = room(tmp_path)
    shown = newsroom("vocabulary", "add", "platfrom", "Acme PlayLab")
    assert (shown.code, shown.out) == (0, "")
    assert "platfrom, Acme PlayLab added to accepted" in shown.err
    wanted = TOML.replace("# the firm\n", '# the firm\n  "platfrom",\n  "Acme PlayLab",\n')
    assert file.read_text() == wanted


def test_the_finding_names_the_command_that_ends_it(newsroom, tmp_path: Path) -> None:
    room(tmp_path)
    found = json.loads(newsroom("check", "--select", "TX040", "--format", "json").out)
    assert [finding["message"] for finding in found] == ['"platfrom" is likely "platform"']
    command = found[0]["help"].partition("newsroom ")[2].split()
    assert newsroom(*command).code == 0
    assert json.loads(newsroom("check", "--select", "TX040", "--format", "json").out) == []


def test_a_word_that_is_there_already_is_not_added_again(newsroom, tmp_path: Path) -> None:
    file = room(tmp_path)
    assert "Acme: accepted already" in newsroom("vocabulary", "add", "Acme").err
    assert file.read_text() == TOML


def added(newsroom, *words: str) -> list[str]:
    assert newsroom("vocabulary", "add", *words).code == 0
    return newsroom("vocabulary", "list").out.splitlines()[1:]


def test_words_with_capitals_are_one_name(newsroom, tmp_path: Path) -> None:
    file = room(tmp_path)
    assert added(newsroom, "Wend", "River", "Greenway") == ["Wend River Greenway"]
    file.write_text(TOML)
    assert added(newsroom, "FEWA", "NOLA") == ["FEWA", "NOLA"]
    file.write_text(TOML)
    assert added(newsroom, "Wend", "greenway") == ["Wend", "greenway"]


@pytest.mark.oracle
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("answer", "words"), [("", ["Wend River"]), ("no", ["Wend", "River"])])
def test_a_person_says_whether_words_are_one_name(newsroom, tmp_path: Path, answer: str, words: list[str]) -> None:
    room(tmp_path)
    line = ["vocabulary", "add", "Wend", "River"]
    terminal.shown(line, folder=tmp_path, answers=terminal.ByPart({"Is Wend River one name?": answer}))
    assert newsroom("vocabulary", "list").out.splitlines()[1:] == words


def test_what_is_no_word_is_refused(newsroom, tmp_path: Path) -> None:
    file = room(tmp_path)
    assert newsroom("vocabulary", "add", " ").code == 2
    assert newsroom("vocabulary", "add", "two\nlines").code == 2
    assert file.read_text() == TOML


def test_a_file_that_cannot_be_edited_safely_stays_and_the_line_to_write_is_shown(newsroom, tmp_path: Path) -> None:
    file = room(tmp_path)
    file.write_text(text := 'url = "https://news.example/"\nvocabulary = { rejected = ["x"] }\n')
    shown = newsroom("vocabulary", "add", "platfrom")
    assert (shown.code, file.read_text()) == (2, text)
    assert 'accepted = ["platfrom"]' in shown.err


def test_the_words_are_listed(newsroom, tmp_path: Path) -> None:
    room(tmp_path)
    assert newsroom("vocabulary", "list").out == "Acme\n"
    assert json.loads(newsroom("vocabulary", "list", "--format", "json").out) == {"accepted": ["Acme"]}
