"""Find the owner of a page: in the site's name, copyright notices, postal addresses, titles and logos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.importing.contacts import contact_blocks, printed_addresses
from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import issuers, organisations
from newsroom_cli.importing.pages import metadata
from newsroom_cli.importing.pages.tree import letters
from newsroom_cli.importing.pieces import Picture, SourceLine
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

_FOOT = 80  # last lines of a page, which may be its foot


def owner(
    site: str, titles: Sequence[str], headline: str, lines: Sequence[SourceLine], pictures: Sequence[Picture] = ()
) -> str:
    """The owner of a page as printed; empty if unknown. `site` is the name that the page gives its site.

    A name that includes its kind of organisation comes before a short one: Bundesamt für Wasserbau, not BfW. Otherwise
    it is the name on which most of the site's name, copyright notice, address, title and logos agree, in its longest
    form.
    """
    if letters(site) in {letters(title) for title in titles} or (headline and letters(headline) in letters(site)):
        site = ""
    foot = lines[-_FOOT:]
    rights, addressee = next(_rights_holders(foot), ""), next(_addressees([line.text for line in foot]), "")
    names = [site, rights, addressee, *_beside_headline(titles, headline, lines)]
    names += _beside_addresses(foot)
    names = [name for name in map(_plain_name, names) if _may_be_owner(name)]
    logos = [name for name in map(_plain_name, _logos(pictures)) if _may_be_owner(name)]
    if named := next(filter(head_lines.is_issuer, names), ""):
        return named
    shown = letters(" ".join(line.text for line in lines))
    printed = (logo for logo in logos if logo[0].isupper() and letters(logo) in shown)
    named = max(names, key=lambda name: sum(_agree(name, other) for other in (*names, *logos)), default="")
    bare = _OF_NEWS.sub("", named)
    longer = (name for name in (*names, *logos) if " " in name and folded(name)[:1] == [bare.lower()])
    return next((name for name in longer if not _OF_NEWS.search(name)), named) or next(printed, "")


def _agree(name: str, other: str) -> bool:
    """Whether two names are equal, or one contains the other."""
    return letters(name) in letters(other) or letters(other) in letters(name)


def _plain_name(name: str) -> str:
    """A name without words about its site, copyright and sections: Official website of the Harbor Society."""
    name = metadata.without_sections(_SITE_OF.sub("", _RIGHTS_WORDS.sub("", name)).strip())
    return _OF_NEWS.sub("", name) if head_lines.is_issuer(_OF_NEWS.sub("", name)) else name


def _may_be_owner(name: str) -> bool:
    return bool(letters(name)) and not (metadata.is_section(name) or _MADE_BY.match(name) or "{" in name)


def _logos(pictures: Sequence[Picture]) -> Iterator[str]:
    """Yield the names in the descriptions of a page's logos."""
    for picture in pictures:
        if "logo" in f"{picture.source} {picture.alt}".lower() and 1 < len(picture.alt) <= _LONGEST:
            yield _LOGO.sub("", picture.alt.partition(" (")[0])


_LOGO = pattern(r"(?i)\W*\b(?:home|homepage|startseite|logo(?:tipo)?s?)\b(?:\s(?:der|des|de|du|of(?: the)?|von)\s)?\W*")


def _rights_holders(foot: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the copyright holders named in the foot of a page, the last first, except those of pictures."""
    for line in reversed(foot):
        for claim in _RIGHTS.finditer(line.text):
            name = _RESERVED.sub("", claim["who"]).strip(" ,;|-–—")
            of_page = "," not in name and ("foot" in line.part or _YEAR.search(line.text) is not None)
            pictured = _PICTURED.search(name) or (not of_page and all(map(contact_blocks.is_person, name.split(", "))))
            if 1 < len(name) <= _LONGEST and not pictured:
                yield name
        if ("foot" in line.part or _YEAR.search(line.text)) and (named := _NAMED_FIRST.match(line.text)):
            yield named["who"].strip()


_YEAR = pattern(r"(?:19|20)\d\d")
_LONGEST = 90  # characters in a name, at most
_NAME = r"[A-ZÀ-Þ](?:[^|.©\d\n]|\.(?=\s?(?:[VA]\.|[a-z]))|(?<=\be)\.|(?<=\b[SLVA])\.){1,90}"
_RIGHTS = pattern(
    r"(?:©|\b[Cc]opyright\b|\bCOPYRIGHT\b)(?:\s|©|\([Cc]\)|[\d,–—-]|by\b|Copyright|COPYRIGHT"
    r"|(?i:alle rechte vorbehalten|all rights reserved|tous droits réservés|todos los derechos reservados)\W?){1,14}"
    rf"(?P<who>{_NAME})"
)
# Harbor Society © 2026
_NAMED_FIRST = pattern(r"(?P<who>[A-ZÀ-Þ][^|.,:;©\d\n]{2,60}?)\s(?:©|\([Cc]\))\s?(?:(?:19|20)\d\d|\W*\Z)")
_RESERVED = pattern(
    r"(?i)\W*\b(?:alle rechte|all rights?|tous droits|todos los derechos|tutti i diritti|todos os direitos|alle rechten"
    r"|wszelkie prawa|všechna práva|alla rättigheter|tots els drets)\b.*|\s[-–—]\s.*"
    r"|\s(?:impressum|datenschutz|via|viale|rue|calle|c/)\b.*"
)
# Copyright holders of pictures, or of the site's software.
_PICTURED = pattern(
    r"(?i)/|\b(?:getty|i?stock|shutterstock|fotolia|pixabay|unsplash|pexels|dpa|afp|imago|reuters|picture alliance"
    r"|kasper skaarhoj|wordpress|joomla|drupal|typo3|google|openstreetmap|powered|privacy|cookies?|respective)\b"
)


def _addressees(foot: Sequence[str]) -> Iterator[str]:
    """Yield the names above postal addresses in the foot, the last first."""
    for number in range(len(foot) - 1, 0, -1):
        if not printed_addresses.is_postal(foot[number]):
            continue
        above = foot[number - 1].strip(" ,")
        if head_lines.is_issuer(above) and not head_lines.is_label(above):
            yield above


def _beside_addresses(foot: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the names before postal addresses on the same line: Hafenverein, 12 quai du Port, 75000 Port-Ellery."""
    for match in filter(None, (_BEFORE_ADDRESS.match(line.text) for line in foot)):
        named = all(word[0].isupper() or word in PAGES["name_joiners"] for word in match["who"].split())
        if named and printed_addresses.STREET.search(match["address"]) and _POSTCODE.search(match["address"]):
            yield match["who"].strip(" ·•–-")


_BEFORE_ADDRESS = pattern(r"(?P<who>[A-ZÀ-Þ][^\d|,;:@]{2,60}?)(?:\s*[,|·•–]\s*|\s-\s|\s(?=\d))(?P<address>.+)")
_POSTCODE = pattern(r"\b\d{4,5}\s[A-ZÀ-Þ]")
_RIGHTS_WORDS = pattern(
    r"(?i)\A(?:derechos reservados|all rights reserved|tous droits réservés|alle rechte vorbehalten)\W*"
    r"|\W*\b(?:copyright|derechos reservados)\W*\Z"
)
_SITE_OF = pattern(
    r"(?i)\A(?:(?:welcome to )?the )?(?:official )?(?:website|web ?site|home ?page|web ?page) of (?:the )?"
    r"|\A(?:offizielle )?(?:website|webseite|homepage|internetseite|internetauftritt) (?:der |des |von )"
    r"|\A(?:site|página|pàgina|sito)(?: web)?(?: oficial| officiel| ufficiale)? (?:de la |del |des |du |de |della )"
)  # Official website of the Harbor Society
_OF_NEWS = pattern(r"\s+(?:News|Newsroom|Press Room|Media Cent(?:er|re))\Z")  # Lynden University News
_MADE_BY = pattern(
    r"(?i)(?:(?:website|site|theme|template|web)\s)?(?:design|develop|built|made|create|power|host|realis|realiz)\w*\b"
    r".{0,30}\sby\s"
)


def _beside_headline(titles: Sequence[str], headline: str, lines: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the parts of the page's titles beside the headline: organisations, then names that the page prints."""
    parts = [
        part
        for title in titles
        for part in reversed([part.strip() for part in issuers.SITE_SEPARATOR.split(title)])
        if part and letters(headline) in letters(title) and _is_beside(part, headline, title)
    ]
    heads = [title.partition(": ")[0] for title in titles if letters(headline) in letters(title.partition(": ")[2])]
    parts += filter(head_lines.is_issuer, heads)  # Verband der Hafenstädte e.V.: More room for readers
    parts = [part for part in parts if part[:1].isupper() and len(part.split()) <= _WORDS]
    parts = [part for part in parts if not _DATED.search(part) or organisations.LEGAL_FORM.search(part)]
    yield from filter(head_lines.is_issuer, parts)
    sections = (part.strip() for title in titles for part in issuers.SITE_SEPARATOR.split(title))
    yield from filter(head_lines.is_issuer, sections)
    shown = letters(" ".join(line.text for line in lines))
    yield from (part for part in parts if letters(part) in shown)


def _is_beside(part: str, headline: str, title: str) -> bool:
    """Whether a part of a title is beside its headline, even if the headline has the same words."""
    return letters(part) not in letters(headline) or letters(title) == letters(headline) + letters(part)


_WORDS = 8  # words in a site's name, at most
_DATED = pattern(r"\d{4}|[.!?…]\Z")
