"""How long the tab key and a search by words take, beside a bare Python, in turns: python -m benchmarks.completion.

Prints medians of wall and processor time; asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generate
from newsroom_cli.newsroom import finding, heads

LINES = ["show 2016-01", "show lib", "show ", "check ", "list --office ", "rule DT", "quotes sheet --speaker "]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--releases", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate.newsroom(arguments.releases, Path(folder))
        newsroom = str(Path(sys.executable).with_name("newsroom"))
        runs = {"python -c pass": ([sys.executable, "-c", "pass"], dict(os.environ))}
        for shell in ("bash", "zsh", "fish"):
            runs |= {
                f"{shell}: {line}[tab]": ([newsroom], _environment(shell, line))
                for line in LINES[: 7 if shell == "bash" else 3]
            }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for _ in range(arguments.rounds):
            for name, (command, environment) in runs.items():
                times[name].append(_timed(command, environment, folder))
        print(f"{arguments.rounds} rounds in turns, medians; {arguments.releases:,} releases")
        for name, taken in times.items():
            wall, processor = (statistics.median(values) * 1e3 for values in zip(*taken, strict=True))
            print(f"{name:36}{wall:8.0f} ms{processor:8.0f} ms of the processor")
        for typed in ("library plans", "2020-05", "Nov 26", "lirbary"):
            print(f"{typed:36}{_search(folder, typed) * 1e3:8.0f} ms in the process, files read")


def _environment(shell: str, line: str) -> dict[str, str]:
    """The environment in which a shell asks what may follow a line."""
    words = f"newsroom {line}"
    return {
        **os.environ, "_NEWSROOM_COMPLETE": f"complete_{shell}", "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")), "_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }  # fmt: skip


def _timed(command: list[str], environment: dict[str, str], folder: str) -> tuple[float, float]:
    """The wall and the processor time of a command, in seconds."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _search(folder: str, typed: str) -> float:
    """The median time of reading all heads and searching them, in seconds."""
    taken = []
    for _ in range(9):
        began = time.perf_counter()
        read = list(heads.heads(folder, heads.paths(folder, f"{folder}/releases")))
        finding.matches(typed, read) or finding.nearest(typed, read)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
