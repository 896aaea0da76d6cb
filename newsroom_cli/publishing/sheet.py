"""The clearance sheet: one speaker's words in their context and nothing else of the release, as text, HTML and e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.quotes.quotes import Part
from newsroom_cli.ledger import known_quotes, records
from newsroom_cli.ledger.known_quotes import ABSENT, YES, Known
from newsroom_cli.model.config import Config
from newsroom_cli.model.named import NamedTuple
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
    """A quote as its speaker reads it: the words, the sentences they stand in, and what the ledger says of them."""

    words: str
    context: tuple[tuple[Piece, ...], ...]
    standing: str


def entries(document: Document, speaker: str) -> list[Entry]:
    """What a release has its body say for a speaker, named as `quoted.known` names them."""
    rows = known_quotes.known(document)
    own = [each for each in rows if each.sure and records.same(each.speaker, speaker) and each.listed != ABSENT]
    texts = [each.text for each, _ in known_quotes.paragraphs(document)]
    parts = [part for each in own if each.found for part in each.found.parts]
    others = [each for number, text in enumerate(texts) for each in _said_by_others(number, text, parts)]
    return [Entry(_whole(document.release, each), _context(texts, each, others), each.standing) for each in own]


def perhaps(document: Document, speaker: str) -> int:
    """How many quotes may be the speaker's as well: those whose speaker is only guessed stand on nobody's sheet."""
    rows = known_quotes.known(document)
    return sum(not each.sure and records.same(each.speaker, speaker) for each in rows)


def _whole(release: Release, row: Known) -> str:
    """The words as they are listed, else as they are found."""
    listed = [release.quotes[number].text for number in row.numbers] if row.listed == YES else []
    return " ".join(each.value for each in listed if each) or known_quotes.rounded(row.text)


def _said_by_others(number: int, text: str, own: list[Part]) -> list[Part]:
    """What stands between quotation marks in a paragraph and is none of the speaker's words, be it speech or not."""
    if not quotation_marks.marked(text):
        return []
    marked = (Part(number, *each) for each in quotation_marks.pair(text).spoken(len(text)))
    return [each for each in marked if not any(_overlap(each, one) for one in own)]


def _overlap(one: Part, other: Part) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _context(texts: list[str], row: Known, others: list[Part]) -> tuple[tuple[Piece, ...], ...]:
    """The sentences that hold a quote's parts and say whose they are, a line for each paragraph."""
    if row.found is None:
        return ()
    lines = []
    for number in dict.fromkeys(each.paragraph for each in row.found.parts):
        own = [each for each in row.found.parts if each.paragraph == number]
        left_out = [each for each in others if each.paragraph == number]
        lines.append(_pieces(texts[number], own, left_out, row.speaker))
    return tuple(lines)


def _pieces(text: str, own: list[Part], others: list[Part], speaker: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for number, (start, end) in enumerate(_sentences(text, own, speaker)):
        if number:
            found.append(Piece(LEFT_OUT, " … "))
        at = start
        for part in sorted((*own, *others), key=lambda each: each.start):
            first, last = max(part.start, at), min(part.end, end)
            if first < last:
                found += [Piece(CONTEXT, text[at:first]), _said(text[first:last], part in own)]
                at = last
        found.append(Piece(CONTEXT, text[at:end]))
    return tuple(Piece(kind, " ".join(words.split("\n"))) for kind, words in found if words)


def _said(words: str, own: bool) -> Piece:
    return Piece(OWN, words) if own else Piece(LEFT_OUT, "[…]")


def _sentences(text: str, own: list[Part], speaker: str) -> list[tuple[int, int]]:
    """The sentences that hold the parts, and the one beside them that names the speaker; neighbours are joined."""
    split = list(sentences.split(text))
    holding = {
        number for number, (start, end) in enumerate(split) for each in own if each.start < end and start < each.end
    }
    if holding and not any(_tells(text[slice(*split[number])], own, split[number][0]) for number in holding):
        wanted = {each.folded for each in records.exact(speaker)}
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


def _tells(sentence: str, own: list[Part], offset: int) -> bool:
    """Whether a sentence has words beside those that are quoted."""
    blotted = list(sentence)
    for each in own:
        for at in range(max(each.start - offset, 0), min(each.end - offset, len(sentence))):
            blotted[at] = " "
    return any(each.isalpha() for each in "".join(blotted))


# --- renderings -----------------------------------------------------------------------------------------------


def text(edition: Edition, config: Config, own: Path | None, speaker: str, found: list[Entry]) -> bytes:
    """The sheet as plain text, UTF-8."""
    import textwrap

    rendered = theme.render(own, "email/sheet.txt", **_variables(edition, config, own, speaker, found))
    lines = (
        textwrap.wrap(line, 72, subsequent_indent=line[: len(line) - len(line.lstrip())], break_long_words=False, break_on_hyphens=False) or [""]
        for line in rendered.split("\n")
    )  # fmt: skip
    return ("\n".join(each.rstrip() for line in lines for each in line).strip("\n") + "\n").encode()


def html(edition: Edition, config: Config, own: Path | None, speaker: str, found: list[Entry]) -> bytes:
    """The sheet as a page that mail clients show as well; it loads nothing and its styles stand in its elements."""
    return theme.render(own, "email/sheet.html", **_variables(edition, config, own, speaker, found)).encode()


def eml(edition: Edition, config: Config, own: Path | None, speaker: str, found: list[Entry]) -> bytes:
    """The sheet as a mail to be addressed and sent by hand; it has no date, and the same sheet gives the same bytes.

    Raises NewsroomError when the newsroom's address is not one, or the bytes do not read back as the headers meant.
    """
    from email.message import EmailMessage

    rendered = [render(edition, config, own, speaker, found) for render in (text, html)]
    identity = head.digest(edition.id or edition.slug, speaker, *(each.decode() for each in rendered))
    words = theme.words(own, edition.language, _WORDS)
    known = head.of(edition, config, subject=words.subject)
    made = EmailMessage(policy=head.policy())
    for name in ("From", "To", "Subject", "Content-Language"):
        if name in known:
            made[name] = known[name]
    made["Message-ID"] = f"<{identity}@{known['From'].domain}>"
    made["X-Unsent"] = "1"
    made.set_content(rendered[0].decode(), cte="quoted-printable")
    made.add_alternative(rendered[1].decode(), subtype="html", cte="quoted-printable")
    made.set_boundary(f"=_{identity}")
    raw = made.as_bytes()
    head.compare(raw, made, path=edition.path)
    return raw


def _variables(edition: Edition, config: Config, own: Path | None, speaker: str, found: list[Entry]) -> dict[str, Any]:
    words = theme.words(own, edition.language, _WORDS)
    return {
        "language": edition.language,
        "direction": edition.direction,
        "words": words,
        "words_lang": words.language,
        "sender": config.email.sender or config.name,
        "speaker": speaker,
        "entries": found,
        "contacts": edition.contacts,
    }
