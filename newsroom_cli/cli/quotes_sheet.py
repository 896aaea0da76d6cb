"""`newsroom quotes sheet`: a speaker's words, to send to them for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import completion
from newsroom_cli.cli.shared_options import Directory, File, MailForm, Target
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.language.document import Document


def sheet(
    speaker: Annotated[
        str,
        typer.Option(metavar="NAME", help="Whose words, by name or surname.", autocompletion=completion.speakers),
    ] = "",
    file: File = None,
    form: Annotated[MailForm, typer.Option("--format", "-f", help="Plain text, HTML, or a mail.")] = MailForm.text,
    target: Target = None,
    directory: Directory = None,
) -> None:
    """Write a speaker's words for their approval.

    Their words in context, nothing else of the release, and how to answer: a clearance sheet. Asks on a terminal whose
    words they are; the only speaker needs no name.

    Example: newsroom quotes sheet releases/2026-03-02-library.md --speaker "Ana Okafor" --format eml -o okafor.eml
    """
    from newsroom_cli.cli import options, output, quotes_clear
    from newsroom_cli.ledger import known_quotes
    from newsroom_cli.publishing import sheet as sheets

    newsroom = options.newsroom(directory)
    config = newsroom.config
    release = options.open_release(newsroom, file, reads_only=True)
    document = newsroom.document(release)
    if speaker.casefold() == quotes_clear.ALL:
        raise NewsroomError("a sheet has the words of one person", hint="make one for each: --speaker NAME")
    name = known_quotes.full_name(document, speaker or _chosen_speaker(document))
    entries = sheets.entries(document, name)
    quotes = [entry for entry in entries if not known_quotes.has_placeholder(entry.words, release.text)]
    to_come = len(entries) - len(quotes)
    if to_come and not quotes:
        raise NewsroomError(
            f"what {name} says is still to be written",
            path=output.from_here(release.path, newsroom.root),
            hint="write it in place of TK, in the text and under [[quotes]]",
        )
    if not quotes:
        speakers = [quote.speaker for quote in known_quotes.quotes_of_release(document)]
        near = known_quotes.nearest_speaker(speakers, name)
        raise NewsroomError(
            f"{name} says nothing in the body of this release",
            path=output.from_here(release.path, newsroom.root),
            hint=f'did you mean "{near}"?' if near else "newsroom quotes list shows who does",
        )
    if more := sheets.guessed_quotes(document, name):
        them = "it" if more == 1 else "them"
        output.say(
            f"left out: {more} that may be theirs as well; "
            f"newsroom quotes sync lists {them}, when you know who says {them}"
        )
    if to_come:
        output.say(f"left out: {to_come} in which a placeholder such as TK stands")
    edition = newsroom.edition(release, draft=True)
    render = {"text": sheets.text, "html": sheets.html, "eml": sheets.eml}[form]
    rendered = render(edition, config, newsroom.own, name, quotes)
    options.deliver(newsroom, rendered, target, f"{edition.slug}-quotes.{'txt' if form is MailForm.text else form}")


def _chosen_speaker(document: Document) -> str:
    """The only speaker of a release, or the one whom a person on a terminal chooses. Raises NewsroomError elsewhere."""
    from newsroom_cli.cli import output, quotes_clear
    from newsroom_cli.ledger import known_quotes

    roles = {quote.speaker: quote.role for quote in known_quotes.quotes_of_release(document) if quote.speaker}
    if not roles:
        raise NewsroomError("nobody is quoted", path=document.release.path, hint="newsroom quotes list shows who is")
    if len(roles) > 1 and not output.is_interactive():
        raise NewsroomError("nobody says whose words", hint=f"--speaker NAME: {', '.join(roles)}")
    return next(iter(roles)) if len(roles) == 1 else quotes_clear.chosen_speaker(roles, "")
