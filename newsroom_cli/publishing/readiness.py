"""Where a release stands: what still blocks its publication, and when it will be public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.ledger import records
from newsroom_cli.linter import check, desk
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import interpretation
from newsroom_cli.model.interpretation import out_since
from newsroom_cli.model.release import APPROVED, DRAFT, WITHDRAWN, Field, Release
from newsroom_cli.newsroom import moments, schedule, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing import blackouts, changes, withdrawing
from newsroom_cli.rules.registry import ERROR


class About(StrEnum):
    """What blocks a release."""

    FINDING = "finding"
    CLEARANCE = "clearance"
    SIGNATURE = "signature"
    STATUS = "status"
    DATE = "date"
    BLACKOUT = "blackout"


class Blocker(NamedTuple):
    """What blocks a release, and its remedy; `finding` is the error that check reports, if it is one."""

    about: About
    message: str
    remedy: str
    finding: Finding | None = None


class Readiness(NamedTuple):
    """A release, its publication status now, what blocks it, and the moment it is public; None if nobody knows.

    `is_out` says that the output folder has it; until `change_waits` a blackout holds what has changed in it since.
    """

    release: Release
    status: str
    blockers: tuple[Blocker, ...]
    public_at: dt.datetime | None
    is_out: bool = False
    change_waits: dt.datetime | None = None

    @property
    def holding(self) -> tuple[Blocker, ...]:
        """What blocks the release as it stands: a withdrawal needs no signature and waits for no error."""
        return tuple(self.about(About.STATUS)) if self.release.is_taken_back else self.blockers

    def about(self, *topics: About) -> list[Blocker]:
        """The blockers of some kinds."""
        return [blocker for blocker in self.blockers if blocker.about in topics]

    @property
    def findings(self) -> list[Finding]:
        """The findings among the blockers."""
        return [blocker.finding for blocker in self.blockers if blocker.finding]


def of(
    newsroom: Newsroom, release: Release, *, now: dt.datetime, out: Mapping[str, str], compared: Sequence[Finding]
) -> Readiness:
    """Where a release stands at `now`; `out` are the published releases, as the gate has them.

    Errors are those of the release as if it were approved, and of `compared` those that are about it.
    """
    status = newsroom.publication_status(newsroom.document(release), now, out)
    blockers = [_of_finding(finding) for finding in _errors(newsroom, release, compared)]
    is_out = out_since(release, out) is not None
    since = interpretation.published_at(release, newsroom.config)
    stays = is_out and since <= now
    waits = _change_waits(newsroom, release, now) if stays else None
    if not release.broken:  # else nobody knows what its other fields say
        blockers += _of_status(release)
        blockers += _of_time(newsroom, release, now) if waits or not stays else []
    moment = (since if stays else schedule.goes_out_at(newsroom, release, now)) if release.date else None
    return Readiness(release, status, tuple(blockers), moment, is_out, waits)


def _change_waits(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """Until when a blackout holds the change of a release that is on the site; None if it holds none."""
    if not blackouts.until(newsroom, release, now):
        return None
    on_site = blackouts.published(withdrawing.manifest_of(newsroom.output))
    return blackouts.waits_until(newsroom, release, on_site, now)


def _of_status(release: Release) -> Iterator[Blocker]:
    if release.status_name == WITHDRAWN:
        yield Blocker(About.STATUS, "it is withdrawn", f"leave it so, or bring it back: {changes.way_back(release)}")
    elif release.status_name != APPROVED:
        shown = "a draft" if release.status_name == DRAFT else "in review"
        yield Blocker(About.STATUS, f"it is {shown}", f"newsroom approve {release.path}")


def _of_time(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[Blocker]:
    if release.date is None:
        yield Blocker(About.DATE, "it has no date", "newsroom publish --now sets it, or write date = ...")
    first = max(now, interpretation.published_at(release, newsroom.config))
    if blackout := interpretation.blackout_at(release, first, newsroom.config):
        ends = schedule.end_of_blackouts(newsroom, release, first)
        until = f"until {moments.in_words(ends, newsroom.config.zone)}"
        message = f"{blackout.reason}, {until}" if blackout.reason else until
        yield Blocker(About.BLACKOUT, message, 'blackout_override = "why" in the release lets it go out')


def errors(newsroom: Newsroom, *, now: dt.datetime, progress: workers.Progress | None) -> list[Finding]:
    """The errors in the releases of a newsroom."""

    def is_one(finding: Finding, _: Iterable[str]) -> bool:
        return finding.severity == ERROR

    return desk.look(newsroom, newsroom.paths(), now=now, wanted=is_one, progress=progress).findings


def comparison(errors: Iterable[Finding]) -> list[Finding]:
    """Those of some errors that show only when the releases of a newsroom are compared."""
    return [finding for finding in errors if finding.code in _COMPARING]


def _errors(newsroom: Newsroom, release: Release, compared: Sequence[Finding]) -> list[Finding]:
    """The errors that keep a release from going out, were it approved as it is."""
    span = release.status.span if release.status else release.opening
    assumed = release._replace(status=Field(APPROVED, span))
    config = newsroom.config._replace(check=newsroom.config.check._replace(releasing=True))
    found = [finding for finding in check.check(assumed, config, errors=True) if finding.severity == ERROR]
    found += [finding for finding in compared if finding.path == release.path]
    return sorted(found, key=lambda finding: finding.order)


_COMPARING = ("FM007", "LK010")  # the errors of rules that compare releases; EM006 is about what is public already
_CLEARANCES = ("QT014", "QT015", "QT016")


def _of_finding(finding: Finding) -> Blocker:
    about = About.FINDING
    if finding.code in _CLEARANCES:
        about = About.CLEARANCE
    elif finding.code.startswith("SO"):
        about = About.SIGNATURE
    return Blocker(about, finding.message, finding.help, finding)


def may_sign(newsroom: Newsroom, release: Release) -> str:
    """Who may still sign a release as it is, in words."""
    config, signed = newsroom.config.approvals, records.signers(release)
    alone = config.required == 1 and not config.author_alone and release.author
    author = release.author.value if alone and release.author else ""
    if not config.signers:
        return f"anybody but {author}, who wrote it" if author else "anybody"
    left = [name for name in config.signers if not any(records.same_person(name, done) for done in (*signed, author))]
    return " or ".join(_with_role(name, newsroom) for name in left) or "nobody who has not signed"


def _with_role(name: str, newsroom: Newsroom) -> str:
    known = (person.role for person in newsroom.config.people if records.same_person(person.name, name))
    role = next(known, "")
    return f"{name} ({role})" if role else name
