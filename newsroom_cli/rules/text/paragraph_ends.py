"""TX: paragraphs that end without a full stop or in the middle of a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from newsroom_cli.language import quotation_marks, sentences, tokens
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.markdown import PARAGRAPH, Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Hit, rule

# --- TX026, TX027 ---------------------------------------------------------------------------------------------

_ENDS = (*sentences.STOPS, *"…:;”\"’'»“)]*—–,")
_SENTENCE_WORDS, _LONE_WORDS = 6, 12  # words of a last sentence, and of one that is the whole paragraph, at least
_CAPITALISED = 0.5  # share of capitalised words above which a text is a title
_INLINE_LIST = pattern(r"(?:\A| )(?:[*•◦▪►·-]|\d{1,2}[.)]) [^\W_]")  # a list within one paragraph
_AFTER_COLON = pattern(r":\s(?:\S+\s+){0,8}\S+\s*\Z")  # a name or title at the end of a sentence

# The beginning of a line that leads to another text of the site.
_POINTER = pattern(
    r"\W*(?:Notas? relacionadas?|L[ée]e también|Lea también|Leer más|(?:À |A )?[Ll]ire aussi|Voir aussi|Lees ook"
    r"|Leia também|Leia mais|Leggi anche|Čtěte také|Přečtěte si|Czytaj (?:też|także)|Læs også|Lesen Sie auch"
    r"|Siehe auch|Read (?:more|also)|See also|Related)\b[^:.]{0,20}:"
)


@rule("TX026", "full-stop-missing", severity=WARNING, since="2026.2")
def full_stop_missing(document: Document) -> Iterator[Hit]:
    """Report paragraphs whose last sentence has no full stop."""
    blocks = document.prose
    paragraphs = [
        (block, after)
        for block, after in zip(blocks, (*blocks[1:], None), strict=False)
        if _is_paragraph(block) and not _POINTER.match(block.text)
    ]
    ended = sum(block.text.rstrip()[-1:] in _ENDS for block, _ in paragraphs)
    before_lists = {above.span for above, below in itertools.pairwise(document.prose) if below.item}
    for block, after in paragraphs if 2 * ended > len(paragraphs) else ():
        text = block.text.rstrip()
        if text[-1] in _ENDS or not _begins_anew(after) or block.span in before_lists or _INLINE_LIST.search(text):
            continue
        start, end = sentences.around(text, len(text) - 1)
        words = text[start:end].split()
        if (
            len(words) < (_SENTENCE_WORDS if start else _LONE_WORDS)
            or (not start and after is not None)  # a heading or a list item
            or "|" in text[start:end]
            or _is_title(words)
            or _is_number_or_address(words[-1])
            or _goes_on(words[-1], after)
            or lexicons.is_foreign(text, document.language)
            or _AFTER_COLON.search(text, start, end)
            or _may_be_a_label(document.base_language, text[start:end], alone=not start)
        ):
            continue
        yield Hit(block.place(end - len(words[-1]), end), _NO_STOP, "put one here")
    yield from _last_sentence(document, [block for block, _ in paragraphs])
    yield from _quotations_without_stop(document)
    yield from _lone_sentences(document, [block for block, _ in paragraphs])
    yield from _before_addresses([block for block, _ in paragraphs])


_SHORT, _LENGTH = 7, 30  # words of a sentence that ends a release
_OPENS = {
    "en": pattern(r"(?:The|This|These|We|It|They|All|Our|There|In|For|A|An|Both|More) [^:|]+\Z"),
    "de": pattern(r"(?:Der|Die|Das|Ein|Eine|Wir|Es|Diese[rs]?|Dies|Alle|Im|In|Bei|Für|Mit|Der|Zudem|Auch) [^:|]+\Z"),
    "fr": pattern(r"(?:L[’']|C[’']|(?:Les?|La|Cett?e|Ces|Nous|Ils?|Elles?|Une?|On|Tous|Pour) )[^:|]+\Z"),
    "es": pattern(r"(?:El|La|Los|Las|Se|Un|Una|Est[aeo]s?|Para|En|Con|Además|También|Por) [^:|]+\Z"),
}
_SAID = pattern(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|be)\b")


def _last_sentence(document: Document, paragraphs: Sequence[Block]) -> Iterator[Hit]:
    """Yield a hit for the last paragraph, if it is one sentence without a full stop below a paragraph with one."""
    blocks, language = document.prose, document.base_language
    if len(paragraphs) < _FEW or paragraphs[-1] is not blocks[-1] or language not in _OPENS:
        return
    above, block = paragraphs[-2:]
    text, verb = block.text.rstrip(), _VERB.get(language, _SAID)
    words = text.split()
    if (
        text[-1] not in _ENDS
        and above.text.rstrip()[-1] in _FULL
        and _SHORT <= len(words) <= _LENGTH
        and len(words) < (_LONE_LABEL if language != "en" else _LONE_WORDS)
        and words[-1].isalpha()
        and words[-1].lower() not in RULES["run_on_words"]
        and _OPENS[language].match(text)
        and verb.search(text)
        and not _is_title(words)
        and len(list(sentences.split(text))) == 1
        and not lexicons.is_foreign(text, document.language)
    ):
        place = block.place(len(text) - len(words[-1]), len(text))
        yield Hit(place, _NO_STOP, "put one here", since=PREVIEW)


_FEW = 4  # fewest paragraphs of a text whose last one is checked
_LONE = 15  # fewest words of a sentence that is a paragraph of its own


def _lone_sentences(document: Document, paragraphs: Sequence[Block]) -> Iterator[Hit]:
    """Yield hits for paragraphs of one long sentence without a full stop, below a paragraph that has one.

    Below must be a paragraph with a full stop; in previews it may also be a heading or the end.
    """
    blocks = document.prose
    for above, block, below in zip(paragraphs, paragraphs[1:], (*paragraphs[2:], None), strict=False):
        text = block.text.rstrip()
        words = text.split()
        if (
            text[-1] in _ENDS
            or len(words) < _LONE
            or above.text.rstrip()[-1] not in _FULL
            or len(list(sentences.split(text))) > 1
            or not text[0].isupper()
            or not (_begins_anew(below) or (below is not None and below.text.rstrip()[-1] not in _ENDS))
            or _is_title(words)
            or not words[-1].isalpha()
            or not words[-1].islower()
            or words[-1] in RULES["run_on_words"]
            or "|" in text
            or _AFTER_COLON.search(text)
            or lexicons.is_foreign(text, document.language)
            or not _MAY_BE_VERB.search(text)
            or (document.base_language in _VERB and not _VERB[document.base_language].search(text))
            or any(after.item for after in blocks[blocks.index(block) + 1 :][:1])
        ):
            continue
        between = below is not None and below.text.rstrip()[-1] in _FULL
        place = block.place(len(text) - len(words[-1]), len(text))
        yield Hit(place, _NO_STOP, "put one here", since=FIRST_SET if between else PREVIEW)


_NO_STOP = "the paragraph ends without a full stop"
_FULL = '.!?”"»'
_MAY_BE_VERB = pattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|may|must|should|[a-z]{3,}ed|\w+s)\b"
    r"|[^\x00-\x7f]|\b[a-z]{2,}[etanor]\b"
)
_CALL = pattern(
    r"(?:(?<=[.!?] )|(?<=[.!?]\n))(?:For (?:more|further|additional)|To (?:learn|find|register|apply|see|read)"
    r"|Learn more|More (?:info|about)|Find|Follow|Please|Visit|Read|Additional|Further|Information|Weitere|Mehr|Nähere"
    r"|Alle|Anmeldung|Informationen|Pour|Plus d|Retrouvez|Para|Más|Toda|Per|Maggiori|Meer|Voor|Læs|Mere|Více)\b"
    r"[^.!?\n]{5,160}(?:https?://|www\.|@|\w[\w-]*\.(?:com|org|net|gov|edu|de|fr|es|it|nl|eu|ca|at|ch|dk|cz|pl|pt|br|mx"
    r"|ar)\b)\S*[\w/]\Z"
)


def _before_addresses(paragraphs: Sequence[Block]) -> Iterator[Hit]:
    """Yield hits for paragraphs of three sentences or more whose last one ends with an address and no full stop."""
    for block in paragraphs:
        text = block.text.rstrip()
        if text[-1] in _ENDS or not (text[-1].isalnum() or text[-1] == "/") or "." not in text[-40:]:
            continue
        if _CALL.search(text, max(len(text) - 260, 0)) and len(list(sentences.split(text))) > 2:
            last = text.split()[-1]
            message = "the sentence ends with an address and without a full stop"
            yield Hit(block.place(len(text) - len(last), len(text)), message, "put one after it", severity=INFO)


def _begins_anew(block: Block | None) -> bool:
    """Whether a paragraph cannot continue in the block below it.

    That is so at the end and before a heading, and if the next paragraph begins with a word that often opens a
    sentence: the lines of a page may have been taken for paragraphs.
    """
    if block is None or (block.kind != PARAGRAPH and not block.item):
        return True
    first = block.text.split()[0] if _is_paragraph(block) else ""
    return first.isalpha() and first[0].isupper() and not tokens.is_capital(tokens.Token(first, 0, len(first)))


# Verbs of sentences; a line without one is a title or a label.
_VERB = {
    "de": pattern(
        r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|konnte|soll|sollen|muss"
        r"|müssen|will|wollen|darf|dürfen|gibt|findet|finden|steht|stehen|geht|gehen|bietet|bieten|zeigt|freut|macht)\b"
    ),
    "es": pattern(
        r"\b(?:es|son|fue|fueron|ha|han|está|están|será|serán|tiene|tienen|puede|pueden|hay|debe|deben|permite|permiten"
        r"|cuenta|busca|se [a-z]+[aeó]n?|[a-z]{3,}(?:ó|aron|ieron|aba|aban|arán|erán|ará|erá|irá))\b"
    ),
    "fr": pattern(
        r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|peut|peuvent|doit|doivent|permet|permettent|fait"
        r"|font|va|vont|reste|restent|sommes|avons|[a-z]{3,}(?:ait|aient|era|eront))\b"
    ),
}
_LONE_LABEL = 20  # words; a shorter paragraph may be a label
_FINITE = pattern(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|said"
    r"|made|held|took|went|gave|began|became|led|let|please|visit|contact"
    r"|[a-z]{3,}(?:ed|es)|(?:it|that|which|who) [a-z]+s)\b"
)


def _may_be_a_label(language: str, sentence: str, *, alone: bool) -> bool:
    """Whether a last sentence may be a title, a label or a list; `alone` if it is the whole paragraph."""
    if language not in _VERB:
        return language == "en" and alone and _FINITE.search(sentence) is None
    is_short = alone and len(sentence.split()) < _LONE_LABEL
    return is_short or "|" in sentence or not sentence[:1].isupper() or _VERB[language].search(sentence) is None


_ALL_BOLD = pattern(r"\s*(\*\*|__)(?:(?!\1).)+\1\s*")
_LAST_QUOTATION = pattern(r"[^\W_] ?[”»“\"][*_]{0,3}\s*\Z")


def _quotations_without_stop(document: Document) -> Iterator[Hit]:
    """Yield hits for quotations of whole sentences that end a paragraph with no full stop before or after the mark."""
    for _, block in document.quoting_blocks:
        passage = document.of_block(block)
        last = _LAST_QUOTATION.search(passage.text, max(len(passage.text) - 8, 0))
        is_running = block.is_own_paragraph and not _ALL_BOLD.fullmatch(document.release.text, *block.span)
        pairs = quotation_marks.pair(passage.text).pairs if last and is_running else ()
        for start, end in pairs:
            quoted, before = passage.text[start:end].strip('“„«» "*_'), passage.text[:start].rstrip(" *_")
            if (
                last
                and end >= last.start()
                and len(quoted.split()) >= _SENTENCE_WORDS
                and quoted[:1].isupper()
                and not _is_title(quoted.split())
                and before[-1:] in ("", ":", ".", "!", "?")
            ):
                place = passage.place(last.start(), last.start() + 1)
                yield Hit(place, "the quotation ends without a full stop", "put one here")


@rule("TX027", "sentence-in-two-paragraphs", severity=WARNING, since="2026.2")
def sentence_in_two_paragraphs(document: Document) -> Iterator[Hit]:
    """Report paragraphs that end in the middle of a sentence."""
    paragraphs = list(_paragraphs(document))
    small = sum(block.text[:1].islower() for block, _ in paragraphs)
    for block, after in paragraphs if 3 * small <= len(paragraphs) else ():
        text = block.text.rstrip()
        last = text.split()[-1]
        in_list = last.lower() not in RULES["run_on_words"] and after is not None and _is_line(after.text)
        if in_list or _LINK_ALONE.fullmatch(document.release.text, *block.span):
            continue
        if _is_name_line(text.split(), document.language):
            continue  # a name or place above a line about it
        if _ALL_BOLD.fullmatch(document.release.text, *block.span) or not any(map(str.isalnum, text.split()[-2:][0])):
            continue  # a heading, or an address such as desk [a] harbour [.] de
        if after is not None and text[-1] not in _ENDS and _goes_on(last, after) and " " in after.text.strip():
            next_place = after.place(0, len(after.text.split()[0]))
            place = block.place(len(text) - len(last), len(text))
            yield Hit(place, "the sentence goes on in the next paragraph", "join the two", (next_place, "here"))


_LINK_ALONE = pattern(r"[*_]{0,3}\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)[*_]{0,3}\s*")
_LINE_WORDS = 6


def _is_line(text: str) -> bool:
    """Whether a paragraph is a line of a list without its signs: few words, and no mark at the end."""
    return len(text.split()) <= _LINE_WORDS and text.rstrip(" *_)”")[-1:].isalnum()


def _is_name_line(words: Sequence[str], language: str) -> bool:
    """Whether a paragraph is a few words with capitals and without an article, or ends with a number or address."""
    if words[-1].lower() in RULES["run_on_words"]:
        return False
    is_name = words[0].lower() not in lexicon_for(language).articles and all(not word.islower() for word in words)
    return (len(words) <= _NAME_LINE and is_name) or _is_number_or_address(words[-1])


_NAME_LINE = 4  # words


def _goes_on(last: str, after: Block | None) -> bool:
    """Whether the sentence with this `last` word continues in the paragraph after it."""
    first = after.text.split()[0] if after is not None else ""
    if not first.isalpha() or not last[-1:].isalnum() or "/" in last or last[:1].isdigit():
        return False
    return first.islower() or last.lower() in RULES["run_on_words"]


def _paragraphs(document: Document) -> Iterator[tuple[Block, Block | None]]:
    """Yield the paragraphs outside lists and quotations, each with the paragraph right after it, None without one."""
    blocks = document.prose
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        if _is_paragraph(block):
            yield block, after if after is not None and _is_paragraph(after) else None


def _is_paragraph(block: Block) -> bool:
    """Whether a block is a paragraph with text, outside lists and quotations."""
    return block.is_own_paragraph and not block.quoted and bool(block.text.strip())


def _is_title(words: Sequence[str]) -> bool:
    """Whether more than half of the words begin with a capital or digit, as in titles and addresses."""
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words) > _CAPITALISED * len(words)


def _is_number_or_address(word: str) -> bool:
    """Whether a word is a number, an address or a handle, after which many omit the full stop."""
    return any(map(word.__contains__, "@./#" + CODE)) or any(map(str.isdigit, word))
