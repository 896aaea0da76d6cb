"""The HTML of a release for feed readers; the only added words are those before its source."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from newsroom_cli.markup.cleaning import TAG
from newsroom_cli.model.config import Contact
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached.edition_files import Attachment, Picture
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing.feeds.text import address, spaced
from newsroom_cli.publishing.phones import with_isolated_numbers


class FeedSettings(NamedTuple):
    """The newsroom's settings for feed entries: the notice at their start, its language, and the time zone."""

    notice: str
    language: str
    zone: dt.tzinfo


def whole(edition: Edition, settings: FeedSettings) -> str:
    """The HTML of the whole release, for readers who never open its page; all addresses are absolute."""
    not_in_body = [
        _figure(picture.shared)
        for picture in edition.pictures
        if picture.url and f'src="{_attribute(address(picture.url))}"' not in edition.html
    ]
    lead, *others = not_in_body or [""]
    body = _with_copies(edition.html.strip(), (*edition.pictures, *edition.body_pictures))
    return _in_language(
        edition,
        _notice(edition, settings),
        _paragraph(f"<strong>{_text(edition.subhead)}</strong>" if edition.subhead else ""),
        lead,
        _event(edition, settings.zone),
        with_isolated_numbers(body) if edition.direction == "rtl" else body,
        *others,
        _paragraph(_text(edition.end_mark)),
        *(_attachment(attachment, edition.language) for attachment in edition.attachments),
        _in_newsroom_language(edition.boilerplate_html.strip(), edition, settings),
        *(_contact(contact, edition) for contact in edition.contacts),
        _source(edition),
        _link(edition),
    )


def brief(edition: Edition, settings: FeedSettings, *, summary: str) -> str:
    """The summary and a link to the page, for a release that is too long for a feed."""
    return _in_language(edition, _notice(edition, settings), _paragraph(_text(summary)), _link(edition))


def _notice(edition: Edition, settings: FeedSettings) -> str:
    """The notices at the start of an entry: changes and corrections first, then the newsroom's notice."""
    changes = [notice.html for notice in edition.notices] + [link.html for link in edition.corrected_by]
    newsroom_notice = _paragraph(f"<em>{_text(settings.notice)}</em>" if settings.notice else "")
    return "\n".join(filter(None, [*changes, _in_newsroom_language(newsroom_notice, edition, settings)]))


def _in_newsroom_language(block: str, edition: Edition, settings: FeedSettings) -> str:
    """A block of HTML, marked with the newsroom's language if the release has another one."""
    is_same_language = edition.language.split("-")[0].lower() == settings.language.split("-")[0].lower()
    if is_same_language or not block:
        return block
    return f'<div lang="{_attribute(settings.language)}" dir="auto">\n{block}\n</div>'


def _in_language(edition: Edition, *parts: str) -> str:
    """The parts that are not empty, in an element with the language and direction of the release."""
    language = f' lang="{_attribute(edition.language)}"' if edition.language else ""
    content = "\n".join(part for part in parts if part)
    return f'<div{language} dir="{_attribute(edition.direction)}">\n{content}\n</div>'


def _with_copies(body: str, pictures: Iterable[Picture]) -> str:
    """The HTML of the text, with copies in place of wide pictures: a reader on a phone loads them all."""
    wide = {_attribute(address(picture.url)): picture for picture in pictures if picture.shared is not picture}

    def replaced(tag: re.Match[str]) -> str:
        """A tag with the address and the size of the copy, if its picture has one."""
        source = _SOURCE.search(tag[0]) if tag[1] == "img" else None
        picture = wide.get(source[1]) if source else None
        if not source or picture is None:
            return tag[0]
        copy = tag[0].replace(source[0], f' src="{_attribute(address(picture.shared.url))}"')
        return copy.replace(_size(picture), _size(picture.shared))

    return TAG.sub(replaced, body) if wide else body


_SOURCE = pattern(' src="([^"]*)"')


def _size(picture: Picture) -> str:
    """The size of a picture as attributes; empty if it is unknown."""
    return f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""


def _figure(picture: Picture) -> str:
    """A picture as a figure, with caption and credit if it has them."""
    credit = f"({_text(picture.credit)})" if picture.credit else ""
    words = " ".join(part for part in (_text(picture.caption), credit) if part)
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    image = f'<img src="{_attribute(address(picture.url))}" alt="{_attribute(picture.alt)}"{_size(picture)}>'
    return f"<figure>{image}{caption}</figure>"


def _event(edition: Edition, zone: dt.tzinfo) -> str:
    """A paragraph with the time and place of an event; empty without an event."""
    time = event_time(edition.event_starts, edition.event_ends, edition.language, zone)
    place_lines = (_isolated(line, edition.direction) for line in edition.event_place.splitlines())
    return _paragraph(_lines(f"<strong>{_text(str(time))}</strong>" if time else "", *place_lines))


def _contact(contact: Contact, edition: Edition) -> str:
    """A paragraph with a contact's name, office, telephone number and e-mail address, one on each line."""
    call, write = theme.tel(contact.phone), theme.mailto(contact.email)
    return _paragraph(
        _lines(
            f"<strong>{_text(contact.name)}</strong>" if contact.name else "",
            _text(edition.office_name) if edition.office_name != contact.name else "",
            _left_to_right_link(call, contact.phone) if call else _isolated(contact.phone, edition.direction),
            _left_to_right_link(write, contact.email) if write else _text(contact.email),
        )
    )


def _attachment(attachment: Attachment, language: str) -> str:
    """A paragraph with a link to an attachment, its kind and its size."""
    size = theme.file_size(attachment.size, language)
    link = f'<a href="{_attribute(address(attachment.url))}">{_text(attachment.title)}</a>'
    return _paragraph(f"{link} ({_text(f'{attachment.label}, {size}')})")


def _source(edition: Edition) -> str:
    """A paragraph with who published the release first; empty without a source."""
    name, target = edition.source_name or edition.source_url, address(edition.source_url)
    if not name:
        return ""
    words, language = edition.source_words
    label = _text(words)
    if language.split("-")[0].lower() != edition.language.split("-")[0].lower():
        label = f'<span lang="{_attribute(language)}">{label}</span>'
    linked = f'<a href="{_attribute(target)}">{_text(name)}</a>' if target else _text(name)
    return _paragraph(f"{label} {linked}" if words else linked)


def _link(edition: Edition) -> str:
    url = address(edition.url)
    return _paragraph(_left_to_right_link(url, url))


def _left_to_right_link(target: str, words: str) -> str:
    """A telephone number or an address as a link, from left to right even in a right-to-left text."""
    return f'<a dir="ltr" href="{_attribute(target)}">{_text(words)}</a>'


def _isolated(line: str, direction: str) -> str:
    """A line of an address or a telephone number, in a right-to-left text with a direction of its own."""
    return f'<span dir="auto">{_text(line)}</span>' if line and direction == "rtl" else _text(line)


def _paragraph(content: str) -> str:
    return f"<p>{content}</p>" if content else ""


def _lines(*lines: str) -> str:
    return "<br>\n".join(line for line in lines if line)


def _text(words: str) -> str:
    return html.escape(spaced(words), quote=False)


def _attribute(words: str) -> str:
    return html.escape(spaced(words))
