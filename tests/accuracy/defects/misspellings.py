"""TX040: slips of the hand in common words, in the forms that real releases have."""

from __future__ import annotations

import random

from accuracy.defects import plants
from accuracy.defects.text_hygiene import changed_word
from newsroom_cli.model.release import Release

_SLIPS = (
    (r"([a-z]{3,})([a-z])(?!\2)([a-z])([a-z]{2,})", r"\1\3\2\4"),  # finanical
    (r"([a-z]{3,})[a-z]([a-z]{4,})", r"\1\2"),  # infecious
    (r"([a-z]{3,})([a-z])([a-z]{3,})", r"\1\2\2\3"),  # poiints
    (r"([a-z]{3,})e([a-z]{4,})", r"\1a\2"),  # managemant
    (r"([a-z]{3,})i([a-z]{4,})", r"\1o\2"),
    (r"\b(of|the|to) ([a-z]{4,})", r"\1\2"),
    (r"([a-z]{4})([a-z]{5,})", r"\1- \2"),
)


@plants("TX040")
def slipped(read: Release, chance: random.Random) -> str | None:
    shape, change = chance.choice(_SLIPS)
    return changed_word(read, chance, rf"(?<![\w@./&’'-]){shape}(?![\w@./&’'-])", change)
