"""The pictures and attachments of a public release on the site: staged, and measured for its page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Finding, error_of
from newsroom_cli.model import disk
from newsroom_cli.model.errors import reason_of
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.attached import attached_files
from newsroom_cli.newsroom.attached.attached_files import ATTACHMENT, PICTURE
from newsroom_cli.newsroom.attached.edition_files import MAIL_FOLDER, MAIL_WIDTH, Picture, Rendition, url_of
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing.pictures import remembered
from newsroom_cli.publishing.pictures.making import PublishedPicture
from newsroom_cli.rules.registry import Hit

FOLDER = "pictures"  # the folder on the site for the smaller copies of pictures

Stage = Callable[[str, bytes], Staged]
# The size of a picture in bytes, and the path and width of each smaller copy.
Sizes = tuple[int, tuple[tuple[str, int], ...]]


class Attached(NamedTuple):
    """The pictures and attachments of a release, staged.

    - `files`: the staged files, by path on the site.
    - `sizes`: by path in the newsroom, the size of each published picture, and its smaller copies with their widths.
    - `errors`: a finding for each file that cannot be published.
    """

    files: Mapping[str, Staged]
    sizes: Mapping[str, Sizes]
    errors: tuple[Finding, ...]


def attached(newsroom: Newsroom, document: Document, stage: Stage) -> Attached:
    """Stage the pictures and attachments of a release. Pictures are processed unless an earlier build did so.

    An attachment that must not go out is an error, even if its rule is off.
    """
    if refused := [problem for problem in document.release.problems if problem.code == ATTACHMENT]:
        hits = (Hit(problem.span, problem.message, problem.help) for problem in refused)
        return Attached({}, {}, tuple(error_of(document, ATTACHMENT, hit) for hit in hits))
    files: dict[str, Staged] = {}
    sizes: dict[str, Sizes] = {}
    errors: list[Finding] = []
    for path in newsroom.files_of(document.release):
        try:
            data = newsroom.content_of(path)
            if ending(path) not in PICTURES:
                files[path] = stage(path, data)
                continue
            made = remembered.published_picture(newsroom, data, path.rpartition("/")[2])
        except OSError as error:
            errors.append(_error(document, path, f"cannot be read: {reason_of(error)}", disk.remedy(error)))
        except PictureError as error:
            errors.append(_error(document, path, str(error), error.hint))
        else:
            copies = copies_of(path, made)
            files |= {path: stage(path, made.whole)} | {name: stage(name, copy) for name, (_, copy) in copies.items()}
            files |= {name: stage(name, copy) for name, copy in mail_copy_of(path, made).items()}
            sizes[path] = _sizes(made, copies)
    return Attached(files, sizes, tuple(errors))


def copies_of(path: str, made: PublishedPicture) -> dict[str, tuple[int, bytes]]:
    """The smaller copies of a picture with their widths, by path on the site; the path has a digest of the bytes."""
    file = PurePosixPath(path)
    return {
        f"{FOLDER}/{file.stem}-{width}-{digest(copy)[:12]}{file.suffix}": (width, copy) for width, copy in made.smaller
    }


def mail_copy_of(path: str, made: PublishedPicture) -> dict[str, bytes]:
    """The copy of a wide picture for mails, by its path on the site; empty if mails show the whole picture."""
    fitting = [copy for width, copy in made.smaller if width <= MAIL_WIDTH]
    return {f"{MAIL_FOLDER}/{path}": fitting[-1]} if made.width > MAIL_WIDTH and fitting else {}


def with_published_copies(edition: Edition, newsroom: Newsroom, release: Release) -> Edition:
    """The edition of a public release with the smaller copies of its pictures, made now if no build has made them."""
    sizes: dict[str, Sizes] = {}
    for path in newsroom.files_of(release):
        if ending(path) in PICTURES:
            with contextlib.suppress(OSError, PictureError):  # build reports it
                made = remembered.published_picture(newsroom, newsroom.content_of(path), path.rpartition("/")[2])
                sizes[path] = _sizes(made, copies_of(path, made))
    return with_copies(edition, sizes, newsroom.config.url)


def _sizes(made: PublishedPicture, copies: Mapping[str, tuple[int, bytes]]) -> Sizes:
    """The size of a picture in bytes, and the paths and widths of its smaller copies."""
    return len(made.whole), tuple((name, width) for name, (width, _) in copies.items())


def published_forms(newsroom: Newsroom, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of files as they are in the newsroom, and of the versions that builds made of pictures.

    Files that cannot be read are left out; check reports them.
    """
    for path in paths:
        try:
            data = newsroom.content_of(path)
        except OSError:
            continue
        yield path, data
        if ending(path) in PICTURES and (made := remembered.found_for(newsroom, data)):
            yield path, made.whole
            yield from ((name, copy) for name, (_, copy) in copies_of(path, made).items())


def with_copies(edition: Edition, sizes: Mapping[str, Sizes], site: str) -> Edition:
    """The edition with the smaller copies of its pictures; `sizes` has the form of `Attached.sizes`."""

    def completed(picture: Picture) -> Picture:
        size, copies = sizes.get(picture.file, (0, ()))
        return picture._replace(size=size, renditions=tuple(Rendition(url_of(name, site), w) for name, w in copies))

    if not sizes:
        return edition
    return edition._replace(
        pictures=tuple(map(completed, edition.pictures)), body_pictures=tuple(map(completed, edition.body_pictures))
    )


def _error(document: Document, path: str, reason: str, help: str) -> Finding:
    """The error for a file that cannot be published, at the place where the release names it."""
    noun, code = ("picture", PICTURE) if ending(path) in PICTURES else ("attachment", ATTACHMENT)
    place = attached_files.places(document.release).get(path, document.release.opening)
    return error_of(document, code, Hit(place, f'the {noun} "{path}" {reason}', help))
