"""`newsroom list`: the releases at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli import completion
from newsroom_cli.cli.shared_options import AsOf, Directory, TableOrJson
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import DRAFT, EMBARGOED, PUBLIC, UNCLEAR, UNDATED, WITHDRAWN, Status

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.linter.overview import Row
    from newsroom_cli.newsroom.folder import Newsroom


def list_(
    status: Annotated[Status | None, typer.Option(help="Only releases of this status.")] = None,
    office: Annotated[
        str | None, typer.Option(metavar="KEY", help="Only releases of this office.", autocompletion=completion.offices)
    ] = None,
    upcoming: Annotated[
        bool, typer.Option("--upcoming", help="Only what is planned or embargoed, the soonest first.")
    ] = False,
    output_format: Annotated[
        TableOrJson, typer.Option("--output-format", "-f", help="How it is printed.")
    ] = TableOrJson.table,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """List the releases with status, date and findings.

    The newest come first. With --upcoming the soonest comes first, with weekday and zone.

    Example: newsroom list --upcoming
    """
    import sys

    from newsroom_cli.cli import options, output
    from newsroom_cli.linter import overview
    from newsroom_cli.newsroom.writer import manifest as manifests

    newsroom = options.newsroom(directory)
    if office is not None and office not in newsroom.config.offices:
        raise NewsroomError(f'there is no office "{office}"', hint=f"there are {', '.join(newsroom.config.offices)}")
    now = options.moment(as_of, newsroom)
    due_moments = manifests.published_in(newsroom.output) if as_of is None else {}
    with output.progress("reading") as progress:
        rows = overview.overview(newsroom, now=now, due_moments=due_moments, progress=progress)
    rows = [row for row in rows if status in (None, row.status) and office in (None, row.office)]
    if upcoming:
        rows = sorted((row for row in rows if row.is_upcoming(now)), key=lambda row: (row.public_at, row.path))
    if output_format is TableOrJson.json:
        output.json([_record(row, newsroom) for row in rows])
        return
    if not rows:
        output.say("nothing is planned" if upcoming else "there are no such releases; newsroom new starts one")
        return
    folder = f"{newsroom.config.releases}/"  # a person reads the name, a program opens the file
    short = sys.stdout.isatty()
    files = [row.path.removeprefix(folder) if short else output.from_here(row.path, newsroom.root) for row in rows]
    cells = [_cells(row, file) for row, file in zip(rows, files, strict=True)]
    headings = ["Date", "Status", "Office", "Findings", "Headline", "File"]
    if upcoming:
        headings[0] = "Public"
        cells = [_upcoming_cells(row, newsroom, now, others) for row, (_, _, *others) in zip(rows, cells, strict=True)]
    widths = {"Headline": 110, "Office": 140, "Findings": 120} if upcoming else {"Headline": 110, "Office": 80}
    output.table(headings, cells, from_width=widths)


def _upcoming_cells(
    row: Row, newsroom: Newsroom, now: dt.datetime, others: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The cells of a release that has yet to go out: when, with weekday and zone; its status; and `others`."""
    from newsroom_cli.newsroom import moments

    assert row.public_at
    zone = newsroom.config.zone
    words = f"{moments.in_words(row.public_at, zone)}, {moments.distance(row.public_at, now, zone)}"
    status = (_STYLES.get(row.publication_status, "warning"), row.publication_status)
    return [("", words), status, *others]


_STYLES = {PUBLIC: "good", UNCLEAR: "error", DRAFT: "dim", WITHDRAWN: "dim"}


def _cells(row: Row, path: str) -> list[tuple[str, str]]:
    """The cells of a release in the table."""
    counts = [f"{row.errors} ✗" if row.errors else "", f"{row.warnings} !" if row.warnings else ""]
    findings = ("error" if row.errors else "warning" if row.warnings else "good", " ".join(filter(None, counts)) or "✓")
    date = ("", row.date.isoformat() if row.date else "no date")
    status = (_STYLES.get(row.publication_status, "warning"), _status_in_words(row))
    return [date, status, ("", row.office), findings, ("strong", row.headline or "(no headline)"), ("dim", path)]


def _status_in_words(row: Row) -> str:
    """The present publication status in words, with the end of an embargo or with what is missing."""
    if row.publication_status == EMBARGOED and row.embargo:
        return f"embargoed to {row.embargo:%Y-%m-%d %H:%M}"
    if row.publication_status == UNDATED:
        return "approved, no date"
    if row.publication_status == PUBLIC and row.status == WITHDRAWN:
        return "withdrawn, with notice"
    return row.publication_status


def _record(row: Row, newsroom: Newsroom) -> dict[str, Any]:
    """A release as JSON."""
    zone = newsroom.config.zone
    return {
        "path": row.path,
        "headline": row.headline,
        "kind": row.kind,
        "office": row.office,
        "status": row.status,
        "standing": row.publication_status,
        "date": row.date.isoformat() if row.date else None,
        "embargo": row.embargo.isoformat() if row.embargo else None,
        "public_at": row.public_at.astimezone(zone).isoformat() if row.public_at else None,
        "errors": row.errors,
        "warnings": row.warnings,
    }
