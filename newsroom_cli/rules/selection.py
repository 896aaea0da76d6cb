"""The rules that newsroom.toml selects by code, family, house style or file, and their severities."""

from __future__ import annotations

import fnmatch
import functools
from collections.abc import Iterable, Mapping, Sequence

from newsroom_cli.model.config import STYLES, Check, Config
from newsroom_cli.model.errors import ConfigError
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.rules import suppression_rules
from newsroom_cli.rules.registry import UNREADABLE, Note, Rule, in_force, rules, usual_rules

ALL = "ALL"


def selected(config: Config) -> Mapping[str, Rule]:
    """The rules that newsroom.toml selects, by code. Raises ConfigError for an unknown code (NR002).

    The rules for unreadable files always run and cannot be left out.
    """
    for unknown_code in unknown_codes(config):
        raise ConfigError(
            f'NR002 there is no rule "{unknown_code.value}"',
            path=config.path,
            line=config.line_of(unknown_code.span),
            hint=suppression_rules.help_for_unknown_code(unknown_code.value),
        )
    return _selected(config.check, config.style)


def rules_with_notes(config: Config) -> tuple[tuple[Rule, Note], ...]:
    """The selected rules that make a note on each release for the archive, each with its note function."""
    return tuple((rule, rule.note) for rule in selected(config).values() if rule.note is not None)


def unknown_codes(config: Config) -> tuple[Field[str], ...]:
    """The codes and families in newsroom.toml that match no rule, each with its place in the file."""
    return _unknown(config.check)


@functools.lru_cache(maxsize=32)
def _unknown(check: Check) -> tuple[Field[str], ...]:
    """The codes in newsroom.toml that match no rule."""
    codes = [*check.select, *check.extend_select, *check.ignore]
    codes += [Field(name, level.span) for name, level in check.severity]
    codes += [code for _, ignored in check.per_file_ignores for code in ignored]
    return tuple(asked for asked in codes if not any(_matches(asked.value, code) for code in rules()))


@functools.lru_cache(maxsize=32)
def _selected(check: Check, style: str) -> Mapping[str, Rule]:
    """The rules that a [check] table and a house style select, by code.

    A rule newer than the newsroom's set of rules needs its exact code in the table.
    """
    wanted = [code.value for code in (*check.select, *check.extend_select)]
    unwanted = [code.value for code in check.ignore]
    usual_only = style == STYLES[0] and not wanted  # true of most newsrooms; the other families are then not loaded
    selected_rules = {}
    for code, rule in (usual_rules() if usual_only else rules()).items():
        usual = style in rule.styles and not check.select
        chosen, refused = _specificity(wanted, code), _specificity(unwanted, code)
        new = not in_force(rule.since, check) and code not in wanted
        if code in UNREADABLE or ((usual or chosen) and not new and (not refused or chosen > refused)):
            selected_rules[code] = _with_severity_set(rule, check.severity)
    return selected_rules


def _matches(name: str, code: str) -> bool:
    """Whether a code, a family or ALL matches the code of a rule."""
    return name == ALL or (bool(name) and code.startswith(name))


def _specificity(names: Iterable[str], code: str) -> int:
    """How specifically one of the names matches a rule: 0 not at all, 1 by ALL, more by family, most by full code."""
    return max((1 if name == ALL else len(name) for name in names if _matches(name, code)), default=0)


def _with_severity_set(rule: Rule, severities: Sequence[tuple[str, Field[str]]]) -> Rule:
    """The rule with its severity in newsroom.toml, if one is set."""
    matching = [
        (_specificity((name,), rule.code), level.value) for name, level in severities if _matches(name, rule.code)
    ]
    return rule.with_severity(max(matching)[1]) if matching else rule


@functools.lru_cache(maxsize=4096)
def ignored_in(check: Check, path: str) -> tuple[str, ...]:
    """The codes and families that newsroom.toml ignores in a file, by its path inside the newsroom."""
    ignored = (codes for pattern, codes in check.per_file_ignores if fnmatch.fnmatchcase(path, pattern))
    return tuple(code.value for codes in ignored for code in codes)


def is_ignored(code: str, names: Sequence[str]) -> bool:
    """Whether the codes and families include a rule; never for a rule that must not be ignored."""
    return code not in UNREADABLE and any(_matches(name, code) for name in names)


def code_without_place(code: str) -> Field[str]:
    """A code that does not come from newsroom.toml, as a Field without a place."""
    return Field(code, Span(0, 0))
