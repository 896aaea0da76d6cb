"""The link from a translation to its original, `translation.of`, and the version of the original it was made from."""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from newsroom_cli.language.links.linked import is_file
from newsroom_cli.ledger import records
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import language_of, newsroom_path
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import APPROVED, Field, Problem, Release, Translation
from newsroom_cli.newsroom.links.named_releases import ReadRelease, chain, why_unusable

NO_ORIGINAL, OF_TRANSLATION, OUT_OF_DATE, SAME_LANGUAGE = "TR001", "TR002", "TR003", "TR004"
_SHOWN = 3  # differences, at most
_READ = 30  # versions in git, at most
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)


def original_path(release: Release) -> str | None:
    """The path inside the newsroom of the original that a translation names; None if it names no release file."""
    named = release.translation.of if release.translation else None
    return newsroom_path(release, named.value) if named and is_file(named.value) else None


def digest_of(original: Release) -> str:
    """The digest that identifies a version of an original: it covers all that readers see."""
    return records.release_digest(_parts(original))


def _parts(original: Release) -> dict[str, str]:
    """The text of each part of an original that a translation has to follow, by name.

    The body is Markdown without comments, not HTML: every check and build needs it, and rendering it would take ten
    times as long.
    """
    body = records.without_typography(_COMMENT.sub("", original.body.value))
    parts = records.visible_fields(original) | {"body": body}
    return {name: text for name, text in parts.items() if text}


def originals(release: Release, read: ReadRelease) -> list[str]:
    """The original of a translation, the original of that one if it is a translation, and so on; each path once.

    `read` returns the release at a path, None without a file. The last path may have no file.
    """
    return chain(release, read, original_path)


def problems(config: Config, release: Release, read: ReadRelease) -> Iterator[Problem]:
    """Yield the problems of a translation with its original; `read` returns the release at a path, None without one."""
    translation = release.translation
    if translation is None:
        return
    if translation.of is None:
        yield Problem(NO_ORIGINAL, translation.span, "[translation] does not name the original", 'add of = "FILE.md"')
        return
    path, read_once = original_path(release) or "", functools.cache(read)
    original = read_once(path) if path else None
    if problem := _why_no_original(release, translation.of, original, originals(release, read_once)):
        yield Problem(NO_ORIGINAL, translation.of.span, *problem, key="" if original else path)
    elif original:
        assert translation.of
        if original.translation and original.translation.of:
            help = f'name the release that was written first: of = "{original.translation.of.value}"'
            yield Problem(OF_TRANSLATION, translation.of.span, "the original is itself a translation", help)
        language = language_of(release, config)
        if language.lower() == language_of(original, config).lower():
            place = release.language.span if release.language else translation.of.span
            message = f"the original is in the same language, {language}"
            yield Problem(SAME_LANGUAGE, place, message, "write the language of the translation: language = ...")
        yield from _problem_of_digest(release, translation, original)


def _why_no_original(
    release: Release, named: Field[str], original: Release | None, paths: list[str]
) -> tuple[str, str] | None:
    """The reason why a translation names no usable original, and the remedy; None if it names one.

    `paths` are the original, its own original and so on.
    """
    itself = "a release cannot be a translation of itself", "name the original"
    if problem := why_unusable(release, named.value, original, itself):
        return problem
    if release.path in paths:
        message = f"these are translations of each other: {', '.join(sorted(paths))}"
        return message, "take [translation] out of the one that was written first"
    return None


def _problem_of_digest(release: Release, translation: Translation, original: Release) -> Iterator[Problem]:
    """Yield a problem if the original is withdrawn, has changed since it was translated, or its version is not noted.

    A translation that is itself withdrawn has no such problem.
    """
    if release.is_taken_back:
        return
    if original.is_taken_back and release.status_name == APPROVED and translation.of:
        message = "the original has been withdrawn, and readers of this translation are not told"
        help = f"newsroom withdraw {shlex.quote(release.path)} tells them; --class killed also takes its text away"
        yield Problem(OUT_OF_DATE, translation.of.span, message, help)
        return
    renew = f"newsroom translate {shlex.quote(release.path)} --renew"
    if translation.digest is None:
        message = "nothing says which version of the original was translated, so nobody is told when it changes"
        yield Problem(OUT_OF_DATE, translation.span, message, f"compare the two, then note the version: {renew}")
    elif translation.digest.value != digest_of(original):
        message = "the original has changed since this was translated"
        yield Problem(OUT_OF_DATE, translation.digest.span, message, f"bring the translation up to date, then {renew}")


def changes_of_original(root: Path, release: Release, read: ReadRelease) -> str:
    """The words that have changed in the original since it was translated, if git has that version; else empty."""
    from newsroom_cli.newsroom import changed_words

    path, translation = original_path(release), release.translation
    original = read(path) if path else None
    if original is None or translation is None or translation.digest is None:
        return ""
    digest = translation.digest.value
    before = changed_words.parts_by_digest(root, original.path, {digest}, _parts, most=_READ).get(digest)
    if before is None:
        return ""
    changed = changed_words.changed_parts(before, _parts(original))
    found = [f"{name}: {difference}" for name, differences in changed.items() for difference in differences]
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more
