"""Write single files completely or not at all: first into a staging folder beside the target, then by a rename."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.signals import without_interruption
from newsroom_cli.newsroom.writer.staging import PREFIX, staging, sweep


class TakenError(NewsroomError):
    """A new file cannot be created, because a file with its name exists."""


def create(path: Path, data: bytes) -> None:
    """Write a new file. Raises TakenError if there is one already, NewsroomError if it cannot be written."""
    create_all({path: data})


def create_all(files: Mapping[Path, bytes]) -> None:
    """Write new files, all or none, in the given order. Raises as `create` does."""
    with contextlib.ExitStack() as stack:
        folders: dict[Path, Path] = {}
        staged = {}
        for number, (path, data) in enumerate(files.items()):
            with explaining_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.parent not in folders:
                    sweep(path.parent)
                    folders[path.parent] = stack.enter_context(staging(path.parent))
                staged[path] = folders[path.parent] / str(number)
                _write_new(staged[path], data)
        stack.enter_context(without_interruption())
        done: list[Path] = []
        try:
            for path, new in staged.items():
                with explaining_errors(path):
                    _link(new, path)
                done.append(path)
        except NewsroomError:
            for path in done:
                path.unlink(missing_ok=True)
            raise


def replace(path: Path, data: bytes | bytearray, *, lasting: bool = True) -> None:
    """Write one of newsroom's own files in place of the old file or link.

    A power failure may lose a file that is not `lasting`. Raises NewsroomError if it cannot be written.
    """
    with explaining_errors(path):
        sweep(path.parent)
        with staging(path.parent) as staging_folder:
            new = staging_folder / "new"
            _write_new(new, data, lasting=lasting)
            if not path.is_symlink():
                with contextlib.suppress(OSError):
                    _copy_attributes(new, path)
            new.replace(path)


def write_cache(folder: Path, name: str, data: bytes | bytearray) -> None:
    """Write a file into a cache folder that git ignores.

    Raises NewsroomError if it cannot be written, or if the folder is a link, which may lead to other people's files.
    """
    with explaining_errors(folder), contextlib.suppress(TakenError):
        if folder.is_symlink():
            raise NewsroomError("this is a link", path=folder, hint="remove it")
        if not (folder / ".gitignore").exists():
            create(folder / ".gitignore", b"*\n")
    replace(folder / name, data, lasting=False)


def remove_from_cache(path: str) -> None:
    """Remove a file from a cache folder, if that is possible."""
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108


def deliver(path: Path, data: bytes) -> None:
    """Write a result to the file that a person named: as a whole, or as a stream into a device or pipe."""
    with explaining_errors(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb", buffering=0) as file:
                remaining = memoryview(data)
                while remaining:
                    remaining = remaining[file.write(remaining) :]
            return
    rewrite({path: (None, data)})


def rewrite(files: Mapping[Path, tuple[bytes | None, bytes | None]]) -> None:
    """Rewrite files that belong to people, all or none; `files` has the old bytes, as they were read, and the new ones.

    Owner and permissions stay; if a path is a link, its target is written. None for the old bytes replaces any content,
    no bytes a file that is empty or not there; None for the new bytes removes the file.
    Raises NewsroomError if a file cannot be written or has changed since it was read; then all stay as they were.
    """
    targets = {path: disk.real(path) for path in files}
    with contextlib.ExitStack() as stack:
        staging_folders = {}
        for folder in sorted({target.parent for target in targets.values()}):
            with explaining_errors(folder):
                folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(folder))
                sweep(folder)
                staging_folders[folder] = stack.enter_context(staging(folder))
        changes = []
        for number, (path, (before, data)) in enumerate(files.items()):
            with explaining_errors(path):
                staged = staging_folders[targets[path].parent] / str(number)
                changes.append(_Change(path, targets[path], staged, before, data))
        stack.enter_context(without_interruption())
        for change in changes:
            change.refuse_when_changed()
        done = []
        try:
            for change in changes:
                change.apply()
                done.append(change)
        except NewsroomError:
            for change in done:
                change.undo()
            raise


def move(path: Path, new: Path) -> None:
    """Rename a person's file. Raises TakenError if another file has the name, NewsroomError if it cannot be renamed."""
    with explaining_errors(path), locked(path.parent):
        if os.path.lexists(new) and not path.samefile(new):  # the same file if the file system ignores case
            raise TakenError("a file of this name exists already", path=new, hint="choose another name")
        path.rename(new)


class _Change:
    """A change of one file: its new content waits in a staged file, or the file is to be removed."""

    def __init__(self, path: Path, target: Path, staged: Path, before: bytes | None, data: bytes | None) -> None:
        self._path, self._target, self._staged, self._before, self._data = path, target, staged, before, data
        if data is not None:
            self._stage(data)

    def _stage(self, data: bytes) -> None:
        """Write the new content into a file beside the old one, with the same owner and permissions."""
        try:
            _refuse_protected(self._path, self._target.stat())
        except FileNotFoundError:
            _write_new(self._staged, data)
            return
        _write_new(self._staged, data, mode=0o600)
        try:
            _copy_attributes(self._staged, self._target)
        except PermissionError as error:
            raise NewsroomError(
                f"the file belongs to {_owner(self._target)} and would change its owner",
                path=self._path,
                hint="nothing was written; run this as that user, or make the file yours",
            ) from error

    def refuse_when_changed(self) -> None:
        """Raise NewsroomError if the file has changed since it was read."""
        with explaining_errors(self._path):
            if self._before is not None and (_content(self._target) or b"") != self._before:
                hint = "nothing was written; try again"
                raise NewsroomError("somebody changed the file in the meantime", path=self._path, hint=hint)

    def apply(self) -> None:
        """Put the new content into place. Raises NewsroomError if somebody else has written the file."""
        with explaining_errors(self._path):
            self.refuse_when_changed()
            if self._data is None:
                self._target.unlink()
            else:
                self._staged.replace(self._target)

    def undo(self) -> None:
        """Restore the old content, unless somebody else has written the file."""
        if self._before is not None and _content(self._target) == self._data:
            with explaining_errors(self._path):
                if not self._before:
                    self._target.unlink()
                    return
                self._stage(self._before)
                self._staged.replace(self._target)


def _content(path: Path) -> bytes | None:
    """The bytes of a file, None if it does not exist."""
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
    old_state, new_state = old.stat(), new.stat()
    if (old_state.st_uid, old_state.st_gid) != (new_state.st_uid, new_state.st_gid):
        os.chown(new, old_state.st_uid, old_state.st_gid)
    new.chmod(stat.S_IMODE(old_state.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a file system without attributes
            names = os.listxattr(old)
            for name in set(os.listxattr(new)).difference(names):
                os.removexattr(new, name)
            for name in names:
                with contextlib.suppress(PermissionError):  # only the system may set this attribute
                    os.setxattr(new, name, os.getxattr(old, name))


def _owner(path: Path) -> str:
    """The owner and group of a file, by name if they have one."""
    try:
        return f"{path.owner()}:{path.group()}"
    except KeyError:
        state = path.stat()
        return f"{state.st_uid}:{state.st_gid}"


def _write_new(path: Path, data: bytes | bytearray, *, mode: int = 0o666, lasting: bool = True) -> None:
    """Write a file that must not exist yet."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())


def _link(finished: Path, path: Path) -> None:
    """Give a finished file its name with a link, which, unlike a rename, never replaces an existing file."""
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
        file_name = str(error.filename or path)
        if error.errno == errno.ENAMETOOLONG:
            raise NewsroomError(
                "cannot be written: the name is too long", path=path, hint="choose a shorter one"
            ) from error
        remedy = "free some space or check the permissions, then try again"
        if error.errno in (errno.EEXIST, errno.ELOOP):
            remedy = "take away the file or the link that stands in the place of a folder"
        raise NewsroomError(
            f"cannot be written: {reason_of(error)}",
            path=path if PREFIX in file_name else file_name,
            hint=f"nothing was changed; {remedy}",
        ) from error


def flush(folder: Path) -> None:
    """Flush all writes to the disk of a folder; one call for the file system is faster than one for each file."""
    try:
        import ctypes

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    except (OSError, AttributeError, TypeError, ImportError):
        pass
    getattr(os, "sync", lambda: None)()  # systems without syncfs
