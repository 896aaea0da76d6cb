"""Findings as text for people and programs: strings only, no terminal and no files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from newsroom_cli.findings import Finding, Place

# Paints a piece of text: `paint("error", "error[DT001]")`. The styles are error, warning, info, place, gutter, help.
Paint = Callable[[str, str], str]
# How many terminal columns a text takes.
Measure = Callable[[str], int]

FORMATS = ("full", "concise", "json", "github")
_TAB = "    "
_NEARBY = 1000  # characters around a place that can matter to any terminal; a line may be megabytes long


def plain(style: str, text: str) -> str:
    """The Paint that adds no colour."""
    return text


def full(findings: Sequence[Finding], *, width: int, paint: Paint = plain, measure: Measure = len) -> str:
    """Each finding with its place, the line it stands on, a caret under it, and the remedy; `width` in columns."""
    return "\n".join("\n".join(_full(each, width, paint, measure)) + "\n" for each in findings)


def _full(finding: Finding, width: int, paint: Paint, measure: Measure) -> Iterator[str]:
    label = f"{finding.severity}[{finding.code}]"
    yield from _wrapped(f"{label}: {finding.message}", width, "    ", paint, (finding.severity, label))
    start = finding.place.start
    yield f"  {paint('gutter', '-->')} {paint('place', f'{finding.path}:{start.line}:{start.column}')}"
    places = [(finding.place, "")] + ([finding.also] if finding.also else [])
    gutter = max(len(str(place.start.line)) for place, _ in places)
    for place, label in places:
        yield from _excerpt(place, label, finding.severity, gutter, width=width, paint=paint, measure=measure)
    if finding.help:
        yield from _wrapped(
            f"{' ' * gutter} = help: {finding.help}", width, " " * (gutter + 9), paint, ("help", "= help:")
        )


def _excerpt(
    place: Place, label: str, severity: str, gutter: int, *, width: int, paint: Paint, measure: Measure
) -> Iterator[str]:
    """The source line, cut to the terminal around the caret, and the carets under the right columns."""
    if not place.source.strip():
        return
    before, marked, after = _cut(place, max(width - gutter - 4, 30), measure)
    bar = paint("gutter", "|")
    yield f"{' ' * gutter} {bar}"
    yield f"{paint('gutter', str(place.start.line).rjust(gutter))} {bar} {before}{marked}{after}".rstrip()
    carets = "^" * max(measure(marked), 1)
    note = f" {label}" if label else ""
    yield f"{' ' * gutter} {bar} {' ' * measure(before)}{paint(severity, carets + note)}"


def _cut(place: Place, room: int, measure: Measure) -> tuple[str, str, str]:
    """What stands before, in and after the marked stretch, together at most `room` columns."""
    source, start = place.source, place.start.column - 1
    end = max(min(place.end.column - 1, len(source)), start)
    nearby = (
        source[max(start - _NEARBY, 0) : start],
        source[start : min(end, start + _NEARBY)],
        source[end : end + _NEARBY],
    )
    before, marked, after = (_shown(each) for each in nearby)
    if measure(marked) > room - 12:
        marked = _head(marked, max(room - 12, 10), measure)
        after = ""
    left = room - measure(marked)
    keep = left if not after else max(left - min(measure(after), left // 2), left // 2)
    before = _tail(before, keep, measure)
    after = _head(after, room - measure(marked) - measure(before), measure)
    return before, marked, after


def _head(text: str, room: int, measure: Measure) -> str:
    if measure(text) <= room:
        return text
    while text and measure(text) > room - 1:
        text = text[: -max((measure(text) - room) // 2, 1)]
    return text + "…"


def _tail(text: str, room: int, measure: Measure) -> str:
    if measure(text) <= room:
        return text
    while text and measure(text) > room - 1:
        text = text[max((measure(text) - room) // 2, 1) :]
    return "…" + text


def _shown(text: str) -> str:
    """Text as it is safe to print: tabs as spaces, control characters and direction overrides as a dot."""
    return "".join(
        _TAB if each == "\t" else "·" if ord(each) < 32 or 0x7F <= ord(each) < 0xA0 or each in _OVERRIDES else each
        for each in text
    )


_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"


def _wrapped(text: str, width: int, indent: str, paint: Paint, styled: tuple[str, str]) -> Iterator[str]:
    import textwrap

    style, words = styled
    lines = textwrap.wrap(_shown(text), max(width, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)  # fmt: skip
    for number, line in enumerate(lines):
        yield line.replace(words, paint(style, words), 1) if number == 0 else line


def concise(findings: Sequence[Finding], *, paint: Paint = plain) -> str:
    """One line a finding: `file:line:column: CODE message`."""
    return "".join(
        f"{paint('place', f'{each.path}:{each.place.start.line}:{each.place.start.column}')}: "
        f"{paint(each.severity, each.code)} {_shown(each.message)}\n"
        for each in findings
    )


def json(findings: Sequence[Finding]) -> str:
    """A JSON array, one object a finding; lines and columns from 1, ends not included."""
    import json as library

    return library.dumps([_record(each) for each in findings], ensure_ascii=False, indent=2) + "\n"


def _record(finding: Finding) -> dict[str, object]:
    also = finding.also
    return {
        "path": finding.path,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help or None,
        **_range(finding.place),
        "also": {"message": also[1], **_range(also[0])} if also else None,
    }


def _range(place: Place) -> dict[str, object]:
    return {
        "start": {"line": place.start.line, "column": place.start.column},
        "end": {"line": place.end.line, "column": place.end.column},
    }


_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub Actions shows beside the changed lines."""
    return "".join(
        f"::{_LEVELS[each.severity]} file={_property(each.path)},line={each.place.start.line},"
        f"col={each.place.start.column},endLine={each.place.end.line},endColumn={each.place.end.column},"
        f"title={_property(f'{each.code} {each.name}')}::{_data(_sentence(each))}\n"
        for each in findings
    )


def _sentence(finding: Finding) -> str:
    return f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 release`, `3 releases`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("ry") else f"{number:,} {noun}s"


def summary(findings: Sequence[Finding], *, files: int) -> str:
    """What was found, in a line: `3 errors, 1 warning in 2 of 14 releases`."""
    if not findings:
        return f"nothing to mend in {counted(files, 'release')}"
    severities = Counter(each.severity for each in findings)
    parts = [counted(severities[each], each) for each in ("error", "warning") if severities[each]]
    parts += [f"{severities['info']} for information"] if severities["info"] else []
    where = len({each.path for each in findings})
    return f"{', '.join(parts)} in {where:,} of {counted(files, 'release')}"
