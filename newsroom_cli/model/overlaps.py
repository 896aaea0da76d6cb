"""Whether spans of a text overlap, answered fast for many spans and many queries."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from itertools import accumulate

from newsroom_cli.model.toml.schema import Span


class SpanSet:
    """A fixed set of spans, searched with one binary search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._greatest_end_so_far = list(accumulate((span.end for span in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with one of the set; an empty span must lie inside one."""
        before = bisect.bisect_left(self._starts, span.end)
        return before > 0 and self._greatest_end_so_far[before - 1] > span.start
