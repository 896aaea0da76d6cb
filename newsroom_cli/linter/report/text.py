"""Findings as lines for people: drawn for a terminal, or in sentences for screen readers and logs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.markup.escaping import for_columns
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.markup.text_lines import wrap

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding, Place

# Paints a piece of text: `paint("error", "error[DT001]")`. The styles are error, warning, info, place, gutter, help.
Paint = Callable[[str, str], str]
# The number of terminal columns a text takes.
Measure = Callable[[str], int]
# Makes a piece of text a link to a rule's page: `link("DT001", "error[DT001]")`.
Link = Callable[[str, str], str]

_NEARBY = 1000  # characters around a place, more than any terminal shows; a line may be megabytes long


def plain(style: str, text: str) -> str:
    """The Paint that adds no colour."""
    return text


def unlinked(code: str, text: str) -> str:
    """The Link that adds no link."""
    return text


class Look(NamedTuple):
    """The look of printed findings: the width in columns, and whether source lines and carets are `drawn`.

    At most `most` findings of a rule in a file are shown in full, and the others only counted; 0 shows all.
    """

    width: int = 100
    drawn: bool = True
    paint: Paint = plain
    measure: Measure = len
    link: Link = unlinked
    most: int = 0


def full(findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """Yield the lines for each finding, with its place and its remedy.

    For a terminal, they show the source line with carets under the words; otherwise they are sentences, for screen
    readers and logs.
    """
    gap: list[str] = []
    for path, file_findings in itertools.groupby(findings, key=lambda finding: finding.path):
        count = Counter[str]()
        for finding in file_findings:
            count[finding.code] += 1
            if not look.most or count[finding.code] <= look.most:
                yield from gap
                yield from _drawing(finding, look) if look.drawn else _sentences(finding)
                gap = [""]
        hidden = {code: number - look.most for code, number in count.items() if look.most and number > look.most}
        yield from gap if hidden else []
        for code, number in hidden.items():
            yield f"and {number:,} more of {code} in {path}; --format concise lists all"


def _drawing(finding: Finding, look: Look) -> Iterator[str]:
    """Yield the lines of a finding, drawn for a terminal."""
    paint = look.paint
    label = f"{finding.severity}[{finding.code}]"
    first, *more = _wrap(f"{label}: {finding.message}", look.width, "    ")
    yield first.replace(label, look.link(finding.code, paint(finding.severity, label)), 1)
    yield from more
    start = finding.place.start
    yield f"  {paint('gutter', '-->')} {paint('place', f'{finding.path}:{start.line}:{start.column}')}"
    places = [(finding.place, "")] + ([finding.also] if finding.also else [])
    gutter = max(len(str(place.start.line)) for place, _ in places)
    for place, label in places:
        yield from _excerpt(place, label, finding.severity, gutter, look)
    if finding.help:
        first, *more = _wrap(f"{' ' * gutter} = help: {finding.help}", look.width, " " * (gutter + 9))
        yield first.replace("= help:", paint("help", "= help:"), 1)
        yield from more


def _sentences(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity}[{finding.code}]: {finding.message}"
    start = finding.place.start
    yield f"  at {finding.path}:{start.line}:{start.column}{_marked_words(finding.place)}"
    if finding.also:
        place, label = finding.also
        yield f"  and line {place.start.line}, column {place.start.column}{_marked_words(place)}: {label}"
    if finding.help:
        yield f"  help: {finding.help}"


def _marked_words(place: Place) -> str:
    """The words at a place, to end a sentence, in quotation marks unless they have their own; empty without any."""
    marked = " ".join(place.source[place.start.column - 1 : place.end.column - 1][:_NEARBY].split())
    words = shortened(marked, 60)
    has_marks = words[1:] and words[0] == words[-1] == '"'
    return f", {words}" if has_marks else f', "{words}"' if words else ""


def concise(findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """Yield one line for each finding: `file:line:column: CODE message`."""
    for finding in findings:
        place = f"{finding.path}:{finding.place.start.line}:{finding.place.start.column}"
        yield f"{look.paint('place', place)}: {look.paint(finding.severity, finding.code)} {finding.message}"


def grouped(findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """Yield the findings of each file under its name, one on each line."""
    for number, (path, file_group) in enumerate(itertools.groupby(findings, key=lambda finding: finding.path)):
        file_findings = list(file_group)
        position_width = max(len(_position(finding)) for finding in file_findings)
        yield from [""] if number else []
        yield look.paint("place", path)
        for finding in file_findings:
            code = look.link(finding.code, look.paint(finding.severity, finding.code))
            yield f"  {_position(finding):{position_width}}  {code} {finding.severity}: {finding.message}"


def _position(finding: Finding) -> str:
    return f"{finding.place.start.line}:{finding.place.start.column}"


def statistics(findings: Sequence[Finding], *, paint: Paint = plain) -> Iterator[str]:
    """Yield a line for each rule, most frequent first: number of findings, code, name, number of fixes."""
    count = Counter(finding.code for finding in findings)
    number_width = len(f"{max(count.values(), default=0):,}")
    for code, number in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        first = next(finding for finding in findings if finding.code == code)
        fixable = sum(1 for finding in findings if finding.code == code and finding.repair)
        note = f"  [{fixable:,} can be fixed]" if fixable else ""
        yield f"{number:>{number_width},}  {paint(first.severity, code)}  {first.name}{note}"


def _excerpt(place: Place, label: str, severity: str, gutter: int, look: Look) -> Iterator[str]:
    """Yield the source line, shortened around the words at a place, and carets under them; `gutter` is a width."""
    if not place.source.strip():
        return
    paint, measure = look.paint, look.measure
    before, marked, after = _fit(place, max(look.width - gutter - 4, 30), measure)
    bar = paint("gutter", "|")
    yield f"{' ' * gutter} {bar}"
    yield f"{paint('gutter', str(place.start.line).rjust(gutter))} {bar} {before}{marked}{after}".rstrip()
    carets, room = "^" * max(measure(marked), 1), look.width - gutter - 3
    start = measure(before)
    if start + len(carets) + 1 + measure(label) <= room:
        label, carets = "", f"{carets} {label}".rstrip()
    yield f"{' ' * gutter} {bar} {' ' * start}{paint(severity, carets)}"
    if label:  # it begins under the carets, or as far left as it needs to
        start = max(min(start, room - measure(for_columns(label))), 0)
        for line in wrap(for_columns(label), room - start):
            yield f"{' ' * gutter} {bar} {' ' * start}{paint(severity, line)}"


def _fit(place: Place, columns: int, measure: Measure) -> tuple[str, str, str]:
    """The text before, at and after a place on its line, shortened to a width of `columns` together."""
    source, start = place.source, place.start.column - 1
    end = max(min(place.end.column - 1, len(source)), start)
    nearby = (
        source[max(start - _NEARBY, 0) : start],
        source[start : min(end, start + _NEARBY)],
        source[end : end + _NEARBY],
    )
    before, marked, after = (for_columns(part) for part in nearby)
    if measure(marked) > columns - 12:
        marked = _cut_end(marked, max(columns - 12, 10), measure)
        after = ""
    remaining_width = columns - measure(marked)
    before_width = (
        remaining_width
        if not after
        else max(remaining_width - min(measure(after), remaining_width // 2), remaining_width // 2)
    )
    before = _cut_start(before, before_width, measure)
    after = _cut_end(after, columns - measure(marked) - measure(before), measure)
    return before, marked, after


def _cut_end(text: str, columns: int, measure: Measure) -> str:
    """The start of a text, cut to a number of columns and marked with an ellipsis."""
    if measure(text) <= columns:
        return text
    while text and measure(text) > columns - 1:
        text = text[: -max((measure(text) - columns) // 2, 1)]
    return text + "…"


def _cut_start(text: str, columns: int, measure: Measure) -> str:
    """The end of a text, cut to a number of columns and marked with an ellipsis."""
    if measure(text) <= columns:
        return text
    while text and measure(text) > columns - 1:
        text = text[max((measure(text) - columns) // 2, 1) :]
    return "…" + text


def _wrap(text: str, width: int, indent: str) -> list[str]:
    """The lines of a text, wrapped to a width without breaking a command; all but the first are indented."""
    import textwrap

    from newsroom_cli.markup import commands

    lines = textwrap.wrap(
        commands.protect_spaces(for_columns(text)),
        max(width, 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [commands.restore_spaces(line) for line in lines]
