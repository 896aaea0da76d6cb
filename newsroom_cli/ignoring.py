"""Writes suppressions for what is found in a release: how an archive is adopted without mending every old text."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from newsroom_cli import check, markdown, release
from newsroom_cli.config import Config
from newsroom_cli.errors import NewsroomError
from newsroom_cli.findings import Finding
from newsroom_cli.model import Release
from newsroom_cli.rules.itself import UNUSED
from newsroom_cli.rules.registry import UNREADABLE


def ignored(read: Release, config: Config, reason: str) -> str:
    """The release's text with a comment for each finding: beside it, or for the file where no place beside it would do.

    Nothing else changes; what keeps the file from being read cannot be suppressed. Raises NewsroomError for a reason
    that cannot stand in a comment.
    """
    if not reason.strip() or any(each in reason for each in ("--", ">", "\n", "\r", "\0")):
        hint = 'write a few plain words without "--" or ">", such as: --add-ignores "before the 2026 style guide"'
        raise NewsroomError("the reason cannot stand in a comment", hint=hint)
    found = check.check(read, config)
    lines = [f"{each}\n" for each in read.text.split("\n")]  # as places count them: other breaks are none
    starts = [0, *itertools.accumulate(map(len, lines))]
    groups: dict[int, list[Finding]] = {}
    for each in found:
        if each.code not in (*UNREADABLE, UNUSED):
            groups.setdefault(_line_above(read, each.place.start.line - 1, lines, starts), []).append(each)
    for_file: set[str] = set()
    for at in sorted(groups, reverse=True):  # from the end, so that the places before stay where they are
        codes = sorted({each.code for each in groups[at]})
        made = _with(read, _comment(read, at, codes, reason), at) if at else None
        if made and _suppresses(made, read, groups[at], config):
            read = made
        else:
            for_file |= set(codes)
    if for_file:
        at = read.front.start
        line = f"# newsroom: ignore-file[{', '.join(sorted(for_file))}] {reason.strip()}{_newline(read)}"
        read = _with(read, line, at)
    return read.text


def _line_above(read: Release, number: int, lines: Sequence[str], starts: Sequence[int]) -> int:
    """Where a comment about a line goes: above it, in the body above its stretch of text; 0 for the file."""
    offset = starts[number]
    if read.front.start <= offset < read.front.end:
        return offset
    if offset < read.body.span.start:
        return 0
    while number > 0 and starts[number] > read.body.span.start and lines[number - 1].strip("> \t\r\n"):
        number -= 1
    return starts[number]


def _comment(read: Release, at: int, codes: Sequence[str], reason: str) -> str:
    words = f"newsroom: ignore[{', '.join(codes)}] {reason.strip()}"
    return f"{f'# {words}' if at < read.front.end else f'<!-- {words} -->'}{_newline(read)}"


def _newline(read: Release) -> str:
    return "\r\n" if "\r\n" in read.text else "\n"


def _with(read: Release, comment: str, at: int) -> Release:
    return release.parse(f"{read.text[:at]}{comment}{read.text[at:]}", read.path)


def _suppresses(made: Release, read: Release, meant: Sequence[Finding], config: Config) -> bool:
    """Whether a comment did what it is for and nothing else: the text reads as before, and only those findings went."""
    if made.broken or [each.text for each in _prose(made)] != [each.text for each in _prose(read)]:
        return False
    if made.problems != read.problems and len(made.problems) != len(read.problems):
        return False
    before, now = (Counter(each.code for each in check.check(each, config)) for each in (read, made))
    return before - now == Counter(each.code for each in meant) and not now - before


def _prose(read: Release) -> tuple[markdown.Block, ...]:
    return markdown.read(read.body).prose
