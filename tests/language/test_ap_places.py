"""The tables of places are whole."""

from __future__ import annotations

from newsroom_cli.language.places import ap_places


def test_the_tables_are_whole() -> None:
    states = ap_places.states()
    assert len(ap_places.us_cities()) == 30 and len(ap_places.cities_abroad()) == 49
    assert len(states) == 50 and sum(state.short == name for name, state in states.items()) == 8


def test_states_have_different_codes_and_forms() -> None:
    states = ap_places.states()
    codes = {state.code for state in states.values()}
    assert len(codes) == 50 and all(len(code) == 2 and code.isupper() for code in codes)
    assert len({state.short for state in states.values()}) == 50
    assert all(state.short == name or state.short.endswith(".") for name, state in states.items())


def test_the_cities_at_home_are_in_known_states() -> None:
    regions = {*ap_places.states(), ap_places.CAPITAL_DISTRICT[0]}
    assert set(ap_places.us_cities().values()) <= regions
