"""The releases that a release names, by file or by page address. It must not link to an unpublished one.

Pure: the caller knows the status of releases. `StatusOf` returns the status of a slug, or None if no release has it.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.markup.markdown import HTML
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import PUBLIC, Span
from newsroom_cli.model.release_file import slug_of

StatusOf = Callable[[str], str | None]
# An address may be printed without "https://", and the punctuation of its sentence may follow it.
_PRINTED = pattern(
    r"""(?:(?:https?:)?//|(?<![\w@./-])(?=[\w-]+(?:\.[\w-]+)+(?::\d+)?/))[^\s"'<>‘’“”…–—，。、；：！？」』）]+""",
    re.IGNORECASE,
)
_IN_BRACKETS = pattern(r"[ \n]?<((?:https?:)?//[^\s<>]+)>", re.IGNORECASE)
_LINK = pattern(r'<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Hosts drop the ending of a page; whatever follows it, the slug is readable.
_NAME, _PAGE_END = r"(?:releases|email)/([^/]+?)", r"\.(?:html?|txt|eml|md|json|ics)(?![a-z0-9]).*|/.*"
_PAGE = pattern(rf"{_NAME}(?:{_PAGE_END})?", re.IGNORECASE | re.DOTALL)
_FILE = pattern(rf"{_NAME}(?:{_PAGE_END}|\.[a-z][a-z0-9]*)?", re.IGNORECASE | re.DOTALL)


class Mention(NamedTuple):
    """A named release: its slug, the file or address as written, its place, and other slugs that may be meant."""

    slug: str
    target: str
    span: Span
    others: tuple[str, ...] = ()


def no_releases(slug: str) -> str | None:
    """The `StatusOf` without a newsroom: no slug has a release."""
    return None


@functools.lru_cache(maxsize=4096)
def slugs_in(target: str, folder: str, url: str) -> tuple[str, ...]:
    """The slug of the release that an address leads to, then the shorter slugs inside it; empty if it leads elsewhere.

    `target` is the address as written in a release in `folder`, a path inside the newsroom. `url` is the newsroom's
    address. A file on the site with the name of a release counts as its page; a file beside the release is its picture
    or attachment. In an address such as `releases/2026-05-04-budget,which` the name includes the words after the comma.
    """
    path = re.split("[?#]", target.strip(), maxsplit=1)[0]
    if is_file(path):
        return (slug_of(unquote(path)),)
    try:
        parts = urlsplit(urljoin(f"{url}{folder}/" if folder else url, path))
        is_on_site = path and (parts.hostname or "").removeprefix("www.").rstrip(".") == _host(url)
    except ValueError:
        return ()
    home = urlsplit(url).path
    place = posixpath.normpath(f"/{unquote(parts.path).lstrip('/')}")
    page = _FILE if path.startswith("/") or "//" in path else _PAGE
    match = page.fullmatch(place.removeprefix(home)) if is_on_site and place.startswith(home) else None
    if match is None:
        return ()
    name = match[1]
    beginnings = (name[: mark.start()] for mark in _MARK.finditer(name))
    parts_of_name = dict.fromkeys((name, *beginnings, *_TOKEN.findall(name)))
    return tuple(dict.fromkeys(slug_of(f"{part}.md") for part in parts_of_name if part))


_TOKEN, _MARK = pattern(r"[^\W_]+(?:[-_]+[^\W_]+)*"), pattern(r"[^\w-]|_")


def is_file(path: str) -> bool:
    """Whether a relative address, without query and fragment, is the path of a release file."""
    return unquote(path).lower().endswith(".md") and ":" not in path and not path.startswith("//")


def mentions(document: Document, url: str) -> Iterator[Mention]:
    """Yield the releases that a release names: in links, in printed addresses, and in `corrects`."""
    folder = posixpath.dirname(document.release.path)
    parsed = document.markdown
    links = [link for link in (*parsed.links, *parsed.html_links) if not link.image]
    named = [
        Mention(slugs[0], link.target, link.span, slugs[1:])
        for link in links
        if (slugs := slugs_in(link.target, folder, url))
    ]
    seen = [mention.span for mention in named]
    yield from named
    corrects = document.release.corrects
    corrected = slug_of(unquote(corrects.value)) if corrects and is_file(corrects.value) else ""
    if corrects and corrected and all(mention.slug != corrected for mention in named):
        yield Mention(corrected, corrects.value, corrects.span)
    lower_text, host = document.release.text.lower(), _host(url)
    if f"{host}/" in lower_text or f"{host}:" in lower_text or f"{host}./" in lower_text:
        for match in _PRINTED.finditer(document.release.text):
            address = _without_stop(match[0])
            inside = any(span.start <= match.start() < span.end for span in seen)
            if not inside and (slugs := slugs_in(_with_host(address), "", url)):
                span = Span(match.start(), match.start() + len(address))
                yield Mention(slugs[0], address, span, slugs[1:])


def held_name(slugs: Sequence[str], status_of: StatusOf) -> str:
    """The first slug in an address whose release is not public; "" if there is none, or if the full slug is public."""
    held = (slug for slug in slugs if status_of(slug) not in (PUBLIC, None))
    return "" if slugs and status_of(slugs[0]) == PUBLIC else next(held, "")


def names_in_text(document: Document, url: str) -> Iterator[Mention]:
    """Yield the hyphenated words of a release that may be slugs, outside of addresses on other sites."""
    blocks = [block for block in document.markdown.blocks if block.kind != HTML]
    for passage in (*document.captions, *(Passage(block.text, block.place) for block in blocks)):
        yield from (Mention(name, name, passage.place(*span)) for name, span in _names_in(passage.text, url))
    for link in (*document.markdown.links, *document.markdown.html_links):
        yield from (Mention(name, name, link.span) for name, _ in _names_in(unquote(link.target), url))


def _names_in(text: str, url: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the possible slugs in a text, with their offsets."""
    for match in _POSSIBLE_NAME.finditer(text) if "-" in text else ():
        before = text[max(match.start() - _LONGEST_ADDRESS, 0) : match.start()].split()[-1:]
        elsewhere = before and "//" in before[0] and f"//{_host(url)}/" not in before[0].replace("//www.", "//")
        if _DATED.match(match[0]) or not elsewhere or re.search(r"/(?:releases|email)/\Z", before[0]):
            yield match[0], match.span()


_LONGEST_ADDRESS = 300
_POSSIBLE_NAME = pattern(r"(?<![\w-])\w+(?:-\w+){2,}(?![\w-]|@)")
_DATED = pattern(r"\d{4}-\d\d-\d\d-")


def without_unpublished(words: str, url: str, status_of: StatusOf, *, html: bool = False) -> str:
    """The words without the addresses of unpublished releases.

    Links become plain words. The newsroom's address replaces a printed address.
    """

    def held_slug(address: str) -> str:
        """The slug of an unpublished release in an address; empty if there is none."""
        return held_name(slugs_in(address, "", url), status_of)

    def replaced(match: re.Match[str]) -> str:
        """A printed address, or the newsroom's address if the release is not public."""
        address = _without_stop(match[0])
        name = held_slug(_with_host(address))
        words = re.search(rf"{re.escape(name)}(?=[^\w./?#-]|_)", address) if name else None
        return url + match[0][words.end() if words else len(address) :] if name else match[0]

    if html:
        from newsroom_cli.markup.escaping import unescape

        words = _LINK.sub(lambda match: match[2] if held_slug(unescape(match[1])) else match[0], words)
    else:
        words = _IN_BRACKETS.sub(lambda match: "" if held_slug(match[1]) else match[0], words)
    return _PRINTED.sub(replaced, words)


def names_site(words: str, url: str) -> bool:
    """Whether a text may contain an address of the newsroom's site; a quick test."""
    anywhere, hosts = _site(url)
    printed = any(f"{host}{sign}" in words for host in hosts if host in words for sign in "/:.")
    return printed or anywhere.search(words) is not None


@functools.lru_cache(maxsize=8)
def _site(url: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern for the newsroom's host after //, and the ways in which people print the host without //."""
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
