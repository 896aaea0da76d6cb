"""QT and FC over the archive: what was said or stated before, and is told otherwise now."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from newsroom_cli.language import passages, quotation_marks, sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.words import LONGEST, changes, folded
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Archive, Hit, archive_rule

SHORTEST = 8  # words; a shorter quote may be said twice in nearly the same words by chance
LIKENESS = 0.85  # the share of words two quotes have in common from which they are one
_SKETCH = 4  # fingerprints kept of a quote: two that are one share some of them


def _quotes(document: Document) -> list[tuple[str, str, int, int, list[int]]] | None:
    """The quotes of a release: its day, each one's words, its place, and the fingerprints it is found by."""
    day = local_day(document.release.date.value, document.config).isoformat() if document.release.date else ""
    found = []
    for _, block in document.quoting:
        for start, end in quotation_marks.pair(block.text).spoken(len(block.text)):
            words = folded(block.text[start:end])
            if len(words) >= SHORTEST:
                found.append((day, " ".join(words), *block.place(start, end), _sketch(words)))
    return found or None


def _sketch(words: Sequence[str]) -> list[int]:
    """The least hashes of three words in a row: the same for the same words, nearly the same for nearly the same."""
    threes = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return sorted(set(map(zlib.crc32, map(str.encode, threes))))[:_SKETCH]


@archive_rule("QT013", "same-quote-in-other-words", severity=WARNING, note=_quotes)
def same_quote_in_other_words(archive: Archive) -> Iterator[tuple[str, Hit]]:
    dated = sorted((quote[0], each.path, quote) for each in archive.releases for quote in each.note)
    known: dict[int, list[tuple[str, str, str]]] = {}
    first: dict[str, str] = {}
    for day, path, (_, text, start, end, sketch) in dated:
        if first.setdefault(text, path) != path:
            continue  # said before, in the same words
        near = {one for mark in sketch for one in known.get(mark, ()) if one[0] != path}
        if like := _likest(text, near):
            earlier, when, said = like
            message = f"the same quote stands in {earlier}{f' of {when}' if when else ''} in other words: {_difference(said, text)}"
            help = "use the words the speaker agreed to in both"
            yield path, Hit(Span(start, end), message, help, other=earlier)
        for mark in sketch:
            bucket = known.setdefault(mark, [])
            if len(bucket) < _MOST and all(one[2] != text for one in bucket):
                bucket.append((path, day, text))


_MOST = 20  # quotes remembered under one fingerprint; a phrase of many is nobody's quote


def _likest(text: str, near: set[tuple[str, str, str]]) -> tuple[str, str, str] | None:
    words = text.split()
    best = max(((_likeness(words, one[2].split()), one) for one in near), default=None)
    return best[1] if best and LIKENESS <= best[0] < 1 else None


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two quotes have in common, in order; 0 where one is much longer than the other."""
    longer = max(len(one), len(other))
    if min(len(one), len(other)) < LIKENESS * longer:
        return 0.0
    missing = len(one) - len(list(filter(set(other).__contains__, one)))
    if missing > (1 - LIKENESS) * longer and len(one) <= LONGEST:  # quicker to know than what stands beside what
        return 0.0
    differing = sum(max(each.wanted[1] - each.wanted[0], each.heard[1] - each.heard[0]) for each in changes(one, other))
    if not differing and list(one) != list(other):
        return 0.0
    return 1 - differing / longer


_SHOWN = 2


def _difference(before: str, now: str) -> str:
    wanted, heard = before.split(), now.split()
    said = []
    for each in changes(wanted, heard)[:_SHOWN]:
        there, here = " ".join(wanted[slice(*each.wanted)]), " ".join(heard[slice(*each.heard)])
        said.append(
            f'"{there}" there, "{here}" here'
            if there and here
            else f'"{there or here}" only {"there" if there else "here"}'
        )
    return "; ".join(said)


# --- facts ----------------------------------------------------------------------------------------------------

_FIGURE = pattern(r"\d[\d.,:]*\d|\d")


def _facts(document: Document) -> list[tuple[str, str, str, str, int, int]] | None:
    """The sentences with a figure: day, office, the words without figures, the figures, and where each stands."""
    day = local_day(document.release.date.value, document.config).isoformat() if document.release.date else ""
    office = document.release.office.value if document.release.office else ""
    if not day or not office:
        return None
    found = []
    for passage in document.narrative:
        if passage.block is None or passage.block.kind != PARAGRAPH or not _FIGURE.search(passage.text):
            continue
        for start, end in sentences.split(passage.text):
            words = folded(_FIGURE.sub(" ", passage.text[start:end]))
            figures = _FIGURE.findall(passage.text[start:end])
            if figures and len(words) >= SHORTEST and passages.CODE not in passage.text[start:end]:
                found.append((day, office, " ".join(words), " ".join(figures), *passage.place(start, end)))
    return found or None


_STANDING = 3  # releases that have a sentence: from so many on it is boilerplate


@archive_rule("FC011", "fact-of-an-earlier-release", severity=INFO, note=_facts, styles=OFF)
def fact_of_an_earlier_release(archive: Archive) -> Iterator[tuple[str, Hit]]:
    dated = sorted((fact[0], each.path, fact) for each in archive.releases for fact in each.note)
    known: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for day, path, (_, office, words, figures, start, end) in dated:
        earlier = known.setdefault((office, words), {})
        if 0 < len(earlier) < _STANDING and path not in earlier:
            first = next(reversed(earlier))
            when, before = earlier[first]
            if before == figures:
                message = f"this sentence stands in {first} of {when} already, with the same figures"
                help = "see whether they still hold, and say since when"
            else:
                message = f"{first} of {when} says the same with other figures: {before} there, {figures} here"
                help = "see which holds; if both do, say what changed"
            yield path, Hit(Span(start, end), message, help, other=first)
        earlier.setdefault(path, (day, figures))
