"""Rename a release: its old address becomes an alias; its record and the links to its file are updated.

Everything is written before the file is moved, and a second run skips what is done already, so the same command
completes a run that was interrupted.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from newsroom_cli.ledger import records
from newsroom_cli.ledger.published import Record
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.model import disk, editing, release_file
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom, linked_releases
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.signals import without_interruption
from newsroom_cli.publishing.life import changes
from newsroom_cli.rules.fields import front_matter

_CHOOSE_ANOTHER = "choose another name"
_UNSAFE = pattern(r"[\s()<>%#?\\\"]")
_EMPTY = Manifest({}, {})


class Renaming(NamedTuple):
    """The changes that renaming a release makes.

    `after` is the release under its new name. `relinked` has other releases before and after their links are updated;
    `with_unchanged_links` has the paths of those with a link that could not be updated.
    """

    before: Release
    after: Release
    gained_aliases: tuple[str, ...]
    record: Record | None
    relinked: tuple[tuple[Release, Release], ...] = ()
    with_unchanged_links: tuple[str, ...] = ()

    @property
    def unsigned(self) -> list[str]:
        """The paths of releases that lose their signatures, because an updated link is among the signed words."""
        return [after.path for before, after in self.relinked if records.signers(before) and not records.signers(after)]


def plan_renaming(
    newsroom: Newsroom, release: Release, name: str, *, now: dt.datetime, manifest: Manifest | None = None
) -> Renaming:
    """Plan the renaming of a release in its folder. `manifest` is the manifest of the output.

    Raises NewsroomError if the name cannot be used or is taken.
    """
    manifest = manifest or _EMPTY
    path = f"{release.path.rpartition('/')[0]}/{_file_name(name, release)}".lstrip("/")
    others = [newsroom.read(other) for other in newsroom.paths() if other != release.path]
    _refuse_taken(newsroom, release, path, others, manifest)
    _refuse_other_id(newsroom, release, others, now)
    slug = release_file.slug_of(path)
    public = changes.was_public(newsroom, release, now, manifest.due_moments)
    gained_aliases = (release.slug,) if public and slug != release.slug else ()
    after = _with_aliases(release, gained_aliases, path)
    relinked = [_with_links_to(other, release.path, path) for other in (after, *others)]
    after = relinked.pop(0) or after
    changed = tuple((other, new) for other, new in zip(others, relinked, strict=True) if new)
    with_unchanged_links = tuple(new.path for _, new in changed if any(_links(new, release.path)))
    return Renaming(release, after, gained_aliases, _record(newsroom, after, now), changed, with_unchanged_links)


def _refuse_other_id(newsroom: Newsroom, release: Release, others: Sequence[Release], now: dt.datetime) -> None:
    """Raise NewsroomError if another id was public under this address: the release would go out again as a new one."""
    ids = {known.id.value for known in (release, *others) if known.id}
    if owner := record_files.former_owners(newsroom.root, ids, now).get(release.slug):
        hit = front_matter.taken_page(release, *owner)
        raise NewsroomError(hit.message, path=release.path, hint=hit.help)


def with_lost_addresses(
    newsroom: Newsroom, release: Release, *, now: dt.datetime, manifest: Manifest | None = None
) -> Renaming:
    """Plan to add lost addresses to the aliases of a release: those in its record and in the output's manifest.

    Links to files with these names are updated, too.
    """
    addresses: list[str] = []
    id = text_of(release.id)
    record = record_files.record_of(newsroom.root, release)
    if record and record.first_public <= now:
        addresses += record.addresses
    for slug, on_site in (manifest or _EMPTY).releases.items():
        if id and on_site.id == id:
            addresses += (*on_site.aliases, slug)
    other_slugs = {release_file.slug_of(path) for path in newsroom.paths()}
    current_names = {release.slug, *(alias.value for alias in release.aliases)}
    gained_aliases = tuple(dict.fromkeys(name for name in addresses if name not in current_names | other_slugs))
    after = _with_aliases(release, gained_aliases, release.path)
    folder = release.path.rpartition("/")[0]
    relinked = []
    former_names = [*(alias.value for alias in release.aliases if alias.value not in other_slugs), *gained_aliases]
    for other in (newsroom.read(path) for path in newsroom.paths() if former_names and path != release.path):
        new = other
        for name in former_names:
            new = _with_links_to(new, f"{folder}/{name}.md".lstrip("/"), release.path) or new
        relinked += [(other, new)] if new is not other else []
    return Renaming(release, after, gained_aliases, _record(newsroom, after, now), tuple(relinked))


def carry_out(newsroom: Newsroom, renaming: Renaming) -> None:
    """Write a renaming: aliases, record and links, all or none, and then the new name; until then Ctrl-C waits.

    Raises NewsroomError.
    """
    before, after = renaming.before, renaming.after
    edited = [(before, after._replace(path=before.path)), *renaming.relinked]
    with without_interruption():
        changes.save(newsroom, edited, [renaming.record] if renaming.record else [])
        if after.path != before.path:
            writer.move(newsroom.root / before.path, newsroom.root / after.path)


# --- names ----------------------------------------------------------------------------------------------------


def _file_name(name: str, release: Release) -> str:
    """The file name for a name that a person typed, with or without ending and folder. Raises NewsroomError."""
    folder, _, last = name.rpartition("/")
    if folder and folder != release.path.rpartition("/")[0]:
        hint = "name the file alone; git mv moves it to another folder, which changes no address"
        raise NewsroomError(f"{name} is in another folder", path=release.path, hint=hint)
    file = unicodedata.normalize("NFC", last if last.endswith(".md") else f"{last}.md")
    if not release_file.fits_in_slug(name := file.removesuffix(".md")):
        message = f"the name has {len(name):,} characters, and an address has {release_file.LONGEST_SLUG} at most"
        raise NewsroomError(message, path=release.path, hint="choose a shorter one")
    if not release_file.slugify(name):
        raise NewsroomError(f'"{last}" has no letter or digit for an address', path=release.path, hint=_CHOOSE_ANOTHER)
    if file.startswith(".") or "\\" in file or not file.isprintable():
        raise NewsroomError(f'"{file}" cannot be the name of a release', path=release.path, hint=_CHOOSE_ANOTHER)
    return file


def _refuse_taken(
    newsroom: Newsroom, release: Release, path: str, others: Sequence[Release], manifest: Manifest
) -> None:
    """Raise NewsroomError if another file or release has this path, or has or had its address."""
    slug = release_file.slug_of(path)
    if message := _owner(slug, others, manifest, release) or _recorded_owner(newsroom, slug, release):
        raise NewsroomError(message, path=release.path, hint=_CHOOSE_ANOTHER)
    folder = (newsroom.root / path).parent
    for file in folder.iterdir():
        if _folded(file.name) == _folded(path) and newsroom.name_of(file) != release.path:
            raise NewsroomError(
                f"{newsroom.name_of(file)} has this name already", path=release.path, hint=_CHOOSE_ANOTHER
            )


def refuse_owned(newsroom: Newsroom, path: str, manifest: Manifest) -> None:
    """Raise NewsroomError if the slug of a new file at a path is or was the slug of another release."""
    slug = release_file.slug_of(path)
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    others = [
        newsroom.read(other)
        for other in paths
        if other != path
        and (release_file.slug_of(other) == slug or disk.contains(newsroom.root / other, slug.encode()))
    ]
    if owner := _owner(slug, others, manifest) or _recorded_owner(newsroom, slug):
        raise NewsroomError(owner, path=path, hint=f"{_CHOOSE_ANOTHER}: --name WORDS")


def _owner(slug: str, others: Sequence[Release], manifest: Manifest, release: Release | None = None) -> str:
    """A message about another release or page that has or had this slug; empty if there is none."""
    for other in others:
        if other.slug == slug:
            return f'{other.path} has the same name in addresses, "{slug}"'
        if any(alias.value == slug for alias in other.aliases):
            return f'{other.path} has the alias "{slug}": its readers are led from there'
    id = _id(release)
    for public, record in manifest.releases.items():
        if id and record.id == id:
            continue
        if slug == public and not (release and slug == release.slug):
            return f'a public page has the address "{slug}", though no release has that name'
        if slug in record.aliases:
            return f'the address "{slug}" leads to the public page of "{public}"'
    return ""


def _id(release: Release | None) -> str:
    return release.id.value if release and release.id else ""


def _recorded_owner(newsroom: Newsroom, slug: str, release: Release | None = None) -> str:
    """A message if another release was public under this slug, by its record; empty if none was."""
    id = _id(release)
    if any(record.id != id for record in record_files.records_with_address(newsroom.root, slug)):
        return f'another release was public as "{slug}"'
    return ""


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path.rpartition("/")[2]).casefold()


# --- aliases, record and links --------------------------------------------------------------------------------


def _with_aliases(release: Release, gained_aliases: Sequence[str], path: str) -> Release:
    """The release moved to a path, with more aliases, and without its own slug among them."""
    slug = release_file.slug_of(path)
    current = [alias.value for alias in release.aliases]
    aliases = [name for name in dict.fromkeys((*current, *gained_aliases)) if name != slug]
    after = editing.assign(release, "aliases", aliases) if aliases != current else release
    return release_file.parse(after.text, path)


def _record(newsroom: Newsroom, after: Release, now: dt.datetime) -> Record | None:
    """The record of a release under its new name; None if it has none."""
    return changes.make_record(newsroom, after, now=now) if changes.is_recorded(newsroom, after) else None


def _with_links_to(release: Release, old: str, new: str) -> Release | None:
    """The release with its links to the file `old` changed to `new`; None if it has no such link."""
    file = old.rpartition("/")[2]
    if file not in release.text and quote(for_addresses(file)) not in release.text:
        return None
    text = release.text
    for target, start, end in sorted(_links(release, old), key=lambda link: -link[1]):
        offset = _offset_of(target, text, start, end)
        if offset < 0:  # the address is in a link definition elsewhere
            definition = re.search(rf"^ {{0,3}}\[[^\]\n]+\]:\s*<?({re.escape(target)})", text, re.MULTILINE)
            offset = definition.start(1) if definition else -1
        if offset >= 0:
            text = text[:offset] + _renamed_target(target, new) + text[offset + len(target) :]
    return release_file.parse(text, release.path) if text != release.text else None


def _links(release: Release, path: str) -> Iterator[tuple[str, int, int]]:
    """Yield the links of a release to a file, and the fields that name it: the target as written, its start and end."""
    original = release.translation.of if release.translation else None
    for field in (release.corrects, *release.corrected_by, original):
        if field and newsroom_path(release, field.value) == path:
            yield field.value, *field.span
    for linked, target, span in linked_releases(release):
        if linked == path:
            yield target, *span


def _offset_of(target: str, text: str, start: int, end: int) -> int:
    """The offset of a target in the link, or in the tag of the link, between two offsets of a text; -1 without it."""
    is_html = text.startswith("<", start)
    before = r"\shref\s*=\s*[\"']?" if is_html else r"\]\(\s*<?"
    found = re.compile(f"{before}({re.escape(target)})", re.IGNORECASE).search(text, start, end)
    return found.start(1) if found else -1 if is_html else text.rfind(target, start, end)


def _renamed_target(target: str, path: str) -> str:
    """The target of a link with the file name of `path`; its folder and its fragment stay."""
    file, hash_sign, fragment = target.partition("#")
    folder, slash, _ = file.rpartition("/")
    return folder + slash + _UNSAFE.sub(lambda match: quote(match[0]), path.rpartition("/")[2]) + hash_sign + fragment
