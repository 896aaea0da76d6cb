"""How long the quotes of an archive take to index, and to search once indexed: python -m benchmarks.quotes.

Prints medians; asserts nothing. The releases are those of benchmarks.generate, written to a folder that is deleted.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import generate
from newsroom_cli.language.quotes import quotes
from newsroom_cli.language.quotes.quotes import Paragraph
from newsroom_cli.newsroom.archive import search
from newsroom_cli.newsroom.archive.search import Query
from newsroom_cli.newsroom.folder import Newsroom

QUESTIONS = {
    "one word": Query("library"),
    "three words": Query("street children school"),
    "a phrase": Query('"walk to school"'),
    "words and a speaker": Query("street", speaker="mayor", since="2020"),
    "a speaker alone": Query(speaker="librarian"),
    "nothing found": Query("zeppelin"),
}


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate.newsroom(given.releases, root)
        for path in (root / "releases").iterdir():
            os.utime(path, (1_700_000_000, 1_700_000_000))  # files of this moment are read twice
        measure(root, given.releases, given.rounds)
    growth()


def growth() -> None:
    """Print how the time to read one paragraph of many quotes grows when it is twice as long: 2 is in proportion."""
    times = [timed(lambda count=count: quotes.find_quotes([crowded(count)]), 3) for count in (1000, 2000, 4000)]
    print(
        "one paragraph, twice as long:",
        ", ".join(f"{later / sooner:.1f} times" for sooner, later in itertools.pairwise(times)),
    )


def crowded(count: int) -> Paragraph:
    """A paragraph of many people, each with a quote."""
    names = ("".join(chr(97 + number // 26**place % 26) for place in range(3)) for number in range(count))
    return Paragraph(" ".join(f"Dr. X{name}o came. He said: “We did it for all.”" for name in names))


def measure(root: Path, releases: int, rounds: int) -> None:
    """Print what each step takes."""
    newsroom = Newsroom.find(root)
    file = root / search.index.FOLDER / search.index.FILE
    first = timed(lambda: ask(newsroom, Query("library")), 1)
    count = len(ask(newsroom, Query(since="1000")).quotes)
    print(f"{releases} releases, {count} quotes; Python {sys.version.split()[0]}; {rounds} rounds, medians")
    show("first indexing, all releases", first)
    print(f"{'first indexing, one release':34}{first / releases * 1e3:9.2f} ms")
    print(f"{'index on disk':34}{file.stat().st_size / 1e6:9.1f} MB")
    show(
        "nothing changed, checked",
        timed(lambda: search.index.updated(newsroom, now=now(), progress=None, trusted=True)[0].close(), rounds),
    )
    show("one release changed", timed(lambda: ask(newsroom, Query("library")), rounds, before=changing(root)))
    show("all files touched, none changed", timed(lambda: ask(newsroom, Query("library")), 1, before=touching(root)))
    for name, wanted in QUESTIONS.items():
        number = len(ask(newsroom, wanted).quotes)
        show(f"search: {name} ({number})", timed(lambda wanted=wanted: ask(newsroom, wanted), rounds))
        show("  without the check for changes", timed(lambda wanted=wanted: alone(file, wanted), rounds))
    show("the whole command, one word", timed(lambda: command(root), rounds))


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def ask(newsroom: Newsroom, wanted: Query) -> search.Answer:
    """A question as the command asks it."""
    return search.search(newsroom, wanted, now=now())


def alone(file: Path, wanted: Query) -> None:
    """The question to the index as it is on disk, opening included."""
    import sqlite3

    database = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    search.questions.select(database, wanted)
    database.close()


def command(root: Path) -> None:
    """`newsroom quotes search` from the start of its process to the end."""
    run = [sys.executable, "-m", "newsroom_cli", "-C", str(root), "quotes", "search", "library", "--limit", "20"]
    subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)


def changing(root: Path) -> Callable[[], None]:
    """What adds a sentence to one release, another one each time."""
    files = itertools.cycle(sorted((root / "releases").iterdir()))

    def change() -> None:
        with next(files).open("a", encoding="utf-8") as file:
            file.write("\n“The library is open,” said Ines Varga, Mayor.\n")

    return change


def touching(root: Path) -> Callable[[], None]:
    """What gives all releases another time."""

    def touch() -> None:
        for path in (root / "releases").iterdir():
            os.utime(path, (1_700_000_100, 1_700_000_100))

    return touch


def timed(work: Callable[[], Any], rounds: int, *, before: Callable[[], None] | None = None) -> float:
    """The median of the seconds that some work takes."""
    taken = []
    for _ in range(rounds):
        if before:
            before()
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def show(name: str, seconds: float) -> None:
    print(f"{name:34}{seconds * 1e3:9.1f} ms")


if __name__ == "__main__":
    main()
