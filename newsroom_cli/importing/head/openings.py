"""Find where the text begins below the head: at a dateline, below a date or label, or below a teaser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import datelines, head_lines, headlines, place_openings, printed_dates, subhead_doubts
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, QUOTE, RULE, Piece
from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.places import dateline
from newsroom_cli.language.quotes import quotes
from newsroom_cli.language.quotes.quotes import Paragraph
from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern

_MAX_PIECES_BEFORE_RELEASE = 5  # pieces between a teaser and the release


def body_start(pieces: Sequence[Piece], first: int, title: str, language: str) -> int:
    """The index of the piece with which the text begins.

    `first` is the index of the first running text, which may be a teaser. The text then begins at the dateline below
    it, or after its date. Without running text it begins at the first sentence.
    """
    if first >= len(pieces):  # no running text: the first sentences begin the body
        named = len(title.split()) > 1 and not (pieces and headlines.same_words(pieces[0].text, title))
        return next((index for index, piece in enumerate(pieces) if (index or named) and _has_sentence(piece)), first)
    first = _below_main_heading(pieces, first, title)
    first = next((at for at in range(1, first) if _is_first_sentence(pieces[at], language)), first)
    points = _end_of_points(pieces, first, language)
    if points > first:
        return _with_announcement(pieces, _dated_opening(pieces, points, language) or points)
    return _with_announcement(pieces, _dated_opening(pieces, first, language) or first)


def _is_first_sentence(piece: Piece, language: str) -> bool:
    """Whether a piece above the first running text is its first sentence: SALEM, Ore. – The pool opens."""
    long = piece.kind == PARAGRAPH and len(piece.text.split()) >= _FIRST_SENTENCE
    return long and piece.text.rstrip().endswith(sentences.STOPS) and subhead_doubts.begins_report(piece.text, language)


_FIRST_SENTENCE = 10  # words in a first sentence with its dateline, at least; a line with place and date has fewer


def _below_main_heading(pieces: Sequence[Piece], first: int, title: str) -> int:
    """The index below the only first-level heading, if it follows a few short lines; otherwise `first`.

    The lines above the heading are then a letterhead or a note. This applies only if the title of the page is very
    short.
    """
    tops = [index for index, piece in enumerate(pieces) if piece.kind == HEADING and piece.level == 1]
    if len(tops) != 1 or not first <= tops[0] < min(first + _NOTES, len(pieces) - 1) or len(title.split()) >= _TITLE:
        return first
    above = pieces[: tops[0]]
    is_short = sum(len(piece.text.split()) for piece in above) < _NOTE_WORDS
    return tops[0] + 1 if is_short and not any(piece.kind == HEADING for piece in above) else first


_NOTES, _NOTE_WORDS, _TITLE = 4, 80, 4  # pieces and words above a headline; words in a meaningful title, at least


def _dated_opening(pieces: Sequence[Piece], first: int, language: str) -> int:
    """The index of the piece with the dateline, or of the one below the date, after a teaser; 0 if there is none."""
    for index in range(first + 1, min(first + 2 * _MAX_PIECES_BEFORE_RELEASE, len(pieces) - 1)):
        if _TEXT_LABEL.fullmatch(pieces[index].text.strip()):
            return index + 1  # Full content:
    for index in range(first, min(first + _MAX_PIECES_BEFORE_RELEASE, len(pieces) - 1)):
        piece = pieces[index]
        if piece.kind == RULE and piece.text:
            break  # an end mark
        between = max((len(above.text.split()) for above in pieces[first:index]), default=0)
        if index == first and printed_dates.is_stamp(piece.text) and is_date(piece, language):
            return index + 1
        label = head_lines.is_release_label(piece.text.split("\n")[0]) and len(piece.text) < 100
        if index > first and between < 60 and (label or _is_date_above_text(pieces, first, index, language)):
            return index + 1
        if index > first and between < 90 and datelines.is_place(piece.text, language):
            return index + 1
        if between < 90 and _opens_with_dateline_or_date(piece, language):
            return index
    return 0


_TEXT_LABEL = pattern(
    r"(?i)(?:full )?(?:content|text|story|body|article|release|volltext|texte (?:intégral|complet)|texto completo)\s*:"
)


def teaser(pieces: Sequence[Piece], first_running: int, first: int, language: str) -> range:
    """The indexes of the pieces of a teaser between the head and the text, which begins at `first`.

    `first_running` is the index of the first running text, which may be the teaser. Above a dateline there is no
    teaser: then the range has all pieces above it.
    """
    if first < len(pieces) and _opens_with_dateline_or_date(pieces[first], language):
        return range(first)
    start = _list_start(pieces, first)
    return range(min(first_running, first, start if first - start <= _POINTS else first), first)


def _list_start(pieces: Sequence[Piece], end: int) -> int:
    """The index at which the list right above `end` begins; `end` if there is no list."""
    while end and pieces[end - 1].kind == ITEM:
        end -= 1
    return end


def _opens_with_dateline_or_date(piece: Piece, language: str) -> bool:
    """Whether a paragraph begins with a dateline, or with a date set apart from its text."""
    return datelines.begins_with_dateline(piece, language) or (
        piece.kind == PARAGRAPH and date_label_end(piece.text, language) > 0
    )


def _is_date_above_text(pieces: Sequence[Piece], first: int, index: int, language: str) -> bool:
    """Whether a piece is the date above the text, with at most a teaser of single sentences above it."""
    if not (is_date(pieces[index], language) or is_byline(pieces[index], language)):
        return False
    return not any(
        head_lines.is_running_text(piece, language) and _has_two_sentences(piece.text) for piece in pieces[first:index]
    )


def is_byline(piece: Piece, language: str) -> bool:
    """Whether a short line has an author and a date: By Ana Ruiz - March 2, 2026 11:30."""
    if piece.kind != PARAGRAPH or len(piece.text) > 90 or not _BY.match(piece.text):
        return False
    return printed_dates.first_date(piece.text, language) is not None


_BY = pattern(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i)\s+[A-ZÀ-Þ]")
_TWO_SENTENCES = pattern(r"[^.!?]{30,}[^.!?A-ZÀ-Þ\d][.!?][”\"’»]?\s+[„“«»\"]?[A-ZÀ-Þ]")


def _has_two_sentences(text: str) -> bool:
    """Whether a text begins with more than one sentence, unlike a teaser or subhead."""
    return _TWO_SENTENCES.search(text[:_START]) is not None


_START = 400  # characters at the start of a text


_POINTS, _POINT_WORDS = 3, 100  # bullet points in a subhead, and their words, at most
_POINTS_ABOVE_DATELINE = 6  # bullet points in a subhead above a dateline, at most


def _end_of_points(pieces: Sequence[Piece], first: int, language: str) -> int:
    """The index below a few bullet points that serve as the subhead; `first` if there are none.

    A longer or numbered list, one with a heading or announcement above it, and one with a quote belong to the text.
    """
    start = end = _list_start(pieces, first)
    while end < len(pieces) - 1 and pieces[end].kind in (ITEM, PICTURE):
        end += 1
    points = [piece for piece in pieces[start:end] if piece.kind == ITEM]
    dated = end < len(pieces) and datelines.begins_with_dateline(pieces[end], language)
    most = _POINTS_ABOVE_DATELINE if dated else _POINTS
    if not points or len(points) > most or any(point.number is not None for point in points):
        return first
    if sum(len(point.text.split()) for point in points) > _POINT_WORDS or _line_above_announces(pieces, start):
        return first
    if quotes.find_quotes([Paragraph(point.text) for point in points], language=language):
        return first  # a quote belongs to the text
    below = range(end, min(end + 3, len(pieces)))
    return end if any(_is_opening_paragraph(pieces, at, language) for at in below) else first


def _is_opening_paragraph(pieces: Sequence[Piece], at: int, language: str) -> bool:
    return pieces[at].kind == PARAGRAPH and head_lines.is_running_text(pieces[at], language)


def _with_announcement(pieces: Sequence[Piece], first: int) -> int:
    """The start of the text, moved up to a short line that announces its list or quote."""
    start = _list_start(pieces, first)
    first = start if start < first and _line_above_announces(pieces, start) else first
    if first and _line_above_announces(pieces, first) and not contact_blocks.is_labelled(pieces[first - 1].text):
        return first - 1
    return first


def _line_above_announces(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the line above a piece announces it: "Key highlights" a list, "The mayor on the plan:" a quote."""
    if not at or at >= len(pieces) or pieces[at - 1].kind not in (PARAGRAPH, HEADING):
        return False
    line = pieces[at - 1].text.strip()
    if "\n" in line or head_lines.is_release_label(line):
        return False
    if pieces[at].kind == ITEM:
        return _HIGHLIGHTS.fullmatch(line) is not None or line.endswith(":")
    quoted = pieces[at].kind in (PARAGRAPH, QUOTE) and quotation_marks.has_mark(pieces[at].text[:2])
    return quoted and line.endswith(":") and len(line.split()) >= _LEAD_WORDS and pieces[at - 1].kind == PARAGRAPH


_LEAD_WORDS = 4  # words in a line that announces a quote, at least
_HIGHLIGHTS = pattern(
    r"(?i)(?:(?:the|key|main|financial|business|quarterly|event|die|wichtigste|les|principaux|los|principales) ){0,2}"
    r"(?:highlights?|points?|facts|figures|findings|takeaways?|messages|fakten|zahlen|punkte|points? clés"
    r"|puntos clave|aspectos destacados)"
    r"|(?:at a glance|in brief|auf einen blick|in kürze|en bref|en resumen|in breve)"
)


_SENTENCE = pattern(r"(?<=[^.!?]{8})[.!?][”’\"')]{0,2}(?:\s|\Z)")


def _has_sentence(piece: Piece) -> bool:
    """Whether a piece contains a sentence."""
    return piece.kind in (PARAGRAPH, ITEM, QUOTE) and _SENTENCE.search(piece.text) is not None


_NEAR_TOP = 12  # pieces that are near the top


def with_dates_apart(pieces: Sequence[Piece], language: str) -> Iterator[Piece]:
    """Yield the pieces; near the top, a first line that is a date or a headline becomes a piece of its own."""
    for index, piece in enumerate(pieces):
        if index < _NEAR_TOP and piece.number is not None:
            piece = _as_date(piece, language)
        first, _, rest = piece.text.partition("\n")
        if index < _NEAR_TOP and piece.kind == PARAGRAPH and rest and len(first) < 40:
            printed = printed_dates.first_date(first, language)
            markdown = piece.markdown.partition("\n")
            if printed is not None and printed.alone and markdown[2]:
                yield piece._replace(text=first, markdown=markdown[0].rstrip("\\ "))
                yield piece._replace(text=rest, markdown=markdown[2])
                continue
        if index < _NEAR_TOP and piece.kind == PARAGRAPH and rest and _is_headline_above(first, rest, language):
            markdown = piece.markdown.partition("\n")
            yield piece._replace(text=first, markdown=markdown[0].rstrip("\\ "))
            yield piece._replace(text=rest, markdown=markdown[2])
            continue
        yield piece


def _is_headline_above(line: str, text: str, language: str) -> bool:
    """Whether a line is as long as a headline and the text below it begins with a dateline."""
    has_length = _SHORTEST_HEADLINE <= len(line.split()) <= _LONGEST_HEADLINE and line[-1:] not in ".,;:"
    return has_length and _is_placed(text, language) and not _is_placed(line, language)


def _is_placed(text: str, language: str) -> bool:
    """Whether a text begins with a dateline."""
    return dateline.parse(text, language) is not None or place_openings.opening(text, language) is not None


_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 4, 24  # words in a headline, at least and at most


def _as_date(piece: Piece, language: str) -> Piece:
    """The item as a paragraph if it is a date, which Markdown takes for an item: 2. März 2026; else the item."""
    text = f"{piece.number}. {piece.text}"
    day = next(iter(mentions(text[:_DATE], language)), None)
    if day is None or day.start or not day.year:
        return piece
    return Piece(PARAGRAPH, text, f"{piece.number}\\. {piece.markdown}")


_DATE = 40  # characters at the start of an item that may be a date


def is_date(piece: Piece, language: str) -> bool:
    """Whether a piece is only a date, perhaps with lines such as "Categories: News" below it."""
    first, *more = piece.text.split("\n")
    printed = printed_dates.first_date(first, language)
    if printed is not None and not more and printed_dates.is_stamp(first):
        return True
    if printed is not None and len(first) < _LONGEST_DATED and not more and _FOR_RELEASE.search(first):
        return True
    return printed is not None and printed.alone and len(first) < 80 and all(_KEYED_LINE.match(line) for line in more)


_LONGEST_DATED = 160  # characters in a line with places, a date and words such as for immediate release, at most
_FOR_RELEASE = pattern(
    r"(?i)\b(?:for immediate release|pour (?:diffusion|publication) immédiate|zur sofortigen veröffentlichung"
    r"|para (?:su )?(?:difusión|publicación) inmediata|para divulgação imediata)\W*\Z"
)
_KEYED_LINE = pattern(r"[A-Z][\w ]{1,20}:\s")  # Categories: News


def date_label_end(text: str, language: str) -> int:
    """The offset at which a date, perhaps with a label, ends at the start of a paragraph; 0 if there is none."""
    label = _LABEL_AND_DATE.match(text)
    if label and printed_dates.first_date(label.group(), language):
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
    if start := _MONTH_AND_DASH.match(text) or _FIGURES_AND_STOP.match(text):
        return start.end()
    dash = _DASH_AFTER_DATE.match(text, day.end) if day is not None and day.year else None
    if day is None or dash is None:
        return 0
    if day.start or day.weekday is not None:  # Le 2 mars 2026 –, Lundi 2 mars 2026 –
        is_opening = not day.start or printed_dates.is_only_date_words(text[: day.start])
        return dash.end() if is_opening else 0
    return dash.end() if (dateline.parse(text, language) or datelines.dated_opening(text, language)) is None else 0


_DASH_AFTER_DATE = pattern(
    r"(?:\s*(?:\([^()\n]{3,60}\)\s*)?(?:\.?[|–—-]+|[:.])|\s+\([^()\n]{3,60}\)\s?[.:])\s+(?=\W?[A-ZÀ-Þ])"
)
_FIGURES_AND_STOP = pattern(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)\s?(?:[.:|–—-]|\.[–—-])\s+(?=\W?[A-ZÀ-Þ])")
_MONTH_AND_DASH = pattern(rf"(?:{'|'.join(MONTHS)}),?\s\d{{4}}\s?[–—-]+\s(?=[A-ZÀ-Þ])")
_LABEL_AND_DATE = pattern(
    r"(?i)\W*(?:press release|news release|media release|pressemitteilung|pressemeldung|communiqu[ée] de presse"
    r"|nota de prensa|comunicado)\b[^|–—]{0,40}\d{4}\s*[|–—-]\s*"
)
