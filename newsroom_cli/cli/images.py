"""`newsroom images`: what the pictures of releases carry, smaller, clean copies, and pictures that are added."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsroom_cli.cli import ask, completion, options, output
from newsroom_cli.cli.shared_options import Directory, TextOrJson
from newsroom_cli.linter.report import counted
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.media_types import PICTURES, ending

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.pictures.originals import Original


class _Found(NamedTuple):
    """A picture that a release names: its path inside the newsroom, what it carries, or why it cannot be read."""

    path: str
    original: Original | None
    error: str = ""


def images(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add] [FILE] [PICTURE...]",
            help="A release; without it all of them. After add: a release, and pictures for it.",
            autocompletion=completion.releases,
        ),
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Write smaller, clean copies, and let the release show these.")
    ] = False,
    alt: Annotated[
        str | None, typer.Option("--alt", metavar="TEXT", help="With add: what the picture shows, in words.")
    ] = None,
    caption: Annotated[str | None, typer.Option("--caption", metavar="TEXT", help="With add: its caption.")] = None,
    credit: Annotated[str | None, typer.Option("--credit", metavar="TEXT", help="With add: who made it.")] = None,
    form: Annotated[TextOrJson, typer.Option("--format", help="Text, or JSON for programs.")] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """Find pictures that are too large or tell where they were taken, and add pictures to a release.

    newsroom images add FILE PICTURE copies a picture beside the release, and has the release show it. Asks on a
    terminal what it shows, for its caption and who made it. No file is replaced.

    With --clean the command writes a copy beside each such picture: upright, at most 2,400 pixels wide, with nothing of
    its metadata but credit and rights. The release then names the copy. The picture itself stays as it is.

    Pages and feeds never carry such data: build takes it out. The files beside the release do, and people send these
    around.

    Example: newsroom images releases/2026-03-02-library.md --clean
    """
    from newsroom_cli.cli import images_add

    newsroom = options.newsroom(directory)
    if names and names[0] == "add":
        images_add.add(newsroom, names[1:], images_add.Words(alt, caption, credit))
        return
    file = _only_release(names or [])
    paths = [options.release_path(newsroom, file, reads_only=not clean)] if file is not None else list(newsroom.paths())
    releases = [newsroom.read(path) for path in paths]
    found = {picture.path: picture for release in releases for picture in _pictures(newsroom, release)}
    if form is TextOrJson.json:
        output.json([_for_programs(picture) for picture in found.values()])
    else:
        output.result(*(line for picture in found.values() for line in _lines(picture, newsroom)))
        _sum_up(list(found.values()), clean=clean, named=file is not None)
    if clean:
        _clean(newsroom, releases, [path for path, picture in found.items() if _needs_copy(picture)])


def _only_release(names: Sequence[str]) -> str | None:
    """The only release that is named, if any. Raises NewsroomError for several names, and for that of a picture."""
    from newsroom_cli.cli import images_add

    for name in filter(images_add.is_picture, names):
        hint = f"newsroom images add FILE {shlex.quote(name)} adds it to a release"
        raise NewsroomError(f"{name} is a picture", hint=hint)
    if len(names) > 1:
        hint = "a name of several words stands in quotation marks"
        raise NewsroomError(f"too many words, from {names[1]} on", hint=hint)
    return names[0] if names else None


def _needs_copy(picture: _Found) -> bool:
    return picture.original is not None and picture.original.needs_copy


def _pictures(newsroom: Newsroom, release: Release) -> Iterator[_Found]:
    """Yield the pictures that a release names and that are there."""
    from newsroom_cli.newsroom.picture_heads import PictureError
    from newsroom_cli.publishing.pictures import originals

    for path in newsroom.files_of(release):
        if ending(path) not in PICTURES:
            continue
        try:
            data = newsroom.content_of(path)
            yield _Found(path, originals.original(data, path, newsroom.config.pictures))
        except PictureError as error:
            yield _Found(path, None, f"{error}; {error.hint}")
        except OSError as error:
            yield _Found(path, None, reason_of(error))


def _lines(picture: _Found, newsroom: Newsroom) -> Iterator[str]:
    """Yield the lines about a picture."""
    from newsroom_cli.newsroom import theme
    from newsroom_cli.publishing.pictures import originals

    path = output.from_here(picture.path, newsroom.root)
    if picture.original is None:
        yield f"{path}: {output.paint('error', picture.error)}"
        return
    width, height, size = picture.original[:3]
    told = list(originals.told(picture.original))
    yield f"{path}: {width} × {height} pixels, {theme.file_size(size, 'en')}" + ("" if told else ", clean")
    yield from (f"  {output.paint('warning', line)}" for line in told)


def _for_programs(picture: _Found) -> dict[str, object]:
    """A picture as JSON."""
    fields = picture.original._asdict() if picture.original else {"error": picture.error}
    return {"path": picture.path, **fields}


def _sum_up(pictures: Sequence[_Found], *, clean: bool, named: bool) -> None:
    """Say how many pictures should be replaced, and how; `named` says that only one release was looked at."""
    count = sum(map(_needs_copy, pictures))
    if not pictures:
        has = "this release has no picture of its own" if named else "no release here has a picture of its own"
        output.say(f"{has}; newsroom images add FILE PICTURE adds one")
    elif not count:
        output.say("nothing to do")
    elif not clean:
        output.say(f"{count} of {len(pictures)} should be replaced: newsroom images --clean writes clean copies")


def _clean(newsroom: Newsroom, releases: Sequence[Release], paths: Sequence[str]) -> None:
    """Write clean copies of pictures, and let the releases name these."""
    from newsroom_cli.newsroom import theme
    from newsroom_cli.newsroom.picture_heads import PictureError
    from newsroom_cli.newsroom.writer import in_place
    from newsroom_cli.publishing.pictures import originals

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
    from newsroom_cli.model import interpretation
    from newsroom_cli.newsroom import attached_files

    text = release.text
    for named in sorted(attached_files.named_files(release), key=lambda found: found.span.start, reverse=True):
        path = interpretation.newsroom_path(release, named.target)
        written = text[named.span.start : named.span.end]
        if path in copies and named.target in written:
            name = PurePosixPath(copies[path][0]).name
            target = named.target[: len(named.target) - len(named.target.rpartition("/")[2])] + name
            text = text[: named.span.start] + written.replace(named.target, target, 1) + text[named.span.end :]
    return text
