"""`newsroom quotes`: who said what in a release, and whether they agreed to it."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import completion, options
from newsroom_cli.cli.arguments.command_group import Command, command_group
from newsroom_cli.cli.arguments.shared_options import (
    By,
    Date,
    Directory,
    File,
    MailForm,
    Since,
    TableOrJson,
    Target,
    Until,
    completed_option,
    printable,
)

app = command_group(
    "quotes",
    "Keep track of who said what, and who agreed to it.\n\n"
    "The quotes of a release are listed under [[quotes]] in its file, each with the clearance of its speaker.\n\n"
    "Example: newsroom quotes list releases/2026-03-02-library.md",
)


@app.command("list", cls=Command)
def list_(
    file: File = None,
    form: Annotated[TableOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TableOrJson.table,
    directory: Directory = None,
) -> None:
    """List quotes: who, where, whether agreed.

    Shows each quote of the body with its speaker, its line, whether it is listed under [[quotes]] and whether it is
    cleared.

    Exit code 1: a clearance is void or withdrawn, or the body has other words than those listed.

    Example: newsroom quotes list releases/2026-03-02-library.md
    """
    from newsroom_cli.cli.steps import quotes_list

    quotes_list.list_quotes(options.newsroom(directory), file, form)


@app.command("sync", cls=Command)
def sync(
    file: File = None,
    guess: Annotated[bool, typer.Option("--guess", help="Do not ask: use the speaker that the text suggests.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    directory: Directory = None,
) -> None:
    """Write the body's quotes under [[quotes]].

    A quote whose words have changed in the body gets the new words, and a clearance of the old ones does not count for
    them. A quote that is still TK is filled in. Everything else stays as it is, with its comments; nothing is deleted.
    If it is unclear whose words they are, it asks on a terminal; elsewhere it writes TK, and check asks for a name.

    Example: newsroom quotes sync releases/2026-03-02-library.md
    """
    from newsroom_cli.cli.steps import quotes_sync

    quotes_sync.sync(options.newsroom(directory), file, guess=guess, dry_run=dry_run)


@app.command("clear", cls=Command)
def clear(
    file: File = None,
    speaker: Annotated[
        list[str] | None,
        completed_option(
            "NAME", "Whose words, by name or surname; may be repeated; all for everybody's.", completion.speakers
        ),
    ] = None,
    number: Annotated[
        int, typer.Option("--number", metavar="NUMBER", help="Only this one, by its number in list.")
    ] = 0,
    by: By = "",
    via: Annotated[
        str, typer.Option(metavar="TEXT", help="How they agreed: by e-mail, by telephone ...", callback=printable)
    ] = "",
    date: Date = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Record that the speaker took the words back.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what you recorded by mistake.")] = False,
    directory: Directory = None,
) -> None:
    """Record that a speaker agreed to these words.

    Who agreed, when and how, and a digest of the words go into the file, beside each listed quote of that person. One
    changed word voids the record; quotation marks, dashes and line breaks may change. On a terminal it asks whose words
    they are and how the speaker agreed, unless options say so, and lists the words of several people first.

    Example: newsroom quotes clear releases/2026-03-02-library.md --speaker "Ana Okafor" --via e-mail
    """
    from newsroom_cli.cli.steps import quotes_clear

    quotes_clear.clear(
        options.newsroom(directory), file, speaker or (), number, by, via, date, withdraw=withdraw, undo=undo
    )


@app.command("sheet", cls=Command)
def sheet(
    speaker: Annotated[str, completed_option("NAME", "Whose words, by name or surname.", completion.speakers)] = "",
    file: File = None,
    form: Annotated[MailForm, typer.Option("--format", "-f", help="Plain text, HTML, or a mail.")] = MailForm.text,
    target: Target = None,
    directory: Directory = None,
) -> None:
    """Write a speaker's words for their approval.

    A clearance sheet: their words in context, nothing else of the release, and how to answer. On a terminal it asks
    whose words you want; an only speaker needs no name.

    Example: newsroom quotes sheet releases/2026-03-02-library.md --speaker "Ana Okafor" --format eml -o okafor.eml
    """
    from newsroom_cli.cli.steps import quotes_list

    quotes_list.sheet(options.newsroom(directory), speaker, file, form, target)


@app.command("search", cls=Command)
def search(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="Words that all occur, in any order; or '\"a phrase\"'."),
    ] = None,
    speaker: Annotated[
        str, completed_option("NAME", "Only quotes of NAME: a part of a name or of a role.", completion.speakers)
    ] = "",
    since: Since = "",
    until: Until = "",
    form: Annotated[
        TableOrJson, typer.Option("--format", "-f", help="How the quotes are printed.")
    ] = TableOrJson.table,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most N quotes; a terminal shows 20, a program gets all.")
    ] = None,
    directory: Directory = None,
) -> None:
    """Find quotes in all releases: what has the mayor said about housing?

    Case, accents and endings do not matter. The newest come first. Quotes that are not public, such as those of drafts,
    are marked. Quotes that are still TK are left out.

    Exit code 0: found. 1: nothing found. 2: the search could not run.

    Example: newsroom quotes search housing --speaker mayor --since 2025
    """
    from newsroom_cli.cli.steps import quotes_search

    quotes_search.find_quotes(options.newsroom(directory), " ".join(text or []), speaker, since, until, form, limit)
