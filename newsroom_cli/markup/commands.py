"""Commands in a text for people: they can be copied and run, so no line is broken within one."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

# A command with what belongs to it: options with their values, names in capitals, quoted words and paths.
_COMMAND = pattern(
    r"\bnewsroom (?:(?:quotes|theme) [a-z]+|--?[a-z-]+|[a-z]+)"
    r"(?: (?:--?[a-z][\w-]*(?: [\w.-]*\w(?![^ ]))?|[A-Z][A-Z0-9:.]*\b|\[[A-Z]+\]|'[^']*'|\"[^\"]*\"|[^ ]*[/.][^ ]*\w))*"
)
_HELD = "\0"  # stands for a space at which a line must not be broken


def held_together(text: str) -> str:
    """A text without control characters, with another character for the spaces in commands."""
    return _COMMAND.sub(lambda command: command[0].replace(" ", _HELD), text) if "newsroom " in text else text


def released(line: str) -> str:
    """A line of such a text with its spaces."""
    return line.replace(_HELD, " ")
