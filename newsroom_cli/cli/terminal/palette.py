"""The colours of the terminal: each is legible on black and on white, and nothing is shown by colour alone.

They are colours 16 to 255 of the 256-colour palette, which is the same in every terminal. The first 16 are each user's
own, so no contrast can be promised for them; terminals that have only those get bold and underline instead.
"""

from __future__ import annotations

import os

# Style -> colour, or none; bold or not. The contrast of each with black and with white is at least 4.5 to 1.
STYLES: dict[str, tuple[int | None, bool]] = {
    "error": (131, True),  # red
    "warning": (163, True),  # magenta
    "info": (63, True),  # blue
    "help": (63, True),
    "good": (29, False),  # green
    "dim": (243, False),  # grey
    "gutter": (243, False),
    "place": (None, True),
    "strong": (None, True),
}
_FEW_COLOURS = ("linux", "vt", "ansi", "cons", "dumb")  # the beginnings of the names of such terminals


def has_few_colours() -> bool:
    """Whether the terminal has 16 colours at most, which its user may have chosen."""
    return os.environ.get("TERM", "").startswith(_FEW_COLOURS) and "COLORTERM" not in os.environ


def ansi(style: str) -> str:
    """The codes of a style for an escape sequence: `1;38;5;131`."""
    colour, bold = STYLES[style]
    codes = ["1"] * bold + ([f"38;5;{colour}"] if colour is not None and not has_few_colours() else [])
    return ";".join(codes) or "0"


def rich(style: str) -> str:
    """The style in the words of Rich: `bold color(131)`."""
    if not style:
        return ""
    colour, bold = STYLES[style]
    words = ["bold"] * bold + ([f"color({colour})"] if colour is not None and not has_few_colours() else [])
    return " ".join(words)
