"""What a rule is, and how one is declared."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.schema import Span

ERROR, WARNING, INFO = SEVERITIES = ("error", "warning", "info")

# What keeps a file from being read at all: always reported, never suppressed, and then nothing else is.
UNREADABLE = ("NR001", "FM004")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: where, and a message in lower case without full stop; `help` is the remedy.

    `also` is a second place in the file that explains the first, with what to say about it. `severity` is set where
    one case of a rule weighs less or more than the rule.
    """

    span: Span
    message: str
    help: str = ""
    also: tuple[Span, str] | None = None
    severity: str = ""


class Card(NamedTuple):
    """What rules over the whole archive know about one release: enough to find two of the same."""

    path: str
    slug: str
    id: str
    id_span: Span


Find = Callable[[Release, Config], Iterator[Hit]]
FindAcross = Callable[[Sequence[Card]], Iterator[tuple[str, Hit]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. `find` looks at one release, `across` at the cards of all of them.

    One of the two is set, neither only where the check itself is the judge: what suppressions were for nothing.
    """

    code: str
    name: str
    severity: str
    find: Find | None = None
    across: FindAcross | None = None


REGISTRY: dict[str, Rule] = {}


def declare(rule: Rule) -> None:
    """Add a rule to the registry."""
    REGISTRY[rule.code] = rule


def rule(code: str, name: str, *, severity: str) -> Callable[[Find], Find]:
    """Declare a rule that looks at one release."""

    def declared(find: Find) -> Find:
        declare(Rule(code, name, severity, find=find))
        return find

    return declared


def archive_rule(code: str, name: str, *, severity: str) -> Callable[[FindAcross], FindAcross]:
    """Declare a rule that looks at all releases together; it yields the path each hit belongs to."""

    def declared(across: FindAcross) -> FindAcross:
        declare(Rule(code, name, severity, across=across))
        return across

    return declared


def reported(code: str) -> Find:
    """A rule that passes on what the parser found, as problems of that code."""

    def find(release: Release, config: Config) -> Iterator[Hit]:
        for problem in release.problems:
            if problem.code == code:
                yield Hit(problem.span, problem.message, problem.help)

    return find


@functools.cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in order of code."""
    from newsroom_cli import rules as families

    families.load()
    return dict(sorted(REGISTRY.items()))
