"""Numbers in the ways of several languages."""

from __future__ import annotations

import pytest

from newsroom_cli.language.wording.numbers import numbers


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("1,234.5", "en", 1234.5, ""),
        ("3.125", "en", 3.125, ""),
        ("$1.2 million", "en", 1_200_000, "$"),
        ("2 billion", "en", 2e9, ""),
        ("120,000", "es", 120_000, ""),
        ("120.000", "es", 120_000, ""),
        ("12 mil vehículos", "es", 12_000, ""),
        ("1.200 mil millones", "es", 1.2e12, ""),
        ("1,2 millones de dólares", "es", 1_200_000, "$"),
        ("41 por ciento", "es", 41, "%"),
        ("1 234,50 €", "fr", 1234.5, "€"),
        ("3 milliards d'euros", "fr", 3e9, "€"),
        ("12,5 Mio. Euro", "de", 12_500_000, "€"),
        ("2 Billionen", "de", 2e12, ""),
        ("512M", "en", 512, ""),
    ],
)
def test_a_number(text: str, language: str, value: float, unit: str) -> None:
    assert [(number.value, number.unit) for number in numbers(text, language)] == [(pytest.approx(value), unit)]


def test_codes_and_versions_are_no_numbers() -> None:
    assert not list(numbers("5.005.03 AX250 1980s #244", "en"))
