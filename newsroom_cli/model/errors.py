"""Errors with a place and a remedy: newsroom cannot do something. Findings about a text are not errors."""

from __future__ import annotations

from pathlib import Path


class NewsroomError(Exception):
    """Newsroom cannot do what was asked: two lines on stderr, exit code 2.

    `message` says what is wrong (lower case, no full stop), `hint` what to type or change next.
    `path` and `line` (1-based) say where, when that is known.
    """

    def __init__(
        self, message: str, *, path: Path | str | None = None, line: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def add(self, words: str) -> None:
        """Append words to the message."""
        self.message += words

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}: " if self.line is None else f"{self.path}:{self.line}: "
        return place + self.message


class ConfigError(NewsroomError):
    """newsroom.toml cannot be read, or an option in it is wrong."""


class NoNewsroomError(ConfigError):
    """There is no newsroom.toml in a folder or above it."""


class RefusedError(NewsroomError):
    """The texts must not be published: findings were printed, exit code 1."""


class DeclinedError(RefusedError):
    """Somebody answered no: nothing was changed, and that is not an error; exit code 1."""


class LeakError(RefusedError):
    """An output would say something that is not public. `discreet` is the message for logs, which others read."""

    def __init__(self, message: str, *, discreet: str, path: str, line: int | None, hint: str) -> None:
        super().__init__(message, path=path, line=line, hint=hint)
        self.discreet = discreet

    def add(self, words: str) -> None:
        """Append words to both messages."""
        super().add(words)
        self.discreet += words


class BusyError(NewsroomError):
    """Another run of newsroom is writing; the same command will do later. Exit code 4."""


def reason_of(error: OSError) -> str:
    """The system's own words for an error, in small letters."""
    return (error.strerror or str(error)).lower()


def unreadable(path: Path | str, error: OSError, what: str = "") -> NewsroomError:
    """The error for a file that cannot be read; `what` says what it is, such as "the record"."""
    return NewsroomError(
        f"{what} cannot be read: {reason_of(error)}".lstrip(), path=path, hint="check the file's permissions"
    )
