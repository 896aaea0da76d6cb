"""LD: the lede, the first paragraph, which gives the news."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.dates import mentions
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.places import dateline
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, Hit, rule


def _lede(document: Document) -> tuple[Passage, int] | None:
    """The first paragraph of running text, and its beginning after a typed dateline; None without one."""
    first = next(_paragraphs(document), None)
    if first is None:
        return None
    typed = dateline.parse(first.text, document.language)
    return document.of_block(first), typed.end if typed else 0


def _paragraphs(document: Document) -> Iterator[Block]:
    """The paragraphs of the body outside lists and block quotes."""
    blocks = document.prose
    return (block for block in blocks if block.is_own_paragraph and not block.quoted)


# --- LD001 ----------------------------------------------------------------------------------------------------


@rule("LD001", "first-sentence-too-long", severity=INFO)
def first_sentence_too_long(document: Document) -> Iterator[Hit]:
    """Report a first sentence with too many words."""
    limit = document.config.check.lede_limit
    first = next(_paragraphs(document), None) if limit else None
    if first is None or first.text.count(" ") < limit or _is_short(first.text, limit):
        return
    opening = _lede(document)
    if opening is None:
        return
    lede, at = opening
    start, end = _first_sentence(lede.text, at)
    sentence = lede.text[start:end]
    count = sum(any(map(str.isalnum, word)) for word in sentence.split())
    if count > limit and sentence[-1:] in _ENDS and not sentence.startswith(_OPENING) and not _LISTED.search(sentence):
        help = "say in it what happened, and put the rest into other sentences"
        yield Hit(lede.place(start, end), f"the first sentence has {count} words; the limit is {limit}", help)


def _is_short(text: str, limit: int) -> bool:
    """Whether the first sentence certainly does not exceed the limit; a quick test for most releases."""
    opening = text[: limit * _SHORT_WORDS]
    end = _PLAIN_END.search(opening)
    return end is not None and opening.count(" ", 0, end.end()) < limit


_SHORT_WORDS = 6  # the greatest average length of a word and its space
_PLAIN_END = pattern(r"[.!?](?<=[a-z]{4}.)[”\")]{0,2}\s+[“\"(]?[A-Z]")
_ENDS = (".", "!", "?", "”", ")")
_LISTED = pattern(r"\n|://|www\.|\b[A-Z]{3,}:")  # lines, addresses and the headings of an advisory
_DATED = pattern(r"[^a-z]{2}[^\n]{0,120}?\b(?:19|20)\d\d\b[^\n]{0,60}?\s(?:[-–—]{1,2}|/ ?-*)\s")
_STREET = pattern(
    r"\b(?:Dr|St|Ave|Rd|Blvd|Corp|Inc|Co|Ltd)\. (?=(?:The|This|It|He|She|They|We|In|Our)\s"
    r"|[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}, )"
)


def _first_sentence(text: str, at: int) -> tuple[int, int]:
    """The span of the first sentence, without a wire service's dateline that was not recognised before."""
    if at == 0 and (wire := _DATED.match(text)) is not None:
        at = wire.end()
    at += len(text[at:]) - len(text[at:].lstrip())
    end = at + sentences.ends(text[at:])[0]
    street = _STREET.search(text, at, end)
    return at, street.end() - 1 if street else end


_OPENING = ("“", '"', "„", "«", "‘")


# --- LD002 ----------------------------------------------------------------------------------------------------


@rule("LD002", "lede-opens-with-a-quotation", severity=INFO, styles=OFF)
def lede_opens_with_a_quotation(document: Document) -> Iterator[Hit]:
    """Report a lede that begins with a quotation."""
    opening = _lede(document)
    if opening is None:
        return
    lede, at = opening
    rest = lede.text[at:].lstrip()
    at = len(lede.text) - len(rest)
    if not rest.startswith(_OPENING):
        return
    end = next((end for start, end in quotation_marks.pair(rest).pairs if start == 0), None)
    if end is not None and quotation_marks.is_speech(rest[1:end], rest[end + 1 : end + 2]):
        help = "say first who did what, and quote afterwards"
        yield Hit(lede.place(at, at + end + 1), "the first paragraph opens with a quotation", help)


# --- LD003 ----------------------------------------------------------------------------------------------------


@rule("LD003", "lede-without-when", severity=INFO, styles=OFF)
def lede_without_when(document: Document) -> Iterator[Hit]:
    """Report a lede without a date or day."""
    language = document.language
    opening = _lede(document) if language_tags.is_english(language) else None
    dated = (
        document.release.date is not None
        and document.release.dateline is not None
        and ("{date}" in document.config.dateline or "{day}" in document.config.dateline)
    )
    if opening is None or dated:
        return
    lede, _ = opening
    if mentions.mentions(lede.text, language) or _WHEN.search(lede.text) or len(lede.text.split()) < _SHORTEST:
        return
    start, end = sentences.around(lede.text, 0)
    help = 'name the day, or write "today" under a dateline that has the date'
    yield Hit(lede.place(start, end), "the first paragraph does not say when", help)


_SHORTEST = 8  # words; a shorter paragraph is a label
_WHEN = pattern(
    r"\b(?:[Tt]o(?:day|night|morrow)|[Yy]esterday|[Mm]on|[Tt]ues?|[Ww]ednes|[Tt]hurs?|[Ff]ri|[Ss]atur"
    r"|[Ss]un|(?:19|20)\d\d|weekend"
    r"|[Jj]anuary|[Ff]ebruary|March|April|May|June|July|[Aa]ugust|[Ss]eptember|[Oo]ctober|[Nn]ovember"
    r"|[Dd]ecember|[Ss]pring|[Ss]ummer|autumn"
    r"|winter|(?:[Tt]his|[Ll]ast|[Nn]ext|past|coming|previous|recent)\s(?:morning|afternoon|evening|night"
    r"|week|month|quarter|year|season"
    r"|fall)|now|recently|(?:day|week|month|year)s?\s(?:ago|before|later|after))\b|(?<=[Mm]on|[Ff]ri"
    r"|[Ss]un)day\b|[a-z](?<=nes|urs|tur|ues)day\b"
)
