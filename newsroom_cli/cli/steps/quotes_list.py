"""The steps of `newsroom quotes list` and `quotes sheet`: list quotes, and write a speaker's words for approval."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import MailForm, TableOrJson
from newsroom_cli.cli.steps import naming, quotes_clear
from newsroom_cli.cli.terminal import output
from newsroom_cli.language.document import Document
from newsroom_cli.ledger import known_quotes
from newsroom_cli.ledger.known_quotes import KnownQuote
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing import sheet as sheets


def list_quotes(newsroom: Newsroom, file: str | None, form: TableOrJson) -> None:
    """Print the quotes of a release; ends with exit code 1 when a clearance does not hold."""
    release = naming.open_release(newsroom, file, reads_only=True)
    rows = known_quotes.quotes_of_release(newsroom.document(release))
    if form is TableOrJson.json:
        output.json([_record(release, row) for row in rows])
    elif rows:
        headings = ["Line", "No.", "Speaker", "Role", "Listed", "Cleared", "Quote"]
        cells = [_cells(release, row) for row in rows]
        output.table(headings, cells, wrapped="Quote", named=["Line", "No.", "Listed", "Cleared"])
    else:
        output.say("there are no quotes in this release")
    if form is TableOrJson.table and any(row.listed == known_quotes.NO for row in rows):
        shown_path = output.from_here(release.path, newsroom.root)
        output.say(f"newsroom quotes sync {shlex.quote(shown_path)} lists what is not listed")
    if form is TableOrJson.table and rows and newsroom.config.quotes.clearance != "required":
        output.say(
            "quotes go out without a clearance here",
            'help: clearance = "required" under [quotes] in newsroom.toml asks for one',
        )
    wrong = any(
        row.clearance in ("void", "withdrawn") or row.listed in (known_quotes.CHANGED, known_quotes.ABSENT)
        for row in rows
    )
    raise typer.Exit(int(wrong))


def sheet(newsroom: Newsroom, speaker: str, file: str | None, form: MailForm, target: Path | None) -> None:
    """Write a speaker's words for their approval."""
    config = newsroom.config
    release = naming.open_release(newsroom, file, reads_only=True)
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
    rendered = render(edition, config, newsroom.own_templates, name, quotes)
    options.deliver(newsroom, rendered, target, f"{edition.slug}-quotes.{'txt' if form is MailForm.text else form}")


_STYLES = {
    "cleared": "good",
    "void": "error",
    "withdrawn": "error",
    "yes": "",
    "changed": "error",
    "no": "warning",
    "not in the body": "error",
}


def _cells(release: Release, row: KnownQuote) -> list[tuple[str, str]]:
    line = release.position(row.span.start).line
    numbers = ", ".join(str(number + 1) for number in row.numbers)
    speaker = row.speaker if row.sure or not row.speaker else f"{row.speaker} (?)"
    return [
        ("dim", str(line)),
        ("dim", numbers),
        ("strong", speaker or "(nobody named)"),
        ("", row.role),
        (_STYLES[row.listed], row.listed),
        (_STYLES[row.clearance], row.clearance),
        ("", excerpt(row.text, 80)),
    ]


def _record(release: Release, row: KnownQuote) -> dict[str, Any]:
    clearances = [release.quotes[number].clearance for number in row.numbers]
    record = next((clearance for clearance in clearances if clearance), None)
    return {
        "line": release.position(row.span.start).line,
        "numbers": [number + 1 for number in row.numbers],
        "speaker": row.speaker,
        "role": row.role,
        "sure": row.sure,
        "text": row.text,
        "listed": row.listed,
        "cleared": row.clearance,
        "by": record.by.value if record and record.by else None,
        "date": record.date.value.isoformat() if record and record.date else None,
        "via": record.via.value if record and record.via else None,
    }


def _chosen_speaker(document: Document) -> str:
    """The only speaker of a release, or the one whom a person chooses.

    Raises NewsroomError if nobody is quoted, or if there are several and no terminal.
    """
    roles = {quote.speaker: quote.role for quote in known_quotes.quotes_of_release(document) if quote.speaker}
    if not roles:
        raise NewsroomError("nobody is quoted", path=document.release.path, hint="newsroom quotes list shows who is")
    if len(roles) > 1 and not output.is_interactive():
        raise NewsroomError("nobody says whose words", hint=f"--speaker NAME: {', '.join(roles)}")
    return next(iter(roles)) if len(roles) == 1 else quotes_clear.chosen_speaker(roles, "")
