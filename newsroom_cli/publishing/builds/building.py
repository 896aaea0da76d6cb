"""A running build: read, check, gate, render and stage each release once, then publish everything in one commit."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC, UNCLEAR
from newsroom_cli.newsroom import published, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import Output, Written
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.builds import breaking, changed_releases, keeping, remembering, unrecorded, withdrawing
from newsroom_cli.publishing.builds.assembling import Site
from newsroom_cli.publishing.builds.changed_releases import KILLED, WITHDRAWN
from newsroom_cli.publishing.builds.keeping import Departures
from newsroom_cli.publishing.builds.listed import Lines
from newsroom_cli.publishing.builds.preparing import Preparation
from newsroom_cli.publishing.builds.remembering import Unchanged
from newsroom_cli.publishing.builds.starting import Start
from newsroom_cli.publishing.feeds import planning
from newsroom_cli.publishing.feeds.planning import Member
from newsroom_cli.publishing.leaks.audit import Audit
from newsroom_cli.publishing.leaks.single import Search
from newsroom_cli.publishing.life import first_records
from newsroom_cli.publishing.life.changes import silent_changes
from newsroom_cli.publishing.outcomes import CHANGE_WAITS, STAYS, Outcome, SavedMeanwhileError
from newsroom_cli.publishing.pictures import remembered
from newsroom_cli.publishing.report import Held, Report
from newsroom_cli.publishing.site import list_pages
from newsroom_cli.rules import selection
from newsroom_cli.rules.registry import ERROR, WARNING

Answer = TypeVar("Answer")

_ALWAYS_REMOVABLE = 10  # a build may remove this many releases, whatever their share of the site
_MOST_CHECKED_FOR_WARNINGS = 50  # a build checks at most this many new and changed releases for warnings


def run(newsroom: Newsroom, start: Start, now: dt.datetime, folder: Path, options: Options) -> Report:
    """Run a build; if somebody saves a release meanwhile, run it once more.

    Raises the errors of `build.build`.
    """
    try:
        return _Build(newsroom, start, now, folder, options).run()
    except SavedMeanwhileError:
        start = Start.of(newsroom, folder)
    try:
        return _Build(newsroom, start, now, folder, options).run()
    except SavedMeanwhileError as error:
        raise NewsroomError(
            "the file was saved while the build ran; nothing was changed",
            path=str(error),
            hint="run newsroom build again",
        ) from None


class Options(NamedTuple):
    """The options of a build, as `build.build` describes them."""

    rehearse: bool
    remove_many: bool
    remove: Sequence[str]
    trust_clock: bool
    verify: bool
    progress: workers.Progress | None


class _RefusedError(Exception):
    """Raised when errors in public releases stop the build; carries the errors and the outcomes of all releases."""

    def __init__(self, outcomes: Sequence[Outcome], errors: Sequence[Finding]) -> None:
        super().__init__()
        self.outcomes = outcomes
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Build:
    """A running build."""

    newsroom: Newsroom
    start: Start
    now: dt.datetime
    folder: Path
    options: Options
    prepared: list[Outcome] = field(default_factory=list)  # the rendered outcomes, until the commit moves their files

    def run(self) -> Report:
        """Build the site in a locked output folder; on errors only remove what is no longer public."""
        states = self.start.states(str(self.newsroom.root), self.newsroom.paths())
        with Output(
            self.folder, rehearsal=self.options.rehearse, now=self.now, trust_clock=self.options.trust_clock
        ) as output:
            try:
                return self._build_site(output, states)
            except _RefusedError as refused:
                removed, taken_back, changes = self._remove_unpublished(output, refused.outcomes)
                report = self._report(refused.outcomes, changes, refusals=_sorted(refused.errors), removed=removed)
                report = replace(report, changed=taken_back)
                return replace(report, public=len(output.manifest.releases.keys() - {*removed}))
            except NewsroomError as error:
                removed, taken_back, _ = self._remove_unpublished(output, self.prepared)
                if removed:
                    error.add(f" (no longer public, and taken off the site all the same: {', '.join(removed)})")
                if taken_back:
                    error.add(f" (taken back, and its notice published all the same: {', '.join(taken_back)})")
                raise
            finally:
                remembered.tidy(self.newsroom)

    def _build_site(self, output: Output, states: Mapping[str, State]) -> Report:
        """Build and commit the whole site. Raises _RefusedError if errors in public releases stop the build."""
        due_moments = self._due_moments(output)
        preparation = Preparation.of(
            self.newsroom, self.now, output, due_moments, verify=self.options.verify, removed=self.options.remove
        )
        unchanged = remembering.NOTHING
        if not (self.options.rehearse or self.options.verify):
            unchanged = remembering.unchanged_parts(
                self.newsroom, output, states, self.start, now=self.now, due_moments=due_moments
            )
        if unchanged.is_all(states, output) and not self.options.remove:
            outcomes = list(unchanged.outcomes.values())
            changes = Written(0, len(unchanged.files), 0)
            output_states = self.start.after(output.folder, changes)
            report = self._success_report(output, outcomes, changes, self._departures(output, outcomes), output_states)
            self._remember(output, preparation, report, outcomes, unchanged, states, output_states)
            return report
        if len(states) - len(unchanged.outcomes) >= workers.FEWEST_FOR_TWO:
            gc.enable()  # documents form reference cycles, and many would fill the memory
        selection.selected(self.newsroom.config)  # a wrong code in newsroom.toml is reported before any work
        outcomes = self._outcomes(preparation, list(states), unchanged)
        self.prepared[:] = outcomes
        waiting = breaking.waiting_changes(outcomes, preparation)
        if errors := breaking.errors_now(self._errors(outcomes, unchanged), waiting):
            if self.newsroom.config.publishing.broken == "stop":
                raise _RefusedError(outcomes, errors)
            outcomes, preparation = breaking.held_back(outcomes, errors, preparation)
        outcomes, preparation = breaking.held_by_blackouts(outcomes, waiting, preparation)
        public = [outcome for outcome in outcomes if outcome.public]
        departures = self._departures(output, outcomes)
        if clashes := list(keeping.clashes(self.newsroom, outcomes, departures, output.manifest, self.now)):
            raise _RefusedError(outcomes, [*errors, *clashes])
        keeping.refuse_unused(output.manifest, departures)
        self._refuse_emptying(output, departures.unpublished)
        lines = Lines.of(self.newsroom, output.manifest, public, departures)
        outcomes = lines.with_neighbours(outcomes, unchanged.outcomes)
        members = planning.members_of(outcomes, departures.kept, lines.collections)
        self.prepared[:] = outcomes = self._rendered(preparation, outcomes, lines, members)
        public = [outcome for outcome in outcomes if outcome.public]
        records = first_records.with_first_words(
            self.newsroom, keeping.records(public, departures), public, output.manifest
        )
        site = Site(self.newsroom, output, unchanged, preparation.status_of, self.now, lines)
        feeds = site.feeds(public, departures, members)
        files = site.files(public, feeds, departures, records)
        kept = keeping.files(departures.kept, output.manifest)
        audit = Audit(self.newsroom, output, outcomes, kept, feeds.documents, unchanged.files)
        audit.refuse_leaks(files, everything=self.options.verify)
        new = changed_releases.new(public, output.manifest)
        changed = changed_releases.changed(self.newsroom, public, output.manifest)
        warnings = self._warnings(sorted((*new, *changed)), changed, output.manifest)
        self.prepared.clear()
        changes = output.commit(files, records, site.first_versions(files, public, feeds.documents))
        output_states = self.start.after(output.folder, changes)
        report = self._success_report(output, outcomes, changes, departures, output_states)
        report = replace(report, broken=_sorted(errors), waiting=waiting)
        unchanged = unchanged._replace(feeds=feeds.inputs, left_out=feeds.left_out)
        del lines, members, records, site, feeds, files, kept, audit  # frees their memory before the cache is written
        self._remember(output, preparation, report, outcomes, unchanged, states, output_states)
        return replace(report, **warnings, new=new, changed=changed)

    def _due_moments(self, output: Output) -> Mapping[str, str]:
        """The moments at which published releases were due, by slug and id.

        A wrong clock may have published releases too early. With --trust-clock, those that are still due in the
        future do not count as published.
        """
        due_moments = output.manifest.due_moments
        if not self.options.trust_clock:
            return due_moments
        return {name: moment for name, moment in due_moments.items() if not moment or _moment(moment) <= self.now}

    def _errors(self, outcomes: Sequence[Outcome], unchanged: Unchanged) -> list[Finding]:
        """The errors in releases that would be public, with those that appear only when releases are compared."""
        errors = [finding for outcome in outcomes for finding in outcome.errors]
        if len(unchanged.outcomes) == len(outcomes):
            return errors
        cards = [outcome.public.card for outcome in outcomes if outcome.public]
        newsroom = self.newsroom
        findings = check.archive_findings(cards, newsroom.config, newsroom.read, now=self.now, severities=(ERROR,))
        return errors + [finding for finding in findings if finding.severity == ERROR]

    def _success_report(
        self,
        output: Output,
        outcomes: Sequence[Outcome],
        changes: Written,
        departures: Departures,
        output_states: Mapping[str, State],
    ) -> Report:
        """The report of a build that no error stopped; `output_states` has the states of its files."""
        find_held_ids = keeping.held_ids(self.newsroom, outcomes)
        public_ids = {outcome.public.id for outcome in outcomes if outcome.public}
        names = keeping.names_in_use(outcomes) | departures.kept.keys()
        foreign = [path for path in output_states if path not in output.manifest.files]
        return self._report(
            outcomes,
            changes,
            others=tuple(output.others(foreign)),
            exposed=tuple(keeping.exposed_files(foreign, output.manifest, outcomes)),
            removed=departures.departed_slugs,
            kept={slug: known.id for slug, known in departures.kept.items() if slug not in departures.broken},
            moved={
                outcome.path: departures.renamed[outcome.slug]
                for outcome in outcomes
                if outcome.slug in departures.renamed
            },
            orphans=departures.feeds,
            vanished=published.vanished_records(self.newsroom.root, find_held_ids, public_ids, names, self.now),
        )

    def _departures(self, output: Output, outcomes: Sequence[Outcome]) -> Departures:
        """What happens to each published release that is no longer public under its name."""
        find_held_ids = keeping.held_ids(self.newsroom, outcomes)
        return keeping.departures(output.manifest, outcomes, find_held_ids, self.options.remove, self.newsroom.config)

    def _remember(
        self,
        output: Output,
        preparation: Preparation,
        report: Report,
        outcomes: Sequence[Outcome],
        unchanged: Unchanged,
        states: Mapping[str, State],
        output_states: Mapping[str, State],
    ) -> None:
        """Write the outcomes of this build into the cache, for the next build; a rehearsal writes none."""
        if not self.options.rehearse:
            remembered.prune(self.newsroom, (outcome.dependencies for outcome in outcomes), self.now)
            remembering.write_cache(
                self.newsroom,
                output,
                report,
                outcomes,
                unchanged,
                states,
                output_states,
                self.start,
                status_of=preparation.status_of,
                now=self.now,
            )

    def _outcomes(self, preparation: Preparation, paths: Sequence[str], unchanged: Unchanged) -> list[Outcome]:
        """The outcomes for all releases in order; workers prepare those that have changed."""
        todo = [path for path in paths if path not in unchanged.outcomes]
        prepared = {outcome.path: outcome for outcome in self._in_workers(preparation.prepare, todo, half=0)}
        outcomes = {**unchanged.outcomes, **prepared}
        return [outcomes[path] for path in paths]

    def _rendered(
        self, preparation: Preparation, outcomes: Sequence[Outcome], lines: Lines, members: Mapping[str, Member]
    ) -> list[Outcome]:
        """The outcomes of all releases, with the pages, mails and entries of those that need new ones."""
        by_path = {outcome.path: outcome for outcome in outcomes}
        todo = [outcome.path for outcome in outcomes if outcome.public and not outcome.files]
        contested = {slug for slug, member in members.items() if member.contested}

        def render(paths: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
            """Render some releases, and return by path the fields of their outcomes that this changes."""
            rendered = preparation.render(paths, outcomes=by_path, listings=lines.listings, contested=contested)
            return [outcome.rendered for outcome in rendered]

        for path, changes in self._in_workers(render, todo, half=1):
            by_path[path] = by_path[path]._replace(**changes)
        return list(by_path.values())

    def _in_workers(
        self, work: Callable[[Sequence[str]], list[Answer]], paths: Sequence[str], *, half: int
    ) -> Iterator[Answer]:
        """Yield the results of `work` on releases; `half` is 0 or 1, the half of the build that this is."""
        done = half * len(paths)
        for batch in workers.batches(work, paths):
            yield from batch
            done += len(batch)
            if self.options.progress:
                self.options.progress(done // 2, len(paths))

    def _report(self, outcomes: Sequence[Outcome], changes: Written, **details: Any) -> Report:
        """The report of this build: what is public and what is held; `details` has further fields of the report."""
        public = [outcome for outcome in outcomes if outcome.public]
        held = (outcome for outcome in outcomes if outcome.status not in (PUBLIC, UNCLEAR, *STAYS))
        return Report(
            self.folder,
            len(public) + sum(outcome.status == CHANGE_WAITS for outcome in outcomes),
            tuple(Held(outcome.path, outcome.status, outcome.goes_out, outcome.later) for outcome in held),
            changes,
            notices=_sorted(finding for outcome in outcomes for finding in outcome.notices),
            released={outcome.public.id: outcome.path for outcome in public if outcome.public},
            events=dict(self._event_ends(public)),
            **details,
        )

    def _event_ends(self, public: Iterable[Outcome]) -> Iterator[tuple[str, dt.datetime]]:
        """Yield the paths of public releases with an event that is not over, and the moment at which it will be."""
        for outcome in public:
            if outcome.public and outcome.public.listing.event_starts:
                ends = list_pages.event_end(outcome.public.listing, self.newsroom.config)
                if ends > self.now:
                    yield outcome.path, ends

    def _warnings(self, paths: Sequence[str], changed: Collection[str], manifest: Manifest) -> dict[str, Any]:
        """The warnings in new and changed releases, and the releases changed without a notice, as fields of the report.

        If there are too many releases to check, only their number; in a first build nothing.
        """
        first, on_site = not manifest.releases, manifest.published
        if len(paths) > _MOST_CHECKED_FOR_WARNINGS:
            return {} if first else {"unread": len(paths)}
        documents = [self.newsroom.document(self.newsroom.read(path)) for path in paths]
        findings = itertools.chain(*check.check_all(documents, self.newsroom.config))
        silent = [
            document.release.path
            for document in documents
            if (first or document.release.path in changed)
            and (
                silent_changes(self.newsroom, document, self.now, is_out=not first)
                or unrecorded.is_silent_change(self.newsroom, document.release, on_site, manifest.built)
            )
        ]
        warnings = _sorted(finding for finding in findings if finding.severity == WARNING)
        return {"warnings": warnings, "silent": tuple(silent)}

    def _remove_unpublished(
        self, output: Output, outcomes: Sequence[Outcome]
    ) -> tuple[tuple[str, ...], dict[str, str], Written]:
        """Remove releases that are no longer public, and publish notices, although the build stops.

        Returns the slugs of the releases that left, KILLED or WITHDRAWN for each published notice by path, and the
        numbers of changed files.
        """
        due_moments = self._due_moments(output)
        removed = withdrawing.no_longer_public(output, self.newsroom, self.now, due_moments)
        slugs = {outcome.slug for outcome in outcomes}
        taken_back = self._taken_back(output, outcomes, due_moments, slugs)
        notices = keeping.notices(output.manifest, taken_back, slugs)
        killed = keeping.killed_on_site(self.newsroom, output.manifest)
        if not removed and not notices and not killed:
            return (), {}, Written(0, 0, 0)
        self._refuse_emptying(output, removed)
        staying = [page for slug, page in output.manifest.releases.items() if slug not in (*removed, *killed)]
        is_clean = Search.of(self.newsroom, output.manifest, self.now, staying=staying).is_clean
        clean = withdrawing.clean_notices(output, notices, is_clean)
        on_site = {notice.former for notice in clean.values()}
        taken_back_slugs = (*(notice.former for notice in notices.values()), *killed)
        removed = [*dict.fromkeys((*removed, *(slug for slug in taken_back_slugs if slug not in on_site)))]
        changes = withdrawing.remove_from_site(output, removed, self.newsroom, clean, is_clean, self.now)
        kinds = {notice.path: KILLED if notice.is_killed else WITHDRAWN for notice in clean.values()}
        return tuple(removed), kinds, changes

    def _taken_back(
        self, output: Output, outcomes: Iterable[Outcome], due_moments: Mapping[str, str], slugs: Collection[str]
    ) -> list[Outcome]:
        """The outcomes of published releases that are taken back now, with their notices as pages and mails.

        A release that would show new words waits, as all changes do.
        """
        found = {
            outcome.path: outcome for outcome in outcomes if keeping.is_taken_back(outcome, output.manifest, slugs)
        }
        preparation = Preparation.of(self.newsroom, self.now, output, due_moments, verify=False).linking_only_to_site()
        try:
            as_recorded = [
                path for path in found if not blackouts.has_new_words(self.newsroom, self.newsroom.read(path))
            ]
            return preparation.render(as_recorded, outcomes=found)
        except (NewsroomError, SavedMeanwhileError):
            return []  # the build reports the error

    def _refuse_emptying(self, output: Output, removed: Collection[str]) -> None:
        """Raise NewsroomError if the build would remove many releases: it may be a mistake in all files at once."""
        total = len(output.manifest.releases)
        if self.options.remove_many or self.options.rehearse or len(removed) <= max(_ALWAYS_REMOVABLE, total / 10):
            return
        listed = ", ".join(sorted(removed)[:50]) + (f" and {len(removed) - 50} more" if len(removed) > 50 else "")
        raise NewsroomError(
            f"this would take {len(removed)} of {total} public releases off the site; nothing was changed: {listed}",
            path=self.newsroom.config.releases,
            hint="check their status and the clock; if they are right: newsroom build --remove-many",
        )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))


_moment = dt.datetime.fromisoformat
