"""Turn sources into release files: import each source only once, and overwrite no file."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newsroom_cli.importing import picture_files, pictures, reading, recognition
from newsroom_cli.importing.draft import PICTURES, Draft, draft, numbered
from newsroom_cli.importing.reading import Reading
from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME, Config
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DEFAULT_KIND, text_of
from newsroom_cli.newsroom import scaffold, writer
from newsroom_cli.newsroom.folder import Newsroom

LARGEST = 100_000_000  # bytes; the sources have lower limits


def paths(source: Path) -> list[Path]:
    """The files of a source, sorted: the file itself, or all files below a folder.

    Files and folders whose names begin with a dot are skipped. Links, also those to folders, count as files and are not
    followed. Raises NewsroomError for a folder without files, and for a newsroom.
    """
    try:
        if not disk.is_folder(source):
            return [source]
        files = sorted(_files_below(source))
    except OSError as error:
        raise _unreadable(source, error) from error
    if not files:
        raise NewsroomError("there is no file in this folder", path=source, hint="name a file or folder with releases")
    return files


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder and links to folders, except hidden ones and the parts of saved pages.

    Raises NewsroomError if the folder is a newsroom or contains one: its files are no sources.
    """
    for at, folders, files in os.walk(folder):
        if FILE_NAME in files:
            hint = "name the files, or the folder below it, that you want to import"
            raise NewsroomError("this is a newsroom, and its files are no sources", path=at, hint=hint)
        folders[:] = [name for name in folders if not name.startswith(".") and not _belongs_to_page(name, files)]
        links = [name for name in folders if disk.is_link(Path(at) / name)]
        yield from (Path(at) / name for name in (*files, *links) if not name.startswith("."))


_BESIDE_PAGE = pattern(r"(.+)(?:[_ -](?:files?|dateien|fichiers|archivos|arquivos|ficheiros|bestanden))", 2)


def _belongs_to_page(folder: str, files: Sequence[str]) -> bool:
    """Whether a browser made a folder for the pictures and scripts of a page saved beside it."""
    match = _BESIDE_PAGE.fullmatch(folder)
    return match is not None and any(f"{match[1]}.{ending}" in files for ending in ("html", "htm"))


def data_of(path: Path, *, named: bool = True) -> bytes:
    """The bytes of a file; only a file that a person `named` may be a link.

    Raises NewsroomError if the file cannot be read, is too large, or is a pipe, a device or a socket.
    """
    try:
        with open(disk.open_regular(path, links=named), "rb") as file:  # noqa: PTH123
            return read_limited(file, path=path)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_limited(file: IO[bytes], *, path: Path | None = None) -> bytes:
    """The bytes of an open file of unknown size.

    Raises NewsroomError if there are more than LARGEST, or if they cannot be read.
    """
    try:
        data = file.read(LARGEST + 1) or b""  # None: the file has nothing to read yet
    except OSError as error:
        raise _unreadable(path or Path("standard input"), error) from error
    if len(data) > LARGEST:
        raise NewsroomError(
            f"the file is larger than {LARGEST // 1_000_000} MB",
            path=path,
            hint="a release is text; save only its page",
        )
    return data


def _unreadable(path: Path, error: OSError) -> NewsroomError:
    """The error for a file that cannot be read, with the likely cause."""
    hint = "check its permissions"
    if len(str(path)) > _LONGEST_NAME or "\n" in str(path):
        return NewsroomError(
            "this is not the name of a file",
            path=f"{' '.join(str(path).split())[:40].rstrip(' .')}...",
            hint="for a text, type `newsroom import -`, paste it, then Ctrl-D",
        )
    if isinstance(error, disk.NotRegular):
        hint = "name the file itself; newsroom import - reads what another program prints"
    if _ADDRESS.match(str(path)):
        hint = "if this is a web address, begin it with https://"
    elif isinstance(error, FileNotFoundError):
        return NewsroomError(
            "there is no such file", path=path, hint="drag the file into this window: the terminal types its name"
        )
    return NewsroomError(f"the file cannot be read: {reason_of(error)}", path=path, hint=hint)


_LONGEST_NAME = 255  # characters of a path; a longer one is a pasted text
_ADDRESS = pattern(
    r"\w[\w-]*(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|eu|de|fr|es|us|uk|ca|au|at|ch|int|example)(?:/|\Z)", 2
)


def readings(
    data: bytes, *, name: str, base: str = "", config: Config | None = None, folder: Path | None = None
) -> Iterator[Reading]:
    """Yield the releases in a source, with their pictures.

    `folder` is the folder of the source's file, in which a page keeps its pictures. Raises NewsroomError if the source
    cannot be read.
    """
    people = [(person.name, person.role) for person in config.people] if config else []
    language = config.language if config else ""
    cities = [office.city for office in config.offices.values() if office.city] if config else []
    for pasted in recognition.sources(data, name=name, base=base):
        read = reading.read(pasted, people=people, language=language, cities=cities)
        yield picture_files.with_files(read, folder)


@dataclass
class Intake:
    """Imports into one newsroom, with the digests of earlier imports and the pictures that are already in it."""

    newsroom: Newsroom
    now: dt.datetime

    def earlier_import(self, draft: Draft) -> str:
        """The path of the release that an earlier import made of the same source; empty if there is none."""
        return self._known.get(draft.digest, "")

    def draft(self, reading: Reading, *, office: str = "", kind: str = DEFAULT_KIND, mark: str = "") -> Draft:
        """Make the draft of a release file from a reading.

        `mark` is the digest of its source, by default that of the reading.
        """
        year = reading.date.year if reading.date else self.now.year
        return draft(
            reading,
            self.newsroom.config,
            id=scaffold.new_id(self.newsroom.config, year),
            office=office,
            kind=kind,
            mark=mark,
            now=self.now,
            picture_path=self._picture_path,
        )

    @contextlib.contextmanager
    def lock(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Make other imports into this newsroom wait; call `waiting` if another import must finish first."""
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(writer.locked(self.newsroom.root, wait=False))
            except BlockingIOError:
                waiting()
                stack.enter_context(writer.locked(self.newsroom.root))
            writer.sweep(self.newsroom.folder)
            writer.sweep(self.newsroom.folder / PICTURES)
            yield

    def write(self, draft: Draft) -> str:
        """Write a draft and its pictures, all or nothing, and return the path of the release inside the newsroom.

        The names are free ones. Raises NewsroomError if a file cannot be written.
        """
        folder = self.newsroom.folder
        if draft.pictures and disk.is_link(folder / PICTURES):
            raise NewsroomError("this is a link", path=folder / PICTURES, hint="put a folder there, or remove it")
        new = {path: data for path, data in draft.pictures.items() if not disk.is_there(folder / path)}
        while True:
            target = folder / self._free_name(draft.name)
            try:
                writer.create_all({**{folder / path: data for path, data in new.items()}, target: draft.text.encode()})
            except writer.TakenError as error:
                if error.path != target:
                    raise
                continue  # another program has just taken the name
            for path, data in new.items():
                self._pictures[len(data)].append(path)
            path = self.newsroom.name_of(target)
            self._known[draft.digest] = path
            return path

    def twin(self, draft: Draft, path: str) -> str:
        """The path of another release that has the headline and date of a draft written to `path`; empty if none."""
        other = self.newsroom.name_of(self.newsroom.folder / draft.name)
        if other == path:
            return ""
        releases = [self.newsroom.read(name) for name in (other, path)]
        first, second = ((text_of(release.headline), release.date and release.date.value) for release in releases)
        return other if first == second else ""

    def _picture_path(self, name: str, data: bytes, taken: Collection[str]) -> str:
        """The path for a picture, relative to the release file; the path of the same picture if it is there already."""
        folder = self.newsroom.folder
        for path in self._pictures[len(data)]:
            if path not in taken and path.rpartition(".")[2] == name.rpartition(".")[2]:
                with contextlib.suppress(OSError):
                    if disk.read(folder / path) == data:
                        return path
        return next(path for path in numbered(name) if path not in taken and not os.path.lexists(folder / path))

    @functools.cached_property
    def _pictures(self) -> dict[int, list[str]]:
        """The paths of the pictures beside the releases, by size in bytes."""
        by_size = defaultdict(list)
        with contextlib.suppress(OSError), os.scandir(self.newsroom.folder / PICTURES) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    by_size[entry.stat().st_size].append(f"{PICTURES}/{entry.name}")
        return by_size

    @functools.cached_property
    def _known(self) -> dict[str, str]:
        """The paths of the releases that earlier imports made, by the digests of their sources."""
        known: dict[str, str] = {}
        for path in self.newsroom.paths() if disk.is_folder(self.newsroom.folder) else []:
            if mark := _recorded_digest(self.newsroom.root / path):
                known.setdefault(mark, path)
        return known

    def _free_name(self, name: str) -> str:
        """A name that no file has: the given one, perhaps with a number."""
        stem = name.removesuffix(".md")
        candidate, number = name, 2
        while os.path.lexists(self.newsroom.folder / candidate):
            candidate, number = f"{stem}-{number}.md", number + 1
        return candidate


def _recorded_digest(path: Path) -> str:
    """The digest that an import wrote into a release file; empty if there is none.

    The front matter is not parsed, because an archive may be large.
    """
    try:
        text = disk.read(path).decode(errors="replace")
    except OSError:
        return ""
    at = text.find('\nimported = "')
    return text[at + 13 : text.find('"', at + 13)] if at >= 0 else ""


def summary(reading: Reading) -> Sequence[tuple[str, str, bool]]:
    """The fields of a reading for people: name, value, and whether the value is certain."""
    sure = {guess.field: guess.sure for guess in reading.guesses}
    words = sum(len(piece.text.split()) for piece in reading.pieces)
    speakers = Counter(quote.speaker or "nobody named" for quote in reading.quotes)
    quotes = "; ".join(f"{name} ({count})" if count > 1 else name for name, count in speakers.items())
    return [
        ("headline", reading.headline, sure.get("headline", False)),
        ("subhead", reading.subhead, sure.get("subhead", True)),
        ("date", reading.date.isoformat() if reading.date else "", sure.get("date", False)),
        ("embargo", *_embargo(reading)),
        ("dateline", reading.place, True),
        ("office", reading.office, sure.get("office", False)),
        ("contacts", ", ".join(contact.name or contact.email or contact.phone for contact in reading.contacts), True),
        (
            "quotes",
            f"{len(reading.quotes)}: {quotes}" if reading.quotes else "none",
            all(quote.sure for quote in reading.quotes),
        ),
        ("body", f"{words} words" if words else "", True),
        ("pictures", "; ".join(pictures.name_of(image.picture) for image in reading.images if image.data), True),
    ]


def _embargo(reading: Reading) -> tuple[str, bool]:
    """The words that ask for an embargo, and whether they say exactly when it ends; if not, the draft has TK."""
    if reading.embargo is None:
        return "", True
    is_exact = reading.embargo.end(Config(), reading.date.year if reading.date else dt.MINYEAR) is not None
    return reading.embargo.words if is_exact else f"{reading.embargo.words} (no exact time)", is_exact
