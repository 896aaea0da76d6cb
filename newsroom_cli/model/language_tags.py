"""Language tags in their canonical form: en, en-US, zh-Hant-TW (BCP 47)."""

from __future__ import annotations

import functools

from newsroom_cli.model.patterns import pattern

_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# Three-letter codes of languages that have a two-letter code.
_SHORT = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "pol": "pl", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "vie": "vi",
}  # fmt: skip


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


@functools.lru_cache(maxsize=64)
def canonical(tag: str) -> str:
    """A tag with the usual capitals and language code; a text that is not a tag stays as it is."""
    if not is_tag(tag):
        return tag
    language, *subtags = tag.lower().split("-")
    parts = [_SHORT.get(language, language)]
    for subtag in subtags:
        parts.append(subtag if any(len(part) == 1 for part in parts) else _CASES.get(len(subtag), str.lower)(subtag))
    return "-".join(parts)


# The case of a subtag by its length: a script is Hant, a region is TW. The rest is small, also after a single letter.
_CASES = {4: str.capitalize, 2: str.upper}


def is_english(tag: str) -> bool:
    """Whether a tag means English; a longer code such as enm is another language."""
    return tag[:2] == "en" and tag[2:3] in ("", "-", "_")
