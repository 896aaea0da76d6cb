"""Hold back only the releases with errors, so that all others can go out: [publishing] broken = "hold"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newsroom_cli.linter.findings import Finding
from newsroom_cli.publishing.outcomes import BROKEN, Outcome
from newsroom_cli.publishing.preparing import Preparation, house_links


def held_back(
    outcomes: Sequence[Outcome], errors: Iterable[Finding], preparation: Preparation
) -> tuple[list[Outcome], Preparation]:
    """The outcomes with the status BROKEN for releases with errors, and a preparation that holds these back.

    A broken release stays as it is on the site, or stays off it. If it is not on the site, releases that link to it are
    rendered again, because their links would lead nowhere and reveal its name.
    """
    broken = {finding.path for finding in errors}
    remaining = [_broken(outcome) if outcome.path in broken else outcome for outcome in outcomes]
    public = {outcome.slug for outcome in remaining if outcome.public} | preparation.output.known.releases.keys()
    missing = {outcome.slug for outcome in remaining if outcome.status == BROKEN} - public
    if not missing:
        return remaining, preparation
    without_missing = preparation.without(missing)
    affects_all = bool(house_links(preparation.newsroom, preparation.status_of).keys() & missing)
    paths = [outcome.path for outcome in remaining if outcome.public and (affects_all or _links_to(outcome, missing))]
    rendered_again = {outcome.path: outcome for outcome in without_missing.prepare(paths)}
    return [rendered_again.get(outcome.path, outcome) for outcome in remaining], without_missing


def _broken(outcome: Outcome) -> Outcome:
    return outcome._replace(status=BROKEN, public=None, files={}, notices=(), errors=())


def _links_to(outcome: Outcome, slugs: Collection[str]) -> bool:
    return not outcome.links.keys().isdisjoint(slugs)
