"""The machine-readable facts of a page: title, date, language, address, site, author and topics."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import issuers
from newsroom_cli.importing.pages import addresses
from newsroom_cli.importing.pages.inline import single_spaced
from newsroom_cli.importing.pages.tree import Element, words
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.repair import without_stray_characters
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import day_of
from newsroom_cli.model.patterns import pattern


@dataclass(slots=True)
class Facts:
    """The facts of a page, empty where unknown; `titles` are all titles that the page gives itself.

    `timed` is the result of `time_element_date()`, which the caller computes before it drops parts of the page.
    `page_date` is the date of the page rather than of an article, for a page with no other date. Both are pairs of a
    date and its source.
    """

    title: str = ""
    titles: tuple[str, ...] = ()
    date: dt.date | dt.datetime | None = None
    date_source: str = ""
    language: str = ""
    url: str = ""
    base: str = ""
    site: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()
    body: str = ""
    timed: tuple[dt.date | dt.datetime, str] | None = None
    page_date: tuple[dt.date | dt.datetime, str] | None = None
    notes: list[str] = field(default_factory=list)


_ARTICLES = pattern(r"(?:\w*Article|PressRelease|BlogPosting|SocialMediaPosting|Report|Statement|NewsRelease)")
_PAGES = pattern(r"(?:Web|Item)Page")
_DATES = """
article:published_time og:article:published_time og:published_time datepublished dc.date.issued dcterms.issued
dc.date.published dcterms.date dc.date dcterms.created dc.date.created pubdate publishdate publish-date publish_date
publication_date publicationdate article.published sailthru.date parsely-pub-date cxenseparse:recs:publishtime date
date_published originalpublicationdate
""".split()


def read(root: Element, base: str) -> Facts:
    """Read the facts in the head of a page and in its JSON-LD data; call this before scripts are dropped."""
    meta = _meta(root)
    linked = list(_linked_data(root))
    data = list(_of_kinds(linked, _ARTICLES))
    facts = Facts()
    facts.base = _base(root, meta, base)
    facts.url = _address(root, meta, facts.base) or base
    facts.titles = tuple(dict.fromkeys(filter(None, (_clean(title) for title in _titles(root, meta, data)))))
    facts.titles = tuple(title for title in facts.titles if not is_section(title)) or facts.titles
    facts.title = facts.titles[0] if facts.titles else ""
    facts.language = _language(root, meta)
    facts.site = _site(meta, data)
    facts.author = _author(meta, data)
    facts.topics = _topics(root, meta, data)
    facts.body = next((body for article in data if isinstance(body := article.get("articleBody"), str)), "")
    _date(facts, meta, data, root)
    facts.page_date = _page_date(_of_kinds(linked, _PAGES), facts.url)
    return facts


def _meta(root: Element) -> dict[str, str]:
    """The first content of each named meta element."""
    contents: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content and content.strip():
            contents.setdefault(name.strip().lower(), content.strip()[:2000])
    return contents


def _clean(text: str) -> str:
    return single_spaced(without_stray_characters(unescape(text) if "&" in text else text)).strip()[:500]


# --- data for search engines ----------------------------------------------------------------------------------


def _linked_data(root: Element) -> Iterator[Any]:
    """Yield the JSON-LD data of a page, parsed; skip what cannot be parsed."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                yield json.loads(script.text[:500_000], strict=False)
            except (ValueError, RecursionError):
                continue


def _of_kinds(data: Any, wanted: re.Pattern[str], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects of the wanted kinds in parsed data, at any depth."""
    if depth > 5:
        return
    if isinstance(data, list):
        for part in data[:50]:
            yield from _of_kinds(part, wanted, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and wanted.fullmatch(kind.rpartition("/")[2]) for kind in kinds):
            yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _of_kinds(data.get(name), wanted, depth + 1)


def _name_of(value: Any) -> str:
    """The name of a person or organisation in a JSON-LD value; empty if it has none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return _clean(value) if isinstance(value, str) and not value.startswith("http") else ""


# --- single facts ---------------------------------------------------------------------------------------------


def _titles(root: Element, meta: Mapping[str, str], data: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the titles that a page gives itself."""
    yield from (article["headline"] for article in data if isinstance(article.get("headline"), str))
    yield from (meta.get(name, "") for name in ("og:title", "dc.title", "dcterms.title", "twitter:title"))
    title = root.find(".//title")
    if title is not None:
        yield "".join(title.itertext())


_SECTION = pattern(
    lambda: (
        rf"(?i:(?:alle |aktuelle )?(?:{alternatives('release_labels.txt')})|home|homepage|startseite|accueil|inicio"
        r"|presse|press|news|aktuelles|aktuell|meldungen|nachrichten|detail|blog|actualités?|actualidad|noticias|prensa"
        r"|notícias|notizie|sala de prensa|espace presse|newsroom|publicado|artikel|article|artículo"
        r"|(?:page|seite|página|pagina|strana|strona)\s\d+)"
    )
)


def is_section(title: str) -> bool:
    """Whether a title only names a section of the site, such as "Press releases"."""
    return head_lines.is_label(title) or _SECTION.fullmatch(title) is not None


def without_sections(name: str) -> str:
    """The name of a site without sections beside it: Press releases – Harbor Pumps."""
    parts = issuers.SITE_SEPARATOR.split(name)
    kept = [part for part in parts if not is_section(part.strip())]
    return kept[0].strip() if len(kept) == 1 < len(parts) else name


def _base(root: Element, meta: Mapping[str, str], address: str) -> str:
    """The base address of relative links."""
    element = root.find(".//base[@href]")
    if element is not None and (declared := addresses.absolute(element.get("href"), address)):
        return declared
    return address or _address(root, meta, "")


def _address(root: Element, meta: Mapping[str, str], base: str) -> str:
    """The address that a page gives itself; empty if there is none."""
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (
            canonical := addresses.absolute(link.get("href") or "", base)
        ):
            return canonical
    return addresses.absolute(meta.get("og:url", ""), base)


def _site(meta: Mapping[str, str], data: list[Mapping[str, Any]]) -> str:
    """The name of the site or of its publisher; empty if the page states none, or only an address."""
    names = [meta.get("og:site_name", "")]
    names += [_name_of(article.get("publisher")) for article in data]
    names += [meta.get(name, "") for name in ("dc.publisher", "dcterms.publisher", "publisher")]
    return next((name for name in map(_clean, names) if name and not HOST.fullmatch(name)), "")


HOST = pattern(r"(?i)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}/?")


def _language(root: Element, meta: Mapping[str, str]) -> str:
    """The language tag of a page; empty if there is none."""
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag_found in (
        root.get("lang"),
        root.get(xml),
        root.get("xml:lang"),
        meta.get("content-language"),
        meta.get("dc.language"),
        meta.get("og:locale"),
    ):
        if tag_found and (tag := language_tags.known_part(tag_found)):
            return tag
    return ""


def _author(meta: Mapping[str, str], data: list[Mapping[str, Any]]) -> str:
    """The author that a page names; empty if there is none."""
    named = next((name for article in data if (name := _name_of(article.get("author")))), "")
    from_meta = _clean(meta.get("author", "") or meta.get("article:author", "") or meta.get("dc.creator", ""))
    return named or ("" if from_meta.startswith("http") else from_meta)


def _topics(root: Element, meta: Mapping[str, str], data: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """The tags of the article. A page's general keywords do not count: they are mostly those of the whole site."""
    tags = [
        element.get("content") or ""
        for element in root.iter("meta")
        if (element.get("property") or "") == "article:tag"
    ]
    for article in data:
        keywords = article.get("keywords")
        tags += keywords.split(",") if isinstance(keywords, str) else keywords if isinstance(keywords, list) else []
    cleaned = (_clean(tag) for tag in tags if isinstance(tag, str))
    return tuple(dict.fromkeys(tag for tag in cleaned if 0 < len(tag) <= 80))[:30]


# --- dates ----------------------------------------------------------------------------------------------------


def _date(facts: Facts, meta: Mapping[str, str], data: list[Mapping[str, Any]], root: Element) -> None:
    """Set the date of publication from machine-readable data; add a note if that names several."""
    candidates = [("JSON-LD datePublished", article.get("datePublished")) for article in data]
    candidates += [(f"meta {name}", meta.get(name)) for name in _DATES if name in meta]
    candidates += [(f"html {name}", value) for name, value in root.attrib.items() if "date" in name]
    dates = [(source, day) for source, text in candidates if isinstance(text, str) and (day := parse_date(text))]
    if dates:
        facts.date_source, facts.date = dates[0]
        others = {day_of(day) for _, day in dates if not _is_same_day(day, dates[0][1])}
        if others:
            named = ", ".join(str(day) for day in sorted(others))
            facts.notes.append(f"the page's data names other dates as well: {named}")


def _page_date(pages: Iterable[Mapping[str, Any]], address: str) -> tuple[dt.date | dt.datetime, str] | None:
    """The date that JSON-LD gives the page, or that is in its address, and its source; None if there is none."""
    for page in pages:
        if isinstance(published := page.get("datePublished"), str) and (day := parse_date(published)):
            return day, "JSON-LD datePublished of the page"
    in_address = date_in_address(address)
    return (in_address, "the page's address") if in_address else None


def date_in_address(address: str) -> dt.date | dt.datetime | None:
    """The day of publication in an address, as blogs have it; None if there is none."""
    found = _DATED_ADDRESS.search(address)
    return parse_date(f"{found[1]}-{found[3]:0>2}-{found[4]:0>2}") if found else None


# https://city.example/2026/03/02/library-opens/
_DATED_ADDRESS = pattern(r"/((?:19|20)\d\d)([-/])(\d\d?)\2(\d\d?)[-/](?=[^/]*[^\W\d_]{3})")


def _is_same_day(one: dt.date | dt.datetime, other: dt.date | dt.datetime) -> bool:
    """Whether two dates are the same day; with a time, one day apart counts too, because of time zones."""
    apart = abs((day_of(one) - day_of(other)).days)
    return apart == 0 or (apart == 1 and (isinstance(one, dt.datetime) or isinstance(other, dt.datetime)))


_ISO = pattern(
    r"(\d{4})[-/](\d{2})[-/](\d{2})"
    r"(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?(?:\s*UTC)?"
)


def parse_date(text: str) -> dt.date | dt.datetime | None:
    """A date, or a date and time with offset, in the form of ISO 8601 or of mail; None for any other text.

    At midnight, or without an offset, only the day counts.
    """
    text = text.strip()
    match = _ISO.fullmatch(text)
    try:
        if match is None:
            return _mail_date(text)
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        if not match[4] or not match[5]:
            return day
        hour, _, rest = match[4].partition(":")
        moment = dt.datetime.fromisoformat(f"{day}T{hour:0>2}:{rest}{match[5].replace('Z', '+00:00')}")
    except (ValueError, OverflowError):
        return None
    return without_midnight(moment)


def without_midnight(moment: dt.datetime) -> dt.date | dt.datetime:
    """A moment; for one at midnight, or without an offset, only its day, because nobody issues a release then."""
    return moment.date() if moment.time() == dt.time() or moment.tzinfo is None else moment


_MAIL = pattern(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}.*")


def _mail_date(text: str) -> dt.date | dt.datetime | None:
    """A date in the form of mail headers; None for any other text."""
    if not _MAIL.fullmatch(text):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return without_midnight(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def time_element_date(root: Element) -> tuple[dt.date | dt.datetime, str] | None:
    """The date in `<time>` elements and microdata, and its source; None if there is no single one.

    If elements are marked as the publication and agree, the others do not count.
    """
    times = [
        (element, day)
        for element in root.xpath("//time | //*[@itemprop='datePublished']")
        if (day := parse_date(_machine_date(element)))
        and not _CHANGED.search(_label(element) + _words_before(element))
        and not _SINCE.search("".join(element.itertext()))
    ]
    marked = [day for element, day in times if _PUBLISHED.search(_label(element))]
    for days in (marked, [day for _, day in times]):
        if days and len({day_of(day) for day in days}) == 1:
            return days[0], "<time datetime>"
    return None


def _machine_date(element: Element) -> str:
    """The machine-readable date of an element; empty if it has none.

    It is in `<time datetime>`, or in any element marked as the microdata of a date.
    """
    if element.get("itemprop") == "datePublished":
        stated = (element.get(name) for name in ("datetime", "content", "title"))
        return next(filter(None, stated), "") or words(element)
    return element.get("datetime") or "" if element.tag == "time" else ""


_SINCE = pattern(r"\bago\b|\bvor \d|\bhace \d|\bil y a\b|\bfa\b", 2)  # "4 days ago": a message beside the text
_CHANGED = pattern(r"modif|updat|revis|aktualisiert|actualizad|mis à jour", 2)


def _words_before(element: Element) -> str:
    """The last characters of the text right before an element."""
    before = element.getprevious()
    if before is not None:
        return (before.tail or "")[-60:]
    parent = element.getparent()
    return (parent.text or "")[-60:] if parent is not None else ""


_PUBLISHED = pattern(r"pubdate|publi|entry-date|post-date|posted|date-posted", 2)


def _label(element: Element) -> str:
    """The class, id and other names of an element and its parent that may say what the element is."""
    parent = element.getparent()
    names = [
        element.get("itemprop"),
        element.get("class"),
        element.get("id"),
        "pubdate" if element.get("pubdate") is not None else "",
    ]
    names += [parent.get("class"), parent.get("itemprop")] if parent is not None else []
    return " ".join(filter(None, names))
