"""Ten tasks of a day at a press desk, from tests/day.toml, done in a terminal; with a count of the keystrokes.

`python tests/day.py` prints what a person sees; `python tests/day.py before` does the same with the older version of
newsroom in PYTHONPATH.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import processes
import terminal

DAY = dt.date(2026, 12, 1)  # "today" in tests/day.toml and in docs/day.md
ZONE = ZoneInfo("America/New_York")
STOP = "^C"
BIKE = f"{DAY}-harbour-bike-lanes-open-in-april"

NEWSROOM = """\
name = "City of Springfield"
url = "https://news.springfield.example/"
language = "en"
time_zone = "America/New_York"
style = "ap"

[offices.mayors-press-office]
name = "Mayor’s Press Office"
city = "Springfield"

[[offices.mayors-press-office.contacts]]
name = "Press Desk"
phone = "+1 617 555 0100"
email = "press@springfield.example"

[[people]]
name = "Ana Okafor"
role = "Mayor"

[quotes]
clearance = "required"
since = 2025-06-01

[approvals]
required = 1
since = 2025-06-01
author_alone = true
"""

OLDER = """\
+++
id = "tag:news.springfield.example,2025:{id}"
kind = "release"
headline = "{headline}"
date = {date}
office = "mayors-press-office"
topics = ["{topic}"]
status = "approved"

[dateline]
city = "Springfield"

[[quotes]]
speaker = "Ana Okafor"
role = "Mayor"
text = "{quote}."
+++

{body}

“{quote},” said Mayor Ana Okafor.
"""

OLDER_RELEASES = (
    {
        "name": "2025-03-03-harbour-library-opens",
        "id": "k3h8vq2m9x4c7b1f",
        "headline": "Harbour Library Opens",
        "topic": "libraries",
        "body": "The city today opened a library in the harbour, with 40,000 books.",
        "quote": "It is open to all",
    },
    {
        "name": "2024-10-07-free-buses-for-pupils",
        "id": "a8d3f6g1h4j7k2l9",
        "headline": "Free Buses for Pupils",
        "topic": "schools",
        "body": "Pupils ride on all buses of the city without a fare from today on.",
        "quote": "No child should miss school because buses are dear",
    },
)

# What the person writes in the editor after "start"; "9am" is not how AP writes it.
WRITTEN = """\
The city will open three miles of bike lanes along the harbour in April. They open at 9am on a Sunday.

“We make room for bikes,” said Mayor Ana Okafor.

The lanes are for everybody. “All will get to work safely,” Okafor said.

A map of the lanes is at https://springfield.example/bikes.
"""


@dataclass(frozen=True)
class Edit:
    """A change in the file of a release, by its slug; `typed` are the characters that a person types for it."""

    file: str
    old: str
    new: str
    typed: str


@dataclass(frozen=True)
class Command:
    """A line at the shell, and the answers to its questions."""

    line: str
    answers: tuple[str, ...] = ()


Step = Edit | Command


@dataclass(frozen=True)
class Task:
    """A task with its steps in this version (`after`) and in the older one (`before`)."""

    name: str
    title: str
    after: tuple[Step, ...]
    before: tuple[Step, ...]


def tasks() -> list[Task]:
    """The ten tasks in their order."""
    data = tomllib.loads((Path(__file__).parent / "day.toml").read_text(encoding="utf-8"))
    return [
        Task(task["name"], task["title"], tuple(steps(task["after"])), tuple(steps(task["before"])))
        for task in data["tasks"]
    ]


def steps(typed: list[str | dict[str, str]]) -> Iterator[Step]:
    """Yield the steps that lines of tests/day.toml describe."""
    while typed:
        first, *typed = typed
        if isinstance(first, dict):
            yield Edit(**first)
            continue
        answers: list[str] = []
        while typed and isinstance(typed[0], str) and not typed[0].startswith("$ "):
            answers.append(typed.pop(0))  # type: ignore[arg-type]
        yield Command(first.removeprefix("$ "), tuple(answers))


def keystrokes(typed: tuple[Step, ...]) -> int:
    """The number of keys that a person presses: each character, Enter after each line, and Ctrl-C as one."""
    lines = [text for step in typed if isinstance(step, Command) for text in (step.line, *step.answers)]
    edited = sum(len(step.typed) for step in typed if isinstance(step, Edit))
    return edited + sum(1 if line == STOP else len(line) + 1 for line in lines)


def commands(typed: tuple[Step, ...]) -> int:
    """The number of commands."""
    return sum(isinstance(step, Command) for step in typed)


class Person:
    """A person at a terminal, in a folder with this name, whom newsroom does not remember yet."""

    def __init__(self, folder: Path, name: str) -> None:
        self.root, self.home = folder / name, folder / "home"
        self.visited = folder / "visited"
        self.today = dt.datetime.now(ZONE).date()
        self.root.mkdir()
        (self.home / ".config").mkdir(parents=True)
        browser = self.home / "xdg-open"  # stands in for the browser: notes what it was asked to open
        browser.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(self.visited))}\n')
        browser.chmod(0o755)
        (self.home / "gitconfig").write_text("[user]\nname = Eva Lind\n")

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which the person's commands run."""
        return {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "GIT_CONFIG_GLOBAL": str(self.home / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": str(self.root.parent),
            "BROWSER": f"{self.home / 'xdg-open'} %s",
            "PATH": f"{self.home}{os.pathsep}{os.environ['PATH']}",
        }

    def write(self, slug: str, body: str) -> None:
        """Write the body of a release, as the person does in an editor."""
        file = self.root / "releases" / f"{self._now(slug)}.md"
        _, front, _ = file.read_text(encoding="utf-8").split("+++\n", 2)
        file.write_text(f"+++\n{front}+++\n\n{body}", encoding="utf-8")

    def do(self, typed: Iterable[Step]) -> str:
        """Do some steps, and return what the terminal shows, with DAY in place of today."""
        return "\n".join(
            filter(None, (self._edit(step) if isinstance(step, Edit) else self._run(step) for step in typed))
        )

    def _edit(self, edit: Edit) -> str:
        """Change a file."""
        file = self.root / "releases" / f"{self._now(edit.file)}.md"
        text = file.read_text(encoding="utf-8")
        assert self._now(edit.old) in text, edit
        file.write_text(text.replace(self._now(edit.old), self._now(edit.new)), encoding="utf-8")
        return ""

    def _run(self, command: Command) -> str:
        """Run a command in a terminal, and return its line and what it shows. Fails if an answer is left over."""
        program, *arguments = shlex.split(self._now(command.line))
        if program != "newsroom":
            subprocess.run([program, *arguments], cwd=self.root, check=True)
            return f"$ {command.line}"
        answers = _InTurn(answer for answer in command.answers if answer != STOP)
        stop = self._has_visitor if STOP in command.answers else None
        seen = terminal.shown(arguments, folder=self.root, answers=answers, stop_when=stop)
        assert not list(answers.left), f"{command.line} asks fewer questions:\n{seen}"
        return f"$ {command.line}\n{self._as_on_the_day(seen)}".rstrip("\n")

    def _has_visitor(self) -> bool:
        """Whether the browser was opened since the last look."""
        was_there = self.visited.exists()
        self.visited.unlink(missing_ok=True)
        return was_there

    def _now(self, text: str) -> str:
        """A text from tests/day.toml, with today's dates in place of those of DAY."""
        return _replaced(text, dict(zip(_dates(DAY), _dates(self.today), strict=True)))

    def _as_on_the_day(self, text: str) -> str:
        """The text that the terminal shows, with the dates of DAY, and without random ids, ports and tokens."""
        text = _replaced(text, dict(zip(_dates(self.today), _dates(DAY), strict=True)))
        text = re.sub(r"port \d+ is in use, so this preview is at port \d+\n", "", text)  # another test has it
        text = re.sub(r"(?<=/\d{4}/)[a-z0-9]{16}(?=\.toml)", "k3h8vq2m9x4c7b1f", text)  # drawn at random
        return re.sub(r"127\.0\.0\.1:\d+/\?token=\S+", "127.0.0.1:8420/?token=...", text)


class Desk(Person):
    """A newsroom with older releases, which are public, and the person who works in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "springfield")
        (self.root / "releases").mkdir()
        (self.root / "newsroom.toml").write_text(NEWSROOM, encoding="utf-8")
        for older in OLDER_RELEASES:
            text = OLDER.format(date=older["name"][:10], **older)
            (self.root / "releases" / f"{older['name']}.md").write_text(text, encoding="utf-8")
        assert processes.ran("build", "--quiet", cwd=self.root).returncode == 0


def _dates(today: dt.date) -> list[str]:
    """Today and tomorrow as they are typed and shown, and 9 a.m. tomorrow as it is shown."""
    days = (today, today + dt.timedelta(days=1))
    words = [f"{day:%A, %B} {day.day}, {day.year}" for day in days]
    nine = dt.datetime.combine(days[1], dt.time(9), ZONE)
    moment = f"{words[1]}, 9 a.m. {nine.tzname()}"
    return [f"{moment} ({nine.astimezone(dt.UTC):%H:%M} UTC)", moment, *words, *map(str, days)]


def _replaced(text: str, words: dict[str, str]) -> str:
    """A text with other words, all replaced at once."""
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)


class _InTurn(dict[str, str]):
    """Answers in the order of the questions, whatever is asked."""

    def __init__(self, answers: Iterator[str]) -> None:
        self.left = iter(answers)

    def __missing__(self, question: str) -> str:
        answer = next(self.left, None)
        if answer is None:
            raise KeyError(question)
        return answer


def transcripts(desk: Desk, *, before: bool = False) -> Iterator[tuple[Task, str]]:
    """Yield each task with what the terminal shows."""
    for task in tasks():
        yield task, desk.do(task.before if before else task.after)
        if task.name == "copy":  # then the person writes the text of the first release
            desk.write(BIKE, WRITTEN)


if __name__ == "__main__":
    is_before = "before" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        os.environ |= desk.environment
        for task, shown in transcripts(desk, before=is_before):
            typed = task.before if is_before else task.after
            print(f"## {task.title}\n\n```console\n{shown}\n```\n", flush=True)
            print(f"{task.title}: {keystrokes(typed)} keys, {commands(typed)} commands", file=sys.stderr, flush=True)
