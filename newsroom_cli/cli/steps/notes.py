"""Lines that several commands print about a release: reminders, warnings and explanations, with remedies."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsroom_cli.cli.terminal import output
from newsroom_cli.ledger import records
from newsroom_cli.model import interpretation
from newsroom_cli.model.config import CARE, EXAMPLE_URL
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import APPROVED, Problem, Release, text_of
from newsroom_cli.model.toml.values import joined
from newsroom_cli.newsroom import moments, published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.life import elsewhere

if TYPE_CHECKING:
    from pathlib import Path


def damage_lines(error: NewsroomError) -> tuple[str, str]:
    """The lines about a record that cannot be read, with the remedy."""
    return f"{output.paint('error', 'error')}: {error}", f"  help: {error.hint}"


def damaged_record_lines(newsroom: Newsroom, release: Release) -> list[str]:
    """The lines about the record of a release if it cannot be read, with the remedy."""
    try:
        published.record_of(newsroom.root, release)
    except NewsroomError as error:
        return [*damage_lines(error), "  until then nobody can see who has a copy in advance"]
    return []


def care_lines(releases: Iterable[Release], newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """A line for each period of care, in newsroom.toml, during which one of these releases is public or goes out."""
    config = newsroom.config
    found = []
    for release in releases if config.blackout else ():
        moment = max(now, interpretation.published_at(release, config))
        if blackout := interpretation.blackout_at(release, moment, config, CARE):
            until = moments.in_words(interpretation.blackout_span(blackout, config)[1], config)
            why = f": {blackout.reason}" if blackout.reason else ""
            found.append(f"{output.paint('warning', 'with care')} until {until}{why}")
    return list(dict.fromkeys(found))


def late_lines(newsroom: Newsroom, release: Release, now: dt.datetime) -> Iterator[str]:
    """Yield a line for a release that invites to an event and goes out once that has begun."""
    event, config = release.event, newsroom.config
    if not (event and event.starts and "event.starts" in interpretation.kind_of(release, config).requires):
        return
    goes_out, starts = max(now, interpretation.goes_out_at(release, config)), event.starts.value
    begins = interpretation.instant(starts, config) if isinstance(starts, dt.datetime) else None
    if (goes_out > begins) if begins else (interpretation.local_day(goes_out, config) > starts):
        when = moments.in_words(begins, config) if begins else moments.date_in_words(starts, config)
        yield f"{output.paint('warning', 'too late')}: it goes out after its event begins, {when}"


def example_lines(newsroom: Newsroom) -> Iterator[str]:
    """Yield a line if newsroom.toml still has the address that `newsroom init` proposes, which leads nowhere."""
    if newsroom.config.url == EXAMPLE_URL:
        yield f"{output.paint('warning', 'not your address')}: {EXAMPLE_URL} is an example, and readers keep it"
        yield "  write the real url, and the real e-mail addresses, into newsroom.toml first"


# --- steps that newsroom does not take by itself --------------------------------------------------------------


def only_here_lines(newsroom: Newsroom, folder: Path) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that the site is only in a folder here; none if CI deploys it."""
    if output.is_watched() and not elsewhere.is_deployed_by_ci(newsroom):
        shown = output.from_here(folder, newsroom.root)
        yield f"only on this computer until you put the folder {shown} on your web server"


def by_hand_lines(newsroom: Newsroom) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that somebody must build at that moment; none if CI does."""
    if output.is_watched() and not elsewhere.is_deployed_by_ci(newsroom):
        yield "  not by itself: newsroom build must run then, started by you or by a scheduler"


# --- signature and status, which are two things ---------------------------------------------------------------


def signature_lines(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield lines for an approved release that nobody signed as it is, or for a signed one that is not approved."""
    signers = records.signers(release)
    before = list(dict.fromkeys(approval.by.value for approval in release.approvals if approval.by))
    if before and not signers and not release.is_taken_back:
        yield f"signed by {joined(before, 'and')} before it was changed, and by nobody since"
        yield f"  help: newsroom approvals {shlex.quote(release.path)} shows what has changed"
    elif release.status_name == APPROVED and not signers and not newsroom.config.approvals.required:
        yield 'nobody has signed it; status = "approved" is enough here'
        yield "  help: newsroom approve records who agreed"
    elif signers and release.status_name != APPROVED and not release.is_taken_back:
        yield f"signed by {' and '.join(signers)}"
        yield f'  a signature alone does not let it out: its status is "{release.status_name}"'


def role_lines(newsroom: Newsroom, name: str, role: str) -> Iterator[str]:
    """Yield a line about a signer's role if newsroom.toml has only other roles for this person."""
    roles = [person.role for person in newsroom.config.people if records.same_person(person.name, name) and person.role]
    if role and roles and " ".join(role.split()) not in roles:
        yield f"signed in the role {role}; newsroom.toml knows {name} as {roles[0]}"


def uncleared_lines(release: Release, shown_path: str = "") -> Iterator[str]:
    """Yield a line about the speakers whose words are not cleared; with a path, also the command that records it."""
    from newsroom_cli.ledger import known_quotes

    if names := known_quotes.uncleared_speakers(release):
        agreeable = [name for name in names if _has_words(release, name)]
        remedy = "write them first"
        if agreeable:
            remedy = f"newsroom quotes clear {shlex.quote(shown_path)} --speaker {shlex.quote(agreeable[0])}"
        remark = remedy if shown_path else "newsroom.toml asks for no clearance"
        yield f"not cleared: the words of {' and '.join(names)}; {remark}"


def _has_words(release: Release, name: str) -> bool:
    """Whether a speaker has listed words that are not cleared, and no placeholder in them."""
    from newsroom_cli.ledger import known_quotes

    return any(
        text_of(quote.speaker) == name
        and records.clearance_status(quote) != records.CLEARED
        and not known_quotes.unfinished_parts(release, number)
        for number, quote in enumerate(release.quotes)
    )


# --- published words that changed without a notice ------------------------------------------------------------


_SILENT = "published words changed, and readers are not told"
_MOST_PARTS = 3  # changed parts of one release


def silent_lines(paths: Sequence[str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about published releases that changed without a notice, with the remedy."""
    for path in paths:
        shown = output.from_here(path, newsroom.root)
        yield f"{output.paint('error', _SILENT)}: {shown}"
        release = newsroom.read_alone(path)
        remedy = f"{settling_command(release, shown)} tells them, or records that it is minor"
        if release.is_taken_back:
            remedy = f"put the published words back; or {settling_command(release, shown)} takes the text away"
        yield f"  help: {remedy}"


def settling_command(release: Release, shown: str) -> str:
    """The command that resolves a change of published words; `shown` is the release's path as a person types it."""
    file = shlex.quote(shown)
    return f"newsroom withdraw {file} --class killed" if release.is_taken_back else f"newsroom correct {file}"


def silent_lines_of(release: Release, newsroom: Newsroom, now: dt.datetime, *, is_out: bool) -> list[str]:
    """The lines about a release, if it is published and changed without a notice; `is_out`: the output has it."""
    from newsroom_cli.publishing.builds import unrecorded
    from newsroom_cli.publishing.life import changes

    silent = changes.silent_changes(newsroom, newsroom.document(release), now, is_out=is_out)
    is_silent = silent or unrecorded.silent_change(newsroom, release)  # the output tells it where there is no record
    return list(silent_lines([release.path], newsroom)) if is_silent else []


def refuse_silent_change(
    newsroom: Newsroom, release: Release, now: dt.datetime, *, is_out: bool, asks: bool, yes: bool
) -> bool:
    """Print that a published release changed without a notice, and return True; False if it did not.

    `is_out` says whether the output has the release, `asks` whether somebody can be asked, `yes` that nobody needs to
    be. Raises RefusedError if the release cannot be signed as it is.
    """
    from newsroom_cli.publishing.life import changes

    silent = changes.silent_changes(newsroom, newsroom.document(release), now, is_out=is_out)
    if not silent:  # without a record it may be markup that changed, so nobody is asked
        output.say(*silent_lines_of(release, newsroom, now, is_out=is_out))
        return False
    shown = output.from_here(release.path, newsroom.root)
    hint, is_required = (
        f"newsroom correct {shlex.quote(shown)} tells them",
        newsroom.config.publishing.corrections == "required",
    )
    hint += "; this newsroom publishes no change without that" if is_required else "; --yes signs it all the same"
    if is_required or not (asks or yes):
        raise RefusedError(f"{_SILENT}; nothing was signed", path=shown, hint=hint)
    output.say(*silent_lines([release.path], newsroom), *_changed_parts(release, silent))
    return True


def _changed_parts(release: Release, silent: Sequence[Problem]) -> Iterator[str]:
    """Yield a line for each of the first parts that changed, and for the number of the others."""
    for problem in silent[:_MOST_PARTS]:
        yield f"  line {release.position(problem.span.start).line}: {problem.message}"
    if len(silent) > _MOST_PARTS:
        yield f"  and {len(silent) - _MOST_PARTS} more; newsroom check names them"
