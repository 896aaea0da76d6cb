"""Sources into release files: read, drafted, never twice, never over a file that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsroom_cli import scaffold, writer
from newsroom_cli.config import Config
from newsroom_cli.errors import NewsroomError
from newsroom_cli.importing import decode, reading
from newsroom_cli.importing.draft import Draft, draft
from newsroom_cli.importing.reading import Reading
from newsroom_cli.newsroom import Newsroom

LARGEST = 100_000_000  # bytes; each decoder has its own, lower limit


def paths(source: Path) -> list[Path]:
    """The files of a source: itself, or every file below a folder whose name does not start with a dot, sorted."""
    if not source.is_dir():
        return [source]
    return sorted(
        each
        for each in source.rglob("*")
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(source).parts)
    )


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises NewsroomError when it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise NewsroomError(
                f"the file is larger than {LARGEST // 1_000_000} MB",
                path=path,
                hint="a release is text; save only its page",
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewsroomError(
            f"the file cannot be read: {reason}", path=path, hint="check that it is there and its permissions"
        ) from error


def readings(data: bytes, *, name: str, base: str = "", config: Config | None = None) -> Iterator[Reading]:
    """The releases in a source. Raises NewsroomError when it cannot be read."""
    people = [(each.name, each.role) for each in config.people] if config else []
    for pasted in decode.sources(data, name=name, base=base):
        yield reading.read(pasted, people=people)


@dataclass(slots=True)
class Intake:
    """What was imported so far into a newsroom: digests of sources, and the names that are taken."""

    newsroom: Newsroom
    now: dt.datetime
    _known: dict[str, str] = field(default_factory=dict)
    _read: bool = False

    def seen(self, made: Draft) -> str:
        """The path of the release that came from the same source, empty when there is none."""
        self._load()
        return self._known.get(made.digest, "")

    def draft(self, found: Reading, *, office: str = "", kind: str = "release") -> Draft:
        """The release file of a reading."""
        year = found.date.year if found.date else self.now.year
        return draft(
            found, self.newsroom.config, id=scaffold.mint(self.newsroom.config, year), office=office, kind=kind
        )

    def write(self, made: Draft) -> str:
        """Write a draft under a name that is free; returns its path inside the newsroom. Raises NewsroomError."""
        target = self.newsroom.folder / self._free(made.name)
        writer.create(target, made.text.encode())
        path = self.newsroom.name_of(target)
        self._known[made.digest] = path
        return path

    def _free(self, name: str) -> str:
        stem = name.removesuffix(".md")
        candidate, number = name, 2
        while (self.newsroom.folder / candidate).exists():
            candidate, number = f"{stem}-{number}.md", number + 1
        return candidate

    def _load(self) -> None:
        if self._read:
            return
        self._read = True
        for path in self.newsroom.paths() if self.newsroom.folder.is_dir() else []:
            mark = _mark(self.newsroom.root / path)
            if mark:
                self._known.setdefault(mark, path)


def _mark(path: Path) -> str:
    """The digest that import left in a release file; a line of it is enough, so that a large archive is quick."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    at = text.find('\nimported = "')
    return text[at + 13 : text.find('"', at + 13)] if at >= 0 else ""


def summary(found: Reading) -> Sequence[tuple[str, str, bool]]:
    """What was recognised, for people: the field, its value, and whether it is certain."""
    sure = {each.field: each.sure for each in found.guesses}
    quotes = "; ".join(f"{each.speaker or 'somebody'}{'' if each.sure else ' ?'}" for each in found.quotes)
    return [
        ("headline", found.headline, sure.get("headline", False)),
        ("subhead", found.subhead, sure.get("subhead", True)),
        ("date", found.date.isoformat() if found.date else "", sure.get("date", False)),
        ("dateline", found.place, True),
        ("office", found.office, sure.get("office", False)),
        ("contacts", ", ".join(each.name or each.email or each.phone for each in found.contacts), True),
        (
            "quotes",
            f"{len(found.quotes)}: {quotes}" if found.quotes else "none",
            all(each.sure for each in found.quotes),
        ),
        ("body", f"{sum(len(each.text.split()) for each in found.pieces)} words", bool(found.pieces)),
    ]
