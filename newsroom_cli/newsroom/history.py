"""What git knows: the person's name, the earlier versions of a release, what changed since one."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError

_SECONDS = 20  # git answers at once, or it waits for something that will not come
MOST = 200  # versions that are looked at
_SUBMODULE = b"160000"  # the mode that git gives one
_ITS_FILES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_OF_ONE_REPOSITORY = (*_ITS_FILES, "GIT_PREFIX", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE")


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


class Changed:
    """Files below a folder that changed, by their path in it, deleted ones too; of `folders` (`name/`) all files did."""

    def __init__(self, files: frozenset[str], folders: tuple[str, ...] = ()) -> None:
        self.files = files
        self.folders = folders

    def __contains__(self, name: object) -> bool:
        return name in self.files or (isinstance(name, str) and name.startswith(self.folders))

    def within(self, path: str) -> bool:
        """Whether a file changed, or something in a folder."""
        return path in self or any(_inside_of(each, path) for each in self.files)


def _inside_of(path: str, folder: str) -> bool:
    return folder == "." or f"{path}/".startswith(f"{folder}/")


def changed(folder: Path, since: str, sources: Sequence[str]) -> Changed:
    """What differs below a folder from a revision, or from where this branch left it.

    At the paths `sources` that counts too what git ignores or does not know yet. Raises NewsroomError where git cannot
    tell, and for a submodule with sources that is not there.
    """
    _told(folder, "rev-parse", "--git-dir")  # where git can say nothing at all, that is what is wrong
    if since.startswith("-") or not _has(folder, since):
        raise _missing(folder, f'--since: git cannot compare with "{since}"')
    base = _git(folder, "merge-base", since, "HEAD").decode().strip()
    if not base and _is_shallow(folder):
        raise _missing(folder, f'--since: git does not know where this branch left "{since}"')
    for name in _submodules(folder):
        if any(_inside_of(name, source) or _inside_of(source, name) for source in sources):
            _check_in(folder / name)
    names = {*_differing(folder, base or since), *(_unknown(folder, sources) if sources else ())}
    return Changed(frozenset(names), tuple(each for each in names if each.endswith("/")))


def staged(folder: Path, sources: Sequence[str]) -> Changed:
    """What the next commit changes below a folder.

    Raises NewsroomError where git cannot tell, and for a file at `sources` that is committed otherwise than it is there.
    """
    _told(folder, "rev-parse", "--git-dir")
    names = set(_differing(folder, "--cached"))
    if names:
        for name in sorted(names.intersection(_differing(folder))):
            if any(_inside_of(name, source) for source in sources):
                message = "what is staged of this file is not what it says now, so the commit cannot be checked"
                raise NewsroomError(
                    message, path=folder / name, hint="git add it; or git stash --keep-index, then commit"
                )
    return Changed(frozenset(names), tuple(each for each in names if each.endswith("/")))


def repository(folder: Path) -> Path | None:
    """The folder of the repository that a folder lies in, None where it is in none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def _submodules(folder: Path) -> list[str]:
    listed = _told(folder, "ls-files", "--stage", "-z").split(b"\0")
    return [os.fsdecode(each.partition(b"\t")[2]) for each in listed if each.startswith(_SUBMODULE)]


def _check_in(submodule: Path) -> None:
    """Raises NewsroomError where the files of a submodule are not there: git would answer for the repository around it."""
    if not (submodule / ".git").exists():
        message = "this submodule is not there, so nothing in it can be checked"
        raise NewsroomError(message, path=submodule, hint="git submodule update --init")


def _differing(folder: Path, *base: str) -> Iterator[str]:
    """The files below a folder that are not as in a commit, or as staged; those of a submodule that are not as in its."""
    options = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--ignore-submodules=none")
    records = _told(folder, "diff", *options, *base, "--", ".").split(b"\0")
    for record, path in zip(records[::2], records[1::2], strict=False):
        before, after, old, _, _ = record.removeprefix(b":").split()
        name = os.fsdecode(path)
        if _SUBMODULE not in (before, after):
            yield name
        elif before == after and base != ("--cached",):
            yield from (f"{name}/{each}" for each in _inside(folder / name, old.decode()))
        else:
            yield f"{name}/"


def _inside(submodule: Path, base: str) -> Iterator[str]:
    _check_in(submodule)
    if not _has(submodule, base):
        raise _missing(submodule, f"--since: git cannot compare this submodule with {base[:12]}")
    yield from _differing(submodule, base)
    yield from _unknown(submodule, ["."])


def _unknown(folder: Path, paths: Sequence[str]) -> list[str]:
    listed = _told(folder, "ls-files", "--others", "-z", "--", *paths)
    return [os.fsdecode(each) for each in listed.split(b"\0") if each]


def _has(folder: Path, revision: str) -> bool:
    return bool(_git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))


def _missing(folder: Path, message: str) -> NewsroomError:
    """That a commit is not there, with what fetches it."""
    hint = "name a branch, tag or commit that git has here, such as --since main"
    if _is_shallow(folder):
        hint = (
            "this clone is shallow; fetch its history: fetch-depth: 0 for actions/checkout, "
            'GIT_DEPTH: "0" in GitLab, git fetch --unshallow elsewhere'
        )
    return NewsroomError(message, path=folder, hint=hint)


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints; nothing when it fails or is not there."""
    try:
        return _told(folder, *arguments)
    except NewsroomError:
        return b""


def _told(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises NewsroomError with git's own words when it fails, and when it is not there."""
    try:
        done = subprocess.run(
            ["git", "--no-pager", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            timeout=_SECONDS, env=_environment(folder),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NewsroomError(f"git gave no answer in {_SECONDS} seconds", path=folder) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        raise NewsroomError(f"git cannot be run: {reason}", path=folder, hint="install git") from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().splitlines()
    first, *more = [each.strip() for each in said if each.strip()] or [f"it ended with {done.returncode}"]
    raise NewsroomError(f"git: {first.removeprefix('fatal: ')}", path=folder, hint=" ".join(more) or None)


def _environment(folder: Path) -> dict[str, str]:
    """What git is told: nothing about another repository than the one the folder lies in.

    A hook of git is given its repository and index, as paths from where it was started; they hold for that one alone.
    """
    given = {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
    given |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    own = {name: str(Path(os.environ[name]).absolute()) for name in _ITS_FILES if os.environ.get(name)}
    top = repository(folder)
    if top is None:  # its files lie apart from it, and only the variables know where
        return given | own
    index = own.get("GIT_INDEX_FILE")
    if index and Path(index).resolve().parent == _files_of(top):
        given["GIT_INDEX_FILE"] = index
    return given


def _files_of(top: Path) -> Path:
    """Where git keeps its files of a repository: in a worktree or a submodule, .git only says where."""
    file = top / ".git"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (
            top / disk.read(file, links=True).decode(errors="surrogateescape").removeprefix("gitdir:").strip()
        ).resolve()
    return file.resolve()
