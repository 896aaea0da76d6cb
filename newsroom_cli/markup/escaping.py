"""Escape invisible and active characters: one function for people, one for each format."""

from __future__ import annotations

import functools
import re
from typing import Any

from newsroom_cli.model.patterns import pattern

# Control characters, surrogates, line breaks of Unicode, direction marks, and characters that Unicode never shows
# (Default_Ignorable_Code_Point).
_CONTROL = "\x00-\x1f"
_UNSEEN = (
    f"{_CONTROL}\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_EMOJI = "\xa9\xae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LEFTWARD = "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_JOINING = f"{_LEFTWARD}\u0900-\u109f\u1780-\u17b3\u17b6-\u17ff"  # scripts that need joiners, or breaks without spaces
_FLAGS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in f"{region}\x7f") for region in ("gbeng", "gbsct", "gbwls")
)
# An invisible character stays where a script needs it: there it changes the character beside it, so it cannot hide.
_USEFUL = "|".join(
    (
        f"(?<=[{_EMOJI}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?<=[{_EMOJI}\ufe0e\ufe0f])\u200d(?=[{_EMOJI}])",
        f"(?<=\U0001f3f4)(?:{_FLAGS})",
        f"(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
        f"(?<=[{_JOINING}])[\u200b-\u200d]",
        f"(?<=[{_LEFTWARD}])[\u200e\u200f\u061c]|[\u200e\u200f\u061c](?=[{_LEFTWARD}])",
    )
)
_SHOWN = pattern(f"{_USEFUL}|([{_UNSEEN}])")
_OUTSIDE_ASCII = pattern(f"[{_UNSEEN.removeprefix(_CONTROL)}]")
_ONE = pattern(f"[{_UNSEEN}]")
_ESCAPED = pattern(r"\\u[0-9a-f]{4}(?:\\u[0-9a-f]{4})*")
_NOT_IN_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Commands that services read in the log of a job: `::error::` at the start of a line, `##[error]`, `##vso[`.
_COMMAND = pattern(r"^(\s*):(?=:)|(?<=#)#(?=\w*\[)")
_COMMAND_INSIDE = pattern(r"##(?=\w*\[)")


_USUAL = bytes([*b"\t\n", *range(0x20, 0x7F)])


def unusual_characters(text: str) -> str:
    """The characters of a text other than visible ASCII, spaces, tabs and line feeds, in order.

    A pattern searches these in a tenth of the time that it needs for the whole text.
    """
    return text.encode(errors="surrogatepass").translate(None, _USUAL).decode(errors="surrogatepass")


# No character has a number of so many digits, and Python refuses to read one of more than 4,300.
_LONG_REFERENCE = pattern(r"&#[0-9]{1000,};?")


def unescape(text: str) -> str:
    """The text with HTML references decoded; one whose number is too long becomes a replacement character."""
    import html  # slow to load, and few releases have references

    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text) if "&#" in text else text)


def for_people(text: str) -> str:
    """Text on one line, with escapes for invisible characters and line breaks: `\\x1b`, `\\u202e`, `\\n`.

    A second call changes nothing.
    """
    if (text.isascii() and text.isprintable()) or not _ONE.search(text):
        return text
    return _SHOWN.sub(_escape_if_invisible, text)


def for_columns(text: str) -> str:
    """Text for people with tabs as spaces, so that its length is the width in which it is printed."""
    return for_people(text.replace("\t", "    "))


def _escape_if_invisible(match: re.Match[str]) -> str:
    """The escape of an invisible character in a match; other matches stay."""
    return match[0] if match[1] is None else match[0].encode("unicode_escape").decode()


def without_ci_commands(line: str) -> str:
    """A line for the log of a job, with an escape wherever a CI service would find a command."""
    if "::" not in line and "##" not in line:
        return line
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\x{ord(found[0][-1]):x}", line)


def for_addresses(path: str) -> bytes:
    """The bytes of a path to be quoted in an address, even if the path is not UTF-8."""
    try:
        return path.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # a surrogate that is no byte of a name
        return path.encode(errors="replace")


def for_json(value: Any, *, indent: int | None = None) -> str:
    """JSON with invisible characters escaped. Bytes of a file name that are not UTF-8 are replaced."""
    import json

    text = _ESCAPED.sub(_unescape_visible, json.dumps(value, indent=indent))
    return _COMMAND_INSIDE.sub("#\\\\u0023", text)


def _unescape_visible(match: re.Match[str]) -> str:
    """The matched escapes as characters if these are visible; unchanged if the backslash itself is escaped."""
    backslashes = 0
    while match.string[match.start() - backslashes - 1] == "\\":
        backslashes += 1
    return match[0] if backslashes % 2 else _unescape_json(match[0])


@functools.lru_cache(1000)
def _unescape_json(escaped: str) -> str:
    """JSON escapes with visible characters written out; escapes of invisible characters stay."""
    import json

    text = for_addresses(json.loads(f'"{escaped}"')).decode(errors="replace")
    return _OUTSIDE_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])


def for_xml(text: str) -> str:
    """Text or an attribute value of XML, on one line: forbidden characters replaced, other invisible ones escaped."""
    from html import escape

    if not (text.isascii() and text.isprintable()):
        text = _NOT_IN_XML.sub("\ufffd", for_addresses(text).decode(errors="replace"))
    text = _ONE.sub(lambda found: f"&#{ord(found[0])};", escape(text))
    return _COMMAND_INSIDE.sub("#&#35;", text)
