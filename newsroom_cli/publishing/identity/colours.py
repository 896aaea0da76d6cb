"""Colours with enough contrast: WCAG 2 measures it, and OKLCH changes lightness while the hue stays."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

AA = 4.5  # the contrast that WCAG 2 level AA asks of text
LIGHT = ("#ffffff", "#f4f6f9")  # the backgrounds of light pages and mails: --paper and --tint of site.css
DARK = ("#15181d", "#1e232a")
INK = {LIGHT: "#1a1d23", DARK: "#e9e7e2"}  # the colour of their text: --ink
_GREY = 0.02  # a colour with less chroma looks black, grey or white

_Rgb = tuple[float, float, float]  # linear light, 0 to 1


class Palette(NamedTuple):
    """The house colour as it is, and the colours of links and text on light and on dark pages."""

    brand: str
    light: str
    dark: str


@functools.lru_cache(maxsize=8)
def palette(colour: str) -> Palette:
    """The palette of a house colour, `#rrggbb`: changed as little as possible until text in it can be read."""
    return Palette(colour, readable(colour, LIGHT), readable(colour, DARK))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_grey(colour: str) -> bool:
    """Whether a colour is black, white or between, with no hue to keep."""
    return _oklch(colour)[1] < _GREY


def readable(colour: str, backgrounds: tuple[str, str]) -> str:
    """The colour itself if it has a contrast of AA on all backgrounds, else the nearest of the same hue that has it.

    The nearest grey would look as if a link were out of use: black, grey and white become the colour of the text.
    """
    if _is_readable(colour, backgrounds):
        return colour
    if is_grey(colour):
        return INK[backgrounds]
    lightness, chroma, hue = _oklch(colour)
    enough = 0.0 if _luminance(backgrounds[0]) > 0.18 else 1.0
    too_little, found = lightness, _hex(enough, 0, 0)
    for _ in range(16):
        middle = (too_little + enough) / 2
        candidate = _in_gamut(middle, chroma, hue)
        if _is_readable(candidate, backgrounds):
            enough, found = middle, candidate
        else:
            too_little = middle
    return found


def text_on(colour: str) -> str:
    """White or black, whichever is easier to read on a colour."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(text, colour))


def _is_readable(colour: str, backgrounds: tuple[str, str]) -> bool:
    return all(contrast(colour, background) >= AA for background in backgrounds)


# --- from sRGB to OKLCH and back ------------------------------------------------------------------------------


def _linear(colour: str) -> _Rgb:
    """The linear light of `#rrggbb`."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> _Rgb:
    """Lightness, chroma and hue of a colour."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _rgb(lightness: float, chroma: float, hue: float) -> _Rgb:
    """The linear light of a colour in OKLCH; below 0 or above 1 where no screen can show it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(lightness: float, chroma: float, hue: float) -> str:
    """The colour with this lightness and hue, and with as much of the chroma as a screen can show."""
    shown, least = chroma, 0.0
    for _ in range(16):
        if all(-1e-4 <= part <= 1 + 1e-4 for part in _rgb(lightness, shown, hue)):
            if shown == chroma:
                break
            least = shown
        else:
            chroma = shown
        shown = (least + chroma) / 2
    return _hex(lightness, shown, hue)


def _hex(lightness: float, chroma: float, hue: float) -> str:
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in _rgb(lightness, chroma, hue))


def _encoded(light: float) -> float:
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
