"""What `newsroom init` asks: offices, people, time zone, house style, clearance and signatures."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.values import WrongValue


class NewOffice(NamedTuple):
    """An office of a new newsroom, and whom reporters may ask for there."""

    key: str
    name: str
    city: str
    contact: str


class NewPerson(NamedTuple):
    """A person who is quoted often."""

    name: str
    role: str


def office_key(name: str) -> str:
    """The key of an office: its name in small ASCII letters without apostrophes, such as `mayors-press-office`."""
    from newsroom_cli.model.release_file import slugify

    plain = name.translate(dict.fromkeys(map(ord, "'’‘ʼ`´")))
    return slugify(plain).encode("ascii", "ignore").decode().strip("-") or "office"


def more_offices(first: str, city: str) -> list[NewOffice]:
    """The further offices that a person names, each with a key of its own."""
    from newsroom_cli.cli import ask, output

    offices: list[NewOffice] = []
    while name := ask.text("Another office (or none)", empty_words=ask.NOBODY):
        key = office_key(name)
        if key in (office_key(first), *(office.key for office in offices)):
            output.say("there is an office with that name already")
        else:
            offices.append(NewOffice(key, name, city, name))
    return offices


def chosen_people(given: Sequence[str]) -> list[NewPerson]:
    """The people who are quoted often: from options such as "Ana Okafor, Mayor", or from answers."""
    from newsroom_cli.cli import ask

    people = [
        NewPerson(*(part.strip() for part in f"{person},".split(",", 1)))
        for person in given
        if not ask.means_empty(person)
    ]
    if given:
        return [person._replace(role=person.role.rstrip(" ,")) for person in people]
    question = "Who is often quoted (or nobody)"
    while name := ask.text(question, empty_words=ask.NOBODY):
        name, _, role = (part.strip() for part in name.partition(","))
        people.append(NewPerson(name, role or ask.text(f"Role of {name} (or later)", empty_words=ask.NOBODY)))
        question = "Who else (or nobody)"
    return people


def _as_option(option: str, read: Callable[[str], str], typed: str) -> str:
    """What is typed as value of an option. Raises NewsroomError, with its name, where `read` raises WrongValue."""
    try:
        return read(typed)
    except WrongValue as error:
        raise NewsroomError(f"{option}: {error}", hint=error.help) from None


_STYLES = {
    "none": "facts and structure only",
    "ap": "The Associated Press",
    "boston": "the City of Boston's style",
    "govuk": "GOV.UK",
}


def chosen_style(style: str) -> str:
    """The house style from the option or the answer. Raises NewsroomError if there is none of that name."""
    from newsroom_cli.cli import ask
    from newsroom_cli.model.config import STYLES
    from newsroom_cli.model.toml import values

    if style:
        return _as_option("--style", values.one_of(*STYLES), style)
    return ask.choice("House style", [(name, _STYLES.get(name, "")) for name in STYLES], "none")


def chosen_signatures(signatures: int | None) -> int:
    """How many people must sign a release: from the option or the answer."""
    from newsroom_cli.cli import ask

    def number(answer: str) -> int:
        if not answer.isascii() or not answer.isdecimal() or int(answer) > 99:
            raise WrongValue("please type a number, such as 2")
        return int(answer)

    if signatures is not None:
        return signatures
    question = "How many people must sign a release before it goes out"
    return number(ask.text(question, "0", validate=number, empty_words=ask.NOBODY) or "0")


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


def chosen_zone(zone: str, city: str) -> str:
    """The time zone from the option or the answer; the list begins with that of the city, or of this computer.

    Raises NewsroomError for an option that is no zone of a place.
    """
    from newsroom_cli.cli import ask, output

    if zone:
        return _as_option("--time-zone", place_zone, zone)
    here = next(iter(_zones_of(city)), "") or local_zone()
    if not output.is_interactive():
        return here
    listed = {here: _LISTED.get(here, ""), **_LISTED}
    while True:
        answer = ask.choice("Time zone (a number, or a city)", list(listed.items()), here, free=True)
        found = [] if "/" in answer else _zones_of(answer)
        try:
            return found[0] if len(found) == 1 else place_zone(answer)
        except WrongValue as error:
            output.say(f"{error}; {error.help}")


def place_zone(name: str) -> str:
    """The time zone of a place, or UTC. Raises WrongValue, with the place that is meant, for labels such as EST."""
    from newsroom_cli.language.dates.clock import ZONES
    from newsroom_cli.model.toml import option_values

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


def _zones_of(city: str) -> list[str]:
    """The time zones that are named after a city."""
    import zoneinfo

    wanted = "_".join(city.split()).casefold()
    places = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    zones = (zone for zone in sorted(zoneinfo.available_timezones()) if zone.startswith(places))
    return [zone for zone in zones if wanted and zone.rpartition("/")[2].casefold() == wanted]


def local_zone() -> str:
    """This machine's time zone by name, UTC if it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = zone.split("/zoneinfo/")[-1]
    try:
        return place_zone(name)
    except WrongValue:
        return "UTC"
