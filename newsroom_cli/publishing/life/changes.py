"""Corrections and withdrawals of published releases, written into the release together with its record."""

from __future__ import annotations

import contextlib
import datetime as dt
import shlex
from collections.abc import Iterator, Mapping

from newsroom_cli.language.document import Document
from newsroom_cli.ledger import advance, published
from newsroom_cli.ledger.published import Record
from newsroom_cli.model import disk, editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import due_moment_if_out, entry_of, goes_out_at, instant
from newsroom_cli.model.release import BLACKOUT, DRAFT, KILLED, MINOR, PUBLIC, WITHDRAWN, Problem, Release, text_of
from newsroom_cli.newsroom import history
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.leaks.readings import has_whole_words, letters_of, readings
from newsroom_cli.publishing.life import elsewhere


def corrected(
    newsroom: Newsroom, release: Release, *, change: str, reason: str, now: dt.datetime, due_moments: Mapping[str, str]
) -> Release:
    """The release with a dated correction; unchanged if an interrupted run has written this correction already.

    Raises NewsroomError if the release was never public, is withdrawn, or has this correction already, also in its
    record.
    """
    refuse_never_public(newsroom, release, now, due_moments)
    if release.status_name == WITHDRAWN:
        raise NewsroomError(
            "this release is withdrawn", path=release.path, hint=f"bring it back first: {way_back(release)}"
        )
    if _is_noted(release, change, reason, now, newsroom.config):
        if _is_change_recorded(newsroom, release, change):
            hint = "--undo takes it back; what is new needs a reason of its own"
            raise NewsroomError("this correction stands in the release already", path=release.path, hint=hint)
        return release
    return _noted(release, change, reason, now)


def withdrawn(
    newsroom: Newsroom, release: Release, *, change: str, reason: str, now: dt.datetime, due_moments: Mapping[str, str]
) -> Release:
    """The release with the status withdrawn and a dated notice; unchanged if only its record is missing.

    Raises NewsroomError if the release was never public, has no date, is withdrawn already, or is killed: a withdrawal
    would publish its text again.
    """
    refuse_never_public(newsroom, release, now, due_moments)
    if release.date is None:
        hint = "put the date back with which it was published: date = ..."
        raise NewsroomError("this release has no date, and without one its page goes", path=release.path, hint=hint)
    if release.is_taken_back and release.last_change == change:
        if not _is_change_recorded(newsroom, release, change):
            return release
        raise NewsroomError("this release is withdrawn already", path=release.path, hint="--undo brings it back")
    if release.is_killed:
        hint = "the reason stands under [[corrections]] in the file; --undo brings the text back"
        raise NewsroomError("its text is taken away, and this would publish it again", path=release.path, hint=hint)
    noted = _noted(release, change, reason, now, status_before=release.status_name)
    return editing.assign(noted, "status", WITHDRAWN)


def undone(release: Release, *, withdrawal: bool) -> Release:
    """The release without its last notice; `withdrawal` says whether that must be a withdrawal or a correction.

    Undoing a withdrawal restores the status that the notice recorded, or else `draft`, which publishes nothing.

    Raises NewsroomError if the last notice is of the other kind, or there is none.
    """
    if not release.corrections:
        raise NewsroomError("there is nothing to undo", path=release.path, hint="it has no [[corrections]]")
    if withdrawal and not release.is_taken_back:
        hint = f"newsroom correct {shlex.quote(release.path)} --undo takes its last correction back"
        raise NewsroomError("this release is not withdrawn", path=release.path, hint=hint)
    if release.is_taken_back and not withdrawal:
        hint = f"{way_back(release)} brings it back"
        raise NewsroomError("the last notice is a withdrawal, not a correction", path=release.path, hint=hint)
    after = editing.remove(release, "corrections", -1)
    if not release.is_taken_back or after.is_taken_back:
        return after
    noted = release.corrections[-1].status_before
    return editing.assign(after, "status", noted.value if noted else DRAFT)


def may_have_been_seen(newsroom: Newsroom, release: Release, now: dt.datetime) -> bool:
    """Whether readers may have seen the last notice: the page shows it, or there is no page and it is an hour old."""
    last = release.corrections[-1]
    if release.last_change == MINOR or last.reason is None:
        return False
    try:
        page = disk.read(newsroom.output / "releases" / f"{release.slug}.html")
    except OSError:
        return last.date is None or now - instant(last.date.value, newsroom.config) >= _JUST_NOW
    reason_letters = letters_of(last.reason.value)
    return any(has_whole_words(text, reason_letters) for reading in readings(page) for text in reading.normalized)


def way_back(release: Release) -> str:
    """The command that brings a withdrawn release back."""
    file = shlex.quote(release.path)
    return f"newsroom withdraw {file} --undo" if release.is_taken_back else f"newsroom status {file} draft"


def was_public(newsroom: Newsroom, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> bool:
    """Whether a release is or was public: the output or its record says so, or its status is public now.

    A record says nothing of a release that a blackout holds, unless CI may have published it before somebody declared
    the blackout.
    """
    if (
        due_moment_if_out(release, due_moments) and not _is_page_of_another(newsroom, release)
    ) or newsroom.status_by_fields(release, now, due_moments) == PUBLIC:
        return True
    record = record_files.record_of(newsroom.root, release)
    if record is None or record.first_public > now:
        return False
    return newsroom.status_by_fields(release, now) != BLACKOUT or elsewhere.is_deployed_by_ci(newsroom)


def _is_page_of_another(newsroom: Newsroom, release: Release) -> bool:
    """Whether the output has another release, with another id, under the name of this one."""
    published = manifests.manifest_of(newsroom.output).published
    entry = entry_of(release, published)
    return bool(entry and entry.id and release.id and entry.id != release.id.value)


def refuse_never_public(newsroom: Newsroom, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> None:
    """Raise NewsroomError if a release was never public: there is nothing to correct."""
    if was_public(newsroom, release, now, due_moments):
        return
    hint = "it was never public: edit it freely, or newsroom status FILE draft keeps it back"
    raise NewsroomError("there is nothing public to correct", path=release.path, hint=hint)


_JUST_NOW = dt.timedelta(hours=1)  # the same reason after more than an hour is a new correction


def _is_noted(release: Release, change: str, reason: str, now: dt.datetime, config: Config) -> bool:
    """Whether the last notice of a release is the same as this one and less than an hour old."""
    if release.last_change != change:
        return False
    last = release.corrections[-1]
    written_reason = text_of(last.reason)
    return written_reason == reason and last.date is not None and now - instant(last.date.value, config) < _JUST_NOW


def _is_change_recorded(newsroom: Newsroom, release: Release, change: str) -> bool:
    """Whether the record of a release has its last change and its present words."""
    record = record_files.record_of(newsroom.root, release)
    if record is None or record.change != change:
        return False
    return change == KILLED or not published.changed_parts(release, record)


def _noted(release: Release, change: str, reason: str, now: dt.datetime, **more: str) -> Release:
    """The release with a notice appended: change, date, the reason unless it is empty, and the fields `more`."""
    notice = {"change": change, "date": now.replace(microsecond=0), **({"reason": reason} if reason else {}), **more}
    return editing.append(release, "corrections", notice)


# --- the record -----------------------------------------------------------------------------------------------


def make_record(
    newsroom: Newsroom,
    release: Release,
    *,
    now: dt.datetime,
    change: str = "",
    first_public: dt.datetime | None = None,
    is_unread: bool = False,
) -> Record:
    """Make the record of a release as it is now; `change` is the class of the change since the last record.

    `first_public` is the moment of first publication, by default the moment the release is due; `is_unread` says that
    nobody has seen the recorded words. Raises NewsroomError if the release has no id, or its record is damaged.
    """
    first = first_public or goes_out_at(release, newsroom.config)
    return published.make_record(
        newsroom.with_files(release),
        first_public=first,
        now=now,
        before=record_files.record_of(newsroom.root, release),
        change=change,
        is_unread=is_unread,
    )


def is_recorded(newsroom: Newsroom, release: Release) -> bool:
    """Whether a release has a record."""
    return record_files.record_of(newsroom.root, release) is not None


def differs_from_record(newsroom: Newsroom, release: Release) -> bool:
    """Whether a release is known to differ from its record."""
    return bool(parts_changed(newsroom, release))


def parts_changed(newsroom: Newsroom, release: Release) -> set[str]:
    """The kinds of the parts of a release that are known to differ from its record; empty without a record."""
    record = record_files.record_of(newsroom.root, release)
    return {part.kind for part in published.changed_parts(release, record)} if record else set()


def is_as_recorded(newsroom: Newsroom, release: Release) -> bool:
    """Whether the words of a release are the same as in its record; False without a record."""
    record = record_files.record_of(newsroom.root, release)
    return (
        record is not None
        and not published.is_of_earlier_version(record)
        and not published.changed_parts(release, record)
    )


def may_be_out(release: Release, config: Config, now: dt.datetime) -> bool:
    """Whether an output on another machine may have a release: not if somebody signed it within the last hour."""
    dates = [approval.date.value for approval in release.approvals if approval.date]
    return all(now - instant(date, config) >= _JUST_NOW for date in dates)


def is_committed(newsroom: Newsroom, release: Release) -> bool:
    """Whether git has the record of a release, so that a build elsewhere may have published what it records."""
    path = record_files.path_of_record(newsroom.root, release.id.value) if release.id else None
    return path is not None and bool(history.text_in_git(newsroom.root, path, "HEAD"))


def silent_changes(newsroom: Newsroom, document: Document, now: dt.datetime, *, is_out: bool) -> list[Problem]:
    """A problem for each part of a public release that differs from its published version without a notice.

    `is_out` says whether the output has the release.
    """
    release = document.release
    changed = [problem for problem in release.problems if problem.code == record_files.CHANGED and problem.key]
    silent = [problem for problem in changed if dt.datetime.fromisoformat(problem.key) <= now]
    if not silent or is_out or may_be_out(release, newsroom.config, now) or is_committed(newsroom, release):
        return silent
    return []


def with_copy(newsroom: Newsroom, release: Release, outlet: str, *, now: dt.datetime) -> Record:
    """The record of a release with an advance copy for a medium added. Raises NewsroomError as `make_record` does."""
    record = make_record(newsroom, release, now=now)
    if has_this_version(newsroom, release, outlet):
        return record
    digest, embargo = advance.copy_digest(newsroom.with_files(release)), release.embargo
    copy = published.Copy(outlet, now.replace(microsecond=0), digest, embargo.value if embargo else None)
    return record._replace(advance=(*record.advance, copy))


def without_copy(newsroom: Newsroom, release: Release, outlet: str) -> Record | None:
    """The record of a release without the last advance copy that a medium got; None if it has none."""
    record = record_files.record_of(newsroom.root, release)
    copies = record.advance if record else ()
    numbers = [number for number, copy in enumerate(copies) if copy.outlet.casefold() == outlet.casefold()]
    if record is None or not numbers:
        return None
    return record._replace(advance=(*copies[: numbers[-1]], *copies[numbers[-1] + 1 :]))


def has_this_version(newsroom: Newsroom, release: Release, outlet: str) -> bool:
    """Whether the last advance copy that a medium got has the present words of the release."""
    record = record_files.record_of(newsroom.root, release)
    copies = [copy for copy in record.advance if copy.outlet.casefold() == outlet.casefold()] if record else []
    return bool(copies) and advance.is_this_version(newsroom.with_files(release), copies[-1])


def has_copy(newsroom: Newsroom, release: Release, outlet: str) -> bool:
    """Whether the record says that a medium got an advance copy."""
    return outlet.casefold() in (name.casefold() for name in media(newsroom, release))


def media(newsroom: Newsroom, release: Release) -> list[str]:
    """The media that got an advance copy of a release, each once, in the first spelling of its name."""
    record = record_files.record_of(newsroom.root, release)
    names = {copy.outlet.casefold(): copy.outlet for copy in reversed(record.advance)} if record else {}
    return list(reversed(names.values()))


def to_inform(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[advance.Outdated]:
    """The media whose advance copy is outdated, and why; none without a record."""
    record = record_files.record_of(newsroom.root, release)
    if record is None or not record.advance:
        return []
    return advance.outdated_copies(newsroom.with_files(release), record, newsroom.config, now)


def save(
    newsroom: Newsroom, edited: list[tuple[Release, Release]], new: list[Record], *, records_first: bool = False
) -> None:
    """Write edited releases and their records, all or none. Raises NewsroomError if a file cannot be written.

    The file that is written last marks the work as complete. If the process is killed before, the same command
    completes it.
    """
    releases: FileChanges = {before.path: (before.text.encode(), after.text.encode()) for before, after in edited}
    records = record_files.file_changes(newsroom.root, new)
    files = records | releases if records_first else releases | records
    in_place.tidy(newsroom, files)
    in_place.rewrite(newsroom, _changed(files))


@contextlib.contextmanager
def saved(newsroom: Newsroom, record: Record) -> Iterator[None]:
    """Save a record, and put back what was there before if the block fails."""
    files = record_files.file_changes(newsroom.root, [record])
    save(newsroom, [], [record])
    try:
        yield
    except BaseException:
        in_place.rewrite(newsroom, _changed({path: (after, before or None) for path, (before, after) in files.items()}))
        raise


FileChanges = dict[str, tuple[bytes | None, bytes | None]]  # the old and new bytes of files, by path


def _changed(files: FileChanges) -> FileChanges:
    return {path: contents for path, contents in files.items() if contents[0] != contents[1]}
