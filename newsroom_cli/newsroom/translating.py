"""A new translation: values that stay the same are filled in, and each text is TK with the original beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import language_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DRAFT, Field, Release, text_of
from newsroom_cli.model.release_file import slug_of, slugify, spelled_out, to_toml
from newsroom_cli.model.toml.values import CONTROL
from newsroom_cli.newsroom import scaffold
from newsroom_cli.newsroom.links import translation_links
from newsroom_cli.newsroom.scaffold import TO_COME

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom

_DEFINITIONS = pattern(r"(?: {0,3}\[[^\]\n]+\]:[^\n]*(?:\n|\Z))+")  # definitions of links
_COMMENT = pattern(r"<!--.*?-->\s*", re.DOTALL)
_OPENING = pattern(r" {0,3}(?:#{1,6} |[-*+] |\d+[.)] |> ?)?")
_PICTURE = pattern(r"!\[[^\]\n]*\](\([^)\n]*\))\Z")


def file_name(original: Release, language: str, name: str = "") -> str:
    """The name of the file of a translation: the `name`, or else that of the original with the language."""
    return f"{slugify(spelled_out(name, language)) or f'{slug_of(original.path)}-{slugify(language)}'}.md"


def text(original: Release, config: Config, language: str, author: str = "") -> str:
    """The text of a new file for a translation of a release into a language: a draft in which TK stands for words.

    `author` is the translator's name. Raises NewsroomError if the release is itself a translation, or is in this
    language.
    """
    if original.translation and original.translation.of:
        first = translation_links.original_path(original) or original.translation.of.value
        hint = f"translate the release that was written first: {first}"
        raise NewsroomError("this release is itself a translation", path=original.path, hint=hint)
    written_in = language_of(original, config)
    if language.lower() == written_in.lower():
        raise NewsroomError(f"the release is in this language: {written_in}", path=original.path)
    front = "\n".join(_front_matter(original, config, language, author))
    body = "\n\n".join(_blocks(original.body.value))
    return f"+++\n{front}\n+++\n\n{body or TO_COME}\n"


def shown_headline(newsroom: Newsroom, release: Release) -> str:
    """The headline of a release in a list; for a translation without one, TK and that of its original."""
    headline = text_of(release.headline)
    path = translation_links.original_path(release) if headline == TO_COME else None
    original = newsroom.read_alone(path) if path and disk.is_file(newsroom.root / path) else None
    return f"{TO_COME}: {original.headline.value}" if original and original.headline else headline


def _front_matter(original: Release, config: Config, language: str, author: str) -> Iterator[str]:
    """Yield the lines of the front matter, without the corrections, clearances and approvals of the original."""
    year = original.date.value.year if original.date else 2000
    yield "# Replace each TK with a translation of the words beside it; `newsroom check` insists on it."
    yield f"id = {to_toml(scaffold.new_id(config, year))}  # keep it for ever"
    yield from kept_lines("kind", original.kind)
    yield from _to_translate("headline", original.headline)
    yield from _to_translate("subhead", original.subhead)
    for name in ("date", "embargo", "embargo_lifted", "embargo_lifted_from", "office"):
        yield from kept_lines(name, getattr(original, name))
    if original.topics:
        topics = [topic.value for topic in original.topics]
        yield f"topics = {to_toml(topics)}  # translate them, too, if readers look for them in this language"
    yield f"language = {to_toml(language)}"
    if author:
        yield f"author = {to_toml(author)}"
    yield f'status = "{DRAFT}"'
    yield from _tables(original)


def _tables(original: Release) -> Iterator[str]:
    of = original.path.rpartition("/")[2].replace("%", "%25")
    digest = translation_links.digest_of(original)
    yield from ("", "[translation]", f"of = {to_toml(of)}", f"digest = {to_toml(digest)}")
    for name, keys in (("dateline", "city state country"), ("event", "starts ends place"), ("source", "name url")):
        if table := getattr(original, name):
            yield from ("", f"[{name}]", *all_kept(table, keys))
    for contact in original.contacts:
        yield from ("", "[[contacts]]", *all_kept(contact, "name phone email"))
    for quote in original.quotes:
        yield from ("", "[[quotes]]", *kept_lines("speaker", quote.speaker))
        yield from (*_to_translate("role", quote.role), *_to_translate("text", quote.text))
    for image in original.images:
        yield from ("", "[[images]]", *kept_lines("file", image.file))
        yield from (*_to_translate("alt", image.alt), *_to_translate("caption", image.caption))
        yield from kept_lines("credit", image.credit)
    for attachment in original.attachments:
        yield from (
            "",
            "[[attachments]]",
            *kept_lines("file", attachment.file),
            *_to_translate("title", attachment.title),
        )


def kept_lines(name: str, field: Field[Any] | None) -> Iterator[str]:
    """Yield the line of a value that is kept; nothing without a value."""
    if field is not None:
        yield f"{name} = {to_toml(field.value)}"


def all_kept(table: Any, names: str) -> Iterator[str]:
    """Yield the lines of the values of a table that are kept; `names` are their names, separated by spaces."""
    for name in names.split():
        yield from kept_lines(name, getattr(table, name))


def _to_translate(name: str, field: Field[str] | None) -> Iterator[str]:
    """Yield the words of the original as comments, then the line with TK in their place; an empty text stays."""
    if field is not None:
        yield from (f"# {CONTROL.sub(' ', line)}".rstrip() for line in field.value.splitlines())
        yield f"{name} = {to_toml(TO_COME if field.value.strip() else field.value)}"


def _blocks(body: str) -> Iterator[str]:
    """Yield each block of a body as a comment, then TK in its place; link definitions stay as they are."""
    for block in re.split(r"\n[ \t]*\n\s*", _COMMENT.sub("", body.replace("\r\n", "\n")).strip()):
        if _DEFINITIONS.fullmatch(block):
            yield block
        elif block.strip():
            original = block.replace("<!--", "<! --").replace("-->", "-- >")
            yield f"<!-- {original} -->"
            opening = _OPENING.match(block)
            picture = _PICTURE.match(block)
            prefix = opening[0] if opening else ""
            yield f"![{TO_COME}]{picture[1]}" if picture else f"{prefix}{TO_COME}"
