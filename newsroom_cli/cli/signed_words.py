"""What somebody is about to sign, in a few lines: what has changed since the last signature, or what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom_cli.language.document import Document
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom

_CHANGES, _FIGURES = 6, 8  # that are shown


def lines(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield the changes since the last signature, word by word where git has what was signed, else what is signed."""
    from newsroom_cli.ledger import records
    from newsroom_cli.newsroom import changed_words, moments

    parts = records.visible_parts(release)
    last = next((approval for approval in reversed(release.approvals) if approval.by and approval.digest), None)
    if last is None or last.by is None or last.digest is None:
        yield from ("you sign:", *_facts(newsroom, release))
        return
    digest, at = last.digest.value, moments.date_in_words(last.date.value, newsroom.config) if last.date else ""
    signer, on_day = last.by.value, f" on {at}" if at else ""
    files = [f"  {records.file_in_words(name)} is another one" for name in records.changed_files(last, release)]
    if digest == records.release_digest(parts):
        yield from (f"you sign what {signer} signed{on_day}:", *_facts(newsroom, release), *files)
        return
    versions = changed_words.parts_by_digest(newsroom.root, release.path, {digest}, records.visible_parts)
    if before := versions.get(digest):
        yield from (f"changed since {signer} signed it{on_day}:", *_changed_words(before, parts, newsroom), *files)
        return
    changed = ", ".join(records.changed_parts(last, parts))
    since = f"changed since {signer} signed it{on_day}{f': {changed}' if changed else ''}"
    yield from (since, *files, "you sign:", *_facts(newsroom, release))


def _changed_words(before: Mapping[str, str], now: Mapping[str, str], newsroom: Newsroom) -> Iterator[str]:
    """Yield the first changes between two versions: the words before, and the words now, with a few around them."""
    import functools

    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import changed_words, moments

    in_words = functools.partial(moments.written_in_words, config=newsroom.config)
    changes = changed_words.changed_stretches(before, now, field_in_words=in_words)
    shown = ""
    for name, old, new in changes[:_CHANGES]:
        yield from [f"  {name}"] if name != shown else []
        yield from [f"    {output.paint('error', f'- {old}')}"] if old else []
        yield from [f"    {output.paint('good', f'+ {new}')}"] if new else []
        shown = name
    if len(changes) > _CHANGES:
        yield f"  and {len(changes) - _CHANGES} more changes: newsroom approvals"


def _facts(newsroom: Newsroom, release: Release) -> Iterator[str]:
    """Yield the headline, the date, the speakers and the figures of a release."""
    from newsroom_cli.cli import output
    from newsroom_cli.ledger import known_quotes
    from newsroom_cli.model.interpretation import embargo_end
    from newsroom_cli.newsroom import moments

    document, config = newsroom.document(release), newsroom.config
    yield f"  {output.paint('strong', release.headline.value if release.headline else '(no headline)')}"
    ends = embargo_end(release, config)
    date = moments.date_in_words(release.date.value, config) if release.date else "no date"
    yield f"  {date}{f'; embargoed until {moments.in_words(ends, config)}' if ends else ''}"
    quotes = known_quotes.quotes_of_release(document)
    speakers = dict.fromkeys(", ".join(filter(None, (quote.speaker, quote.role))) for quote in quotes if quote.speaker)
    if speakers:
        yield f"  quoted: {'; '.join(speakers)}"
    if figures := list(dict.fromkeys(_figures(document))):
        more = f" and {len(figures) - _FIGURES} more" if len(figures) > _FIGURES else ""
        yield f"  figures: {'; '.join(figures[:_FIGURES])}{more}"


def _figures(document: Document) -> Iterator[str]:
    """Yield the figures of the text with what they count, and times of day; no dates, numbers to call or addresses."""
    from newsroom_cli.language.dates import mentions, written_times
    from newsroom_cli.language.wording import figures

    for block in document.prose:
        text = block.text
        times = [(time.start, time.end) for time in written_times.written_times(text)]
        taken = [*times, *((date.start, date.end) for date in mentions.mentions(text, document.language))]
        taken += [match.span() for match in _TELEPHONE.finditer(text)]
        found = [(start, text[start:end]) for start, end in times]
        for figure in figures.figures(text):
            written, after = text[figure.start : figure.end], _LONGER_WORD.match(text, figure.end)
            is_one = figure.value <= 1 and not written[0].isdigit()  # "one of them", "the first"
            is_name = document.is_english and after is not None and after[1][0].isupper()  # 1 Quay Street
            if (
                is_one
                or is_name
                or _YEAR.fullmatch(written)
                or any(start <= figure.start < end for start, end in taken)
            ):
                continue
            counted = figures.counted_noun(text, figure) if document.is_english else None
            is_counted = after is not None and after[1].lower() not in figures.STOPS
            end = counted.end if counted else after.end() if after and is_counted else figure.end
            found.append((figure.start, text[figure.start : end]))
        yield from (" ".join(words.split()) for _, words in sorted(found))


_TELEPHONE = pattern(r"(?=(?:[ ().+-]{0,3}\d){7})\+?\(?\d[\d ().-]{6,}\d")
_YEAR = pattern(r"(?:19|20)\d\d")
_LONGER_WORD = pattern(r"\s([^\W\d_]{4,})")  # what a figure counts: of, or and und are shorter
