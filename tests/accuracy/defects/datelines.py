"""DL: datelines typed over the body, each with one thing wrong in it."""

from __future__ import annotations

import random

from accuracy.defects import plants
from newsroom_cli.language.places import dateline
from newsroom_cli.language.places.ap_places import states
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

PLACES = (
    ("Salem", "Oregon"),
    ("Eugene", "Oregon"),
    ("Springfield", "Illinois"),
    ("St. Cloud", "Minnesota"),
    ("Wilkes-Barre", "Pennsylvania"),
    ("Port Ellery", "Massachusetts"),
    ("Fort Wayne", "Indiana"),
    ("Winston-Salem", "North Carolina"),
    ("Coeur d'Alene", "Washington"),
    ("Charleston", "West Virginia"),
    ("Santa Fe", "New Mexico"),
    ("Las Cruces", "New Mexico"),
)
KNOWN = (
    ("BOSTON", "Massachusetts"),
    ("CHICAGO", "Illinois"),
    ("ST. LOUIS", "Missouri"),
    ("NEW YORK", "New York"),
    ("SEATTLE", "Washington"),
    ("LAS VEGAS", "Nevada"),
    ("PHILADELPHIA", "Pennsylvania"),
)
MONTHS = ("Jan.", "February", "March", "April", "May", "June", "July", "Aug.", "Sept.", "October", "Nov.", "Dec.")


def typed(read: Release, line: str) -> str | None:
    """The release with a dateline before its first paragraph; None where it has one already."""
    city = read.dateline.city if read.dateline else None
    first = next(iter(markdown.read(read.body).prose), None)
    if (city and city.value != "TK") or first is None or first.kind != markdown.PARAGRAPH or first.item or first.quoted:
        return None
    if len(first.text) < 200 or first.text[:40].isupper() or not english(read) or dateline.parse(first.text):
        return None
    at = first.span.start
    return f"{read.text[:at]}{line} {read.text[at:]}" if read.text[at].isupper() else None


def english(read: Release) -> bool:
    return read.language is None or read.language.value.startswith("en")


def place(chance: random.Random) -> str:
    city, state = chance.choice(PLACES)
    return f"{city.upper()}, {states()[state].short}"


def date(chance: random.Random) -> str:
    return f"{chance.choice(MONTHS)} {chance.randint(1, 28)}"


@plants("DL002")
def small_letters(read: Release, chance: random.Random) -> str | None:
    city, state = chance.choice(PLACES)
    return typed(
        read, f"{city}, {states()[state].short}{chance.choice(('', f', {date(chance)}'))} {chance.choice('—–')}"
    )


@plants("DL003")
def separator(read: Release, chance: random.Random) -> str | None:
    end = chance.choice(("-", " -", "--", " --", "—", " -", "–"))
    start = place(chance) + chance.choice(("", f", {date(chance)}, 2024", f" ({date(chance)}, 2024)"))
    if end in "—–" and (made := typed(read, f"{start}{end}")):
        return made.replace(f"{start}{end} ", f"{start}{end}", 1)
    return typed(read, f"{start}{end}")


@plants("DL004")
def known_city(read: Release, chance: random.Random) -> str | None:
    city, state = chance.choice(KNOWN)
    region = chance.choice((state, *states()[state]))
    return typed(read, f"{city}, {region}{chance.choice(('', f', {date(chance)}'))} —")


@plants("DL005")
def no_state(read: Release, chance: random.Random) -> str | None:
    return typed(read, f"{chance.choice(PLACES)[0].upper()}{chance.choice(('', f', {date(chance)}'))} —")


@plants("DL006")
def wrong_state(read: Release, chance: random.Random) -> str | None:
    city, state = chance.choice(PLACES)
    right, code = states()[state]
    region = chance.choice([form for form in (state, code, right.upper(), right.replace(".", "")) if form != right])
    return typed(read, f"{city.upper()}, {region}{chance.choice(('', f', {date(chance)}'))} —")


@plants("DL008")
def full_date(read: Release, chance: random.Random) -> str | None:
    day = chance.choice(
        (f"{date(chance)}, 2024", f"Thursday, {date(chance)}", f"Monday, {date(chance)}, 2023", "May 02")
    )
    return typed(read, f"{place(chance)}{chance.choice((', {}', ' — {}', ' ({})')).format(day)} —")


@plants("DL009")
def another_city(read: Release, chance: random.Random) -> str | None:
    if read.dateline is None or read.dateline.city is None or read.dateline.city.value == "TK":
        return None
    first = next(iter(markdown.read(read.body).prose), None)
    if first is None or first.item or first.quoted or first.kind != markdown.PARAGRAPH or not first.text[0].isupper():
        return None
    at = first.span.start
    return f"{read.text[:at]}{place(chance)} — {read.text[at:]}"


@plants("DL010")
def wire(read: Release, chance: random.Random) -> str | None:
    tag = chance.choice(
        (
            "/PRNewswire/",
            "(HARBOR NEWS WIRE)",
            "/Harbor Press/",
            "(BUSINESS WIRE)",
            "/24-7PressRelease/",
            "(Newswire.com)",
        )
    )
    return typed(read, f"{place(chance)}, {date(chance)}, 2024 {tag} --")
