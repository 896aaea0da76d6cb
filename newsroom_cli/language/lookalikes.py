"""Letters that look alike: a text rewritten in Latin letters, and the scripts of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from newsroom_cli.model.patterns import pattern

# Latin letters, each followed by the letters of other scripts that look like it.
_ALIKE = """
    A АΑᎪ B ВΒᏴ C СϹᏟᏣ D ᎠԀ E ЕΕᎬ F Ϝ G ԌᏀ H НΗᎻҺ I ІΙӀ J ЈͿᎫ K КΚᏦ L ԼᏞ M МΜᎷϺ N Ν O ОΟՕ P РΡᏢ Q Ԛ R ᎡᏒ S ЅՏᏚ T ТΤᎢ
    U ՍԱ V ѴᏙ W ԜᎳ X ХΧ Y УΥҮᎩ Z ΖᏃ a аαɑ b вЬьƄ c сϲ d ԁ e еεеҽ f ք g гցɡ h нһհ i іιɩ j јϳ k кκ l ӏ m м n пηո
    o оοօσ p рρ q ԛզ r ɼ s ѕ t тτ u υսʋ v ѵν w ԝωա x хχ y уγү z ʐ
"""
_LATIN = pattern(
    r"(?:NEGATIVE )?(?:LATIN|SQUARED|CIRCLED)[A-Z ]*? LETTER (?:SMALL CAPITAL |DOTLESS |SCRIPT |OPEN )*"
    r"([A-Z])(?: WITH .*)?"
)
_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"  # characters that print nothing, not even a space


def _latin_look_alikes() -> dict[int, str | None]:
    """The Latin letter for each letter that looks like it."""
    words = _ALIKE.split()
    return {ord(letter): latin for latin, alike in zip(words[::2], words[1::2], strict=True) for letter in alike}


class _Reading(dict[int, str | None]):
    """A table for `str.translate`, filled on demand: a Latin letter for a look-alike, None for an unseen character."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        latin_letter: str | None = character
        if unicodedata.category(character) in ("Mn", "Me", "Cf") or character in _EMPTY:
            latin_letter = None
        elif code > 0x7F and (latin := _LATIN.fullmatch(unicodedata.name(character, ""))):
            latin_letter = latin[1] if "SMALL LETTER" not in unicodedata.name(character) else latin[1].lower()
        self[code] = latin_letter
        return latin_letter


_LATIN_READING = _Reading(_latin_look_alikes())


def reading(text: str) -> str:
    """A text with Latin letters for look-alike ones, without accents and invisible characters."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_LATIN_READING)


def name_key(name: str) -> str:
    """A key for a person's name, equal for names that look alike."""
    words = re.findall(r"\w+", re.sub(r"['’ʼ`]", "", reading(name).casefold()))
    return " ".join(words) or name


# Scripts that may be mixed in one name, also with Latin letters.
_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"))


def _scripts(name: str) -> tuple[str, ...]:
    """The scripts of a name, without those of East Asia."""
    letters = (
        letter
        for letter in unicodedata.normalize("NFKC", name)
        if unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lo")
    )
    scripts = dict.fromkeys(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    return tuple(script.capitalize() for script in scripts if script not in _EAST_ASIAN)


def mixed_scripts(name: str) -> tuple[str, ...]:
    """The scripts in a name that should not be mixed, such as Latin and Cyrillic; empty for a name in one script."""
    scripts = _scripts(name)
    return scripts if len(scripts) > 1 else ()


def look_alike_of(name: str, candidates: Iterable[str]) -> str | None:
    """The known name that looks like this one although its letters are of another script; None if there is none."""
    alike = (known_name for known_name in candidates if name_key(known_name) == name_key(name))
    return next((known_name for known_name in alike if _scripts(known_name) != _scripts(name)), None)
