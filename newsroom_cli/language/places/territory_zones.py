"""The time zones of countries with a single clock time, from Unicode's data in Babel, and of American states."""

from __future__ import annotations

import contextlib
import datetime as dt
import zoneinfo

from newsroom_cli.language.places import ap_places

# Country endings of addresses that are used worldwide, and so show no country; the list is that of search engines.
_WORLDWIDE = frozenset("ad ai as bz cc cd co dj fm gg io la me ms nu sc sr su tk to tv ws".split())
_OTHER_ENDS = {"uk": "GB"}


def zone_of_territory(code: str) -> str:
    """The time zone of a country by its code, such as DE; empty if the country is unknown or its clocks differ."""
    from babel.core import get_global

    zones = [zone for zone in get_global("territory_zones").get(code, ()) if zone in zoneinfo.available_timezones()]
    if len(zones) > 1:
        main = [zone for zone in zones if zone in get_global("windows_zone_mapping").values()]
        zones = main if len(set(map(_clock, zones))) == 1 else []
    return zones[0] if len(zones) == 1 else ""


def _clock(zone: str) -> tuple[dt.timedelta | None, ...]:
    """The UTC offsets of a zone in each month, by the rules that will apply from now on."""
    months = range(1, 13)
    return tuple(dt.datetime(dt.MAXYEAR - 1, month, 1, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset() for month in months)


def territory_of_country(name: str, language: str) -> str:
    """The code of a country by its name in English or in the given language; empty if unknown."""
    from babel import Locale, UnknownLocaleError

    typed = " ".join(name.split()).casefold()
    for tag in (language, "en"):
        with contextlib.suppress(UnknownLocaleError, ValueError):
            names = Locale.parse(tag, sep="-").territories
            codes = (
                code for code, country_name in names.items() if code.isalpha() and country_name.casefold() == typed
            )
            if code := next(codes, ""):
                return code
    return ""


def territory_of_language(tag: str) -> str:
    """The code of the country that a language tag names, such as CH for de-CH; empty if it names none."""
    return next((part.upper() for part in tag.split("-")[1:] if len(part) == 2), "")


def territory_of_host(host: str) -> str:
    """The code of the country of a host's ending; empty if it has none, or one that is used worldwide."""
    end = host.rpartition(".")[2].lower()
    return "" if len(end) != 2 or end in _WORLDWIDE else _OTHER_ENDS.get(end, end.upper())


# --- American states -----------------------------------------------------------------------------------------

# A state with two zones is listed under the zone where most of its people live.
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
_ZONES = {code: zone for zone, codes in _STATES_BY_ZONE.items() for code in codes.split()}


def zone_of(city: str, region: str) -> str:
    """The time zone of an American city, by its state, or without one if AP lists the city alone; empty if unknown."""
    name = ap_places.state(region) if region else ap_places.us_cities().get(ap_places.known_city(city))
    if name == ap_places.CAPITAL_DISTRICT[0]:
        return _ZONES["DC"]
    return _ZONES[ap_places.states()[name].code] if name else ""
