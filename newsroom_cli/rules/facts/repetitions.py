"""QT and FC over the archive: quotes that changed since an earlier release, and repeated facts."""

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

SHORTEST = 8  # words; two speakers may say a shorter quote in nearly the same words by chance
LIKENESS = 0.85  # share of common words from which two quotes count as one
_SKETCH = 4  # fingerprints kept of a quote; the same quote in slightly different words shares some of them


_NAME = pattern(r"(?<!^)(?<![.!?“\"„] )\b[A-ZÀ-Þ][\w’'-]*")


def _quotes(document: Document) -> list[tuple[str, str, int, int, list[int], str]] | None:
    """The note on a release's quotes: for each the day, words, place, fingerprints and names; None without quotes."""
    day = document.issue_date.isoformat() if document.issue_date else ""
    rows = []
    for _, block in document.quoting_blocks:
        for start, end in quotation_marks.pair(block.text).quoted_spans(len(block.text)):
            words = folded(block.text[start:end])
            if len(words) >= SHORTEST:
                names = " ".join(folded(" ".join(_NAME.findall(block.text[start:end].strip()))))
                rows.append((day, " ".join(words), *block.place(start, end), _sketch(words), names))
    return rows or None


def _sketch(words: Sequence[str]) -> list[int]:
    """The fingerprints of a quote: its smallest hashes of three words in a row, mostly equal for similar quotes."""
    threes = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return sorted(set(map(zlib.crc32, map(str.encode, threes))))[:_SKETCH]


@archive_rule("QT013", "same-quote-in-other-words", severity=WARNING, note=_quotes)
def same_quote_in_other_words(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a quote that an earlier release has in slightly different words."""
    dated = sorted((quote[0], release.path, quote) for release in archive.releases for quote in release.note)
    by_mark: dict[int, list[_Quote]] = {}
    first: dict[str, str] = {}
    for day, path, (_, text, start, end, sketch, names) in dated:
        if first.setdefault(text, path) != path:
            continue  # already quoted in the same words
        near = {quote for mark in sketch for quote in by_mark.get(mark, ()) if quote[0] != path}
        like = _most_alike(text, near)
        if like and not _differ_in_names(like, text, names):
            earlier, when, wording, _ = like
            where = f"{earlier}{f' of {when}' if when else ''}"
            message = f"the same quote is in {where} in other words: {_difference(wording, text)}"
            help = "use the words the speaker agreed to in both"
            yield path, Hit(Span(start, end), message, help, other=earlier)
        for mark in sketch:
            quotes = by_mark.setdefault(mark, [])
            if len(quotes) < _MAX_QUOTES_PER_FINGERPRINT and all(quote[2] != text for quote in quotes):
                quotes.append((path, day, text, names))


_Quote = tuple[str, str, str, str]  # path and day of a release, the words of the quote, the names among them


def _differ_in_names(earlier: _Quote, text: str, names: str) -> bool:
    """Whether two quotes differ only in names, as in releases that were written for several places."""
    before, now = earlier[2].split(), text.split()
    named_before, named_now = set(earlier[3].split()), set(names.split())
    return all(
        change.wanted[0] < change.wanted[1]
        and change.actual[0] < change.actual[1]
        and named_before.issuperset(before[slice(*change.wanted)])
        and named_now.issuperset(now[slice(*change.actual)])
        for change in changes(before, now)
    )


_MAX_QUOTES_PER_FINGERPRINT = 20  # kept under one fingerprint; a phrase that more quotes share identifies none


def _most_alike(text: str, near: set[_Quote]) -> _Quote | None:
    """The most similar quote of those with a common fingerprint; None if it is not similar enough."""
    words = text.split()
    best = max(((_likeness(words, quote[2].split()), quote) for quote in near), default=None)
    return best[1] if best and LIKENESS <= best[0] < 1 else None


def _likeness(now: Sequence[str], before: Sequence[str]) -> float:
    """The share of words that two quotes have in common, in order; 0 if one is much longer than the other."""
    longer = max(len(now), len(before))
    if min(len(now), len(before)) < LIKENESS * longer:
        return 0.0
    missing = len(now) - len(list(filter(set(before).__contains__, now)))
    if missing > (1 - LIKENESS) * longer and len(now) <= LONGEST:  # quicker than comparing the order of the words
        return 0.0
    changed = changes(now, before)
    differing = sum(max(end - start, heard_end - heard_start) for (start, end), (heard_start, heard_end) in changed)
    if not differing and list(now) != list(before):
        return 0.0
    return 1 - differing / longer


_SHOWN = 2


def _difference(before: str, now: str) -> str:
    """The differences between an earlier wording and the present one, in words."""
    wanted, actual = before.split(), now.split()
    parts = []
    for change in changes(wanted, actual)[:_SHOWN]:
        there, here = " ".join(wanted[slice(*change.wanted)]), " ".join(actual[slice(*change.actual)])
        if there and here:
            parts.append(f'"{there}" there, "{here}" here')
        else:
            parts.append(f'"{there or here}" only {"there" if there else "here"}')
    return "; ".join(parts)


# --- facts ----------------------------------------------------------------------------------------------------

_FIGURE = pattern(r"\d[\d.,:]*\d|\d")


def _facts(document: Document) -> list[tuple[str, str, str, str, int, int]] | None:
    """The note on a release's sentences with figures: day, office, words without figures, figures, and place.

    None without such sentences, or without a date or office.
    """
    release = document.release
    if not release.date or not release.office or not release.office.value:
        return None
    day, office = local_day(release.date.value, document.config).isoformat(), release.office.value
    rows = []
    for passage in document.narrative:
        if passage.block is None or passage.block.kind != PARAGRAPH or not _FIGURE.search(passage.text):
            continue
        for start, end in sentences.split(passage.text):
            words = folded(_FIGURE.sub(" ", passage.text[start:end]))
            figures = _FIGURE.findall(passage.text[start:end])
            if figures and len(words) >= SHORTEST and passages.CODE not in passage.text[start:end]:
                rows.append((day, office, " ".join(words), " ".join(figures), *passage.place(start, end)))
    return rows or None


_BOILERPLATE = 3  # releases; a sentence that this many share is boilerplate


@archive_rule("FC011", "fact-of-an-earlier-release", severity=INFO, note=_facts, styles=OFF)
def fact_of_an_earlier_release(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a sentence that an earlier release of the office has, with the same or other figures."""
    dated = sorted((fact[0], release.path, fact) for release in archive.releases for fact in release.note)
    by_words: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for day, path, (_, office, words, figures, start, end) in dated:
        earlier = by_words.setdefault((office, words), {})
        if 0 < len(earlier) < _BOILERPLATE and path not in earlier:
            first = next(reversed(earlier))
            when, before = earlier[first]
            if before == figures:
                message = f"this sentence is already in {first} of {when}, with the same figures"
                help = "see whether they still hold, and say since when"
            else:
                message = f"{first} of {when} says the same with other figures: {before} there, {figures} here"
                help = "see which holds; if both do, say what changed"
            yield path, Hit(Span(start, end), message, help, other=first)
        earlier.setdefault(path, (day, figures))
