"""The releases that a release names by their file or the address of their page. Unpublished ones must not be linked.

Pure: the caller knows the status of releases. `StatusOf` returns that of a slug, None for a slug without a release.
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
    """A named release: its slug, the file or address as written, its place, and other slugs that may be meant."""

    slug: str
    target: str
    span: Span
    others: tuple[str, ...] = ()


def no_releases(slug: str) -> str | None:
    """The `StatusOf` of a place without a newsroom: no slug has a release."""
    return None


@functools.lru_cache(maxsize=4096)
def slugs_in(target: str, folder: str, url: str) -> tuple[str, ...]:
    """The slug of the release that an address leads to, then those that are part of it; none when it leads elsewhere.

    `target` is as written in a release in `folder`, a path inside the newsroom; `url` is the newsroom's address. A file
    on the site with the name of a release counts as its page; one beside the release is its picture or attachment.
    An address such as `releases/2026-05-04-budget,which` has the words behind its comma in its name.
    """
    path = re.split("[?#]", target.strip(), maxsplit=1)[0]
    if is_file(path):
        return (slug_of(unquote(path)),)
    try:
        parts = urlsplit(urljoin(f"{url}{folder}/" if folder else url, path))
        here = path and (parts.hostname or "").removeprefix("www.").rstrip(".") == _host(url)
    except ValueError:
        return ()
    home = urlsplit(url).path
    place = posixpath.normpath(f"/{unquote(parts.path).lstrip('/')}")
    page = _FILE if path.startswith("/") or "//" in path else _PAGE
    match = page.fullmatch(place.removeprefix(home)) if here and place.startswith(home) else None
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
    """The releases that a release names: in links, in printed addresses, as its source, or as what it corrects."""
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
    here, host = document.release.text.lower(), _host(url)
    if f"{host}/" in here or f"{host}:" in here or f"{host}./" in here:
        for match in _PRINTED.finditer(document.release.text):
            address = _without_stop(match[0])
            inside = any(span.start <= match.start() < span.end for span in seen)
            if not inside and (slugs := slugs_in(_with_host(address), "", url)):
                span = Span(match.start(), match.start() + len(address))
                yield Mention(slugs[0], address, span, slugs[1:])


def held_name(slugs: Sequence[str], status_of: StatusOf) -> str:
    """The first slug in an address whose release is not public; empty if there is none, or the whole one is public."""
    held = (slug for slug in slugs if status_of(slug) not in (PUBLIC, None))
    return "" if slugs and status_of(slugs[0]) == PUBLIC else next(held, "")


def names_in_text(document: Document, url: str) -> Iterator[Mention]:
    """The words with hyphens in a text that may be names of releases, outside of addresses on other sites."""
    blocks = [block for block in document.markdown.blocks if block.kind != HTML]
    for passage in (*document.captions, *(Passage(block.text, block.place) for block in blocks)):
        yield from (Mention(name, name, passage.place(*span)) for name, span in _names_in(passage.text, url))
    for link in (*document.markdown.links, *document.markdown.html_links):
        yield from (Mention(name, name, link.span) for name, _ in _names_in(unquote(link.target), url))


def _names_in(text: str, url: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the possible names in a text, with their places."""
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

    Links become plain words; a printed address becomes that of the newsroom.
    """

    def is_held(address: str) -> str:
        """The name of a release that is not public in an address; empty if it has none."""
        return held_name(slugs_in(address, "", url), status_of)

    def replaced(match: re.Match[str]) -> str:
        """A printed address, or that of the newsroom in place of a release that is not public."""
        address = _without_stop(match[0])
        name = is_held(_with_host(address))
        words = re.search(rf"{re.escape(name)}(?=[^\w./?#-]|_)", address) if name else None
        return url + match[0][words.end() if words else len(address) :] if name else match[0]

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
