"""Single files, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom_cli.errors import NewsroomError


def create(path: Path, data: bytes) -> None:
    """Write a new file, whole. Raises NewsroomError when there is one already or the folder cannot be written."""
    with in_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".newsroom-{os.urandom(4).hex()}")
        try:
            _fill(beside, data)
            link(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def replace(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file, whole, in place of what was there, with its permissions; a link stays, what it leads to is written.

    Not `lasting` is what may be lost with the power. Raises NewsroomError when it cannot be written.
    """
    with in_words(path):
        staged = _staged(path, data, lasting=lasting)
        try:
            staged.replace(path.resolve())
        finally:
            staged.unlink(missing_ok=True)


def replace_all(files: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Write many files, each with what was there before and what is to be there: all of them, or none.

    Raises NewsroomError when one cannot be written or has changed since; then all are as they were.
    """
    staged: dict[Path, Path] = {}
    done: list[Path] = []
    try:
        for path, (_, data) in files.items():
            with in_words(path):
                staged[path] = _staged(path, data)
        with without_interruption():
            for path, beside in staged.items():
                with in_words(path):
                    if path.read_bytes() != files[path][0]:
                        raise NewsroomError(
                            "the file was changed meanwhile", path=path, hint="nothing is written; try again"
                        )
                    beside.replace(path.resolve())
                    done.append(path)
    except NewsroomError:
        for path in done:
            replace(path, files[path][0])
        raise
    finally:
        for each in staged.values():
            each.unlink(missing_ok=True)


def _staged(path: Path, data: bytes, *, lasting: bool = True) -> Path:
    """A file beside the one that is meant, with its permissions."""
    real = path.resolve()
    beside = real.with_name(f".newsroom-{os.urandom(4).hex()}")
    try:
        _fill(beside, data, lasting=lasting)
        with contextlib.suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(real.stat().st_mode))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _fill(path: Path, data: bytes, *, lasting: bool = True) -> None:
    with path.open("xb") as file:
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())


def link(beside: Path, path: Path) -> None:
    """Give a finished file its name; unlike a rename, a link never covers a file that is there."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise NewsroomError(
            "the file exists already", path=path, hint="choose another name, or edit that file"
        ) from None
    except OSError:  # a file system without links
        if path.exists():
            raise NewsroomError("the file exists already", path=path, hint="choose another name") from None
        beside.rename(path)


@contextlib.contextmanager
def without_interruption() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the block is done."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    kept = {
        each: signal.signal(each, lambda number, _: caught.append(number)) for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)
        if caught:
            signal.raise_signal(caught[0])


@contextlib.contextmanager
def in_words(path: Path | str) -> Iterator[None]:
    """What the system refuses, as a message with a remedy."""
    try:
        yield
    except OSError as error:
        raise NewsroomError(
            f"cannot be written: {(error.strerror or str(error)).lower()}", path=error.filename or path,
            hint="nothing was changed; free some space or check the permissions, then try again",
        ) from error  # fmt: skip
