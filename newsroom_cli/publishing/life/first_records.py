"""The words with which releases first go out, recorded in the manifest and then in the records of the releases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsroom_cli.ledger import published
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Manifest, Record, digest
from newsroom_cli.publishing.outcomes import Outcome


def with_first_words(
    newsroom: Newsroom, records: Mapping[str, Record], public: Sequence[Outcome], manifest: Manifest
) -> dict[str, Record]:
    """The records for a new manifest, by slug, with a digest of the words that went out first, where they are known.

    `manifest` is the manifest of the build before.
    """
    known = {record.id: record.first_words for record in manifest.releases.values() if record.first_words}
    found = {
        slug: record._replace(first_words=known[record.id]) if record.id in known else record
        for slug, record in records.items()
    }
    found = {slug: old if (old := manifest.releases.get(slug)) == record else record for slug, record in found.items()}
    if manifest.built is None or not record_files.has_records(newsroom.root):
        return found
    for outcome in public:
        if outcome.slug not in manifest.releases and (words := _first_words(newsroom, outcome, manifest)):
            found[outcome.slug] = found[outcome.slug]._replace(first_words=words)
    return found


def _first_words(newsroom: Newsroom, outcome: Outcome, manifest: Manifest) -> str:
    """A digest of the words of a release that goes out now for the first time; empty unless that is certain."""
    release = newsroom.read(outcome.path)
    if digest(release.text.encode()) != outcome.text:
        return ""
    try:
        record = record_files.record_of(newsroom.root, release)
    except NewsroomError:  # a damaged record
        return ""
    is_first = record is not None and record_files.is_unpublished(release, record, manifest, newsroom.config)
    return record_files.digest_of_words(release) if is_first else ""


def completed_record(newsroom: Newsroom, release: Release, manifest: Manifest) -> published.Record | None:
    """The record of a release, completed with the words that went out first; None if there is nothing to complete.

    Digests made by an earlier version of newsroom cannot be compared, so digests of the present words replace them.
    Otherwise the result is None if the record has the first words already, or has a correction, or if the manifest does
    not show what went out first.
    """
    record = record_files.record_of(newsroom.root, release)
    if record is None or release.is_killed:
        return None
    if not published.is_of_earlier_version(record):
        if record.edition != 1 or not published.changed_parts(release, record):
            return None
        if not record_files.went_out_first(release, manifest):
            return None
    blocks = tuple(part.digest_line for part in published.parts(newsroom.with_files(release)))
    return record._replace(blocks=blocks, words=published.WORDS, replaced=())
