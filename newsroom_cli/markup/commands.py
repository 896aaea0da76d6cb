"""Keep commands and file names in messages on one line, so that people can copy them."""

from __future__ import annotations

import re

from newsroom_cli.model.patterns import pattern

# A command with its arguments: options with their values, names in capitals, quoted words and paths.
_COMMAND = pattern(
    r"\b(?:newsroom (?:(?:quotes|theme) [a-z]+|--?[a-z-]+|[a-z]+)|git [a-z]+)"
    r"(?: (?:--?[a-z][\w-]*(?: [\w.-]*\w(?![^ ]))?|[A-Z][A-Z0-9:.]*\b|\[[A-Z]+\]"
    r"|(?:'[^']*'|\"[^\"]*\")+|[^ ]*[/.][^ ]*\w))*"
)
_PATH = pattern(r"(?<![\w/.])(?:[\w.-]+/)+(?! )[^/\n]{1,90}?\.md\b")  # its name may have spaces
_HELD = "\0"  # stands for a space at which a line must not be broken


def held_together(text: str) -> str:
    """The text with another character for the spaces in commands and file names; it has no control characters."""
    if "newsroom " in text or "git " in text:
        text = _COMMAND.sub(_held, text)
    return _PATH.sub(_held, text) if ".md" in text else text


def _held(words: re.Match[str]) -> str:
    """The words of a match with the other character for their spaces."""
    return words[0].replace(" ", _HELD)


_WORD = pattern(rf"(?:'[^']*'|\"[^\"]*\"|[^{_HELD}'\"]|['\"])+")


def words(command: str) -> list[str]:
    """The words of a command held together, between which a shell may break it; quoted words are one."""
    return _WORD.findall(command)


def joined(begun: str, word: str) -> str:
    """The beginning of a command and its next word, held together."""
    return f"{begun}{_HELD}{word}"


def released(line: str) -> str:
    """A line of a text held together, with its spaces again."""
    return line.replace(_HELD, " ")
