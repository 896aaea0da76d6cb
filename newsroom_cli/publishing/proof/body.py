"""Compare the body of a release with an output: which blocks are missing, and what the output has instead."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from html import escape

from newsroom_cli.language.document import Document
from newsroom_cli.markup import markdown, text_lines
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import headers
from newsroom_cli.publishing.mail.message import SHORTEN, TEXT_LIMIT
from newsroom_cli.publishing.proof.source import QUOTE, SPEAKER, TEXT, Promise, Source
from newsroom_cli.publishing.proof.views import FEED, MAIL, PAGE, PLAIN, View, is_word_boundary, skeleton, visible

_LONGEST_TEASER = 12_000  # characters; a shortened mail shows no more text


class Body:
    """The body of a release as an output shows it.

    `missing` has the missing blocks, each with the region of the output where the block should be. `is_cut` says that
    the output shows only the beginning of the body, with a link to the rest.
    """

    def __init__(self, source: Source, view: View) -> None:
        self._source = source
        self._view = view
        self._additions = sorted(self._link_additions(), key=len, reverse=True)
        self.missing = dict(self._missing_blocks())
        never_fits = len(source.edition.html) > SHORTEN  # long HTML may have few words, between many breaks
        self.is_cut = (bool(self.missing) or never_fits) and self._is_cut()

    def broken(self) -> Iterator[tuple[Promise, str]]:
        """Yield the missing quotes, speakers and other words, each with the region where its block should be."""
        for block, region in self.missing.items() if not self.is_cut else ():
            promises = list(_broken_quotes(self._source.document, block, region))
            for promise in promises or [Promise(QUOTE if block.quoted else TEXT, block.text, block.span)]:
                yield promise, region

    def _missing_blocks(self) -> Iterator[tuple[Block, str]]:
        """Yield the blocks that the output lacks, each with the text between its neighbours in the output."""
        blocks, raw = self._source.blocks, self._view.raw
        text = self._without_additions(_QUOTE_MARKS.sub("\n", raw) if self._view.form == PLAIN else raw)
        texts = list(map(self._without_additions, self._source.lines))
        positions = _positions(text, texts, blocks)
        ends = itertools.accumulate((position[1] if position else 0 for position in positions), max, initial=0)
        starts = list(
            itertools.accumulate((position[0] if position else len(text) for position in reversed(positions)), min)
        )
        for block, words, position, start, end in zip(blocks, texts, positions, ends, reversed(starts), strict=False):
            if position is None:
                if "<" in self._markdown_of(block):  # outputs may break it into pieces
                    end = max(end, start + 2 * len(words) + 400)
                region = text[start : max(end, start)]
                if not self._is_shown(block, words, region):
                    yield block, region

    def _without_additions(self, text: str) -> str:
        """The visible text without what outputs add: hosts and addresses of links, descriptions of images."""
        line = visible(text)
        for addition in self._additions:  # an addition includes the space before it, unless a wide letter is there
            shown = visible(addition)
            line = line.replace(f"{' ' * addition.startswith(' ')}{shown}", "").replace(shown, "")
        return visible(_IMAGE.sub("", line) if self._view.form == PLAIN else line)

    def _link_additions(self) -> Iterator[str]:
        """Yield what outputs add to the words: descriptions in place of pictures, and what mails add to links.

        In plain text, mails add the address of a link; in HTML its host, if the words of the link mislead.
        """
        for link in self._source.document.markdown.links:
            if link.image and (words := link.text.strip()):
                label = f"Image: {words}" if self._view.form == PLAIN else words
                yield f" [{label}]" if f'alt="{escape(words)}"' in self._source.edition.html else f" {words}"
        for link in self._source.document.markdown.links if self._view.form == PLAIN else ():
            yield f" <{addresses.as_typed(addresses.ascii_target(link.target))}>"  # including links that lead nowhere
        for link in self._source.links:
            if self._view.form == PLAIN:
                yield f"{' ' if link.text else ''}<{addresses.as_typed(link.target)}>"
            elif self._view.form == MAIL and (host := headers.shown_address(headers.target(link.target))):
                yield f" ({host})" if link.text else host

    def _is_shown(self, block: Block, words: str, region: str) -> bool:
        """Whether a region contains a block, apart from characters that outputs replace or that no reader sees."""
        text, wanted = skeleton(region), skeleton(words)
        if not wanted or _positions(text, [wanted], [block]) != [None]:
            return True
        is_wide = self._view.form == PLAIN and not text_lines.is_narrow(words)  # its lines also break without a space
        if is_wide and wanted.replace(" ", "") in text.replace(" ", ""):
            return True
        written = self._markdown_of(block)
        if "<" not in written and "[](" not in written and block.kind != markdown.TABLE:
            return False
        without_spaces, offset = text.replace(" ", ""), 0
        ends = [start for start, _ in block.runs[1:]] + [len(block.text)]
        for (start, _), end in zip(block.runs, ends, strict=True):
            if (offset := without_spaces.find(skeleton(block.text[start:end]).replace(" ", ""), offset)) < 0:
                return False
        return True

    def _markdown_of(self, block: Block) -> str:
        """The Markdown of a block, as the release file has it."""
        return self._source.document.release.text[slice(*block.span)]

    def _is_cut(self) -> bool:
        """Whether the output shows only the beginning of a long release, with a link to the rest."""
        source, view, edition = self._source, self._view, self._source.edition
        shown = len(source.blocks) - len(self.missing)
        html = edition.html + edition.boilerplate_html
        size = (len(view.data) if view.form == MAIL else 30_000) + len(html.encode()) + 300 * html.count("<")
        length = sum(len(visible(line)) for line in source.lines[:shown])
        fits = view.form == PAGE or size <= SHORTEN or length > _LONGEST_TEASER
        fits = fits and len(edition.text) <= TEXT_LIMIT
        linked = edition.url in view.raw or headers.web_address(edition.url) in (*view.links, *view.raw.split())
        if view.form == FEED:  # the summary of a release that is too large for a feed may have words of any block
            is_large = 3 * (len(html) + len(edition.subhead)) >= feeds.ENTRY_LIMIT
            return is_large and linked and len(view.data) < _LARGEST_SUMMARY
        only_lede = shown <= 1  # which need not be the first block
        return not fits and linked and (only_lede or self._lacks_only_the_end())

    def _lacks_only_the_end(self) -> bool:
        """Whether every block after the first missing one is missing, except tables, whose words occur elsewhere."""
        end = itertools.dropwhile(lambda block: block not in self.missing, self._source.blocks)
        return all(block.kind == markdown.TABLE or block in self.missing for block in end)


_LARGEST_SUMMARY = 20_000  # bytes of the entry in a feed that has only a summary
_QUOTE_MARKS = pattern(r"\n[> ]+")
_IMAGE = pattern(r" ?\[Image: ?[^\]]*\]")


def _positions(text: str, texts: Sequence[str], blocks: Sequence[Block]) -> list[tuple[int, int] | None]:
    """The start and end of each text in a longer one, in order; None for a text that is missing or inside a word.

    The cells of a table may come in any order.
    """
    positions: list[tuple[int, int] | None] = []
    search_start = latest = 0
    for number, words in enumerate(texts):
        is_table = blocks[number].kind == markdown.TABLE
        next_text = texts[number + 1] if number + 1 < len(texts) else " "
        search_start = search_start if is_table else latest
        offset = text.find(words, search_start)
        while offset >= 0 and not (is_table or _is_separate(text, offset, offset + len(words), latest, next_text)):
            offset = text.find(words, offset + 1)
        latest = max(latest, offset + len(words)) if offset >= 0 else latest
        positions.append((offset, offset + len(words)) if offset >= 0 else None)
    return positions


def _is_separate(text: str, start: int, end: int, latest: int, following: str) -> bool:
    """Whether a part of a text begins and ends at a word boundary, or where its neighbours end and begin."""
    begins = start in (0, latest) or is_word_boundary(text, start)
    return begins and (is_word_boundary(text, end) or text.startswith(following, end))


def _broken_quotes(document: Document, block: Block, region: str) -> Iterator[Promise]:
    """Yield the quotes of a block that a region lacks, and the missing speakers of the quotes that it has."""
    from newsroom_cli.ledger import known_quotes

    number = document.prose.index(block) if block in document.prose else -1
    for speech in known_quotes.speeches(document):
        for part in speech.quoted.parts:
            if part.paragraph == number:
                words = block.text[part.start : part.end]
                if visible(words) not in region:
                    yield Promise(QUOTE, words, block.place(part.start, part.end))
                elif any(name in block.text and visible(name) not in region for name in speech.quoted.speaker.split()):
                    yield Promise(SPEAKER, speech.quoted.speaker, block.place(part.start, part.end))
