"""What stays public although its release is gone: page, mail, pictures, the line in the index, entries in feeds.

Ids say what is public, not names: a release that goes on under another name has only moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Finding, of_hits
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.model.release import PUBLIC, UNCLEAR
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom.edition import Listing, page_url
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import redirects
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.withdrawing import Record, record
from newsroom_cli.rules.fields import aliases
from newsroom_cli.rules.registry import rules

_OFFICES = "offices"


class Named(NamedTuple):
    """A public release as its addresses need it: its file, its id, its name and its earlier names in addresses."""

    path: str
    id: str
    slug: str
    aliases: tuple[str, ...]


class Fates(NamedTuple):
    """What becomes of published releases that are no longer public under the name they had.

    `kept` are the manifest's records of those that are gone, by slug; `noticed` the earlier names that a public
    release does not declare, by its slug; `removed` the names of those that leave the site because they were set back.
    `unused` are names of the command line that remove nothing.
    """

    kept: Mapping[str, Any]
    noticed: Mapping[str, tuple[str, ...]]
    removed: tuple[str, ...]
    unused: tuple[str, ...] = ()

    @property
    def records(self) -> dict[str, Record]:
        """The records of what is kept, without those that version 0.1.0 wrote."""
        return {slug: found for slug, plain in self.kept.items() if (found := record(plain))}


def fates(
    known: Mapping[str, Any],
    public: Sequence[Named],
    names: Callable[[], Collection[str]],
    held: Callable[[], Collection[str]],
    remove: Collection[str] = (),
) -> Fates:
    """What becomes of the releases in a manifest's `known` ones that are not public under their name.

    `names` returns the slugs of all release files, `held` the ids of those that are not public: both are asked only
    when something is missing. `remove` are ids and slugs whose pages a person takes off the site.
    """
    slugs = {release.slug for release in public}
    by_id = {release.id: release.slug for release in public if release.id}
    taken = slugs.union(*(release.aliases for release in public))
    kept: dict[str, Any] = {}
    noticed: dict[str, tuple[str, ...]] = {}
    removed, used = [], set()
    for slug, plain in known.items():
        id = plain[0] if plain else ""
        home = by_id.get(id) or (slug if slug in slugs else None)
        if home:
            earlier = [name for name in (*_aliases(plain), slug) if name not in taken]
            noticed[home] = tuple(dict.fromkeys((*noticed.get(home, ()), *earlier)))
        elif slug in taken:
            continue
        elif slug in names() or (id and id in held()):
            removed.append(slug)
        elif wanted := {id, slug} & set(remove):
            used |= wanted
        else:
            kept[slug] = plain
    unused = tuple(name for name in remove if name not in used and not name.startswith(f"{_OFFICES}/"))
    return Fates(kept, {slug: names for slug, names in noticed.items() if names}, tuple(sorted(removed)), unused)


def _aliases(plain: Any) -> Sequence[str]:
    found = record(plain)
    return found.aliases if found else ()


def fates_in(newsroom: Newsroom, known: Manifest, public: Sequence[Named], remove: Collection[str] = ()) -> Fates:
    """The `fates` of what a folder's manifest knows, in a newsroom."""
    lazily: dict[str, Collection[str]] = {}

    def names() -> Collection[str]:
        if "names" not in lazily:
            lazily["names"] = {slug_of(path) for path in newsroom.paths()}
        return lazily["names"]

    def held() -> Collection[str]:
        if "held" not in lazily:
            there = {release.path for release in public}
            others = (newsroom.read(path) for path in newsroom.paths() if path not in there)
            lazily["held"] = {release.id.value for release in others if release.id}
        return lazily["held"]

    return fates(known.releases, public, names, held, remove)


def clashes(newsroom: Newsroom, public: Sequence[Named], noticed: Mapping[str, Sequence[str]]) -> list[Finding]:
    """Errors for earlier names of public releases that a release which is not public has now.

    A page there would say that it exists, and stand in its way on its day.
    """
    earlier = {release.path: {*release.aliases, *noticed.get(release.slug, ())} for release in public}
    if not any(earlier.values()):
        return []
    published = {release.path for release in public}
    waiting = {slug_of(path): path for path in newsroom.paths() if path not in published}
    found = []
    for path, names in earlier.items():
        for name in sorted(names & waiting.keys()):
            release = newsroom.read(path)
            span = next((alias.span for alias in release.aliases if alias.value == name), release.opening)
            hit = aliases.taken(span, name, waiting[name])
            found += of_hits(Document(release, newsroom.config), [(rules()[aliases.UNUSABLE], hit)])
    return found


def moved(records: Iterable[Record]) -> Iterator[redirects.Moved]:
    """The records of published releases that have earlier names in addresses."""
    return (redirects.Moved(found.listing, found.aliases) for found in records if found.aliases)


# --- what is kept -----------------------------------------------------------------------------------------------


def files(kept: Mapping[str, Any], known: Manifest) -> dict[str, Staged]:
    """The files of what is kept, as they are."""
    paths: list[str] = []
    for slug, plain in kept.items():
        found = record(plain)
        paths += (*found.pictures, *found.files) if found else redirects.places(slug)
    return {path: as_it_is(path, known) for path in dict.fromkeys(paths) if path in known.files}


def as_it_is(path: str, known: Manifest) -> Staged:
    """A file of an earlier build that stays."""
    return Staged((known.files[path] or ("",))[-1], changed=False)


def listings(records: Iterable[Record]) -> list[Listing]:
    """The lines of the index of what is kept."""
    return [found.listing for found in records]


def feed(path: Path, rendered: bytes, kept: Collection[str], limit: int) -> bytes:
    """A feed with the entries of what is kept, by slug, taken from the document that is in the output now.

    `limit` is the most entries it has.
    """
    name = next((name for name, feed_format in FORMATS.items() if feed_format.file == path.name), None)
    if name is None or not kept:
        return rendered
    try:
        before = disk.read(path).decode()
        return feeds.renderer(name).with_kept(rendered.decode(), before, _pages(kept), limit).encode()
    except (OSError, ValueError, KeyError, TypeError):
        return rendered  # there is no such document, or another program changed it


def _pages(slugs: Iterable[str]) -> list[str]:
    return [f"/{page_url(slug, '')}" for slug in slugs]


def feeds_as_they_are(known: Manifest, written: Collection[str], kept: Collection[str], folder: Path) -> list[str]:
    """The feeds of an earlier build that are not written now, and hold nothing but entries of what is kept."""
    pages = [page.encode() for page in _pages(kept)]
    found = []
    for path in known.files:
        if path not in written and path.rpartition("/")[2] in FILES and path not in FILES:
            try:
                data = disk.read(folder / path)
            except OSError:
                continue
            found += [path] if any(page in data for page in pages) else []
    return found


def feeds_of_unknown_offices(known: Manifest, config: Config, remove: Collection[str] = ()) -> list[str]:
    """The feeds of an earlier build under keys that no office has or had."""
    if not config.feeds.offices:
        return []
    formats = {FORMATS[name].file for name in config.feeds.formats}
    keys = {*config.offices, *(key for office in config.offices.values() for key in office.former_keys)}
    parts = ((path, path.split("/")) for path in known.files if path.startswith(f"{_OFFICES}/"))
    return [
        path
        for path, (_, *rest) in parts
        if len(rest) == 2 and rest[1] in formats and rest[0] not in keys and f"{_OFFICES}/{rest[0]}" not in remove
    ]


__all__ = ["PUBLIC", "UNCLEAR", "Fates", "Named"]
