"""The recipes of docs/deploying.md, for tests that run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parent.parent / "docs" / "deploying.md"
BIN = Path(sys.executable).parent
beside = pytest.mark.skipif(not DOCUMENT.exists(), reason="the documents are not beside the tests")


def recipe(name: str) -> str:
    """The file with this name in the document."""
    (found,) = re.findall(
        rf"`{re.escape(name)}`:\n\n```\w+\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return str(found)


def command(beginning: str) -> str:
    """The only shell block of the document that is one line with this beginning."""
    (found,) = re.findall(
        rf"^```sh\n({re.escape(beginning)}.*)\n```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    return str(found)


def run(program: Sequence[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with this newsroom as the command `newsroom`."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "NO_COLOR": "1", **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each command compiles all modules anew
    return subprocess.run(program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
