"""The body of a release in an output: which of its blocks are missing, and what stands in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing import headers
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail.message import SHORTEN, TEXT_LIMIT
from newsroom_cli.publishing.proof.source import QUOTE, SPEAKER, TEXT, Promise, Source
from newsroom_cli.publishing.proof.views import FEED, MAIL, PAGE, PLAIN, View, ends_between, seen, skeleton

_TEASER = 12_000  # characters of text at most in a mail that is only the beginning


class Body:
    """The body of a release in an output: which blocks are missing, and what stands in their place."""

    def __init__(self, source: Source, view: View) -> None:
        self._source = source
        self._view = view
        self._additions = sorted(self._added_to_links(), key=len, reverse=True)
        self.missing = dict(self._missing())
        self.is_cut = bool(self.missing) and self._is_cut()

    def broken(self) -> Iterator[tuple[Promise, str]]:
        """The quotes, speakers and other words that are missing, each with what stands in the place of its block."""
        for block, region in self.missing.items() if not self.is_cut else ():
            promises = list(_spoken(self._source.document, block, region))
            for promise in promises or [Promise(QUOTE if block.quoted else TEXT, block.text, block.span)]:
                yield promise, region

    def _missing(self) -> Iterator[tuple[Block, str]]:
        blocks, raw = self._source.blocks, self._view.raw
        text = self._without_additions(_QUOTE_MARKS.sub("\n", raw) if self._view.form == PLAIN else raw)
        wanted = list(map(self._without_additions, self._source.lines))
        places = _places(text, wanted, blocks)
        for number, (block, words, place) in enumerate(zip(blocks, wanted, places, strict=True)):
            if place is None:
                start = max((end for _, end in filter(None, places[:number])), default=0)
                end = min((start for start, _ in filter(None, places[number:])), default=len(text))
                if "<" in self._written(block):  # outputs may break it into pieces
                    end = max(end, start + 2 * len(words) + 400)
                region = text[start : max(end, start)]
                if not self._is_there(block, words, region):
                    yield block, region

    def _without_additions(self, text: str) -> str:
        line = seen(text)
        if self._view.form == PLAIN:
            line = _IMAGE.sub("", line)
        for added in self._additions:  # a space before is part of it, unless the letter there is a wide one
            line = line.replace(f"{' ' * added.startswith(' ')}{seen(added)}", "").replace(seen(added), "")
        return seen(line)

    def _added_to_links(self) -> Iterator[str]:
        """What mails add to the words of links: plain text the address, HTML the host if the words name another."""
        for link in self._source.document.markdown.links if self._view.form == PLAIN else ():
            yield f" <{addresses.as_typed(addresses.target(link.target))}>"  # those that lead nowhere, too
        for link in self._source.links:
            if self._view.form == PLAIN:
                yield f"{' ' if link.text else ''}<{addresses.as_typed(link.target)}>"
            elif self._view.form == MAIL and (shown := headers.shown_address(headers.target(link.target))):
                yield f" ({shown})" if link.text else shown

    def _is_there(self, block: Block, words: str, region: str) -> bool:
        """Whether a block stands among some words, but for characters that outputs replace or that no reader sees."""
        text, wanted = skeleton(region), skeleton(words)
        if not wanted or _places(text, [wanted], [block]) != [None]:
            return True
        written = self._written(block)
        if "<" not in written and "[](" not in written and block.kind != markdown.TABLE:
            return False
        squeezed, at = text.replace(" ", ""), 0
        ends = [start for start, _ in block.runs[1:]] + [len(block.text)]
        for (start, _), end in zip(block.runs, ends, strict=True):
            if (at := squeezed.find(skeleton(block.text[start:end]).replace(" ", ""), at)) < 0:
                return False
        return True

    def _written(self, block: Block) -> str:
        return self._source.document.release.text[slice(*block.span)]

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
        table, following = (
            blocks[number].kind == markdown.TABLE,
            wanted[number + 1] if number + 1 < len(wanted) else " ",
        )
        cursor = cursor if table else latest
        at = text.find(words, cursor)
        while at >= 0 and not (table or _stands_alone(text, at, at + len(words), latest, following)):
            at = text.find(words, at + 1)
        latest = max(latest, at + len(words)) if at >= 0 else latest
        places.append((at, at + len(words)) if at >= 0 else None)
    return places


def _stands_alone(text: str, start: int, end: int, latest: int, following: str) -> bool:
    """Whether a stretch of a text begins and ends at a space, or where other blocks do."""
    begins = start in (0, latest) or ends_between(text, start)
    return begins and (ends_between(text, end) or text.startswith(following, end))


def _spoken(document: Document, block: Block, region: str) -> Iterator[Promise]:
    """The quotes of a block that a region does not have, and the speakers of the others if they are missing there."""
    from newsroom_cli.ledger import known_quotes

    number = document.prose.index(block) if block in document.prose else -1
    for speech in known_quotes.speeches(document):
        for part in speech.quoted.parts:
            if part.paragraph == number:
                words = block.text[part.start : part.end]
                if seen(words) not in region:
                    yield Promise(QUOTE, words, block.place(part.start, part.end))
                elif any(name in block.text and name not in region for name in speech.quoted.speaker.split()):
                    yield Promise(SPEAKER, speech.quoted.speaker, block.place(part.start, part.end))
