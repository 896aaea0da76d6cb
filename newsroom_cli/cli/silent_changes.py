"""Published words and pictures that changed while no notice says so: told to whoever signs or builds."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator, Sequence

from newsroom_cli.cli import output
from newsroom_cli.model.errors import RefusedError
from newsroom_cli.model.release import Problem, Release
from newsroom_cli.newsroom.folder import Newsroom

_WHAT = "published words changed, and readers are not told"
_SHOWN = 3  # changed parts of one release


def lines(paths: Sequence[str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about published releases that changed without a notice, with the remedy."""
    for path in paths:
        shown = output.from_here(path, newsroom.root)
        yield f"{output.paint('error', _WHAT)}: {shown}"
        release = newsroom.read_alone(path)
        remedy = f"{command(release, shown)} tells them, or records that it is minor"
        if release.is_taken_back:
            remedy = f"put the published words back; or {command(release, shown)} takes the text away"
        yield f"  help: {remedy}"


def command(release: Release, shown: str) -> str:
    """The command that settles a change of published words; `shown` is the release's path as a person types it."""
    file = shlex.quote(shown)
    return f"newsroom withdraw {file} --class killed" if release.is_taken_back else f"newsroom correct {file}"


def lines_of(release: Release, newsroom: Newsroom, now: dt.datetime, *, is_out: bool) -> list[str]:
    """The lines about a release, if it is published and changed without a notice; `is_out`: the output has it."""
    return list(lines([release.path], newsroom)) if _changes(newsroom, release, now, is_out=is_out) else []


def _changes(newsroom: Newsroom, release: Release, now: dt.datetime, *, is_out: bool) -> list[Problem]:
    """The changes of a published release that no notice tells, by its record, or by the output where it has none."""
    from newsroom_cli.publishing import changes, unrecorded

    silent = changes.silent_changes(newsroom.document(release), now, is_out=is_out)
    return silent or unrecorded.silent_change(newsroom, release)


def refuse(newsroom: Newsroom, release: Release, now: dt.datetime, *, is_out: bool, asks: bool, yes: bool) -> bool:
    """Say that a published release changed without a notice; False if it did not.

    `is_out` says whether the output has it, `asks` whether somebody can be asked, `yes` that nobody needs to be.
    Raises RefusedError if it cannot be signed as it is.
    """
    from newsroom_cli.publishing import changes

    silent = changes.silent_changes(newsroom.document(release), now, is_out=is_out)
    if not silent:  # without a record it may be markup that changed, so nobody is asked
        output.say(*lines_of(release, newsroom, now, is_out=is_out))
        return False
    shown = output.from_here(release.path, newsroom.root)
    hint, is_required = f"newsroom correct {shlex.quote(shown)} tells them", _is_required(newsroom)
    hint += "; this newsroom publishes no change without that" if is_required else "; --yes signs it all the same"
    if is_required or not (asks or yes):
        raise RefusedError(f"{_WHAT}; nothing was signed", path=shown, hint=hint)
    output.say(*lines([release.path], newsroom), *_parts(release, silent))
    return True


def _is_required(newsroom: Newsroom) -> bool:
    """Whether the newsroom publishes no change without a notice."""
    return newsroom.config.publishing.corrections == "required"


def _parts(release: Release, silent: Sequence[Problem]) -> Iterator[str]:
    """Yield a line for each of the first parts that changed, and for the number of the others."""
    for problem in silent[:_SHOWN]:
        yield f"  line {release.position(problem.span.start).line}: {problem.message}"
    if len(silent) > _SHOWN:
        yield f"  and {len(silent) - _SHOWN} more; newsroom check names them"
