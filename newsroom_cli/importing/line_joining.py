"""Join broken lines: wrapped lines, words hyphenated at the ends of lines, and paragraphs torn apart by copying."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.model.patterns import pattern

_NARROWEST, _WIDEST = 40, 140  # characters; narrower lines are a list or an address, wider ones are paragraphs
_SLACK = 0.35  # the share of the width that a wrapped line may lack: columns of a PDF are ragged
_BARE_TILDE = pattern(r"(?<!\\)~")


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which the lines of a text are wrapped, in characters; 0 if each line is a paragraph.

    Wrapped lines have similar lengths: most of them end where the next word did not fit.
    """
    filled = [line for line in lines if line]
    if len(filled) < 3:
        return 0
    lengths = sorted(len(line) for line in filled)
    longer = max(1, len(lengths) // _LONGER)  # lines that somebody edited later, or with a long web address
    return next((width for width in lengths[: -longer - 2 : -1] if _wraps(lines, width, lengths[-1])), 0)


_RAGGED, _EVEN = 0.92, 0.95  # the share of the width that a line fills at least, with the first word of the next line
_LONGER = 3  # one in this many lines, at most, may be longer than the width


def _wraps(lines: Sequence[str], width: int, widest: int) -> bool:
    """Whether lines are wrapped at a width: at least half of the lines above another one fill it."""
    if not _NARROWEST <= width <= _WIDEST or widest > 2 * width:
        return False
    # Short lines under each other, such as an address, do not count.
    breaks = [pair for pair in itertools.pairwise(lines) if pair[1] and 0.6 * width <= len(pair[0]) <= width]
    filled = (_RAGGED if width == widest else _EVEN) * width
    full = sum(1 for line, after in breaks if len(line) + 1 + len(_first_word(after)) > filled)
    return full >= max(2, 0.5 * len(breaks))


_GAP = pattern(r"(?<![ \t\xa0\n])[ \t\xa0]*+\n(?:[ \t\xa0]*+\n)++[ \t\xa0]*+(?=\S)")
_OFTEN = 3, 0.1  # broken sentences, and their share of all gaps, in a text with line spacing, at least


def without_line_spacing(text: str) -> str:
    """The text without blank lines between the lines of its paragraphs; broken sentences are joined.

    The text is unchanged unless many blank lines break a sentence.
    """
    gaps = list(_GAP.finditer(text))
    broken = sum(_breaks_sentence(text, gap) for gap in gaps)
    if broken < _OFTEN[0] or broken < _OFTEN[1] * len(gaps):
        return text
    wide = sorted(len(line.strip()) for line in text.split("\n") if line.strip())[-1 - broken // 2]
    parts: list[str] = []
    at = 0
    for gap in gaps:
        line = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()].strip()
        lower = text[gap.end()].islower()
        full = lower or len(line) + len(_first_word(text[gap.end() : gap.end() + 30])) >= _FULL * wide
        joins = gap.group().count("\n") == 2 and line and line[-1] not in ".!?:;" and full and len(line) > _NARROWEST
        parts += [text[at : gap.start()], " " if joins else gap.group()]
        at = gap.end()
    return "".join([*parts, text[at:]])


def _breaks_sentence(text: str, gap: re.Match[str]) -> bool:
    """Whether a single blank line stands within a sentence: the text goes on with a small letter."""
    begins = gap.start() == 0 or gap.group().count("\n") != 2
    return not begins and text[gap.start() - 1] not in (*sentences.STOPS, *":;") and text[gap.end()].islower()


_FULL = 0.9  # the share of the width that a full line reaches


def _first_word(line: str) -> str:
    """The first word of a line; its first two characters in a script without spaces between words."""
    return line[:2] if _is_wide(line[:1]) else line.split(" ", 1)[0]


_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, without words divided at the end of a line; a compound is one word."""
    return frozenset(word.lower() for word in _WORD.findall(_DIVIDED.sub(" ", text)))


_DIVIDED = pattern(r"(?<![^\W\d_])[^\W\d_]++-[ \t]*\n\s*[^\W\d_]+")


# What begins a new paragraph: a label, or a dateline in brackets, such as (Port Ellery, Texas) –
_BEGINS = pattern(
    r"(?:To|From|Contacts?|Media Contact|Press Contact|CONTACTS?|TO|FROM):\s"
    r"|\([A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+){0,3}, [A-ZÀ-Þ][\w. ]{1,20}\)\s?[–—-]"
)


# WASHINGTON, March 2 -- The city. A line that begins so begins a paragraph, even if it is short.
_DATELINED = pattern(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ .'’/&-]{0,40}(?:,\s[^\n–—]{2,40}?)?\s{1,3}(?:--|[–—])\s{1,3}\S")


# An address that cannot end where its line does, and the rest of one: https://ellery · gov.example/library
_CUT_ADDRESS = pattern(r"https?://(?:[^\s./]*|\S*[/=&?%_.])\Z")
_REST_OF_ADDRESS = pattern(r"[\w%?#&=+~-]*[a-z][./=_?&%-][\w%/]")


def _is_cut_address(before: str, after: str) -> bool:
    """Whether the end of a line cuts a web address in two."""
    return _CUT_ADDRESS.search(before) is not None and _REST_OF_ADDRESS.match(after) is not None


class Wrapping(NamedTuple):
    """The width at which a text is wrapped (0 if it is not), and the words of the text."""

    width: int
    words: frozenset[str]

    def continues(self, line: str, after: str) -> bool:
        """Whether the next line continues the paragraph, because its first word did not fit on this line."""
        if not line or not after or _BEGINS.match(after):
            return False
        if _DATELINED.match(line) and line[-1] not in ".!?:" and (self.width or after[0].islower()):
            return True
        if not self.width:
            return False
        if line[-1] == "-" and line[-2:-1].isalpha() and after[0].islower():
            return True
        fits = len(line) + 1 + len(_first_word(after)) <= self.width * (1 - _SLACK / 2)
        ragged = after[0].islower() and len(line) >= self.width * (1 - _SLACK) and line[-1] not in ".!?:"
        return not fits or ragged

    def joined(self, lines: Sequence[str]) -> str:
        """Join the lines of a paragraph, without the hyphens of divided words."""
        pieces, end = [lines[0]], lines[0]
        for line in lines[1:]:
            glue = " "
            if end.endswith("-") and len(end) > 1 and end[-2].isalpha() and line[:1].isalpha():
                glue = ""
                if self._is_divided_word(end, line):
                    pieces[-1], end = pieces[-1][:-1], end[:-1]
            elif (_is_wide(end[-1:]) and _is_wide(line[:1])) or _is_cut_address(end, line):
                glue = ""
            pieces += glue, line
            end = f"{end}{glue}{line}"[-_LONGEST_WORD:]
        return "".join(pieces)

    def _is_divided_word(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of a line divides a word; if not, it belongs to a compound."""
        start, end = _END.search(before), _WORD.match(after)
        if not start or not end or not after[0].islower():
            return False
        left, right = start[0].lower().rstrip("-"), end[0].lower()
        whole = left.rpartition("-")[2] + right.partition("-")[0]
        if f"{left}-{right}" in self.words:
            return False
        if whole in self.words:
            return True
        return "-" not in left and left not in self.words and left not in PAGES["first_parts"] and len(right) > 1

    def paragraphs(self, lines: Sequence[str], *, apart: bool) -> list[str]:
        """The paragraphs in lines without a blank line between them.

        Wrapped lines are joined. Of the other lines, long ones are paragraphs. Short lines in a row are the lines of
        one paragraph (an address, a contact) if blank lines separate the paragraphs of this text (`apart`).
        """
        rows: list[list[str]] = []
        for index, line in enumerate(lines):
            if index and self.continues(lines[index - 1], line):
                rows[-1].append(line)
            else:
                rows.append([line])
        joined = [self.joined(part) for part in rows]
        if not apart or not joined:
            return joined
        result = [joined[0]]
        for line in joined[1:]:
            if _is_short(line) and _is_short(result[-1].rpartition("\n")[2]):
                result[-1] += f"\n{line}"
            else:
                result.append(line)
        return result


_SHORT = 72  # characters in a line of an address, at most


def _is_short(line: str) -> bool:
    """Whether a line may belong to an address or a contact: short, and no sentence."""
    sentence = line.rstrip("”\"’')»").endswith(sentences.STOPS) and line.count(" ") >= 6
    return len(line) <= _SHORT and not sentence


_LONGEST_WORD = 200  # characters
_END = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*-\Z")


def _is_wide(character: str) -> bool:
    """Whether a character belongs to a script without spaces between words."""
    return bool(character) and (
        "\u3000" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
    )


# --- paragraphs that copying tore apart -----------------------------------------------------------------------

_CLOSING = ",.;:)]”’»!?%"
_OPENING = '“"„«'


def rejoined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with torn paragraphs joined; a paragraph with several lines is not torn."""
    joined: list[Piece] = []
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if (
            joined
            and _is_line(joined[-1])
            and _is_line(piece)
            and _continues_paragraph(
                joined[-1].text, piece.text, following.text if following and _is_line(following) else ""
            )
        ):
            gap = "" if piece.text[0] in _CLOSING else " "
            last = joined.pop()
            joined.append(_joined(last, gap, piece))
            if len(last.text.split()) <= 4 and piece.text[0].islower() and len(joined) > 1 and _is_role(joined[-2]):
                name = joined.pop()  # San Diego County District Attorney / Ana Ruiz / said today
                role = joined.pop()
                joined.append(_joined(role, " ", name))
        else:
            joined.append(piece)
    return joined


def _joined(first: Piece, gap: str, second: Piece) -> Piece:
    """Two pieces as one paragraph. A tilde in each would strike out the words between them, so both are escaped."""
    markdown = f"{first.markdown}{gap}{second.markdown}"
    if "~" in first.markdown and "~" in second.markdown:
        markdown = _BARE_TILDE.sub(r"\\~", markdown)
    return Piece(PARAGRAPH, f"{first.text}{gap}{second.text}", markdown)


def _is_role(piece: Piece) -> bool:
    """Whether a line ends with a role after which a person's name must follow."""
    parts = piece.text.split()
    return _is_line(piece) and 0 < len(parts) <= 8 and is_title(parts[-1].lower(), lexicon_for("en"))


def _is_line(piece: Piece) -> bool:
    """Whether a piece is a paragraph of one line."""
    return piece.kind == PARAGRAPH and "\n" not in piece.text and bool(piece.text)


def _continues_paragraph(before: str, line: str, following: str) -> bool:
    """Whether a line continues the paragraph before it; `following` is the line after it."""
    bare = before.rstrip("\"”’»'")
    ended = bare.endswith((*sentences.STOPS, *"…:"))
    if line[0] in _CLOSING and line[0] not in "”’»":
        return len(before.split()) > 1
    if line[0] in "–—-" and len(before.split()) <= 8 and not ended:  # CHICAGO / — The city
        return True
    if line[0].islower():
        name = len(before.split()) <= 4 and all(word[:1].isupper() for word in before.split())
        return not ended and (len(before) > 20 or name)
    count = len(line.split())
    if bare.endswith(",") and before != bare and count <= 14:  # “We won,” / Mayor Ruiz said.
        return True
    if before[-1:] in _OPENING or (
        _ends_with_speaker(before)
        and len(before.split()) > 8
        and line[0] in _OPENING
        and before.endswith(".")
        and before[0] in _OPENING
    ):
        return True
    is_torn = bool(following) and (following[0].islower() or following[0] in ",.;:)")
    return is_torn and not ended and count <= 6 and len(before.split()) >= 6


def _ends_with_speaker(text: str) -> bool:
    """Whether one of the last words of a paragraph is a verb of saying: “…”, Mayor Ruiz said."""
    return any(word in lexicon_for("en").verbs for word in text.rstrip(".").split()[-8:])
