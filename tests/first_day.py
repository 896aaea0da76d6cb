"""The first day of a press officer, from tests/first_day.toml, in a terminal: README.md and docs/first-day.md show it.

`python tests/first_day.py` goes through it again, and writes what the terminal shows into both.
"""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import day

HERE = Path(__file__).parent
STEPS = HERE / "first_day.toml"
README, WHOLE = HERE.parent / "README.md", HERE.parent / "docs" / "first-day.md"
SLUG = f"{day.DAY}-millbrook-opens-harbour-library"
HEADING = "## A first day\n"
CUT = "..."


@dataclass(frozen=True)
class Shown:
    """The text that the terminal shows for a step, the block of the README that has it, and how many of its lines."""

    text: str
    block: int  # 0 for none
    first: int  # lines that the README keeps at the beginning; 0 for all lines
    last: int

    @property
    def short(self) -> str:
        """The lines for the README."""
        lines = self.text.splitlines()
        kept = [*lines[: self.first], CUT, *lines[len(lines) - self.last :]] if self.first else lines
        return "\n".join(kept)


def person(folder: Path) -> day.Person:
    """Somebody in an empty folder."""
    return day.Person(folder, "city-news")


def transcript(person: day.Person) -> Iterator[Shown]:
    """Do the first day with the environment of the person, and yield what the terminal shows of each step."""
    for step in tomllib.loads(STEPS.read_text(encoding="utf-8"))["steps"]:
        if "write" in step:
            person.write(SLUG, step["write"])
        text = person.do(day.steps(step["typed"]))
        yield Shown(text, step.get("readme", 0), step.get("first", 0), step.get("last", 0))


def written() -> str:
    """The text that the person writes."""
    (text,) = (step["write"] for step in tomllib.loads(STEPS.read_text(encoding="utf-8"))["steps"] if "write" in step)
    return str(text)


def readme_blocks(steps: Sequence[Shown]) -> list[str]:
    """The blocks of the README: the shortened texts of the steps."""
    numbers = sorted({step.block for step in steps if step.block})
    return ["\n".join(step.short for step in steps if step.block == number) for number in numbers]


_BLOCK = re.compile(r"(?<=^```console\n).*?(?=\n```$)", re.DOTALL | re.MULTILINE)
_TEXT = re.compile(r"(?<=^```markdown\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)


def section(text: str) -> str:
    """The section of the README about the first day."""
    _, _, day_and_rest = text.partition(HEADING)
    return day_and_rest.partition("\n## ")[0]


def blocks(text: str) -> list[str]:
    """The transcripts of terminals in a document."""
    return _BLOCK.findall(text)


def written_in(text: str) -> list[str]:
    """The texts of releases in a document."""
    return _TEXT.findall(text)


def _replaced(text: str, new_blocks: Sequence[str]) -> str:
    """A document with new transcripts of terminals. Raises ValueError if it has more or fewer."""
    if len(blocks(text)) != len(new_blocks):
        raise ValueError(f"there are {len(blocks(text))} blocks, and {len(new_blocks)} transcripts")
    new = iter(new_blocks)
    return _BLOCK.sub(lambda _: next(new), text)


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Go through the first day, and rewrite its transcripts in both documents."""
    with tempfile.TemporaryDirectory() as name:
        somebody = person(Path(name))
        os.environ |= somebody.environment
        steps = list(transcript(somebody))
    whole = [step.text for step in steps]
    _rewrite(WHOLE, lambda text: _TEXT.sub(lambda _: written(), _replaced(text, whole)))
    _rewrite(README, lambda text: text.replace(section(text), _replaced(section(text), readme_blocks(steps))))


if __name__ == "__main__":
    main()
