"""`newsroom approve`: a signature under a release as it is, and with the last one its approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import ask, options, output, signing
from newsroom_cli.cli.shared_options import Directory, file_argument, printable
from newsroom_cli.cli.signing import By, Date
from newsroom_cli.cli.unnamed import Meant
from newsroom_cli.linter.report import counted
from newsroom_cli.model.errors import DeclinedError, NewsroomError
from newsroom_cli.model.release import APPROVED, WITHDRAWN, Release

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.readiness import Readiness


Role = Annotated[
    str, typer.Option("--role", help="In what role; else as newsroom.toml knows the person.", callback=printable)
]


def approve(
    file: Annotated[str | None, file_argument("the last changed that is to be signed")] = None,
    by: By = "",
    role: Role = "",
    date: Date = None,
    sign_only: Annotated[bool, typer.Option("--sign-only", help="Sign, and leave the status as it is.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask: approve with the last signature.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take your own signature back.")] = False,
    directory: Directory = None,
) -> None:
    """Sign a release off as it is, and approve it when nothing else is missing.

    Name, role, date and a digest of the words go into the file. A later edit makes the signature void;
    newsroom approvals shows what changed. A release with errors is not signed. With the last signature that
    newsroom.toml requires, the status becomes approved: then the next newsroom build publishes it at its time.

    A signature and status = "approved" are two things: the signature says who agreed to which words, the status lets
    the release out. Where newsroom.toml requires no signature, the status alone is enough.

    Example: newsroom approve releases/2026-03-02-library.md --by "Ana Okafor" --role "Head of Communications"
    """
    from newsroom_cli.cli import signature_notes, silent_changes, status
    from newsroom_cli.ledger import records
    from newsroom_cli.model import editing
    from newsroom_cli.model.interpretation import due_moment_if_out
    from newsroom_cli.publishing import readiness

    newsroom = options.newsroom(directory)
    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)
    release = options.open_release(newsroom, file, meant=Meant.ANY if undo else Meant.TO_SIGN)
    if undo:
        _undo(newsroom, release, by, now)
        return
    name = signing.signer_name(by, newsroom, records.recorded_names(release))
    asks = output.is_interactive() and not yes
    _refuse_unknown_signer(newsroom, release, name)
    release = newsroom.with_files(release)
    is_out = due_moment_if_out(release, due_moments) is not None
    is_silent = silent_changes.refuse(newsroom, release, now, is_out=is_out, asks=output.is_interactive(), yes=yes)
    compared = status.comparison_errors(newsroom, now)
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
        raise _signed_already(release, name)
    if asks and (is_silent or not (approves or is_confirmed)):
        _confirm_signature(is_complete=not sign_only and _is_complete(state), is_silent=is_silent)
    if approves:
        after = editing.assign(after, "status", APPROVED)
    _save(newsroom, release, after, now, approves=approves, is_out=is_out)
    if not is_signed:
        signed = f"{output.paint('good', 'signed')} by {name}: {output.from_here(release.path, newsroom.root)}"
        output.say(signed, *signature_notes.role_lines(newsroom, name, role))
    state = readiness.assess(newsroom, after, now=now, due_moments=due_moments, compared=compared)
    _print_what_follows(state, newsroom, now)


def _signed_already(release: Release, name: str) -> NewsroomError:
    """The error for a release that this person has signed as it is, and that cannot be approved yet."""
    hint = "newsroom approvals shows who signed, newsroom status what is missing"
    return NewsroomError(f"{name} has signed this release as it is already", path=release.path, hint=hint)


def _save(
    newsroom: Newsroom, release: Release, after: Release, now: dt.datetime, *, approves: bool, is_out: bool
) -> None:
    """Write the signed release, and the record of one that is approved now or was recorded before.

    `is_out` says whether the output has it.
    """
    from newsroom_cli.publishing import changes

    is_unread = not (is_out or changes.may_be_out(release, newsroom.config, now))
    is_signed_again = after.status_name == APPROVED and changes.is_recorded(newsroom, after)
    records_anew = after.id is not None and (approves or is_signed_again)
    new_records = [changes.make_record(newsroom, after, now=now, is_unread=is_unread)] if records_anew else []
    changes.save(newsroom, [(release, after)], new_records)


def _undo(newsroom: Newsroom, release: Release, by: str, now: dt.datetime) -> None:
    """Take the last signature back that the person here gave, and print what follows. Raises RefusedError otherwise."""
    from newsroom_cli.ledger import records
    from newsroom_cli.publishing import unsigning

    names = [approval.by.value for approval in release.approvals if approval.by]
    if not names:
        raise NewsroomError("nobody has signed this release", path=release.path, hint="newsroom approvals shows it")
    here = by or signing.remembered().get("name", "")
    signer = next((name for name in reversed(names) if records.same_person(name, here)), names[-1])
    name = signing.own_name(by, newsroom, signer)
    after = unsigning.without_signature(newsroom, release, name, now, options.due_moments(newsroom))
    unsigning.save(newsroom, release, after)
    shown = output.from_here(release.path, newsroom.root)
    output.say(f"{output.paint('good', 'taken back')}: the signature of {signer}: {shown}")
    if after.status_name != release.status_name:
        output.say(f"its status is {after.status_name}; newsroom build publishes it when it is approved again")


def _refuse_unknown_signer(newsroom: Newsroom, release: Release, name: str) -> None:
    """Raise NewsroomError for a person who is not among the signers in newsroom.toml."""
    from newsroom_cli.ledger import records

    signers = newsroom.config.approvals.signers
    if signers and not any(records.same_person(name, signer) for signer in signers):
        raise NewsroomError(
            f"{name} is not among those who sign releases here",
            path=release.path,
            hint=f"newsroom.toml names {', '.join(signers)} under [approvals] signers",
        )


def _refuse_errors(state: Readiness, newsroom: Newsroom) -> None:
    """Print what must be corrected before anybody signs, and end with exit code 1."""
    from newsroom_cli.publishing.readiness import About

    blockers = state.about(About.FINDING, About.CLEARANCE)
    if not blockers:
        return
    output.refusals([blocker.finding for blocker in blockers if blocker.finding], newsroom.root)
    output.say(f"{output.paint('error', 'not signed')}: {counted(len(blockers), 'error')} must be corrected first")
    raise typer.Exit(1)


def _role(newsroom: Newsroom, release: Release, name: str, role: str) -> str:
    """The role of the signer `name`: from the option, newsroom.toml, an earlier signature, as remembered, or an answer.

    Raises NewsroomError if there is none.
    """
    from newsroom_cli.ledger import records

    roles = [person.role for person in newsroom.config.people if records.same_person(person.name, name)]
    roles += [
        signed.role.value
        for signed in reversed(release.approvals)
        if signed.role and signed.by and records.same_person(signed.by.value, name)
    ]
    own = signing.remembered()
    if records.same_person(own.get("name", ""), name):
        roles.append(own.get("role", ""))
    known = role or next(filter(None, roles), "")
    question = "Your role" if records.same_person(own.get("name", name), name) else f"Role of {name}"
    chosen = " ".join((known or ask.name(question, what="role", validate=_refuse_answer)).split())
    if chosen and not known and own.get("name") == name:
        signing.remember(role=chosen)
    if ask.means_empty(chosen):
        raise NewsroomError(f"newsroom.toml does not know in what role {name} signs", hint='say it: --role "Editor"')
    return chosen


def _refuse_answer(role: str) -> None:
    """Raise ValueError for a yes, a no or another person in place of a role."""
    from newsroom_cli.cli import person_names

    if role.casefold() in ("y", "yes", "n"):
        raise ValueError("this is not a question for yes or no: please type a role, such as Editor")
    person_names.refuse_no_role(role)


def _should_approve(state: Readiness, newsroom: Newsroom, now: dt.datetime, *, asks: bool) -> bool:
    """Whether to approve the release: only its approval is missing, and the person agrees.

    The person is asked only if `asks` is true.
    """
    from newsroom_cli.cli import status

    if not _is_complete(state):
        return False
    if not asks:
        return True
    output.say(*status.counts_of_findings(state, newsroom))
    when = "at once" if state.public_at and state.public_at <= now else status.when_public(state, newsroom, now)
    return ask.confirm(f"Nothing else is missing. Approve it? It will be public with newsroom build: {when}")


def _is_complete(state: Readiness) -> bool:
    """Whether only its approval is missing."""
    from newsroom_cli.publishing.readiness import About

    needs_approval = bool(state.about(About.STATUS)) and state.release.status_name != WITHDRAWN
    return needs_approval and not state.about(About.SIGNATURE)


def _is_confirmed(newsroom: Newsroom, release: Release, name: str, by: str) -> bool:
    """Show what is signed, and ask whether the right person signs it, if that may be doubted; False if not asked.

    Raises DeclinedError if the answer is no.
    """
    from newsroom_cli.cli import signed_words

    output.say(*signed_words.lines(newsroom, release))
    return any([signing.confirm_for_somebody(name, by), signing.confirm_own_work(name, newsroom, release)])


def _confirm_signature(*, is_complete: bool, is_silent: bool) -> None:
    """Ask whether the release is signed as it is; raises DeclinedError if not.

    `is_complete` says that it could be approved as well, and that the person does not want that, `is_silent` that
    published words changed and no notice says so.
    """
    hint = "newsroom open --edit FILE changes it; then sign what it says"
    question = "Only sign it, then?" if is_complete else "Sign it as it is?"
    if is_silent:
        question, hint = "Sign it nevertheless?", "newsroom correct FILE tells readers what has changed"
    if not ask.confirm(question, default=not (is_complete or is_silent)):
        raise DeclinedError("nothing was signed", hint=hint)


def _print_what_follows(state: Readiness, newsroom: Newsroom, now: dt.datetime) -> None:
    """Print when an approved release goes out, or which signatures are missing and who may give them."""
    from newsroom_cli.cli import deploying, signature_notes, status
    from newsroom_cli.publishing import readiness
    from newsroom_cli.publishing.readiness import About

    output.say(*status.outdated_copy_lines(newsroom, state.release, now))
    missing = state.about(About.SIGNATURE)
    for blocker in missing:
        output.say(f"missing: {blocker.message}", *([f"  help: {blocker.remedy}"] if blocker.remedy else []))
    if missing:
        output.say(f"may sign: {readiness.may_sign(newsroom, state.release)}")
    elif state.release.status_name == APPROVED:
        goes_out = state.is_out and not state.change_waits
        when = "as it is now with the next newsroom build" if goes_out else status.when_public(state, newsroom, now)
        output.say(f"{output.paint('good', 'approved')}: public {when}")
        output.say(*signature_notes.uncleared_lines(state.release))
        if state.public_at and state.public_at > now:
            output.say(*deploying.scheduled_lines(newsroom))
    else:
        output.say("it is signed, and its status stays as it is; newsroom publish sends it out")
