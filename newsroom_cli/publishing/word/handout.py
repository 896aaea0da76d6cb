"""A release as a Word file: the same parts in the same order as on its page, in Word's own styles."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config, Contact
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import MAIL
from newsroom_cli.publishing.mail import headers
from newsroom_cli.publishing.word import styles
from newsroom_cli.publishing.word.body import Body

if TYPE_CHECKING:
    from docx.document import Document


class _Handout(NamedTuple):
    """The writer of a Word file; `content_of` returns the bytes of a picture by its path in the newsroom."""

    edition: Edition
    config: Config
    words: Any
    content_of: Callable[[str], bytes]
    document: Document

    def opening(self) -> None:
        """Write the issuer, kind and date, notices, headline, subhead, and the time and place of an event."""
        edition, config = self.edition, self.config
        published = dates.local(edition.published, config.zone)
        dated = published.year > 1 and theme.long_date(published, edition.language) not in edition.dateline
        issuer = [config.name, edition.office_name if edition.office_name != config.name else ""]
        self._line("Issuer", issuer, between=" · ")
        facts = [edition.kind_label, theme.moment(published, edition.language) if dated else ""]
        self._line("Facts", facts, between=", ")
        for notice in edition.notices:
            self._line("Notice", [notice.text])
        self._line("Title", [edition.headline or self.words.no_headline])
        self._line("Subtitle", [edition.subhead])
        when = event_time(edition.event_starts, edition.event_ends, edition.language, config.zone)
        for label, value in ((self.words.when, str(when or "")), (self.words.where, edition.event_place)):
            if value:
                paragraph = self.document.add_paragraph(style="Facts")
                paragraph.add_run(f"{label}: ").bold = True
                paragraph.add_run(", ".join(value.splitlines()[:10]))

    def pictures(self, chosen: Sequence[Picture]) -> None:
        """Write pictures with caption and credit. Raises NewsroomError for one that cannot be read."""
        for picture in chosen:
            if not picture.file:
                continue  # it lies on another site
            _add_picture(self.document.add_paragraph(style="Picture"), picture, self._content(picture))
            credit = f"{self.words.credit} {picture.credit}" if picture.credit else ""
            self._line("Caption", [picture.caption, credit], between="\n")

    def body(self, html: str) -> None:
        """Write clean HTML, with its pictures."""
        by_address = {picture.url: picture for picture in (*self.edition.pictures, *self.edition.body_pictures)}

        def picture_at(paragraph: Any, address: str) -> bool:
            """Put the picture at an address into a paragraph; False if the picture is on another site."""
            found = by_address.get(address)
            if found is None or not found.file:
                return False
            _add_picture(paragraph, found, self._content(found))
            return True

        Body(self.document, picture_at).add(html)

    def closing(self) -> None:
        """Write the end mark, further pictures, boilerplate, source, contacts, and the address of the release."""
        edition, words = self.edition, self.words
        self._line("End mark", [edition.end_mark])
        self.pictures(edition.pictures[1:])
        if edition.boilerplate_html:
            self.body(edition.boilerplate_html)
        self._line("Facts", [edition.source_words[0], edition.source_name or edition.source_url])
        if edition.contacts:
            heading = words.contact if len(edition.contacts) == 1 else words.contacts
            self.document.add_paragraph(heading, style="Heading 2")
        for contact in edition.contacts:
            self._contact(contact)
        if not edition.draft:
            styles.add_link(self.document.add_paragraph(f"{words.web}: ", style="Facts"), edition.url, edition.url)

    def _contact(self, contact: Contact) -> None:
        """Write a contact, with links for telephone and e-mail."""
        paragraph = self.document.add_paragraph(style="Contact")
        addresses = ("", headers.phone_address(contact.phone), headers.mail_address(contact.email))
        for words, address in zip(contact, addresses, strict=True):
            if words and paragraph.text:
                paragraph.add_run().add_break()
            if address:
                styles.add_link(paragraph, words, address)
            elif words:
                paragraph.add_run(styles.printable(words))

    def _content(self, picture: Picture) -> bytes:
        try:
            return _for_word(self.content_of(picture.file), picture.file)
        except (OSError, PictureError) as error:
            reason = str(error) if isinstance(error, PictureError) else "cannot be read"
            raise NewsroomError(
                f"the picture {reason}", path=picture.file, hint="repair it, or name another"
            ) from error

    def _line(self, style: str, parts: Sequence[str], between: str = " ") -> None:
        """Write a paragraph of those parts that are not empty; none if all are empty."""
        if text := between.join(filter(None, parts)):
            self.document.add_paragraph(styles.printable(text), style=style)


def handout(
    edition: Edition,
    config: Config,
    templates: Path | None,
    content_of: Callable[[str], bytes],
    *,
    banner: Sequence[str] = (),
) -> bytes:
    """The Word file of a release; `banner` has lines for the top of each page, such as the embargo.

    Raises NewsroomError for a picture that cannot be read.
    """
    words = theme.words(templates, edition.language, MAIL)
    document = styles.document(edition.language, is_right_to_left=edition.direction == "rtl")
    writer = _Handout(edition, config, words, content_of, document)
    styles.set_properties(document, title=edition.title, author=config.name, moment=edition.updated)
    styles.add_header_and_footer(document, banner, list(_footer(edition, config)))
    for line in banner:
        document.add_paragraph(styles.printable(line), style="Banner")
    writer.opening()
    writer.pictures(edition.pictures[:1])
    writer.body(edition.html)
    writer.closing()
    styles.set_direction(document, edition.direction)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _footer(edition: Edition, config: Config) -> Iterator[str]:
    """Yield the words at the foot of each page, before its number."""
    yield config.name
    if not edition.draft:
        yield edition.url


_LONGEST_SIDE = 1800  # pixels: some 290 dots an inch at the width of the text
_MOST_WIDTH, _MOST_HEIGHT = 16.0, 12.0  # centimetres


def _for_word(data: bytes, name: str) -> bytes:
    """A picture for Word as JPEG or, with transparent parts, PNG. Raises PictureError if it cannot be decoded."""
    from PIL import Image, ImageOps

    try:
        with picture_heads.opened(io.BytesIO(data), name) as opened:
            upright: Any = ImageOps.exif_transpose(opened)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
            is_transparent = upright.has_transparency_data
            file = io.BytesIO()
            clean = upright.convert("RGBA" if is_transparent else "RGB")
            clean.info = {}
            clean.save(
                file,
                "PNG" if is_transparent else "JPEG",
                **({} if is_transparent else {"quality": 88, "optimize": True}),
            )
            return file.getvalue()
    except PictureError:
        raise
    except Exception as error:  # a decoder may raise anything for a damaged file
        raise PictureError(picture_heads.DAMAGED) from error


def _add_picture(paragraph: Any, picture: Picture, data: bytes) -> None:
    """Put a picture into a paragraph, with its description, as wide as the text unless that makes it too high."""
    from docx.shared import Cm

    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(data))
    ratio = shape.height / shape.width
    width = min(_MOST_WIDTH, _MOST_HEIGHT / ratio)
    shape.width, shape.height = Cm(width), Cm(width * ratio)
    properties = shape._inline.docPr  # python-docx has no name for it
    properties.set("descr", shortened(picture.alt, 500))
