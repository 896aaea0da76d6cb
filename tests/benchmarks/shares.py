"""The share of each output in a clean build: python -m benchmarks.shares [COUNT]. Asserts nothing about time.

Builds in one process and prints processor time, files and bytes; a step inside another counts only once.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import generate
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.output import Output
from newsroom_cli.publishing import build
from newsroom_cli.publishing.builds import assembling, preparing
from newsroom_cli.publishing.feeds import rendering, writing
from newsroom_cli.publishing.leaks.audit import Audit
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.site import pages

STEPS: list[tuple[str, Any, str]] = [
    ("read, gate, check", preparing.Preparation, "prepare"),
    ("read again, compose", preparing.Preparation, "render"),
    ("pages", pages, "release_page"),
    ("mails", message, "page"),
    ("mails as plain text", message, "text"),
    ("read back", comparison, "differences"),
    ("entries in feeds, read back", rendering, "rendered"),
    ("feeds and their archives", writing.Writer, "write"),
    ("lists, search, sitemap", assembling.Site, "_lists"),
    ("search for what is held", Audit, "refuse_leaks"),
    ("move into place", Output, "commit"),
]
KINDS = [("releases/", "pages"), ("email/", "mails"), ("search", "search")]


class Clock:
    """The processor time of steps, each without the steps inside it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = time.process_time()

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time of a step."""
        self._count()
        self._running.append(name)
        try:
            yield
        finally:
            self._count()
            self._running.pop()

    def _count(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1] if self._running else ""] += now - self._since
        self._since = now

    def watch(self, name: str, owner: Any, attribute: str) -> None:
        """Count the time of a function."""
        real: Callable[..., Any] = getattr(owner, attribute)

        def timed(*arguments: Any, **options: Any) -> Any:
            with self.step(name):
                return real(*arguments, **options)

        setattr(owner, attribute, timed)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many releases")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        folder = Path(name)
        generate.newsroom(count, folder, lean=False, held=100)
        clock = Clock()
        for step in STEPS:
            clock.watch(*step)
        workers.usual_count = lambda amount, fewest: 1
        with clock.step("all else"):
            build.build(Newsroom.find(folder), now=dt.datetime.now(dt.UTC))
        total = sum(seconds for step, seconds in clock.seconds.items() if step)
        print(f"{count} releases, one process, {total / count * 1e6:.0f} µs of processor time for each")
        for step, seconds in clock.seconds.most_common():
            if step:
                print(f"  {step:30}{seconds / total:7.1%}{seconds / count * 1e6:8.0f} µs")
        _print_sizes(folder / "public")


def _print_sizes(output: Path) -> None:
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for path in output.rglob("*"):
        if path.is_file():
            kind = _kind(path.relative_to(output).as_posix())
            files[kind] += 1
            sizes[kind] += path.stat().st_size
    for kind, size in sizes.most_common():
        print(f"  {kind:30}{size / sizes.total():7.1%}{files[kind]:8} files{size / 1e6:9.1f} MB")


def _kind(path: str) -> str:
    """The kind of output that a file is."""
    if path.endswith(("rss.xml", "atom.xml", "feed.json")):
        return "archives of feeds" if "/archive/" in f"/{path}" else "feeds"
    return next((kind for start, kind in KINDS if path.startswith(start)), "lists and the rest")


if __name__ == "__main__":
    main()
