"""Hold back only the releases with errors, or with changes that a blackout holds, so that all others can go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import interpretation
from newsroom_cli.model.release import PUBLIC, UNCLEAR
from newsroom_cli.newsroom import schedule
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.builds.preparing import Preparation, house_links
from newsroom_cli.publishing.outcomes import BROKEN, CHANGE_WAITS, STAYS, Outcome
from newsroom_cli.publishing.report import WaitingChange
from newsroom_cli.rules import doubts
from newsroom_cli.rules.fields import aliases


def held_back(
    outcomes: Sequence[Outcome], errors: Iterable[Finding], preparation: Preparation
) -> tuple[list[Outcome], Preparation]:
    """The outcomes with the status BROKEN for releases with errors, and a preparation that holds these back.

    A broken release stays as it is on the site, or stays off it. If it is not on the site, releases that link to it are
    rendered again, because their links would lead nowhere and reveal its name.
    """
    broken = {finding.path for finding in errors}
    remaining = [kept_as_is(outcome, BROKEN) if outcome.path in broken else outcome for outcome in outcomes]
    return without_missing(remaining, preparation)


def waiting_changes(outcomes: Iterable[Outcome], preparation: Preparation) -> tuple[WaitingChange, ...]:
    """The changes of published releases that a blackout holds, with the errors that count when it ends."""
    newsroom = preparation.newsroom
    on_site = preparation.output.manifest.published if newsroom.config.blackout else {}
    found = []
    for outcome in outcomes:
        record = outcome.record_in(on_site)
        if record and _is_changed(outcome, record, preparation):
            release = newsroom.read(outcome.path)
            if ends := blackouts.held_until(newsroom, release, record, preparation.now):
                blackout = interpretation.blackout_at(release, preparation.now, newsroom.config)
                reason = blackout.reason if blackout else ""
                found.append(WaitingChange(outcome.path, ends, reason, outcome.errors))
    return tuple(found)


def _is_changed(outcome: Outcome, record: Record, preparation: Preparation) -> bool:
    """Whether a release that is to stay public differs from its published version."""
    if outcome.public:
        return blackouts.is_changed(record, outcome.slug, outcome.public.words, outcome.aliases)
    if not outcome.errors:
        return False
    newsroom = preparation.newsroom
    document = newsroom.document(newsroom.read(outcome.path))
    release, due_moments = document.release, preparation.due_moments
    is_sure = not doubts.doubts(document)
    if not is_sure or newsroom.status_by_fields(release, preparation.now, due_moments) != PUBLIC:
        return False
    return blackouts.is_changed(
        record, release.slug, blackouts.words(newsroom, release), aliases.declared_aliases(release)
    )


def errors_now(errors: Sequence[Finding], waiting: Iterable[WaitingChange]) -> list[Finding]:
    """The errors without those of waiting changes, which count only when the blackout ends."""
    later = {change.path: change.errors for change in waiting}
    return [finding for finding in errors if finding not in later.get(finding.path, ())]


def held_by_blackouts(
    outcomes: Sequence[Outcome], waiting: Iterable[WaitingChange], preparation: Preparation
) -> tuple[list[Outcome], Preparation]:
    """The outcomes, with CHANGE_WAITS for releases whose changes a blackout holds, and a matching preparation.

    Held releases stay as they are on the site.
    """
    paths = {change.path for change in waiting}
    remaining = [_change_waits(outcome, preparation) if outcome.path in paths else outcome for outcome in outcomes]
    return without_missing(remaining, preparation) if paths else (remaining, preparation)


def _change_waits(outcome: Outcome, preparation: Preparation) -> Outcome:
    if outcome.status == BROKEN:
        return outcome
    release = preparation.newsroom.read(outcome.path)
    next_change = schedule.next_status_change(preparation.newsroom, release, preparation.now)
    return kept_as_is(outcome, CHANGE_WAITS)._replace(valid_until=next_change)


def without_missing(outcomes: Sequence[Outcome], preparation: Preparation) -> tuple[list[Outcome], Preparation]:
    """The outcomes with links only to releases on the site, and a preparation with the same statuses.

    Links to a release that stays off the site are dropped; links to a release whose change waits are kept.
    """
    on_site = {outcome.slug for outcome in outcomes if outcome.public} | preparation.output.manifest.releases.keys()
    statuses = {
        outcome.slug: UNCLEAR for outcome in outcomes if outcome.status in STAYS and outcome.slug not in on_site
    }
    for outcome in outcomes:
        if outcome.status == CHANGE_WAITS and outcome.slug in on_site and preparation.status_of(outcome.slug) != PUBLIC:
            statuses[outcome.slug] = PUBLIC
    if not statuses:
        return list(outcomes), preparation
    corrected = preparation.with_statuses(statuses)
    affects_all = bool(house_links(preparation.newsroom, preparation.status_of).keys() & statuses)
    paths = [
        outcome.path for outcome in outcomes if outcome.public and (affects_all or outcome.links.keys() & statuses)
    ]
    prepared_again = {outcome.path: outcome for outcome in corrected.prepare(paths)}
    return [prepared_again.get(outcome.path, outcome) for outcome in outcomes], corrected


def kept_as_is(outcome: Outcome, status: str) -> Outcome:
    """The outcome of a release that stays as it is on the site, or stays off it; `status` says why."""
    return outcome._replace(status=status, public=None, files={}, shared={}, notices=(), errors=())
