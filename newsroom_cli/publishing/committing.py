"""The files that a site built from git needs after a publication, and that git does not have yet."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.ledger.published import file_name
from newsroom_cli.model.config import FILE_NAME, RECORDS
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import history
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.report import Report


def paths_to_add(newsroom: Newsroom, report: Report, planned: Sequence[Release]) -> list[str]:
    """The paths that git must add after a build, besides the releases that are `planned` and their records.

    These are the former files of renamed releases, and what the site is made of. What is not public is not among them.
    """
    ids = {*report.released, *(release.id.value for release in planned if release.id)}
    removed = [
        path
        for path in history.deleted_files(newsroom.root, newsroom.config.releases)
        if any(id in history.staged_text(newsroom.root, path) for id in ids)
    ]
    site = newsroom.config.site
    edited = {*(release.path for release in planned), *report.new, *report.changed}
    needed = {
        FILE_NAME,
        *(file.value for file in (site.logo, site.logo_dark, site.favicon) if file),
        *report.released.values(),
        *(file for path in edited for file in newsroom.files_of(newsroom.read(path))),
    }
    records = {file_name(id) for id in report.released}
    templates = f"{newsroom.name_of(newsroom.own)}/"
    added = [
        path
        for path in history.unstaged_files(newsroom.root)
        if path in needed
        or path.startswith(templates)
        or (path.startswith(f"{RECORDS}/") and path.rpartition("/")[2] in records)
    ]
    return sorted({*added, *removed})
