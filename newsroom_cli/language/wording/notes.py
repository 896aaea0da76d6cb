"""Notes that colleagues write to one another in a text: [Delia: please check], "Note to Dana: ...", "INTERNAL: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.patterns import pattern

# [Delia: please check the name], [confirm with HR before Friday]
_IN_BRACKETS = pattern(
    r"\[(?:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?\s?[:,–—-]\s?)?(?i:please|pls|can (?:you|we|someone)|could (?:you|we)"
    r"|check(?! out)|double-?check|confirm|verify|to ?do\b|fixme|is this|are we|do we|needs? to"
    r"|to be (?:confirmed|checked|approved|added)|waiting (?:for|on)|awaiting|bitte|prüfen|merci de|à vérifier"
    r"|à confirmer|por favor|revisar"
    r"|confirmar|verificar)\b[^\[\]\n]{3,200}\](?![\[(:])"
)


def _any_of(listed: frozenset[str]) -> str:
    """A pattern for the words of a list, in any case."""
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
# Every note without brackets has one of these.
_HINT = pattern(lambda: rf"(?i)\bintern|todo:|to do:|fixme|\b(?:{_requests()}|\w+\s{_colleagues()}\s?[:;–—-])")


def notes(text: str, *, in_brackets_only: bool = False) -> Iterator[tuple[int, int, bool]]:
    """The notes to colleagues outside of quotations, as offsets, and whether they stand in brackets."""
    found = [(*match.span(), True) for match in _IN_BRACKETS.finditer(text)] if "[" in text else []
    for match in _NOTE.finditer(text) if not in_brackets_only and _HINT.search(text) else ():
        end = match.start() + len(match.group().rstrip())
        if all(end <= start or last <= match.start() for start, last, _ in found):
            found.append((match.start("note"), end, False))
    pairs = quotation_marks.pair(text) if found else None
    return (note for note in sorted(found) if pairs and not pairs.quotes(note[0]))
