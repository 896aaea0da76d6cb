"""The whole release as one piece of HTML for feed readers, without added words that would need a translation."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.model.config import Contact
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.edition import Edition, Picture
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.publishing.feeds.text import address, spaced


class House(NamedTuple):
    """The newsroom's part in entries: the notice at their start, its language, and the time zone."""

    notice: str
    language: str
    zone: dt.tzinfo


def whole(edition: Edition, house: House) -> str:
    """The whole release, for readers who never open its page; all addresses in it are absolute."""
    lead, *others = [*_pictures(edition)] or [""]
    return _in_language(
        edition,
        _notice(edition, house),
        _paragraph(f"<strong>{_text(edition.subhead)}</strong>" if edition.subhead else ""),
        lead,
        _event(edition, house.zone),
        edition.html.strip(),
        *others,
        _paragraph(_text(edition.end_mark)),
        _in_house_language(edition.boilerplate_html.strip(), edition, house),
        *(_contact(contact, edition.office_name) for contact in edition.contacts),
        _source(edition),
        _link(edition),
    )


def brief(edition: Edition, house: House, *, summary: str) -> str:
    """The summary and a link to the page, for a release that is too long for a feed."""
    return _in_language(edition, _notice(edition, house), _paragraph(_text(summary)), _link(edition))


def _notice(edition: Edition, house: House) -> str:
    """What stands on top: what changed in the release, then the newsroom's line for every entry."""
    changes = [notice.html for notice in edition.notices] + [link.html for link in edition.corrected_by]
    return "\n".join(filter(None, [*changes, _house_notice(edition, house)]))


def _house_notice(edition: Edition, house: House) -> str:
    return _in_house_language(_paragraph(f"<em>{_text(house.notice)}</em>" if house.notice else ""), edition, house)


def _in_house_language(block: str, edition: Edition, house: House) -> str:
    """A block in the newsroom's language, marked as such if the release has another language."""
    same = edition.language.split("-")[0].lower() == house.language.split("-")[0].lower()
    return block if same or not block else f'<div lang="{_attribute(house.language)}" dir="auto">\n{block}\n</div>'


def _in_language(edition: Edition, *parts: str) -> str:
    language = f' lang="{_attribute(edition.language)}"' if edition.language else ""
    inside = "\n".join(part for part in parts if part)
    return f'<div{language} dir="{_attribute(edition.direction)}">\n{inside}\n</div>'


def _pictures(edition: Edition) -> Iterator[str]:
    """The figures of pictures that have an address and are not in the body."""
    for picture in edition.pictures:
        if picture.url and f'src="{_attribute(address(picture.url))}"' not in edition.html:
            yield _figure(picture)


def _figure(picture: Picture) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    credit = f"({_text(picture.credit)})" if picture.credit else ""
    words = " ".join(part for part in (_text(picture.caption), credit) if part)
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    image = f'<img src="{_attribute(address(picture.url))}" alt="{_attribute(picture.alt)}"{size}>'
    return f"<figure>{image}{caption}</figure>"


def _event(edition: Edition, zone: dt.tzinfo) -> str:
    when = event_time(edition.event_starts, edition.event_ends, edition.language, zone)
    where = map(_text, edition.event_place.splitlines())
    return _paragraph(_lines(f"<strong>{_text(str(when))}</strong>" if when else "", *where))


def _contact(contact: Contact, office: str) -> str:
    call, write = theme.tel(contact.phone), theme.mailto(contact.email)
    return _paragraph(
        _lines(
            f"<strong>{_text(contact.name)}</strong>" if contact.name else "",
            _text(office) if office != contact.name else "",
            _plain_link(call, contact.phone) if call else _text(contact.phone),
            _plain_link(write, contact.email) if write else _text(contact.email),
        )
    )


def _source(edition: Edition) -> str:
    name, target = edition.source_name or edition.source_url, address(edition.source_url)
    return _paragraph(f'<a href="{_attribute(target)}">{_text(name)}</a>' if target else _text(name))


def _link(edition: Edition) -> str:
    url = address(edition.url)
    return _paragraph(_plain_link(url, url))


def _plain_link(target: str, words: str) -> str:
    """A telephone number or address as a link; both run from left to right in every script."""
    return f'<a dir="ltr" href="{_attribute(target)}">{_text(words)}</a>'


def _paragraph(inside: str) -> str:
    return f"<p>{inside}</p>" if inside else ""


def _lines(*lines: str) -> str:
    return "<br>\n".join(line for line in lines if line)


def _text(words: str) -> str:
    return html.escape(spaced(words), quote=False)


def _attribute(words: str) -> str:
    return html.escape(spaced(words))
