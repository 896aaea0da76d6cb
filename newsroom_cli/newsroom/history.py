"""Queries to git: the user's name, the earlier versions of a release, the files changed since a commit.

Nothing is written, except that `start_repository` makes an empty repository.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release_file import slug_of

_TIMEOUT = 20  # seconds; git answers at once, or waits for ever
MOST_VERSIONS = 200  # read of one file
_SUBMODULE = b"160000"  # the mode of a submodule in git
_REPOSITORY_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_ALL_REPOSITORY_VARIABLES = (*_REPOSITORY_VARIABLES, "GIT_PREFIX", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE")


def user_name(folder: Path) -> str:
    """The person's name in the git configuration of a folder, empty if there is none."""
    return _git_output_or_nothing(folder, "config", "user.name").decode(errors="replace").strip()


def versions(file: Path) -> Iterator[str]:
    """Yield the texts of a file in earlier commits, newest first, also under earlier names; at most MOST_VERSIONS.

    It skips versions that are not UTF-8.
    """
    folder = file.parent
    listed = _git_output_or_nothing(
        folder, "log", f"-{MOST_VERSIONS}", "--follow", "--format=%x00%H", "--name-only", "-z", "--", file.name
    )
    commit = b""
    for record in listed.split(b"\0"):
        name = record.strip(b"\n")
        if len(name) in (40, 64) and not name.strip(b"0123456789abcdef"):
            commit = name
        elif name and commit:
            data = _git_output_or_nothing(folder, "cat-file", "blob", f"{commit.decode()}:{os.fsdecode(name)}")
            try:
                yield data.decode()
            except UnicodeDecodeError:
                continue


class ChangedFiles:
    """The changed and deleted files below a folder; a name such as `name/` stands for all files of that folder."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(files)
        self._folders = tuple(name for name in self.files if name.endswith("/"))

    def __contains__(self, name: object) -> bool:
        return name in self.files or (isinstance(name, str) and name.startswith(self._folders))

    def touches(self, path: str) -> bool:
        """Whether the file at a path, or any file in the folder there, has changed."""
        return path in self or any(_is_inside(file, path) for file in self.files)


def _is_inside(path: str, folder: str) -> bool:
    return folder == "." or f"{path}/".startswith(f"{folder}/")


def changed_since(folder: Path, since: str, sources: Sequence[str]) -> ChangedFiles:
    """The files below a folder that differ from a revision, or from the point where this branch left that revision.

    At the paths `sources`, files that git ignores or does not track count too. Raises NewsroomError if git cannot
    answer, or a submodule with sources is missing.
    """
    _git_output(folder, "rev-parse", "--git-dir")  # if git does not work here at all, report that first
    if since.startswith("-") or not _has_commit(folder, since):
        raise _missing_commit(folder, f'--since: git cannot compare with "{since}"')
    base = _git_output_or_nothing(folder, "merge-base", since, "HEAD").decode().strip()
    if not base and _is_shallow(folder):
        raise _missing_commit(folder, f'--since: git does not know where this branch left "{since}"')
    listed = _git_output(folder, "ls-files", "--stage", "-z").split(b"\0")
    for name in [os.fsdecode(record.partition(b"\t")[2]) for record in listed if record.startswith(_SUBMODULE)]:
        if any(_is_inside(name, source) or _is_inside(source, name) for source in sources):
            _refuse_missing_submodule(folder / name)
    return ChangedFiles(
        [*_changed_files(folder, base or since), *(_untracked_files(folder, sources) if sources else ())]
    )


def staged_changes(folder: Path, sources: Sequence[str]) -> ChangedFiles:
    """The files below a folder that the next commit changes.

    Raises NewsroomError if git cannot answer, or a file at `sources` differs from its staged version.
    """
    _git_output(folder, "rev-parse", "--git-dir")
    names = set(_changed_files(folder, "--cached"))
    if names:
        for name in sorted(names.intersection(_changed_files(folder))):
            if any(_is_inside(name, source) for source in sources):
                message = "the staged version of this file differs from the file, so the commit cannot be checked"
                raise NewsroomError(
                    message, path=folder / name, hint="git add it; or git stash --keep-index, then commit"
                )
    return ChangedFiles(names)


def unstaged_files(folder: Path) -> list[str]:
    """The files below a folder that are untracked, or changed or deleted since git's index; without ignored files."""
    return _listed_paths(folder, "ls-files", "-z", "--modified", "--others", "--exclude-standard")


def deleted_files(folder: Path, below: str) -> list[str]:
    """The files below a path that are in git's index but no longer on disk."""
    return _listed_paths(folder, "ls-files", "-z", "--deleted", "--", below)


def staged_files(folder: Path, below: str = ".") -> list[str]:
    """The files below a path that the next commit changes, adds or removes."""
    return _listed_paths(folder, "diff", "-z", "--cached", "--name-only", "--no-renames", "--relative", "--", below)


def _listed_paths(folder: Path, *command: str) -> list[str]:
    """The paths that git lists; none if it cannot."""
    return [os.fsdecode(name) for name in _git_output_or_nothing(folder, *command).split(b"\0") if name]


def text_in_git(folder: Path, path: str, revision: str = "") -> str:
    """The text of a file in a revision, or by default in git's index; empty if git does not have it."""
    return _git_output_or_nothing(folder, "cat-file", "blob", f"{revision}:./{path}").decode(errors="replace")


def last_versions(folder: Path, below: str, slugs: Collection[str]) -> dict[str, tuple[str, str]]:
    """The last versions of deleted releases below a path: by slug, a revision and the path of the file in it.

    Only the releases with `slugs` are looked for. Files that git does not know, or that a shallow clone lacks, are left
    out.
    """
    missing = set(slugs)
    versions: dict[str, tuple[str, str]] = {}
    revision = "HEAD"
    committed = _git_output_or_nothing(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", below)
    options = ("--diff-filter=D", "--no-renames", "--relative", "--name-only", "--format=%x01%h~1")
    deleted = _git_output_or_nothing(folder, "log", *options, "-z", "--", below) if missing else b""
    for record in (*committed.split(b"\0"), *deleted.split(b"\0")):
        for line in filter(None, os.fsdecode(record).split("\n")):
            if line.startswith("\x01"):
                revision = line[1:]
            elif line.endswith(".md") and (slug := slug_of(line)) in missing:
                missing.remove(slug)
                versions[slug] = (revision, line)
    return versions


def repository(folder: Path) -> Path | None:
    """The top folder of the repository around a folder, None if there is none."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)


def is_installed() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


def is_inside_repository(folder: Path) -> bool:
    """Whether a folder, which need not exist yet, belongs to a repository."""
    existing_folder = next(place for place in (folder, *folder.parents) if place.is_dir())
    return repository(folder) is not None or bool(_git_output_or_nothing(existing_folder, "rev-parse", "--git-dir"))


def start_repository(folder: Path) -> None:
    """Make a folder a git repository. Raises NewsroomError if git cannot."""
    _git_output(folder, "init", "--quiet")


def _refuse_missing_submodule(submodule: Path) -> None:
    """Raise NewsroomError if a submodule has no files: git would silently use the outer repository instead."""
    if not (submodule / ".git").exists():
        message = "this submodule is missing, so nothing in it can be checked"
        raise NewsroomError(message, path=submodule, hint="git submodule update --init")


def _changed_files(folder: Path, *base: str) -> Iterator[str]:
    """The files below a folder that differ from a commit or from the index, including those of its submodules."""
    options = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--ignore-submodules=none")
    records = _git_output(folder, "diff", *options, *base, "--", ".").split(b"\0")
    for record, path in zip(records[::2], records[1::2], strict=False):
        before, after, old, _, _ = record.removeprefix(b":").split()
        name = os.fsdecode(path)
        if _SUBMODULE not in (before, after):
            yield name
        elif before == after and base != ("--cached",):
            yield from (f"{name}/{file}" for file in _changed_in_submodule(folder / name, old.decode()))
        else:
            yield f"{name}/"


def _changed_in_submodule(submodule: Path, base: str) -> Iterator[str]:
    """Yield the changed files of a submodule since the commit that the repository recorded."""
    _refuse_missing_submodule(submodule)
    if not _has_commit(submodule, base):
        raise _missing_commit(submodule, f"--since: git cannot compare this submodule with {base[:12]}")
    yield from _changed_files(submodule, base)
    yield from _untracked_files(submodule, ["."])


def _untracked_files(folder: Path, paths: Sequence[str]) -> list[str]:
    listed = _git_output(folder, "ls-files", "--others", "-z", "--", *paths)
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _has_commit(folder: Path, revision: str) -> bool:
    return bool(_git_output_or_nothing(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))


def _missing_commit(folder: Path, message: str) -> NewsroomError:
    """The error for a missing commit, with the command that fetches it."""
    hint = "name a branch, tag or commit that git has here, such as --since main"
    if _is_shallow(folder):
        hint = (
            "this clone is shallow; fetch its history: fetch-depth: 0 for actions/checkout, "
            'GIT_DEPTH: "0" in GitLab, git fetch --unshallow elsewhere'
        )
    return NewsroomError(message, path=folder, hint=hint)


def _is_shallow(folder: Path) -> bool:
    return _git_output_or_nothing(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _git_output_or_nothing(folder: Path, *arguments: str) -> bytes:
    """The output of git; empty if it fails or is not installed."""
    try:
        return _git_output(folder, *arguments)
    except NewsroomError:
        return b""


def _git_output(folder: Path, *arguments: str) -> bytes:
    """The output of git. Raises NewsroomError with git's own message if it fails or is not installed."""
    try:
        process = subprocess.run(
            ["git", "--no-pager", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
            env=_environment(folder),
        )
    except subprocess.TimeoutExpired:
        raise NewsroomError(f"git gave no answer in {_TIMEOUT} seconds", path=folder) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        raise NewsroomError(f"git cannot be run: {reason}", path=folder, hint="install git") from error
    if process.returncode == 0:
        return process.stdout
    messages = process.stderr.decode(errors="replace").strip().splitlines()
    first, *further = [line.strip() for line in messages if line.strip()] or [f"it ended with {process.returncode}"]
    raise NewsroomError(f"git: {first.removeprefix('fatal: ')}", path=folder, hint=" ".join(further) or None)


def _environment(folder: Path) -> dict[str, str]:
    """The environment for git, without variables that point to another repository than the folder's.

    A git hook receives its repository and index as paths relative to its own folder; those variables stay.
    """
    variables = {name: value for name, value in os.environ.items() if name not in _ALL_REPOSITORY_VARIABLES}
    variables |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
    paths = {name: str(Path(os.environ[name]).absolute()) for name in _REPOSITORY_VARIABLES if os.environ.get(name)}
    repository_folder = repository(folder)
    if repository_folder is None:  # only the variables say where .git is
        return variables | paths
    index = paths.get("GIT_INDEX_FILE")
    if index and disk.real(Path(index)).parent == _git_folder(repository_folder):
        variables["GIT_INDEX_FILE"] = index
    return variables


def _git_folder(repository_folder: Path) -> Path:
    """The folder of git's own files; in a worktree or a submodule, .git is a file with its path."""
    file = repository_folder / ".git"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        written = disk.read(file, links=True).decode(errors="surrogateescape")
        return disk.real(repository_folder / written.removeprefix("gitdir:").strip())
    return disk.real(file)
