"""The signer and the time of a record: from the options, from git, or from an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import typer

from newsroom_cli.cli.arguments import options, when
from newsroom_cli.cli.terminal import ask, output, person_names
from newsroom_cli.language import lookalikes
from newsroom_cli.ledger import records
from newsroom_cli.model import disk, editing
from newsroom_cli.model.errors import DeclinedError, NewsroomError, RefusedError
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.model.release_file import to_toml
from newsroom_cli.newsroom import history, writer
from newsroom_cli.newsroom.folder import Newsroom


def signer_name(by: str, newsroom: Newsroom, recorded_names: Iterable[str] = ()) -> str:
    """The name of the signer: from the option `by`, as remembered, from an answer, or from git.

    A person on a terminal is asked once, and the answer is remembered. `recorded_names` are the names already in the
    release. Raises NewsroomError if there is no name, or one that could be mistaken for another.
    """
    known = by or remembered_signer().get("name", "")
    own, refuse = history.user_name(newsroom.root), person_names.refuse_no_name
    chosen = " ".join((known or ask.name("Your name", own, validate=refuse)).split())
    if ask.means_empty(chosen):
        raise NewsroomError(
            "nobody is named", hint='say who records it: --by "First Last"; git config user.name sets it for good'
        )
    if scripts := lookalikes.mixed_scripts(chosen):
        raise NewsroomError(
            f'"{chosen}" mixes {" and ".join(scripts)} letters', hint="type the name in letters of one alphabet"
        )
    known_names = (*recorded_names, *(person.name for person in newsroom.config.people))
    if other := lookalikes.look_alike_of(chosen, known_names):
        raise NewsroomError(
            f'"{chosen}" looks like "{other}" and is typed in other letters', hint=f"type it as it is known: {other}"
        )
    if not known:
        remember_signer(name=chosen)
    return chosen


def author_name(newsroom: Newsroom) -> str:
    """The name of the author of a new release: the person who is remembered here; empty if nobody is.

    A person on a terminal is asked, and remembered, if somebody else than the author must sign releases.
    """
    rules = newsroom.config.approvals
    asks = rules.required == 1 and not rules.author_alone and output.is_interactive()
    if asks and not remembered_signer().get("name"):
        output.say("its author is noted, because somebody else must sign it here")
    return signer_name("", newsroom) if asks else remembered_signer().get("name", "")


def with_author(newsroom: Newsroom, release: Release) -> Release:
    """The release with its author; a person on a terminal is asked if it names none and somebody else must sign."""
    rules = newsroom.config.approvals
    if release.author or rules.required != 1 or rules.author_alone or not output.is_interactive():
        return release
    output.say("somebody else than its author must sign a release here, and this one names no author")
    return editing.assign(
        release, "author", " ".join(ask.name("Who wrote it", validate=person_names.refuse_no_name).split())
    )


def confirm_for_somebody(name: str, by: str) -> bool:
    """Ask for confirmation if the signer is not the person remembered here, and return whether that is so.

    Raises DeclinedError if the answer is no.
    """
    person = remembered_signer().get("name", "")
    question = f"{name} signs, and you are {person} here. Does {name} agree to these words?"
    is_for_another = bool(by and person) and not records.same_person(person, name)
    if is_for_another and not ask.confirm(question, default=False):
        hint = "newsroom approve, without --by, signs for you"
        hint += f"; not {person}? delete {_below_home(_signer_file())}, and you are asked again"
        raise DeclinedError("nothing was signed", hint=hint)
    return is_for_another


def confirm_own_work(name: str, newsroom: Newsroom, release: Release) -> bool:
    """Ask for confirmation if the author signs although somebody else must, and return whether that is so.

    Raises DeclinedError if the answer is no.
    """
    rules, author = newsroom.config.approvals, text_of(release.author)
    needs_other = rules.required == 1 and not rules.author_alone
    is_not_enough = needs_other and bool(author) and records.same_person(author, name)
    question = f"{name} wrote it, and somebody else must sign it here. Sign it as well?"
    if is_not_enough and not ask.confirm(question, default=False):
        raise DeclinedError(
            "nothing was signed", hint="newsroom approve --by NAME records the signature of somebody else"
        )
    return is_not_enough


def own_name(by: str, newsroom: Newsroom, signer: str) -> str:
    """The name under which the recorded `signer` takes a record back.

    Raises RefusedError if the person here (as remembered, or by git) or the name `by` is somebody else. A person who
    signed for another can undo that: if `by` names the signer, a person on a terminal is asked whether the signer
    takes it back.
    """
    person = remembered_signer().get("name", "") or history.user_name(newsroom.root)
    is_for_signer = bool(by and person) and records.same_person(by, signer) and not records.same_person(person, signer)
    question = f"{signer} signed it, and you are {person} here. Does {signer} take it back?"
    if is_for_signer and output.is_interactive() and ask.confirm(question, default=False):
        return by
    for name in filter(None, (person, by)):
        if not records.same_person(name, signer):
            raise RefusedError(
                f"{signer} signed it, and only {signer} can take that back; you are {name} here",
                hint=f'if you signed for {signer}, say so on a terminal, with --by "{signer}"',
            )
    return person or by or signer_name("", newsroom, [signer])


# --- the remembered person ------------------------------------------------------------------------------------


def _signer_file() -> Path:
    """The file in the person's configuration folder that has the name and role with which they sign."""
    return Path(typer.get_app_dir("newsroom")) / "signer.toml"


def remembered_signer() -> dict[str, str]:
    """The remembered name and role; empty if there are none, or if the file is damaged."""
    import tomllib

    try:
        kept = tomllib.loads(disk.read(_signer_file(), links=True).decode())
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in kept.items() if isinstance(value, str) and value.strip()}


def remember_signer(**given: str) -> None:
    """Remember a name or a role that a person has answered on a terminal, and print where."""
    if not output.is_interactive():
        return
    lines = [f"{key} = {to_toml(value)}" for key, value in {**remembered_signer(), **given}.items()]
    content = "\n".join(("# Who works here: newsroom new, newsroom approve and newsroom quotes clear.", *lines, ""))
    try:
        if _signer_file().exists():
            writer.replace(_signer_file(), content.encode())
        else:
            writer.create(_signer_file(), content.encode())
    except NewsroomError:
        return  # it will be asked again
    output.say(f"remembered in {_below_home(_signer_file())}; delete that file to be asked again")


def _below_home(file: Path) -> str:
    """The path of a file as a person writes it, with ~ for the home folder."""
    home = Path.home()
    return f"~/{file.relative_to(home).as_posix()}" if file.is_relative_to(home) else str(file)


def record_moment(date: str | None, newsroom: Newsroom) -> dt.datetime:
    """The time of a record, to the second: `date` as typed, else now."""
    if date:
        time = when.moment(date, newsroom, option="--date", past=True, confirms=True)
    else:
        time = options.moment_to_note(newsroom)
    return time.replace(microsecond=0)
