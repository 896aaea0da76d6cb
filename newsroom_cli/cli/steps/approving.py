"""The steps of `newsroom approve` and `newsroom approvals`: sign a release as it is, and show what changed since."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.arguments.shared_options import TableOrJson
from newsroom_cli.cli.steps import naming, notes, signing, state_lines
from newsroom_cli.cli.terminal import ask, output, person_names
from newsroom_cli.language.wording import main_facts
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.linter.report import counted
from newsroom_cli.model import editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import DeclinedError, NewsroomError
from newsroom_cli.model.interpretation import after_blackouts, due_moment_if_out, embargo_end, goes_out_at
from newsroom_cli.model.release import APPROVED, WITHDRAWN, Field, Release, text_of
from newsroom_cli.newsroom import changed_words, moments, signatures
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.signatures import Signature
from newsroom_cli.publishing.life import changes, readiness, unsigning
from newsroom_cli.publishing.life.readiness import About, Readiness


def approve(
    newsroom: Newsroom,
    file: str | None,
    by: str,
    role: str,
    date: str | None,
    *,
    sign_only: bool,
    yes: bool,
    undo: bool,
) -> None:
    """Sign a release off as it is, and approve it when nothing else is missing; or take a signature back."""
    now, due_moments = options.moment_to_note(newsroom), options.due_moments(newsroom)
    release = naming.open_release(newsroom, file, meant=Meant.ANY if undo else Meant.TO_SIGN)
    if undo:
        _undo(newsroom, release, by, now)
        return
    name = signing.signer_name(by, newsroom, records.recorded_names(release))
    asks = output.is_interactive() and not yes
    signers = newsroom.config.approvals.signers
    if signers and not any(records.same_person(name, signer) for signer in signers):
        raise NewsroomError(
            f"{name} is not among those who sign releases here",
            path=release.path,
            hint=f"newsroom.toml names {', '.join(signers)} under [approvals] signers",
        )
    release = newsroom.with_files(release)
    is_out = due_moment_if_out(release, due_moments) is not None or changes.is_committed(newsroom, release)
    assumed = release._replace(status=Field(APPROVED, release.status.span if release.status else release.opening))
    is_silent = notes.refuse_silent_change(newsroom, assumed, now, is_out=is_out, asks=output.is_interactive(), yes=yes)
    compared = state_lines.comparison_errors(newsroom, now)
    _refuse_errors(readiness.assess(newsroom, release, now=now, due_moments=due_moments, compared=compared), newsroom)
    is_signed = any(records.same_person(name, signer) for signer in records.signers(release))
    is_confirmed = asks and not is_signed and _is_confirmed(newsroom, release, name, by)
    after = signing.with_author(newsroom, release)
    if not is_signed:
        given, moment = _role(newsroom, release, name, role), signing.record_moment(date, newsroom)
        approval = records.approval_record(release, by=name, role=given, date=moment)
        after = editing.append(after, "approvals", approval)
    state = readiness.assess(newsroom, after, now=now, due_moments=due_moments, compared=compared)
    approves = not sign_only and _should_approve(state, newsroom, now, asks=asks)
    if is_signed and not approves:
        hint = "newsroom approvals shows who signed, newsroom status what is missing"
        raise NewsroomError(f"{name} has signed this release as it is already", path=release.path, hint=hint)
    if asks and (is_silent or not (approves or is_confirmed)):
        _confirm_signature(is_complete=not sign_only and _is_complete(state), is_silent=is_silent)
    if approves:
        after = editing.assign(after, "status", APPROVED)
    is_unread = not (is_out or changes.may_be_out(release, newsroom.config, now))
    is_signed_again = after.status_name == APPROVED and changes.is_recorded(newsroom, after)
    records_anew = after.id is not None and (approves or is_signed_again)
    held_until = after_blackouts(after, now, newsroom.config)
    first = max(held_until, goes_out_at(after, newsroom.config)) if held_until > now and not is_out else None
    record = functools.partial(changes.make_record, newsroom, after, now=now, first_public=first, is_unread=is_unread)
    new_records = [record()] if records_anew else []
    changes.save(newsroom, [(release, after)], new_records)
    if not is_signed:
        signed = f"{output.paint('good', 'signed')} by {name}: {output.from_here(release.path, newsroom.root)}"
        output.say(signed, *notes.role_lines(newsroom, name, role))
    state = readiness.assess(newsroom, after, now=now, due_moments=due_moments, compared=compared)
    _print_what_follows(state, newsroom, now)


def approvals(newsroom: Newsroom, file: str | None, form: TableOrJson) -> None:
    """Show who signed a release off, and what changed since."""
    release = naming.open_release(newsroom, file, reads_only=True)
    if form is TableOrJson.json:
        output.json([_record(row) for row in signatures.signatures_of(newsroom, release)])
        return
    in_words = functools.partial(moments.written_in_words, config=newsroom.config)
    rows = signatures.signatures_of(newsroom, release, field_in_words=in_words)
    if rows:
        headings = ["By", "Role", "Date", "Stands", "Changed since"]
        cells = [_cells(row, newsroom.config) for row in rows]
        output.table(headings, cells, wrapped=headings[-1], named=headings[-2:])
    else:
        output.say("nobody has signed this release yet; newsroom approve does")


def _undo(newsroom: Newsroom, release: Release, by: str, now: dt.datetime) -> None:
    """Take back the last signature that the person at the terminal gave, and print what follows.

    Raises NewsroomError if there is no such signature.
    """
    names = [approval.by.value for approval in release.approvals if approval.by]
    if not names:
        raise NewsroomError("nobody has signed this release", path=release.path, hint="newsroom approvals shows it")
    person = by or signing.remembered_signer().get("name", "")
    signer = next((name for name in reversed(names) if records.same_person(name, person)), names[-1])
    name = signing.own_name(by, newsroom, signer)
    after = unsigning.without_signature(newsroom, release, name, now, options.due_moments(newsroom))
    unsigning.save(newsroom, release, after)
    shown = output.from_here(release.path, newsroom.root)
    output.say(f"{output.paint('good', 'taken back')}: the signature of {signer}: {shown}")
    if after.status_name != release.status_name:
        output.say(f"its status is {after.status_name}; newsroom build publishes it when it is approved again")


def _refuse_errors(state: Readiness, newsroom: Newsroom) -> None:
    """Print what must be corrected before anybody signs, and end with exit code 1."""
    blockers = state.about(About.FINDING, About.CLEARANCE)
    if not blockers:
        return
    output.refusals([blocker.finding for blocker in blockers if blocker.finding], newsroom.root)
    output.say(f"{output.paint('error', 'not signed')}: {counted(len(blockers), 'error')} must be corrected first")
    raise typer.Exit(1)


def _role(newsroom: Newsroom, release: Release, name: str, role: str) -> str:
    """The role of the signer `name`: from the option, newsroom.toml, an earlier signature, signer.toml, or an answer.

    Raises NewsroomError if there is none.
    """
    roles = [person.role for person in newsroom.config.people if records.same_person(person.name, name)]
    roles += [
        signed.role.value
        for signed in reversed(release.approvals)
        if signed.role and signed.by and records.same_person(signed.by.value, name)
    ]
    own = signing.remembered_signer()
    if records.same_person(own.get("name", ""), name):
        roles.append(own.get("role", ""))
    known = role or next(filter(None, roles), "")
    question = "Your role" if records.same_person(own.get("name", name), name) else f"Role of {name}"
    chosen = " ".join((known or ask.name(question, what="role", validate=_refuse_answer)).split())
    if chosen and not known and own.get("name") == name:
        signing.remember_signer(role=chosen)
    if ask.means_empty(chosen):
        raise NewsroomError(f"newsroom.toml does not know in what role {name} signs", hint='say it: --role "Editor"')
    return chosen


def _refuse_answer(role: str) -> None:
    """Raise ValueError for a yes, a no or another person in place of a role."""
    if role.casefold() in ("y", "yes", "n"):
        raise ValueError("this is not a question for yes or no: please type a role, such as Editor")
    person_names.refuse_no_role(role)


def _should_approve(state: Readiness, newsroom: Newsroom, now: dt.datetime, *, asks: bool) -> bool:
    """Whether to approve the release: only its approval is missing, and the person agrees.

    The person is asked only if `asks` is true.
    """
    if not _is_complete(state):
        return False
    if not asks:
        return True
    output.say(*state_lines.counts_of_findings(state, newsroom))
    when = "at once" if state.public_at and state.public_at <= now else state_lines.when_public(state, newsroom, now)
    return ask.confirm(f"Nothing else is missing. Approve it? It will be public with newsroom build: {when}")


def _is_complete(state: Readiness) -> bool:
    """Whether only the approval of the release is missing."""
    needs_approval = bool(state.about(About.STATUS)) and state.release.status_name != WITHDRAWN
    return needs_approval and not state.about(About.SIGNATURE)


def _is_confirmed(newsroom: Newsroom, release: Release, name: str, by: str) -> bool:
    """Show what is signed, and ask whether the right person signs it, if that is in doubt.

    Returns whether a question was asked, and raises DeclinedError if the answer is no.
    """
    output.say(*words_to_sign(newsroom, release))
    return any([signing.confirm_for_somebody(name, by), signing.confirm_own_work(name, newsroom, release)])


def _confirm_signature(*, is_complete: bool, is_silent: bool) -> None:
    """Ask whether to sign the release as it is; raises DeclinedError if the answer is no.

    `is_complete` says that the release could be approved as well but the person has declined; `is_silent` says that
    published words have changed without a notice.
    """
    hint = "newsroom open --edit FILE changes it; then sign what it says"
    question = "Only sign it, then?" if is_complete else "Sign it as it is?"
    if is_silent:
        question, hint = "Sign it nevertheless?", "newsroom correct FILE tells readers what has changed"
    if not ask.confirm(question, default=not (is_complete or is_silent)):
        raise DeclinedError("nothing was signed", hint=hint)


def _print_what_follows(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> None:
    """Print when an approved release goes out, or which signatures are missing and who may give them."""
    output.say(*state_lines.outdated_copy_lines(newsroom, state.release, now))
    missing = state.about(About.SIGNATURE)
    for blocker in missing:
        output.say(f"missing: {blocker.message}", *([f"  help: {blocker.remedy}"] if blocker.remedy else []))
    if missing:
        output.say(f"may sign: {readiness.may_sign(newsroom, state.release)}")
    elif state.release.status_name == APPROVED:
        goes_out = state.is_out and not state.change_waits
        when = (
            "as it is now with the next newsroom build" if goes_out else state_lines.when_public(state, newsroom, now)
        )
        output.say(f"{output.paint('good', 'approved')}: public {when}")
        output.say(*notes.uncleared_lines(state.release))
        output.say(*(() if state.is_out else notes.late_lines(newsroom, state.release, now)))
        if state.public_at and state.public_at > now:
            output.say(*notes.by_hand_lines(newsroom))
    else:
        output.say("it is signed, and its status stays as it is; newsroom publish sends it out")


_CHANGES, _FACTS = 6, 8  # shown at most


def words_to_sign(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield the lines about the words to sign: the changes since the last signature, or else the main facts.

    The changes are word by word if git has the signed version, otherwise only the changed parts.
    """
    parts = records.visible_parts(release)
    last = next((approval for approval in reversed(release.approvals) if approval.by and approval.digest), None)
    if last is None or last.by is None or last.digest is None:
        yield from ("you sign:", *_facts(newsroom, release))
        return
    digest, at = last.digest.value, moments.date_in_words(last.date.value, newsroom.config) if last.date else ""
    signer, on_day = last.by.value, f" on {at}" if at else ""
    files = [f"  {records.file_in_words(name)} is another one" for name in records.changed_files(last, release)]
    if digest == records.release_digest(parts):
        yield from (f"you sign what {signer} signed{on_day}:", *_facts(newsroom, release), *files)
        return
    versions = changed_words.parts_by_digest(newsroom.root, release.path, {digest}, records.visible_parts)
    if before := versions.get(digest):
        yield from (f"changed since {signer} signed it{on_day}:", *_changed_words(before, parts, newsroom), *files)
        return
    changed = ", ".join(records.changed_parts(last, parts))
    since = f"changed since {signer} signed it{on_day}{f': {changed}' if changed else ''}"
    yield from (since, *files, "you sign:", *_facts(newsroom, release))


def _changed_words(before: Mapping[str, str], now: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about the first changes between two versions: the words before and now, with a few around."""
    in_words = functools.partial(moments.written_in_words, config=newsroom.config)
    changes = changed_words.changed_stretches(before, now, field_in_words=in_words)
    shown = ""
    for name, old, new in changes[:_CHANGES]:
        yield from [f"  {name}"] if name != shown else []
        yield from [f"    {output.paint('error', f'- {old}')}"] if old else []
        yield from [f"    {output.paint('good', f'+ {new}')}"] if new else []
        shown = name
    if len(changes) > _CHANGES:
        yield f"  and {len(changes) - _CHANGES} more changes: newsroom approvals"


def _facts(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield the headline, the date and the speakers of a release, and the dates, times and figures of its text."""
    document, config = newsroom.document(release), newsroom.config
    yield f"  {output.paint('strong', text_of(release.headline) or '(no headline)')}"
    ends = embargo_end(release, config)
    date = moments.date_in_words(release.date.value, config) if release.date else "no date"
    yield f"  {date}{f'; embargoed until {moments.in_words(ends, config)}' if ends else ''}"
    quotes = known_quotes.quotes_of_release(document)
    speakers = dict.fromkeys(", ".join(filter(None, (quote.speaker, quote.role))) for quote in quotes if quote.speaker)
    if speakers:
        yield f"  quoted: {'; '.join(speakers)}"
    facts = [main_facts.main_facts(document.without_code(block), document.language) for block in document.prose]
    yield from _facts_line("dates and times", [date for block in facts for date in block.dates])
    yield from _facts_line("figures", [figure for block in facts for figure in block.figures])


def _facts_line(name: str, facts: Iterable[str]) -> Iterator[str]:
    """Yield the first of some facts, each once, on one line; no line if there are none."""
    several = list(dict.fromkeys(facts))
    if several:
        more = f" and {len(several) - _FACTS} more" if len(several) > _FACTS else ""
        yield f"  {name}: {'; '.join(several[:_FACTS])}{more}"


def _cells(signature: Signature, config: Config) -> list[tuple[str, str]]:
    stands = ("good", "yes") if signature.stands else ("error", "no")
    date = moments.date_in_words(signature.date, config) if signature.date else ""
    changed = "; ".join(
        f"{name}: {', '.join(differences)}" if differences else name for name, differences in signature.changed.items()
    )
    return [
        ("strong", signature.by),
        ("", signature.role),
        ("", date),
        stands,
        ("", changed or ("" if signature.stands else "not known")),
    ]


def _record(signature: Signature) -> dict[str, Any]:
    return {
        "by": signature.by,
        "role": signature.role,
        "date": signature.date.isoformat() if signature.date else None,
        "stands": signature.stands,
        "changed": {name: list(differences) for name, differences in signature.changed.items()},
    }
