"""The fields of a release as its newsroom understands them: moments and days, required fields, paths of files."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import with_offset
from newsroom_cli.model.config import STOP, Blackout, Config, Kind
from newsroom_cli.model.release import APPROVED, DEFAULT_KIND, MINOR, PUBLIC, Release, Span, text_of
from newsroom_cli.model.toml.values import CONTROL

_Entry = TypeVar("_Entry")


def instant(value: dt.date, config: Config) -> dt.datetime:
    """The moment that a date of a release stands for, with an offset of whole minutes.

    A date without time is midnight in the newsroom's zone, and a time without offset is in that zone. The last day of
    the year 9999, written for "never", counts as the day before: no zone can be computed beyond it.
    """
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    moment = value if value.tzinfo else value.replace(tzinfo=config.zone)
    if moment.year in (dt.MINYEAR, dt.MAXYEAR):
        moment = min(max(moment, _FIRST.replace(tzinfo=moment.tzinfo)), _LAST.replace(tzinfo=moment.tzinfo))
    return with_offset(moment)


def nine_o_clock(day: dt.date, config: Config) -> dt.datetime:
    """Nine in the morning of a day in the newsroom's zone: an example of a time with its offset."""
    return instant(dt.datetime(day.year, day.month, day.day, 9), config)


_FIRST, _LAST = dt.datetime(1, 1, 2), dt.datetime(9999, 12, 30)


def published_at(release: Release, config: Config) -> dt.datetime:
    """The moment when a release becomes public, by its date and its embargo.

    A release that was taken back was public before that, even if its date has been moved since.
    """
    moment, last = dated_at(release, config), release.corrections[-1].date if release.is_taken_back else None
    return min(moment, instant(last.value, config)) if last else moment


def dated_at(release: Release, config: Config) -> dt.datetime:
    """The date of a release, or the end of its embargo when that is later."""
    published = instant(release.date.value if release.date else dt.date(1, 1, 2), config)
    ends = embargo_end(release, config)
    return max(published, ends) if ends else published


def due_moment(release: Release, config: Config) -> str:
    """The moment of `published_at`, in UTC and in ISO format, as the manifest has it."""
    return published_at(release, config).astimezone(dt.UTC).isoformat()


def due_moment_if_out(release: Release, due_moments: Mapping[str, str]) -> str | None:
    """The moment when a release was due, from `due_moments`, by its id or else its slug; None if it is not out.

    `due_moments` has the due moments of the published releases, by slug and by id.
    """
    return entry_of(release, due_moments)


def displayed_status(status: str, release: Release, *, is_out: bool) -> str:
    """The publication status for people: a release that may be public is only approved until a build publishes it.

    `is_out` says whether a build has.
    """
    return APPROVED if status == PUBLIC and not (is_out or release.is_taken_back) else status


def language_of(release: Release, config: Config) -> str:
    """The language tag of a release: the longest valid part of its own, or else the newsroom's."""
    return language_tags.known_part(text_of(release.language)) or config.language


def entry_of(release: Release, entries: Mapping[str, _Entry]) -> _Entry | None:
    """The entry for a release in a mapping with ids and slugs as keys; None if there is none. Its id comes first."""
    return (entries.get(release.id.value) if release.id else None) or entries.get(release.slug)


def latest_news_at(release: Release, config: Config) -> dt.datetime:
    """The moment of the latest news of a release: its publication, or a later notice of a change."""
    notices = [note for note in release.corrections if note.change and note.change.value != MINOR]
    return max([published_at(release, config), *(instant(note.date.value, config) for note in notices if note.date)])


def is_noted_since(release: Release, moment: dt.datetime, config: Config) -> bool:
    """Whether a notice is dated at or after a moment; without a time of day, it counts until the end of its day."""
    dates = [note.date.value for note in release.corrections if note.date]
    ends = [instant(date, config) + (_NOTHING if isinstance(date, dt.datetime) else _WHOLE_DAY) for date in dates]
    return any(end >= moment for end in ends)


_NOTHING, _WHOLE_DAY = dt.timedelta(0), dt.timedelta(days=1, seconds=-1)


def embargo_end(release: Release, config: Config) -> dt.datetime | None:
    """The moment when an embargo ends, or when it was lifted if that is earlier; None without an embargo."""
    if release.embargo is None:
        return None
    ends = instant(release.embargo.value, config)
    if release.embargo_lifted is None or not is_lift_of_this_embargo(release, config):
        return ends
    return min(ends, instant(release.embargo_lifted.value, config))


def is_lift_of_this_embargo(release: Release, config: Config) -> bool:
    """Whether the embargo that was lifted is the one that the release has."""
    if release.embargo is None or release.embargo_lifted_from is None:
        return False
    return instant(release.embargo_lifted_from.value, config) == instant(release.embargo.value, config)


def office_of(release: Release, config: Config) -> str:
    """The present key of the office that issues a release, also where the release names a former one."""
    return config.office_key(text_of(release.office))


def blackout_at(release: Release, moment: dt.datetime, config: Config, kind: str = STOP) -> Blackout | None:
    """The blackout of a kind, by default one that holds it back, that concerns a release at a moment; None if none."""
    if release.blackout_override:
        return None
    office = office_of(release, config)
    for blackout in config.blackout:
        concerns_office = not blackout.offices or office in [key.value for key in blackout.offices]
        starts, ends = blackout_span(blackout, config)
        if blackout.kind == kind and concerns_office and starts <= moment < ends:
            return blackout
    return None


def is_held_by_blackout(release: Release, now: dt.datetime, due_moments: Mapping[str, str], config: Config) -> bool:
    """Whether a blackout holds back a release that is not out yet; none holds back a withdrawal.

    The build holds changes of what is out. `due_moments` are the moments at which published releases were due, by slug
    and by id. If none is published yet, as in a new output folder, a release that was due before the blackout counts as
    out.
    """
    if release.is_taken_back or not config.blackout:
        return False
    blackout = blackout_at(release, now, config)
    if blackout is None or _is_out(release, due_moments, config):
        return False
    starts, _ = blackout_span(blackout, config)
    return bool(due_moments) or published_at(release, config) >= starts


def _is_out(release: Release, due_moments: Mapping[str, str], config: Config) -> bool:
    """Whether a release is out, and not another one that had its slug; its date may have been edited since."""
    since = due_moment_if_out(release, due_moments)
    is_known = release.id is None or release.id.value in due_moments
    return since is not None and (is_known or since == due_moment(release, config))


def blackout_span(blackout: Blackout, config: Config) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a blackout, and the first moment after its last day.

    A time that clocks show twice, or skip, when they are changed counts as the one that makes the blackout longer.
    """
    starts, ends = (field.value if field else dt.date(1, 1, 2) for field in (blackout.start, blackout.end))
    if not isinstance(ends, dt.datetime):
        ends = min(ends, _LAST.date()) + dt.timedelta(days=1)
    return min(_readings(starts, config)), max(_readings(ends, config))


def _readings(value: dt.date, config: Config) -> list[dt.datetime]:
    """The moments that a date may stand for: two that differ if clocks show its time twice, or skip it."""
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    return [instant(moment.replace(fold=fold), config) for fold in (0, 1)]


def goes_out_at(release: Release, config: Config) -> dt.datetime:
    """The moment from which a release may be public: after its date, its embargo and all blackouts."""
    return after_blackouts(release, published_at(release, config), config)


def after_blackouts(release: Release, moment: dt.datetime, config: Config) -> dt.datetime:
    """The first moment, from `moment` on, at which no blackout holds a release; blackouts may follow one another."""
    while blackout := blackout_at(release, moment, config):
        moment = blackout_span(blackout, config)[1]
    return moment


def typed_times(release: Release) -> Iterator[tuple[str, dt.datetime, Span]]:
    """Yield the fields of a release that have a time of day: name, date-time as typed, and span."""
    event = release.event
    fields = (release.embargo, release.date, release.updated, *((event.starts, event.ends) if event else ()))
    for name, field in zip(("embargo", "date", "updated", "event.starts", "event.ends"), fields, strict=False):
        if field is not None and isinstance(field.value, dt.datetime):
            yield name, field.value, field.span


def local_day(value: dt.date, config: Config) -> dt.date:
    """The calendar day of a date of a release in the newsroom's zone."""
    if not isinstance(value, dt.datetime):
        return value
    return instant(value, config).astimezone(config.zone).date() if value.tzinfo else value.date()


def kind_of(release: Release, config: Config) -> Kind:
    """The kind of a release; an undeclared kind counts as DEFAULT_KIND."""
    return config.kinds[kind_name_of(release, config)]


def kind_name_of(release: Release, config: Config) -> str:
    """The name of the kind of a release, as in newsroom.toml; an undeclared kind counts as DEFAULT_KIND."""
    return release.kind_name if release.kind_name in config.kinds else DEFAULT_KIND


def newsroom_path(release: Release, target: str) -> str | None:
    """The path inside the newsroom of a file that a release names; None for a web address or a path outside."""
    file = unquote(target)
    if not file or file.startswith(("/", "#")) or "\\" in file or ":" in file.split("/")[0] or CONTROL.search(file):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(release.path), file))
    return None if joined.startswith(("/", "../")) or joined in (".", "..") else joined


def authority(config: Config) -> str:
    """The host name in the ids of releases; "localhost" if the newsroom's address has no usable one."""
    try:
        host = (urlsplit(config.url).hostname or "").encode("idna").decode()
    except UnicodeError:
        host = ""
    return host if re.fullmatch(r"[a-z0-9.-]*[a-z][a-z0-9.-]*", host) else "localhost"
