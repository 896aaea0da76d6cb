"""Advance copies for media: who may get one, and the record of who has which version."""

from __future__ import annotations

import datetime as dt
import shlex

from newsroom_cli.cli import output
from newsroom_cli.model.config import RECORDS
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.release import DRAFT, EMBARGOED, PUBLIC, REVIEW, Release
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom.folder import Newsroom


def refuse_options(advance: str | None, *, undo: bool, others: bool) -> None:
    """Raise NewsroomError for options of a mail that exclude each other; `others` says whether it is no copy."""
    if advance is not None and others:
        raise NewsroomError(
            "a copy in advance is neither a proof nor a rehearsal", hint="leave out --proof and --as-of"
        )
    if undo and advance is None:
        raise NewsroomError("nobody says whose copy it is", hint='--undo --advance "The Ellery Post"')


def outlet_name(name: str) -> str:
    """The name of a medium on one line. Raises NewsroomError for a name that cannot be recorded."""
    outlet = " ".join(name.split())
    if not outlet or not outlet.isprintable():
        raise NewsroomError("this names no medium", hint='--advance "The Ellery Post"')
    return outlet


def refuse(newsroom: Newsroom, release: Release, status: str, outlet: str) -> None:
    """Raise RefusedError unless the release is under embargo, or is public and the medium had a copy before."""
    from newsroom_cli.publishing import changes

    shown_path = output.from_here(release.path, newsroom.root)
    if status == EMBARGOED or (status == PUBLIC and changes.has_copy(newsroom, release, outlet)):
        return
    if status == PUBLIC:
        raise RefusedError(
            f"this release is public, and {outlet} had no copy in advance", path=shown_path, hint="leave out --advance"
        )
    hint = f"newsroom status {shlex.quote(shown_path)} says what is missing"
    if release.embargo is None:
        hint = f"newsroom embargo {shlex.quote(shown_path)} until TIME puts it under one; then it is approved again"
    elif release.status_name in (DRAFT, REVIEW):
        hint = f"approve it first: newsroom approve {shlex.quote(shown_path)}"
    raise RefusedError(
        f"only an approved release whose embargo lies ahead is sent in advance; this one is {status}",
        path=shown_path,
        hint=hint,
    )


def note(newsroom: Newsroom, release: Release, outlet: str, now: dt.datetime, *, is_for_program: bool = False) -> None:
    """Record that a medium has the present version of a release, and print that.

    `is_for_program` says that the copy is a file that somebody opens in a mail program.
    """
    from newsroom_cli.newsroom import history, published
    from newsroom_cli.publishing import changes

    record = changes.with_copy(newsroom, release, outlet, now=now)
    if changes.has_this_version(newsroom, release, outlet):
        output.say(f"it is noted already that {outlet} has this version")
    else:
        _print_similar_outlet(newsroom, release, outlet)
        gets = "gets" if is_for_program else "has"
        output.say(f"noted that {outlet} {gets} this version; newsroom says so when it must hear of a change")
        command = shlex.join(("newsroom", "email", output.from_here(release.path, newsroom.root)))
        output.say(f"  not sent after all? {command} --advance {shlex.quote(outlet)} --undo")
    changes.save(newsroom, [], [record])
    if history.repository(newsroom.root):
        path = published.path_of_record(newsroom.root, record.id) or RECORDS
        output.say(f"the note is in {output.from_here(path, newsroom.root)}; commit it with git, with the release")


def take_back(newsroom: Newsroom, release: Release, outlet: str) -> None:
    """Delete the record that a medium has a copy, of several the last one, and print that.

    Raises NewsroomError if no copy is noted.
    """
    from newsroom_cli.publishing import changes

    record = changes.without_copy(newsroom, release, outlet)
    if record is None:
        names = changes.media(newsroom, release)
        hint = f"those with a copy: {', '.join(names)}" if names else "no medium has one"
        raise NewsroomError(f"{outlet} has no copy of this release", path=release.path, hint=hint)
    changes.save(newsroom, [], [record])
    left = "; an earlier copy of theirs stays noted" if changes.has_copy(newsroom, release, outlet) else ""
    output.say(f"{output.paint('good', 'taken back')}: the note that {outlet} has this copy{left}")


def _print_similar_outlet(newsroom: Newsroom, release: Release, outlet: str) -> None:
    """Print the most similar name among the media that have a copy, if this medium has none yet."""
    from newsroom_cli.publishing import changes

    names = {name.lower(): name for name in changes.media(newsroom, release)}
    if outlet.lower() not in names and (near := nearest(outlet, names)):
        output.say(f"{names[near]} has a copy, too; if that is the same medium, use one name for it")
