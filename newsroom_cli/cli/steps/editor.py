"""Open a release in the person's editor, and check it when the editor closes, until it is clean."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.steps import scope
from newsroom_cli.cli.steps.reporter import Reporter
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.model import config, disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import release_files, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.scaffold import TO_COME

# The arguments with which each editor opens a file at a line; {line} and {file} are filled in.
_AT_LINE = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "joe", "ne", "mg", "micro",
                     "kak", "gedit", "gvim"), ("+{line}", "{file}")),
    **dict.fromkeys(("code", "codium", "cursor"), ("--wait", "--goto", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed"), ("--wait", "{file}:{line}")),
    "hx": ("{file}:{line}",),
    "kate": ("--block", "--line", "{line}", "{file}"),
    "mate": ("--wait", "--line", "{line}", "{file}"),
}  # fmt: skip
_LEAVING = {
    **dict.fromkeys(("vi", "vim", "nvim"), "press i to write; Esc, then :wq and Enter saves and leaves, :q! leaves"),
    **dict.fromkeys(("nano", "pico"), "Ctrl-O and Enter saves, Ctrl-X leaves"),
    "emacs": "Ctrl-X Ctrl-S saves, Ctrl-X Ctrl-C leaves",
}
_PAUSE = 0.2  # seconds between two reads of the file


def edit(newsroom: Newsroom, path: Path) -> None:
    """Open a release in the editor; on a terminal, check it afterwards, and offer to go on until it is clean.

    Findings are shown only if something was saved. Raises NewsroomError if the editor cannot be started, or if it fails
    without a terminal.
    """
    while True:
        before, has_failed = _content(path), False
        try:
            open_in_editor(path)
        except NewsroomError as error:
            if not output.is_interactive() or error.hint != _WRITTEN:
                raise
            output.failure(error)
            has_failed = True
        if not output.is_interactive():
            return
        is_saved = _content(path) != before
        if not is_saved:
            output.say("nothing was saved; the file is as it was")
        now = options.moment(None, newsroom)
        checked = scope.scope_of(newsroom, [path], since="", staged=False)
        findings = scope.check_scope(newsroom, checked, now=now, use_cache=False).findings
        if is_saved:
            Reporter(newsroom, "full", "error", now).report(findings, checked)
        if not findings or not ask.confirm("Edit again?", default=is_saved and not has_failed):
            return


def open_in_editor(path: Path) -> None:
    """Open a file in the person's editor at its first TK, and wait. No text that was saved is lost.

    Raises NewsroomError if there is no editor or it fails.
    """
    command = _command()
    hint = _LEAVING.get(Path(command[0]).stem)
    if hint and output.is_interactive():
        output.say(f"{Path(command[0]).stem}: {hint}")
    versions = [_content(path)]
    try:
        child = subprocess.Popen([*command, *_arguments(command, path, versions[0])])
    except (OSError, ValueError):
        raise NewsroomError(
            f'the editor "{command[0]}" cannot be started' if command[0] else "no editor is found here",
            path=path,
            hint="the file is written; open it by hand. EDITOR names your editor, such as "
            f"EDITOR={'vi' if command[0] == 'nano' else 'nano'}",
        ) from None
    while child.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):  # Ctrl-C is the editor's
            child.wait(_PAUSE)
        with contextlib.suppress(KeyboardInterrupt):
            versions += [content] if (content := _content(path)) and content != versions[-1] else []
    _keep_lost_text(path, versions)
    if child.returncode != 0:
        how = f"ended with code {child.returncode}" if child.returncode > 0 else "was stopped before its end"
        raise NewsroomError(f"the editor {how}", path=path, hint=_WRITTEN)


_WRITTEN = "the file is written; open it by hand"


def _command() -> list[str]:
    """The command of the person's editor: VISUAL, EDITOR, or the first one that is installed."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        return [next((program for program in ("nano", "vi", "notepad") if shutil.which(program)), "")]
    try:
        return shlex.split(chosen) or [""]
    except ValueError:
        return [chosen]


def _arguments(command: Sequence[str], path: Path, content: bytes) -> list[str]:
    """The arguments that open a file, at its first TK if it has one and the editor is known."""
    lines = content.decode(errors="replace").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if TO_COME in line and not line.startswith("#")]
    pattern = _AT_LINE.get(Path(command[0]).stem, ()) if marked else ()
    options = [part for part in pattern if part not in command[1:]] or ["{file}"]
    return [part.format(line=marked[0] if marked else 1, file=os.fspath(path)) for part in options]


def _content(path: Path) -> bytes:
    """The bytes of a file; empty if it cannot be read."""
    try:
        return disk.read(path)
    except OSError:
        return b""


def _keep_lost_text(path: Path, versions: Sequence[bytes]) -> None:
    """Restore a file that is empty or gone, or keep an earlier version whose lines it has lost, and print that.

    `versions` are the contents that the file had while the editor was open: another program may have changed it.
    """
    now, last = _content(path), versions[-1]
    if not now.strip() and last.strip():
        writer.replace(path, last)
        output.say("the editor left no text; the file is as it was saved before")
        return
    lines = set(now.splitlines())
    lost = [text for text in versions[1:-1] if not lines.issuperset(filter(None, text.splitlines()))]
    if not lost:
        return
    root = next((folder for folder in path.parents if (folder / config.FILE_NAME).is_file()), path.parent)
    folder = root / release_files.INDEX
    with contextlib.suppress(NewsroomError):
        writer.write_cache(folder, f"{path.name}.earlier", lost[-1])
        output.say(
            f"lines that were saved in between are no longer in it; they are kept in {folder / path.name}.earlier"
        )
