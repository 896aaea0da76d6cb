"""Common misspellings, each with its only right form: none is right in any kind of English, and none is a name.

The list is our own. It leaves out a misspelling that Americans and Britons would correct differently.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from newsroom_cli.language.word_lists import lines, table


@functools.cache
def misspelt() -> frozenset[str]:
    """The misspellings, in small letters."""
    return frozenset(misspellings())


@functools.cache
def misspellings() -> Mapping[str, str]:
    """The right form of each misspelling; misspellings are in small letters."""
    return table(lines(Path(__file__).with_suffix(".txt")))
