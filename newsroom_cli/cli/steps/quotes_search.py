"""The steps of `newsroom quotes search`: find quotes in all releases by words, speaker and date."""

from __future__ import annotations

import shlex
import sys
import textwrap
from collections.abc import Sequence

import typer

from newsroom_cli.cli.arguments import options, when
from newsroom_cli.cli.arguments.shared_options import TableOrJson
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import APPROVED, PUBLIC
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.model.toml.values import describe, joined
from newsroom_cli.newsroom.archive import search
from newsroom_cli.newsroom.archive.search import FoundQuote, Query, has_words
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.life import elsewhere


def find_quotes(
    newsroom: Newsroom, text: str, speaker: str, since: str, until: str, form: TableOrJson, limit: int | None
) -> None:
    """Print the quotes of all releases that have these words, are by this speaker, and fall between these dates."""
    since, until = when.typed_bound(since, "--since", newsroom), when.typed_bound(until, "--until", newsroom)
    for typed in (text, speaker):
        if typed.strip() and not has_words(typed):
            raise NewsroomError(f"there is no word in {describe(typed)}", hint="name words that the quote holds")
    if not (text.strip() or speaker.strip() or since or until):
        raise NewsroomError(
            "nothing to look for",
            hint='name words of the quote, or whose quotes: newsroom quotes search --speaker "mayor"',
        )
    if since and until and since[: len(until)] > until[: len(since)]:
        raise NewsroomError(f"--since {since} is after --until {until}", hint="swap them")
    query = Query(text, speaker, since, until)
    with output.progress("reading quotes") as progress:
        answer = search.search(newsroom, query, now=options.moment(None, newsroom), progress=progress)
    is_for_person = form is TableOrJson.table and sys.stdout.isatty()
    shown_quotes = _with_displayed_status(answer.quotes[: limit or (SCREENFUL if is_for_person else None)], newsroom)
    if form is TableOrJson.json:
        output.json([{**quote._asdict(), "date": quote.date or None} for quote in shown_quotes])
    elif is_for_person:
        for number, found in enumerate(shown_quotes):
            output.result(*[""] * (number > 0), *_lines_for_person(found, newsroom, query))
    elif shown_quotes:
        rows = []
        for found in shown_quotes:
            place = f"{output.from_here(found.path, newsroom.root)}:{found.line}"
            cells = (found.date, found.standing, found.speaker, found.role, " ".join(found.text.split()), place)
            rows.append([("", cell) for cell in cells])
        output.table(["Date", "Status", "Speaker", "Role", "Quote", "File"], rows, wrapped="Quote")
    shown, total = len(shown_quotes), len(answer.quotes)
    if not total:
        names = joined(answer.speakers, "and")
        output.say(f"no such quote{f'; there are quotes by {names}' if names else ''}")
        if answer.speakers:
            output.say(f"help: newsroom quotes search --speaker {shlex.quote(answer.speakers[0])}")
    elif shown < total:
        output.say(f"{shown} of {total} quotes; --limit {total} shows all")
    if answer.unreadable:
        output.say(f"{answer.unreadable} of the releases cannot be read; newsroom check says why")
    if not answer.kept:
        output.say("the index cannot be written here, so every search reads the whole archive again")
    if not shown_quotes:
        raise typer.Exit(NOTHING_FOUND)


SCREENFUL = 20  # quotes on a terminal, unless --limit asks for more


NOTHING_FOUND = 1


def _with_displayed_status(quotes: Sequence[FoundQuote], newsroom: Newsroom) -> list[FoundQuote]:
    """The quotes with the status of their releases that people see: approved if no build has published one yet."""
    if elsewhere.is_built_elsewhere(newsroom):
        return list(quotes)
    out = options.due_moments(newsroom)
    due = (quote.standing == PUBLIC and slug_of(quote.path) not in out for quote in quotes)
    return [quote._replace(standing=APPROVED) if is_due else quote for quote, is_due in zip(quotes, due, strict=True)]


def _lines_for_person(found: FoundQuote, newsroom: Newsroom, query: Query) -> list[str]:
    """The lines about a quote for the terminal: date and speaker, the words, the place."""
    paint = output.paint
    by = ", ".join(filter(None, (found.speaker or "(speaker unclear)", found.role)))
    guessed = "" if found.sure else paint("warning", "  speaker guessed")
    status = "" if found.standing == PUBLIC else paint("warning", f"  {found.standing}")
    quote = textwrap.fill(f"“{found.text}”", output.width(), initial_indent="  ", subsequent_indent="  ")
    for start, end in reversed(search.positions(query, quote)):
        quote = f"{quote[:start]}{paint('strong', quote[start:end])}{quote[end:]}"
    place = paint("dim", f"  {output.from_here(found.path, newsroom.root)}:{found.line}")
    return [f"{found.date or 'no date'}  {paint('strong', by)}{guessed}{status}", *quote.split("\n"), place]
