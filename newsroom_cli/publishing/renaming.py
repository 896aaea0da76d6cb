"""Rename a release: its old address stays in its aliases, its record and the links to its file follow.

Everything is written before the file is moved, and a second run finds what is done already: a run that is killed in
between is completed by the same command.
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
from newsroom_cli.markup import markdown
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.model import disk, editing, release_file
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.publishing import changes, withdrawing

_FREE = "choose another name"
_UNSAFE = pattern(r"[\s()<>%#?\\\"]")
_EMPTY = Manifest({}, {})


class Renaming(NamedTuple):
    """What renaming a release changes.

    `after` is the release under its new name; `kept` are the addresses that its aliases gain. `linking` are other
    releases, before and after their links follow; `named` those with a link that could not be changed.
    """

    before: Release
    after: Release
    kept: tuple[str, ...]
    record: Record | None
    linking: tuple[tuple[Release, Release], ...] = ()
    named: tuple[str, ...] = ()

    @property
    def unsigned(self) -> list[str]:
        """The releases whose signatures no longer stand: a link is among the words that people signed."""
        return [after.path for before, after in self.linking if records.signers(before) and not records.signers(after)]


def renamed(
    newsroom: Newsroom, release: Release, name: str, *, now: dt.datetime, known: Manifest | None = None
) -> Renaming:
    """A release under another file name, in the same folder. `known` is the manifest of the output.

    Raises NewsroomError if the name cannot be used, or something else has it.
    """
    known = known or _EMPTY
    path = f"{release.path.rpartition('/')[0]}/{_file_name(name, release)}".lstrip("/")
    others = [newsroom.read(other) for other in newsroom.paths() if other != release.path]
    _refuse_taken(newsroom, release, path, others, known)
    slug = release_file.slug_of(path)
    public = changes.was_public(newsroom, release, now, withdrawing.due_of(known))
    gained = (release.slug,) if public and slug != release.slug else ()
    after = _with_aliases(release, gained, path)
    linking = [_following(other, release.path, path) for other in (after, *others)]
    after = linking.pop(0) or after
    changed = tuple((other, new) for other, new in zip(others, linking, strict=True) if new)
    named = tuple(new.path for _, new in changed if any(_links(new, release.path)))
    return Renaming(release, after, gained, _record(newsroom, after, now), changed, named)


def with_lost_addresses(
    newsroom: Newsroom, release: Release, *, now: dt.datetime, known: Manifest | None = None
) -> Renaming:
    """A release whose aliases gain the addresses at which it was public, by its record and the output's manifest.

    Links to files of these names and of its aliases follow.
    """
    names: list[str] = []
    id = release.id.value if release.id else ""
    recorded = record_files.of(newsroom.root, id) if id else None
    if recorded and recorded[1].first_public <= now:
        names += recorded[1].addresses
    for slug, record in (known or _EMPTY).releases.items():
        if record and id and record.id == id:
            names += (*record.aliases, slug)
    anothers = {release_file.slug_of(path) for path in newsroom.paths()}
    have = {release.slug, *(alias.value for alias in release.aliases)}
    gained = tuple(dict.fromkeys(name for name in names if name not in have | anothers))
    after = _with_aliases(release, gained, release.path)
    folder = release.path.rpartition("/")[0]
    linking = []
    former = [*(alias.value for alias in release.aliases if alias.value not in anothers), *gained]
    for other in (newsroom.read(path) for path in newsroom.paths() if former and path != release.path):
        new = other
        for name in former:
            new = _following(new, f"{folder}/{name}.md".lstrip("/"), release.path) or new
        linking += [(other, new)] if new is not other else []
    return Renaming(release, after, gained, _record(newsroom, after, now), tuple(linking))


def carry_out(newsroom: Newsroom, renaming: Renaming) -> None:
    """Write a renaming: aliases, record and links, all or none, and then the new name. Raises NewsroomError."""
    before, after = renaming.before, renaming.after
    edited = [(before, after._replace(path=before.path)), *renaming.linking]
    changes.save(newsroom, edited, [renaming.record] if renaming.record else [])
    if after.path != before.path:
        writer.move(newsroom.root / before.path, newsroom.root / after.path)


# --- names ----------------------------------------------------------------------------------------------------


def _file_name(name: str, release: Release) -> str:
    """The name of the file for a name as it was typed, with or without its ending or its folder."""
    folder, _, last = name.rpartition("/")
    if folder and folder != release.path.rpartition("/")[0]:
        hint = "name the file alone; git mv moves it to another folder, which changes no address"
        raise NewsroomError(f"{name} is in another folder", path=release.path, hint=hint)
    file = unicodedata.normalize("NFC", last if last.endswith(".md") else f"{last}.md")
    if not release_file.slugify(file.removesuffix(".md")):
        raise NewsroomError(f'"{last}" has no letter or digit for an address', path=release.path, hint=_FREE)
    if file.startswith(".") or "\\" in file or not file.isprintable():
        raise NewsroomError(f'"{file}" cannot be the name of a release', path=release.path, hint=_FREE)
    return file


def _refuse_taken(newsroom: Newsroom, release: Release, path: str, others: Sequence[Release], known: Manifest) -> None:
    """Raise NewsroomError if another file or release has a name, or had its address."""
    slug = release_file.slug_of(path)
    if owner := _owner(slug, others, known, release) or _recorded_owner(newsroom, slug, release):
        raise NewsroomError(owner, path=release.path, hint=_FREE)
    folder = (newsroom.root / path).parent
    for file in folder.iterdir():
        if _folded(file.name) == _folded(path) and newsroom.name_of(file) != release.path:
            raise NewsroomError(f"{newsroom.name_of(file)} has this name already", path=release.path, hint=_FREE)


def refuse_owned(newsroom: Newsroom, path: str, known: Manifest) -> None:
    """Raise NewsroomError if a release has or had the name in addresses that a new file at a path would have."""
    slug = release_file.slug_of(path)
    paths = newsroom.paths() if disk.is_folder(newsroom.folder) else []
    others = [
        newsroom.read(other)
        for other in paths
        if other != path and (release_file.slug_of(other) == slug or disk.holds(newsroom.root / other, slug.encode()))
    ]
    if owner := _owner(slug, others, known) or _recorded_owner(newsroom, slug):
        raise NewsroomError(owner, path=path, hint=f"{_FREE}: --name WORDS")


def _owner(slug: str, others: Sequence[Release], known: Manifest, release: Release | None = None) -> str:
    """Who else than a release has a name in addresses, as a message; empty for nobody."""
    for other in others:
        if other.slug == slug:
            return f'{other.path} has the same name in addresses, "{slug}"'
        if any(alias.value == slug for alias in other.aliases):
            return f'{other.path} has the alias "{slug}": its readers are led from there'
    id = _id(release)
    for public, record in known.releases.items():
        if id and record and record.id == id:
            continue
        if slug == public and not (release and slug == release.slug):
            return f'a public page has the address "{slug}", though no release has that name'
        if record and slug in record.aliases:
            return f'the address "{slug}" leads to the public page of "{public}"'
    return ""


def _id(release: Release | None) -> str:
    return release.id.value if release and release.id else ""


def _recorded_owner(newsroom: Newsroom, slug: str, release: Release | None = None) -> str:
    id = _id(release)
    if any(found.id != id for found in record_files.with_address(newsroom.root, slug)):
        return f'another release was public as "{slug}"'
    return ""


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path.rpartition("/")[2]).casefold()


# --- what follows ---------------------------------------------------------------------------------------------


def _with_aliases(release: Release, gained: Sequence[str], path: str) -> Release:
    """The release at a path, its aliases with some more names and without its own."""
    slug = release_file.slug_of(path)
    before = [alias.value for alias in release.aliases]
    wanted = [name for name in dict.fromkeys((*before, *gained)) if name != slug]
    after = editing.assign(release, "aliases", wanted) if wanted != before else release
    return release_file.parse(after.text, path)


def _record(newsroom: Newsroom, after: Release, now: dt.datetime) -> Record | None:
    """The record of a release under its new name; None if it has none."""
    has_one = after.id is not None and record_files.of(newsroom.root, after.id.value)
    return changes.record_of(newsroom, after, now=now) if has_one else None


def _following(release: Release, old: str, new: str) -> Release | None:
    """The release with its links to a file led to its new name; None if it has none."""
    file = old.rpartition("/")[2]
    if file not in release.text and quote(for_addresses(file)) not in release.text:
        return None
    text = release.text
    for target, start, end in sorted(_links(release, old), key=lambda link: -link[1]):
        at = text.rfind(target, start, end)
        if at < 0:  # the address stands elsewhere, under a label
            definition = re.search(rf"^ {{0,3}}\[[^\]\n]+\]:\s*<?({re.escape(target)})", text, re.MULTILINE)
            at = definition.start(1) if definition else -1
        if at >= 0:
            text = text[:at] + _renamed_target(target, new) + text[at + len(target) :]
    return release_file.parse(text, release.path) if text != release.text else None


def _links(release: Release, path: str) -> Iterator[tuple[str, int, int]]:
    """The links of a release to a file, as written, with their places."""
    for link in markdown.read(release.body).links:
        file = link.target.partition("#")[0]
        if not link.image and file.endswith(".md") and newsroom_path(release, file) == path:
            yield link.target, *link.span


def _renamed_target(target: str, path: str) -> str:
    file, mark, part = target.partition("#")
    folder, slash, _ = file.rpartition("/")
    return folder + slash + _UNSAFE.sub(lambda match: quote(match[0]), path.rpartition("/")[2]) + mark + part
