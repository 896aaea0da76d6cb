"""Language tags in their canonical form: en, en-US, zh-Hant-TW (BCP 47)."""

from __future__ import annotations

import functools
import re
import unicodedata

from newsroom_cli.model.patterns import pattern

# Language, script, region, variants, extensions, private use; the old "extended languages" have tags of their own.
_TAG = pattern(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
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
        if any(len(part) == 1 for part in parts):
            parts.append(subtag)
        else:
            parts.append(_CASES.get(len(subtag), str.lower)(_REGIONS.get(subtag, subtag)))
    return "-".join(parts)


def known_part(text: str) -> str:
    """The canonical tag in a text such as en_US or de-DE-custom: the longest beginning that is one; empty if none."""
    parts = text.strip().replace("_", "-").split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((canonical(tag) for tag in tags if is_tag(tag)), "")


_REGIONS = {"uk": "gb"}  # often written instead of gb


# The case of a subtag by its length: a script is Hant, a region is TW. The rest is small, also after a single letter.
_CASES = {4: str.capitalize, 2: str.upper}


def english(tag: str) -> str:
    """The English for dates in messages about a text in a language: the text's own, else American."""
    return tag if is_english(tag) else "en"


def is_english(tag: str) -> bool:
    """Whether a tag means English; a longer code such as enm is another language."""
    return tag[:2] == "en" and tag[2:3] in ("", "-", "_")


def base(tag: str) -> str:
    """The language of a tag without script and region, in small letters: de for de-AT."""
    return tag.partition("-")[0].lower()


def in_capitals(text: str, tag: str) -> str:
    """A text in capitals as its language writes them: İZMİR in Turkish, ΑΘΗΝΑ in Greek, BAILE NA hÉIREANN in Irish."""
    language = base(tag)
    if language in ("tr", "az"):
        text = text.replace("i", "İ")
    elif language == "el":  # without accents, but with the diaeresis
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))
    elif language == "ka":  # few typefaces have Georgian capitals
        return text
    elif language == "ga":
        return "".join(part if part in _IRISH_PREFIXES else part.upper() for part in _IRISH_CAPITAL.split(text))
    return text.upper()


# Small letters that Irish sets in front of a capital: na hÉireann, i nGaillimh, Bóthar an tSléibhe.
_IRISH_PREFIXES = frozenset(("bhf", "b", "d", "g", "h", "m", "n", "t"))
_IRISH_CAPITAL = pattern(r"\b(bhf|[bdghmnt])(?=[A-ZÁÉÍÓÚ])")

# Languages that are written from right to left unless their tag names another script, and such scripts.
_RIGHT_TO_LEFT = {
    "apc", "ar", "arc", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn", "nqo",
    "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi", "az-ir", "ku-iq", "ku-ir", "pa-pk",
    "uz-af",
}  # fmt: skip
_RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}


@functools.lru_cache(maxsize=64)
def direction_of(language: str) -> str:
    """The direction of writing, "ltr" or "rtl", of the language with this tag."""
    parts = language.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    names = {parts[0], "-".join(parts[:2])}
    rtl = script in _RIGHT_TO_LEFT_SCRIPTS if script else not names.isdisjoint(_RIGHT_TO_LEFT)
    return "rtl" if rtl else "ltr"
