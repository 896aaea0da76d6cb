"""The folder that build writes: all of it appears, or nothing, and only files that newsroom wrote are replaced or removed."""

from __future__ import annotations

import itertools
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from newsroom_cli.errors import NewsroomError
from newsroom_cli.named import NamedTuple
from newsroom_cli.writer.files import in_words, replace, without_interruption

MANIFEST = ".newsroom-manifest"
_MANIFEST_HEADING = "# Files that `newsroom build` wrote here, and alone replaces or deletes. Made by it: do not edit."


class Written(NamedTuple):
    """What a commit did, in numbers of files."""

    written: int
    unchanged: int
    deleted: int


class Output:
    """A folder of finished files that is brought up to date in one commit, or left exactly as it was.

    Files are staged beside the folder, so that a full disk or an error ends before anything changes; `commit`
    then only renames. Use as a context manager: leaving it without `commit` changes nothing.
    Several processes may stage into one Output; one of them commits.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._root = os.fspath(self.folder)
        self._staging = self.folder.parent / f".newsroom-{self.folder.name}"
        self._made_folder = False
        self._lock: int | None = None
        self._known: set[str] = set()
        self._checked: set[str] = set()

    def __enter__(self) -> Output:
        with in_words(self.folder):
            if not self.folder.is_dir():
                if self.folder.exists():
                    raise NewsroomError(
                        "the output is a file, not a folder", path=self.folder, hint="name another: -o DIR"
                    )
                self.folder.mkdir(parents=True)
                self._made_folder = True
            self._take_lock()
            if not os.access(self.folder.parent, os.W_OK | os.X_OK) or self.folder.is_mount():
                self._staging = self.folder / ".newsroom-new"
            if self._staging.exists():
                shutil.rmtree(self._staging)  # left over by a build that was killed
            self._known = self._manifest()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        if self._made_folder and not any(self.folder.iterdir()):
            self.folder.rmdir()
        if self._lock is not None:
            os.close(self._lock)

    def stage(self, path: str, data: bytes) -> bool:
        """Put the bytes of a file, by its path in the folder, aside for the commit; False when it is there already.

        Raises NewsroomError when the path leads out of the folder, when a file there is not newsroom's, or when
        the bytes cannot be written.
        """
        target = os.path.join(self._root, path)  # noqa: PTH118  ten thousand of these take a while as Path
        self._must_be_inside(path.rpartition("/")[0])
        with in_words(target):
            known = path in self._known
            there = known or os.path.lexists(target)
            if there and self._holds(target, data):
                return False
            if there and not known:
                raise NewsroomError(
                    "this file was not written by newsroom build and would be overwritten", path=target,
                    hint="move it away, or name another output folder: -o DIR",
                )  # fmt: skip
            staged = os.path.join(self._staging, path)  # noqa: PTH118
            try:
                descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            except FileNotFoundError:
                Path(staged).parent.mkdir(parents=True, exist_ok=True)
                descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            try:
                _write_all(descriptor, data)
            finally:
                os.close(descriptor)
        return True

    def commit(self, paths: list[str], changed: set[str]) -> Written:
        """Make the folder hold exactly `paths` of newsroom's files; `changed` are those that `stage` put aside.

        Files move into place in the order of `paths`; files of an earlier build that are no longer among them
        are deleted last. Nothing that newsroom did not write is touched.
        """
        with in_words(self.folder), without_interruption():
            gone = sorted(self._known.difference(paths))
            if not changed and not gone and len(self._known) == len(paths):
                return Written(0, len(paths), 0)
            # Until the last step every file that is or will be ours is on record: a kill in between leaves
            # whole files, and the next build knows all of them.
            self._record(sorted(self._known.union(paths)))
            for folder, files in _runs(paths):
                self._move(folder, [each for each in files if each in changed])
            for path in gone:
                self._delete(path)
            self._record(sorted(paths))
        return Written(len(changed), len(paths) - len(changed), len(gone))

    def _move(self, folder: str, files: list[str]) -> None:
        """Bring staged files into place, all at once where their folder is new."""
        if folder and files and not os.path.lexists(os.path.join(self._root, folder)):  # noqa: PTH118
            os.rename(os.path.join(self._staging, folder), os.path.join(self._root, folder))  # noqa: PTH104, PTH118
            return
        made: set[str] = set()
        for path in files:
            parent = path.rpartition("/")[0]
            if parent not in made:
                (self.folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            os.replace(os.path.join(self._staging, path), os.path.join(self._root, path))  # noqa: PTH105, PTH118

    def _delete(self, path: str) -> None:
        self._must_be_inside(path.rpartition("/")[0])
        target = self.folder / path
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.folder:
                break
            try:
                parent.rmdir()
            except OSError:
                break  # not empty: other files live there

    def _record(self, paths: list[str]) -> None:
        replace(self.folder / MANIFEST, "\n".join([_MANIFEST_HEADING, *paths, ""]).encode())

    def _manifest(self) -> set[str]:
        try:
            lines = (self.folder / MANIFEST).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return set()
        except UnicodeDecodeError as error:
            raise NewsroomError("the list of published files is damaged", path=self.folder / MANIFEST, hint="delete the output folder and build again") from error  # fmt: skip
        return {each for each in lines if each and not each.startswith("#") and ".." not in each.split("/")}

    def _holds(self, target: str, data: bytes) -> bool:
        """Whether a file holds these bytes; the size is compared first, so most differences cost one stat."""
        try:
            descriptor = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return False
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            return os.fstat(descriptor).st_size == len(data) and file.read(len(data) + 1) == data

    def _must_be_inside(self, parent: str) -> None:
        """A link among the output's folders must not lead us to write or delete elsewhere."""
        if parent in self._checked:
            return
        real = (self.folder / parent).resolve()
        if real != self.folder / parent or ".." in parent.split("/"):
            raise NewsroomError("a link leads out of the output folder", path=self.folder / parent, hint="remove the link, or name another output: -o DIR")  # fmt: skip
        if real.exists() and not real.is_dir():
            raise NewsroomError("a file stands where a folder must be", path=real, hint="move it away, or name another output: -o DIR")  # fmt: skip
        self._checked.add(parent)

    def _take_lock(self) -> None:
        try:
            import fcntl
        except ImportError:
            return  # Windows: schedulers there start one build at a time
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise NewsroomError(
                "another build is writing this folder", path=self.folder, hint="wait until it is done"
            ) from None
        self._lock = descriptor


def _runs(paths: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The paths in their order, those of one top folder together where nothing else comes between them.

    Files for which there is no folder, or not all of it at once, have the folder "".
    """
    runs = [(folder, list(files)) for folder, files in itertools.groupby(paths, key=_top)]
    times = Counter(folder for folder, _ in runs)
    for folder, files in runs:
        yield folder if times[folder] == 1 else "", files


def _top(path: str) -> str:
    folder, slash, _ = path.partition("/")
    return folder if slash else ""


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
