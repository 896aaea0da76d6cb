"""The clearance sheet as text, HTML and e-mail: one speaker's quotes with their context, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.quotes.quotes import Part
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.ledger.known_quotes import ABSENT, YES, KnownQuote
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import SHEET
from newsroom_cli.publishing.identity.identity import palette_of
from newsroom_cli.publishing.mail import head

SPEAKER_WORDS, CONTEXT, LEFT_OUT = "own", "context", "left out"


class Segment(NamedTuple):
    """A part of a sentence; its kind is SPEAKER_WORDS, CONTEXT, or LEFT_OUT for the words of other people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A quote for its speaker to check: the words, the sentences around them, and the status of the clearance."""

    words: str
    context: tuple[tuple[Segment, ...], ...]
    standing: str


def entries(document: Document, speaker: str) -> list[Entry]:
    """The quotes of a speaker in the body of a release; `speaker` is a name from `known_quotes`."""
    rows = known_quotes.quotes_of_release(document)
    speaker_quotes = [
        quote
        for quote in rows
        if quote.sure and records.have_same_words(quote.speaker, speaker) and quote.listed != ABSENT
    ]
    texts = [paragraph.text for paragraph, _ in known_quotes.paragraphs(document)]
    parts = [part for quote in speaker_quotes if quote.found for part in quote.found.parts]
    others = [part for number, text in enumerate(texts) for part in _said_by_others(number, text, parts)]
    return [
        Entry(_full_words(document.release, quote), _context(texts, quote, others), quote.clearance)
        for quote in speaker_quotes
    ]


def guessed_quotes(document: Document, speaker: str) -> int:
    """The number of quotes that may be the speaker's; quotes with a guessed speaker are on nobody's sheet."""
    rows = known_quotes.quotes_of_release(document)
    return sum(not quote.sure and records.have_same_words(quote.speaker, speaker) for quote in rows)


def _full_words(release: Release, row: KnownQuote) -> str:
    """The words of a quote as [[quotes]] lists them, or else as in the body."""
    listed = [release.quotes[number].text for number in row.numbers] if row.listed == YES else []
    return " ".join(field.value for field in listed if field) or known_quotes.as_sentence(row.text)


def _said_by_others(number: int, text: str, speaker_parts: list[Part]) -> list[Part]:
    """The parts of a paragraph between quotation marks that are not the speaker's, whether speech or not."""
    if not quotation_marks.has_mark(text):
        return []
    marked = (Part(number, *span) for span in quotation_marks.pair(text).quoted_spans(len(text)))
    own = [part for part in speaker_parts if part.paragraph == number]
    return [part for part in marked if not any(part.start < one.end and one.start < part.end for one in own)]


def _context(texts: list[str], row: KnownQuote, others: list[Part]) -> tuple[tuple[Segment, ...], ...]:
    """The sentences that contain a quote or name its speaker, as segments, one tuple for each paragraph."""
    if row.found is None:
        return ()
    lines = []
    for number in dict.fromkeys(part.paragraph for part in row.found.parts):
        speaker_parts = [part for part in row.found.parts if part.paragraph == number]
        left_out = [part for part in others if part.paragraph == number]
        lines.append(_segments(texts[number], speaker_parts, left_out, row.speaker))
    return tuple(lines)


def _segments(text: str, speaker_parts: list[Part], others: list[Part], speaker: str) -> tuple[Segment, ...]:
    """The sentences of a paragraph that matter to a speaker, split into segments, each on one line."""
    segments: list[Segment] = []
    for number, (start, end) in enumerate(_sentences(text, speaker_parts, speaker)):
        if number:
            segments.append(Segment(LEFT_OUT, " … "))
        offset = start
        for part in sorted((*speaker_parts, *others), key=lambda part: part.start):
            first, last = max(part.start, offset), min(part.end, end)
            if first < last:
                segments += [
                    Segment(CONTEXT, text[offset:first]),
                    Segment(SPEAKER_WORDS, text[first:last]) if part in speaker_parts else Segment(LEFT_OUT, "[…]"),
                ]
                offset = last
        segments.append(Segment(CONTEXT, text[offset:end]))
    return tuple(Segment(kind, " ".join(words.split("\n"))) for kind, words in segments if words)


def _sentences(text: str, speaker_parts: list[Part], speaker: str) -> list[tuple[int, int]]:
    """The spans of the sentences with the speaker's parts, and of a neighbour that names the speaker.

    Adjacent sentences are joined into one span.
    """
    spans = list(sentences.split(text))
    holding = {
        number
        for number, (start, end) in enumerate(spans)
        for part in speaker_parts
        if part.start < end and start < part.end
    }
    if holding and not any(
        _has_other_words(text[slice(*spans[number])], speaker_parts, spans[number][0]) for number in holding
    ):
        wanted = {word.folded for word in records.exact_words(speaker)}
        neighbours = (number for number in (max(holding) + 1, min(holding) - 1) if 0 <= number < len(spans))
        naming = (
            number
            for number in neighbours
            if wanted & {word.folded for word in records.exact_words(text[slice(*spans[number])])}
        )
        holding |= set(list(naming)[:1])
    joined: list[tuple[int, int]] = []
    for number in sorted(holding):
        start, end = spans[number]
        if joined and number - 1 in holding:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _has_other_words(sentence: str, speaker_parts: list[Part], offset: int) -> bool:
    """Whether a sentence has words outside the quoted parts."""
    characters = list(sentence)
    for part in speaker_parts:
        for index in range(max(part.start - offset, 0), min(part.end - offset, len(sentence))):
            characters[index] = " "
    return any(character.isalpha() for character in "".join(characters))


# --- renderings -----------------------------------------------------------------------------------------------


def text(edition: Edition, config: Config, templates: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as plain text, UTF-8."""
    import textwrap

    rendered = theme.render(templates, "email/sheet.txt", **_variables(edition, config, templates, speaker, quotes))
    lines = (
        textwrap.wrap(
            line,
            72,
            subsequent_indent=line[: len(line) - len(line.lstrip())],
            break_long_words=False,
            break_on_hyphens=False,
        )
        or [""]
        for line in rendered.split("\n")
    )
    return ("\n".join(wrapped_line.rstrip() for line in lines for wrapped_line in line).strip("\n") + "\n").encode()


def html(edition: Edition, config: Config, templates: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as a page that mail clients also show; it loads nothing, and its styles are inline."""
    return theme.render(
        templates, "email/sheet.html", **_variables(edition, config, templates, speaker, quotes)
    ).encode()


def eml(edition: Edition, config: Config, templates: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as a mail to be addressed and sent by hand, without date: the same sheet gives the same bytes.

    Raises NewsroomError if the newsroom's address is invalid, or the headers do not read back as written.
    """
    from email.message import EmailMessage

    rendered = [render(edition, config, templates, speaker, quotes) for render in (text, html)]
    identity = head.digest(edition.id or edition.slug, speaker, *(content.decode() for content in rendered))
    words = theme.words(templates, edition.language, SHEET)
    fields = head.headers_of(edition, config, subject=words.subject)
    mail = EmailMessage(policy=head.policy())
    for name in ("From", "To", "Subject", "Content-Language"):
        if name in fields:
            mail[name] = fields[name]
    mail["Message-ID"] = f"<{identity}@{fields['From'].domain}>"
    mail["X-Unsent"] = "1"
    mail.set_content(rendered[0].decode(), cte="quoted-printable")
    mail.add_alternative(rendered[1].decode(), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{identity}")
    raw = mail.as_bytes()
    head.verify(raw, mail, path=edition.path)
    return raw


def _variables(
    edition: Edition, config: Config, templates: Path | None, speaker: str, quotes: list[Entry]
) -> dict[str, Any]:
    """The variables of the templates of the sheet."""
    words = theme.words(templates, edition.language, SHEET)
    return {
        "language": edition.language,
        "direction": edition.direction,
        "words": words,
        "words_lang": words.language,
        "sender": config.email.sender or config.name,
        "speaker": speaker,
        "entries": quotes,
        "contacts": edition.contacts,
        "palette": palette_of(config),
    }
