"""OF: the issuing office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.model.config import FILE_NAME, Config, Office
from newsroom_cli.model.toml.schema import SourceLines, Span
from newsroom_cli.model.toml.values import describe, joined, nearest
from newsroom_cli.rules.registry import ERROR, INFO, WARNING, Archive, Hit, archive_rule, replace, rule


@rule("OF001", "unknown-office", severity=ERROR, yields_to=("PH001",))
def unknown_office(document: Document) -> Iterator[Hit]:
    """Report an office that newsroom.toml does not have; the fix replaces an office's name with its key."""
    office, offices = document.release.office, document.config.offices
    if office and document.office_key not in offices:
        keys = [key for key, known in offices.items() if known.name.lower() == office.value.lower() != ""]
        fix = replace(office.span, f'"{keys[0]}"') if len(keys) == 1 else None
        if keys:
            message = f'"{office.value}" is the name of an office, and its key belongs here'
            help = f"write {joined([describe(key) for key in keys], 'or')}"
        else:
            message = f'there is no office "{office.value}" in newsroom.toml'
            help = _help(office.value, document.config)
        yield Hit(office.span, message, help, fix=fix)


def _help(name: str, config: Config) -> str:
    """The help for an office that newsroom.toml does not have."""
    from newsroom_cli.model.release_file import slugify

    if name == "TK" and config.offices:  # written by import if the source names no office of the newsroom
        return f"write the key of its office here: {', '.join(config.offices)}; or add it to newsroom.toml first"
    key = slugify(name) or "press-office"
    add = f'add [offices.{key}] with name = "..." to newsroom.toml'
    if not config.offices:
        return add
    by_word = {
        word: office_key
        for office_key, office in config.offices.items()
        for word in (office.name.lower(), office_key)
        if word
    }
    near = nearest(name, by_word) or nearest(key, by_word)
    if near:
        return f'did you mean "{by_word[near]}"?'
    former = f'; or, where its key was changed, former_keys = ["{key}"] under the new one' * (key == name)
    return f"known: {', '.join(config.offices)}; or {add}{former}"


# --- OF002 ----------------------------------------------------------------------------------------------------


@rule("OF002", "office-under-another-name", severity=INFO)
def office_under_another_name(document: Document) -> Iterator[Hit]:
    """Report a variant of an office's name that the newsroom does not print."""
    named = [office for office in document.config.offices.values() if office.variants and office.name]
    for passage in document.own_passages if named else ():
        for start, end, office in _variants(passage.text, named):
            words, place = passage.text[start:end], passage.place(start, end)
            fix = None if '"' in office.name else replace(place, office.name, safe=False)  # may be in a TOML string
            yield Hit(place, f'"{words}" is not how the house writes this office', f'write "{office.name}"', fix=fix)


def _variants(text: str, offices: Sequence[Office]) -> list[tuple[int, int, Office]]:
    """The places of variants of offices' names, each with its office; of several that overlap, the first and longest.

    A variant inside an office's right name does not count.
    """
    right = [found for office in offices for found in _places(text, office.name)]
    wrong = [
        (start, end, office) for office in offices for word in office.variants for start, end in _places(text, word)
    ]
    variants: list[tuple[int, int, Office]] = []
    for start, end, office in sorted(wrong, key=lambda place: (place[0], -place[1])):
        inside = any(first <= start and end <= last for first, last in right)
        if not inside and (not variants or variants[-1][1] <= start):
            variants.append((start, end, office))
    return variants


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each occurrence of the words in a text as whole words."""
    for at in occurrences(text, words) if words else ():
        end = at + len(words)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or (after.isalnum() and words[-1].isalnum())):
            yield at, end


# --- OF003 ----------------------------------------------------------------------------------------------------


def _office_key(document: Document) -> str | None:
    """The note on a release: the key of its office."""
    return document.office_key or None


@archive_rule("OF003", "office-without-contact", severity=WARNING, note=_office_key)
def office_without_contact(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report offices of releases whose entry in newsroom.toml has no contact with phone or email."""
    newest = {key: path for path, _, _, key in archive.releases}  # in order of path, so the last is the newest
    for key, path in sorted(newest.items()):
        office = archive.config.offices.get(key)
        if office is None or any(contact.phone or contact.email for contact in office.contacts):
            continue
        span = SourceLines(archive.config.text).header(f"offices.{key}") or Span(0, 0)
        lacks, add = "", f"[[offices.{key}.contacts]] with a phone or email"
        if not office.boilerplate:
            lacks, add = " and no boilerplate", f"{add}, and boilerplate under [offices.{key}]"
        message = f'the office "{key}" of {path} has no contact{lacks}'
        yield FILE_NAME, Hit(span, message, f"add {add}", other=path)
