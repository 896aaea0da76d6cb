"""`newsroom new`: start a release from a template or an older release."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.cli.arguments import completion, options
from newsroom_cli.cli.arguments.shared_options import Directory, Edit, argument, completed_option
from newsroom_cli.cli.terminal import ask


class Change(StrEnum):
    """The class of a change that has a notice of its own."""

    clarification = "clarification"
    update = "update"
    correction = "correction"


About = Annotated[
    Path | None,
    completed_option("FILE", "For a correction: the release that it corrects."),
]
Class = Annotated[Change | None, typer.Option("--class", help="For a correction: what kind of change it is.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="For a correction: what was wrong, and what is right.")]
Kind = Annotated[
    str | None,
    argument("[KIND]", "The kind of release; --list shows all kinds.", completion.kinds),
]
OfficeKey = Annotated[
    str,
    completed_option("KEY", "The issuing office, by its key in newsroom.toml.", completion.offices),
]
Speakers = Annotated[
    list[str] | None,
    completed_option(None, "Who is quoted; repeatable.", completion.speakers, "--speaker"),
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
    topic: Annotated[list[str] | None, typer.Option(help="What it is about; repeatable.")] = None,
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
    name: Annotated[str, typer.Option(help="The words of the file name; else those of the headline.")] = "",
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Start from this older release.")] = None,
    edit: Edit = False,
    show_kinds: Annotated[bool, typer.Option("--list", help="List all kinds, and stop.")] = False,
    directory: Directory = None,
) -> None:
    """Start a release from a template.

    Fills in everything that the newsroom knows. On a terminal it asks for what no option says. Prints the name of the
    new file, and never overwrites one.

    Example: newsroom new release --headline "City Opens Harbour Quarter Library" --edit
    """
    from newsroom_cli.cli.steps import new_release
    from newsroom_cli.cli.terminal import unfinished

    newsroom = options.newsroom(directory)
    if show_kinds:
        new_release.list_kinds(newsroom)
        return
    original = new_release.original_release(newsroom, from_, context.params) if from_ else None
    with unfinished.answers(newsroom, "new"):
        file = ask.with_way_back(
            lambda: (
                new_release.start_from(newsroom, original, context.params)
                if original
                else new_release.start(newsroom, context.params)
            )
        )
    new_release.print_next(newsroom, file, edit=edit)
