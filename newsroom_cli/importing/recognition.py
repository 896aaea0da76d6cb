"""The table of import sources; the first source that recognises a file or pasted text reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsroom_cli.importing import unreadable
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.importing.sources import feed, mails, markdown_text, page, pdf, records, text, wire, word
from newsroom_cli.model.errors import NewsroomError


class Source(NamedTuple):
    """A kind of source: its name, its help, its recogniser, and its reader, which yields the texts of a source."""

    name: str
    help: str
    recognises: Callable[[Material], bool]
    read: Callable[[Material], Iterator[Pasted]]


# In the order of recognition: from the surest marks down to plain text, which accepts anything.
SOURCES = (
    Source("word", "Word files (.docx)", word.recognises, word.read_from),
    Source("pdf", "PDF files", pdf.recognises, pdf.read_from),
    Source("mail", "mails and mailboxes (.eml, .mht, .mbox)", mails.recognises, mails.read_from),
    Source("feed", "RSS and Atom feeds, also entries cut out of one", feed.recognises_xml, feed.read_xml_from),
    Source("json-feed", "JSON feeds", feed.recognises_json, feed.read_json_from),
    Source("record", "JSON records of a site with a title and a text", records.recognises, records.read_from),
    Source("wire", "wire messages (NewsML-G2, NewsML 1, NITF)", wire.recognises, wire.read_from),
    Source("pasted-mail", "mails that were copied as text", mails.is_pasted, mails.read_pasted_from),
    Source("preamble", "text below lines such as Title:", markdown_text.has_preamble, markdown_text.read_preamble_from),
    Source("front-matter-html", "HTML below front matter", markdown_text.is_html, markdown_text.read_html_from),
    Source("page", "saved pages and pasted HTML", page.recognises, page.read_from),
    Source("markdown", "Markdown, also below front matter", markdown_text.recognises, markdown_text.read_from),
    Source("text", "plain text", text.recognises, text.read_from),
)


def source_of(material: Material) -> Source:
    """The first source that recognises the material. Raises NewsroomError for damaged or too large material."""
    return next(source for source in SOURCES if source.recognises(material))


def sources(data: bytes, *, name: str, base: str = "") -> Iterator[Pasted]:
    """Yield the texts in some bytes: one, or one for each entry of a feed and each mail of a mailbox.

    `name` is the file's name, or `-` for pasted text; `base` is the address of a saved page or feed. Nothing is
    fetched. Raises NewsroomError, with the file's name, for bytes that cannot be imported; a mailbox or feed may have
    yielded texts before that.
    """
    try:
        unreadable.refuse(data, name)
        material = Material(data, name.lower(), base)
        yield from source_of(material).read(material)
    except NewsroomError as error:
        if error.path is None and name != "-":
            error.path = name
        raise
