"""The changes that come without an edit, and their lines on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.newsroom.schedule import Change


def due_changes(newsroom: Newsroom, now: dt.datetime, releases: Sequence[Release]) -> list[Change]:
    """A change at this moment for each release without errors that only has to be built.

    The last build left it out, because it began too early. There are no such changes before the first build.
    """
    from newsroom_cli.cli.steps import standing
    from newsroom_cli.linter import check
    from newsroom_cli.model.release import text_of
    from newsroom_cli.newsroom.schedule import Change, ChangeKind

    due_moments = options.due_moments(newsroom)
    due = standing.due_with_next_build(newsroom, releases if due_moments else (), now, due_moments)
    return [
        Change(now, what, release.path, text_of(release.headline))
        for what, group in ((ChangeKind.GOES_OUT, due.fresh), (ChangeKind.CHANGE_GOES_OUT, due.changed))
        for release in group
        if not check.errors(newsroom.document(newsroom.read(release.path)))
    ]


def future_changes(newsroom: Newsroom, now: dt.datetime, releases: Sequence[Release]) -> list[Change]:
    """All changes to come without an edit, earliest first; `releases` are all releases."""
    from newsroom_cli.newsroom import schedule
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import blackouts

    manifest = manifests.manifest_of(newsroom.output)
    changes = schedule.changes(newsroom, releases, now=now, due_moments=manifest.due_moments)
    return sorted(
        [*changes, *blackouts.coming_changes(newsroom, releases, manifest, now)], key=lambda change: change.moment
    )


def lines(changes: list[Change], newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """The lines about changes at one moment: first the moment, then a line for each change."""
    from newsroom_cli.newsroom import moments
    from newsroom_cli.newsroom.schedule import ChangeKind

    text = [moments.ahead(changes[0].moment, now, newsroom.config)]
    for change in changes:
        if change.path:
            is_over = change.kind == ChangeKind.EVENT_ENDS
            what = change.kind if is_over else _effect_of_own_errors(change.path, newsroom) or change.kind
            words = f"{what}: {change.words or '(no headline)'}  {output.from_here(change.path, newsroom.root)}"
        else:
            words = f"{change.kind}: {change.words}" if change.words else str(change.kind)
        text.append(f"  {words}")
    return text


def _effect_of_own_errors(path: str, newsroom: Newsroom) -> str:
    """The effect in words of the errors in a waiting release when it is to go out; empty if it has none."""
    from newsroom_cli.linter import check

    error_count = len(check.errors(newsroom.document(newsroom.read(path))))
    return f"{counted(error_count, 'error')} will {effect_of_errors(newsroom)}" if error_count else ""


def effect_of_errors(newsroom: Newsroom) -> str:
    """The effect in words of errors in a release that is to go out, by the setting of the newsroom."""
    return "hold it back" if newsroom.config.publishing.broken == "hold" else "stop the build"
