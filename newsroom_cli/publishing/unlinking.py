"""Take the links to releases that leave the site out of finished pages and mails: neighbours and other languages."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import escape
from typing import Any

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.edition import page_url
from newsroom_cli.publishing.site import structured_data

_NEIGHBOURS = pattern(r'<nav class="neighbours".*?</nav>', re.DOTALL)
_NEIGHBOUR = pattern(r"<li>(?:(?!</?li>).)*</li>\n?", re.DOTALL)
_ALTERNATE = pattern(r'<link rel="alternate" hreflang="[^"]*" href="([^"]*)">\n')
_LIST = pattern(r'<(nav|div) class="versions".*?</\1>\n?', re.DOTALL)
_LINK = pattern(r'<(li|p)(?: [^>]*)?>(?:<span[^>]*>[^<]*</span> )?<a [^>]*?href="([^"]*)"[^>]*>[^<]*</a></\1>\n?')
_ARTICLE = pattern(r'(<script type="application/ld\+json">)(.*?)(</script>)')
_TEXT_LIST = pattern(r"^[^\n]+:\n\n((?:[^\n]+:\n<[^\n>]+>\n)+)\n", re.MULTILINE)
_TEXT_LINK = pattern(r"[^\n]+:\n<([^\n>]+)>\n")


def page_without(page: bytes, slugs: Collection[str]) -> bytes | None:
    """The page or the mail of a release that no longer leads to some releases; None if it does not lead to them."""
    text = page.decode()
    if not any(page_url(slug, "/") in text or f'href="{page_url(slug, "../")}"' in text for slug in slugs):
        return None
    left = _without_versions(_without_neighbours(text, slugs), slugs)
    return None if left == text else left.encode()


def _without_neighbours(page: str, slugs: Collection[str]) -> str:
    """A page whose list of neighbours has no link to releases with some slugs."""
    links = [f'href="{page_url(slug, "../")}"' for slug in slugs]

    def list_without(nav: re.Match[str]) -> str:
        """The links to neighbours that stay."""
        return _NEIGHBOUR.sub(lambda line: "" if any(link in line[0] for link in links) else line[0], nav[0])

    return _NEIGHBOURS.sub(list_without, page)


def _without_versions(page: str, slugs: Collection[str]) -> str:
    """A page or a mail that does not name its versions with some slugs."""
    ends = tuple(escape(page_url(slug, "")) for slug in slugs)
    files = {end.rpartition("/")[2] for end in ends}

    def list_without(found: re.Match[str]) -> str:
        """The list with the other versions; nothing if none is left."""
        left = _LINK.sub(lambda link: "" if link[2].endswith(ends) or link[2] in files else link[0], found[0])
        return left if _LINK.search(left) else ""

    page = _ALTERNATE.sub(lambda link: "" if link[1].endswith(ends) else link[0], page)
    return _ARTICLE.sub(lambda script: _article_without(script, slugs), _LIST.sub(list_without, page))


def mail_text_without(mail: bytes, slugs: Collection[str]) -> bytes | None:
    """The plain text of a mail that no longer leads to versions of its release with some slugs; None if it does not."""
    ends = tuple(page_url(slug, "/") for slug in slugs)

    def list_without(found: re.Match[str]) -> str:
        """The list with the other versions; nothing if none is left."""
        left = _TEXT_LINK.sub(lambda link: "" if link[1].endswith(ends) else link[0], found[1])
        return found[0].replace(found[1], left) if left else ""

    text = mail.decode()
    left = _TEXT_LIST.sub(list_without, text)
    return None if left == text else left.encode()


def _article_without(script: re.Match[str], slugs: Collection[str]) -> str:
    """The script with the data for search engines, without the versions with some slugs."""
    article: dict[str, Any] = json.loads(script[2])
    ends = tuple(page_url(slug, "/") for slug in slugs)
    article["workTranslation"] = [
        version for version in article.get("workTranslation", []) if not version["url"].endswith(ends)
    ]
    if not article["workTranslation"]:
        del article["workTranslation"]
    if article.get("translationOfWork", {}).get("url", "").endswith(ends):
        del article["translationOfWork"]
    return f"{script[1]}{structured_data.encoded(article)}{script[3]}"
