"""Checks the same releases with newsroom, rumdl and write-good, in turns: python -m benchmarks.checking [COUNT ...].

Prints ratios, asserts nothing about time. rumdl (pip install rumdl) knows Markdown only; write-good (npm, installed
in $NEWSROOM_NODE_MODULES) is a prose linter of a dozen rules. Needs Linux for its memory file system.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import generate

TYPER = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def check(path: str): pass
app()
"""


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1, 1000, 10000], help="how many releases")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slips", type=int, default=0, help="how many mistakes each release has")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm"), help="where to work; a memory file system")
    given = parser.parse_args()
    print(f"{given.rounds} rounds in turns, medians; {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for count in given.counts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            generate.newsroom(count, Path(folder), slips=given.slips)
            race(count, Path(folder), rounds=given.rounds)


def race(count: int, folder: Path, *, rounds: int) -> None:
    """Times every program that is there, in turns, and prints medians and ratios."""
    newsroom = [str(Path(sys.executable).with_name("newsroom")), "check"]
    memory = folder / ".newsroom-index"

    def forget() -> None:
        shutil.rmtree(memory, ignore_errors=True)

    paths = sorted(str(path) for path in (folder / "releases").glob("*.md"))
    commands: dict[str, tuple[list[str], Callable[[], None]]] = {
        "newsroom, anew": (newsroom, forget),
        "newsroom, nothing changed": (newsroom, lambda: None),
    }
    if count == 1:
        bare = folder / "bare.py"
        bare.write_text(TYPER, encoding="utf-8")
        commands = {
            "bare Typer command": ([sys.executable, str(bare), paths[0]], lambda: None),
            "newsroom, anew": ([*newsroom, paths[0]], forget),
            "newsroom, nothing changed": ([*newsroom, paths[0]], lambda: None),
            "newsroom, with an option": ([*newsroom, "--no-cache", paths[0]], lambda: None),
        }
    if rumdl := shutil.which("rumdl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"):
        commands["rumdl"] = ([rumdl, "check", "--no-cache", "--silent", str(folder / "releases")], lambda: None)
    good = Path(os.environ.get("NEWSROOM_NODE_MODULES", "")) / "write-good" / "bin" / "write-good.js"
    if good.is_file() and count <= 1000:
        commands["write-good"] = (["node", str(good), *paths], lambda: None)
    old = time.time() - 60
    for path in paths:
        os.utime(path, (old, old))  # as an archive is: not written this moment
    times: dict[str, list[float]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for name, (command, prepare) in commands.items():
            prepare()
            taken, peak = timed(command, folder)
            times[name].append(taken)
            peaks[name] = max(peaks[name], peak)
    print(f"\n{count} releases")
    for name, taken in times.items():
        each = statistics.median(taken)
        others = [other for other in times if other.split(",")[0] != name.split(",")[0]]
        ratios = [f"{other} {ratio(taken, times[other]):.2f}" for other in others]
        print(
            f"{name:28}{each * 1e3:9.0f} ms{each / count * 1e6:9.0f} us each{peaks[name]:7.0f} MB   of "
            f"{', '.join(ratios)}"
        )


def ratio(one: list[float], other: list[float]) -> float:
    """The median of what one takes in times of the other, round by round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds that a command in a folder takes, and its peak memory in MB without its workers."""
    began = time.perf_counter()
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder) as running:
        _, status, usage = os.wait4(running.pid, 0)
        taken = time.perf_counter() - began
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1) and "write-good" not in " ".join(command[:2]):
        sys.exit(f"{' '.join(command[:5])} ended with {running.returncode}")
    return taken, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
