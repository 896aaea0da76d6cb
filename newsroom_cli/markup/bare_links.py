"""Links for the web and mail addresses that a text prints without one, as readers expect on pages and in mails."""

from __future__ import annotations

import re
from html import escape

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern

_TAG = pattern(r"(<(?:[^<>\"]|\"[^\"]*\")*>)")
_CLOSED = ("a", "code", "pre", "samp", "kbd")  # elements in which an address is a link already, or code
_ADDRESS = pattern(
    r"(?<![\w@/.:+-])(?:(?:https?://|www\.)(?:(?!&(?:nbsp|lt|gt|quot);)[^\s<>\"“”‘—`|]){4,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,6})",
    re.IGNORECASE,
)
_REFERENCE = pattern(r"&#?\w+;\Z")  # the ; at the end of &amp; is not punctuation
_AFTER = ".,;:!?'’”»*_)]}"  # punctuation after an address


def with_links(html: str) -> str:
    """Clean HTML with a link for each printed address that can be followed; what is a link or code stays as it is."""
    if "://" not in html and "www." not in html.lower() and "@" not in html:
        return html
    parts, inside = _TAG.split(html), 0
    for number, part in enumerate(parts):
        if number % 2:
            name = part.strip("</>").partition(" ")[0].lower()
            inside += (-1 if part.startswith("</") else 1) if name in _CLOSED else 0
        elif not inside:
            parts[number] = _ADDRESS.sub(_linked, part)
    return "".join(parts)


def _linked(match: re.Match[str]) -> str:
    """A printed address as a link, followed by the punctuation after it."""
    written = match[0]
    while written[-1] in _AFTER and not _REFERENCE.search(written[-8:]):
        if written[-1] == ")" and written.count("(") >= written.count(")"):
            break
        written = written[:-1]
    target = _target(unescape(written))
    if not target:
        return match[0]
    return f'<a href="{escape(target)}">{written}</a>{match[0][len(written) :]}'


def _target(written: str) -> str:
    """The target of a link from a printed address; empty if nobody could follow it."""
    if "@" in written and "/" not in written:
        return addresses.mailto(written)
    address = written if "://" in written else f"https://{written}"
    return addresses.ascii_web_address(address) if "." in address.partition("://")[2] else ""
