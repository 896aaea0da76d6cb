"""FC: tables whose last row is not the sum of the rows above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.wording.numbers import Number, only_number
from newsroom_cli.markup.markdown import TABLE, Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.triggers import characters

# --- FC013 --------------------------------------------------------------------------------------------------------

_TOTAL_WORD = (
    r"totals?|(?:grand|overall|general|gross)\stotals?|sum|all|sum\stotal|summe|gesamt|gesamtsumme|insgesamt|zusammen|total\sgénéral"
    r"|totaux|ensemble|somme|total\sgeneral|suma|totale|totali|somma|totale\sgenerale|total\sgeral|soma|totaal|razem|łącznie|ogółem"
    r"|celkem|součet|i\salt|i\salt|totalt|summa|sammanlagt|spolu|összesen"
)
_IS_TOTAL = pattern(rf"(?:{_TOTAL_WORD})\W{{0,3}}\Z", re.IGNORECASE)
_HAS_TOTAL = pattern(
    r"\b(?:sub-?\s?total\w*|total\w*|sum|summe|zwischensumme|gesamt\w*|insgesamt|sous-total|somme|suma|somma|soma|totaal|razem"
    r"|celkem|net|netto|balance|saldo|surplus|deficit|difference|average|mean|median|durchschnitt|moyenne|promedio|media"
    r"|of which|thereof|including|davon|darunter|dont|di cui|de los cuales|waarvan|combined|all)\b",
    re.IGNORECASE,
)
_NO_SUM = pattern(
    r"%|\b(?:percent\w*|per|share|rate|average|avg|mean|median|change|growth|difference|ratio|rank|year|date|id|nos?\.?|number|nr\.?"
    r"|price|score|margin|prozent|anteil|veränderung|durchschnitt|jahr|datum|rang|preis|part|taux|moyenne|variation|évolution|année|rang"
    r"|prix|porcentaje|tasa|promedio|variación|año|fecha|precio|quota|media|variazione|anno|prezzo|aandeel|jaar|gemiddeld\w*|rok|cumulative)\b",
    re.IGNORECASE,
)
_IN_SCALE = pattern(
    r"\b(?:thousands?|millions?|billions?|mio|mrd|tsd|tausend|millionen|milliarden|millones|miles|milliers|milliards|mil|mln|bn|m|k)\b|000",
    re.IGNORECASE,
)
_LEAST = 3  # rows that are added up, at least
_MOST = 60
_LIKELY = 1.25  # a total that differs from the sum by more than this factor is not meant as a sum
_ROWS_LEFT_OUT = 3  # most rows that a total may leave out on purpose


class _Cell(NamedTuple):
    """A cell of a table: its block, the line that it is on, and its column."""

    block: Block
    line: int
    column: int


@rule("FC013", "column-of-another-sum", severity=WARNING, looks_for=characters("|"), since=PREVIEW)
def column_of_another_sum(document: Document) -> Iterator[Hit]:
    """Report a total in the last row of a table that is not the sum of the column above it."""
    for rows in _tables(document):
        yield from _wrong_totals(rows, document.language)


def _tables(document: Document) -> Iterator[list[list[_Cell]]]:
    """Yield each table of the body as rows of cells, without empty cells."""
    text = document.release.text
    cells = [block for block in document.prose if block.kind == TABLE]
    rows: list[list[_Cell]] = []
    line = offset = 0
    for block in cells:
        line += text.count("\n", offset, block.span.start)
        offset = block.span.start
        if rows and rows[-1][0].line == line:
            column = rows[-1][-1].column + len(_BAR.findall(text, rows[-1][-1].block.span.start, offset))
        else:
            before = text[text.rfind("\n", 0, offset) + 1 : offset].lstrip(" >")
            column = len(_BAR.findall(before)) - before.startswith("|")
        cell = _Cell(block, line, column)
        if rows and rows[-1][0].line == line:
            rows[-1].append(cell)
            continue
        if rows and not (line == rows[-1][0].line + 1 or (len(rows) == 1 and line == rows[-1][0].line + 2)):
            yield _with_header(rows)
            rows = []
        rows.append([cell])
    if rows:
        yield _with_header(rows)


def _with_header(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """The rows of a table, with an empty header row in front if the header has no words.

    The line of dashes below a header with words leaves a gap after the first row.
    """
    return [[], *rows] if len(rows) > 1 and rows[1][0].line == rows[0][0].line + 1 else rows


_BAR = pattern(r"(?<!\\)\|")


def _wrong_totals(rows: Sequence[Sequence[_Cell]], language: str) -> Iterator[Hit]:
    """Yield a hit for each column of a table whose total surely differs from its sum."""
    if not _LEAST + 2 <= len(rows) <= _MOST or not _IS_TOTAL.match(rows[-1][0].block.text.strip()):
        return
    names = [row[0].block.text for row in rows[1:-1]]
    if any(map(_HAS_TOTAL.search, names)) or any(row[0].column != rows[-1][0].column for row in rows[1:]):
        return
    columns = [_Column.of(rows, cell, language) for cell in rows[-1][1:]]
    sums = [column for column in columns if column is not None]
    right = [column for column in sums if column.is_right]
    for column in sums:
        if not column.is_right and column.is_surely_wrong(beside_right_ones=bool(right)):
            yield column.hit(language)


class _Column(NamedTuple):
    """The numbers of a column above the total, the total, its cell, the first cell, and whether numbers are rounded."""

    parts: tuple[Number, ...]
    total: Number
    cell: Block
    first: Block
    rounded: bool

    @classmethod
    def of(cls, rows: Sequence[Sequence[_Cell]], last: _Cell, language: str) -> _Column | None:
        """The column above a cell of the last row; None if it has anything but numbers that can be added up."""
        header = next((cell.block.text for cell in rows[0] if cell.column == last.column), "")
        cells = [cell.block for row in rows[1:-1] for cell in row if cell.column == last.column]
        total = only_number(last.block.text, language)
        parts = tuple(number for cell in cells if (number := only_number(cell.text, language)))
        if total is None or len(parts) != len(rows) - 2 or _NO_SUM.search(header):
            return None
        units = {number.unit for number in (*parts, total)} - {""}
        if len(units) > 1 or "%" in units or all(_FIRST_YEAR <= part.value <= _LAST_YEAR for part in parts):
            return None
        rounded = bool(_IN_SCALE.search(header)) or any(number.step != 1 or number.scaled for number in (*parts, total))
        return cls(parts, total, last.block, cells[0], rounded)

    @property
    def sum(self) -> float:
        """The sum of the parts."""
        return round(sum(part.value for part in self.parts), 6)

    @property
    def slack(self) -> float:
        """The difference between sum and total that rounding can explain."""
        large = max(part.value for part in self.parts) >= _MAY_BE_ROUNDED
        return (self.total.step + sum(part.step for part in self.parts)) / 2 if self.rounded or large else 0.0

    @property
    def is_right(self) -> bool:
        """Whether the total is the sum, allowing for rounding."""
        return abs(self.sum - self.total.value) <= self.slack + 1e-6

    def is_surely_wrong(self, *, beside_right_ones: bool) -> bool:
        """Whether the total can only be a wrong sum: it is near the sum, and leaving rows out does not explain it."""
        likely = _LIKELY**3 if beside_right_ones else _LIKELY
        if not self.sum / likely <= self.total.value <= self.sum * likely or self.sum <= 0:
            return False
        missing = self.sum - self.total.value
        left_out = (
            sum(part.value for part in some)
            for count in range(1, _ROWS_LEFT_OUT + 1)
            for some in itertools.combinations(self.parts, count)
        )
        return len(self.parts) <= _COUNTED_AGAIN and not any(
            abs(value - missing) <= self.slack + 1e-6 for value in left_out
        )

    def hit(self, language: str) -> Hit:
        """The hit for a total that is not the sum."""
        from babel.numbers import format_decimal

        made = format_decimal(self.sum, locale=dates.locale_of(language))
        message = f"the rows above add up to {made}, not {self.cell.text.strip()}"
        also = (self.first.place(0, len(self.first.text)), "the rows begin here")
        span = self.cell.place(0, len(self.cell.text))
        return Hit(span, message, "count again: a row or the total is wrong", also)


_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_MAY_BE_ROUNDED = 1000  # smaller whole numbers are exact
_COUNTED_AGAIN = 40  # rows; in a longer column, a total that leaves some out could be any number
