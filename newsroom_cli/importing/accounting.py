"""Account for the words of a source: which field of the release has them, or why they were left out."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing import footnotes, pictures
from newsroom_cli.importing.contacts import printed_addresses
from newsroom_cli.importing.head import head_lines, printed_dates
from newsroom_cli.importing.pieces import MAIL, Pasted, Picture, SourceLine
from newsroom_cli.importing.reading import Reading
from newsroom_cli.importing.sources import mails
from newsroom_cli.language import sentences
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.language.words import folded
from newsroom_cli.model.calendar_ import day_of

BODY = "body"
ABOVE, WITHIN, BELOW = _PLACES = ("above the release", "within the text", "below the release")
_LABEL = 2  # words in a label, at most


class Trace(NamedTuple):
    """A line of the source, and the field of the release that has it or the part of the source that was left out.

    `field` is empty if the line was left out. `lost` has the words of the line that are in no field: all words of a
    line that was left out.
    """

    text: str
    field: str
    part: str
    lost: tuple[str, ...]


class LeftOut(NamedTuple):
    """Consecutive lines that were left out: their part of the source, the number of lost words, and the lines."""

    part: str
    words: int
    lines: tuple[str, ...]


class PictureTrace(NamedTuple):
    """A picture of the source, and why it was left out (`why`, empty if the release has it).

    `part` names the part of the page with the picture if that part is page chrome; then nobody misses the picture.
    """

    name: str
    alt: str
    why: str
    part: str


class Account(NamedTuple):
    """An account of a source: what was left out, and where each line and picture went.

    `sentences` counts the sentences outside menus and other page chrome, `kept` those of them that the release has.
    """

    sentences: int
    kept: int
    left_out: tuple[LeftOut, ...]
    lines: tuple[Trace, ...]
    pictures: tuple[PictureTrace, ...] = ()

    @property
    def doubtful(self) -> tuple[LeftOut, ...]:
        """The groups of left-out lines that may be text: longer than a label, and not in page chrome."""
        return tuple(group for group in self.left_out if group.part in _PLACES and group.words > _LABEL)


def account(reading: Reading) -> Account:
    """Account for every line and picture of a source that was read."""
    texts = _fields(reading)
    texts[BODY] += filter(None, map(footnotes.with_signs, reading.pieces))  # some sources print the signs as words
    fields = {name: _Wording(printed, parts=name == "contacts") for name, printed in texts.items()}
    source = reading.source.lines or tuple(_lines_of_pieces(reading.source))
    day = day_of(reading.date) if reading.date else None
    traces = [_trace(line, fields, day, reading.language or "en") for line in _rejoined(source, fields[BODY])]
    is_mail = reading.source.title_of == MAIL
    named = _with_parts(traces, is_mail=is_mail)
    counted = [
        _sentences_kept(trace)
        for trace in named
        if trace.part in ("", *_PLACES) and not (is_mail and mails.header_field(trace.text))
    ]
    return Account(
        sum(count for count, _ in counted),
        sum(kept for _, kept in counted),
        tuple(_grouped(named)),
        named,
        tuple(_pictures(reading)),
    )


OUTSIDE = "outside of the release"


def _pictures(reading: Reading) -> Iterator[PictureTrace]:
    """Yield each picture of the source once, with the reason if it was left out."""
    shown = reading.source.pictures or tuple(piece.picture for piece in reading.source.pieces if piece.picture)
    # Of several pictures with one address, the first counts.
    reasons = {
        image.picture.source: image.why or ("" if image.data else "not looked for")
        for image in reversed(reading.images)
    }
    first: dict[str, Picture] = {}
    addresses = {address for picture in shown for address in (picture.source, picture.address)}
    for picture in (*shown, *(Picture(address) for address in reading.source.embedded if address not in addresses)):
        first.setdefault(picture.source, picture)
    for picture in first.values():
        part = "" if picture.source in reasons else picture.part or OUTSIDE
        why = reasons.get(picture.source, part)
        yield PictureTrace(pictures.name_of(picture, why), picture.alt, why, part)


def _lines_of_pieces(pasted: Pasted) -> Iterator[SourceLine]:
    for piece in pasted.pieces:
        if piece.picture is None:
            yield from (SourceLine(line) for line in piece.text.split("\n"))


def _fields(reading: Reading) -> dict[str, list[str]]:
    """The texts of each field of a release; of fields with equally many words of a line, the first has the line."""
    contacts = [f"{contact.name} {contact.phone} {contact.email}" for contact in reading.contacts]
    parts = [part for contact in reading.contacts for part in contact if part]
    return {
        "headline": [reading.headline],
        "subhead": reading.subhead.split("\n"),
        BODY: [piece.text for piece in reading.pieces],
        "contacts": [*map(str.strip, contacts), *parts],
        "dateline": [reading.city, reading.region, reading.place],
        "office": [reading.office],
        "topics": list(reading.topics),
        "images": [image.printed for image in reading.images if image.data],
    }


_RUN = 4  # words that must stand together in a field to count as kept


class _Wording:
    """The words of a field, as runs of one to four consecutive words.

    With `parts`, a text of the field counts wherever it occurs in a line, such as the name or number of a contact.
    """

    def __init__(self, texts: Iterable[str], *, parts: bool = False) -> None:
        words = [tuple(folded(text)) for text in texts]
        joined = tuple(itertools.chain.from_iterable(words))
        self.vocabulary = frozenset(joined)
        self._runs = {size: set(_runs(joined, size)) for size in range(2, _RUN + 1)}
        self._whole = {text for text in words if text}
        self._parts = {text for text in self._whole if 1 < len(text) < _RUN} if parts else set()

    def leading(self, words: Sequence[str]) -> int:
        """The length of the longest text of the field with which the words begin and go on; 0 if there is none."""
        counts = (len(text) for text in self._whole if len(text) < len(words) and tuple(words[: len(text)]) == text)
        return max(counts, default=0)

    def has(self, words: Sequence[str]) -> list[bool]:
        """For each word, whether the field has it in the same run of words; a short line is one run."""
        found = [False] * len(words)
        if tuple(words) in self._whole:
            return [True] * len(words)
        if len(words) == 1:
            return [words[0] in self.vocabulary]
        size = min(_RUN, len(words))
        for start, run in enumerate(_runs(words, size)):
            if run in self._runs[size]:
                found[start : start + size] = [True] * size
        for length in {len(part) for part in self._parts}:
            for start, run in enumerate(_runs(words, length)):
                if run in self._parts:
                    found[start : start + length] = [True] * length
        return found


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(size)), strict=False)


def _rejoined(source: Iterable[SourceLine], body: _Wording) -> Iterator[SourceLine]:
    """Yield the lines; join a word that the end of a line divides if the body has the whole word."""
    waiting: SourceLine | None = None
    for line in source:
        if waiting is not None:
            first, last = waiting.text[:-1].rpartition(" ")[::2]
            begin, _, rest = line.text.partition(" ")
            if "".join(folded(last + begin)) in body.vocabulary:
                waiting = waiting._replace(text=f"{first} {last}{begin}".strip())
                line = line._replace(text=rest)
            yield waiting
            waiting = None
        if line.text.rstrip().endswith(("-", "\u00ad", "‐")) and line.text[-2:-1].isalpha():
            waiting = line._replace(text=line.text.rstrip())
        elif line.text:
            yield line
    if waiting is not None:
        yield waiting


_SHORT = 4  # a menu line with fewer words counts as left out, even if the text has the same words


def _trace(line: SourceLine, fields: dict[str, _Wording], day: dt.date | None, language: str) -> Trace:
    """Trace a line to the field that has most of its words; it is left out if most of them are in no field."""
    text = printed_addresses.plain(line.text)
    trace = _trace_of_words(folded(text), line, fields)
    label, colon, value = text.partition(":")
    if trace.lost and colon and len(label.split()) <= _LABEL:  # Telephone: 617 555 0100
        labelled = _trace_of_words(folded(value), line, fields)
        if labelled.field == "contacts" and not labelled.lost:
            return labelled
    if trace.field == "contacts" and set(trace.lost) <= {*folded(label)}:
        return trace._replace(lost=())  # the label of a contact is no text
    if trace.lost:  # a dateline opens the first line of the text: SALEM, May 4, 2026 – The city
        words = folded(_without_date(line.text, day, language) if day else line.text)
        rest = words[fields["dateline"].leading(words) :]
        without = _trace_of_words(rest, line, fields)
        return without if len(without.lost) < len(trace.lost) else trace
    return trace


def _trace_of_words(words: list[str], line: SourceLine, fields: dict[str, _Wording]) -> Trace:
    """Trace a line by some of its words: the date and place of a dateline may be cut off."""
    if not words:
        return Trace(line.text, "date" if folded(line.text) else "", line.part, ())
    found = {name: wording.has(words) for name, wording in fields.items()}
    kept = [any(has) for has in zip(*found.values(), strict=True)]
    lost = tuple(word for word, is_kept in zip(words, kept, strict=True) if not is_kept)
    if line.part and len(words) < _SHORT:
        lost = tuple(words)
    if len(lost) * 2 > len(words):
        return Trace(line.text, "", line.part, tuple(words))
    return Trace(line.text, max(found, key=lambda name: sum(found[name])), line.part, lost)


def _without_date(text: str, day: dt.date, language: str) -> str:
    """A line without the release's date; unchanged if its first date is another."""
    date = printed_dates.first_date(text, language)
    return printed_dates.text_without_date(text, language) if date and date.day == day else text


def _with_parts(traces: Sequence[Trace], *, is_mail: bool) -> tuple[Trace, ...]:
    """The traces; a left-out line without the name of a part gets one, by its wording or its position."""
    inside = [index for index, trace in enumerate(traces) if trace.field == BODY and len(folded(trace.text)) > _SHORT]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    named = []
    for index, trace in enumerate(traces):
        if not trace.field and trace.lost and not trace.part:
            place = ABOVE if index < first else BELOW if index > last else WITHIN
            trace = trace._replace(part=_name_of_part(trace.text, place, is_mail=is_mail))
        named.append(trace)
    return tuple(named)


def _name_of_part(text: str, place: str, *, is_mail: bool) -> str:
    """Name the part of the source to which a left-out line belongs.

    The subject of a mail counts as text, because it may say what no other line says.
    """
    if is_mail and mails.header_field(text) not in ("", "subject"):
        return "header of the mail"
    if place == ABOVE and head_lines.GREETING.fullmatch(text):
        return "greeting"
    if head_lines.is_release_label(text):
        return "label"
    if page_chrome.is_end_mark(text):
        return "end mark"
    return "page furniture" if page_chrome.is_page_chrome(text) else place


def _grouped(traces: Iterable[Trace]) -> Iterator[LeftOut]:
    """Group consecutive left-out lines of one part; words missing from a kept line are a group of their own."""
    for (part, is_kept), group in itertools.groupby(traces, key=lambda trace: (trace.part, bool(trace.field))):
        lines = list(group)
        if is_kept:
            for trace in lines:
                if trace.lost:
                    yield LeftOut(WITHIN, len(trace.lost), (" ".join(trace.lost),))
        elif words := sum(len(trace.lost) for trace in lines):
            yield LeftOut(part, words, tuple(trace.text for trace in lines if trace.lost))


_SENTENCE = 5  # words in a sentence, at least; fewer words are a label or the text of a link


def _sentences_kept(trace: Trace) -> tuple[int, int]:
    """The number of sentences in a line, and the number of them that the release has."""
    count = sum(1 for start, end in sentences.split(trace.text) if len(folded(trace.text[start:end])) >= _SENTENCE)
    if trace.field and len(trace.lost) >= _RUN:
        return count, max(count - 1, 0)
    return count, count if trace.field else 0


# --- side by side ---------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """Lines of the source beside the same text in the release.

    `field` is empty for lines that were left out; then `release` names their part.
    """

    field: str
    source: str
    release: str


def side_by_side(reading: Reading) -> Iterator[Row]:
    """Yield the source in its order beside the release, paragraph by paragraph, and then its pictures."""
    whole = account(reading)
    shown = {name: [(folded(text), text) for text in texts] for name, texts in _fields(reading).items()}
    shown["date"] = [([], reading.date.isoformat())] if reading.date else []
    for (field, part), group in itertools.groupby(whole.lines, key=lambda line: (line.field, line.part)):
        lines = [line.text for line in group]
        if not field:
            yield Row("", " / ".join(lines), part)
            continue
        for release, same in itertools.groupby(lines, key=lambda line: _most_similar_text(line, shown[field])):
            yield Row(field, " ".join(same), release)
    for picture in whole.pictures:
        yield Row(
            "" if picture.why else "images", picture.name, f"picture, {picture.why}" if picture.why else picture.alt
        )


def _most_similar_text(line: str, texts: Sequence[tuple[list[str], str]]) -> str:
    """The text of a field that is most like a line; empty if there are no texts."""
    if len(texts) == 1:
        return texts[0][1]
    wording = _Wording([line])
    return max(texts, key=lambda text: sum(wording.has(text[0])) / (len(text[0]) + _SHORT), default=([], ""))[1]
