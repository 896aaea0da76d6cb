"""Language tags in the one form in which they are compared and printed: en, en-US, zh-Hant-TW (BCP 47)."""

from __future__ import annotations

import functools

from newsroom_cli.model.patterns import pattern

_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# Three letters where two are the rule: these tags are the same language.
_SHORT = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "pol": "pl", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "vie": "vi",
}  # fmt: skip


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


@functools.lru_cache(maxsize=64)
def canonical(tag: str) -> str:
    """A tag with the usual capitals and the usual name of its language; what is no tag stays as it is."""
    if not is_tag(tag):
        return tag
    language, *subtags = tag.lower().split("-")
    parts = [_SHORT.get(language, language)]
    for subtag in subtags:
        parts.append(subtag if any(len(part) == 1 for part in parts) else _CASES.get(len(subtag), str.lower)(subtag))
    return "-".join(parts)


# How subtags are written, by their length: a script as Hant, a region as TW, all else, and what follows a single letter, small.
_CASES = {4: str.capitalize, 2: str.upper}


def is_english(tag: str) -> bool:
    """Whether a tag is that of English, not of a language whose tag only begins so, such as enm."""
    return tag[:2] == "en" and tag[2:3] in ("", "-", "_")
