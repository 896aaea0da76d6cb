"""Acronyms: well-known ones, those that a text introduces after the full name, and their uses in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern

# Acronyms that newspapers never spell out, and words in capitals that are not acronyms.
KNOWN = WORDING["known_acronyms"]


class Introduction(NamedTuple):
    """An acronym introduced after its name, `Harbour Road Fund (HRF)`, with offsets of name and bracket in its block.

    `fits` is False if two of its letters are in a different order from the initials of the name.
    """

    acronym: str
    name: str
    block: Block
    name_start: int
    start: int
    end: int
    fits: bool


_BRACKET = pattern(
    r"\s\((?:(?:or|the|hereinafter|also known as)\s)?[\"“‘']?((?:[A-Z]\.){2,8}"
    r"|[A-Z0-9][A-Za-z0-9&/.-]{1,11})(?:’s|'s)?[\"”’']?"
    r"(?:[;,]?\s(?:or|and)\s(?:the\s)?[\"“‘'][^()\"”]{1,40}[\"”’'])?\)"
)


@per_document
def introductions(document: Document) -> tuple[Introduction, ...]:
    """The acronyms that the body introduces in brackets after a name, in order."""
    if "(" not in document.release.body.value:
        return ()
    return tuple(
        introduction for block in document.markdown.prose if "(" in block.text for introduction in _introduced(block)
    )


def _introduced(block: Block) -> Iterator[Introduction]:
    """Yield the acronyms that a block introduces in brackets after their names."""
    text = block.text
    for match in _BRACKET.finditer(text):
        letters = letters_of(match[1])
        if len(letters) < 2 or not _is_acronym(match[1]):
            continue
        before = _words_before(text, match.start(), len(letters))
        swapped = _permuted(before, letters)
        start = swapped if swapped is not None else start_of_name(before, letters)
        fits = swapped is None
        if start is not None:
            name = text[start : match.start()]
            yield Introduction(singular(match[1]), name, block, start, match.start() + 1, match.end(), fits)


def singular(acronym: str) -> str:
    """An acronym without its plural s: PRB for PRBs."""
    if acronym.endswith("s") and acronym[-2:-1].isupper():
        return acronym[:-1]
    return acronym.rstrip(".") if acronym.count(".") == 1 else acronym


def letters_of(acronym: str) -> str:
    """The letters of an acronym that stand for words, in lower case."""
    return "".join(letter for letter in singular(acronym) if letter.isalpha()).lower()


def _is_acronym(word: str) -> bool:
    """Whether at least two letters of a word, and most of them, are capitals."""
    capitals = sum(map(str.isupper, word))
    return capitals >= 2 and capitals * 2 > sum(map(str.isalpha, word)) - word.endswith("s")


_Part = tuple[str, int]  # a word and its offset
_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*|[.;:!?()“”\"—–]|&")
_MAX_WORDS_IN_NAME = 16  # words of a name, at most
_ENDS_CLAUSE = frozenset('.;:!?()“”"—–')


def _words_before(text: str, at: int, letters: int) -> list[_Part]:
    """The words before a bracket that may be the name of its acronym: those of the same clause, up to a limit."""
    start = max(at - 24 * min(letters + 4, _MAX_WORDS_IN_NAME), 0)
    words: list[_Part] = []
    for match in _WORD.finditer(text, start, at):
        word = match.group()
        if word in _ENDS_CLAUSE:
            initial = word == "." and words and len(words[-1][0]) <= 2 and words[-1][0][0].isupper()
            if not initial and not (word in '“”"' and match.end() == at):
                words.clear()
        elif match.start() > start or start == 0:
            words.append((word, match.start()))
    return words[-_MAX_WORDS_IN_NAME:]


def start_of_name(words: Sequence[_Part], letters: str) -> int | None:
    """The offset at which the name for the letters begins; None if the words do not match the letters."""
    best = _fitted(tuple([word.lower() for word, _ in words]), letters)
    return words[best][1] if best is not None else None


@functools.lru_cache(maxsize=512)
def _fitted(words: tuple[str, ...], letters: str) -> int | None:
    """The index of the name's first word; None if no name matches.

    Each word supplies its first letter or more; a small word may supply none.
    """
    count = len(words)
    reached = {(count, len(letters)): 0}  # (words left, letters left) -> words passed over
    for index in range(count - 1, -1, -1):
        word = words[index]
        for (at, left), skipped in list(reached.items()):
            if at != index + 1 or not left:
                continue
            if word in WORDING["in_names"]:
                _keep(reached, (index, left), skipped)
            elif len(letters) > 2 and skipped < 1 and (left < len(letters) or word in WORDING["trailing"]):
                _keep(reached, (index, left), skipped + 1)
            for given in range(1, min(left, 5) + 1):
                part = letters[left - given : left]
                if part[0] == word[0] and _within(part[1:], word[1:]):
                    if left == given:
                        if count - index >= 2:
                            return index
                    else:
                        _keep(reached, (index, left - given), skipped)
    return None


def _keep(reached: dict[tuple[int, int], int], state: tuple[int, int], skipped: int) -> None:
    """Record that matching reached a state, with the number of words it skipped, unless a better way is known."""
    reached[state] = min(reached.get(state, skipped), skipped)


def _within(letters: str, word: str) -> bool:
    """Whether a word contains letters in their order."""
    at = -1
    for letter in letters:
        at = word.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _permuted(words: Sequence[_Part], letters: str) -> int | None:
    """The offset of a capitalised name whose initials are the letters with two adjacent ones swapped; else None."""
    if len(letters) < 3 or len(words) < len(letters):
        return None
    named = [word for word in words if word[0].lower() not in WORDING["in_names"]][-len(letters) :]
    if len(named) < len(letters) or not all(_is_capitalised(word) for word, _ in named):
        return None
    initials = [word.lower()[0] for word, _ in named]
    swapped = [at for at, (one, other) in enumerate(zip(initials, letters, strict=True)) if one != other]
    slip = len(swapped) == 2 and swapped[1] == swapped[0] + 1 and sorted(initials) == sorted(letters)
    return named[0][1] if slip else None


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital and is not all in capitals."""
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


# --- where they are used --------------------------------------------------------------------------------------

_USED = pattern(r"(?<![\w&@#/.’'-])[A-Z][A-Z&]{1,6}(?=s?(?![\w&-]|[.@/]\w|:\s?[A-Z]{2}))")


def in_text(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the acronyms of a text with their offsets, except those with digits, codes, addresses and handles."""
    for match in _USED.finditer(text):
        yield match.group(), match.start(), match.end()


_EXPLANATION_AFTER = pattern(r"\s?\((?:the\s)?([^()]{6,120})\)|,\s(?:or\s)?(?:the\s)?([A-Z][^,.;()]{6,120}),")


def is_spelled_out(document: Document, acronym: str) -> bool:
    """Whether a body explains an acronym: as `Name (ABC)`, as `ABC (name)`, or by the name alone anywhere."""
    if any(introduction.acronym == acronym and introduction.fits for introduction in introductions(document)):
        return True
    letters = letters_of(acronym)
    return any(_spells(block.text, acronym, letters) for block in document.markdown.prose)


def _spells(text: str, acronym: str, letters: str) -> bool:
    """Whether a text has the name for an acronym after it, or anywhere as capitalised words with these initials."""
    for at in occurrences(text, acronym):
        match = _EXPLANATION_AFTER.match(text, at + len(acronym))
        if (
            match
            and start_of_name(_words_before(match[1] or match[2], len(match[1] or match[2]), len(letters)), letters)
            is not None
        ):
            return True
    parts = [part for part in _WORD.findall(text) if part.lower() not in WORDING["in_names"] and part[0].isalpha()]
    initials = "".join([part[0] for part in parts])
    return any(initials[at : at + len(letters)].isupper() for at in occurrences(initials.lower(), letters))


# --- where acronyms are no acronyms, or not the writer's ------------------------------------------------------------


def shouts(text: str) -> bool:
    """Whether a text is mostly in capitals, like a headline or a name plate."""
    return sum(map(str.isupper, text)) * 3 > sum(map(str.isalpha, text))


_ABOUT = pattern(
    r"^[ \t#*_]{0,8}(?:About|ABOUT|Notes to [Ee]ditors|NOTES TO EDITORS|Background|BACKGROUND"
    r"|Forward[- ][Ll]ooking)\b|(?<=[.!?”\">] )(?:About|ABOUT) [A-Z]|/[\w-]{1,60} (?:About|ABOUT) [A-Z]",
    re.MULTILINE,
)


@per_document
def appendix(document: Document) -> int:
    """The file offset of the first "About ..." paragraph or the like; -1 without one."""
    match = _ABOUT.search(document.release.body.value, 1)
    return document.release.body.span.start + match.start() if match else -1


# --- short forms, known or not -------------------------------------------------------------------------------

_CAPITALS = pattern(r"(?<![\w$#@&/.’'(:-])(?<!: )[A-Z]{3,6}(?=s?\b)(?![\w&/.]*[\w&/])(?!-\d|\)|[®™])")


def unknown_short_forms(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of short forms of three to six capitals that are not widely known."""
    for match in _CAPITALS.finditer(text):
        if match.group() not in KNOWN and match.group() not in WORDING["no_short_forms"]:
            yield match.span()


_OWNED = pattern(
    r"(?<!\w)(?!(?:The|A|An|In|At|On|By|For|With|From|As|To|If|When|While|And|But|Our|Its|Both|This|That"
    r"|Said)\b)[A-Z][\w’'&.-]*,?[ ]\Z"
)
_GOES_ON = pattern(r"[®™]|,? [A-Z0-9]|[.-]\w|[’']s [A-Z]")


def is_name(short: str, text: str) -> bool:
    """Whether a text uses a short form as or in a name, or not at all: HLX Capital, the Harbour TV, hlx.example."""
    low = short.lower()
    if any(map(text.__contains__, (f"{low}.", f"@{low}", f" {low} ", f" {short.capitalize()} "))):
        return True
    uses = 0
    for at in occurrences(text, short):
        end = at + len(short)
        uses += 1
        if _GOES_ON.match(text, end) or _OWNED.search(text, max(at - 40, 0), at):
            return True
    return not uses


def is_explained(short: str, *texts: str) -> bool:
    """Whether a text has the full name: the short form beside a bracket, or words with these first letters."""
    return any(_is_bracketed(short, text) or _spelled(short).search(text) is not None for text in texts)


def _is_bracketed(short: str, text: str) -> bool:
    """Whether a short form is beside a bracket, which then explains it."""
    for at in occurrences(text, short):
        end = at + len(short)
        before, after = text[max(at - 6, 0) : at].rstrip("“\"‘'* "), text[end : end + 6].lstrip("”\"’'*s ")
        if before.endswith("(") or after.startswith("("):
            return True
    return False


_SMALL = r"(?:(?:of|the|and|for|in|on|to|de|la|del|du|des|et|y|a|an|by|with|&)[ \n]+)"


def _spelled(short: str) -> re.Pattern[str]:
    """The pattern of words whose first letters make up the short form, with or without small words."""
    letters = [rf"{letter}[\w’']*+" for letter in short]
    between = rf"[ \n,/-]+{_SMALL}{{0,2}}"
    return re.compile(rf"(?<!\w){between.join(letters)}", re.IGNORECASE)
