"""A country with one clock has a likely zone; any other has none."""

from __future__ import annotations

import pytest

from newsroom_cli.language.places import territory_zones


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        *(("DE", "Europe/Berlin"), ("AT", "Europe/Vienna"), ("GB", "Europe/London"), ("JP", "Asia/Tokyo")),
        *(("US", ""), ("ES", ""), ("PT", ""), ("CA", ""), ("CY", ""), ("ZZ", ""), ("", "")),
    ],
)
def test_only_a_country_with_one_clock_has_a_zone(code: str, zone: str) -> None:
    assert territory_zones.zone_of_territory(code) == zone


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        *(("Germany", "en", "DE"), ("Deutschland", "de", "DE"), ("united  kingdom", "xx", "GB")),
        *(("Österreich", "de-AT", "AT"), ("Deutschland", "en", ""), ("Oregon", "en", "")),
    ],
)
def test_a_country_is_known_by_its_name_in_english_and_in_the_language(name: str, language: str, code: str) -> None:
    assert territory_zones.territory_of_country(name, language) == code


@pytest.mark.parametrize(
    ("host", "code"),
    [("news.city.de", "DE"), ("news.city.gov.uk", "GB"), ("news.city.gov", ""), ("city.io", ""), ("city.tv", "")],
)
def test_the_end_of_an_address_names_a_country_unless_all_the_world_uses_it(host: str, code: str) -> None:
    assert territory_zones.territory_of_host(host) == code


@pytest.mark.parametrize(("tag", "code"), [("de-CH", "CH"), ("zh-Hant-TW", "TW"), ("de", ""), ("es-419", "")])
def test_the_region_of_a_language_tag_is_a_country(tag: str, code: str) -> None:
    assert territory_zones.territory_of_language(tag) == code
