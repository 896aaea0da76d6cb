"""The steps of `newsroom publish`: check releases, show what will be public, and send them out."""

from __future__ import annotations

import datetime as dt
import functools
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.steps import build_report, naming, notes, state_lines
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.ledger.published import Record
from newsroom_cli.linter.findings import Finding
from newsroom_cli.linter.report import counted
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import editing, interpretation
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.errors import DeclinedError, NewsroomError
from newsroom_cli.model.interpretation import due_moment_if_out, embargo_end, instant
from newsroom_cli.model.release import APPROVED, PUBLIC, UNCLEAR, WITHDRAWN, Release, text_of
from newsroom_cli.newsroom import history, moments, published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.publishing.build import build as run
from newsroom_cli.publishing.life import changes, committing, readiness
from newsroom_cli.publishing.life.readiness import About, Readiness
from newsroom_cli.publishing.report import Report


def publish(newsroom: Newsroom, files: Sequence[str], *, now: bool, lift_embargo: bool, yes: bool) -> None:
    """Publish releases: check them, show what will be public and where, ask, set what must be set, and build."""
    moment, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)
    paths = dict.fromkeys(naming.release_path(newsroom, file, meant=Meant.TO_PUBLISH) for file in files or (None,))
    before = [in_place.open_release(newsroom, path) for path in paths]
    if now:
        for release in before:
            if due_moment_if_out(release, due_moments):
                raise NewsroomError(
                    "this release is public already, and keeps its date",
                    path=release.path,
                    hint="newsroom correct says what you have changed in it; newsroom build publishes that",
                )
    after = [_as_published(release, newsroom, moment, now=now, lift_embargo=lift_embargo) for release in before]
    for release in after:
        published.record_of(newsroom.root, release)  # a damaged one could not take in what goes out, so it ends this
    compared = state_lines.comparison_errors(newsroom, moment)
    assess = functools.partial(readiness.assess, newsroom, now=moment, due_moments=due_moments, compared=compared)
    states = list(map(assess, after))
    _refuse_blocked(states, list(map(assess, before)), newsroom, dated=now)
    output.say(*(line for state in states for line in _preview(state, newsroom, moment)))
    output.say(*_other_releases(newsroom, after, moment, due_moments))
    if not yes and not (output.is_interactive() and ask.confirm("Publish?", default=False)):
        if output.is_interactive():
            raise DeclinedError("nothing was published, and nothing was changed")
        raise NewsroomError("nobody is there to ask; nothing was changed", hint="newsroom publish --yes does not ask")
    report = _publish(newsroom, list(zip(before, after, strict=True)), states, moment)
    public = [state.release for state in states if state.public_at and state.public_at <= moment]
    _print_published(newsroom, after, public, report)


def _as_published(
    release: Release, newsroom: Newsroom, moment: dt.datetime, *, now: bool, lift_embargo: bool
) -> Release:
    """The release as it goes out: approved, and dated this minute with `now`, or with its embargo lifted.

    Raises NewsroomError if it is withdrawn, or if its embargo does not fit these options.
    """
    if release.status_name == WITHDRAWN:
        raise NewsroomError("this release is withdrawn", path=release.path, hint=changes.way_back(release))
    minute = moment.replace(second=0, microsecond=0)
    embargo = interpretation.embargo_end(release, newsroom.config)
    if lift_embargo and (embargo is None or embargo <= moment):
        raise NewsroomError("there is no embargo to lift", path=release.path, hint="leave out --lift-embargo")
    if lift_embargo:
        release = editing.assign(release, "embargo_lifted", minute)
        release = editing.assign(release, "embargo_lifted_from", release.embargo.value) if release.embargo else release
    elif now and embargo and embargo > moment:
        raise NewsroomError(
            "this release is embargoed", path=release.path, hint="--lift-embargo ends the embargo now, for everybody"
        )
    if now and not (release.date and interpretation.instant(release.date.value, newsroom.config) == minute):
        release = editing.assign(release, "date", minute)
    return release if release.status_name == APPROVED else editing.assign(release, "status", APPROVED)


def _refuse_blocked(
    states: Sequence[Readiness], unedited_states: Sequence[Readiness], newsroom: Newsroom, *, dated: bool
) -> None:
    """If releases are blocked, print why, at the places in the unedited files, and end with exit code 1.

    `dated` says that they are dated this minute.
    """
    blocked = [state for state in states if state.blockers or state.status == UNCLEAR]
    if not blocked:
        return
    findings = _with_places_in_files([finding for state in blocked for finding in state.findings], unedited_states)
    output.refusals(findings, newsroom.root)
    for state in blocked:
        shown_path = output.from_here(state.release.path, newsroom.root)
        for blocker in state.about(About.DATE, About.BLACKOUT):
            output.say(f"{shown_path}: {blocker.about}: {blocker.message}; {blocker.remedy}")
        if state.about(About.SIGNATURE):
            output.say(f"{shown_path}: may sign: {readiness.may_sign(newsroom, state.release)}")
    lacking, lacking_before = ([state.about(About.SIGNATURE) for state in of] for of in (blocked, unedited_states))
    if dated and any(lacking) and not any(lacking_before):
        output.say("--now changes the date, which is signed, too: write today's date into the release, let that be")
        output.say("  signed, and publish it without --now")
    output.say(f"{output.paint('error', 'not published')}: {counted(len(blocked), 'release')} of {len(states)} blocked")
    raise typer.Exit(1)


def _with_places_in_files(findings: Sequence[Finding], unedited_states: Iterable[Readiness]) -> list[Finding]:
    """Findings in edited releases, each at the place where the unedited file has the same finding."""
    unedited_findings: dict[tuple[str, ...], list[Finding]] = {}
    for finding in (finding for state in unedited_states for finding in state.findings):
        unedited_findings.setdefault((finding.path, finding.code, finding.message), []).append(finding)
    matches = (unedited_findings.get((finding.path, finding.code, finding.message)) for finding in findings)
    return [places.pop(0) if places else finding for finding, places in zip(findings, matches, strict=True)]


def _preview(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """The lines that show what will be public, where and when."""
    release = state.release
    is_later = state.public_at is not None and state.public_at > now
    when = "now" if state.public_at and state.public_at <= now else state_lines.when_public(state, newsroom, now)
    return [
        output.paint("strong", text_of(release.headline) or release.slug),
        f"  {page_url(release.slug, newsroom.config.url)}",
        f"  public {when}",
        *(f"  {line}" for line in (_lifted_lines(newsroom, release, now) if is_later else ())),
        *(notes.by_hand_lines(newsroom) if is_later else ()),
        *(f"  {line}" for line in notes.silent_lines_of(release, newsroom, now, is_out=state.is_out)),
        *(f"  {line}" for line in state_lines.outdated_copy_lines(newsroom, release, now)),
        *(f"  {line}" for line in notes.care_lines([release], newsroom, now)),
        *(f"  {line}" for line in notes.late_lines(newsroom, release, now) if not state.is_out),
        *(f"  {line}" for line in notes.example_lines(newsroom)),
        *(f"  {line}" for line in state_lines.name_lines(state, newsroom)),
        *(f"  {line}" for line in state_lines.counts_of_findings(state, newsroom)),
    ]


def _lifted_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield the lines for a release whose embargo is lifted while its date still holds it."""
    if interpretation.is_lift_of_this_embargo(release, newsroom.config):
        for line in date_lines(newsroom, release, now):
            yield f"its embargo is lifted, but {line}"
            yield "--now publishes it now, and dates it this minute"


def _other_releases(
    newsroom: Newsroom, named: Sequence[Release], now: dt.datetime, due_moments: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines for other releases that the same build publishes for the first time, or takes off the site."""
    named_paths = {release.path for release in named}
    new, gone = [], []
    for path in newsroom.paths() if due_moments else ():
        release = newsroom.read_alone(path)
        status, is_out = newsroom.status_by_fields(release, now, due_moments), due_moment_if_out(release, due_moments)
        if path in named_paths or status == UNCLEAR:
            continue
        if status == PUBLIC and not is_out:
            new.append(path)
        elif status != PUBLIC and is_out:
            gone.append(path)
    for heading, paths in (("the same build also publishes", new), ("the same build takes off the site", gone)):
        yield from (heading, *(f"  {output.from_here(path, newsroom.root)}" for path in paths)) if paths else ()


def _publish(
    newsroom: Newsroom, edited: list[tuple[Release, Release]], states: Sequence[Readiness], moment: dt.datetime
) -> Report:
    """Save the releases, build, record them, and return the build's report.

    If the build refuses, restore the releases and end with exit code 1.
    """
    for before, _ in edited:
        if newsroom.read(before.path).text != before.text:
            hint = "nothing was published; try again"
            raise NewsroomError("somebody changed the file in the meantime", path=before.path, hint=hint)
    in_place.save_releases(newsroom, [(before, after.text) for before, after in edited])
    is_refused = True
    try:
        with output.progress("building") as progress:
            report = run(newsroom, now=moment, progress=progress)
        is_refused = bool(report.refusals)
    finally:
        if is_refused:
            in_place.save_releases(newsroom, [(after, before.text) for before, after in edited])
    if is_refused:
        build_report.print_refusals(report, newsroom)
        output.say("nothing was published, and the releases are as they were")
        raise typer.Exit(1)
    changes.save(newsroom, [], [_record(newsroom, state, moment) for state in states if state.release.id])
    build_report.print_summary(report, newsroom, now=moment)
    return report


def _record(newsroom: Newsroom, state: Readiness, moment: dt.datetime) -> Record:
    """The record of a release that just went out, or will go out at its time."""
    first = moment if state.public_at and state.public_at <= moment else None
    return changes.make_record(newsroom, state.release, now=moment, first_public=first)


def _print_published(newsroom: Newsroom, after: Sequence[Release], public: Sequence[Release], report: Report) -> None:
    """Print the addresses of the public releases, and the git commands that commit and push the files of the build.

    The commit leaves out other staged files.
    """
    output.result(*(page_url(release.slug, newsroom.config.url) for release in public))
    if history.repository(newsroom.root):
        paths = (published.path_of_record(newsroom.root, release.id.value) for release in after if release.id)
        changed = [
            *(release.path for release in after),
            *[path for path in paths if path],
            *committing.paths_to_add(newsroom, report, after),
        ]
        committed = committing.paths_to_commit(newsroom, report, after, changed)
        headline = after[0].headline if len(after) == 1 else None
        title = shortened(headline.value, _SUBJECT) if headline else f"{len(after)} releases"
        only = f" -- {_paths_for_git(newsroom, committed)}" if committed else ""
        output.say("if the site is deployed from git:", f"  git add {_paths_for_git(newsroom, changed)}")
        output.say(f"  git commit -m {shlex.quote(f'Publish {title}')}{only}", "  git push")


_SUBJECT = 60  # characters of a headline in the subject of a commit


def _paths_for_git(newsroom: Newsroom, paths: Iterable[str]) -> str:
    """The arguments of a git command that name only these files, even if a name looks like a pattern or option."""
    return shlex.join(_path_for_git(output.from_here(path, newsroom.root)) for path in dict.fromkeys(paths))


def _path_for_git(path: str) -> str:
    if path.startswith(":") or not set(path).isdisjoint("[]*?\\"):
        return f":(literal){path}"
    return f"./{path}" if path.startswith("-") else path


# --- embargo --------------------------------------------------------------------------------------------------


def date_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield a line for a release whose date is later than its embargo, or than now without one."""
    day = instant(release.date.value, newsroom.config) if release.date else now
    if day > max(embargo_end(release, newsroom.config) or now, now):
        then = "; it goes out then" if release.status_name == APPROVED else ""
        yield f"its date is later, {moments.in_words(day, newsroom.config)}{then}"
