"""Filter and sort the rows of the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from newsroom_cli.linter.overview import Row
from newsroom_cli.model.release import EMBARGOED, ListedStatus
from newsroom_cli.newsroom.archive import terms

ERRORS, ANY = ("errors",), ("errors", "warnings", "infos")  # the fields of a row that count findings


class Wanted(NamedTuple):
    """What `newsroom list` is asked for; an empty field asks for nothing.

    `since` and `until` are a day, a month or a year as text. `findings` are the severities of which it has any.
    """

    words: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    kind: str = ""
    topic: str = ""
    since: str = ""
    until: str = ""
    findings: tuple[str, ...] = ()

    def has(self, row: Row) -> bool:
        """Whether a release is wanted: by its status in the file or that of publication, and by the day of that."""
        headline, day = _folded(row.headline), row.day.isoformat() if row.day else ""
        statuses = {row.status, row.publication_status, *([EMBARGOED] if row.is_embargoed else [])}
        return (
            all(_folded(word) in headline for word in self.words)
            and (not self.statuses or statuses & {*self.statuses} != set())
            and (not self.offices or row.office in self.offices)
            and self.kind in ("", row.kind)
            and (not self.topic or _folded(self.topic) in map(_folded, row.topics))
            and (not self.since or day >= self.since)
            and (not self.until or "" < day[: len(self.until)] <= self.until)
            and (not self.findings or any(getattr(row, severity) for severity in self.findings))
        )


def _folded(text: str) -> str:
    """A text without capitals and accents."""
    return terms.without_accents(text.casefold())


# The orders of the list: the keys that rows are sorted by, and whether the largest comes first.
_ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "date": (lambda row: (row.public_at is None, row.public_at), True),
    "status": (lambda row: tuple(ListedStatus).index(ListedStatus(row.publication_status)), False),
    "headline": (lambda row: _folded(row.headline), False),
    "changed": (lambda row: row.changed, True),
}


def in_order(rows: Iterable[Row], order: str, *, backwards: bool = False) -> list[Row]:
    """The rows sorted by publication or time of change (newest first), by status (what needs work first), by headline.

    Those without a date are the newest, because they need work.
    """
    key, largest_first = _ORDERS[order]
    return sorted(rows, key=key, reverse=largest_first != backwards)
