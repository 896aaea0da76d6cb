"""The clearance sheet: one speaker's quotes in their context, and nothing else of the release; text, HTML, e-mail."""

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
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.mail import head

OWN, CONTEXT, LEFT_OUT = "own", "context", "left out"
_WORDS = "email/sheet-words.html"


class Piece(NamedTuple):
    """A stretch of a sentence: the speaker's OWN words, CONTEXT around them, or somebody else's words LEFT_OUT."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A quote as its speaker reads it: the words, the sentences around them, and the status of their clearance."""

    words: str
    context: tuple[tuple[Piece, ...], ...]
    standing: str


def entries(document: Document, speaker: str) -> list[Entry]:
    """The quotes of a speaker in the body of a release; the name is one from `known_quotes`."""
    rows = known_quotes.of_release(document)
    own = [quote for quote in rows if quote.sure and records.same(quote.speaker, speaker) and quote.listed != ABSENT]
    texts = [paragraph.text for paragraph, _ in known_quotes.paragraphs(document)]
    parts = [part for quote in own if quote.found for part in quote.found.parts]
    others = [part for number, text in enumerate(texts) for part in _said_by_others(number, text, parts)]
    return [
        Entry(_full_words(document.release, quote), _context(texts, quote, others), quote.clearance) for quote in own
    ]


def guessed_quotes(document: Document, speaker: str) -> int:
    """The number of quotes that may be the speaker's; quotes with a guessed speaker are on nobody's sheet."""
    rows = known_quotes.of_release(document)
    return sum(not quote.sure and records.same(quote.speaker, speaker) for quote in rows)


def _full_words(release: Release, row: KnownQuote) -> str:
    """The words as listed under [[quotes]], else as in the body."""
    listed = [release.quotes[number].text for number in row.numbers] if row.listed == YES else []
    return " ".join(field.value for field in listed if field) or known_quotes.as_sentence(row.text)


def _said_by_others(number: int, text: str, own: list[Part]) -> list[Part]:
    """The stretches between quotation marks in a paragraph that are not the speaker's, speech or not."""
    if not quotation_marks.marked(text):
        return []
    marked = (Part(number, *span) for span in quotation_marks.pair(text).spoken(len(text)))
    return [part for part in marked if not any(_overlap(part, one) for one in own)]


def _overlap(one: Part, other: Part) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _context(texts: list[str], row: KnownQuote, others: list[Part]) -> tuple[tuple[Piece, ...], ...]:
    """The sentences that hold a quote's parts and name its speaker, a line for each paragraph."""
    if row.found is None:
        return ()
    lines = []
    for number in dict.fromkeys(part.paragraph for part in row.found.parts):
        own = [part for part in row.found.parts if part.paragraph == number]
        left_out = [part for part in others if part.paragraph == number]
        lines.append(_pieces(texts[number], own, left_out, row.speaker))
    return tuple(lines)


def _pieces(text: str, own: list[Part], others: list[Part], speaker: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for number, (start, end) in enumerate(_sentences(text, own, speaker)):
        if number:
            pieces.append(Piece(LEFT_OUT, " … "))
        at = start
        for part in sorted((*own, *others), key=lambda part: part.start):
            first, last = max(part.start, at), min(part.end, end)
            if first < last:
                pieces += [Piece(CONTEXT, text[at:first]), _piece(text[first:last], part in own)]
                at = last
        pieces.append(Piece(CONTEXT, text[at:end]))
    return tuple(Piece(kind, " ".join(words.split("\n"))) for kind, words in pieces if words)


def _piece(words: str, own: bool) -> Piece:
    return Piece(OWN, words) if own else Piece(LEFT_OUT, "[…]")


def _sentences(text: str, own: list[Part], speaker: str) -> list[tuple[int, int]]:
    """The sentences that hold the parts, and the one beside them that names the speaker; adjacent ones are joined."""
    split = list(sentences.split(text))
    holding = {
        number for number, (start, end) in enumerate(split) for part in own if part.start < end and start < part.end
    }
    if holding and not any(_has_other_words(text[slice(*split[number])], own, split[number][0]) for number in holding):
        wanted = {word.folded for word in records.exact(speaker)}
        beside = (number for number in (max(holding) + 1, min(holding) - 1) if 0 <= number < len(split))
        naming = (
            number for number in beside if wanted & {w.folded for w in records.exact(text[slice(*split[number])])}
        )
        holding |= set(list(naming)[:1])
    joined: list[tuple[int, int]] = []
    for number in sorted(holding):
        start, end = split[number]
        if joined and number - 1 in holding:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _has_other_words(sentence: str, own: list[Part], offset: int) -> bool:
    """Whether a sentence has words outside the quoted parts."""
    blotted = list(sentence)
    for part in own:
        for at in range(max(part.start - offset, 0), min(part.end - offset, len(sentence))):
            blotted[at] = " "
    return any(character.isalpha() for character in "".join(blotted))


# --- renderings -----------------------------------------------------------------------------------------------


def text(edition: Edition, config: Config, own: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as plain text, UTF-8."""
    import textwrap

    rendered = theme.render(own, "email/sheet.txt", **_variables(edition, config, own, speaker, quotes))
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


def html(edition: Edition, config: Config, own: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as a page that mail clients also show; it loads nothing, and its styles are inline."""
    return theme.render(own, "email/sheet.html", **_variables(edition, config, own, speaker, quotes)).encode()


def eml(edition: Edition, config: Config, own: Path | None, speaker: str, quotes: list[Entry]) -> bytes:
    """The sheet as a mail to be addressed and sent by hand, without date: the same sheet gives the same bytes.

    Raises NewsroomError if the newsroom's address is invalid, or the headers do not read back as written.
    """
    from email.message import EmailMessage

    rendered = [render(edition, config, own, speaker, quotes) for render in (text, html)]
    identity = head.digest(edition.id or edition.slug, speaker, *(content.decode() for content in rendered))
    words = theme.words(own, edition.language, _WORDS)
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


def _variables(edition: Edition, config: Config, own: Path | None, speaker: str, quotes: list[Entry]) -> dict[str, Any]:
    words = theme.words(own, edition.language, _WORDS)
    return {
        "language": edition.language,
        "direction": edition.direction,
        "words": words,
        "words_lang": words.language,
        "sender": config.email.sender or config.name,
        "speaker": speaker,
        "entries": quotes,
        "contacts": edition.contacts,
    }
