"""The issuer of a release: an office named at its top, else the site, an "About" paragraph or an e-mail address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from newsroom_cli.importing import contact_blocks, head_lines
from newsroom_cli.importing.contact_blocks import PrintedContact
from newsroom_cli.importing.pieces import HEADING, Piece
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

Note = Callable[[str, str, str, bool], None]

# Press Release: Green Party
RELEASE_OF = pattern(
    r"(?i:press|media|news) (?i:release|statement)\s*[:–—-]\s*"
    r"(?P<who>(?:[A-ZÀ-Þ][\w’'.&-]*)(?:\s(?:[A-ZÀ-Þ][\w’'.&-]*|of|the|for|and|&)){0,7})"
)
_FROM = pattern(
    r"(?i)^\W*(?:published|posted|issued|released)\s+by\s*:?\s*|^\W*(?:from|office|source|department|agency"
    r"|organi[sz]ation|autor|herausgeber|issuer)\s*:\s*"
)


def office(head: Sequence[head_lines.Line], title: str, site: str, body: Sequence[Piece], note: Note) -> str:
    """The issuing office that a line of the head names, else the site; empty if neither names one.

    A site that the release does not name may be a service that many issuers use.
    """
    named = [_FROM.sub("", line.text).strip(" :*") for line in head if line.kind == head_lines.OFFICE]
    named = [name for name in named if not (head_lines.is_carrier(name) or _DESK.fullmatch(name))]
    named += [match["who"].strip() for line in head if (match := RELEASE_OF.fullmatch(line.text)) is not None]
    if name_found := next((name for name in named if name), ""):
        note("office", name_found, "a line at the top", True)
        return name_found
    suffix = site_of(title, site)
    if is_issuer(suffix):
        words = _spaced_words([line.text for line in head] + [piece.text for piece in body])
        note("office", suffix, "the site's name", bool(_printed_name(suffix, words)))
        return suffix
    contacts = (
        line.text for line in head if line.kind == head_lines.CONTACT and not _DESK.fullmatch(line.text.strip(" :"))
    )
    beside = next((text for text in contacts if is_issuer(text)), "")
    note("office", beside, "a line of the contact", False)
    return beside


_DESK = pattern(
    r"(?i)(?:press|media|news|communications?)\s+(?:office|team|relations|desk|cent(?:er|re))"
)  # names no organisation
LEGAL_FORM = pattern(r"(?i)\b(?:e\.\s?V\.|GmbH|gGmbH|AG|SE|Inc\.?|Ltd\.?|LLC|Corp\.?|S\.A\.|plc)\W*$")
_ISSUER = pattern(
    r"(?i)\b(?:oficina|fiscalía|secretaría|ministerio|ayuntamiento|universidad|mairie|ministère|préfecture"
    r"|bundes\w{3,}|landes\w{3,}|\w{0,20}(?:verband|verein|ministerium|amt|kammer|gewerkschaft))\b"
)


def is_issuer(text: str) -> bool:
    """Whether a name is an organisation's: an office, or a name with a legal form."""
    return head_lines.is_office(text) or (
        1 < len(text.split()) <= 10 and (LEGAL_FORM.search(text) or _ISSUER.search(text)) is not None
    )


SITE_SEPARATOR = pattern(r"\s+[|–—\-·•»«:/]+\s+|\s*\|\s*|\s+::\s+")


def site_of(title: str, site: str) -> str:
    """The name of the site, else the office at the end of the page's title; empty if there is none."""
    if site:
        return site.strip()
    parts = [part.strip() for part in SITE_SEPARATOR.split(title) if part.strip()]
    return next((part for part in reversed(parts[1:]) if head_lines.is_office(part)), "")


# --- no line names it ------------------------------------------------------------------------------------------

_ABOUT = pattern(
    r"(?:About|ABOUT|Über|Acerca de(?:l| la)?|Sobre|À propos (?:de |d['’]|du )(?:l['’]|la )?|Informazioni su"
    r"|Over)\s+(?:the\s+|the\s+|die\s+|den\s+|das\s+|la\s+|el\s+)?"
    r"(?P<name>[^\W\d_][^:\n.?!]{1,70}?)\s*(?:[:\n]|\Z)"
)
_FIRST_PARAGRAPHS = 4  # paragraphs at the start, which name the issuer


def issuer(
    site: str,
    headline: str,
    body: Sequence[Piece],
    contacts: Sequence[PrintedContact],
    below: Sequence[Piece] = (),
    author: str = "",
) -> tuple[str, str]:
    """The issuer's name as printed, and where it was found; an empty name if nothing gives it.

    `site` is the site's name for itself; `below` are the pieces below the release; `author` is who the source says
    wrote it.
    """
    if named := next((match["name"] for piece in [*body[-3:], *below] if (match := _SOURCE.match(piece.text))), ""):
        return named.strip(), "the line that names the source"
    if _may_be_issuer(site) and (printed := _printed_name(site, _spaced_words(piece.text for piece in body))):
        return printed, "the site's name, which the text repeats"
    lead = _spaced_words([headline, *(piece.text for piece in body[:_FIRST_PARAGRAPHS])])
    described = [name for name in _names_in_about_paragraphs([*body, *below]) if _printed_name(name, lead)]
    if described:
        return min(described, key=lambda name: lead.find(_spaced_words([name]).strip())), "the paragraph about it"
    if printed := _name_of_email_domain(body, contacts):
        return printed, "the address of the contact"
    if announcer := _announcer(body):
        return announcer, "the first sentence"
    return next(_less_certain(site, body, contacts, [*body, *below], author), ("", ""))


_SOURCE = pattern(r"(?i)\W*(?:source|quelle|fuente|fonte|bron|zdroj|źródło)\s*:\s*(?P<name>[^\W\d][^:\n]{2,80}?)\s*\Z")
_SIGNED = pattern(
    r"(?P<name>[^\W\d_a-z][^\n.!?:@]{2,70}?)(?:,?\s\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+)\s?\d{2,4})?\s*(?:\n|\Z)"
)
_SIGNATURE_WORDS = 8


def _less_certain(
    site: str,
    body: Sequence[Piece],
    contacts: Sequence[PrintedContact],
    pieces: Sequence[Piece],
    author: str,
) -> Iterator[tuple[str, str]]:
    """Yield names that may be the issuer's, the likeliest first."""
    yield from ((name, "the paragraph about it") for name in _names_in_about_paragraphs(pieces))
    if author and not contact_blocks.is_person(author) and len(author.split()) <= _SIGNATURE_WORDS:
        yield author, "the author that the source names"
    firms = (contact.name for contact in contacts if contact.name and not contact_blocks.is_person(contact.name))
    yield from ((firm, "the contact") for firm in firms if not _DESK.search(firm))
    last = body[-1].text if len(body) > 1 else ""
    signed = _SIGNED.match(last) if len(last.split()) <= 2 * _SIGNATURE_WORDS else None
    if signed and 1 <= len(signed["name"].split()) <= _SIGNATURE_WORDS and not contact_blocks.is_person(signed["name"]):
        yield signed["name"].rstrip(" ,"), "the signature"
    if _may_be_issuer(site):
        yield site, "the site's name"


_ANNOUNCES = pattern(
    r"(?P<name>(?:The\s)?[A-ZÀ-Þ][\w’'&.-]*(?:,?\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des"
    r"|la)){1,9}?)(?:\s\([^()]{2,60}\))?,?\s"
    r"(?:(?:has\s|have\s)?(?:today\s|heute\s)?(?:announced|announces|launched|unveiled|introduced)|today\b"
    r"|is\s(?:pleased|proud|demonstrating)|gibt\b|gab\b|startet\b|annonce\b|anuncia\b|ha\sanunciado\b)"
)


def _announcer(body: Sequence[Piece]) -> str:
    """The organisation that announces something in the first sentence, unless its name could be a person's."""
    match = _ANNOUNCES.match(body[0].text) if body else None
    name = match["name"].removeprefix("The ").rstrip(" ,") if match else ""
    return name if name and is_issuer(name) else ""


def _may_be_issuer(name: str) -> bool:
    """Whether a name may be an issuer's: short, and not that of a wire service."""
    return bool(name) and len(name.split()) <= 9 and not head_lines.is_carrier(name)


def _spaced_words(texts: Iterable[str]) -> str:
    """The words of some texts in small letters, separated and surrounded by spaces."""
    return f" {' '.join(_WORDS.findall(' '.join(texts).lower()))} "


_WORDS = pattern(r"\w+(?:[.'’&-]\w+)*")


def _printed_name(name: str, text: str) -> str:
    """The name, or its part before a dash or bar, if the text has it; else empty."""
    for part in (name, *_NAME_SEPARATOR.split(name)):
        words = _spaced_words([part])
        if len(words.replace(" ", "")) > 2 and words in text:
            return part.strip()
    return ""


_NAME_SEPARATOR = pattern(r"\s+[|–—·•:-]\s+|\s*\|\s*|,\s+")


def _names_in_about_paragraphs(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the names in headings and paragraphs that begin with "About"."""
    for piece in pieces:
        match = _ABOUT.match(piece.text.lstrip("*_# "))
        if match is None or not (piece.kind == HEADING or len(match["name"].split()) <= 8):
            continue
        name = match["name"].strip(" *_–—-")
        if name[:1].isupper() and not head_lines.is_label(name):
            yield name


_CAPITALISED_WORDS = pattern(r"[A-ZÀ-Þ][\w’'&.-]*(?:\s(?:[A-ZÀ-Þ][\w’'&.-]*|of|the|for|&|and|de|für|der|des|la)){0,6}")


def _name_of_email_domain(body: Sequence[Piece], contacts: Sequence[PrintedContact]) -> str:
    """The name in the first paragraphs that equals the domain of a contact's e-mail address."""
    hosts = {contact.email.rpartition("@")[2].rpartition(".")[0].rpartition(".")[2].lower() for contact in contacts}
    hosts = {host.replace("-", "") for host in hosts if len(host) > _SHORTEST}
    for piece in body[:_FIRST_PARAGRAPHS] if hosts else ():
        for run in _CAPITALISED_WORDS.finditer(piece.text):
            words = run.group().split()
            for count in range(len(words), 0, -1):
                if "".join(folded(" ".join(words[:count]))) in hosts - PAGES["common_in_sites"]:
                    return " ".join(words[:count]).rstrip(".,")
    return ""


_SHORTEST = 3  # letters of a domain that are too few to tell
