"""The page of a release, and what all pages of the site need.

Pages link to each other by relative addresses, so they work at any address, and when opened from a disk.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from newsroom_cli.language.dates import dates
from newsroom_cli.markup import footnotes
from newsroom_cli.markup.cleaning import TAG
from newsroom_cli.markup.escaping import for_addresses, unescape
from newsroom_cli.markup.headings import with_ids
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError, unreadable
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.newsroom.edition import Edition, language_of_label
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.collections import NEWSROOM, Channel, Kind, topics_by_key
from newsroom_cli.publishing.feeds import channels
from newsroom_cli.publishing.identity import identity
from newsroom_cli.publishing.site import adapting, calendars, search, sitemap, structured_data
from newsroom_cli.publishing.site.lines import NO_NEIGHBOURS, Link, NeighbourLines
from newsroom_cli.publishing.site.titles import titles_of

STYLE_SHEET, LIST_STYLE = "site.css", "lists.css"  # of every page; of pages that list releases, loaded before the other


class FeedLink(NamedTuple):
    """A link to a feed: `name` for people, `file` relative to the site's root, `url` absolute."""

    name: str
    type: str
    title: str
    file: str
    url: str


def release_page(
    edition: Edition, config: Config, templates: Path | None, neighbours: NeighbourLines = NO_NEIGHBOURS
) -> bytes:
    """The page of a release, `releases/<slug>.html`. Raises NewsroomError if a template of the newsroom is wrong."""
    from markupsafe import Markup

    words = theme.words(templates, edition.language)
    has_lists = not edition.draft
    channel = NEWSROOM
    if has_lists and edition.office in config.offices:
        channel = channels.office(edition.office, config)
    figures = [_beside_page(picture) for picture in edition.pictures if picture.url]
    pictures, body = _pictures_and_body(edition, figures, config, templates)
    body, has_date = adapting.with_time(body, edition, config)
    page = theme.render(
        templates,
        "site/release.html",
        **common_variables(
            config, templates, root="../", language=edition.language, direction=edition.direction, channel=channel
        ),
        release=edition,
        title=titles_of(config)(edition.title or words.no_headline),
        kind_lang=theme.language_attributes(
            language_of_label(edition.kind_label, edition.language, config, templates), edition.language
        ),
        dated=edition.published.year > 1,
        date_in_text=has_date,
        published=dates.local(edition.published, config.zone),
        updated=dates.local(edition.updated, config.zone) if edition.updated > edition.published else None,
        embargo=dates.local(edition.embargo, config.zone) if edition.embargo else None,
        event=event_time(edition.event_starts, edition.event_ends, edition.language, config.zone),
        calendar=calendars.file(edition.slug, "../")
        if edition.event_starts and has_lists and not edition.taken_back
        else "",
        body=Markup(body),
        boilerplate=Markup(adapting.adapt_html(edition.boilerplate_html, config, table=words.table)),
        pictures=pictures,
        office_page=f"../offices/{edition.office}/index.html" if has_lists and edition.office in config.offices else "",
        topics=[
            Link(f"../topics/{quote(key)}/index.html" if has_lists else "", name)
            for key, name in topics_by_key(edition.topics).items()
        ],
        neighbours=neighbours,
        downloads=[picture for picture in figures if picture.file and picture.size and picture.alt],
        attachments=[
            attachment._replace(url=f"../{quote(for_addresses(attachment.file))}") for attachment in edition.attachments
        ],
        picture_sizes=adapting.SIZES,
        email_page=f"../email/{quote(edition.slug)}",
        structured_data="" if edition.draft else Markup(structured_data.script(edition, config)),
    )
    return encoded(page)


def assets(config: Config, templates: Path | None) -> list[tuple[str, bytes]]:
    """The files that pages need, as path and content: style sheets, the script of the search, the logo and the icon.

    Files other than templates in the newsroom's `templates/site` folder are added, and replace style sheets and script.

    Raises NewsroomError if one cannot be read, or has the name of a file that build writes, of the logo or of the icon.
    """
    own_files = {name: theme.builtin() / "site" / name for name in (STYLE_SHEET, LIST_STYLE, search.SCRIPT)}
    folder = templates / "site" if templates else None
    if folder and disk.is_folder(folder):
        own_files |= {path.name: path for path in folder.iterdir() if _is_asset(path) and not disk.is_folder(path)}
    contents = {name: _read(path) for name, path in own_files.items()}
    for name in (STYLE_SHEET, LIST_STYLE):
        if own_files[name].is_relative_to(theme.builtin()):
            contents[name] = _minified(contents[name])
    contents[STYLE_SHEET] += _minified(identity.style(config).encode()).lstrip()
    for name, data in identity.identity(config).files.items():
        if contents.setdefault(name, data) != data:
            raise _taken_name(own_files[name])
    return sorted(contents.items())


@functools.lru_cache(maxsize=4)
def _minified(style: bytes) -> bytes:
    """A style sheet without comments, white space and zeros before points: half of what a phone loads for a release."""
    import rcssmin

    return _LEADING_ZERO.sub(b"", rcssmin.cssmin(style)) + b"\n"


_LEADING_ZERO = pattern(rb"(?<=[ :,(-])0(?=\.\d)")


def _is_asset(path: Path) -> bool:
    return path.suffix != ".html" and not path.name.startswith(".") and not path.name.endswith("~")


def _read(path: Path) -> bytes:
    """The bytes of an asset. Raises NewsroomError if it cannot be read or has the name of a file that build writes."""
    if path.name in (*FILES, calendars.EVENTS) or (sitemap.is_sitemap(path.name) and path.name != sitemap.ROBOTS):
        raise _taken_name(path)
    try:
        return disk.read(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _taken_name(path: Path) -> NewsroomError:
    return NewsroomError("build writes a file of this name itself", path=path, hint="give it another name")


# --- what all pages have --------------------------------------------------------------------------------------


def common_variables(
    config: Config, templates: Path | None, *, root: str, language: str, direction: str, channel: Channel = NEWSROOM
) -> dict[str, Any]:
    """The variables of every page; `root` is the relative path to the site's root, `channel` the page's collection."""
    words = theme.words(templates, language)
    own_feeds = feeds_of(config, channel) if channel.key and channels.has_feeds(channel.kind, config) else []
    return {
        "config": config,
        "words": words,
        "root": root,
        "language": language,
        "direction": direction,
        "locale": dates.locale_with_territory(language),
        "words_lang": theme.language_attributes(words.language, language),
        "house_lang": theme.language_attributes(config.language, language),
        "page_title": titles_of(config),
        "identity": identity.identity(config),
        "feeds": feeds_of(config),
        "collection_feeds": own_feeds,
        "collection_name": channel.name if own_feeds and channel.kind is not Kind.OFFICE else "",
        "office_feeds": own_feeds,  # the name in earlier templates
    }


def feeds_of(config: Config, channel: Channel = NEWSROOM) -> list[FeedLink]:
    """Links to the feeds of a collection; the same as `feeds.feed` gives, but faster."""
    title = config.feeds.title or config.name
    if channel.key:
        title = f"{channel.name or channel.key} – {title}"
    folder = quote(channel.folder)
    return [
        FeedLink(label, media_type, f"{title} ({label})", folder + file, f"{config.url}{folder}{file}")
        for name, (label, file, media_type, _) in FORMATS.items()
        if name in config.feeds.formats
    ]


# Control characters, which HTML forbids: a TOML escape can put them into a field.
_ASCII_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_OTHER_CONTROLS = pattern(rb"\xc2[\x80-\x9f]")


def encoded(page: str) -> bytes:
    """The bytes of a page, its letters composed, without the control characters that HTML forbids."""
    data = (page if page.isascii() else unicodedata.normalize("NFC", page)).encode().translate(None, _ASCII_CONTROLS)
    return _OTHER_CONTROLS.sub(b"", data) if b"\xc2" in data else data


# --- the page of a release ------------------------------------------------------------------------------------


def _beside_page(picture: Picture) -> Picture:
    """A picture with relative addresses, if it is the newsroom's own."""
    if not picture.file:
        return picture
    site = picture.url.removesuffix(quote(for_addresses(picture.file)))
    copies = tuple(copy._replace(url=f"../{copy.url.removeprefix(site)}") for copy in picture.renditions)
    return picture._replace(url=f"../{quote(for_addresses(picture.file))}", renditions=copies)


def _pictures_and_body(
    edition: Edition, pictures: list[Picture], config: Config, templates: Path | None
) -> tuple[list[Picture], str]:
    """The pictures outside the body, and the body with the other pictures as figures; addresses are relative.

    Only the first picture of the page is loaded at once.
    """
    words = theme.words(templates, edition.language)
    shown = {unquote(picture.url): picture for picture in map(_beside_page, edition.body_pictures)}
    by_address = {unquote(picture.url): picture for picture in pictures}
    body = adapting.adapt_html(edition.html, config, table=words.table, pictures=shown | by_address)
    if "<h" in body:
        body = with_ids(body, reserved=theme.ids(templates, "site/release.html"), anchor=adapting.ANCHOR)
    body = footnotes.linked(body, label=escape(words.notes), back=escape(words.note_back))
    if not pictures or "<img" not in body:
        return pictures, _with_loading(body, is_first=not pictures)
    shown_in_body: set[str] = set()

    def figure(match: re.Match[str]) -> str:
        """The figure for a paragraph with only an image; the same paragraph if the image is not one of the release."""
        address = unquote(unescape(match[1]))
        if (picture := by_address.get(address)) is None:
            return match[0]
        shown_in_body.add(address)
        words_lang = theme.language_attributes(words.language, edition.language)
        return theme.render(
            templates,
            "site/figure.html",
            picture=picture,
            picture_sizes=adapting.SIZES,
            first=True,
            direction=edition.direction,
            words=words,
            words_lang=words_lang,
        )

    body = _LONE_IMAGE.sub(figure, body)
    above = [picture for picture in pictures if unquote(picture.url) not in shown_in_body]
    return above, _with_loading(body, is_first=not above)


def _with_loading(body: str, *, is_first: bool) -> str:
    """A body whose pictures load when they come into view, except the first picture of the page."""
    images = itertools.count(0 if is_first else 1)

    def lazy(match: re.Match[str]) -> str:
        """An image tag with the time at which it loads."""
        if match[1] != "img" or " loading=" in match[2] or next(images) == 0:
            return match[0]
        return f'<img{match[2]} loading="lazy">'

    return TAG.sub(lazy, body) if "<img" in body else body


_LONE_IMAGE = pattern(r'<p><img(?: [a-z]+="[^"]*")*? src="([^"]*)"(?: [a-z]+="[^"]*")*></p>\n?')
