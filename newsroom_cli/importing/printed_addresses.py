"""E-mail addresses as they are printed, also with "(at)" and "[dot]" against robots."""

from __future__ import annotations

from newsroom_cli.model.patterns import pattern

_AT = r"(?:\s?[(\[{]\s?(?i:at|@|ät|arroba)\s?[)\]}]\s?)"
_DOT = r"(?:\s?[(\[{]\s?(?i:dot|punkt|punto|point|ponto)\s?[)\]}]\s?)"
EMAIL = pattern(rf"(?<![\w.+%'-])[\w.+%'-]+(?:@|{_AT})[\w-]+(?:(?:\.|{_DOT})[\w-]+)*(?:\.|{_DOT})[A-Za-z]{{2,24}}")
_HIDDEN_AT, _HIDDEN_DOT = pattern(_AT), pattern(_DOT)


def address_in(text: str) -> str:
    """The first e-mail address in a text, as programs write it; empty if there is none."""
    found = EMAIL.search(text)
    return plain(found.group()) if found else ""


def plain(text: str) -> str:
    """A text with its e-mail addresses as programs write them."""
    return EMAIL.sub(lambda found: _HIDDEN_DOT.sub(".", _HIDDEN_AT.sub("@", found.group())), text)
