"""`newsroom approvals`: who signed a release off, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli.shared_options import Directory, File, TableOrJson

if TYPE_CHECKING:
    from newsroom_cli.model.config import Config
    from newsroom_cli.newsroom.signatures import Signature


def approvals(
    file: File = None,
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TableOrJson.table,
    directory: Directory = None,
) -> None:
    """Show who signed a release off, and what changed since.

    Names the words that changed where git has the version that was signed, else only the parts.

    Example: newsroom approvals releases/2026-03-02-library.md
    """
    import functools

    from newsroom_cli.cli import options, output
    from newsroom_cli.newsroom import moments, signatures

    newsroom = options.newsroom(directory)
    release = options.open_release(newsroom, file, reads_only=True)
    if form is TableOrJson.json:
        output.json([_record(row) for row in signatures.signatures_of(newsroom, release)])
        return
    in_words = functools.partial(moments.written_in_words, config=newsroom.config)
    rows = signatures.signatures_of(newsroom, release, field_in_words=in_words)
    if rows:
        headings = ["By", "Role", "Date", "Stands", "Changed since"]
        cells = [_cells(row, newsroom.config) for row in rows]
        output.table(headings, cells, wrapped=headings[-1], named=headings[-2:])
    else:
        output.say("nobody has signed this release yet; newsroom approve does")


def _cells(signature: Signature, config: Config) -> list[tuple[str, str]]:
    """The cells of the table for a signature."""
    from newsroom_cli.newsroom import moments

    stands = ("good", "yes") if signature.stands else ("error", "no")
    date = moments.date_in_words(signature.date, config) if signature.date else ""
    changed = "; ".join(
        f"{name}: {', '.join(differences)}" if differences else name for name, differences in signature.changed.items()
    )
    return [
        ("strong", signature.by),
        ("", signature.role),
        ("", date),
        stands,
        ("", changed or ("" if signature.stands else "not known")),
    ]


def _record(signature: Signature) -> dict[str, Any]:
    """A signature as JSON."""
    return {
        "by": signature.by,
        "role": signature.role,
        "date": signature.date.isoformat() if signature.date else None,
        "stands": signature.stands,
        "changed": {name: list(differences) for name, differences in signature.changed.items()},
    }
