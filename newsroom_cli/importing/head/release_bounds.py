"""Find where a release begins and ends in a copied page: its longest run of running text, and the head above it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import head_lines, printed_dates
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PICTURE, QUOTE, RULE, TABLE, Piece
from newsroom_cli.language import sentences
from newsroom_cli.language.places import dateline
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

_GAP = 4  # pieces in a row, at most, that interrupt a run of running text
_HEAD = 14  # pieces above the body that may be its head


# The beginning of a line of page chrome.
_PAGE_LINE = pattern(lambda: rf"(?i)\W*(?:{alternatives('page_lines.txt')})")
_PAGE_SENTENCE = pattern(
    r"(?i).*\b(?:by submitting this form|unsubscribe (?:at )?any ?time|you can unsubscribe|this form is protected"
    r"|enable javascript|your browser (?:does not|is)|we use cookies|uses cookies|skip to (?:main )?content"
    r"|receive e-?mails? from|consent to receive|"
    r"required fields?|sign up (?:for|to receive)|subscribe to (?:our|the)|thank you for signing up"
    r"|please (?:select|enter) (?:your|a)|opens in a new|external site|manage notification|save form progress"
    r"|do not show again|loading\.\.\.)\b.*",
)


def find_release(
    pieces: Sequence[Piece], language: str, title: str, *, is_page: bool = False, is_document: bool = False
) -> tuple[int, int, int]:
    """The indexes of the pieces at which the head begins, the body begins, and the body ends.

    `title` is the page's own title, if known: the head begins where the page prints it. With `is_page`, the pieces are
    the main part of a page, without its menus, so an announced list of short lines is kept whole. With `is_document`,
    the pieces are all of one document, without a page around it.
    """
    running = [head_lines.is_running_text(piece, language) and not _is_page_text(piece.text) for piece in pieces]
    begin, end = _longest_run(pieces, running)
    if begin == end:
        return 0, len(pieces), len(pieces)
    other = start_of_second_release([piece.text for piece in pieces], language)
    pieces, running = pieces[:other], running[:other]
    begin, end = _longest_run(pieces, running) if other < end else (begin, end)
    if is_document:
        return 0, running.index(True), len(pieces)
    if _is_clean(pieces, running):
        first = running.index(True)
        end = _start_of_other_releases(pieces, running, first)
        last = max(index for index in range(first, end) if running[index]) + 1
        last = _end_at_mark(pieces[:end], _list_end(pieces[:end], last))
        if end - last > _TAIL:
            below = _with_lines_below(pieces[:end], running, last)
            return 0, first, _with_announced_lines(pieces[:end], running, first, below) if is_page else below
        return 0, first, _without_foot(pieces[:end], last)
    begin = _with_first_paragraph(pieces, running, begin)
    cut = _start_of_other_releases(pieces, running, begin)
    end = _end_at_mark(pieces[:cut], _list_end(pieces[:cut], min(end, cut)))
    end = _with_lines_below(pieces[:cut], running, end)
    end = _with_announced_lines(pieces[:cut], running, begin, end) if is_page else end
    return _head_start(pieces, begin, title, language), begin, end


def start_of_second_release(texts: Sequence[str], language: str) -> int:
    """The index at which a second release begins, which an end mark parts from the first; else that of the end.

    The second release has a dateline with a date.
    """
    first_mark = next((at for at, text in enumerate(texts) if at and page_chrome.is_end_mark(text)), len(texts))
    for text in texts[first_mark:]:
        typed = dateline.parse(text, language) if len(text) > _SHORT else None
        if typed is not None and typed.date is not None and text[typed.end :].strip():
            return first_mark + 1
    return len(texts)


def notes(pieces: Sequence[Piece], language: str) -> list[str]:
    """A note about a second release in a source; none without one."""
    texts = [piece.text for piece in pieces]
    if start_of_second_release(texts, language) == len(texts):
        return []
    return ["a second release follows below the end mark: import it from a file of its own"]


_SHORT = 40  # characters
_CLEAN = 0.25  # the largest share of words in short lines, if a source is clean
_FEW, _CLEAN_FEW = 15, 0.4  # the share for sources with few pieces, which have no menu


def _is_clean(pieces: Sequence[Piece], running: Sequence[bool]) -> bool:
    """Whether a source has little besides the release, like the text of a document."""
    if any(head_lines.is_release_label(piece.text) for piece in pieces[:3]) and any(running[:10]):
        return True
    total = sum(len(piece.text.split()) for piece in pieces)
    short = sum(
        len(piece.text.split())
        for piece, runs in zip(pieces, running, strict=True)
        if not runs and len(piece.text.split()) < 9
    )
    return len(pieces) < 120 and short <= (_CLEAN if len(pieces) > _FEW else _CLEAN_FEW) * total


_TAIL = 10  # pieces below the last running text; more are navigation
_OTHER_RELEASES = pattern(lambda: rf"(?i)\W*(?:{alternatives('other_texts.txt')}|links:)\W*")


def _start_of_other_releases(pieces: Sequence[Piece], running: Sequence[bool], first: int) -> int:
    """The index at which a list of other releases begins below running text; otherwise the end."""
    for index in range(first + 1, len(pieces)):
        ends = _OTHER_RELEASES.fullmatch(pieces[index].text.strip()) or _is_page_text_below_contact(pieces, index)
        if ends and any(running[first:index]):
            return index
    return _start_of_teasers(pieces, running, first)


def _start_of_teasers(pieces: Sequence[Piece], running: Sequence[bool], first: int) -> int:
    """The index at which teasers of other texts begin, each with a button such as Read more; otherwise the end."""
    ends = [index for index in range(first + 1, len(pieces)) if _READ_MORE.search(pieces[index].text)]
    if len(ends) < _TEASERS or sum(running[ends[0] :]) > len(ends) * _PARAGRAPHS_OF_TEASER:
        return len(pieces)
    at = ends[0] - (_READ_MORE.fullmatch(pieces[ends[0]].text) is not None)
    while at > first and not (running[at - 1] and pieces[at - 1].kind != HEADING):
        above = pieces[at - 1]
        if above.kind in (ITEM, QUOTE, TABLE) or contact_blocks.has_number_or_address(above.text):
            break
        at -= 1
    is_cut = all("..." in pieces[end].text or "…" in pieces[end].text for end in ends)
    has_text = is_cut or sum(len(piece.text.split()) for piece in pieces[first:at]) >= _TEXT_ABOVE
    return at if has_text and any(running[first:at]) else len(pieces)


_TEASERS, _PARAGRAPHS_OF_TEASER, _TEXT_ABOVE = 2, 1, 40  # teasers; paragraphs in one; words above them
_READ_MORE = pattern(
    r"(?i)(?:\A|\s)(?:read more|view more|learn more|find out more|lire (?:la suite|plus)|en savoir plus|weiterlesen"
    r"|mehr (?:lesen|erfahren)|le[ea]r? más|ver más|leggi (?:tutto|di più)|ler mais|lees (?:meer|verder)"
    r"|czytaj (?:dalej|więcej)|číst (?:dále|více)|celý článek|läs mer|les mer|læs mere)\W{0,6}\Z"
)


def _is_page_text_below_contact(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line of page chrome follows a contact, which ends a release: Sign up to receive our news."""
    above = pieces[max(index - _BELOW_CONTACT, 0) : index]
    return _is_page_text(pieces[index].text) and any(contact_blocks.is_labelled(piece.text) for piece in above)


_BELOW_CONTACT = 8  # pieces below the label of a contact


def _without_foot(pieces: Sequence[Piece], last: int) -> int:
    """The index at which page chrome begins below the last running text; otherwise the end."""
    for index in range(last, len(pieces)):
        if _PAGE_LINE.match(pieces[index].text) and not contact_blocks.is_labelled(pieces[index].text):
            return index
    return len(pieces)


def _is_page_text(text: str) -> bool:
    return len(text) < 400 and (_PAGE_SENTENCE.match(text) is not None or _PAGE_LINE.match(text) is not None)


def _longest_run(pieces: Sequence[Piece], running: Sequence[bool]) -> tuple[int, int]:
    """The start and end of the run of running text with the most words; below a release label, words count more."""
    best, most = (0, 0), 0
    start, count, gap, last = -1, 0, 0, -1
    for index, piece in enumerate(pieces):
        if running[index]:
            if start < 0:
                start, count = index, 0
            count += len(piece.text.split()) or len(piece.text) // 3
            gap, last = 0, index
        elif start >= 0:
            gap += piece.kind not in (ITEM, QUOTE, TABLE, PICTURE) or len(piece.text.split()) < 4
            if gap > _GAP or (piece.kind != ITEM and _PAGE_LINE.match(piece.text) and len(piece.text) < 80):
                if (weight := count * _weight(pieces, start)) > most:
                    best, most = (start, last + 1), weight
                start = -1
    if start >= 0 and count * _weight(pieces, start) > most:
        best = (start, last + 1)
    return best


def _weight(pieces: Sequence[Piece], start: int) -> int:
    """The weight of the words of a run: 4 if a label such as FOR IMMEDIATE RELEASE is above it, otherwise 1."""
    return 4 if any(head_lines.is_release_label(piece.text) for piece in pieces[max(start - 6, 0) : start]) else 1


def _with_first_paragraph(pieces: Sequence[Piece], running: Sequence[bool], begin: int) -> int:
    """The index of the first paragraph if a list of facts separates it from the text; otherwise `begin`."""
    for index in range(begin - 1, max(begin - 12, -1), -1):
        if (
            running[index]
            and all(len(piece.text.split()) > 1 for piece in pieces[index + 1 : begin])
            and not any(_PAGE_LINE.match(piece.text) for piece in pieces[index + 1 : begin])
        ):
            return index
    return begin


def _with_lines_below(pieces: Sequence[Piece], running: Sequence[bool], end: int) -> int:
    """The end of the run, including lines below that belong to it: contacts, an end mark, a short last line, notes."""
    at = last = end
    while at < len(pieces):
        piece = pieces[at]
        text = piece.text.strip()
        if at - last > _GAP and not running[at] and not contact_blocks.is_labelled(text):
            break
        if (piece.kind != ITEM and (_PAGE_LINE.match(text) and len(text) < 200)) or _is_page_text(text):
            break
        if (
            running[at]
            or piece.kind in (RULE, PICTURE, QUOTE)
            or _belongs_below(piece)
            or _text_follows(pieces, running, at)
        ):
            at += 1
            if running[at - 1] or piece.kind == RULE or _belongs_below(piece):
                at = end = last = _contact_end(pieces, at) if contact_blocks.is_labelled(text) else at
            continue
        break
    return end


def _contact_end(pieces: Sequence[Piece], at: int) -> int:
    """The end of a contact: the last of the short lines below its label that has a number or an address."""
    short = itertools.takewhile(
        lambda piece: len(piece.text.split()) <= _CONTACT_WORDS, pieces[at : at + _CONTACT_LINES]
    )
    numbered = [number for number, piece in enumerate(short, 1) if contact_blocks.has_number_or_address(piece.text)]
    return at + max(numbered, default=0)


_CONTACT_WORDS, _CONTACT_LINES = 9, 8  # words in a contact's line, at most; lines in a contact, at most


def _with_announced_lines(pieces: Sequence[Piece], running: Sequence[bool], begin: int, end: int) -> int:
    """The end of the text, including all short lines that its last paragraph announces: The winners are:"""
    last = max((index for index in range(begin, end) if running[index]), default=begin)
    near = pieces[last : min(last + _GAP, len(pieces))]
    if begin >= end or not any(_announces(piece.text.rstrip()) for piece in near):
        return end
    limit = min(len(pieces), end + _LISTED)
    while end < limit and not (_PAGE_LINE.match(pieces[end].text) or _is_page_text(pieces[end].text)):
        end += 1
    return end


def _announces(text: str) -> bool:
    return text.endswith(":") and len(text.split()) >= _ANNOUNCING and not contact_blocks.is_labelled(text)


_ANNOUNCING = 5  # words in a line that announces a list, at least
_LISTED = 400  # pieces in such a list, at most


def _list_end(pieces: Sequence[Piece], end: int) -> int:
    """The end of a list whose first items are running text; its other items may be too short for running text."""
    if not end or pieces[end - 1].kind != ITEM:
        return end
    while end < len(pieces) and pieces[end].kind == ITEM and not _PAGE_LINE.match(pieces[end].text):
        end += 1
    return end


_MARKED = 4  # pieces between the text and its end mark, at most


def _end_at_mark(pieces: Sequence[Piece], end: int) -> int:
    """The index of an end mark a few lines below the text; otherwise `end`.

    So the lines above the mark belong to the text.
    """
    for index in range(end, min(end + _MARKED + 1, len(pieces))):
        if pieces[index].kind == RULE and pieces[index].text:
            return index
        if pieces[index].kind == PICTURE or _PAGE_LINE.match(pieces[index].text) or _is_page_text(pieces[index].text):
            return end
    return end


def _belongs_below(piece: Piece) -> bool:
    """Whether a piece below the text belongs to it: a contact or a sentence."""
    text = piece.text.strip()
    if contact_blocks.is_labelled(text) or (contact_blocks.has_number_or_address(text) and len(text.split()) < 20):
        return True
    return text.rstrip('"”’»)]').endswith(sentences.STOPS) and len(text.split()) >= 4 and piece.kind != HEADING


def _text_follows(pieces: Sequence[Piece], running: Sequence[bool], at: int) -> bool:
    """Whether running text, a contact or a sentence is among the next few pieces."""
    for index in range(at, min(at + _GAP, len(pieces))):
        if _PAGE_LINE.match(pieces[index].text) and len(pieces[index].text) < 120:
            return False
        if running[index] or _belongs_below(pieces[index]):
            return True
    return False


def _head_start(pieces: Sequence[Piece], begin: int, title: str, language: str) -> int:
    """The index of the first piece of the head: the first line above the body that is not navigation."""
    if title and (title_at := _title_position(pieces[:begin], title)) is not None:
        return _labels_above(pieces, title_at, language)
    top = headings = begin
    short = 0
    for index in range(begin - 1, max(begin - _HEAD, -1), -1):
        piece = pieces[index]
        if (
            index < begin - 1
            and head_lines.is_label(piece.text)
            and not head_lines.is_release_label(piece.text)
            and index + 1 < top
        ):
            break  # News Releases
        if piece.kind == HEADING:
            headings = index
            short = 0
        elif _belongs_to_head(piece, language):
            short = 0
        else:
            short += 1
            if short > 1:
                break
        top = index
    if begin <= 8:
        return 0
    first = next(
        (
            index
            for index in range(top, begin)
            if _belongs_to_head(pieces[index], language) or pieces[index].kind == HEADING
        ),
        begin,
    )
    return min(first, headings) if headings < begin else first


def _belongs_to_head(piece: Piece, language: str) -> bool:
    """Whether a piece above the text may belong to the head: a longer line, a label, date, office or contact."""
    text = piece.text.split("\n")[0].strip()
    if piece.kind in (PICTURE, RULE, TABLE):
        return True
    printed = printed_dates.first_date(text, language)
    return (
        len(text.split()) >= 4
        or head_lines.is_release_label(text)
        or (printed is not None and printed.alone)
        or contact_blocks.is_labelled(text)
        or head_lines.is_office(text)
    )


def _title_position(pieces: Sequence[Piece], title: str) -> int | None:
    """The index of the last piece at which the printed title begins; None if it is short or not printed."""
    wanted = folded(title)
    if len(wanted) < 3:
        return None
    for index in range(len(pieces) - 1, -1, -1):
        words: list[str] = []
        for piece in pieces[index : index + 4]:
            words += folded(piece.text)
            if words[-len(wanted) :] == wanted and len(words) <= len(wanted) + 6:
                return index
    return None


def _labels_above(pieces: Sequence[Piece], at: int, language: str) -> int:
    """The index of the first label, date, office or contact right above the headline at `at`; else `at`."""
    top = at
    for index in range(at - 1, max(at - 8, -1), -1):
        text = pieces[index].text.split("\n")[0].strip()
        printed = printed_dates.first_date(text, language)
        if (
            head_lines.is_release_label(text)
            or (printed is not None and printed.alone)
            or contact_blocks.is_labelled(text)
            or contact_blocks.has_number_or_address(text)
            or head_lines.is_office(text)
        ):
            top = index
        elif at - index > 3 and top == at:
            break
    return top
