"""The language of a text, guessed from its small words."""

from __future__ import annotations

import re
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in that for is with was are has have said on by from will",
    "es": "el la los las de que y en una para con por del se su como más",
    "fr": "le la les des et est dans une pour qui sur par aux du au avec ce",
    "de": "der die das und ist den von mit für auf dem ein eine nicht sich werden im zu",
    "pt": "o os as de que e em uma para com por do da não se mais são ao",
    "it": "il di che la e in un per è con del della sono gli le si",
    "nl": "de het een van en in is dat op te zijn voor met niet aan",
}
_ENOUGH = 0.08  # share of a language's small words in a text that is written in it


def guess_language(text: str) -> str:
    """The tag of the language of a text; empty if none is certain."""
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    if len(re.findall(r"[\u4e00-\u9fff]", text[:2000])) > 40:
        return "zh"
    words = re.findall(r"[^\W\d_]+", text[:8000].lower())
    if not words:
        return ""
    counted = Counter(words)
    shares = {tag: sum(counted[word] for word in small.split()) / len(words) for tag, small in _SMALL_WORDS.items()}
    best = max(shares, key=lambda tag: shares[tag])
    return best if shares[best] >= _ENOUGH else ""
