"""The release file: text -> Release and back. Markdown under TOML front matter between two `+++` lines."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from newsroom_cli import toml
from newsroom_cli.model import Release
from newsroom_cli.schema import Field, Lines, Problem, Reader, Span

_FENCE = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_OPENING = re.compile("\ufeff?(?:[ \t]*\r?\n)*\\+\\+\\+[ \t]*\r?\n")
# Tab, line feed and carriage return are text; every other control character is an accident or an attack.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def parse(text: str, path: str = "release.md") -> Release:
    """The release a text holds. Never raises: missing parts are None or empty, the rest is in `problems`."""
    slug = slugify(PurePosixPath(path).stem)
    opening = _OPENING.match(text)
    if opening is None:
        return _broken(text, path, slug, _no_front_matter(text))
    start = opening.end()
    closing = _FENCE.search(text, start)
    if closing is None:
        fence = Span(start - len("+++\n"), start - 1)
        problem = Problem(
            "NR001", fence, "the front matter never ends", "put +++ on a line of its own under the last field"
        )
        return _broken(text, path, slug, problem)
    if (control := _CONTROL.search(text)) is not None:
        return _broken(text, path, slug, _control_character(control))
    front = text[start : closing.start()]
    try:
        document = toml.parse(front)
    except toml.TomlError as error:
        return _broken(text, path, slug, _not_toml(error, front, start))
    fallback = Span(0, len(text[: opening.end()].rstrip()))
    reader = Reader(Lines(front, start), fallback=fallback, unknown="FM002", wrong="FM003")
    found = reader.values(Release, document.values, document.nodes)
    return Release(
        path=path,
        text=text,
        slug=slug,
        body=_body(text, closing.end()),
        front=Span(start, closing.start()),
        problems=tuple(reader.problems),
        **found,
    )


def dump(release: Release) -> str:
    """The text of a release, exactly as its file has it."""
    return release.text


def edit(release: Release, name: str, value: Any) -> Release:
    """The release with one top-level front-matter field set; every other character stays as it was.

    Raises ValueError when the front matter cannot be read.
    """
    if release.broken:
        raise ValueError("the front matter cannot be read")
    front = release.text[release.front.start : release.front.end]
    node = toml.parse(front).nodes.get(name)
    written = to_toml(value)
    if node is not None:
        span = Lines(front, release.front.start).span(node, "value")
        return parse(release.text[: span.start] + written + release.text[span.end :], release.path)
    newline = "\r\n" if "\r\n" in release.text else "\n"
    header = re.search(r"^[ \t]*\[", front, re.MULTILINE)
    at = release.front.end if header is None else release.front.start + _above_comments(front, header.start())
    return parse(f"{release.text[:at]}{name} = {written}{newline}{release.text[at:]}", release.path)


def to_toml(value: Any) -> str:
    """A scalar or list as TOML, on one line unless the text has several."""
    import tomli_w

    if isinstance(value, datetime | date):
        return value.isoformat()
    return tomli_w.dumps({"v": value}, multiline_strings=isinstance(value, str) and "\n" in value)[4:].rstrip("\n")


def slugify(name: str) -> str:
    """A name as it can stand in an address on every system: small letters, digits, hyphens."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(each for each in folded if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", kept)).strip("-")[:120].strip("-")


def _body(text: str, fence_end: int) -> Field[str]:
    """What follows the closing fence, without the blank lines around it."""
    after = text[fence_end:]
    content = after.strip("\r\n \t") if after.strip() else ""
    start = fence_end + (after.find(content) if content else len(after))
    if content:  # leading spaces of the first line mean something in Markdown
        line_start = text.rfind("\n", 0, start) + 1
        content, start = text[line_start:start] + content, line_start
    return Field(content, Span(start, start + len(content)))


def _broken(text: str, path: str, slug: str, problem: Problem) -> Release:
    return Release(path, text, slug, Field("", Span(len(text), len(text))), problems=(problem,), broken=True)


def _no_front_matter(text: str) -> Problem:
    if not text.strip("\ufeff \t\r\n"):
        return Problem("NR001", Span(0, 0), "the file is empty", "newsroom new writes a release to start from")
    if text.lstrip("\ufeff").startswith("---"):
        help = "front matter is TOML between two +++ lines, not YAML between ---"
    else:
        help = "start the file with +++, the fields, and +++ again; newsroom new writes an example"
    return Problem("NR001", Span(0, 0), "the file has no front matter", help)


def _control_character(match: re.Match[str]) -> Problem:
    code = ord(match.group())
    what = "a NUL character" if code == 0 else f"the control character U+{code:04X}"
    return Problem("NR001", Span(*match.span()), f"the text holds {what}, which no reader can show", "delete it")


def _not_toml(error: toml.TomlError, front: str, start: int) -> Problem:
    lines = front.split("\n")
    row = min(error.line, len(lines)) - 1
    at = start + sum(len(each) + 1 for each in lines[:row]) + min(error.column - 1, len(lines[row]))
    return Problem("FM004", Span(at, at + 1), error.message, error.help)


def _above_comments(front: str, header: int) -> int:
    """The start of the comment lines and blank lines that stand right above a table header."""
    at = header
    while at > 0:
        before = front.rfind("\n", 0, at - 1) + 1
        if not re.match(r"[ \t]*(#|\r?$)", front[before : at - 1]):
            break
        at = before
    return at
