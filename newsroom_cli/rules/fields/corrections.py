"""CR: changes after publication, and whether readers are told."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.model.interpretation import dated_at, instant
from newsroom_cli.model.release import MINOR, WITHDRAWN, Correction, Problem
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.fields import approvals
from newsroom_cli.rules.registry import (
    ERROR,
    INFO,
    PREVIEW,
    WARNING,
    Archive,
    Hit,
    also_by_the_clock,
    archive_rule,
    rule,
    rule_for_problems,
)

SILENT, UNRECORDED = "CR001", "CR007"
Noted = list[tuple[str, str, int, int, str, str]]


def is_refused(document: Document) -> bool:
    """Whether a change without a notice to readers holds this release back.

    Nobody signs a withdrawal, so where signatures are required, the text under its notice must be the published one.
    """
    needs_signatures = document.release.is_taken_back and approvals.required_of_text(document) > 0
    return needs_signatures or document.config.publishing.corrections == "required"


def unannounced_changes(document: Document) -> list[Problem]:
    """The problems of unannounced changes that hold a release back.

    A damaged record, which has no date of publication, does not hold back a withdrawal.
    """
    if not is_refused(document):
        return []
    found = [problem for problem in document.release.problems if problem.code == SILENT]
    return [problem for problem in found if problem.key] if document.release.is_taken_back else found


def _silent_changes(document: Document) -> Noted | None:
    """The note on a release: its parts that changed without a correction; None if there are none.

    Each has a message, a help text, start and end, the first publication, and a severity, empty for the rule's.
    """
    errors = unannounced_changes(document)
    found = [
        (problem.message, problem.help, *problem.span, problem.key, ERROR if problem in errors else "")
        for problem in document.release.problems
        if problem.code == SILENT
    ]
    return found or None


@archive_rule(
    SILENT,
    "changed-after-publication",
    severity=WARNING,
    max_severity=ERROR,
    note=_silent_changes,
    incremental=True,
)
def changed_after_publication(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report the parts of a public release that changed without a correction."""
    for path, _, _, changes in archive.releases:
        for message, help, start, end, first_public, severity in changes:
            if not first_public or dt.datetime.fromisoformat(first_public) <= archive.now:
                yield path, Hit(Span(start, end), message, help, severity=severity)


@rule("CR002", "correction-without-words", severity=ERROR)
def correction_without_words(document: Document) -> Iterator[Hit]:
    """Report a correction without class, date or reason, or one dated before the release, and a withdrawal without any.

    `dated_ahead` finds more.
    """
    release = document.release
    if release.status and release.status_name == WITHDRAWN and not release.is_taken_back:
        path = shlex.quote(release.path)
        help = f"if it was public, newsroom withdraw {path} writes one; if not, newsroom status {path} draft"
        message = "this release is withdrawn without a notice, so nothing is at its address"
        yield Hit(release.status.span, message, help, severity=WARNING, since=PREVIEW)
    for correction in document.release.corrections:
        if missing := _missing(correction):
            message = f"the correction has no {' and no '.join(missing)}, so readers cannot be told of it"
            yield Hit(correction.span, message, "newsroom correct writes all of it")
        elif correction.date and _is_early(correction.date.value, document):
            yield Hit(correction.date.span, "the correction is dated before the release", "correct one of the dates")


def _dates(document: Document) -> list[tuple[str, int, int]] | None:
    """The note on a release: the moment and place of each correction's date; None if there are none."""
    dates = [correction.date for correction in document.release.corrections if correction.date]
    return [(instant(date.value, document.config).isoformat(), *date.span) for date in dates] or None


@also_by_the_clock("CR002", note=_dates)
def dated_ahead(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a correction dated in the future: feeds and mail would give its date as the time of the last change."""
    for path, _, _, dates in archive.releases:
        for moment, start, end in dates:
            if dt.datetime.fromisoformat(moment) > archive.now + _CLOCKS_DIFFER:
                help = "correct the date; newsroom correct writes the present one"
                yield path, Hit(Span(start, end), "the correction is dated in the future", help)


_CLOCKS_DIFFER = dt.timedelta(days=1)  # one machine may write a correction, and another with a slower clock build it


def _missing(correction: Correction) -> list[str]:
    """The fields that a correction lacks."""
    missing = [name for name in ("change", "date") if getattr(correction, name) is None]
    announced = correction.change is None or correction.change.value != MINOR
    return missing + (["reason"] if announced and correction.reason is None else [])


def _is_early(date: dt.date, document: Document) -> bool:
    """Whether a correction is dated before the release; an embargo that came after a withdrawal does not count."""
    release, config = document.release, document.config
    if release.date is None:
        return False
    first = instant(release.date.value, config) if release.is_taken_back else dated_at(release, config)
    return instant(date, config) < first


def _missing_record(document: Document) -> tuple[str, int, int] | None:
    """The note on a public release without a record: the moment of its publication, and the span of its id."""
    found = ((problem.key, *problem.span) for problem in document.release.problems if problem.code == UNRECORDED)
    return next(found, None)


@archive_rule(UNRECORDED, "not-recorded", severity=INFO, max_severity=WARNING, note=_missing_record, incremental=True)
def not_recorded(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report public releases without a record: up to ten individually, more than ten once, at the first of them."""
    severity = WARNING if archive.config.publishing.corrections == "required" else ""
    found = [(path, note) for path, _, _, note in archive.releases if dt.datetime.fromisoformat(note[0]) <= archive.now]
    more = f", like {len(found) - 1:,} more," if len(found) > _FEW else ""
    message = f"this release is due and{more} not recorded, so nobody can see when its published words change"
    for path, (_, start, end) in found[:1] if more else found:
        yield path, Hit(Span(start, end), message, "newsroom record notes it as it is now", severity=severity)


_FEW = 10

rule("CR005", "correction-of-no-release", severity=ERROR)(rule_for_problems("CR005"))
rule("CR006", "correction-linked-one-way", severity=WARNING)(rule_for_problems("CR006"))
