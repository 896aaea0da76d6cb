"""Samples of many similar cases: each run, in CI too, takes a new one."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")

# The processes of one run inherit it, and so draw the same sample; set it to repeat a run.
SEED = os.environ.setdefault("SAMPLE_SEED", str(random.randrange(1_000_000)))


def sample(cases: Iterable[Case], size: int) -> list[Case]:
    """A sample of two thirds of `size` cases, in their order; all cases with NEWSROOM_EVERYTHING=1."""
    everything, size = list(cases), max(size * 2 // 3, 1)
    if os.environ.get("NEWSROOM_EVERYTHING") or size >= len(everything):
        return everything
    chosen = random.Random(SEED).sample(range(len(everything)), size)
    return [everything[number] for number in sorted(chosen)]


# Widths of screens in pixels, and whether they are dark.
VIEWS = sample([(width, dark) for width in (320, 768, 1280) for dark in (False, True)], 3)


def examples(number: int) -> int:
    """The number of examples that hypothesis tries: a sixth of `number`, or all with NEWSROOM_EVERYTHING=1."""
    return number if os.environ.get("NEWSROOM_EVERYTHING") else max(number // 6, 1)
