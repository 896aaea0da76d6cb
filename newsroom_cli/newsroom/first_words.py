"""The words with which a release goes out for the first time; its record may be older, and have others."""

from __future__ import annotations

from pathlib import Path

from newsroom_cli.ledger import published
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest, Record


def are_first(output: Path, release: Release, recorded: published.Record) -> bool:
    """Whether the words of a release are the first that readers get, or got, by the manifest of an output folder.

    Once a correction is recorded, no words are the first.
    """
    if recorded.edition != 1:
        return False
    manifest = manifests.manifest_of(output)
    return is_unpublished(release, recorded, manifest) or went_out_first(release, manifest)


def is_unpublished(release: Release, recorded: published.Record, manifest: Manifest) -> bool:
    """Whether a release was never public: the folder does not have it, and was not built since it was due."""
    if manifest.rehearsal or manifest.built is None:
        return False
    if release.slug in manifest.releases or _record_by_id(recorded.id, manifest):
        return False
    return manifest.built < recorded.first_public


def went_out_first(release: Release, manifest: Manifest) -> bool:
    """Whether the words of a release are those with which it went out for the first time."""
    known = _record_by_id(release.id.value, manifest) if release.id else None
    return known is not None and known.first_words == digest(release)


def digest(release: Release) -> str:
    """A digest of the parts of a release that readers see."""
    return manifests.digest("\n".join(part.digest_line for part in published.parts(release)).encode())


def _record_by_id(id: str, manifest: Manifest) -> Record | None:
    """The manifest's record of the release with an id."""
    return next((record for record in manifest.releases.values() if id and record.id == id), None)
