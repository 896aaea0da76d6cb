"""AP: how American newspapers write dates, times, numbers, places and titles."""

from __future__ import annotations

import random

from accuracy.defects import Plant, plants, with_sentence
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


ordinal = _planting(
    "AP003",
    "The hall opens on {any} 4th and closes on the 5th.",
    "Tours are given from {any} 2nd to {any} 23rd, {year}.",
    "Tickets are sold until the 21st of {any}.",
)
month = _planting(
    "AP001",
    "The hall opens on {month} {day}, {year}, after long works.",
    "Until Monday, {month} {day}, the hall is closed.",
    "The hall was opened on {day} {any} {year} by the council.",
    "It is open {month} {day}-30 only.",
)
shortened = _planting(
    "AP002",
    "The hall opens on Mar. {day}, after long works.",
    "The hall opens on Sep. {day}.",
    "It was last painted in Nov. {year}.",
    "It closes Friday, Oct {day}, for works.",
    "By Jul. {day}, {year}, all was done.",
)
comma = _planting(
    "AP004",
    "The hall opened in {any}, {year}.",
    "On {any} {day}, {year} the hall was opened.",
    "The hall opened {any} {day} {year}, after long works.",
    "It was open from {any} {day}, {year} to the end of the year.",
)
clock = _planting(
    "AP005",
    "Doors open at {hour}PM.",
    "Doors open at {hour}:{two} am on Monday.",
    "It is open from {hour} A.M. to noon.",
    "Tours begin at {hour}.{two}pm, and are free.",
    "It is open {hour}-12:{two} pm daily.",
)
hour = _planting(
    "AP006",
    "Doors open at {hour}:00 a.m. on Monday.",
    "It is open from {hour}:00 to 11:30 p.m. for guests.",
    "Tours begin at {hour}:00 p.m.",
)
twelve = _planting("AP007", "Doors open at 12 p.m. on Monday.", "It closes at 12:00 AM.", "Lunch is at 12 noon.")
twice = _planting(
    "AP008",
    "Doors open at {hour} a.m. in the morning.",
    "The vote is at {hour} p.m. this afternoon.",
    "It closes at {hour}:{two} p.m. Friday night.",
    "They met at {hour} a.m. on Monday morning.",
    "It ends at {hour} p.m. at night.",
)
percent = _planting(
    "AP009", "Rents rose by {number} %.", "Of the guests {two} % came by bus.", "Between {two} and 80 % agreed."
)
figures = _planting(
    "AP011",
    "{number} guests came to see the new hall that day.",
    "{two}% of the guests came to the hall by bus.",
    "1,{number} more trees were planted along the river.",
)
state = _planting(
    "AP012",
    "The firm is based in {city}, {short}, and has two plants.",
    "She lives near {city}, {short} The firm is small.",
)
code_ = _planting(
    "AP013",
    "The firm is based in {city}, {code}, and has two plants.",
    "He moved to {city}, {code}.",
    "A plant in {city}, {code} makes them.",
    "The {city}, {code}-based firm makes them.",
)
behind = _planting(
    "AP014",
    "The plan was drawn up by {name}, Deputy Director of Parks.",
    "{name}, Vice President of the Harbor Club, agreed.",
    "Questions went to {name}, Chief Technology Officer.",
    "The prize went to {name}, Founder and CEO of Harbor Lights.",
)
before = _planting(
    "AP015",
    "They were joined by mayor Ana Okafor and her guests.",
    "The keys were given to sheriff Bo Lindqvist.",
    "A letter by former president Ida Ruiz was read.",
    "Plans by superintendent Mia O’Hara were praised.",
)
country = _planting(
    "AP016", "It is sold in the US and in Canada.", "The US market grew.", "Many US-based firms took part."
)
street = _planting(
    "AP018",
    "The hall is at {house} Quay Street.",
    "It moved to {house} North Harbor Avenue, near the park.",
    "A house at {house} Martin Luther King Boulevard was sold.",
    "The shop at {house} W. 24th Street is open.",
)
money = _planting(
    "AP019",
    "The hall cost ${number} million dollars.",
    "It was sold for ${two},000 dollars.",
    "A grant of $1.{two} billion dollars pays for it.",
)
decade = _planting(
    "AP020",
    "The hall was built in the 1970's.",
    "Since the early 1980’s it was closed.",
    "Cars of the 1960's were shown.",
)
word = _planting(
    "AP021",
    "Much was done towards that aim.",
    "An advisor of the non-profit spoke.",
    "Write an e-mail to the desk.",
    "The web site is new.",
    "E-mail is answered within a day.",
    "The tour was cancelled.",
)
number = _planting("AP010", "They opened 4 parks that year.", "There were twelve benches in the park.")
series = _planting("AP017", "The hall is red, white, and blue.", "It sells bread, fish, and oysters.")
