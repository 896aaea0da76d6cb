"""`newsroom quotes`: who said what in a release, and whether they agreed to it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli import options, output
from newsroom_cli.cli.command_group import Command, command_group
from newsroom_cli.cli.quote_search import search
from newsroom_cli.cli.quotes_clear import clear
from newsroom_cli.cli.quotes_sheet import sheet
from newsroom_cli.cli.quotes_sync import sync
from newsroom_cli.cli.shared_options import Directory, File, TableOrJson

if TYPE_CHECKING:
    from newsroom_cli.ledger.known_quotes import KnownQuote
    from newsroom_cli.model.release import Release

app = command_group(
    "quotes",
    "Keep account of who said what, and who agreed to it.\n\n"
    "The quotes of a release are listed under [[quotes]] in its file, each with the clearance of its speaker.\n\n"
    "Example: newsroom quotes list releases/2026-03-02-library.md",
)


@app.command("list", cls=Command)
def list_(
    file: File = None,
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TableOrJson.table,
    directory: Directory = None,
) -> None:
    """List quotes: who, where, whether agreed.

    Each quote of the body with its speaker, its line, whether it is listed under [[quotes]] and whether it is cleared.

    Exit code 1 when a clearance does not hold: void, withdrawn, or the body has other words than are listed.

    Example: newsroom quotes list releases/2026-03-02-library.md
    """
    from newsroom_cli.ledger import known_quotes

    newsroom = options.newsroom(directory)
    release = options.open_release(newsroom, file, reads_only=True)
    rows = known_quotes.quotes_of_release(newsroom.document(release))
    if form is TableOrJson.json:
        output.json([_record(release, row) for row in rows])
    elif rows:
        headings = ["Line", "No.", "Speaker", "Role", "Listed", "Cleared", "Quote"]
        cells = [_cells(release, row) for row in rows]
        output.table(headings, cells, wrapped="Quote", named=["Line", "No.", "Listed", "Cleared"])
    else:
        output.say("there are no quotes in this release")
    if form is TableOrJson.table and any(row.listed == known_quotes.NO for row in rows):
        shown_path = output.from_here(release.path, newsroom.root)
        output.say(f"newsroom quotes sync {shlex.quote(shown_path)} lists what is not listed")
    if form is TableOrJson.table and rows and newsroom.config.quotes.clearance != "required":
        output.say(
            "quotes go out without a clearance here",
            'help: clearance = "required" under [quotes] in newsroom.toml asks for one',
        )
    wrong = any(
        row.clearance in ("void", "withdrawn") or row.listed in (known_quotes.CHANGED, known_quotes.ABSENT)
        for row in rows
    )
    raise typer.Exit(int(wrong))


_STYLES = {
    "cleared": "good",
    "void": "error",
    "withdrawn": "error",
    "yes": "",
    "changed": "error",
    "no": "warning",
    "not in the body": "error",
}


def _cells(release: Release, row: KnownQuote) -> list[tuple[str, str]]:
    """The cells of a quote in the table."""
    from newsroom_cli.markup.plain_text import excerpt

    line = release.position(row.span.start).line
    numbers = ", ".join(str(number + 1) for number in row.numbers)
    speaker = row.speaker if row.sure or not row.speaker else f"{row.speaker} (?)"
    return [
        ("dim", str(line)),
        ("dim", numbers),
        ("strong", speaker or "(nobody named)"),
        ("", row.role),
        (_STYLES[row.listed], row.listed),
        (_STYLES[row.clearance], row.clearance),
        ("", excerpt(row.text, 80)),
    ]


def _record(release: Release, row: KnownQuote) -> dict[str, Any]:
    """A quote as JSON."""
    clearances = [release.quotes[number].clearance for number in row.numbers]
    record = next((clearance for clearance in clearances if clearance), None)
    return {
        "line": release.position(row.span.start).line,
        "numbers": [number + 1 for number in row.numbers],
        "speaker": row.speaker,
        "role": row.role,
        "sure": row.sure,
        "text": row.text,
        "listed": row.listed,
        "cleared": row.clearance,
        "by": record.by.value if record and record.by else None,
        "date": record.date.value.isoformat() if record and record.date else None,
        "via": record.via.value if record and record.via else None,
    }


app.command("sync", cls=Command)(sync)
app.command("clear", cls=Command)(clear)
app.command("sheet", cls=Command)(sheet)
app.command("search", cls=Command)(search)
