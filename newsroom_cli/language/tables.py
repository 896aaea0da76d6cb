"""Tables of words, in text files beside the modules that use them."""

from __future__ import annotations

from pathlib import Path


def table(module: str) -> dict[str, str]:
    """The `key: value` lines of the text file beside a module, which passes its `__file__`."""
    return sections(module)[""]


def sections(module: str) -> dict[str, dict[str, str]]:
    """The tables of a file with `[sections]`, by name; lines before the first section are in ""."""
    tables: dict[str, dict[str, str]] = {}
    section = tables[""] = {}
    for line in Path(module).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = tables[line.strip("[]")] = {}
        elif line and not line.startswith("#"):
            key, _, value = line.partition(":")
            section[key] = value.strip()
    return tables
