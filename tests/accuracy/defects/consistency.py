"""TX029 to TX032 and HD010 to HD012: what does not fit together, in the forms that editors mark in real releases."""

from __future__ import annotations

import random
import re

from accuracy.defects import one_of, plants, sentences, with_field, with_sentence
from newsroom_cli.language.words import folded
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import to_toml

LONGEST_PLANTED = 14  # words of a sentence that is planted twice, at least


@plants("TX029")
def twice(read: Release, chance: random.Random) -> str | None:
    """A paragraph twice at once, a paragraph again at the end, or a subhead made of the first sentence."""
    paragraphs = [block for block in markdown.read(read.body).prose if len(folded(block.text)) > LONGEST_PLANTED]
    plain = [block for block in paragraphs if block.kind == markdown.PARAGRAPH and not block.item and not block.quoted]
    if not plain:
        return None
    block = chance.choice(plain)
    source = read.text[slice(*block.span)]
    if chance.random() < 0.4:
        return f"{read.text[: block.span.end]}\n\n{source}{read.text[block.span.end :]}"
    if chance.random() < 0.5:
        return f"{read.text.rstrip()}\n\n{source}\n"
    first = re.split(r"(?<=[a-z]{3}[.!?])\s", plain[0].text)[0]
    return with_field(read, f"subhead = {to_toml(' '.join(first.split()))}") if len(folded(first)) > 9 else None


@plants("TX030")
def two_kinds(read: Release, chance: random.Random) -> str | None:
    items = chance.choice(
        (
            ("The library opens on Monday.", "The ferry runs every hour", "The park is closed.", "Buses stop there"),
            ("40,000 books and maps", "120 seats in three rooms.", "A café with a terrace", "A garden for children"),
            ("It opens at 9 a.m.", "It closes at 8 p.m.", "On Sundays it is closed", "Children come in free."),
        )
    )
    return f"{read.text.rstrip()}\n\n" + "\n".join(f"- {entry}" for entry in items) + "\n"


@plants("TX031")
def two_forms(read: Release, chance: random.Random) -> str | None:
    first, second = chance.choice(
        (
            ("healthcare", "health care"),
            ("nonprofit", "non-profit"),
            ("childcare", "child care"),
            ("cybersecurity", "cyber-security"),
            ("groundwater", "ground water"),
            ("firefighters", "fire-fighters"),
        )
    )
    text = with_sentence(read, chance, f"The county pays for the {first} that it needs.")
    places = sentences(read)
    return text and f"{text.rstrip()}\n\nThe {second} of last year cost less.\n" if places else None


@plants("TX032")
def ours(read: Release, chance: random.Random) -> str | None:
    body = read.body.value.lower()
    if len(body.split()) < 300 or re.search(r"\b(?:we|our|us|you|your)\b", body):
        return None
    return one_of(
        read,
        chance,
        "It is open to all of our residents.",
        "In May we will open the second half.",
        "The plan was made with our partners in the county.",
    )


def headline_of(read: Release) -> list[str]:
    return read.headline.value.split() if read.headline else []


@plants("HD010")
def cut(read: Release, chance: random.Random) -> str | None:
    words = headline_of(read)
    if len(words) < 7:
        return None
    headline = chance.choice(
        (
            f"{' '.join(words[:6])[:-2]}...",
            f"{' '.join(words[:6])}…",
            f"{' '.join(words[:5])} of the",
            f"{' '.join(words[:6])},",
            f"{' '.join(words[:5])} and",
        )
    )
    return with_field(read, f"headline = {to_toml(headline)}")


@plants("HD011")
def no_subject(read: Release, chance: random.Random) -> str | None:
    headline = chance.choice(
        (
            "Announces New Library on Quay Street",
            "Launches free ferry for all residents",
            "Celebrates 50 Years of Work for Children",
            "Unveils plans for the harbour quarter",
            "Wins national award for its parks",
        )
    )
    return with_field(read, f"headline = {to_toml(headline)}")


@plants("HD012")
def said_twice(read: Release, chance: random.Random) -> str | None:
    words = headline_of(read)
    if len(words) < 7:
        return None
    kept = words if chance.random() < 0.5 else [*words[:3], *words[4:]]
    return with_field(read, f"subhead = {to_toml(' '.join((*kept, chance.choice(('today', 'again', 'now')))))}")


@plants("FC012")
def days_of_another_number(read: Release, chance: random.Random) -> str | None:
    first = chance.randint(3, 14)
    days = chance.choice([2, 4, 5, 9])
    return one_of(
        read,
        chance,
        f"The three-day festival runs from June {first} to June {first + days - 1}, 2026.",
        f"A 3-day conference will be held May {first}-{first + days - 1} in the hall.",
        f"The six-night trip on July {first} through July {first + days - 1} is full.",
    )
