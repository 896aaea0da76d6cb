"""Prepare standard input, output and error of the process.

If a result cannot be written, the command ends with CannotWrite; a message that cannot be written is dropped.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys

TYPE_CHECKING = False  # mypy assumes true; importing typing takes a fifth of the time that bare Python needs to start
if TYPE_CHECKING:
    from typing import Any


# For consoles without Unicode: the characters that look most alike.
_LOOK_ALIKES = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "*",
    "✓": "v", "✗": "x", "→": "->", "\xa0": " ", "─": "-", "│": "|", "ß": "ss",
}  # fmt: skip
PLAIN = "newsroom.plain"  # the name of the error handler of text streams


def _in_plain_characters(error: UnicodeError) -> tuple[str | bytes, int]:
    """The replacement for characters that an encoding does not have: look-alikes, letters without accents, or ?."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    found = error.object[error.start : error.end]
    plain = "".join(_LOOK_ALIKES.get(character, character) for character in found)
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(character for character in letters if not unicodedata.combining(character))
    return bare.encode("ascii", "replace").decode(), error.end


codecs.register_error(PLAIN, _in_plain_characters)


class CannotWrite(Exception):
    """Standard output is full or closed."""

    def __init__(self, error: OSError) -> None:
        from newsroom_cli.model.errors import reason_of

        closed = error.errno == errno.EBADF
        super().__init__("standard output is closed" if closed else reason_of(error))
        self.pipe_closed = error.errno == errno.EPIPE


class _Results(io.FileIO):
    """Standard output; if it cannot be written, it raises CannotWrite once."""

    given_up = False

    def write(self, data: Any) -> int:
        """Write to standard output, and wait for a slow reader. Raises CannotWrite."""
        if self.given_up:
            return len(data)
        try:
            while (written := super().write(data)) is None:
                import select

                select.select([], [self], [])  # a non-blocking pipe with a slow reader
            return written
        except OSError as error:
            self.given_up = True  # the rest of the buffer must not fail again when the process ends
            raise CannotWrite(error) from error


class _Messages(io.FileIO):
    """Standard error, which never fails: without it, the exit code still says what happened."""

    def write(self, data: Any) -> int:
        """Write to standard error, if it is still there."""
        try:
            return super().write(data)
        except OSError:
            return len(data)


def prepare() -> None:
    """Replace stdout and stderr, and open closed streams, because another file would get their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if os.name == "posix":
        sys.stdout = _text_stream(_Results(1, "w", closefd=False), sys.stdout)
        sys.stderr = _text_stream(_Messages(2, "w", closefd=False), sys.stderr, line_by_line=True)


def _text_stream(file: io.FileIO, original: Any, *, line_by_line: bool = False) -> io.TextIOWrapper:
    """A text stream into a file with the encoding of the `original` stream; terminals are flushed line by line."""
    encoding = original.encoding if original else "utf-8"
    line_by_line = line_by_line or file.isatty()
    return io.TextIOWrapper(io.BufferedWriter(file), encoding, errors=PLAIN, line_buffering=line_by_line)
