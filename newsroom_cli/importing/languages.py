"""The language of a text, guessed from its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_SMALL_WORDS = {
    "en": "the of and to in that for is with was are has have said on by from will",
    "es": "el la los las de que y en una para con por del se su como más",
    "fr": "le la les des et est dans une pour qui sur par aux du au avec ce de d l en",
    "de": "der die das und ist den von mit für auf dem ein eine nicht sich werden im zu",
    "pt": "o os as de que e em uma para com por do da não se mais são ao",
    "it": "il di che la e in un per è con del della sono gli le si l",
    "nl": "de het een van en in is dat op te zijn voor met niet aan",
    "ca": "el la els les de i que en una per amb del al és són més dels com ha no d l",
    "sv": "och att det i som på är av för med den till en har de inte om från ett också",
    "da": "og at det i som på er af for med den til en har de ikke fra et også blev",
    "nb": "og å det i som på er av for med den til en har de ikke fra et også ble",
    "fi": "ja on ei että oli myös sekä joka se hän ovat kun mukaan tai vuonna mutta jotka",
    "pl": "i w na z się do nie jest że to o od dla przez oraz po jak są ze za",
    "cs": "a v na se je že do s o z pro i k ve za jako ale od jsou byl také po",
    "sk": "a v na sa je že do s o z pre aj k vo za ako ale od sú bol tiež po",
    "hu": "a az és hogy nem is egy van ez meg volt azt de csak már vagy lesz",
    "ro": "de și în a la cu pe care din pentru că nu este mai prin sunt fost al ale",
    "tr": "ve bir bu için ile da de olarak daha çok olan en gibi kadar sonra var",
}
# The languages of a script, the most usual one first, and letters that only one of them has.
_SCRIPTS = {
    "ARABIC": "ar fa ur ps ku ckb ug sd",
    "ARMENIAN": "hy",
    "BENGALI": "bn as",
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg tt",
    "DEVANAGARI": "hi mr ne sa",
    "ETHIOPIC": "am ti",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he yi",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
_OWN_LETTERS = {"be": "ўЎ", "uk": "їєґЇЄҐ", "mk": "ѓќѕЃЌЅ", "sr": "ђћЂЋ", "kk": "қәңҚӘҢ", "ur": "ٹڈںے", "fa": "پچژگ"}
_ENOUGH = 0.08  # share of a language's small words in a text that is written in it
_TWICE = 2  # how many times as many small words show that a page names the wrong language


def language_of(named: str, text: str) -> str:
    """The language that a source names for its text; another one where the text is clearly written in that."""
    if (by_script := _languages_by_script(text)) and named.partition("-")[0].lower() not in by_script:
        return by_script[0]
    guess = guess_language(text)
    shares = _shares(text)
    base = named.partition("-")[0].lower()
    is_wrong = guess in shares and base in shares and shares[guess] > 2 * _ENOUGH
    return guess if not named or (is_wrong and shares[guess] > _TWICE * shares[base]) else named


def guess_language(text: str) -> str:
    """The tag of the language of a text; empty if none is certain."""
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if len(re.findall(r"[\u4e00-\u9fff]", text[:2000])) > 40:
        return "zh"
    shares = _shares(text)
    best = max(shares, key=lambda tag: shares[tag], default="")
    return best if best and shares[best] >= _ENOUGH else ""


def _languages_by_script(text: str) -> Sequence[str]:
    """The languages that are written in the letters of most of a text; empty for Latin and those of East Asia."""
    letters = [letter for letter in text[:2000] if letter > "\u036f" and letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    script, count = max(scripts.items(), key=lambda found: found[1], default=("", 0))
    if 2 * count < sum(letter.isalpha() for letter in text[:2000]):
        return ()
    own = next((language for language, signs in _OWN_LETTERS.items() if sum(map(text.count, signs)) > 2), "")
    return sorted(_SCRIPTS.get(script, "").split(), key=lambda language: language != own)


def _shares(text: str) -> dict[str, float]:
    """The share of the small words of each language in a text; empty without words."""
    words = re.findall(r"[^\W\d_]+", text[:8000].lower())
    counted = Counter(words)
    if not words:
        return {}
    return {tag: sum(counted[word] for word in small.split()) / len(words) for tag, small in _SMALL_WORDS.items()}
