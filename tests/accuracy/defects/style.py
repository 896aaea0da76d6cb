"""AP: how American newspapers write dates, times, numbers, places and titles."""

from __future__ import annotations

import random

from accuracy.defects import Plant, plants, with_sentence
from accuracy.defects.planted_sentences import SENTENCES
from newsroom_cli.model.release import Release

LONG = ("January", "February", "August", "September", "October", "November", "December")
CITIES = ("Salem", "Port Ellery", "Fort Holm", "Mount Quay", "Lake Ida", "Bell Harbor", "North Reed")
STATES = {
    "Oregon": ("Ore.", "OR"),
    "Nevada": ("Nev.", "NV"),
    "New York": ("N.Y.", "NY"),
    "Kansas": ("Kan.", "KS"),
    "Ohio": ("Ohio", "OH"),
    "Montana": ("Mont.", "MT"),
}
NAMES = ("Ana Okafor", "Bo Lindqvist", "Ida M. Ruiz", "Mia O’Hara", "Dr. Sam de la Cruz", "Lou Quist-Hall")


def _planting(code: str, *frames: str) -> Plant:
    """A defect that is one of some sentences, its gaps filled by chance."""

    @plants(code)
    def plant(read: Release, chance: random.Random) -> str | None:
        if code == "AP012" and (read.date is None or f"{read.date.value:%Y-%m}" < "2014-05"):
            return None  # states were shortened then
        state = chance.choice(("Oregon", "Nevada", "New York", "Kansas", "Montana"))
        gaps = {
            "month": chance.choice(LONG),
            "any": chance.choice((*LONG, "March", "April", "May", "June", "July")),
            "day": chance.randrange(1, 29),
            "year": chance.randrange(1990, 2027),
            "hour": chance.randrange(1, 12),
            "two": chance.randrange(10, 60),
            "number": chance.randrange(13, 990),
            "city": chance.choice(CITIES),
            "short": STATES[state][0],
            "code": STATES[chance.choice(list(STATES))][1],
            "name": chance.choice(NAMES),
            "house": chance.randrange(1, 2900),
        }
        return with_sentence(read, chance, chance.choice(frames).format(**gaps))

    return plant


for code in SENTENCES["american"]:
    _planting(code, *SENTENCES["american"][code])
