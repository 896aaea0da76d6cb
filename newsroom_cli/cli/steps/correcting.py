"""The steps of `newsroom correct`, `withdraw` and `record`: notices to readers, and records of what they have seen."""

from __future__ import annotations

import datetime as dt
import functools
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.arguments.shared_options import require_visible
from newsroom_cli.cli.steps import naming, new_correction, notes, state_lines
from newsroom_cli.cli.terminal import ask, output, unfinished
from newsroom_cli.language.wording.placeholders import placeholders
from newsroom_cli.ledger import published
from newsroom_cli.ledger.published import Record
from newsroom_cli.linter.report import counted
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import disk
from newsroom_cli.model.errors import DeclinedError, NewsroomError, RefusedError
from newsroom_cli.model.interpretation import due_moment_if_out, language_of
from newsroom_cli.model.release import APPROVED, DRAFT, KILLED, PUBLIC, REVIEW, TAKEN_BACK, WITHDRAWN, Release
from newsroom_cli.newsroom import history, moments
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import notices
from newsroom_cli.newsroom.links.translation_links import original_path
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.builds import unrecorded
from newsroom_cli.publishing.life import changes, elsewhere, first_records, readiness, text_under_notice
from newsroom_cli.publishing.life.readiness import About


def correct(file: str | None, change: str, reason: str, directory: Path | None, *, yes: bool, undo: bool) -> None:
    """Write a notice of a change in a public release, or take the last one back."""
    newsroom, release, now = _open_release(file, directory, Meant.PUBLIC if undo else Meant.CHANGED)
    if undo:
        _undo(newsroom, release, yes, now, withdrawal=False)
        return
    _refuse_unseen(newsroom, release, now)
    with unfinished.answers(newsroom, "correct", release.path):
        ask.with_way_back(lambda: _correct(newsroom, release, change, reason, yes, now))


def withdraw(file: str | None, change: str, reason: str, directory: Path | None, *, yes: bool, undo: bool) -> None:
    """Take a public release back, or bring it back; delete a draft that nobody has seen, after a question."""
    newsroom, release, now = _open_release(file, directory, Meant.TAKEN_BACK if undo else Meant.PUBLIC)
    if undo:
        _undo(newsroom, release, yes, now, withdrawal=True)
        return
    if not yes and _offers_to_delete(newsroom, release, now):
        return
    _refuse_unseen(newsroom, release, now)
    with unfinished.answers(newsroom, "withdraw", release.path):
        ask.with_way_back(lambda: _withdraw(newsroom, release, change, reason, yes, now))


def record(files: Sequence[str], directory: Path | None) -> None:
    """Record the public releases without a record, and renew records older than the words that went out first.

    A release that errors keep off the site, or whose record cannot be read, is left out and named; then the exit code
    is 1. With `files` only those are recorded; raises NewsroomError if one of them has such errors or such a record, or
    differs from its record otherwise.
    """
    newsroom = options.newsroom(directory)
    now, manifest = options.moment(None, newsroom), manifests.manifest_of(newsroom.output)
    due_moments, on_site = manifest.due_moments, manifest.published
    named = [naming.release_path(newsroom, file, meant=Meant.PUBLIC) for file in files]
    paths = named or newsroom.paths()
    new_records, changed, faulty, damaged = [], [], [], []

    @functools.cache
    def faulty_paths() -> set[str]:
        """The paths of all releases with errors."""
        return {finding.path for finding in state_lines.errors(newsroom, now)}

    for release in map(newsroom.read, paths):
        if not release.id or newsroom.status_by_fields(release, now, due_moments) != PUBLIC:
            continue
        try:
            is_new = not changes.is_recorded(newsroom, release)
        except NewsroomError as error:
            if files:
                raise
            damaged.append(error)
            continue
        renewed = None if is_new else first_records.completed_record(newsroom, release, manifest)
        needs_build = is_new and not (release.is_taken_back or due_moment_if_out(release, due_moments))
        if needs_build and release.path in faulty_paths():
            faulty.append(output.from_here(release.path, newsroom.root))
        elif is_new or renewed:
            changed += [release.path] if unrecorded.is_silent_change(newsroom, release, on_site, manifest.built) else []
            new_records.append(renewed or changes.make_record(newsroom, release, now=now))
        elif files and changes.differs_from_record(newsroom, release):
            raise RefusedError(
                "its words are not as they are recorded, and nothing shows that they were the first",
                path=output.from_here(release.path, newsroom.root),
                hint="newsroom correct tells readers, or records a minor change",
            )
    if files and faulty:
        message = "it has errors, so no build publishes it as it is; nothing was recorded"
        raise RefusedError(message, path=faulty[0], hint=f"newsroom check {shlex.quote(faulty[0])}")
    changes.save(newsroom, [], new_records)
    output.say(*notes.silent_lines(changed[:_MOST_NAMED], newsroom))
    for path in faulty[:_MOST_NAMED]:
        output.say(f"not recorded, because errors keep it off the site: {path}; newsroom check {shlex.quote(path)}")
    if len(faulty) > _MOST_NAMED:
        output.say(f"and {len(faulty) - _MOST_NAMED:,} more")
    for damage in damaged[:_MOST_NAMED]:
        output.say(*notes.damage_lines(damage))
    left_out = len(faulty) + len(damaged)
    if new_records or not left_out:
        output.say(
            f"recorded {counted(len(new_records), 'release')}" if new_records else "every public release is recorded"
        )
    if left_out:
        raise typer.Exit(1)


_CHANGES = (
    ("minor", "a typo; readers are not told, and no date moves"),
    *new_correction.CHANGES,
)
_WITHDRAWALS = (
    ("withdrawn", "the text stays, under a notice that it no longer stands"),
    ("killed", "the text goes; its address and the reason stay"),
)


def _correct(newsroom: Newsroom, release: Release, change: str, reason: str, yes: bool, now: dt.datetime) -> None:
    """Ask for what the options leave open, show what readers will see, and write the notice of a change."""
    due_moments, asks = options.due_moments(newsroom), output.is_interactive() and not yes
    is_unchanged = changes.is_as_recorded(newsroom, release)
    if is_unchanged and asks and not (change or reason):
        _confirm_unchanged(newsroom, release)
    kind = change or (ask.choice("What kind of change", _CHANGES, "correction") if asks else "")
    if not kind:
        raise NewsroomError("nobody says what kind of change it is", hint="--class correction; --help lists the others")
    if is_unchanged:
        is_minor = kind == "minor"
        output.say("no word of it has changed since it was published" + "; nothing was written" * is_minor)
        if is_minor:
            return
    reason_given = reason or (_asked_reason() if asks and kind != "minor" else "")
    if reason_given or kind != "minor":
        _refuse_unfit_reason(reason_given, "nobody says what readers are told", "It opens in 2027, not 2026.")
    after = changes.corrected(newsroom, release, change=kind, reason=reason_given, now=now, due_moments=due_moments)
    has_new_headline = "headline" in changes.parts_changed(newsroom, release)
    _save(newsroom, release, after, kind, yes, now)
    if has_new_headline:
        shown = shlex.quote(output.from_here(after.path, newsroom.root))
        output.say(f"its address stays releases/{after.slug}.html; newsroom rename {shown} gives it another one")
    if kind != "minor":
        output.say(*_translation_lines(newsroom, after, now))


def _confirm_unchanged(newsroom: Newsroom, release: Release) -> None:
    """Print that a release is unchanged since publication; raise DeclinedError unless a person wants a notice anyway.

    This stops people who run the command before they have edited the release.
    """
    shown = shlex.quote(output.from_here(release.path, newsroom.root))
    output.say("no word of it has changed since it was published", f"edit it first: newsroom open --edit {shown}")
    if not ask.confirm("Write a notice all the same?", default=False):
        raise DeclinedError("nothing was changed")


def _withdraw(newsroom: Newsroom, release: Release, change: str, reason: str, yes: bool, now: dt.datetime) -> None:
    """Ask for what the options leave open, show what readers will see, and write that a release is taken back."""
    due_moments, asks = options.due_moments(newsroom), output.is_interactive() and not yes
    kind = change or (ask.choice("How is it taken back", _WITHDRAWALS, "withdrawn") if asks else "") or "withdrawn"
    if kind == "withdrawn":
        text_under_notice.refuse_held_text(newsroom, release, now, due_moments)
    reason_given = reason or (_asked_reason() if asks else "")
    _refuse_unfit_reason(reason_given, "nobody says why it is withdrawn", "The council has cancelled the plan.")
    after = changes.withdrawn(newsroom, release, change=kind, reason=reason_given, now=now, due_moments=due_moments)
    _save(newsroom, release, after, kind, yes, now)
    output.say(*_translation_lines(newsroom, after, now))


def _translation_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield the lines about public translations of a corrected or withdrawn release, which stay as they are."""
    paths = (path for path in newsroom.paths() if disk.contains(newsroom.root / path, b"translation"))
    for other in map(newsroom.read_alone, paths):
        is_public = not other.is_taken_back and newsroom.status_by_fields(other, now) == PUBLIC
        if is_public and original_path(other) == release.path:
            shown = output.from_here(other.path, newsroom.root)
            file = shlex.quote(shown)
            remedy = f"newsroom withdraw {file} takes that back, too"
            if not release.is_taken_back:
                remedy = f"edit it, then newsroom correct {file} and newsroom translate {file} --renew"
            yield f"its translation stays as it is: {shown}; {remedy}"


_MOST_NAMED = 10


def _refuse_unfit_reason(reason: str, missing: str, example: str) -> None:
    """Raise NewsroomError for a reason that is unfit for readers; no later error would hold a withdrawal with it up."""
    hint = f'--reason "{example}"'
    if not reason.strip():
        raise NewsroomError(missing, hint=hint)
    require_visible("the reason", reason, hint)
    if any(placeholders(reason)):
        raise NewsroomError("readers would be told a placeholder", hint=hint)


def _asked_reason() -> str:
    """Ask a person for the words that readers are told, and return them."""
    missing = "readers see these words; please type what it said and what is right, or Ctrl-C to stop"
    return ask.name("What readers are told", missing=missing, is_prose=True)


def _open_release(file: str | None, directory: Path | None, meant: Meant) -> tuple[Newsroom, Release, dt.datetime]:
    """The newsroom, the release in `file` or else one of those `meant`, and the present moment."""
    newsroom = options.newsroom(directory)
    release = naming.open_release(newsroom, file, meant=meant)
    return newsroom, release, options.moment_to_note(newsroom)


def _undo(newsroom: Newsroom, release: Release, yes: bool, now: dt.datetime, *, withdrawal: bool) -> None:
    """Take back the last notice, and print it.

    Raises RefusedError for a correction that readers may have seen if `yes` forbids asking.
    """
    after = changes.undone(release, withdrawal=withdrawal)
    last = release._replace(corrections=release.corrections[-1:])
    public_notices = _notices(newsroom, last)
    output.say(f"takes back {public_notices[0].text if public_notices else 'a minor change'}")
    if changes.may_have_been_seen(newsroom, release, now):
        if yes and not withdrawal:
            raise RefusedError(
                "readers have seen this notice, and nobody would tell them that it is gone; nothing was changed",
                path=output.from_here(release.path, newsroom.root),
                hint="say what is right with newsroom correct; or leave --yes out on a terminal, and be asked",
            )
        output.say("readers have seen it, and are not told that it is gone")
    _save(newsroom, release, after, "", yes, now)


def _save(newsroom: Newsroom, before: Release, after: Release, change: str, yes: bool, now: dt.datetime) -> None:
    """Show what readers will see, ask unless `yes`, and write the release and its record.

    `change` is the class of the change, empty for an undo.
    """
    if change == "minor":
        output.say("readers are not told of a minor change", *_changed_lines(newsroom, before, now))
    elif shown := _notices(newsroom, after):
        output.say(f"readers will see: {shown[0].text}")
        if change == TAKEN_BACK and (edited := _changed_lines(newsroom, before, now)):
            output.say("  and under it words that are not the published ones, which no correction announces:", *edited)
    else:
        output.say("readers will see no notice")
    held_until = blackouts.held_until(newsroom, after, None, now)
    if held_until:
        output.say(*_blackout_lines(newsroom, held_until))
    if not yes:
        if not output.is_interactive():
            hint = "--yes does not ask" if change or before.is_taken_back else "run it on a terminal, where it asks"
            raise NewsroomError("nobody is there to ask; nothing was changed", hint=hint)
        if not ask.confirm("Write it?", default=False):
            raise DeclinedError("nothing was changed")
    record = _record_of_change(newsroom, after, now, change)
    if change:
        changes.save(newsroom, [(before, after)], [record] if record else [])
    elif record:
        changes.save(newsroom, [(before, after)], [record.without_last_change(after.last_change)], records_first=True)
    shown_path = output.from_here(after.path, newsroom.root)
    output.say(*(state_lines.outdated_copy_lines(newsroom, after, now) if record else ()))
    then = "newsroom build publishes it" + " after the blackout" * bool(held_until)
    if after.status_name not in (APPROVED, WITHDRAWN):
        then = f"its status is {after.status_name}, so newsroom build takes its page off the site until it is approved"
    elif _must_be_signed(newsroom, after, now):
        then = f"sign it again, then {then}: newsroom approve {shlex.quote(shown_path)}"
    output.say(f"{output.paint('good', change or 'undone')}: {shown_path}; {then}")


def _notices(newsroom: Newsroom, release: Release) -> tuple[notices.Notice, ...]:
    """The notices of a release as readers see them, in its language."""
    language = language_of(release, newsroom.config)
    return notices.notices_of(release, newsroom.config, newsroom.own_templates, language)


def _blackout_lines(newsroom: Newsroom, ends: dt.datetime) -> Iterator[str]:
    """Yield the lines about a change that a blackout holds until it ends, and about the builds that stop until then."""
    yield f"this change is held by a blackout until {moments.in_words(ends, newsroom.config)}"
    yield '  blackout_override = "why" in the release lets it go out before that'
    if not manifests.manifest_of(newsroom.output).releases:
        yield "  until then newsroom build stops where it has no output of the last build, as here"


def _record_of_change(newsroom: Newsroom, after: Release, now: dt.datetime, change: str) -> Record | None:
    """The record of a change; None, after printing why, if a damaged record would otherwise hold up a withdrawal."""
    try:
        return changes.make_record(newsroom, after, now=now, change=change)
    except NewsroomError as error:
        if not (after.id and change in (TAKEN_BACK, KILLED)):
            raise
        output.say(str(error), f"  help: {error.hint}")
        output.say("  the withdrawal is not in it yet: the same command again adds it, once the record is repaired")
        output.say("  until then nobody can see who has a copy in advance")
        return None


def _changed_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[str]:
    """The lines about the first changed parts of a public release, as they are now.

    A warning comes last if readers see figures in any changed part.
    """
    every_change = changes.silent_changes(newsroom, newsroom.document(release), now, is_out=True)
    silent = every_change[:_CHANGED_SHOWN]
    words = ((problem.span.start, " ".join(release.text[slice(*problem.span)].split())) for problem in silent)
    lines = [
        f"  now in line {release.position(start).line}: {shortened(text, _CHANGED_WORDS)}" for start, text in words
    ]
    seen = {part.span: part.text for part in published.parts(release) if part.kind not in published.UNSEEN}
    has_figures = any(char.isdigit() for problem in every_change for char in seen.get(problem.span, ""))
    return lines + ["  a figure that has changed is no typo: --class correction tells readers"] * has_figures


_CHANGED_SHOWN, _CHANGED_WORDS = 5, 300  # parts, and characters of one


def _must_be_signed(newsroom: Newsroom, release: Release, now: dt.datetime) -> bool:
    """Whether signatures are missing that this newsroom requires, so that a build refuses the release."""
    state = readiness.assess(newsroom, release, now=now, due_moments={}, compared=())
    return any(blocker.about is About.SIGNATURE for blocker in state.holding)


# --- releases that no reader has seen, which need no notice ---------------------------------------------------


def _offers_to_delete(newsroom: Newsroom, release: Release, now: dt.datetime) -> bool:
    """Ask whether to delete a draft that nobody else has seen, and do so; returns False if nobody is asked.

    Raises DeclinedError if the answer is no.
    """
    is_draft = release.status_name in (DRAFT, REVIEW) and not changes.media(newsroom, release)
    due_moments = options.due_moments(newsroom)
    if not (output.is_interactive() and is_draft) or changes.was_public(newsroom, release, now, due_moments):
        return False
    shown, kept = output.from_here(release.path, newsroom.root), _version_in_git(newsroom, release)
    seen = disk.read(newsroom.root / release.path)  # text saved while the question is open is not deleted
    output.say("no reader has seen this release, so no notice is needed; it can be thrown away")
    if not ask.confirm(f"Delete {shown}? {kept}", default=False):
        raise DeclinedError("nothing was changed")
    in_place.rewrite(newsroom, {release.path: (seen, None)})
    output.say(f"{output.paint('good', 'deleted')}: {shown}")
    if kept != _NOT_KEPT:
        output.say(f"git restore {shlex.quote(shown)} brings it back, until the deletion is committed")
    return True


_NOT_KEPT = "Nothing keeps it: git has no version of it"


def _version_in_git(newsroom: Newsroom, release: Release) -> str:
    """A sentence about the version of a release that git keeps, without a full stop."""
    version = next(history.versions(newsroom.root / release.path), None)
    if version is None:
        return _NOT_KEPT
    return "git keeps it" if version == release.text else "git keeps it as it was committed last"


def _refuse_unseen(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise NewsroomError if readers cannot have seen a release; if no build here published it, print the effect."""
    due_moments = options.due_moments(newsroom)
    command = f"newsroom status {shlex.quote(output.from_here(release.path, newsroom.root))} draft"
    if not changes.was_public(newsroom, release, now, due_moments):
        raise _never_public(newsroom, release, now, command)
    is_on_site = due_moment_if_out(release, due_moments) or elsewhere.is_built_elsewhere(newsroom)
    if release.status_name == APPROVED and not is_on_site:  # with another status it may have been taken off the site
        output.say(f"no build here has published it yet: {command} keeps it back, and readers hear nothing of it")
        output.say("with a notice, the next newsroom build publishes both")


def _never_public(newsroom: Newsroom, release: Release, now: dt.datetime, command: str) -> NewsroomError:
    """The error for a release that was never public: its status, and how it is kept back or changed."""
    path = output.from_here(release.path, newsroom.root)
    status = newsroom.status_by_fields(release, now, {})
    media = changes.media(newsroom, release)
    keeps = "" if status in (DRAFT, REVIEW) else f"; {command} keeps it back"
    told = f"; tell {', '.join(dict.fromkeys(media))}, who have a copy" if media else ""
    return NewsroomError(
        f"no reader has seen this release, so no notice is needed: its status is {status}",
        path=path,
        hint=f"edit it freely{keeps}{told}; to throw it away, delete {path} ({_version_in_git(newsroom, release)})",
    )
