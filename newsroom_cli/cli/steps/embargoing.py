"""The steps of `newsroom embargo`: set, move and lift embargoes."""

from __future__ import annotations

import datetime as dt
import posixpath
import shlex
from collections.abc import Iterator

from newsroom_cli.cli.arguments import options, when
from newsroom_cli.cli.steps import naming, publication, state_lines
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.language.dates import relative_days, typed_dates
from newsroom_cli.ledger import records
from newsroom_cli.model import disk, editing
from newsroom_cli.model.errors import DeclinedError, NewsroomError, RefusedError
from newsroom_cli.model.interpretation import dated_at, due_moment_if_out, embargo_end, instant, local_day
from newsroom_cli.model.release import APPROVED, PUBLIC, WITHDRAWN, Release
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links.translation_links import original_path
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.publishing.life import elsewhere


def set_embargo(newsroom: Newsroom, file: str | None, until: str, *, lift: bool) -> None:
    """Put a release under embargo, move the embargo, or lift it."""
    now = options.moment(None, newsroom)
    if not (until or lift):
        file, until = _release_and_time(file, newsroom, now)
    release = naming.open_release(newsroom, file)
    _refuse_public(newsroom, release, now)
    if lift:
        if until:
            raise NewsroomError("an embargo is either moved or lifted", hint="leave out --until or --lift")
        if release.embargo is None:
            raise NewsroomError(
                "this release has no embargo", path=release.path, hint="newsroom status shows where it stands"
            )
        after, done = _without_lift(editing.remove_key(release, "embargo")), "the embargo is lifted"
    else:
        end = _chosen_end(until, newsroom, now)
        after = _without_lift(editing.assign(release, "embargo", end))
        done = f"under embargo until {moments.in_words(end, newsroom.config)}"
    goes_out = newsroom.publication_status(newsroom.document(after), now) == PUBLIC
    if goes_out and output.is_interactive() and not ask.confirm("The next newsroom build publishes it. Lift it?"):
        raise DeclinedError("nothing was changed")
    copy_lines = state_lines.outdated_copy_lines(newsroom, after, now)
    in_place.save_release(newsroom, release, after)
    shown_path = output.from_here(release.path, newsroom.root)
    output.say(f"{output.paint('good', done)}: {shown_path}")
    if records.signers(release) and not records.signers(after):
        output.say("it must be signed again: newsroom approve")
    elif goes_out:
        output.say("the next newsroom build publishes it")
    else:
        output.say(*publication.date_lines(newsroom, after, now))
        if after.status_name != APPROVED or newsroom.status_by_fields(after, now) == PUBLIC:
            when = "once it is approved" if lift else "then if it is approved"
            output.say(f"it goes out {when}: newsroom status says what is missing")
    output.say(*_words_for_another_day(newsroom, release, after), *_translation_lines(newsroom, after), *copy_lines)


def _words_for_another_day(newsroom: Newsroom, before: Release, after: Release) -> Iterator[str]:
    """Yield the lines about words such as "today" if they mean another day now that the embargo was moved."""
    if before.date is None or after.date is None:
        return
    days = [local_day(dated_at(release, newsroom.config), newsroom.config) for release in (before, after)]
    if days[0] == days[1]:
        return
    document = newsroom.document(after)
    passages = (*document.captions, *document.passages)
    found = ((passage, relative_days.first_relative_day(passage.text, document.language)) for passage in passages)
    named = [(after.position(passage.place(day.start, day.end).start).line, day.word) for passage, day in found if day]
    if named:
        places = ", ".join(f'"{word}" in line {line}' for line, word in named[:_NAMED])
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        yield f"the text goes out on another day now, so read this again: {places}{more}"


_NAMED = 5  # words


def _translation_lines(newsroom: Newsroom, original: Release) -> Iterator[str]:
    """Yield a line about each translation of a release whose embargo ends at another moment."""
    ends, name = embargo_end(original, newsroom.config), posixpath.basename(original.path).encode()
    for path in newsroom.paths():
        if path == original.path or not disk.contains(newsroom.root / path, name):
            continue
        translation = newsroom.read_alone(path)
        if translation.status_name == WITHDRAWN or original_path(translation) != original.path:
            continue
        if embargo_end(translation, newsroom.config) != ends:
            option = f'--until "{ends.astimezone(newsroom.config.zone).isoformat()}"' if ends else "--lift"
            yield f"its translation has another embargo: newsroom embargo {shlex.quote(path)} {option}"


def _release_and_time(typed: str | None, newsroom: Newsroom, now: dt.datetime) -> tuple[str | None, str]:
    """The words for a release and the time after them, as in `library tomorrow 9am`; an empty time if none is typed."""
    words = (typed or "").split()
    if typed and typed.lower().endswith(".md"):
        return typed, ""
    for number in range(1, len(words)):
        time = " ".join(words[number:])
        if typed_dates.readings(time, now, newsroom.config.language).values:
            return " ".join(words[: number - (words[number - 1] == "until" and number > 1)]), time
    return typed, ""


def _refuse_public(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise RefusedError for a release that is public, or was, or that the next build makes public."""
    due_moments = options.due_moments(newsroom)
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    if status != PUBLIC and not release.is_taken_back:
        return
    shown_path = output.from_here(release.path, newsroom.root)
    why = "this release is public, or was: an embargo would come too late"
    hint = "newsroom withdraw takes a public release back"
    on_site = due_moment_if_out(release, due_moments) or elsewhere.is_built_elsewhere(newsroom)
    if not (on_site or release.is_taken_back):
        why = "this release is due, and no build here has published it yet"
        hint = f"if no reader has it, newsroom status {shlex.quote(shown_path)} draft comes first; else {hint}"
    raise RefusedError(why, path=shown_path, hint=hint)


def _without_lift(release: Release) -> Release:
    """The release without the lift of an earlier embargo."""
    for name in ("embargo_lifted", "embargo_lifted_from"):
        release = editing.remove_key(release, name) if getattr(release, name) else release
    return release


def _chosen_end(until: str, newsroom: Newsroom, now: dt.datetime) -> dt.datetime:
    """The moment at which the embargo ends. Raises NewsroomError if it is past, or if none is named."""
    if until:
        end = when.moment(until, newsroom, option="--until", confirms=True, ahead=True)
    elif asked := when.ask("Until when, such as Friday 9am", newsroom, timed=True, ahead=True):
        end = instant(asked, newsroom.config)
    else:
        raise NewsroomError("no time is named", hint='name it: newsroom embargo FILE --until "tomorrow 9am"')
    if end <= now:
        raise NewsroomError("this moment is past", hint=f"name one that is to come; {when.EXAMPLES}")
    return end
