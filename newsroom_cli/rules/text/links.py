"""LK: faulty links, and words that promise a link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording import calls
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block, Link
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, PREVIEW, WARNING, Hit, rule

# --- LK001 ----------------------------------------------------------------------------------------------------

_CLICK = frozenset(("click", "lick"))  # as in **C**lick


@rule("LK001", "call-to-action-without-target", severity=ERROR)
def call_to_action_without_target(document: Document) -> Iterator[Hit]:
    """Report "please visit" and "click here" without an address or link."""
    parsed = document.markdown
    blocks = parsed.blocks
    clicked = document.word_index.has_word(_CLICK)
    numbers = range(len(blocks)) if clicked else calls.possibly_open([block.text for block in blocks])
    links = sorted([link.span for link in parsed.links]) if numbers else []
    for number in numbers:
        block, following = blocks[number], _following(blocks, number)
        if block.kind != markdown.PARAGRAPH:
            continue
        if open_ := calls.open_ending(block.text):
            span = block.place(*open_)
            until = following.span.end if following else len(document.release.text)
            if not _linked(links, span.start, until) and not _announced(block.text.rstrip(), following):
                words = " ".join(block.text[slice(*open_)].split())
                yield Hit(span, f'nothing follows "{words}"', "add the link or the address that belongs here")
        unlinked = next(_unlinked(block, links), None) if clicked else None
        if unlinked and "<a " not in document.release.text[slice(*block.span)]:
            words = block.text[slice(*unlinked)]
            yield Hit(block.place(*unlinked), f'"{words}" is not a link', "link it, or name the address")
    yield from _unlinked_here(document)


def _unlinked_here(document: Document) -> Iterator[Hit]:
    """Yield a hit for the first "here" in a paragraph without links: Watch the video here."""
    if _HERES.isdisjoint(document.word_index.words) or not document.config.check.preview:
        return
    links = sorted([link.span for link in document.markdown.links])
    for block in document.markdown.blocks:
        if block.kind == markdown.PARAGRAPH:
            for start, end in calls.here_places(block.text):
                if not _linked(links, block.span.start, block.span.end):
                    message, help = f'"{block.text[start:end]}" is not a link', "link it, or name the address"
                    yield Hit(block.place(start, end), message, help, severity=WARNING, since=PREVIEW)
                    return


_HERES = frozenset("here hier ici aquí aqui qui".split())


def _following(blocks: Sequence[Block], number: int) -> Block | None:
    """The next block that is not a comment; None at the end."""
    number += 1
    while number < len(blocks) and blocks[number].kind == markdown.HTML and _COMMENTS.fullmatch(blocks[number].text):
        number += 1
    return blocks[number] if number < len(blocks) else None


_COMMENTS = pattern(r"\s*+(?:<!--(?:(?!-->)[\s\S])*+-->\s*+)++")


def _unlinked(block: Block, links: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of "click here" in a block where no link is on the words or right after them."""
    for start, end in calls.click_here_places(block.text):
        span = block.place(start, end)
        if not _linked(links, span.start, span.end + 4):
            yield start, end


def _linked(links: Sequence[Span], start: int, end: int) -> bool:
    """Whether a link touches a stretch of the file; the links are in order, and each contains at most one picture."""
    index = bisect_right(links, Span(start, start))
    return any(link.start < end and link.end > start for link in links[max(index - 2, 0) : index + 1])


def _announced(text: str, following: Block | None) -> bool:
    """Whether the next block gives what the end of a paragraph announces, such as a list or an address."""
    if following is None:
        return False
    if following.kind in (markdown.CODE, markdown.HTML, markdown.TABLE) or calls.names_a_target(following.text):
        return True
    is_place = (
        following.kind == markdown.PARAGRAPH and text.endswith((" at:", " on:")) and not _has_sentence(following.text)
    )
    return text.endswith(":") and (following.item or is_place)


def _has_sentence(text: str) -> bool:
    """Whether a paragraph is a sentence, and not the name of a shop or an address."""
    return text.rstrip().endswith((".", "!", "?", ".”", '."')) and sum(map(str.islower, text.split())) > _OF_A_NAME


_OF_A_NAME = 4  # most lower-case words of a name or an address


# --- LK002 ----------------------------------------------------------------------------------------------------

_NOWHERE = frozenset(
    ("", "#", "url", "link", "todo", "tk", "tbd", "http://", "https://", "http:", "https:", "mailto:", "tel:")
)
_REFERENCE = pattern(r"(?<!\])\[(?P<text>[^\[\]\n]{1,200})\]\[(?P<name>[\w.-]{0,60})\](?!\[)")


@rule("LK002", "empty-link", severity=ERROR, yields_to=("IM001",))
def empty_link(document: Document) -> Iterator[Hit]:
    """Report links without an address, without text, or with an undefined name."""
    links = document.markdown.links
    for index, link in enumerate(links):
        if link.target.strip().lower() in _NOWHERE:
            what = "picture has no file" if link.image else "link leads nowhere"
            yield Hit(link.span, f"this {what}", "write its address between the parentheses")
        elif not link.image and not link.text and not _pictured(links, index):
            message = "this link has no text that could be read or clicked"
            yield Hit(link.span, message, "write what it leads to between the brackets")
    if "][" in document.release.body.value:
        yield from _undefined(document)


def _pictured(links: Sequence[Link], index: int) -> bool:
    """Whether a link contains a picture with alternative text: the parser lists such pictures just before it."""
    start = links[index].span.start
    inside = takewhile(lambda link: link.span.start > start, reversed(links[max(index - _PICTURES, 0) : index]))
    return any(link.text for link in inside)


_PICTURES = 10  # most pictures in one link


def _undefined(document: Document) -> Iterator[Hit]:
    """Yield hits for references such as [the plan][plan] without a definition: readers see the brackets."""
    for block in document.prose:
        text = document.without_code(block) if "][" in block.text else ""
        for match in _REFERENCE.finditer(text):
            span = block.place(*match.span())
            if match["text"].isdigit() or document.release.text[span.start - 1] == "\\":
                continue
            name = match["name"] or match["text"]
            help = f"write [{match['text']}](https://...), or add the line [{name}]: https://..."
            yield Hit(span, f'"{name}" is not defined as a link', help)


# --- LK003 ----------------------------------------------------------------------------------------------------

_LONGEST = max(map(len, RULES["empty_link_words"]))


@rule("LK003", "link-text-that-says-nothing", severity=WARNING)
def link_text_that_says_nothing(document: Document) -> Iterator[Hit]:
    """Report links whose text is only "here", "read more" or the like."""
    for link in document.markdown.links:
        if not link.image and 0 < len(link.text) <= _LONGEST + _MARKS and _says_nothing(link.text):
            message = f'the link says only "{" ".join(link.text.split())}"'
            yield Hit(link.span, message, "link the words that say what it leads to, such as the name of the page")


_MARK = pattern(r"\A[\W_]+|[\W_]+\Z")
_MARKS = 8  # characters for brackets, full stops and arrows around the words


def _says_nothing(text: str) -> bool:
    """Whether the text of a link is only "here", "read more" or the like."""
    words = " ".join(text.replace("’", "'").lower().split())
    return _MARK.sub("", words) in RULES["empty_link_words"]
