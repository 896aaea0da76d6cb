"""`newsroom correct` and `newsroom withdraw`: what changed in a public release, said to its readers."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import ask, completion, going_back, new_correction, options, output
from newsroom_cli.cli.shared_options import Directory, file_argument, require_visible
from newsroom_cli.cli.unnamed import Meant
from newsroom_cli.linter.report import counted
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import APPROVED, PUBLIC, WITHDRAWN, Release

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from newsroom_cli.newsroom.folder import Newsroom


class Change(StrEnum):
    """The classes of a change after which the release stays public."""

    minor = "minor"
    clarification = "clarification"
    update = "update"
    correction = "correction"


class Withdrawal(StrEnum):
    """The ways to withdraw a release."""

    withdrawn = "withdrawn"
    killed = "killed"


_CHANGES = (
    ("minor", "a typo; readers are not told, and no date moves"),
    *new_correction.CHANGES,
)
_WITHDRAWALS = (
    ("withdrawn", "the text stays, under a notice that it no longer stands"),
    ("killed", "the text goes; its address and the reason stay"),
)

Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="What readers are told: what it said, what is right.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last notice back.")]


def correct(
    file: Annotated[str | None, file_argument("a public one that has changed")] = None,
    change: Annotated[Change | None, typer.Option("--class", help="What kind of change it is.")] = None,
    reason: Reason = "",
    yes: Yes = False,
    undo: Undo = False,
    directory: Directory = None,
) -> None:
    """Say what you have changed in a public release.

    Edit the release first. Then this adds a dated notice, which stands on top of page and mail and in the feeds, and
    records the new words. A minor change is recorded without a notice. Run newsroom build afterwards.

    Example: newsroom correct releases/2026-03-02-library.md --class correction --reason "It opens in 2027, not 2026."
    """
    from newsroom_cli.cli import not_yet_public, unfinished

    newsroom, release, now = _open_release(file, directory, Meant.PUBLIC if undo else Meant.CHANGED)
    if undo:
        _undo(newsroom, release, yes, now, withdrawal=False)
        return
    not_yet_public.refuse(newsroom, release, now)
    with unfinished.answers(newsroom, "correct", release.path):
        going_back.with_way_back(lambda: _correct(newsroom, release, change, reason, yes, now))


def _correct(
    newsroom: Newsroom, release: Release, change: Change | None, reason: str, yes: bool, now: dt.datetime
) -> None:
    """Ask what no option says, show what readers will see, and write the notice of a change."""
    from newsroom_cli.publishing import changes

    due_moments, asks = options.due_moments(newsroom), output.is_interactive() and not yes
    is_unchanged = changes.is_as_recorded(newsroom, release)
    if is_unchanged and asks and not (change or reason):
        _confirm_unchanged(newsroom, release)
    kind = change.value if change else ask.choice("What kind of change", _CHANGES, "correction") if asks else ""
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
        _print_address(newsroom, after)


def _confirm_unchanged(newsroom: Newsroom, release: Release) -> None:
    """Say that a release is as it was published, and end with exit code 1 unless a person wants a notice all the same.

    This stops people who run the command before they have edited the release.
    """
    shown = shlex.quote(output.from_here(release.path, newsroom.root))
    output.say("no word of it has changed since it was published", f"edit it first: newsroom open --edit {shown}")
    if not ask.confirm("Write a notice all the same?", default=False):
        output.say("nothing was changed")
        raise typer.Exit(1)


def _print_address(newsroom: Newsroom, release: Release) -> None:
    """Say that a release keeps its address, whose words are those of the headline before the change."""
    shown = shlex.quote(output.from_here(release.path, newsroom.root))
    output.say(f"its address stays releases/{release.slug}.html; newsroom rename {shown} gives it another one")


def withdraw(
    file: Annotated[str | None, file_argument("one of the public ones")] = None,
    change: Annotated[
        Withdrawal | None, typer.Option("--class", help="withdrawn: the text stays under a notice; killed: it goes.")
    ] = None,
    reason: Reason = "",
    yes: Yes = False,
    undo: Undo = False,
    directory: Directory = None,
) -> None:
    """Take a public release back.

    Its page stays and says so, with the reason; if it is killed, without the text. Feeds and mail say it too. Run
    newsroom build afterwards; no error in a release holds that up. --undo brings the release back. A draft that no
    reader has seen is deleted instead, after a question on a terminal.

    Example: newsroom withdraw releases/2026-03-02-library.md --reason "The council has cancelled the plan."
    """
    from newsroom_cli.cli import not_yet_public, unfinished

    newsroom, release, now = _open_release(file, directory, Meant.TAKEN_BACK if undo else Meant.PUBLIC)
    if undo:
        _undo(newsroom, release, yes, now, withdrawal=True)
        return
    if not yes and not_yet_public.offers_to_delete(newsroom, release, now):
        return
    not_yet_public.refuse(newsroom, release, now)
    with unfinished.answers(newsroom, "withdraw", release.path):
        going_back.with_way_back(lambda: _withdraw(newsroom, release, change, reason, yes, now))


def _withdraw(
    newsroom: Newsroom, release: Release, change: Withdrawal | None, reason: str, yes: bool, now: dt.datetime
) -> None:
    """Ask what no option says, show what readers will see, and write that a release is taken back."""
    from newsroom_cli.publishing import changes, text_under_notice

    due_moments, asks = options.due_moments(newsroom), output.is_interactive() and not yes
    asked = ask.choice("How is it taken back", _WITHDRAWALS, "withdrawn") if asks and not change else ""
    kind = change.value if change else asked or "withdrawn"
    if kind == "withdrawn":
        text_under_notice.refuse_held_text(newsroom, release, now, due_moments)
    reason_given = reason or (_asked_reason() if asks else "")
    _refuse_unfit_reason(reason_given, "nobody says why it is withdrawn", "The council has cancelled the plan.")
    after = changes.withdrawn(newsroom, release, change=kind, reason=reason_given, now=now, due_moments=due_moments)
    _save(newsroom, release, after, kind, yes, now)
    output.say(*_translation_lines(newsroom, release, now))


def _translation_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield the lines about public translations of a withdrawn release, which stay as they are, with the remedy."""
    from newsroom_cli.newsroom.translation_links import original_path

    paths = (path for path in newsroom.paths() if disk.contains(newsroom.root / path, b"translation"))
    for other in map(newsroom.read_alone, paths):
        is_public = not other.is_taken_back and newsroom.status_by_fields(other, now) == PUBLIC
        if is_public and original_path(other) == release.path:
            shown = output.from_here(other.path, newsroom.root)
            command = f"newsroom withdraw {shlex.quote(shown)}"
            yield f"its translation stays as it is: {shown}; {command} takes that back, too"


def record(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="Releases; else all public ones.", autocompletion=completion.releases),
    ] = None,
    directory: Directory = None,
) -> None:
    """Record what is public, so that later changes are noticed.

    Writes a small file for each public release that has none, in the folder published: its addresses, when it was
    public first, and a digest of its words. A record that is older than the words with which the release went out is
    renewed, if the output folder shows that they were the first. Commit these files.

    Example: newsroom record
    """
    from newsroom_cli.cli import silent_changes
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import blackouts, changes, first_records, unrecorded

    newsroom = options.newsroom(directory)
    now, manifest = options.moment(None, newsroom), manifests.manifest_of(newsroom.output)
    due_moments, on_site = manifests.due_moments(manifest), blackouts.published(manifest)
    named = [options.release_path(newsroom, file, meant=Meant.PUBLIC) for file in files or ()]
    paths = named or newsroom.paths()
    new_records, changed = [], []
    for release in map(newsroom.read, paths):
        if not release.id or newsroom.status_by_fields(release, now, due_moments) != PUBLIC:
            continue
        if not changes.is_recorded(newsroom, release):
            changed += [release.path] if unrecorded.is_silent_change(newsroom, release, on_site, manifest.built) else []
            new_records.append(changes.make_record(newsroom, release, now=now))
        elif renewed := first_records.renewed(newsroom, release, manifest):
            new_records.append(renewed)
        elif files and changes.differs_from_record(newsroom, release):
            raise RefusedError(
                "its words are not as they are recorded, and nothing shows that they were the first",
                path=output.from_here(release.path, newsroom.root),
                hint="newsroom correct tells readers, or records a minor change",
            )
    changes.save(newsroom, [], new_records)
    output.say(*silent_changes.lines(changed[:_MOST_NAMED], newsroom))
    output.say(
        f"recorded {counted(len(new_records), 'release')}" if new_records else "every public release is recorded"
    )


_MOST_NAMED = 10


def _refuse_unfit_reason(reason: str, missing: str, example: str) -> None:
    """Raise NewsroomError for a reason that readers cannot be told; no error would hold a withdrawal with it up."""
    from newsroom_cli.language.wording.placeholders import placeholders

    hint = f'--reason "{example}"'
    if not reason.strip():
        raise NewsroomError(missing, hint=hint)
    require_visible("the reason", reason, hint)
    if any(placeholders(reason)):
        raise NewsroomError("readers would be told a placeholder", hint=hint)


def _asked_reason() -> str:
    """What readers are told, as a person answers: words that can stand in a public notice."""

    def validate(answer: str) -> None:
        if ask.means_empty(answer):
            raise ValueError("readers see these words; please type what it said and what is right, or Ctrl-C to stop")

    return ask.text("What readers are told", validate=validate, is_prose=True)


def _open_release(file: str | None, directory: Path | None, meant: Meant) -> tuple[Newsroom, Release, dt.datetime]:
    """The newsroom, the release in a file or one that is meant, and the present moment."""
    newsroom = options.newsroom(directory)
    release = options.open_release(newsroom, file, meant=meant)
    return newsroom, release, options.moment(None, newsroom)


def _undo(newsroom: Newsroom, release: Release, yes: bool, now: dt.datetime, *, withdrawal: bool) -> None:
    """Take the last notice back, and print which one it is.

    Raises RefusedError for a correction that readers may have seen if `yes` means that nobody is asked.
    """
    from newsroom_cli.newsroom import notices
    from newsroom_cli.publishing import changes

    after = changes.undone(release, withdrawal=withdrawal)
    last = release._replace(corrections=release.corrections[-1:])
    public_notices = notices.notices_of(last, newsroom.config, newsroom.own, newsroom.config.language)
    output.say(f"takes back {public_notices[0].text if public_notices else 'a minor change'}")
    if changes.may_have_been_seen(newsroom, release, now):
        if yes and not withdrawal:
            raise RefusedError(
                "readers have seen this notice, and nobody would tell them that it is gone; nothing was changed",
                path=output.from_here(release.path, newsroom.root),
                hint="say what is right with newsroom correct; or leave --yes out, and be asked",
            )
        output.say("readers have seen it, and are not told that it is gone")
    _save(newsroom, release, after, "", yes, now)


def _save(newsroom: Newsroom, before: Release, after: Release, change: str, yes: bool, now: dt.datetime) -> None:
    """Show what readers will see, ask unless `yes`, and write the release and its record.

    `change` is the class of the change, empty for an undo.
    """
    from newsroom_cli.cli import status
    from newsroom_cli.newsroom import moments, notices
    from newsroom_cli.publishing import blackouts, changes

    public_notices = notices.notices_of(after, newsroom.config, newsroom.own, newsroom.config.language)
    output.say(*_preview([notice.text for notice in public_notices[:1]], change))
    if change == "minor":
        output.say(*_changed_lines(newsroom, before, now))
    if not yes:
        if not output.is_interactive():
            raise NewsroomError("nobody is there to ask; nothing was changed", hint="--yes does not ask")
        if not ask.confirm("Write it?", default=False):
            output.say("nothing was changed")
            raise typer.Exit(1)
    record = changes.make_record(newsroom, after, now=now, change=change)
    if change:
        changes.save(newsroom, [(before, after)], [record])
    else:
        changes.save(newsroom, [(before, after)], [record.undone(after.last_change)], records_first=True)
    shown_path = output.from_here(after.path, newsroom.root)
    output.say(*status.outdated_copy_lines(newsroom, after, now))
    then = "newsroom build publishes it"
    if ends := blackouts.until(newsroom, after, None, now):
        then = f"it is held by a blackout until {moments.in_words(ends, newsroom.config)}; after that {then}"
    if after.status_name not in (APPROVED, WITHDRAWN):
        then = f"its status is {after.status_name}, so newsroom build takes its page off the site until it is approved"
    elif _must_be_signed(newsroom, after, now):
        then = f"sign it again with newsroom approve {shlex.quote(shown_path)}, then {then}"
    output.say(f"{output.paint('good', change or 'undone')}: {shown_path}; {then}")


def _changed_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[str]:
    """The first parts of a public release that changed, as they are now; a minor change hides no figure in them."""
    from newsroom_cli.markup.plain_text import shortened
    from newsroom_cli.publishing import changes

    silent = changes.silent_changes(newsroom.document(release), now, is_out=True)[:_CHANGED_SHOWN]
    words = ((problem.span.start, " ".join(release.text[slice(*problem.span)].split())) for problem in silent)
    lines = [
        f"  now in line {release.position(start).line}: {shortened(text, _CHANGED_WORDS)}" for start, text in words
    ]
    has_figures = any(char.isdigit() for line in lines for char in line.partition(": ")[2])
    return lines + ["  a figure that has changed is no typo: --class correction tells readers"] * has_figures


_CHANGED_SHOWN, _CHANGED_WORDS = 5, 300  # parts, and characters of one


def _must_be_signed(newsroom: Newsroom, release: Release, now: dt.datetime) -> bool:
    """Whether signatures are missing that this newsroom requires, so that a build refuses the release."""
    from newsroom_cli.publishing import readiness
    from newsroom_cli.publishing.readiness import About

    state = readiness.assess(newsroom, release, now=now, due_moments={}, compared=())
    return any(blocker.about is About.SIGNATURE for blocker in state.holding)


def _preview(notices: Sequence[str], change: str) -> list[str]:
    """The lines that show what readers will see after a change of this class; `notices` are its public notices."""
    if change == "minor":
        return ["readers are not told of a minor change"]
    return [f"readers will see: {notice}" for notice in notices] or ["readers will see no notice"]
