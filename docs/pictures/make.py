"""Makes the pictures of the README: what `check` says of two mistakes (check.svg), and a page (release.png).

Run it in an environment that has newsroom: `python docs/pictures/make.py`. The page needs Chromium.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = "releases/2026-03-02-harbour-quarter-library.html"
SIZE = "1000,1080"
WIDTH = 100  # columns of the terminal
# The background, the letters, and the eight colours of a terminal, from black to white.
PAPER, INK = (22, 27, 38), (222, 228, 238)
COLOURS = [
    (22, 27, 38), (255, 123, 128), (126, 211, 135), (240, 200, 105),
    (112, 168, 255), (205, 150, 240), (98, 208, 220), (222, 228, 238),
]  # fmt: skip

NEWSROOM = """\
url = "https://news.example/"
offices.press-office = { name = "Press Office", city = "Springfield", contacts = [{ email = "press@news.example" }] }
"""
RELEASE = """\
+++
id = "tag:news.example,2026:k3h8vq2m9x4c7b5f"
kind = "release"
headline = "City Opens Harbour Library"
date = 2026-03-02
office = "press-office"
status = "approved"

[dateline]
city = "Springfield"

[[quotes]]
speaker = "Ana Okafor"
role = "Mayor"
text = "It is open to all."
+++

The city opens its ninth library on Tuesday, March 2, 2026, with 40,000 books.

“It is open for all,” said Mayor Ana Okafor.
"""


def check_svg() -> str:
    """A terminal in which `newsroom check` finds the mistakes of RELEASE, as SVG."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text("$ newsroom check", style="bold"))
    console.print(Text.from_ansi(_checked()), soft_wrap=True)
    theme = TerminalTheme(PAPER, INK, COLOURS)
    svg = console.export_svg(title="city-news", unique_id="check", theme=theme)
    without_fonts = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # they would be fetched
    made = without_fonts.replace("Fira Code, monospace", "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace")
    return re.sub(r"[ \t]+$", "", made, flags=re.MULTILINE)


def _checked() -> str:
    """What `newsroom check` prints of RELEASE, in colour."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "releases").mkdir()
        (root / "newsroom.toml").write_text(NEWSROOM, encoding="utf-8")
        (root / "releases" / "2026-03-02-library.md").write_text(RELEASE, encoding="utf-8")
        environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "NO_COLOR": "", "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-m", "newsroom_cli", "check"],
            cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return f"{run.stdout}\n{run.stderr}".rstrip("\n")


def page_png(target: Path) -> None:
    """The top of a page of the sample newsroom, as a browser shows it."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        sys.exit("the page needs Chromium: install it, or name check")
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "newsroom_cli", "build", "-C", str(ROOT), "-o", folder]
        subprocess.run(build, check=True, capture_output=True)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={SIZE}"]
        page = (Path(folder) / PAGE).as_uri()
        subprocess.run([browser, *options, f"--screenshot={target}", page], check=True, capture_output=True)


def main() -> None:
    """Makes the pictures that the arguments name, both by default."""
    parser = argparse.ArgumentParser(description="Make the pictures of the README.")
    parser.add_argument("pictures", nargs="*", default=["check", "release"], help="check, release, or both (default)")
    wanted = parser.parse_args().pictures
    if unknown := set(wanted) - {"check", "release"}:
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    if "check" in wanted:
        (HERE / "check.svg").write_text(check_svg(), encoding="utf-8")
    if "release" in wanted:
        page_png(HERE / "release.png")


if __name__ == "__main__":
    main()
