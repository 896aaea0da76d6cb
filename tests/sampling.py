"""How much of many like cases a run takes: all of them in CI, elsewhere a sample that is drawn anew for each run."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")

EVERYTHING = bool(os.environ.get("CI"))
# The processes of one run inherit it, and so draw the same; who sets it repeats a run.
SEED = os.environ.setdefault("SAMPLE_SEED", str(random.randrange(1_000_000)))


def sample(cases: Iterable[Case], size: int) -> list[Case]:
    """So many of the cases, in their order; all in CI."""
    everything = list(cases)
    if EVERYTHING or size >= len(everything):
        return everything
    chosen = random.Random(SEED).sample(range(len(everything)), size)
    return [everything[number] for number in sorted(chosen)]


# Widths of screens in pixels, and whether they are dark: each of them once, or all with NEWSROOM_ALL_VIEWS=1.
VIEWS = (
    [(width, dark) for width in (320, 768, 1280) for dark in (False, True)]
    if os.environ.get("NEWSROOM_ALL_VIEWS")
    else [(320, False), (768, True), (1280, False)]
)


def examples(number: int) -> int:
    """How many examples hypothesis tries: a quarter of the number that it tries in CI."""
    return number if EVERYTHING else number // 4
