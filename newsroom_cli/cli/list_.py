"""`newsroom list`: the releases at a glance."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli.arguments import completion
from newsroom_cli.cli.arguments.shared_options import AsOf, Directory, Since, TableOrJson, Until, completed_option
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import WITHDRAWN, ListedStatus
from newsroom_cli.model.toml.values import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from newsroom_cli.linter.overview import Row, Wanted
    from newsroom_cli.newsroom.folder import Newsroom


class Order(StrEnum):
    """The orders of the list."""

    date = "date"
    status = "status"
    headline = "headline"
    changed = "changed"


def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="Words of the headline.")] = None,
    status: Annotated[list[ListedStatus] | None, typer.Option(help="Only with this status; repeatable.")] = None,
    office: Annotated[
        str,
        completed_option("KEY", "Only releases of this office: its key, or a part of its name.", completion.offices),
    ] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only releases of this kind, such as advisory.")] = "",
    topic: Annotated[str, typer.Option(metavar="TOPIC", help="Only releases on this topic.")] = "",
    since: Since = "",
    until: Until = "",
    findings: Annotated[bool, typer.Option("--findings", help="Only releases with findings.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Only releases with errors.")] = False,
    upcoming: Annotated[
        bool, typer.Option("--upcoming", help="Only planned or embargoed releases, soonest first.")
    ] = False,
    sort: Annotated[Order | None, typer.Option(help="The order.")] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How it is printed.")] = TableOrJson.table,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """List the releases with date, status, findings and headline.

    The date is the day of publication or, for a release yet to come, the moment when it may go public. An approved
    release with a date in the past goes public with the next newsroom build. The newest come first; with --upcoming,
    the soonest, with weekday and zone. You can filter by everything that is printed: newsroom list library --status
    draft --findings

    Example: newsroom list --since 2026-03 --sort status
    """
    from newsroom_cli.cli.arguments import options, usage_errors, when
    from newsroom_cli.linter import overview
    from newsroom_cli.publishing.life import elsewhere

    newsroom = options.newsroom(directory)
    if kind and kind not in newsroom.config.kinds:
        raise usage_errors.unknown_value("--kind", kind, list(newsroom.config.kinds))
    wanted = overview.Wanted(
        words=tuple(words or ()),
        statuses=tuple(one.value for one in status or ()),
        offices=_offices(newsroom, office),
        kind=kind,
        topic=topic,
        since=when.typed_bound(since, "--since", newsroom),
        until=when.typed_bound(until, "--until", newsroom),
        findings=overview.ERRORS if errors else overview.ANY if findings else (),
    )
    now = options.moment(as_of, newsroom)
    due_moments = options.due_moments(newsroom) if as_of is None else {}
    is_elsewhere = as_of is not None or elsewhere.is_built_elsewhere(newsroom)
    with output.progress("reading") as progress:
        rows = overview.overview(
            newsroom, now=now, due_moments=due_moments, is_built_elsewhere=is_elsewhere, progress=progress
        )
    listed = _matching_rows([row for row in rows if row.is_upcoming(now) or not upcoming], wanted)
    soonest_first = upcoming and sort is None
    listed = overview.in_order(listed, sort or "date", backwards=reverse != soonest_first)
    if form is TableOrJson.json:
        output.json([_record(row, newsroom) for row in listed])
    elif listed:
        _print_table(listed, newsroom, now, upcoming=upcoming)
    else:
        output.say(_empty_list_message(rows, wanted, now, upcoming=upcoming))


_FINDINGS = {  # words for findings, and the option that chooses the releases that have them
    **dict.fromkeys(("error", "errors"), "--errors"),
    **dict.fromkeys(("finding", "findings", "warning", "warnings"), "--findings"),
}


def _matching_rows(rows: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The rows that are wanted; if there are none, the rows that words such as drafts or errors describe.

    In the second case it prints the options for these words.
    """
    listed = list(filter(wanted.has, rows))
    if listed or (meant := _with_words_as_options(wanted)) is None:
        return listed
    options, described = meant
    listed = list(filter(described.has, rows))
    shows = "shows these" if listed else "shows none either"
    output.say(f"no headline has that word; newsroom list {options} {shows}")
    return listed


def _with_words_as_options(wanted: Wanted) -> tuple[str, Wanted] | None:
    """The options that words such as drafts or errors stand for, and the query with them; None without such words."""
    from newsroom_cli.cli.arguments.other_words import VALUES
    from newsroom_cli.linter import overview

    known = {status.value for status in ListedStatus}
    lowered = [word.lower() for word in wanted.words if word.lower() not in _FINDINGS]
    meant = {word: {word, word.removesuffix("s"), *VALUES.get(word, "").split()} & known for word in lowered}
    found = {_FINDINGS[word.lower()] for word in wanted.words if word.lower() in _FINDINGS}
    statuses = sorted({status for statuses in meant.values() for status in statuses})
    options = [*(f"--status {status}" for status in statuses), *sorted(found)]
    findings = overview.ANY if "--findings" in found else overview.ERRORS if found else wanted.findings
    words = tuple(word for word in wanted.words if not meant.get(word.lower()) and word.lower() not in _FINDINGS)
    described = wanted._replace(words=words, statuses=(*wanted.statuses, *statuses), findings=findings)
    return (" ".join([*options, *words]), described) if options else None


def _offices(newsroom: Newsroom, typed: str) -> tuple[str, ...]:
    """The keys of the offices with a typed key, or part of a key or name. Raises NewsroomError if there are none."""
    from newsroom_cli.newsroom import known_names

    offices = newsroom.config.offices
    if not typed or typed in offices:
        return (typed,) if typed else ()
    if meant := known_names.matching(typed, [(key, (office.name,)) for key, office in offices.items()]):
        return tuple(meant)
    near = nearest(typed, offices)
    hint = (
        f"did you mean {near}?" if near else f"there are {', '.join(offices)}" if offices else "newsroom.toml has none"
    )
    raise NewsroomError(f'there is no office "{typed}"', hint=hint)


def _empty_list_message(rows: Sequence[Row], wanted: Wanted, now: dt.datetime, *, upcoming: bool) -> str:
    if not rows:
        return "there are no releases yet; newsroom new starts one"
    topics = {topic for row in rows for topic in row.topics}
    if wanted.topic and wanted.topic not in topics and (near := nearest(wanted.topic, sorted(topics))):
        return f'there is no release on "{wanted.topic}"; did you mean {near}?'
    if not upcoming:
        return f"none of {len(rows):,} releases matches"
    planned = sum(row.is_upcoming(now) for row in rows)
    return f"of what is planned ({counted(planned, 'release')}), none matches" if planned else "nothing is planned"


_ROOM_FOR_MOMENTS = 72  # columns of the terminal


def _print_table(rows: Sequence[Row], newsroom: Newsroom, now: dt.datetime, *, upcoming: bool) -> None:
    """Print rows as a table; with `upcoming` the moments in words, and how far away they are."""
    from newsroom_cli.newsroom import moments

    drawn = sys.stdout.isatty()
    is_narrow = drawn and output.terminal_width() < _ROOM_FOR_MOMENTS
    folder = f"{newsroom.config.releases}/"  # a person reads the name, a program opens the file
    cells = []
    for row in rows:
        file = row.path.removeprefix(folder) if drawn else output.from_here(row.path, newsroom.root)
        if upcoming and row.public_at:
            date = moments.ahead(row.public_at, now, newsroom.config)
        else:
            date = _date(row, newsroom, now, short=is_narrow)
        cells.append([("", date), *_cells(row, file)])
    headings = ["Public" if upcoming else "Date", "Status", "Office", "Findings", "Headline", "File"]
    output.table(headings, cells, wrapped="Headline", optional=["Office", "File"], most_lines=2)


def _date(row: Row, newsroom: Newsroom, now: dt.datetime, *, short: bool) -> str:
    """The day of a release's publication; if that lies ahead, "from" and the moment, unless `short`."""
    if row.public_at is None:
        return "no date"
    if short or not row.is_upcoming(now):
        return f"{row.day}"
    local = row.public_at.astimezone(newsroom.config.zone)
    return f"from {local:%Y-%m-%d}" if f"{local:%H:%M}" == "00:00" else f"from {local:%Y-%m-%d %H:%M}"


def _cells(row: Row, path: str) -> list[tuple[str, str]]:
    """The cells of a release in the table, after its date."""
    from newsroom_cli.cli.steps import standing

    cross, tick = output.printable("✗", "x"), output.printable("✓", "ok")
    signs = ((row.errors, cross), (row.warnings, "!"), (row.infos, "info"))
    counts = [f"{count} {sign}" for count, sign in signs if count]
    findings = (
        "error" if row.errors else "warning" if row.warnings else "info" if row.infos else "good",
        " ".join(counts) or tick,
    )
    words = WITHDRAWN if row.status == WITHDRAWN else standing.words(row.publication_status)
    status = (standing.STYLES.get(row.publication_status, "warning"), words)
    return [status, ("", row.office), findings, ("strong", row.headline or "(no headline)"), ("dim", path)]


def _record(row: Row, newsroom: Newsroom) -> dict[str, Any]:
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
        "infos": row.infos,
    }
