"""What single elements of a mail may say: checked attributes, pictures that every client shows, honest links."""

from __future__ import annotations

import re
from html import escape, unescape

from newsroom_cli.markup.cleaning import alignment
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing import headers

LANGUAGE_TAG = pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WIDTH = 536  # pixels: the column of text at full width

_ATTRIBUTE = pattern(r'([^\s=>"/]+)="([^"]*)"')
_TAG = pattern(r'<(?:"[^"]*"|[^">])*>')


def given(written: str) -> dict[str, str]:
    """The attributes of a start tag by their names in small letters."""
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def words(html: str) -> str:
    """What a reader sees of HTML, as one line of plain text."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def told(label: str, target: str) -> str:
    """What to put behind a link's words: its host when there are no words, or when they name another one."""
    real = escape(headers.spoken(target), quote=False)
    if not label:
        return real
    return f" ({real})" if headers.misleads(label, target) else ""


def picture(given: dict[str, str], *, linked: bool) -> str | None:
    """A picture of a body; one that some clients refuse as a link, its words alone when it stands in a link already.

    None when there is nothing to show: a counting pixel, or a refused picture without words.
    """
    alt, src = " ".join(given.get("alt", "").split()), given.get("src", "")
    width, height = _number(given.get("width")), _number(given.get("height"))
    if 0 < width < 3 or 0 < height < 3:
        return None
    if url := headers.picture(src):
        natural = "" if width else ' class="natural"'
        return f'<img src="{escape(url)}" alt="{escape(alt)}" width="{min(width or WIDTH, WIDTH)}"{natural}>'
    if not alt:
        return None
    target, label = headers.target(src), f"[{escape(alt, quote=False)}]"
    return f'<a href="{escape(target)}">{label}</a>' if target and not linked else label


def attributes(tag: str, given: dict[str, str], target: str = "") -> str:
    """The attributes an element keeps, checked; everything else a page needs is set by the style sheet."""
    kept = {"href": target} if target else {}
    if LANGUAGE_TAG.fullmatch(given.get("lang", "")):
        kept["lang"] = given["lang"]
    if given.get("dir", "").lower() in ("ltr", "rtl", "auto"):
        kept["dir"] = given["dir"].lower()
    if tag == "abbr" and given.get("title"):
        kept["title"] = given["title"]
    if tag == "ol" and re.fullmatch(r"-?\d{1,6}", given.get("start", "")):
        kept["start"] = given["start"]
    if tag in ("td", "th"):
        spans = {name: _number(given.get(name)) for name in ("colspan", "rowspan")}
        kept |= {name: str(min(count, 100)) for name, count in spans.items() if count and count > 1}
    if tag in ("td", "th") and (aligned := alignment(given.get("style", ""))):
        kept["style"] = aligned
    if tag == "th" and given.get("scope", "").lower() in ("col", "row", "colgroup", "rowgroup"):
        kept["scope"] = given["scope"].lower()
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _number(value: str | None) -> int:
    """A whole number of pixels or cells, 0 when it is not one."""
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else 0
