"""`newsroom show`: a release in the terminal as it will read."""

from __future__ import annotations

from newsroom_cli.cli.arguments.shared_options import AsOf, Directory, File
from newsroom_cli.model.errors import RefusedError


def show(
    file: File = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Show a release in the terminal as it will read.

    Dateline, contacts and boilerplate are filled in. Below them: its length, when it goes out, and what is missing for
    that.

    Example: newsroom show releases/2026-03-02-library.md
    """
    from newsroom_cli.cli.arguments import options
    from newsroom_cli.cli.steps import naming, release_page, standing, state_lines
    from newsroom_cli.cli.terminal import output
    from newsroom_cli.publishing.life import readiness

    newsroom = options.newsroom(directory)
    release = newsroom.read(naming.release_path(newsroom, file, reads_only=True))
    if release.broken:
        problem = release.problems[0]
        line = release.position(problem.span.start).line
        raise RefusedError(problem.message, path=release.path, line=line, hint=problem.help)
    now = options.moment(as_of, newsroom)
    due_moments = options.due_moments(newsroom) if as_of is None else {}
    errors = state_lines.errors(newsroom, now)
    compared = readiness.comparison(errors)
    state = readiness.assess(newsroom, release, now=now, due_moments=due_moments, compared=compared)
    shown_path = output.paint("dim", output.from_here(release.path, newsroom.root))
    lines = release_page.lines(newsroom, state, now, due_moments, errors)
    output.result(f"{standing.painted(state, newsroom)}  {shown_path}", "", *lines)
