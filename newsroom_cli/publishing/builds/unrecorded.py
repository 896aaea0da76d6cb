"""Changes of public releases without a readable record: only the manifest of the last build has their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from newsroom_cli.ledger import published
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import entry_of, is_noted_since
from newsroom_cli.model.release import Problem, Release
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.publishing import blackouts


def silent_change(newsroom: Newsroom, release: Release) -> list[Problem]:
    """A problem if a release without a readable record has changed without a notice, compared with the output."""
    manifest = manifests.manifest_of(newsroom.output)
    if not is_silent_change(newsroom, release, manifest.published, manifest.built):
        return []
    return [Problem(record_files.CHANGED, release.opening, "the words are not those that the last build published", "")]


def is_silent_change(
    newsroom: Newsroom, release: Release, on_site: Mapping[str, Record], built: dt.datetime | None
) -> bool:
    """Whether a release without a record has other words than on the site, and no notice since the last build.

    A damaged record, and one made by an earlier version of newsroom, count as none. `on_site` has the releases on the
    site, by id and by slug; `built` is the moment of the last build that changed the site.
    """
    before = entry_of(release, on_site)
    if before is None or built is None or before.words == blackouts.words(newsroom, release):
        return False
    try:
        record = record_files.record_of(newsroom.root, release)
    except NewsroomError:  # another notice reports the damaged record
        record = None
    is_recorded = record is not None and not published.is_of_earlier_version(record)
    return not (is_recorded or is_noted_since(release, built, newsroom.config))
