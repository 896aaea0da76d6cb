"""The colours of the terminal: their contrast with black and with white, and signs beside them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from samples import write_newsroom
from terminal import on_terminal

from newsroom_cli.cli.terminal import output, palette

LEAST = 4.5  # WCAG 2.2, 1.4.3
STEPS = (0, 95, 135, 175, 215, 255)


def rgb(colour: int) -> tuple[int, int, int]:
    """A colour of the 256-colour palette; terminals agree on all but the first 16."""
    assert 16 <= colour < 256, "the first 16 are the user's own"
    if colour >= 232:
        grey = 8 + 10 * (colour - 232)
        return grey, grey, grey
    red, green, blue = (colour - 16) // 36, (colour - 16) // 6 % 6, (colour - 16) % 6
    return STEPS[red], STEPS[green], STEPS[blue]


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrasts(colour: tuple[int, int, int]) -> tuple[float, float]:
    """The contrast with black and with white."""
    light = luminance(colour)
    return (light + 0.05) / 0.05, 1.05 / (light + 0.05)


# The defaults of red, green, yellow, blue, magenta, cyan and bright black, in xterm, the Linux console and Windows.
SIXTEEN = {
    "red": ((205, 0, 0), (170, 0, 0), (197, 15, 31)),
    "green": ((0, 205, 0), (0, 170, 0), (19, 161, 14)),
    "yellow": ((205, 205, 0), (170, 85, 0), (193, 156, 0)),
    "blue": ((0, 0, 238), (0, 0, 170), (0, 55, 218)),
    "magenta": ((205, 0, 205), (170, 0, 170), (136, 23, 152)),
    "cyan": ((0, 205, 205), (0, 170, 170), (58, 150, 221)),
    "bright black": ((127, 127, 127), (85, 85, 85), (118, 118, 118)),
}


@pytest.mark.parametrize("name", SIXTEEN)
def test_no_colour_of_the_usual_sixteen_is_read_everywhere(name: str) -> None:
    assert min(min(contrasts(colour)) for colour in SIXTEEN[name]) < LEAST


@pytest.mark.parametrize("style", palette.STYLES)
def test_each_colour_is_read_on_black_and_on_white(style: str) -> None:
    colour, _ = palette.STYLES[style]
    if colour is not None:
        on_black, on_white = contrasts(rgb(colour))
        assert on_black >= LEAST and on_white >= LEAST


def test_a_terminal_with_sixteen_colours_gets_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", "linux")
    assert {palette.ansi(style) for style in palette.STYLES} == {"0", "1"}
    assert {palette.rich(style) for style in palette.STYLES} == {"", "bold"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return write_newsroom(tmp_path, "releases/2026-03-02-library.md")


class Screen(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        return True


def test_a_progress_bar_has_no_other_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("sys.stderr", screen := Screen())
    with output.progress("checking") as update:
        assert update
        update(1, 300)
        update(200, 300)
    codes = {*re.findall(r"\x1b\[([0-9;]*)m", screen.getvalue())}
    assert "checking" in screen.getvalue() and palette.ansi("good") in codes
    assert codes <= {*map(palette.ansi, palette.STYLES), "0"}


def test_only_those_colours_are_written(room: Path) -> None:
    """Rich has its own for tables and pages."""
    allowed = {palette.ansi(style) for style in palette.STYLES} | {"0", "1", "1;4", "4", "3", "2"}
    for arguments in (["list"], ["show", "2026-03-02-library"], ["rule", "QT014"], ["rule"]):
        shown = "".join(on_terminal(room, 80, *arguments, NO_COLOR="", TERM="xterm-256color"))
        codes = set(re.findall(r"\x1b\[([0-9;]*)m", shown))
        assert codes and codes <= allowed, arguments
        assert "\x1b" not in "".join(on_terminal(room, 80, *arguments)).replace("\x1b[1m", ""), arguments
