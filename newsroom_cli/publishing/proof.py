"""Proof that page, mail and feeds say what the release says: each is parsed back and compared with the source."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.links.linked import StatusOf, no_releases
from newsroom_cli.ledger import known_quotes
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses
from newsroom_cli.model.config import Contact
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.event_times import EventTime
from newsroom_cli.publishing import headers, proof_source
from newsroom_cli.publishing.mail.message import SHORTEN, TEXT_LIMIT
from newsroom_cli.publishing.proof_source import (
    CONTACT, DATELINE, ENTRY, HEADLINE, KILLED_TEXT, LANGUAGE, LINK, NOTICE, QUOTE, SPEAKER, TEXT, TIME, Source,
    without_addresses,
)  # fmt: skip

PAGE, MAIL, PLAIN, FEED = FORMS = ("page", "mail", "plain text", "feed")
_TEASER = 12_000  # characters of HTML at most in a mail that is only the beginning


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


class Omission(NamedTuple):
    """What outputs leave out on purpose, and when."""

    what: str
    outputs: str
    when: str


class _View(NamedTuple):
    """An output read back: its visible text as one line, the text as it is, its links, and what its parts say."""

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
    document: Document,
    edition: Edition,
    outputs: Mapping[str, bytes],
    *,
    status_of: StatusOf = no_releases,
) -> list[Difference]:
    """What page and mails of a release, by their paths in the output folder, do not have as the release has it.

    `status_of` must be the one that the edition was made with.
    """
    source = proof_source.read(document, edition, status_of)
    found: list[Difference] = []
    for path, data in outputs.items():
        view = _plain(path, data) if path.endswith(".txt") else _html(path, data)
        found += _compared(source, view)
    return found


def _plain(path: str, data: bytes) -> _View:
    raw = data.decode()
    return _View(path, PLAIN, data, raw, " " + without_addresses(raw.replace("\n", " ")) + " ")


def _html(path: str, data: bytes) -> _View:
    from selectolax.lexbor import LexborHTMLParser

    spaced = data.replace(b"</li>", b"</li> ").replace(b"</td>", b"</td> ").replace(b"</th>", b"</th> ")
    tree = LexborHTMLParser(spaced)
    raw = tree.body.text() if tree.body else ""
    heading, title = tree.css_first("h1"), tree.css_first("title")
    node, language = heading or tree.body, None
    while node is not None and not language:
        language, node = node.attributes.get("lang"), node.parent
    return _View(
        path,
        MAIL if path.startswith("email/") else PAGE,
        data,
        raw,
        " " + raw.replace("\n", " ") + " ",
        [link.attributes.get("href") or "" for link in tree.css("a")],
        heading.text() if heading else None,
        title.text() if title else None,
        language,
    )


def _compared(source: Source, view: _View) -> Iterator[Difference]:
    body = _Body(source, view)
    yield from _differing_headline(source, view)
    yield from _differing_notices(source, view)
    yield from body.differences()
    if source.dateline and not body.is_cut and not _says(view, source.dateline):
        yield _difference(source, view, DATELINE, source.dateline, source.document.release.dateline.span)
    for promise in source.fields:
        if not _says(view, _bounded(promise.words, 500 if promise.what == proof_source.PLACE else 1000, view)):
            yield _difference(source, view, promise.what, promise.words, promise.span)
    yield from _differing_links(source, view, body)
    yield from _differing_contacts(source, view, body)
    yield from _differing_language(source, view)
    yield from _differing_times(source, view)
    if source.killed:
        yield from _killed_text(source, view)


def _difference(source: Source, view: _View, what: str, words: str, span: Span | None, found: str | None = None) -> Difference:
    if found is None:
        found = _nearest(_collapsed(view.raw), words)
    return Difference(view.path, what, _collapsed(words), source.place(span), found)


# --- words ----------------------------------------------------------------------------------------------------

_UNSEEN = pattern("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffd-\uffff]")
_MARKS = pattern(r"[<>|~*_\[\]-]")


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _skeleton(text: str) -> str:
    """The text without characters that no reader sees, and without the marks of lists, tables and quotations."""
    return _collapsed(_MARKS.sub(" ", _UNSEEN.sub("", text)))


def _bounded(words: str, limit: int, view: _View) -> str:
    """The words as a mail may have them: its short fields are cut."""
    line = _collapsed(words)
    return line if len(line) <= limit or view.form in (PAGE, FEED) else shortened(line, limit)[:-1]


def _says(view: _View, words: str) -> bool:
    if words in view.text:
        return True
    line = _collapsed(words)
    return line in _collapsed(view.raw) or _skeleton(line) in _skeleton(view.raw)


def _nearest(text: str, words: str) -> str:
    """The stretch of a text that is most like some words; empty if nothing is."""
    import difflib

    wanted, had = words.split(), text.split()[:20_000]
    matches = difflib.SequenceMatcher(None, wanted, had, autojunk=False).get_matching_blocks()[:-1]
    if not matches or 2 * sum(match.size for match in matches) < len(wanted):
        return ""
    first, last = matches[0], matches[-1]
    start, end = max(first.b - first.a, 0), last.b + len(wanted) - last.a
    return shortened(" ".join(had[start:end]), 300) if end - start < 3 * len(wanted) else ""


# --- headline, notices ----------------------------------------------------------------------------------------


def _differing_headline(source: Source, view: _View) -> Iterator[Difference]:
    if source.headline is None:
        return
    words = _bounded(source.headline.words, 500, view)
    notices = source.edition.notices
    title = f"{notices[0].mark}: {words}" if notices else words
    for said, wanted in ((view.heading, words), (view.title, title)):
        if said is not None and wanted not in said and _skeleton(wanted) not in _skeleton(said):
            yield _difference(source, view, HEADLINE, wanted, source.headline.span, _collapsed(said))
    if view.heading is not None and len(_skeleton(view.heading)) > len(_skeleton(words)) + (len(words) > 490):
        yield _difference(source, view, HEADLINE, words, source.headline.span, _collapsed(view.heading))
    if view.heading is None and not _stands_alone(view, words):
        yield _difference(source, view, HEADLINE, words, source.headline.span)


def _stands_alone(view: _View, words: str) -> bool:
    """Whether words stand in a text and neither begin nor end inside longer words."""
    return f" {words} " in view.text or f" {_skeleton(words)} " in f" {_skeleton(view.raw)} "


def _differing_notices(source: Source, view: _View) -> Iterator[Difference]:
    if not source.notices:
        return
    text = _collapsed(view.raw)
    below = text.find(_collapsed(source.headline.words)[:400]) if source.headline else -1
    above = text if below < 0 else text[:below]
    shown = source.notices if view.form == PAGE else source.notices[:10]
    for promise, notice in zip(shown, source.edition.notices, strict=False):
        reason = _bounded(promise.words, 2000, view)
        if _skeleton(reason) not in _skeleton(above):
            yield _difference(source, view, NOTICE, reason, promise.span)
        elif notice.label.casefold() not in above.casefold():
            yield _difference(source, view, NOTICE, notice.label, promise.span)


def _killed_text(source: Source, view: _View) -> Iterator[Difference]:
    """The paragraphs of a killed release that an output still has."""
    text = _collapsed(view.raw)
    for block in source.document.markdown.blocks:
        if len(block.text.split()) >= 8 and (words := _collapsed(block.text)) in text:
            yield _difference(source, view, KILLED_TEXT, "", block.span, words)


# --- the body -------------------------------------------------------------------------------------------------


class _Body:
    """The body of a release in an output: where its blocks are, and which are missing."""

    def __init__(self, source: Source, view: _View) -> None:
        self._source = source
        self._view = view
        self.missing = self._missing_at_once()
        self.is_cut = bool(self.missing) and self._is_cut()

    def differences(self) -> Iterator[Difference]:
        if self.missing and not self.is_cut:
            for block, region in self.missing.items():
                yield from self._differing_block(block, region)

    def _missing_at_once(self) -> dict[Block, str]:
        """The missing blocks with what stands in their place; most bodies are whole, and this is quick to see."""
        source, text, at = self._source, self._view.text, 0
        for words in source.plain_lines if self._view.form == PLAIN else source.lines:
            at = text.find(words, at)
            if at < 0:
                return self._missing_in_lines()
            at += len(words) - 1
        return {}

    def _missing_in_lines(self) -> dict[Block, str]:
        """The same with one space for all white space, and without the marks that plain text adds."""
        blocks = self._source.blocks
        raw = _QUOTE_MARKS.sub("\n", self._view.raw) if self._view.form == PLAIN else self._view.raw
        text = self._without_additions(_collapsed(raw))
        wanted = [self._without_additions(_collapsed(block.text)) for block in blocks]
        places = _places(text, wanted, blocks)
        missing = {}
        for number, (block, words, place) in enumerate(zip(blocks, wanted, places, strict=True)):
            if place is None:
                start = max((end for _, end in filter(None, places[:number])), default=0)
                end = min((start for start, _ in filter(None, places[number:])), default=len(text))
                region = text[start : max(end, start)]
                if not self._is_there(block, words, region):
                    missing[block] = region
        return missing

    def _without_additions(self, line: str) -> str:
        if self._view.form == PLAIN:
            line = _IMAGE.sub("", without_addresses(line))
        for added in self._additions:
            line = line.replace(f" {added}", "").replace(added, "")
        return line

    @functools.cached_property
    def _additions(self) -> list[str]:
        """What mails add to the words of links: the host where the words name another one, or nothing."""
        if self._view.form != MAIL:
            return []
        shown = [(link.words, headers.shown_address(headers.target(link.href))) for link in self._source.links]
        return [f"({address})" if words else address for words, address in shown if address]

    def _is_there(self, block: Block, words: str, region: str) -> bool:
        """Whether a block stands among some words, but for characters that outputs replace or that no reader sees."""
        text, wanted = _skeleton(region), _skeleton(words)
        if not wanted or _places(text, [wanted], [block]) != [None]:
            return True
        written = self._source.document.release.text[slice(*block.span)]
        if "<" not in written and block.kind != markdown.TABLE:
            return False
        squeezed, at = text.replace(" ", ""), 0
        ends = [start for start, _ in block.runs[1:]] + [len(block.text)]
        for (start, _), end in zip(block.runs, ends, strict=True):
            run = _skeleton(block.text[start:end]).replace(" ", "")
            if (at := squeezed.find(run, at)) < 0:
                return False
        return True

    def _is_cut(self) -> bool:
        """Whether a mail shows only the beginning of a long release, with a link to the rest."""
        source, view = self._source, self._view
        if view.form not in (MAIL, PLAIN):
            return False
        blocks, edition = source.blocks, source.edition
        shown = len(blocks) - len(self.missing)
        html = edition.html + edition.boilerplate_html
        size = (len(view.data) if view.form == MAIL else 30_000) + len(html.encode()) + 300 * html.count("<")
        return (
            list(self.missing) == list(blocks[shown:])
            and (size > SHORTEN or len(edition.text) > TEXT_LIMIT)
            and (sum(len(block.text) for block in blocks[:shown]) <= _TEASER or len(edition.text) > TEXT_LIMIT)
            and (edition.url in view.raw or headers.web_address(edition.url) in (*view.links, *view.raw.split()))
        )

    def _differing_block(self, block: Block, region: str) -> Iterator[Difference]:
        """The quotes and speakers of a block that its region lacks, else the block itself."""
        source, view = self._source, self._view
        line, told = _collapsed(region), False
        for part, speech in _spoken(source.document, block):
            words = _collapsed(block.text[part.start : part.end])
            span = block.place(part.start, part.end)
            if words not in line:
                told = True
                yield _difference(source, view, QUOTE, words, span, _nearest(line, words))
            elif any(name in block.text and name not in line for name in speech.quoted.speaker.split()):
                told = True
                yield _difference(source, view, SPEAKER, speech.quoted.speaker, span, _nearest(line, block.text))
        if not told:
            what = QUOTE if block.quoted else TEXT
            yield _difference(source, view, what, block.text, block.span, _nearest(line, block.text))


_QUOTE_MARKS = pattern(r"\n[> ]+")
_IMAGE = pattern(r" ?\[Image: [^\]]*\]")


def _places(text: str, wanted: Sequence[str], blocks: Sequence[Block]) -> list[tuple[int, int] | None]:
    """Where texts stand in a longer one, in order; None for one that is missing or part of longer words.

    The cells of a table may stand in any order.
    """
    places: list[tuple[int, int] | None] = []
    cursor = latest = 0
    for number, words in enumerate(wanted):
        table = blocks[number].kind == markdown.TABLE
        cursor = cursor if table else latest
        at = text.find(words, cursor)
        end = at + len(words)
        whole = at >= 0 and (at == latest or text[at - 1] == " " or table)
        if whole and not table and text[end : end + 1] not in (" ", ""):
            whole = number + 1 < len(wanted) and text.startswith(wanted[number + 1], end)
        if whole:
            latest = max(latest, end)
        places.append((at, end) if whole else None)
    return places


def _spoken(document: Document, block: Block) -> Iterator[tuple[Any, Any]]:
    """The parts of quotes in a block of the body, each with its quote."""
    if block not in document.prose:
        return
    number = document.prose.index(block)
    for speech in known_quotes.speeches(document):
        for part in speech.quoted.parts:
            if part.paragraph == number:
                yield part, speech


# --- links, contacts ------------------------------------------------------------------------------------------


def _differing_links(source: Source, view: _View, body: _Body) -> Iterator[Difference]:
    if body.is_cut:
        return
    links, at = view.links, 0
    for link in source.links:
        href = headers.target(link.href) if view.form == MAIL else link.href
        if view.form == PLAIN:
            if not _types(view, link.words, href):
                yield _difference(source, view, LINK, addresses.as_typed(href), link.span)
        elif href:
            try:
                at = links.index(href, at) + 1
            except ValueError:
                yield _difference(source, view, LINK, href, link.span, "")


def _types(view: _View, words: str, href: str) -> bool:
    """Whether plain text has an address, behind the words of its link or as these words."""
    said = addresses.as_typed(href)
    return said in view.raw or addresses.normalized(words) == addresses.normalized(said)


def _differing_contacts(source: Source, view: _View, body: _Body) -> Iterator[Difference]:
    release = source.document.release
    spans = [contact.span for contact in release.contacts] or [None] * len(source.contacts)
    limit = len(source.contacts) if view.form in (PAGE, FEED) else 3 if body.is_cut else 20
    for contact, span in list(zip(source.contacts, spans, strict=False))[:limit]:
        for words in (contact.name, contact.phone, contact.email):
            said = _bounded(words, 200, view)
            if said and said not in view.text and said.replace(" ", "\xa0") not in view.text and not _says(view, said):
                yield _difference(source, view, CONTACT, words, span)
        if view.form == PLAIN:
            continue
        for href in _addresses_of(contact):
            if href not in view.links:
                yield _difference(source, view, CONTACT, href, span, "")


@functools.lru_cache(maxsize=256)
def _addresses_of(contact: Contact) -> tuple[str, ...]:
    return tuple(filter(None, (theme.tel(contact.phone), theme.mailto(contact.email))))


# --- language, times ------------------------------------------------------------------------------------------


def _language_of(source: Source, view: _View) -> str:
    language = source.document.language
    return language if view.form in (PAGE, FEED) or headers.LANGUAGE_TAG.fullmatch(language) else source.document.config.language


def _differing_language(source: Source, view: _View) -> Iterator[Difference]:
    wanted, field = _language_of(source, view), source.document.release.language
    if view.form != PLAIN and view.language != wanted:
        yield _difference(source, view, LANGUAGE, wanted, field.span if field else None, view.language or "")
    if b'"inLanguage":"' in view.data and f'"inLanguage":{json.dumps(wanted, ensure_ascii=False)}'.encode() not in view.data:
        yield _difference(source, view, LANGUAGE, wanted, field.span if field else None, "")


def _differing_times(source: Source, view: _View) -> Iterator[Difference]:
    language, zone = _language_of(source, view), source.document.config.zone
    field = source.document.release.date or source.document.release.embargo
    for number, moment in enumerate(source.moments):
        local = dates.local(moment, zone)
        wanted = theme.moment(local, language)
        if wanted not in view.text and not _says(view, wanted.replace(" a.m.", "\xa0a.m.").replace(" p.m.", "\xa0p.m.")):
            yield _difference(source, view, TIME, wanted, field.span if field else None)
        for before, words in _machine_times(number, theme.iso(local), theme.iso(moment)) if view.form == PAGE else ():
            if before in view.data and f"{before.decode()}{words}".encode() not in view.data:
                yield _difference(source, view, TIME, words, field.span if field else None, "")
    event = source.document.release.event
    if source.event and event and event.starts and not _says_event(view, source.event):
        yield _difference(source, view, TIME, str(source.event), event.starts.span)


def _machine_times(number: int, local: str, iso: str) -> list[tuple[bytes, str]]:
    """What stands before the moment of publication (0) or of the last change (1) in a page, and the moment."""
    name, member = ("published", "Published") if number == 0 else ("modified", "Modified")
    return [
        (b'<time datetime="', local + '"'),
        (f'"article:{name}_time" content="'.encode(), local + '"'),
        (f'"date{member}":"'.encode(), iso + '"'),
    ]


def _says_event(view: _View, event: EventTime) -> bool:
    ends = [event.starts, *([event.ends] if event.ends else [])]
    if view.form == PAGE and not all(f'datetime="{moment.iso}"'.encode() in view.data for moment in ends):
        return False
    return all(_says(view, str(moment)) for moment in ends)
