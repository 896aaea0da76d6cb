"""Write suppressions for all findings in a release, so that a newsroom can start to check an old archive."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.markup import markdown
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Release
from newsroom_cli.rules import doubts
from newsroom_cli.rules.registry import UNREADABLE, rules
from newsroom_cli.rules.suppression_rules import UNUSED


def ignored(release: Release, config: Config, reason: str, across: Sequence[Finding] = ()) -> str:
    """The release's text with a comment for each finding: beside it, or for the whole file if no place beside it works.

    `across` are the findings that compare the release with others. Nothing else changes; an unreadable file cannot be
    suppressed. Raises NewsroomError for a reason that cannot stand in a comment.
    """
    _check_reason(reason)
    found = check.check(release, config)
    unclear = {
        release.position(problem.span.start).line for problem in doubts.decisive(Document(release, config))
    }  # no comment suppresses these
    alone: dict[int, list[Finding]] = {}
    between: dict[int, set[str]] = {}
    lines = _Lines(release)
    for finding in (*found, *(finding for finding in across if rules()[finding.code].across)):
        if finding.code in _NEVER or finding.place.start.line in unclear:
            continue
        place = lines.above(finding.place.start.line - 1)
        alone.setdefault(place, [])
        if rules()[finding.code].across:
            between.setdefault(place, set()).add(finding.code)
        else:
            alone[place].append(finding)
    codes_at_places = {place: _codes(findings) for place, findings in alone.items()}
    comments = _Comments(release, config, reason, codes_at_places, _codes(found), between)
    comments.add(sorted(codes_at_places.keys() - {_FILE}))
    text = comments.made.text
    left = codes_at_places.keys() - {*comments.places}
    if for_file := {code for place in left for code in (*codes_at_places[place], *between.get(place, ()))}:
        at = release.front.start
        line = f"# newsroom: ignore-file[{', '.join(sorted(for_file))}] {reason.strip()}{_newline(release)}"
        text = f"{text[:at]}{line}{text[at:]}"
    return text


def ignored_in_options(text: str, findings: Sequence[Finding], reason: str) -> str:
    """The text of newsroom.toml with a comment above each line with a finding."""
    _check_reason(reason)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    ending = "\r" if "\r\n" in text else ""
    for number in sorted({finding.place.start.line for finding in findings}, reverse=True):
        codes = sorted({finding.code for finding in findings if finding.place.start.line == number})
        lines.insert(number - 1, f"# newsroom: ignore[{', '.join(codes)}] {reason.strip()}{ending}")
    return mark + "\n".join(lines)


def _check_reason(reason: str) -> None:
    """Raise NewsroomError for a reason that cannot stand in a comment."""
    if not reason.strip() or any(mark in reason for mark in ("--", ">", "\n", "\r", "\0")):
        hint = 'write a few plain words without "--" or ">", such as: --add-ignores "before the 2026 style guide"'
        raise NewsroomError("the reason cannot stand in a comment", hint=hint)


# Codes that our comments never suppress: unreadable files, unused comments, void signatures and clearances.
_NEVER = {*UNREADABLE, UNUSED, "SO001", "SO002", "SO003", "QT014", "QT015", "QT016"}
_FILE = 0  # the place of a comment for the whole file


class _Lines:
    """The lines of a release; only a line feed ends a line, as in places."""

    def __init__(self, release: Release) -> None:
        self._read = release
        self._starts = [0]
        self._stretches = [0]  # for each line, where its stretch of text in the body begins
        body = release.body.span.start
        for line in release.text.split("\n"):
            start = self._starts[-1] + len(line) + 1
            goes_on = start > body and line.strip("> \t\r")
            self._stretches.append(self._stretches[-1] if goes_on and self._starts[-1] >= body else start)
            self._starts.append(start)

    def above(self, number: int) -> int:
        """The offset for a comment on a line: above it, or above its paragraph in the body; _FILE for the file."""
        offset = self._starts[number]
        if self._read.front.start <= offset < self._read.front.end:
            return offset
        return self._stretches[number] if offset >= self._read.body.span.start else _FILE


def _newline(release: Release) -> str:
    return "\r\n" if "\r\n" in release.text else "\n"


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


_CHARACTERS, _FEWEST = 1_000_000, 8  # to check in search of the right comments, and the least number of tries


class _Comments:
    """Comments in a release, each above a place, that suppress the intended findings and nothing else.

    `codes` has the codes of the findings at each place, `before` those of all findings without any comment,
    `between` those of findings that compare releases.
    """

    def __init__(
        self, release: Release, config: Config, reason: str, codes: Mapping[int, Counter[str]], before: Counter[str],
        between: Mapping[int, set[str]],
    ) -> None:  # fmt: skip
        self.made = self._read = release
        self.codes = codes
        self.places: list[int] = []
        # What a comment also suppresses: rules that yield to the suppressed one, and `between`.
        self._also = {place: set(codes) for place, codes in between.items()}
        self._config = config
        self._reason = reason
        self._before = before
        self._tries = max(_CHARACTERS // max(len(release.text), 1), _FEWEST)

    def add(self, places: Sequence[int]) -> None:
        """Add comments at these places: all of them, or else halves of them, and halves of those.

        In a huge text, places that would take too long are left out.
        """
        if not places or not self._tries:
            return
        self._tries -= 1
        wanted = sorted((*self.places, *places))
        commented = self._with_comments_at(wanted)
        if self._suppresses(commented, wanted):
            self.made, self.places = commented, wanted
        elif len(places) > 1:
            middle = len(places) // 2
            self.add(places[middle:])
            self.add(places[:middle])
        elif more := self._uncovered_codes(commented, wanted) - self._also.get(places[0], set()):
            self._also.setdefault(places[0], set()).update(more)
            self.add(places)

    def _with_comments_at(self, places: Sequence[int]) -> Release:
        """The release with comments at these offsets."""
        text = self._read.text
        starts, ends = [0, *places], [*places, len(text)]
        pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        comments = [self._comment(at) for at in places]
        return release_file.parse(
            "".join((pieces[0], *itertools.chain(*zip(comments, pieces[1:], strict=True)))), self._read.path
        )

    def _comment(self, at: int) -> str:
        """The line with the comment for an offset."""
        words = (
            f"newsroom: ignore[{', '.join(sorted({*self.codes[at], *self._also.get(at, ())}))}] {self._reason.strip()}"
        )
        return f"{f'# {words}' if at < self._read.front.end else f'<!-- {words} -->'}{_newline(self._read)}"

    def _suppresses(self, commented: Release, places: Sequence[int]) -> bool:
        """Whether the comments suppress exactly the intended findings and change no prose."""
        read = self._read
        if commented.broken or [block.text for block in _prose(commented)] != [block.text for block in _prose(read)]:
            return False
        if len(commented.problems) != len(read.problems):
            return False
        return _codes(check.check(commented, self._config)) == self._remaining_codes(places)

    def _remaining_codes(self, places: Sequence[int]) -> Counter[str]:
        """The number of findings by code that should remain with comments at these places."""
        left = self._before.copy()
        for at in places:
            left -= self.codes[at]
        return left

    def _uncovered_codes(self, commented: Release, places: Sequence[int]) -> set[str]:
        """The codes that appear only because comments now suppress the rules that supersede them."""
        if commented.broken:
            return set()
        return set(_codes(check.check(commented, self._config)) - self._remaining_codes(places)) - _NEVER


def _prose(release: Release) -> tuple[markdown.Block, ...]:
    """The text of all blocks, to compare."""
    return markdown.read(release.body).prose
