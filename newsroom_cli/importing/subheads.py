"""The line under the headline, and what stands above the body and is neither: no text of the release is lost."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing import head_lines, headlines
from newsroom_cli.importing.headlines import Note
from newsroom_cli.importing.pieces import ITEM, PARAGRAPH, QUOTE, Pasted, Piece
from newsroom_cli.language.words import folded
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern


class Subhead(NamedTuple):
    """The line under the headline, and the pieces it was made of."""

    text: str
    pieces: frozenset[int] = frozenset()


def subhead(
    pieces: Sequence[Piece], head: Sequence[head_lines.Line], at: int, teaser: range, pasted: Pasted, note: Note
) -> Subhead:
    """The line under the headline, which is on the line `at` of the head; empty when there is none.

    `teaser` are the pieces between the head and the place where the text begins for certain, such as its dateline.
    """
    if pasted.subtitle and any(headlines.same(line.text, pasted.subtitle) for line in head):
        return Subhead(pasted.subtitle)
    printed = headlines.FOR_RELEASE.sub("", head[at].text if at >= 0 else pasted.title)
    whole = f" {' '.join(folded(printed))} "
    following = [
        line
        for line in head[at + 1 :]
        if line.says == head_lines.TITLE
        and f" {' '.join(folded(headlines.FOR_RELEASE.sub('', line.text)))} " not in whole
        and not _is_byline(line.text)
        and not _KEY.match(line.text)
    ]
    chosen = next((line for line in following if _fits(line.text)), None)
    if chosen is not None:
        lines = [line for line in following if line is chosen or line.piece in teaser]
        if pieces[chosen.piece].kind != ITEM:  # a list below a subhead is a list
            lines = [line for line in lines if pieces[line.piece].kind != ITEM]
        if sum(len(line.text.split()) for line in lines) > _MOST:
            lines = [chosen]
        text = _joined([line.text.lstrip("-–—•* ") for line in lines])
        note("subhead", text, "the line under the headline", True)
        return Subhead(text, frozenset(line.piece for line in lines))
    told = pasted.subtitle.rstrip()
    return Subhead(
        pasted.subtitle if len(told.split()) <= _LONGEST and not told.endswith(("…", "...")) else "",
    )


_LONGEST, _MOST = 45, 100  # words of a line that is a subhead, of several such lines


def _fits(text: str) -> bool:
    """Whether a line can be a subhead by its length; one of several points, +++ between them, may be longer.

    A long one in which somebody speaks is text: a quote is looked for in the body.
    """
    pointed = text.startswith("+++") and not any(map(text.__contains__, "“„«"))
    return 3 <= len(text.split()) <= (_MOST if pointed else _LONGEST)


def _joined(lines: Sequence[str]) -> str:
    """Lines or points as one: as sentences where they are some, else with semicolons."""
    made = lines[0]
    for line in lines[1:]:
        made += f"{'' if made[-1:] in '.!?:;' else ';'} {line}"
    return made


_KEY = pattern(r"(?i)(?:url|link|permalink)\s*:\s*https?://|(?:summary|zusammenfassung|résumé|resumen)\s*:\s*\Z")
_BYLINE = pattern(
    r"(?i)\W*(?:written by|last updated|updated|author|text|fotos?|photos?)\b\s*(?:on\b|:).*|\W*(?:by|von|por|par)\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3}\W*|\W*\d+\s+min(?:ute)?s?\s+read\W*|\W*(?:posted|published|tags?|topics?|categories|filed|share)\b.*|\W*(?:photo|image|foto|bild)\b.*"
)
_STAMPED = pattern(
    r"(?:[Bb]y\s)?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?<=[a-z])(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}.{0,60}"
)  # By Ana RuizMarch 2, 2026


def _is_byline(text: str) -> bool:
    if _STAMPED.fullmatch(text) is not None:
        return True
    return headlines.RELEASE_OF.fullmatch(text) is not None or _BYLINE.fullmatch(text) is not None


def left_over(
    pieces: Sequence[Piece], below: Sequence[head_lines.Line], headline: str, subhead: Subhead
) -> list[Piece]:
    """What stands between headline and body and became neither: a list of points, a second teaser."""
    printed = (headline, subhead.text)
    taken = {line.piece for line in below if any(headlines.same(line.text, each) for each in printed)} | subhead.pieces
    kept = (line.piece for line in below if line.says == head_lines.TITLE and line.piece not in taken)
    return [_listed(pieces[each]) for each in dict.fromkeys(kept) if _is_text(pieces[each])]


def _listed(piece: Piece) -> Piece:
    """A point of a list that was typed with a dash."""
    dash = _POINT.match(piece.markdown)
    if dash is None or piece.kind != PARAGRAPH or not _POINT.match(piece.text):
        return piece
    return Piece(ITEM, _POINT.sub("", piece.text), piece.markdown[dash.end() :], 1)


_POINT = pattern(r"\\?[-–•*]\s+")


def _is_text(piece: Piece) -> bool:
    count = len(piece.text.split())
    ended = piece.text.rstrip("\"'”’»)").endswith((".", "!", "?"))
    if piece.kind == ITEM:
        return count >= 4
    return piece.kind in (PARAGRAPH, QUOTE) and (count >= 12 or (ended and count >= 5)) and not piece.text.isupper()
