"""The texts of editors that keep a tree of blocks in JSON, as HTML: ProseMirror, Slate and Contentful have it alike."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from newsroom_cli.model.patterns import pattern

_DEEPEST = 40  # blocks within blocks
_BLOCKS = {
    "paragraph": "p", "p": "p", "blockquote": "blockquote", "quote": "blockquote", "listitem": "li", "li": "li",
    "bulletlist": "ul", "unorderedlist": "ul", "ul": "ul", "orderedlist": "ol", "ol": "ol",
    "table": "table", "tablerow": "tr", "tablecell": "td", "tableheader": "th", "tableheadercell": "th",
}  # fmt: skip
_RULES = {"divider", "horizontalrule", "hr"}
_BREAKS = {"hardbreak", "linebreak", "br"}
_MARKS = {"bold": "b", "strong": "b", "italic": "i", "em": "i"}
_TAGGED = pattern(r"</?(?:a|b|i|br|em|strong|sup|sub|u|span)\b[^<>]{0,2000}>", 2)


def html_of(value: Any) -> str:
    """The HTML of a tree of blocks; empty when a value is none."""
    blocks = value.get("content", value.get("children")) if isinstance(value, Mapping) else value
    if not isinstance(blocks, list) or not any(_kind(each) in _BLOCKS for each in blocks):
        return ""
    return "".join(_html(each, 0) for each in blocks)


def _kind(block: Any) -> str:
    """The type of a block in small letters without marks: bullet_list, bulletList and unordered-list are lists."""
    named = (block.get("type") or block.get("nodeType") or "") if isinstance(block, Mapping) else ""
    return "".join(filter(str.isalnum, named)).lower() if isinstance(named, str) else ""


def _html(block: Any, depth: int) -> str:
    if not isinstance(block, Mapping) or depth > _DEEPEST:
        return ""
    kind = _kind(block)
    words = block.get("text", block.get("value"))
    if isinstance(words, str) and (kind in ("text", "") or "text" in block):
        return _styled(words, block)
    children = block.get("content", block.get("children"))
    inside = "".join(_html(each, depth + 1) for each in children) if isinstance(children, list) else ""
    if kind in _RULES:
        return "<hr>"
    if kind in _BREAKS:
        return "<br>"
    if kind.startswith("heading"):
        level = _level(block, kind)
        return f"<h{level}>{inside}</h{level}>"
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{inside}</{_BLOCKS[kind]}>"
    if kind in ("link", "hyperlink", "a"):
        return _linked(inside, _part(block, "data", "attrs").get("uri") or block.get("url") or block.get("href"))
    return inside


def _styled(words: str, block: Mapping[str, Any]) -> str:
    """Words with their emphasis and link; some editors put the elements of HTML into them."""
    made = words if _TAGGED.search(words) else escape(words)
    marks = block.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if name := _MARKS.get(_kind(mark)):
            made = f"<{name}>{made}</{name}>"
        elif _kind(mark) == "link":
            made = _linked(made, _part(mark, "attrs").get("href"))
    return made


def _part(block: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    return next((block[name] for name in names if isinstance(block.get(name), Mapping)), {})


def _level(block: Mapping[str, Any], kind: str) -> int:
    """The level of a heading: its own, among its attributes, or in its name."""
    given = block.get("level") or _part(block, "attrs").get("level") or kind[-1:]
    return min(max(int(given), 1), 6) if str(given).isascii() and str(given).isdigit() and len(str(given)) == 1 else 2


def _linked(words: str, href: Any) -> str:
    return f'<a href="{escape(href)}">{words}</a>' if isinstance(href, str) and href else words
