"""The build: it reads, checks, gates, renders and stages each release once, then publishes all in one commit."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC, UNCLEAR
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer.output import MANIFEST, Output, Written
from newsroom_cli.publishing import breaking, keeping, lists, rehearsal, remembering, withdrawing
from newsroom_cli.publishing.assembling import Site
from newsroom_cli.publishing.keeping import Departures
from newsroom_cli.publishing.leaks.audit import Audit
from newsroom_cli.publishing.leaks.single import Search
from newsroom_cli.publishing.lists import SavedMeanwhileError
from newsroom_cli.publishing.outcomes import CHANGE_WAITS, STAYS, Outcome
from newsroom_cli.publishing.preparing import Preparation
from newsroom_cli.publishing.remembering import Unchanged
from newsroom_cli.publishing.report import Held, Report
from newsroom_cli.publishing.starting import Start
from newsroom_cli.rules import selection
from newsroom_cli.rules.registry import ERROR, WARNING

_FEW = 10  # releases that may leave the site in one build whatever their share is
_READ_FOR_WARNINGS = 50  # changed releases; after a change of a template it may be all of them


def build(
    newsroom: Newsroom,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    progress: workers.Progress | None = None,
    count: int | None = None,
    rehearse: bool = False,
    remove_many: bool = False,
    remove: Sequence[str] = (),
    trust_clock: bool = False,
    verify: bool = False,
) -> Report:
    """Bring the output folder up to date with all releases that are public at `now`: all of them, or nothing.

    If errors stop the build, releases that are no longer public still leave the folder; everything else stays.
    `rehearse` marks every page, feed and mail, and writes to a folder of its own. `remove_many` lets a build take many
    releases off the site at once, `trust_clock` be earlier than the last one; `remove` are ids and slugs of releases
    without a file, which leave the site. With `verify` all files are made anew and searched for what is not public,
    not only those that change. `progress` receives the number of finished releases and of all; `count` is the
    number of workers, by default the fastest.
    Raises BusyError if another build is writing, NewsroomError if the releases or the output cannot be used, a template
    is wrong, or the clock is earlier than the last build.
    """
    if rehearse:
        newsroom = rehearsal.marked(newsroom, now)
    folder = folder or (rehearsal.folder(newsroom) if rehearse else newsroom.output)
    _refuse_overlap(newsroom, folder, rehearse=rehearse)
    for last in (False, True):
        start = Start.of(newsroom, folder)
        if not (rehearse or remove or verify) and (report := remembering.nothing_changed(newsroom, folder, start, now)):
            return report
        work = _Build(newsroom, start, now, folder, rehearse, remove_many, remove, trust_clock, verify, progress, count)
        try:
            return work.run()
        except SavedMeanwhileError as error:
            if last:
                raise NewsroomError(
                    "the release was saved while the build ran; nothing was changed",
                    path=str(error),
                    hint="run newsroom build again",
                ) from None
    raise AssertionError("unreachable")


class _RefusedError(Exception):
    """Errors that stop the build, and the outcomes for all releases."""

    def __init__(self, outcomes: Sequence[Outcome], errors: Sequence[Finding]) -> None:
        super().__init__()
        self.outcomes = outcomes
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Build:
    newsroom: Newsroom
    start: Start
    now: dt.datetime
    folder: Path
    rehearse: bool
    remove_many: bool
    remove: Sequence[str]
    trust_clock: bool
    verify: bool
    progress: workers.Progress | None
    count: int | None
    prepared: list[Outcome] = field(default_factory=list)  # until the commit moves their files

    def run(self) -> Report:
        states = self.start.states(str(self.newsroom.root), self.newsroom.paths())
        with Output(self.folder, rehearsal=self.rehearse, now=self.now, trust_clock=self.trust_clock) as output:
            try:
                return self._built(output, states)
            except _RefusedError as refused:
                removed, changes = self._remove_unpublished(output, refused.outcomes)
                return self._report(refused.outcomes, changes, refusals=_ordered(refused.errors), removed=removed)
            except NewsroomError as error:
                removed, _ = self._remove_unpublished(output, self.prepared)
                if removed:
                    error.add(f" (no longer public, and taken off the site all the same: {', '.join(removed)})")
                raise

    def _built(self, output: Output, states: Mapping[str, State]) -> Report:
        out = withdrawing.due_of(output.known)
        preparation = Preparation.of(self.newsroom, self.now, output, out, verify=self.verify)
        before = remembering.NOTHING
        if not (self.rehearse or self.verify):
            before = remembering.unchanged(self.newsroom, output, states, self.start, now=self.now, out=out)
        if before.is_all(states, output) and not self.remove:
            outcomes = list(before.outcomes.values())
            report = self._done(output, outcomes, Written(0, len(before.files), 0), self._departures(output, outcomes))
            self._remember(output, preparation, report, outcomes, before, states, before.feeds)
            return report
        selection.selected(self.newsroom.config)  # a wrong code in newsroom.toml is reported before any work
        outcomes = self._outcomes(preparation, list(states), before)
        self.prepared[:] = outcomes
        if errors := self._errors(outcomes, before):
            if self.newsroom.config.publishing.broken == "stop":
                raise _RefusedError(outcomes, errors)
            outcomes, preparation = breaking.held_back(outcomes, errors, preparation)
        outcomes, preparation, waiting = breaking.held_by_blackouts(outcomes, preparation)
        public = [outcome for outcome in outcomes if outcome.public]
        departures = self._departures(output, outcomes)
        if clashes := list(keeping.clashes(self.newsroom, outcomes, departures)):
            raise _RefusedError(outcomes, [*errors, *clashes])
        keeping.refuse_unused(output.known, departures)
        self._refuse_emptying(output, departures.unpublished)
        groups = lists.groups(public, self.newsroom.config, output.known.files)
        records = keeping.records(public, departures)
        files = Site(self.newsroom, output, before, preparation.status_of).files(public, groups, departures, records)
        audit = Audit(self.newsroom, output, outcomes, keeping.files(departures.kept, output.known))
        audit.refuse_leaks(files, everything=self.verify, count=self.count)
        warnings = self._warnings(public, first=not output.known.releases)
        news = self._news(public, output)
        self.prepared.clear()
        changes = output.commit(files, records)
        report = replace(self._done(output, outcomes, changes, departures), broken=_ordered(errors), waiting=waiting)
        feeds = {office: [outcome.path for outcome in group] for office, group in groups.items()}
        self._remember(output, preparation, report, outcomes, before, states, feeds)
        return replace(report, **warnings, **news)

    def _errors(self, outcomes: Sequence[Outcome], before: Unchanged) -> list[Finding]:
        """The errors in releases that would be public, and those that only a comparison of them shows."""
        errors = [finding for outcome in outcomes for finding in outcome.errors]
        if len(before.outcomes) == len(outcomes):
            return errors
        cards = [outcome.public.card for outcome in outcomes if outcome.public]
        newsroom = self.newsroom
        found = check.archive_findings(cards, newsroom.config, newsroom.read, now=self.now, severities=(ERROR,))
        return errors + [finding for finding in found if finding.severity == ERROR]

    def _done(self, output: Output, outcomes: Sequence[Outcome], changes: Written, departures: Departures) -> Report:
        """The report of a build that nothing stopped."""
        held = keeping.held_ids(self.newsroom, outcomes)
        return self._report(
            outcomes,
            changes,
            others=tuple(output.others(self.start.after(output.folder, changes))),
            removed=(*departures.unpublished, *departures.removed),
            kept={
                slug: known.id if known else ""
                for slug, known in departures.kept.items()
                if slug not in departures.broken
            },
            moved={
                found.path: departures.renamed[found.slug] for found in outcomes if found.slug in departures.renamed
            },
            orphans=departures.feeds,
            vanished=keeping.vanished(self.newsroom, outcomes, departures, held, self.now),
        )

    def _departures(self, output: Output, outcomes: Sequence[Outcome]) -> Departures:
        """What becomes of the published releases that are not public as they were."""
        held = keeping.held_ids(self.newsroom, outcomes)
        return keeping.departures(output.known, outcomes, held, self.remove, self.newsroom.config)

    def _remember(
        self,
        output: Output,
        preparation: Preparation,
        report: Report,
        outcomes: Sequence[Outcome],
        before: Unchanged,
        states: Mapping[str, State],
        feeds: Mapping[str, Sequence[str]],
    ) -> None:
        if not self.rehearse:
            remembering.keep(
                self.newsroom,
                output,
                report,
                outcomes,
                before,
                states,
                feeds,
                self.start,
                status_of=preparation.status_of,
                now=self.now,
            )

    def _outcomes(self, preparation: Preparation, paths: Sequence[str], before: Unchanged) -> list[Outcome]:
        """The outcomes for all releases, in order: the known ones, and those of the workers."""
        outcomes = dict(before.outcomes)
        todo = [path for path in paths if path not in outcomes]
        done = 0
        for batch in workers.batches(preparation.prepare, todo, count=self.count):
            outcomes |= {outcome.path: outcome for outcome in batch}
            done += len(batch)
            if self.progress:
                self.progress(done, len(todo))
        return [outcomes[path] for path in paths]

    def _report(self, outcomes: Sequence[Outcome], changes: Written, **more: Any) -> Report:
        public = [outcome for outcome in outcomes if outcome.public]
        held = (outcome for outcome in outcomes if outcome.status not in (PUBLIC, UNCLEAR, *STAYS))
        return Report(
            self.folder,
            len(public) + sum(outcome.status == CHANGE_WAITS for outcome in outcomes),
            tuple(Held(outcome.path, outcome.status, outcome.goes_out, outcome.later) for outcome in held),
            changes,
            notices=_ordered(finding for outcome in outcomes for finding in outcome.notices),
            released={outcome.public.id: outcome.path for outcome in public if outcome.public},
            **more,
        )

    def _warnings(self, public: Sequence[Outcome], *, first: bool) -> dict[str, Any]:
        """The warnings in releases that are public for the first time or have changed, if these are few."""
        changed = [outcome for outcome in public if any(file.changed for file in outcome.files.values())]
        if len(changed) > _READ_FOR_WARNINGS:
            return {} if first else {"unread": len(changed)}
        config = self.newsroom.config
        documents = [self.newsroom.document(self.newsroom.read(outcome.path)) for outcome in changed]
        found = itertools.chain(*check.check_all(documents, config))
        return {"warnings": _ordered(finding for finding in found if finding.severity == WARNING)}

    def _news(self, public: Sequence[Outcome], output: Output) -> dict[str, Any]:
        """The releases that were not on the site before, and those whose pages or mails have changed."""
        known = output.known.releases.keys()
        ids = {record.id for record in output.known.releases.values() if record and record.id}
        found: dict[str, list[str]] = {"new": [], "changed": []}
        for outcome in public:
            assert outcome.public
            if any(file.changed for file in outcome.files.values()):
                is_known = outcome.slug in known or outcome.public.id in ids
                found["changed" if is_known else "new"].append(outcome.path)
        return {name: tuple(paths) for name, paths in found.items()}

    def _remove_unpublished(self, output: Output, outcomes: Iterable[Outcome]) -> tuple[tuple[str, ...], Written]:
        """Remove what is no longer public, although the build stops; returns the slugs of releases and the changes."""
        gone = withdrawing.no_longer_public(output, self.newsroom, self.now)
        notices = keeping.notices(output.known, outcomes)
        if not gone and not notices:
            return (), Written(0, 0, 0)
        self._refuse_emptying(output, gone)
        is_clean = Search.of(self.newsroom, output.known, self.now).is_clean
        clean = withdrawing.clean_notices(output, notices, is_clean)
        gone += [slug for slug in notices if slug not in clean]
        return tuple(gone), withdrawing.remove_from_site(output, gone, self.newsroom, clean, is_clean)

    def _refuse_emptying(self, output: Output, gone: Collection[str]) -> None:
        """Refuse to take many releases off the site: usually a mistake, such as a status replaced in all files."""
        was = len(output.known.releases)
        if self.remove_many or self.rehearse or len(gone) <= max(_FEW, was / 10):
            return
        listed = ", ".join(sorted(gone)[:50]) + (f" and {len(gone) - 50} more" if len(gone) > 50 else "")
        raise NewsroomError(
            f"this would take {len(gone)} of {was} public releases off the site; nothing was changed: {listed}",
            path=self.newsroom.config.releases,
            hint="check their status and the clock; if they are right: newsroom build --remove-many",
        )


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _refuse_overlap(newsroom: Newsroom, folder: Path, *, rehearse: bool) -> None:
    """Refuse an output folder inside or around the sources, and a rehearsal among the live pages."""
    real, root = folder.resolve(), newsroom.root.resolve()
    sources = [newsroom.folder.resolve(), (root / "templates").resolve()]
    overlaps = any(real == source or source in real.parents or real in source.parents for source in sources)
    if overlaps or real == root or real in root.parents:
        message = "the output folder holds the newsroom's own files, or lies among them"
        raise NewsroomError(message, path=folder, hint="name a folder of its own: -o DIR")
    live = newsroom.output.resolve()
    inside = live in real.parents or any((parent / MANIFEST).exists() for parent in real.parents)
    if rehearse and (real == live or inside or real in live.parents):
        raise NewsroomError(
            "a rehearsal must not be written where the live pages are",
            path=folder,
            hint="leave out -o, or name a folder of its own: -o DIR",
        )
