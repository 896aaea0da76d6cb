"""A release for search engines: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.links.notices import Notice
from newsroom_cli.newsroom.templating import theme

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# `<` could end the script element; the last two end a line of JavaScript in old browsers.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def news_article(edition: Edition, config: Config) -> dict[str, Any]:
    """The release as a NewsArticle, without the parts that the release does not have.

    Source: https://developers.google.com/search/docs/appearance/structured-data/article
    """
    publisher = {"@type": "Organization", "name": config.name, "url": config.url}
    office = {"@type": "Organization", "name": edition.office_name, "parentOrganization": {"@id": config.url}}
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": edition.url,
        "url": edition.url,
        "headline": edition.headline,
        "description": edition.summary,
        "dateline": edition.dateline,
        "datePublished": theme.iso(edition.published),
        "dateModified": theme.iso(edition.updated),
        "correction": [
            *(_correction(notice) for notice in edition.notices),
            *(correction.url for correction in edition.corrected_by),
        ],
        "inLanguage": edition.language,
        "articleSection": edition.kind_label,
        "keywords": list(edition.topics),
        "image": [_image(picture) for picture in edition.pictures if picture.url],
        "author": office if edition.office_name else {**publisher, "@id": config.url},
        "publisher": {**publisher, "@id": config.url},
        "isBasedOn": edition.source_url,
        "isAccessibleForFree": True,
        **_versions(edition),
        "about": _event(edition, config),
    }
    return {name: value for name, value in article.items() if value or value is False}


def _versions(edition: Edition) -> dict[str, Any]:
    """The original of a translation, or the translations of an original."""
    others = [
        ({"@type": "NewsArticle", "@id": version.url, "inLanguage": version.language}, version)
        for version in edition.other_versions
    ]
    originals = [article for article, version in others if version.is_original]
    return {"translationOfWork": originals[0]} if originals else {"workTranslation": [article for article, _ in others]}


def _correction(notice: Notice) -> dict[str, Any]:
    """A public change as a CorrectionComment. Source: https://schema.org/CorrectionComment"""
    return {
        "@type": "CorrectionComment",
        "name": notice.label,
        "datePublished": theme.iso(notice.moment),
        "text": notice.reason,
    }


def _image(picture: Picture) -> str | dict[str, Any]:
    """The address of a picture; an ImageObject if its size is known."""
    if not picture.width:
        return picture.url
    image = {
        "@type": "ImageObject",
        "url": picture.url,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "creditText": picture.credit,
    }
    return {name: value for name, value in image.items() if value}


def script(edition: Edition, config: Config) -> str:
    """The NewsArticle as JSON for a script element."""
    return encoded(news_article(edition, config))


def encoded(article: dict[str, Any]) -> str:
    """A value as JSON that is safe inside a script element."""
    encoded = _ENCODER.encode(article)
    for character, escaped in _ESCAPES.items():
        encoded = encoded.replace(character, escaped)
    return encoded


def _event(edition: Edition, config: Config) -> dict[str, Any] | None:
    """The event of a release as a schema.org Event; None without a time."""
    time = event_time(edition.event_starts, edition.event_ends, edition.language, config.zone)
    if time is None:
        return None
    lines = [" ".join(line.split()) for line in edition.event_place.splitlines() if line.strip()]
    name, address = (lines[0], ", ".join(lines[1:])) if lines else ("", "")
    event = {
        "@type": "Event",
        "name": edition.headline,
        "startDate": time.starts.iso,
        "endDate": time.ends.iso if time.ends else None,
        "location": {"@type": "Place", "name": name, "address": address or name} if name else None,
        "eventStatus": "https://schema.org/EventCancelled" if edition.taken_back else None,
    }
    return {name: value for name, value in event.items() if value}
