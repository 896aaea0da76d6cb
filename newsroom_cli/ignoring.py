"""Writes suppressions for what is found in a release: how an archive is adopted without mending every old text."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsroom_cli import check, markdown, release
from newsroom_cli.config import Config
from newsroom_cli.errors import NewsroomError
from newsroom_cli.findings import Finding
from newsroom_cli.model import Release
from newsroom_cli.rules import doubts
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
    unclear = {read.position(each.span.start).line for each in doubts.decisive(read, config)}  # nothing hides that
    groups: dict[int, list[Finding]] = {}
    lines = _Lines(read)
    for each in found:
        if each.code not in _NEVER and each.place.start.line not in unclear:
            groups.setdefault(lines.above(each.place.start.line - 1), []).append(each)
    comments = _Comments(read, config, reason, {at: _codes(each) for at, each in groups.items()}, _codes(found))
    comments.add(sorted(groups.keys() - {_FILE}))
    text = comments.made.text
    if for_file := {code for at in groups.keys() - {*comments.places} for code in comments.meant[at]}:
        at = read.front.start
        line = f"# newsroom: ignore-file[{', '.join(sorted(for_file))}] {reason.strip()}{_newline(read)}"
        text = f"{text[:at]}{line}{text[at:]}"
    return text


# What no comment of ours suppresses: that a file cannot be read, a comment for nothing, void signatures and clearances.
_NEVER = {*UNREADABLE, UNUSED, "SO001", "SO002", "SO003", "QT014", "QT015", "QT016"}
_FILE = 0  # the place of a comment for the whole file


class _Lines:
    """The lines of a release as places count them: no other break than a line feed ends one."""

    def __init__(self, read: Release) -> None:
        self._read = read
        self._starts = [0]
        self._stretches = [0]  # where the stretch of text in the body begins that a line belongs to
        body = read.body.span.start
        for line in read.text.split("\n"):
            start = self._starts[-1] + len(line) + 1
            goes_on = start > body and line.strip("> \t\r")
            self._stretches.append(self._stretches[-1] if goes_on and self._starts[-1] >= body else start)
            self._starts.append(start)

    def above(self, number: int) -> int:
        """Where a comment about a line goes: above it, in the body above its stretch of text; _FILE for the file."""
        offset = self._starts[number]
        if self._read.front.start <= offset < self._read.front.end:
            return offset
        return self._stretches[number] if offset >= self._read.body.span.start else _FILE


def _newline(read: Release) -> str:
    return "\r\n" if "\r\n" in read.text else "\n"


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(each.code for each in findings)


_CHARACTERS, _FEWEST = 1_000_000, 8  # how much is read to find the comments that do, and how often at least


class _Comments:
    """Comments in a release, each above a place of it: those that do what they are for and nothing else.

    `meant` are the codes of the findings at each place, `before` those of all findings without any comment.
    """

    def __init__(
        self, read: Release, config: Config, reason: str, meant: Mapping[int, Counter[str]], before: Counter[str]
    ) -> None:
        self.made = self._read = read
        self.meant = meant
        self.places: list[int] = []
        self._also: dict[int, set[str]] = {}  # codes of rules that are silent only while the one that is meant speaks
        self._config = config
        self._reason = reason
        self._before = before
        self._tries = max(_CHARACTERS // max(len(read.text), 1), _FEWEST)

    def add(self, places: Sequence[int]) -> None:
        """Add comments at places in order: all of them, else halves of them, and halves of those.

        Where that would take too long in a huge text, the rest is left out.
        """
        if not places or not self._tries:
            return
        self._tries -= 1
        wanted = sorted((*self.places, *places))
        made = self._with(wanted)
        if self._suppresses(made, wanted):
            self.made, self.places = made, wanted
        elif len(places) > 1:
            middle = len(places) // 2
            self.add(places[middle:])
            self.add(places[:middle])
        elif more := self._codes_behind(made, wanted) - self._also.get(places[0], set()):
            self._also.setdefault(places[0], set()).update(more)
            self.add(places)

    def _with(self, places: Sequence[int]) -> Release:
        text = self._read.text
        starts, ends = [0, *places], [*places, len(text)]
        pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        comments = [self._comment(at) for at in places]
        return release.parse(
            "".join((pieces[0], *itertools.chain(*zip(comments, pieces[1:], strict=True)))), self._read.path
        )

    def _comment(self, at: int) -> str:
        words = (
            f"newsroom: ignore[{', '.join(sorted({*self.meant[at], *self._also.get(at, ())}))}] {self._reason.strip()}"
        )
        return f"{f'# {words}' if at < self._read.front.end else f'<!-- {words} -->'}{_newline(self._read)}"

    def _suppresses(self, made: Release, places: Sequence[int]) -> bool:
        """Whether comments did what they are for and nothing else: the text reads as before, and only those findings went."""
        read = self._read
        if made.broken or [each.text for each in _prose(made)] != [each.text for each in _prose(read)]:
            return False
        if len(made.problems) != len(read.problems):
            return False
        return _codes(check.check(made, self._config)) == self._left(places)

    def _left(self, places: Sequence[int]) -> Counter[str]:
        left = self._before.copy()
        for at in places:
            left -= self.meant[at]
        return left

    def _codes_behind(self, made: Release, places: Sequence[int]) -> set[str]:
        """The codes that are told only now that those which say more of the same are suppressed."""
        if made.broken:
            return set()
        return set(_codes(check.check(made, self._config)) - self._left(places)) - _NEVER


def _prose(read: Release) -> tuple[markdown.Block, ...]:
    return markdown.read(read.body).prose
