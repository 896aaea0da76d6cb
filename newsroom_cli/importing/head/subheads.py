"""Find the subhead, under a headline or above it, and other text between the head and the body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.head import (
    beside_lines,
    head_lines,
    headline_labels,
    headlines,
    letterheads,
    subhead_doubts,
)
from newsroom_cli.importing.head.head_lines import Line
from newsroom_cli.importing.issuer import issuers, organisations
from newsroom_cli.importing.issuer.issuers import Note
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, QUOTE, RULE, TEXT, Pasted, Piece
from newsroom_cli.language import sentences
from newsroom_cli.language.words import folded
from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern


class Subhead(NamedTuple):
    """The text of a subhead, and the indexes of its pieces; both are empty if there is none."""

    text: str
    pieces: frozenset[int] = frozenset()


def subhead(
    pieces: Sequence[Piece],
    head: Sequence[Line],
    at: int,
    teaser: range,
    pasted: Pasted,
    note: Note,
    *,
    language: str = "en",
) -> Subhead:
    """The subhead; its text is empty if there is none.

    The headline is line number `at` of the head, -1 if no line has it. `teaser` has the indexes of the pieces between
    the head and the certain start of the text, such as its dateline.
    """
    pasted = pasted._replace(subtitle=_TAG.sub("", pasted.subtitle))
    if _is_byline(pasted.subtitle) or _is_row(pasted.subtitle) or head_lines.is_label(pasted.subtitle):
        pasted = pasted._replace(subtitle="")
    below = pieces[teaser.stop :]
    if pasted.subtitle and any(headlines.same_words(line.text, pasted.subtitle) for line in head):
        title = head[at].text if at >= 0 else pasted.title
        is_repeated = subhead_doubts.begins_text(pasted.subtitle, below) or headlines.same_words(pasted.subtitle, title)
        return Subhead("" if is_repeated else pasted.subtitle)
    if labelled := letterheads.labelled_subhead(head):
        note("subhead", labelled, "a line that says so", True)
        return Subhead(
            labelled, frozenset(line.piece for line in head if line.text.endswith((labelled, f"{labelled} =")))
        )
    printed = headline_labels.FOR_RELEASE.sub("", head[at].text if at >= 0 else pasted.title)
    headline_words = f" {' '.join(folded(printed))} "
    fields = letterheads.fact_lines(head[at + 1 :])
    in_front_matter = pasted.title_of == TEXT and pasted.title
    following = [
        line
        for line in head[at + 1 :]
        if line.kind == head_lines.TITLE
        and line not in fields
        and f" {' '.join(folded(headline_labels.FOR_RELEASE.sub('', line.text)))} " not in headline_words
        and not _is_byline(line.text)
        and not _KEYED.match(line.text)
        and not _CLICK.match(line.text)
        and not _ISSUED.match(line.text)
        and not line.text.rstrip().endswith((":", ","))
        and not _repeats(line.text, headline_words)
        and not _is_row(line.text)
        and sum(line.text == piece.text for piece in pasted.pieces) < _OFTEN  # the name of a section beside each title
        and not organisations.LEGAL_FORM.search(line.text)
        and not (in_front_matter and line.piece not in teaser and _is_first_paragraph(pieces[line.piece]))
        and not subhead_doubts.is_no_subhead(line.text, printed, below, language)
        and not _is_of_text(line, pieces[line.piece], below)
    ]
    chosen = next((line for line in following if _has_subhead_length(line.text)), None)
    if chosen is not None:
        lines = [line for line in following if line is chosen or (line.piece in teaser and _has_words(line.text))]
        if len(lines) == 1 and chosen.text.endswith(";"):
            lines = following[following.index(chosen) :][:2]
        if pieces[chosen.piece].kind != ITEM:  # a list below a subhead stays a list
            lines = [line for line in lines if pieces[line.piece].kind != ITEM]
        if sum(len(line.text.split()) for line in lines) > _LONGEST_SUBHEADS:
            lines = [chosen]
        text = _as_one_line([line.text.lstrip("-–—•* ") for line in lines])
        note("subhead", text, "the line under the headline", True)
        return Subhead(text, frozenset(line.piece for line in lines))
    if at > 1 and head[at].level and _is_kicker(head, at - 1):
        note("subhead", head[at - 1].text, "the line above the headline", False)
        return Subhead(head[at - 1].text, frozenset((head[at - 1].piece,)))
    return Subhead(_of_page(pasted.subtitle, below))


_TAG = pattern(r"</?[a-z]{1,10}>")  # <b> in front matter


def _of_page(subtitle: str, below: Sequence[Piece]) -> str:
    """The page's own subtitle; empty if it is long, cut off, a date or a repetition of the first sentences."""
    shown = subtitle.rstrip()
    is_cut, is_date = shown.endswith(("…", "...")), len(shown) < _LONGEST_DATE and shown[-4:].isdecimal()
    fits = len(shown.split()) <= _LONGEST_SUBHEAD and not is_cut and not is_date
    return subtitle if fits and not subhead_doubts.begins_text(subtitle, below) else ""


def _is_of_text(line: Line, piece: Piece, below: Sequence[Piece]) -> bool:
    """Whether a line is a heading that divides the text, or a paragraph of sentences above the first such heading."""
    alike = [other for other in below if other.kind == HEADING and other.level == line.level]
    if line.level > 1 and len(line.text.split()) < _SECTION_WORDS and len(alike) > 1:
        return True
    after = next((other for other in below if other.kind not in (PICTURE, RULE)), None)
    heads_a_section = after is not None and after.kind == HEADING and after.level > 1
    return heads_a_section and piece.kind == PARAGRAPH and piece.text.rstrip().endswith(sentences.STOPS)


_SECTION_WORDS = 7  # a section's heading has fewer words


def _is_first_paragraph(piece: Piece) -> bool:
    """Whether a piece below a title in front matter is a plain sentence, and so no subhead."""
    ended = piece.text.rstrip("\"'”’»)").endswith(sentences.STOPS)
    return piece.kind == PARAGRAPH and ended and not piece.markdown.startswith(("*", "_"))


def in_emphasis(body: Sequence[Piece], note: Note) -> tuple[str, list[Piece]]:
    """The first paragraph as the subhead, if it is all bold or italic above plain text, and the other pieces.

    Otherwise an empty subhead and all pieces.
    """
    first, *rest = body or [Piece(PARAGRAPH, "", "")]
    words = len(first.text.split())
    plain = [piece for piece in rest if piece.kind == PARAGRAPH and not _EMPHASISED.fullmatch(piece.markdown)]
    fits = _FEWEST <= words <= _LONGEST_SUBHEAD and first.text[-1:] != ":" and not any(map(first.text.count, '“„«"'))
    if not (fits and first.kind == PARAGRAPH and _EMPHASISED.fullmatch(first.markdown)) or len(plain) < _PLAIN:
        return "", list(body)
    if rest[0] not in plain or _is_byline(first.text):
        return "", list(body)
    note("subhead", first.text, "the first paragraph, which is set apart", False)
    return first.text, rest


_EMPHASISED = pattern(r"(\*{1,3}|_)(?!\s)[^*_]{20,400}\1\s*")
_FEWEST, _PLAIN = 6, 2  # words in such a subhead, at least; plain paragraphs below it, at least


def _is_row(text: str) -> bool:
    """Whether a line is a row of short labels: Culture | 3 minutes."""
    parts = _BARS.split(text)
    return len(parts) > 1 and all(len(part.split()) <= _LABEL for part in parts)


_BARS = pattern(r"\s+[|⋅·•]\s*|^[|⋅·•/]\s+|[|⋅·•]$|\s+/\s+")
_LABEL = 4  # words in a label, at most


def _repeats(line: str, headline: str) -> bool:
    """Whether a line is the headline with more words around it: News | 2 March 2026, More room for readers."""
    return headline.strip() != "" and headline in f" {' '.join(folded(line))} "


_LONGEST_DATE, _OFTEN = 36, 3  # characters of a date; occurrences of a line on a page


def _is_kicker(head: Sequence[Line], number: int) -> bool:
    """Whether a line above the headline and below a label or date is a subhead (a kicker): More room for readers."""
    line, above = head[number], head[number - 1]
    framed = above.kind in (head_lines.LABEL, head_lines.DATE) and line.kind == head_lines.TITLE
    words = line.text.split()
    is_name = len(words) <= _LABEL and all(word[:1].isupper() for word in words)
    return framed and not line.level and _has_subhead_length(line.text) and not (is_name or _is_byline(line.text))


_LONGEST_SUBHEAD, _LONGEST_SUBHEADS = 45, 100  # words in one line, and in several lines together, at most


def _has_subhead_length(text: str) -> bool:
    """Whether a line has the length of a subhead; points separated by +++ may be longer.

    But not with quotation marks, because a quote belongs to the body.
    """
    if _JAPANESE.search(text):
        return _SHORTEST_JAPANESE <= len(text) <= _LONGEST_JAPANESE
    pointed = text.startswith("+++") and not any(map(text.__contains__, "“„«"))
    return 3 <= len(text.split()) <= (_LONGEST_SUBHEADS if pointed else _LONGEST_SUBHEAD)


def _has_words(text: str) -> bool:
    """Whether a line has more than the one or two words of a label, such as Details."""
    return len(text.split()) > _LABEL_WORDS or _JAPANESE.search(text) is not None


_LABEL_WORDS = 2  # words in a label such as Details, at most
_JAPANESE = pattern(r"[\u3040-\u30ff]")
_SHORTEST_JAPANESE, _LONGEST_JAPANESE = 6, 120  # characters


def _as_one_line(lines: Sequence[str]) -> str:
    """Join lines or bullet points into one line, as sentences or with semicolons."""
    joined = lines[0]
    for line in lines[1:]:
        joined += f"{'' if joined[-1:] in '.!?:;' else ';'} {line}"
    return joined


_KEYED = pattern(
    r"(?i)(?:https?://|www\.)\S+\Z|.*\(\d[\d.,]*\s?[km]b\)\Z|(?:url|link|permalink)\s*:\s*https?://|(?:summary|zusammenfassung|résumé|resumen)\s*:\s*\Z|\W*[\[>←→]|[«‹]\s?[^»›]+\Z"
)
_CLICK = pattern(r"(?i)\W*(?:click (?:here|to)|klicken sie|cliquez|haga clic)\b")
_ISSUED = pattern(lambda: rf"(?i)\W*(?:{alternatives('release_labels.txt')})(?:\s+\w|\s*:)")  # Tisková zpráva spolku
_BYLINE = pattern(
    r"(?i)\W*(?:written by|last updated|updated|author|text|fotos?|photos?)\b\s*(?:on\b|:).*|\W*(?:by|von|por"
    r"|par)\s+[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){1,3}\W*|\W*\d+\s+min(?:ute)?s?\s+read\W*|\W*(?:posted|published"
    r"|tags?|topics?|categories|filed|share)\b.*|\W*(?:photo|image|foto|bild)\b.*"
    r"|[^.!?]{0,40}\b(?:publicad[oa]|publiée?|veröffentlicht|pubblicato|publicerad|publisert|udgivet|gepubliceerd"
    r"|opublikowano|zveřejněno)\s(?:en|el|le|par|dans|am|in|von|il|da|em|den|av|op|door|w|przez|dne|v)\s[^.!?]{1,70}"
)
_STAMPED = pattern(
    r"(?:[Bb]y\s)?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?<=[a-z])"
    rf"(?:(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\.?)\s\d{{1,2}}(?:st|nd|rd|th)?,\s\d{{4}}.{{0,60}}"
)  # By Ana RuizMarch 2, 2026


def _is_byline(text: str) -> bool:
    """Whether a line only names an author, or belongs to the page around the text."""
    if _STAMPED.fullmatch(text) is not None or beside_lines.is_beside(text):
        return True
    return issuers.LABEL_WITH_ISSUER.fullmatch(text) is not None or _BYLINE.fullmatch(text) is not None


def text_above_body(pieces: Sequence[Piece], below: Sequence[Line], headline: str, subhead: Subhead) -> list[Piece]:
    """The text between headline and body that is not the subhead: a list of points, a second teaser."""
    printed = (headline, subhead.text)
    repeated = {
        line.piece for line in below if any(headlines.same_words(line.text, text) for text in printed)
    } | subhead.pieces
    titles = (line.piece for line in below if line.kind == head_lines.TITLE and line.piece not in repeated)
    facts = {line.piece for line in letterheads.fact_lines(below)}
    kept = (index for index in dict.fromkeys(titles) if index in facts or _is_text(pieces[index]))
    return [_as_list_item(pieces[index]) for index in kept]


def _as_list_item(piece: Piece) -> Piece:
    """A list item for a paragraph that begins with a typed dash or bullet; any other piece unchanged."""
    dash = _POINT.match(piece.markdown)
    if dash is None or piece.kind != PARAGRAPH or not _POINT.match(piece.text):
        return piece
    return Piece(ITEM, _POINT.sub("", piece.text), piece.markdown[dash.end() :], 1)


_POINT = pattern(r"\\?[-–•*]\s+")


def _is_text(piece: Piece) -> bool:
    """Whether a piece has the length or the ending of running text."""
    count = len(piece.text.split())
    ended = piece.text.rstrip("\"'”’»)").endswith((*sentences.STOPS, ":"))
    if piece.kind == ITEM:
        return count >= 4
    return piece.kind in (PARAGRAPH, QUOTE) and (count >= 12 or (ended and count >= 5)) and not piece.text.isupper()


_WAVES = pattern(r"(?P<headline>\S[^～〜]{6,}?)\s*(?P<deck>[～〜]\s?[^～〜]{4,}[～〜])\s*")


def set_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a heading with a subhead between waves (～) becomes a heading and a paragraph."""
    for piece in pieces:
        match = _WAVES.fullmatch(piece.text) if piece.kind == HEADING else None
        if match is None or piece.markdown != piece.text:
            yield piece
            continue
        yield piece._replace(text=match["headline"], markdown=match["headline"])
        yield Piece(PARAGRAPH, match["deck"], match["deck"])
