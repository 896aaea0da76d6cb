"""The words of nine languages, and the common word that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsroom_cli
from newsroom_cli.language.spelling.lexicon import lexicon, without_accents, words_with_accents
from newsroom_cli.language.spelling.slips import LETTERS, likely_slips
from newsroom_cli.language.word_lists import lines

FOLDER = Path(newsroom_cli.__file__).parent / "language/spelling"

MISSPELT = {
    "en": "finanical financial, infecious infectious, poiints points, managemant management, feilds fields",
    "de": "entprechenden entsprechenden, hautpsächlich hauptsächlich, ergebis ergebnis, mometan momentan",
    "fr": "campage campagne, platfeforme plateforme, réglemenation réglementation",
    "es": "necsario necesario, hicieorn hicieron, arquitetura arquitectura",
    "it": "bilbioteca biblioteca, cittadni cittadini, appartamneto appartamento",
    "pt": "prtojeto projeto, recepçõs recepções, amrcado marcado",
    "nl": "progrmama programma, telefooons telefoons, gemeetne gemeente, intuitief intuïtief",
    "pl": "budowalnym budowlanym, obecnoscią obecnością, załacznik załącznik, mieszkńców mieszkańców",
    "cs": "napřílad například, relevatních relevantních, prohlasuje prohlašuje, zabepečení zabezpečení",
}
RIGHT = {
    "en": "colour color reshoring mocktails livability kilometres hashboards",
    "de": "fließen Straße Bürgerbeteiligung Vorstandssitzung",
    "fr": "toustes maitrise maîtrise développée",
    "es": "demasiadas tuitear ciudadanía",
    "it": "ripiantumazione cofinanziate riqualificati perché",
    "pt": "incômoda cassado requalificadas pré-escolar",
    "nl": "ménsen kleurenpaletten wijkbewoners heringericht",
    "pl": "ochronna współfinansowane dofinansowaniem",
    "cs": "rotundou zrekonstruovaného nejnavštěvovanější",
}


@pytest.mark.parametrize("language", LETTERS)
def test_a_slip_is_undone(language: str) -> None:
    words = lexicon(language, previews=True)
    assert words is not None
    for pair in MISSPELT[language].split(", "):
        wrong, right = pair.split()
        found = words.correction(wrong)
        assert found is not None, wrong
        assert found.word == right


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [("en", "deliverd", "delivered"), ("en", "communitys", "community’s"), ("de", "wrden", "werden")],
)
def test_a_slip_of_an_everyday_word_looks_like_a_form_of_another(language: str, wrong: str, right: str) -> None:
    words = lexicon(language)
    assert words is not None
    found = words.everyday(wrong)
    assert found is not None
    assert found.word == right
    assert [word for word in RIGHT[language].lower().split() if words.everyday(word)] == []


@pytest.mark.parametrize("language", LETTERS)
def test_words_that_are_right_have_no_correction(language: str) -> None:
    words = lexicon(language, previews=True)
    assert words is not None
    right = RIGHT[language].lower().split()
    corrections = (words.correction, words.everyday, words.slip_that_is_known)
    assert [word for word in right for correction in corrections if correction(word)] == []


@pytest.mark.parametrize("language", LETTERS)
def test_the_lists_are_whole(language: str) -> None:
    words = lexicon(language, previews=True)
    assert words is not None
    assert 25_000 < len(words.common) < 60_000
    assert all(map(words.knows, words.common))
    assert len(lines(FOLDER / f"{language}.txt")) == len(words.common)  # none is there twice
    strange = [f"{word[:3]}q{word[3:]}x" for word in words.common if len(word) > 7][:5000]
    assert sum(map(words.knows, strange)) < len(strange) / 20  # the filter takes few unknown words for known


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        ("en", "networkof network of"),
        ("en", "exchangehas exchange has"),
        ("fr", "desdispositions des dispositions"),
        ("es", "losdesafíos los desafíos"),
    ],
)
def test_two_words_in_one(language: str, joined: str) -> None:
    words = lexicon(language)
    assert words is not None
    wrong, right = joined.split(" ", 1)
    assert getattr(words.correction(wrong), "word", None) == right


def test_a_prefix_is_no_word_in_one() -> None:
    words = lexicon("es")
    assert words is not None
    assert words.correction("paramunicipales") is None


def test_a_tag_names_the_language_and_others_have_no_words() -> None:
    assert lexicon("de-AT") is lexicon("de")
    assert lexicon("ja", previews=True) is None


def test_some_languages_have_words_only_for_previews() -> None:
    assert lexicon("pl-PL") is None
    assert lexicon("pl-PL", previews=True) is lexicon("pl", previews=True) is not None


def test_a_slip_undone_differs_by_one_step() -> None:
    words = [word for _, word in likely_slips("platfrom", "en")]
    assert "platform" in words and "platfrom" not in words
    assert {len(word) for word in words} == {7, 8, 9}


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("es-AR", "tambien también, paises países, mensajeria mensajería"),
        ("fr", "tres très, facade façade"),
        ("it", "citta città, possibilita possibilità"),
        ("pt", "tambem também, populacao população"),
    ],
)
def test_accents_that_are_missing(language: str, pairs: str) -> None:
    known = words_with_accents(language)
    assert {pair.split()[0]: pair.split()[1] for pair in pairs.split(", ")}.items() <= known.items()
    assert all(without_accents(word) == without != word for without, word in known.items())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "publica practica termino continua esta solo ano"),
        ("fr", "cote publie ou la maitre connaitre dela"),
        ("de", "uber"),
    ],
)
def test_words_that_are_right_without_accents(language: str, words: str) -> None:
    assert words_with_accents(language).keys().isdisjoint(words.split())
