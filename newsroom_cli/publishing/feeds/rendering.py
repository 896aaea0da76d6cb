"""Render the entries of releases once, in all formats, and prove that they say what the releases say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model import caching
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.newsroom.edition import with_siblings
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.aside import Aside
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Output
from newsroom_cli.publishing.builds import attaching
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.feeds import Parts
from newsroom_cli.publishing.feeds.planning import Member
from newsroom_cli.publishing.feeds.text import address
from newsroom_cli.publishing.outcomes import SavedMeanwhileError
from newsroom_cli.publishing.proof import comparison
from newsroom_cli.publishing.proof import source as promised
from newsroom_cli.publishing.proof.source import Source


def rendered(
    sources: Sequence[Source], config: Config, contested: Container[str], status_of: StatusOf
) -> dict[str, Parts]:
    """The entries of releases by slug; `contested` has the slugs of releases whose id an older release has.

    Raises NewsroomError if an entry does not say what its release says.
    """
    if not sources or not config.feeds.formats:
        return {}
    heads = {format: feeds.feed(config, format) for format in config.feeds.formats}
    shared = feeds.entries(heads[config.feeds.formats[0]], [source.edition for source in sources], contested)
    documents = {format: feeds.render_entries(format, head, shared) for format, head in heads.items()}
    by_file = {FORMATS[format].file: data for format, data in documents.items()}
    comparison.refuse(comparison.entry_differences(sources, by_file, status_of=status_of), config)
    slugs = {address(source.edition.url): source.edition.slug for source in sources}
    return {slugs[entry.url]: parts for entry, parts in zip(shared, feeds.entries_of_documents(documents), strict=True)}


def read_and_rendered(newsroom: Newsroom, members: Iterable[Member], status_of: StatusOf) -> dict[str, Parts]:
    """Read releases, and return their entries by slug.

    Raises SavedMeanwhileError if somebody saved a release after the build had checked it, NewsroomError if an entry
    does not say what its release says.
    """
    by_path = {member.path: member for member in members}
    contested = {member.slug for member in by_path.values() if member.contested}
    found: dict[str, Parts] = {}
    for releases in caching.batches(map(newsroom.read, by_path)):
        sources = []
        for release in releases:
            member = by_path[release.path]
            if member.text not in ("", digest(release.text.encode())):
                raise SavedMeanwhileError(release.path)
            edition = with_siblings(newsroom.edition(release, status_of=status_of), member.siblings, newsroom.config)
            edition = attaching.with_published_copies(edition, newsroom, release)
            sources.append(promised.read(newsroom.document(release), edition, status_of))
        found |= rendered(sources, newsroom.config, contested, status_of)
    return found


def set_aside(entries: Mapping[str, Parts], output: Output) -> dict[str, Aside]:
    """Set entries aside until the feeds are written; returns their places by slug."""
    import msgspec

    places = output.set_aside(list(map(msgspec.json.encode, entries.values()))) if entries else []
    return dict(zip(entries, places, strict=True))


def taken(place: Aside, output: Output) -> Parts:
    """Read an entry that was set aside."""
    import msgspec

    return msgspec.json.decode(output.aside(place), type=dict[str, str])
