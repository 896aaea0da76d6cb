"""`newsroom show`: a release in the terminal as it will read."""

from __future__ import annotations

from newsroom_cli.cli.shared_options import AsOf, Directory, File
from newsroom_cli.model.errors import RefusedError


def show(
    file: File = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Show a release in the terminal as it will read.

    Dateline, contacts and boilerplate are filled in.

    Example: newsroom show releases/2026-03-02-library.md
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.newsroom.folder import PUBLIC
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing.mail import message

    newsroom = options.newsroom(directory)
    release = newsroom.read(options.release_path(newsroom, file, reads_only=True))
    if release.broken:
        problem = release.problems[0]
        line = release.position(problem.span.start).line
        raise RefusedError(problem.message, path=release.path, line=line, hint=problem.help)
    now = options.moment(as_of, newsroom)
    due_moments = manifests.published_in(newsroom.output) if as_of is None else {}
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    edition = newsroom.edition(release, status_of=newsroom.publication_statuses_at(now, due_moments))
    text = message.text(edition, newsroom.config, newsroom.own, whole=True).decode()
    shown_path = output.paint("dim", output.from_here(release.path, newsroom.root))
    shown_status = output.paint("good" if status == PUBLIC else "warning", status)
    output.result(
        f"{shown_status}  {shown_path}", "", *_with_bold_headline(text.expandtabs(4).splitlines(), edition.headline)
    )


def _with_bold_headline(text: list[str], headline: str) -> list[str]:
    """The lines of a text, with the lines of the headline in bold."""
    from newsroom_cli.cli import output

    lines, rest = [], headline.split()
    for line in text:
        words = line.split()
        if words and words == rest[: len(words)]:
            rest = rest[len(words) :]
            line = output.paint("strong", line)
        lines.append(line)
    return lines
