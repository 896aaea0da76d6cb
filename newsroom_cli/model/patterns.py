"""Regular expressions that are compiled on first use: a command pays only for those it needs."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LazyPattern:
    """A pattern that compiles on first use and caches the methods that are called."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if "_compiled" not in self.__dict__:
            self._compiled = re.compile(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression compiled on first use. Call its methods; the functions of `re` do not accept it."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
