"""The answers of a person who stopped a command with Ctrl-C, kept so that they are offered again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom

_NAME = "unfinished.json"  # in the folder of caches, which git ignores


@contextlib.contextmanager
def answers(newsroom: Newsroom) -> Iterator[None]:
    """Offer the answers of a run that was stopped as defaults; keep those of this run if it does not end well."""
    from newsroom_cli.cli import ask, output

    if not output.is_interactive():
        yield
        return
    ask.answered.clear()
    ask.earlier.clear()
    ask.earlier.update(_kept(newsroom))
    if ask.earlier:
        output.say("your answers of last time are offered again; Enter takes one")
    try:
        yield
    except BaseException:
        if _keep(newsroom, {**ask.earlier, **ask.answered}):
            output.say("", "your answers are kept, and newsroom new offers them again")
        raise
    else:
        if ask.earlier:
            _keep(newsroom, {})
    finally:
        ask.earlier.clear()


def _kept(newsroom: Newsroom) -> dict[str, str]:
    """The answers that were kept; none if there are none, or if the file is damaged."""
    from newsroom_cli.model import disk
    from newsroom_cli.newsroom import release_files

    try:
        kept = json.loads(disk.read(newsroom.root / release_files.INDEX / _NAME) or b"{}")
    except (ValueError, OSError, NewsroomError):
        return {}
    return {str(question): str(answer) for question, answer in kept.items()} if isinstance(kept, dict) else {}


def _keep(newsroom: Newsroom, given: dict[str, str]) -> bool:
    """Keep answers, and return whether there are any. What cannot be written is not kept."""
    from newsroom_cli.newsroom import release_files, writer

    try:
        writer.write_cache(newsroom.root / release_files.INDEX, _NAME, json.dumps(given).encode())
    except NewsroomError:
        return False
    return any(given.values())
