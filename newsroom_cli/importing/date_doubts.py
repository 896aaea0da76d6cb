"""Doubts about the date of a release: others that its head or its page name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from newsroom_cli.importing import head_lines, printed_dates
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.model.calendar_ import day_of

_LATE = 4  # days that a page may appear after its text


def others_agree(day: dt.date, head: Sequence[head_lines.Line], pasted: Pasted, language: str) -> bool:
    """Whether the dates that stand alone in the head, and that of the page, are at most a few days away."""
    return all(abs((other - day).days) <= _LATE for other in _others(head, pasted, language))


def _others(head: Sequence[head_lines.Line], pasted: Pasted, language: str) -> Iterator[dt.date]:
    if pasted.date is not None:
        yield day_of(pasted.date)
    for line in head:
        found = printed_dates.first_date(line.text, language) if line.kind == head_lines.DATE else None
        if found is not None and found.alone:
            yield found.day
