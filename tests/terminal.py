"""A person at a terminal: run the command in a pseudo-terminal, and answer its questions."""

from __future__ import annotations

import contextlib
import os
import re
import select
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import processes

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x1b\a]*(?:\x1b\\|\a)")
_SECONDS = 30
_MOST_QUESTIONS = 200
CTRL_C = "\x03"
CLOSED = "closed"  # the answer of a person who closes the terminal
COLUMNS = "100"


class ByPart(dict[str, str]):
    """Answers by the beginning or the end of a question; "" answers every other question."""

    def __missing__(self, question: str) -> str:
        return next(answer for part, answer in self.items() if question.startswith(part) or question.endswith(part))


class InTurn(ByPart):
    """Answers by part, and the answers to one question, by its beginning, in turn."""

    def __init__(self, question: str, *replies: str, others: Mapping[str, str]) -> None:
        super().__init__(others)
        self._question = question
        self.left = list(replies)

    def __getitem__(self, question: str) -> str:
        is_next = self.left and question.startswith(self._question)
        return self.left.pop(0) if is_next else self.__missing__(question)


def shown(
    arguments: Iterable[str],
    *,
    folder: Path,
    answers: Mapping[str, str],
    stop_when: Callable[[], bool] | None = None,
    in_ci: bool = False,
    columns: str = COLUMNS,
    into: Path | None = None,
    **variables: str,
) -> str:
    """The text that the terminal shows when a person runs `newsroom ARGUMENT...` in a folder and answers its questions.

    A question is a line that ends in ": " and waits; `answers` has the answers by question. Colours are left out, and
    spaces at the end of lines. Raises KeyError for a question without an answer. The answer CTRL_C is that key,
    which is also pressed whenever `stop_when` returns true; the answer CLOSED closes the terminal. With `in_ci` it is
    the terminal of a CI service. Standard output goes into the file `into`, if there is one. `variables` are added to
    the environment.
    """
    import pty

    terminal, inside = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "xterm", "NO_COLOR": "1", "TZ": "America/New_York"}
    for name in ("FORCE_COLOR", "CI"):  # a person sits at the terminal, also while CI runs the tests
        environment.pop(name, None)
    environment |= ({"CI": "true"} if in_ci else {}) | variables
    streams: dict[str, Any] = {"stdin": inside, "stderr": inside}
    with into.open("wb") if into else contextlib.nullcontext(inside) as streams["stdout"]:
        child = processes.started(*arguments, cwd=folder, env=environment, before=_take_terminal, **streams)
    os.close(inside)
    seen, is_open, asked = "", True, 0
    try:
        while is_open and _has_more(terminal, stop_when):
            if not (data := read(terminal)):
                break
            seen += data.decode(errors="replace")
            if seen.endswith(": ") and _waits(child.pid, terminal):
                answer, asked = answers[_last_question(seen.splitlines())], asked + 1
                assert asked < _MOST_QUESTIONS, f"the command asks without end:\n{seen[-2000:]}"
                is_open = answer is not CLOSED
                os.write(terminal, (f"{answer}\n" if is_open else "").encode(errors="surrogateescape"))
        if not is_open:
            os.close(terminal)
            child.wait(_SECONDS)
    finally:
        child.kill()
        child.wait()
        if is_open:
            os.close(terminal)
    return "\n".join(line.rstrip() for line in _CONTROL.sub("", seen).replace("\r\n", "\n").split("\n")).rstrip("\n")


def read_all(terminal: int) -> bytes:
    """The bytes that a terminal shows until the command has ended."""
    return b"".join(iter(lambda: read(terminal), b""))


def read(terminal: int) -> bytes:
    """The bytes that a terminal shows next; empty when the command has ended.

    Linux reports the end by an error, perhaps before it has handed over the last lines: the second read has them.
    """
    for _ in range(2):
        with contextlib.suppress(OSError):
            return os.read(terminal, 65536)
    return b""


def _waits(process: int, terminal: int) -> bool:
    """Whether a process waits for an answer: it has shown everything, and reads or is silent for a while."""
    end, place = time.monotonic() + 0.05, Path(f"/proc/{process}/wchan")  # the place in Linux where it waits
    while not select.select([terminal], [], [], 0.001)[0]:
        reads = place.exists() and place.read_text() == "wait_woken"
        if (reads or time.monotonic() > end) and not select.select([terminal], [], [], 0)[0]:
            return True
    return False


def _take_terminal() -> None:
    """Let the terminal on standard input control this process, so that the answer CTRL_C stops it."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _last_question(lines: Sequence[str]) -> str:
    """The question at the end of some lines, which may be wrapped: its further lines begin with spaces."""
    start = len(lines) - 1
    while start and lines[start].startswith("  "):
        start -= 1
    return " ".join(line.strip() for line in lines[start:]).removesuffix(":")


def _has_more(terminal: int, stop_when: Callable[[], bool] | None) -> bool:
    """Wait until the command shows more, and press Ctrl-C if `stop_when` says so; return whether it shows more."""
    end = time.monotonic() + _SECONDS
    while stop_when and time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            return True
        if stop_when():
            os.write(terminal, CTRL_C.encode())
    return bool(select.select([terminal], [], [], 0 if stop_when else _SECONDS)[0])


def on_terminal(folder: Path, width: int, *arguments: str, **environment: str) -> list[str]:
    """The lines that a terminal with a width shows for a command that succeeds."""
    import fcntl
    import pty
    import struct
    import termios

    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR", "CI")}
    known |= {"NO_COLOR": "1", "TERM": "xterm", **environment}
    child = processes.started(*arguments, cwd=folder, env=known, stdout=inside, stderr=inside)
    os.close(inside)
    seen = read_all(terminal)
    assert child.wait() == 0, seen
    os.close(terminal)
    return seen.decode().replace("\r\n", "\n").splitlines()


def in_process(arguments: Sequence[str], width: int) -> tuple[int, str]:
    """The exit code of a command that asks nothing, run in this process, and what a terminal with a width shows."""
    import fcntl
    import pty
    import struct
    import termios
    import threading

    from newsroom_cli.__main__ import main

    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    seen: list[bytes] = []

    reader = threading.Thread(target=lambda: seen.append(read_all(terminal)))
    reader.start()
    saved = [os.dup(number) for number in (1, 2)]
    for number in (1, 2):
        os.dup2(inside, number)
    os.close(inside)
    try:
        with (
            open(1, "w", encoding="utf-8", closefd=False) as out,
            open(2, "w", encoding="utf-8", closefd=False, buffering=1) as err,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = main(list(arguments))
    finally:
        for number, before in zip((1, 2), saved, strict=True):
            os.dup2(before, number)
            os.close(before)
    reader.join()
    os.close(terminal)
    return code, b"".join(seen).decode().replace("\r\n", "\n")
