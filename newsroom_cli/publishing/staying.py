"""Pages that stay on the site although no release has them any more: what names them is no error and leads there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from pathlib import Path

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model import disk
from newsroom_cli.model.release import PUBLIC, Release
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links.named_releases import WITHOUT_FILE
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest

Stays = Callable[[str], bool]  # whether the page of a slug stays although no release has it any more


def stays_in(folder: Path, manifest: Manifest, newsroom: Newsroom, removed: Collection[str] = ()) -> Stays:
    """The test for an output folder with this manifest; what is to be `removed`, by id or slug, does not stay."""
    on_site = manifest.releases

    @functools.cache
    def without_file() -> Collection[str]:
        return manifests.slugs_without_file(manifest, map(newsroom.read_alone, newsroom.paths()))

    def stays(slug: str) -> bool:
        """Whether a release has no file any more, under any name, and its page stays."""
        is_kept = slug in on_site and {slug, on_site[slug].id}.isdisjoint(removed)
        return is_kept and disk.is_file(folder / f"releases/{slug}.html") and slug in without_file()

    return stays


def stays_on_site(newsroom: Newsroom) -> Stays:
    """The test for the output folder of a newsroom."""
    return stays_in(newsroom.output, manifests.manifest_of(newsroom.output), newsroom)


def readable(release: Release, stays: Stays) -> Release:
    """The release without the problems about releases that have no file, if their pages stay."""
    problems = tuple(
        problem
        for problem in release.problems
        if problem.code not in WITHOUT_FILE or not (problem.key and stays(slug_of(problem.key)))
    )
    return release if len(problems) == len(release.problems) else release._replace(problems=problems)


def statuses_with_pages(status_of: StatusOf, stays: Stays) -> StatusOf:
    """A `StatusOf` for which the pages that stay are public."""
    return lambda slug: status_of(slug) or (PUBLIC if stays(slug) else None)
