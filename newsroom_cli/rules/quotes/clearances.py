"""QT: whether the people who are quoted agreed to exactly these words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.ledger.records import Difference
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.release import Clearance, Field, Quote, Span, text_of
from newsroom_cli.rules.phrases import day_in_words, missing_keys, of_speaker, on_date
from newsroom_cli.rules.registry import ERROR, Hit, rule

_SHOWN = 3


def requires_clearances(document: Document) -> bool:
    """Whether newsroom.toml requires a clearance for each quote of this release, and the release is to go out."""
    if document.config.quotes.clearance != "required" or not document.is_going_out:
        return False
    return records.requirement_applies(document.release, document.config.quotes.since, document.config)


# --- QT014 ----------------------------------------------------------------------------------------------------


@rule("QT014", "clearance-void", severity=ERROR)
def clearance_void(document: Document) -> Iterator[Hit]:
    """Report a quote whose clearance is not valid, or whose words, speaker or sense changed after it was cleared."""
    cleared = []
    for number, quote in enumerate(document.release.quotes):
        if quote.clearance is None:
            continue
        if records.clearance_status(quote) == records.VOID:
            yield _void_hit(document, quote, quote.clearance)
        elif records.clearance_status(quote) == records.CLEARED:
            cleared.append(number)
    if cleared:
        yield from _spoken_by_others(document, cleared)
        yield from _of_another_sense(document, cleared)


def _void_hit(document: Document, quote: Quote, record: Clearance) -> Hit:
    """The hit for a clearance that is not valid: it is incomplete, or words, speaker or role have changed since."""
    if missing := missing_keys(record):
        message = f"the clearance{of_speaker(quote)} has no {' and no '.join(missing)}, so it clears nothing"
        return Hit(_span_of(record.by, record.span), message, _clear_again(document, quote))
    words, cleared, on_day = text_of(quote.text), text_of(record.words), on_date(record, document.config)
    differences = records.differences(cleared, words) if record.words else []
    if differences and record.words:
        first = differences[0]
        before = _some_words(cleared, first.before_start, first.before_end)
        earlier = (document.span_of_part(record.words, *before), "it was cleared in these words")
        message = f"the quote{of_speaker(quote)} was changed after it was cleared{on_day}: {_summary(differences)}"
        return Hit(_difference_place(document, quote, first), message, _clear_again(document, quote), earlier)
    if record.words and quote.text and records.questions(cleared) != records.questions(words):
        message = f"question marks of the quote{of_speaker(quote)} were changed after it was cleared{on_day}"
        return Hit(quote.text.span, message, _clear_again(document, quote), (record.words.span, "cleared as this"))
    credited, now = text_of(record.attribution), records.attribution(quote)
    if not records.have_same_words(credited, now):
        message = f'the quote is listed as "{now}"; it was cleared{on_day} as "{credited}"'
        if not (now and credited):
            message = f"the speaker or role of the quote{of_speaker(quote)} was changed after it was cleared{on_day}"
        same_speaker = quote.speaker is not None and credited.startswith(quote.speaker.value)
        spot = (quote.role if same_speaker else quote.speaker) or quote.speaker or quote.role or quote.text
        also = (record.attribution.span, "cleared as this") if record.attribution else None
        return Hit(_span_of(spot, quote.span), message, _clear_again(document, quote), also)
    message = f"the clearance{of_speaker(quote)} was given for other words, another speaker or another role"
    return Hit(_span_of(record.digest, record.span), message, _clear_again(document, quote))


def _difference_place(document: Document, quote: Quote, first: Difference) -> Span:
    """The span of the first changed words; of the whole quote if it has several lines, so that a comment fits above."""
    text = quote.text
    if text is None:
        return quote.span
    if "\n" in document.release.text[text.span.start : text.span.end]:
        return text.span
    return document.span_of_part(text, *_some_words(text.value, first.start, first.end))


def _some_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of a text; if it is empty because words were added or removed there, the word after it, else the last."""
    if start < end:
        return start, end
    if word := re.compile(r"\S+").search(text, start):
        return word.span()
    return max(text.rstrip().rfind(" ") + 1, 0), len(text.rstrip())


def _spoken_by_others(document: Document, cleared: list[int]) -> Iterator[Hit]:
    """Yield hits for cleared quotes that the body attributes to another person."""
    for speech in known_quotes.speeches(document):
        quoted = speech.quoted
        listed, numbers = known_quotes.listing_of(document.release, speech)
        if not (quoted.speaker and quoted.sure) or listed != known_quotes.YES or not set(numbers) <= set(cleared):
            continue
        speaker = known_quotes.name_words(quoted.speaker)
        for quote in (document.release.quotes[number] for number in numbers):
            if quote.speaker and speaker.isdisjoint(known_quotes.name_words(records.attribution(quote))):
                message = f'the body has "{quoted.speaker}" say what {quote.speaker.value} cleared'
                help = "name the speaker as cleared, or have the words cleared by whoever says them"
                yield Hit(speech.span, message, help, (quote.speaker.span, "cleared as this"))


def _of_another_sense(document: Document, cleared: list[int]) -> Iterator[Hit]:
    """Yield hits for cleared quotes that the body turns into a question, or out of one, or strikes out."""
    for speech in known_quotes.speeches(document):
        listed, numbers = known_quotes.listing_of(document.release, speech)
        if listed != known_quotes.YES or not set(numbers) & set(cleared):
            continue
        if change := known_quotes.change_of_sense(document, speech):
            quote = document.release.quotes[numbers[0]]
            message = f"the body has the quote{of_speaker(quote)} in a different sense from the cleared one: {change}"
            also = (quote.text.span, "cleared as this") if quote.text else None
            yield Hit(speech.span, message, "write it as it was cleared, or list it again and have it cleared", also)


def _summary(differences: list[Difference]) -> str:
    """The first differences in words, with the number of the rest."""
    more = f"; and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
    return "; ".join(map(str, differences[:_SHOWN])) + more


def _clear_again(document: Document, quote: Quote) -> str:
    """The help for a clearance that is no longer valid."""
    return f"put back what was cleared, or have it cleared again: {_to_clear(document, quote)}"


# --- QT015 ----------------------------------------------------------------------------------------------------


@rule("QT015", "clearance-missing", severity=ERROR, yields_to=("PH001",))
def clearance_missing(document: Document) -> Iterator[Hit]:
    """Report a quote without a clearance, where newsroom.toml requires one."""
    if not requires_clearances(document):
        return
    for number, quote in enumerate(document.release.quotes):
        if quote.text and records.clearance_status(quote) == records.OPEN:
            message = f"the quote{of_speaker(quote)} was not cleared, and this newsroom asks for it"
            place = [*known_quotes.unfinished_parts(document.release, number), quote.text][0].span  # PH001 says more
            yield Hit(place, message, f"have it cleared: {_to_clear(document, quote)}")
    for speech in known_quotes.speeches(document):
        if known_quotes.listing_of(document.release, speech)[0] == known_quotes.NO:
            quoted = speech.quoted
            by = f" of {quoted.speaker}" if quoted.speaker else ""
            message = f'the quote{by} is not listed, so nobody cleared it: "{shortened(quoted.text, 60)}"'
            sync = f"newsroom quotes sync {shlex.quote(document.release.path)}"
            yield Hit(speech.span, message, f"list it and have it cleared: {sync}, then newsroom quotes clear")


# --- QT016 ----------------------------------------------------------------------------------------------------


@rule("QT016", "clearance-withdrawn", severity=ERROR)
def clearance_withdrawn(document: Document) -> Iterator[Hit]:
    """Report a quote whose clearance the speaker has withdrawn."""
    for quote in document.release.quotes:
        record = quote.clearance
        if record and record.withdrawn:
            name = quote.speaker.value if quote.speaker else "the speaker"
            day = day_in_words(record.withdrawn.value, document.config)
            message = f"{name} withdrew the clearance of this quote on {day}"
            command = _to_clear(document, quote)
            help = f"take the quote out of the body and of [[quotes]], or have it cleared again: {command}"
            yield Hit(_span_of(quote.text, quote.span), message, help, (record.withdrawn.span, "withdrawn here"))


# --- words ----------------------------------------------------------------------------------------------------


def _to_clear(document: Document, quote: Quote) -> str:
    """The command that clears a quote."""
    which = f"--number {document.release.quotes.index(quote) + 1}"
    if quote.speaker:
        which = f'--speaker "{quote.speaker.value}"'
    return f"newsroom quotes clear {shlex.quote(document.release.path)} {which}"


def _span_of(field: Field[str] | None, otherwise: Span) -> Span:
    """The span of a field; `otherwise` if the field is missing."""
    return field.span if field else otherwise
