"""Repair damaged characters: wrong decodings, invisible and control characters, ligatures."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import CONTROL


class Repaired(NamedTuple):
    """A repaired text, and notes on doubts."""

    text: str
    notes: tuple[str, ...] = ()


# Soft hyphens, zero-width spaces, word joiners, byte order marks, and marks that embed or override text directions.
# Joiners of emoji and of Persian and Indic scripts, and plain direction marks, are part of words and stay.
_INVISIBLE = pattern("[\u00ad\u200b\u2060\u2061-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
# Beside spaces, ASCII characters and quotation marks, or alone, joiners mean nothing.
_JOINER = pattern("(?<=[\\s!-~“”„«»‘’])[\u200c\u200d]++|[\u200c\u200d]++(?=[\\s!-~“”„«»‘’])|\\A[\u200c\u200d]++\\Z")
_PRIVATE = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "–", 0xF0D8: "•", 0xF0FC: "✓", 0xF06F: "○"}  # bullets of symbol fonts
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_LINES = {0x2028: "\n", 0x2029: "\n\n", 0x0085: "\n"}
_TRANSLATED = {**_PRIVATE, **_LIGATURES, **_LINES}
_STRAY = pattern("[\u0085\u2028\u2029\uf02d-\uf0fc\ufb00-\ufb06]")


def without_stray_characters(text: str) -> str:
    """The text without invisible and control characters, and with letters in place of ligatures.

    Letters and their accents are one character where there is one. Line ends become line feeds, form feeds stay.
    Quotation marks, dashes and no-break spaces stay as they are.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return _CONTROL_BUT_PAGES.sub("", text)
    text = _STRAY.sub(lambda match: _TRANSLATED.get(ord(match.group()), match.group()), text)
    text = unicodedata.normalize("NFC", _JOINER.sub("", _INVISIBLE.sub("", text)))
    return _CONTROL_BUT_PAGES.sub("", text)


_CONTROL_BUT_PAGES = pattern(CONTROL.pattern.replace("\x0c", "").replace("\x0b\x0c\x0e", "\x0b\x0e"))

# UTF-8 that was decoded as Windows-1252 or Latin-1. Undamaged texts rarely have such pairs, so ftfy, which is slow,
# gets only texts that have them.
_MOJIBAKE = pattern(
    "[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\u0080\u20ac]|ï»¿|ðŸ|Å[\u0080-\u00bf]|Ð[\u0080-\u00bf°-¿]"
)


def repair(text: str) -> Repaired:
    """Repair wrong decodings and stray characters; a text without such faults stays as it is."""
    decoded = repair_encoding(text)
    repaired, notes = without_stray_characters(decoded.text), decoded.notes
    if "\ufffd" in repaired:
        notes += (f"letters are lost in the source ({repaired.count(chr(0xFFFD))}); they show as \ufffd",)
    return Repaired(repaired, notes)


# HTML references for letters and marks. Those for < and > are left alone: a text about HTML may mean them.
_REFERENCE = pattern(
    r"&(?:[A-Za-z]{1,2}(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron|lig)|szlig|quot|apos|amp|nbsp|[nm]dash"
    r"|[lrsb][sd]quo|[lr]s?aquo|hellip|euro|pound|middot|bull|copy|reg|trade|deg|ord[fm]|sect|iquest|iexcl"
    r"|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});"
)


def without_references(text: str) -> str:
    """A plain text with HTML references decoded: `caf&eacute;` was copied from the source code of a page."""
    return _REFERENCE.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def repair_encoding(text: str) -> Repaired:
    """Repair letters that were decoded with the wrong encoding, such as `â€™` for an apostrophe.

    ftfy judges each line by itself, and gets only lines with traces of such mistakes.
    """
    if text.isascii() or not any(map(text.__contains__, _SIGNS)) or not _MOJIBAKE.search(text):
        return Repaired(text)
    import ftfy

    lines = text.split("\n")
    repaired = [
        ftfy.fix_encoding(line) if len(line) < _MAX_LINE_LENGTH and _MOJIBAKE.search(line) else line for line in lines
    ]
    changed = sum(1 for old, new in zip(lines, repaired, strict=True) if old != new)
    if not changed:
        return Repaired(text)
    return Repaired(
        "\n".join(repaired), (f"wrongly decoded letters were repaired (lines: {changed}); check these lines",)
    )


_SIGNS = "ÂÃâïðÅÐ"
_MAX_LINE_LENGTH = 100_000  # characters; longer lines are data
