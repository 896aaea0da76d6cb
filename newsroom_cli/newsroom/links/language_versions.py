"""The public versions of a release in several languages: the original and its translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol
from urllib.parse import quote

from newsroom_cli.language.dates import dates
from newsroom_cli.model import language_tags


class Sibling(NamedTuple):
    """A public version of a release: its language tag and its slug."""

    language: str
    slug: str


class LanguageVersion(NamedTuple):
    """A public version of a release, for an output: `name` is the name of its language in that language.

    `url` is its absolute address. `is_this` says that the output belongs to this version, `is_original` that the others
    are translations of it, `is_first` that no earlier version in the list has its language.
    """

    language: str
    direction: str
    name: str
    slug: str
    url: str
    is_this: bool
    is_original: bool
    is_first: bool

    @property
    def file(self) -> str:
        """The name of its page, escaped for an address."""
        return f"{quote(self.slug)}.html"


class Translatable(Protocol):
    """A public release; `translation_of` is the slug of its public original, empty without one.

    The page of a `killed` release shows only a notice.
    """

    @property
    def slug(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def translation_of(self) -> str: ...

    @property
    def killed(self) -> bool: ...


def families(releases: Iterable[Translatable]) -> dict[str, tuple[Sibling, ...]]:
    """The language versions of each public release that has several, itself included, by slug.

    The original comes first, then its translations, direct or not, by language. A killed release is no version: it
    leaves nothing to read in its language.
    """
    by_slug = {release.slug: release for release in releases if not release.killed}
    members: dict[str, list[Sibling]] = {}
    for release in by_slug.values():
        if release.translation_of and (original := _first_original(release, by_slug)) != release.slug:
            members.setdefault(original, []).append(Sibling(release.language, release.slug))
    found: dict[str, tuple[Sibling, ...]] = {}
    for original, translations in members.items():
        family = (Sibling(by_slug[original].language, original), *sorted(translations))
        found |= dict.fromkeys((sibling.slug for sibling in family), family)
    return found


def _first_original(release: Translatable, by_slug: Mapping[str, Translatable]) -> str:
    """The slug of the release of which this one is a translation, directly or not; its own slug if it is none.

    In a cycle, which check reports as an error, it is the alphabetically first slug.
    """
    slugs = [release.slug]
    while (original := by_slug[slugs[-1]].translation_of) in by_slug:
        if original in slugs:
            return min(slugs)
        slugs.append(original)
    return slugs[-1]


def one_of_each(of_slug: Mapping[str, tuple[Sibling, ...]], language: str) -> dict[str, tuple[Sibling, ...]]:
    """The version of each family that readers of a language are shown, with its other versions, by its slug.

    That is the version in their language, else the original.
    """
    others_of = {}
    for family in set(of_slug.values()):
        shown = next((version for version in family if version.language.lower() == language.lower()), family[0])
        others_of[shown.slug] = tuple(version for version in family if version is not shown)
    return others_of


def versions(
    siblings: Sequence[Sibling],
    slug: str,
    url_of: Callable[[str], str],
) -> tuple[LanguageVersion, ...]:
    """The versions in the order of `siblings`, for an output of the release with a slug, which is one of them."""
    languages = [sibling.language.lower() for sibling in siblings]
    return tuple(
        LanguageVersion(
            sibling.language,
            language_tags.direction_of(sibling.language),
            dates.name_of_language(sibling.language),
            sibling.slug,
            url_of(sibling.slug),
            sibling.slug == slug,
            number == 0,
            sibling.language.lower() not in languages[:number],
        )
        for number, sibling in enumerate(siblings)
    )
