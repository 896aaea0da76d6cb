"""The pictures and attachments of an edition: addresses and words from the release, sizes from the files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from newsroom_cli.markup.cleaning import TAG
from newsroom_cli.markup.escaping import for_addresses, unescape
from newsroom_cli.model import addresses, disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import newsroom_path
from newsroom_cli.model.media_types import ATTACHMENTS, ending, media_type
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release, text_of

if TYPE_CHECKING:
    from newsroom_cli.newsroom.edition import Edition


# The copies for mails have lasting addresses, because a mail that was sent cannot be changed.
MAIL_FOLDER = "email/pictures"
MAIL_WIDTH = 1200  # pixels at most: twice the width of a picture in a mail


class Rendition(NamedTuple):
    """A smaller copy of a picture: its absolute address and its width in pixels."""

    url: str
    width: int


class Picture(NamedTuple):
    """A picture of a release: `url` is its absolute address, `file` its path inside the newsroom.

    `width` and `height` are in pixels, 0 if unknown. `size` is the size of the published file in bytes, and
    `renditions` are its smaller copies, narrowest first; only a build sets these two.
    """

    url: str
    file: str
    alt: str
    caption: str
    credit: str
    width: int = 0
    height: int = 0
    size: int = 0
    renditions: tuple[Rendition, ...] = ()

    @property
    def media_type(self) -> str:
        """The media type by the ending of the address; empty if it is unknown."""
        return media_type(self.url)

    @property
    def label(self) -> str:
        """The name of the format as people know it: JPEG."""
        return self.media_type.rpartition("/")[2].upper()

    @property
    def shared(self) -> Picture:
        """The picture for mails, feeds and link previews: the copy for mails, which a wide picture has, else itself."""
        width = max((copy.width for copy in self.renditions if copy.width <= MAIL_WIDTH), default=0)
        if self.width <= MAIL_WIDTH or not width:
            return self
        address = quote(for_addresses(self.file))
        url = f"{self.url.removesuffix(address)}{MAIL_FOLDER}/{address}"
        return self._replace(url=url, width=width, height=max(round(self.height * width / self.width), 1))

    @property
    def srcset(self) -> str:
        """The smaller copies for the `srcset` of an image; empty if there are none.

        They include the picture itself unless it is much wider than any page shows it.
        """
        sizes = [f"{url} {width}w" for url, width in self.renditions]
        if sizes and self.width <= _WIDEST:
            sizes.append(f"{self.url} {self.width}w")
        return ", ".join(sizes)


_WIDEST = 2000  # pixels


class Attachment(NamedTuple):
    """A file to download with a release. `url` is absolute, `file` its path inside the newsroom, `size` in bytes."""

    url: str
    file: str
    title: str
    media_type: str
    size: int = 0

    @property
    def label(self) -> str:
        """The file format as people know it: PDF."""
        return ending(self.file).upper()


def pictures_of(release: Release, config: Config) -> tuple[Picture, ...]:
    """The pictures that pages can show: those inside the newsroom and those at a web address."""
    pictures = []
    for image in release.images:
        file = text_of(image.file)
        target = newsroom_path(release, file) or ""
        if url := url_of(target, config.url) if target else addresses.ascii_web_address(file):
            pictures.append(Picture(url, target, text_of(image.alt), text_of(image.caption), text_of(image.credit)))
    return tuple(pictures)


def attachments_of(release: Release, config: Config) -> tuple[Attachment, ...]:
    """The attachments of a release inside the newsroom; the file name is the title of one without a title."""
    attachments = []
    for attachment in release.attachments:
        path = newsroom_path(release, text_of(attachment.file)) or ""
        if ending(path) in ATTACHMENTS:
            title = text_of(attachment.title) or path.rpartition("/")[2]
            attachments.append(Attachment(url_of(path, config.url), path, title, media_type(path)))
    return tuple(attachments)


def url_of(path: str, site: str) -> str:
    """The absolute address of a file of the newsroom on its site."""
    return site + quote(for_addresses(path))


def with_sizes(edition: Edition, root: Path, site: str) -> Edition:
    """The edition with the sizes of its pictures, also in its HTML, and of its attachments.

    The size of a file that cannot be read stays 0.
    """
    if not edition.pictures and not edition.attachments and "<img" not in edition.html:
        return edition
    pictures = tuple(_measured_picture(picture, root) for picture in edition.pictures)
    named = {picture.file for picture in pictures}
    others = dict.fromkeys(file for file in _files_in(edition.html, site) if file not in named)
    in_body = tuple(_measured_picture(Picture(url_of(file, site), file, "", "", ""), root) for file in others)
    return edition._replace(
        pictures=pictures,
        body_pictures=in_body,
        html=_with_sizes(edition.html, {picture.file: picture for picture in (*pictures, *in_body)}, site),
        attachments=tuple(_measured_attachment(attachment, root) for attachment in edition.attachments),
    )


def _measured_picture(picture: Picture, root: Path) -> Picture:
    """The picture with its width and height; unchanged if its file is not in the newsroom or cannot be read."""
    from newsroom_cli.newsroom.attached import picture_heads

    if not picture.file or not picture.media_type:
        return picture
    try:
        head = picture_heads.of_file(root / picture.file)
    except (picture_heads.PictureError, OSError, ValueError):
        return picture
    return picture._replace(width=head.width, height=head.height)


def _measured_attachment(attachment: Attachment, root: Path) -> Attachment:
    """The attachment with the size of its file in bytes; unchanged if there is no file."""
    file = root / attachment.file
    return attachment._replace(size=os.stat(file).st_size) if disk.is_file(file) else attachment  # noqa: PTH116


def _files_in(html: str, site: str) -> Iterator[str]:
    """Yield the pictures of the newsroom that clean HTML shows, as paths inside the newsroom."""
    for tag in TAG.finditer(html) if "<img" in html else ():
        if file := file_shown_by(tag, site):
            yield file


def file_shown_by(tag: re.Match[str], site: str) -> str:
    """The path inside the newsroom of the picture that a tag of clean HTML shows; empty for any other tag."""
    source = _SOURCE.search(tag[2]) if tag[1] == "img" else None
    address = unescape(source[1]) if source else ""
    return unquote(address.removeprefix(site)) if address.startswith(site) else ""


def _with_sizes(html: str, pictures: dict[str, Picture], site: str) -> str:
    """Clean HTML with the width and height of each picture in `pictures`, by path, unless the release gives a size."""
    if "<img" not in html:
        return html

    def sized(tag: re.Match[str]) -> str:
        """The tag with the size of its picture, if that is known."""
        picture = pictures.get(file_shown_by(tag, site))
        if picture is None or not picture.width or _SIZE.search(tag[2]):
            return tag[0]
        return f'<img{tag[2]} width="{picture.width}" height="{picture.height}">'

    return TAG.sub(sized, html)


_SOURCE = pattern(r' src="([^"]*)"')
_SIZE = pattern(r' (?:width|height)="')
