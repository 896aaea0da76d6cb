"""The rules that newsroom.toml selects: by code, family or house style, for some files only, and their severity."""

from __future__ import annotations

import fnmatch
import functools
from collections.abc import Iterable, Mapping, Sequence

from newsroom_cli.model.config import STYLES, Check, Config
from newsroom_cli.model.errors import ConfigError
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.rules import suppression_rules
from newsroom_cli.rules.registry import UNREADABLE, Note, Rule, rules, usual_rules

ALL = "ALL"


def selected(config: Config) -> Mapping[str, Rule]:
    """The rules newsroom.toml asks for, by code. Raises ConfigError for a code that does not exist (NR002).

    What keeps a file from being read at all is always reported: those rules cannot be left out.
    """
    for unknown_code in unknown_codes(config):
        raise ConfigError(
            f'NR002 there is no rule "{unknown_code.value}"',
            path=config.path,
            line=config.line_of(unknown_code.span),
            hint=suppression_rules.meant(unknown_code.value),
        )
    return _selected(config.check, config.style)


def noting(config: Config) -> tuple[tuple[Rule, Note], ...]:
    """The few rules that note something of each release for the archive, and what notes it."""
    return tuple((rule, rule.note) for rule in selected(config).values() if rule.note is not None)


def unknown_codes(config: Config) -> tuple[Field[str], ...]:
    """The codes and families in newsroom.toml that no rule has, each with its place there."""
    return _unknown(config.check)


@functools.lru_cache(maxsize=32)
def _unknown(check: Check) -> tuple[Field[str], ...]:
    codes = [*check.select, *check.extend_select, *check.ignore]
    codes += [Field(name, level.span) for name, level in check.severity]
    codes += [code for _, ignored in check.per_file_ignores for code in ignored]
    return tuple(asked for asked in codes if not any(_names(asked.value, code) for code in rules()))


@functools.lru_cache(maxsize=32)
def _selected(check: Check, style: str) -> Mapping[str, Rule]:
    wanted = [code.value for code in (*check.select, *check.extend_select)]
    unwanted = [code.value for code in check.ignore]
    usual_only = style == STYLES[0] and not wanted  # most newsrooms: then the other families need not be loaded
    found = {}
    for code, rule in (usual_rules() if usual_only else rules()).items():
        usual = style in rule.styles and not check.select
        asked, refused = _nearest(wanted, code), _nearest(unwanted, code)
        if code in UNREADABLE or ((usual or asked) and (not refused or asked > refused)):
            found[code] = _weighed(rule, check.severity)
    return found


def _names(name: str, code: str) -> bool:
    """Whether a code, a family or ALL means a rule."""
    return name == ALL or (bool(name) and code.startswith(name))


def _nearest(names: Iterable[str], code: str) -> int:
    """How exactly a rule is meant: 0 not at all, 1 by ALL, more by the letters of its family, most by its code."""
    return max((1 if name == ALL else len(name) for name in names if _names(name, code)), default=0)


def _weighed(rule: Rule, severities: Sequence[tuple[str, Field[str]]]) -> Rule:
    """The rule with the severity it has in this newsroom."""
    near = [(_nearest((name,), rule.code), level.value) for name, level in severities if _names(name, rule.code)]
    return rule.weighing(max(near)[1]) if near else rule


@functools.lru_cache(maxsize=4096)
def ignored_in(check: Check, path: str) -> tuple[str, ...]:
    """The codes and families that newsroom.toml leaves out for a file, by its path inside the newsroom."""
    held = (codes for pattern, codes in check.per_file_ignores if fnmatch.fnmatchcase(path, pattern))
    return tuple(code.value for codes in held for code in codes)


def is_ignored(code: str, names: Sequence[str]) -> bool:
    """Whether one of the codes and families means a rule that can be left out."""
    return code not in UNREADABLE and any(_names(name, code) for name in names)


def field(code: str) -> Field[str]:
    """A code that somebody asked for elsewhere than in newsroom.toml."""
    return Field(code, Span(0, 0))
