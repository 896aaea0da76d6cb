"""Release files: TOML front matter between two `+++` lines, then Markdown."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date, datetime
from typing import Any

from newsroom_cli.model.calendar_ import with_offset
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml import parsing, schema
from newsroom_cli.model.toml.schema import Field, Problem, Reader, SourceLines, Span
from newsroom_cli.model.toml.values import CONTROL, first_control_name, may_hold_control

_FENCE = pattern(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_OPENING = pattern("\ufeff?(?:[ \t]*\r?\n)*\\+\\+\\+[ \t]*\r?\n")
# The lines that git writes around the two sides of a merge.
_OURS, _THEIRS = (pattern(rf"^{mark}{{7}}(?: .*)?\r?$", re.MULTILINE) for mark in "<>")
_WRONG_ENDING = pattern(r"(?:\.md|\.md\.txt|\.markdown)$", re.IGNORECASE)  # as in newsroom/release_files.py
_FALLBACK_SLUG = "release"  # the slug of a file whose name has no letter or digit
# Names that a web server or an operating system keeps for itself.
_RESERVED = {"index", "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def parse(text: str, path: str = "release.md") -> Release:
    """The release in a text. Raises nothing: missing parts are None or empty, and `problems` say what is wrong."""
    slug = slug_of(path)
    if path[-3:] != ".md" and (ending := _WRONG_ENDING.search(path)) is not None:
        name = ending.string[: ending.start()].rpartition("/")[2]
        message = f'the name of the file ends in "{ending.group()}", so it is not published'
        return _broken_release(
            text, path, slug, Problem("NR001", Span(0, 0), message, f"rename it to {name}.md, in small letters")
        )
    if (conflict := _conflict(text)) is not None:
        help = "keep the words that are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        return _broken_release(
            text, path, slug, Problem("NR001", Span(*conflict.span()), "the file holds both sides of a merge", help)
        )
    opening = _OPENING.match(text)
    if opening is None:
        return _broken_release(text, path, slug, _no_front_matter_problem(text))
    start = opening.end()
    closing = _FENCE.search(text, start)
    if closing is None:
        return _broken_release(text, path, slug, _no_end_problem(text, opening))
    if may_hold_control(text) and (control := CONTROL.search(text)) is not None:
        return _broken_release(text, path, slug, _control_character_problem(control))
    front = text[start : closing.start()]
    try:
        document = parsing.parse(front)
    except parsing.TomlError as error:
        return _broken_release(text, path, slug, _toml_problem(error, front, start))
    fallback = Span(0, len(text[: opening.end()].rstrip()))
    reader = Reader(SourceLines(front, start), fallback=fallback, unknown="FM002", wrong="FM003")
    values = reader.values(Release, document.values, document.nodes)
    return Release(
        path=path,
        text=text,
        slug=slug,
        body=_body(text, closing.end()),
        front=Span(start, closing.start()),
        problems=tuple(reader.problems),
        **values,
    )


def unreadable_release(path: str, message: str, help: str) -> Release:
    """A broken release for a file that cannot be read, with the reason as its problem."""
    problem = Problem("NR001", Span(0, 0), message, help)
    return Release(path, "", slug_of(path), Field("", Span(0, 0)), problems=(problem,), broken=True)


_REOPEN_IT = "open it in your editor as Windows-1252, or as what shows the right letters, and then save it as UTF-8"


def release_not_in_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Release:
    """A broken release for a file that is not UTF-8, with as much of its text as can be shown."""
    text = data.decode(errors="replace")
    at = len(data[: error.start].decode(errors="replace"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, help = "the file is UTF-16, not UTF-8", "save the file as UTF-8 in your editor"
    elif b"\0" in data:
        message, help = "the file is no text", "put a text file in its place, or take it away"
    else:
        message, help = f"byte {error.start + 1} is not UTF-8", _REOPEN_IT
        if letter := data[error.start : error.start + 1].decode("cp1252", errors="ignore"):
            message += f'; in Windows-1252 it is "{letter}"'
    problem = Problem("NR001", Span(at, at + 1), message, help)
    empty = Field("", Span(len(text), len(text)))
    return Release(path, text, slug_of(path), empty, problems=(problem,), broken=True)


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter."""
    return _OPENING.match(text) is not None


def key_spans(release: Release) -> dict[str, Span]:
    """The span of each key of the front matter by its dotted name, such as `dateline.city` or `quotes.0.text`."""
    if release.broken:
        return {}
    front = release.text[release.front.start : release.front.end]
    document = parsing.parse(front)
    return schema.key_spans(document.values, document.nodes, SourceLines(front, release.front.start))


def to_toml(value: Any) -> str:
    """A scalar, list or table in TOML, on one line unless it is a string of several lines."""
    import tomli_w

    if isinstance(value, datetime):
        return with_offset(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(to_toml(element) for element in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_in_toml(name)} = {to_toml(content)}" for name, content in value.items()) + " }"
    if isinstance(value, str):
        written = tomli_w.dumps({"v": value}, multiline_strings="\n" in value and "+++" not in value)[4:-1]
        return CONTROL.sub(_toml_escape, written)
    return tomli_w.dumps({"v": value})[4:-1]


def _toml_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def key_in_toml(name: str) -> str:
    """A key as TOML writes it, in quotation marks if it needs them."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else to_toml(name)


def slug_of(path: str) -> str:
    """The name of a release in addresses, derived from its file name; never empty."""
    name = path[path.rfind("/") + 1 :]
    slug = slugify(name[: name.rfind(".")] if name.rfind(".") > 0 else name) or _FALLBACK_SLUG
    return sys.intern(f"{slug}-{_FALLBACK_SLUG}" if slug in _RESERVED else slug)  # many parts of a build keep it


def slugify(name: str) -> str:
    """A name that works in addresses on every system: small letters, digits, hyphens.

    Latin letters lose their accents, other scripts stay. At most LONGEST_SLUG characters and 200 bytes of UTF-8; empty
    when no character is left.
    """
    if name.isascii():
        return _NOT_IN_SLUG.sub("-", name.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    folded = unicodedata.normalize("NFD", name)
    for _ in range(2):  # the letters that a sign such as № stands for may be capitals
        folded = unicodedata.normalize("NFKD", folded.casefold())
    plain = unicodedata.normalize("NFC", re.sub("([a-z])[\u0300-\u036f]+", r"\1", folded.translate(SIMPLE_LETTERS)))
    slug = re.sub(r"-+", "-", "".join(character if _belongs_in_slug(character) else "-" for character in plain)).strip(
        "-"
    )[:LONGEST_SLUG]
    slug = slug.encode()[:_MOST_BYTES].decode(errors="ignore").strip("-")
    slug = re.sub(r"σ(?=-|\Z)", "ς", slug)  # Greek has another sigma at the end of a word
    return slug if any(map(str.isalnum, slug)) else ""  # marks alone are no name


def spelled_out(text: str, language: str) -> str:
    """A text for a new name in addresses, in which letters are spelled out where the customs of its language want that.

    `slugify` must not do it: files that have their names already would get other addresses.
    """
    letters = _SPELLED_OUT.get(language.partition("-")[0].lower(), {})
    return "".join(letters.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


# What is not here, `slugify` does: letters lose their marks in Swedish, and the ø its line in Norwegian.
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_DANISH = {"ø": "oe", "å": "aa", "Ø": "Oe", "Å": "Aa"}
_SPELLED_OUT = {"de": _GERMAN, "da": _DANISH}

LONGEST_SLUG, _MOST_BYTES = 120, 200
# Letters that Unicode does not decompose, and how people type them on a keyboard that lacks them.
SIMPLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_NOT_IN_SLUG = pattern(r"[^a-z0-9]+")


def is_slug(name: str) -> bool:
    """Whether a name has only characters that a slug may have, and is short enough."""
    return fits_in_slug(name) and all(character == "-" or _belongs_in_slug(character) for character in name)


def fits_in_slug(name: str) -> bool:
    """Whether a name is short enough for an address to keep all of it."""
    return len(name) <= LONGEST_SLUG and len(name.encode()) <= _MOST_BYTES


def _belongs_in_slug(character: str) -> bool:
    """Whether a character is a letter, a digit, or a mark that some scripts use for vowels."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def _body(text: str, fence_end: int) -> Field[str]:
    """The text after the closing fence, without the blank lines around it."""
    rest = text[fence_end:].lstrip("\r\n \t")
    content = rest.rstrip("\r\n \t")
    start = len(text) - len(rest)
    if not content or content.isspace():
        content, start = "", len(text)
    else:  # leading spaces of the first line mean something in Markdown
        line_start = text.rfind("\n", 0, start) + 1
        content, start = text[line_start:start] + content, line_start
    return Field(content, Span(start, start + len(content)))


def _broken_release(text: str, path: str, slug: str, problem: Problem) -> Release:
    """A broken release: its file as a whole cannot be read because of the problem."""
    return Release(path, text, slug, Field("", Span(len(text), len(text))), problems=(problem,), broken=True)


def _conflict(text: str) -> re.Match[str] | None:
    """The first line that git wrote into a text because it could not merge two versions; None if there is none."""
    if "<<<<<<<" in text and (ours := _OURS.search(text)):
        return ours
    return _THEIRS.search(text) if "\n=======" in text and ">>>>>>>" in text else None


def _no_end_problem(text: str, opening: re.Match[str]) -> Problem:
    """The problem of a file without a second +++."""
    if damaged := _DAMAGED_FENCE.search(text, opening.end()):
        return _damaged_fence_problem(damaged)
    at = opening.group().index("+++")
    help = "put +++ on a line of its own under the last field"
    return Problem("NR001", Span(at, at + 3), "the front matter never ends", help)


# A line that was meant to be +++.
_DAMAGED_FENCE = pattern(r"^[ \t\xa0]*(?:\+[+ ]{,6}\+|[＋➕]{2,6}|\+{2,6}[^+\w\s]{1,3})[ \t]*\r?$", re.MULTILINE)
_FIELD = pattern(r"[a-z_]+[ \t]*=[ \t]*[\"'\[{\dtf]")


def _damaged_fence_problem(damaged: re.Match[str], offset: int = 0) -> Problem:
    """The problem of a line that was meant to be +++; `offset` is that of the searched part in the file."""
    span = Span(offset + damaged.start(), offset + damaged.end())
    return Problem("NR001", span, "this line is not +++ alone", "write +++ here, and nothing else")


def _no_front_matter_problem(text: str) -> Problem:
    written = text.strip("\ufeff \t\r\n")
    if not written:
        return Problem("NR001", Span(0, 0), "the file is empty", "newsroom new writes a release to start from")
    if "\r" in written and "\n" not in written:
        message = "the lines end as on Macs before 2001, with CR alone"
        return Problem("NR001", Span(0, 0), message, "save the file with LF or CRLF as line ends")
    if written.startswith("---"):
        help = "front matter is TOML between two +++ lines, not YAML between ---"
    elif (damaged := _DAMAGED_FENCE.match(written)) and _FIELD.match(written[damaged.end() :].lstrip()):
        return _damaged_fence_problem(damaged, text.index(written))
    elif _FIELD.match(written) and _FENCE.search(written):
        at = text.index(written)
        return Problem("NR001", Span(at, at + 1), "the +++ above the fields is missing", "put +++ on a line above this")
    else:
        help = (
            "newsroom import FILE makes a release of plain text, and this file can be deleted then; "
            "a release starts with +++, its fields, and +++ again"
        )
    return Problem("NR001", Span(0, 0), "the file has no front matter", help)


def _control_character_problem(match: re.Match[str]) -> Problem:
    message = f"the text holds {first_control_name(match.group())}, which no reader can show"
    return Problem("NR001", Span(*match.span()), message, "delete it")


def _toml_problem(error: parsing.TomlError, front: str, start: int) -> Problem:
    """The problem of front matter that is not TOML, at the place of the error."""
    lines = front.split("\n")
    row = min(error.line, len(lines)) - 1
    offset = start + sum(len(line) + 1 for line in lines[:row]) + min(error.column - 1, len(lines[row]))
    return Problem("FM004", Span(offset, offset + 1), error.message, error.help)
