"""Write suppressions for all findings in a release, so that a newsroom can begin to check an old archive."""

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


def add_ignore_comments(release: Release, config: Config, reason: str, archive_findings: Sequence[Finding] = ()) -> str:
    """The release's text with comments that suppress its findings: one above each line, else one for the whole file.

    `archive_findings` are the findings that compare the release with others. Nothing else changes, and an unreadable
    file gets no comment. Raises NewsroomError for a reason that cannot be written into a comment.
    """
    _refuse_bad_reason(reason)
    found = check.check(release, config)
    doubtful_lines = {
        release.position(problem.span.start).line for problem in doubts.decisive(Document(release, config))
    }  # no comment suppresses these
    findings_by_place: dict[int, list[Finding]] = {}
    archive_codes_by_place: dict[int, set[str]] = {}
    lines = _Lines(release)
    for finding in (*found, *(finding for finding in archive_findings if rules()[finding.code].across)):
        if finding.code in _NEVER_SUPPRESSED or finding.place.start.line in doubtful_lines:
            continue
        place = lines.comment_offset(finding.place.start.line - 1)
        findings_by_place.setdefault(place, [])
        if rules()[finding.code].across:
            archive_codes_by_place.setdefault(place, set()).add(finding.code)
        else:
            findings_by_place[place].append(finding)
    codes_at_places = {place: _code_counts(findings) for place, findings in findings_by_place.items()}
    comments = _Comments(release, config, reason, codes_at_places, _code_counts(found), archive_codes_by_place)
    comments.add(sorted(codes_at_places.keys() - {_FILE}))
    text = comments.commented.text
    uncommented_places = codes_at_places.keys() - {*comments.places}
    if file_codes := {
        code
        for place in uncommented_places
        for code in (*codes_at_places[place], *archive_codes_by_place.get(place, ()))
    }:
        start = release.front.start
        line = f"# newsroom: ignore-file[{', '.join(sorted(file_codes))}] {reason.strip()}{_line_end(release)}"
        text = f"{text[:start]}{line}{text[start:]}"
    return text


def add_ignore_comments_to_options(text: str, findings: Sequence[Finding], reason: str) -> str:
    """The text of newsroom.toml with a suppressing comment above each line that has a finding.

    Raises NewsroomError for a reason that cannot be written into a comment.
    """
    _refuse_bad_reason(reason)
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(byte_order_mark).split("\n")
    ending = "\r" if "\r\n" in text else ""
    for number in sorted({finding.place.start.line for finding in findings}, reverse=True):
        codes = sorted({finding.code for finding in findings if finding.place.start.line == number})
        lines.insert(number - 1, f"# newsroom: ignore[{', '.join(codes)}] {reason.strip()}{ending}")
    return byte_order_mark + "\n".join(lines)


def _refuse_bad_reason(reason: str) -> None:
    """Raise NewsroomError for a reason that cannot be written into a comment."""
    if not reason.strip() or any(mark in reason for mark in ("--", ">", "\n", "\r", "\0")):
        hint = 'write a few plain words without "--" or ">", such as: --add-ignores "before the 2026 style guide"'
        raise NewsroomError("the reason cannot stand in a comment", hint=hint)


# Codes that these comments never suppress: unreadable files, unused comments, void signatures and clearances.
_NEVER_SUPPRESSED = {*UNREADABLE, UNUSED, "SO001", "SO002", "SO003", "QT014", "QT015", "QT016"}
_FILE = 0  # the place of a comment for the whole file


class _Lines:
    """The lines of a release; as in places, only a line feed ends a line."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._starts = [0]
        self._stretches = [0]  # for each line, the offset where its paragraph in the body begins
        body = release.body.span.start
        for line in release.text.split("\n"):
            start = self._starts[-1] + len(line) + 1
            goes_on = start > body and line.strip("> \t\r")
            self._stretches.append(self._stretches[-1] if goes_on and self._starts[-1] >= body else start)
            self._starts.append(start)

    def comment_offset(self, number: int) -> int:
        """The offset for a comment on a line: above it, or above its paragraph in the body; _FILE for other lines."""
        offset = self._starts[number]
        if self._release.front.start <= offset < self._release.front.end:
            return offset
        return self._stretches[number] if offset >= self._release.body.span.start else _FILE


def _line_end(release: Release) -> str:
    return "\r\n" if "\r\n" in release.text else "\n"


def _code_counts(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


_CHARACTERS, _FEWEST = 1_000_000, 8  # characters to check while searching for the right comments, and the fewest tries


class _Comments:
    """Comments in a release, each above a place, that suppress the intended findings and nothing else.

    `codes` counts the codes of the findings at each place, `code_counts` those of all findings without any comment.
    `archive_codes` has, by place, the codes of findings that compare releases. `commented` is the release with the
    comments added so far, and `places` are their offsets.
    """

    def __init__(
        self,
        release: Release,
        config: Config,
        reason: str,
        codes: Mapping[int, Counter[str]],
        code_counts: Counter[str],
        archive_codes: Mapping[int, set[str]],
    ) -> None:
        self.commented = self._release = release
        self.codes = codes
        self.places: list[int] = []
        # The codes that a comment must also suppress: of rules that yield to the suppressed one, and `archive_codes`.
        self._more_codes = {place: set(codes) for place, codes in archive_codes.items()}
        self._config = config
        self._reason = reason
        self._code_counts = code_counts
        self._tries = max(_CHARACTERS // max(len(release.text), 1), _FEWEST)

    def add(self, places: Sequence[int]) -> None:
        """Add comments at these places if they suppress what they should: try all places, then halves, and so on.

        In a huge text, the tries are limited, and some places may be left out.
        """
        if not places or not self._tries:
            return
        self._tries -= 1
        wanted = sorted((*self.places, *places))
        commented = self._with_comments_at(wanted)
        if self._suppresses(commented, wanted):
            self.commented, self.places = commented, wanted
        elif len(places) > 1:
            middle = len(places) // 2
            self.add(places[middle:])
            self.add(places[:middle])
        elif more := self._uncovered_codes(commented, wanted) - self._more_codes.get(places[0], set()):
            self._more_codes.setdefault(places[0], set()).update(more)
            self.add(places)

    def _with_comments_at(self, places: Sequence[int]) -> Release:
        text = self._release.text
        starts, ends = [0, *places], [*places, len(text)]
        pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        comments = [self._comment(at) for at in places]
        return release_file.parse(
            "".join((pieces[0], *itertools.chain(*zip(comments, pieces[1:], strict=True)))), self._release.path
        )

    def _comment(self, at: int) -> str:
        """The line with the comment for an offset."""
        codes = ", ".join(sorted({*self.codes[at], *self._more_codes.get(at, ())}))
        comment = f"newsroom: ignore[{codes}] {self._reason.strip()}"
        return f"{f'# {comment}' if at < self._release.front.end else f'<!-- {comment} -->'}{_line_end(self._release)}"

    def _suppresses(self, commented: Release, places: Sequence[int]) -> bool:
        """Whether the comments suppress exactly the intended findings and change no prose."""
        release = self._release
        if commented.broken or [block.text for block in _prose_blocks(commented)] != [
            block.text for block in _prose_blocks(release)
        ]:
            return False
        if len(commented.problems) != len(release.problems):
            return False
        return _code_counts(check.check(commented, self._config)) == self._remaining_codes(places)

    def _remaining_codes(self, places: Sequence[int]) -> Counter[str]:
        """The number of findings by code that should remain with comments at these places."""
        remaining = self._code_counts.copy()
        for at in places:
            remaining -= self.codes[at]
        return remaining

    def _uncovered_codes(self, commented: Release, places: Sequence[int]) -> set[str]:
        """The codes that appear only because comments now suppress the rules that they yield to."""
        if commented.broken:
            return set()
        return (
            set(_code_counts(check.check(commented, self._config)) - self._remaining_codes(places)) - _NEVER_SUPPRESSED
        )


def _prose_blocks(release: Release) -> tuple[markdown.Block, ...]:
    return markdown.read(release.body).prose
