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
from newsroom_cli.newsroom import doubts
from newsroom_cli.rules import suppressions
from newsroom_cli.rules.itself import UNUSED
from newsroom_cli.rules.registry import UNREADABLE, rules
from newsroom_cli.rules.suppressions import Held
from newsroom_cli.schema import Span


def ignored(read: Release, config: Config, reason: str, told: Sequence[Finding] = ()) -> str:
    """The release's text with a comment for each finding: beside it, or for the file where no place beside it would do.

    `told` is what was found in it beside other releases. Nothing else changes; what keeps the file from being read
    cannot be suppressed. Raises NewsroomError for a reason that cannot stand in a comment.
    """
    _check_reason(reason)
    found = [*check.check(read, config), *(each for each in told if rules()[each.code].across)]
    lines = [f"{each}\n" for each in read.text.split("\n")]  # as places count them: other breaks are none
    starts = [0, *itertools.accumulate(map(len, lines))]
    kept = {*UNREADABLE, UNUSED, *(each.code for each in doubts(read))}  # build stops at these whatever a comment says
    groups: dict[int, list[Finding]] = {}
    for each in found:
        if each.code not in kept:
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


def ignored_in_options(text: str, found: Sequence[Finding], reason: str) -> str:
    """The text of newsroom.toml with a comment above each line that a finding is about."""
    _check_reason(reason)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    ending = "\r" if "\r\n" in text else ""
    for number in sorted({each.place.start.line for each in found}, reverse=True):
        codes = sorted({each.code for each in found if each.place.start.line == number})
        lines.insert(number - 1, f"# newsroom: ignore[{', '.join(codes)}] {reason.strip()}{ending}")
    return mark + "\n".join(lines)


def _check_reason(reason: str) -> None:
    if not reason.strip() or any(each in reason for each in ("--", ">", "\n", "\r", "\0")):
        hint = 'write a few plain words without "--" or ">", such as: --add-ignores "before the 2026 style guide"'
        raise NewsroomError("the reason cannot stand in a comment", hint=hint)


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
    alone = [each for each in meant if not rules()[each.code].across]
    before, now = (Counter(each.code for each in check.check(each, config)) for each in (read, made))
    if before - now != Counter(each.code for each in alone) or now - before:
        return False
    held, longer = Held(suppressions.read(made)), len(made.text) - len(read.text)
    offsets = {each: _offset(read, each) + longer for each in meant if each not in alone}
    return all(held.holds(each.code, Span(offset, offset)) for each, offset in offsets.items())


def _offset(read: Release, finding: Finding) -> int:
    line, column = finding.place.start
    return sum(len(each) + 1 for each in read.text.split("\n")[: line - 1]) + column - 1


def _prose(read: Release) -> tuple[markdown.Block, ...]:
    return markdown.read(read.body).prose
