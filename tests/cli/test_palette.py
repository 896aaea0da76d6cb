"""The colours of the terminal: their contrast with black and with white, and signs beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import HERE, sample_text
from terminal import on_terminal

from newsroom_cli.cli import output, palette

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


@pytest.mark.parametrize("style", palette.STYLES)
def test_each_colour_is_read_on_black_and_on_white(style: str) -> None:
    colour, _ = palette.STYLES[style]
    if colour is not None:
        light = luminance(rgb(colour))
        assert (light + 0.05) / 0.05 >= LEAST, "on black"
        assert 1.05 / (light + 0.05) >= LEAST, "on white"


def test_a_terminal_with_sixteen_colours_gets_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", "linux")
    assert {palette.ansi(style) for style in palette.STYLES} == {"0", "1"}
    assert {palette.rich(style) for style in palette.STYLES} == {"", "bold"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
    return tmp_path


def test_only_those_colours_are_written(room: Path) -> None:
    """Rich has its own for tables and pages."""
    import re

    allowed = {palette.ansi(style) for style in palette.STYLES} | {"0", "1", "1;4", "4", "3", "2"}
    for arguments in (["list"], ["show", "2026-03-02-library"], ["rule", "QT014"], ["rule"]):
        shown = "".join(on_terminal(room, 80, *arguments, NO_COLOR="", TERM="xterm-256color"))
        codes = set(re.findall(r"\x1b\[([0-9;]*)m", shown))
        assert codes and codes <= allowed, arguments
        assert "\x1b" not in "".join(on_terminal(room, 80, *arguments)).replace("\x1b[1m", ""), arguments


def test_measures_are_of_one_function() -> None:
    assert output.measure("日本") == 4
