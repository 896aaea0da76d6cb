"""Converters for options of newsroom.toml: addresses, time zones, folders and the form of the dateline."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from newsroom_cli.model import addresses, language_tags
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import WrongValue, describe, did_you_mean, line, nearest, printable

_ADDRESS = pattern(r"(https?)://([^/?#\s]*)([^?#\s]*)", re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_HOST = pattern(rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::([1-9]\d{{0,4}}))?")
_LAST_PORT = 65535


def address(value: Any) -> str:
    """An absolute http or https address."""
    result = line(value)
    if not result:
        return ""
    match = _ADDRESS.fullmatch(result)
    if match is None:
        raise WrongValue(
            f"expected an address such as https://news.example/, found {describe(result)}", _address_help(result)
        )
    scheme, host, path = match.groups()
    if "@" in host:
        raise WrongValue("the address holds a user name or a password, which everybody would see", "leave it out")
    host = host.lower() if host.isascii() else addresses.ascii_host(host)
    name = _HOST.fullmatch(host)
    if name is None or int(name[1] or 0) > _LAST_PORT:
        raise WrongValue(
            f"expected an address such as https://news.example/, found {describe(result)}",
            f"a port is at most {_LAST_PORT}" if name else "correct its host",
        )
    return f"{scheme.lower()}://{host}{quote(path, safe=_KEPT)}".rstrip("/") + "/"


_KEPT = "/%:@!$&'()*+,;=~"


def _address_help(written: str) -> str:
    """The help for an address that is not absolute, or has a query or a fragment."""
    if "?" in written or "#" in written:
        return "leave out what follows the ? or #"
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", written):
        return did_you_mean(f"https://{written.rstrip('/')}/")
    return "write it in full, from https:// on"


def link_words(value: Any) -> str:
    """The words of a link: text of one line."""
    if words := line(value):
        return words
    raise WrongValue("expected the words of a link before the =, found none", "write what readers click on")


def zone(value: Any) -> str:
    """A time zone of the IANA database, such as America/New_York."""
    import zoneinfo

    result = line(value)
    try:
        if result.startswith(_NO_PLACES):
            raise ValueError(result)
        zoneinfo.ZoneInfo(result)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = {name.lower(): name for name in zoneinfo.available_timezones()}
        if not zones:
            raise WrongValue("this computer has no time zones", "pip install tzdata") from None
        help = did_you_mean(_nearest_zone(result, zones)) or "write the nearest large city, such as Europe/Paris"
        raise WrongValue(f'{describe(result)} is not a time zone such as "America/New_York"', help) from None
    return result


# Names in the database that differ between computers, mean no zone, or count leap seconds.
_NO_PLACES = ("localtime", "posixrules", "Factory", "right/", "posix/")


def _nearest_zone(written: str, zones: Mapping[str, str]) -> str | None:
    """The zone whose name or city is most like the typed one; `zones` maps lower-case names to zone names."""
    import difflib

    folded = written.strip().lower().replace(" ", "_")
    places = (zone for zone in zones if "/" in zone or zone == folded)
    by_city = {zone.rpartition("/")[2]: zone for zone in sorted(places, key=len, reverse=True)}
    candidates = {zone: zone for zone in zones} if "/" in folded else by_city
    near = difflib.get_close_matches(folded, candidates, n=1, cutoff=0.75)
    return zones[candidates[near[0]]] if near else None


def language_tag(value: Any) -> str:
    """A language tag such as en or pt-BR."""
    result = line(value)
    if result and not language_tags.is_tag(result):
        underscored = re.fullmatch(r"([A-Za-z]{2,3})_([A-Za-z]{2})", result)
        help = (
            did_you_mean(f"{underscored[1]}-{underscored[2]}")
            if underscored
            else "write its code, such as en for English"
        )
        raise WrongValue(f'expected a language tag such as "en" or "pt-BR", found {describe(result)}', help)
    return language_tags.canonical(result)


def inner_folder(value: Any) -> str:
    """A folder inside the newsroom."""
    result = line(value)
    parts = result.split("/")
    if result.startswith("/") or ".." in parts or ".git" in parts or "\\" in result or ":" in result:
        help = "write it from the folder of newsroom.toml on, such as public"
        raise WrongValue(f"expected a folder inside the newsroom, found {describe(result)}", help)
    if any(part.casefold().startswith(".newsroom-") for part in parts):
        raise WrongValue(
            f"{describe(result)}: newsroom keeps names with .newsroom- for itself", "name another, such as public"
        )
    return posixpath.normpath(result) if result else ""


def mailbox(value: Any) -> str:
    """An e-mail address, without a name."""
    result = line(value)
    if result and not re.fullmatch(r"""[^\s@<>()\[\],;:"\\]+@[^\s@<>()\[\],;:"\\]+""", result):
        raise WrongValue(
            f'expected an e-mail address such as "press@news.example", found {describe(result)}', "write one address"
        )
    return result


def page_address(value: Any) -> str:
    """The address of a page on the web, or a mailto: address."""
    return _full_address(value, r"(https?://[^\s/]|mailto:[^\s@]+@)\S*", "a page")


def hub_address(value: Any) -> str:
    """The address of a WebSub hub, with https or http."""
    return _full_address(value, r"https?://[^\s/]\S*", "a hub")


def _full_address(value: Any, form: str, target: str) -> str:
    """An address of this form. Raises WrongValue for any other text, with `target` in the message."""
    result = line(value)
    if result and not re.fullmatch(form, result, re.IGNORECASE):
        scheme = "mailto:" if result.lower().startswith("mailto:") else "https://"
        help = f"write it in full, from {scheme} on, without spaces"
        raise WrongValue(f"expected the address of {target}, found {describe(result)}", help)
    return result


LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}  # by ending


def logo_file(value: Any) -> str:
    """A picture inside the newsroom: SVG, PNG or WebP."""
    result = line(value)
    path = posixpath.normpath(result.replace("\\", "/")) if result else ""
    parts = path.split("/")
    if path.startswith("/") or ":" in path or any(part.startswith(".") for part in parts):
        help = "put the file into the newsroom, and write its path from the folder of newsroom.toml on: art/logo.svg"
        raise WrongValue(f"expected a picture inside the newsroom, found {describe(result)}", help)
    if path and posixpath.splitext(path)[1].lower() not in LOGO_TYPES:
        raise WrongValue(f"expected an SVG, PNG or WebP file, found {describe(result)}", "save it as SVG or PNG")
    return path


def hex_colour(value: Any) -> str:
    """A colour such as #124e8c."""
    result = line(value).lower()
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", result)
    if short:
        return "#" + "".join(digit * 2 for digit in short.groups())
    if result and not re.fullmatch(r"#[0-9a-f]{6}", result):
        help = did_you_mean(f"#{result}") if re.fullmatch(r"[0-9a-f]{6}", result) else "write # and six digits, 0 to f"
        raise WrongValue(f'expected a colour such as "#124e8c", found {describe(value)}', help)
    return result


_LONGEST_OFFICE_KEY = 80


def office_key(value: Any) -> str:
    """The key of an office, which is part of addresses: small letters, digits, hyphens."""
    value = line(value)
    if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", value):
        near = re.sub(r"[^a-z0-9]+", "-", value.lower().replace("'", "")).strip("-")
        raise WrongValue(
            "the key of an office has only small letters, digits and hyphens, for it stands in addresses",
            f"write [offices.{near or 'mayors-office'}]; the name as printed goes under it",
        )
    if len(value) > _LONGEST_OFFICE_KEY:
        message = f"the key of an office has at most {_LONGEST_OFFICE_KEY} characters, for it stands in addresses"
        raise WrongValue(message, "shorten it; the name as printed goes under it")
    return str(value)


DATELINE_FIELDS = ("place", "city", "state", "country", "date", "weekday", "month", "day", "year")


def dateline_form(value: Any) -> str:
    """A text with {place}, {date} and the other parts of a dateline in braces."""
    from string import Formatter

    result = line(value)
    placeholders = " ".join(f"{{{field}}}" for field in DATELINE_FIELDS)
    try:
        parts = [part for part in Formatter().parse(result) if part[1] is not None]
    except ValueError:
        raise WrongValue(
            f"a brace in {describe(result)} is not closed, or stands alone", f"use {placeholders}"
        ) from None
    for _, name, form, conversion in parts:
        if name not in DATELINE_FIELDS or form or conversion:
            near = nearest(name or "", DATELINE_FIELDS)
            help = did_you_mean(f"{{{near}}}" if near else None) or f"use {placeholders}"
            raise WrongValue(f"a dateline has no {{{printable(name or '')}}}", help)
    return result


# The dated sets of rules, oldest first. New rules belong to no set until a new set is made.
RULE_SETS = ("2026.1", "2026.2")


def rule_set(value: Any) -> str:
    """A dated set of rules."""
    result = line(value)
    if result not in RULE_SETS:
        has = f"it has {', '.join(RULE_SETS)}; a later set needs a later version of newsroom"
        raise WrongValue(f"this version has no set of rules {describe(result)}", has)
    return result
