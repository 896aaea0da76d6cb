"""Words and signs for text that is still missing: TK, XXX, TBD, [name], {{field}}, ____."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.patterns import pattern


class Placeholder(NamedTuple):
    """The offsets of a placeholder in its text."""

    start: int
    end: int


def placeholders(text: str, around: str = "") -> Iterator[Placeholder]:
    """Yield the placeholders in a text, one kind after another; `around` is the whole text, which may explain names."""
    results: list[Placeholder] = []
    for hint, shape, is_placeholder in _SHAPES:
        for match in shape.finditer(text) if hint in text else ():
            start, end = match.span()
            if not is_placeholder(match, around or text) or _is_in_an_address(match):
                continue
            if all(end <= earlier.start or start >= earlier.end for earlier in results[-_COMPARED_PLACEHOLDERS:]):
                results.append(Placeholder(start, end))
                yield results[-1]


_COMPARED_PLACEHOLDERS = 100  # earlier ones that a match is compared with: XXX within 617-555-XXXX is one


def _is_in_an_address(match: re.Match[str]) -> bool:
    """Whether a match is part of a web or e-mail address."""
    before = match.string[max(match.start() - 200, 0) : match.start()]
    token = before[before.rfind(" ") + 1 :]
    return "://" in token or "www." in token or "@" in token


# --- words ----------------------------------------------------------------------------------------------------

_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff]"  # Chinese and Japanese have no spaces around TK
_ALONE = rf"(?<!{_LETTER})(?<![./@&#-])"
_ENDED = rf"(?!{_LETTER}|[&-]|[.@/]\w|['’]s\b)"
_NAME_FOLLOWS = pattern(r"\s(?:[A-Z][a-z]|[A-Z]{2,}\b)")
_BEFORE_A_GAP = pattern(
    r"(?:^|[:(\[,;–—-])\s*\Z|\b(?:is|are|be|remains?|time|dates?|venue|place|location|speakers?"
    r"|details?)\s\Z",
    re.IGNORECASE,
)
_AFTER_A_GAP = pattern(r"\s*(?:[)\].,;:!?]|\Z)")


def _is_to_come(match: re.Match[str], around: str) -> bool:
    """Whether TK is a placeholder, and not initials, part of a name, or a school grade."""
    return len(match.group()) > 2 or not (
        _is_initials(match)
        or _is_in_a_known_name(match)
        or _is_of_schools(match, around)
        or _INDONESIAN.search(match.string, max(match.start() - 12, 0), match.end() + 8)
    )


def _is_in_a_known_name(match: re.Match[str]) -> bool:
    """Whether TK begins a name such as TK Elevator or TK Kuegler; no name is The TK Library, um TK Uhr."""
    name = _NAME_WORD.match(match.string, match.end())
    if name is None:
        return False
    word, known = name[1].lower(), filter(None, map(lexicons.lexicon, ("en", "de")))
    return word in _FIRMS or not any(lexicon.knows(word) for lexicon in known)


# TK is an Indonesian kindergarten.
_INDONESIAN = pattern(r"\b(?i:anak|guru|murid|siswa|sekolah|jenjang) TK\b|\bTK (?:dan|atau|hingga|sampai) ")
_NAME_WORD = pattern(r"\s([A-Z][A-Za-z]+)\b")
_FIRMS = ("elevator", "maxx")


def _is_of_schools(match: re.Match[str], around: str) -> bool:
    """Whether TK means transitional kindergarten: beside pre-K or a grade, or beside pupils if the text spells it out.

    Only the words beside TK count: elsewhere in the same release, TK may still be a placeholder.
    """
    text, end = match.string, match.end()
    if _GRADE_BEFORE.search(text, max(match.start() - 30, 0), match.start()) or _GRADE_AFTER.match(text, end):
        return True
    return _PUPILS.match(text, end) is not None and _SPELLED_OUT.search(around) is not None


_GRADE_BEFORE = pattern(
    r"(?i)\b(?:pre-?\s?k(?:indergarten)?|preschool|kindergarten)(?:,| and| or| to| through|,? &|/)\s?\Z"
)
_GRADE_AFTER = pattern(
    r"(?i)\s?(?:[-–/]\s?(?:k|\d{1,2})\b|(?:,| and| or| to| through| &)\s(?:kindergarten|k\b|pre-?k\b"
    r"|\d{1,2}(?:th|st|nd|rd)?[\s-]grade))"
)
_PUPILS = pattern(
    r"(?i)\s(?:students?|child(?:ren)?|class(?:es|rooms?)?|teachers?|programs?|enrol\w*|expansion|pupils?|families"
    r"|curriculum|seats?|eligib\w+|registration|parents?|rooms?)\b"
)
_SPELLED_OUT = pattern(r"(?i)\btransitional\s+kindergarten\b")


def _is_undecided(match: re.Match[str], around: str) -> bool:
    """Whether TBD is a placeholder, and not somebody's initials."""
    return not _is_a_name(match)


def _is_unconfirmed(match: re.Match[str], around: str) -> bool:
    """Whether TBC is alone in place of an answer; companies are also called TBC."""
    text, start = match.string, match.start()
    alone = _BEFORE_A_GAP.search(text, max(start - 20, 0), start) and _AFTER_A_GAP.match(text, match.end())
    return alone is not None and not _is_a_name(match)


def _is_a_name(match: re.Match[str]) -> bool:
    """Whether the letters are initials of the words before them, or part of a longer name."""
    return _NAME_FOLLOWS.match(match.string, match.end()) is not None or _is_initials(match)


def _is_initials(match: re.Match[str]) -> bool:
    """Whether the letters are initials of the words before them, as in Turner Kenney (TK)."""
    letters, before = match.group(), match.string[max(match.start() - 60, 0) : match.start()]
    words = re.findall(r"\w+", before)[-len(letters) :]
    return before.endswith("(") and [word[0].upper() for word in words] == list(letters)


# XXX is also the Roman numeral thirty, and a size.
_THIRTY_BEFORE = pattern(
    r"\b(?:Bowl|Mania|WrestleMania|Chapter|Volume|Vol\.|Titles?|Articles?|Part|Book|Canto|Act|Appendix"
    r"|Annex|Schedule|Section|Edition|Session|[Ss]izes?|Legio|Legion|Psalm)\s\Z"
)
_THIRTY_AFTER = pattern(r"\s(?:Olympi|Summer|Winter|Games|Corps|Congress|[Ll]arge|[Ss]mall|L\b|S\b)")


def _is_crossed_out(match: re.Match[str], around: str) -> bool:
    """Whether XXX is a placeholder, and not the Roman numeral thirty or a size."""
    if match.group() != "XXX":
        return True
    before = _THIRTY_BEFORE.search(match.string, max(match.start() - 20, 0), match.start())
    return before is None and _THIRTY_AFTER.match(match.string, match.end()) is None


def _is_certain(match: re.Match[str], around: str) -> bool:
    """True: such a match is always a placeholder."""
    return True


# --- brackets -------------------------------------------------------------------------------------------------


_LOST_ADDRESS = pattern(r"email\s+protected", re.IGNORECASE)
_WORD = pattern(r"[\w-]+(?:['’]\w+)?")


def _is_to_fill_in(match: re.Match[str], around: str) -> bool:
    """Whether brackets ask for text: [NAME], [insert quote], [Your City]; an editor's words in a quote do not."""
    inside = match["inside"].strip()
    words = [part.lower() for part in _WORD.findall(inside)]
    if not words or len(words) > 8:
        return False
    if _LOST_ADDRESS.fullmatch(inside) or words[0] in WORDING["orders"]:
        return True
    if words[0] == "your" and len(words) > 1:
        return inside[0].isupper() or not quotation_marks.pair(match.string).quotes(match.start())
    if words[0] in WORDING["labels"] and words[1:2] and words[1] in ("of", "here"):
        return True
    if not (words[-1] in WORDING["wanted"] and len(words) <= 5) and not _all_wanted(words):
        return False
    return words[0] not in WORDING["articles"] and (
        inside.isupper()
        or not quotation_marks.pair(match.string).quotes(match.start())
        or _asks_in_a_quote(inside, words)
    )


def _asks_in_a_quote(inside: str, words: list[str]) -> bool:
    """Whether brackets inside a quotation ask for text, and are not an editor's explanation."""
    return inside[0].isupper() and (len(words) > 1 or words[0] in ("name", "quote", "url"))


def _all_wanted(words: list[str]) -> bool:
    """Whether all words name things that somebody has to fill in."""
    return all(word in WORDING["wanted"] or word in WORDING["wanted_alone"] for word in words)


_ANGLED = pattern(r"<(?<!`<)(?P<inside>[A-Za-z]{2,20}(?:[ _-][A-Za-z]{2,20}){0,4})>")


def in_angle_brackets(source: str) -> Iterator[tuple[int, int]]:
    """Yield the placeholders in angle brackets, such as <COMPANY NAME>; they become tags, which readers do not see."""
    for match in _ANGLED.finditer(source):
        words = match["inside"].lower().replace("_", " ").replace("-", " ").split()
        is_request = _all_wanted(words) or (words[0] in WORDING["orders"] and len(words) > 1)
        if is_request and (len(words) > 1 or words[0] not in WORDING["elements"]):
            yield match.span()


# --- shapes ---------------------------------------------------------------------------------------------------

_MONTH = (
    r"\b(?i:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)\s"
)

# A string that each match contains, the pattern, and a further condition.
_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], str], bool]], ...] = (
    ("TK", pattern(rf"{_ALONE}(?:TK){{1,4}}{_ENDED}"), _is_to_come),
    ("TBD", pattern(rf"{_ALONE}TBD{_ENDED}"), _is_undecided),
    ("TBC", pattern(rf"{_ALONE}TBC{_ENDED}"), _is_unconfirmed),
    # A telephone number.
    ("XX", pattern(r"\(?(?<![\w-])(?:\d{3}|XXX)\)?[\s.-]{0,2}(?:\d{3}|XXX)[\s.-]XXXX(?!\w)"), _is_certain),
    ("XX", pattern(rf"(?<=[$€£])X{{2,}}(?!\w)|{_ALONE}X{{2,}}(?=\s?%|\spercent\b)|{_MONTH}X{{2,}}(?!\w)"), _is_certain),
    ("XXX", pattern(rf"{_ALONE}X{{3,}}{_ENDED}"), _is_crossed_out),
    ("[", pattern(r"\[(?P<inside>[^\[\]\n]{2,60})\](?![\[(:])"), _is_to_fill_in),
    ("{{", pattern(r"\{\{[^{}\n]{0,60}\}\}"), _is_certain),
    # Masked words (n___), citations to come (570 U.S. ___) and ruled lines are not blanks to fill in.
    ("___", pattern(r"(?<!\w)(?<!U\.S\. )_{3,24}(?!_)"), _is_certain),
)


# Each text with a placeholder has one of these; XXX contains XX.
HINTS = tuple(dict.fromkeys(hint for hint, _, _ in _SHAPES if hint != "XXX"))

# Sample text in templates of other makers.
_SAMPLES = pattern(
    r"\b[Ll]orem ipsum\b(?: dolor sit amet\b)?|\b[Dd]olor sit amet\b"
    r"|\b(?i:(?:press release |your )?(?:headline|subhead|subtitle|title|text|quote|caption|name|date|copy"
    r"|content|body|boilerplate)) (?i:goes|text) here\b"
)


def samples(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of a template's sample text."""
    if "orem ipsum" in text or "olor sit" in text or "goes here" in text or "text here" in text:
        yield from (match.span() for match in _SAMPLES.finditer(text))


# --- notes to colleagues -------------------------------------------------------------------------------------

# [Delia: please check the name], [confirm with HR before Friday]
_IN_BRACKETS = pattern(
    r"\[(?:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?\s?[:,–—-]\s?)?(?i:please|pls|can (?:you|we|someone)|could (?:you|we)"
    r"|check(?! out)|double-?check|confirm|verify|to ?do\b|fixme|is this|are we|do we|needs? to"
    r"|to be (?:confirmed|checked|approved|added)|waiting (?:for|on)|awaiting|bitte|prüfen|merci de|à vérifier"
    r"|à confirmer|por favor|revisar"
    r"|confirmar|verificar)\b[^\[\]\n]{3,200}\](?![\[(:])"
)


def _any_of(listed: frozenset[str]) -> str:
    """A pattern for the listed words, in any case."""
    words = sorted(listed, key=len, reverse=True)
    return rf"(?i:{'|'.join(map(re.escape, words))})(?!\w)"


def _requests() -> str:
    return _any_of(WORDING["requests"])


def _colleagues() -> str:
    return _any_of(WORDING["colleagues"])


def _without_brackets() -> str:
    """The pattern of notes without brackets."""
    called, internal, colleague = _any_of(WORDING["note_words"]), _any_of(WORDING["internal"]), _colleagues()
    to, sign = r"\s(?i:to|for|from|an|für|à|pour|a|para)\s", r"\s?(?:[:;–—]|-(?=\s))"
    internal_use = _any_of(WORDING["internal_use"])
    readers, of_readers = _any_of(WORDING["readers"]), _any_of(WORDING["of_readers"])
    name = rf"(?!{readers})[A-ZÀ-Þ][a-zß-ÿ]+(?<!s)(?: [A-ZÀ-Þ][a-zß-ÿ’'-]+)?"
    verb, noun = _any_of(WORDING["desk_verbs"]), _any_of(WORDING["desk_nouns"])
    request = rf"{_requests()}\.?\s(?![^\n]{{0,200}}\b{of_readers})(?:[\w’'-]+\s){{0,3}}?{verb}"
    the = r"(?i:the|den|die|der|das|le|la|les|l[’']|el|los|las)\s?"
    about = rf"(?:\s(?:{the})?{noun}(?:\s(?i:with|before|by|mit|vor|bis|avec|avant|con|antes)\b[^\n]{{0,60}})?)?"
    forbids = r"(?i:do not|don[’']t|not for|nicht|ne pas|no difundir|no compartir|no publicar)\b"
    kinds = (
        rf"(?:{internal}\s{called}|{called}\s{internal}){sign}",  # Internal note: ...; Nota interna: ...
        rf"{called}{to}(?i:die\s)?\w+\s{internal}{sign}",  # Anm. für Redaktion intern: ...
        rf"(?:INTERNAL(?: ONLY)?|INTERNE|INTERNO){sign}\s|{internal}{sign}\s{forbids}",  # INTERNAL: do not share
        rf"{internal_use}(?:[\s)>*_.!]*\Z|{sign})",
        rf"{called}{to}{colleague}{sign}",  # Note to self: ...
        rf"{called}{to}{name}{sign}\s?{request}",  # Note to Dana: please confirm the figure
        rf"@[A-Za-zÀ-ÿ][a-zß-ÿ]+[:,]?\s(?:[–—-]\s)?{request}",  # @Anna pls check this
        rf"{name}(?:,|{sign})\s{request}{about}\s?[.!?…]{{0,3}}[\s)>*_]*\Z",  # Dana — can you check this with Tom?
        r"(?:TODO|TO DO):|FIXME\b",
    )
    starts = r"(?:(?:\A|(?<=\n))[\s>*_(<^]{0,8}|(?<=[.!?:”\"»] )\(?|(?<=\())"
    return rf"{starts}(?P<note>{'|'.join(kinds)})[^\n]{{0,200}}"


_NOTE = pattern(_without_brackets)
# Each note without brackets contains a match of this.
_HINT = pattern(lambda: rf"(?i)\bintern|todo:|to do:|fixme|\b(?:{_requests()}|\w+\s{_colleagues()}\s?[:;–—-])")


def notes(text: str, *, in_brackets_only: bool = False) -> Iterator[tuple[int, int, bool]]:
    """The notes to colleagues outside quotations: their offsets, and whether they are in brackets."""
    found = [(*match.span(), True) for match in _IN_BRACKETS.finditer(text)] if "[" in text else []
    for match in _NOTE.finditer(text) if not in_brackets_only and _HINT.search(text) else ():
        end = match.start() + len(match.group().rstrip())
        if all(end <= start or last <= match.start() for start, last, _ in found):
            found.append((match.start("note"), end, False))
    pairs = quotation_marks.pair(text) if found else None
    return (note for note in sorted(found) if pairs and not pairs.quotes(note[0]))
