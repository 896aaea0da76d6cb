"""The table of import sources, and what recognises which of them a file or pasted text is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsroom_cli.importing import unreadable
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.importing.sources import feed, mails, markdown_text, page, records, text, wire, word
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.named import NamedTuple


class Source(NamedTuple):
    """A kind of source: its name, its help, whether some material is one, and what reads the releases in it."""

    name: str
    help: str
    recognizes: Callable[[Material], bool]
    read: Callable[[Material], Iterator[Pasted]]


# The first source that recognises some material reads it: from the plainest marks to text, which anything may be.
SOURCES = (
    Source("word", "Word files (.docx)", word.recognizes, word.read_from),
    Source("mail", "mails and mailboxes (.eml, .mht, .mbox)", mails.recognizes, mails.read_from),
    Source("feed", "RSS and Atom feeds, also entries cut out of one", feed.recognizes_xml, feed.read_xml_from),
    Source("json-feed", "JSON feeds", feed.recognizes_json, feed.read_json_from),
    Source("record", "JSON records of a site with a title and a text", records.recognizes, records.read_from),
    Source("wire", "wire messages (NewsML-G2, NewsML 1, NITF)", wire.recognizes, wire.read_from),
    Source(
        "preamble",
        "text below lines such as Title: and Date:",
        markdown_text.has_preamble,
        markdown_text.read_preamble_from,
    ),
    Source("html", "HTML below front matter", markdown_text.is_html, markdown_text.read_html_from),
    Source("page", "saved pages and pasted HTML", page.recognizes, page.read_from),
    Source("markdown", "Markdown, also below front matter", markdown_text.recognizes, markdown_text.read_from),
    Source("text", "plain text", text.recognizes, text.read_from),
)


def source_of(material: Material) -> Source:
    """The source that some material is. Raises NewsroomError for a damaged or too large one."""
    return next(source for source in SOURCES if source.recognizes(material))


def sources(data: bytes, *, name: str, base: str = "") -> Iterator[Pasted]:
    """The sources in some bytes: one, or one for each entry of a feed and each mail of a mailbox.

    `name` is the file's name, or `-` for what was pasted; `base` is the address a page or feed was saved from. Nothing
    is fetched. Raises NewsroomError, with the file's name, for what cannot be imported; in a mailbox or feed that may
    be after others were handed out.
    """
    try:
        unreadable.refuse(data, name)
        material = Material(data, name.lower(), base)
        yield from source_of(material).read(material)
    except NewsroomError as error:
        if error.path is None and name != "-":
            error.path = name
        raise
