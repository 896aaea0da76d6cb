"""SO: sign-offs, and whether they are of the release as it is now."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import lookalikes
from newsroom_cli.ledger import records
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import APPROVED, Approval, Release, Span
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


def required(release: Release, config: Config) -> int:
    """How many people must have signed this release before it may go out as it is about to; 0 when nobody must."""
    approved = release.status is not None and release.status.value == APPROVED
    asked = approved and records.in_force(release, config.approvals.since, config)
    return config.approvals.required if asked else 0


@rule("SO001", "approval-void", severity=WARNING, gravest=ERROR)
def approval_void(release: Release, config: Config) -> Iterator[Hit]:
    if not release.approvals:
        return
    content = records.parts(release)
    digest = records.release_digest(content)
    signed = records.signers(release, digest)
    severity = ERROR if len(signed) < required(release, config) else WARNING
    for each in release.approvals:
        if records.stands(each, digest) or (
            each.by and any(records.same_person(each.by.value, name) for name in signed)
        ):
            continue
        name = each.by.value if each.by else "somebody"
        message = f"{name} approved this release as it was{_on(each)}; since then {_changed(each, content)}"
        if missing := [key for key in ("by", "date", "digest") if getattr(each, key) is None]:
            message = f"the approval has no {' and no '.join(missing)}, so it approves nothing"
        elif scripts := lookalikes.mixed_scripts(name):
            message = f"the approval is by a name in {' and '.join(scripts)} letters, so nobody can tell whose it is"
        span = each.by.span if each.by else each.span
        help = f'let it be signed again: newsroom approve {release.path} --by "{name}"; newsroom approvals shows what changed'
        yield Hit(span, message, help, severity=severity)


def _changed(signed: Approval, content: dict[str, str]) -> str:
    names = records.changed_parts(signed, content)
    if not names:
        return "it was changed"
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
    return f"{listed} changed"


def _on(signed: Approval) -> str:
    return f" on {signed.date.value:%Y-%m-%d}" if signed.date else ""


@rule("SO002", "too-few-approvals", severity=ERROR)
def too_few_approvals(release: Release, config: Config) -> Iterator[Hit]:
    wanted = required(release, config)
    if not wanted or len(signed := records.signers(release)) >= wanted:
        return
    found = f"{len(signed)} approval{'' if len(signed) == 1 else 's'}" if signed else "no approval"
    by = f" (of {', '.join(signed)})" if signed else ""
    message = f"{found}{by} of the text as it is, and this newsroom asks for {wanted}"
    yield Hit(_status(release), message, f"newsroom approve {release.path} --by NAME --role ROLE signs it")


@rule("SO003", "author-alone", severity=ERROR)
def author_alone(release: Release, config: Config) -> Iterator[Hit]:
    if required(release, config) != 1 or config.approvals.author_alone:
        return  # of two people one is not the author
    signed = records.signers(release)
    if len(signed) != 1:
        return
    if release.author is None:
        message = f"nobody is named as author, so nobody can tell whether {signed[0]} approved work of their own"
        yield Hit(_status(release), message, 'add author = "..." with the name of who wrote it')
    elif records.same_person(signed[0], release.author.value):
        help = f"let somebody else sign: newsroom approve {release.path} --by NAME --role ROLE"
        yield Hit(release.author.span, f"only the author, {signed[0]}, approved this release", help)


def _status(release: Release) -> Span:
    return release.status.span if release.status else release.opening
