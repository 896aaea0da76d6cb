"""The releases that import reads in a text."""

from __future__ import annotations

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading


def read_pasted(text: str, name: str = "pasted.txt", language: str = "") -> Reading:
    """The release in a text that was pasted, or in a file of that name, into a newsroom of that language."""
    (pasted,) = recognition.sources(text.encode(), name=name)
    return reading.read(pasted, language=language)


def read_markdown(text: str, name: str = "a.md") -> Reading:
    """The release in a Markdown text, or in a file of that name."""
    return read_pasted(text, name)
