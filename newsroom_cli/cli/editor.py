"""Open a new release in the person's editor."""

from __future__ import annotations

import os
from pathlib import Path

from newsroom_cli.model.errors import NewsroomError


def open_in_editor(path: Path) -> None:
    """Open a file in the person's editor and wait. Raises NewsroomError if there is none or it fails."""
    import shlex
    import shutil
    import subprocess

    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    command = (
        shlex.split(chosen)
        if chosen
        else [next((program for program in ("nano", "vi", "notepad") if shutil.which(program)), "")]
    )
    try:
        code = subprocess.run([*command, os.fspath(path)], check=False).returncode
    except (OSError, ValueError):
        raise NewsroomError(
            f'the editor "{chosen or "nano"}" cannot be started',
            path=path,
            hint="the file is written; set EDITOR to the command of your editor",
        ) from None
    if code != 0:
        raise NewsroomError(
            f"the editor ended with code {code}", path=path, hint="the file is written; open it by hand"
        )
