"""What a signature and the status each do, in plain words: they are two things."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from newsroom_cli.model.release import APPROVED, Release, text_of
from newsroom_cli.model.toml.values import joined
from newsroom_cli.newsroom.folder import Newsroom


def state_lines(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield lines for an approved release that nobody signed as it is, or for a signed one that is not approved."""
    from newsroom_cli.ledger import records

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
    """Yield a line for a role that newsroom.toml does not know of the person who signs in it."""
    from newsroom_cli.ledger import records

    roles = [person.role for person in newsroom.config.people if records.same_person(person.name, name) and person.role]
    if role and roles and " ".join(role.split()) not in roles:
        yield f"signed in the role {role}; newsroom.toml knows {name} as {roles[0]}"


def uncleared_lines(release: Release, shown_path: str = "") -> Iterator[str]:
    """Yield a line about the speakers whose words are not cleared: for a path with the command that records it."""
    from newsroom_cli.ledger import known_quotes

    if names := known_quotes.uncleared_speakers(release):
        agreeable = [name for name in names if _has_words(release, name)]
        remedy = "write them first"
        if agreeable:
            remedy = f"newsroom quotes clear {shlex.quote(shown_path)} --speaker {shlex.quote(agreeable[0])}"
        rest = remedy if shown_path else "newsroom.toml asks for no clearance"
        yield f"not cleared: the words of {' and '.join(names)}; {rest}"


def _has_words(release: Release, name: str) -> bool:
    """Whether a speaker has listed words that are not cleared, and no placeholder in them."""
    from newsroom_cli.ledger import known_quotes, records

    return any(
        text_of(quote.speaker) == name
        and records.clearance_status(quote) != records.CLEARED
        and not known_quotes.unfinished_parts(release, number)
        for number, quote in enumerate(release.quotes)
    )
