"""Newsrooms for tests of promises: a folder with newsroom.toml and releases, and searches in its output."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from samples import BODY, FRONT, sample_text, write_newsroom

from newsroom_cli.model.feed_formats import FILES as FEEDS
from newsroom_cli.newsroom.folder import Newsroom

NOW = dt.datetime(2026, 6, 1, 12, 0, tzinfo=dt.UTC)


def make_room(root: Path) -> Newsroom:
    """A newsroom with one public release, 2026-03-02-library."""
    write_newsroom(root)
    add(root, "2026-03-02-library")
    return Newsroom.find(root)


def add(root: Path, name: str, *, extra: str = "", body: str = BODY, **fields: str) -> Path:
    """Write a release: the sample with some fields replaced by TOML values, and `extra` lines of front matter."""
    front = FRONT.replace("k3h8vq2m9x4c7b1f", f"{name.replace('/', '-')[-16:]:0<16}")
    for key, value in fields.items():
        line = next(line for line in front.splitlines() if line.startswith(f"{key} ="))
        front = front.replace(line, f"{key} = {value}")
    path = root / "releases" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sample_text(front=extra + front, body=body), encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    """Replace words in a file; they must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_empty_feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without empty feeds: a feed that once had entries stays, but a clean build does not write it."""
    entries = (b"<entry", b"<item", b'"content_html"')
    return {
        name: data
        for name, data in files.items()
        if Path(name).name not in FEEDS or any(entry in data for entry in entries)
    }


def saying(folder: Path, *words: str) -> list[str]:
    """The files below a folder with one of some words in the name or the content, in any of the usual encodings."""
    return [name for name, data in tree(folder).items() if says(name.encode() + b"\n" + data, *words)]


def says(data: bytes, *words: str) -> bool:
    """Whether bytes contain one of some words: as they are, escaped, quoted, in quoted-printable or in base64."""
    text = data.decode(errors="replace")
    readings = [text]
    if "&" in text:
        readings.append(unescape(text))
    if "%" in text:
        readings.append(unquote(text))
    if "=" in text:
        readings.append(quopri.decodestring(data).decode(errors="replace"))
    if "\\" in text:
        readings.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), text))
    folded = [reading.casefold() for reading in readings]
    encoded = [base64.b64encode(word.encode()).decode()[:-4].casefold() for word in words]
    return any(word.casefold() in reading for word in (*words, *filter(None, encoded)) for reading in folded)
