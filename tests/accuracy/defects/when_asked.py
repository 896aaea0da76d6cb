"""TX, HD, FC, OF: what is looked for only in newsrooms that ask for it."""

from __future__ import annotations

import random
import re

from accuracy.defects import plants, with_field, with_sentence
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

PARKS = '[offices.parks]\nname = "Parks Department"\ncity = "Port Ellery"\n'


@plants("TX002")
def two_spaces(read: Release, chance: random.Random) -> str | None:
    blocks = [
        block
        for block in markdown.read(read.body).prose
        if block.kind == markdown.PARAGRAPH and block.text.count(" ") > 9 and "`" not in block.text
    ]
    if not blocks:
        return None
    block = chance.choice(blocks)
    at = chance.choice([match.start() for match in re.finditer(r"(?<=\w) (?=\w)|(?<=\.) (?=[A-Z])", block.text)] or [0])
    place = block.place(at, at + 1).start
    return f"{read.text[:place]} {' ' * chance.randrange(1, 3)}{read.text[place + 1 :]}" if at else None


@plants("TX018")
def without_end(read: Release, chance: random.Random) -> str | None:
    parts = [
        "opened its ninth library in the old customs house by the water",
        "thanked the families of the four crews that built it",
        "promised that buses would stop there every ten minutes on weekdays",
        "asked the council to pay for two more rooms before the winter",
        "named the reading room for the first teacher of the island school",
    ]
    chance.shuffle(parts)
    return with_sentence(read, chance, f"The town {', '.join(parts[:-1])} and {parts[-1]}.")


@plants("HD007", settings='[check]\nheadline_case = "title"\n')
def in_sentence_case(read: Release, chance: random.Random) -> str | None:
    headline = chance.choice(
        (
            "Port Ellery opens new harbour library",
            "Council approves budget for the ferry",
            "Mayor names director of parks",
        )
    )
    return with_field(read, f'headline = "{headline}"')


@plants("HD009", settings=PARKS)
def whose(read: Release, chance: random.Random) -> str | None:
    front = with_field(read, 'office = "parks"')
    front = re.sub(r"(?m)^(?:headline|subhead) = .*\n", "", front[: len(front) - len(read.body.value)])
    headline = chance.choice(
        ("New Ferry Runs Every Half Hour", "Ninth Playground Opens on Monday", "Budget for Trees Approved")
    )
    return front.replace("+++\n", f'+++\nheadline = "{headline}"\n', 1) + read.body.value


@plants(
    "FC011",
    beside=(
'+++\ndate = 2024-03-02\noffice = "parks"\n+++\n\nThe city looks after 12,400 street trees in all of '
'its quarters.\n',),
)  # fmt: skip
def other_figure(read: Release, chance: random.Random) -> str | None:
    made = with_sentence(
        read,
        chance,
        f"The city looks after {chance.choice(('12,900', '11,400', '13,000'))} street trees in all of its quarters.",
    )
    if made is None:
        return None
    made = re.sub(r"(?m)^date = .*$", "date = 2026-03-02", made, count=1)
    return re.sub(r"(?m)^office = .*$", 'office = "parks"', made, count=1)


@plants("OF003", settings=PARKS)
def reaches_nobody(read: Release, chance: random.Random) -> str | None:
    return with_field(read, 'office = "parks"')
