"""Links between a correction and the corrected release: `corrects` in the one, `corrected_by` in the other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf, is_file
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.release import PUBLIC, Field, Problem, Release
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom.links import notices
from newsroom_cli.newsroom.links.named_releases import ReadRelease, chain, why_unusable

NO_RELEASE, ONE_WAY = "CR005", "CR006"


class CorrectionLink(NamedTuple):
    """A link to a correction about a release: its words, and its absolute address."""

    words: str
    url: str

    @property
    def html(self) -> str:
        """The link as a paragraph of HTML."""
        return f'<p><a href="{escape(self.url)}"><strong>{escape(self.words, quote=False)}</strong></a></p>'


def links_to_corrections(
    release: Release, config: Config, templates: Path | None, language: str, status_of: StatusOf
) -> tuple[CorrectionLink, ...]:
    """The links to the public corrections of a release; corrections that are not public stay secret."""
    if not release.corrected_by:
        return ()
    slugs = [slug_of(path) for field in release.corrected_by if (path := linked_path(release, field.value))]
    words = notices.words(templates, language).corrected_by
    public_slugs = [slug for slug in dict.fromkeys(slugs) if status_of(slug) == PUBLIC]
    return tuple(CorrectionLink(words, page_url(slug, config.url)) for slug in public_slugs)


def linked_path(release: Release, target: str) -> str | None:
    """The path inside the newsroom of the release that a field names; None if the field names no release."""
    return newsroom_path(release, target) if is_file(target) else None


def relative_path(release: str, other: str) -> str:
    """The path of another release relative to a release, as `corrects` has it; both are paths inside the newsroom."""
    return posixpath.relpath(other, posixpath.dirname(release)).replace("%", "%25")


def linked_releases(release: Release, read: ReadRelease) -> list[str]:
    """The releases that `problems` reads, as paths inside the newsroom, whether they exist or not."""
    return [*chain(release, read, _corrected_path), *filter(None, _paths_of_corrections(release))]


def _corrected_path(release: Release) -> str | None:
    """The path of the release that a release corrects; None if it corrects none."""
    return linked_path(release, release.corrects.value) if release.corrects else None


def problems(release: Release, read: ReadRelease) -> Iterator[Problem]:
    """Yield the problems of a release's correction links; `read` returns the release at a path, None without a file."""
    if release.corrects:
        yield from _problems_of_corrects(release, release.corrects, read)
    for field in release.corrected_by:
        problem = _why_not_a_release(release, field, read)
        path = linked_path(release, field.value) or ""
        if not problem and not _corrects(read(path), release.path):
            line = f'corrects = "{relative_path(path, release.path)}"'
            problem = (f'"{field.value}" does not say that it corrects this release', f"add {line} to {path}")
        if problem:
            yield Problem(ONE_WAY, field.span, *problem)


def _problems_of_corrects(release: Release, field: Field[str], read: ReadRelease) -> Iterator[Problem]:
    """Yield the problem of the field `corrects`: no release, a cycle, or a release that does not link back."""
    path = linked_path(release, field.value) or ""
    if problem := _why_not_a_release(release, field, read) or _cycle_problem(release, read):
        yield Problem(NO_RELEASE, field.span, *problem, key="" if read(path) else path)
    elif (other := read(path)) and release.path not in _paths_of_corrections(other):
        line = f'corrected_by = ["{relative_path(path, release.path)}"]'
        message = f'"{field.value}" does not name this correction, so readers of that release do not find it'
        yield Problem(ONE_WAY, field.span, message, f"add {line} to {path}")


def _why_not_a_release(release: Release, field: Field[str], read: ReadRelease) -> tuple[str, str] | None:
    """The reason why a field names no usable release, and the remedy; None if it names one."""
    path = linked_path(release, field.value)
    itself = "a release cannot correct itself", "name the other release; newsroom correct adds a notice to one"
    return why_unusable(release, field.value, read(path) if path else None, itself)


def _cycle_problem(release: Release, read: ReadRelease) -> tuple[str, str] | None:
    """The message and the remedy if a release is corrected, directly or not, by the one it corrects; otherwise None."""
    corrected = chain(release, read, _corrected_path)
    if release.path not in corrected:
        return None
    return f"these correct each other: {', '.join(sorted(corrected))}", "take the line out of the one that was first"


def _corrects(release: Release | None, path: str) -> bool:
    return release is not None and _corrected_path(release) == path


def _paths_of_corrections(release: Release) -> list[str | None]:
    return [linked_path(release, field.value) for field in release.corrected_by]
