"""A file of the site that is made only of the lines of releases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class ListPage(NamedTuple):
    """A page to render: its path on the site, and all values that it is made of."""

    path: str
    inputs: tuple[Any, ...]
    render: Callable[[], bytes]
