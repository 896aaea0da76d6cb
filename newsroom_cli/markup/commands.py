"""Commands and files in a text for people: they can be copied, so no line is broken within one."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

# A command with what belongs to it: options with their values, names in capitals, quoted words and paths.
_COMMAND = pattern(
    r"\bnewsroom (?:(?:quotes|theme) [a-z]+|--?[a-z-]+|[a-z]+)"
    r"(?: (?:--?[a-z][\w-]*(?: [\w.-]*\w(?![^ ]))?|[A-Z][A-Z0-9:.]*\b|\[[A-Z]+\]|'[^']*'|\"[^\"]*\"|[^ ]*[/.][^ ]*\w))*"
)
_PATH = pattern(r"(?<![\w/.])(?:[\w.-]+/)+(?! )[^/\n]{1,90}?\.md\b")  # its name may have spaces
_HELD = "\0"  # stands for a space at which a line must not be broken


def held_together(text: str) -> str:
    """A text without control characters, with another character for the spaces in commands and in names of files."""
    for marker, names in (("newsroom ", _COMMAND), (".md", _PATH)):
        text = names.sub(lambda name: name[0].replace(" ", _HELD), text) if marker in text else text
    return text


def released(line: str) -> str:
    """A line of such a text with its spaces."""
    return line.replace(_HELD, " ")
