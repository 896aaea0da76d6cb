"""What newsroom.toml requires of a release before it goes out and the release does not have; no suppression hides it.

The rules of clearances and approvals report the same; the gate asks here, so that a rule that is switched off opens
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Problem, Release
from newsroom_cli.rules.fields import approvals
from newsroom_cli.rules.quotes import clearances, quotes
from newsroom_cli.rules.registry import ERROR, Find

_CLEARANCES: tuple[tuple[str, Find], ...] = (
    ("QT005", quotes.quote_changed),
    ("QT014", clearances.clearance_void),
    ("QT015", clearances.clearance_missing),
    ("QT016", clearances.clearance_withdrawn),
)
_APPROVALS: tuple[tuple[str, Find], ...] = (
    ("SO002", approvals.too_few_approvals),
    ("SO003", approvals.author_alone),
)


def unmet(release: Release, config: Config) -> tuple[Problem, ...]:
    """The problems for which an approved release must not go out; none for any other, and where nothing is required."""
    found: list[Problem] = []
    if clearances.required(release, config):
        found += [each for each in release.problems if f"{each.key}.".startswith("quotes.clearance.")]
        found += _problems(_CLEARANCES, release, config)
    if approvals.required(release, config):
        found += _problems(_APPROVALS, release, config)
    return tuple(found)


def _problems(asked: tuple[tuple[str, Find], ...], release: Release, config: Config) -> Iterator[Problem]:
    for code, find in asked:
        for hit in find(release, config):
            if hit.severity in ("", ERROR):
                yield Problem(code, hit.span, hit.message, hit.help)
