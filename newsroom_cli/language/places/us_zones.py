"""The time zones of American states. A state with two zones has the one in which most of its people live."""

from __future__ import annotations

from newsroom_cli.language.places import ap_places

_STATES_BY_ZONE = {
    "America/New_York": "CT DC DE FL GA KY MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Detroit": "MI",
    "America/Indiana/Indianapolis": "IN",
    "America/Boise": "ID",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
ZONES = {code: zone for zone, codes in _STATES_BY_ZONE.items() for code in codes.split()}


def zone_of(city: str, region: str = "") -> str:
    """The time zone of an American city, by its state or because newspapers know it without one; empty if unknown."""
    name = ap_places.state(region) if region else ap_places.us_cities().get(ap_places.known_city(city))
    if name == ap_places.CAPITAL_DISTRICT[0]:
        return ZONES["DC"]
    return ZONES[ap_places.states()[name].code] if name else ""
