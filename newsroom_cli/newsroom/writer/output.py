"""The output folder of build: a commit updates it as a whole or not at all, and only changes files of build."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from newsroom_cli.model import disk
from newsroom_cli.model.errors import BusyError, NewsroomError
from newsroom_cli.newsroom.writer import aside, order
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.aside import Aside
from newsroom_cli.newsroom.writer.files import explaining_errors, flush
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.manifest import FILE as MANIFEST
from newsroom_cli.newsroom.writer.manifest import STAGING_INSIDE, Manifest, Record, can_write_beside, digest, staging_of
from newsroom_cli.newsroom.writer.modes import Modes, mode_of
from newsroom_cli.newsroom.writer.signals import without_interruption
from newsroom_cli.newsroom.writer.staging import drop_all_but, replacing

__all__ = ["MANIFEST", "Output", "Staged", "Written"]


class Staged(NamedTuple):
    """A file for the commit; if it is `changed` it is staged, otherwise it is already in the folder.

    `foreign` says that it replaces a file that another program has changed.
    """

    digest: str
    changed: bool
    foreign: bool = False


_NONE: Mapping[str, bytes] = {}
# Folders in the staging folder; no file of a site has such a name.
_FIRST, _ASIDE = ".newsroom-first", ".newsroom-aside"


class Written(NamedTuple):
    """The result of a commit: numbers of files, and their paths.

    `foreign` are files that another program had changed, `changed` the written files, `gone` the deleted ones.
    """

    written: int
    unchanged: int
    deleted: int
    foreign: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Output:
    """A folder of finished files that one commit updates as a whole, or that stays exactly as it was.

    Files are staged beside the folder: a full disk or an error stops the build before anything changes, and `commit`
    only renames. Use it as a context manager: leaving it without `commit` changes nothing.
    Several processes may stage into one Output; one of them commits.

    A rehearsal has its own folder, so that live pages and a rehearsal never overwrite each other. `now` is the moment
    of the build; a rehearsal has none. Only one build at a time may enter it: another raises BusyError.
    """

    def __init__(
        self,
        folder: Path,
        *,
        rehearsal: bool = False,
        now: dt.datetime | None = None,
        trust_clock: bool = False,
    ) -> None:
        self.folder = disk.real(folder)
        self.manifest = Manifest({}, {}, rehearsal)
        self._now = None if rehearsal else now
        self._trust_clock = trust_clock
        self._root = os.fspath(self.folder)
        self._staging = staging_of(self.folder)
        self._made_folder = False
        self._locks = contextlib.ExitStack()
        self._checked_folders: set[str] = set()
        self._numbers = itertools.count()

    def __enter__(self) -> Output:
        with explaining_errors(self.folder):
            if not self.folder.is_dir():
                if self.folder.exists():
                    raise NewsroomError(
                        "the output is a file, not a folder", path=self.folder, hint="name another: -o DIR"
                    )
                self.folder.mkdir(parents=True)
                self._made_folder = True
            try:
                self._locks.enter_context(locked(self.folder, wait=False))
            except BlockingIOError:
                raise BusyError(
                    "another build is writing this folder",
                    path=self.folder,
                    hint="try again later; newsroom build --wait waits for it",
                ) from None
            try:
                self.manifest = self._read_manifest()
                for parent in {path.rpartition("/")[0] for path in self.manifest.files}:
                    self._refuse_link_out(parent)
                if self._now and not self._trust_clock:
                    refuse_early_clock(self.folder, self.manifest, self._now)
                self._modes = Modes.of(self.folder)
                writes_beside = can_write_beside(self.folder)
                if not writes_beside:
                    self._staging = self.folder / STAGING_INSIDE
                self._manifest_path = manifests.path_beside(self.folder) if writes_beside else self.folder / MANIFEST
                if not self._is_marked() or self._is_behind():
                    self.manifest = self.manifest._replace(seal="")  # the commit writes the manifest anew
                was_killed = self._staging.exists()
                if was_killed:
                    shutil.rmtree(self._staging)
                # An empty folder that a person made may be open somewhere, or have rights of its own.
                self._is_new = os.name == "posix" and writes_beside and (self._made_folder or was_killed)
            except BaseException:
                self._locks.close()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        if self._made_folder and not any(self.folder.iterdir()):
            self.folder.rmdir()
        self._locks.close()

    def stage(self, path: str, data: bytes) -> Staged:
        """Stage the bytes of a file, by its path in the folder, unless the folder already has them.

        Raises NewsroomError if the path leads out of the folder or is no Unicode text, if build did not write the file
        that is there, or if the bytes cannot be written.
        """
        if not path.isascii() and any("\ud800" <= character <= "\udfff" for character in path):
            raise NewsroomError("this name has bytes that are no text", path=path, hint="rename the file that has it")
        target = os.path.join(self._root, path)  # noqa: PTH118  ten thousand of these take a while as Path
        self._refuse_link_out(path.rpartition("/")[0])
        new_digest, foreign = digest(data), False
        with explaining_errors(target):
            recorded = self.manifest.files.get(path)
            if recorded is not None or os.path.lexists(target):
                if self._has_content(target, data):
                    return Staged(new_digest, False)
                if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114
                    raise NewsroomError(
                        "a folder stands where a file must be",
                        path=target,
                        hint="move it away, or name another output folder: -o DIR",
                    )
                if recorded is None:
                    raise NewsroomError(
                        "this file was not written by newsroom build and would be overwritten",
                        path=target,
                        hint="move it away, or name another output folder: -o DIR",
                    )
                foreign = self._is_foreign(path)
            self._modes.write(os.path.join(self._staging, path), data)  # noqa: PTH118
        return Staged(new_digest, True, foreign)

    def content(self, path: str, staged: Staged) -> bytes:
        """The bytes that a file will have after the commit. Raises NewsroomError if they cannot be read."""
        file = os.path.join(self._staging if staged.changed else self._root, path)  # noqa: PTH118  as in `stage`
        with explaining_errors(file):
            return disk.read(file)

    def set_aside(self, chunks: Sequence[bytes]) -> list[Aside]:
        """Write bytes for a later step of this build, which deletes them at its end; return the place of each chunk."""
        file = os.path.join(self._staging, _ASIDE, f"{os.getpid()}-{next(self._numbers)}")  # noqa: PTH118
        with explaining_errors(file):
            return aside.write(file, chunks, self._modes)

    def aside(self, place: Aside) -> bytes:
        """The bytes that a process of this build set aside."""
        with explaining_errors(place.file):
            return aside.read(place)

    def commit(
        self,
        files: Mapping[str, Staged],
        releases: Mapping[str, Record],
        first_versions: Mapping[str, bytes] = _NONE,
    ) -> Written:
        """Make `files` the only files of build in the folder, and record `releases` as the published ones.

        Files move into place in the order of `files`, and together if the folder is new; files of an earlier build that
        are no longer among them are deleted last, pages first. Other programs' files stay. Everything is on the disk
        before the first file moves, and again at the end. `first_versions` are preliminary contents of new files that
        link to each other: all of them are put into place before the first of these files.
        """
        with explaining_errors(self.folder), without_interruption():
            changed = {path for path, staged in files.items() if staged.changed}
            gone = sorted(self.manifest.files.keys() - files.keys(), key=order.pages_first)
            for path in gone:
                self._refuse_link_out(path.rpartition("/")[0])
            before = self.manifest.files
            digests = {  # unchanged files keep the same objects as before
                path: old if (old := before.get(path)) == (new := (files[path].digest,)) else new
                for path in order.merge_sorted(before, files)
            }
            foreign = [path for path, staged in files.items() if staged.foreign]
            foreign += [path for path in gone if self._is_foreign(path)]
            manifest = self.manifest._replace(files=digests, releases=dict(sorted(releases.items())))
            if changed or gone or not manifest.seal or manifest != self.manifest:
                manifest = manifest._replace(built=self._moment_to_record())
                # Until the last step, the manifest and journal list all old and new files: a kill in between leaves
                # complete files, and the next build knows all of them.
                interim = {path: (digest(data),) for path, data in first_versions.items()}
                both = {
                    path: (*before.get(path, ()), *interim.get(path, ()), *digests.get(path, ()))
                    for path in (*gone, *changed)
                }
                if self._is_new and changed == files.keys() and not any(self.folder.iterdir()):
                    self._move_all(manifests.manifest_during_commit(self.manifest, manifest, both), files)
                else:
                    for path, data in first_versions.items():
                        self._modes.write(os.path.join(self._staging, _FIRST, path), data)  # noqa: PTH118
                    self._announce(manifest, both)
                    self._sync()
                    self._move_in_order([path for path in files if path in changed], first_versions)
                for path in gone:
                    self._delete(path)
                self.manifest = manifest._replace(seal=self._write_manifest(manifest))
                self._sync()
                manifests.journal_of(self.folder).unlink(missing_ok=True)
        unchanged = len(files) - len(changed)
        return Written(len(changed), unchanged, len(gone), tuple(foreign), tuple(sorted(changed)), tuple(gone))

    def is_free(self, path: str) -> bool:
        """Whether nothing has this path in the folder."""
        return not os.path.lexists(os.path.join(self._root, path))  # noqa: PTH118

    def has(self, path: str, wanted: str) -> bool:
        """Whether a file of the folder has the content with this digest."""
        try:
            return digest(disk.read(self.folder / path)) == wanted
        except OSError:
            return False

    def others(self, paths: Iterable[str]) -> list[str]:
        """The files among `paths` that build did not write, but that are in a folder with files of build."""
        foreign = [path for path in paths if path not in self.manifest.files and path != MANIFEST]
        folders = {"", *(path.rpartition("/")[0] for path in self.manifest.files)} if foreign else {}
        return sorted(path for path in foreign if path.rpartition("/")[0] in folders)

    def _move_all(self, manifest: Manifest, files: Iterable[str]) -> None:
        """Rename the staging folder, with its marker, to the output folder: all files appear in one step."""
        drop_all_but(files, self._staging)
        self._write_manifest_file(manifest)
        self._write_own_file(self._staging / MANIFEST, manifests.marker(rehearsal=self.manifest.rehearsal))
        self._sync()
        self._locks.enter_context(locked(self._staging))
        self._staging.rename(self.folder)

    def _move_in_order(self, paths: Iterable[str], first_versions: Collection[str]) -> None:
        """Move staged files into place; all `first_versions` come before the first path that has one."""
        waiting = list(first_versions)
        for folder, files in order.folder_runs(paths):
            remaining = files
            if waiting and any(path in first_versions for path in files):
                before = list(itertools.takewhile(lambda path: path not in first_versions, files))
                self._move("", before)
                self._move("", waiting, of=_FIRST)
                waiting, remaining = [], files[len(before) :]
            self._move(folder, remaining)

    def _move(self, folder: str, files: Iterable[str], of: str = "") -> None:
        """Move staged files into place, in one step if their folder is new; `of` is a folder of the staging folder."""
        if folder and files and not os.path.lexists(os.path.join(self._root, folder)):  # noqa: PTH118
            drop_all_but(files, self._staging, folder)
            os.rename(os.path.join(self._staging, folder), os.path.join(self._root, folder))  # noqa: PTH104, PTH118
            return
        created: set[str] = set()
        for path in files:
            parent = path.rpartition("/")[0]
            if parent not in created:
                self._modes.make(self.folder / parent)
                created.add(parent)
            os.replace(os.path.join(self._staging, of, path), os.path.join(self._root, path))  # noqa: PTH105, PTH118

    def _delete(self, path: str) -> None:
        """Delete a file, and the folders that this leaves empty."""
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            return  # somebody put a folder in its place
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break  # not empty: other files live there

    def _announce(self, manifest: Manifest, both: Mapping[str, tuple[str, ...]]) -> None:
        """Record what the commit will change: in a journal if a manifest is beside the folder, else in the manifest."""
        if self.manifest.seal and self._manifest_path.parent != self.folder:
            journal = manifests.journal(self.manifest, manifest, both)
            with self._own_file(manifests.journal_of(self.folder)) as file:
                manifests.dump(journal, file.write)
        else:
            self._write_manifest(manifests.manifest_during_commit(self.manifest, manifest, both))

    def _write_manifest(self, manifest: Manifest) -> str:
        """Write the manifest, and then the marker of the folder if it is missing; return the manifest's seal."""
        seal = self._write_manifest_file(manifest)
        if not self._is_marked():
            self._write_own_file(self.folder / MANIFEST, manifests.marker(rehearsal=self.manifest.rehearsal))
        return seal

    def _write_manifest_file(self, manifest: Manifest) -> str:
        """Write the manifest, beside the output folder or in it, and hide its folder from git; return its seal."""
        if self._manifest_path.parent != self.folder:
            self._modes.make(self._manifest_path.parent)
            if not (self._manifest_path.parent / ".gitignore").exists():
                self._write_own_file(self._manifest_path.parent / ".gitignore", b"*\n")
        with self._own_file(self._manifest_path) as file:
            return manifests.dump(manifest, file.write)

    def _is_marked(self) -> bool:
        """Whether the folder has the marker, or needs none."""
        marker = manifests.marker(rehearsal=self.manifest.rehearsal)
        return self._has_content(os.fspath(self.folder / MANIFEST), marker) == (
            self._manifest_path.parent != self.folder
        )

    def _write_own_file(self, target: Path, data: bytes) -> None:
        with self._own_file(target) as file:
            file.write(data)

    def _own_file(self, target: Path) -> contextlib.AbstractContextManager[BinaryIO]:
        """A file of our own to write; it is staged like all files, so that a kill leaves no partial file."""
        return replacing(target, self._staging / MANIFEST, self._modes)

    def _sync(self) -> None:
        flush(self.folder)

    def _read_manifest(self) -> Manifest:
        """The manifest of the folder. Raises NewsroomError if a rehearsal would mix with live pages."""
        rehearsal = self.manifest.rehearsal
        manifest = manifests.read(self.folder)
        if manifest is None:
            if rehearsal and any(self.folder.iterdir()):
                raise NewsroomError(
                    "a rehearsal needs an empty folder, or one of an earlier rehearsal",
                    path=self.folder,
                    hint="name another folder: -o DIR",
                )
            return self.manifest
        if manifest.rehearsal != rehearsal:
            raise NewsroomError(
                "this folder holds live pages, and a rehearsal would replace them"
                if rehearsal
                else "this folder holds a rehearsal, not live pages",
                path=self.folder,
                hint="name another folder: -o DIR",
            )
        return manifest

    def _is_foreign(self, path: str) -> bool:
        """Whether another program has changed a file since build wrote it."""
        recorded = self.manifest.files[path]
        try:
            return digest(disk.read(self.folder / path)) not in recorded
        except OSError:
            return False

    def _has_content(self, target: str, data: bytes) -> bool:
        """Whether a file has these bytes; sizes are compared first, so most differences cost one stat."""
        try:
            descriptor = disk.open_regular(target)
        except OSError:
            return False
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            return os.fstat(descriptor).st_size == len(data) and file.read(len(data) + 1) == data

    def _refuse_link_out(self, parent: str) -> None:
        """Raise NewsroomError if a link in the output would make us write or delete elsewhere."""
        if parent in self._checked_folders:
            return
        folder = os.path.join(self._root, parent) if parent else self._root  # noqa: PTH118  as in `stage`
        above, _, name = parent.rpartition("/")
        if parent:
            self._refuse_link_out(above)
        mode = mode_of(folder)
        is_link = stat.S_ISLNK(mode) if parent else os.path.realpath(folder) != folder
        if is_link or (parent and name in ("", ".", "..")):
            raise NewsroomError(
                "a link leads out of the output folder",
                path=folder,
                hint="remove the link, or name another output: -o DIR",
            )
        if mode and not stat.S_ISDIR(mode):
            raise NewsroomError(
                "a file stands where a folder must be", path=folder, hint="move it away, or name another output: -o DIR"
            )
        self._checked_folders.add(parent)

    # --- the moment of the last build -------------------------------------------------------------------------

    def _is_behind(self) -> bool:
        """Whether a trusted clock is behind the last build."""
        return bool(self._trust_clock and self._now and self.manifest.built and self.manifest.built > self._now)

    def _moment_to_record(self) -> dt.datetime | None:
        """The moment of this build for the manifest: now, or that of the last build if it is a little later."""
        if self._now is None or self.manifest.built is None or self._trust_clock:
            return self._now
        return max(self._now, self.manifest.built)


_TOLERANCE = dt.timedelta(minutes=10)  # clocks of several machines that build in turn


def refuse_early_clock(folder: Path, manifest: Manifest, now: dt.datetime) -> None:
    """Raise NewsroomError if the clock is earlier than the last build, because one of the two must be wrong."""
    if manifest.built and now < manifest.built - _TOLERANCE:
        shown, before = (_moment_in_words(moment.astimezone(now.tzinfo)) for moment in (now, manifest.built))
        raise NewsroomError(
            f"it is {shown}, and the last build was at {before}; one of them is wrong, and nothing was changed",
            path=folder,
            hint="set the clock; if it is right now: newsroom build --trust-clock",
        )


def _moment_in_words(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzname()}"
