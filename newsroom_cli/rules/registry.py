"""What a rule is, and how one is declared."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.model.config import SEVERITIES, STYLES, Config
from newsroom_cli.model.toml.schema import Span

if TYPE_CHECKING:
    from newsroom_cli.language.document import Document
    from newsroom_cli.rules.triggers import Trigger

ERROR, WARNING, INFO = SEVERITIES

# In which house styles a rule is run unless newsroom.toml says otherwise: in all of them, or in none.
ALWAYS, OFF = STYLES, ()

# What keeps a file from being read at all: always reported, never suppressed, and then nothing else is.
UNREADABLE = ("NR001", "FM004")


class Edit(NamedTuple):
    """A stretch of the file and the text that replaces it."""

    span: Span
    text: str


class Fix(NamedTuple):
    """The remedy as edits that do not overlap, all or none of them; `safe` when no meaning can be lost by it.

    Words inside a quotation are nobody's to change: check drops a fix that would.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


class Hit(NamedTuple):
    """What a rule found: where, and a message in lower case without full stop; `help` is the remedy.

    `also` is a second place in the file that explains the first, with what to say about it. `severity` is set where
    one case of a rule weighs less or more than the rule; `fix` where a program can apply the remedy. `other` is the
    path of another release that the hit is about too.
    """

    span: Span
    message: str
    help: str = ""
    also: tuple[Span, str] | None = None
    severity: str = ""
    fix: Fix | None = None
    other: str = ""


class Card(NamedTuple):
    """What is remembered of a release for the rules over the whole archive: for each rule, by code, what it asked for.

    Notes are values that JSON can hold, and tuples; a rule that notes nothing of a release has none.
    """

    path: str
    slug: str
    opening: Span
    notes: Mapping[str, Any]


class Noted(NamedTuple):
    """A release as one rule over the archive sees it: path, name in addresses, first line, the rule's note."""

    path: str
    slug: str
    opening: Span
    note: Any


class Archive(NamedTuple):
    """Releases at an instant, as one rule sees them, in order of path.

    `appears` says whether the release of a slug is in the output, `stands` where it stands at an instant, None when no
    release has that slug.
    """

    releases: Sequence[Noted]
    config: Config
    now: dt.datetime
    appears: Callable[[str], bool]
    stands: Callable[[str, dt.datetime], str | None]


Find = Callable[["Document"], Iterator[Hit]]
Note = Callable[["Document"], Any]
FindAcross = Callable[[Archive], Iterator[tuple[str, Hit]]]


class Rule(NamedTuple):
    """One check. `find` looks at one release, `across` at what `note` remembers of all of them.

    One of the two is set; neither only for NR003, which `check` judges itself. `incremental` says that `across` works
    on some releases without the others. `styles` are the house styles in which the rule runs: ALWAYS, OFF, or some.
    `fixed` says that newsroom.toml has set the severity, so no single hit changes it; `max_severity` is the severity
    that a hit may have, where that is more. `yields_to` are codes of rules that say more of the same: where one of
    them has a hit, this rule is silent. The rule looks at releases in `language` alone, where one is named, and only
    at those in which its `trigger` occurs.
    """

    code: str
    name: str
    severity: str
    find: Find | None = None
    across: FindAcross | None = None
    note: Note | None = None
    incremental: bool = False
    styles: tuple[str, ...] = ALWAYS
    fixed: bool = False
    yields_to: tuple[str, ...] = ()
    max_severity: str = ""
    language: str = ""
    trigger: Trigger | None = None

    def weighing(self, severity: str) -> Rule:
        """The rule as a newsroom weighs it: every hit, also one that would weigh less or more by itself."""
        return self._replace(severity=severity, max_severity="", fixed=True)

    @property
    def level(self) -> str:
        """Severity and styles as the title of its page has them: `error`, `info, off`, `warning, style ap`."""
        if self.styles == ALWAYS:
            return self.severity
        return f"{self.severity}, style {' or '.join(self.styles)}" if self.styles else f"{self.severity}, off"


REGISTRY: dict[str, Rule] = {}


def declare(rule: Rule) -> None:
    """Add a rule to the registry."""
    REGISTRY[rule.code] = rule


def rule(
    code: str,
    name: str,
    *,
    severity: str,
    styles: tuple[str, ...] = ALWAYS,
    yields_to: tuple[str, ...] = (),
    max_severity: str = "",
    language: str = "",
    looks_for: Trigger | None = None,
) -> Callable[[Find], Find]:
    """Declare a rule that looks at one release.

    `max_severity` is the severity that a hit may have, where that is more than `severity`. With `language` ("en") it
    looks at releases in that language alone, with `looks_for` at those in which that trigger occurs.
    """

    def declared(find: Find) -> Find:
        declare(
            Rule(
                code,
                name,
                severity,
                find,
                styles=styles,
                yields_to=yields_to,
                max_severity=max_severity,
                language=language,
                trigger=looks_for,
            )
        )
        return find

    return declared


def archive_rule(
    code: str, name: str, *, severity: str, note: Note, incremental: bool = False, styles: tuple[str, ...] = ALWAYS
) -> Callable[[FindAcross], FindAcross]:
    """Declare a rule that looks at all releases together; it yields the path each hit belongs to.

    `note` is what it wants to know of each release, None for nothing: it is asked once for each state of a file.
    """

    def declared(across: FindAcross) -> FindAcross:
        declare(Rule(code, name, severity, across=across, note=note, incremental=incremental, styles=styles))
        return across

    return declared


def replace(span: Span, text: str, *, safe: bool = True) -> Fix:
    """The fix that puts a text in the place of a stretch of the file."""
    return Fix((Edit(span, text),), safe)


def reported(code: str) -> Find:
    """A rule that passes on what the parser found, as problems of that code."""

    def find(document: Document) -> Iterator[Hit]:
        for problem in document.release.problems:
            if problem.code == code:
                yield Hit(problem.span, problem.message, problem.help)

    return find


@functools.cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in order of code."""
    from newsroom_cli import rules as families

    families.load(all_styles=True)
    return dict(sorted(REGISTRY.items()))


@functools.cache
def usual_rules() -> dict[str, Rule]:
    """The rules that are run where newsroom.toml asks for no house style and no others, by code in order of code."""
    from newsroom_cli import rules as families

    families.load(all_styles=False)
    return {code: rule for code, rule in sorted(REGISTRY.items()) if STYLES[0] in rule.styles}
