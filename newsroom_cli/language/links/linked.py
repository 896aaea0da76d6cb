"""The releases that a release names by their file or the address of their page. Unpublished ones must not be linked.

Pure: the caller knows the status of releases. `StatusOf` returns that of a slug, None for a slug without a release.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from newsroom_cli.language.document import Document
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import PUBLIC, Span
from newsroom_cli.model.release_file import slug_of

StatusOf = Callable[[str], str | None]
# People print addresses without "https://", too, and go on with the marks of their sentence.
_PRINTED = pattern(
    r"""(?:(?:https?:)?//|(?<![\w@./-])(?=[\w-]+(?:\.[\w-]+)+(?::\d+)?/))[^\s"'<>‘’“”…–—，。、；：！？」』）]+""",
    re.IGNORECASE,
)
_IN_BRACKETS = pattern(r"[ \n]?<((?:https?:)?//[^\s<>]+)>", re.IGNORECASE)
_LINK = pattern(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Hosts drop the ending; whatever follows it, the name is there to be read.
_NAME, _PAGE_END = r"(?:releases|email)/([^/]+?)", r"\.(?:html?|txt|eml|md|json|ics)(?![a-z0-9]).*|/.*"
_PAGE = pattern(rf"{_NAME}(?:{_PAGE_END})?", re.IGNORECASE | re.DOTALL)
_FILE = pattern(rf"{_NAME}(?:{_PAGE_END}|\.[a-z][a-z0-9]*)?", re.IGNORECASE | re.DOTALL)


class Mention(NamedTuple):
    """A named release: its slug, the file or address as written, and its place."""

    slug: str
    target: str
    span: Span


def no_releases(slug: str) -> str | None:
    """The `StatusOf` of a place without a newsroom: no slug has a release."""
    return None


@functools.lru_cache(maxsize=4096)
def slug_in(target: str, folder: str, url: str) -> str:
    """The slug of the release that an address leads to, empty when it leads elsewhere.

    `target` is as written in a release in `folder`, a path inside the newsroom; `url` is the newsroom's address. A file
    on the site with the name of a release counts as its page; one beside the release is its picture or attachment.
    """
    path = re.split("[?#]", target.strip(), maxsplit=1)[0]
    if is_file(path):
        return slug_of(unquote(path))
    try:
        parts = urlsplit(urljoin(f"{url}{folder}/" if folder else url, path))
        here = path and (parts.hostname or "").removeprefix("www.").rstrip(".") == _host(url)
    except ValueError:
        return ""
    home = urlsplit(url).path
    place = posixpath.normpath(f"/{unquote(parts.path).lstrip('/')}")
    page = _FILE if path.startswith("/") or "//" in path else _PAGE
    match = page.fullmatch(place.removeprefix(home)) if here and place.startswith(home) else None
    return slug_of(f"{match[1]}.md") if match else ""


def is_file(path: str) -> bool:
    """Whether a relative address, without query and fragment, is the path of a release file."""
    return unquote(path).lower().endswith(".md") and ":" not in path and not path.startswith("//")


def mentions(document: Document, url: str) -> Iterator[Mention]:
    """The releases that a release names: in links, in printed addresses, as its source, or as what it corrects."""
    folder = posixpath.dirname(document.release.path)
    parsed = document.markdown
    links = [link for link in (*parsed.links, *parsed.html_links) if not link.image]
    named = [Mention(slug, link.target, link.span) for link in links if (slug := slug_in(link.target, folder, url))]
    seen = [mention.span for mention in named]
    yield from named
    corrects = document.release.corrects
    corrected = slug_of(unquote(corrects.value)) if corrects and is_file(corrects.value) else ""
    if corrects and corrected and all(mention.slug != corrected for mention in named):
        yield Mention(corrected, corrects.value, corrects.span)
    here, host = document.release.text.lower(), _host(url)
    if f"{host}/" in here or f"{host}:" in here or f"{host}./" in here:
        for match in _PRINTED.finditer(document.release.text):
            address = _without_stop(match[0])
            inside = any(span.start <= match.start() < span.end for span in seen)
            if not inside and (slug := slug_in(_with_host(address), "", url)):
                yield Mention(slug, address, Span(match.start(), match.start() + len(address)))


def without_unpublished(words: str, url: str, status_of: StatusOf, *, html: bool = False) -> str:
    """The words without the addresses of unpublished releases.

    Links become plain words; a printed address becomes that of the newsroom.
    """

    def is_held(address: str) -> bool:
        """Whether an address leads to a release that is not public."""
        slug = slug_in(address, "", url)
        return bool(slug) and status_of(slug) not in (PUBLIC, None)

    def replaced(match: re.Match[str]) -> str:
        """A printed address, or that of the newsroom in place of a release that is not public."""
        address = _without_stop(match[0])
        return url + match[0][len(address) :] if is_held(_with_host(address)) else match[0]

    if html:
        from newsroom_cli.markup.escaping import unescape

        words = _LINK.sub(lambda match: match[2] if is_held(unescape(match[1])) else match[0], words)
    else:
        words = _IN_BRACKETS.sub(lambda match: "" if is_held(match[1]) else match[0], words)
    return _PRINTED.sub(replaced, words)


def names_site(words: str, url: str) -> bool:
    """Whether a text may contain an address of the newsroom's site; a quick test."""
    anywhere, hosts = _site(url)
    for host in hosts:
        if host in words and (f"{host}/" in words or f"{host}:" in words or f"{host}." in words):
            return True
    return anywhere.search(words) is not None


@functools.lru_cache(maxsize=8)
def _site(url: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The beginnings of the addresses on the newsroom's site: after //, and as people print them without."""
    host = _host(url)
    anywhere = re.compile(rf"//(?:www\.)?{re.escape(host)}", re.IGNORECASE)
    return anywhere, tuple(dict.fromkeys((host, host.upper(), host.capitalize(), host.title())))


def _without_stop(address: str) -> str:
    """A printed address without the punctuation that ends its sentence."""
    return address.rstrip("`.,;:!?)]}*_|~\\")


def _with_host(address: str) -> str:
    """A printed address in a form that begins with its host."""
    return address if "//" in address[:8] else f"//{address}"


@functools.lru_cache(maxsize=8)
def _host(url: str) -> str:
    """The host of an address without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
