"""What newsroom.toml requires of a release before it goes out and the release does not have; no suppression hides it.

The rules of clearances and approvals report the same; the gate asks here, so that a rule that is switched off opens
nothing.
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


def unmet(document: Document) -> tuple[Problem, ...]:
    """The problems for which an approved release must not go out; none for any other, and where nothing is required."""
    found: list[Problem] = []
    if clearances.required(document):
        found += [problem for problem in document.release.problems if f"{problem.key}.".startswith("quotes.clearance.")]
        found += _problems(_CLEARANCES, document)
    if approvals.required(document):
        found += _problems(_APPROVALS, document)
    if document.config.publishing.corrections == "required":
        found += [problem for problem in document.release.problems if problem.code == corrections.SILENT]
    return tuple(found)


def _problems(asked: tuple[tuple[str, Find], ...], document: Document) -> Iterator[Problem]:
    for code, find in asked:
        for hit in find(document):
            if hit.severity in ("", ERROR):
                yield Problem(code, hit.span, hit.message, hit.help)
