"""Hold back only the releases with errors, or with changes that a blackout holds, so that all others can go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import interpretation
from newsroom_cli.newsroom import schedule
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.outcomes import BROKEN, CHANGE_WAITS, STAYS, Outcome
from newsroom_cli.publishing.preparing import Preparation, house_links
from newsroom_cli.publishing.report import WaitingChange


def held_back(
    outcomes: Sequence[Outcome], errors: Iterable[Finding], preparation: Preparation
) -> tuple[list[Outcome], Preparation]:
    """The outcomes with the status BROKEN for releases with errors, and a preparation that holds these back.

    A broken release stays as it is on the site, or stays off it. If it is not on the site, releases that link to it are
    rendered again, because their links would lead nowhere and reveal its name.
    """
    broken = {finding.path for finding in errors}
    left = [apart(outcome, BROKEN) if outcome.path in broken else outcome for outcome in outcomes]
    return without_missing(left, preparation)


def held_by_blackouts(
    outcomes: Sequence[Outcome], preparation: Preparation
) -> tuple[list[Outcome], Preparation, tuple[WaitingChange, ...]]:
    """The outcomes in which releases whose changes a blackout holds stay as they are on the site.

    Also the work that knows it, as of `held_back`, and the changes that wait.
    """
    blackout = preparation.newsroom.config.blackout
    found = {change.path: change for change in _waiting(outcomes, preparation)} if blackout else {}
    if not found:
        return list(outcomes), preparation, ()
    left = [_apart(outcome, preparation) if outcome.path in found else outcome for outcome in outcomes]
    left, preparation = without_missing(left, preparation)
    return left, preparation, tuple(found.values())


def _waiting(outcomes: Iterable[Outcome], preparation: Preparation) -> Iterator[WaitingChange]:
    """Yield the changes that a blackout holds."""
    newsroom = preparation.newsroom
    on_site = blackouts.published(preparation.output.known)
    for outcome in outcomes:
        record = on_site.get(outcome.id) or on_site.get(outcome.slug)
        if outcome.public is None or record is None or record.words == outcome.public.words:
            continue
        if not record.words and not any(staged.changed for staged in outcome.files.values()):
            continue  # an earlier version built it: what it made is all that is known
        release = newsroom.read(outcome.path)
        if ends := blackouts.until(newsroom, release, record, preparation.now):
            blackout = interpretation.blackout_at(release, preparation.now, newsroom.config)
            yield WaitingChange(outcome.path, ends, blackout.reason if blackout else "")


def _apart(outcome: Outcome, preparation: Preparation) -> Outcome:
    release = preparation.newsroom.read(outcome.path)
    look = schedule.next_status_change(preparation.newsroom, release, preparation.now)
    return apart(outcome, CHANGE_WAITS)._replace(valid_until=look)


def without_missing(left: Sequence[Outcome], preparation: Preparation) -> tuple[list[Outcome], Preparation]:
    """The outcomes without links to releases that stay off the site, and the work that knows it."""
    public = {outcome.slug for outcome in left if outcome.public} | preparation.output.known.releases.keys()
    missing = {outcome.slug for outcome in left if outcome.status in STAYS} - public
    if not missing:
        return list(left), preparation
    again = preparation.without(missing)
    everywhere = bool(house_links(preparation.newsroom, preparation.status_of).keys() & missing)
    paths = [outcome.path for outcome in left if outcome.public and (everywhere or _links_to(outcome, missing))]
    anew = {outcome.path: outcome for outcome in again.prepare(paths)}
    return [anew.get(outcome.path, outcome) for outcome in left], again


def apart(outcome: Outcome, status: str) -> Outcome:
    """The outcome of a release that stays as it is on the site, or off it, with the status that says why."""
    return outcome._replace(status=status, public=None, files={}, notices=(), errors=())


def _links_to(outcome: Outcome, slugs: Collection[str]) -> bool:
    return not outcome.links.keys().isdisjoint(slugs)
