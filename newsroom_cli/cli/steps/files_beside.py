"""Pictures and documents beside releases: add them, show the metadata in pictures, and write clean copies."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from newsroom_cli.cli.arguments.shared_options import TextOrJson
from newsroom_cli.cli.steps import naming
from newsroom_cli.cli.terminal import ask, output, unfinished
from newsroom_cli.ledger import records
from newsroom_cli.linter.report import counted
from newsroom_cli.model import disk, editing, interpretation
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.media_types import ATTACHMENTS, PICTURES, ending
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import slugify
from newsroom_cli.newsroom.attached import attached_files
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.scaffold import TO_COME
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.publishing.pictures import originals
from newsroom_cli.publishing.pictures.originals import Original


class _Kind(NamedTuple):
    """A kind of files: its name, its key in a release, the command that adds one, and how others are refused."""

    noun: str
    key: str
    endings: Collection[str]
    command: str
    adds: str
    example: str
    refuses: str
    missing: str


_PICTURE = _Kind(
    "picture", "images", PICTURES, "newsroom images add", "adds", "bridge.jpg", "is no picture", "no picture is named"
)
_DOCUMENT = _Kind(
    "document", "attachments", ATTACHMENTS, "newsroom attach", "attaches", "plan.pdf", "is a picture",
    "no document is named that can be attached",
)  # fmt: skip


class Words(NamedTuple):
    """The words of a release about a picture: what it shows, its caption, and who made it; None: ask a person."""

    alt: str | None
    caption: str | None
    credit: str | None


def add_pictures(newsroom: Newsroom, names: Sequence[str], words: Words) -> None:
    """Copy pictures beside a release, and have the release show them with the words that are given or answered.

    Raises NewsroomError for a file that is no picture, and for a picture that the release shows already.
    """
    pictures, name = _files_and_release(_PICTURE, names)
    contents = [_read_picture(newsroom, picture) for picture in pictures]
    release = before = naming.open_release(newsroom, name)
    for picture, (data, original) in zip(pictures, contents, strict=True):
        table = functools.partial(_picture_table, newsroom, release, words)
        release = _add_file(newsroom, release, _PICTURE, picture, data, table)
        shown = output.from_here(release.path, newsroom.root)
        lines = [output.paint("warning", line) for line in originals.problems(original)]
        if original.needs_copy:
            lines.append(f"newsroom images {shlex.quote(shown)} --clean puts a smaller, clean copy in its place")
        alt = release.images[-1].alt
        if alt and alt.value == TO_COME:
            lines.append(f"what it shows stands as TK in {shown}; newsroom open --edit {shlex.quote(shown)}")
        output.say(*lines, f"{output.paint('good', 'added')} to {shown}; newsroom preview shows it")
    _say_if_void(newsroom, before, release, _PICTURE)


def add_documents(newsroom: Newsroom, names: Sequence[str], title: str | None) -> None:
    """Copy documents beside a release, and have the release list them under a title that is given or answered."""
    documents, name = _files_and_release(_DOCUMENT, names)
    contents = [_read(document, _DOCUMENT) for document in documents]
    release = before = naming.open_release(newsroom, name)
    for document, data in zip(documents, contents, strict=True):
        table = functools.partial(_document_table, release, title)
        release = _add_file(newsroom, release, _DOCUMENT, document, data, table)
    for problem in attached_files.problems(newsroom, release):
        output.say(output.paint("warning", f"{problem.message}; {problem.help}"))
    output.say(f"{output.paint('good', 'added')} to {output.from_here(release.path, newsroom.root)}")
    _say_if_void(newsroom, before, release, _DOCUMENT)


def is_picture(name: str) -> bool:
    """Whether a file is a picture, by the ending of its name."""
    return ending(name) in PICTURES


def _files_and_release(kind: _Kind, names: Sequence[str]) -> tuple[list[Path], str | None]:
    """The files of a kind among the names, and the release. Raises NewsroomError without files, or for two releases."""
    files = [Path(name).expanduser() for name in names if ending(name) in kind.endings]
    others = [name for name in names if ending(name) not in kind.endings]
    other_kind = _PICTURE if kind is _DOCUMENT else _DOCUMENT
    if wrong := next((name for name in others if ending(name) in other_kind.endings), None):
        hint = f"{other_kind.command} FILE {wrong} {other_kind.adds} it"
        raise NewsroomError(f"{wrong} {kind.refuses}", hint=hint)
    if not files:
        hint = f"{kind.command} FILE {kind.noun.upper()}, such as {kind.example}; it may be {', '.join(kind.endings)}"
        raise NewsroomError(kind.missing, hint=hint)
    if len(others) > 1:
        raise NewsroomError(f"{' and '.join(others)} are two releases", hint=f"name one, and then its {kind.noun}s")
    return files, others[0] if others else None


def _place(newsroom: Newsroom, release: Release, file: Path, data: bytes, noun: str) -> tuple[str, bool]:
    """The path beside the release for a file, inside the newsroom, and whether the file must be copied there.

    A file that is already beside the release, or in a folder there, stays where it is. The name of a copy is in small
    letters without spaces. An existing file is never replaced: it is used if its content is the same, otherwise the
    name gets a number.
    """
    folder, stem = PurePosixPath(release.path).parent, slugify(file.stem) or noun
    beside, own_place = (newsroom.root / folder).resolve(), file.resolve()
    if own_place.is_relative_to(beside):
        return str(folder / own_place.relative_to(beside).as_posix()), False
    for number in range(1, 1000):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{file.suffix.lower()}"
        if not disk.is_there(newsroom.root / path):
            return str(path), True
        if disk.is_file(newsroom.root / path) and disk.read(newsroom.root / path) == data:
            return str(path), False
    raise NewsroomError(f"there are too many {noun}s of this name", path=file, hint="rename it")


def _read(file: Path, kind: _Kind) -> bytes:
    """The bytes of a file that a person names. Raises NewsroomError if it cannot be read."""
    try:
        return disk.read(file.absolute(), links=True)
    except FileNotFoundError as error:
        hint = f"write where it is, such as ~/Downloads/{kind.example}"
        raise NewsroomError(f"there is no such {kind.noun}", path=file, hint=hint) from error
    except OSError as error:
        raise NewsroomError(reason_of(error), path=file, hint=disk.remedy(error)) from error


def _name_in(release: Release, path: str) -> str:
    """The path by which a release names a file beside it, or in a folder there."""
    return str(PurePosixPath(path).relative_to(PurePosixPath(release.path).parent))


def _add_file(
    newsroom: Newsroom, release: Release, kind: _Kind, file: Path, data: bytes, table: Callable[[str], dict[str, str]]
) -> Release:
    """Copy a file beside a release, and write and return the release that names it; `table` makes the keys for it."""
    path, is_new = _place(newsroom, release, file, data, kind.noun)
    after = editing.append(release, kind.key, table(path))
    added: dict[str, tuple[bytes | None, bytes | None]] = {path: (None, data)} if is_new else {}
    in_place.rewrite(newsroom, added | {release.path: (release.text.encode(), after.text.encode())})
    output.result(output.from_here(path, newsroom.root))
    return after


def _say_if_void(newsroom: Newsroom, before: Release, after: Release, kind: _Kind) -> None:
    """Say that a release must be signed again, if the new file has made its signatures void."""
    if records.signers(newsroom.with_files(before)) and not records.signers(newsroom.with_files(after)):
        output.say(f"its signatures are void with another {kind.noun}; it must be signed again: newsroom approve")


# --- the words about a file in its release --------------------------------------------------------------------


def _read_picture(newsroom: Newsroom, picture: Path) -> tuple[bytes, Original]:
    """The bytes of a picture, and its size and metadata. Raises NewsroomError if it is missing or no picture."""
    data = _read(picture, _PICTURE)
    try:
        return data, originals.original(data, picture.name, newsroom.config.pictures)
    except PictureError as error:
        raise NewsroomError(f"it {error}", path=picture, hint=error.hint) from error


def _picture_table(newsroom: Newsroom, release: Release, words: Words, path: str) -> dict[str, str]:
    """The keys of the picture in the release; TK stands for missing words, and keys that nobody wants are left out.

    Raises NewsroomError if the release shows the picture already.
    """
    name = _name_in(release, path)
    if any(image.file and image.file.value == name for image in release.images):
        raise NewsroomError(
            f"the release shows {name} already", path=release.path, hint="change its words under [[images]]"
        )
    with unfinished.answers(newsroom, "images add", f"{release.path} {path}"):
        return {"file": name} | ask.with_way_back(functools.partial(_picture_words, name, words))


def _picture_words(name: str, words: Words) -> dict[str, str]:
    """The keys for what a picture shows, its caption and its credit, from options or answers."""
    if output.is_interactive() and words.alt is None:
        output.say(f"{name}: say what it shows, for people who cannot see it")
    alt, caption, credit = words
    if alt is None:
        alt = ask.text("What it shows (or later)", empty_words=ask.LATER, is_prose=True) or TO_COME
    if caption is None:
        caption = ask.text("Caption (or none)", empty_words=ask.NOBODY, is_prose=True)
    if credit is None:
        credit = ask.text("Who made it, such as Photo: Ana Ruiz (or none)", empty_words=ask.NOBODY)
    optional = {"caption": caption, "credit": credit}
    return {"alt": alt} | {key: value for key, value in optional.items() if value}


def _document_table(release: Release, title: str | None, path: str) -> dict[str, str]:
    """The keys of the document in the release. Raises NewsroomError if it is attached already."""
    name = _name_in(release, path)
    if any(attachment.file and attachment.file.value == name for attachment in release.attachments):
        hint = "change its words under [[attachments]]"
        raise NewsroomError(f"{name} is attached to the release already", path=release.path, hint=hint)
    if title is None:
        title = ask.text(f"What {name} is, such as Map of the sites (or none)", empty_words=ask.NOBODY)
    return {"file": name} | ({"title": title} if title else {})


# --- the metadata in pictures, and clean copies ---------------------------------------------------------------


class _FoundPicture(NamedTuple):
    """A picture that a release names: its path inside the newsroom, its size and metadata, or why it cannot be read."""

    path: str
    original: Original | None
    error: str = ""


def look_at_pictures(newsroom: Newsroom, names: Sequence[str], form: TextOrJson, *, clean: bool) -> None:
    """Print size and metadata of the pictures of one release or of all; with `clean`, use clean copies instead."""
    for name in filter(is_picture, names):
        hint = f"newsroom images add FILE {shlex.quote(name)} adds it to a release"
        raise NewsroomError(f"{name} is a picture", hint=hint)
    if len(names) > 1:
        hint = "a name of several words stands in quotation marks"
        raise NewsroomError(f"too many words, from {names[1]} on", hint=hint)
    file = names[0] if names else None
    paths = newsroom.paths() if file is None else [naming.release_path(newsroom, file, reads_only=not clean)]
    releases = [newsroom.read(path) for path in paths]
    found = {picture.path: picture for release in releases for picture in _pictures(newsroom, release)}
    if form is TextOrJson.json:
        output.json([_for_programs(picture) for picture in found.values()])
    else:
        output.result(*(line for picture in found.values() for line in _lines(picture, newsroom)))
        _sum_up(list(found.values()), clean=clean, named=file is not None)
    if clean:
        _write_clean_copies(newsroom, releases, [path for path, picture in found.items() if _needs_copy(picture)])


def _needs_copy(picture: _FoundPicture) -> bool:
    return picture.original is not None and picture.original.needs_copy


def _pictures(newsroom: Newsroom, release: Release) -> Iterator[_FoundPicture]:
    for path in newsroom.files_of(release):
        if ending(path) not in PICTURES:
            continue
        try:
            data = newsroom.content_of(path)
            yield _FoundPicture(path, originals.original(data, path, newsroom.config.pictures))
        except PictureError as error:
            yield _FoundPicture(path, None, f"{error}; {error.hint}")
        except OSError as error:
            yield _FoundPicture(path, None, reason_of(error))


def _lines(picture: _FoundPicture, newsroom: Newsroom) -> Iterator[str]:
    path = output.from_here(picture.path, newsroom.root)
    if picture.original is None:
        yield f"{path}: {output.paint('error', picture.error)}"
        return
    width, height, size = picture.original[:3]
    warnings = list(originals.problems(picture.original))
    yield f"{path}: {width} × {height} pixels, {theme.file_size(size, 'en')}" + ("" if warnings else ", clean")
    yield from (f"  {output.paint('warning', line)}" for line in warnings)


def _for_programs(picture: _FoundPicture) -> dict[str, object]:
    fields = picture.original._asdict() if picture.original else {"error": picture.error}
    return {"path": picture.path, **fields}


def _sum_up(pictures: Sequence[_FoundPicture], *, clean: bool, named: bool) -> None:
    """Say how many pictures should be replaced, and how; `named` says that only one release was looked at."""
    count = sum(map(_needs_copy, pictures))
    if not pictures:
        has = "this release has no picture of its own" if named else "no release here has a picture of its own"
        output.say(f"{has}; newsroom images add FILE PICTURE adds one")
    elif not count:
        output.say("nothing to do")
    elif not clean:
        output.say(f"{count} of {len(pictures)} should be replaced: newsroom images --clean writes clean copies")


def _write_clean_copies(newsroom: Newsroom, releases: Sequence[Release], paths: Sequence[str]) -> None:
    """Write clean copies of pictures, and let the releases name these."""
    copies: dict[str, tuple[str, bytes]] = {}
    for path in paths:
        try:
            copies[path] = (_free_name(newsroom, path), originals.clean_copy(newsroom.content_of(path), path))
        except (PictureError, OSError) as error:
            output.say(f"{path}: {error}")
    if not copies:
        return
    edited = [(release, text) for release in releases if (text := _with_copies(release, copies)) != release.text]
    if output.is_interactive():
        output.say(
            *(
                f"{path} -> {PurePosixPath(name).name}, {theme.file_size(len(data), 'en')}"
                for path, (name, data) in copies.items()
            )
        )
        changes = counted(len(edited), "release")
        if not ask.confirm(f"Write {counted(len(copies), 'copy')}, and change {changes} to show them?"):
            output.say("nothing was changed")
            return
    files: dict[str, tuple[bytes | None, bytes | None]] = {name: (None, data) for name, data in copies.values()}
    files |= {release.path: (release.text.encode(), text.encode()) for release, text in edited}
    in_place.rewrite(newsroom, files)
    wrote = f"wrote {counted(len(copies), 'clean copy')}"
    output.say(f"{wrote}; changed {counted(len(edited), 'release')}; the pictures themselves stay")


def _free_name(newsroom: Newsroom, path: str) -> str:
    """A name beside a picture that no file has: hall-clean.jpg."""
    place = PurePosixPath(path)
    names = (f"{place.stem}-clean{number or ''}{place.suffix}" for number in range(1000))
    return next(
        str(place.with_name(name)) for name in names if not disk.is_there(newsroom.root / place.with_name(name))
    )


def _with_copies(release: Release, copies: dict[str, tuple[str, bytes]]) -> str:
    """The text of a release that names copies in the place of pictures."""
    text = release.text
    for named in sorted(attached_files.named_files(release), key=lambda found: found.span.start, reverse=True):
        path = interpretation.newsroom_path(release, named.target)
        written = text[named.span.start : named.span.end]
        if path in copies and named.target in written:
            name = PurePosixPath(copies[path][0]).name
            target = named.target[: len(named.target) - len(named.target.rpartition("/")[2])] + name
            text = text[: named.span.start] + written.replace(named.target, target, 1) + text[named.span.end :]
    return text
