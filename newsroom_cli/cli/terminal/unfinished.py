"""The answers of a person who stopped a command with Ctrl-C, kept to be offered again in the next run."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import release_files, writer
from newsroom_cli.newsroom.folder import Newsroom

_NAME = "unfinished.json"
_MOST = 20  # commands whose answers are kept


def answers(newsroom: Newsroom, command: str, subject: str = "") -> contextlib.AbstractContextManager[None]:
    """Keep the answers of a command about a release, `subject`, in the newsroom's cache folder: see `answers_in`."""
    return answers_in(newsroom.root / release_files.INDEX, command, subject)


@contextlib.contextmanager
def answers_in(folder: Path, command: str, subject: str = "") -> Iterator[None]:
    """Offer the answers of a stopped run as defaults, and keep those of this run if it ends with an exception.

    They are kept in a folder, by command and subject.
    """
    if not output.is_interactive():
        yield
        return
    key = f"{command} {subject}".strip()
    ask.answered.clear()
    ask.earlier.clear()
    ask.earlier.update(_kept_answers(folder).get(key, {}))
    if ask.earlier:
        output.say("your answers of last time are offered again; Enter takes one")
    try:
        with _terminal_closing_stops():
            yield
    except BaseException:
        if _keep_answers(folder, key, {**ask.earlier, **ask.answered}):
            output.say("", f"your answers are kept, and newsroom {command} offers them again")
        raise
    else:
        if ask.earlier:
            _keep_answers(folder, key, {})
    finally:
        ask.earlier.clear()


@contextlib.contextmanager
def _terminal_closing_stops() -> Iterator[None]:
    """Make the closing of the terminal stop the command as Ctrl-C does, so that its answers are kept."""
    import signal
    import threading

    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = signal.signal(hang_up, stop)
    try:
        yield
    except BaseException:
        signal.signal(hang_up, signal.SIG_IGN)  # a shell may send it again while we write
        raise
    signal.signal(hang_up, before)


def _kept_answers(folder: Path) -> dict[str, dict[str, str]]:
    """The kept answers by question, by command; empty if there are none, or if the file is damaged."""
    try:
        kept = json.loads(disk.read(folder / _NAME) or b"{}")
    except (ValueError, OSError, NewsroomError):
        return {}
    commands = kept.items() if isinstance(kept, dict) else ()
    return {
        str(command): {str(question): str(answer) for question, answer in given.items()}
        for command, given in commands
        if isinstance(given, dict)
    }


def _keep_answers(folder: Path, key: str, given: dict[str, str]) -> bool:
    """Keep the answers of a command, and return whether any are kept; False if they cannot be written."""
    others = {command: answers for command, answers in _kept_answers(folder).items() if command != key}
    kept = {key: given, **others} if any(given.values()) else others
    if kept == _kept_answers(folder):
        return bool(kept.get(key))
    try:
        writer.write_cache(folder, _NAME, json.dumps(dict(list(kept.items())[:_MOST])).encode())
    except NewsroomError:
        return False
    return key in kept
