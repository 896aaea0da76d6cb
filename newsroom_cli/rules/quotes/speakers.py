"""QT: who is quoted: that each quotation has a speaker, and each speaker a name and one title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.attribution_lexicon import tongue_of
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.people import ranks
from newsroom_cli.language.quotes import attributed, unattributed
from newsroom_cli.language.quotes.attributed import Named
from newsroom_cli.language.quotes.unattributed import Bare
from newsroom_cli.ledger import known_quotes
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- QT002 ----------------------------------------------------------------------------------------------------


@rule("QT002", "quotation-without-speaker", severity=WARNING)
def quotation_without_speaker(document: Document) -> Iterator[Hit]:
    may_be_bare = (unattributed.may_be_bare(document.without_code(block)) for _, block in document.quoting)
    if _is_a_statement(document) or not any(may_be_bare):
        return
    listed = known_quotes.paragraphs(document)
    found = list(unattributed.bare([each for each, _ in listed], tongue_of(document.language)))
    for each in found:
        block = listed[each.paragraph][1]
        if not block.item and not _is_said(each, document):
            span = block.place(each.start, each.end)
            yield Hit(span, "nobody is said to speak these words", "name the speaker and the title beside them: said Ana Ruiz, the director")  # fmt: skip


_STATEMENT = pattern(
    r"(?i)\b(?:statements?|remarks|speech|letter|testimony|op-ed|message|comments?|reactions?|response|quotes?)\b"
)


def _is_a_statement(document: Document) -> bool:
    """Whether the whole release is somebody's words, as its kind or its headline says."""
    if document.release.kind is not None and document.release.kind.value == "statement":
        return True
    return document.release.headline is not None and _STATEMENT.search(document.release.headline.value) is not None


def _is_said(bare: Bare, document: Document) -> bool:
    """Whether the reader of quotes knows who speaks, by name near the words."""
    for each in known_quotes.speeches(document):
        held = any(part.paragraph == bare.paragraph and part.start <= bare.end and part.end >= bare.start for part in each.quoted.parts)  # fmt: skip
        if held and (each.quoted.speaker or each.quoted.role):
            near = each.quoted.role and each.quoted.speaker and each.quoted.speaker.split()[-1] in bare.around
            return each.quoted.sure or bool(near)
    return False


# --- QT006 ----------------------------------------------------------------------------------------------------


@rule("QT006", "speaker-not-introduced", severity=WARNING, yields_to=("FC006", "FC009"), language="en")
def speaker_not_introduced(document: Document) -> Iterator[Hit]:
    seen: set[str] = set()
    for number, each in _speakers(document):
        if each.surname not in seen and len(seen) < _PEOPLE:
            seen.add(each.surname)
            yield from _not_introduced(document, number, each)


_PEOPLE = 60  # no release quotes more; for each, the whole text is looked through


@per_document
def _speakers(document: Document) -> tuple[tuple[int, Named], ...]:
    """Those who are named beside the quotations of a body, each with the number of the block."""
    return tuple([(number, who) for number, each in document.quoting for who in attributed.named(each.text)])


def _not_introduced(document: Document, number: int, who: Named) -> Iterator[Hit]:
    """What the first attribution to somebody lacks: a first name nowhere given before it, or any title."""
    blocks = document.prose
    block = blocks[number]
    if " " in who.name and (who.title or attributed.goes_on(block.text, who.end)):
        return
    example, surname = _introduction(document.config, who), who.surname
    before = [*_captions(document), *(each.text for each in blocks[:number]), block.text[: who.start]]
    span = block.place(who.start, who.end)
    if " " not in who.name:
        if any(any(attributed.in_full(each, who.name)) or attributed.is_first_name(each, who.name) for each in before):
            return
        later = _in_full(blocks[number:], surname, block.place(who.end, who.end).start)
        titled = who.title != "Dean" if who.title else attributed.has_title_behind(block.text, who.end)  # or Dean Burns
        if later is None and not titled:
            return
        also = (later, "the full name stands only here") if later else None
        help = f"write first name, name and title here: {example}"
        yield Hit(span, f'"{block.text[who.start : who.end]}" is quoted here before the full name is given', help, also)
    elif not any(surname in each for each in before):
        rest = [block.text[who.end :], *(each.text for each in blocks[number + 1 :])]
        if not any(attributed.tells_who(each, surname) for each in rest):
            yield Hit(span, f'nothing says who "{who.name}" is', f"write the title or function beside the name: {example}")  # fmt: skip


def _captions(document: Document) -> Iterator[str]:
    yield from (each.value for each in (document.release.headline, document.release.subhead) if each is not None)


def _in_full(blocks: Sequence[Block], surname: str, since: int) -> Span | None:
    """Where a later part of the text has the full name."""
    for block in blocks:
        for start, end in attributed.in_full(block.text, surname):
            span = block.place(start, end)
            if span.start >= since:
                return span
    return None


def _introduction(config: Config, who: Named) -> str:
    """How the newsroom's list of people introduces somebody of that name; else how people are introduced."""
    known = (each for each in config.people if each.name.endswith(who.name))
    return next((f"{each.name}, {each.role}" for each in known if each.role), "said Ana Ruiz, the director")


# --- QT009 ----------------------------------------------------------------------------------------------------


@rule("QT009", "speaker-with-two-titles", severity=WARNING, language="en")
def speaker_with_two_titles(document: Document) -> Iterator[Hit]:
    blocks = document.prose
    surnames = list(dict.fromkeys(who.surname for _, who in _speakers(document)))[:_PEOPLE]
    for one, other in ranks.at_odds([each.text for each in blocks], surnames):
        span, first = (blocks[each.paragraph].place(each.start, each.end) for each in (other, one))
        message = f'{other.name} is "{_short(other.role)}" here and "{_short(one.role)}" before'
        yield Hit(span, message, "find out which title is right, and use it in both places", (first, "the other title"))


def _short(role: str) -> str:
    return shortened(" ".join(role.split()), 60)
