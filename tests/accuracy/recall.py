"""Puts each rule's defect into real releases and counts how many are found: python -m accuracy.recall FOLDER.

FOLDER is as for accuracy.noise; see docs/accuracy.md. A defect is found when its rule has one finding more than before.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from accuracy import defects
from accuracy.noise import asked
from newsroom_cli import check, release
from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.rules.registry import rules


def main() -> None:
    """Reads the command line and prints a line for each rule."""
    parser = argparse.ArgumentParser(prog="python -m accuracy.recall", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--select", default="", help="codes; else all rules that have a defect")
    parser.add_argument("--count", type=int, default=100, help="releases for each rule")
    parser.add_argument("--missed", action="store_true", help="print where a defect was not found")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    paths = sorted(given.folder.rglob("*.md"))
    random.Random(given.seed).shuffle(paths)
    wanted = given.select.replace(",", " ").split()
    for code, plant in defects.load().items():
        if not wanted or code in wanted:
            planted, found = tried(code, plant, paths, count=given.count, missed=given.missed, seed=given.seed)
            share = f"{found / planted:.2f}" if planted else ""
            print(
                f"{code} {rules()[code].name:34}{rules()[code].severity:8}{found:5} of {planted:5}  {share}", flush=True
            )


def tried(
    code: str, plant: defects.Plant, paths: list[Path], *, count: int, missed: bool, seed: int
) -> tuple[int, int]:  # fmt: skip
    """How many releases took the defect, and in how many it was found."""
    config = asked("none", code)
    planted = found = 0
    for path in paths:
        if planted == count:
            break
        read = release.parse(path.read_text(encoding="utf-8"), str(path))
        text = plant(read, random.Random(f"{seed} {path.name}"))
        if text is None or text == read.text:
            continue
        planted += 1
        if reported(release.parse(text, str(path)), config, code) > reported(read, config, code):
            found += 1
        elif missed:
            print(f"missed {code} in {path}: {changed(read, text)}")
    return planted, found


def reported(read: Release, config: Config, code: str) -> int:
    """How many findings of a rule a release has."""
    return sum(each.code == code for each in check.check(read, config))


def changed(read: Release, text: str) -> str:
    """What was put in, with some words around it."""
    start = next((at for at, (one, other) in enumerate(zip(read.text, text, strict=False)) if one != other), 0)
    return repr(text[max(start - 60, 0) : start + 120])


if __name__ == "__main__":
    main()
