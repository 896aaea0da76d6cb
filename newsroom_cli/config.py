"""What newsroom.toml says. Each option is declared here once, with its documentation."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom_cli import toml
from newsroom_cli.errors import ConfigError
from newsroom_cli.schema import Field, Lines, Problem, Reader, Span, key, keys, named, table, tables
from newsroom_cli.values import Wrong, count, did_you_mean, flag, line, nearest, one_of, text

FILE_NAME = "newsroom.toml"


def address(value: Any) -> str:
    """An absolute http or https address."""
    result = line(value)
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", result):
        raise Wrong(f'expected an address such as "https://news.example/", found "{result}"')
    return result if result.endswith("/") else result + "/"


def zone(value: Any) -> str:
    """A time zone of the IANA database."""
    import zoneinfo

    result = line(value)
    try:
        zoneinfo.ZoneInfo(result)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        places = {each.lower(): each for each in zoneinfo.available_timezones()}
        near = nearest(result, list(places))
        raise Wrong(
            f'"{result}" is not a time zone such as "America/New_York"' + did_you_mean(places[near] if near else None)
        ) from None
    return result


def language_tag(value: Any) -> str:
    """A language tag such as en or pt-BR."""
    result = line(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", result):
        raise Wrong(f'expected a language tag such as "en" or "pt-BR", found "{result}"')
    return result


def inside(value: Any) -> str:
    """A folder inside the newsroom."""
    result = line(value).rstrip("/")
    if result.startswith("/") or ".." in result.split("/") or "\\" in result or ":" in result:
        raise Wrong(f'expected a folder inside the newsroom, found "{result}"')
    return result


# What a kind can require, and the code of the rule that reports it missing.
REQUIRABLE = (
    "id", "headline", "subhead", "date", "office", "dateline", "contact", "topics", "language",
    "event.starts", "event.ends", "event.place", "images",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A person reporters may call."""

    name: str = key(line, "the person or desk to ask for", default="")
    phone: str = key(line, "a telephone number, as printed", default="")
    email: str = key(line, "an e-mail address", default="")


@dataclass(frozen=True, slots=True)
class Office:
    """An issuing branch, and what its releases are filled in with."""

    name: str = key(line, "the office's full name, as printed", default="")
    city: str = key(line, "the city its datelines name", default="")
    state: str = key(line, "the state its datelines name, as printed", default="")
    country: str = key(line, "the country its datelines name, as printed", default="")
    boilerplate: str = key(text, 'the standing "About ..." paragraph, in Markdown', default="")
    contacts: tuple[Contact, ...] = tables(Contact, "whom reporters may call, when a release names nobody")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted or named, and how the name is written."""

    name: str = key(line, "the name, as printed", default="")
    role: str = key(line, "title or function", default="")
    spellings: tuple[str, ...] = keys(line, "other accepted spellings of the name")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of release must have."""

    label: str = key(line, "how the kind is called on pages", default="")
    requires: tuple[str, ...] = keys(one_of(*REQUIRABLE), "the fields it must have")
    quotes: int = key(count, "how many quotes it must have at least", default=0)


@dataclass(frozen=True, slots=True)
class Check:
    """Which rules are run, and what they may expect."""

    select: tuple[Field[str], ...] = keys(line, "codes or families to run, such as DT or HD001", placed=True)
    ignore: tuple[Field[str], ...] = keys(line, "codes or families not to run", placed=True)


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds that build writes."""

    formats: tuple[str, ...] = keys(one_of("rss", "atom", "json"), "which feeds", default=("rss", "atom", "json"))
    entries: int = key(count, "how many releases a feed holds, newest first", default=50)
    title: str = key(line, "the feeds' title; else the newsroom's name", default="")
    rights: str = key(line, "the rights notice in the feeds", default="")


@dataclass(frozen=True, slots=True)
class Email:
    """The e-mail that is made of a release."""

    pages: bool = key(flag, "whether build writes e-mail HTML and text for each release", default=True)
    sender: str = key(line, "the sender's name; else the newsroom's", default="")
    address: str = key(line, "the sender's e-mail address", default="")
    postal: str = key(line, "the sender's postal address, for the foot of the mail", default="")
    unsubscribe: str = key(line, "the address of the page where recipients unsubscribe", default="")


def _kinds() -> dict[str, Kind]:
    usual = ("id", "headline", "date", "office", "contact")
    event = (*usual, "event.starts", "event.place")
    return {
        "release": Kind("Press release", (*usual, "dateline"), 1),
        "advisory": Kind("Media advisory", event, 0),
        "statement": Kind("Statement", usual, 1),
        "event": Kind("Event", event, 0),
        "appointment": Kind("Appointment", (*usual, "dateline"), 1),
        "correction": Kind("Correction", usual, 0),
    }


@dataclass(frozen=True, slots=True)
class Config:
    """All of newsroom.toml."""

    name: str = key(line, "the newsroom's name, on every page and feed", default="Newsroom")
    url: str = key(address, "the public address of the site", default="http://localhost/")
    description: str = key(line, "one sentence about the newsroom", default="")
    notice: str = key(line, "a line shown on top of every page, such as: this is a sample", default="")
    language: str = key(language_tag, "the language of the site and of releases that name none", default="en")
    time_zone: str = key(zone, "the time zone of dates without offset", default="UTC")
    releases: str = key(inside, "the folder of the releases", default="releases")
    output: str = key(inside, "the folder that build writes", default="public")
    dateline: str = key(
        line,
        "the house's dateline: {place} {city} {state} {country} {date} {weekday} {month} {day} {year}",
        default="{place} — {date} —",
    )
    end_mark: str = key(line, "the mark under the body", default="###")
    headline_limit: int = key(count, "how many characters a headline may have", default=100)
    offices: Mapping[str, Office] = named(Office, "the offices, by the key that releases use")
    people: tuple[Person, ...] = tables(Person, "people who are quoted or named")
    kinds: Mapping[str, Kind] = named(Kind, "kinds of releases: what each must have")
    check: Check = table(Check, "which rules are run", default=Check())
    feeds: Feeds = table(Feeds, "the feeds", default=Feeds())
    email: Email = table(Email, "the e-mail", default=Email())
    path: Path = Path(FILE_NAME)
    text: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.time_zone)

    def line_of(self, span: Span) -> int:
        """The line, from 1, on which a part of newsroom.toml stands."""
        return self.text.count("\n", 0, span.start) + 1

    def contacts_of(self, office: str) -> tuple[Contact, ...]:
        """The contacts of an office, none when it is not known."""
        known = self.offices.get(office)
        return known.contacts if known else ()


def parse(source: str, path: Path = Path(FILE_NAME)) -> Config:
    """The configuration a text declares.

    Raises ConfigError, with the line and a remedy, for broken TOML and for the first option that is unknown
    or wrong.
    """
    try:
        document = toml.parse(source)
    except toml.TomlError as error:
        raise ConfigError(error.message, path=path, line=error.line, hint=error.help) from error
    reader = Reader(Lines(source), fallback=Span(0, 0), unknown="option", wrong="option")
    config = reader.read(Config, document.values, document.nodes)
    problems = [*reader.problems, *_meaningless(config, source)]
    if not problems and "url" not in document.values:
        problems.append(Problem("option", Span(0, 0), "url is missing", 'add url = "https://news.example/", the public address of the site'))  # fmt: skip
    if problems:
        first = min(problems, key=lambda each: each.span.start)
        line_number = source.count("\n", 0, first.span.start) + 1
        raise ConfigError(first.message, path=path, line=line_number, hint=first.help or "correct it and try again")
    kinds = _kinds()
    for name, kind in config.kinds.items():
        kinds[name] = kind if kind.label else dataclasses.replace(kind, label=name.capitalize())
    return dataclasses.replace(config, kinds=kinds, path=path, text=source)


def _meaningless(config: Config, source: str) -> list[Problem]:
    """What each option alone cannot know: keys that must fit in an address, fields the dateline does not have."""
    found = []
    for name in config.offices:
        if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", name):
            at = max(source.find(f"[offices.{name}"), 0)
            found.append(Problem("option", Span(at, at), f'the office key "{name}" has more than small letters, digits and hyphens', "it is used in addresses; write it like mayors-office"))  # fmt: skip
    try:
        config.dateline.format(**dict.fromkeys(DATELINE_FIELDS, ""))
    except (KeyError, IndexError, ValueError, AttributeError):
        at = max(source.find("dateline"), 0)
        found.append(Problem("option", Span(at, at), f'dateline: "{config.dateline}" is not understood', "use " + " ".join(f"{{{each}}}" for each in DATELINE_FIELDS)))  # fmt: skip
    return found


DATELINE_FIELDS = ("place", "city", "state", "country", "date", "weekday", "month", "day", "year")


def read(path: Path) -> Config:
    """The configuration in a file. Raises ConfigError when it cannot be read."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"byte {error.start} is not UTF-8", path=path, hint="save the file as UTF-8 in your editor"
        ) from error
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", path=path, hint="check the file's permissions"
        ) from error
    return parse(source, path)
