"""Footnotes: signs in a text, `[^name]`, and their notes, which stand at its end in the order of their first signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Field, Span

# The number of a note between these two private characters survives the cleaning; a text that has them loses them.
_OPEN, _CLOSE = "\U0010fffc", "\U0010fffd"
_REPLACED = str.maketrans(dict.fromkeys(_OPEN + _CLOSE, "\ufffd"))


class Sign(NamedTuple):
    """A sign that refers to a note: the name of the note, its place, and the name of the note in which it stands."""

    name: str
    span: Span
    within: str = ""


def key(name: str) -> str:
    """What names of the same note have in common: capitals make no difference."""
    return name.translate(_REPLACED).casefold()


def numbers(signs: Sequence[Sign], notes: Sequence[Field[str]]) -> dict[str, int]:
    """The number of each note, by the key of its name: first as the text refers to them, then those left over."""
    mentions: dict[str, list[str]] = {}
    for sign in signs:
        mentions.setdefault(key(sign.within), []).append(key(sign.name))
    names = [key(note.value) for note in notes]
    order: dict[str, int] = {}
    for beginning in (mentions.pop("", []), *([name] for name in names)):
        waiting = list(beginning)
        for name in waiting:
            if name not in order:
                order[name] = len(order) + 1
                waiting += mentions.get(name, ())
    return order


def sign_text(number: int) -> str:
    """The sign as readers see it; the brackets keep it apart from a figure before it, also in a copied text."""
    return f"[{number}]"


# --- HTML -----------------------------------------------------------------------------------------------------

_ROUGH_SIGN = pattern(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')
_ROUGH_NOTE = pattern(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">\d+</sup>\n?'
    r"((?:[^<]|<(?!/?div\b))*+)</div>\n?"
)
_DIV = pattern(rb"<(/?)div(?=[\s/>])", re.IGNORECASE)
_PLACEHOLDER = pattern(rf"{_OPEN}(\d+){_CLOSE}")
_LIST = '<hr>\n<ol class="notes">\n'
_ITEM = '<li class="note">\n'


def without_divs(source: str, events: Iterable[tuple[Any, dict[str, int]]]) -> str:
    """A Markdown text with `section` for each `div` in its HTML, so that only notes are one when it is rendered."""
    data = bytearray(source.encode())
    places = [place for event, place in events if type(event) is dict and ("Html" in event or "InlineHtml" in event)]
    for place in reversed(places):
        stretch = slice(place["start"], place["end"])
        data[stretch] = _DIV.sub(rb"<\1section", data[stretch])
    return data.decode()


def taken_apart(rough: str, numbered: dict[str, int]) -> tuple[str, list[str]]:
    """The text of rough HTML and its notes in order, with placeholders for signs. Notes of one name are one note."""
    notes: dict[int, str] = dict.fromkeys(numbered.values(), "")

    def sign(match: re.Match[str]) -> str:
        """The placeholder for a sign."""
        number = numbered.get(key(unescape(match[1])))
        return f"{_OPEN}{number}{_CLOSE}" if number else match[0]

    def note(match: re.Match[str]) -> str:
        """Keep a note apart, and leave nothing in its place."""
        number = numbered.get(key(unescape(match[1])))
        if number is None:
            return match[0]
        notes[number] += match[2]
        return ""

    before, text = "", _ROUGH_SIGN.sub(sign, rough.translate(_REPLACED))
    while text != before:  # a note may stand in a list of another one
        before, text = text, _ROUGH_NOTE.sub(note, text)
    return text, list(notes.values())


def put_together(text: str, notes: Iterable[str]) -> str:
    """The clean HTML of a text with its notes as a list after a rule, and with raised signs.

    The classes tell pages what is a sign and what is a note; a text itself cannot have classes.
    """
    items = "".join(f"{_ITEM}{note}</li>\n" for note in notes)
    whole = f"{text.rstrip()}\n{_LIST}{items}</ol>\n".lstrip()
    return _PLACEHOLDER.sub(r'<sup class="note">[\1]</sup>', whole)


SIGN = pattern(r'<sup class="note">\[(\d+)\]</sup>')
_SIGN_OR_LINK = pattern(rf"<a[ >]|</a>|{SIGN.pattern}")


def linked(html: str, *, label: str, back: str) -> str:
    """The HTML of a page, where a sign leads to its note and the note back to its signs.

    `label` names the notes and `back` the way back, as escaped text. A way back also has the number of its note, and
    from the second sign on that of the sign: [3.2]. No heading has such an id, because of the dot.
    """
    text, rule, notes = html.rpartition(_LIST)
    if not rule:
        return html
    ids: dict[str, list[str]] = {}
    in_link = False

    def sign(match: re.Match[str]) -> str:
        """A sign as a link, unless it stands in another link."""
        nonlocal in_link
        number = match[1]
        if number is None:
            in_link = match[0] != "</a>"
            return match[0]
        if in_link:
            return f"<sup>[{number}]</sup>"
        own = ids.setdefault(number, [])
        own.append(f"sign.{number}.{len(own) + 1}" if own else f"sign.{number}")
        return f'<sup><a id="{own[-1]}" href="#note.{number}" role="doc-noteref">[{number}]</a></sup>'

    text = _SIGN_OR_LINK.sub(sign, text)
    items = _SIGN_OR_LINK.sub(sign, notes).split(_ITEM)
    for number in range(1, len(items)):
        ways = "".join(
            f' <a href="#{id}" role="doc-backlink" aria-label="{back} [{id.removeprefix("sign.")}]"></a>'
            for id in ids.get(str(number), ())
        )
        words, end, rest = items[number].rpartition("</li>")
        if ways and words.endswith("</p>\n"):
            words = f"{words.removesuffix('</p>' + chr(10))}{ways}</p>\n"
        elif ways:
            words += f"<p>{ways.lstrip()}</p>\n"
        items[number] = f'<li id="note.{number}">\n{words}{end}{rest}'
    ol, _, after = "".join(items).rpartition("</ol>")
    return f'{text}<section class="notes" role="doc-endnotes" aria-label="{label}">\n<ol>\n{ol}</ol>\n</section>{after}'


# --- plain text -----------------------------------------------------------------------------------------------


def arranged(events: Iterable[Any], numbered: dict[str, int]) -> Iterator[Any]:
    """Yield the parser's events of a text with its signs as words and, after a rule, those of its notes.

    The name of a note is its sign.
    """
    notes: dict[int, list[Any]] = {number: [] for number in numbered.values()}
    opened: list[int] = []
    for event in events:
        what, detail = next(iter(event.items())) if type(event) is dict else ("", event)
        if what == "Start" and type(detail) is dict and "FootnoteDefinition" in detail:
            opened.append(numbered[key(detail["FootnoteDefinition"])])
        elif what == "End" and detail == "FootnoteDefinition":
            opened.pop()
        else:
            written = {"Text": sign_text(numbered[key(detail)])} if what == "FootnoteReference" else event
            if opened:
                notes[opened[-1]].append(written)
            else:
                yield written
    yield "Rule"
    for number, note in notes.items():
        yield {"Start": {"FootnoteDefinition": sign_text(number)}}
        yield from note
        yield {"End": "FootnoteDefinition"}
