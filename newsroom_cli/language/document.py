"""A release in its newsroom, with everything that rules read from it. Each property is computed once."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from newsroom_cli.language import passages, quotation_marks
from newsroom_cli.language.passages import CODE, Passage, own_words
from newsroom_cli.language.word_index import WordIndex
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block, ParsedBody
from newsroom_cli.model import language_tags
from newsroom_cli.model.config import Config, Office
from newsroom_cli.model.interpretation import language_of, local_day, office_of
from newsroom_cli.model.release import APPROVED, WITHDRAWN, Field, Release, Span

Answer = TypeVar("Answer")


_SENTENCE = 7  # spaces in a quotation that is a sentence

Places = dict[Field[str], Sequence[int] | None]  # the offsets of the characters of texts of the front matter


def _within(release: Release, places: Places, field: Field[str], start: int, end: int) -> Span:
    """Like `Document.span_of_part`, but without a reference to the document: a cycle would keep its memory longer."""
    if field not in places:
        places[field] = passages.character_offsets(release, field)
    return passages.span_within(release, field, places[field], start, end)


class Document:
    """One release in its newsroom. Make a document for each release of a batch, and drop it with the batch."""

    def __init__(self, release: Release, config: Config) -> None:
        self.release = release
        self.config = config
        self.answers: dict[
            Callable[[Document], Any], Any
        ] = {}  # the cached results of functions decorated with `per_document`
        self._places: Places = {}

    @functools.cached_property
    def language(self) -> str:
        """The tag of the language that the release is written in."""
        return language_of(self.release, self.config)

    @property
    def is_going_out(self) -> bool:
        """Whether the release is approved, or is checked as if it were (`check --release`)."""
        status = self.release.status_name
        return status == APPROVED or (self.config.check.releasing and status != WITHDRAWN)

    @functools.cached_property
    def base_language(self) -> str:
        """The language without its region, in small letters: de for de-AT."""
        return language_tags.base(self.language)

    @functools.cached_property
    def is_english(self) -> bool:
        """Whether the release is written in English."""
        return language_tags.is_english(self.language)

    @functools.cached_property
    def word_index(self) -> WordIndex:
        """The words, characters and digits of the whole file, keys of the front matter included."""
        return WordIndex(self.release.text, self.release.body.value)

    # --- the body ---------------------------------------------------------------------------------------------

    @functools.cached_property
    def markdown(self) -> ParsedBody:
        """The blocks, links and comments of the body."""
        return markdown.read(self.release.body)

    @property
    def prose(self) -> tuple[Block, ...]:
        """The blocks of running text in the body, without code and raw HTML."""
        return self.markdown.prose

    @functools.cached_property
    def quoting_blocks(self) -> tuple[tuple[int, Block], ...]:
        """The blocks of running text that may hold a quotation, each with its index in `prose`."""
        blocks = enumerate(self.prose)
        return tuple(
            [(number, block) for number, block in blocks if block.quoted or quotation_marks.has_mark(block.text)]
        )

    def of_block(self, block: Block) -> Passage:
        """A block of the body as a passage, with spaces for its inline code."""
        return Passage(self.without_code(block), block.place, block)

    def without_code(self, block: Block) -> str:
        """A block's text with its inline code replaced character by character, so that offsets stay the same."""
        return passages.without_code(self.release.text, 0, block)

    # --- the front matter -------------------------------------------------------------------------------------

    @functools.cached_property
    def captions(self) -> tuple[Passage, ...]:
        """The texts outside the body that readers see: headline, subhead, the event's place, image captions."""
        release = self.release
        place = release.event.place if release.event else None
        fields = release.headline, release.subhead, place, *[image.caption for image in release.images]
        return tuple([self.of_field(field) for field in fields if field is not None])

    @functools.cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What readers see: the captions, then the blocks of the body."""
        return (*self.captions, *map(self.of_block, self.prose))

    @functools.cached_property
    def issue_date(self) -> dt.date | None:
        """The day of the release's date, in the newsroom's time zone."""
        return local_day(self.release.date.value, self.config) if self.release.date else None

    @property
    def office_key(self) -> str:
        """The current key of the issuing office; empty without one."""
        return office_of(self.release, self.config)

    @property
    def office(self) -> Office | None:
        """The issuing office, if newsroom.toml has it."""
        return self.config.offices.get(self.office_key)

    def of_field(self, field: Field[str]) -> Passage:
        """A text field of the front matter as a passage."""
        return Passage(field.value, functools.partial(_within, self.release, self._places, field))

    def span_of_part(self, field: Field[str], start: int, end: int) -> Span:
        """The span in the file of part of a front-matter text; the span of the whole value if escapes hide the part."""
        return _within(self.release, self._places, field, start, end)

    def written(self) -> Iterator[Field[str]]:
        """Yield every text in the front matter."""
        return passages.texts_of(self.release)

    # --- the house's own words --------------------------------------------------------------------------------

    @functools.cached_property
    def narrative(self) -> tuple[Passage, ...]:
        """The prose of the body in the newsroom's own words, which style rules may judge.

        Quotations, addresses and code are masked character by character with CODE; block quotes are left out.
        """
        blocks = (block for block in self.prose if not block.quoted)
        return tuple(Passage(own_words(self.without_code(block)), block.place, block) for block in blocks)

    @functools.cached_property
    def typed_passages(self) -> tuple[Passage, ...]:
        """The narrative plus quotations that are sentences: a typo there is the typist's. Shorter ones may be names."""
        return tuple(map(self._with_sentences, self.narrative))

    def _with_sentences(self, own: Passage) -> Passage:
        """A passage in the newsroom's own words, with those of its quotations restored that are sentences."""
        whole = self.without_code(own.block) if own.block and CODE in own.text else own.text
        text = own.text
        for start, end in quotation_marks.pair(whole).quoted_spans(len(whole)) if whole != text else ():
            if whole.count(" ", start, end) >= _SENTENCE:
                text = text[:start] + whole[start:end] + text[end:]
        return own._replace(text=text)

    @functools.cached_property
    def narrative_captions(self) -> tuple[Passage, ...]:
        """Headline, subhead, the event's place and captions in the newsroom's own words; see `narrative`."""
        return tuple([Passage(own_words(caption.text), caption.place) for caption in self.captions])

    @property
    def own_passages(self) -> tuple[Passage, ...]:
        """The passages in the newsroom's own words: headline, subhead, captions, body."""
        return self.narrative_captions + self.narrative

    @functools.cached_property
    def spoken_spans(self) -> tuple[Span, ...]:
        """The spans of other people's words: quotations and block quotes of the body, and the listed quotes."""
        spans = [field.span for quote in self.release.quotes for field in passages.texts_of(quote)]
        for _, block in self.quoting_blocks:
            if block.quoted:
                spans.append(block.span)
            else:
                pairs = quotation_marks.pair(block.text).quoted_spans(len(block.text))
                spans += [block.place(start, end) for start, end in pairs if end > start]
        return tuple(sorted(spans))


def per_document(function: Callable[[Document], Answer]) -> Callable[[Document], Answer]:
    """Cache the result of a function of a document inside the document."""

    @functools.wraps(function)
    def cached(document: Document) -> Answer:
        """The result for a document, computed on the first call."""
        answers = document.answers
        if function not in answers:
            answers[function] = function(document)
        answer: Answer = answers[function]
        return answer

    return cached
