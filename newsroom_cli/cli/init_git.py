"""The git repository of a new newsroom: offered on a terminal, and what git leaves out of it. Nothing is committed."""

from __future__ import annotations

from pathlib import Path

from newsroom_cli.cli import ask, output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import writer

_MADE_BY_NEWSROOM = ("/public/", "/public-rehearsal/", ".newsroom-*/")
_USE = "git keeps every version of a release, who changed it and when"


def is_wanted(folder: Path) -> bool:
    """Whether a person wants a repository in a folder: asked on a terminal, if git is there and no repository is."""
    from newsroom_cli.newsroom import history

    if not output.is_interactive() or history.is_inside_repository(folder) or not history.is_installed():
        return False
    output.say(output.paint("dim", f"  {_USE}"))
    return ask.confirm("Make a git repository of it?", is_kept=True)


def start(folder: Path, *, wanted: bool) -> None:
    """Make a repository in a folder if it is wanted; say what is missing if there is none afterwards."""
    from newsroom_cli.newsroom import history

    if history.is_inside_repository(folder):
        return
    reason = f"{_USE}; git init makes one"
    if not history.is_installed():
        reason = f"{_USE}; install it, then git init makes one"
    elif wanted:
        try:
            history.start_repository(folder)
            output.say("made a git repository; nothing is committed yet")
            return
        except NewsroomError as error:
            reason = f"{error.message}; git init makes one"
    output.say(f"it is in no git repository: {reason}")


def ignore(folder: Path) -> None:
    """Have git ignore what newsroom makes: write .gitignore, or add the lines that it lacks."""
    file = folder / ".gitignore"
    if not disk.is_there(file) and not disk.is_link(file):
        writer.create(file, "".join(f"{line}\n" for line in _MADE_BY_NEWSROOM).encode())
    elif disk.is_file(file) and not disk.is_link(file):
        lines = disk.read(file).decode(errors="surrogateescape").splitlines()
        known = {line.strip().strip("/") for line in lines}
        missing = [line for line in _MADE_BY_NEWSROOM if line.strip("/") not in known]
        if missing:
            text = "".join(f"{line}\n" for line in (*lines, *missing))
            writer.replace(file, text.encode(errors="surrogateescape"))
