"""TX021 to TX028, those that change words of a release; those that add a sentence are in sentences.toml."""

from __future__ import annotations

import random

from accuracy.defects import plants
from accuracy.defects.text_hygiene import changed_word
from newsroom_cli.model.release import Release


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
