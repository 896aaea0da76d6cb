"""`newsroom` alone: what waits, for whom, and what is due next."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.steps import build_report, coming, gone, notes, standing, state_lines
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter import desk
from newsroom_cli.linter.findings import Finding
from newsroom_cli.linter.report import counted
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import due_moment_if_out
from newsroom_cli.model.release import WAITING, Release, text_of
from newsroom_cli.newsroom import published, translating
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.life import changes, readiness
from newsroom_cli.publishing.life.readiness import About, Readiness
from newsroom_cli.rules.fields.corrections import SILENT
from newsroom_cli.rules.registry import ERROR

_MOST = 10  # releases of a section, at most
_MOMENTS = 3  # moments to come, at most


def show(newsroom: Newsroom) -> None:
    """Print what waits in the newsroom."""
    output.result(*_lines(newsroom, options.moment(None, newsroom)))
    output.say_below("newsroom status FILE says more of one; newsroom --help lists all commands")


def _lines(newsroom: Newsroom, now: dt.datetime) -> Iterator[str]:
    """Yield the lines about what waits and what is due next."""
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    releases = [newsroom.read_alone(path) for path in paths]
    with output.progress("checking") as progress:
        findings, dependencies = desk.check_releases(newsroom, paths, now=now, progress=progress)
    errors = [finding for finding in findings if finding.severity == ERROR]
    due_moments = options.due_moments(newsroom)
    states = readiness.waiting(newsroom, releases, errors, now=now, due_moments=due_moments)
    first = [*state_lines.early_lines(errors), *_silent_lines(newsroom, now, findings, due_moments)]
    yield from first  # a notice must be signed, too, so it comes before signatures
    for heading, group in _by_need(states).items():
        yield from _section(heading, [_release_lines(state, newsroom, findings) for state in group], "newsroom status")
    kept, vanished = gone.releases_without_file(newsroom, dependencies, now)
    manifest = manifests.manifest_of(newsroom.output)
    kept = dict.fromkeys(manifests.slugs_without_file(manifest, releases), "") | kept
    duties = [*gone.kept_lines(kept, newsroom), *gone.vanished_lines(vanished, newsroom)]
    with_copies, errors_by_path = published.ids_with_copies(newsroom.root)
    damaged = {path: error for path, error in errors_by_path.items() if path not in vanished}
    duties += _copy_lines(newsroom, now, [release for release in releases if text_of(release.id) in with_copies])
    duties += _record_lines(newsroom, findings, releases, due_moments, damaged)
    listed = {state.release.path for state in states if state.holding}
    listed |= {finding.path for finding in findings if finding.code == SILENT}
    others = [release for release in releases if release.path not in listed]
    duties += _due_lines(newsroom, now, others, due_moments)
    yield from duties
    if not (states or duties or first):
        yield "nothing waits: every release is public or withdrawn" if releases else "no releases yet: newsroom new"
    changes = coming.future_changes(newsroom, now, releases)
    moments = list(dict.fromkeys(change.moment for change in changes))
    if moments:
        yield output.paint("strong", "Due next")
    for moment in moments[:_MOMENTS]:
        lines = coming.lines([change for change in changes if change.moment == moment], newsroom, now)
        yield from (f"  {line}" for line in lines)
    if len(moments) > _MOMENTS:
        yield "  and more later: newsroom list --upcoming"


def _section(heading: str, releases: Sequence[Iterable[str]], command: str) -> Iterator[str]:
    """Yield a heading, the lines of the first releases, and the command that names all; nothing without a release."""
    if releases:
        yield output.paint("strong", heading)
    yield from itertools.chain(*releases[:_MOST])
    if len(releases) > _MOST:
        yield f"  and {len(releases) - _MOST:,} more: {command}"


def _by_need(states: Sequence[Readiness]) -> Mapping[str, list[Readiness]]:
    """The releases that wait, by what they need first; those that wait only for their time are left out."""
    groups: dict[str, list[Readiness]] = {
        "To write and correct": [],
        "To be cleared": [],
        "To be signed": [],
        "To be approved": [],
    }
    needs = ((About.FINDING, About.DATE), (About.CLEARANCE,), (About.SIGNATURE,), (About.STATUS, About.BLACKOUT))
    for state in states:
        for topics, group in zip(needs, groups.values(), strict=True):
            if any(blocker.about in topics for blocker in state.holding):
                group.append(state)
                break
    return groups


def _release_lines(state: Readiness, newsroom: Newsroom, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the two lines about a release: its headline; its status, what is missing, and its file."""
    release = state.release
    errors, clearances = len(state.about(About.FINDING)), len(state.about(About.CLEARANCE))
    more = Counter(finding.severity == ERROR for finding in findings if finding.path == release.path)[False]
    stands, is_waiting = standing.words_of(state, newsroom), state.status in WAITING
    if errors and is_waiting:
        stands += f", once {counted(errors, 'error')} {'is' if errors == 1 else 'are'} corrected"
    missing = [counted(errors, "error")] if errors and not is_waiting else []
    missing += [counted(more, "more finding" if errors else "finding")] if more else []
    missing += ["no date"] if state.about(About.DATE) else []
    missing += [f"{counted(clearances, 'clearance')} missing"] if clearances else []
    missing += [f"may sign: {readiness.may_sign(newsroom, release)}"] if state.about(About.SIGNATURE) else []
    yield f"  {translating.shown_headline(newsroom, release) or '(no headline)'}"
    shown = output.paint("dim", output.from_here(release.path, newsroom.root))
    yield f"    {'; '.join([stands, *missing])}  {shown}"


def _silent_lines(
    newsroom: Newsroom, now: dt.datetime, findings: Sequence[Finding], due_moments: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines about published releases that changed without a notice to readers."""
    paths = dict.fromkeys(finding.path for finding in findings if finding.code == SILENT)
    documents = [newsroom.document(newsroom.read(path)) for path in paths]
    silent = [
        document.release
        for document in documents
        if changes.silent_changes(
            newsroom, document, now, is_out=due_moment_if_out(document.release, due_moments) is not None
        )
    ]

    def lines(release: Release) -> Iterator[str]:
        """Yield the headline of a release, and the command that resolves its change."""
        yield f"  {text_of(release.headline) or '(no headline)'}"
        yield f"    {notes.settling_command(release, output.from_here(release.path, newsroom.root))}"

    yield from _section("Changed, and readers are not told", [*map(lines, silent)], "newsroom check")


def _due_lines(
    newsroom: Newsroom, now: dt.datetime, releases: Sequence[Release], due_moments: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines about the releases that only have to be built."""

    def lines(release: Release) -> Iterator[str]:
        """Yield the headline and the file of a release."""
        yield f"  {translating.shown_headline(newsroom, release) or '(no headline)'}"
        yield f"    {output.paint('dim', output.from_here(release.path, newsroom.root))}"

    due = standing.due_with_next_build(newsroom, releases, now, due_moments)
    yield from _section("To be published: newsroom build", [*map(lines, due.fresh)], "newsroom list")
    changed = "Public, with a change that waits: newsroom build"
    yield from _section(changed, [*map(lines, due.changed)], "newsroom list")


def _record_lines(
    newsroom: Newsroom,
    findings: Sequence[Finding],
    releases: Sequence[Release],
    due_moments: Mapping[str, str],
    damaged: Mapping[str, NewsroomError],
) -> Iterator[str]:
    """Yield the lines about records of published releases that are damaged or missing; some `damaged` are known."""
    found = {finding.path for finding in findings if finding.code == SILENT}  # no other record has to be read
    errors = dict(damaged)
    for release in releases:
        try:
            if release.path in found:
                published.record_of(newsroom.root, release)
        except NewsroomError as error:
            errors[str(error.path)] = error
    for damage in errors.values():
        yield from notes.damage_lines(damage)
    released = {release.id.value: release.path for release in releases if release.id}
    yield from build_report.unrecorded_lines(newsroom, {id: path for id, path in released.items() if id in due_moments})


def _copy_lines(newsroom: Newsroom, now: dt.datetime, releases: Sequence[Release]) -> Iterator[str]:
    """Yield the lines about media whose advance copy of one of these releases is out of date."""
    lines_by_release = [(release, state_lines.outdated_copy_lines(newsroom, release, now)) for release in releases]
    if any(lines for _, lines in lines_by_release):
        yield output.paint("strong", "To be informed")
    for release, lines in lines_by_release:
        if lines:
            yield f"  {text_of(release.headline) or '(no headline)'}"
            yield from (f"    {line}" for line in lines)
