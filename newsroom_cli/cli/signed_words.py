"""What somebody is about to sign, in a few lines: what has changed since the last signature, or what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom

_CHANGES, _SHOWN = 6, 8  # that are shown


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
    """Yield the headline, the date and the speakers of a release, and the dates, times and figures of its text."""
    from newsroom_cli.cli import output
    from newsroom_cli.language.wording import main_facts
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
    facts = [main_facts.main_facts(document.without_code(block), document.language) for block in document.prose]
    yield from _line("dates and times", [date for block in facts for date in block.dates])
    yield from _line("figures", [figure for block in facts for figure in block.figures])


def _line(name: str, facts: Iterable[str]) -> Iterator[str]:
    """Yield the first of some facts, each once, on one line; no line if there are none."""
    several = list(dict.fromkeys(facts))
    if several:
        more = f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
        yield f"  {name}: {'; '.join(several[:_SHOWN])}{more}"
