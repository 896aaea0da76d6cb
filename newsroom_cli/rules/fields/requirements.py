"""Requirements of newsroom.toml that a release must meet before it goes out; suppressions do not hide them.

The rules for clearances and approvals report the same problems. The gate asks this module, so switching a rule off
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.model.release import Problem
from newsroom_cli.rules.fields import approvals, corrections
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


def unmet_requirements(document: Document) -> tuple[Problem, ...]:
    """The unmet requirements of a release that is to go out, or of the text under a notice of withdrawal.

    Empty for other releases, and where nothing is required.
    """
    problems: list[Problem] = []
    if clearances.requires_clearances(document):
        problems += [
            problem for problem in document.release.problems if f"{problem.key}.".startswith("quotes.clearance.")
        ]
        problems += _problems(_CLEARANCES, document)
    if approvals.required_signatures(document):
        problems += _problems(_APPROVALS, document)
    return (*problems, *corrections.unannounced_changes(document))


def _problems(checks: tuple[tuple[str, Find], ...], document: Document) -> Iterator[Problem]:
    """Yield as problems the errors that the given rules find in a release."""
    for code, find in checks:
        for hit in find(document):
            if hit.severity in ("", ERROR):
                yield Problem(code, hit.span, hit.message, hit.help)
