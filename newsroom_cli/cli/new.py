"""`newsroom new`: a release to start from."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.new_correction import About, Class, Reason
from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.model.config import Contact, Kind
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.newsroom.scaffold import Answers


def new(
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="What to start: --list shows them.")] = None,
    headline: Annotated[str, typer.Option(help="The headline.")] = "",
    subhead: Annotated[str, typer.Option(help="The line under the headline.")] = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="The release's date, such as 2026-03-01; else today.")] = "",
    embargo: Annotated[str, typer.Option(metavar="TIME", help="Nothing is public before TIME.")] = "",
    office: Annotated[str, typer.Option(metavar="KEY", help="The issuing office, by its key in newsroom.toml.")] = "",
    city: Annotated[str, typer.Option(help="The city of the dateline; else the office's.")] = "",
    topic: Annotated[list[str] | None, typer.Option(help="What it is about; may be given several times.")] = None,
    language: Annotated[str, typer.Option(help="The language, when it is not the newsroom's.")] = "",
    speaker: Annotated[str, typer.Option(help="Who is quoted.")] = "",
    role: Annotated[str, typer.Option(help="The speaker's role.")] = "",
    quote: Annotated[str, typer.Option(help="The spoken words.")] = "",
    event_starts: Annotated[str, typer.Option(metavar="TIME", help="When the event begins.")] = "",
    event_place: Annotated[str, typer.Option(metavar="TEXT", help="Where the event is.")] = "",
    contact_name: Annotated[str, typer.Option(metavar="TEXT", help="Whom reporters may ask; else the office's.")] = "",
    contact_email: Annotated[str, typer.Option(metavar="TEXT", help="Their e-mail address.")] = "",
    contact_phone: Annotated[str, typer.Option(metavar="TEXT", help="Their telephone number.")] = "",
    about: About = None,
    change: Class = None,
    reason: Reason = "",
    name: Annotated[str, typer.Option(help="The words of the file's name; else the headline's.")] = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the file in your editor.")] = False,
    show_kinds: Annotated[bool, typer.Option("--list", help="List the kinds there are, and stop.")] = False,
    directory: Directory = None,
) -> None:
    """Start a release from a template.

    Everything is filled in that the newsroom knows. Asks on a terminal what no option says. Prints the file it wrote.
    Never overwrites one.

    Example: newsroom new release --headline "City Opens Harbour Quarter Library" --edit
    """
    from newsroom_cli.cli import ask, new_correction, options

    newsroom = options.newsroom(directory)
    if show_kinds:
        _list_kinds(newsroom)
        return
    kind = _chosen_kind(newsroom, kind or "")
    known = new_correction.known_answers(newsroom, kind, about, change, reason)
    office, day = _chosen_office(newsroom, office or known.office), _chosen_day(newsroom, date)
    kind_settings = newsroom.config.kinds.get(kind)
    headline = headline or ask.text("Headline (or later)", known.headline)
    city = city if known.corrects else _chosen_city(newsroom, office, city)
    if kind_settings is None or kind_settings.quotes:
        speaker, role = _chosen_speaker(newsroom, speaker, role)
    begins, event_place = _chosen_event(newsroom, kind_settings, event_starts, event_place)
    answers = dataclasses.replace(
        known,
        headline=headline,
        subhead=subhead,
        date=day,
        office=office,
        city=city,
        embargo=_moment(embargo, newsroom, "--embargo"),
        topics=tuple(topic or known.topics),
        language=language or known.language,
        speaker=speaker,
        role=role,
        quote=quote,
        event_starts=begins,
        event_place=event_place,
        contacts=_contacts(contact_name, contact_phone, contact_email) or known.contacts,
    )
    _write(newsroom, answers, name, edit=edit)


def _chosen_kind(newsroom: Newsroom, kind: str) -> str:
    """The kind from the option or the answer. Raises NewsroomError if it does not exist."""
    from newsroom_cli.cli import ask
    from newsroom_cli.model.release import DEFAULT_KIND
    from newsroom_cli.newsroom import scaffold

    kinds = [(name, _kind_label(newsroom, name)) for name in scaffold.kinds(newsroom.own)]
    chosen = kind or ask.choice("Kind", kinds, DEFAULT_KIND)
    scaffold.require_kind(chosen, newsroom.own)
    return chosen


def _chosen_day(newsroom: Newsroom, date: str) -> dt.date:
    """The day from the option or the answer; today by default."""
    from newsroom_cli.cli import options, when

    today = options.moment(None, newsroom).date()
    if date:
        return when.typed(date, newsroom, option="--date", confirms=True)
    return when.ask("Date", newsroom, today.isoformat()) or today


def _contacts(*parts: str) -> tuple[Contact, ...]:
    """The contact with this name, telephone number and e-mail address; no contact if all are empty."""
    from newsroom_cli.model.config import Contact

    return (Contact(*parts),) if any(parts) else ()


def _chosen_event(newsroom: Newsroom, kind: Kind | None, starts: str, place: str) -> tuple[dt.datetime | None, str]:
    """Time and place of the event, from the options, or from answers if the kind needs an event."""
    from newsroom_cli.cli import ask, when
    from newsroom_cli.model.interpretation import instant

    begins: dt.date | None = _moment(starts, newsroom, "--event-starts")
    if kind and "event.starts" in kind.requires:
        begins = begins or when.ask("Event begins, such as March 1 at 9am (or later)", newsroom, timed=True)
        place = place or ask.text("Event is at (or later)")
    return instant(begins, newsroom.config) if begins else None, place


def _moment(typed: str, newsroom: Newsroom, option: str) -> dt.datetime | None:
    """The moment in an option; None if it is empty."""
    from newsroom_cli.cli import when

    return when.moment(typed, newsroom, option=option, confirms=True) if typed else None


def _write(newsroom: Newsroom, answers: Answers, name: str, *, edit: bool) -> None:
    """Write the release, link to it from the release it corrects, and print what to do next."""
    from newsroom_cli.cli import editor, new_correction, output
    from newsroom_cli.model import disk
    from newsroom_cli.newsroom import scaffold, writer
    from newsroom_cli.newsroom.writer import in_place
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import renaming

    file = newsroom.folder / scaffold.file_name(answers, name)
    text = scaffold.release_text(answers, newsroom.config, newsroom.own)
    path = output.from_here(file, newsroom.root)
    if not disk.is_there(file):
        renaming.refuse_owned(newsroom, newsroom.name_of(file), manifests.manifest_of(newsroom.output))
    edited = new_correction.link_to_correction(newsroom, answers, newsroom.name_of(file)) if answers.corrects else None
    try:
        writer.create(file, text.encode())
    except NewsroomError as error:
        error.path = path
        if not (edited and isinstance(error, writer.TakenError) and new_correction.lacks_link(newsroom, file, *edited)):
            raise
    output.result(path)
    if edited:
        in_place.save_release(newsroom, *edited)
        output.say(f"{output.from_here(edited[0].path, newsroom.root)} links to this correction once it is public")
    if answers.kind not in newsroom.config.kinds:
        output.say(f"newsroom.toml does not say what a {answers.kind} needs; a [kinds.{answers.kind}] table would")
    if edit:
        editor.open_in_editor(file)
    output.say(f"next: write it, then newsroom check {shlex.quote(path)}")


def _list_kinds(newsroom: Newsroom) -> None:
    """Print the kinds that have a template."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import scaffold, theme

    rows = []
    for kind, path in scaffold.kinds(newsroom.own).items():
        own = not path.is_relative_to(theme.builtin())
        rows.append(
            [
                ("strong", kind),
                ("", _kind_label(newsroom, kind)),
                ("dim", output.from_here(path, newsroom.root) if own else "built in"),
            ]
        )
    output.table(["Kind", "Label", "Template"], rows)


def _kind_label(newsroom: Newsroom, kind: str) -> str:
    """The label of a kind on pages, empty if newsroom.toml does not declare it."""
    declared = newsroom.config.kinds.get(kind)
    return declared.label if declared else ""


def _chosen_office(newsroom: Newsroom, office: str) -> str:
    """The key of the office: from the option or the answer, or the only office."""
    from newsroom_cli.cli import ask
    from newsroom_cli.model.toml.values import nearest

    offices = newsroom.config.offices
    if not office and offices:
        first = next(iter(offices))
        pairs = [(key, office.name) for key, office in offices.items()]
        office = first if len(offices) == 1 else ask.choice("Office", pairs, first)
    if office not in offices and (office or offices):
        near = nearest(office, offices)
        raise NewsroomError(
            f'there is no office "{office}" in newsroom.toml',
            hint=f"did you mean {near}?" if near else f"there are {', '.join(offices) or 'none; add [offices.KEY]'}",
        )
    return office


def _chosen_city(newsroom: Newsroom, office: str, city: str) -> str:
    """The city from the option or the answer; the office's city by default."""
    from newsroom_cli.cli import ask

    own_office = newsroom.config.offices.get(office)
    return city or ask.text("City of the dateline", own_office.city if own_office else "")


def _chosen_speaker(newsroom: Newsroom, speaker: str, role: str) -> tuple[str, str]:
    """The quoted person and their role, from the options, newsroom.toml or an answer."""
    from newsroom_cli.cli import ask

    people = {person.name: person for person in newsroom.config.people}
    if not speaker:
        speaker = ask.choice(
            "Who is quoted (or later)", [(person.name, person.role) for person in people.values()], free=True
        )
    listed = people.get(speaker) or next((person for person in people.values() if speaker in person.spellings), None)
    return (listed.name, role or listed.role) if listed else (speaker, role)
