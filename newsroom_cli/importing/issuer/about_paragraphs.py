"""The organisation that an "About" paragraph describes: About Harbor Pumps, or About us with a sentence below."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.pieces import HEADING, PARAGRAPH, Piece
from newsroom_cli.model.patterns import pattern

_ABOUT = pattern(
    r"(?:About|ABOUT|Über|Acerca de(?:l| la)?|Sobre|[ÀA] propos (?:de |d['’]|du )(?:l['’]|la )?|Informazioni su"
    r"|Over|Om|O firmie|O společnosti)\s+(?:the\s+|die\s+|den\s+|das\s+|la\s+|el\s+)?"
    r"(?P<name>[^\W\d_](?:[^:\n.?!]|\.(?=\w)){1,70}?)\.?\s*(?:[:\n]|\Z)"
)
_LONGEST = 8  # words in a name after "About" that is not a heading, at most
_US = pattern(
    r"(?i)\W*(?:about(?: us)?|(?:wir )?über uns|[àa] propos(?: de(?: nous)?)?|qui sommes-nous|acerca de(?: nosotros)?"
    r"|sobre(?: nosotros| nós)?|qui[ée]nes somos|chi siamo|over ons|om (?:oss|os)|o nas|o nás)\s?[:?]?\W*"
)
_DESCRIBED = pattern(
    r"(?:The |Die |Der |Das |La |Le |El |L[’'])?(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|and"
    r"|de|du|des|la|für|der|di|da|do|&)){0,7})(?:\s\([^()]{2,60}\))?"
    r"\s(?:is|ist|est|es|é|è|are|sind|sont|son|är|er|jest|je)\s"
)  # Harbor Pumps is a maker of pumps


_TAGLINE = pattern(r" \(|\s[–—-]\s")  # About Acme - Pumps for everybody


# Der Dachverband der Häfen e.V. vertritt die Häfen
_REGISTERED = pattern(
    r"(?:D(?:er|ie|as)\s)?(?P<name>[A-ZÀ-Þ][\w’'&-]*(?:\s(?:[A-ZÀ-Þ][\w’'&-]*|der|die|des|für|und|im|in|an|am|von|zur|zum)){0,8}\s"
    r"(?:e\.\s?V\.|gGmbH)(?:\si\.\s?Gr\.)?)\s(?:ist|vertritt|wurde|setzt|hat|engagiert|fördert|vereint|versteht|arbeitet|betreibt)\s"
)


def begins(text: str) -> bool:
    """Whether a text begins like an "About" paragraph: About Harbor Pumps."""
    return _ABOUT.match(text) is not None


def names(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the organisations that pieces describe: after "About", below "About us", or with e.V. or gGmbH."""
    for piece, below in itertools.pairwise([*pieces, Piece(PARAGRAPH, "", "")]):
        label, _, text = piece.text.partition("\n")
        if _US.fullmatch(label) and (described := _DESCRIBED.match(text or below.text)):
            yield described["name"]
        if registered := _REGISTERED.match(piece.text):
            yield registered["name"]
        match = _ABOUT.match(piece.text.lstrip("*_# "))
        if match is None or not (piece.kind == HEADING or len(match["name"].split()) <= _LONGEST):
            continue
        name = _TAGLINE.split(match["name"])[0].strip(" *_–—-")
        if name[:1].isupper() and not head_lines.is_label(name):
            yield name
