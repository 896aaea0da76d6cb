"""Counts what check finds in real releases, rule by rule: python -m accuracy.noise FOLDER (see docs/accuracy.md).

FOLDER is a folder of release files or of newsrooms. The texts are other people's and are no part of this project. With
--show CODE some findings of a rule are printed with the words around them, to be judged by reading.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.markup import markdown
from newsroom_cli.model import config as configuration
from newsroom_cli.model import release_file
from newsroom_cli.model.config import STYLES, Config
from newsroom_cli.newsroom import workers
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.selection import code_without_place

AROUND = 160  # characters shown on each side of a finding
# Rules about fields that an importer could not fill: they say nothing about the text.
STRUCTURE = ("FM", "NR", "OF", "CT001", "DL001", "QT001", "QT005", "HD001", "PH001", "SO", "QT014", "QT015", "QT016")


def main() -> None:
    """Reads the command line and prints a table, or findings to judge."""
    parser = argparse.ArgumentParser(prog="python -m accuracy.noise", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", choices=STYLES, default="none")
    parser.add_argument("--select", default="", help="codes or families in place of the usual ones")
    parser.add_argument("--show", default="", metavar="CODES", help="print findings of these codes; ALL for any")
    parser.add_argument("--count", type=int, default=30, help="how many to print")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    config = asked(given.style, given.show if given.show not in ("", "ALL") else given.select)
    paths = sorted(str(path) for path in given.folder.rglob("*.md"))
    found: list[Finding] = []
    words = 0
    for batch, counted in workers.batches(lambda part: checked(part, config), paths):
        found += batch
        words += counted
    if given.show:
        show(found, given.show, given.count, given.seed)
    else:
        report(found, files=len(paths), words=words)


def asked(style: str, select: str, settings: str = "") -> Config:
    """A newsroom without offices and people unless the settings have some, with the rules that are asked for."""
    address = "" if settings.startswith("url") else 'url = "https://news.example/"\n'
    config = configuration.parse(f'{address}time_zone = "America/New_York"\n{settings}'.replace("\n\n", "\n"))
    codes = tuple(code_without_place(code) for code in select.replace(",", " ").split())
    return config._replace(style=style, check=config.check._replace(select=codes))


def checked(paths: list[str] | tuple[str, ...], config: Config) -> tuple[list[Finding], int]:
    """The findings in some files, and how many words their bodies have."""
    found, words = [], 0
    for path in paths:
        read = release_file.parse(Path(path).read_text(encoding="utf-8"), path)
        words += sum(len(block.text.split()) for block in markdown.read(read.body).prose)
        found += check.check(read, config)
    return found, words


def report(found: list[Finding], *, files: int, words: int) -> None:
    """The table: findings, files with one, and findings in 1,000 words."""
    count = Counter(finding.code for finding in found)
    where = {code: len({finding.path for finding in found if finding.code == code}) for code in count}
    for code, number in sorted(count.items()):
        rule = rules()[code]
        print(f"{code} {rule.name:34}{rule.severity:8}{number:7}{where[code]:7}{number / words * 1000:8.3f}")
    text = sum(number for code, number in count.items() if not code.startswith(STRUCTURE))
    print(
        f"{files} releases, {words} words; without structure {text} findings, {text / words * 1000:.2f} in 1,000 words"
    )


def show(found: list[Finding], codes: str, count: int, seed: int) -> None:
    """Findings by chance, each with its words marked."""
    wanted = [finding for finding in found if codes == "ALL" or finding.code in codes.replace(",", " ").split()]
    if codes == "ALL":
        wanted = [finding for finding in wanted if not finding.code.startswith(STRUCTURE)]
    for number, finding in enumerate(random.Random(seed).sample(wanted, min(count, len(wanted))), 1):
        start = finding.place.start
        print(f"{number}. {finding.code} {finding.path}:{start.line}:{start.column} {finding.message}")
        print("".join(excerpt(finding)))
        if finding.also:
            print(f"    also line {finding.also[0].start.line}: {finding.also[0].source[:AROUND]} ({finding.also[1]})")
    print(f"{min(count, len(wanted))} of {len(wanted)}")


def excerpt(found: Finding) -> Iterator[str]:
    """The words around a finding, its own between angle marks."""
    source, start, end = found.place.source, found.place.start.column - 1, found.place.end.column - 1
    yield "    "
    yield source[max(start - AROUND, 0) : start]
    yield f"⟦{source[start:end]}⟧"
    yield source[end : end + AROUND]


if __name__ == "__main__":
    main()
