"""The steps of `newsroom quotes sync`: list the quotes of the body in the front matter."""

from __future__ import annotations

from newsroom_cli.cli.steps import naming
from newsroom_cli.cli.terminal import ask, output, person_names
from newsroom_cli.language.document import Document
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.ledger.known_quotes import KnownQuote
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import editing
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.scaffold import TO_COME
from newsroom_cli.newsroom.writer import in_place


def sync(newsroom: Newsroom, file: str | None, *, guess: bool, dry_run: bool) -> None:
    """Write the quotes of the body under [[quotes]]."""
    release = in_place.open_release(newsroom, naming.release_path(newsroom, file, reads_only=dry_run))
    document = newsroom.document(release)
    rows = known_quotes.quotes_of_release(document)
    changed = known_quotes.rewritten_quotes(release, rows)
    other_rows = [_as_new_if_of_another(release, row) for row in rows if row not in changed.values()]
    tables = [_table(document, row, guess=guess) for row in other_rows if row.listed == known_quotes.NO]
    after = release
    for number, row in changed.items():
        after = editing.assign(after, f"quotes.{number}.text", known_quotes.as_sentence(row.text))
    after, unplaced = _with_missing_quotes(after, tables)
    after, added = editing.append(after, "quotes", *unplaced) if unplaced else after, len(tables)
    differing = [row for row in other_rows if row.listed in (known_quotes.ABSENT, known_quotes.CHANGED)]
    for row in differing:
        if known_quotes.has_placeholder(row.text, release.text):
            continue
        numbers = ", ".join(str(number + 1) for number in row.numbers)
        named = f"no. {numbers}{f', of {row.speaker}' if row.speaker else ''}"
        difference = "the body has other words than are listed; newsroom check shows which"
        if row.listed == known_quotes.ABSENT:
            words = f"“{shortened(row.text, 60)}”"
            difference = f"listed, but not in the body any more: {words}; delete it from [[quotes]] if it stays out"
        output.say(f"{named}: {difference}")
    for number in changed:
        before = release.quotes[number]
        speaker, words = text_of(before.speaker), shortened(text_of(before.text), 60)
        named = f"no. {number + 1}{f', of {speaker}' if speaker else ''}"
        was_cleared = records.clearance_status(before) == records.CLEARED
        void = "; the clearance does not count for these words" if was_cleared else ""
        has = "would get" if dry_run else "has"
        output.say(f"{named}: {has} the words of the body now, in place of “{words}”{void}")
    if dry_run:
        output.difference(release.text, after.text, release.path)
    else:
        in_place.save_release(newsroom, release, after)
    if not added and changed:
        output.say("next: newsroom quotes clear, or newsroom quotes sheet to ask for it")
    elif not added and all(row.listed == known_quotes.ABSENT for row in differing):
        output.say("every quote of the body is listed" if rows else "there are no quotes in the body")
    elif added:
        done = f"{'would list' if dry_run else 'listed'} {added} quote{'' if added == 1 else 's'}"
        output.say(f"{done}; next: newsroom quotes clear, or newsroom quotes sheet to ask for it")


def _as_new_if_of_another(release: Release, row: KnownQuote) -> KnownQuote:
    """The quote as one that is not listed, if the listed words like it are all another person's; else unchanged."""
    found = row.found
    if found is None or row.listed != known_quotes.CHANGED:
        return row
    if any(known_quotes.may_be_of_speaker(release.quotes[number], found) for number in row.numbers):
        return row
    return row._replace(listed=known_quotes.NO, numbers=(), speaker=found.speaker, role=found.role, sure=found.sure)


def _with_missing_quotes(release: Release, tables: list[dict[str, str]]) -> tuple[Release, list[dict[str, str]]]:
    """Put quotes in place of TK in tables of their speaker, or of no speaker yet; also return the remaining tables."""
    unplaced = list(tables)
    for number, quote in enumerate(release.quotes):
        if quote.clearance or not (quote.text and quote.text.value == TO_COME):
            continue
        speaker = quote.speaker.value if quote.speaker else TO_COME
        fitting = [
            table for table in unplaced if speaker == TO_COME or records.have_same_words(table["speaker"], speaker)
        ]
        for key, value in fitting[0].items() if fitting else ():
            release = editing.assign(release, f"quotes.{number}.{key}", value)
        unplaced = [table for table in unplaced if table not in fitting[:1]]
    return release, unplaced


def _table(document: Document, row: KnownQuote, *, guess: bool) -> dict[str, str]:
    """The [[quotes]] table for a quote; its speaker is known, asked for, or TK."""
    speaker, role = row.speaker, row.role
    if not (speaker and (row.sure or guess)):
        speaker, role = _ask_speaker(document, row)
    table = {"speaker": speaker or "TK"}
    table |= {"role": role} if role else {}
    return table | {"text": known_quotes.as_sentence(row.text)}


def _ask_speaker(document: Document, row: KnownQuote) -> tuple[str, str]:
    """Ask who says a quote and in what role; both are empty without a terminal."""
    output.say(f"line {document.release.position(row.span.start).line}: “{shortened(row.text, 200)}”")
    if not output.is_interactive():
        perhaps = f"; perhaps {row.speaker}" if row.speaker else ""
        output.say(f"it is unclear who says this{perhaps}: write the name in place of TK, or try --guess")
        return "", ""
    people = {person.name: person.role for person in document.config.people}
    names = [(name, people.get(name, "")) for name in known_quotes.speakers(document)]
    question, refuse = "Who says this (or later)", person_names.refuse_no_name
    chosen = ask.choice(question, names, row.speaker, free=True, validate=refuse, empty_words=ask.NOBODY)
    return chosen, row.role if chosen == row.speaker else people.get(chosen, "")
