"""The words and marks of a text for the search for names: initials keep their full stops, titles are known."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import Lexicon, lexicon_for
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern


class Token(NamedTuple):
    """A word or punctuation mark, and its offsets."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The word in lower case, without the full stop of an abbreviation and without a French article before it."""
        word = self.text.rstrip(".").lower()
        return word[2:] if word[1:2] in ("’", "'") and word[0] in "ld" and len(word) > 3 else word

    def is_title(self, lexicon: Lexicon) -> bool:
        """Whether the word is a job title."""
        return is_title(self.plain, lexicon) or self.text.rstrip(".") in PEOPLE["titles_in_capitals"]


@functools.lru_cache(maxsize=4096)
def is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word is a job title: mayor, co-founder, Forschungsfeldleiter."""
    titles = _titles(lexicon)
    word = _GENDER.sub("in", word)
    if word.removesuffix("s") in titles:
        return True
    if (
        word in titles
        or (
            "-" in word
            and any(part in titles for part in (word.split("-")[0], word.rsplit("-", 1)[1]) if len(part) > 2)
        )
        or ("/" in word and word.split("/")[0] in titles)
    ):
        return True
    if lexicon.joins_nouns:
        last = word.rsplit("-", 1)[-1]
        forms = (last.removesuffix(ending) for ending in ("", "n", "en", "s", "r"))
        return any(form in titles or form.endswith(_long_titles(lexicon)) for form in forms)
    return False


_GENDER = pattern(r"(?<=[a-zäöüß])[*_:·/]in(?:nen)?\Z")  # Sprecher_in


@functools.cache
def _titles(lexicon: Lexicon) -> frozenset[str]:
    """The titles of a language, and those that count in every language: English ones and those in `people.txt`."""
    return lexicon.titles | lexicon_for("en").titles | PEOPLE["titles_elsewhere"]


@functools.cache
def _long_titles(lexicon: Lexicon) -> tuple[str, ...]:
    """The titles with which compounds may end: Aufsichtsratschefin."""
    return tuple(word for word in lexicon.titles if len(word) > _SHORT_TITLE)


_SHORT_TITLE = 3  # letters; other words may end like a shorter title: Vorrat
# Capitals of Latin letters, also of Vietnamese ones, of Greek, Cyrillic and Armenian.
CAPITAL = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪİĶŁĻŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
    "\u0386-\u038f\u0391-\u03ab\u0400-\u042f\u0531-\u0556"
)
_SHORT = (
    r"(?:Univ|Ass)\.-Prof|(?:Dipl|Dr)\.-Ing|Mag|Corp|Inc|Co|Ltd|Bros|Jr|Sr|Dr|Drs|Mr|Mrs|Ms|Mx|St|Ste|Gov|Sen"
    r"|Sens|Rep|Reps|Lt|Sgt|Capt|Cpl|Col|Gen|Prof|Rev|Hon|Atty|Det|Maj|Cmdr|Cmsr|Insp|Supt|Cllrs?|Pres|Fr|Asst|Assoc"
    r"|Dept|Adm|Esq|Ph\.D|M\.D|J\.D|Mme|Sra|Srta|Dra|Lic|Licda|Mtro|Mtra|Arq|Abg|Dott|Avv|Mons|DDr"
)
_WORD = r"[^\W_](?:[\w’'‘ʼ&/.+-]*[\w])?[’']?"
_APART = rf"[^\W_](?:(?:[\w’'‘ʼ&/+-]|\.(?=[^\W_A-ZÀ-Þ])|(?<=\b[{CAPITAL}])\.(?=[A-ZÀ-Þ_]))*[\w])?[’']?"


def _pattern_of(word: str) -> re.Pattern[str]:
    """The pattern of tokens: initials and abbreviations with their full stops, words of the given form, punctuation."""
    initials = rf"(?:{_SHORT})\.(?!\w)|[{CAPITAL}]\.(?:-?[{CAPITAL}]\.)*(?!\w)"
    return pattern(rf"{initials}|{word}|[,()\[\]:;—–!?.\"“”«»„]")


_TOKEN = _pattern_of(_WORD)
_TOKEN_APART = _pattern_of(_APART)
_GLUED = pattern(rf"[^\W\d_]{{2}}\.[{CAPITAL}]")  # two sentences without a space between them: of Ruiz.The city


def tokens(text: str) -> list[Token]:
    """The words and marks of a text; the full stop of an initial or abbreviation belongs to the word."""
    matches = (_TOKEN_APART if _GLUED.search(text) else _TOKEN).finditer(text)
    return [Token(match.group(), *match.span()) for match in matches]


# Words that are capitalised only at the start of a sentence: the English ones, and those of all languages.
ENGLISH_FUNCTION = PEOPLE["english_function"]
_FUNCTION = ENGLISH_FUNCTION | PEOPLE["function_words"]


def is_capital(token: Token) -> bool:
    """Whether a word is capitalised for a reason other than being the first of a sentence."""
    elided = token.text[0] in "LD" and token.text[1:2] in ("’", "'") and token.text[2:3].islower()  # L’article
    return token.text[0].isupper() and not elided and token.text.lower() not in _FUNCTION


def beside(parts: Sequence[Token], at: int, text: str) -> bool:
    """Whether only one or two spaces separate a token from the one before it."""
    between = text[parts[at - 1].end : parts[at].start]
    return between != "" and not between.strip(" \xa0") and len(between) < 3
