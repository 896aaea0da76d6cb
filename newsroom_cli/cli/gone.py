"""Public releases whose files are gone: which they are, and what a person can do about it."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.report import Report

_FEW = 10


def ways_back(newsroom: Newsroom, slugs: Collection[str]) -> dict[str, str]:
    """What puts the file of each release back, in words, by its name in addresses; with the command of git."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import history

    words = dict.fromkeys(slugs, "put its file back")
    if not slugs or history.repository(newsroom.root) is None:
        return words
    for slug, (revision, path) in history.last_versions(newsroom.root, newsroom.config.releases, slugs).items():
        shown = shlex.quote(output.from_here(path, newsroom.root))
        words[slug] += f" (git checkout {revision} -- {shown})"
    return words


def kept_lines(kept: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield what to do about pages that stay, by the names of their releases, with ids."""
    from newsroom_cli.cli import output

    few = sorted(kept.items())[:_FEW]
    back = ways_back(newsroom, [slug for slug, _ in few])
    for slug, id in few:
        yield f"{output.paint('error', 'gone')}: the release of releases/{slug}.html; what is public stays as it is"
        yield f'  {back[slug]}, or write aliases = ["{slug}"] into the release that takes its place'
        yield f"  or take it off the site: newsroom build --remove {shlex.quote(id or slug)}"
    if len(kept) > _FEW:
        yield f"and {len(kept) - _FEW:,} more are gone, whose pages stay"


def vanished_lines(vanished: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield what to do about records without a release, by path with ids, whose pages are not here."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import published

    few = sorted(vanished.items())[:_FEW]
    known = {path: published.find(newsroom.root, id) for path, id in few if id}
    slugs = {path: found[1].addresses[-1] for path, found in known.items() if found}
    back = ways_back(newsroom, {*slugs.values()})
    for path, id in few:
        whose = f"{id}, which was public; its page is not in this folder" if id else "of a record that is damaged"
        yield f"{output.paint('error', 'gone')}: the release {whose}"
        again = back.get(slugs.get(path, ""), "put its file back")
        record = output.from_here(path, newsroom.root)
        away = f"newsroom build --remove {shlex.quote(id)}, which deletes {record}" if id else f"delete {record}"
        yield f"  {again}; or, if it is to stay away, {away}"
    if len(vanished) > _FEW:
        yield f"and {len(vanished) - _FEW:,} more of which only the record is left"


# --- what a person removes ------------------------------------------------------------------------------------


def only_recorded(newsroom: Newsroom, names: Collection[str], folder: Path) -> set[str]:
    """The names, ids or names in addresses, of releases of which only a record is left: no file, no page in a folder.

    Raises NewsroomError if a record is damaged.
    """
    from newsroom_cli.newsroom import published
    from newsroom_cli.newsroom.writer import manifest as manifests

    known = manifests.manifest_of(folder).releases
    pages = known.keys() | {record.id for record in known.values() if record}
    if pages.issuperset(names):
        return set()
    ids = {release.id.value for release in map(newsroom.read, newsroom.paths()) if release.id}
    found = set()
    for name in set(names) - pages:
        recorded = published.find(newsroom.root, name)
        records = [recorded[1]] if recorded else [*published.with_address(newsroom.root, name)]
        if records and not any(record.id in ids for record in records):
            found.add(name)
    return found


def settled(newsroom: Newsroom, report: Report, names: Collection[str]) -> Report:
    """The report of a build without the releases that a person removed; their records are deleted."""
    from dataclasses import replace

    from newsroom_cli.cli import output
    from newsroom_cli.model import disk
    from newsroom_cli.newsroom import published
    from newsroom_cli.newsroom.writer import in_place

    known = {path: published.find(newsroom.root, id) for path, id in report.vanished.items() if id}
    done = [path for path, found in known.items() if found and {found[1].id, *found[1].addresses}.intersection(names)]
    in_place.rewrite(newsroom, {path: (disk.read(newsroom.root / path), None) for path in done})
    for path in done:
        output.say(f"its record is deleted: {output.from_here(path, newsroom.root)}; commit that")
    return replace(report, vanished={path: id for path, id in report.vanished.items() if path not in done})


# --- what check says ------------------------------------------------------------------------------------------


def without_file(
    newsroom: Newsroom, beside: Mapping[str, Collection[str]], now: dt.datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """The releases that were public and have no file: those with a page in the output, and the others.

    The first are by name, the second by the path of their record, each with their ids. `beside` are the files that the
    findings in each release depend on: only if a record is none of them are releases read.
    """
    from newsroom_cli.newsroom import release_files

    records = release_files.records(str(newsroom.root))
    claimed = {path.rpartition("/")[2] for files in beside.values() for path in files}
    if records.keys() <= claimed:
        return {}, {}
    return _without_file(newsroom, now)


def _without_file(newsroom: Newsroom, now: dt.datetime) -> tuple[dict[str, str], dict[str, str]]:
    from newsroom_cli.newsroom import published
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import withdrawing

    releases = [newsroom.read(path) for path in newsroom.paths()]
    known = manifests.manifest_of(newsroom.output).releases
    pages = withdrawing.slugs_without_file(newsroom.output, releases)
    ids = {release.id.value for release in releases if release.id}
    taken = {name for release in releases for name in (release.slug, *(alias.value for alias in release.aliases))}
    named = {slug: record.id if record else "" for slug, record in known.items() if slug in pages}
    return named, published.vanished(newsroom.root, lambda: (), ids, taken.union(pages), now)
