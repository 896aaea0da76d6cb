"""The questions of `newsroom init`: address, language, offices, people, house style and signatures."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.cli.terminal import ask, output, person_names
from newsroom_cli.language import language_names
from newsroom_cli.language.dates.clock import ZONES
from newsroom_cli.language.places import ap_places, territory_zones
from newsroom_cli.model import disk
from newsroom_cli.model.config import STYLES
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release_file import slugify, spelled_out
from newsroom_cli.model.toml import option_values, values
from newsroom_cli.model.toml.option_values import mailbox
from newsroom_cli.model.toml.values import WrongValue
from newsroom_cli.newsroom import history, known_names, writer


class NewOffice(NamedTuple):
    """An office of a new newsroom, and the contact for reporters there."""

    key: str
    name: str
    contact: str
    email: str
    phone: str


class NewPerson(NamedTuple):
    """A person who is quoted often."""

    name: str
    role: str


def office_key(name: str, language: str) -> str:
    """The key of an office: its name in small ASCII letters without apostrophes, such as `mayors-press-office`."""
    plain = name.translate(dict.fromkeys(map(ord, "'’‘ʼ`´")))
    return slugify(spelled_out(plain, language)).encode("ascii", "ignore").decode().strip("-") or "office"


def whole_address(typed: str) -> str:
    """The address of a site; https:// is put before a host that is typed alone. Raises WrongValue for other texts."""
    is_host = "://" not in typed and "." in typed and "@" not in typed
    return option_values.address(f"https://{typed}" if is_host else typed)


def language_tag(typed: str) -> str:
    """The tag of a language that is named by tag or by name. Raises WrongValue if there is none."""
    return language_names.tag_of(typed) or option_values.language_tag(typed)


def reachable(name: str, contact: str, email: str, phone: str, default: str, language: str) -> NewOffice:
    """An office with its contact, from the options or the answers; an answer such as none counts as empty.

    `default` is the default e-mail address, `language` that of the newsroom.
    """
    question, refuse = "Whom reporters may ask for", person_names.unless_known(name.__eq__)
    contact = contact or ask.text(question, name, validate=refuse, empty_words=ask.NOBODY)
    email = email or ask.text("E-mail address for reporters", default, validate=mail_address, empty_words=ask.NOBODY)
    question = "Telephone number for reporters (may be empty)"
    phone = phone or ask.text(question, validate=telephone, empty_words=ask.NOBODY)
    contact, email, phone = ("" if ask.means_empty(part) else part for part in (contact, email, phone))
    return NewOffice(office_key(name, language), name, contact, email, phone)


def more_offices(first: NewOffice, language: str) -> list[NewOffice]:
    """The further offices that a person names, each with a key of its own, and how to reach them."""
    offices: list[NewOffice] = []
    while name := ask.text("Another office (or none)", empty_words=ask.NOBODY):
        key = office_key(name, language)
        if key in (first.key, *(office.key for office in offices)):
            output.say("there is an office with that name already")
            continue
        email = ask.text(f"E-mail address of {name}", first.email, validate=mail_address, empty_words=ask.NOBODY)
        phone = ask.text(f"Telephone number of {name}", first.phone, validate=telephone, empty_words=ask.NOBODY)
        offices.append(NewOffice(key, name, name, email, phone))
    return offices


def newsroom_name(typed: str) -> None:
    """Raise WrongValue for an address in place of a name."""
    if "@" in typed or "://" in typed or typed.startswith("www."):
        raise WrongValue("please type a name, such as City of Salem; the address is asked for next")


def mail_address(typed: str) -> None:
    """Raise WrongValue for a text that is no e-mail address, and for one whose end, such as .gov, is missing."""
    if typed and "." not in mailbox(typed).rpartition("@")[2]:
        raise WrongValue("please type the whole e-mail address, such as press@city.gov")


def telephone(typed: str) -> None:
    """Raise WrongValue for a text without digits, and for an e-mail address."""
    if "@" in typed or not any(map(str.isdigit, typed)):
        raise WrongValue("please type a telephone number, or none")


def chosen_people(given: Sequence[str]) -> list[NewPerson]:
    """The people who are quoted often: from options such as "Ana Okafor, Mayor", or from answers."""
    if given:
        return [NewPerson(*known_names.name_and_role(person)) for person in given if not ask.means_empty(person)]
    people: list[NewPerson] = []
    question = "Who is often quoted (or nobody)"
    while typed := ask.text(question, validate=person_names.refuse_no_name, empty_words=ask.NOBODY):
        name, role = known_names.name_and_role(typed)
        if not role or "," not in typed:
            question, refuse = f"Role of {name} (or later)", person_names.refuse_no_role
            role = ask.text(question, role, validate=refuse, empty_words=ask.NOBODY)
        people.append(NewPerson(name, role))
        question = "Who else (or nobody)"
    return people


def as_option(option: str, read: Callable[[str], str], typed: str) -> str:
    """The value of an option that `read` reads from a typed text.

    Raises NewsroomError, with the name of the option, if `read` raises WrongValue.
    """
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
    if style:
        return as_option("--style", values.one_of(*STYLES), style)
    return ask.choice("House style", [(name, _STYLES.get(name, "")) for name in STYLES], "none")


_NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"}


def chosen_signatures(signatures: int | None) -> int:
    """How many people must sign a release: from the option or the answer."""

    def number(answer: str) -> int:
        answer = _NUMBERS.get(answer.casefold(), answer)
        if not answer.isascii() or not answer.isdecimal() or int(answer) > 99:
            raise WrongValue("please type a number, such as 2")
        return int(answer)

    if signatures is not None:
        return signatures
    if output.is_interactive():
        explanation = "  0: whoever publishes decides; 1: somebody else than the author; 2: two people"
        output.say(output.paint("dim", explanation))
    question = "How many people must sign a release before it goes out"
    return number(ask.text(question, "0", validate=number, empty_words=ask.NOBODY) or "0")


def may_approve_own(given: bool | None, signatures: int) -> bool:
    """Whether the author's signature is enough where one is required: from the option or the answer."""
    if given is not None or signatures != 1 or not output.is_interactive():
        return bool(given)
    return ask.confirm("May you approve what you wrote yourself?", default=False, is_kept=True)


# --- the place ------------------------------------------------------------------------------------------------


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
# Words that show that three or more words are a sentence, in the languages that are checked.
_OF_SENTENCES = frozenset(
    (
        *"we our it its my they their this is are was were have has here located based".split(),
        *"wir unsere ist sind liegt nous notre est sommes nuestra somos está".split(),
    )
)


def city_name(typed: str) -> str:
    """The typed city, with or without a state. Raises WrongValue for a sentence, an address, or a number in a list."""
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
    """The place from the option or the answer; the default is the city in the newsroom's name."""
    named = _CITY_IN_NAME.fullmatch(newsroom_name)
    question = "City of its datelines, such as Salem, Oregon (or none)"
    if city:
        return Place() if ask.means_empty(city) else place_of(as_option("--city", city_name, city))
    return place_of(ask.text(question, named[1] if named else "", validate=city_name, empty_words=ask.NOBODY))


def as_printed(place: Place, style: str) -> dict[str, str]:
    """The city, state and country of datelines in a house style.

    In AP style, states are abbreviated, and some cities stand alone.
    """
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

    If this computer is in UTC, the country, the language and the address of the newsroom suggest the default. The list
    of zones always has the same order, so that a number means the same zone when it is asked again. Raises
    NewsroomError for an option that is no zone of a place.
    """
    if zone:
        return as_option("--time-zone", place_zone, zone)
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
    """The zone of the country in the place, or else of the country of language and address; empty if in doubt."""
    named = territory_zones.territory_of_country(place.region, language) if place.region else ""
    hints = {territory_zones.territory_of_language(language), territory_zones.territory_of_host(host)} - {""}
    territories = {named} if named else hints
    return territory_zones.zone_of_territory(territories.pop()) if len(territories) == 1 else ""


def place_zone(name: str) -> str:
    """The time zone of a place, or UTC. Raises WrongValue, with the place that is meant, for labels such as EST."""
    label = name.strip().upper()
    meant = ZONES.get(label) or next((zone for zone in ZONES.values() if label and zone.always == label), None)
    is_legacy = label in zoneinfo.available_timezones()  # a zone that is no place, such as EST5EDT
    if meant is None and (label == "UTC" or not is_legacy):
        return option_values.zone(name)
    meant = meant or ZONES.get(label[:3])
    place = {"HST": "Pacific/Honolulu"}.get(label) or (meant.place if meant else "Europe/London")
    raise WrongValue(
        f"{label} names no place, so nobody knows when its clocks change: it would be kept in summer and winter alike",
        f'write the place whose clocks you follow, such as "{place}"',
    )


def _zones_of(city: str, region: str = "") -> list[str]:
    """The time zones of a city: that of its state, or those that are named after the city."""
    if zone := territory_zones.zone_of(city, region) or territory_zones.zone_of("", city):
        return [zone]
    wanted = "_".join(city.split()).casefold()
    zones = (zone for zone in sorted(zoneinfo.available_timezones()) if zone.startswith(_CONTINENTS))
    return [zone for zone in zones if wanted and zone.rpartition("/")[2].casefold() == wanted]


_CONTINENTS = tuple(
    f"{name}/" for name in "Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split()
)


def local_zone() -> str:
    """The name of this computer's time zone, UTC if it has none."""
    zone = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = zone.split("/zoneinfo/")[-1]
    try:
        return place_zone(name)
    except WrongValue:
        return "UTC"


# --- its git repository ---------------------------------------------------------------------------------------


_MADE_BY_NEWSROOM = ("/public/", "/public-rehearsal/", ".newsroom-*/")


_USE = "git keeps every version of a release, who changed it and when"


def wants_git(folder: Path) -> bool:
    """Whether a person wants a repository in a folder; only asked on a terminal, with git and without a repository."""
    if not output.is_interactive() or history.is_inside_repository(folder) or not history.is_installed():
        return False
    output.say(output.paint("dim", f"  {_USE}"))
    return ask.confirm("Make a git repository of it?", is_kept=True)


def start_git(folder: Path, *, wanted: bool) -> None:
    """Make a repository in a folder if it is wanted; print why git helps if there is none afterwards."""
    if history.is_inside_repository(folder):
        return
    reason = f"{_USE}; git init makes one"
    if not history.is_installed():
        reason = f"{_USE}; install it, then git init makes one"
    elif wanted:
        try:
            history.start_repository(folder)
            output.say("made a git repository; nothing is committed yet")
            return
        except NewsroomError as error:
            reason = f"{error.message}; git init makes one"
    output.say(f"it is in no git repository: {reason}")


def ignore_made_files(folder: Path) -> None:
    """Have git ignore what newsroom makes: write .gitignore, or add the lines that it lacks."""
    file = folder / ".gitignore"
    if not disk.is_there(file) and not disk.is_link(file):
        writer.create(file, "".join(f"{line}\n" for line in _MADE_BY_NEWSROOM).encode())
    elif disk.is_file(file) and not disk.is_link(file):
        lines = disk.read(file).decode(errors="surrogateescape").splitlines()
        known = {line.strip().strip("/") for line in lines}
        missing = [line for line in _MADE_BY_NEWSROOM if line.strip("/") not in known]
        if missing:
            text = "".join(f"{line}\n" for line in (*lines, *missing))
            writer.replace(file, text.encode(errors="surrogateescape"))
