"""Inline the style sheets of mails: css_inline does it, and a cache keeps the tags that it writes.

In our own style sheet the styles of an element depend only on the open elements around it, so the cache is a tree of
start tags. Other style sheets, and pages that the parser would change, always go to css_inline.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.identity.colours import Palette

_PAGE = pattern(
    r"(<!DOCTYPE html>)\s*(<html[^>]*>)\s*(<head>.*?<style>)([^<]*+)(</style>(?!\s*<!\[).*)</body>(\s*)</html>(\s*)",
    re.DOTALL,
)
_TAG = pattern(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# The values of these attributes do not matter to the styles.
_IRRELEVANT_VALUE = pattern(r'( (?:href|src|alt|title|aria-label|lang|dir|width|start|colspan|rowspan)=")([^"]+)')
_MOST_CHILDREN = 200  # of a node; a template that numbers its elements must not fill the memory
_VOID = {"br", "hr", "img", "link", "meta"}
_UNUSUAL = pattern(r"&(?!(?:amp|lt|gt|nbsp|quot|#34|#39|#x27);)")
_UNUSUAL_BREAK = pattern(r"<pre[^>]*>\n")  # the parser drops this line break


class _CachedTag:
    """A node of the cache: a start tag as css_inline writes it, its end tag, and the nodes of the tags inside it."""

    __slots__ = ("children", "end_tag", "start_tag")

    def __init__(self, name: str = "", start_tag: str = "") -> None:
        self.start_tag = start_tag
        self.end_tag = "" if name in _VOID else f"</{name}>"
        self.children: dict[str, _CachedTag] = {}


def inlined(page: str, palette: Palette) -> str:
    """The page with its style sheet, in the colours of `palette`, inlined. Raises NewsroomError if it has an error.

    The head keeps the last paragraph of our own style sheet, or the rules of another one that match no element.
    """
    page_match = _PAGE.fullmatch(page)
    if page_match is None or (sheet_and_cache := _own_sheet(page_match[4], palette)) is None:
        return _inlined(page)
    kept, root = sheet_and_cache
    before, after = "".join(page_match.groups()[:3]), "".join(page_match.groups()[4:])
    source = f"{before}{kept}{after}</body></html>\n"
    styled = _styled_from_cache(source, root)
    if styled is None:
        result = _inlined(page)
        if (page_match := _PAGE.fullmatch(result)) is None:
            return result
        styled = f"{result[: page_match.start(4)]}{kept}{result[page_match.end(4) :]}"
        _cache_styles(source, styled, root)
    return styled


@functools.lru_cache(maxsize=16)
def _own_sheet(sheet: str, palette: Palette) -> tuple[str, _CachedTag] | None:
    """The part of our own style sheet that stays in the head, and its empty cache; None for any other sheet."""
    own_sheets = (
        theme.render(None, "email/mail.css", right_to_left=right_to_left, palette=palette)
        for right_to_left in (False, True)
    )
    return (sheet.rpartition("\n\n")[2].strip(), _CachedTag()) if sheet.strip() in map(str.strip, own_sheets) else None


def _styled_from_cache(source: str, root: _CachedTag) -> str | None:
    """The page with styles from the cache; None if the cache lacks one of its elements, or its text is unusual."""
    parts = _TAG.split(source)
    children, end_tag = root.children, root.end_tag
    ancestors: list[tuple[dict[str, _CachedTag], str]] = []
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag == end_tag:
            children, end_tag = ancestors.pop()
            continue
        known = children.get(tag)
        if known is not None:
            parts[index] = known.start_tag
        elif tag[1] == "!":
            continue
        else:
            key, values = _without_values(tag)
            if (known := children.get(key)) is None:
                return None
            parts[index] = _filled(known.start_tag, values)
        if known.end_tag:
            ancestors.append((children, end_tag))
            children, end_tag = known.children, known.end_tag
    texts = "\0".join(parts[::2])
    if _UNUSUAL.search(texts) or ("<pre" in source and _UNUSUAL_BREAK.search(source)):
        return None
    if "&" in texts:
        texts = texts.replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"')
    parts[::2] = texts.replace("\xa0", "&nbsp;").replace(">", "&gt;").split("\0")
    return "".join(parts)


def _without_values(tag: str) -> tuple[str, list[tuple[str, str]]]:
    """A start tag without the values of irrelevant attributes, and these attributes with their values."""
    parts = _IRRELEVANT_VALUE.split(tag)
    values = list(zip(parts[1::3], parts[2::3], strict=True))
    del parts[2::3]
    return "".join(parts), values


def _filled(tag: str, values: list[tuple[str, str]]) -> str:
    """A start tag with these values of attributes filled in, as the parser writes them."""
    for attribute, value in values:
        if "&#" in value or "\xa0" in value:
            value = value.replace("&#34;", "&quot;").replace("&#39;", "'").replace("&#x27;", "'")
            value = value.replace("\xa0", "&nbsp;")
        tag = tag.replace(f'{attribute}"', f'{attribute}{value}"', 1)
    return tag


def _cache_styles(source: str, styled: str, root: _CachedTag) -> None:
    """Add the tags of a styled page to the cache, unless the cache would then give another page."""
    source_tags, styled_tags = _TAG.findall(source), _TAG.findall(styled)
    node = root
    ancestors: list[_CachedTag] = []
    added: list[tuple[_CachedTag, str]] = []
    for tag, styled_tag in zip(source_tags, styled_tags, strict=False):
        if tag[1] == "/":
            node = ancestors.pop() if ancestors else root
        elif tag[1] != "!":
            key, _ = _without_values(tag)
            if key not in node.children and len(node.children) < _MOST_CHILDREN:
                node.children[key] = _CachedTag(tag[1:-1].split()[0], _without_values(styled_tag)[0])
                added.append((node, key))
            if (child := node.children.get(key)) is None:
                break
            if child.end_tag:
                ancestors.append(node)
                node = child
    if _styled_from_cache(source, root) != styled:
        for child, tag in added:
            del child.children[tag]


@functools.cache
def _inliner() -> Any:
    import css_inline

    return css_inline.CSSInliner(
        keep_style_tags=True, remove_inlined_selectors=True, keep_at_rules=True, load_remote_stylesheets=False
    )


def _inlined(page: str) -> str:
    """The page as css_inline returns it. Raises NewsroomError if the style sheet has an error."""
    import css_inline

    try:
        result = str(_inliner().inline(page)) + "\n"
    except css_inline.InlineError as error:
        raise NewsroomError(
            f"the style sheet of the e-mail has an error: {error}", hint="correct templates/email/mail.css"
        ) from error
    return _WITH_ATTRIBUTES.sub(_escaped, result) if "&lt;" in page or "&gt;" in page else result


_WITH_ATTRIBUTES = pattern(r'<[a-z](?:"[^"]*"|[^">])*>')


def _escaped(tag: re.Match[str]) -> str:
    """A tag with `<` and `>` escaped in its attributes: css_inline does not escape them, and some mail filters do not
    parse HTML as browsers do.
    """
    return f"<{tag[0][1:-1].replace('<', '&lt;').replace('>', '&gt;')}>"
