"""What git knows: the person's name, and the earlier versions of a release. Without git the answer is nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

_SECONDS = 20  # git answers at once, or it waits for something that will not come
MOST = 200  # versions that are looked at


def user(folder: Path) -> str:
    """The name that git signs with in a folder, empty when it has none."""
    return _git(folder, "config", "user.name").decode(errors="replace").strip()


def versions(file: Path) -> Iterator[str]:
    """The texts that a file had in the commits before, newest first, also under earlier names; MOST of them.

    Versions that are not UTF-8 are left out.
    """
    folder = file.parent
    listed = _git(folder, "log", f"-{MOST}", "--follow", "--format=%x00%H", "--name-only", "-z", "--", file.name)
    commit = b""
    for each in listed.split(b"\0"):
        name = each.strip(b"\n")
        if len(name) in (40, 64) and not name.strip(b"0123456789abcdef"):
            commit = name
        elif name and commit:
            data = _git(folder, "cat-file", "blob", f"{commit.decode()}:{os.fsdecode(name)}")
            try:
                yield data.decode()
            except UnicodeDecodeError:
                continue


def changed(folder: Path, since: str) -> list[Path] | None:
    """The files below a folder that differ from a revision, or from where this branch left it; None when git cannot tell.

    Files that git does not know yet are among them, deleted ones are not.
    """
    if since.startswith("-") or not _git(folder, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}"):
        return None
    base = _git(folder, "merge-base", since, "HEAD").decode().strip() or since
    differing = _answer(folder, "diff", "--name-only", "--relative", "--diff-filter=d", "-z", base, "--", ".")
    unknown = _answer(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing is None or unknown is None:
        return None
    return [folder / os.fsdecode(each) for each in (differing + unknown).split(b"\0") if each]


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints; nothing when it fails or is not there."""
    return _answer(folder, *arguments) or b""


def _answer(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, None when it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "--no-pager", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=_SECONDS, env=os.environ | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
