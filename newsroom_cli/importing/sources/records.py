"""A release as a site's own programs hand it out: a JSON object with a title, a text in HTML and a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from newsroom_cli.importing import fields
from newsroom_cli.importing.pages import addresses, inline
from newsroom_cli.importing.pieces import TEXT, Pasted
from newsroom_cli.importing.sources import rich_text

_TITLES = ("title", "headline")
_TEXTS = ("body", "content", "content_html", "body_html", "html", "text", "content_text", "articlebody")
_URLS = ("link", "web_url", "url", "canonical_url")
_WHOLE = 400  # characters; so long a text with an address is a release, though it has no title
_SUBTITLES = ("subtitle", "subheadline", "description")
_DATES = ("date", "first_published_at", "published_at", "published", "publish_date", "date_published", "datepublished")
_INNER = ("details", "attributes", "data", "post", "article", "page", "fields")  # where programs put the record itself
_ISSUERS = ("organisations", "organizations", "publisher", "organisation", "organization", "department", "agency")


def records(data: Any) -> list[Mapping[str, Any]]:
    """The objects in parsed JSON that hold a title and a text, or an address and a long one; one, or those of a list."""
    return [each for each in (data if isinstance(data, list) else [data]) if isinstance(each, dict) and _is_one(each)]


def _is_one(data: Mapping[str, Any]) -> bool:
    text = _text(data, _TEXTS) or _blocks(data)
    return bool(text) and (bool(_text(data, _TITLES)) or (len(text) > _WHOLE and bool(_text(data, _URLS))))


def read(found: list[Mapping[str, Any]], *, base: str = "") -> Iterator[Pasted]:
    """One source for each record."""
    for each in found:
        yield _read(each, base)


def _read(data: Mapping[str, Any], base: str) -> Pasted:
    url = addresses.absolute(_text(data, _URLS), base)
    blocks = _blocks(data)
    pieces, lost = fields.pieces(blocks or _text(data, _TEXTS), base=url or base, is_html=bool(blocks))
    day, where = _date(data)
    return Pasted(
        pieces, title=fields.title(_text(data, _TITLES)), subtitle=fields.title(_text(data, _SUBTITLES)), date=day, date_source=where,
        language=_text(data, ("locale", "language", "lang")), url=url, site=_issuer(data), notes=lost, title_of=TEXT,
    )  # fmt: skip


def _parts(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield data
    yield from (data[name] for name in _INNER if isinstance(data.get(name), dict))


def _text(data: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first text among several names, in the record or right inside it."""
    for part in _parts(data):
        lowered = {str(name).lower(): value for name, value in part.items()}
        for name in names:
            value = lowered.get(name)
            value = value[0] if isinstance(value, list) and len(value) == 1 else value
            value = value.get("rendered") if isinstance(value, dict) else value  # as WordPress has it
            if isinstance(value, str) and value.strip():
                return value
    return ""


def _blocks(data: Mapping[str, Any]) -> str:
    """The HTML of a text that is kept as a tree of blocks; empty when the record has none."""
    values = (part[name] for part in _parts(data) for name in _TEXTS if name in part)
    return next(filter(None, map(rich_text.html_of, values)), "")


def _date(data: Mapping[str, Any]) -> tuple[dt.date | dt.datetime | None, str]:
    for name in _DATES:
        if day := fields.day(_text(data, (name,))):
            return day, f'"{name}" of the record'
    return None, ""


def _issuer(data: Mapping[str, Any]) -> str:
    """The name of the first organisation that the record is linked with."""
    links = data.get("links")
    for part in (*_parts(data), *([links] if isinstance(links, dict) else [])):
        for name in _ISSUERS:
            value = part.get(name)
            value = value[0] if isinstance(value, list) and value else value
            value = (value.get("title") or value.get("name")) if isinstance(value, dict) else value
            if isinstance(value, str) and value.strip():
                return inline.squeezed(value).strip()
    return ""
