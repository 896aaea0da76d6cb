"""The city of a new newsroom, its state and its time zone: what `newsroom init` asks about them."""

from __future__ import annotations

import os
from typing import NamedTuple

from newsroom_cli.cli import ask, init_questions, output
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import option_values
from newsroom_cli.model.toml.values import WrongValue


class Place(NamedTuple):
    """The city of a dateline, and its state or country; both may be empty."""

    city: str = ""
    region: str = ""


def place_of(typed: str) -> Place:
    """The place in a text such as "Salem, Oregon"."""
    city, _, region = typed.partition(",")
    return Place(" ".join(city.split()), " ".join(region.split()))


_MOST_WORDS, _MOST_LETTERS = 7, 60  # of a city's name
_NOT_IN_NAMES = pattern(r"[@?;:\\<>=。！？]|\d{2}(?!th\b)|\d\s?[ap]m\b")
# Words that make a sentence of three or more words, in the languages that are checked.
_OF_SENTENCES = frozenset(
    (
        *"we our it its my they their this is are was were have has here located based".split(),
        *"wir unsere ist sind liegt nous notre est sommes nuestra somos está".split(),
    )
)


def city_name(typed: str) -> str:
    """What is typed as a city and its state. Raises WrongValue for a sentence, an address, or the number of a list."""
    words = typed.replace(",", " ").split()
    has_sign = _NOT_IN_NAMES.search(typed) or not any(map(str.isalpha, typed))
    is_long = any(len(part.split()) > _MOST_WORDS or len(part) > _MOST_LETTERS for part in typed.split(","))
    has_verb = len(words) > 2 and not _OF_SENTENCES.isdisjoint(map(str.casefold, words))
    is_ended = any(word[-1] in ".!" and word[0].islower() and len(word) > 4 for word in words)  # as "river."
    if has_sign or is_long or has_verb or is_ended:
        raise WrongValue("that is no city's name", "type it alone, or with its state, such as Salem, Oregon")
    return typed


_CITY_IN_NAME = pattern(r"(?:City|Town|Village|Borough|Township) (?:and County )?of (\w.*)")


def chosen_place(city: str, newsroom_name: str) -> Place:
    """The place from the option or the answer; the newsroom's name may say the city."""
    named = _CITY_IN_NAME.fullmatch(newsroom_name)
    question = "City of its datelines, such as Salem, Oregon (or none)"
    if city:
        return Place() if ask.means_empty(city) else place_of(init_questions.as_option("--city", city_name, city))
    return place_of(ask.text(question, named[1] if named else "", validate=city_name, empty_words=ask.NOBODY))


def as_printed(place: Place, style: str) -> dict[str, str]:
    """The city, state and country of datelines in a house style; in AP's, states are short, and some cities alone."""
    from newsroom_cli.language.places import ap_places

    region, is_short = place.region, style in ("ap", "boston")
    if is_short and ap_places.stands_alone(place.city) and ap_places.is_own(place.city, region):
        region = ""
    if ap_places.state(region):
        return {"city": place.city, "state": (is_short and ap_places.beside_a_city(region)) or region, "country": ""}
    return {"city": place.city, "state": "", "country": region}


# --- the time zone --------------------------------------------------------------------------------------------

_LISTED = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Mountain, without summer time",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "Europe/London": "United Kingdom",
}


_UTC = ("UTC", "Etc/UTC")


def chosen_zone(zone: str, place: Place, language: str, host: str) -> str:
    """The time zone from the option or the answer; the default is that of the city, or of this computer.

    Where this computer has none, a zone is proposed by the country, the language and the address of the newsroom.
    The list of zones has always the same order, so that no number means another zone when it is asked again.

    Raises NewsroomError for an option that is no zone of a place.
    """
    if zone:
        return init_questions.as_option("--time-zone", place_zone, zone)
    here = next(iter(_zones_of(*place)), "") or local_zone()
    likely = _likely_zone(place, language, host) if here in _UTC else here  # UTC is the zone of a server
    if not output.is_interactive():
        if here in _UTC:
            named = f", such as {likely}" if likely else ""
            output.say(f"dates and times are meant in UTC; time_zone in newsroom.toml names the place{named}")
        return here
    default = likely
    listed = _LISTED | {(default or "UTC"): _LISTED.get(default, "" if default else "no place's clock")}
    while True:
        answer = ask.choice("Time zone (a number, a city or a state)", list(listed.items()), default, free=True)
        found = [] if "/" in answer else _zones_of(*place_of(answer))
        if not answer:
            output.say("dates and times need a place whose clock they follow; 2 p.m. means another moment elsewhere")
            continue
        try:
            return found[0] if len(found) == 1 else place_zone(answer)
        except WrongValue as error:
            output.say(f"{error}; {error.help}")
            ask.forget()


def _likely_zone(place: Place, language: str, host: str) -> str:
    """The zone of the country that the place names, else that of language and address; empty if it is in doubt."""
    from newsroom_cli.language.places import territory_zones

    named = territory_zones.territory_of_country(place.region, language) if place.region else ""
    hints = {territory_zones.territory_of_language(language), territory_zones.territory_of_host(host)} - {""}
    territories = {named} if named else hints
    return territory_zones.zone_of_territory(territories.pop()) if len(territories) == 1 else ""


def place_zone(name: str) -> str:
    """The time zone of a place, or UTC. Raises WrongValue, with the place that is meant, for labels such as EST."""
    from newsroom_cli.language.dates.clock import ZONES

    label = name.strip().upper()
    meant = ZONES.get(label) or next((zone for zone in ZONES.values() if label and zone.always == label), None)
    if meant is None and (label == "UTC" or not _is_legacy(label)):
        return option_values.zone(name)
    meant = meant or ZONES.get(label[:3])
    place = {"HST": "Pacific/Honolulu"}.get(label) or (meant.place if meant else "Europe/London")
    raise WrongValue(
        f"{label} names no place, so nobody knows when its clocks change: it would be kept in summer and winter alike",
        f'write the place whose clocks you follow, such as "{place}"',
    )


def _is_legacy(label: str) -> bool:
    """Whether the database has a zone of this name that is no place, such as HST or EST5EDT."""
    import zoneinfo

    return label in zoneinfo.available_timezones()


def _zones_of(city: str, region: str = "") -> list[str]:
    """The time zones of a city: that of its state, or those that are named after the city."""
    import zoneinfo

    from newsroom_cli.language.places import us_zones

    if zone := us_zones.zone_of(city, region) or us_zones.zone_of("", city):
        return [zone]
    wanted = "_".join(city.split()).casefold()
    zones = (zone for zone in sorted(zoneinfo.available_timezones()) if zone.startswith(_CONTINENTS))
    return [zone for zone in zones if wanted and zone.rpartition("/")[2].casefold() == wanted]


_CONTINENTS = tuple(
    f"{name}/" for name in "Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split()
)


def local_zone() -> str:
    """This machine's time zone by name, UTC if it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = zone.split("/zoneinfo/")[-1]
    try:
        return place_zone(name)
    except WrongValue:
        return "UTC"
