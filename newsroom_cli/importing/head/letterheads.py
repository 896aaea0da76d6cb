"""Lines near a headline that are no headline: settings, letterheads, single facts, firms. Also labelled subheads."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.head import beside_lines, head_lines, place_openings
from newsroom_cli.importing.head.head_lines import Line
from newsroom_cli.importing.issuer import about_paragraphs, organisations
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import Piece
from newsroom_cli.language.places import dateline
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern


def labelled_subhead(head: Sequence[Line]) -> str:
    """The subhead on a line with a label such as Utl., as agencies write it: Utl.: More room for readers.

    Empty if there is none.
    """
    named = (LABELLED_LINE.fullmatch(line.text) for line in head)
    return next((found["text"] for found in named if found and found["label"].lower() in PAGES["subhead_labels"]), "")


def without_settings(head: Sequence[Line]) -> list[Line]:
    """The lines of a head without settings of editors; lines of a letterhead are no longer titles.

    A letterhead consists of names of offices and officials, and of short lines above a label such as PRESS RELEASE.
    Lines that pages print beside a text, and single facts, are no titles either.
    """
    head = [line for line in head if line.kind != head_lines.TITLE or not NO_HEADLINE.match(line.text)]
    beside = [
        line.kind == head_lines.TITLE
        and (beside_lines.is_beside(line.text) or _ROW_OF_WORDS.fullmatch(line.text) is not None)
        for line in head
    ]
    head = [
        line._replace(kind=head_lines.OTHER, level=0) if is_no_title else line
        for line, is_no_title in zip(head, beside, strict=True)
    ]
    titles = [number for number, line in enumerate(head) if line.kind == head_lines.TITLE]
    label = next((number for number, line in enumerate(head) if head_lines.is_release_label(line.text)), 0)
    lines = list(head)
    fields = fact_lines(head)
    letterhead = _letterhead(head)
    for number in titles:
        line = head[number]
        if number in letterhead or labelled_subhead([line]):
            kind = head_lines.OTHER if number or labelled_subhead([line]) else head_lines.OFFICE
            lines[number] = line._replace(kind=kind, level=0)
            continue
        following = [head[below] for below in titles if below > max(number, label if number < label else 0)]
        if not any(len(below.text.split()) >= SHORTEST_SURE and not _is_name(below.text) for below in following):
            continue
        if (
            line in fields
            or _is_name(line.text)
            or _names_parties(line.text, following[0].text)
            or _begins_headline(line.text, following[0].text)
            or (number < label and _is_letterhead(line.text))
        ):
            office = head_lines.is_office(line.text) or organisations.of_label(line.text)
            lines[number] = line._replace(kind=head_lines.OFFICE if office else head_lines.OTHER, level=0)
    return lines


def _letterhead(head: Sequence[Line]) -> range:
    """The numbers of the lines of a letterhead: a name of a few words with an address below it."""
    first = head[0].text if head else ""
    has_form = organisations.LEGAL_FORM.search(first) is not None
    is_name = len(first.split()) < _HEADLINE_WORDS and first[-1:] not in ".?!"
    named = (has_form or is_name) and not (head_lines.is_release_label(first) or _begins_as_label(first))
    below = [number for number, line in enumerate(head[:_LETTERHEAD_LINES]) if _ADDRESS.fullmatch(line.text)]
    above = [line for line in head[: below[0]] if line.kind == head_lines.TITLE] if below else []
    few = all(len(line.text.split()) < _HEADLINE_WORDS or line.text == first for line in above)
    return range(below[-1] + 1 if below and few and named else 0)


_LETTERHEAD_LINES, _HEADLINE_WORDS = 5, 5  # lines in a letterhead, at most; words in a headline, at least
# prensa | press; or Stadt Ellery | Presseamt | Markt 1 | 12345 Ellery
_ROW_OF_WORDS = pattern(r"\w+(?:(?:\s\|\s|/)\w+){1,5}|(?:[^|]{2,60}\s\|\s){2,5}\d{4,5}\s[^\W\d_][^|]{1,40}")
_ADDRESS = pattern(
    r"(?:https?://|www\.)\S{3,200}|[^\s@]{1,60}@[^\s@]{1,80}"
    r"|.{0,200}\b(?:NIT|CIF|NIF|SIRET|RNA|VAT|USt-?Id\w*)\b[\s.:-]+\w?\d.*"
)


def without_issuer(head: Sequence[Line], body: Sequence[Piece], language: str) -> list[Line]:
    """The lines of a head; a name at the start of the text, or in an "About" paragraph, is an office and no title."""
    described = {tuple(folded(name)) for name in about_paragraphs.names(body)}
    first = next((piece.text for piece in body if len(piece.text.split()) >= _TEXT_WORDS), "")
    typed = dateline.parse(first, language)
    opening = first[typed.end :].lstrip() if typed else first
    return [
        line._replace(kind=head_lines.OFFICE, level=0)
        if line.kind == head_lines.TITLE and (_is_named_at(line.text, opening) or tuple(folded(line.text)) in described)
        else line
        for line in head
    ]


def _is_named_at(line: str, opening: str) -> bool:
    """Whether a text begins with a line as a firm's name: Harbour Ltd (the “Company”) today; Harbour, a firm that."""
    name, start, rest = line.strip().casefold(), opening[: len(line.strip())], opening[len(line.strip()) :]
    if start.casefold() != name or len(name.split()) > _FIRM_WORDS:
        return False
    following = (rest.split() or [""])[0]
    return rest.lstrip()[:1] in ("(", ",") or organisations.LEGAL_FORM.search(following) is not None


_TEXT_WORDS, _FIRM_WORDS = 12, 6  # words in a paragraph, at least; words in a firm's name, at most


def _names_parties(text: str, below: str) -> bool:
    """Whether a line in capitals has only names that the headline below it repeats: HARBOR PUMPS & ACME."""
    words = [word for word in folded(text) if word not in BINDING]
    return (
        text.isupper()
        and not below.isupper()
        and 0 < len(words) <= _LETTERHEAD_WORDS
        and set(words) <= set(folded(below))
    )


def _begins_headline(text: str, below: str) -> bool:
    """Whether a line is the name with which the headline below it begins: Cedar Transit, Cedar Transit Adds Trains."""
    return len(text.split()) <= _LETTERHEAD_WORDS and below.startswith(f"{text} ")


def fact_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that state single facts, as the police write them: Ort: Altenfurt, Hafenstraße.

    Empty if there is only one such line.
    """
    fields = [line for line in lines if _FIELD.fullmatch(line.text)]
    long = [line for line in lines if _LONG_FIELD.fullmatch(line.text)]
    return long if len(long) > _FEW_FIELDS else fields if len(fields) > 1 else []


def _is_name(text: str) -> bool:
    """Whether a line is a name and no headline: an office, official or city, or the issuer after a release label."""
    return (
        head_lines.is_office(organisations.without_by(text))
        or organisations.is_desk(text)
        or bool(place_openings.known_cities(text))
        or (text.isupper() and _OFFICIAL.fullmatch(text) is not None)
        or (organisations.of_label(text) != "" and len(text.split()) <= _LETTERHEAD_WORDS)
        or _begins_as_label(text)
    )


def _begins_as_label(text: str) -> bool:
    """Whether a line of few words begins with a label for releases: Communiqué bilan."""
    return len(text.split()) <= _LABEL_WORDS and _BEGINS_AS_LABEL.match(text) is not None


def _is_letterhead(text: str) -> bool:
    """Whether a line above a release label is too short for a headline: a name, a place or an address."""
    return len(text.split()) <= _LETTERHEAD_WORDS and text[-1:] not in ".?!"


_LETTERHEAD_WORDS, _LABEL_WORDS = 7, 3
_BEGINS_AS_LABEL = pattern(lambda: rf"(?i)\W*(?:{alternatives('release_labels.txt')})\b")
# The sender before a headline of the police or fire service: POL-HB: Zeugen gesucht
_REPORT = r"(?!(?:POL|BPOL|FW|FF|ZOLL|HZA)[A-ZÄÖÜ]*-)"
_FIELD = pattern(rf"{_REPORT}[^\W\d_][\w #/-]{{1,24}}:\s+\S+(?:\s\S+){{0,4}}")
_LONG_FIELD, _FEW_FIELDS = (
    pattern(rf"{_REPORT}[A-Z][\w #/-]{{1,24}}:\s+\S+(?:\s\S+){{0,14}}"),
    2,
)  # Representative: Ana Ruiz, President
_OFFICIAL = pattern(r"(?:MAYOR|GOVERNOR|SENATOR|MINISTER|PRESIDENT|COMMISSIONER)(?: [\w.'’-]+){2,4}")


# Lines that machines and offices put above a headline: file names, editor settings, the motto of the year.
NO_HEADLINE = pattern(
    r"(?i)\d{1,2}\s\S{2,15}\s(?!19|20)\d{4}\Z|-\*-"  # 11 Esfand 1404, but not 24 Bridges 2026
    r"|type=\w+ title=|pm (?:[a-zäöüß]+ ){2,}|(?:\S+ )*\d{4} \d{2} \d{2}(?: v\w+)?\Z"
    r"|.{0,30}\(\d+ (?:Zeichen|signes|caracteres|characters)|[“\"«]?\d{4}\s?[,:]?\s?Año de"
    r"|\([^()]+\)\Z|(?:Bild|Foto|Photo|Image|Crédito?s?|Credit|©)s?(?: von| by| de|:)\s|.*\bCC[ -]BY\b"
)
SHORTEST_SURE, LONGEST_SURE = 3, 24  # words in a headline that is certain, at least and at most
LABELLED_LINE = pattern(r"(?P<label>[^\W\d_][\w-]{2,20})\.?\s?:\s+(?P<text>\S+(?:\s\S+){2,}?)(?:\s=)?")  # Titel: ...
BINDING = frozenset("and of or with for to & und et y".split())
