"""Characters that a mail may not hold, and texts without them."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.headers import whole

# Characters that no document may hold, and those that show text in another order than it is written.
# The plain direction marks stay: Arabic and Hebrew need them.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_LINE_BREAKS = ("\r\n", "\r", "\u2028", "\u2029")


def clean(words: str) -> str:
    """The text without forbidden characters, every line break a line feed."""
    found = whole(words)
    for each in _LINE_BREAKS:
        found = found.replace(each, "\n")
    return _FORBIDDEN.sub("", found)


def one_line(words: str) -> str:
    """The text on one line."""
    return " ".join(clean(words).split())
