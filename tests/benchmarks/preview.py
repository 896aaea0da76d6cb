"""How long after a save `newsroom preview` shows it, in a newsroom of N releases: python -m benchmarks.preview [N].

Over HTTP it is the time until the change is told and frame and page are there again; with --browser, the time until a
real Chromium shows them. Prints medians and maxima; asserts nothing. The first view and the list are printed as well.
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from previews import Preview, previewing

from benchmarks import generate

SENTENCE = "\nThe date was changed on request of the neighbours, number {}.\n"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many releases")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--browser", action="store_true", help="look with a real browser, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate.newsroom(given.count, Path(folder), lean=False)
        subprocess.run([sys.executable, "-m", "newsroom_cli", "build", "-C", folder], check=True, capture_output=True)
        name, text = generate.release(given.count // 2, slips=3)
        file = Path(folder, "releases", name)
        file.write_text(text, encoding="utf-8")
        with previewing(Path(folder), str(file)) as preview:
            began = time.perf_counter()
            frame = preview.open().text
            _print("first view", [time.perf_counter() - began])
            began = time.perf_counter()
            preview.ask(f"{preview.place}/")
            _print("list, first", [time.perf_counter() - began])
            began = time.perf_counter()
            preview.ask(f"{preview.place}/")
            _print("list, again", [time.perf_counter() - began])
            _print("a save over HTTP", [*_saves(preview, frame, file, given.rounds)])
            if given.browser:
                _print("a save in Chromium", _saves_in_browser(preview, file, given.rounds))


def _saves(preview: Preview, frame: str, file: Path, rounds: int) -> Iterator[float]:
    """Yield the seconds from each of some saves until frame and page are there again."""
    text = file.read_text(encoding="utf-8")
    for number in range(rounds):
        found = re.search(r'data-events="([^"]+)" data-version="([^"]+)"', frame)
        assert found
        connection = http.client.HTTPConnection(preview.host, timeout=60)
        connection.request("GET", f"{found[1]}?version={found[2]}", headers={"Cookie": preview.cookie})
        told = connection.getresponse()
        time.sleep(0.3)
        began = time.perf_counter()
        file.write_text(text + SENTENCE.format(number), encoding="utf-8")
        while b"data: changed" not in told.readline():
            pass
        frame = preview.ask(preview.start).text
        page = re.search(r'<iframe src="([^"]+)"', frame)
        assert page
        assert f"number {number}." in preview.ask(page[1]).text
        yield time.perf_counter() - began
        connection.close()


def _saves_in_browser(preview: Preview, file: Path, rounds: int) -> list[float]:
    """The seconds from each of some saves until a browser shows it."""
    from oracles import tools

    text = file.read_text(encoding="utf-8")
    saves = [{"file": str(file), "text": text + SENTENCE.format(number + rounds)} for number in range(rounds)]
    return [
        milliseconds / 1000 for milliseconds in tools.preview(preview.address, [{"saves": saves}])[0]["milliseconds"]
    ]


def _print(name: str, seconds: list[float]) -> None:
    print(f"{name:20}{statistics.median(seconds) * 1e3:8.0f} ms  max {max(seconds) * 1e3:6.0f} ms")


if __name__ == "__main__":
    main()
