"""Run the selected rules over releases, turn hits into findings, and apply suppressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Finding, error_of, findings_of_hits
from newsroom_cli.model.config import FILE_NAME, SEVERITIES, Config
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.release import APPROVED, Field, Release, Span
from newsroom_cli.rules import doubts, selection, suppression_rules, suppressions, triggers
from newsroom_cli.rules.fields import front_matter
from newsroom_cli.rules.registry import ERROR, INFO, UNREADABLE, Archive, Card, Hit, Noted, Rule, in_force, rules
from newsroom_cli.rules.suppressions import Suppressions

_ReleaseHits = tuple[Document, list[tuple[Rule, Hit]]]  # a release, and the hits of the rules in it so far

# --- release by release ---------------------------------------------------------------------------------------


def check(release: Release, config: Config, *, errors_only: bool = False) -> list[Finding]:
    """The findings in one release, in order of place, without those of rules over the whole archive.

    `errors_only` runs only the rules that may report errors, because these can keep a release from going out, and no
    rule on a release that was taken back, because errors must not delay its withdrawal.
    """
    return check_all([Document(release, config)], config, errors_only=errors_only)[0]


def errors(document: Document) -> list[Finding]:
    """The errors in one release, apart from those of rules over the whole archive."""
    findings = check_all([document], document.config, errors_only=True)[0]
    return [finding for finding in findings if finding.severity == ERROR]


def check_all(documents: Sequence[Document], config: Config, *, errors_only: bool = False) -> list[list[Finding]]:
    """The findings in each release of a batch, as `check` returns them.

    Each rule reads all releases before the next one runs: a processor is faster with code that it has just run.
    """
    chosen = selection.selected(config)
    if errors_only:
        chosen = {code: rule for code, rule in chosen.items() if ERROR in (rule.severity, rule.max_severity)}
    batch: list[_ReleaseHits] = [(document, []) for document in documents]
    readable = [
        (document, hits)
        for document, hits in batch
        if not (document.release.broken or (errors_only and document.release.is_taken_back))
    ]
    releases_by_rule = _releases_by_rule(readable, chosen)
    for code, rule in chosen.items():
        if rule.find is None:
            continue
        for document, hits in _not_ignored(code, batch if code in UNREADABLE else releases_by_rule[code], config):
            hits += [(rule, hit) for hit in rule.find(document) if in_force(hit.since, config.check)]
    return [_with_doubts(document, _findings_of(document, hits, chosen)) for document, hits in batch]


def _releases_by_rule(batch: list[_ReleaseHits], chosen: Mapping[str, Rule]) -> dict[str, list[_ReleaseHits]]:
    """The releases on which each rule runs, by code: those in its language in which its trigger occurs."""
    compiled = triggers.compiled(tuple((code, rule.trigger) for code, rule in chosen.items()))
    by_rule: dict[str, list[_ReleaseHits]] = {code: [] for code in chosen}
    for entry in batch:
        document = entry[0]
        for code in compiled.rules_to_run(document.word_index):
            if not _looks_at(code, document):
                continue
            if not chosen[code].language or _is_written_in(chosen[code].language, document):
                by_rule[code].append(entry)
    return by_rule


def _looks_at(code: str, document: Document) -> bool:
    """Whether a rule applies to a release: readers see no text, headline or pictures of a killed release."""
    return not document.release.is_killed or code[:2] in _FAMILIES_OF_NOTICES


_FAMILIES_OF_NOTICES = frozenset(("CR", "CT", "FM", "NR", "OF"))  # the file, the notice, and the people to ask about it


def _is_written_in(language: str, document: Document) -> bool:
    """Whether a release is in the language of a rule, such as de, in any of its regions."""
    return document.is_english if language == "en" else document.base_language == language


def _not_ignored(code: str, batch: list[_ReleaseHits], config: Config) -> list[_ReleaseHits]:
    """The releases for which newsroom.toml does not ignore this rule."""
    if not config.check.per_file_ignores:
        return batch
    return [(document, hits) for document, hits in batch if not _is_ignored(code, document.release.path, config)]


def _is_ignored(code: str, path: str, config: Config) -> bool:
    """Whether newsroom.toml ignores a rule in a file."""
    return selection.is_ignored(code, selection.ignored_in(config.check, path))


def _findings_of(document: Document, hits: list[tuple[Rule, Hit]], chosen: Mapping[str, Rule]) -> list[Finding]:
    """The findings for the hits in a release, without suppressed ones, and those for unused suppressions."""
    comments = suppressions.read(document)
    if not comments and not hits:
        return []
    active_suppressions, path, config = Suppressions(comments), document.release.path, document.config
    reported = _without_superseded(
        [(rule, hit) for rule, hit in hits if not _is_suppressed(rule, hit, active_suppressions)]
    )
    if comments and suppression_rules.UNUSED in chosen and not _is_ignored(suppression_rules.UNUSED, path, config):
        active_suppressions.mark_used()
        codes_that_ran = {
            code
            for code, rule in chosen.items()
            if rule.find is not None and _looks_at(code, document) and not _is_ignored(code, path, config)
        }
        rule = chosen[suppression_rules.UNUSED]
        unused = suppression_rules.unused(document.release.text, comments, codes_that_ran)
        reported += [(rule, hit) for hit in unused if not _is_suppressed(rule, hit, active_suppressions)]
    return findings_of_hits(document, reported) if reported else []


def _with_doubts(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings, with an error for each problem that makes it doubtful whether the release may be public.

    No comment suppresses these errors.
    """
    problems = doubts.decisive(document)
    if not problems:
        return findings
    doubtful = [
        error_of(document, problem.code, Hit(problem.span, problem.message, problem.help)) for problem in problems
    ]
    errors = [finding for finding in findings if finding.severity == ERROR]
    places = {finding.place for finding in errors}
    missing = [finding for finding in doubtful if finding.place not in places and not _is_explained(finding, errors)]
    raised = {(finding.code, finding.place) for finding in missing}
    others = [finding for finding in findings if (finding.code, finding.place) not in raised]
    return sorted((*missing, *others), key=lambda finding: finding.order)


def _is_explained(doubtful: Finding, errors: Iterable[Finding]) -> bool:
    """Whether an error of a rule to which this finding's rule yields is reported at the same place."""
    codes = rules()[doubtful.code].yields_to
    start, end = doubtful.place.start, doubtful.place.end
    return any(error.code in codes and error.place.start < end and start < error.place.end for error in errors)


def _without_superseded(hits: list[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """The hits without those that overlap a hit of a rule to which their own rule yields."""
    superseding_codes = {code for rule, _ in hits for code in rule.yields_to}
    superseding = {code: SpanSet(hit.span for rule, hit in hits if rule.code == code) for code in superseding_codes}
    return [hit for hit in hits if not _is_superseded(*hit, superseding)] if superseding else hits


def _is_superseded(rule: Rule, hit: Hit, superseding: Mapping[str, SpanSet]) -> bool:
    """Whether a rule to which this rule yields has a hit at the same place.

    A hit for information that compares two places is also dropped if the second place has such a hit.
    """
    spans = [hit.span, hit.also[0]] if hit.also and rule.severity == INFO else [hit.span]
    return any(superseding[code].overlaps(span) for code in rule.yields_to for span in spans)


def _is_suppressed(rule: Rule, hit: Hit, active_suppressions: Suppressions) -> bool:
    """Whether a comment suppresses a hit; nothing suppresses an unreadable file."""
    return rule.code not in UNREADABLE and active_suppressions.suppresses(rule.code, hit.span)


# --- the archive ----------------------------------------------------------------------------------------------


def card(document: Document, *, incremental: bool = False, severities: Sequence[str] = SEVERITIES) -> Card:
    """The notes on a release for the archive rules with these severities.

    `incremental` selects the incremental rules, else the others.
    """
    selected_notes = [
        (rule.code, note)
        for rule, note in selection.rules_with_notes(document.config)
        if rule.incremental == incremental and rule.severity in severities and _looks_at(rule.code, document)
    ]
    notes_by_function = {
        note: note(document) for note in dict.fromkeys(note for _, note in selected_notes)
    }  # rules may share a note
    notes = {code: notes_by_function[note] for code, note in selected_notes if notes_by_function[note] is not None}
    release = document.release
    return Card(release.path, release.slug, release.opening, notes)


def archive_findings(
    cards: Iterable[Card],
    config: Config,
    read: Callable[[str], Release],
    *,
    now: dt.datetime,
    incremental: bool = False,
    appears: Callable[[str], bool] = lambda slug: False,
    publication_status: Callable[[str, dt.datetime], str | None] = lambda slug, at: None,
    severities: Sequence[str] = SEVERITIES,
) -> list[Finding]:
    """The findings of the rules that read all releases together, sorted.

    `read` returns the release at a path of the cards; it is called once for each file that has a hit, for no other.
    Comments in newsroom.toml suppress hits there. `incremental` is as for `card`; `appears` and `publication_status`
    are as in `Archive`.
    """
    by_path: dict[str, list[tuple[Rule, Hit]]] = {}
    sorted_cards = sorted(cards, key=lambda card: card.path)
    for code, rule in selection.selected(config).items():
        if rule.across is None or rule.incremental != incremental or rule.severity not in severities:
            continue
        noted = [
            Noted(card.path, card.slug, card.opening, card.notes[code]) for card in sorted_cards if code in card.notes
        ]
        for path, hit in rule.across(Archive(noted, config, now, appears, publication_status)):
            if in_force(hit.since, config.check) and not _is_ignored(code, path, config):
                by_path.setdefault(path, []).append((rule, hit))
    findings: list[Finding] = []
    for path, hits in sorted(by_path.items()):
        document = Document(_config_as_release(config) if path == FILE_NAME else read(path), config)
        active_suppressions = Suppressions(suppressions.read(document))
        findings += findings_of_hits(
            document, [(rule, hit) for rule, hit in hits if not _is_suppressed(rule, hit, active_suppressions)]
        )
    return findings if incremental else [*findings, *_shared_page_errors(sorted_cards, config, read, findings)]


def errors_by_the_clock(document: Document, read: Callable[[str], Release], *, now: dt.datetime) -> list[Finding]:
    """The errors in the dates of a release's corrections; like other errors, they delay no withdrawal."""
    if not document.release.corrections or document.release.is_taken_back:
        return []
    own_card = card(document, incremental=True, severities=(ERROR,))
    return archive_findings([own_card], document.config, read, now=now, incremental=True, severities=(ERROR,))


def _shared_page_errors(
    cards: Iterable[Card], config: Config, read: Callable[[str], Release], findings: Iterable[Finding]
) -> list[Finding]:
    """Errors for approved releases that would have the same page, even if rule FM007 is off or suppressed.

    `findings` are those reported so far; `read` returns the release at a path.
    """
    reported = {finding.path for finding in findings if finding.code == "FM007" and finding.severity == ERROR}
    by_slug: dict[str, list[str]] = {}
    for card in cards:
        by_slug.setdefault(card.slug, []).append(card.path)
    errors: list[Finding] = []
    for slug, paths in by_slug.items():
        unreported_paths = [path for path in paths if path not in reported]
        if len(unreported_paths) > 1:
            approved = [
                release
                for release in map(read, unreported_paths)
                if release.status and release.status.value == APPROVED
            ]
            for release in approved[1:]:
                hit = front_matter.same_page(slug, approved[0].path)
                errors.append(error_of(Document(release, config), "FM007", hit))
    return errors


def _config_as_release(config: Config) -> Release:
    """newsroom.toml as a Release, so that its findings have positions and its comments can suppress them."""
    whole = Span(0, len(config.text))
    return Release(FILE_NAME, config.text, "", Field("", Span(whole.end, whole.end)), front=whole)
