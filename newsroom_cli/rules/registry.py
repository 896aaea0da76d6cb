"""What a rule is, and how one is declared."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.schema import Span

ERROR, WARNING, INFO = SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: where, and a message in lower case without full stop; `help` is the remedy.

    `also` is a second place that explains the first, with what to say about it.
    """

    span: Span
    message: str
    help: str = ""
    also: tuple[Span, str] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What rules over the whole archive know about one release: enough to find two of the same."""

    path: str
    slug: str
    id: str
    id_span: Span


Find = Callable[[Release, Config], Iterator[Hit]]
FindAcross = Callable[[Sequence[Card]], Iterator[tuple[str, Hit]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. `find` looks at one release, `across` at the cards of all of them; one of the two is set."""

    code: str
    name: str
    severity: str
    find: Find | None = None
    across: FindAcross | None = None

    @property
    def page(self) -> str:
        """The rule's explanation in Markdown: why, bad and good examples, source."""
        return (Path(__file__).parent / "pages" / f"{self.code}.md").read_text(encoding="utf-8")


REGISTRY: dict[str, Rule] = {}


def rule(code: str, name: str, *, severity: str) -> Callable[[Find], Find]:
    """Declare a rule that looks at one release."""

    def declare(find: Find) -> Find:
        REGISTRY[code] = Rule(code, name, severity, find=find)
        return find

    return declare


def archive_rule(code: str, name: str, *, severity: str) -> Callable[[FindAcross], FindAcross]:
    """Declare a rule that looks at all releases together; it yields the path each hit belongs to."""

    def declare(across: FindAcross) -> FindAcross:
        REGISTRY[code] = Rule(code, name, severity, across=across)
        return across

    return declare


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
