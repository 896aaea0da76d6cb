"""The versions of newsroom that a newsroom.toml allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsroom_cli import __version__
from newsroom_cli.model.toml.schema import Problem, SourceLines, Span

_KEYS = ("required_version", "required-version")


def problem(values: Mapping[str, Any], nodes: Mapping[str, Any], lines: SourceLines) -> Problem | None:
    """The problem of a newsroom.toml whose `required_version` excludes this version of newsroom or is invalid.

    It is reported before all others: an option that is unknown here may be known to the required version.
    """
    key = next((key for key in _KEYS if isinstance(values.get(key), str)), None)
    if key is None:
        return None
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    wanted, span = values[key], lines.span(nodes[key], "value") if key in nodes else Span(0, 0)
    try:
        allowed = SpecifierSet(wanted)
    except InvalidSpecifier:
        message = f'required_version: "{wanted}" names no versions'
        return Problem("option", span, message, f'write it as ">={__version__}" or as "=={__version__}"')
    if allowed.contains(__version__, prereleases=True):
        return None
    message = f"this newsroom asks for newsroom {wanted}, and this is {__version__}"
    return Problem("option", span, message, f'install the right one: pip install "newsroom-cli{wanted}"')
