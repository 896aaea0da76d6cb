"""The rules, one module a family. A rule is a pure generator over a release; its page lies in pages/."""

from __future__ import annotations


def load() -> None:
    """Import every family; each declares its rules. A new family is added to this list by hand."""
    from newsroom_cli.rules import (  # noqa: F401
        addresses,
        approvals,
        clearances,
        contacts,
        datelines,
        dates,
        days,
        embargo,
        front_matter,
        headlines,
        hours,
        images,
        itself,
        links,
        offices,
        placeholders,
        privacy,
        quotes,
    )
