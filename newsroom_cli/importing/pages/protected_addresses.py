"""E-mail addresses that Cloudflare hides from robots in a page, shown as its script would show them."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from newsroom_cli.model.patterns import pattern

_ADDRESS = pattern(r"[^\s@<>\"]{1,64}@[\w.-]{1,250}\.\w{2,}")
_LINK = pattern(r"/cdn-cgi/l/email-protection#([0-9a-f]{2,2000})$", 2)


def reveal(root: Any) -> None:
    """Put the hidden addresses of a page in place of "[email protected]", and of the links that lead to them."""
    for element in root.iter("a", "span"):
        if address := _revealed(element.get("data-cfemail", "")):
            for child in list(element):
                element.remove(child)
            element.text = address
        link = _LINK.search(element.get("href") or "")
        if element.tag == "a" and (target := _revealed(link[1]) if link else address):
            element.set("href", f"mailto:{target}")


def _revealed(hidden: str) -> str:
    """The address, perhaps with a subject, that some hexadecimal digits hide; empty if they hide none.

    The first byte is the key: each of the others is one letter of the address, changed by it.
    """
    try:
        key, *letters = bytes.fromhex(hidden)
    except ValueError:
        return ""
    shown = bytes(letter ^ key for letter in letters).decode(errors="replace")
    return shown if _ADDRESS.fullmatch(unquote(shown).partition("?")[0]) else ""
