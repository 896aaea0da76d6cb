"""Runs the selected rules over releases: hits become findings, suppressions are honoured and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from newsroom_cli.config import Config
from newsroom_cli.findings import Finding, of_hits
from newsroom_cli.model import Release
from newsroom_cli.rules import itself, selection, suppressions
from newsroom_cli.rules.registry import UNREADABLE, Card, Hit, Rule
from newsroom_cli.rules.suppressions import Suppression
from newsroom_cli.schema import Span

# --- one release ----------------------------------------------------------------------------------------------


def check(release: Release, config: Config) -> list[Finding]:
    """The findings in one release, in order of place; rules over the whole archive are not run."""
    chosen = _chosen(release, config)
    marks = suppressions.read(release)
    hits = _one_a_cause([each for each in _hits(release, config, chosen) if not _suppressed(*each, marks)])
    if marks and itself.UNUSED in chosen:
        ran = {code for code, rule in chosen.items() if rule.find is not None}
        unused = ((chosen[itself.UNUSED], hit) for hit in itself.unused(marks, ran))
        hits += [each for each in unused if not _suppressed(*each, marks)]
    return of_hits(release, hits) if hits else []


def _chosen(release: Release, config: Config) -> Mapping[str, Rule]:
    """The rules for one release: those of the newsroom without what is left out for its file."""
    chosen = selection.selected(config)
    left_out = selection.ignored_in(config.check, release.path) if config.check.per_file_ignores else ()
    if not left_out:
        return chosen
    return {code: rule for code, rule in chosen.items() if not selection.is_ignored(code, left_out)}


def _hits(release: Release, config: Config, chosen: Mapping[str, Rule]) -> Iterator[tuple[Rule, Hit]]:
    for code, rule in chosen.items():
        if rule.find is not None and (not release.broken or code in UNREADABLE):
            for hit in rule.find(release, config):
                yield rule, hit


def _one_a_cause(hits: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """The hits without those at a place of which another rule says more."""
    waiting = {code for rule, _ in hits for code in rule.yields_to}
    telling = [(rule.code, hit.span) for rule, hit in hits if rule.code in waiting]
    return [(rule, hit) for rule, hit in hits if not _said(rule, hit.span, telling)] if telling else hits


def _said(rule: Rule, span: Span, telling: Sequence[tuple[str, Span]]) -> bool:
    """Whether a rule that this one yields to has a hit at that place."""
    if not rule.yields_to:
        return False
    return any(code in rule.yields_to and at.start < span.end and at.end > span.start for code, at in telling)


def _suppressed(rule: Rule, hit: Hit, marks: Sequence[Suppression]) -> bool:
    if not marks or rule.code in UNREADABLE:
        return False
    holding = [each for each in marks if each.holds(rule.code, hit.span)]
    for each in holding:
        each.used.add(rule.code)
    return bool(holding)


# --- the archive ----------------------------------------------------------------------------------------------


def card(release: Release) -> Card:
    """What the rules over the whole archive need to know about a release."""
    if release.id is None:
        return Card(release.path, release.slug, "", release.opening)
    return Card(release.path, release.slug, release.id.value, release.id.span)


def check_across(cards: Sequence[Card], config: Config) -> Iterator[tuple[str, Rule, Hit]]:
    """The hits of the rules that look at all releases together, with the path each belongs to."""
    for rule in selection.selected(config).values():
        if rule.across is not None:
            for path, hit in rule.across(cards):
                yield path, rule, hit


def archive_findings(cards: Sequence[Card], config: Config, read: Callable[[str], Release]) -> list[Finding]:
    """The findings of the rules that look at all releases together, sorted.

    `read` gives the release at a path of the cards; it is asked once for each file that has a hit, for no other.
    """
    by_path: dict[str, list[tuple[Rule, Hit]]] = {}
    for path, rule, hit in check_across(cards, config):
        if not selection.is_ignored(rule.code, selection.ignored_in(config.check, path)):
            by_path.setdefault(path, []).append((rule, hit))
    found: list[Finding] = []
    for path, hits in sorted(by_path.items()):
        release = read(path)
        marks = suppressions.read(release)
        found += of_hits(release, [each for each in hits if not _suppressed(*each, marks)])
    return found
