"""The organisation that announces something in the first sentence: Harbor Pumps is pleased to announce."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.model.patterns import pattern

_ANNOUNCES = pattern(
    rf"(?P<name>(?:The\s)?[A-ZÀ-Þ][\w’'&.-]*(?:,?\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des|{organisations.ON_NAME}"
    r"|la)){1,9}?)(?:\s\([^()]{2,60}\))?,?\s"
    r"(?:(?:has\s|have\s)?(?:today\s|heute\s)?(?:announced|announces|launched|unveiled|introduced)|today\b"
    r"|is\s(?:pleased|proud|demonstrating)|gibt\b|gab\b|startet\b|annonce\b|anuncia\b|ha\sanunciado\b)"
)


_BEFORE_NAME = pattern(r"\A(?:Today|Yesterday),?\s(?:the\s)?|\AThe\s")
_OPENS = pattern(
    rf"The\s(?P<name>[A-Z][\w’'&.-]*(?:\s(?:[A-Z][\w’'&.-]*|of|the|for|and|{organisations.ON_NAME})){{1,9}}?)(?:\s\([A-Z][\w-]{{1,12}}\))?,?\s"
    rf"(?:has|have|is|will|today|this|(?!{organisations.ON_NAME})on|in|welcomes?|celebrated|found|issued|released|and\sthe)\s"
)  # The Department of Parks (DoP) has


def office(body: Sequence[Piece]) -> str:
    """The office that announces something at the very start of the body: The Department of Parks today opened.

    Empty if there is none.
    """
    first = body[0].text if body else ""
    match = _ANNOUNCES.match(first) or _OPENS.match(first)
    name = _BEFORE_NAME.sub("", match["name"]).rstrip(" ,") if match else ""
    return name if name and head_lines.is_office(name) else ""


_NAME = (
    r"(?:[A-ZÀ-Þ][\w’'&.-]*|\d{4})"
    rf"(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|e\.\s?V\.|\d{{4}}|{organisations.ON_NAME}|of|the|for|and|de|du|des|del|la|di|für|der|&)){{0,8}}"
)
# Harbor Pumps (HP) is pleased to, Der Hafenverein freut sich, L’Association a le plaisir
_PLEASED = pattern(
    rf"(?:The\s|D(?:ie|er|as)\s|L(?:a|e|es|os|’|')\s?|El\s|I[l]\s)?(?P<name>{_NAME}?)(?:\s\([^()]{{2,40}}\))?"
    r"(?:,\s[^,.]{3,120},)?\s(?:(?:is|are)\s(?:very\s)?(?:pleased|proud|delighted|excited|happy|thrilled|honou?red)\b"
    r"|freut\ssich\b|a\sle\splaisir\b|est\s(?:heureux|heureuse|fière?)\b|se\sréjouit\b"
    r"|tiene\sel\s(?:placer|agrado)\b"
    r"|se\scomplace\b|er\s(?:glade?|stolte?)\s(?:for|over)\b|är\s(?:glada?|stolta?)\b|è\s(?:liet|fier)[oa]\b"
    r"|is\s(?:verheugd|trots|blij)\b|tem\so\sprazer\b)"
)
# Harbor Pumps, a maker of pumps, today announced
_APPOSED = pattern(
    rf"(?:The\s)?(?P<name>{_NAME}?)(?:\s\([^()]{{2,40}}\))?,\s"
    r"(?:an?|the|one of|part of|eine?|der|die|das|une?|le|la|el)\s"
    r"[^.;]{3,240}?,?\s(?:today\s(?:announced|launched|unveiled|released)|(?:has\s)?announced\stoday|announced\b"
    r"|gibt\sheute|gab\sheute|annonce\s|a\sannoncé\s|anuncia\s|anunció\s)"
)
# In support of the harbour plan, the Harbor Council (HC) is pleased
_PLEASED_WITHIN = pattern(
    rf"\A[^.]{{3,120}},\s(?:the|die|der)\s(?P<name>{_NAME})\s\([A-Z][\w-]{{1,12}}\)\s"
    r"(?:is\s(?:pleased|proud|delighted|excited)|(?:has\s|today\s)*announced)\b"
)
_FIRST_SENTENCE = 400  # characters


def pleased_organisation(body: Sequence[Piece]) -> str:
    """The organisation that is pleased in the first sentence, or that announces something after a description of it.

    Empty if there is none, or if the name is a person's.
    """
    first = _BEFORE_NAME.sub("", next((piece.text for piece in body if piece.kind == PARAGRAPH), ""))
    match = _PLEASED.match(first) or _APPOSED.match(first) or _PLEASED_WITHIN.search(first[:_FIRST_SENTENCE])
    if match is None:
        return ""
    name = match["name"].strip(" ,")
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    is_firm = head_lines.is_issuer(name) or (len(initials) > 1 and f"({initials})" in match.group())
    return name if is_firm or not contact_blocks.is_person(name) else ""


_STATEMENT = pattern(
    r"(?i:(?:joint\s)?statement\s(?:by|from|of)\s(?:the\s)?)"
    r"(?P<name>[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|for|and|&)){1,8}?)(?=,|\s(?:on|about|regarding|following)\b|\Z)"
)


def of_statement(headline: str) -> str:
    """The issuer whose statement a headline announces: Statement by Senator Ana Ruiz on the Harbour; else empty."""
    match = _STATEMENT.match(headline)
    return match["name"] if match and head_lines.is_issuer(match["name"]) else ""


def announcer(body: Sequence[Piece], headline: str) -> str:
    """The organisation that announces something in the first paragraph or the headline; empty for a person's name."""
    matches = [_ANNOUNCES.match(text) for text in (*(piece.text for piece in body[:1]), headline)]
    names = [match["name"].removeprefix("The ").rstrip(" ,") for match in matches if match]
    return next(filter(head_lines.is_issuer, names), "")
