"""Single files, written whole or not at all: finished in a folder beside their place, then renamed."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.signals import without_interruption
from newsroom_cli.newsroom.writer.staging import STARTS, staging, sweep


class TakenError(NewsroomError):
    """A file already exists in the place of a new one."""


def create(path: Path, data: bytes, *, tidy: bool = True) -> None:
    """Write a new file, whole. Raises TakenError if there is one already, NewsroomError if it cannot be written.

    `tidy` first removes leftovers of killed processes; turn it off for one of many files in a folder.
    """
    with explaining_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if tidy:
            sweep(path.parent)
        with staging(path.parent) as aside:
            _write_new(aside / "new", data)
            _link(aside / "new", path)


def replace(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file that belongs to newsroom, whole, in place of the old file or link.

    A power failure may lose a file that is not `lasting`. Raises NewsroomError if it cannot be written.
    """
    with explaining_errors(path):
        sweep(path.parent)
        with staging(path.parent) as aside:
            new = aside / "new"
            _write_new(new, data, lasting=lasting)
            if not path.is_symlink():
                with contextlib.suppress(OSError):
                    _copy_attributes(new, path)
            new.replace(path)


def write_cache(folder: Path, name: str, data: bytes) -> None:
    """Write a file into a cache folder that git ignores.

    Raises NewsroomError if it cannot be written, or if the folder is a link, which may lead to other people's files.
    """
    if folder.is_symlink():
        raise NewsroomError("this is a link", path=folder, hint="remove it")
    with contextlib.suppress(TakenError):
        if not (folder / ".gitignore").exists():
            create(folder / ".gitignore", b"*\n")
    replace(folder / name, data, lasting=False)


def deliver(path: Path, data: bytes) -> None:
    """Write a result to the file that a person named: whole, or byte by byte into a device or pipe."""
    with explaining_errors(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb", buffering=0) as file:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
            return
    rewrite({path: (None, data)})


def rewrite(files: Mapping[Path, tuple[bytes | None, bytes | None]]) -> None:
    """Write files that belong to people, all or none; `files` has the bytes that were read, and the new ones.

    Owner and permissions stay; a link stays, and its target is written. None for the old bytes replaces any content,
    None for the new ones removes the file.
    Raises NewsroomError if a file cannot be written or has changed since; then all files stay as they were.
    """
    places = {path: path.resolve() for path in files}
    with contextlib.ExitStack() as stack:
        asides = {}
        for folder in sorted({real.parent for real in places.values()}):
            with explaining_errors(folder):
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(folder))
                sweep(folder)
                asides[folder] = stack.enter_context(staging(folder))
        changes = []
        for number, (path, (before, data)) in enumerate(files.items()):
            with explaining_errors(path):
                staged = asides[places[path].parent] / str(number)
                changes.append(_Change(path, places[path], staged, before, data))
        stack.enter_context(without_interruption())
        _put_into_place(changes)


def move(path: Path, new: Path) -> None:
    """Give a file of people another name in its folder. Raises TakenError if another file has it, or NewsroomError."""
    with explaining_errors(path), locked(path.parent):
        if os.path.lexists(new) and not path.samefile(new):  # the same one where case makes no difference
            raise TakenError("a file of this name exists already", path=new, hint="choose another name")
        path.rename(new)


class _Change:
    """A file to rewrite, with its new content in a finished file beside it, or to remove."""

    def __init__(self, path: Path, real: Path, staged: Path, before: bytes | None, data: bytes | None) -> None:
        self._path, self._real, self._staged, self._before, self._data = path, real, staged, before, data
        if data is not None:
            self._stage(data)

    def _stage(self, data: bytes) -> None:
        try:
            _refuse_protected(self._path, self._real.stat())
        except FileNotFoundError:
            _write_new(self._staged, data)
            return
        _write_new(self._staged, data, mode=0o600)
        try:
            _copy_attributes(self._staged, self._real)
        except PermissionError as error:
            raise NewsroomError(
                f"the file belongs to {_owner(self._real)} and would change its owner",
                path=self._path,
                hint="nothing was written; run this as that user, or make the file yours",
            ) from error

    def refuse_when_changed(self) -> None:
        """Raise NewsroomError if the file has changed since it was read."""
        with explaining_errors(self._path):
            if self._before is not None and _content(self._real) != self._before:
                hint = "nothing was written; try again"
                raise NewsroomError("somebody changed the file in the meantime", path=self._path, hint=hint)

    def make(self) -> None:
        """Put the new content into place. Raises NewsroomError if somebody else has written the file."""
        with explaining_errors(self._path):
            self.refuse_when_changed()
            if self._data is None:
                self._real.unlink()
            else:
                self._staged.replace(self._real)

    def undo(self) -> None:
        """Restore the old content, unless somebody else has written the file."""
        if self._before is not None and _content(self._real) == self._data:
            with explaining_errors(self._path):
                self._stage(self._before)
                self._staged.replace(self._real)


def _put_into_place(changes: Sequence[_Change]) -> None:
    for change in changes:
        change.refuse_when_changed()
    done = []
    try:
        for change in changes:
            change.make()
            done.append(change)
    except NewsroomError:
        for change in done:
            change.undo()
        raise


def _content(path: Path) -> bytes | None:
    try:
        return disk.read(path)
    except FileNotFoundError:
        return None


def _refuse_protected(path: Path, state: os.stat_result) -> None:
    """Raise NewsroomError for a protected file: a rename would circumvent its protection."""
    if not stat.S_ISREG(state.st_mode):
        raise NewsroomError("this is not a file", path=path, hint="nothing was written; name a file")
    if not state.st_mode & 0o222:
        hint = "nothing was written; make it writable first: chmod u+w"
        raise NewsroomError("the file is read-only", path=path, hint=hint)
    if not os.access(path, os.W_OK):
        hint = "nothing was written; check the permissions of the file"
        raise NewsroomError("you may not write this file", path=path, hint=hint)
    if state.st_nlink > 1:
        raise NewsroomError(
            f"the file has {state.st_nlink} names (hard links), and only one of them would change",
            path=path,
            hint="nothing was written; make it a file of its own: copy it, and move the copy over it",
        )


def _copy_attributes(new: Path, old: Path) -> None:
    """Give a new file the owner, group, permissions and attributes of the file it replaces.

    Raises PermissionError if the owner cannot stay, FileNotFoundError if there is no old file.
    """
    was, now = old.stat(), new.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(new, was.st_uid, was.st_gid)
    new.chmod(stat.S_IMODE(was.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a file system without attributes
            names = os.listxattr(old)
            for name in set(os.listxattr(new)).difference(names):
                os.removexattr(new, name)
            for name in names:
                with contextlib.suppress(PermissionError):  # an attribute that only the system sets
                    os.setxattr(new, name, os.getxattr(old, name))


def _owner(path: Path) -> str:
    try:
        return f"{path.owner()}:{path.group()}"
    except KeyError:
        state = path.stat()
        return f"{state.st_uid}:{state.st_gid}"


def _write_new(path: Path, data: bytes, *, mode: int = 0o666, lasting: bool = True) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())


def _link(finished: Path, path: Path) -> None:
    """Give a finished file its name; unlike a rename, a link never replaces an existing file."""
    already_there = TakenError("the file exists already", path=path, hint="choose another name, or edit that file")
    try:
        os.link(finished, path)
    except FileExistsError:
        raise already_there from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise already_there from None
        finished.rename(path)


# --- signals and errors ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def explaining_errors(path: Path | str) -> Iterator[None]:
    """Turn errors of the system into messages with a remedy."""
    try:
        yield
    except OSError as error:
        named = str(error.filename or path)
        raise NewsroomError(
            f"cannot be written: {(error.strerror or str(error)).lower()}",
            path=path if STARTS in named else named,
            hint="nothing was changed; free some space or check the permissions, then try again",
        ) from error
