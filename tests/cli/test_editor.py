"""`--edit`: opens at the first TK, checks when the editor closes, and loses no text whatever the editor does."""

from __future__ import annotations

from pathlib import Path

import pytest
import terminal
from samples import write_newsroom

pytestmark = pytest.mark.oracle

ORDER = [
    *(
        "new",
        "release",
        "--headline",
        "Pool Opens",
        "--date",
        "2026-05-04",
        "--topic",
        "pools",
        "--city",
        "Port Ellery",
    ),
    *("--speaker", "Mira Solano", "--role", "Director of Parks", "--quote", "It is open to all.", "--edit"),
]
FILE = "releases/2026-05-04-pool-opens.md"
BODY = """The city today opened a pool on Pier Street, with six lanes and a slide for children.

“It is open to all,” said Director of Parks Mira Solano.
"""


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return write_newsroom(tmp_path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes an editor of a name that does what Python lines say; `turn` counts how often it was opened."""

    def make(name: str, *lines: str) -> None:
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        count = tmp_path / "turn"
        head = ["#!/usr/bin/env python3", "import sys, time", f"turn = open({str(count)!r}, 'a+')", "turn.write('x')"]
        head += [
            "turn.seek(0); turn = len(turn.read())",
            f"open({str(tmp_path / 'arguments')!r}, 'w').write(repr(sys.argv[1:]))",
        ]
        program.write_text("\n".join([*head, *lines]), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(program))

    return make


def seen(room: Path, *again: str) -> str:
    """What a person sees who answers "Edit again?" in turn."""
    replies = iter(again)

    class InTurn(dict[str, str]):
        def __missing__(self, question: str) -> str:
            return next(replies) if question.startswith("Edit again?") else ""

    return terminal.shown(ORDER, folder=room, answers=InTurn())


def test_vi_is_opened_at_the_first_tk_with_a_word_on_how_to_leave_it(room: Path, editor) -> None:
    editor("vi")
    shown = seen(room, "n")
    lines = (room / FILE).read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines, 1) if line.startswith("TK"))
    assert "vi: press i to write; Esc, then :wq" in shown
    assert (room / "arguments").read_text() == repr([f"+{first}", str(room / FILE)])


def test_what_is_left_is_shown_until_the_release_is_clean(room: Path, editor) -> None:
    ready = f"open(sys.argv[-1], 'w').write('+++'.join(text.split('+++')[:2]) + '+++\\n\\n' + {BODY!r})"
    editor(
        "ed", "text = open(sys.argv[-1]).read()", f"if turn == 2: {ready}", "else: open(sys.argv[-1], 'a').write('x')"
    )
    shown = seen(room, "yes")
    assert "PH001" in shown.partition("Edit again?")[0] and shown.count("Edit again?") == 1
    assert "nothing to fix" in shown and (room / FILE).read_text(encoding="utf-8").endswith(BODY)


def test_a_person_may_stop_and_keep_the_text(room: Path, editor) -> None:
    editor("ed", "open(sys.argv[-1], 'a').write('half a sentence TK')")
    assert seen(room, "n").count("Edit again?") == 1
    assert (room / FILE).read_text(encoding="utf-8").endswith("half a sentence TK")


def test_an_editor_that_saves_nothing_changes_nothing(room: Path, editor) -> None:
    editor("ed")
    shown = seen(room, "n")
    assert "nothing was saved" in shown and "Pool Opens" in (room / FILE).read_text(encoding="utf-8")
    assert "PH001" not in shown and "Edit again? [y/N]" in shown


def test_what_an_editor_saved_before_it_failed_stays(room: Path, editor) -> None:
    editor("ed", "open(sys.argv[-1], 'a').write('saved in time')", "sys.exit(3)")
    shown = seen(room, "n")
    assert "the editor ended with code 3" in shown and "Edit again?" in shown
    assert (room / FILE).read_text(encoding="utf-8").endswith("saved in time")


@pytest.mark.parametrize("lines", [(), ("sys.exit(1)",), ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)",)])
def test_enter_ends_when_an_editor_saved_nothing_or_failed(room: Path, editor, lines: tuple[str, ...]) -> None:
    editor("ed", *lines)
    shown = seen(room, "")
    assert "Edit again? [y/N]" in shown and "nothing was saved" in shown and "next: write it" in shown
    assert "code -" not in shown


def test_a_missing_editor_leaves_the_file_and_says_how_to_name_one(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    for name, words in (("no-such-editor", '"no-such-editor" cannot be started'), ("", "no editor is found here")):
        monkeypatch.setenv("EDITOR", name)
        monkeypatch.setenv("PATH", "/nowhere")
        shown = " ".join(seen(room).split())
        assert words in shown and "EDITOR names your editor, such as EDITOR=nano" in shown
        assert "Pool Opens" in (room / FILE).read_text(encoding="utf-8")
        (room / FILE).unlink()


@pytest.mark.parametrize("loss", ["open(sys.argv[-1], 'w')", "import os; os.remove(sys.argv[-1])"])
def test_a_file_that_the_editor_emptied_or_deleted_is_put_back(room: Path, editor, loss: str) -> None:
    editor("ed", loss)
    assert "the editor left no text" in seen(room, "n")
    assert "Pool Opens" in (room / FILE).read_text(encoding="utf-8")


def test_what_another_program_wrote_meanwhile_is_kept(room: Path, editor) -> None:
    editor("ed", "text = open(sys.argv[-1]).read()", "open(sys.argv[-1], 'w').write(text + 'of another program')",
           "time.sleep(1)", "open(sys.argv[-1], 'w').write(text + 'of the editor')")  # fmt: skip
    shown = seen(room, "n")
    (kept,) = (room / ".newsroom-index").glob("*.earlier")
    assert "of another program" in kept.read_text(encoding="utf-8") and kept.name in shown
    assert (room / FILE).read_text(encoding="utf-8").endswith("of the editor")
