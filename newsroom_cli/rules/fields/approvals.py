"""SO: sign-offs, and whether they cover the release as it is now."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from newsroom_cli.language import lookalikes
from newsroom_cli.language.document import Document
from newsroom_cli.ledger import records
from newsroom_cli.model.release import Approval, Release, Span, text_of
from newsroom_cli.model.toml.values import joined
from newsroom_cli.rules.phrases import missing_keys, on_date
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


def required_signatures(document: Document) -> int:
    """The number of signatures that this release must have before it may go out; 0 if none."""
    return required_of_text(document) if document.is_going_out else 0


def required_of_text(document: Document) -> int:
    """The number of signatures that the text of a release needs, whatever its status; 0 if none."""
    rules = document.config.approvals
    return rules.required if records.requirement_applies(document.release, rules.since, document.config) else 0


def signers(document: Document, digest: str = "") -> tuple[str, ...]:
    """The people whose signature is valid and counts in this newsroom; `digest` is the release's digest, if known."""
    may_sign = document.config.approvals.signers
    signed = records.signers(document.release, digest)
    if not may_sign:
        return signed
    return tuple(name for name in signed if any(records.same_person(name, signer) for signer in may_sign))


@rule("SO001", "approval-void", severity=WARNING, max_severity=ERROR)
def approval_void(document: Document) -> Iterator[Hit]:
    """Report incomplete signatures, and those from before the last change unless enough others are valid."""
    if not document.release.approvals:
        return
    content = records.visible_parts(document.release)
    digest = records.release_digest(content)
    signed = signers(document, digest)
    severity = ERROR if len(signed) < required_signatures(document) else WARNING
    may_be_needed = len(_sufficient(document, signed)) < max(required_of_text(document), 1)
    for approval in _last_of_each(document.release.approvals):
        if records.is_valid(approval, digest, document.release) or (
            approval.by and any(records.same_person(approval.by.value, name) for name in signed)
        ):
            continue
        if _is_complete(approval) and not (may_be_needed and _counts(approval, document)):
            continue
        if document.release.is_taken_back and records.changed_parts(approval, content) == ["corrections"]:
            continue  # nobody signs a withdrawal
        name = approval.by.value if approval.by else "somebody"
        changes = _listed_changes(approval, content, document.release)
        message = f"{name} approved this release as it was{on_date(approval, document.config)}; since then {changes}"
        if missing := missing_keys(approval):
            message = f"the approval has no {' and no '.join(missing)}, so it approves nothing"
        elif scripts := lookalikes.mixed_scripts(name):
            message = f"the approval is by a name in {' and '.join(scripts)} letters, so nobody can tell whose it is"
        span = approval.by.span if approval.by else approval.span
        file = shlex.quote(document.release.path)
        help = f'have it signed again: newsroom approve {file} --by "{name}"; newsroom approvals shows what changed'
        if not _is_complete(approval):
            help = f"delete this [[approvals]] table; newsroom approve {file} signs the release"
        yield Hit(span, message, help, severity=severity)


def _is_complete(approval: Approval) -> bool:
    """Whether a signature has everything it needs to be valid for some text."""
    return not missing_keys(approval) and not lookalikes.mixed_scripts(text_of(approval.by))


def _counts(approval: Approval, document: Document) -> bool:
    """Whether the signature of this person can count towards the required number."""
    name, may_sign = text_of(approval.by), document.config.approvals.signers
    is_signer = not may_sign or any(records.same_person(name, signer) for signer in may_sign)
    return is_signer and bool(_sufficient(document, (name,)))


def _sufficient(document: Document, names: Sequence[str]) -> list[str]:
    """The people whose signatures can count: not the author where one signature is required, unless that is allowed."""
    needs_other = required_of_text(document) == 1 and not document.config.approvals.author_alone
    author = text_of(document.release.author) if needs_other else ""
    return [name for name in names if not (author and records.same_person(name, author))]


def _last_of_each(approvals: Sequence[Approval]) -> list[Approval]:
    """The last signature of each person, and all without a name: a person who signs again approves the later text."""
    last = {lookalikes.name_key(approval.by.value): approval for approval in approvals if approval.by}
    return [approval for approval in approvals if not approval.by or approval in last.values()]


def _listed_changes(signed: Approval, content: dict[str, str], release: Release) -> str:
    """The parts that changed after a signature and the files that were replaced, in words."""
    names = records.changed_parts(signed, content)
    changes = [f"{joined(names, 'and')} changed"] if names else []
    if files := [f"the {records.file_in_words(name)}" for name in records.changed_files(signed, release)]:
        changes.append(f"{joined(files, 'and')} {'is another one' if len(files) == 1 else 'are others'}")
    return joined(changes, "and") or "it was changed"


@rule("SO002", "too-few-approvals", severity=ERROR)
def too_few_approvals(document: Document) -> Iterator[Hit]:
    """Report an approved release with fewer signatures than newsroom.toml requires."""
    wanted = required_signatures(document)
    if not wanted or len(signed := signers(document)) >= wanted:
        return
    count = f"{len(signed)} approval{'' if len(signed) == 1 else 's'}" if signed else "no approval"
    by = f" (of {', '.join(signed)})" if signed else ""
    message = f"{count}{by} of the text as it is, and this newsroom asks for {wanted}"
    command = f"newsroom approve {shlex.quote(document.release.path)} --by NAME --role ROLE"
    yield Hit(_status_span(document), message, f"{command} signs it")


@rule("SO003", "author-alone", severity=ERROR)
def author_alone(document: Document) -> Iterator[Hit]:
    """Report an approved release that only its author has signed."""
    if required_signatures(document) != 1 or document.config.approvals.author_alone:
        return  # among two signers, one is not the author
    signed = signers(document)
    if len(signed) != 1:
        return
    if document.release.author is None:
        message = f"nobody is named as author, so nobody can tell whether {signed[0]} approved work of their own"
        yield Hit(_status_span(document), message, f'add author = "..." with the name of who wrote it; {_ALONE}')
    elif records.same_person(signed[0], document.release.author.value):
        sign = f"newsroom approve {shlex.quote(document.release.path)} --by NAME --role ROLE"
        message = f"only the author, {signed[0]}, approved this release"
        yield Hit(document.release.author.span, message, f"let somebody else sign: {sign}; {_ALONE}")


_ALONE = "if one person writes and signs, set author_alone = true under [approvals] in newsroom.toml"


def _status_span(document: Document) -> Span:
    """The span of the status; without a status, the first line."""
    return document.release.status.span if document.release.status else document.release.opening
