"""Releases with errors that are held back alone, so that everything else can go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newsroom_cli.linter.findings import Finding
from newsroom_cli.publishing.outcomes import BROKEN, Outcome
from newsroom_cli.publishing.preparing import Preparation, house_links


def held_back(
    outcomes: Sequence[Outcome], errors: Iterable[Finding], preparation: Preparation
) -> tuple[list[Outcome], Preparation]:
    """The outcomes without those that have errors, which stay as they are on the site, or off it.

    Releases that link to one that is not on the site are made again: a link would lead nowhere, and name it. The work
    that comes back knows that, too.
    """
    broken = {finding.path for finding in errors}
    left = [_broken(outcome) if outcome.path in broken else outcome for outcome in outcomes]
    public = {outcome.slug for outcome in left if outcome.public} | preparation.output.known.releases.keys()
    missing = {outcome.slug for outcome in left if outcome.status == BROKEN} - public
    if not missing:
        return left, preparation
    again = preparation.without(missing)
    everywhere = bool(house_links(preparation.newsroom, preparation.status_of).keys() & missing)
    paths = [outcome.path for outcome in left if outcome.public and (everywhere or _links_to(outcome, missing))]
    anew = {outcome.path: outcome for outcome in again.prepare(paths)}
    return [anew.get(outcome.path, outcome) for outcome in left], again


def _broken(outcome: Outcome) -> Outcome:
    return outcome._replace(status=BROKEN, public=None, files={}, notices=(), errors=())


def _links_to(outcome: Outcome, slugs: Collection[str]) -> bool:
    return not outcome.links.keys().isdisjoint(slugs)
