"""FC: figures, names and lists that contradict each other."""

from __future__ import annotations

import random
import re

from accuracy.defects import one_of, plants, sentences, with_sentence
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.people.names import PERSON, mentions
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Field, Release

THINGS = (
    "trees",
    "shelters",
    "buses",
    "grants",
    "volunteers",
    "bridges",
    "benches",
    "families",
    "apartments",
    "libraries",
    "jobs",
    "patrols",
)
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _figure(read: Release, field: Field[str] | None, chance: random.Random) -> str | None:
    """The text with another figure in the place of one of a headline or subhead that counts something."""
    if field is None or (read.language and not read.language.value.startswith("en")):
        return None
    at = read.text.find(field.value, *field.span)
    found = [
        match
        for match in re.finditer(
            r"(?<![\w.,$/-])\d{2,3}(?= (?:[A-Za-z]+ )?[A-Za-z]+s\b)|(?<=\$)\d{2,3}(?= [Mm]illion)"
            r"|(?<![\w.,-])\d\d(?=%| [Pp]ercent)",
            field.value,
        )
        if match.group() in read.body.value and "Top" not in field.value
    ]
    if at < 0 or not found:
        return None
    chosen = chance.choice(found)
    wrong = str(
        int(chosen.group()) + chance.choice((-7, -5, 6, 9, 11))
        if int(chosen.group()) > 20
        else int(chosen.group()) + chance.choice((13, 17, 29))
    )
    if wrong in read.body.value:
        return None
    start = at + chosen.start()
    return f"{read.text[:start]}{wrong}{read.text[start + len(chosen.group()) :]}"


@plants("FC001")
def headline(read: Release, chance: random.Random) -> str | None:
    return _figure(read, read.headline, chance)


@plants("FC002")
def subhead(read: Release, chance: random.Random) -> str | None:
    found = _figure(read, read.subhead, chance)
    if found is not None or not sentences(read):
        return found
    things, count = chance.choice(THINGS), chance.randrange(20, 99)
    text = with_sentence(read, chance, f"The city counted {count + 3} {things} in the spring.")
    places = read.body.value
    if text is None or things in places or str(count) in places or len(places) < 500:
        return None
    front = re.sub(r"(?m)^subhead = .*\n", "", text[: read.front.end + 4])
    return (
        front.replace("+++\n", f'+++\nsubhead = "A count of {count} {things} in one season"\n', 1)
        + text[read.front.end + 4 :]
    )


@plants("FC003")
def two_counts(read: Release, chance: random.Random) -> str | None:
    things, count = chance.choice(THINGS), chance.randrange(14, 60)
    if things in read.body.value:
        return None
    first = chance.choice(
        (
            f"The city will build {count} new {things} this year.",
            f"Work begins on {count} {things}.",
            f"In all, {count} {things} were chosen.",
        )
    )
    other = count + chance.choice((-2, -1, 1, 2, 3))
    second = chance.choice(
        (
            f"The {other} {things} open in May.",
            f"All {other} {things} are paid for.",
            f"The cost of the {other} {things} is known.",
        )
    )
    return with_sentence(read, chance, f"{first} The plan was made last fall. {second}")


@plants("FC004")
def parts(read: Release, chance: random.Random) -> str | None:
    one, other, third = (chance.randrange(3, 40) for _ in range(3))
    wrong = chance.choice((-2, -1, 1, 2))
    return one_of(
        read,
        chance,
        f"The yard has {one + other + wrong} workers: {one} drivers and {other} clerks.",
        f"The council bought {one + other + third + wrong} vehicles: {one} buses, {other} vans and {third} bicycles.",
        f"The grant is ${one + other + wrong} million: ${one} million for roads and ${other} million for parks.",
    )


@plants("FC005")
def change(read: Release, chance: random.Random) -> str | None:
    old = chance.randrange(40, 400)
    share = chance.randrange(8, 60)
    new, wrong = round(old * (1 + share / 100)), share + chance.choice((-5, -4, 4, 6, 10))
    less, drop = round(old * (1 - share / 100)), share + chance.choice((-6, 5, 9))
    return one_of(
        read,
        chance,
        f"Visits rose {wrong} percent, from {old} to {new}.",
        f"Ridership grew by {wrong}%, to {new} from {old} a day.",
        f"Crashes fell from {old} to {less}, a drop of {drop} percent.",
        f"Revenue increased {wrong}% to ${new} million, compared with ${old} million in the year before.",
    )


@plants("FC006")
def spelling(read: Release, chance: random.Random) -> str | None:
    """One more mention of somebody, with two letters changed, one doubled, or one left out."""
    if read.language and not read.language.value.startswith("en"):
        return None
    people = [
        mention.name
        for block in markdown.read(read.body).prose
        for mention in mentions(block.text, lexicon_for("en"))
        if mention.kind == PERSON
        and len(mention.name.split()) == 2
        and len(mention.surname) > 5
        and mention.surname.isalpha()
        and mention.role
    ]
    if not people:
        return None
    full = chance.choice(people)
    first, last = full.split()
    at = chance.randrange(1, len(last) - 1)
    wrong = chance.choice(
        (
            last[:at] + last[at + 1] + last[at] + last[at + 2 :],
            last[:at] + last[at + 1 :],
            last[:at] + last[at] + last[at:],
        )
    )
    if wrong in (last, *(person.split()[1] for person in people)):
        return None
    return one_of(read, chance, f"{first} {wrong} took part as well.", f"The idea came from {first} {wrong}.")


@plants("FC007")
def two_names(read: Release, chance: random.Random) -> str | None:
    one, other = chance.sample(("Conference", "Meeting", "Summit", "Forum"), 2)
    named = chance.choice(("Harbour Youth", "Annual", "Regional Water", "Port Ellery Night Bus"))
    return with_sentence(read, chance, f"The {named} {one} opens in May. Seats at the {named} {other} are free.")


@plants("FC008")
def anniversary(read: Release, chance: random.Random) -> str | None:
    if read.date is None or re.search(r"anniversary|(?:found|establish)", read.body.value):
        return None
    age, off = chance.choice((10, 20, 25, 40, 50, 75)), chance.choice((-10, -3, -2, 2, 5, 10))
    year = read.date.value.year - age + off
    return one_of(
        read,
        chance,
        f"The club, founded in {year}, celebrates its {age}th anniversary this year.",
        f"This summer the museum marks its {age}th anniversary. It was established in {year}.",
        f"Bo Lind, {age + 20}, a clerk who was born in {year - 20}, took part.",
    )


@plants("FC009")
def stranger(read: Release, chance: random.Random) -> str | None:
    surname = chance.choice(("Okafor", "Lindqvist", "Abernaty", "Quezada", "Thornbury", "Vasquene"))
    if surname in read.text:
        return None
    return one_of(
        read,
        chance,
        f"Mr. {surname} has led the work since May.",
        f"“This took us two years,” {surname} said.",
        f"The plan is the work of Ms. {surname} and her staff.",
        f"“It was worth the wait,” said {surname}.",
    )


@plants("FC010")
def list_length(read: Release, chance: random.Random) -> str | None:
    if not sentences(read):
        return None
    count = chance.randrange(2, 9)
    wrong = count + chance.choice((-1, 1, 2))
    number = SMALL[wrong - 2] if 2 <= wrong <= 12 and chance.random() < 0.7 else str(wrong)
    if wrong < 2:
        return None
    things = chance.choice(("awards", "grants", "new branches", "people", "winners", "projects"))
    lead = chance.choice(
        (
            f"The city names {number} {things}:",
            f"The following {number} {things} were chosen:",
            f"There are {number} {things} this year:",
        )
    )
    mark = chance.choice(("- {}", "* {}", "{}. "))
    items = "\n".join(mark.format(number) + f" Quay Street {number}" for number in range(1, count + 1))
    return f"{read.text.rstrip()}\n\n{lead}\n\n{items}\n"
