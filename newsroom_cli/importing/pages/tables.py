"""HTML tables: which of them contain data, and their Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pages.inline import Run
from newsroom_cli.importing.pages.tree import Element, tag, words


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in row if tag(cell) in ("td", "th")]


def is_data(table: Element) -> bool:
    """Whether a table contains data and is no layout: several rows and columns of short cells without blocks."""
    if (table.get("role") or "") in ("presentation", "none") or any(
        inner is not table for inner in table.iter("table")
    ):
        return False
    rows = [cells_of(row) for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(map(len, rows), default=0) < 2 or sum(map(len, rows)) > 20_000:
        return False
    cells = [cell for row in rows for cell in row]
    if any(
        tag(inner) in ("h1", "h2", "h3", "ul", "ol", "form", "blockquote") for cell in cells for inner in cell.iter()
    ):
        return False
    lengths = [len(words(cell)) for cell in cells]
    return max(lengths) <= 600 and sum(1 for length in lengths if length > 200) <= len(cells) * 0.1 and max(lengths) > 0


def is_headed(table: Element, rows: list[list[list[Run]]]) -> bool:
    """Whether the first row names the columns, by its elements or as the only bold row.

    A bold row loses its bold in `rows`.
    """
    first = next(iter(table.iter("tr")))
    if all(tag(cell) == "th" for cell in cells_of(first)) or table.find("thead") is not None:
        return True
    if len(rows) < 2 or not all(map(_is_bold, rows[0])) or all(_is_bold(cell) for row in rows for cell in row):
        return False
    rows[0] = [[run._replace(bold=False) for run in cell] for cell in rows[0]]
    return True


def _is_bold(cell: Sequence[Run]) -> bool:
    return bool(cell) and all(run.bold for run in cell if run.text.strip())


def markdown(rows: Sequence[Sequence[Sequence[Run]]], *, headed: bool) -> str:
    """Rows of cells as a Markdown table; with `headed`, the first row names the columns."""
    columns = max(map(len, rows))
    markdown_rows = [
        [inline.markdown(cell).replace("|", "\\|") for cell in row] + [""] * (columns - len(row)) for row in rows
    ]
    head, body = (markdown_rows[0], markdown_rows[1:]) if headed else ([""] * columns, markdown_rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * columns, *body])
