"""The publication status of a release as a terminal shows it, and what a release that waits needs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsroom_cli.model.release import DRAFT, PUBLIC, UNCLEAR, WITHDRAWN

if TYPE_CHECKING:
    from newsroom_cli.publishing.readiness import Readiness

STYLES = {PUBLIC: "good", UNCLEAR: "error", DRAFT: "dim", WITHDRAWN: "dim"}


def words(status: str) -> str:
    """A publication status in the words of a terminal; programs get its name."""
    import sys

    return "has errors" if status == UNCLEAR and sys.stdout.isatty() else status


def words_of(state: Readiness) -> str:
    """The status of a release in words; one that is held back without an error in its text says what it lacks."""
    from newsroom_cli.publishing.readiness import About

    lacks_only = state.status == UNCLEAR and state.holding and not state.about(About.FINDING, About.DATE)
    return f"lacks {needs(state)}" if lacks_only else words(state.status)


def painted(state: Readiness) -> str:
    """The status of a release in the words and the colour of a terminal."""
    from newsroom_cli.cli import output

    return output.paint(STYLES.get(state.status, "warning"), words_of(state))


def needs(state: Readiness) -> str:
    """What a release still needs: its errors, then what people must do; its time if it needs nothing else."""
    from newsroom_cli.linter.report import counted
    from newsroom_cli.publishing.readiness import About

    count = Counter(blocker.about for blocker in state.holding)
    needed = [counted(count[About.FINDING], "error")] if count[About.FINDING] else []
    needed += [word for about, word in _NEEDS.items() if about in count]
    if About.STATUS in count and not needed:
        needed = ["approval"]
    return ", ".join(needed) or "its time"


_NEEDS = {"date": "date", "clearance": "clearance", "signature": "signature", "blackout": "blackout"}
