"""Letters that look like others: what a text reads as, whatever it is typed with, and which scripts a name is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from newsroom_cli.model.patterns import pattern

# Letters of other alphabets that are printed like Latin ones, after those.
_ALIKE = """
    A АΑᎪ B ВΒᏴ C СϹᏟᏣ D ᎠԀ E ЕΕᎬ F Ϝ G ԌᏀ H НΗᎻҺ I ІΙӀ J ЈͿᎫ K КΚᏦ L ԼᏞ M МΜᎷϺ N Ν O ОΟՕ P РΡᏢ Q Ԛ R ᎡᏒ S ЅՏᏚ T ТΤᎢ U ՍԱ V ѴᏙ W ԜᎳ
    X ХΧ Y УΥҮᎩ Z ΖᏃ a аαɑ b вЬьƄ c сϲ d ԁ e еεеҽ f ք g гցɡ h нһհ i іιɩ j јϳ k кκ l ӏ m м n пηո o оοօσ p рρ q ԛզ r ɼ s ѕ t тτ u υսʋ
    v ѵν w ԝωա x хχ y уγү z ʐ
"""
_LATIN = pattern(
    r"(?:NEGATIVE )?(?:LATIN|SQUARED|CIRCLED)[A-Z ]*? LETTER (?:SMALL CAPITAL |DOTLESS |SCRIPT |OPEN )*([A-Z])(?: WITH .*)?"
)
_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that print nothing, not even a space


def _alike() -> dict[int, str | None]:
    words = _ALIKE.split()
    return {ord(other): latin for latin, others in zip(words[::2], words[1::2], strict=True) for other in others}


class _Reading(dict[int, str | None]):
    """For `translate`: what a character reads as, None for one that prints nothing; filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        found: str | None = character
        if unicodedata.category(character) in ("Mn", "Me", "Cf") or character in _EMPTY:
            found = None
        elif code > 0x7F and (latin := _LATIN.fullmatch(unicodedata.name(character, ""))):
            found = latin[1] if "SMALL LETTER" not in unicodedata.name(character) else latin[1].lower()
        self[code] = found
        return found


_READING = _Reading(_alike())


def reading(text: str) -> str:
    """A text as it reads: without accents and characters that print nothing, look-alike letters as Latin ones."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_READING)


def name_key(name: str) -> str:
    """What a person's name is recognised by, however it is typed: equal for names that look alike."""
    words = re.findall(r"\w+", re.sub(r"['’ʼ`]", "", reading(name).casefold()))
    return " ".join(words) or name


# Scripts that are written side by side in one name, also with Latin letters.
_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"))


def _scripts(name: str) -> tuple[str, ...]:
    """The alphabets of a name, without those of East Asia."""
    letters = (
        each for each in unicodedata.normalize("NFKC", name) if unicodedata.category(each) in ("Lu", "Ll", "Lt", "Lo")
    )
    found = dict.fromkeys(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    return tuple(each.capitalize() for each in found if each not in _EAST_ASIAN)


def mixed_scripts(name: str) -> tuple[str, ...]:
    """The scripts of a name that are not written together, such as Latin and Cyrillic; none in a name of one script."""
    found = _scripts(name)
    return found if len(found) > 1 else ()


def look_alike(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks like this one and is written in another script."""
    alike = (each for each in known if name_key(each) == name_key(name))
    return next((each for each in alike if _scripts(each) != _scripts(name)), None)
