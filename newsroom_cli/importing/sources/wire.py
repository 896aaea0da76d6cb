"""Wire messages: NewsML-G2, NewsML 1 and NITF, whose XML contains a page or a body.

Source: https://iptc.org/standards/newsml-g2/ and https://iptc.org/standards/nitf/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import html_, tree
from newsroom_cli.importing.pages.metadata import without_midnight
from newsroom_cli.importing.pieces import TEXT, Pasted
from newsroom_cli.importing.repair import repair_encoding
from newsroom_cli.model.patterns import pattern

_ROOT = pattern(r"<(?:\w+:)?(?:newsItem|newsMessage|NewsML|nitf)\b")
_PAGES = ("html", "body.content", "body")
_HEADLINES = ("headline", "HeadLine", "hl1")
_MOMENTS = ("versionCreated", "contentCreated", "firstCreated", "FirstCreated", "ThisRevisionCreated", "date.release")
_LANGUAGES = ("language", "Language")
_TAGS = ("tag", "FormalName")  # attributes of the language element
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def recognises(material: Material) -> bool:
    """Whether a source is a wire message with a page in it."""
    if material.text.lstrip()[:1] != "<" or not material.is_short:
        return False
    return read(material.text, base=material.base) is not None


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the text of a message."""
    if message := read(material.text, base=material.base):
        yield message


def read(source: str, *, base: str = "") -> Pasted | None:
    """Read the longest page in a message, with its headline, date and language; None for other XML.

    The issuer stays empty, because the carrier of a message is not its issuer.
    """
    if not _ROOT.search(source[:3000]):
        return None
    decoded = repair_encoding(source)
    root = _parsed(decoded.text)
    contacts = tuple(_contacts(root))
    pages = [page for page in map(_html, _elements_named(root, _PAGES)) if page]
    if not pages:
        return None
    read = html_.fragment(max(pages, key=len), base=base)
    title = next((words for element in _elements_named(root, _HEADLINES) if (words := tree.words(element))), "")
    day = next(
        (day for element in _elements_named(root, _MOMENTS) if (day := _day(element.get("norm") or element.text))), None
    )
    return Pasted(
        read.pieces,
        lines=read.lines,
        title=title,
        title_of=TEXT if title else "",
        date=day,
        date_source="date of the wire's message" if day else "",
        language=_language(root),
        notes=(*decoded.notes, *read.notes),
        contacts=contacts,
    )


def _parsed(text: str) -> tree.Element:
    """Parse a message as far as it is readable, without the prefixes of names; no external reference is opened."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser=parser)
    for element in () if root is None else root.iter("{*}*"):
        element.tag = etree.QName(element).localname
    return etree.Element("nothing") if root is None else root


def _contacts(root: tree.Element) -> Iterator[str]:
    """Yield the texts of the contact components of NewsML 1, and remove these from the message."""
    for role in root.xpath("//Role[@FormalName='Contact']"):
        component = role.getparent()
        for page in _elements_named(component, ("body",)):
            pieces = html_.fragment(_html(page)).pieces
            yield "\n".join(("Contact:", *(piece.text for piece in pieces)))
        tree.drop(component)


def _html(page: tree.Element) -> str:
    """An element as HTML; empty if it has no words."""
    from lxml import etree

    return etree.tostring(page, method="html", encoding="unicode", with_tail=False) if tree.words(page) else ""


def _elements_named(root: tree.Element, names: tuple[str, ...]) -> Iterator[tree.Element]:
    """Yield the elements with the first name in their order, then those with the next name."""
    for name in names:
        yield from root.iter(name)


def _language(root: tree.Element) -> str:
    tags = (element.get(key) for element in _elements_named(root, _LANGUAGES) for key in _TAGS)
    return next((tag for tag in (root.get(_LANG), *tags) if tag), "")


def _day(written: str | None) -> dt.date | dt.datetime | None:
    """A date in either form of ISO 8601, 2021-01-31T02:41:00Z and 20210131T024100+0000; None for any other text."""
    try:
        return without_midnight(dt.datetime.fromisoformat((written or "").strip()))
    except ValueError:
        return None
