"""The record of what went out: one small file for each release, with digests of its words and never the words.

docs/decisions/life.md says why it is a file in the repository.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from newsroom_cli.language.links import linked
from newsroom_cli.ledger import records
from newsroom_cli.markup import markdown
from newsroom_cli.model.config import RECORDS
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import (
    KILLED,
    TAKEN_BACK,
    Release,
    Span,
    text_of,
)
from newsroom_cli.model.release_file import is_slug, key_spans, slugify, to_toml
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import Reader, SourceLines, list_key, record, scalar_key, tables_key
from newsroom_cli.model.toml.values import WrongValue, count, day, describe, joined, line

FORMAT = 1  # of the file
WORDS = 2  # of the normaliser: digests of different versions cannot be compared


@record
class Copy(NamedTuple):
    """A copy that a medium got before publication."""

    outlet: str = scalar_key(line, "who got it", default="")
    date: dt.date | None = scalar_key(day, "when")
    digest: str = scalar_key(line, "a digest of the release as it was then", default="")
    embargo: dt.date | None = scalar_key(day, "its embargo then, as the release had it")


def _name(value: Any) -> str:
    """A name in addresses, such as 2026-03-02-library."""
    name = line(value)
    if not is_slug(name):
        raise WrongValue(f"{describe(name)} is no name in addresses", "")
    return name


@record
class _File(NamedTuple):
    """The keys of a record's file."""

    format: int = scalar_key(count, "the version of this file's form", default=0)
    words: int = scalar_key(count, "the version of the way words are normalised", default=0)
    id: str = scalar_key(line, "the release's id", default="")
    addresses: tuple[str, ...] = list_key(_name, "its names in addresses, the present one last")
    first_public: dt.date | None = scalar_key(day, "when it was public for the first time")
    edition: int = scalar_key(count, "how many versions have been published", default=0)
    change: str = scalar_key(line, "the class of the last change; empty for the first edition", default="")
    blocks: tuple[str, ...] = list_key(line, "its parts, each with a digest, in order")
    replaced: tuple[str, ...] = list_key(line, "its parts before the last change, if that changed them")
    advance: tuple[Copy, ...] = tables_key(Copy, "who got it before publication")


class Record(NamedTuple):
    """A release as it was published, with digests of its parts and without its text.

    `blocks` are the parts in order, such as `headline 1f0c22ab`; `replaced` are those before the last change, for its
    undo, and empty if it changed none. `addresses` are its slugs, the present one last.
    `first_public` is in UTC. `change` is the class of the last change, empty for the first edition; `words` is the
    version of the normaliser that made the digests. `source` is the text of the file that this record replaces; empty
    if there is none.
    """

    id: str
    addresses: tuple[str, ...]
    first_public: dt.datetime
    edition: int
    change: str
    blocks: tuple[str, ...]
    words: int = WORDS
    advance: tuple[Copy, ...] = ()
    replaced: tuple[str, ...] = ()
    source: str = ""

    def without_last_change(self, change: str) -> Record:
        """The record without its last change, with the class of the change before it.

        After a correction the words differ again; a withdrawal recorded none.
        """
        if self.change in (TAKEN_BACK, KILLED):
            return self._replace(change=change)
        return self._replace(change=change, blocks=self.replaced or self.blocks, replaced=())


class Part(NamedTuple):
    """A part of a release that readers see: its kind, its words without typography, and its place in the file."""

    kind: str
    text: str
    span: Span

    @property
    def digest_line(self) -> str:
        """The kind of the part and a digest of its text, as a record has them: `headline 1f0c22ab`."""
        return f"{self.kind} {records.short_digest(self.kind, self.text)}"


PICTURE, ATTACHMENT = "picture", "attachment"  # the kinds of the parts that are files
FORM = "form"  # the kind of the part for the meaningful markup of a body
LINK, IMAGE = "link", "image"  # the kinds of the parts that are addresses in the body
UNSEEN = frozenset((LINK, IMAGE, FORM, PICTURE, ATTACHMENT))  # the kinds of the parts whose text no reader sees
_IN_ORDER = frozenset((*markdown.BLOCKS, LINK, IMAGE))  # the kinds of the parts of a body, whose order readers see
_NOT_WORDS = frozenset(("body", "corrections", "updated", "embargo"))


def parts(release: Release) -> list[Part]:
    """The parts of a release that a record covers: its fields, then the blocks of its body, its links, its files."""
    spans = key_spans(release)
    visible = [
        Part(name, text, spans.get(name) or spans.get(f"{name}.0") or release.opening)
        for name, text in records.visible_parts(release).items()
        if name not in _NOT_WORDS
    ]
    body = markdown.read(release.body)
    for block in body.as_read(body.blocks):
        text = _COMMENT.sub("", block.text) if block.kind == markdown.HTML else block.text
        visible.append(Part(block.kind, records.without_typography(text), block.span))
    return [part for part in visible if part.text] + _links(release) + _form(release) + _files(release)


def has_part(record: Record, release: Release, kind: str) -> bool:
    """Whether a record has the first part of a kind as a release has it."""
    return next((part.digest_line in record.blocks for part in parts(release) if part.kind == kind), False)


def is_of_earlier_version(recorded: Record) -> bool:
    """Whether an earlier normaliser made the digests of a record, so that it cannot be compared, only renewed."""
    return recorded.words < WORDS


def _links(release: Release) -> list[Part]:
    """The links and pictures in the body of a release, each with its address as the text.

    Links to release files are left out: renaming such a file changes them, and they lead to the same release.
    """
    body = markdown.read(release.body)
    named = [link for link in (*body.links, *body.html_links) if not linked.is_file(link.target.partition("#")[0])]
    return [
        Part(IMAGE, f"{link.text} {link.target}", link.span) if link.image else Part(LINK, link.target, link.span)
        for link in body.as_read(named)
    ]


_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HAS_FORM = pattern(r"[~<>|\"]|\[\^|^\s*\d+[.)]", re.MULTILINE)
_TAG = pattern(r'<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)(?: ?/)?>')
_ATTRIBUTE = pattern(r' (?:start|title|datetime|dir)="[^"]*"')
_MEANINGFUL = frozenset(
    "sup sub del s ins q blockquote time ruby rt bdo ol tr td th".split()
)  # elements with a meaning


def _form(release: Release) -> list[Part]:
    """The meaningful markup of a body as one part: what is struck out or raised, which cells are empty, titles."""
    body = release.body
    written = body.value
    for comment in reversed(markdown.read(body).comments):
        written = written[: comment.span.start - body.span.start] + written[comment.span.end - body.span.start :]
    if not _HAS_FORM.search(written):
        return []

    def meaningful_tag(tag: re.Match[str]) -> str:
        """A meaningful tag with only its meaningful attributes; a space for any other tag."""
        attributes = "".join(_ATTRIBUTE.findall(tag[3]))
        return f" {tag[1]}{tag[2]}{attributes} " if tag[2] in _MEANINGFUL or attributes else " "

    text = records.without_typography(_TAG.sub(meaningful_tag, markdown.html(body.value, locate=str)))
    return [Part(FORM, text, Span(body.span.start, body.span.start))]


def _files(release: Release) -> list[Part]:
    """The pictures and attachments of a release as parts, each with its name and digest as the text."""
    named = [image.file for image in release.images] + [attachment.file for attachment in release.attachments]
    spans = {file.value: file.span for file in reversed(named) if file}
    return [
        Part(PICTURE if ending(name) in PICTURES else ATTACHMENT, f"{name} {digest}", spans.get(name, release.opening))
        for name, digest in release.files or ()
    ]


def make_record(
    release: Release,
    *,
    first_public: dt.datetime,
    now: dt.datetime,
    before: Record | None = None,
    change: str = "",
    is_unread: bool = False,
) -> Record:
    """The record of a release as it is now; `before` is the earlier record, `change` the class of the latest change.

    Once a release is public, the moment of first publication stays, and its parts are recorded again only with a
    `change` that announces them, which a withdrawal does not: otherwise a second signature, or a text that was taken
    away and comes back, would hide that words have changed. Before that, or if nobody has seen it yet although it was
    due (`is_unread`), `first_public` replaces the moment in `before`.

    Raises NewsroomError if the release has no id.
    """
    if release.id is None:
        raise NewsroomError(
            "the release has no id, and without one it cannot be recorded",
            path=release.path,
            hint="newsroom check --fix adds one",
        )
    blocks = tuple(part.digest_line for part in parts(release))
    first_moment = first_public.astimezone(dt.UTC)
    if before is None:
        return _first_record(release, first_moment, now, change, blocks)
    is_unread = is_unread or before.first_public > now
    if is_unread and not before.change:  # nobody knows its address and its words yet
        before = before._replace(addresses=(release.slug,), first_public=first_moment, blocks=blocks, words=WORDS)
    if is_unread and not change:
        return before
    addresses = (*(address for address in before.addresses if address != release.slug), release.slug)
    if not change:
        return before._replace(addresses=addresses)
    if change not in (TAKEN_BACK, KILLED):  # words that were edited before a withdrawal are not announced by it
        replaced = () if is_of_earlier_version(before) or before.blocks == blocks else before.blocks
        before = before._replace(blocks=blocks, words=WORDS, replaced=replaced)
    return before._replace(addresses=addresses, edition=before.edition + 1, change=change)


def _first_record(
    release: Release, first_public: dt.datetime, now: dt.datetime, change: str, blocks: tuple[str, ...]
) -> Record:
    """A record for a release that has none, or has lost it: its aliases and corrections give addresses and edition."""
    aliases = [alias.value for alias in release.aliases] if first_public <= now else []
    addresses = dict.fromkeys((*(name for name in aliases if name != release.slug), release.slug))
    edition = 1 + len(release.corrections)
    id = text_of(release.id)
    return Record(id, tuple(addresses), first_public, edition, change or release.last_change, blocks)


def changed_parts(release: Release, recorded: Record) -> list[Part]:
    """The parts of a release that differ from its record; a part that was removed has its kind and no text.

    A part of the body that has moved differs, too. Files are compared only if the record has files and those of the
    release have been read; the first file of a release appears as a change of its fields.
    """
    if is_of_earlier_version(recorded):
        return []
    parts_now, lines_before = parts(release), list(recorded.blocks)
    if release.files is None or not any(map(is_about_file, lines_before)):
        parts_now = [part for part in parts_now if not is_about_file(part.digest_line)]
        lines_before = [line for line in lines_before if not is_about_file(line)]
    remaining = Counter(lines_before)
    changed: list[Part] = []
    kept: list[Part] = []
    for part in parts_now:
        remaining[part.digest_line] -= 1
        (changed if remaining[part.digest_line] < 0 else kept).append(part)
    changed += _moved(kept, lines_before)
    if any(part.kind in _IN_ORDER for part in changed) or any(_kind(line) in _IN_ORDER for line in +remaining):
        changed = [part for part in changed if part.kind != FORM]  # it repeats the words
        remaining = Counter({line: count for line, count in remaining.items() if _kind(line) != FORM})
    kinds = {part.kind for part in changed}
    removed_kinds = {_kind(line) for line in +remaining} - kinds
    return changed + [Part(kind, "", release.opening) for kind in sorted(removed_kinds)]


def _moved(kept: Iterable[Part], lines_before: Iterable[str]) -> list[Part]:
    """The fewest parts of a body whose moves explain its new order; the record has each of these parts."""
    parts_now = [part for part in kept if part.kind in _IN_ORDER]
    lines_now = [part.digest_line for part in parts_now]
    remaining, kept_before = Counter(lines_now), []
    for digest_line in lines_before:
        if remaining[digest_line] > 0:
            remaining[digest_line] -= 1
            kept_before.append(digest_line)
    ranges = records.changed_ranges(kept_before, lines_now)
    return [part for _, _, start, end in ranges for part in parts_now[start:end]]


def _kind(digest_line: str) -> str:
    """The kind of the part that a line of a record is about."""
    return digest_line.partition(" ")[0]


def is_about_file(digest_line: str) -> bool:
    """Whether a line of a record is about a picture or an attachment, not about words."""
    return digest_line.startswith((f"{PICTURE} ", f"{ATTACHMENT} "))


# --- the file -------------------------------------------------------------------------------------------------


def path_of(recorded: Record) -> str:
    """The path of a record inside the newsroom: published/2026/m9t4e7j2x6v8a3kn.toml."""
    return f"{RECORDS}/{recorded.first_public.year}/{file_name(recorded.id)}"


def file_name(id: str) -> str:
    """The file name of a release's record, by the id of the release.

    Ids made by newsroom end in 16 random characters, which name the file. Others may end alike, such as
    "tag:example.org,2025:1" and "tag:example.org,2026:1", so their file names also have a digest.
    """
    tail = re.split(r"[:,/#]", id.rstrip("/"))[-1]
    if re.fullmatch("[a-z0-9]{16}", tail):
        return f"{tail}.toml"
    return f"{(slugify(tail) or 'release')[:80]}-{records.short_digest('id', id)}.toml"


def dump(recorded: Record) -> str:
    """The text of a record's file."""
    values = {
        "format": FORMAT,
        "words": recorded.words,
        "id": recorded.id,
        "addresses": list(recorded.addresses),
        "first_public": recorded.first_public.replace(microsecond=0),
        "edition": recorded.edition,
        "change": recorded.change,
    }
    parts_by_key = {"blocks": recorded.blocks, "replaced": recorded.replaced}
    lists = "".join(f"{key} = [\n{_items(lines)}]\n" for key, lines in parts_by_key.items() if lines or key == "blocks")
    head = "# Written by newsroom. Commit it together with the release."
    return f"{head}\n{_toml_lines(values)}\n{lists}{_copies(recorded.advance)}"


def _items(values: Iterable[Any]) -> str:
    """The lines of TOML with the items of a list."""
    return "".join(f"  {to_toml(value)},\n" for value in values)


def _copies(copies: Iterable[Copy]) -> str:
    """The lines of TOML with advance copies, a line for each: after a merge, people can keep those of both sides."""
    tables = [{name: value for name, value in copy._asdict().items() if value is not None} for copy in copies]
    return f"advance = [\n{_items(tables)}]\n" if tables else ""


def _toml_lines(values: Mapping[str, Any]) -> str:
    """The lines of TOML that set keys to values."""
    return "\n".join(f"{name} = {to_toml(value)}" for name, value in values.items())


def parse(text: str, path: str) -> Record:
    """The record in a file. Raises NewsroomError, with the line and a remedy, if the file is damaged or too new."""
    if match := re.search(r"^(<{7}|\|{7}|={7}|>{7})", text, re.MULTILINE):
        line = text.count("\n", 0, match.start()) + 1
        raise NewsroomError(
            "the record holds both sides of a merge", path=path, line=line, hint=_hint_for_merge(text, path)
        )
    try:
        document = parsing.parse(text)
    except parsing.GivenTwice as error:
        hint = f"git checkout HEAD^1 -- {path} takes that from before the merge; newsroom correct announces the rest"
        message = f"the record holds both sides of a merge: {error.message}"
        raise NewsroomError(message, path=path, line=error.line, hint=hint) from error
    except parsing.TomlError as error:
        raise damaged(f"the record is damaged: {error.message}", path, error.line) from error
    for key, known in (("format", FORMAT), ("words", WORDS)):
        version = document.values.get(key)
        if isinstance(version, int) and version > known:
            raise NewsroomError("a later version of newsroom wrote this record", path=path, hint="update newsroom")
    reader = Reader(SourceLines(text), fallback=Span(0, 0), unknown="key", wrong="key")
    file = reader.read(_File, document.values, document.nodes)
    if reader.problems:
        first = reader.problems[0]
        raise damaged(f"the record is damaged: {first.message}", path, text.count("\n", 0, first.span.start) + 1)
    when = file.first_public
    if not (file.id and file.addresses and file.edition and isinstance(when, dt.datetime) and when.tzinfo):
        raise damaged("the record is damaged: it lacks id, addresses, first_public or edition", path, 1)
    if path.rpartition("/")[2] != file_name(file.id):
        raise damaged(f"the record is damaged: it is that of another release, {file.id}", path, 1)
    moment = when.astimezone(dt.UTC)
    copies = tuple(sorted(file.advance, key=_made_at))  # a merge may have joined those of two machines
    parts_and_copies = file.blocks, file.words, copies, file.replaced
    return Record(file.id, file.addresses, moment, file.edition, file.change, *parts_and_copies, source=text)


def _made_at(copy: Copy) -> str:
    """The moment at which a copy was made, as text that sorts by time."""
    date = copy.date
    return str(date.astimezone(dt.UTC) if isinstance(date, dt.datetime) and date.tzinfo else date or "")


def _hint_for_merge(text: str, path: str) -> str:
    """The remedy for a record with both sides of a merge: copies of both are kept, and of the rest one side."""
    in_conflict = "\n".join(re.findall(r"^<{7}.*?\n(.*?)^>{7}", text, re.DOTALL | re.MULTILINE)).splitlines()
    lines = [line for line in in_conflict if line.strip() and not line.startswith(("=======", "|||||||"))]
    copies = [line for line in lines if line.startswith("  { outlet")]
    if copies and copies == lines:
        marks = joined([mark for mark in ("<<<<<<<", "|||||||", "=======", ">>>>>>>") if f"\n{mark}" in text], "and")
        return f"delete only the lines that begin with {marks}: media have the copies of both sides"
    hint = f"while the merge is under way, git checkout --ours -- {path} keeps this side, --theirs the other; else "
    if copies:
        hint = "keep the lines of both sides with outlet, because these media have a copy; of the others "
    return f"{hint}delete the lines of one side, and the marks: the higher edition knows more"


def damaged(message: str, path: str, line: int | None = None) -> NewsroomError:
    """The error for a damaged record, with the remedy."""
    hint = "take the version of the last commit: git checkout -- FILE; or delete it and run newsroom record, which "
    hint += "does not know who got a copy in advance"
    return NewsroomError(message, path=path, line=line, hint=hint.replace("FILE", path))
