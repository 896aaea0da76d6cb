"""Style sheets of mails, inlined: css_inline does it for pages with new elements, and what it writes is remembered.

In our own style sheet the styles of an element depend only on the open elements around it. Other style sheets, and
pages that the parser reads otherwise than they are written, always go to css_inline.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom import theme

_PAGE = pattern(
    r"(<!DOCTYPE html>)\s*(<html[^>]*>)\s*(<head>.*?<style>)([^<]*+)(</style>(?!\s*<!\[).*)</body>(\s*)</html>(\s*)",
    re.DOTALL,
)
_TAG = pattern(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# The values of these attributes do not matter to the styles.
_VALUE = pattern(r'( (?:href|src|alt|title|aria-label|lang|dir|width|start|colspan|rowspan)=")([^"]+)')
_MOST = 200  # different elements at a place; a template that numbers its elements must not fill the memory
_VOID = {"br", "hr", "img", "meta"}
_UNUSUAL = pattern(r"&(?!(?:amp|lt|gt|nbsp|quot|#34|#39|#x27);)")
_UNUSUAL_BREAK = pattern(r"<pre[^>]*>\n")  # the parser drops it


class _Place:
    """Open elements of a page: the last start tag as css_inline writes it, its end tag, and the places inside."""

    __slots__ = ("end", "inner", "written")

    def __init__(self, name: str = "", written: str = "") -> None:
        self.written = written
        self.end = "" if name in _VOID else f"</{name}>"
        self.inner: dict[str, _Place] = {}


def inlined(page: str) -> str:
    """The page with its style sheet inlined. Raises NewsroomError if that has an error.

    Of our own style sheet only its last paragraph stays in the head, of others every rule without an element.
    """
    found = _PAGE.fullmatch(page)
    if found is None or (ours := _ours(found[4])) is None:
        return _inlined(page)
    kept, root = ours
    source = f"{found[1]}{found[2]}{found[3]}{kept}{found[5]}{found[6]}{found[7]}</body></html>\n"
    styled = _with_styles(source, root)
    if styled is None:
        made = _inlined(page)
        if (found := _PAGE.fullmatch(made)) is None:
            return made
        styled = f"{made[: found.start(4)]}{kept}{made[found.end(4) :]}"
        _learn(source, styled, root)
    return styled


@functools.lru_cache(maxsize=16)
def _ours(sheet: str) -> tuple[str, _Place] | None:
    """What stays in the head, and the places that are known, of our own style sheet; None for any other."""
    ours = (theme.render(None, "email/mail.css", right_to_left=leftward) for leftward in (False, True))
    return (sheet.rpartition("\n\n")[2].strip(), _Place()) if sheet.strip() in map(str.strip, ours) else None


def _with_styles(source: str, root: _Place) -> str | None:
    """The page with styles, None if it has an element at a place that is not known, or unusual text."""
    parts = _TAG.split(source)
    inner, end = root.inner, root.end
    around: list[tuple[dict[str, _Place], str]] = []
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag == end:
            inner, end = around.pop()
            continue
        place = inner.get(tag)
        if place is not None:
            parts[index] = place.written
        elif tag[1] == "!":
            continue
        else:
            bare, values = _without_values(tag)
            if (place := inner.get(bare)) is None:
                return None
            parts[index] = _filled(place.written, values)
        if place.end:
            around.append((inner, end))
            inner, end = place.inner, place.end
    texts = "\0".join(parts[::2])
    if _UNUSUAL.search(texts) or ("<pre" in source and _UNUSUAL_BREAK.search(source)):
        return None
    if "&" in texts:
        texts = texts.replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"')
    parts[::2] = texts.replace("\xa0", "&nbsp;").replace(">", "&gt;").split("\0")
    return "".join(parts)


def _without_values(tag: str) -> tuple[str, list[tuple[str, str]]]:
    """A start tag with empty values of the attributes that do not matter, and these attributes."""
    parts = _VALUE.split(tag)
    values = list(zip(parts[1::3], parts[2::3], strict=True))
    del parts[2::3]
    return "".join(parts), values


def _filled(written: str, values: list[tuple[str, str]]) -> str:
    """A start tag with the values of attributes, as the parser writes them."""
    for attribute, value in values:
        if "&#" in value or "\xa0" in value:
            value = value.replace("&#34;", "&quot;").replace("&#39;", "'").replace("&#x27;", "'")
            value = value.replace("\xa0", "&nbsp;")
        written = written.replace(f'{attribute}"', f'{attribute}{value}"', 1)
    return written


def _learn(source: str, styled: str, root: _Place) -> None:
    """Remember how css_inline wrote the elements of a page, if the page would be the same with that."""
    ours, theirs = _TAG.findall(source), _TAG.findall(styled)
    here = root
    around: list[_Place] = []
    new: list[tuple[_Place, str]] = []
    for tag, written in zip(ours, theirs, strict=False):
        if tag[1] == "/":
            here = around.pop() if around else root
        elif tag[1] != "!":
            bare, _ = _without_values(tag)
            if bare not in here.inner and len(here.inner) < _MOST:
                here.inner[bare] = _Place(tag[1:-1].split()[0], _without_values(written)[0])
                new.append((here, bare))
            if (place := here.inner.get(bare)) is None:
                break
            if place.end:
                around.append(here)
                here = place
    if _with_styles(source, root) != styled:
        for place, tag in new:
            del place.inner[tag]


@functools.cache
def _inliner() -> Any:
    import css_inline

    return css_inline.CSSInliner(
        keep_style_tags=True, remove_inlined_selectors=True, keep_at_rules=True, load_remote_stylesheets=False
    )


def _inlined(page: str) -> str:
    import css_inline

    try:
        made = str(_inliner().inline(page)) + "\n"
    except css_inline.InlineError as error:
        raise NewsroomError(
            f"the style sheet of the e-mail has an error: {error}", hint="correct templates/email/mail.css"
        ) from error
    return _WITH_ATTRIBUTES.sub(_escaped, made) if "&lt;" in page or "&gt;" in page else made


_WITH_ATTRIBUTES = pattern(r'<[a-z](?:"[^"]*"|[^">])*>')


def _escaped(tag: re.Match[str]) -> str:
    """A tag with `<` and `>` escaped in attributes as well: css_inline leaves them bare, and some mail filters do not
    parse HTML as browsers do.
    """
    return f"<{tag[0][1:-1].replace('<', '&lt;').replace('>', '&gt;')}>"
