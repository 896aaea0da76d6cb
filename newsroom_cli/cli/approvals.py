"""`newsroom approvals`: who signed a release off, and what changed since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli.shared_options import Directory, TableOrJson

if TYPE_CHECKING:
    from newsroom_cli.newsroom.signatures import Signature


def approvals(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The release.")],
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TableOrJson.table,
    directory: Directory = None,
) -> None:
    """Show who signed a release off, and what changed since.

    Names the words that changed where git has the version that was signed, else only the parts.

    Example: newsroom approvals releases/2026-03-02-library.md
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.newsroom import signatures
    from newsroom_cli.newsroom.writer import in_place

    newsroom = options.newsroom(directory)
    release = in_place.opened(newsroom, options.release_path(newsroom, file))
    rows = signatures.of_release(newsroom, release)
    if form is TableOrJson.json:
        output.json([_record(row) for row in rows])
    elif rows:
        output.table(["By", "Role", "Date", "Stands", "Changed since"], [_cells(row) for row in rows])
    else:
        output.say("nobody has signed this release yet; newsroom approve does")


def _cells(row: Signature) -> list[tuple[str, str]]:
    """The cells of the table for a signature."""
    stands = ("good", "yes") if row.stands else ("error", "no")
    date = f"{row.date:%Y-%m-%d}" if row.date else ""
    changed = "; ".join(
        f"{name}: {', '.join(differences)}" if differences else name for name, differences in row.changed.items()
    )
    return [
        ("strong", row.by),
        ("", row.role),
        ("", date),
        stands,
        ("", changed or ("" if row.stands else "not known")),
    ]


def _record(row: Signature) -> dict[str, Any]:
    """A signature as JSON."""
    return {
        "by": row.by,
        "role": row.role,
        "date": row.date.isoformat() if row.date else None,
        "stands": row.stands,
        "changed": {name: list(differences) for name, differences in row.changed.items()},
    }
