"""The order of names in a language, as its dictionaries and directories have it: å after z in Swedish."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

from newsroom_cli.language.word_lists import tables_beside
from newsroom_cli.model.release_file import SIMPLE_LETTERS

Letter = tuple[str, int]  # a letter of the common order, and its place among those that follow it


def sorting_key(name: str, language: str) -> tuple[list[Letter], str]:
    """The key by which names are sorted in a language; capitals, marks and signs decide only between equal names."""
    alphabet, letters = _alphabet(language.partition("-")[0].lower())
    small = name.replace("İ", "i").replace("I", "ı") if "ı" in alphabet else name
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", small).casefold())
    places = [_place(letter, alphabet) for letter in letters.findall(composed)]
    return [place for found in places for place in found], name


@functools.cache
def _alphabet(language: str) -> tuple[Mapping[str, Letter], re.Pattern[str]]:
    """The letters that stand on their own in a language, with their places, and a pattern for each letter of a text."""
    groups = [group.split() for group in tables_beside(__file__)["letters"].get(language, "").split(";")]
    alphabet = {
        letter: (group[0][0], place)
        for group in groups
        for place, letters in enumerate(group)
        for letter in letters.split("/")
    }
    pairs = sorted((letter for letter in alphabet if len(letter) > 1), key=len, reverse=True)
    return alphabet, re.compile("|".join([*map(re.escape, pairs), "[^\\W_]|\\s"]))


def _place(letter: str, alphabet: Mapping[str, Letter]) -> list[Letter]:
    """The place of a letter; one with marks has that of the listed letter in it, else that of its letter without."""
    if letter not in alphabet:
        parts = unicodedata.normalize("NFD", letter)
        composed = (unicodedata.normalize("NFC", parts[0] + mark) for mark in parts[1:])
        letter = next((one for one in composed if one in alphabet), parts[0])
    return [alphabet[letter]] if letter in alphabet else [(simple, 0) for simple in letter.translate(SIMPLE_LETTERS)]
