"""The variables of the mail templates: bounded, checked, and in the reader's language."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.dates import dates
from newsroom_cli.markup.footnotes import SIGN
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.config import Config, Contact
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.newsroom.edition import Edition, language_of_label
from newsroom_cli.newsroom.event_times import event_time
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import MAIL
from newsroom_cli.publishing.identity.identity import palette_of
from newsroom_cli.publishing.mail import body, headers
from newsroom_cli.publishing.mail.body import shown_width
from newsroom_cli.publishing.mail.headers import clean, one_line


class Limits(NamedTuple):
    """The limits of a mail: characters of HTML for body and boilerplate, numbers of contacts and pictures."""

    body: int
    boilerplate: int
    contacts: int
    pictures: int


class MailContact(NamedTuple):
    """A contact for a mail template: as printed, and the `tel:` and `mailto:` addresses, empty if there are none."""

    name: str
    phone: str
    tel: str
    email: str
    mailto: str


class MailPicture(NamedTuple):
    """A picture for a mail template; `natural` says that its width is unknown, so it must not be enlarged.

    `url` is the address of the picture in the size for mails, `whole` that of the whole picture.
    """

    url: str
    whole: str
    alt: str
    caption: str
    credit: str
    width: int
    natural: bool


class MailAttachment(NamedTuple):
    """An attachment for a mail template: its address, its title, and its kind and size in words."""

    url: str
    title: str
    about: str


def words(templates: Path | None, language: str) -> Any:
    """The words of mails in a language, by name; the entry `language` says which language they are in."""
    return theme.words(templates, language, MAIL)


def with_short_fields(edition: Edition, templates: Path | None) -> Edition:
    """The edition with its short fields cut to a sensible length: a page-long headline would fill the mail."""
    contacts = (
        Contact(*(shortened(one_line(part), 200) for part in (contact.name, contact.phone, contact.email)))
        for contact in edition.contacts
    )
    return edition._replace(
        headline=shortened(one_line(edition.headline), 500) or words(templates, edition.language).no_headline,
        subhead=shortened(one_line(edition.subhead), 1000),
        office_name=shortened(one_line(edition.office_name), 200),
        event_place=shortened(clean(edition.event_place), 500),
        source_name=shortened(one_line(edition.source_name), 300),
        contacts=tuple(contacts),
        notices=tuple(notice._replace(reason=shortened(notice.reason, 2000)) for notice in edition.notices[:10]),
        corrected_by=edition.corrected_by[:10],
        versions=edition.versions[:30],
    )


def variables(
    edition: Edition, config: Config, templates: Path | None, *, limits: Limits, whole: bool
) -> dict[str, Any]:
    """The variables of both mail templates; `with_short_fields` must have shortened the fields of `edition`.

    `whole` says that the mail has the whole text: then it does not repeat a date that the dateline gives.
    """
    language, url = edition.language, headers.web_address(edition.url)
    phrases = words(templates, edition.language)
    source = headers.target(edition.source_url)
    return {
        "release": edition,
        "whole": whole,
        "config": config,
        "words": phrases,
        "words_lang": theme.language_attributes(phrases.language, language, "ltr"),
        "house_lang": theme.language_attributes(config.language, language, "auto"),
        "kind_lang": theme.language_attributes(
            language_of_label(edition.kind_label, language, config, templates), language, "auto"
        ),
        "right_to_left": edition.direction == "rtl",
        "palette": palette_of(config),
        "preheader": _preheader(edition),
        "sender": shortened(config.email.sender or config.name, 200),
        "notice": shortened(config.notice, 500),
        "postal": shortened(config.email.postal, 500),
        "unsubscribe": headers.target(config.email.unsubscribe),
        "contacts": [_mail_contact(contact) for contact in edition.contacts[: limits.contacts]],
        "more_contacts": max(len(edition.contacts) - limits.contacts, 0),
        "pictures": _pictures(edition)[: limits.pictures],
        "attachments": [*_attachments(edition)][: limits.pictures],
        "source_url": source,
        "source_host": headers.shown_address(source),
        "url": url,
        "host": headers.shown_address(url),
        **_times(edition, config, whole=whole),
    }


def _preheader(edition: Edition) -> str:
    """The text that an inbox shows after the subject: the summary, and paragraphs until it is long enough."""
    preview, lede = one_line(edition.summary), one_line(edition.lede)
    if edition.notices:
        return shortened(edition.notices[0].text, 200)
    if len(preview) < _SHORTEST_PREHEADER:
        preview = _continued(preview, lede)
    if len(preview) < _SHORTEST_PREHEADER:
        fitted = body.fitting_blocks(SIGN.sub("", edition.html), limit=4_000)
        blocks = [one_line(body.visible_text(block)) for block in fitted if block[:2] == "<p"]
        first = next((index for index, block in enumerate(blocks) if lede in block), -1)
        for block in blocks[first + 1 :]:
            preview = _continued(preview, block) if len(preview) < _SHORTEST_PREHEADER else preview
    return shortened(preview or edition.headline, 200)


_SHORTEST_PREHEADER = 90  # characters; below this an inbox would add the first words of the mail


def _continued(text: str, addition: str) -> str:
    """Two texts as one, with a full stop between them; the second alone if it begins with the first."""
    if addition.startswith(text):
        return addition
    stop = "" if text.endswith((*sentences.STOPS, *"…:")) or not addition else "."
    return f"{text}{stop} {addition}".strip()


@functools.lru_cache(maxsize=256)
def _mail_contact(contact: Contact) -> MailContact:
    tel, mailto = headers.phone_address(contact.phone), headers.mail_address(contact.email)
    return MailContact(contact.name, contact.phone, tel, contact.email, mailto)


def _pictures(edition: Edition) -> list[MailPicture]:
    """The pictures that mail clients show and that are not in the body."""
    pictures_with_urls = ((headers.picture_url(picture.shared.url), picture) for picture in edition.pictures)
    return [
        _mail_picture(url, picture)
        for url, picture in pictures_with_urls
        if url and f'src="{escape(picture.url)}"' not in edition.html
    ]


def captioned_pictures(edition: Edition) -> dict[str, MailPicture]:
    """The pictures that have a caption or a credit, by their addresses in mails, escaped as in HTML."""
    with_words = (picture for picture in edition.pictures if picture.caption or picture.credit)
    return {escape(picture.shared.url): _mail_picture(picture.shared.url, picture) for picture in with_words}


def _attachments(edition: Edition) -> Iterator[MailAttachment]:
    """Yield the attachments whose addresses mail clients follow."""
    for attachment in edition.attachments:
        if url := headers.target(attachment.url):
            size = theme.file_size(attachment.size, edition.language)
            title = shortened(one_line(attachment.title), 200)
            yield MailAttachment(url, title, f"{attachment.label}, {size}")


def _mail_picture(url: str, picture: Picture) -> MailPicture:
    """A picture with shortened texts and a width that fits into a mail."""
    alt, credit = shortened(one_line(picture.alt), 500), shortened(one_line(picture.credit), 200)
    caption = shortened(one_line(picture.caption), 1000)
    whole = headers.picture_url(picture.url)
    return MailPicture(url, whole, alt, caption, credit, shown_width(picture.width, picture.height), not picture.width)


# --- times ----------------------------------------------------------------------------------------------------


TIMES = ("date", "updated", "embargo", "event_time")  # the template variables with days and times in words


def _times(edition: Edition, config: Config, *, whole: bool) -> dict[str, str]:
    """The date, last change, embargo and event time in words, by the names of template variables; empty if unset."""
    language, published = edition.language, dates.local(edition.published, config.zone)
    updated = dates.local(edition.updated, config.zone)
    embargo = dates.local(edition.embargo, config.zone) if edition.embargo and edition.draft else None
    date = theme.moment(published, language) if published.year > 1 else ""
    return {
        "date": "" if whole and date in edition.dateline else date,
        "updated": theme.moment(updated, language) if updated > published else "",
        "embargo": embargo_in_words(embargo, language) if embargo else "",
        "event_time": str(event_time(edition.event_starts, edition.event_ends, language, config.zone) or ""),
    }


def embargo_in_words(moment: dt.datetime, language: str) -> str:
    """The end of an embargo in its zone and in UTC: Thursday, March 26, 2026, 10 a.m. EDT (14:00 UTC)."""
    utc = moment.astimezone(dt.UTC)
    day = "" if utc.date() == moment.date() else f", {theme.long_date(utc, language)}"
    local = f"{theme.moment(moment, language, weekday=True, time=True)} {theme.zone(moment, language)}"
    return f"{local} ({utc:%H:%M} UTC{day})"
