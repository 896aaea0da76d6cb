"""FM: topics, each with a page and feed at an address made from its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from newsroom_cli.language.document import Document
from newsroom_cli.model.release_file import slugify
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import WARNING, Archive, Hit, archive_rule


def _topics(document: Document) -> list[tuple[str, str, int, int]] | None:
    """The note on a release: for each topic, its slug, the topic as written, and its span; None without topics."""
    if document.release.is_taken_back:
        return None  # its page names no topics
    found = []
    for topic in document.release.topics:
        written = normalize("NFC", " ".join(topic.value.split()))
        if address := slugify(written):
            found.append((address, written, *topic.span))
    return found or None


@archive_rule("FM011", "topic-spelled-differently", severity=WARNING, note=_topics)
def topic_spelled_differently(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report a topic whose slug is also that of another spelling, which more releases use."""
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, str] = {}
    for path, _, _, topics in archive.releases:
        for address, written in dict.fromkeys((address, written) for address, written, _, _ in topics):
            spellings.setdefault(address, Counter())[written] += 1
            first.setdefault(written, path)
    usual = {address: found.most_common(1)[0] for address, found in spellings.items() if len(found) > 1}
    for path, _, _, topics in archive.releases:
        for address, written, start, end in topics:
            if address in usual and written != usual[address][0]:
                yield path, _one_address(written, address, usual[address], Span(start, end), first)


def _one_address(written: str, address: str, usual: tuple[str, int], span: Span, first: dict[str, str]) -> Hit:
    """The hit for a topic with the address of a more frequent spelling; `usual` is that spelling and its uses."""
    name, count = usual
    releases = f"{count} releases, such as {first[name]}, write" if count > 1 else f"{first[name]} writes"
    message = (
        f'"{written}" has the same address as "{name}", topics/{address}/, so both are one topic; {releases} "{name}"'
    )
    return Hit(span, message, f'write "{name}"; or, if they are two topics, use other words', other=first[name])
