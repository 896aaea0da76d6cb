"""The compiled forms of the built-in templates, which lie beside their sources like those of Python's modules."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any


def compiled_in(folder: Path, maker: str) -> Any:
    """The cache of compiled templates in a folder of the program; None if nothing can be written there.

    `maker` names all that the compiled form depends on, apart from Python and the template. Templates elsewhere, such
    as those of a newsroom, are not kept: their code would be as dangerous as they are, and nobody could read it.
    """
    import jinja2

    place = folder / "__pycache__"
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    with contextlib.suppress(OSError):
        place.mkdir(exist_ok=True)

    class Compiled(jinja2.FileSystemBytecodeCache):
        """Keeps the templates in the folder; a damaged file counts as missing."""

        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            is_ours = filename is not None and Path(filename).is_relative_to(folder)
            return super().get_cache_key(name, filename) if is_ours else ""

        def load_bytecode(self, bucket: Any) -> None:
            with contextlib.suppress(Exception):
                if bucket.key:
                    super().load_bytecode(bucket)

        def dump_bytecode(self, bucket: Any) -> None:
            with contextlib.suppress(OSError):
                if bucket.key:
                    super().dump_bytecode(bucket)

    name = f"{jinja2.__version__}-{maker}".replace(".", "-")  # names with a dot are templates
    return Compiled(os.fspath(place), f"jinja2-{name}-%s")
