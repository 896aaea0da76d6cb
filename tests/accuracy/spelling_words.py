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


def words(language: str) -> tuple[list[str], set[str]]:
    """The common words of a language in order of frequency, and all that are known."""
    import wordfreq  # type: ignore[import-not-found]
    from spellchecker import SpellChecker  # type: ignore[import-not-found]

    frequencies: Mapping[str, float] = wordfreq.get_frequency_dict(language, "best")
    listed: Mapping[str, int] = SpellChecker(language=language).word_frequency.dictionary
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


if __name__ == "__main__":
    main()
