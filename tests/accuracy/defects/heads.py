"""HD and LD: headlines that are too long, shout or leave something out; ledes without end."""

from __future__ import annotations

import random
import re

from accuracy.defects import one_of, plants, with_field
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

_LONG = (
    " as Crews Finish Months of Work on the Harbour Bridge, the Ferry Landing, Two Schools and the Old "
    "Customs House by the Water",
    " After Residents of Seven Neighbourhoods Asked for Safer Crossings, Better Lights, More Trees and a "
    "Bus That Comes on Sundays Too",
    ", Which Will Bring New Jobs, Lower Bills and Cleaner Air to Families in Port Ellery and to All "
    "Towns along the Northern Shore",
)
_PLAIN = (
    "Port Ellery Opens Harbour Library", "Council Approves Budget for New Ferry", "Mayor Names Parks Director",
    "Harbour Works Recalls 200 Heaters", "Prosecutors Charge Two Men in Boat Thefts",
)  # fmt: skip


def _english(read: Release) -> bool:
    return read.language is None or read.language.value.startswith("en")


def _with_headline(read: Release, headline: str) -> str:
    return with_field(read, "headline = '''" + headline + "'''" if '"' in headline else f'headline = "{headline}"')


@plants("HD002")
def too_long(read: Release, chance: random.Random) -> str | None:
    if read.headline is None or len(read.headline.value) > 130:
        return None
    return _with_headline(read, chance.choice(_PLAIN) + chance.choice(_LONG))


@plants("HD003")
def shouted(read: Release, chance: random.Random) -> str | None:
    headline = read.headline.value if read.headline else ""
    plain = len(headline.split()) > 4 and headline.isascii() and not headline.isupper()
    return _with_headline(read, headline.upper()) if plain else None


@plants("HD004")
def stopped(read: Release, chance: random.Random) -> str | None:
    headline = read.headline.value if read.headline else ""
    return _with_headline(read, f"{headline}.") if headline[-1:].isalpha() else None


@plants("HD005")
def praised(read: Release, chance: random.Random) -> str | None:
    word = chance.choice(("Groundbreaking", "Revolutionary", "World-Class", "Cutting-Edge", "Game-Changing"))
    return _with_headline(read, f"{word} {chance.choice(_PLAIN)}{chance.choice(('', '!'))}")


@plants("HD006")
def doubled(read: Release, chance: random.Random) -> str | None:
    opening, closing = chance.choice(("“”", '""'))
    return (
        _with_headline(read, f"{chance.choice(_PLAIN)}, Calls It {opening}Harbour Day{closing}")
        if _english(read)
        else None
    )


@plants("HD008")
def unexplained(read: Release, chance: random.Random) -> str | None:
    word = chance.choice(("PEHA", "HQB", "PRBC", "ELDA", "WPD"))
    if word in read.text or not _english(read):
        return None
    plain = chance.choice((f"{word} to Vote on Ferry", f"Mayor and {word} Agree on Budget", f"New Rules from {word}"))
    text = one_of(read, chance, f"The {word} met on Monday.", f"A vote of the {word} is planned.")
    if text is None:
        return None
    from newsroom_cli.model import release_file

    return _with_headline(release_file.parse(text, read.path), plain)


@plants("LD001")
def endless(read: Release, chance: random.Random) -> str | None:
    blocks = markdown.read(read.body).prose
    first = next(
        (block for block in blocks if block.kind == markdown.PARAGRAPH and not (block.item or block.quoted)), None
    )
    if first is None:
        return None
    start = (
        "The Port Ellery Harbour Authority today opened the new ferry landing at the foot of Quay Street, "
        "where for eleven years "
        "nothing but a fence had stood"
    )
    rest = (
        ", and where from now on, every day of the week and in all seasons, boats will leave each half hour "
        "for the islands of the bay"
        ", for the northern shore and, in summer, for the beaches of the old fort",
        ", after a long dispute over its cost, its colour and its name that was settled only last winter, "
        "when the council, the bishop "
        "and the owners of the nearby fish market met for three days and two nights",
    )
    return f"{read.text[: first.span.start]}{start}{chance.choice(rest)}.\n\n{read.text[first.span.start :]}"


@plants("LD002")
def quoting(read: Release, chance: random.Random) -> str | None:
    blocks = markdown.read(read.body).prose
    first = next(
        (block for block in blocks if block.kind == markdown.PARAGRAPH and not (block.item or block.quoted)), None
    )
    if first is None:
        return None
    said = chance.choice(
        (
            "“We waited eleven years for this boat,” said Mayor Ana Okafor.",
            '"Nobody expected so many people," Ana Okafor said.',
        )
    )
    return f"{read.text[: first.span.start]}{said}\n\n{read.text[first.span.start :]}"


@plants("LD003")
def undated(read: Release, chance: random.Random) -> str | None:
    blocks = markdown.read(read.body).prose
    first = next(
        (block for block in blocks if block.kind == markdown.PARAGRAPH and not (block.item or block.quoted)), None
    )
    if first is None or not _english(read):
        return None
    said = chance.choice((
        "The Port Ellery Harbour Authority has opened the new ferry landing at the foot of Quay Street.",
        "A Port Ellery man was sentenced to six years in prison for the theft of two boats, the prosecutor announced.",
        "Harbour Works is to build 40 heaters for the schools of Port Ellery under a contract with the city.",
    ))  # fmt: skip
    front = re.sub(r"(?m)^\[dateline\]\n(?:\w+ = .*\n)*", "", read.text[: first.span.start])
    return f"{front}{said}\n\n{read.text[first.span.start :]}"
