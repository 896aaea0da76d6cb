"""Rules and how to declare them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.model.config import SEVERITIES, STYLES, Check, Config
from newsroom_cli.model.toml.option_values import RULE_SETS
from newsroom_cli.model.toml.schema import Span

if TYPE_CHECKING:
    from newsroom_cli.language.document import Document
    from newsroom_cli.rules.triggers import Trigger

ERROR, WARNING, INFO = SEVERITIES

# The house styles in which a rule runs unless newsroom.toml says otherwise: all of them, or none.
ALWAYS, OFF = STYLES, ()

# The set of a rule, or of a new hit of an older rule, that is being tried out: no dated set includes it yet.
PREVIEW = "preview"
FIRST_SET = RULE_SETS[0]


def in_force(since: str, check: Check) -> bool:
    """Whether a newsroom runs a rule or hit that came with a set of rules (`since`); with previews it runs all."""
    return check.preview or since <= check.rules


# Codes for unreadable files: always reported and never suppressed; no other rule reports anything about such a file.
UNREADABLE = ("NR001", "FM004")


class Edit(NamedTuple):
    """A stretch of the file and the text that replaces it."""

    span: Span
    text: str


class Fix(NamedTuple):
    """The remedy as edits that do not overlap, applied together or not at all; `safe` if it cannot change meaning.

    A fix must not change words inside a quotation: check drops a fix that would.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


class Hit(NamedTuple):
    """One place that a rule reports, with a message in lower case without full stop; `help` is the remedy.

    `also` is a second place in the file that explains the first, with a message about it. `severity` is set if it
    differs from the rule's, `fix` if a program can apply the remedy. `other` is the path of another release that the
    hit also concerns. `since` is the set of rules that introduced this hit, if later than the rule.
    """

    span: Span
    message: str
    help: str = ""
    also: tuple[Span, str] | None = None
    severity: str = ""
    fix: Fix | None = None
    other: str = ""
    since: str = FIRST_SET


class Card(NamedTuple):
    """The notes on one release for the rules that read the whole archive, by rule code.

    A note is made of JSON values and tuples. A rule without a note on the release has no entry.
    """

    path: str
    slug: str
    opening: Span
    notes: Mapping[str, Any]


class Noted(NamedTuple):
    """One release as an archive rule sees it: its path, its slug, the span of its first line, and the rule's note."""

    path: str
    slug: str
    opening: Span
    note: Any


class Archive(NamedTuple):
    """All releases at an instant, for one rule, in order of path.

    `appears` says whether the release with a slug is in the output. `publication_status` gives the status of a slug at
    an instant, None if no release has that slug.
    """

    releases: Sequence[Noted]
    config: Config
    now: dt.datetime
    appears: Callable[[str], bool]
    publication_status: Callable[[str, dt.datetime], str | None]


Find = Callable[["Document"], Iterator[Hit]]
Note = Callable[["Document"], Any]
FindAcross = Callable[[Archive], Iterator[tuple[str, Hit]]]


class Rule(NamedTuple):
    """One check: `find` reads one release, `across` reads the notes that `note` makes on all releases.

    One of the two is set; both for a rule that also depends on the clock, and neither only for NR003, which `check`
    itself implements. `incremental` says that `across` may run on some of the releases. `styles` are the house styles
    in which the rule runs: ALWAYS, OFF, or some. `fixed` says that newsroom.toml has set the severity, so every hit has
    it; `max_severity` is the highest severity of a hit, if above the rule's. `yields_to` are codes of more specific
    rules: where one of them has a hit, this rule has none. With `language` or `trigger`, the rule reads only releases
    in that language, or that contain that trigger. `since` is the set of rules that introduced it, or PREVIEW.
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
    since: str = FIRST_SET

    def with_severity(self, severity: str) -> Rule:
        """The rule with the severity that newsroom.toml sets, for all its hits."""
        return self._replace(severity=severity, max_severity="", fixed=True)

    @property
    def level(self) -> str:
        """The severity, styles and set as in the title of the rule's page: `error`, `info, off`, `warning, preview`."""
        style = "" if self.styles == ALWAYS else f", style {' or '.join(self.styles)}" if self.styles else ", off"
        since = (
            "" if self.since == FIRST_SET else f", {self.since}" if self.since == PREVIEW else f", since {self.since}"
        )
        return f"{self.severity}{style}{since}"


REGISTRY: dict[str, Rule] = {}


def declare(rule: Rule) -> None:
    """Add a rule to the registry."""
    REGISTRY[rule.code] = rule


def rule(
    code: str, name: str, *, severity: str, looks_for: Trigger | None = None, **traits: Any
) -> Callable[[Find], Find]:
    """Declare a rule that reads one release at a time; with `looks_for`, only releases that contain that trigger.

    `traits` are other fields of `Rule`: styles, yields_to, max_severity, language, since.
    """

    def declared(find: Find) -> Find:
        """Declare the rule, and return its function."""
        declare(Rule(code, name, severity, find, trigger=looks_for, **traits))
        return find

    return declared


def archive_rule(
    code: str, name: str, *, severity: str, note: Note, **traits: Any
) -> Callable[[FindAcross], FindAcross]:
    """Declare a rule that reads all releases together; it yields each hit with the path of its release.

    `note` makes the rule's note on a release, None for no note; it runs once for each version of a file. `traits` are
    other fields of `Rule`, as for `rule`, and incremental.
    """

    def declared(across: FindAcross) -> FindAcross:
        """Declare the rule, and return its function."""
        declare(Rule(code, name, severity, across=across, note=note, **traits))
        return across

    return declared


def also_by_the_clock(code: str, *, note: Note) -> Callable[[FindAcross], FindAcross]:
    """Add to a rule for one release the hits that depend on the clock; `note` is as for `archive_rule`."""

    def declared(across: FindAcross) -> FindAcross:
        """Extend the rule, and return its function."""
        declare(REGISTRY[code]._replace(across=across, note=note, incremental=True))
        return across

    return declared


def replace(span: Span, text: str, *, safe: bool = True) -> Fix:
    """The fix that replaces a stretch of the file with a text."""
    return Fix((Edit(span, text),), safe)


def rule_for_problems(code: str) -> Find:
    """The function of a rule that reports the parser's problems with its code."""

    def find(document: Document) -> Iterator[Hit]:
        """Yield a hit for each problem with the rule's code."""
        for problem in document.release.problems:
            if problem.code == code:
                yield Hit(problem.span, problem.message, problem.help)

    return find


@functools.cache
def rules() -> dict[str, Rule]:
    """All rules by code, in order of code."""
    from newsroom_cli import rules as families

    families.load(all_styles=True)
    return dict(sorted(REGISTRY.items()))


@functools.cache
def usual_rules() -> dict[str, Rule]:
    """The rules that run if newsroom.toml selects no house style and no rules, by code, in order of code."""
    from newsroom_cli import rules as families

    families.load(all_styles=False)
    return {code: rule for code, rule in sorted(REGISTRY.items()) if STYLES[0] in rule.styles}
