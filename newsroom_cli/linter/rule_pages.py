"""The page of a rule for a terminal: carets mark the words that it reports in its bad examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from newsroom_cli.linter.findings import Place
from newsroom_cli.markup.escaping import for_columns
from newsroom_cli.markup.text_lines import is_narrow
from newsroom_cli.model.config import default_config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Position
from newsroom_cli.rules import catalogue

_FENCE = pattern(
    r"^(?P<fence>`{3,})(?P<language>\w*)(?P<places>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_FILE = pattern(r"^==> .* <==$")
_PLACE = pattern(r"\b(\d+):(\d+)\b")
_WORD = pattern(r"\w+(?:[-'’.]\w+)*|\S")

_Ends = Mapping[tuple[int, int], tuple[int, int]]  # line and column where a finding starts -> where it ends


def page(code: str, *, columns: int, measure: Callable[[str], int]) -> str:
    """A rule's page in Markdown, with the lines of its examples wrapped to a number of columns."""

    def drawn(fence: re.Match[str]) -> str:
        """A code fence without the marks for tests, with carets under the reported words."""
        lines = _with_carets(fence["text"].splitlines(), _reported(code, fence), columns, measure)
        return "\n".join([f"{fence['fence']}{fence['language']}", *lines, fence["fence"]])

    return _FENCE.sub(drawn, catalogue.path(code).read_text(encoding="utf-8"))


def _reported(code: str, fence: re.Match[str]) -> list[Place]:
    """The places in an example that the rule reports; lines count from the first line of the example."""
    lines = fence["text"].splitlines()
    first = next(
        (number for number in range(len(lines), 0, -1) if _FILE.match(lines[number - 1])), 0
    )  # the last of several files
    wanted = [(int(line), int(column)) for line, column in _PLACE.findall(fence["places"])]
    if not wanted:
        return []
    ends = _ends(code, "\n".join([*lines[first:], ""]), releasing="--release" in fence["places"])
    places = []
    for line, column in wanted:
        source = lines[first + line - 1] if first + line <= len(lines) else ""
        if not source.strip():
            continue
        word = _WORD.match(source, column - 1)
        last_line, end = ends.get((line, column), (line, word.end() + 1 if word else column + 1))
        end = end if last_line == line else len(source) + 1
        places.append(Place(Position(first + line, column), Position(first + line, end), source))
    return places


def _ends(code: str, text: str, *, releasing: bool) -> _Ends:
    """The ends of the rule's findings in a release, by their starts."""
    from newsroom_cli.linter import check
    from newsroom_cli.model import release_file
    from newsroom_cli.rules.selection import code_without_place

    config = default_config()
    chosen = config.check._replace(select=(code_without_place(code),), releasing=releasing)
    findings = check.check(release_file.parse(text, "releases/2026-03-02-example.md"), config._replace(check=chosen))
    return {(*finding.place.start,): (*finding.place.end,) for finding in findings if finding.code == code}


def _with_carets(lines: list[str], places: list[Place], columns: int, measure: Callable[[str], int]) -> list[str]:
    """The lines, wrapped to a number of columns, with carets under the words at the places."""
    drawn = []
    for number, source in enumerate(lines, 1):
        spans = [(place.start.column - 1, place.end.column - 1) for place in places if place.start.line == number]
        for start, end in _pieces(source, columns):
            drawn.append(for_columns(source[start:end]).rstrip())
            here = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
            carets = ""
            for first, last in here:
                carets = carets.ljust(measure(for_columns(source[start:first])))
                carets += "^" * max(measure(for_columns(source[first:last])), 1)
            drawn += [carets] if here else []
    return drawn


def _pieces(source: str, columns: int) -> list[tuple[int, int]]:
    """The start and end of each piece of a line that is broken to a number of columns, at spaces if possible."""
    width = max(columns if is_narrow(source) else columns // 2, 1)
    return [found.span() for found in re.finditer(rf".{{1,{width}}}(?:\s|$)|\S{{{width}}}", source)] or [(0, 0)]
