"""Who owns a page: what it calls its site, the holder of its rights, the postal address of its foot, its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.importing import contact_blocks, head_lines, issuers, organisations
from newsroom_cli.importing.pages.tree import letters
from newsroom_cli.importing.pieces import SourceLine
from newsroom_cli.model.patterns import pattern

_FOOT = 80  # lines at the end of a page that may be its foot


def owner(site: str, titles: Sequence[str], headline: str, lines: Sequence[SourceLine]) -> str:
    """The owner of a page as it is printed; `site` is the name that the page gives to its site.

    A name that says what kind of organisation it is goes before a short one: Bundesamt für Wasserbau, BfW.
    """
    if letters(site) in {letters(title) for title in titles} or (headline and letters(headline) in letters(site)):
        site = ""
    foot = lines[-_FOOT:]
    addressee = next(_addressees([line.text for line in foot]), "")
    names = [site, next(_rights_holders(foot), ""), addressee, *_beside_headline(titles, headline, lines)]
    beside = (match["who"].strip(" ,|·•-–") for line in foot if (match := _WITH_ADDRESS.match(line.text)))
    names += [name for name in beside if all(word[0].isupper() or word in _JOINERS for word in name.split())]
    names = [_SITE_OF.sub("", name) for name in names]
    names = [_OF_NEWS.sub("", name) if head_lines.is_issuer(_OF_NEWS.sub("", name)) else name for name in names]
    names = [name for name in names if name and not (_SECTION.fullmatch(name) or _MADE_BY.match(name) or "{" in name)]
    return next(filter(head_lines.is_issuer, names), next(iter(names), ""))


def _rights_holders(foot: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the holders of the rights that the lines at the foot name, the last first; not people who took pictures."""
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
_LONGEST = 90  # characters of a name
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
# The rights of a picture, or of what the site was made with.
_PICTURED = pattern(
    r"(?i)/|\b(?:getty|i?stock|shutterstock|fotolia|pixabay|unsplash|pexels|dpa|afp|imago|reuters|picture alliance"
    r"|kasper skaarhoj|wordpress|joomla|drupal|typo3|google|openstreetmap|powered|privacy|cookies?|respective)\b"
)


def _addressees(foot: Sequence[str]) -> Iterator[str]:
    """Yield the names above the postal addresses of the foot, the last first."""
    for number in range(len(foot) - 1, 0, -1):
        if not (_STREET.search(foot[number]) or _TOWN.match(foot[number])):
            continue
        above = foot[number - 1].strip(" ,")
        if head_lines.is_issuer(above) and not head_lines.is_label(above):
            yield above


_STREET = pattern(
    r"(?i)^\w[\w .’'-]*(?:str(?:aße|asse|\.)|weg|platz|allee|gasse|damm|ufer|ring)\s\d"
    r"|^(?:\d+\s?,?\s?(?:bis\s)?)?(?:rue|avenue|boulevard|place|quai|calle|avda?\.?|avenida|plaza|paseo|via|viale|piazza|rua|carrer)\s.{3,50}\d"
)
_TOWN = pattern(r"(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÀ-Þ]")
# Hafenverein, 12 quai du Port, 75000 Port-Ellery; on one line
_WITH_ADDRESS = pattern(
    r"(?P<who>[A-ZÀ-Þ][^\d|,;:@]{2,60}?)[\s,|·•–-]+(?:\d{1,3}\s?,?\s?(?:bis\s|ter\s)?(?:rue|avenue|boulevard|place|quai|allée|chemin)\s"
    r"|(?:[A-ZÀ-Þ][\w.’'-]+\s?){1,3}(?:str(?:aße|asse|\.)|weg|platz|allee|gasse|damm|ufer|ring)\s\d).{0,60}\b\d{4,5}\s[A-ZÀ-Þ]"
)
_JOINERS = frozenset("de du des la le les der die das für und et of the for and & y del".split())
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
_SECTION = pattern(
    r"(?i)(?:home|homepage|startseite|accueil|inicio|presse|press|news|aktuelles|aktuell|meldungen|nachrichten|detail|blog"
    r"|actualités?|actualidad|noticias|prensa|notícias|notizie|sala de prensa|espace presse|pressemitteilung(?:en)?"
    r"|pressemeldung(?:en)?|communiqu[ée]s?(?: de presse)?|notas? de prensa|comunicados?(?: de prensa)?"
    r"|comunicati stampa"
    r"|(?:page|seite|página|pagina|strana|strona)\s\d+|medienmitteilung(?:en)?|newsroom|presseinformation(?:en)?|publicado|artikel|article|artículo)"
)


def _beside_headline(titles: Sequence[str], headline: str, lines: Sequence[SourceLine]) -> Iterator[str]:
    """Yield the parts of the page's titles beside the headline: organisations, then names that the page prints."""
    parts = [
        part
        for title in titles
        for part in reversed([part.strip() for part in issuers.SITE_SEPARATOR.split(title)])
        if part and letters(part) not in letters(headline) and letters(headline) in letters(title)
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


_WORDS = 8  # of a site's name
_DATED = pattern(r"\d{4}|[.!?…]\Z")
