"""`newsroom embargo`: nothing of a release is public before a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.shared_options import Directory, File
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import APPROVED, PUBLIC

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom


def embargo(
    file: File = None,
    until: Annotated[
        str, typer.Option("--until", metavar="TIME", help="Nothing is public before TIME, such as tomorrow 9am.")
    ] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Take the embargo off.")] = False,
    directory: Directory = None,
) -> None:
    """Put a release under an embargo, move the embargo, or lift it.

    Until then the release, its pictures and its attachments are on no page, in no feed and in no mail but a copy in
    advance. A release that is public cannot be put under an embargo.

    What was signed must be signed again, because signatures are for the embargo, too. When somebody breaks it, there
    is no time for that: newsroom publish --lift-embargo ends it at once, the signatures stand, and the release keeps
    the minute.

    The time may stand behind the release: newsroom embargo library until Friday 9am

    Example: newsroom embargo releases/2026-03-02-library.md --until "tomorrow 9am"
    """
    from newsroom_cli.cli import ask, options, output, status
    from newsroom_cli.ledger import records
    from newsroom_cli.model import editing
    from newsroom_cli.newsroom import moments
    from newsroom_cli.newsroom.writer import in_place

    newsroom = options.newsroom(directory)
    now = options.moment(None, newsroom)
    if not (until or lift):
        file, until = _split(file, newsroom, now)
    release = options.open_release(newsroom, file)
    _refuse_public(newsroom, release, now)
    if lift:
        after, done = _lifted(release, until), "the embargo is lifted"
    else:
        end = _end(until, newsroom, now)
        after = editing.assign(release, "embargo", end)
        after = _without_lift(after)
        done = f"under embargo until {moments.in_words(end, newsroom.config)}"
    goes_out = newsroom.publication_status(newsroom.document(after), now) == PUBLIC
    if goes_out and output.is_interactive() and not ask.confirm("The next newsroom build publishes it. Lift it?"):
        output.say("nothing was changed")
        raise typer.Exit(1)
    copy_lines = status.outdated_copy_lines(newsroom, after, now)
    in_place.save_release(newsroom, release, after)
    shown_path = output.from_here(release.path, newsroom.root)
    output.say(f"{output.paint('good', done)}: {shown_path}")
    if records.signers(release) and not records.signers(after):
        output.say("it must be signed again: newsroom approve")
    elif goes_out:
        output.say("the next newsroom build publishes it")
    else:
        output.say(*date_lines(newsroom, after, now))
        if after.status_name != APPROVED or newsroom.status_by_fields(after, now) == PUBLIC:
            when = "once it is approved" if lift else "then if it is approved"
            output.say(f"it goes out {when}: newsroom status says what is missing")
    output.say(*copy_lines)


def _split(typed: str | None, newsroom: Newsroom, now: dt.datetime) -> tuple[str | None, str]:
    """The words for a release and the time behind them, as in `library tomorrow 9am`; no time if none is typed."""
    from newsroom_cli.cli import naming
    from newsroom_cli.language.dates import typed_dates

    words = (typed or "").split()
    if typed and naming.is_path(typed):
        return typed, ""
    for number in range(1, len(words)):
        time = " ".join(words[number:])
        if typed_dates.readings(time, now, newsroom.config.language).values:
            return " ".join(words[: number - (words[number - 1] == "until" and number > 1)]), time
    return typed, ""


def date_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield a line for a release whose date is later than its embargo, or than now without one."""
    from newsroom_cli.model.interpretation import embargo_end, instant
    from newsroom_cli.newsroom import moments

    day = instant(release.date.value, newsroom.config) if release.date else now
    if day > max(embargo_end(release, newsroom.config) or now, now):
        then = "; it goes out then" if release.status_name == APPROVED else ""
        yield f"its date is later, {moments.in_words(day, newsroom.config)}{then}"


def _refuse_public(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise RefusedError for a release that is public, or was."""
    from newsroom_cli.cli import options, output

    due_moments = options.due_moments(newsroom)
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    if status == PUBLIC or release.is_taken_back:
        raise RefusedError(
            "this release is public, or was: an embargo would come too late",
            path=output.from_here(release.path, newsroom.root),
            hint="newsroom withdraw takes a public release back",
        )


def _lifted(release: Release, until: str) -> Release:
    """The release without its embargo. Raises NewsroomError if it has none."""
    from newsroom_cli.model import editing

    if until:
        raise NewsroomError("an embargo is either moved or lifted", hint="leave out --until or --lift")
    if release.embargo is None:
        raise NewsroomError(
            "this release has no embargo", path=release.path, hint="newsroom status shows where it stands"
        )
    return _without_lift(editing.remove_key(release, "embargo"))


def _without_lift(release: Release) -> Release:
    """The release without the lift of an earlier embargo."""
    from newsroom_cli.model import editing

    for name in ("embargo_lifted", "embargo_lifted_from"):
        release = editing.remove_key(release, name) if getattr(release, name) else release
    return release


def _end(until: str, newsroom: Newsroom, now: dt.datetime) -> dt.datetime:
    """The moment at which the embargo ends. Raises NewsroomError for one that is past, or none."""
    from newsroom_cli.cli import when
    from newsroom_cli.model.interpretation import instant

    if until:
        end = when.moment(until, newsroom, option="--until", confirms=True, ahead=True)
    elif asked := when.ask("Until when, such as Friday 9am", newsroom, timed=True, ahead=True):
        end = instant(asked, newsroom.config)
    else:
        raise NewsroomError("no time is named", hint='name it: newsroom embargo FILE --until "tomorrow 9am"')
    if end <= now:
        raise NewsroomError("this moment is past", hint=f"name one that is to come; {when.EXAMPLES}")
    return end
