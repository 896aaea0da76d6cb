"""The cache of compiled built-in templates, in `__pycache__` beside their sources, as for Python's modules."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple


class Compiled(NamedTuple):
    """The compiled templates of a folder, `kept` in a cache of Jinja.

    Templates elsewhere, such as those of a newsroom, are not cached, because people could not read the code that would
    run instead of them.
    """

    folder: Path
    kept: Any

    def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Any:
        """The compiled form of a template; its `code` is None if there is none."""
        if filename is not None and Path(filename).is_relative_to(self.folder):
            try:
                return self.kept.get_bucket(environment, name, filename, source)
            except Exception:  # a damaged file
                self.kept.clear()
        return SimpleNamespace(code=None)

    def set_bucket(self, bucket: Any) -> None:
        """Keep the compiled form of a template, if that is possible."""
        with contextlib.suppress(OSError):
            if not isinstance(bucket, SimpleNamespace):
                self.kept.set_bucket(bucket)


def compiled_in(folder: Path, cache: Callable[[str, str], Any], maker: str) -> Compiled | None:
    """The cache for the compiled templates of a folder, made by Jinja's `cache`; None if the folder is not writable.

    `maker` identifies everything that the compiled form depends on, apart from Python and the template.
    """
    place = folder / "__pycache__"
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    with contextlib.suppress(OSError):
        place.mkdir(exist_ok=True)
    name = maker.replace(".", "-")  # a file with a dot in its name counts as a template
    return Compiled(folder, cache(os.fspath(place), f"jinja2-{name}-%s"))
