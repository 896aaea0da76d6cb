"""The part of a build that workers do, batch by batch: first they read, gate and check releases, then render them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.links import linked
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding, error_of, findings_of_hits
from newsroom_cli.model import caching
from newsroom_cli.model.interpretation import due_moment, embargo_end, latest_news_at
from newsroom_cli.model.release import BLACKOUT, DRAFT, PUBLIC, WAITING, Release, text_of
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom import release_files, schedule
from newsroom_cli.newsroom.edition import Edition, boilerplate, listing, with_siblings
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.published import CHANGED
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing import blackouts, staying
from newsroom_cli.publishing.builds import attaching
from newsroom_cli.publishing.feeds import rendering
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.neighbours import Neighbours
from newsroom_cli.publishing.outcomes import NOTHING, Outcome, Public, SavedMeanwhileError
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.proof.source import Source
from newsroom_cli.publishing.site import pages
from newsroom_cli.publishing.site.lines import neighbour_lines
from newsroom_cli.publishing.staying import Stays
from newsroom_cli.rules.fields import aliases, publication, translations
from newsroom_cli.rules.registry import ERROR, Hit, rules

MAIL = "email/"
_NO_NEIGHBOURS: Mapping[str, Neighbours] = {}
_NO_LISTINGS: Mapping[str, Listing] = {}


class Recorder:
    """A `StatusOf` that records the slugs it was called with, and the statuses it returned."""

    def __init__(self, status_of: linked.StatusOf) -> None:
        self._status_of = status_of
        self.statuses: dict[str, str | None] = {}

    def __call__(self, slug: str) -> str | None:
        self.statuses[slug] = status = self._status_of(slug)
        return status


class Preparation(NamedTuple):
    """The steps that workers run on batches of releases: first prepare, then render.

    `due_moments` has the moments at which published releases were due, by slug and by id.
    `stays` says of a slug whether its page stays on the site although no release has it any more.
    With `verify`, unchanged files are compared with their releases like changed ones.
    """

    newsroom: Newsroom
    now: dt.datetime
    output: Output
    due_moments: Mapping[str, str]
    status_of: Recorder
    stays: Stays
    verify: bool

    @classmethod
    def of(
        cls,
        newsroom: Newsroom,
        now: dt.datetime,
        output: Output,
        due_moments: Mapping[str, str],
        *,
        verify: bool,
        removed: Collection[str] = (),
    ) -> Preparation:
        """The preparation of a build at `now`, which takes releases off the site that are `removed`, by id or slug."""
        stays = staying.stays_in(output.folder, output.manifest, newsroom, removed)
        status_of = staying.statuses_with_pages(newsroom.publication_statuses_at(now, due_moments), stays)
        return cls(newsroom, now, output, due_moments, Recorder(status_of), stays, verify)

    def with_statuses(self, statuses: Mapping[str, str]) -> Preparation:
        """The same preparation, in which the releases in `statuses`, by slug, have these statuses."""
        status_of = self.status_of
        return self._replace(status_of=Recorder(lambda slug: statuses.get(slug) or status_of(slug)))

    def linking_only_to_site(self) -> Preparation:
        """The same preparation, in which releases that are not on the site yet have no page to link to."""
        status_of, on_site = self.status_of, self.output.manifest.releases

        def of_site(slug: str) -> str | None:
            """The status of a release; DRAFT if it is public and has no page on the site yet."""
            status = status_of(slug)
            return DRAFT if status == PUBLIC and slug not in on_site else status

        return self._replace(status_of=Recorder(of_site))

    def prepare(self, paths: Sequence[str]) -> list[Outcome]:
        """Read, gate and check a batch of releases; return their outcomes in order, without files.

        Each step runs for a whole batch before the next step, which takes a fifth less time than all steps for each
        release.
        """
        outcomes: dict[str, Outcome] = {}
        read = (staying.readable(self.newsroom.read(path), self.stays) for path in paths)
        for releases in caching.batches(read):
            documents = [self.newsroom.document(release) for release in releases]
            for document in documents:
                outcomes[document.release.path] = self._gated(document)
            going_out = [document for document in documents if outcomes[document.release.path].is_going_out]
            correct = self._checked(going_out, outcomes)
            for document in self._with_files(correct, outcomes):
                path = document.release.path
                self.status_of.statuses = {}
                public = self._public(document, outcomes[path])
                outcomes[path] = outcomes[path]._replace(public=public, links=self.status_of.statuses or NOTHING)
        return [outcomes[path] for path in paths]

    def render(
        self,
        paths: Sequence[str],
        *,
        outcomes: Mapping[str, Outcome],
        listings: Mapping[str, Listing] = _NO_LISTINGS,
        contested: Container[str] = (),
    ) -> list[Outcome]:
        """Render and stage the pages and mails of a batch of public releases; return their outcomes with the files.

        The feed entries of releases whose pages or mails change are set aside for the feeds.

        `outcomes` has the outcomes of all releases, by path; `listings` the index lines of their neighbours, by slug;
        `contested` the slugs of releases whose id an older release has. Raises SavedMeanwhileError if somebody saved
        one of the releases after it was checked, NewsroomError if an output does not say what its release says.
        """
        rendered: list[Outcome] = []
        for releases in caching.batches(map(self.newsroom.read, paths)):
            for release in releases:
                if digest(release.text.encode()) != outcomes[release.path].text:
                    raise SavedMeanwhileError(release.path)
            documents = [self.newsroom.document(release) for release in releases]
            rendered += self._rendered(documents, outcomes, listings, contested)
        return rendered

    def _checked(self, documents: Sequence[Document], outcomes: dict[str, Outcome]) -> list[Document]:
        """Check the releases, put the errors into their outcomes, and return the public ones without errors."""
        without_errors = []
        findings_by_release = check.check_all(documents, self.newsroom.config, errors_only=True)
        for document, findings in zip(documents, findings_by_release, strict=True):
            path = document.release.path
            by_the_clock = check.errors_by_the_clock(document, self.newsroom.read, now=self.now)
            outcome = outcomes[path]
            found = (*findings, *by_the_clock, *self._broken_embargo(document, outcome.goes_out or self.now))
            errors = tuple(finding for finding in found if finding.severity == ERROR)
            waits = outcome.status in WAITING
            outcomes[path] = outcome._replace(later=errors) if waits else outcome._replace(errors=errors)
            if outcome.status == PUBLIC and not errors:
                without_errors.append(document)
        return without_errors

    def _with_files(self, documents: Sequence[Document], outcomes: dict[str, Outcome]) -> list[Document]:
        """Stage pictures and attachments, and return the releases whose files can all go out."""
        publishable = []
        for document in documents:
            path = document.release.path
            attached = attaching.attached(self.newsroom, document, self.output.stage)
            if attached.errors:
                outcomes[path] = outcomes[path]._replace(errors=attached.errors)
            else:
                outcomes[path] = outcomes[path]._replace(
                    shared=attached.files or NOTHING, copies=attached.sizes or NOTHING
                )
                publishable.append(document)
        return publishable

    def _gated(self, document: Document) -> Outcome:
        """The outcome for a release with its publication status, before it is checked and rendered."""
        release, newsroom = document.release, self.newsroom
        status = newsroom.publication_status(document, self.now, self.due_moments)
        waits = status in WAITING
        if status in (PUBLIC, BLACKOUT):
            blackouts.refuse_unknown_page(newsroom, release, self.output.manifest, self.now)
        return Outcome(
            release.path,
            release.slug,
            status,
            goes_out=schedule.goes_out_at(newsroom, release, self.now) if waits else None,
            valid_until=schedule.next_status_change(newsroom, release, self.now)
            if waits or release.is_taken_back or (status == PUBLIC and release.event)
            else None,
            text=digest(release.text.encode()),
            dependencies=release_files.states(str(newsroom.root), newsroom.dependencies(release)) or NOTHING,
            aliases=aliases.declared_aliases(release),
            id=text_of(release.id),
            notices=tuple(_damaged_record(document)) if waits else (),
        )

    def _rendered(
        self,
        documents: Sequence[Document],
        outcomes: Mapping[str, Outcome],
        listings: Mapping[str, Listing],
        contested: Container[str],
    ) -> Iterator[Outcome]:
        """Render and stage public releases, and yield their outcomes: all pages, then all mails, then all entries."""
        composed = [self._composed(document, outcomes[document.release.path]) for document in documents]
        sources = [source for source, _ in composed]
        files: dict[str, dict[str, Staged]] = {outcome.path: {} for _, outcome in composed}
        written: dict[str, dict[str, bytes]] = {outcome.path: {} for _, outcome in composed}
        neighbours = {outcome.slug: outcome.neighbours for _, outcome in composed}
        for render in renderers(self.newsroom, neighbours, listings):
            for source, (path, data) in [(source, render(source.edition)) for source in sources]:
                files[source.edition.path][path] = staged = self.output.stage(path, data)
                if staged.changed or self.verify:
                    written[source.edition.path][path] = data
        self.status_of.statuses = {}
        for source in sources:
            if outputs := written[source.edition.path]:
                differences = comparison.differences(source, outputs, status_of=self.status_of)
                comparison.refuse(differences, source.document.config)
        changed = [source for source in sources if any(file.changed for file in files[source.edition.path].values())]
        entries = rendering.rendered(changed, self.newsroom.config, contested, self.status_of)
        places = rendering.set_aside(entries, self.output)
        for _, outcome in composed:
            yield outcome._replace(files=files[outcome.path], entry=places.get(outcome.slug))

    def _composed(self, document: Document, outcome: Outcome) -> tuple[Source, Outcome]:
        """The source with which the outputs of a release are compared, and its outcome with links and notices."""
        config = self.newsroom.config
        self.status_of.statuses = {}
        edition = with_siblings(self._edition(document.release), outcome.neighbours.siblings, config)
        edition = attaching.with_copies(edition, outcome.copies, config.url)
        notices = (*self._held_links(document), *self._held_original(document), *_damaged_record(document))
        source = promised.read(document, edition, self.status_of)
        return source, outcome._replace(notices=notices, links=self.status_of.statuses or NOTHING)

    def _public(self, document: Document, outcome: Outcome) -> Public:
        """The part of an outcome that only a public release has."""
        release = document.release
        edition = self.newsroom.edition(release, body=False, status_of=self.status_of)
        edition = attaching.with_copies(edition, outcome.copies, document.config.url)
        return Public(
            listing(edition),
            check.card(document, severities=(ERROR,)),
            edition.id,
            due_moment(release, document.config),
            latest_news_at(release, document.config),
            aliases.lost_names(release, self.now),
            release.is_killed,
            blackouts.words(self.newsroom, release),
        )

    def _edition(self, release: Release) -> Edition:
        edition = self.newsroom.edition(release, text=self.newsroom.config.email.pages, status_of=self.status_of)
        if edition.text or edition.summary:
            return edition
        # Feeds use the first words of the text as a summary.
        return self.newsroom.edition(release, status_of=self.status_of)

    def _held_links(self, document: Document) -> list[Finding]:
        """Notices about links of a release that become plain words, because their targets are not public."""
        mentions = linked.mentions(document, self.newsroom.config.url)
        held = [(mention, linked.held_name((mention.slug, *mention.others), self.status_of)) for mention in mentions]
        unpublished = [(mention, self.status_of(name)) for mention, name in held if name]
        if not unpublished:
            return []
        rule = rules()["LK010"]
        return findings_of_hits(
            document, [(rule, publication.held_link(mention, str(status))) for mention, status in unpublished]
        )

    def _broken_embargo(self, document: Document, moment: dt.datetime) -> list[Finding]:
        """An error about a translation that goes out at a moment before the embargo of its original ends.

        The search for leaks cannot see that, because the words of the translation are different.
        """
        original = translations.original_of(document)
        if original is None or document.release.is_taken_back:
            return []
        path, span = original
        ends = embargo_end(self.newsroom.read_alone(path), self.newsroom.config)
        if ends is None or ends <= moment:
            return []
        return [error_of(document, translations.NOT_PUBLIC, translations.broken_embargo(span))]

    def _held_original(self, document: Document) -> list[Finding]:
        """A notice about a translation whose page does not link to its original, because the original is not public."""
        original = translations.original_of(document)
        status = self.status_of(slug_of(original[0])) if original else None
        if original is None or status in (PUBLIC, None):
            return []
        rule = rules()[translations.NOT_PUBLIC]
        return findings_of_hits(document, [(rule, translations.held_original(*original, str(status)))])


def _damaged_record(document: Document) -> list[Finding]:
    """A notice about the unreadable record of a release, with which nothing can be compared."""
    problems = [problem for problem in document.release.problems if problem.code == CHANGED and not problem.key]
    hits = [Hit(problem.span, problem.message, problem.help) for problem in problems]
    return findings_of_hits(document, [(rules()[CHANGED], hit) for hit in hits]) if hits else []


def renderers(
    newsroom: Newsroom,
    neighbours: Mapping[str, Neighbours] = _NO_NEIGHBOURS,
    listings: Mapping[str, Listing] = _NO_LISTINGS,
) -> Iterator[Callable[[Edition], tuple[str, bytes]]]:
    """Yield the functions that render the page and the mails of a release; each returns a path and bytes.

    Pages link to their `neighbours`, by slug, with the index lines in `listings`.
    """
    config, templates = newsroom.config, newsroom.own_templates

    def page(edition: Edition) -> tuple[str, bytes]:
        """The path and the page of a release."""
        links = neighbour_lines(neighbours.get(edition.slug), listings, config, templates, edition.language)
        return f"releases/{edition.slug}.html", pages.release_page(edition, config, templates, links)

    yield page
    if config.email.pages:
        yield lambda edition: (f"{MAIL}{edition.slug}.html", message.page(edition, config, templates))
        yield lambda edition: (f"{MAIL}{edition.slug}.txt", message.text(edition, config, templates))


def house_links(newsroom: Newsroom, status_of: linked.StatusOf) -> dict[str, str | None]:
    """The statuses, by slug, of the releases to which the offices' boilerplates link."""
    recorder = Recorder(status_of)
    for office in newsroom.config.offices.values():
        boilerplate(office.boilerplate, newsroom.config.url, recorder)
    return recorder.statuses
