"""TX021 to TX028: slips in typing, in the forms that editors mark in real releases."""

from __future__ import annotations

import random

from accuracy.defects import plants, with_sentence
from accuracy.defects.text_hygiene import changed_word
from newsroom_cli.model.release import Release


def one_of(read: Release, chance: random.Random, *sentences: str) -> str | None:
    """The text with one of some sentences in it."""
    return with_sentence(read, chance, chance.choice(sentences))


@plants("TX021")
def stray(read: Release, chance: random.Random) -> str | None:
    shape, change = chance.choice(
        (
            (r"([a-z]{4}), (?=[a-z])", r"\1 , "),
            (r"([a-z]{5}), (?=[a-z])", r"\1,, "),
            (r"([a-z]{5})\. (?=[A-Z])", r"\1.. "),
            (r"([a-z]{5})\. (?=[A-Z])", r"\1 . "),
            (r"([a-z]{5}), (?=[a-z])", r"\1., "),
        )
    )
    return changed_word(read, chance, shape, change)


@plants("TX022")
def plural(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "Several photo's of the site are on the page.",
        "The CEO's of both firms were there.",
        "It was built in the late 1980's, and enlarged since.",
        "These building's are open on Monday.",
        "Ten volunteer's will help.",
        "The MP’s who asked for it have been told.",
    )


@plants("TX023")
def its(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "Its a new start for the north side.",
        "The board thanked all of it's members.",
        "The plan is old, and its not the first.",
        "It was paid for by it’s owners.",
        "The city looks after it's own.",
        "They say that its very hard to find.",
    )


@plants("TX024")
def hyphen(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "The newly-built school opens in May.",
        "It is a publicly-funded programme.",
        "They chose a fully-equipped van.",
        "The recently-elected board met on Monday.",
        "It is the only privately-held firm there.",
    )


@plants("TX025")
def comma(read: Release, chance: random.Random) -> str | None:
    return one_of(
        read,
        chance,
        "“The bridge was closed for far too long” said Mayor Ana Okafor.",
        '"The bridge was closed for far too long" said Mayor Ana Okafor.',
        "“We are glad that the work is done at last” added Luis Brandt.",
        "“People have waited for this for many years” says Mei-Ling Castro, who runs the office.",
    )


@plants("TX026")
def no_stop(read: Release, chance: random.Random) -> str | None:
    paragraphs = (
        "The repair has taken two years. The city invites everybody to come and see it",
        "Buses run again from Monday. Residents are asked to leave their cars at home that day",
        "The library has 40,000 books. It is open to all who live in the county or work there",
    )
    return f"{read.text.rstrip()}\n\n{chance.choice(paragraphs)}\n"


@plants("TX027")
def parted(read: Release, chance: random.Random) -> str | None:
    shape, change = chance.choice(
        (
            (r"([a-z]{3}) (of|in|for|with|and) ([a-z]{3})", r"\1 \2\n\n\3"),
            (r"([a-z]{3}) (the|a) ([a-z]{4})", r"\1 \2\n\n\3"),
            (r"([a-z]{5}) ([a-z]{5}) ([a-z]{3})", r"\1\n\n\2 \3"),
        )
    )
    return changed_word(read, chance, shape, change)


@plants("TX028")
def no_space(read: Release, chance: random.Random) -> str | None:
    shape, change = chance.choice(
        (
            (r"([a-z]{4}), ([a-z]{4})", r"\1,\2"),
            (r"([a-z]{4}) \(([A-Za-z]{4,})", r"\1(\2"),
            (r"([a-z]{4}); ([a-z]{4})", r"\1;\2"),
            (r"([a-z]{4}) ([a-z]{4,}) ([a-z]{4})", r"\1[\2](https://news.example/more) \3"),
            (r"([.,!?][”\"]) ([a-z]{4})", r"\1\2"),
        )
    )
    return changed_word(read, chance, shape, change)
