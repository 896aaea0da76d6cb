"""`newsroom check`: the copy desk."""

from __future__ import annotations

from typing import Any

import typer

from newsroom_cli.cli.check_options import Request
from newsroom_cli.cli.shared_options import signature_of


def check(**values: Any) -> None:
    """Check releases like a good copy desk.

    It finds what is missing, wrong or contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: it cannot be done. 3: a fault of newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """
    from newsroom_cli.cli import checking

    raise typer.Exit(checking.run(Request(**values)))


check.__signature__ = signature_of(Request)  # type: ignore[attr-defined]
