"""The result of a build, for people and for programs."""

from __future__ import annotations

import datetime as dt
import functools
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsroom_cli.cli.steps import coming, gone, notes
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted, records
from newsroom_cli.model.release import BLACKOUT, DRAFT, EMBARGOED, REVIEW, SCHEDULED, WITHDRAWN, text_of
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom import moments, published, schedule
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links.named_releases import WITHOUT_FILE
from newsroom_cli.newsroom.schedule import Change, ChangeKind
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.builds.changed_releases import KINDS
from newsroom_cli.publishing.feeds.channels import channel_at
from newsroom_cli.publishing.identity import identity

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.publishing.report import Held, Report


def changed_nothing(report: Report) -> bool:
    """Whether the build changed no file, and nobody has to correct an error or repair a record."""
    has_damaged_records = any(notice.code == published.CHANGED for notice in report.notices)
    return not (report.has_errors or report.changes.written or report.changes.deleted or has_damaged_records)


def print_refusals(report: Report, newsroom: Newsroom) -> None:
    """Print the errors that stopped a build, and the changes that it made nevertheless."""
    output.refusals(report.refusals, newsroom.root)
    files = len({finding.path for finding in report.refusals})
    what_stays = "all else" if report.removed or report.changed else output.from_here(report.output, newsroom.root)
    errors = f"{counted(len(report.refusals), 'error')} in {counted(files, 'release')} to be corrected first"
    output.say(f"{output.paint('error', 'not built')}: {errors}; {what_stays} stays as it was")
    output.say(*_departed_lines(report, newsroom, although=" all the same"))
    if any(finding.code in WITHOUT_FILE for finding in report.refusals):
        manifest = manifests.manifest_of(report.output)
        slugs = manifests.slugs_without_file(manifest, map(newsroom.read_alone, newsroom.paths()))
        output.say(*gone.kept_lines({slug: manifest.releases[slug].id for slug in slugs}, newsroom))
    for what, paths in _changes_on_site(report):
        if paths:
            shown_paths = [output.from_here(path, newsroom.root) for path in paths]
            output.say(*_named_lines(f"{what}, and its notice published all the same", shown_paths))


def _first_few(names: Sequence[str]) -> str:
    """The first few of the names, joined by commas, and the number of the others."""
    return ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW:,} more" if len(names) > _FEW else "")


def _named_lines(what: str, names: Sequence[str]) -> list[str]:
    """The lines that say `what` happened to names: one line for one or two names, a line each for more."""
    if len(names) <= _ON_ONE_LINE:
        return [f"{what}: {', '.join(names)}"]
    more = [f"  and {len(names) - _FEW:,} more"] if len(names) > _FEW else []
    return [f"{what}:", *(f"  {name}" for name in names[:_FEW]), *more]


_FEW = 10
_ON_ONE_LINE = 2


def print_summary(report: Report, newsroom: Newsroom, *, now: dt.datetime, rehearsal: bool = False) -> None:
    """Print what a build did and which releases it held back; on a terminal, also until when, and the next change."""
    print_warnings(report, newsroom)
    changes = report.changes
    parts = [f"{changes.written:,} written", f"{changes.unchanged:,} unchanged"]
    parts += [f"{changes.deleted:,} deleted"] if changes.deleted else []
    done = "rehearsed" if rehearsal else "built"
    output.say(f"{output.paint('good', done)} {counted(report.public, 'public release')}: files {', '.join(parts)}")
    for what, paths in _changes_on_site(report):
        if 0 < len(paths) <= _FEW:
            output.say(*_named_lines(what, [output.from_here(path, newsroom.root) for path in paths]))
    if changes.changed:
        from newsroom_cli.publishing.site.pages import STYLE_SHEET

        output.say(*(identity.corrections(newsroom.config) if STYLE_SHEET in changes.changed else ()))
    output.say(*_held_lines(report.held, newsroom, now))
    output.say(*_waiting_lines(report, newsroom))
    if report.broken:
        files = sorted({output.from_here(finding.path, newsroom.root) for finding in report.broken})
        errors = counted(len(report.broken), "error")
        output.say(*_named_lines(f"{output.paint('error', 'held back')} because of {errors}", files))
        output.say("  all else was built; what is public of a release with errors stays as it was")
    output.say(*_removal_lines(report, newsroom))
    output.say(*notes.silent_lines(report.silent, newsroom))
    output.say(*notes.care_lines(map(newsroom.read_alone, (*report.new, *report.changed)[:_FEW]), newsroom, now))
    if changes.foreign:
        output.say(f"changed by something other than newsroom, and written anew: {_first_few(changes.foreign)}")
    output.say(*unrecorded_lines(newsroom, report.released, new=report.new))
    if report.exposed:
        description = "of releases that are not public, put there by something other than newsroom"
        output.say(
            f"{output.paint('error', 'error')}: {description}: {_first_few(report.exposed)}", "help: delete them"
        )
    if report.others:
        output.say(f"not newsroom's, and left alone: {_first_few(report.others)}")
    if not rehearsal:
        output.say(*_former_folder_lines(report, newsroom))
    if not rehearsal and (report.new or report.changed or report.removed):
        output.say(*notes.only_here_lines(newsroom, report.output))
    output.say(f"look at {output.from_here(report.output / 'index.html', newsroom.root)}")
    shown = output.from_here(report.output, newsroom.root)
    output.result(f"the site is in the folder {shown}" if sys.stdout.isatty() else shown)
    if output.is_watched() and not rehearsal and (first := _next_changes(report, newsroom, now)):
        moment, *lines = coming.lines(first, newsroom, now)
        output.say(f"next: {moment}", *lines)


def _changes_on_site(report: Report) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each kind of change to releases on the site, in words, with the paths of the changed releases."""
    yield "new on the site", report.new
    for what in KINDS:
        yield what, [path for path, kind in report.changed.items() if kind == what]


def _departed_lines(report: Report, newsroom: Newsroom, *, although: str = "") -> Iterator[str]:
    """Yield the lines about releases that this build took off the site, and why; `although` ends the words."""
    slugs: dict[str, list[str]] = {}
    for slug, release, why in _departed_releases(report):
        if release and release.goes_out and output.is_watched():
            until = "for" if release.status == SCHEDULED else "until"
            why += f" {until} {moments.in_words(release.goes_out, newsroom.config)}"
        slugs.setdefault(why, []).append(slug)
    for why, names in slugs.items():
        yield f"{why}, and taken off the site{although}: {_first_few(names)}"
    if _WHY_HELD[WITHDRAWN] in slugs:
        yield "  nothing is at its address now; newsroom withdraw puts a notice there"


def _departed_releases(report: Report) -> Iterator[tuple[str, Held | None, str]]:
    """Yield the releases that left the site: the slug, the held release if there still is one, and the reason."""
    held = {slug_of(release.path): release for release in report.held}
    for slug in report.removed:
        release = held.get(slug)
        yield slug, release, _WHY_HELD.get(release.status, "no longer public") if release else "no longer public"


# Why a release is not public any more, by its status.
_WHY_HELD = {
    EMBARGOED: "embargoed again",
    SCHEDULED: "scheduled again",
    BLACKOUT: "held by a blackout",
    DRAFT: "a draft again",
    REVIEW: "in review again",
    WITHDRAWN: "withdrawn",
}


def unrecorded_lines(newsroom: Newsroom, released: Mapping[str, str], *, new: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines about published releases without a record.

    `released` has the paths of all published releases by id; those that are `new` on the site were named before.
    """
    unrecorded = published.paths_without_record(newsroom.root, released)
    if not unrecorded:
        return
    are_new = len(unrecorded) > _ON_ONE_LINE and unrecorded == sorted(new)
    yield from [f"not recorded: all {len(new):,} that are new"] if are_new else _named_lines("not recorded", unrecorded)
    lost = "" if published.has_records(newsroom.root) else "; if there was a folder published, bring it back instead"
    yield f"  newsroom record adds what is missing{lost}"
    yield "  until then nobody can see whether published words have changed, except the next build into this folder"


def _former_folder_lines(report: Report, newsroom: Newsroom) -> Iterator[str]:
    """Yield lines about other output folders of earlier builds, after the first build into the newsroom's own."""
    is_first = report.changes.written and not (report.changes.unchanged or report.changes.deleted)
    if not is_first or report.output != newsroom.output:
        return
    if left := [output.from_here(folder, newsroom.root) for folder in manifests.other_folders(newsroom.output)]:
        yield f"built before, and not any more: {_first_few(left)}; what serves it goes on showing it as it is"
        yield f"  let {output.from_here(newsroom.output, newsroom.root)} be served, and delete the other"


def _waiting_lines(report: Report, newsroom: Newsroom) -> Iterator[str]:
    """Yield the changes that a blackout holds, with the moment at which they go out."""
    for change in report.waiting[:_FEW]:
        until = moments.in_words(change.until, newsroom.config)
        why = f" ({change.reason})" if change.reason else ""
        shown_path = output.from_here(change.path, newsroom.root)
        yield f"changed, and held by a blackout until {until}{why}: {shown_path}; its page stays as it was"
    if len(report.waiting) > _FEW:
        yield f"and {len(report.waiting) - _FEW:,} more changes that a blackout holds"


def _removal_lines(report: Report, newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about what left the site, and, with remedies, about pages and feeds whose source is gone."""
    yield from _departed_lines(report, newsroom)
    if feeds := sorted(path for path in report.changes.gone if channel_at(path)):
        yield f"deleted feeds, whose subscribers hear nothing more: {_first_few(feeds)}"
        yield "  formats, offices, topics and languages under [feeds] in newsroom.toml say which feeds there are"
        if any(path.startswith("topics/") for path in feeds):
            yield "  a topic has a page and feeds while a public release names it; naming it again brings them back"
    for path, names in sorted(report.moved.items()):
        shown_path = output.from_here(path, newsroom.root)
        yield f"was public under another name, which leads to it now: {', '.join(names)} -> {shown_path}"
        yield f"  newsroom rename {shlex.quote(shown_path)} writes that into the release, so that it stays so"
    yield from gone.kept_lines(report.kept, newsroom)
    yield from gone.vanished_lines(report.vanished, newsroom)
    for key in sorted({path.split("/")[1] for path in report.orphans}):
        folder = f"offices/{key}"
        yield f"{output.paint('error', 'gone')}: the office with the key {key}; its feeds stay as they are"
        yield f'  write former_keys = ["{key}"] under the office that takes its place'
        yield f"  or take them off the site: newsroom build --remove {shlex.quote(folder)}"


def print_warnings(report: Report, newsroom: Newsroom) -> None:
    """Print the warnings of a build: about what it published, and about errors that will stop a later build.

    Releases that are not public are named only on a terminal, because other people read logs.
    """
    output.refusals(report.broken, newsroom.root)
    notices: Sequence[Finding] = report.notices
    if not output.is_watched():
        held_paths = {release.path for release in report.held}
        notices = [
            notice._replace(message=_DISCREET.get(notice.code, notice.message))
            for notice in notices
            if notice.path not in held_paths
        ]
        if damaged := len(report.notices) - len(notices):
            words = f"{counted(damaged, 'record')} of releases that are not public cannot be read"
            output.say(f"{output.paint('warning', 'warning')}: {words}; newsroom check says which")
    for finding in (*notices, *report.warnings):
        _warning(finding, newsroom)
        if finding.code == published.CHANGED and finding in notices:
            output.say(f"  help: {finding.help}")
    if report.unread:
        output.say(f"{counted(report.unread, 'release')} changed; newsroom check names the warnings in them")
    if not output.is_watched():
        output.say(*_held_error_lines(report.held, newsroom))
        return

    effect = coming.effect_of_errors(newsroom)
    for held in report.held:
        when = f" on {moments.in_words(held.goes_out, newsroom.config)}" if held.goes_out else ""
        for finding in held.errors:
            _warning(finding, newsroom, f"; will {effect}{when}")
    for change in report.waiting:
        for finding in change.errors:
            when = moments.in_words(change.until, newsroom.config)
            _warning(finding, newsroom, f"; will {effect} on {when}")


# Notices for a log, which others may read: without the name of a release that is not public.
_DISCREET = {
    "LK010": "a link leads to a release that is not public, so readers get its words without a link",
    "TR006": "the original of this translation is not public, so its page does not lead there yet",
}


def _held_error_lines(held: Sequence[Held], newsroom: Newsroom) -> list[str]:
    """A line with the number of releases that are not public and have errors, and when the first of them goes out.

    No line if there are none.
    """
    going_out_moments = [release.goes_out for release in held if release.errors]
    if not going_out_moments:
        return []
    verbs = ("is", "has") if len(going_out_moments) == 1 else ("are", "have")
    words = f"{counted(len(going_out_moments), 'release')} that {verbs[0]} not public yet {verbs[1]} errors"
    if planned := [moment for moment in going_out_moments if moment]:
        first = min(planned)
        which = "it" if len(going_out_moments) == 1 else f"{planned.count(first)} of them"
        effect = "be held back" if newsroom.config.publishing.broken == "hold" else "stop the build"
        words += f"; {which} will {effect} on {moments.in_words(first, newsroom.config)}"
    return [f"{output.paint('warning', 'warning')}: {words}; newsroom check says which"]


def _warning(finding: Finding, newsroom: Newsroom, consequence: str = "") -> None:
    """Print a finding as a warning, with its consequence for a later build."""
    place = f"{output.from_here(finding.path, newsroom.root)}:{finding.place.start.line}"
    output.say(f"{output.paint('warning', f'warning[{finding.code}]')}: {place}: {finding.message}{consequence}")


def _held_lines(held: Sequence[Held], newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """The lines about releases that are not public: their number, and on a terminal the moment when each goes out."""
    waiting = _by_moment(held) if output.is_watched() else []
    named = {path for _, path, _ in waiting}
    count = Counter(release.status for release in held if release.path not in named)
    counts = ", ".join(f"{number:,} {status}" for status, number in sorted(count.items()))
    text = [f"not public: {counts}"] if counts else []
    for moment, path, status in waiting[:_FEW]:
        until = moments.ahead(moment, now, newsroom.config)
        text.append(f"{_UNTIL[status]} {until}: {output.from_here(path, newsroom.root)}")
    text += [f"and {len(waiting) - _FEW:,} more: newsroom list --upcoming"] if len(waiting) > _FEW else []
    return text


_UNTIL = {SCHEDULED: "scheduled for", EMBARGOED: "embargoed until", BLACKOUT: "held by a blackout until"}


def _by_moment(held: Sequence[Held]) -> list[tuple[dt.datetime, str, str]]:
    """The held releases that go out at a known moment: moment, path and status, soonest first."""
    return sorted((release.goes_out, release.path, release.status) for release in held if release.goes_out)


def _next_changes(report: Report, newsroom: Newsroom, now: dt.datetime) -> list[Change]:
    """The changes at the next moment after the build at which something changes."""
    planned = [Change(moment, ChangeKind.GOES_OUT, path) for moment, path, _ in _by_moment(report.held)]
    planned += [Change(moment, ChangeKind.EVENT_ENDS, path) for path, moment in report.events.items() if moment > now]
    first = schedule.first_changes(newsroom, planned, now)
    moment = first[0].moment if first else None
    waiting = [change for change in report.waiting if change.until == moment]
    for change, release in ((change, newsroom.read(change.path)) for change in waiting):
        words = text_of(release.headline)
        first.append(Change(change.until, ChangeKind.CHANGE_GOES_OUT, change.path, words))
    return first


# --- for programs ---------------------------------------------------------------------------------------------


def record(report: Report, newsroom: Newsroom, *, now: dt.datetime, rehearsal: bool) -> dict[str, Any]:
    """The result of a build as JSON: what it did, and what it held back and why."""
    here = functools.partial(output.from_here, root=newsroom.root)
    changes, first = report.changes, _next_changes(report, newsroom, now)
    departed = ((release.path, what) for _, release, what in _departed_releases(report) if release)
    return {
        "output": here(report.output),
        "rehearsal": rehearsal,
        "built": not report.refusals,
        "public": report.public,
        "new": [*map(here, report.new)],
        "changed": [*map(here, report.changed)],
        "changes": [{"path": here(path), "what": what} for path, what in (*report.changed.items(), *departed)],
        "silent": [*map(here, report.silent)],
        "written": list(changes.changed),
        "deleted": list(changes.gone),
        "unchanged": changes.unchanged,
        "replaced": list(changes.foreign),
        "others": list(report.others),
        "exposed": list(report.exposed),
        "removed": list(report.removed),
        "kept": [{"slug": slug, "id": id} for slug, id in sorted(report.kept.items())],
        "moved": [{"path": here(path), "from": list(names)} for path, names in sorted(report.moved.items())],
        "orphans": list(report.orphans),
        "vanished": [{"record": here(path), "id": id} for path, id in sorted(report.vanished.items())],
        "held": [
            {
                "path": release.path,
                "status": release.status,
                "until": _iso(release.goes_out, newsroom) if release.goes_out else None,
                "errors": _findings(release.errors, newsroom),
            }
            for release in report.held
        ],
        "refusals": _findings(report.refusals, newsroom),
        "broken": _findings(report.broken, newsroom),
        "waiting": [
            {
                "path": change.path,
                "until": _iso(change.until, newsroom),
                "reason": change.reason,
                "errors": _findings(change.errors, newsroom),
            }
            for change in report.waiting
        ],
        "notices": _findings(report.notices, newsroom),
        "warnings": _findings(report.warnings, newsroom),
        "unrecorded": published.paths_without_record(newsroom.root, report.released),
        "next": _iso(first[0].moment, newsroom) if first else None,
    }


def _findings(findings: Sequence[Finding], newsroom: Newsroom) -> list[dict[str, object]]:
    """Findings as JSON, with paths relative to the current folder."""
    return records.plain(output.with_paths_from_here(findings, newsroom.root))


def _iso(moment: dt.datetime, newsroom: Newsroom) -> str:
    """A moment in the newsroom's time zone, in ISO format, to the second."""
    return moment.astimezone(newsroom.config.zone).isoformat(timespec="seconds")
