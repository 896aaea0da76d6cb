"""The quotes of a release as they are known: those found in its body, beside those listed under [[quotes]]."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.quotes.spoken import Spoken
from newsroom_cli.language.words import changes
from newsroom_cli.ledger import records
from newsroom_cli.markup import markdown
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.release import Quote, Release, Span

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.quotes import Paragraph, Quoted

# Whether a quote is listed: as it stands, in other words, not at all; or listed and nowhere in the body.
YES, CHANGED, NO, ABSENT = "yes", "changed", "no", "not in the body"


class Known(NamedTuple):
    """A quote, where it begins in the file, and how it is listed.

    `speaker` and `role` are as listed, else as found; `sure` is False where the speaker is only guessed. `listed` is
    YES, CHANGED, NO or ABSENT, `standing` what the ledger says. `numbers` are the indexes of the tables that list it,
    `found` what the body has, None where the words stand there without being recognised as speech.
    """

    text: str
    speaker: str
    role: str
    sure: bool
    span: Span
    listed: str
    standing: str
    numbers: tuple[int, ...] = ()
    found: Quoted | None = None


class Speech(NamedTuple):
    """A quote found in the body, the span of its first words, and its words as they are compared."""

    quoted: Quoted
    span: Span
    words: tuple[str, ...]


def paragraphs(document: Document) -> list[tuple[Paragraph, markdown.Block]]:
    """The running text of a release as the reader of quotes takes it, each with its block."""
    from newsroom_cli.language.quotes.quotes import (
        Paragraph,  # the reader of quotes is large, and many releases need none
    )

    return [
        (Paragraph(document.without_code(block), block.quoted, block.kind == markdown.HEADING), block)
        for block in document.prose
    ]


@per_document
def speeches(document: Document) -> tuple[Speech, ...]:
    """The quotes found in the body, in order."""
    from newsroom_cli.language.quotes import quotes

    people = tuple((person.name, person.role) for person in document.config.people if person.name)
    listed = paragraphs(document)
    found = quotes.find_quotes([paragraph for paragraph, _ in listed], language=document.language, people=people)
    return tuple(_speech(quoted, listed) for quoted in found)


def _speech(quoted: Quoted, listed: Sequence[tuple[Paragraph, markdown.Block]]) -> Speech:
    first = quoted.parts[0]
    span = listed[first.paragraph][1].place(first.start, first.end)
    return Speech(quoted, span, tuple(each.folded for each in records.exact(quoted.text)))


def known(document: Document) -> list[Known]:
    """The quotes of the body in order, then those that are listed but not recognised in it."""
    rows: list[Known] = []
    seen: set[int] = set()
    release, body = document.release, Spoken(document.prose, document.language)
    for speech in speeches(document):
        row = _of_speech(release, speech, body)
        seen.update(row.numbers)
        rows.append(row)
    rest = (number for number, each in enumerate(release.quotes) if number not in seen and each.text)
    return rows + [_of_table(release, number, body) for number in rest]


def rounded(words: str) -> str:
    """A quote as it stands alone: the comma before its attribution is a full stop."""
    return f"{words[:-1]}." if words.endswith(",") else words


def match(release: Release, speech: Speech) -> tuple[str, tuple[int, ...]]:
    """How the quotes that are listed cover one that was found: YES, CHANGED or NO, and the indexes of their tables."""
    listed = [_words(each) for each in release.quotes]
    wanted = speech.words
    if not wanted:
        return YES, ()
    for number, each in enumerate(listed):
        if f" {' '.join(wanted)} " in f" {' '.join(each)} ":
            return YES, (number,)
    if (several := _covering(wanted, listed)) is not None:
        return YES, several
    near = [number for number in _likest(wanted, listed) if changes(listed[number], wanted)]
    return (CHANGED, (near[0],)) if near else (NO, ())


def _likest(wanted: Sequence[str], listed: Sequence[Sequence[str]]) -> list[int]:
    """The few listed quotes that share most words with one, best first: only these are compared word by word."""
    said = set(wanted)
    shares = [(len(said.intersection(each)) / len(said | set(each)), number) for number, each in enumerate(listed) if each]  # fmt: skip
    best = sorted((each for each in shares if each[0] >= _LIKENESS), reverse=True)[:_COMPARED]
    return [number for _, number in best]


_LIKENESS = 0.3  # the share of words in common below which two quotes are two
_COMPARED = 3


def _covering(wanted: Sequence[str], listed: Sequence[Sequence[str]]) -> tuple[int, ...] | None:
    """The listed quotes that one after another make up the words, each whole; None when they do not."""
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for at in range(len(wanted)):
        if at not in reached:
            continue
        for number, each in enumerate(listed):
            if each and number not in reached[at] and list(wanted[at : at + len(each)]) == list(each):
                reached.setdefault(at + len(each), (*reached[at], number))
    return reached.get(len(wanted))


def _words(quote: Quote) -> tuple[str, ...]:
    return _folded(quote.text.value) if quote.text else ()


@functools.lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(each.folded for each in records.exact(text))


_WORST = (records.TAKEN_BACK, records.VOID, records.OPEN, records.CLEARED)


def _of_speech(release: Release, speech: Speech, body: Spoken) -> Known:
    quoted = speech.quoted
    listed, numbers = match(release, speech)
    tables = [release.quotes[number] for number in numbers]
    if listed == YES and not all(body.has(each.text.value) for each in tables if each.text):
        listed = CHANGED  # cut: the rest of what is listed is not there
    standing = min(map(records.standing, tables), key=_WORST.index, default=records.OPEN)
    if listed == CHANGED and standing == records.CLEARED:
        standing = records.VOID
    first = tables[0] if tables else None
    return Known(
        text=quoted.text,
        speaker=first.speaker.value if first and first.speaker else quoted.speaker,
        role=first.role.value if first and first.role else quoted.role,
        sure=quoted.sure or bool(first and first.speaker),
        span=speech.span,
        listed=listed,
        standing=standing,
        numbers=numbers,
        found=quoted,
    )


def _of_table(release: Release, number: int, body: Spoken) -> Known:
    """A listed quote that is not recognised as speech: without marks, as in a statement, or not there at all."""
    quote = release.quotes[number]
    words = quote.text.value if quote.text else ""
    there = body.has(words)
    standing = records.standing(quote)
    return Known(
        text=words,
        speaker=quote.speaker.value if quote.speaker else "",
        role=quote.role.value if quote.role else "",
        sure=True,
        span=quote.text.span if quote.text else quote.span,
        listed=YES if there else ABSENT,
        standing=records.VOID if standing == records.CLEARED and not there else standing,
        numbers=(number,),
    )


def of_speaker(release: Release, name: str) -> list[int]:
    """The indexes of the listed quotes of a person, by the whole name or by a part of it that is theirs alone."""
    named = {number: each.speaker.value for number, each in enumerate(release.quotes) if each.speaker}
    whole = [number for number, each in named.items() if records.same(each, name)]
    if whole:
        return whole
    wanted = {each.folded for each in records.exact(name)}
    part = {number: each for number, each in named.items() if wanted and wanted <= _name(each)}
    return list(part) if len({" ".join(sorted(_name(each))) for each in part.values()}) == 1 else []


def _name(name: str) -> set[str]:
    return {each.folded for each in records.exact(name)}


def speakers(document: Document) -> Iterator[str]:
    """The names in a release and in newsroom.toml that a quote can be of, each once."""
    names = (
        *(quote.speaker.value for quote in document.release.quotes if quote.speaker),
        *(speech.quoted.speaker for speech in speeches(document)),
        *(person.name for person in document.config.people),
    )
    yield from dict.fromkeys(each for each in names if each)


def named(document: Document, name: str) -> str:
    """The full name of the one speaker that a name or surname means; the name itself when it means nobody or several."""
    rows = known(document)
    names = list(dict.fromkeys(each.speaker for each in rows if each.speaker))
    if whole := [each for each in names if records.same(each, name)]:
        return whole[0]
    wanted = _name(name)
    part = [each for each in names if wanted and wanted <= _name(each)]
    return part[0] if len(part) == 1 else name
