"""What import recognised in a source, and what it left out, for people."""

from __future__ import annotations

import itertools
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsroom_cli.cli import output
from newsroom_cli.markup import text_lines
from newsroom_cli.markup.plain_text import shortened

if TYPE_CHECKING:
    from newsroom_cli.importing.reading import Reading

_LONGEST = 400  # characters of a field
_MOST_NAMED = 10  # pictures
_QUOTED = 300  # characters of what was left out


def show(name: str, reading: Reading, *, office: str = "") -> None:
    """Print the recognised fields on stderr, mark guesses, and say what was left out.

    `office` is the key of the office that the release gets, which the source may not name.
    """
    from newsroom_cli.importing import intake

    output.say(output.paint("strong", name))
    fields = intake.summary(reading)
    for field, value, sure in fields:
        if value:
            mark = " " if sure else "?"
            output.say(*_wrap(f"  {mark} {field:9} ", _cut(value, _LONGEST)))
        elif field == "office" and office:
            output.say(f"    {field:9} {office}, which the source does not name")
        elif field in ("headline", "date", "office", "body"):
            output.say(f"  ! {field:9} {output.paint('warning', 'TK, not found in the source')}")
    for note in (*_left_out(reading), *reading.notes):
        output.say(*_wrap("    ", note))
    if any(value and not sure for _, value, sure in fields):
        output.say(output.paint("dim", "    ? is a guess: compare it with the source"))


def _left_out(reading: Reading) -> Iterator[str]:
    """How many sentences of the source are in the release, and what is not: what may be missed, in its words."""
    from newsroom_cli.importing import accounting, pictures

    account = accounting.account(reading)
    if account.sentences:
        yield f"{account.kept} of {account.sentences} sentences kept"
    for left in account.doubtful:
        yield f"left out, {left.part}, {_words(left.words)}: {shortened(' / '.join(left.lines), _QUOTED)}"
    quiet = Counter[str]()
    for left in account.left_out:
        if left not in account.doubtful:
            quiet[left.part] += left.words
    missed = [picture for picture in account.pictures if picture.why and not picture.part]
    if missed:
        named = "; ".join(f"{picture.name} ({picture.why})" for picture in missed[:_MOST_NAMED])
        named += "; ..." if len(missed) > _MOST_NAMED else ""
        yield f"pictures left out ({len(missed)}): {named}"
        if any(picture.why == pictures.AT_WEB for picture in missed):
            yield "to have pictures at web addresses, save the page complete in a browser and import that file"
    if elsewhere := sum(1 for picture in account.pictures if picture.part):
        yield f"pictures left out as no part of the text: {elsewhere}"
    if quiet:
        yield f"left out as no text: {', '.join(f'{part} ({_words(count)})' for part, count in quiet.items())}"


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _wrap(lead: str, text: str) -> list[str]:
    """The lines of a text that begins with `lead`; the other lines are indented by its length."""
    return textwrap.wrap(
        text, output.width(), initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
    )


def side_by_side(reading: Reading) -> None:
    """Print the source in its order, beside what became of each part of it: its field, or why it was left out."""
    from newsroom_cli.importing import accounting

    rows = list(accounting.side_by_side(reading))
    if not sys.stdout.isatty():
        cells = [[("", row.field or "left out"), ("", row.source), ("", row.release)] for row in rows]
        output.table(["Field", "Source", "Release"], cells, wrapped="Source")
        return
    before = None
    for row in rows:
        if row.field != before or not row.field:
            name = row.field or f"left out: {row.release}"
            output.result("", output.paint("strong" if row.field else "warning", name))
        before = row.field
        output.result(*_beside(row.source, row.release) if row.field else _dimmed(row.source))


_GAP = 3  # columns between source and release
_TWO = 30  # columns that each of the two needs beside the other


def _beside(source: str, release: str) -> Iterator[str]:
    """Two texts beside each other; below each other where the terminal is narrow, and once where they are equal."""
    width = (output.terminal_width() - _GAP) // 2
    if width < _TWO:
        yield from text_lines.wrap(source, output.terminal_width())
        yield from (f"> {line}" for line in text_lines.wrap(release, output.terminal_width() - 2))
        return
    for left, right in itertools.zip_longest(
        text_lines.wrap(source, width), text_lines.wrap(release, width), fillvalue=""
    ):
        yield f"{left}{' ' * (width - text_lines.columns(left) + _GAP)}{right}".rstrip()


def _dimmed(source: str) -> Iterator[str]:
    """What was left out, in fainter colour."""
    return (output.paint("dim", line) for line in text_lines.wrap(source, output.terminal_width()))
