"""AC: acronyms that nobody can read, or that nobody needs."""

from __future__ import annotations

import random
import re

from accuracy.defects import plants, sentences
from newsroom_cli.model.release import Release

WORDS = tuple(
    (
        "Harbour Road Youth Safety Regional Transit Learning Quay Orchard Volunteer Winter Kitchen Legal Museum Night "
        "Zoning Elder Urban"
    ).split()
)
ENDS = ("Board", "Fund", "Network", "Council", "Agency", "Task Force", "Coalition", "Unit", "Programme")


def with_sentence(read: Release, chance: random.Random, sentence: str) -> str | None:
    """The text with a sentence behind one of its own, in front of what follows the release: About ..., disclaimers."""
    end = re.search(
        r"(?m)^\W*(?:About|ABOUT|Notes? to|Background|Forward)\b|[.!?”\"] (?:About|ABOUT) [A-Z]", read.body.value
    )
    places = [at for at in sentences(read) if not end or at < read.body.span.start + end.start()]
    if not places:
        return None
    at = chance.choice(places)
    return f"{read.text[:at]} {sentence}{read.text[at:]}"


def name(chance: random.Random, text: str) -> tuple[str, str]:
    """An invented body and its acronym, which the text does not have."""
    for _ in range(50):
        words = [*chance.sample(WORDS, chance.choice((2, 2, 3))), *chance.choice(ENDS).split()]
        acronym = "".join(word[0] for word in words)
        if acronym not in text and acronym.lower() not in text.lower():
            return (
                " of ".join((" ".join(words[:-1]), words[-1])) if chance.random() < 0.1 else " ".join(words)
            ), acronym
    return "Zoning Xylophone Quorum", "ZXQ"


def about(chance: random.Random, inner: str) -> str:
    return chance.choice((
        f"The work is led by the {inner} in Port Ellery.",
        f"The {inner} will report in the spring.",
        f"Grants come from the {inner}, which was set up last year.",
    ))  # fmt: skip


@plants("AC001")
def never_spelled_out(read: Release, chance: random.Random) -> str | None:
    _, acronym = name(chance, read.text)
    return with_sentence(
        read, chance, chance.choice((f"The {acronym} met on the same day.", f"Funds come from the {acronym}."))
    )


@plants("AC002")
def never_used_again(read: Release, chance: random.Random) -> str | None:
    full, acronym = name(chance, read.text)
    bracket = chance.choice(
        (f"({acronym})", f"({acronym})", f"(“{acronym}”)", f"([{acronym}](https://ellery.example/))")
    )
    return with_sentence(read, chance, about(chance, f"{full} {bracket}"))


@plants("AC003")
def introduced_twice(read: Release, chance: random.Random) -> str | None:
    full, acronym = name(chance, read.text)
    first = about(chance, f"{full} ({acronym})")
    return with_sentence(read, chance, f"{first} It is not known when. {about(chance, f'{full} ({acronym})')}")


@plants("AC004")
def before_introduction(read: Release, chance: random.Random) -> str | None:
    full, acronym = name(chance, read.text)
    early = chance.choice(
        (
            f"Staff of the {acronym} were there.",
            f"The {acronym}’s offices stay open.",
            f"Questions go to the {acronym}.",
        )
    )
    return with_sentence(read, chance, f"{early} {about(chance, f'{full} ({acronym})')}")


@plants("AC005")
def other_letters(read: Release, chance: random.Random) -> str | None:
    full, acronym = name(chance, read.text)
    at = chance.randrange(len(acronym) - 1)
    wrong = acronym[:at] + acronym[at + 1] + acronym[at] + acronym[at + 2 :]
    if wrong == acronym or not sentences(read):
        return None
    return with_sentence(read, chance, f"{about(chance, f'{full} ({wrong})')} The {wrong} is new.")


@plants("AC006")
def redundant(read: Release, chance: random.Random) -> str | None:
    wrong = chance.choice(
        (
            "PIN number",
            "ATM machine",
            "HIV virus",
            "VIN number",
            "GPS system",
            "LCD display",
            "PDF format",
            "ISBN number",
        )
    )
    sentence = chance.choice(
        (f"Nobody needs a {wrong} for it.", f"Each {wrong} is checked.", f"It comes with a {wrong}.")
    )
    return with_sentence(read, chance, re.sub(r"\ba (?=[HIA])", "an ", sentence))
