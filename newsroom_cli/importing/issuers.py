"""Who issues a release that no line at its top names: the site, an "About" paragraph or an address, where the text agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsroom_cli.importing import head_lines
from newsroom_cli.importing.contact_blocks import Named
from newsroom_cli.importing.headlines import is_issuer
from newsroom_cli.importing.pieces import HEADING, Piece
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

_ABOUT = pattern(
    r"(?:About|ABOUT|Über|Acerca de(?:l| la)?|Sobre|À propos (?:de |d['’]|du )(?:l['’]|la )?|Informazioni su|Over)\s+(?:the\s+|the\s+|die\s+|den\s+|das\s+|la\s+|el\s+)?"
    r"(?P<name>[^\W\d_][^:\n.?!]{1,70}?)\s*(?:[:\n]|\Z)"
)
_NEAR = 4  # paragraphs at the start of a text, which name who issues it


def issuer(
    site: str, headline: str, body: Sequence[Piece], contacts: Sequence[Named], below: Sequence[Piece] = ()
) -> tuple[str, str]:
    """The name of the issuer as printed and where it was found; an empty name when nobody is named twice.

    `site` is the name a page gives itself; `below` is what stands under the release.
    """
    if _is_name(site) and (found := _printed(site, _plain(each.text for each in body))):
        return found, "the site's name, which the text repeats"
    lead = _plain([headline, *(each.text for each in body[:_NEAR])])
    told = [name for name in _told_about([*body, *below]) if _printed(name, lead)]
    if told:
        return min(told, key=lambda name: lead.find(_plain([name]).strip())), "the paragraph about it"
    if found := _by_address(body, contacts):
        return found, "the address of the contact"
    return _acting(body), "the first sentence"


_ACTS = pattern(
    r"(?P<name>(?:The\s)?[A-ZÀ-Þ][\w’'&.-]*(?:,?\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des|la)){1,9}?)(?:\s\([^()]{2,60}\))?,?\s"
    r"(?:(?:has\s|have\s)?(?:today\s|heute\s)?(?:announced|announces|launched|unveiled|introduced)|today\b|is\s(?:pleased|proud|demonstrating)|gibt\b|gab\b|startet\b|annonce\b|anuncia\b|ha\sanunciado\b)"
)


def _acting(body: Sequence[Piece]) -> str:
    """The organisation that a first sentence says announces something; no person, and no name that could be one."""
    match = _ACTS.match(body[0].text) if body else None
    name = match["name"].removeprefix("The ").rstrip(" ,") if match else ""
    return name if name and is_issuer(name) else ""


def _is_name(name: str) -> bool:
    return bool(name) and len(name.split()) <= 9 and not head_lines.is_carrier(name)


def _plain(texts: Iterable[str]) -> str:
    """The words of texts in small letters, a space before, between and behind them."""
    return f" {' '.join(_WORDS.findall(' '.join(texts).lower()))} "


_WORDS = pattern(r"\w+(?:[.'’&-]\w+)*")


def _printed(name: str, text: str) -> str:
    """The name, or its part before a dash or bar, where the text has it; empty otherwise."""
    for part in (name, *_PARTS.split(name)):
        words = _plain([part])
        if len(words.replace(" ", "")) > 2 and words in text:
            return part.strip()
    return ""


_PARTS = pattern(r"\s+[|–—·•:-]\s+|\s*\|\s*|,\s+")


def _told_about(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        match = _ABOUT.match(piece.text.lstrip("*_# "))
        if match is None or not (piece.kind == HEADING or len(match["name"].split()) <= 8):
            continue
        name = match["name"].strip(" *_–—-")
        if name[:1].isupper() and not head_lines.is_label(name):
            yield name


_RUN = pattern(r"[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des|la)){0,6}")


def _by_address(body: Sequence[Piece], contacts: Sequence[Named]) -> str:
    """The name in the first paragraphs that an e-mail address of the contact has for its domain."""
    hosts = {each.email.rpartition("@")[2].rpartition(".")[0].rpartition(".")[2].lower() for each in contacts}
    hosts = {each.replace("-", "") for each in hosts if len(each) > _SHORTEST}
    for piece in body[:_NEAR] if hosts else ():
        for run in _RUN.finditer(piece.text):
            words = run.group().split()
            for count in range(len(words), 0, -1):
                if "".join(folded(" ".join(words[:count]))) in hosts - _COMMON:
                    return " ".join(words[:count]).rstrip(".,")
    return ""


_COMMON = frozenset(("police", "council", "city", "county", "state", "senate", "house", "press", "mail", "news", "government", "parliament"))  # fmt: skip
_SHORTEST = 3  # letters of a domain that say nothing yet
