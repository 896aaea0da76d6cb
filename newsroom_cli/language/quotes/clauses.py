"""Tests for the clause after a quotation: titles of works, and separable verbs."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.tokens import Token
from newsroom_cli.language.word_lists import QUOTES

REACH = 2_000  # characters; a name farther from a quotation is not its speaker


def is_titled(quoted: str, *, least: int = 1) -> bool:
    """Whether at least `least` words are long and all of these have capitals, as in the title of a film."""
    longer = [word for word in quoted.split() if len(word.strip(".,!?’'\"”")) > 3]
    return len(longer) >= least and all(word.lstrip("‘'([“\"")[:1].isupper() for word in longer)


def is_parted(parts: Sequence[Token]) -> bool:
    """Whether a clause begins with a separable verb and ends with its particle: fasst Ruiz zusammen."""
    verb = parts[0].text
    last = next((token.text for token in reversed(parts) if token.text[0].isalpha()), "")
    return (
        last in QUOTES["particles"] and verb.islower() and verb.endswith(("t", "te")) and verb not in QUOTES["no_verbs"]
    )
