"""LK: links, and the words that promise one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from newsroom_cli import markdown
from newsroom_cli.config import Config
from newsroom_cli.language import calls, passages
from newsroom_cli.markdown import Block, Document, Link
from newsroom_cli.model import Release, Span
from newsroom_cli.rules.registry import ERROR, Hit, rule

# --- LK001 ----------------------------------------------------------------------------------------------------


@rule("LK001", "call-to-action-without-target", severity=ERROR)
def call_to_action_without_target(release: Release, config: Config) -> Iterator[Hit]:
    document = markdown.read(release.body)
    for index, block in enumerate(document.blocks):
        if block.kind != markdown.PARAGRAPH:
            continue
        if (open_ := calls.left_open(block.text)) and not _answered(document, index, open_):
            words = " ".join(block.text[slice(*open_)].split())
            yield Hit(
                block.place(*open_), f'nothing follows "{words}"', "add the link or the address that belongs here"
            )
        for start, end in calls.clicks(block.text):
            span = block.place(start, end)
            if not _linked(document.links, span) and "<a " not in release.text[slice(*block.span)]:
                yield Hit(span, f'"{block.text[start:end]}" is not a link', "link it, or name the address")


def _answered(document: Document, index: int, open_: tuple[int, int]) -> bool:
    """Whether a link stands in the open words or behind them, or the next block is what they announce."""
    block, following = document.blocks[index], document.blocks[index + 1 : index + 2]
    last = block.place(open_[1] - 1, open_[1]).start
    behind = following[0].span.end if following else sys.maxsize
    if any(link.span.end > last and link.span.start < behind for link in document.links):
        return True
    return any(_announced(block.text.rstrip(), each) for each in following)


def _announced(text: str, following: Block) -> bool:
    if following.kind in (markdown.CODE, markdown.HTML, markdown.TABLE) or calls.names_a_target(following.text):
        return True
    colon = text.endswith(":")
    return colon and (following.item or (following.kind == markdown.PARAGRAPH and text.endswith((" at:", " on:"))))


def _linked(links: Sequence[Link], span: Span) -> bool:
    """Whether a link covers a place or follows it at once."""
    return any(link.span.start <= span.end + 4 and link.span.end > span.start for link in links)


# --- LK002 ----------------------------------------------------------------------------------------------------

_NOWHERE = frozenset(("", "#", "url", "link", "todo", "tk", "tbd", "http://", "https://", "http:", "https:"))
_REFERENCE = re.compile(r"(?<!\])\[(?P<text>[^\[\]\n]{1,200})\]\[(?P<name>[\w.-]{1,60})\](?!\[)")


@rule("LK002", "empty-link", severity=ERROR)
def empty_link(release: Release, config: Config) -> Iterator[Hit]:
    links = markdown.read(release.body).links
    for link in links:
        if link.target.strip().lower() in _NOWHERE:
            what = "picture has no file" if link.image else "link leads nowhere"
            yield Hit(link.span, f"this {what}", "write its address between the parentheses")
        elif not link.image and not link.text and not _pictured(links, link):
            yield Hit(link.span, "this link has no text that could be read or clicked", "write what it leads to between the brackets")  # fmt: skip
    if "][" in release.body.value:
        yield from _undefined(release)


def _pictured(links: Sequence[Link], outer: Link) -> bool:
    """Whether a link is a picture with alternative text."""
    start, end = outer.span
    return any(link.image and link.text and start <= link.span.start and link.span.end <= end for link in links)


def _undefined(release: Release) -> Iterator[Hit]:
    """References such as [the plan][plan] that no line defines; the brackets are printed as they stand."""
    for block in passages.prose(release):
        text = passages.without_code(release, block) if "][" in block.text else ""
        for match in _REFERENCE.finditer(text):
            span = block.place(*match.span())
            if match["text"].isdigit() or release.text[span.start - 1] == "\\":
                continue
            help = f"write [{match['text']}](https://...), or add the line [{match['name']}]: https://..."
            yield Hit(span, f'"{match["name"]}" is not defined as a link', help)
