"""The files that git still needs after a publication, for a site that is built from git."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.ledger.published import file_name
from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME, RECORDS
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import history
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.report import Report


def paths_to_add(newsroom: Newsroom, report: Report, planned: Sequence[Release]) -> list[str]:
    """The paths that git must add after a build, besides the releases that are `planned` and their records.

    They are the former files of renamed releases, and the sources of the site. Files that are not public are left out.
    """
    root = newsroom.root
    removed = history.deleted_files(root, newsroom.config.releases)
    return _needed(newsroom, report, planned, history.unstaged_files(root), removed, "")


def paths_to_commit(newsroom: Newsroom, report: Report, planned: Sequence[Release], added: Sequence[str]) -> list[str]:
    """The paths that a commit must name, so that it leaves out other staged files; empty if there are none.

    They are the paths just `added`, and the staged files that the build needs. A file that is gone and was never
    committed is left out: once its removal is added, git does not know it.
    """
    root = newsroom.root
    staged = history.staged_files(root)
    removed = [path for path in history.staged_files(root, newsroom.config.releases) if not disk.is_there(root / path)]
    paths = [*added, *_needed(newsroom, report, planned, staged, removed, "HEAD")]
    top = history.repository(root) or root  # the repository may be larger than the newsroom
    if len(history.staged_files(top)) <= len(set(staged).intersection(paths)):
        return []
    return [path for path in paths if disk.is_there(root / path) or history.text_in_git(root, path, "HEAD")]


def _needed(
    newsroom: Newsroom,
    report: Report,
    planned: Sequence[Release],
    files: Sequence[str],
    removed: Sequence[str],
    revision: str,
) -> list[str]:
    """The files that a build needs, and the `removed` files of its releases; `revision` has the text of these."""
    ids = {*report.released, *(release.id.value for release in planned if release.id)}
    site = newsroom.config.site
    released = report.released.values()
    edited = {*(release.path for release in planned), *report.new, *report.changed, *set(files).intersection(released)}
    needed = {
        FILE_NAME,
        *(file.value for file in (site.logo, site.logo_dark, site.favicon) if file),
        *released,
        *(file for path in edited for file in newsroom.files_of(newsroom.read(path))),
    }
    records = set(map(file_name, ids))
    templates = f"{newsroom.name_of(newsroom.own_templates)}/"
    found = (
        path
        for path in files
        if path in needed
        or path.startswith(templates)
        or (path.startswith(f"{RECORDS}/") and path.rpartition("/")[2] in records)
    )
    former = (path for path in removed if any(id in history.text_in_git(newsroom.root, path, revision) for id in ids))
    return sorted({*found, *former})
