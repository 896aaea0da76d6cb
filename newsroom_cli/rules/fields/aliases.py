"""CR: the earlier addresses of a release, which still lead to its page."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.model.release import PUBLIC, Release
from newsroom_cli.model.release_file import slugify
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR, WARNING, Archive, Hit, archive_rule

LOST, UNUSABLE = "CR003", "CR004"


def declared_aliases(release: Release) -> tuple[str, ...]:
    """The usable aliases of a release, each once, without its current name."""
    names = (alias.value for alias in release.aliases)
    return tuple(dict.fromkeys(name for name in names if name == slugify(name) and name != release.slug))


def lost_names(release: Release, now: dt.datetime) -> tuple[str, ...]:
    """The names under which a release was public, by its record, and that are now neither its name nor an alias."""
    problems = (problem.key.split() for problem in release.problems if problem.code == LOST)
    return tuple(name for first_public, *names in problems for name in names if _is_over(first_public, now))


def _is_over(moment: str, now: dt.datetime) -> bool:
    """Whether a moment has passed."""
    return dt.datetime.fromisoformat(moment) <= now


def _lost_names(document: Document) -> tuple[str, int, int] | None:
    """The note on a release: the first publication and the lost names, and the span of its id; None if it lost none."""
    found = ((problem.key, *problem.span) for problem in document.release.problems if problem.code == LOST)
    return next(found, None)


@archive_rule(LOST, "old-address-not-kept", severity=WARNING, max_severity=ERROR, note=_lost_names, incremental=True)
def old_address_not_kept(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report earlier addresses of a public release that no longer lead to its page."""
    for path, _, _, (key, start, end) in archive.releases:
        first_public, *names = key.split()
        if not _is_over(first_public, archive.now):
            continue
        if others := [name for name in names if archive.publication_status(name, archive.now) is not None]:
            is_public = archive.publication_status(others[0], archive.now) == PUBLIC
            yield path, another_has(Span(start, end), others[0])._replace(severity=ERROR if is_public else "")
        else:
            listed = ", ".join(f'"{name}"' for name in names)
            message = f"this release was public as {listed}, and nothing leads from there to its page"
            yield path, Hit(Span(start, end), message, f"newsroom rename {shlex.quote(path)} keeps the old address")


def another_has(span: Span, name: str) -> Hit:
    """The hit for a release whose earlier name now belongs to another release."""
    message = f'this release was public as "{name}", and another one has that name now'
    help = "give that one another name, or both their names back: readers of the old address would get another release"
    return Hit(span, message, help)


def _aliases(document: Document) -> list[tuple[str, int, int]]:
    """The note on a release: its aliases with their spans."""
    return [(alias.value, *alias.span) for alias in document.release.aliases]


@archive_rule(UNUSABLE, "unusable-alias", severity=ERROR, note=_aliases)
def unusable_alias(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report an alias that is malformed, or that belongs to another release."""
    names = {slug: path for path, slug, _, _ in reversed(archive.releases)}
    claimed: dict[str, str] = {}
    for path, slug, _, found in archive.releases:
        own: set[str] = set()
        for alias, start, end in found:
            span, folded = Span(start, end), slugify(alias)
            if folded != alias:
                help = f'write "{folded}"' if folded else "write the old name as it is in addresses"
                yield path, Hit(span, f'"{alias}" cannot be a name in addresses', help)
            elif alias == slug or alias in own:
                message = f'"{alias}" is {"this release itself" if alias == slug else "listed twice"}'
                yield path, Hit(span, message, "delete it", severity=WARNING)
            elif alias in names:
                yield path, taken_address(span, alias, names[alias])
            elif (first := claimed.setdefault(alias, path)) != path:
                message = f'{first} has the alias "{alias}", too: an address leads to one page'
                yield path, Hit(span, message, "delete it from the release that never had this address", other=first)
            own.add(alias)


def taken_address(span: Span, name: str, other: str) -> Hit:
    """The hit for an earlier address that now belongs to another release."""
    message = f'"{name}" is the address of {other}, so it cannot lead here'
    help = f"give that one another name: newsroom rename {shlex.quote(other)} NAME; or delete the alias"
    return Hit(span, message, help, other=other)
