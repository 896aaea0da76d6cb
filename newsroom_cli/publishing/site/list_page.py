"""A file of the site that is made of the lines of releases alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class ListPage(NamedTuple):
    """A page to render: its path on the site, and the values from which alone it is made."""

    path: str
    inputs: tuple[Any, ...]
    render: Callable[[], bytes]
