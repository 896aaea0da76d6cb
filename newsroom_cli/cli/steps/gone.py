"""Public releases whose files are gone: finding them, and the remedies."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom_cli.cli.steps import notes
from newsroom_cli.cli.terminal import output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import history, published, release_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.newsroom.writer import manifest as manifests

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom_cli.publishing.report import Report

_FEW = 10


def restore_hints(newsroom: Newsroom, slugs: Collection[str]) -> dict[str, str]:
    """A hint for each release on how to put its file back, by slug; with the git command if git has the file."""
    hints = dict.fromkeys(slugs, "put its file back")
    if not slugs or history.repository(newsroom.root) is None:
        return hints
    for slug, (revision, path) in history.last_versions(newsroom.root, newsroom.config.releases, slugs).items():
        shown = shlex.quote(output.from_here(path, newsroom.root))
        hints[slug] += f" (git checkout {revision} -- {shown})"
    return hints


def kept_lines(kept: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about pages whose releases are gone, and their remedies; `kept` has the ids by slug."""
    first_few = sorted(kept.items())[:_FEW]
    hints = restore_hints(newsroom, [slug for slug, _ in first_few])
    for slug, id in first_few:
        is_there = disk.is_there(newsroom.output / "releases" / f"{slug}.html")
        then = "what is public stays as it is" if is_there else "and its page is missing, too: bring that folder back"
        yield f"{output.paint('error', 'gone')}: the release of releases/{slug}.html; {then}"
        yield f'  {hints[slug]}, or write aliases = ["{slug}"] into the release that takes its place'
        yield f"  or take it off the site: newsroom build --remove {shlex.quote(id or slug)}"
    if len(kept) > _FEW:
        yield f"and {len(kept) - _FEW:,} more are gone, whose pages stay"


def vanished_lines(vanished: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about records without release and page, and their remedies; `vanished` has the ids by path."""
    first_few = sorted(vanished.items())[:_FEW]
    records = {path: published.find(newsroom.root, id) for path, id in first_few if id}
    slugs = {path: found[1].addresses[-1] for path, found in records.items() if found}
    hints = restore_hints(newsroom, {*slugs.values()})
    for path, id in first_few:
        if not id:
            try:
                published.read(newsroom.root, path)
            except NewsroomError as error:
                yield from notes.damage_lines(error)
            continue
        yield f"{output.paint('error', 'gone')}: the release {id}, which was public; its page is not in this folder"
        restore_hint = hints.get(slugs.get(path, ""), "put its file back")
        removal = f"newsroom build --remove {shlex.quote(id)}, which deletes {output.from_here(path, newsroom.root)}"
        yield f"  {restore_hint}; or, if it is to stay away, {removal}"
    if len(vanished) > _FEW:
        yield f"and {len(vanished) - _FEW:,} more of which only the record is left"


# --- releases that a person removes ---------------------------------------------------------------------------


def names_with_record_only(newsroom: Newsroom, names: Collection[str], folder: Path) -> set[str]:
    """The ids and slugs in `names` whose release has a record, but neither a file nor a page in an output folder.

    Raises NewsroomError if a record is damaged.
    """
    published_releases = manifests.manifest_of(folder).releases
    pages = published_releases.keys() | {record.id for record in published_releases.values()}
    if pages.issuperset(names):
        return set()
    ids = {release.id.value for release in map(newsroom.read, newsroom.paths()) if release.id}
    found = set()
    for name in set(names) - pages:
        recorded = published.find(newsroom.root, name)
        records = [recorded[1]] if recorded else [*published.records_with_address(newsroom.root, name)]
        if records and not any(record.id in ids for record in records):
            found.add(name)
    return found


def delete_removed_records(newsroom: Newsroom, report: Report, names: Collection[str]) -> Report:
    """Delete the records of the vanished releases that a person removed, and return the report without these.

    `names` are their ids or slugs.
    """

    records = {path: published.find(newsroom.root, id) for path, id in report.vanished.items() if id}
    removed_paths = [
        path for path, found in records.items() if found and {found[1].id, *found[1].addresses}.intersection(names)
    ]
    in_place.rewrite(newsroom, {path: (disk.read(newsroom.root / path), None) for path in removed_paths})
    for path in removed_paths:
        output.say(f"its record is deleted: {output.from_here(path, newsroom.root)}; commit that")
    return replace(report, vanished={path: id for path, id in report.vanished.items() if path not in removed_paths})


# --- for newsroom check ---------------------------------------------------------------------------------------


def releases_without_file(
    newsroom: Newsroom, dependencies: Mapping[str, Collection[str]], now: dt.datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of releases that were public and have no file: by slug if their page is in the output, else by record.

    `dependencies` are the files that the findings in each release depend on. If they include all records, no release is
    missing, and none is read.
    """
    records = release_files.records(str(newsroom.root))
    expected = {path.rpartition("/")[2] for files in dependencies.values() for path in files}
    if records.keys() <= expected:
        return {}, {}
    releases = [newsroom.read_alone(path) for path in newsroom.paths()]
    manifest = manifests.manifest_of(newsroom.output)
    slugs_with_page = manifests.slugs_without_file(manifest, releases)
    ids = {release.id.value for release in releases if release.id}
    used_names = {name for release in releases for name in (release.slug, *(alias.value for alias in release.aliases))}
    ids_by_slug = {slug: record.id for slug, record in manifest.releases.items() if slug in slugs_with_page}
    return ids_by_slug, published.vanished_records(
        newsroom.root, lambda: (), ids, used_names.union(slugs_with_page), now
    )
