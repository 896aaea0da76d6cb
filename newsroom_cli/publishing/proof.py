"""Proof that page, mail and feeds say what the release says: each is parsed back and compared with its source."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing import headers, proof_source
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.text import address, clean
from newsroom_cli.publishing.mail.message import SHORTEN, TEXT_LIMIT
from newsroom_cli.publishing.proof_source import (
    CONTACT, DATELINE, ENTRY, EVENT, HEADLINE, KILLED_TEXT, LANGUAGE, LINK, NOTICE, PLACE, QUOTE, SPEAKER, SUBHEAD,
    TEXT, TIME, Promise, Source, one_line,
)  # fmt: skip

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.quotes import Part
    from newsroom_cli.ledger.known_quotes import Speech

PAGE, MAIL, PLAIN, FEED = "page", "mail", "plain text", "feed"


class Omission(NamedTuple):
    """What outputs leave out on purpose."""

    outputs: str
    what: str


OMISSIONS = (
    Omission("page, mail, text, feeds", "links to releases that are not public, and those that lead nowhere: their words stay"),
    Omission("page, mail, text, feeds", "HTML of the release that is not clean: scripts, styles, forms, comments"),
    Omission("page, mail, text, feeds", "all of a killed release but headline, notice, office and contacts"),
    Omission("mail, text", "the end of a release that is longer than a mail may be: a link leads to the whole"),
    Omission("mail, text", "the end of fields that are longer than a line: headline 500, subhead 1000, contact 200 characters"),
    Omission("mail, text", "dates in words in a language whose tag no mail can have: they are in the newsroom's language"),
    Omission("mail, text", "notices after the tenth, contacts after the twentieth (after the third, if the mail is cut)"),
    Omission("mail", "the addresses of links that no mail program follows, and of longer ones than 2000 characters"),
    Omission("text", "the language, headings of table columns that are empty, and addresses equal to their words"),
    Omission("feeds", "the date in words, and topics that are words only in one format"),
    Omission("feeds", "the text of a release above 1 MB: its summary and a link stand there; the oldest above 2 MB in all"),
)  # fmt: skip
_LIMITS = {HEADLINE: 500, SUBHEAD: 1000, PLACE: 500, CONTACT: 200, NOTICE: 2000}  # characters in mails
_TEASER = 12_000  # characters of text at most in a mail that is only the beginning


class Difference(NamedTuple):
    """What an output does not have as its release has it.

    `words` are those of the release and `place` is where they are, `path:line`; `found` are the nearest words of the
    output, empty if it has nothing alike.
    """

    output: str
    what: str
    words: str
    place: str
    found: str


class _View(NamedTuple):
    """An output read back: its bytes, its visible text, the same as one line, its links, and what its parts say."""

    path: str
    form: str
    data: bytes
    raw: str
    text: str
    links: Sequence[str] = ()
    heading: str | None = None
    title: str | None = None
    language: str | None = None


def differences(
    document: Document, edition: Edition, outputs: Mapping[str, bytes], *, status_of: StatusOf = no_releases
) -> list[Difference]:
    """What page and mails of a release, by their paths in the output folder, do not have as the release has it.

    `status_of` must be the one that the edition was made with.
    """
    source = proof_source.read(document, edition, status_of)
    found: list[Difference] = []
    for path, data in outputs.items():
        if path.endswith(".txt"):
            raw = data.decode()
            view = _View(path, PLAIN, data, raw, f" {_without_addresses(one_line(raw)).replace('  ', ' ')} ")
        else:
            view = _html(path, MAIL if path.startswith("email/") else PAGE, data, source)
        if not _is_proven(source, view):
            found += _compared(source, view)
    return found


@functools.cache
def _parser() -> Any:
    from selectolax.lexbor import LexborHTMLParser

    bytes(1 << 24)  # glibc frees this at once and from then on keeps what the parser frees: half of its time
    return LexborHTMLParser


def _html(path: str, form: str, data: bytes, source: Source) -> _View:
    marked = data
    for tag in _INNER if any([block.item or block.kind == markdown.TABLE for block in source.blocks]) else ():
        marked = marked.replace(tag, b" " + tag)
    tree = _parser()(marked)
    raw = tree.body.text() if tree.body else ""
    links, parts = [], {}
    for node in tree.css('a,h1,title,[aria-hidden="true"]'):
        if node.tag == "a":
            links.append(node.attributes.get("href") or "")
        elif node.tag in ("h1", "title"):
            parts.setdefault(node.tag, node)
        elif form == MAIL:
            raw = raw.replace(node.text(), "", 1)  # what an inbox shows before the mail is opened
    node, language = parts["h1"] if "h1" in parts and source.headline else tree.body and tree.body.child, None
    while node is not None and not language:
        language, node = node.attributes.get("lang"), node.parent
    heading, title = (one_line(parts[tag].text()) if tag in parts else None for tag in ("h1", "title"))
    return _View(path, form, data, raw, f" {one_line(raw)} ", links, heading, title, language)


_INNER = (b"</li>", b"<ul", b"<ol", b"</td>", b"</th>")  # they may stand between two words without a space


# --- all at once ----------------------------------------------------------------------------------------------


def _is_proven(source: Source, view: _View) -> bool:
    """Whether an output has everything, letter for letter: a quick look that is enough for most."""
    text, form, at = view.text, view.form, 0
    lines = map(_without_addresses, source.lines) if form == PLAIN else source.lines
    for line in lines:
        words = f" {line} "
        if not text.startswith(words, at) and (at := text.find(words, at)) < 0:
            return False
        at += len(words) - 1
    if source.notices or source.document.release.is_killed or source.headline is None:
        return False
    if not all([promise.words in text for promise in source.fields]):
        return False
    headline = source.headline.words
    if form == PLAIN:
        return f" {headline} " in text and all([addresses.as_typed(link.target) in view.raw for link in source.links])
    hrefs = iter(view.links)
    return (
        view.heading == headline
        and headline in (view.title or "")
        and view.language == source.document.language
        and all([link.target in hrefs for link in source.links])
        and all([promise.words in view.links for promise in source.callers])
        and (form == MAIL or all([stamp.words.encode() in view.data for stamp in source.stamps]))
    )


def _compared(source: Source, view: _View) -> Iterator[Difference]:
    """The differences of an output, each part looked at more closely."""
    body = _Body(source, view)
    yield from _headline(source, view)
    yield from _notices(source, view)
    yield from body.differences()
    for promise in source.fields if not body.is_cut else _beginning(source):
        if not _is_left_out(source, view, promise) and not _says(view, promise):
            yield _difference(source, view, promise)
    if view.form != PLAIN:
        yield from _addresses(source, view, body)
        yield from _language_differences(source, view)
    elif not body.is_cut:
        yield from _typed_addresses(source, view)
    for stamp in source.stamps if view.form == PAGE else ():
        name, _, value = stamp.words[:-1].rpartition('"')
        if stamp.words.encode() not in view.data and (f'{name}"'.encode() in view.data or "<time" in name):
            yield _difference(source, view, stamp._replace(words=value), "")
    if source.document.release.is_killed:
        yield from _killed_text(source, view)


def _difference(source: Source, view: _View, promise: Promise, found: str | None = None) -> Difference:
    words = _collapsed(promise.words)
    nearest = _nearest(_collapsed(view.raw), words) if found is None else _collapsed(found)
    return Difference(view.path, promise.what, words, source.place(promise.span), nearest)


# --- words ----------------------------------------------------------------------------------------------------

_UNSEEN = pattern(
    "[~\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)
_MARKS = pattern(r"[<>|*_\[\]-]")
_ADDRESS = pattern(r"<[^<>\s]+>")


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _skeleton(text: str) -> str:
    """The text without characters that no reader sees, and without the marks of lists, tables and quotations."""
    return _collapsed(_MARKS.sub(" ", _UNSEEN.sub("", clean(text))))


def _without_addresses(line: str) -> str:
    """A line of plain text without the addresses behind the words of links."""
    return _ADDRESS.sub("", line.replace(" <", "<")) if "<" in line else line


def _bounded(promise: Promise, view: _View) -> str:
    """The words as an output has them: mails and titles of feeds cut those that are very long."""
    words = _collapsed(promise.words)
    limit = {PAGE: len(words), FEED: 1000}.get(view.form) or _LIMITS.get(promise.what, len(words))
    return words if len(words) <= limit else shortened(words, limit)[:-1]


def _says(view: _View, promise: Promise) -> bool:
    words = _bounded(promise, view)
    return words in _collapsed(view.raw) or _skeleton(words) in _skeleton(view.raw)


def _nearest(text: str, words: str) -> str:
    """The stretch of a text that is most like some words; empty if nothing is."""
    wanted, had = words.split(), text.split()[:20_000]
    matches = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()[:-1]
    if not matches or 2 * sum(match.size for match in matches) < len(wanted):
        return ""
    first, last = matches[0], matches[-1]
    start, end = max(first.b - first.a, 0), last.b + len(wanted) - last.a
    return shortened(" ".join(had[start:end]), 300) if end - start < 3 * len(wanted) else ""


def _headline(source: Source, view: _View) -> Iterator[Difference]:
    if (promise := source.headline) is None:
        return
    words, notices = _bounded(promise, view), source.edition.notices
    title, wanted = f"{notices[0].mark}: {words}" if notices else words, _skeleton(words)
    if view.heading is not None:
        had = _skeleton(view.heading)
        same = had == wanted or (had.startswith(wanted) and had.endswith("…"))
    else:
        same = view.form == FEED or f" {wanted} " in f" {_skeleton(view.raw)} "
    if not same:
        yield _difference(source, view, promise, view.heading)
    if view.title is not None and _skeleton(title) not in _skeleton(view.title):
        yield _difference(source, view, promise._replace(words=title), view.title)


def _notices(source: Source, view: _View) -> Iterator[Difference]:
    if not source.notices:
        return
    first = source.headline if view.form != FEED else None
    below = _skeleton(view.raw).find(_skeleton(_bounded(first, view))) if first else -1
    above = _skeleton(view.raw)[: below if below >= 0 else None]
    for promise, notice in zip(source.notices, source.edition.notices[: 10 if view.form in (MAIL, PLAIN) else None], strict=False):
        if _skeleton(_bounded(promise, view)) not in above:
            yield _difference(source, view, promise)
        elif _skeleton(notice.label).casefold() not in above.casefold():
            yield _difference(source, view, promise._replace(words=notice.label), "")


def _killed_text(source: Source, view: _View) -> Iterator[Difference]:
    """The paragraphs of a killed release that an output still has."""
    text = _collapsed(view.raw)
    for block in source.document.markdown.blocks:
        if len(block.text.split()) >= 8 and (words := _collapsed(block.text)) in text:
            yield _difference(source, view, Promise(KILLED_TEXT, "", block.span), words)


# --- the body -------------------------------------------------------------------------------------------------


class _Body:
    """The body of a release in an output: which blocks are missing, and what stands in their place."""

    def __init__(self, source: Source, view: _View) -> None:
        self._source = source
        self._view = view
        self._additions = sorted(self._added_to_links(), key=len, reverse=True)
        self.missing = dict(self._missing())
        self.is_cut = bool(self.missing) and self._is_cut()

    def differences(self) -> Iterator[Difference]:
        for block, region in self.missing.items() if not self.is_cut else ():
            promises = list(_spoken(self._source.document, block, region))
            for promise in promises or [Promise(QUOTE if block.quoted else TEXT, block.text, block.span)]:
                yield _difference(self._source, self._view, promise, _nearest(region, promise.words))

    def _missing(self) -> Iterator[tuple[Block, str]]:
        blocks, raw = self._source.blocks, self._view.raw
        text = self._without_additions(_QUOTE_MARKS.sub("\n", raw) if self._view.form == PLAIN else raw)
        wanted = [self._without_additions(block.text) for block in blocks]
        places = _places(text, wanted, blocks)
        for number, (block, words, place) in enumerate(zip(blocks, wanted, places, strict=True)):
            if place is None:
                start = max((end for _, end in filter(None, places[:number])), default=0)
                end = min((start for start, _ in filter(None, places[number:])), default=len(text))
                region = text[start : max(end, start)]
                if not self._is_there(block, words, region):
                    yield block, region

    def _without_additions(self, text: str) -> str:
        line = _collapsed(text)
        if self._view.form == PLAIN:
            line = _IMAGE.sub("", line)
        for added in self._additions:
            line = line.replace(added, "")
        return _collapsed(line)

    def _added_to_links(self) -> Iterator[str]:
        """What mails add to the words of links: plain text the address, HTML the host if the words name another."""
        for link in self._source.links:
            if self._view.form == PLAIN:
                yield f"{' ' if link.text else ''}<{addresses.as_typed(link.target)}>"
            elif self._view.form == MAIL and (shown := headers.shown_address(headers.target(link.target))):
                yield f" ({shown})" if link.text else shown

    def _is_there(self, block: Block, words: str, region: str) -> bool:
        """Whether a block stands among some words, but for characters that outputs replace or that no reader sees."""
        text, wanted = _skeleton(region), _skeleton(words)
        if not wanted or _places(text, [wanted], [block]) != [None]:
            return True
        written = self._source.document.release.text[slice(*block.span)]
        if "<" not in written and "](" not in written and block.kind != markdown.TABLE:
            return False
        squeezed, at = text.replace(" ", ""), 0
        ends = [start for start, _ in block.runs[1:]] + [len(block.text)]
        for (start, _), end in zip(block.runs, ends, strict=True):
            if (at := squeezed.find(_skeleton(block.text[start:end]).replace(" ", ""), at)) < 0:
                return False
        return True

    def _is_cut(self) -> bool:
        """Whether an output shows only the beginning of a long release, with a link to the rest."""
        source, view, edition = self._source, self._view, self._source.edition
        shown = len(source.blocks) - len(self.missing)
        html = edition.html + edition.boilerplate_html
        size = (len(view.data) if view.form == MAIL else 30_000) + len(html.encode()) + 300 * html.count("<")
        length = sum(len(block.text) for block in source.blocks[:shown])
        fits = {
            PAGE: True,
            FEED: shown > 0 or 3 * len(html) < feeds.ENTRY_LIMIT,
        }.get(view.form, size <= SHORTEN or length > _TEASER) and len(edition.text) <= TEXT_LIMIT
        linked = edition.url in view.raw or headers.web_address(edition.url) in (*view.links, *view.raw.split())
        return not fits and linked and list(self.missing) == source.blocks[shown:]


_QUOTE_MARKS = pattern(r"\n[> ]+")
_IMAGE = pattern(r" ?\[Image: [^\]]*\]")


def _places(text: str, wanted: Sequence[str], blocks: Sequence[Block]) -> list[tuple[int, int] | None]:
    """Where texts stand in a longer one, in order; None for one that is missing or part of longer words.

    The cells of a table may stand in any order.
    """
    places: list[tuple[int, int] | None] = []
    cursor = latest = 0
    for number, words in enumerate(wanted):
        table, following = blocks[number].kind == markdown.TABLE, wanted[number + 1] if number + 1 < len(wanted) else " "
        cursor = cursor if table else latest
        at = text.find(words, cursor)
        while at >= 0 and not (table or _stands_alone(text, at, at + len(words), latest, following)):
            at = text.find(words, at + 1)
        latest = max(latest, at + len(words)) if at >= 0 else latest
        places.append((at, at + len(words)) if at >= 0 else None)
    return places


def _stands_alone(text: str, start: int, end: int, latest: int, following: str) -> bool:
    """Whether a stretch of a text begins and ends at a space, or where other blocks do."""
    begins = start in (0, latest) or text[start - 1] == " "
    return begins and (text[end : end + 1] in (" ", "") or text.startswith(following, end))


def _spoken(document: Document, block: Block, region: str) -> Iterator[Promise]:
    """The quotes of a block that a region does not have, and the speakers of the others if they are missing there."""
    from newsroom_cli.ledger import known_quotes

    number = document.prose.index(block) if block in document.prose else -1
    for speech in known_quotes.speeches(document):
        for part in speech.quoted.parts:
            if part.paragraph == number:
                words = block.text[part.start : part.end]
                if _collapsed(words) not in region:
                    yield Promise(QUOTE, words, block.place(part.start, part.end))
                elif any(name in block.text and name not in region for name in speech.quoted.speaker.split()):
                    yield Promise(SPEAKER, speech.quoted.speaker, block.place(part.start, part.end))


# --- addresses, language --------------------------------------------------------------------------------------


def _is_left_out(source: Source, view: _View, promise: Promise) -> bool:
    """Whether an output has no such text: feeds no date in words, mails another one in languages they cannot state."""
    if view.form == FEED:
        return promise.what == TIME
    stated = headers.LANGUAGE_TAG.fullmatch(source.document.language)
    return promise.what in (TIME, EVENT) and view.form in (MAIL, PLAIN) and not stated


def _beginning(source: Source) -> list[Promise]:
    """The short texts that a cut mail still has."""
    contacts = [promise for promise in source.fields if promise.what == CONTACT][:3]
    return [promise for promise in source.fields if promise.what not in (CONTACT, DATELINE)] + contacts


def _addresses(source: Source, view: _View, body: _Body) -> Iterator[Difference]:
    hrefs = iter(view.links)
    for link in source.links if not body.is_cut else ():
        target = headers.target(link.target) if view.form == MAIL else link.target
        if target and target not in hrefs:
            hrefs = iter(view.links)  # the others are still in order
            yield _difference(source, view, Promise(LINK, target, link.span), "")
    callers = source.callers[: 3 if body.is_cut else 20] if view.form == MAIL else source.callers
    for promise in callers:
        target = headers.target(promise.words) if view.form == MAIL else promise.words
        if target and target not in view.links:
            yield _difference(source, view, promise._replace(words=target), "")


def _typed_addresses(source: Source, view: _View) -> Iterator[Difference]:
    for link in source.links:
        said = addresses.as_typed(link.target)
        if said not in view.raw and addresses.normalized(link.text) != addresses.normalized(said):
            yield _difference(source, view, Promise(LINK, said, link.span))


def _language_differences(source: Source, view: _View) -> Iterator[Difference]:
    document = source.document
    usable = view.form != MAIL or headers.LANGUAGE_TAG.fullmatch(document.language)
    wanted = document.language if usable else document.config.language
    field = document.release.language
    if view.language != wanted:
        yield _difference(source, view, Promise(LANGUAGE, wanted, field.span if field else None), view.language or "")


# --- feeds ----------------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """An entry as a feed has it; `published` and `updated` are as written."""

    url: str
    title: str
    content: str
    language: str
    published: str
    updated: str


def entry_differences(
    sources: Sequence[tuple[Document, Edition]], documents: Mapping[str, bytes], *, status_of: StatusOf = no_releases
) -> list[Difference]:
    """What feeds of some releases, by their paths, do not have as the releases have it; all must be in each feed."""
    read = {address(edition.url): (document, edition) for document, edition in sources}
    known: dict[tuple[str, _Entry], list[Difference]] = {}
    found: list[Difference] = []
    for path, data in documents.items():
        entries = {entry.url: entry for entry in _entries(path, data)}
        for url, (document, edition) in read.items():
            if url not in entries:
                found += _missing_entry(path, data, document, edition)
            elif (url, entries[url]) not in known:
                source = proof_source.read(document, edition, status_of)
                known[url, entries[url]] = list(_entry_differences(source, path, entries[url]))
            found += [difference._replace(output=path) for difference in known.get((url, entries.get(url)), ())]
        found += [Difference(path, ENTRY, "", "", entries[url].title) for url in entries.keys() - read.keys()]
    return found


def _missing_entry(path: str, data: bytes, document: Document, edition: Edition) -> Iterator[Difference]:
    if len(data) + 3 * len(edition.html) < feeds.FEED_LIMIT // 3:
        yield Difference(path, ENTRY, edition.headline, document.release.path, "")


def _entry_differences(source: Source, path: str, entry: _Entry) -> Iterator[Difference]:
    view = _html(path, FEED, entry.content.encode(), source)._replace(title=entry.title)
    yield from _compared(source, view)
    for moment, written in zip((source.moments[0], source.moments[-1]) if source.moments else (), entry[4:], strict=False):
        if _moment(written) != moment.replace(microsecond=0).astimezone(dt.UTC):
            promise = Promise(TIME, moment.isoformat(timespec="seconds"), proof_source.span_of_date(source.document.release))
            yield _difference(source, view, promise, written)


def _moment(written: str) -> dt.datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = dt.datetime.fromisoformat(written) if written[:4].isdigit() else parsedate_to_datetime(written)
        return moment.astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _entries(path: str, data: bytes) -> Iterator[_Entry]:
    if path.endswith(".json"):
        feed = json.loads(data)
        for item in feed["items"]:
            language = item.get("language") or feed.get("language", "")
            written = [item.get(name, "") for name in ("url", "title", "content_html")]
            yield _Entry(*written, language, item.get("date_published", ""), item.get("date_modified", ""))
        return
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    whole = root.findtext("channel/language") or root.get(_LANGUAGE, "")
    for entry in root.iter("item", "{*}entry"):
        link = entry.find("{*}link[@rel='alternate']")
        parts = [entry.findtext(name) or entry.findtext(other) or "" for name, other in _PARTS]
        language = entry.findtext("{*}language") or entry.get(_LANGUAGE) or whole
        url = entry.findtext("link", "") if link is None else link.get("href", "")
        yield _Entry(url, *parts[:2], language, *parts[2:])


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARTS = [
    ("{*}title", "title"),
    ("{*}encoded", "{*}content"),
    ("pubDate", "{*}published"),
    ("{*}updated", "{*}updated"),
]
