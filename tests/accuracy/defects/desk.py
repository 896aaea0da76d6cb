"""FM, CT, EM: fields that disagree, contacts nobody can reach, end marks and embargo banners typed over a release."""

from __future__ import annotations

import datetime as dt
import random
import re

from accuracy.defects import plants, with_field
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

NAMES = (
    "Ana Okafor",
    "Idris Lindqvist",
    "Maria Santos",
    "Jörg Schneider",
    "Tom Abernathy",
    "Ruth O'Connor",
    "Priya Raman",
    "Jean Dupont",
)


def with_contact(read: Release, *lines: str) -> str:
    """The text with one contact more, in front of its quotes and own data."""
    end = read.front.end
    table = "\n[[contacts]]\n" + "".join(f"{line}\n" for line in lines)
    return read.text[:end].rstrip("\n") + "\n" + table + read.text[end:]


def on_top(read: Release, line: str) -> str:
    """The text with a line above the body."""
    at = read.body.span.start
    return f"{read.text[:at]}\n{line}\n{read.text[at:]}"


@plants("FM008")
def another_title(read: Release, chance: random.Random) -> str | None:
    if read.headline is None or len(words := read.headline.value.split()) < 5 or "# " in read.body.value:
        return None
    at = chance.randrange(len(words))
    changed = chance.choice(
        (words[:at] + words[at + 1 :], [*words[:at], "Harbour", *words[at:]], words[: len(words) // 2])
    )
    return on_top(read, f"# {' '.join(changed)}")


@plants("FM010")
def language(read: Release, chance: random.Random) -> str | None:
    return with_field(
        read, f'language = "{chance.choice(("english", "en_US", "Spanish", "english (US)", "fr_FR", "Deutsch"))}"'
    )


@plants("CT002")
def no_way(read: Release, chance: random.Random) -> str | None:
    return with_contact(read, f'name = "{chance.choice(NAMES)}"') if read.contacts else None


@plants("CT004")
def phone(read: Release, chance: random.Random) -> str | None:
    first, second, last = chance.randint(201, 989), chance.randint(201, 989), chance.randint(1000, 9999)
    number = chance.choice(
        (
            f"{first}-{second}-{last // 10}",
            f"({first}) {second}-{last}{chance.randint(0, 9)}",
            f"+1 {first} {second} {last // 10}",
            f"{first}.{second}.{last // 10}",
            f"1-{first}-{second}-{last}7",
            f"+1 ({first}) {second}-{last}2 x12",
            f"{second}-{last // 100}",
            f"+49 30 {last // 100}",
        )
    )
    return with_contact(read, 'name = "Press Desk"', f'phone = "{number}"')


@plants("CT005")
def slip(read: Release, chance: random.Random) -> str | None:
    name = chance.choice(NAMES)
    first, last = (re.sub(r"[^a-z]", "", part.lower().replace("ö", "o")) for part in name.split())
    at = chance.randrange(1, len(last) - 1)
    letter = chance.choice("aeinrst".replace(last[at], ""))
    wrong = chance.choice(
        (last[:at] + last[at + 1 :], last[:at] + letter + last[at:], last[:at] + letter + last[at + 1 :])
    )
    if wrong == last or last.startswith(wrong):
        return None
    local = chance.choice(
        (f"{first}.{wrong}", f"{first[0]}{wrong}", wrong, f"{first}{wrong}", f"{first}_{wrong}", f"{wrong}{first[0]}")
    )
    return with_contact(read, f'name = "{name}"', f'email = "{local}@city-press.org"')


MARKS = (
    "###",
    "# # #",
    "-30-",
    "- 30 -",
    "ENDS",
    "– ENDS –",
    "**ENDS**",
    "\\# # #",
    "END",
    "-END-",
    "--- END ---",
    "-- 30 --",
    "\\###",
)


@plants("CT006")
def end_mark(read: Release, chance: random.Random) -> str | None:
    return f"{read.text.rstrip()}\n\n{chance.choice(MARKS)}\n"


@plants("CT008")
def below(read: Release, chance: random.Random) -> str | None:
    paragraphs = [
        block for block in markdown.read(read.body).prose if block.kind == markdown.PARAGRAPH and len(block.text) > 300
    ]
    if len(paragraphs) < 4 or not paragraphs[-1].text.rstrip().endswith("."):
        return None
    at = chance.choice(paragraphs[2:]).span.start
    return f"{read.text[:at]}{chance.choice(MARKS)}\n\n{read.text[at:]}"


@plants("EM002")
def immediate(read: Release, chance: random.Random) -> str | None:
    label = chance.choice(
        (
            "FOR IMMEDIATE RELEASE",
            "For immediate release",
            "**FOR IMMEDIATE RELEASE**",
            "For Immediate Release: March 2, 2026",
            "FOR IMMEDIATE PUBLICATION",
            "IMMEDIATE RELEASE",
            "FOR IMMEDIATE RELEASE – Tuesday",
            "Release: Immediate",
            "RELEASE DATE: IMMEDIATE",
        )
    )
    held = with_field(read, "embargo = 2026-03-04T09:00:00-05:00")
    return held[: len(held) - len(read.body.value)] + f"\n{label}\n" + read.body.value


@plants("EM004")
def off_the_clock(read: Release, chance: random.Random) -> str | None:
    moment = chance.choice(
        (
            f"2026-03-08T02:{chance.randint(0, 59):02}:00",
            f"2025-11-02T01:{chance.randint(0, 59):02}:00",
            "2024-03-10T02:30:00-05:00",
        )
    )
    return with_field(read, f"embargo = {moment}")


@plants("EM005")
def another_moment(read: Release, chance: random.Random) -> str | None:
    if read.language and not read.language.value.startswith("en"):
        return None
    moment = dt.datetime(2026, 1, 5, 9) + dt.timedelta(days=chance.randrange(40), hours=chance.randrange(8))
    other = moment + chance.choice(
        (dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(days=7), dt.timedelta(days=-1, hours=3))
    )
    hour = f"{other.hour % 12 or 12} {'a.m.' if other.hour < 12 else 'p.m.'}"
    day = f"{other:%B} {other.day}"
    words = chance.choice(
        (
            f"EMBARGOED UNTIL {hour} ET, {day}",
            f"Embargoed until {other:%A}, {day}, at {hour}",
            f"EMBARGOED FOR RELEASE: {hour} EST {day}, 2026",
            f"Under embargo until {other:%H:%M}, {other.day} {other:%B} 2026",
            f"Not for release before {hour} on {day}",
            f"STRICT EMBARGO: {other:%H%M} hrs, {other:%A} {other.day} {other:%B}",
            f"Embargoed until {day} at {hour} Eastern",
        )
    )
    held = with_field(read, f"embargo = {moment.isoformat()}-05:00")
    return held[: len(held) - len(read.body.value)] + f"\n{words}\n" + read.body.value
