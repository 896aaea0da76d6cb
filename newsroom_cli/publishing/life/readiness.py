"""The readiness of a release: what still blocks its publication, and when it will be public."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.ledger import records
from newsroom_cli.linter import check, desk
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import interpretation
from newsroom_cli.model.interpretation import due_moment_if_out
from newsroom_cli.model.release import APPROVED, DRAFT, PUBLIC, WITHDRAWN, Field, Release
from newsroom_cli.newsroom import moments, schedule, workers
from newsroom_cli.newsroom.attached.attached_files import PICTURE
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing import blackouts, staying
from newsroom_cli.publishing.life import changes
from newsroom_cli.rules.registry import ERROR


class About(StrEnum):
    """The kinds of blockers."""

    FINDING = "finding"
    CLEARANCE = "clearance"
    SIGNATURE = "signature"
    STATUS = "status"
    DATE = "date"
    BLACKOUT = "blackout"


class Blocker(NamedTuple):
    """A reason why a release cannot go out, and its remedy; `finding` is set if it is an error that check reports."""

    about: About
    message: str
    remedy: str
    finding: Finding | None = None


class Readiness(NamedTuple):
    """The readiness of a release: its publication status now, and what blocks it.

    `public_at` is the moment from which it may be public, None without a date. `is_out` says that the output has it.
    `change_waits` is the moment until which a blackout holds its changes since publication, None if none does.
    """

    release: Release
    status: str
    blockers: tuple[Blocker, ...]
    public_at: dt.datetime | None
    is_out: bool = False
    change_waits: dt.datetime | None = None

    @property
    def holding(self) -> tuple[Blocker, ...]:
        """The blockers that count now: a withdrawal needs no signature, and errors do not hold it back."""
        return tuple(self.about(About.STATUS)) if self.release.is_taken_back else self.blockers

    def about(self, *topics: About) -> list[Blocker]:
        """The blockers that are about these topics."""
        return [blocker for blocker in self.blockers if blocker.about in topics]

    @property
    def findings(self) -> list[Finding]:
        """The findings among the blockers."""
        return [blocker.finding for blocker in self.blockers if blocker.finding]


def assess(
    newsroom: Newsroom,
    release: Release,
    *,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    compared: Sequence[Finding],
) -> Readiness:
    """The readiness of a release at `now`; `due_moments` has the moments at which published releases were due.

    The release is checked as if it were approved. `compared` has the errors that only a check of all releases finds.
    """
    status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    blockers = [_blocker_for(finding) for finding in _errors(newsroom, release, compared)]
    is_out = due_moment_if_out(release, due_moments) is not None
    since = interpretation.published_at(release, newsroom.config)
    stays = is_out and since <= now
    waits = _change_waits(newsroom, release, now) if stays else None
    if not release.broken:  # the fields of a broken release cannot be read
        blockers += _status_blockers(release)
        blockers += _date_blockers(newsroom, release, now) if waits or not stays else []
    moment = (since if stays else schedule.goes_out_at(newsroom, release, now)) if release.date else None
    return Readiness(release, status, tuple(blockers), moment, is_out, waits)


def waiting(
    newsroom: Newsroom,
    releases: Iterable[Release],
    errors: Sequence[Finding],
    *,
    now: dt.datetime,
    due_moments: Mapping[str, str],
) -> list[Readiness]:
    """The readiness of each release that is neither public nor withdrawn, or has a change or an error that waits.

    `errors` has the errors in all releases.
    """
    on_site = manifests.manifest_of(newsroom.output).published
    faulty, compared = {finding.path for finding in errors}, comparison(errors)
    return [
        assess(newsroom, newsroom.read(release.path), now=now, due_moments=due_moments, compared=compared)
        for release in releases
        if release.broken
        or newsroom.status_by_fields(release, now, due_moments) not in (PUBLIC, WITHDRAWN)
        or blackouts.waits_until(newsroom, release, on_site, now)
        or (release.path in faulty and release.status_name == APPROVED)
    ]


def _change_waits(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """The moment until which a blackout holds the change of a published release; None if it holds none."""
    if not newsroom.config.blackout:
        return None
    on_site = manifests.manifest_of(newsroom.output).published
    return blackouts.waits_until(newsroom, release, on_site, now)


def _status_blockers(release: Release) -> Iterator[Blocker]:
    """Yield a blocker for a release that is not approved."""
    if release.status_name == WITHDRAWN:
        notice = "" if release.is_taken_back else f", or tell readers: newsroom withdraw {shlex.quote(release.path)}"
        help = f"leave it so{notice}, or bring it back: {changes.way_back(release)}"
        yield Blocker(About.STATUS, "it is withdrawn", help)
    elif release.status_name != APPROVED:
        status = "a draft" if release.status_name == DRAFT else "in review"
        yield Blocker(About.STATUS, f"it is {status}", f"newsroom approve {shlex.quote(release.path)}")


def _date_blockers(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[Blocker]:
    """Yield a blocker for a missing date, and for a blackout at the moment the release would go out."""
    if release.date is None:
        yield Blocker(About.DATE, "it has no date", "newsroom publish --now sets it, or write date = ...")
    first = max(now, interpretation.published_at(release, newsroom.config))
    if blackout := interpretation.blackout_at(release, first, newsroom.config):
        ends = interpretation.after_blackouts(release, first, newsroom.config)
        until = f"until {moments.in_words(ends, newsroom.config)}"
        message = f"{blackout.reason}, {until}" if blackout.reason else until
        yield Blocker(About.BLACKOUT, message, 'blackout_override = "why" in the release lets it go out')


def errors(newsroom: Newsroom, *, now: dt.datetime, progress: workers.Progress | None) -> list[Finding]:
    """The errors in all releases of a newsroom."""

    def is_error(finding: Finding, _: Iterable[str]) -> bool:
        return finding.severity == ERROR

    return desk.check_releases(newsroom, newsroom.paths(), now=now, is_wanted=is_error, progress=progress).findings


def comparison(errors: Iterable[Finding]) -> list[Finding]:
    """The errors that a check of a single release misses: of comparisons, the clock, or a decoder of pictures."""
    return [finding for finding in errors if finding.code in (*_COMPARING, PICTURE)]


def _errors(newsroom: Newsroom, release: Release, compared: Sequence[Finding]) -> list[Finding]:
    """The errors that would hold back a release if it were approved as it is."""
    span = release.status.span if release.status else release.opening
    assumed = release._replace(status=Field(APPROVED, span))
    config = newsroom.config._replace(check=newsroom.config.check._replace(releasing=True))
    readable = staying.readable(assumed, staying.stays_on_site(newsroom))
    findings = check.errors(newsroom._replace(config=config).document(readable))
    findings += [finding for finding in compared if finding.path == release.path and finding not in findings]
    return sorted(findings, key=lambda finding: finding.order)


EARLY = "EM006"  # the rule that reports an embargoed release that the output folder has
# Rules that compare releases or look at the clock; not EARLY, which is about releases that are public already.
_COMPARING = ("FM007", "LK010", "CR002", "TR006")
_CLEARANCES = ("QT014", "QT015", "QT016")


def _blocker_for(finding: Finding) -> Blocker:
    """The blocker for an error that check reports."""
    about = About.FINDING
    if finding.code in _CLEARANCES:
        about = About.CLEARANCE
    elif finding.code.startswith("SO"):
        about = About.SIGNATURE
    return Blocker(about, finding.message, finding.help, finding)


def may_sign(newsroom: Newsroom, release: Release) -> str:
    """The people who may still sign a release, in words."""
    config, signed = newsroom.config.approvals, records.signers(release)
    needs_other = config.required == 1 and not config.author_alone and release.author
    author = release.author.value if needs_other and release.author else ""
    if not config.signers:
        return f"anybody but {author}, who wrote it" if author else "anybody"
    remaining = [
        name
        for name in config.signers
        if not any(records.same_person(name, signed_by) for signed_by in (*signed, author))
    ]
    return " or ".join(_with_role(name, newsroom) for name in remaining) or "nobody who has not signed"


def _with_role(name: str, newsroom: Newsroom) -> str:
    """A name with its role from newsroom.toml in parentheses, if it has one there."""
    roles = (person.role for person in newsroom.config.people if records.same_person(person.name, name))
    role = next(roles, "")
    return f"{name} ({role})" if role else name
