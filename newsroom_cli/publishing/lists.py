"""The feeds, which list many releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping

from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import latest_news_at, published_at
from newsroom_cli.model.release import PUBLIC, UNCLEAR, Release
from newsroom_cli.newsroom.edition import siblings_of, with_siblings
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest, digest
from newsroom_cli.publishing import blackouts, keeping, withdrawing
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.outcomes import Outcome, SavedMeanwhileError
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.rules.registry import ERROR

Group = tuple[Outcome, ...]


def groups(outcomes: Iterable[Outcome], config: Config, known_files: Container[str] = ()) -> dict[str, Group]:
    """The releases in the feeds of the newsroom ("") and of each office, by its key; newest first.

    An office without a release keeps an empty feed if `known_files`, the files of the last build, has one: its readers
    must not find a missing page.
    """
    if not config.feeds.formats:
        return {}
    by_office: dict[str, list[Outcome]] = {"": []}
    for outcome in sorted(sorted(outcomes, key=lambda outcome: outcome.slug), key=_age, reverse=True):
        assert outcome.public
        office = outcome.public.office
        by_office[""].append(outcome)
        if config.feeds.offices and office in config.offices:
            by_office.setdefault(office, []).append(outcome)
    for office in config.offices if config.feeds.offices else ():
        if any(path in known_files for path in paths_of_feeds(office, config)):
            by_office.setdefault(office, [])
    return {office: tuple(by_office[office][: config.feeds.entries]) for office in sorted(by_office)}


def _age(outcome: Outcome) -> tuple[dt.datetime, dt.datetime]:
    assert outcome.public
    return outcome.public.news_at, outcome.public.listing.published


def feeds_of(groups: Mapping[str, Group], newsroom: Newsroom, status_of: StatusOf) -> Iterator[tuple[str, bytes]]:
    """Render the feeds of some groups and yield them with their paths; each release is read and rendered once.

    Raises SavedMeanwhileError if somebody saved a release after the build had checked it.
    """
    config = newsroom.config
    editions, documents = {}, {}
    by_path = {outcome.path: outcome for group in groups.values() for outcome in group}
    for path, outcome in sorted(by_path.items()):
        release = newsroom.read(path)
        if digest(release.text.encode()) != outcome.text:
            raise SavedMeanwhileError(path)
        edition = newsroom.edition(release, status_of=status_of)
        editions[path] = with_siblings(edition, outcome.neighbours.siblings, config)
        documents[path] = newsroom.document(release)
    for office, group in groups.items():
        feed_heads = {name: feeds.feed(config, name, office=office) for name in config.feeds.formats}
        rendered = feeds.render_all(feed_heads, [editions[outcome.path] for outcome in group])
        sources = [(documents[outcome.path], editions[outcome.path]) for outcome in group]
        documents_by_path = {feeds.path(name, office): data for name, data in rendered.items()}
        comparison.refuse(comparison.entry_differences(sources, documents_by_path, status_of=status_of), config)
        for name, data in rendered.items():
            for key in (office, *_former_keys(office, config)):
                yield feeds.path(name, key), data


def _former_keys(office: str, config: Config) -> tuple[str, ...]:
    """The earlier keys of an office: feed readers follow no redirect, so its feeds stay at their old addresses, too."""
    return config.offices[office].former_keys if office else ()


def paths_of_feeds(office: str, config: Config) -> list[str]:
    """The paths of the feeds of an office, or of the newsroom ("")."""
    return list(formats_of_feeds(office, config))


def formats_of_feeds(office: str, config: Config) -> dict[str, str]:
    """The formats of the feeds of an office, or of the newsroom (""), by their paths."""
    keys = (office, *_former_keys(office, config))
    return {feeds.path(name, key): name for key in keys for name in config.feeds.formats}


def feed(newsroom: Newsroom, form: str, *, now: dt.datetime, office: str = "") -> tuple[bytes, list[Finding]]:
    """Render one feed as `build` writes it, and return it with the errors that prevent its publication.

    An unclear status is such an error, as in `build`: no entry vanishes silently. The text of releases that are too old
    for the feed is not checked. Raises NewsroomError if the releases cannot be read.
    """
    config = newsroom.config
    known = Manifest({}, {}) if config.rehearsal else manifests.manifest_of(newsroom.output)
    due_moments, on_site = manifests.due_moments(known), blackouts.published(known)
    waiting: list[str] = []
    public: list[Release] = []
    of_all_offices: list[Release] = []
    errors: list[Finding] = []
    releases = [newsroom.read(path) for path in newsroom.paths()]
    for release in releases:
        if release.problems or release.x:
            status = newsroom.publication_status(newsroom.document(release), now, due_moments)
        else:  # the text of the newest releases is checked below
            status = newsroom.status_by_fields(release, now, due_moments)
        if status == PUBLIC and config.blackout:
            blackouts.refuse_unknown_page(newsroom, newsroom.document(release).release, known, now)
        if status == UNCLEAR:
            errors += _reasons(newsroom.document(release))
        elif status == PUBLIC and blackouts.waits_until(newsroom, release, on_site, now):
            before = blackouts.record_of(release, on_site)
            waiting += [before.listing.slug] if before else []
        elif status == PUBLIC:
            of_all_offices.append(release)
            public += [release] if not office or (release.office and release.office.value == office) else []
    public_releases = sorted(public, key=lambda release: release.slug)
    public_releases.sort(key=lambda release: published_at(release, config), reverse=True)
    public_releases.sort(key=lambda release: latest_news_at(release, config), reverse=True)
    newest_releases = public_releases[: config.feeds.entries]
    errors += [
        finding
        for release in newest_releases
        for finding in check.check(release, config, errors_only=True)
        if finding.severity == ERROR
    ]
    status_of = newsroom.publication_statuses_at(now, due_moments)
    siblings = siblings_of(of_all_offices, config, status_of)
    editions = (newsroom.edition(release, status_of=status_of) for release in newest_releases if not errors)
    entries = [with_siblings(edition, siblings.get(edition.slug, ()), config) for edition in editions]
    rendered = feeds.render(form, feeds.feed(config, form, office=office), entries)
    if errors or config.rehearsal:
        return rendered, errors
    kept = [*withdrawing.slugs_without_file(newsroom.output, releases), *waiting]
    file = newsroom.output / feeds.path(form, office)
    return keeping.feed(file, rendered, kept, config.feeds.entries, is_empty=not entries), []


def _reasons(document: Document) -> list[Finding]:
    """The errors that make the status of a release unclear."""
    findings = check.check_all([document], document.config, errors_only=True)[0]
    return [finding for finding in findings if finding.severity == ERROR]
