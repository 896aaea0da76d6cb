"""The state of a release, in lines for people and as JSON for programs: when it is public, and what blocks it."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import TextOrJson
from newsroom_cli.cli.steps import naming, notes, standing
from newsroom_cli.cli.steps.standing import DueReleases
from newsroom_cli.cli.terminal import output
from newsroom_cli.ledger.advance import Outdated
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.linter.report import counted
from newsroom_cli.model import editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import due_moment_if_out, instant, language_of, published_at
from newsroom_cli.model.release import APPROVED, DRAFT, EMBARGOED, PUBLIC, REVIEW, WAITING, WITHDRAWN, Release
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import head_words, moments, scaffold, translating
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.life import changes, readiness
from newsroom_cli.publishing.life.readiness import About, Readiness


def comparison_errors(newsroom: Newsroom, now: dt.datetime) -> list[Finding]:
    """The errors that only a check of all releases reveals; with a progress bar for many releases."""
    return readiness.comparison(errors(newsroom, now))


def errors(newsroom: Newsroom, now: dt.datetime) -> list[Finding]:
    """The errors in all releases, with a progress bar for many releases."""
    with output.progress("checking") as progress:
        return readiness.errors(newsroom, now=now, progress=progress)


def early_lines(errors: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines about embargoed releases that the output folder has: somebody must act at once."""
    for finding in errors:
        if finding.code == readiness.EARLY:
            yield f"{output.paint('error', f'error[{finding.code}]')}: {finding.path}: {finding.message}"
            yield f"  help: {finding.help}"


def when_in_figures(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> str:
    """The moment at which a release becomes public, in figures; in words where none is fixed."""
    moment = state.public_at
    if moment is None:
        return "no date"
    if moment > now:
        return f"{moment.astimezone(newsroom.config.zone):%Y-%m-%d %H:%M}"
    if state.is_out:
        return f"since {moment.astimezone(newsroom.config.zone):%Y-%m-%d}"
    return "next build" if state.status == PUBLIC else "once approved"


def when_public(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> str:
    """The moment when a release became or becomes public, in words; or the reason why it is not known."""
    config = newsroom.config
    if state.public_at is None:
        return "not known: it cannot be read" if state.release.broken else "not known: it has no date"
    if state.public_at <= now:
        public_at = published_at(state.release, config) if standing.is_out(state, newsroom) else state.public_at
        since = _since(state, newsroom, f"since {_day_or_moment(state.release, public_at, config)}")
        return f"{since}{_waiting_change(state, newsroom, now)}"
    words = moments.ahead(state.public_at, now, config)
    if state.status in WAITING and state.about(About.FINDING, About.CLEARANCE):
        return f"{words}, once its errors are corrected"
    return words if state.status in (PUBLIC, *WAITING) else f"not before {words}"


def _waiting_change(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> str:
    """The end of a line that says what the change of a public release waits for; empty without a change."""
    if state.change_waits:
        return f"; its change waits until {moments.in_words(state.change_waits, newsroom.config)}"
    if state.release.is_taken_back or not state.is_out:
        return ""
    due = standing.due_with_next_build(newsroom, [state.release], now, options.due_moments(newsroom))
    return "; its change waits for the next newsroom build" if due.changed else ""


def _day_or_moment(release: Release, moment: dt.datetime, config: Config) -> str:
    """The moment at which a release was due, in words; only its day if its date has no time."""
    date = release.date.value if release.date else moment
    is_day = not isinstance(date, dt.datetime) and instant(date, config) == moment
    return moments.date_in_words(date if is_day else moment, config)


def _since(state: Readiness, newsroom: Newsroom, since: str) -> str:
    """The words for a release whose moment has come: `since`, if it is out, else what it still waits for."""
    if state.is_out and state.holding and state.release.status_name == APPROVED:
        return f"{since}, as it was before"
    if state.status != PUBLIC:
        return "once approved"
    return since if standing.is_out(state, newsroom) else "with the next newsroom build"


def state_lines(state: Readiness, newsroom: Newsroom, now: dt.datetime, errors: Sequence[Finding]) -> list[str]:
    """The lines that show the state of a release: status, headline, moment, and what blocks it.

    `errors` are the errors in all releases.
    """
    release, shown_path = state.release, output.from_here(state.release.path, newsroom.root)
    text = [f"{shown_path}: {standing.painted(state, newsroom)}"]
    text += [output.paint("strong", release.headline.value)] if release.headline else []
    text.append(f"  public: {when_public(state, newsroom, now)}")
    for blocker in state.holding:
        about = output.paint("error", blocker.about)
        if blocker.finding and blocker.about is About.FINDING:
            about = output.paint("error", f"error[{blocker.finding.code}]")
        line = f" line {blocker.finding.place.start.line}" if blocker.finding else ""
        text.append(f"  {about}{line}: {blocker.message}")
        text += [f"    help: {blocker.remedy}"] if blocker.remedy else []
    text += [f"  {line}" for line in notes.signature_lines(newsroom, release)]
    trouble = trouble_lines(state, newsroom, now, errors)
    is_readable = not notes.damaged_record_lines(newsroom, release)
    copies = outdated_copy_lines(newsroom, release, now) if is_readable else []
    text += [f"  {line}" for line in (*trouble, *copies)]
    text += [f"  {line}" for line in notes.care_lines([release], newsroom, now)]
    text += [f"  {line}" for line in (() if state.is_out else notes.late_lines(newsroom, release, now))]
    text += [f"  {line}" for line in name_lines(state, newsroom)]
    if not state.holding and not trouble:
        text.append(f"  {output.paint('good', 'nothing blocks it')}")
    return text


def counts_of_findings(state: Readiness, newsroom: Newsroom) -> Iterator[str]:
    """Yield the line with the number of warnings and notes of a release that goes out; none if it has none."""
    findings = check.check(state.release, newsroom.config)
    warnings = sum(finding.severity == "warning" for finding in findings)
    counts = [counted(warnings, "warning")] * bool(warnings)
    counts += [f"{len(findings) - warnings} for information"] * (len(findings) > warnings)
    if counts:
        file = shlex.quote(output.from_here(state.release.path, newsroom.root))
        yield f"{' and '.join(counts)} in it: newsroom check {file}"


def name_lines(state: Readiness, newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about a name without any word of the headline, as long as it is no public address."""
    release = state.release
    if state.is_out or release.is_taken_back or not head_words.is_strange(release):
        return
    words = (
        scaffold.short_slug(release.headline.value, language_of(release, newsroom.config)) if release.headline else ""
    )
    file = shlex.quote(output.from_here(release.path, newsroom.root))
    yield f"its address has no word of its headline, and stays once it is public: {release.slug}"
    yield f"  before that, newsroom rename {file} {words} gives it another one"


def trouble_lines(state: Readiness, newsroom: Newsroom, now: dt.datetime, errors: Iterable[Finding]) -> list[str]:
    """The lines about problems of a release that block nothing; `errors` are those in all releases."""
    release = state.release
    own = [finding for finding in errors if finding.path == release.path]
    silent = notes.silent_lines_of(release, newsroom, now, is_out=state.is_out)
    return [*silent, *early_lines(own), *notes.damaged_record_lines(newsroom, release)]


def outdated_copy_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[str]:
    """A line for each medium whose advance copy is outdated, and a line with the remedy if a new copy can be made."""
    lines = copy_lines(newsroom, release, now)
    has_notice = (
        release.is_taken_back and newsroom.status_by_fields(release, now, options.due_moments(newsroom)) == PUBLIC
    )
    if lines and (release.status_name == APPROVED or has_notice):
        shown = output.from_here(release.path, newsroom.root)
        outlets = {copy.outlet for copy, _ in changes.to_inform(newsroom, release, now)}
        outlet = shlex.quote(outlets.pop()) if len(outlets) == 1 else "OUTLET"
        lines.append(f"newsroom email {shlex.quote(shown)} --advance {outlet} makes the present one, and notes it")
    return lines


def copy_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[str]:
    """A line for each medium whose advance copy is outdated."""
    lines = []
    for copy, why in _to_inform(newsroom, release, now):
        dated = f" of {moments.date_in_words(copy.date, newsroom.config)}" if copy.date else ""
        lines.append(f"must be informed: {copy.outlet}, whose copy{dated} {why}")
    return lines


def _to_inform(newsroom: Newsroom, release: Release, now: dt.datetime) -> list[Outdated]:
    """The media whose advance copy is outdated; none, after printing why, if the record is damaged."""
    damage = notes.damaged_record_lines(newsroom, release)
    output.say(*damage)
    return [] if damage else changes.to_inform(newsroom, release, now)


def record(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> dict[str, Any]:
    """The state of a release, as JSON."""
    return {
        "path": state.release.path,
        "status": state.release.status_name,
        "standing": standing.status_of(state, newsroom),
        "public_at": _iso(state.public_at, newsroom),
        "change_waits_until": _iso(state.change_waits, newsroom),
        "blockers": [
            {
                "about": blocker.about.value,
                "code": blocker.finding.code if blocker.finding else None,
                "line": blocker.finding.place.start.line if blocker.finding else None,
                "message": blocker.message,
                "help": blocker.remedy,
            }
            for blocker in state.holding
        ],
        "to_inform": [
            {"outlet": copy.outlet, "date": copy.date.isoformat() if copy.date else None, "why": why}
            for copy, why in _to_inform(newsroom, state.release, now)
        ],
    }


def _iso(moment: dt.datetime | None, newsroom: Newsroom) -> str | None:
    return moment.astimezone(newsroom.config.zone).isoformat() if moment else None


# --- `newsroom status` ----------------------------------------------------------------------------------------


def status(newsroom: Newsroom, file: str | None, new: str, form: TextOrJson, as_of: str | None) -> None:
    """Print the state of a release, or of all that wait; or set its status to draft or review."""
    if new:
        _set_status(newsroom, file, new)
        return
    now, due_moments = options.moment(as_of, newsroom), options.due_moments(newsroom)
    if file is None:
        _show_waiting(newsroom, form, now, due_moments)
        return
    release = newsroom.read(naming.release_path(newsroom, file, reads_only=True))
    found = errors(newsroom, now)
    compared = readiness.comparison(found)
    state = readiness.assess(newsroom, release, now=now, due_moments=due_moments, compared=compared)
    if form is TextOrJson.json:
        output.json([record(state, newsroom, now)])
    else:
        output.result(*state_lines(state, newsroom, now, found))


def _set_status(newsroom: Newsroom, file: str | None, new: str) -> None:
    """Set the status of a release to draft or review. Raises NewsroomError for any other status."""
    if new not in (DRAFT, REVIEW):
        remedy = {
            APPROVED: "newsroom approve FILE signs and approves it; newsroom publish FILE publishes it",
            WITHDRAWN: "newsroom withdraw FILE takes a published release back, and says so to its readers",
            **dict.fromkeys((PUBLIC, "published", "publish", "live"), "newsroom publish FILE publishes it"),
            EMBARGOED: "newsroom embargo FILE until TIME puts it under one",
        }.get(new.lower())
        if remedy is None:
            near = nearest(new.lower(), (DRAFT, REVIEW))
            remedy = f"did you mean {near}?" if near else "it is draft or review"
        raise NewsroomError(f'"{new}" is not a status that newsroom status sets', hint=remedy)
    release = naming.open_release(newsroom, file)
    shown = output.from_here(release.path, newsroom.root)
    if release.status and release.status.value == new:
        output.say(f"{shown} has the status {new} already")
        return
    after = editing.assign(release, "status", new)
    copy_lines = outdated_copy_lines(newsroom, after, options.moment(None, newsroom))
    is_out = due_moment_if_out(release, options.due_moments(newsroom))
    in_place.save_release(newsroom, release, after)
    output.say(f"{output.paint('good', new)}: {shown}", *copy_lines)
    if is_out:
        output.say("it is public: the next newsroom build takes it off the site")


def _show_waiting(newsroom: Newsroom, form: TextOrJson, now: dt.datetime, due_moments: Mapping[str, str]) -> None:
    """Print the state of each release that is neither public nor withdrawn, or has errors; and which files are gone."""
    releases = [newsroom.read_alone(path) for path in newsroom.paths()]
    waiting_states = readiness.waiting(newsroom, releases, errors(newsroom, now), now=now, due_moments=due_moments)
    gone = manifests.slugs_without_file(manifests.manifest_of(newsroom.output), releases)
    if form is TextOrJson.json:
        output.json([record(state, newsroom, now) for state in waiting_states])
        return
    for slug in gone:
        word = output.paint("error", "gone")
        output.say(f"{word}: the release of releases/{slug}.html; its page stays, and newsroom build says what to do")
    held = {state.release.path for state in waiting_states if state.holding}
    others = [release for release in releases if release.path not in held]
    due = _next_build_lines(standing.due_with_next_build(newsroom, others, now, due_moments))
    output.say(*due)
    if not due and not waiting_states and not gone:
        output.say("every release is public or withdrawn")
    if waiting_states:
        rows = [_table_row(state, newsroom, now) for state in waiting_states]
        headings = ["Status", "Public", "Needs", "Headline", "File"]
        output.table(headings, rows, wrapped="Headline", optional=["File"], named=["Public", "Needs"], most_lines=2)
        for state in waiting_states:
            shown = output.from_here(state.release.path, newsroom.root)
            output.result(*(f"{shown}: {line}" for line in copy_lines(newsroom, state.release, now)))


def _next_build_lines(due: DueReleases) -> list[str]:
    """The lines about how many releases the next build publishes, and how many changes of public ones."""
    fresh, changed = len(due.fresh), len(due.changed)
    lines = []
    if fresh:
        them = "it" if fresh == 1 else "them"
        lines.append(f"{counted(fresh, 'release')} approved and due: newsroom build publishes {them}")
    if changed:
        what = "and its change waits" if changed == 1 else "and their changes wait"
        lines.append(f"{counted(changed, 'release')} public already, {what} for the next newsroom build")
    return lines


def _table_row(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> list[tuple[str, str]]:
    release, needs, shown_status = state.release, standing.needs(state), standing.status_of(state, newsroom)
    return [
        (standing.STYLES.get(shown_status, "warning"), standing.words(shown_status)),
        ("", when_in_figures(state, newsroom, now)),
        ("good" if needs == "its time" else "warning", needs),
        ("strong", translating.shown_headline(newsroom, release) or "(no headline)"),
        ("dim", output.from_here(release.path, newsroom.root)),
    ]
