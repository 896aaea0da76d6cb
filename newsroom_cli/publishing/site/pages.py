"""The pages of the site: one for each release, the index, and the files that both need.

Pages link to each other by relative addresses, so they work at any address, and when opened from a disk.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from newsroom_cli.language.dates import dates
from newsroom_cli.markup.cleaning import TAG
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.edition import Edition, direction_of, page_url
from newsroom_cli.newsroom.edition_files import Attachment, Picture
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.publishing.site import structured_data

# The width of a picture on a page, as site.css sets it: a phone without its margins, or the column of the text.
SIZES = "(max-width: 700px) calc(100vw - 36px), 646px"
SUMMARIES = 20  # releases of the index that show their summary; the others are one line


class FeedLink(NamedTuple):
    """A link to a feed: `name` for people, `file` relative to the site's root, `url` absolute."""

    name: str
    type: str
    title: str
    file: str
    url: str


class IndexLine(NamedTuple):
    """A line of the index as plain text; without date, `year` is 0 and `day` and `date` are empty.

    `lang` has the HTML attributes of a language that differs from that of the page.
    """

    href: str
    headline: str
    year: int
    day: str
    date: str
    kind: str
    office: str
    summary: str
    lang: str


def release_page(edition: Edition, config: Config, templates: Path | None) -> bytes:
    """The page of a release, `releases/<slug>.html`. Raises NewsroomError if a template of the newsroom is wrong."""
    from markupsafe import Markup

    words = theme.words(templates, edition.language)
    office = edition.office if config.feeds.offices and edition.office in config.offices and not edition.draft else ""
    figures = _figures(edition)
    pictures, body = _pictures_and_body(edition, figures, config, templates)
    page = theme.render(
        templates,
        "site/release.html",
        **_common_variables(
            config, templates, root="../", language=edition.language, direction=edition.direction, office=office
        ),
        release=edition,
        dated=edition.published.year > 1,
        published=dates.local(edition.published, config.zone),
        updated=dates.local(edition.updated, config.zone) if edition.updated > edition.published else None,
        embargo=dates.local(edition.embargo, config.zone) if edition.embargo else None,
        event=event_time(edition.event_starts, edition.event_ends, edition.language, config.zone),
        body=Markup(body),
        boilerplate=Markup(_adapted_html(edition.boilerplate_html, config, table=words.table)),
        pictures=pictures,
        downloads=[picture for picture in figures if picture.file and picture.size and picture.alt],
        attachments=[_relative(attachment) for attachment in edition.attachments],
        picture_sizes=SIZES,
        email_page=f"../email/{quote(edition.slug)}",
        structured_data="" if edition.draft else Markup(structured_data.script(edition, config)),
    )
    return _encoded(page)


def index_page(listings: Sequence[Listing], config: Config, templates: Path | None) -> bytes:
    """The index of all releases, `index.html`: newest first, by year."""
    newest = sorted(listings, key=lambda listing: listing.slug)
    newest.sort(key=lambda listing: listing.published, reverse=True)
    years = [
        (year, list(lines))
        for year, lines in itertools.groupby(_index_lines(newest, config), key=lambda line: line.year)
    ]
    variables = _common_variables(
        config, templates, root="", language=config.language, direction=direction_of(config.language)
    )
    return _encoded(theme.render(templates, "site/index.html", **variables, years=years))


def assets(templates: Path | None) -> list[tuple[str, bytes]]:
    """The files that pages need, as path and content: the style sheet, and files other than templates in the newsroom's
    `templates/site` folder.

    Raises NewsroomError if one cannot be read or has the name of a feed.
    """
    files = {"site.css": theme.builtin() / "site" / "site.css"}
    folder = templates / "site" if templates else None
    if folder and disk.is_folder(folder):
        files |= {path.name: path for path in folder.iterdir() if _is_asset(path) and not disk.is_folder(path)}
    return [(name, _read(path)) for name, path in sorted(files.items())]


def _is_asset(path: Path) -> bool:
    return path.suffix != ".html" and not path.name.startswith(".") and not path.name.endswith("~")


def _read(path: Path) -> bytes:
    """The bytes of an asset. Raises NewsroomError if it cannot be read or has the name of a feed."""
    if path.name in FILES:
        raise NewsroomError("build writes a file of this name itself", path=path, hint="give it another name")
    try:
        return disk.read(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewsroomError(f"cannot be read: {reason}", path=path, hint="check the file's permissions") from error


# --- what all pages have --------------------------------------------------------------------------------------


def _common_variables(
    config: Config, templates: Path | None, *, root: str, language: str, direction: str, office: str = ""
) -> dict[str, Any]:
    """The variables of every page; `root` is the relative path to the site's root, `office` an office with feeds."""
    words = theme.words(templates, language)
    return {
        "config": config,
        "words": words,
        "root": root,
        "language": language,
        "direction": direction,
        "words_lang": theme.language_attributes(words.language, language),
        "house_lang": theme.language_attributes(config.language, language),
        "feeds": _feeds(config),
        "office_feeds": _feeds(config, office) if office else [],
    }


def _feeds(config: Config, office: str = "") -> list[FeedLink]:
    """Links to the feeds of the newsroom or of an office; the same as `feeds.feed` gives, but faster."""
    title = config.feeds.title or config.name
    if office:
        title = f"{config.offices[office].name or office} – {title}"
    folder = f"offices/{office}/" if office else ""
    return [
        FeedLink(label, media_type, f"{title} ({label})", folder + file, f"{config.url}{folder}{file}")
        for name, (label, file, media_type, _) in FORMATS.items()
        if name in config.feeds.formats
    ]


# Control characters have no place in HTML: a TOML escape can put them into a field.
_ASCII_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_OTHER_CONTROLS = pattern(rb"\xc2[\x80-\x9f]")


def _encoded(page: str) -> bytes:
    data = page.encode().translate(None, _ASCII_CONTROLS)
    return _OTHER_CONTROLS.sub(b"", data) if b"\xc2" in data else data


# --- the page of a release ------------------------------------------------------------------------------------


def _figures(edition: Edition) -> list[Picture]:
    """The pictures of the front matter that have an address; the newsroom's own have relative addresses."""
    return [_beside_page(picture) for picture in edition.pictures if picture.url]


def _beside_page(picture: Picture) -> Picture:
    """A picture with relative addresses, if it is the newsroom's own."""
    if not picture.file:
        return picture
    site = picture.url.removesuffix(quote(for_addresses(picture.file)))
    copies = tuple(copy._replace(url=f"../{copy.url.removeprefix(site)}") for copy in picture.renditions)
    return picture._replace(url=f"../{quote(for_addresses(picture.file))}", renditions=copies)


def _relative(attachment: Attachment) -> Attachment:
    """An attachment with a relative address."""
    return attachment._replace(url=f"../{quote(for_addresses(attachment.file))}")


def _pictures_and_body(
    edition: Edition, pictures: list[Picture], config: Config, templates: Path | None
) -> tuple[list[Picture], str]:
    """The pictures outside the body, and the body with the other pictures as figures; addresses are relative.

    Only the first picture of the page is loaded at once.
    """
    words = theme.words(templates, edition.language)
    shown = {unquote(picture.url): picture for picture in map(_beside_page, edition.body_pictures)}
    by_address = {unquote(picture.url): picture for picture in pictures}
    body = _adapted_html(edition.html, config, table=words.table, pictures=shown | by_address)
    if not pictures or "<img" not in body:
        return pictures, _with_loading(body, is_first=not pictures)
    shown_in_body: set[str] = set()

    def figure(match: re.Match[str]) -> str:
        """The figure for a paragraph with only an image; the unchanged paragraph if the image is not of the release."""
        address = unquote(unescape(match[1]))
        if (picture := by_address.get(address)) is None:
            return match[0]
        shown_in_body.add(address)
        words_lang = theme.language_attributes(words.language, edition.language)
        return theme.render(
            templates,
            "site/figure.html",
            picture=picture,
            picture_sizes=SIZES,
            first=True,
            words=words,
            words_lang=words_lang,
        )

    body = _LONE_IMAGE.sub(figure, body)
    above = [picture for picture in pictures if unquote(picture.url) not in shown_in_body]
    return above, _with_loading(body, is_first=not above)


def _with_loading(body: str, *, is_first: bool) -> str:
    """A body whose pictures are loaded when they come into view, except the first of the page."""
    images = itertools.count(0 if is_first else 1)

    def lazy(match: re.Match[str]) -> str:
        """An image with its moment of loading."""
        if match[1] != "img" or " loading=" in match[2] or next(images) == 0:
            return match[0]
        return f'<img{match[2]} loading="lazy">'

    return TAG.sub(lazy, body) if "<img" in body else body


_BARE_LINK = pattern(r'<a href="([^"]*)">\1</a>')
_IMAGE_SOURCE = pattern(r'( src=")([^"]*)')
_NO_PICTURES: Mapping[str, Picture] = {}
_LONE_IMAGE = pattern(r'<p><img(?: [a-z]+="[^"]*")*? src="([^"]*)"(?: [a-z]+="[^"]*")*></p>\n?')


def _adapted_html(html: str, config: Config, *, table: str, pictures: Mapping[str, Picture] = _NO_PICTURES) -> str:
    """Adapt clean HTML to a page in a folder of the site.

    The newsroom's pictures get relative addresses and the smaller copies that `pictures` has, by relative address;
    tables get a scrolling box with the label `table`, and links that show their address a class, because printed pages
    add the address to all other links.
    """
    html = _BARE_LINK.sub(r'<a class="bare" href="\1">\1</a>', html)
    if "<img" not in html and "<table" not in html:
        return html
    base = escape(config.url)
    box = f'<div class="scroll" role="group" aria-label="{escape(table)}" tabindex="0">'

    def adapted(match: re.Match[str]) -> str:
        """A tag with a relative address or a box, if it needs one."""
        if match[1] == "img":
            source = _IMAGE_SOURCE.search(match[0])
            if source and source[2].startswith(base):
                address = f"../{source[2][len(base) :]}"
                sizes = _sizes_of(pictures.get(unquote(unescape(address))))
                return f"{match[0][: source.start(2)]}{address}{match[0][source.end(2) : -1]}{sizes}>"
        elif match[1] == "table":
            return box + match[0]
        elif match[1] == "/table":
            return match[0] + "</div>"
        return match[0]

    return TAG.sub(adapted, html)


def _sizes_of(picture: Picture | None) -> str:
    """The attributes that let a browser choose among the smaller copies of a picture."""
    if picture is None:
        return ""
    choice = f' srcset="{escape(picture.srcset)}" sizes="{SIZES}"' if picture.srcset else ""
    return f'{choice} decoding="async"'


# --- the index ------------------------------------------------------------------------------------------------


def _index_lines(listings: Sequence[Listing], config: Config) -> Iterator[IndexLine]:
    """Yield the lines of the index; only the first SUMMARIES have a summary."""
    language = config.language
    for index, listing in enumerate(listings):
        published = dates.local(listing.published, config.zone)
        dated = published.year > 1
        yield IndexLine(
            page_url(listing.slug, ""),
            listing.headline,
            published.year if dated else 0,
            published.date().isoformat() if dated else "",
            theme.long_date(published, language) if dated else "",
            listing.kind_label,
            listing.office_name,
            listing.summary if index < SUMMARIES else "",
            theme.language_attributes(listing.language, language, listing.direction),
        )
