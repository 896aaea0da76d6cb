"""Make the words of `newsroom_cli/language/spelling`: `python -m accuracy.spelling_words`, in `tests`.

It needs `pip install wordfreq==3.1.1 pyspellchecker==0.9.1`, which nothing else does. wordfreq says how common a word
is; pyspellchecker adds words that are known, and the German words with ß, which wordfreq writes with ss.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from newsroom_cli.language.spelling import lexicon
from newsroom_cli.language.spelling.slips import LETTERS

FOLDER = Path(lexicon.__file__).parent
COMMON = 2e-6  # the share of all words that a common word has
LONG, COMMON_IF_LONG = 9, 4e-7  # long words differ by more letters from each other
KNOWN = 2.9e-8
LEAST = 3  # letters of a word
LISTED = ("en", "de", "fr", "es", "it", "pt", "nl")  # languages of pyspellchecker
ACCENTED = ("es", "fr", "it", "pt")
COMMON_IF_ACCENTED = 5e-7
RATIO = {"es": 10}  # how many times as often a word has its accents; without them it is seldom another word
RATIO_OTHERWISE, RATIO_OF_ENDINGS = 20, 7
ENDINGS = {"es": ("ía", "ías", "ían", "ción", "sión", "xión")}


def words(language: str) -> tuple[list[str], set[str]]:
    """The common words of a language in order of frequency, and all that are known."""
    import wordfreq  # type: ignore[import-not-found]
    from spellchecker import SpellChecker  # type: ignore[import-not-found]

    frequencies: Mapping[str, float] = wordfreq.get_frequency_dict(language, "best")
    listed: Mapping[str, int] = SpellChecker(language=language).word_frequency.dictionary if language in LISTED else {}
    is_word = re.compile(f"[{LETTERS[language]}]{{{LEAST},}}").fullmatch
    written = functools.partial(_written, sharp={word.replace("ß", "ss"): word for word in listed if "ß" in word})
    common = sorted(
        (
            word
            for word in frequencies
            if frequencies[word] >= (COMMON if len(word) < LONG else COMMON_IF_LONG) and is_word(word)
        ),
        key=lambda word: (-frequencies[word], word),
    )
    known = {word for word in frequencies if frequencies[word] >= KNOWN and is_word(word)} | set(
        filter(is_word, listed)
    )
    return [written(word, listed) for word in common], known


def _written(word: str, listed: Mapping[str, int], sharp: Mapping[str, str]) -> str:
    """A word with ß if it is more often written so."""
    other = sharp.get(word, word)
    return other if listed.get(other, 0) > listed.get(word, 0) else word


def accented(language: str) -> list[str]:
    """The common words that are a mistake without their accents, in alphabetical order."""
    import wordfreq

    frequencies: Mapping[str, float] = wordfreq.get_frequency_dict(language, "best")
    found: dict[str, list[str]] = {}
    for word in frequencies:
        bare = lexicon.without_accents(word)
        if bare != word and bare.isascii() and bare.isalpha() and len(bare) >= LEAST:
            found.setdefault(bare, []).append(word)
    best = {bare: max(words, key=frequencies.__getitem__) for bare, words in found.items()}
    return sorted(
        word
        for bare, word in best.items()
        if frequencies[word] >= COMMON_IF_ACCENTED
        and all(frequencies[other] * 10 <= frequencies[word] for other in found[bare] if other != word)
        and frequencies[word] >= _ratio(word, language) * frequencies.get(bare, 0)
        and not _may_be_bare(word, bare, language)
    )


def _ratio(word: str, language: str) -> int:
    """How many times as often a word must have its accents."""
    if word.endswith(ENDINGS.get(language, ("\0",))):
        return RATIO_OF_ENDINGS
    return RATIO.get(language, RATIO_OTHERWISE)


def _may_be_bare(word: str, bare: str, language: str) -> bool:
    """Whether a word may be right without accents: capitals, French reformed spelling and verbs, Spanish n for ñ."""
    if not word[0].isascii() or (language == "es" and "ñ" in word):
        return True
    if language != "fr":
        return False
    if bare == "dela":  # de la
        return True
    reformed = all(one == other or one in "îû" for one, other in zip(word, bare, strict=True))
    return reformed or (word.endswith(("é", "és")) and word.rpartition("é")[0] == bare.rpartition("e")[0])


def filter_of(known: set[str]) -> bytes:
    """A filter that knows these words."""
    size = (len(known) * lexicon.BITS + 7) // 8
    data = bytearray(size)
    for word in known:
        for bit in lexicon.bits_of(word, size * 8):
            data[bit >> 3] |= 1 << (bit & 7)
    return bytes(data)


def main() -> None:
    for language in LETTERS:
        common, known = words(language)
        (FOLDER / f"{language}.txt").write_text("\n".join(common) + "\n", encoding="utf-8")
        (FOLDER / f"{language}.known").write_bytes(filter_of(known - set(common)))
        print(language, len(common), "common", len(known), "known")
    for language in ACCENTED:
        (FOLDER / f"{language}.accents").write_text("\n".join(accented(language)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
