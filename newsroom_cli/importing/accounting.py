"""Where the words of a source went: into the release, into one of its fields, or into what was left out, and why."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing import head_lines, pictures, printed_addresses, printed_dates
from newsroom_cli.importing.pictures import PrintedPicture
from newsroom_cli.importing.pieces import MAIL, Pasted, Picture, SourceLine
from newsroom_cli.importing.reading import Reading
from newsroom_cli.importing.sources import mails
from newsroom_cli.language import sentences
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.language.words import folded
from newsroom_cli.model.calendar_ import day_of

BODY = "body"
ABOVE, WITHIN, BELOW = _PLACES = ("above the release", "within the text", "below the release")
_LABEL = 2  # words of a label, at most


class Trace(NamedTuple):
    """A line of the source: the field of the release that has it, else the part that was left out.

    `lost` are the words of it that are in no field; of a line that was left out, all.
    """

    text: str
    field: str
    part: str
    lost: tuple[str, ...]


class LeftOut(NamedTuple):
    """Lines that stand together and were left out: in which part of the source, how many words, and the lines."""

    part: str
    words: int
    lines: tuple[str, ...]


class PictureTrace(NamedTuple):
    """A picture of the source, and why it was left out; empty if the release has it.

    `part` names the part of a page in which it stands, if that is no text; then nobody misses the picture.
    """

    name: str
    alt: str
    why: str
    part: str


class Account(NamedTuple):
    """What became of a source: what was left out, and each of its lines and pictures.

    `sentences` are those outside of menus and other parts of a page that are no text, `kept` those in the release.
    """

    sentences: int
    kept: int
    left_out: tuple[LeftOut, ...]
    lines: tuple[Trace, ...]
    pictures: tuple[PictureTrace, ...] = ()

    @property
    def doubtful(self) -> tuple[LeftOut, ...]:
        """What was left out and may be text: more than a label, and in no part of a page that is none."""
        return tuple(left for left in self.left_out if left.part in _PLACES and left.words > _LABEL)


def account(reading: Reading) -> Account:
    """The account of a source that was read: each of its lines is in a field of the release, or left out by name."""
    fields = {name: _Wording(texts, parts=name == "contacts") for name, texts in _fields(reading).items()}
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
    """Each picture of the source once: in the release, or with the reason why not."""
    shown = reading.source.pictures or tuple(piece.picture for piece in reading.source.pieces if piece.picture)
    # The first of each counts.
    reasons = {image.picture.source: image.why or _unread(image) for image in reversed(reading.images)}
    first: dict[str, Picture] = {}
    addresses = {address for picture in shown for address in (picture.source, picture.address)}
    for picture in (*shown, *(Picture(address) for address in reading.source.embedded if address not in addresses)):
        first.setdefault(picture.source, picture)
    for picture in first.values():
        part = "" if picture.source in reasons else picture.part or OUTSIDE
        why = reasons.get(picture.source, part)
        yield PictureTrace(pictures.name_of(picture, why), picture.alt, why, part)


def _unread(image: PrintedPicture) -> str:
    """Why a picture is left out that nobody looked for."""
    return "" if image.data else "not looked for"


def _lines_of_pieces(pasted: Pasted) -> Iterator[SourceLine]:
    for piece in pasted.pieces:
        if piece.picture is None:
            yield from (SourceLine(line) for line in piece.text.split("\n"))


def _fields(reading: Reading) -> dict[str, list[str]]:
    """The texts of each field of a release, in the order in which a line is looked for."""
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


_RUN = 4  # words that must stand together in a field, to count as kept


class _Wording:
    """The words of a field, as runs of one to four words that stand together.

    Of a field with `parts`, each text counts wherever it stands in a line: names and numbers of contacts.
    """

    def __init__(self, texts: Iterable[str], *, parts: bool = False) -> None:
        words = [tuple(folded(text)) for text in texts]
        joined = tuple(itertools.chain.from_iterable(words))
        self.vocabulary = frozenset(joined)
        self._runs = {size: set(_runs(joined, size)) for size in range(2, _RUN + 1)}
        self._whole = {text for text in words if text}
        self._parts = {text for text in self._whole if 1 < len(text) < _RUN} if parts else set()

    def leading(self, words: Sequence[str]) -> int:
        """The number of words at the beginning that are one of the texts; 0 if they are all there is."""
        counts = (len(text) for text in self._whole if len(text) < len(words) and tuple(words[: len(text)]) == text)
        return max(counts, default=0)

    def has(self, words: Sequence[str]) -> list[bool]:
        """Which of the words stand here in the same run of words; a short line counts as a whole."""
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
    """The lines, with a word that a line's end divides in one piece if the release has it so."""
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


_SHORT = 4  # words of a line of a menu that prove nothing when the text has them, too


def _trace(line: SourceLine, fields: dict[str, _Wording], day: dt.date | None, language: str) -> Trace:
    """Where a line is: the field that has the most of it; its part, if most of it is in none."""
    text = printed_addresses.plain(line.text)
    trace = _trace_of(folded(text), line, fields)
    label, colon, value = text.partition(":")
    if trace.lost and colon and len(label.split()) <= _LABEL:  # Telephone: 617 555 0100
        labelled = _trace_of(folded(value), line, fields)
        if labelled.field == "contacts" and not labelled.lost:
            return labelled
    if trace.field == "contacts" and set(trace.lost) <= {*folded(label)}:
        return trace._replace(lost=())  # the label of a contact is no text
    if trace.lost:  # a dateline opens the first line of the text: SALEM, May 4, 2026 – The city
        words = folded(_without_date(line.text, day, language) if day else line.text)
        rest = words[fields["dateline"].leading(words) :]
        without = _trace_of(rest, line, fields)
        return without if len(without.lost) < len(trace.lost) else trace
    return trace


def _trace_of(words: list[str], line: SourceLine, fields: dict[str, _Wording]) -> Trace:
    """Where the words of a line are, of which the date and the place may be cut off."""
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
    """A line without the date of the release."""
    date = printed_dates.first_date(text, language)
    return printed_dates.text_without_date(text, language) if date and date.day == day else text


def _with_parts(traces: Sequence[Trace], *, is_mail: bool) -> tuple[Trace, ...]:
    """The lines, each that was left out with the name of its part: by what it is, or where it stands."""
    inside = [index for index, trace in enumerate(traces) if trace.field == BODY and len(folded(trace.text)) > _SHORT]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    return tuple(
        trace
        if trace.field or not trace.lost
        else trace._replace(part=trace.part or _part(trace.text, place, is_mail=is_mail))
        for trace, place in zip(traces, _places(len(traces), first, last), strict=True)
    )


def _places(count: int, first: int, last: int) -> Iterator[str]:
    for index in range(count):
        yield ABOVE if index < first else BELOW if index > last else WITHIN


def _part(text: str, place: str, *, is_mail: bool) -> str:
    """The name of a line that is not in the release. The subject of a mail may say what nothing else says."""
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
    """What was left out: lines of one part that stand together, and words missing from a line that was kept."""
    for (part, is_kept), group in itertools.groupby(traces, key=lambda trace: (trace.part, bool(trace.field))):
        lines = list(group)
        if is_kept:
            for trace in lines:
                if trace.lost:
                    yield LeftOut(WITHIN, len(trace.lost), (" ".join(trace.lost),))
        elif words := sum(len(trace.lost) for trace in lines):
            yield LeftOut(part, words, tuple(trace.text for trace in lines if trace.lost))


_SENTENCE = 5  # words, at least; shorter ones are labels and names of links


def _sentences_kept(trace: Trace) -> tuple[int, int]:
    """The number of sentences in a line, and of those that the release has."""
    count = sum(1 for start, end in sentences.split(trace.text) if len(folded(trace.text[start:end])) >= _SENTENCE)
    if trace.field and len(trace.lost) >= _RUN:
        return count, max(count - 1, 0)
    return count, count if trace.field else 0


# --- side by side ---------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """Words of the source beside those of the release: their field, or none and the part that was left out."""

    field: str
    source: str
    release: str


def side_by_side(reading: Reading) -> Iterator[Row]:
    """The source in its order beside the release, paragraph by paragraph, and below it its pictures."""
    whole = account(reading)
    shown = {name: [(folded(text), text) for text in texts] for name, texts in _fields(reading).items()}
    shown["date"] = [([], reading.date.isoformat())] if reading.date else []
    for (field, part), group in itertools.groupby(whole.lines, key=lambda line: (line.field, line.part)):
        lines = [line.text for line in group]
        if not field:
            yield Row("", " / ".join(lines), part)
            continue
        for release, same in itertools.groupby(lines, key=lambda line: _beside(line, shown[field])):
            yield Row(field, " ".join(same), release)
    for picture in whole.pictures:
        yield Row(
            "" if picture.why else "images", picture.name, f"picture, {picture.why}" if picture.why else picture.alt
        )


def _beside(line: str, texts: Sequence[tuple[list[str], str]]) -> str:
    """The text of a field that is most like a line."""
    if len(texts) == 1:
        return texts[0][1]
    wording = _Wording([line])
    return max(texts, key=lambda text: sum(wording.has(text[0])) / (len(text[0]) + _SHORT), default=([], ""))[1]
