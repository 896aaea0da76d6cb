"""EM, LK: embargoes compared with the clock and the built output, and links to releases that are not public."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterator

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.links import linked
from newsroom_cli.model.interpretation import (
    embargo_end,
    is_lift_of_this_embargo,
    local_day,
    newsroom_path,
    published_at,
)
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.release import (
    APPROVED,
    BLACKOUT,
    DRAFT,
    EMBARGOED,
    PUBLIC,
    REVIEW,
    SCHEDULED,
    UNCLEAR,
    UNDATED,
    WITHDRAWN,
)
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR, WARNING, Archive, Hit, archive_rule
from newsroom_cli.rules.text.addresses import own_files

_EmbargoNote = tuple[str, str, str, int, int, tuple[int, int] | None, bool]


def _embargo_note(document: Document) -> _EmbargoNote | None:
    """The note on a release; None without an embargo that ends at an exact time.

    It has the end of the embargo, the status, the date, the span of the embargo, the span of `embargo_lifted` if that
    ended an earlier embargo, and whether the present embargo was lifted.
    """
    if document.release.embargo is None or not isinstance(document.release.embargo.value, dt.datetime):
        return None
    until = (embargo_end(document.release, document.config) or dt.datetime.max).isoformat()
    day = document.issue_date.isoformat() if document.issue_date else ""
    lift = document.release.embargo_lifted
    is_stale = lift is not None and not is_lift_of_this_embargo(document.release, document.config)
    stale = (lift.span.start, lift.span.end) if lift and is_stale else None
    is_lifted = lift is not None and not is_stale
    return until, document.release.status_name, day, *document.release.embargo.span, stale, is_lifted


@archive_rule("EM003", "embargo-at-odds", severity=WARNING, note=_embargo_note, incremental=True)
def embargo_at_odds(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a draft whose embargo is over, an embargo that ends before the date, and a lift of an earlier embargo."""
    for path, _, _, (until, status, day, start, end, stale, is_lifted) in archive.releases:
        ends = dt.datetime.fromisoformat(until)
        last = local_day(ends, archive.config)
        if status in (DRAFT, REVIEW) and ends <= archive.now:
            message = f'the embargo ended {_in_words(ends, archive)}, and the release still has the status "{status}"'
            yield path, Hit(Span(start, end), message, "write a new embargo, or delete it")
        elif day and last < dt.date.fromisoformat(day) and is_lifted:
            message = f"the embargo was lifted {_in_words(ends, archive)}, but the date, {day}, still holds the release"
            yield path, Hit(Span(start, end), message, "newsroom publish --now publishes it now, else correct the date")
        elif day and last < dt.date.fromisoformat(day):
            message = f"the embargo ends {_in_words(ends, archive)}, before the release's date, {day}"
            yield path, Hit(Span(start, end), message, "nothing goes out before the date: correct one of the two")
        if stale:
            message = "this ended an earlier embargo; the current one holds"
            help = "delete embargo_lifted, or end this embargo, too: newsroom publish --lift-embargo"
            yield path, Hit(Span(*stale), message, help)


@archive_rule("EM006", "embargoed-but-published", severity=ERROR, note=_embargo_note, incremental=True)
def embargoed_but_published(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a release that is in the output folder before its embargo ends."""
    for path, slug, _, (until, _, _, start, end, _, _) in archive.releases:
        ends = dt.datetime.fromisoformat(until)
        if ends > archive.now and archive.appears(slug):
            message = (
                f'the release is embargoed until {_in_words(ends, archive)}, but "{archive.config.output}" holds it'
            )
            help = (
                "take that folder off the public server now; newsroom build takes the release out of it, and after a "
                "build with a wrong clock newsroom build --trust-clock does; then publish the folder again"
            )
            yield path, Hit(Span(start, end), message, help)


# --- LK010 ----------------------------------------------------------------------------------------------------

_Link = tuple[str, str, int, int, tuple[str, ...]]
Named = tuple[str, str, list[_Link], list[tuple[str, int, int]]]


def _links_and_due_time(document: Document) -> Named | None:
    """The note on a release: its status, the time of its publication, its links to releases, and slugs in its text.

    The time is empty without a date. Links to itself and to its own files are left out. None without links and slugs.
    """
    links = [
        (mention.slug, mention.target, *mention.span, mention.others)
        for mention in linked.mentions(document, document.config.url)
    ]
    files = own_files(document) if links else ()
    others = [link for link in links if link[0] != document.release.slug and not _is_of(document, link[1], files)]
    status = APPROVED if document.is_going_out else document.release.status_name
    due = published_at(document.release, document.config).isoformat() if document.release.date else ""
    linked_places = SpanSet(Span(start, end) for _, _, start, end, _ in links)
    known = {document.release.slug, *document.config.publishing.public_words}
    names = linked.names_in_text(document, document.config.url)
    found = [
        (name.slug, *name.span) for name in names if name.slug not in known and not linked_places.overlaps(name.span)
    ]
    return (status, due, others, found) if others or found else None


def _is_of(document: Document, target: str, files: Collection[str | None]) -> bool:
    """Whether a link leads to one of the release's own files, such as a picture or attachment."""
    file = newsroom_path(document.release, re.split("[?#]", target, maxsplit=1)[0])
    return file is not None and file in files


@archive_rule("LK010", "link-to-release-not-public", severity=ERROR, note=_links_and_due_time, incremental=True)
def link_to_release_not_public(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report links to releases that are not public when the linking release goes out."""
    for path, _, _, (status, due, links, names) in archive.releases:
        when = max(archive.now, dt.datetime.fromisoformat(due)) if due else archive.now
        for slug, target, start, end, others in links if status != WITHDRAWN else ():
            if name := linked.held_name((slug, *others), functools.partial(_status_at, archive, when)):
                target_status = archive.publication_status(name, when)
                hit = held_link(linked.Mention(slug, target, Span(start, end)), str(target_status))
                yield path, hit if status == APPROVED else hit._replace(severity=WARNING)
        for slug, start, end in names if status != WITHDRAWN else ():
            target_status = archive.publication_status(slug, when)
            if target_status not in (PUBLIC, None):
                hit = _held_name(slug, Span(start, end), target_status)
                yield path, hit if status == APPROVED else hit._replace(severity=WARNING)


def _status_at(archive: Archive, when: dt.datetime, slug: str) -> str | None:
    """The publication status of a release at a moment; None if no release has the slug."""
    return archive.publication_status(slug, when)


def _held_name(name: str, span: Span, stands: str) -> Hit:
    """The hit for the slug of a release that is not public, where it is not a link that could become plain words."""
    message = f'"{name}" is the name of {STANDING[stands]}, so newsroom build refuses it'
    help = "leave it out until that is public; if the name may be public, list it in public_words under [publishing]"
    return Hit(span, message, help)


def held_link(mention: linked.Mention, stands: str) -> Hit:
    """The hit for a link to a release that is not public when the linking release goes out."""
    message = f'"{mention.target}" is {STANDING[stands]}, so readers get these words without a link'
    return Hit(mention.span, message, "publish that release first, or leave the link out")


# --- LK011 ----------------------------------------------------------------------------------------------------


@archive_rule("LK011", "link-to-unknown-release", severity=WARNING, note=_links_and_due_time, incremental=True)
def link_to_unknown_release(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report links to pages of releases that no release has or had."""
    for path, _, _, (_, _, links, _) in archive.releases:
        for slug, target, start, end, others in links:
            if linked.is_file(target) or linked.held_name(
                (slug, *others), functools.partial(_status_at, archive, archive.now)
            ):
                continue  # LK010 and others say more
            if archive.publication_status(slug, archive.now) is None:
                message = f'no release has the page "{target}", so readers may find nothing there'
                help = "correct the address; a release that was renamed keeps its old one with newsroom rename"
                yield path, Hit(Span(start, end), message, help)


# How messages describe a release that is not public, by its publication status.
STANDING = {
    DRAFT: "a draft",
    REVIEW: "still in review",
    WITHDRAWN: "withdrawn",
    SCHEDULED: "scheduled for later",
    EMBARGOED: "under embargo",
    BLACKOUT: "held by a blackout",
    UNDATED: "a release without a date",
    UNCLEAR: "a release that is not clear to publish",
}


def _in_words(moment: dt.datetime, archive: Archive) -> str:
    """A moment in words, in the newsroom's zone."""
    there = moment.astimezone(archive.config.zone)
    return f"{dates.long(there.date(), 'en')}, {there:%H:%M} ({archive.config.time_zone})"
