"""`newsroom show`: a release as it will read, in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.commands.shared_options import AsOf, Directory
from newsroom_cli.errors import RefusedError


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The release.")],
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Show a release in the terminal as it will read.

    Dateline, contacts and boilerplate are filled in.

    Example: newsroom show releases/2026-03-02-library.md
    """
    import sys

    from newsroom_cli import mail
    from newsroom_cli.commands import options, output
    from newsroom_cli.newsroom import PUBLIC

    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file))
    if release.broken:
        problem = release.problems[0]
        line = release.position(problem.span.start).line
        raise RefusedError(problem.message, path=release.path, line=line, hint=problem.help)
    standing = newsroom.standing(release, options.moment(as_of, newsroom))
    edition = newsroom.edition(release)
    paint = output.painter(sys.stdout)
    text = mail.text(edition, newsroom.config, newsroom.own, whole=True).decode()
    place = paint("dim", output.from_here(release.path, newsroom.root))
    output.result(
        f"{paint('good' if standing == PUBLIC else 'warning', standing)}  {place}\n\n{_with_bold(text, edition.headline, paint)}"
    )


def _with_bold(text: str, headline: str, paint: Callable[[str, str], str]) -> str:
    """The text with the lines of its headline in bold."""
    lines, rest = [], headline.split()
    for line in text.split("\n"):
        words = line.split()
        if words and words == rest[: len(words)]:
            rest = rest[len(words) :]
            line = paint("strong", line)
        lines.append(line)
    return "\n".join(lines)
