"""Which stretches of a text touch which: asked often, and of many."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import accumulate

from newsroom_cli.model.toml.schema import Span


class Overlaps:
    """Stretches that do not change; each question takes as long as to look up a word, however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def with_any(self, span: Span) -> bool:
        """Whether one of the stretches has a character in common with this one, or holds its empty place."""
        before = bisect.bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start
