"""Where a release's running text begins, below its head: at a dateline, below a date or label, or behind a teaser."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing import contact_blocks, headlines, heads, places, printed_dates
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, QUOTE, Piece
from newsroom_cli.language import quotation_marks
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.places import dateline
from newsroom_cli.language.quotes import quotes
from newsroom_cli.language.quotes.quotes import Paragraph
from newsroom_cli.model.patterns import pattern

_REACH = 5  # pieces between a teaser and the release


def body_start(pieces: Sequence[Piece], first: int, title: str, language: str) -> int:
    """The first piece of running text; behind a teaser, the one below the date or with the dateline."""
    if first >= len(pieces):  # nothing looks like a release's text; what are sentences is still not a headline
        named = len(title.split()) > 1 and not (pieces and headlines.same(pieces[0].text, title))
        return next((index for index, each in enumerate(pieces) if (index or named) and _is_said(each)), first)
    points = _points_end(pieces, first, language)
    if points > first:
        return _announced(pieces, _opening(pieces, points, language) or points)
    return _announced(pieces, _opening(pieces, first, language) or first)


def _opening(pieces: Sequence[Piece], first: int, language: str) -> int:
    """The piece with the dateline or below the date that a release begins with, behind a teaser; 0 without one."""
    for index in range(first + 1, min(first + 2 * _REACH, len(pieces) - 1)):
        if _TEXT.fullmatch(pieces[index].text.strip()):
            return index + 1  # Full content:
    for index in range(first, min(first + _REACH, len(pieces) - 1)):
        piece = pieces[index]
        between = max((len(other.text.split()) for other in pieces[first:index]), default=0)
        label = heads.is_release_label(piece.text.split("\n")[0]) and len(piece.text) < 100
        if index > first and between < 60 and (label or _is_dated(pieces, first, index, language)):
            return index + 1
        if index > first and between < 90 and places.is_place(piece.text, language):
            return index + 1
        if between < 90 and _opens(piece, language):
            return index
    return 0


_TEXT = pattern(
    r"(?i)(?:full )?(?:content|text|story|body|article|release|volltext|texte (?:intégral|complet)|texto completo)\s*:"
)


def teaser(pieces: Sequence[Piece], runs: int, first: int, language: str) -> range:
    """The pieces above the text that are no part of it; `runs` is where running text begins that may be a teaser.

    Above a dateline, nothing is.
    """
    if first < len(pieces) and _opens(pieces[first], language):
        return range(first)
    start = _list_start(pieces, first)
    return range(min(runs, first, start if first - start <= _POINTS else first), first)


def _list_start(pieces: Sequence[Piece], end: int) -> int:
    """Where the list begins that ends right above a piece."""
    while end and pieces[end - 1].kind == ITEM:
        end -= 1
    return end


def _opens(piece: Piece, language: str) -> bool:
    """Whether a paragraph begins with a dateline or with a date that is set off from it."""
    return places.opens(piece, language) or (piece.kind == PARAGRAPH and dated_start(piece.text, language) > 0)


def _is_dated(pieces: Sequence[Piece], first: int, index: int, language: str) -> bool:
    """Whether a piece is the date that the text stands below; a first paragraph may stand above it, a teaser is short."""
    if not (is_date(pieces[index], language) or is_signed(pieces[index], language)):
        return False
    return not any(heads.is_body(each, language) and _is_told(each.text) for each in pieces[first:index])


def is_signed(piece: Piece, language: str) -> bool:
    """Whether a short line says who wrote a text and when: By Ana Ruiz - March 2, 2026 11:30."""
    if piece.kind != PARAGRAPH or len(piece.text) > 90 or not _BY.match(piece.text):
        return False
    return printed_dates.printed(piece.text, language) is not None


_BY = pattern(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i)\s+[A-ZÀ-Þ]")
_TWO = pattern(r"[^.!?]{30,}[^.!?A-ZÀ-Þ\d][.!?][”\"’»]?\s+[„“«»\"]?[A-ZÀ-Þ]")


def _is_told(text: str) -> bool:
    """Whether a text is more than one sentence: a teaser or subhead is not."""
    return _TWO.search(text[:_SEEN]) is not None


_SEEN = 400  # characters


_POINTS, _WORDS = 3, 100  # points that a subhead may have, and words in them


def _points_end(pieces: Sequence[Piece], first: int, language: str) -> int:
    """Where a few points end that stand below a headline in place of a subhead, with the text below them.

    A longer list, one that has a heading or is announced, and one that is numbered is a part of the text.
    """
    start = end = _list_start(pieces, first)
    while end < len(pieces) - 1 and pieces[end].kind in (ITEM, PICTURE):
        end += 1
    points = [each for each in pieces[start:end] if each.kind == ITEM]
    if not points or len(points) > _POINTS or any(each.number is not None for each in points):
        return first
    if sum(len(each.text.split()) for each in points) > _WORDS or _announces(pieces, start):
        return first
    if quotes.find_quotes([Paragraph(each.text) for each in points], language=language):
        return first  # what somebody says is text
    below = range(end, min(end + 3, len(pieces)))
    return end if any(_opens_below(pieces, at, language) for at in below) else first


def _opens_below(pieces: Sequence[Piece], at: int, language: str) -> bool:
    return pieces[at].kind == PARAGRAPH and heads.is_body(pieces[at], language)


def _announced(pieces: Sequence[Piece], first: int) -> int:
    """Where a text begins, with the short line above it that announces a list or what somebody says."""
    start = _list_start(pieces, first)
    first = start if start < first and _announces(pieces, start) else first
    if first and _announces(pieces, first) and not contact_blocks.is_labelled(pieces[first - 1].text):
        return first - 1
    return first


def _announces(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the line above a piece leads to it: "Key highlights" to a list, "The mayor on the plan:" to a quote."""
    if not at or at >= len(pieces) or pieces[at - 1].kind not in (PARAGRAPH, HEADING):
        return False
    line = pieces[at - 1].text.strip()
    if "\n" in line or heads.is_release_label(line):
        return False
    if pieces[at].kind == ITEM:
        return _HIGHLIGHTS.fullmatch(line) is not None or line.endswith(":")
    quoted = pieces[at].kind in (PARAGRAPH, QUOTE) and quotation_marks.marked(pieces[at].text[:2])
    return quoted and line.endswith(":") and len(line.split()) >= _LEAD and pieces[at - 1].kind == PARAGRAPH


_LEAD = 4  # words
_HIGHLIGHTS = pattern(
    r"(?i)(?:(?:the|key|main|financial|business|quarterly|event|die|wichtigste|les|principaux|los|principales) ){0,2}"
    r"(?:highlights?|points?|facts|figures|findings|takeaways?|messages|fakten|zahlen|punkte|points? clés|puntos clave|aspectos destacados)"
    r"|(?:at a glance|in brief|auf einen blick|in kürze|en bref|en resumen|in breve)"
)


_SENTENCE = pattern(r"(?<=[^.!?]{8})[.!?][”’\"')]{0,2}(?:\s|\Z)")


def _is_said(piece: Piece) -> bool:
    return piece.kind in (PARAGRAPH, ITEM, QUOTE) and _SENTENCE.search(piece.text) is not None


def is_date(piece: Piece, language: str) -> bool:
    """Whether a piece is only a date, perhaps with lines such as "Categories: News"."""
    first, *more = piece.text.split("\n")
    printed = printed_dates.printed(first, language)
    return printed is not None and printed.alone and len(first) < 80 and all(_KEYED.match(each) for each in more)


_KEYED = pattern(r"[A-Z][\w ]{1,20}:\s")  # Categories: News


def dated_start(text: str, language: str) -> int:
    """Where a label with a date, or a date alone, ends that a paragraph begins with; 0 when none does."""
    label = _LABEL_AND_DATE.match(text)
    if label and printed_dates.printed(label.group(), language):
        return label.end()
    day = next(iter(mentions(text[:60], language)), None)
    if (
        day is not None
        and day.start == 1
        and day.year
        and text[0] in "[("
        and text[day.end : day.end + 2] in ("] ", ") ")
    ):
        return day.end + 2  # [March 2, 2026] The city
    if month := _MONTH.match(text):
        return month.end()
    dash = _DASHED.match(text, day.end) if day is not None and day.start == 0 and day.year else None
    return dash.end() if dash and dateline.typed(text, language) is None else 0


_DASHED = pattern(r"(?:\s*(?:\([^()\n]{3,60}\)\s*)?[|–—-]+|\s+\([^()\n]{3,60}\)\s?[.:])\s+(?=\W?[A-ZÀ-Þ])")
_MONTH = pattern(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December),?\s\d{4}\s?[–—-]+\s(?=[A-ZÀ-Þ])"
)
_LABEL_AND_DATE = pattern(
    r"(?i)\W*(?:press release|news release|media release|pressemitteilung|pressemeldung|communiqué de presse|nota de prensa|comunicado)\b[^|–—]{0,40}\d{4}\s*[|–—-]\s*"
)
