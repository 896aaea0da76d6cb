"""Guess the language of a text from its script and its most common short words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from newsroom_cli.language.word_lists import tables_beside

_ENOUGH = 0.08  # the share of a language's common words in a text that is written in it
_SOME = 0.02  # the same share in a text that may be written in it
_TWICE = 2  # with so many times more common words of another language, the named one is wrong


def language_of(named: str, text: str, usual: str = "") -> str:
    """The language that a source names for its text, or another one if the text is clearly written in that.

    A source that names none gets the guessed language, or the `usual` one of its newsroom if the guess is the same or
    uncertain and the text has some words of it.
    """
    base = (named or usual).partition("-")[0].lower()
    if by_script := _languages_by_script(text):
        return by_script[0] if base not in by_script else named or usual
    guess = guess_language(text)
    shares = _shares(text)
    if not named:
        least = shares[base] if base in shares else 2 * _ENOUGH if usual else 0
        if guess and guess != base and shares.get(guess, 1) > least:
            return guess
        return usual if shares.get(base, 1) > _SOME else ""
    is_wrong = guess in shares and base in shares and shares[guess] > 2 * _ENOUGH
    return guess if is_wrong and shares[guess] > _TWICE * shares[base] else named


def guess_language(text: str) -> str:
    """The language tag of a text; empty if it is uncertain."""
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if len(re.findall(r"[\u4e00-\u9fff]", text[:2000])) > 40:
        return "zh"
    shares = _shares(text)
    best = max(shares, key=lambda tag: shares[tag], default="")
    return best if best and shares[best] >= _ENOUGH else ""


def _languages_by_script(text: str) -> Sequence[str]:
    """The languages that use the script of most letters of a text, the likeliest first.

    Empty for Latin letters and for East Asian scripts.
    """
    letters = [letter for letter in text[:2000] if letter > "\u036f" and letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    script, count = max(scripts.items(), key=lambda found: found[1], default=("", 0))
    if 2 * count < sum(letter.isalpha() for letter in text[:2000]):
        return ()
    tables = tables_beside(__file__)
    own = next((language for language, signs in tables["own letters"].items() if sum(map(text.count, signs)) > 2), "")
    return sorted(tables["scripts"].get(script, "").split(), key=lambda language: language != own)


def _shares(text: str) -> dict[str, float]:
    """For each language, the share of its common words in a text; empty if the text has no words."""
    words = re.findall(r"[^\W\d_]+", text[:8000].lower())
    counted = Counter(words)
    if not words:
        return {}
    small_words = tables_beside(__file__)["small words"].items()
    return {tag: sum(counted[word] for word in small.split()) / len(words) for tag, small in small_words}
