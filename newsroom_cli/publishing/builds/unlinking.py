"""Take links to releases that leave the site out of finished pages, mails and feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import escape
from typing import Any

from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.site import structured_data

_NEIGHBOURS = pattern(r'<nav class="neighbours".*?</nav>', re.DOTALL)
_NEIGHBOUR = pattern(r"<li>(?:(?!</?li>).)*</li>\n?", re.DOTALL)
_ALTERNATE = pattern(r'<link rel="alternate" hreflang="[^"]*" href="([^"]*)">\n')
_LIST = pattern(r'<(nav|div) class="versions".*?</\1>\n?', re.DOTALL)
_LINK = pattern(r'<(li|p)(?: [^>]*)?>(?:<span[^>]*>[^<]*</span> )?<a [^>]*?href="([^"]*)"[^>]*>[^<]*</a></\1>\n?')
_ARTICLE = pattern(r'(<script type="application/ld\+json">)(.*?)(</script>)')
_TEXT_LIST = pattern(r"^[^\n]+:\n\n((?:[^\n]+:\n<[^\n>]+>\n)+)\n", re.MULTILINE)
_TEXT_LINK = pattern(r"[^\n]+:\n<([^\n>]+)>\n")


# A link as it is written in a page or a mail, in the text of an XML feed, or in a string of a JSON feed; then in plain
# text.
_ANY_LINK = pattern(
    r'(?:<|&lt;)a (?:(?!&gt;)[^<>])*?href=\\?"([^"\\<>]*)\\?"(?:(?!&gt;)[^<>])*(?:>|&gt;)'
    r"((?:(?!(?:<|&lt;)/?a[ >&]).)*)(?:<|&lt;)/a(?:>|&gt;)",
    re.DOTALL,
)
_PLAIN_LINK = pattern(r"(?:\n[> ]{0,20}| )<(https?://[^\s<>]+)>")


def page_without(page: bytes, removed: Collection[str], killed: Collection[str]) -> bytes | None:
    """The page or HTML mail of a release without links to some releases, by slug; None if it has none.

    Killed releases are removed from neighbours and versions; links in the text still lead to their notices.
    """
    text, slugs = page.decode(), (*removed, *killed)
    if not any(page_url(slug, "/") in text or f'href="{page_url(slug, "../")}"' in text for slug in slugs):
        return None
    remaining = without_links(_without_versions(_without_neighbours(text, slugs), slugs), removed)
    return None if remaining == text else remaining.encode()


def without_links(text: str, slugs: Collection[str]) -> str:
    """A page, a mail or a feed in which links to the releases with these slugs become plain words."""
    ends = tuple(page_url(slug, "/") for slug in slugs)
    if not any(end in text for end in ends):
        return text

    def leads_there(link: re.Match[str]) -> bool:
        """Whether a link leads to one of the releases, or to a place in it."""
        return link[1].partition("#")[0].partition("?")[0].endswith(ends)

    text = _ANY_LINK.sub(lambda link: link[2] if leads_there(link) else link[0], text)
    return _PLAIN_LINK.sub(lambda link: "" if leads_there(link) else link[0], text)


def _without_neighbours(page: str, slugs: Collection[str]) -> str:
    """A page without the lines of neighbours with these slugs."""
    links = [f'href="{page_url(slug, "../")}"' for slug in slugs]

    def list_without(nav: re.Match[str]) -> str:
        """The links to neighbours that stay."""
        return _NEIGHBOUR.sub(lambda line: "" if any(link in line[0] for link in links) else line[0], nav[0])

    return _NEIGHBOURS.sub(list_without, page)


def _without_versions(page: str, slugs: Collection[str]) -> str:
    """A page or a mail without its versions with these slugs."""
    ends = tuple(escape(page_url(slug, "")) for slug in slugs)
    files = {end.rpartition("/")[2] for end in ends}

    def list_without(found: re.Match[str]) -> str:
        """The list with the other versions; nothing if none is left."""
        remaining = _LINK.sub(lambda link: "" if link[2].endswith(ends) or link[2] in files else link[0], found[0])
        return remaining if _LINK.search(remaining) else ""

    page = _ALTERNATE.sub(lambda link: "" if link[1].endswith(ends) else link[0], page)
    return _ARTICLE.sub(lambda script: _article_without(script, slugs), _LIST.sub(list_without, page))


def mail_text_without(mail: bytes, removed: Collection[str], killed: Collection[str]) -> bytes | None:
    """The plain text of a mail without links to some releases, by slug; None if it has none."""
    ends = tuple(page_url(slug, "/") for slug in (*removed, *killed))

    def list_without(found: re.Match[str]) -> str:
        """The list with the other versions; nothing if none is left."""
        remaining = _TEXT_LINK.sub(lambda link: "" if link[1].endswith(ends) else link[0], found[1])
        return found[0].replace(found[1], remaining) if remaining else ""

    text = mail.decode()
    remaining = without_links(_TEXT_LIST.sub(list_without, text), removed)
    return None if remaining == text else remaining.encode()


def _article_without(script: re.Match[str], slugs: Collection[str]) -> str:
    """The script with the data for search engines, without the versions with these slugs."""
    article: dict[str, Any] = json.loads(script[2])
    ends = tuple(page_url(slug, "/") for slug in slugs)
    article["workTranslation"] = [
        version for version in article.get("workTranslation", []) if not version["@id"].endswith(ends)
    ]
    if not article["workTranslation"]:
        del article["workTranslation"]
    if article.get("translationOfWork", {}).get("@id", "").endswith(ends):
        del article["translationOfWork"]
    return f"{script[1]}{structured_data.encoded(article)}{script[3]}"
