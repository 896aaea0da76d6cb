"""Tables of words, kept as text files beside the modules that use them."""

from __future__ import annotations

from pathlib import Path


def table(module: str) -> dict[str, str]:
    """The `key: value` lines of the text file beside a module, which gives its `__file__`."""
    return sections(module)[""]


def sections(module: str) -> dict[str, dict[str, str]]:
    """The same for a file with `[sections]`, each by its name; lines before the first are in ""."""
    found: dict[str, dict[str, str]] = {}
    section = found[""] = {}
    for line in Path(module).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found[line.strip("[]")] = {}
        elif line and not line.startswith("#"):
            key, _, value = line.partition(":")
            section[key] = value.strip()
    return found
