"""Which releases a command may mean when none is named, or several match: by what the command does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import APPROVED, PUBLIC, WITHDRAWN

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.newsroom.heads import Head

_RECENT = 50  # releases last changed of which the words and signatures are looked at
_OFFERED = 9


class Meant(Enum):
    """What a command is for, so which releases it means; the value says that there are none.

    LAST is what waits, and when nothing does, what is out.
    """

    WAITING = "none is waiting"
    TO_SIGN = "none waits for a signature or an approval"
    TO_PUBLISH = "every one is public as it is"
    CHANGED = "no public one has changed since it was published"
    PUBLIC = "none is public"
    TAKEN_BACK = "none is withdrawn"
    ANY = "there is none"
    LAST = "there is not one"


_REMEDIES = {
    Meant.TO_SIGN: "newsroom alone shows what waits, and newsroom approve FILE signs any",
    Meant.CHANGED: "edit it first, with newsroom open --edit FILE; then newsroom correct FILE tells readers",
}


def candidates(newsroom: Newsroom, heads: Sequence[Head], meant: Meant) -> list[Head]:
    """The releases that a command may mean, the last changed first: one, or several to choose from.

    Raises NewsroomError if there is none.
    """
    ordered = sorted(heads, key=lambda head: (head.changed, head.path), reverse=True)
    find: dict[Meant, Callable[[Newsroom, Sequence[Head]], Iterator[Head]]] = {
        Meant.WAITING: _waiting, Meant.TO_SIGN: _to_sign, Meant.TO_PUBLISH: _to_publish,
        Meant.CHANGED: _changed, Meant.PUBLIC: _public,
        Meant.TAKEN_BACK: _taken_back,
    }  # fmt: skip
    one = meant in (Meant.WAITING, Meant.TO_SIGN, Meant.TO_PUBLISH)
    found = list(islice(find.get(meant, _all)(newsroom, ordered), 1 if one else _OFFERED))
    found = [*islice(_waiting(newsroom, ordered), 1)] or found if meant is Meant.LAST else found
    if found:
        return found
    raise NewsroomError(
        f"no release is named, and {meant.value}" if heads else "there are no releases yet",
        hint=_REMEDIES.get(meant, "name one: a word of its headline, its date or its file")
        if heads
        else "newsroom new starts one",
    )


def suited_first(newsroom: Newsroom, heads: Sequence[Head], meant: Meant) -> list[Head]:
    """The releases in their order, but those first that a command is for: what is public, or what is withdrawn.

    The gate is asked only about some of those whose first lines say as much.
    """
    if meant not in (Meant.PUBLIC, Meant.CHANGED, Meant.TAKEN_BACK):
        return list(heads)
    status, find = (WITHDRAWN, _taken_back) if meant is Meant.TAKEN_BACK else (APPROVED, _public)
    likely = sorted(heads, key=lambda head: head.status != status)
    suited = set(find(newsroom, likely[:_RECENT]))
    return sorted(likely, key=lambda head: head not in suited)


def _all(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield all releases."""
    yield from ordered


def _waiting(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not public; the gate is asked first about those whose first lines say as much."""
    from newsroom_cli.cli import options

    today = f"{options.moment(None, newsroom):%Y-%m-%d}"
    likely = [head for head in ordered if head.status != APPROVED or not "" < head.date < today]
    status_of = _statuses(newsroom)
    yield from (head for head in dict.fromkeys((*likely, *ordered)) if status_of(head) not in _OUT)


def _to_sign(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not approved, or have changed since they were signed."""
    from newsroom_cli.cli import options
    from newsroom_cli.publishing import readiness
    from newsroom_cli.publishing.readiness import About

    now, status_of = options.moment(None, newsroom), _statuses(newsroom)
    for head in ordered[:_RECENT]:
        if head.status != APPROVED and status_of(head) not in _OUT:
            yield head
            continue
        release = newsroom.with_files(newsroom.read(head.path))
        state = readiness.assess(newsroom, release, now=now, due_moments={}, compared=())
        if not release.is_taken_back and state.about(About.SIGNATURE):
            yield head
    yield from (head for head in _waiting(newsroom, ordered[_RECENT:]) if head.status != APPROVED)


def _to_publish(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are not public, or not as they are now, and not taken back."""
    from newsroom_cli.cli import options, standing

    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)
    status_of = _statuses(newsroom)
    for head in ordered[:_RECENT]:
        release = newsroom.read_alone(head.path)
        if status_of(head) not in _OUT or (
            not release.is_taken_back and any(standing.due_with_next_build(newsroom, [release], now, due_moments))
        ):
            yield head
    yield from _waiting(newsroom, ordered[_RECENT:])


def _changed(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the public releases whose words are not those that were recorded when they were published."""
    from newsroom_cli.publishing import changes

    for head in _public(newsroom, ordered[:_RECENT]):
        if changes.differs_from_record(newsroom, newsroom.with_files(newsroom.read(head.path))):
            yield head


def _public(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are public and not withdrawn."""
    status_of = _statuses(newsroom)
    yield from (head for head in ordered if head.status == APPROVED and status_of(head) == PUBLIC)


def _taken_back(newsroom: Newsroom, ordered: Sequence[Head]) -> Iterator[Head]:
    """Yield the releases that are withdrawn."""
    yield from (head for head in ordered if head.status == WITHDRAWN)


_OUT = ("public", "withdrawn")


def _statuses(newsroom: Newsroom) -> Callable[[Head], str]:
    """The publication status of a release now, by its fields alone; approved for what only has to be built here."""
    from newsroom_cli.cli import options
    from newsroom_cli.model.interpretation import due_moment_if_out, told_status

    now, due_moments = options.moment(None, newsroom), options.due_moments(newsroom)

    def status_of(head: Head) -> str:
        release = newsroom.read_alone(head.path)
        is_out = not due_moments or due_moment_if_out(release, due_moments) is not None
        return told_status(newsroom.status_by_fields(release, now, due_moments), release, is_out=is_out)

    return status_of
