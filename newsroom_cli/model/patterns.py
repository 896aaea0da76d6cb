"""Regular expressions that are compiled on first use: a command pays only for those it needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


class _LazyPattern:
    """A pattern that compiles on first use and caches the methods that are called."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source = source
        self._flags = flags

    @property
    def pattern(self) -> Any:
        return self._source() if callable(self._source) else self._source

    def __getattr__(self, name: str) -> Any:
        if "_compiled" not in self.__dict__:
            self._compiled = re.compile(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled on first use; if `source` is a function, it is called only then.

    Call its methods; the functions of `re` do not accept it.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
