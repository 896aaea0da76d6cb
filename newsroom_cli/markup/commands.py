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
_PROTECTED = "\0"  # stands for a space at which a line must not be broken


def protect_spaces(text: str) -> str:
    """The text with another character for the spaces in commands and file names; it has no control characters."""
    if "newsroom " in text or "git " in text:
        text = _COMMAND.sub(_protect, text)
    return _PATH.sub(_protect, text) if ".md" in text else text


def _protect(words: re.Match[str]) -> str:
    """The words of a match with the other character for their spaces."""
    return words[0].replace(" ", _PROTECTED)


_WORD = pattern(rf"(?:'[^']*'|\"[^\"]*\"|[^{_PROTECTED}'\"]|['\"])+")


def words(command: str) -> list[str]:
    """The words of a command with protected spaces, between which a shell may break it; quoted words are one."""
    return _WORD.findall(command)


def join_protected(begun: str, word: str) -> str:
    """The beginning of a command and its next word, with a protected space between them."""
    return f"{begun}{_PROTECTED}{word}"


def restore_spaces(line: str) -> str:
    """A line of a text, with spaces in place of the protected ones."""
    return line.replace(_PROTECTED, " ")
