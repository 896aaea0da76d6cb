"""A release as a line of the index. A light module: it imports no other of our modules."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Listing(NamedTuple):
    """A release as a line of the index, in plain text; a tuple, because memory must hold ten thousand of them."""

    slug: str
    headline: str
    summary: str
    published: dt.datetime
    kind_label: str
    office_name: str
    language: str
    direction: str
