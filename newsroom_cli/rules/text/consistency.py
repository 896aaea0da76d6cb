"""TX: inconsistent wording: "we" in a text that names its issuer in the third person, and hyphens in compounds."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.forms import forms
from newsroom_cli.language.passages import CODE, Passage, matches
from newsroom_cli.language.word_lists import CUSTOMS, RULES
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, Hit, rule
from newsroom_cli.rules.text.shapes import in_own_language, pairs_in, shapes_of, watch

# --- TX032 ----------------------------------------------------------------------------------------------------

_BEGINS = r"(?:(?<=[.!?:] )|(?<![^\n]))"
_WE = {
    "en": pattern(rf"(?<![\w'’-])(?:we|ours?|us|{_BEGINS}(?:We|Our))(?![\w-])"),
    "de": pattern(rf"(?<![\w-])(?:wir|uns|unsere?[mnrs]?|{_BEGINS}(?:Wir|Unsere?[mnrs]?))(?![\w-])"),
    # "nous" is the subject before a verb in -ons: a play also "nous raconte" what it is about.
    "fr": pattern(
        rf"(?<![\w’'-])(?:(?:nous|{_BEGINS}Nous)"
        r"(?= (?:n[e’'] ?|en |y |l[ea’']s? ?|lui |leur |nous )?[\w-]+(?:ons|mes)\b)"
        rf"|notre|nos|{_BEGINS}(?:Notre|Nos))(?![\w-])"
    ),
    "es": pattern(rf"(?<![\w-])(?:nosotros|nuestr[oa]s?|{_BEGINS}Nuestr[oa]s?)(?![\w-])"),
    "it": pattern(rf"(?<![\w’'-])(?:noi|nostr[oaie]|{_BEGINS}Nostr[oaie])(?![\w-])"),
    "pt": pattern(rf"(?<![\w-])(?:nós|noss[oa]s?|{_BEGINS}Noss[oa]s?)(?![\w-])"),
}
# "We" and "our" that mean everybody, ask readers for something, or belong to a closed phrase.
_OF_EVERYBODY = pattern(
    r"(?i)\b(?:how|as|when|that|where|all of|the \w+|world|way|lives|communit\w+|below,|piece,|if|time|than|for) "
    r"(?:we|us)\b"
    r"|\bwe (?:must|could|can|may|might|know|reali[sz]e|live|see|use|eat|face|should|all|don[’\']t|often|never)\b"
    r"|\bour (?:busy|vulnerability)\b|\bour (?:[\w’-]+ ){1,2}(?:world|planet|society|societies|economy)\b"
    r"|\bour (?:industry|communities), (?:[\w’-]+, ){0,2}and \w+|\b(?:whenever|although) we\b|\blet us know\b"
    r"|\b(?:sustains?|surrounds?|unites?|around|between|among|ahead of) us\b|\bwe are likely\b"
    r"|\b(?:shows?|shown|showed|teach|teaches|taught|tells|reminds|reminded|affects) us\b|\bwants? us to\b"
    r"|\bwir als \w+|\blass(?:t|en Sie) uns\b"
    r"|\b(?:we|us) (?:\w+ )?all\b|\b(?:most|many|some|each) of us\b"
    r"|\bour (?:youth|hearts?|brains?|bodies|minds|environment|oceans?|climate|elderly|seniors|veterans|kids|political"
    r"|military|roads|region|culture|history|ancestors|understanding|species|solar|galaxy|immune|skin|neighbou?rs"
    r"|heroes|fellow|senses|selves|food|schools)\b"
    r"|\bour (?:lives|future|planet|communit\w+|country|nations?|times?|world|society|children|daily|everyday|shared"
    r"|humanity|freedoms?|entire|armed|streets?|neighborhoods?|newsletters?|democracy|citizens|own)\b"
    r"|\b(?:nos jours|notre (?:pays|société|époque|planète|quotidien|vie|démocratie|histoire|avenir|santé)"
    r"|nos (?:compatriotes|concitoyens|vies|libertés|droits|démocraties|sociétés)|que nous (?:traversons|vivons)"
    r"|nuestr[oa]s? (?:entorno|época|planeta|días|sociedad(?:es)?|vidas?|lengua|América|región|tierra|país|historia"
    r"|democracia|futuro|libertades|derechos)|nostr[oaie] (?:paese|società|vita|tempo|pianeta|democrazia|diritti"
    r"|libertà)"
    r"|noss[oa]s? (?:país|sociedade|vidas?|tempo|planeta|democracia|futuro|direitos|liberdades?)"
    r"|unsere?[rmns]? (?:gesamte[rmns]? |gesellschaftliche[rmns]? )?(?:Gesellschaft|Zeit|Welt|Leben|Alltag|Planeten"
    r"|Nachbarland|Zukunft|Demokratie|Kinder|Wirtschaft|Miteinander)"
    r"|(?:con|mit|bei|avec|contacte[rz]|rejoindre|rejoignez) (?:nosotros|uns|nous))\b"
    r"|\b(?:join|contact|call|visit|follow|email|e-mail|write|reach|find|with|tell|read|see|download|explore|discover"
    r"|browse) (?:to )?(?:us|our)\b|[,!?] (?:said|says|added) [A-Z]"
)
# "Our" alone may mean everybody's country and people; these words mean the issuer.
_SUBJECTS = frozenset("we us wir uns nous nosotros noi nós".split())
_FEW, _LONG = 4, 100  # sentences in the first person, at most; words of a text long enough to compare, at least
_WE_IN_VERB = pattern(r"[^\W\d_]{2,}(?:[ae]mos|iamo)\b\W*")
_ABOUT = pattern(r"(?i)\**(?:about|über|à propos|acerca|sobre)\b")


@rule("TX032", "first-person", severity=INFO, since=PREVIEW)
def first_person(document: Document) -> Iterator[Hit]:
    """Report "we" and "our" outside quotations, where the rest of the release names its issuer in the third person."""
    shape = _WE.get(document.base_language)
    if shape is None:
        return
    yield from _boilerplate(document, shape)
    blocks = [passage for passage in _above_boilerplate(document.narrative) if not _is_in_italics(document, passage)]
    found = [(passage, match) for passage in blocks for match in shape.finditer(passage.text)]
    text = [word for passage in blocks for word in passage.text.lower().split()]
    if any(_JOINT.search(passage.text) for passage in blocks):
        return
    if not document.is_english and not document.spoken_spans:  # it may be a letter, an appeal or a diary
        return
    addressed = RULES["addressed"] | RULES.of_language("addressed", document.base_language)
    if len(text) < _LONG or not addressed.isdisjoint(text) or not 0 < len(found) <= _FEW:
        return
    if _SUBJECTS.isdisjoint(match.group().lower() for _, match in found):
        return
    if any(map(_WE_IN_VERB.fullmatch, text)) and document.base_language in ("es", "it", "pt"):
        return  # queremos: the verb also says "we"
    by_sentence: dict[Span, tuple[Passage, re.Match[str]]] = {}
    for passage, match in found:
        if _means_issuer(passage, match.start()):
            by_sentence.setdefault(passage.place(*sentences.around(passage.text, match.start())), (passage, match))
    for passage, match in by_sentence.values():
        message = f'"{match.group()}" is outside a quotation, in a text that names its issuer in the third person'
        yield Hit(passage.place(*match.span()), message, "name the office, or say it in a quotation")


_IN_ITALICS = pattern(r"\s*([*_]{1,3})(?:(?!\1).)+\1\s*", re.DOTALL)


def _is_in_italics(document: Document, passage: Passage) -> bool:
    """Whether a paragraph is all in italics or bold, as quotations without marks are."""
    return passage.block is not None and _IN_ITALICS.fullmatch(document.release.text, *passage.block.span) is not None


def _above_boilerplate(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the paragraphs above "About ..." that are not list items."""
    for passage in passages:
        if passage.block is not None and _ABOUT.match(passage.text) and len(passage.text.split()) < _TITLE:
            return
        if passage.block is not None and passage.block.is_own_paragraph:
            yield passage


_TITLE = 12  # most words of a heading
_JOINT = pattern(r"\b[Ww]e, (?:the )?(?:more than |over )?\d+ ")  # We, 40 associations of the harbour, ask ...


def _means_issuer(passage: Passage, at: int) -> bool:
    """Whether a word means the issuer: outside quotations, questions and titles, and not everybody."""
    start, end = sentences.around(passage.text, at)
    sentence = passage.text[start:end]
    if _OF_EVERYBODY.search(sentence) or _IN_A_TITLE.search(passage.text, max(at - 20, 0), at + 20):
        return False
    if _TO_REPORTERS.search(sentence) or _IN_A_QUOTATION.match(passage.text, at):
        return False
    return CODE not in sentence and "“" not in sentence and '"' not in sentence and not sentence.rstrip().endswith("?")


# A German sentence to the editors who get the release, and a paragraph of a quotation whose opening mark is missing.
_TO_REPORTERS = pattern(
    r"\b(?:[Ww]ir|[Uu]ns(?:erer?)?)\b.*(?:\bInteresse|Rückfrage|Berichterstattung|Verfügung|Bildmaterial|\bfreuen\b"
    r"|\bherzlich ein\b)"
    r"|(?:\bInteresse|Bildmaterial|Berichterstattung|Rückfragen).*\b(?:wir|uns|unserer)\b"
)
_IN_A_QUOTATION = pattern(r"[^“”„\n]*”")
_IN_A_TITLE = pattern(r"\b[A-Z][a-z]{3,} (?:our|we|us) [A-Z]")  # Honoring our Promise

_THIRD_PERSON = pattern(
    r"(?:The |Die |Der |Das |L[ae] |L[’']|El )?[A-ZÀ-Þ][\w.&’'-]+(?: [\w.&’'()-]+){0,6}? "
    r"(?:is|are|was|has|provides|offers|works|serves|supports|delivers|helps|operates|ist|bietet|hat|est|a|offre|es|ofrece)\b"
)


def _boilerplate(document: Document, shape: re.Pattern[str]) -> Iterator[Hit]:
    """Yield hits for "we" or "our" below "About ...", if a paragraph begins with the issuer in the third person."""
    left = 0  # paragraphs that are likely boilerplate
    for passage in document.narrative:
        words = passage.text.split()
        if _ABOUT.match(passage.text) and len(words) < _TITLE:
            left = _BOILERPLATE
        elif left and len(words) > _TITLE:
            left -= 1
            match = shape.search(passage.text) if _THIRD_PERSON.match(passage.text) else None
            if match and _means_issuer(passage, match.start()):
                message = f'"{match.group()}" is in a paragraph that names its issuer in the third person'
                yield Hit(passage.place(*match.span()), message, "name the office")


_BOILERPLATE = 3  # paragraphs below "About ..." that are read


# --- TX045 ----------------------------------------------------------------------------------------------------

_COUNTED = r"\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|twenty|thirty"
_UNITS = "year month week day hour minute mile acre foot bed member page story part person unit".split()
_COUNTED_NOUNS = (
    "old long period program programme project plan contract term sentence trip tour event festival conference run "
    "walk drive tower building house hospital report study course class campaign strategy agreement deal lease"
).split()
_COUNTED_NOUN = pattern(rf"\b(?:{_COUNTED}) (?:{'|'.join(_UNITS)}) (?:{'|'.join(_COUNTED_NOUNS)})\b")
_COUNTED_PAIRS = watch(frozenset((unit.encode(), noun.encode()) for unit in _UNITS for noun in _COUNTED_NOUNS))
_BEFORE_A_NOUN = (
    r" (?=\**(?:[a-z]{3,}|[A-Z]{2,5})\b)"
    r"(?!\**(?:and|with|when|that|than|from|which|while|after|before|since|because|until|during|for|the|was|were|are|has"
    r"|have|had|will|would|can|could|may|must|should|but|its|our|their|your|his|her|this|these|who|into|under|over|by|as"
    r"|all|to|only|not|of|offers?|is|or|it|we|you|they|he|she|if|so|such|more|most|through|throughout|about|around"
    r"|between|within|without|across|against|along|upon|among|via|per|due|each|every|some|very|just|even|still|also"
    r"|there|where|what|how|prior|later|continues?|remains?|shrinks?|deserves?|[a-z]+(?:ing|ed|ly)|factors?)\b)"
)
_BASED = pattern(
    r"\b(?i:faith|community|evidence|web|cloud|home|school|broad|team|plant|risk) based "
    r"(?=[a-z]{4,}\b)(?!(?:upon|within|around|their|there|entirely|solely|primarily|largely)\b)"
    r"|\b(?:German|French|Spanish|English|Italian|Chinese|Japanese) language (?=version|edition|service"
    r"|site|website|newspaper|program|school|media|release|film|content|station|channel)"
)
_VERBS = "sign make set log follow back clean start pick build speed scale roll take turn check opt drop".split()
_PARTICLES = "up in out off down on over".split()
_PHRASAL = pattern(
    r"\b(?:[Tt]o|will|can|may|must|should|could|would|[Pp]lease|that) "
    rf"((?:{'|'.join(_VERBS)})-(?:{'|'.join(_PARTICLES)}))"
    r"(?= (?:to|for|by|with|at|on|in|the|a|your|our|their|its|this|and|[A-Z][a-z]+)\b|[.,])"
)
_PHRASAL_PAIRS = watch(frozenset((verb.encode(), particle.encode()) for verb in _VERBS for particle in _PARTICLES))


# What is wrong with a compound in other languages, and the remedy.
_IN_OTHER_LANGUAGES = {
    "es": ("a prefix is written in one word with what follows", "delete the hyphen"),
    "fr": ("a prefix is written in one word with what follows", "delete the hyphen"),
    "pt": ("a prefix is written in one word with what follows", "delete the hyphen"),
    "de": ("a compound is split into two words", "put a hyphen between them"),
    "nl": ("a compound is written in one word, or with a hyphen", "write it so"),
    "da": ("a compound is written in one word, or with a hyphen", "write it so"),
}


_NEXT_WORD = pattern(r"[^\W_]+")


@functools.cache
def _compounds(language: str) -> re.Pattern[str] | None:
    """The pattern of the wrong compounds of a language; None if there are none."""
    shapes = "|".join(form.pattern for form in forms("compounds", language))
    return re.compile(shapes) if shapes else None


@rule("TX045", "hyphen-in-a-compound", severity=INFO, since="2026.2")
def hyphen_in_a_compound(document: Document) -> Iterator[Hit]:
    """Report compounds whose hyphen is missing or wrong: a 12 hour shift, to sign-up, semi-presencial."""
    if not document.is_english:
        shape = _compounds(document.base_language)
        passages = (*document.captions, *document.typed_passages)
        for passage, match in in_own_language(document, matches(passages, shape)) if shape else ():
            message, help = _IN_OTHER_LANGUAGES[document.base_language]
            after = _NEXT_WORD.match(passage.text, match.end()) if match.group()[-1] in " -" else None
            words = match.group() + (after.group() if after else "")
            yield Hit(passage.place(*match.span()), f'{message}: "{words.strip()}"', help)
        return
    is_phrasal = not _PHRASAL_PAIRS.isdisjoint(pairs_in(document))
    shapes = [*_of_words(document), *_modifiers(document), *(shape for shape, _ in shapes_of("compounds", document))]
    newer = [*_modifiers(document, "more_modifiers_en"), *(shape for shape, _ in shapes_of("modified", document))]
    of_sets = [(shape, FIRST_SET) for shape in shapes]
    of_sets += [(shape, PREVIEW) for shape in newer if document.config.check.preview]
    for passage in (*document.narrative_captions, *document.typed_passages):
        found = [(match, since) for shape, since in of_sets for match in shape.finditer(passage.text)]
        for match, since in {match.start(): (match, since) for match, since in reversed(found)}.values():
            words = match.group().strip()
            after = _NEXT_WORD.match(passage.text, match.end()) if " " not in words and match.group() != words else None
            end = after.end() if after else match.start() + len(words)
            words = passage.text[match.start() : end]
            help = (
                f'write "{words.replace(" ", "-")}"' if words.count(" ") == 1 else "join what belongs together with it"
            )
            yield Hit(passage.place(match.start(), end), f'"{words}" needs a hyphen', help, since=since)
        for match in _PHRASAL.finditer(passage.text) if is_phrasal and "-" in passage.text else ():
            verb = match[1]
            right = verb.replace("-", " ")
            yield Hit(passage.place(*match.span(1)), f'"{verb}" is a verb here, without hyphen', f'write "{right}"')


def _of_words(document: Document) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of those modifiers that may occur in a release, by a quick test."""
    if not _COUNTED_PAIRS.isdisjoint(pairs_in(document)):
        yield _COUNTED_NOUN
    if not document.word_index.words.isdisjoint(("based", "language")):
        yield _BASED


def _modifiers(document: Document, name: str = "modifiers_en") -> Iterator[re.Pattern[str]]:
    """Yield the patterns of listed modifiers that may be in a release and have a hyphen before a noun: world class."""
    (by_pair, pairs), index = _modifiers_by_pair(name), document.word_index
    for pair in pairs_in(document) & pairs:
        yield from (_modifier(words) for words in by_pair[pair] if index.has_phrase(words))


@functools.cache
def _modifiers_by_pair(name: str) -> tuple[dict[tuple[bytes, bytes], list[str]], frozenset[tuple[bytes, bytes]]]:
    """The modifiers of a list by their first two words, and the set of those pairs."""
    by_pair: dict[tuple[bytes, bytes], list[str]] = {}
    for words in sorted(CUSTOMS[name]):
        first, second = words.encode().split(b" ")[:2]
        by_pair.setdefault((first, second), []).append(words)
    return by_pair, frozenset(by_pair)


@functools.cache
def _modifier(words: str) -> re.Pattern[str]:
    """The pattern of a modifier before a noun."""
    return re.compile(rf"(?<![\w-])[{words[0].upper()}{words[0]}]{words[1:]}{_BEFORE_A_NOUN}")
