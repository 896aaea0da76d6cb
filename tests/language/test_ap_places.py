"""The tables of places are whole."""

from __future__ import annotations

from newsroom_cli.language.places import ap_places


def test_the_tables_are_whole() -> None:
    assert len(ap_places.US_CITIES) == 30 and len(ap_places.CITIES_ABROAD) == 49
    assert len(ap_places.SHORT) == 42 and len(ap_places.WRITTEN_OUT) == 8


def test_fifty_states_have_fifty_codes_and_no_form_is_two_states() -> None:
    codes = {code for _, code in ap_places.SHORT.values()} | set(ap_places.WRITTEN_OUT.values())
    assert len(codes) == 50 and all(len(each) == 2 and each.isupper() for each in codes)
    short = {form for form, _ in ap_places.SHORT.values()}
    assert len(short) == 42 and all(each.endswith(".") for each in short)
    assert not short & set(ap_places.WRITTEN_OUT)
