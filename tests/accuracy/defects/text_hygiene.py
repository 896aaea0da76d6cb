"""TX and PH: what pages, programs, editors and fast fingers leave in a text."""

from __future__ import annotations

import random
import re

from accuracy.defects import one_of, plants, sentences, with_field, with_sentence
from newsroom_cli.language.wording.mistaken import right_words
from newsroom_cli.model.release import Release

NAMES = ("Ana Okafor", "Luis Brandt", "Mei-Ling Castro", "Tom O’Hara")
PLACES = ("the harbour", "Port Ellery", "Quay Street", "the north side", "Elm County")


def changed_word(read: Release, chance: random.Random, shape: str, change: str) -> str | None:
    """The text with one match of a shape in its body changed, by chance."""
    found = list(re.finditer(shape, read.body.value))
    if not found:
        return None
    match = chance.choice(found)
    at = read.body.span.start
    return read.text[: at + match.start()] + match.expand(change) + read.text[at + match.end() :]


@plants("TX001")
def spaces_at_an_end(read: Release, chance: random.Random) -> str | None:
    lines = read.text.split("\n")
    first = read.text[: read.body.span.start].count("\n")
    number = chance.choice([index for index, line in enumerate(lines[:-1]) if line.strip() and index >= first] or [1])
    lines[number] += " " if number == 1 else chance.choice((" ", "\t", "\xa0", " \xa0 ", "   \t"))
    return "\n".join(lines)


@plants("TX003")
def invisible(read: Release, chance: random.Random) -> str | None:
    sign = chance.choice(("\u200b", "\ufeff", "\u00ad", "\u200e", "\u2060"))
    return changed_word(read, chance, r"([a-z])([a-z])", rf"\1{sign}\2")


@plants("TX004")
def another_mark(read: Release, chance: random.Random) -> str | None:
    straight, curly = ("'" in read.body.value or '"' in read.body.value), any(mark in read.text for mark in "‘’“”")
    if (straight and curly) or not (
        "'" in read.body.value or "’" in read.body.value
    ):  # one finding a file: there is one already
        return None
    if chance.random() < 0.5:
        return changed_word(read, chance, "(?<=[a-z])’(?=s)", "'") or changed_word(
            read, chance, "(?<=[a-z])'(?=s)", "’"
        )
    return with_sentence(
        read, chance, f"It{'’' if straight else chr(39)}s on the city{'’' if straight else chr(39)}s own land."
    )


@plants("TX005")
def twice(read: Release, chance: random.Random) -> str | None:
    little = r"(?<![\w’'-])(the|of|to|and|in|for|with|a|on|at|from|by|is|was|be|will|has|have|its|their|who)(?=\s[a-z])"
    return changed_word(read, chance, little, r"\1 \1")


@plants("TX007")
def furniture(read: Release, chance: random.Random) -> str | None:
    line = chance.choice(
        (
            "Skip to main content",
            "Back to Top",
            "Share this page",
            "Print this page",
            "Share on Facebook",
            "4 min read",
            "Home / News / 2024",
            "This site uses cookies to improve your experience.",
            "Accept all cookies",
            "Published by:",
            "[Back to news](/news)",
            "Read more",
            "Subscribe now",
            "Follow us on",
        )
    )
    if chance.random() < 0.5:
        at = read.body.span.start
        return f"{read.text[:at]}{line}\n\n{read.text[at:]}"
    return f"{read.text.rstrip()}\n\n{line}\n"


@plants("TX008")
def ruined(read: Release, chance: random.Random) -> str | None:
    found = list(re.finditer("[’“”–—éñüöäèçóíáâ®€]", read.body.value))
    if not found:
        return None
    match = chance.choice(found)
    ruin = match.group().encode().decode("cp1252", errors="replace")
    at = read.body.span.start
    return read.text[: at + match.start()] + ruin + read.text[at + match.end() :]


@plants("TX009")
def no_end(read: Release, chance: random.Random) -> str | None:
    return read.text.rstrip() if chance.random() < 0.5 else read.text.replace("\n", "\r\n", chance.randrange(1, 9))


@plants("TX010")
def turned(read: Release, chance: random.Random) -> str | None:
    sign = chance.choice("\u202e\u202d\u202b\u2067")
    return changed_word(read, chance, r"\b([a-z]{5,})\b", rf"{sign}\1")


@plants("TX011")
def misspelt(read: Release, chance: random.Random) -> str | None:
    wrong_by_right: dict[str, list[str]] = {}
    for wrong, right in right_words("misspellings").items():
        wrong_by_right.setdefault(right, []).append(wrong)
    places = sentences(read)  # of paragraphs without quotations: what others say is left alone
    near = [match for at in places for match in _WORD.finditer(read.text, read.text.rfind("\n", 0, at) + 1, at)]
    found = [word for word in near if word.group() in wrong_by_right]
    if not found:
        return None
    match = chance.choice(found)
    return read.text[: match.start()] + chance.choice(wrong_by_right[match.group()]) + read.text[match.end() :]


_WORD = re.compile(r"(?<![\w@./-])[a-z]{5,}(?![\w@./-])")


@plants("TX012")
def unpaired(read: Release, chance: random.Random) -> str | None:
    if chance.random() < 0.5:
        return changed_word(read, chance, r"(?<=\s)\(([^()\[\]\n]{3,40})\)(?=[\s.,])", chance.choice((r"(\1", r"\1)")))
    place = chance.choice(PLACES)
    return one_of(
        read,
        chance,
        f"The office (near {place} is open.",
        f"The office [near {place} is open.",
        f"The office, see {place}) is open.",
    )


@plants("TX014")
def glued(read: Release, chance: random.Random) -> str | None:
    if not sentences(read):
        return None
    return changed_word(read, chance, r"(?<=[a-z]{3})([.!?]) (?=[A-Z][a-z]+ [a-z]+ )", r"\1")


@plants("TX015")
def mistaken(read: Release, chance: random.Random) -> str | None:
    name = chance.choice(NAMES)
    return one_of(
        read,
        chance,
        f"The city holds it's annual fair in {chance.choice(PLACES)}, now in it's "
        f"{chance.choice(('first', 'third', 'tenth'))} year.",
        f"The cost was {chance.choice(('greater', 'lower', 'higher'))} then the year before.",
        "They chose to repair rather then replace it.",
        f"Dr. {name} is the principle investigator of the study.",
        "The rule goes into affect in May.",
        "A pubic hearing will be held in June.",
        "It should of been done before.",
        "The parties agreed in principal to a sale.",
        f"{name} is the assistant principle of the school.",
        "Members get a sneak peak of the exhibition.",
        "The statue of limitations has run out.",
        "It gave free reign to builders.",
        "The fine had a negative affect on trade.",
        "More then half of the homes are empty.",
    )


@plants("TX016")
def footnote(read: Release, chance: random.Random) -> str | None:
    sign = chance.choice(("\\*", "†", "‡", "¹"))
    return one_of(
        read,
        chance,
        f"Entry is free{sign}.",
        f"Prices start at $5{sign if sign != chr(92) + '*' else '†'}.",
        f"It is the first of its kind.{sign}",
    )


@plants("PH002")
def sample(read: Release, chance: random.Random) -> str | None:
    line = chance.choice(
        (
            "Lorem ipsum dolor sit amet, consectetur.",
            "Quote goes here.",
            "Caption goes here",
            "what it means for people, figures, and where to find more.",
            "how to get there and how to register.",
            "Your boilerplate goes here.",
        )
    )
    if chance.random() < 0.3:
        return with_field(read, 'subhead = "Headline goes here"')
    return f"{read.text.rstrip()}\n\n{line}\n"


@plants("PH003")
def note(read: Release, chance: random.Random) -> str | None:
    words = chance.choice(
        (
            "[check]",
            "[CHECK SPELLING]",
            "(cq)",
            "[verify date]",
            "[ed: is this right?]",
            "(??)",
            "[legal: ok?]",
            "~~on Monday~~",
            "{>>who says so?<<}",
            "[confirm with the mayor]",
            "<!-- TODO: ask the mayor -->",
            "[link to come]",
        )
    )
    return with_sentence(read, chance, f"The hall was bought by {chance.choice(NAMES)} {words} for $9 million.")
