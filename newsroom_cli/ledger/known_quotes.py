"""The quotes of a release: those in its body, matched with those listed under [[quotes]]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.quotes.spoken import Spoken
from newsroom_cli.language.quotes.stretches import FINAL_COMMA
from newsroom_cli.language.wording import placeholders
from newsroom_cli.language.words import changes
from newsroom_cli.ledger import records
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Quote, Release, Span, text_of
from newsroom_cli.model.toml.values import nearest

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.quotes import Paragraph, Quoted

# Whether a quote is listed: word for word, in other words, not at all; or listed but missing from the body.
YES, CHANGED, NO, ABSENT = "yes", "changed", "no", "not in the body"


class KnownQuote(NamedTuple):
    """A quote, where it begins in the file, and how it is listed.

    `speaker` and `role` are as listed, else as found; `sure` is False if the speaker is only guessed. `listed` is
    YES, CHANGED, NO or ABSENT, `clearance` the status of its clearance. `numbers` are the indexes of the tables that
    list it; `found` is the quote in the body, None if its words were not recognised as speech.
    """

    text: str
    speaker: str
    role: str
    sure: bool
    span: Span
    listed: str
    clearance: str
    numbers: tuple[int, ...] = ()
    found: Quoted | None = None


class Speech(NamedTuple):
    """A quote found in the body, the span of its first words, and its words for comparison."""

    quoted: Quoted
    span: Span
    words: tuple[str, ...]


def paragraphs(document: Document) -> list[tuple[Paragraph, markdown.Block]]:
    """The paragraphs of a release as the search for quotes reads them, with their blocks."""
    from newsroom_cli.language.quotes.quotes import (
        Paragraph,  # this module is large, and many releases do not need it
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
    pairs = paragraphs(document)
    found = quotes.find_quotes([paragraph for paragraph, _ in pairs], language=document.language, people=people)
    return tuple(_speech(quoted, pairs) for quoted in found)


def _speech(quoted: Quoted, pairs: Sequence[tuple[Paragraph, markdown.Block]]) -> Speech:
    """A quote of the body with the span of its first words; `pairs` are the results of `paragraphs`."""
    first = quoted.parts[0]
    span = pairs[first.paragraph][1].place(first.start, first.end)
    return Speech(quoted, span, _words(quoted.text))


def quotes_of_release(document: Document) -> list[KnownQuote]:
    """The quotes of the body in order, then the listed quotes that were not recognised in the body."""
    quotes: list[KnownQuote] = []
    listed_numbers: set[int] = set()
    release, body = document.release, Spoken(document.prose, document.language)
    for speech in speeches(document):
        known_quote = _known_quote_in_body(release, speech, body)
        if known_quote.clearance == records.CLEARED and change_of_sense(document, speech):
            known_quote = known_quote._replace(clearance=records.VOID)
        listed_numbers.update(known_quote.numbers)
        quotes.append(known_quote)
    unmatched = (number for number, quote in enumerate(release.quotes) if number not in listed_numbers and quote.text)
    return quotes + [_known_quote_outside_speech(release, number, body) for number in unmatched]


def change_of_sense(document: Document, speech: Speech) -> str:
    """How the body changes the sense of a listed quote although it has its words; empty if it does not."""
    listed, numbers = listing_of(document.release, speech)
    texts = [text_of(document.release.quotes[number].text) for number in numbers] if listed == YES else []
    if texts and not _asks_as_listed(speech, " ".join(texts)):
        return "question marks stand elsewhere"
    return "words are struck out" if texts and _is_struck(document, speech) else ""


def _asks_as_listed(speech: Speech, listed: str) -> bool:
    """Whether a quote in the body has its question marks where the listed words have them, if these contain it."""
    words, of_list, of_body = _words(listed), records.questions(listed), records.questions(speech.quoted.text)
    length = len(speech.words)
    starts = (start for start in range(len(words) - length + 1) if words[start : start + length] == speech.words)
    found = [of_list[start : start + length] for start in starts]
    return not found or of_body in found


def _is_struck(document: Document, speech: Speech) -> bool:
    """Whether readers see words of a quote struck out."""
    spoken = f" {' '.join(speech.words)} "
    for number in dict.fromkeys(part.paragraph for part in speech.quoted.parts):
        source = document.release.text[slice(*document.prose[number].span)]
        html = markdown.html(source, locate=str) if "~" in source or "<" in source else ""
        struck = (" ".join(_words(_TAG.sub("", match["words"]))) for match in _STRUCK.finditer(html))
        if any(words and f" {words} " in spoken for words in struck):
            return True
    return False


_STRUCK = pattern(r"<(?:del|s)>(?P<words>[^\0]{1,3000}?)</(?:del|s)>")
_TAG = pattern(r"<[^<>]*>")


def uncleared_speakers(release: Release) -> list[str]:
    """The speakers of listed quotes that are not cleared as they are, each once."""
    return list(
        dict.fromkeys(
            quote.speaker.value
            for quote in release.quotes
            if quote.speaker and records.clearance_status(quote) != records.CLEARED
        )
    )


def unfinished_parts(release: Release, number: int) -> list[Field[str]]:
    """The fields of a listed quote that have a placeholder such as TK: nobody can agree to these words yet."""
    quote = release.quotes[number]
    fields = [field for field in (quote.text, quote.speaker, quote.role) if field]
    return [field for field in fields if has_placeholder(field.value, release.text)]


def has_placeholder(text: str, around: str) -> bool:
    """Whether a text has a placeholder, or is one; in the text `around` it, TK may be explained as something else."""
    text = text.rstrip(" ,.")
    first = next(placeholders.placeholders(text, around), None)
    alone = next(placeholders.placeholders(text), None)
    return first is not None or (alone is not None and alone.end - alone.start == len(text))


def as_sentence(words: str) -> str:
    """A quote without the comma before its attribution; one that begins as a sentence ends with a full stop instead."""
    match = FINAL_COMMA.search(words)
    if match is None:
        return words
    bare = words[: match.start()]
    is_whole = not words[:1].islower() and bare[-1:] not in ("-", "–", "—", "…")
    return f"{bare}.{match[1]}" if is_whole else f"{bare}{match[1]}"


def listing_of(release: Release, speech: Speech) -> tuple[str, tuple[int, ...]]:
    """Whether [[quotes]] lists a quote of the body (YES, CHANGED or NO), and the indexes of the tables that do."""
    listed = [_quote_words(quote) for quote in release.quotes]
    wanted = speech.words
    if not wanted:
        return YES, ()
    for number, words in enumerate(listed):
        if f" {' '.join(wanted)} " in f" {' '.join(words)} ":
            return YES, (number,)
    if (covering_numbers := _covering(wanted, listed)) is not None:
        return YES, covering_numbers
    similar_numbers = [number for number in _most_similar(wanted, listed) if changes(listed[number], wanted)]
    return (CHANGED, (similar_numbers[0],)) if similar_numbers else (NO, ())


def _most_similar(wanted: Sequence[str], listed: Sequence[Sequence[str]]) -> list[int]:
    """The indexes of the few listed quotes that share most words with a quote, the most similar first."""
    unique = set(wanted)
    shares = [
        (len(unique.intersection(words)) / len(unique | set(words)), number)
        for number, words in enumerate(listed)
        if words
    ]
    best = sorted((share for share in shares if share[0] >= _LEAST_LIKENESS), reverse=True)[:_MOST_COMPARED]
    return [number for _, number in best]


_LEAST_LIKENESS = 0.3  # the least share of common words for two versions of one quote
_MOST_COMPARED = 3


def _covering(wanted: Sequence[str], listed: Sequence[Sequence[str]]) -> tuple[int, ...] | None:
    """The indexes of listed quotes whose words, one quote after the other, are exactly these; None if none fit."""
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for index in range(len(wanted)):
        if index not in reached:
            continue
        for number, words in enumerate(listed):
            if words and number not in reached[index] and list(wanted[index : index + len(words)]) == list(words):
                reached.setdefault(index + len(words), (*reached[index], number))
    return reached.get(len(wanted))


def _quote_words(quote: Quote) -> tuple[str, ...]:
    """The words of a listed quote for comparison."""
    return _words(text_of(quote.text))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text for comparison."""
    return tuple(word.folded for word in records.exact_words(text))


_WORST = (records.TAKEN_BACK, records.VOID, records.OPEN, records.CLEARED)


def _known_quote_in_body(release: Release, speech: Speech, body: Spoken) -> KnownQuote:
    """A quote of the body, with its listing and its clearance under [[quotes]]."""
    quoted = speech.quoted
    listed, numbers = listing_of(release, speech)
    tables = [release.quotes[number] for number in numbers]
    if listed == YES and not all(body.has(quote.text.value) for quote in tables if quote.text):
        listed = CHANGED  # cut: the body lacks the rest of a listed quote
    clearance = min(map(records.clearance_status, tables), key=_WORST.index, default=records.OPEN)
    if listed == CHANGED and clearance == records.CLEARED:
        clearance = records.VOID
    first = tables[0] if tables else None
    return KnownQuote(
        text=quoted.text,
        speaker=first.speaker.value if first and first.speaker else quoted.speaker,
        role=first.role.value if first and first.role else quoted.role,
        sure=quoted.sure or bool(first and first.speaker),
        span=speech.span,
        listed=listed,
        clearance=clearance,
        numbers=numbers,
        found=quoted,
    )


def _known_quote_outside_speech(release: Release, number: int, body: Spoken) -> KnownQuote:
    """The listed quote `number`, whose words were not recognised as speech in the body.

    The body has them without quotation marks, as in a statement, or lacks them.
    """
    quote = release.quotes[number]
    words = text_of(quote.text)
    is_in_body = body.has(words)
    clearance = records.clearance_status(quote)
    return KnownQuote(
        text=words,
        speaker=text_of(quote.speaker),
        role=text_of(quote.role),
        sure=True,
        span=quote.text.span if quote.text else quote.span,
        listed=YES if is_in_body else ABSENT,
        clearance=records.VOID if clearance == records.CLEARED and not is_in_body else clearance,
        numbers=(number,),
    )


def rewritten_quotes(release: Release, quotes: Sequence[KnownQuote]) -> dict[int, KnownQuote]:
    """The quotes of the body whose words have changed since they were listed, by the index of the table.

    A quote counts only if its speaker may be the listed one, and no other quote of the body has the table's words. If
    no table is similar enough for `listing_of`, a table counts if most of the words are alike, or if one version
    contains the other.
    """
    taken = [number for quote in quotes if quote.found for number in quote.numbers]
    found: dict[int, KnownQuote] = {}
    for quote in quotes:
        if quote.found is None or quote.listed not in (CHANGED, NO):
            continue
        free = [number for number in range(len(release.quotes)) if number not in taken]
        fitting = [number for number in quote.numbers if may_be_of_speaker(release.quotes[number], quote.found)]
        fitting += [number for number in free if _is_other_version(release.quotes[number], quote.found)]
        if fitting and len(quote.numbers) < 2 and taken.count(fitting[0]) < 2 and fitting[0] not in found:
            found[fitting[0]] = quote
    return found


def may_be_of_speaker(listed: Quote, quoted: Quoted) -> bool:
    """Whether a listed quote and one in the body may have the same speaker, who may have only a surname, or no name."""
    listed_name, name_in_body = name_words(text_of(listed.speaker)), name_words(quoted.speaker)
    return not quoted.speaker or listed_name <= name_in_body or name_in_body <= listed_name


def _is_other_version(listed: Quote, quoted: Quoted) -> bool:
    """Whether a listed quote and a quote in the body are versions of the same quote by the same person."""
    if not may_be_of_speaker(listed, quoted):
        return False
    before, after = _quote_words(listed), _words(quoted.text)
    fewer, more = sorted((before, after), key=len)
    if len(fewer) >= _FEWEST_WORDS and f" {' '.join(fewer)} " in f" {' '.join(more)} ":
        return True
    return bool(before) and len({*before} & {*after}) > _MOST_WORDS_ALIKE * len({*before} | {*after})


_FEWEST_WORDS = 3  # of a quote that counts as part of a longer version
_MOST_WORDS_ALIKE = 0.5


def numbers_of_speaker(release: Release, name: str) -> list[int]:
    """The indexes of a person's listed quotes, by the full name or a part of it that no other speaker has."""
    by_number = {number: quote.speaker.value for number, quote in enumerate(release.quotes) if quote.speaker}
    exact_matches = [number for number, speaker in by_number.items() if records.have_same_words(speaker, name)]
    if exact_matches:
        return exact_matches
    wanted = {word.folded for word in records.exact_words(name)}
    partial_matches = {
        number: speaker for number, speaker in by_number.items() if wanted and wanted <= name_words(speaker)
    }
    return (
        list(partial_matches)
        if len({" ".join(sorted(name_words(speaker))) for speaker in partial_matches.values()}) == 1
        else []
    )


def name_words(name: str) -> set[str]:
    """The words of a name for comparison."""
    return {word.folded for word in records.exact_words(name)}


def speakers(document: Document) -> Iterator[str]:
    """The names of possible speakers in a release and in newsroom.toml, each once."""
    names = (
        *(quote.speaker.value for quote in document.release.quotes if quote.speaker),
        *(speech.quoted.speaker for speech in speeches(document)),
        *(person.name for person in document.config.people),
    )
    yield from dict.fromkeys(name for name in names if name)


def full_name(document: Document, name: str) -> str:
    """The full name of the only speaker with this name or surname; the name itself if there is none, or several."""
    quotes = quotes_of_release(document)
    names = list(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    if exact_matches := [whole_name for whole_name in names if records.have_same_words(whole_name, name)]:
        return exact_matches[0]
    wanted = name_words(name)
    partial_matches = [whole_name for whole_name in names if wanted and wanted <= name_words(whole_name)]
    return partial_matches[0] if len(partial_matches) == 1 else name


def nearest_speaker(names: Iterable[str], typed: str) -> str | None:
    """The speaker's name that is most similar to a mistyped name or surname; None if none is similar."""
    by_word = {word.lower(): name for name in names for word in (name, *name.split())}
    near = nearest(typed, by_word)
    return by_word[near] if near else None
