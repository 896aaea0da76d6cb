"""How long a command takes before it does anything, beside a bare Python, in turns: python -m benchmarks.startup.

Prints medians and ratios to `python -c pass`; asserts nothing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generate


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        generate.newsroom(1, Path(folder))
        release = next(Path(folder, "releases").iterdir())
        newsroom = str(Path(sys.executable).with_name("newsroom"))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "newsroom --version": [newsroom, "--version"],
            "newsroom --help": [newsroom, "--help"],
            "newsroom rule": [newsroom, "rule"],
            "newsroom check FILE": [newsroom, "-C", folder, "check", str(release)],
            "newsroom check -f json": [newsroom, "check", "-C", folder, "-f", "json", str(release)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(_timed(command))
    base = times["python -c pass"]
    print(f"{rounds} rounds in turns, medians; Python {sys.version.split()[0]}")
    for name, taken in times.items():
        ratio = statistics.median(one / of for one, of in zip(taken, base, strict=True))
        print(f"{name:24}{ratio:7.2f}{statistics.median(taken) * 1e3:9.1f} ms")


def _timed(command: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    taken = time.perf_counter() - began
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()}")
    return taken


if __name__ == "__main__":
    main()
