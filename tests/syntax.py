"""The syntax of the package, for tests that look for code that must not be written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import newsroom_cli

PACKAGE = Path(newsroom_cli.__file__).parent


def nodes(pattern: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node of the modules whose text a pattern matches, with the path of the module in the package.

    The pattern spares parsing all modules, which takes as long as many tests; it may match more than a test looks for.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if re.search(pattern, text):
            name = path.relative_to(PACKAGE).as_posix()
            yield from ((name, node) for node in ast.walk(ast.parse(text)))
