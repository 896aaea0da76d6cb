"""Puts each rule's defect into real releases and counts how many are found: python -m accuracy.recall FOLDER.

FOLDER is as for accuracy.noise; see docs/accuracy.md. A defect is found when its rule reports something new.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections import Counter
from pathlib import Path

from accuracy import defects
from accuracy.noise import asked
from newsroom_cli.language.document import Document
from newsroom_cli.linter import check
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Release
from newsroom_cli.rules.registry import rules

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


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
    for code, defect in defects.load().items():
        if not wanted or code in wanted:
            planted, found = tried(code, defect, paths, count=given.count, missed=given.missed, seed=given.seed)
            share = f"{found / planted:.2f}" if planted else ""
            print(
                f"{code} {rules()[code].name:34}{rules()[code].severity:8}{found:5} of {planted:5}  {share}", flush=True
            )


def tried(
    code: str, defect: defects.Defect, paths: list[Path], *, count: int, missed: bool, seed: int
) -> tuple[int, int]:  # fmt: skip
    """How many releases took the defect, and in how many it was found."""
    styles = rules()[code].styles
    judged = code if rules()[code].find or rules()[code].across else f"{code} DT QT SO"  # suppressions of these
    config = asked("none" if "none" in styles or not styles else styles[0], judged, defect.settings)
    beside = [release_file.parse(text, f"releases/beside-{number}.md") for number, text in enumerate(defect.beside)]
    planted = found = 0
    for path in paths:
        if planted == count:
            break
        read = release_file.parse(path.read_text(encoding="utf-8"), f"releases/2026-03-02-{path.name}")
        text = defect.plant(read, random.Random(f"{seed} {path.name}"))
        if text is None or text == read.text:
            continue
        planted += 1
        made = release_file.parse(text, read.path)
        if reported([made, *beside], config, code) - reported([read, *beside], config, code):
            found += 1
        elif missed:
            print(f"missed {code} in {path}: {changed(read, text)}")
    return planted, found


def reported(read: list[Release], config: Config, code: str) -> Counter[str]:
    """What a rule says of the first of some releases; a rule over the archive sees them all."""
    rule = rules()[code]
    if rule.across is None:
        found = check.check(read[0], config)
    else:
        cards = [check.card(Document(release, config), incremental=rule.incremental) for release in read]
        by_path = {release.path: release for release in read}
        found = check.archive_findings(
            cards, config, by_path.__getitem__, now=NOW, incremental=rule.incremental, appears=lambda slug: True
        )
    return Counter(finding.message for finding in found if finding.code == code)


def changed(read: Release, text: str) -> str:
    """What was put in, with some words around it."""
    start = next((at for at, (one, other) in enumerate(zip(read.text, text, strict=False)) if one != other), 0)
    return repr(text[max(start - 60, 0) : start + 120])


if __name__ == "__main__":
    main()
