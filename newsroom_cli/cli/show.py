"""`newsroom show`: a release in the terminal as it will read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom_cli.cli.shared_options import AsOf, Directory, File
from newsroom_cli.model.errors import RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom_cli.cli.release_page import Fact, Page
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.readiness import Readiness


def show(
    file: File = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Show a release in the terminal as it will read.

    Dateline, contacts and boilerplate are filled in. Below stand how long it is, when it goes out, and what is missing
    for that.

    Example: newsroom show releases/2026-03-02-library.md
    """
    from newsroom_cli.cli import options, output, release_page, standing, status
    from newsroom_cli.publishing import readiness

    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=True))
    if release.broken:
        problem = release.problems[0]
        line = release.position(problem.span.start).line
        raise RefusedError(problem.message, path=release.path, line=line, hint=problem.help)
    now = options.moment(as_of, newsroom)
    due_moments = options.due_moments(newsroom) if as_of is None else {}
    errors = status.errors(newsroom, now)
    compared = readiness.comparison(errors)
    state = readiness.assess(newsroom, release, now=now, due_moments=due_moments, compared=compared)
    width = min(output.terminal_width(), release_page.MEASURE)
    page = _page(newsroom, state, now, due_moments, width)._replace(footer=[*_facts(newsroom, state, now, errors)])
    shown_path = output.paint("dim", output.from_here(release.path, newsroom.root))
    lines = release_page.lines(page, width=width, paint=output.paint)
    output.result(f"{standing.painted(state, newsroom)}  {shown_path}", "", *lines)


def _page(newsroom: Newsroom, state: Readiness, now: dt.datetime, due_moments: Mapping[str, str], width: int) -> Page:
    """What the terminal shows of a release, without the footer."""
    from newsroom_cli.cli import release_page
    from newsroom_cli.ledger import known_quotes
    from newsroom_cli.model.interpretation import published_at
    from newsroom_cli.newsroom import moments, theme
    from newsroom_cli.newsroom.event_times import event_time

    release, zone, english = state.release, newsroom.config.zone, moments.english(newsroom.config)
    status_of = newsroom.publication_statuses_at(now, due_moments)
    edition = newsroom.edition(release, status_of=status_of, columns=width)
    is_held = edition.embargo is not None and edition.embargo > now
    day = published_at(release, newsroom.config).astimezone(zone) if release.date else None
    return release_page.Page(
        edition,
        edition.text,
        edition.boilerplate_text,
        theme.long_date(day, english) if day else "no date",
        moments.in_words(edition.embargo, newsroom.config) if edition.embargo and is_held else "",
        str(event_time(edition.event_starts, edition.event_ends, english, zone) or ""),
        known_quotes.quotes_of_release(newsroom.document(release)),
        newsroom.config.quotes.clearance == "required",
        (),
    )


def _facts(newsroom: Newsroom, state: Readiness, now: dt.datetime, errors: Sequence[Finding]) -> Iterator[Fact]:
    """Yield how long a release is, when it goes out, and what is missing for that; `errors` are those in all."""
    from newsroom_cli.cli import output, status
    from newsroom_cli.cli.release_page import Fact
    from newsroom_cli.language.words import words
    from newsroom_cli.linter.report import counted

    yield Fact("", counted(len(words(state.release.body.value)), "word"))
    yield Fact("strong", "Public:", f" {status.when_public(state, newsroom, now)}")
    trouble = status.trouble_lines(state, newsroom, now, errors)
    yield from (Fact("", output.safe_line(line)) for line in trouble)
    if not state.holding:
        if not trouble:
            yield Fact("good", "Nothing is missing")
        return
    yield Fact("error", "Missing:")
    for blocker in state.holding:
        place = f" (line {blocker.finding.place.start.line})" if blocker.finding else ""
        yield Fact("", f"- {blocker.message}{place}", indent="  ")
        if blocker.remedy:
            yield Fact("help", "help:", f" {blocker.remedy}", indent="    ")
