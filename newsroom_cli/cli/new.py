"""`newsroom new`: a release to start from."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli import ask, completion, going_back, new_correction, options, output
from newsroom_cli.cli.new_correction import About, Class, Reason
from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.model.config import Contact
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.newsroom.scaffold import Answers

Kind = Annotated[
    str | None,
    typer.Argument(metavar="[KIND]", help="What to start: --list shows them.", autocompletion=completion.kinds),
]
OfficeKey = Annotated[
    str,
    typer.Option(
        metavar="KEY", help="The issuing office, by its key in newsroom.toml.", autocompletion=completion.offices
    ),
]
Speakers = Annotated[
    list[str] | None,
    typer.Option("--speaker", help="Who is quoted; may be given several times.", autocompletion=completion.speakers),
]


def new(
    context: typer.Context,
    kind: Kind = None,
    headline: Annotated[str | None, typer.Option(help="The headline.")] = None,
    subhead: Annotated[str, typer.Option(help="The line under the headline.")] = "",
    date: Annotated[
        str, typer.Option(metavar="DATE", help="The release's date, such as Mar 1 or tomorrow; else today.")
    ] = "",
    embargo: Annotated[
        str, typer.Option(metavar="TIME", help="Nothing is public before TIME, such as tomorrow 9am.")
    ] = "",
    office: OfficeKey = "",
    city: Annotated[str, typer.Option(help="The city of the dateline; else the office's.")] = "",
    topic: Annotated[list[str] | None, typer.Option(help="What it is about; may be given several times.")] = None,
    language: Annotated[str, typer.Option(help="The language, when it is not the newsroom's.")] = "",
    speaker: Speakers = None,
    role: Annotated[list[str] | None, typer.Option(help="The speaker's role.")] = None,
    quote: Annotated[list[str] | None, typer.Option(help="The spoken words.")] = None,
    event_starts: Annotated[str, typer.Option(metavar="TIME", help="When the event begins.")] = "",
    event_place: Annotated[str, typer.Option(metavar="TEXT", help="Where the event is.")] = "",
    contact_name: Annotated[str, typer.Option(metavar="TEXT", help="Whom reporters may ask; else the office's.")] = "",
    contact_email: Annotated[str, typer.Option(metavar="TEXT", help="Their e-mail address.")] = "",
    contact_phone: Annotated[str, typer.Option(metavar="TEXT", help="Their telephone number.")] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="Who writes it; else you, as remembered.")] = "",
    about: About = None,
    change: Class = None,
    reason: Reason = "",
    name: Annotated[str, typer.Option(help="The words of the file's name; else the headline's.")] = "",
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Start from this older release.")] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the file in your editor.")] = False,
    show_kinds: Annotated[bool, typer.Option("--list", help="List the kinds there are, and stop.")] = False,
    directory: Directory = None,
) -> None:
    """Start a release from a template.

    Everything is filled in that the newsroom knows. Asks on a terminal what no option says. Prints the file it wrote.
    Never overwrites one.

    Example: newsroom new release --headline "City Opens Harbour Quarter Library" --edit
    """
    from newsroom_cli.cli import new_copy, unfinished

    newsroom = options.newsroom(directory)
    if show_kinds:
        _list_kinds(newsroom)
        return
    original = new_copy.original_release(newsroom, from_, context.params) if from_ else None
    with unfinished.answers(newsroom, "new"):
        file = going_back.with_way_back(
            lambda: new_copy.start(newsroom, original, context.params) if original else _start(newsroom, context.params)
        )
    _print_next(newsroom, file, edit=edit)


def _start(newsroom: Newsroom, given: Mapping[str, Any]) -> Path:
    """Write a release of what the options give and the answers say, and return its file."""
    from newsroom_cli.cli import new_questions, publication_question, signing

    embargo = new_questions.moment(given["embargo"], newsroom, "--embargo", ahead=True)
    kind = new_questions.chosen_kind(newsroom, given["kind"] or "")
    known = new_correction.known_answers(
        newsroom, kind, given["about"] and Path(given["about"]), given["change"] or "", given["reason"]
    )
    declared = newsroom.config.kinds.get(kind)
    office = new_questions.chosen_office(newsroom, given["office"] or known.office)
    plan = publication_question.chosen(newsroom, given["date"], embargo)
    headline = new_questions.chosen_headline(given["headline"], known.headline)
    city = given["city"] if known.corrects else new_questions.chosen_city(newsroom, office, given["city"])
    dateline = new_questions.place_of_dateline(newsroom, office, city)
    begins, place = new_questions.chosen_event(newsroom, declared, given["event_starts"], given["event_place"])
    said = [given[name] or () for name in ("speaker", "role", "quote")]
    contact = [given[f"contact_{name}"] for name in ("name", "phone", "email")]
    answers = dataclasses.replace(
        known,
        headline=headline,
        subhead=given["subhead"],
        date=plan.date,
        office=office,
        **dateline,
        embargo=plan.embargo,
        topics=new_questions.chosen_topics(newsroom, given["topic"] or (), known.topics),
        language=given["language"] or known.language,
        quotes=new_questions.chosen_quotes(newsroom, *said, asks=declared is None or declared.quotes > 0),
        event_starts=begins,
        event_place=place,
        contacts=_contacts(*contact) or known.contacts,
        author=given["author"] or signing.author_name(newsroom),
    )
    return _write(newsroom, answers, given["name"])


def _contacts(*parts: str) -> tuple[Contact, ...]:
    """The contact with this name, telephone number and e-mail address; no contact if all are empty.

    Raises NewsroomError for a name such as none.
    """
    from newsroom_cli.model.config import Contact

    if parts[0] and ask.means_empty(parts[0]):
        raise NewsroomError(f'--contact-name: "{parts[0]}" is not a name', hint="without it the office's contacts stay")
    return (Contact(*parts),) if any(parts) else ()


def _write(newsroom: Newsroom, answers: Answers, name: str) -> Path:
    """Write the release, link to it from the release it corrects, and return the file."""
    from newsroom_cli.cli import new_questions
    from newsroom_cli.newsroom import scaffold, writer
    from newsroom_cli.newsroom.writer import in_place

    file = newsroom.folder / scaffold.file_name(answers, name)
    text = scaffold.release_text(answers, newsroom.config, newsroom.own)
    edited = new_correction.link_to_correction(newsroom, answers, newsroom.name_of(file)) if answers.corrects else None
    try:
        new_questions.created(newsroom, file, text)
    except writer.TakenError:
        if not (edited and new_correction.lacks_link(newsroom, file, *edited)):
            raise
        output.result(output.from_here(file, newsroom.root))
    if edited:
        in_place.save_release(newsroom, *edited)
        output.say(f"{output.from_here(edited[0].path, newsroom.root)} links to this correction once it is public")
    if answers.kind not in newsroom.config.kinds:
        output.say(f"newsroom.toml does not say what a {answers.kind} needs; a [kinds.{answers.kind}] table would")
    return file


def _print_next(newsroom: Newsroom, file: Path, *, edit: bool) -> None:
    """Open the release in the editor if that is wanted, and print what to do next."""
    from newsroom_cli.cli import editor

    if edit:
        editor.edit(newsroom, file)
    how = " (newsroom open --edit opens your editor)" if output.is_interactive() and not edit else ""
    output.say(f"next: write it{how}, then newsroom check {shlex.quote(output.from_here(file, newsroom.root))}")


def _list_kinds(newsroom: Newsroom) -> None:
    """Print the kinds that have a template."""
    from newsroom_cli.cli import new_questions
    from newsroom_cli.newsroom import scaffold, theme

    rows = []
    for kind, path in scaffold.kinds(newsroom.own).items():
        own = not path.is_relative_to(theme.builtin())
        rows.append(
            [
                ("strong", kind),
                ("", new_questions.kind_label(newsroom, kind)),
                ("dim", output.from_here(path, newsroom.root) if own else "built in"),
            ]
        )
    output.table(["Kind", "Label", "Template"], rows, wrapped="Template")
