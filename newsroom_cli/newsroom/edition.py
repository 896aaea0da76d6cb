"""A release ready for publication: defaults from newsroom.toml, absolute addresses, a clean body.

Pages, feeds and mails are all rendered from an `Edition`, so they cannot say different things.
"""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin

from newsroom_cli.language.links.linked import (
    StatusOf,
    held_name,
    is_file,
    names_site,
    no_releases,
    slugs_in,
    without_unpublished,
)
from newsroom_cli.language.places import dateline
from newsroom_cli.markup import bare_links, directions, markdown
from newsroom_cli.markup.escaping import for_addresses
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import addresses, language_tags
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config, Contact
from newsroom_cli.model.interpretation import instant, kind_name_of, kind_of, language_of, local_day, published_at
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import KILLED, PUBLIC, Field, Release, Span, text_of
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom.attached import edition_files
from newsroom_cli.newsroom.attached.edition_files import Attachment, Picture
from newsroom_cli.newsroom.links import correction_links, language_versions, notices, translation_links
from newsroom_cli.newsroom.links.correction_links import CorrectionLink
from newsroom_cli.newsroom.links.language_versions import LanguageVersion, Sibling
from newsroom_cli.newsroom.links.notices import Notice
from newsroom_cli.newsroom.listing import ListedPicture, Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import KINDS


class AdvanceCopy(NamedTuple):
    """The medium that gets an embargoed release before publication, and when it gets the copy."""

    outlet: str
    date: dt.datetime


class Edition(NamedTuple):
    """Everything that renderers may show of a release, as plain text unless stated otherwise.

    `html` is the clean body as HTML, dateline included; `text` is the same as plain text, with lines of at most 72
    columns by default. `published`, `updated`, and the start and end of an event that are not days have an offset.
    `url` is absolute. `notices` are the notices of changes, newest first; `corrected_by` has links to the public
    corrections; `source_words` are the words that introduce the source, and their language; `body_pictures` are the
    pictures that only the body shows. `taken_back` is the class of the change that took the release back, such as
    killed; otherwise it is empty. `translation_of` is the slug of the public original, empty without one; `versions`
    are the public versions in all languages, this one included, if there are several. `draft` says that the gate did
    not pass the release: it is a proof for the office alone, or the copy for a medium that `advance` names.
    """

    id: str
    slug: str
    path: str
    kind: str
    kind_label: str
    headline: str
    subhead: str
    language: str
    direction: str
    office: str
    office_name: str
    topics: tuple[str, ...]
    published: dt.datetime
    updated: dt.datetime
    embargo: dt.datetime | None
    dateline: str
    lede: str
    html: str
    text: str
    event_starts: dt.date | None
    event_ends: dt.date | None
    event_place: str
    contacts: tuple[Contact, ...]
    boilerplate_html: str
    boilerplate_text: str
    source_name: str
    source_url: str
    pictures: tuple[Picture, ...]
    end_mark: str
    url: str
    draft: bool = False
    advance: AdvanceCopy | None = None
    notices: tuple[Notice, ...] = ()
    corrected_by: tuple[CorrectionLink, ...] = ()
    source_words: tuple[str, str] = ("", "")
    attachments: tuple[Attachment, ...] = ()
    body_pictures: tuple[Picture, ...] = ()
    taken_back: str = ""
    translation_of: str = ""
    versions: tuple[LanguageVersion, ...] = ()

    @property
    def other_versions(self) -> list[LanguageVersion]:
        """The public versions in other languages, the original first."""
        return [version for version in self.versions if not version.is_this]

    @property
    def title(self) -> str:
        """The headline for feeds and subject lines, where it stands alone, after the mark of the latest notice."""
        return f"{self.notices[0].mark}: {self.headline}" if self.notices else self.headline

    @property
    def summary(self) -> str:
        """A plain sentence or two for the index, an inbox or a feed: the subhead, or else the shortened lede.

        Of a release that was taken back it is the reason, so that nobody reads its claims without that.
        """
        if self.taken_back and self.notices and self.notices[0].reason:
            return shortened(self.notices[0].reason, 250)
        return self.subhead or shortened(self.lede, 250)


def listing(edition: Edition) -> Listing:
    """The edition as a line of the lists on the site."""
    return Listing(
        edition.slug,
        edition.headline if edition.taken_back == KILLED else edition.title,  # that of a killed one says so itself
        edition.summary,
        edition.published,
        edition.kind_label,
        edition.office_name,
        edition.language,
        edition.direction,
        edition.office,
        edition.topics,
        edition.updated if edition.updated != edition.published else None,
        edition.event_starts.isoformat() if edition.event_starts else "",
        edition.event_ends.isoformat() if edition.event_ends else "",
        edition.event_place,
        next((_listed_picture(picture, edition) for picture in edition.pictures if picture.file), None),
        edition.translation_of,
        (edition.id or edition.url) if edition.event_starts else "",
        len(edition.notices),
        bool(edition.taken_back),
        edition.taken_back == KILLED,
    )


def _listed_picture(picture: Picture, edition: Edition) -> ListedPicture:
    site = edition.url.rpartition("releases/")[0]
    copies = tuple((copy.url.removeprefix(site), copy.width) for copy in picture.renditions)
    return ListedPicture(picture.file, picture.alt, picture.width, picture.height, copies)


def _kind_label(release: Release, config: Config, templates: Path | None, language: str) -> str:
    """The label of a release's kind: the one in newsroom.toml, or else the word of the language."""
    if label := kind_of(release, config).label:
        return label
    name = kind_name_of(release, config)
    return getattr(theme.words(templates, language, KINDS), name, name.capitalize())


def language_of_label(label: str, language: str, config: Config, templates: Path | None) -> str:
    """The language of a kind label on a release in `language`.

    A label from the word files has their language. Any other comes from newsroom.toml and has the newsroom's.
    """
    words = theme.words(templates, language, KINDS)
    return str(words.language) if label in vars(words).values() else config.language


def with_siblings(edition: Edition, siblings: Sequence[Sibling], config: Config) -> Edition:
    """The edition with its public versions in all languages, itself included; unchanged without `siblings`."""
    if not siblings:
        return edition
    found = language_versions.versions(siblings, edition.slug, lambda slug: page_url(slug, config.url))
    return edition._replace(versions=found)


def contacts_of(release: Release, config: Config) -> tuple[Contact, ...]:
    """The people whom reporters may call: the contacts of the release, or else those of its office."""
    release_contacts = (
        Contact(text_of(contact.name), text_of(contact.phone), text_of(contact.email)) for contact in release.contacts
    )
    given_contacts = tuple(contact for contact in release_contacts if contact != Contact())
    return given_contacts or (config.contacts_of(release.office.value) if release.office else ())


def edition(
    release: Release,
    config: Config,
    templates: Path | None = None,
    *,
    draft: bool = False,
    text: bool = True,
    body: bool = True,
    columns: int = 72,
    status_of: StatusOf = no_releases,
) -> Edition:
    """The release with every default filled in; missing parts are empty, a missing date is in the year 1.

    Without `text` its plain text, in lines of `columns`, stays empty; without `body` also its HTML. `status_of` gives
    the status of the release with a slug: a link to one that is not public becomes plain words.
    """
    language = language_of(release, config)
    changes = notices.notices_of(release, config, templates, language)
    if release.is_killed:
        release, body = notices.without_text(release, templates, language), False
    published = published_at(release, config)
    stated = [instant(release.updated.value, config)] if release.updated else []
    dateline_text = dateline_of(release, config)
    office = config.offices.get(config.office_key(text_of(release.office)))
    locate = locator_of(release, config, status_of)
    about = boilerplate(office.boilerplate if office and body else "", config.url, status_of, columns)
    result = Edition(
        id=text_of(release.id),
        slug=release.slug,
        path=release.path,
        kind=release.kind_name,
        kind_label=_kind_label(release, config, templates, language),
        headline=text_of(release.headline),
        subhead=text_of(release.subhead),
        language=language,
        direction=language_tags.direction_of(language),
        office=config.office_key(text_of(release.office)),
        office_name=office.name if office else "",
        topics=tuple(topic.value for topic in release.topics),
        published=published,
        updated=max([published, *stated, *(notice.moment for notice in changes)]),
        embargo=instant(release.embargo.value, config) if release.embargo else None,
        dateline=dateline_text,
        lede=markdown.lede(release.body),
        html=_with_dateline(_html(release.body.value, locate, language), dateline_text, language) if body else "",
        text=markdown.plain(release.body, width=columns, opening=dateline_text, locate=locate) if text and body else "",
        event_starts=_moment(release.event.starts, config) if release.event else None,
        event_ends=_moment(release.event.ends, config) if release.event else None,
        event_place=text_of(release.event.place) if release.event else "",
        contacts=contacts_of(release, config),
        boilerplate_html=about[0],
        boilerplate_text=about[1],
        source_name=text_of(release.source.name) if release.source else "",
        source_url=addresses.ascii_web_address(text_of(release.source.url)) if release.source else "",
        pictures=edition_files.pictures_of(release, config),
        end_mark="" if release.is_killed else config.end_mark,
        url=page_url(release.slug, config.url),
        draft=draft,
        notices=changes,
        corrected_by=correction_links.links_to_corrections(release, config, templates, language, status_of),
        source_words=_source_words(release, templates, language),
        attachments=edition_files.attachments_of(release, config),
        translation_of=public_original(release, status_of),
        taken_back=release.last_change if release.is_taken_back else "",
    )
    has_addresses = any(names_site(part, config.url) for part in (release.text, office.boilerplate if office else ""))
    return _without_held_addresses(result, config.url, status_of) if has_addresses else result


def _source_words(release: Release, templates: Path | None, language: str) -> tuple[str, str]:
    """The words that introduce the source of a release, and the language they are in; empty without a source."""
    if not release.source:
        return "", ""
    words = theme.words(templates, language)
    return words.source, words.language


def public_original(release: Release, status_of: StatusOf) -> str:
    """The slug of the public original of a translation; empty if it has none."""
    path = translation_links.original_path(release)
    slug = slug_of(path) if path and path != release.path else ""
    return slug if slug and status_of(slug) == PUBLIC else ""


def _without_held_addresses(edition: Edition, url: str, status_of: StatusOf) -> Edition:
    """The edition without the addresses of held releases, in any field."""

    def clean(name: str, value: Any) -> Any:
        """A value without addresses of held releases, cleaned recursively if it is a tuple."""
        if isinstance(value, str):
            return without_unpublished(value, url, status_of, html=name in ("html", "boilerplate_html"))
        if not isinstance(value, tuple):
            return value
        parts = [clean(name, part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)

    identifiers = ("id", "slug", "path", "url", "translation_of", "versions")
    return edition._replace(
        **{name: clean(name, value) for name, value in edition._asdict().items() if name not in identifiers}
    )


@functools.lru_cache(maxsize=64)
def boilerplate(text: str, url: str, status_of: StatusOf, columns: int = 72) -> tuple[str, str]:
    """An office's boilerplate as HTML and as plain text; relative addresses start from the newsroom's folder."""
    body, locate = Field(text, Span(0, len(text))), locator("", url, status_of)
    if not text:
        return "", ""
    return _html(text, locate), markdown.plain(body, width=columns, locate=locate)


def _html(source: str, locate: Callable[[str], str | None], language: str = "") -> str:
    """Clean HTML of a Markdown text, in which printed addresses are links, too.

    In a text in a language, blocks that run against it are marked.
    """
    html = bare_links.with_links(markdown.html(source, locate=locate))
    return directions.mark_directions(html, language_tags.direction_of(language)) if language else html


def dateline_of(release: Release, config: Config) -> str:
    """The dateline in the newsroom's format, with the day on which the release becomes public; empty without a city."""
    place = release.dateline
    if place is None or place.city is None:
        return ""
    return dateline.write(
        (place.city.value, text_of(place.state), text_of(place.country)),
        local_day(published_at(release, config), config) if release.date else None,
        form=config.dateline,
        language=language_of(release, config),
        short_months=config.style == "ap",
    )


def locator_of(release: Release, config: Config, status_of: StatusOf) -> Callable[[str], str | None]:
    """The locator for a release: one for its whole folder, unless the release links to parts of its own page."""
    body = release.body.value
    page = page_url(release.slug, config.url) if "#" in body and _TO_OWN_PART.search(body) else ""
    return locator(posixpath.dirname(release.path), config.url, status_of, page)


_TO_OWN_PART = pattern(r"""(?:\](?:\(|:[ \n]{0,2})|=["'\s]?)<?#""")


@functools.lru_cache(maxsize=64)
def locator(folder: str, url: str, status_of: StatusOf = no_releases, page: str = "") -> Callable[[str], str | None]:
    """A function that makes the relative addresses in a release absolute; `folder` is the folder of its file.

    Pictures keep their path inside the newsroom. A link to the file of another release becomes the address of its page,
    with the fragment of the link, or None if that release is not public. `page` is the address of the release's own
    page, for links that are only a fragment, such as #agenda; without it such a link becomes None.
    """
    base = f"{url}{quote(for_addresses(folder))}/" if folder else url

    def locate(target: str) -> str | None:
        """The absolute address of a target; None if it has none or must not be published."""
        path = re.split("[?#]", target, maxsplit=1)[0]
        if not path:
            part = _fragment(target)  # of the release's own page
            return page + part if page and part else None
        if slugs := slugs_in(target, folder, url):
            if is_file(path):
                named = page_url(slugs[0], url) + _fragment(target)
                return named if status_of(slugs[0]) == PUBLIC or status_of is no_releases else None
            if held_name(slugs, status_of):
                return None
        try:
            return addresses.ascii_web_address(urljoin(base, target)) or None
        except ValueError:
            return None

    return locate


def _fragment(target: str) -> str:
    """The fragment of a target with its #, empty without one; composed letters (NFC), as in the ids on pages."""
    _, sign, name = target.partition("#")
    return sign + quote(unicodedata.normalize("NFC", unquote(name)), safe="!$&'()*+,;=-._~:@/?") if name else ""


_TO_FIRST_PARAGRAPH = pattern(
    r"""\s*+
    (?:
        (?:
            <h[2-6](?:\s[^>]*)?>(?:(?!</h).)*+</h[2-6]>
            | <hr>
            | <img\s[^>]*>
            | <p>(?:\s|<br>|</?a(?:\s[^>]*)?>|<img\s[^>]*>)*+</p>
        )
        \s*+
    )*+
    <p(?:\s[^>]*)?>""",
    re.DOTALL | re.VERBOSE,
)


def _with_dateline(body: str, dateline_text: str, language: str) -> str:
    """The body with the dateline at the start of its first paragraph, or above the body if it has no paragraph."""
    if not dateline_text:
        return body
    from html import escape

    escaped = escape(dateline_text, quote=False)
    if language_tags.direction_of(language) == "rtl":
        escaped = f'<span dir="rtl">{_LATIN_WORDS.sub(_LEFT_TO_RIGHT, escaped)}</span>'
    if match := _TO_FIRST_PARAGRAPH.match(body):
        return f"{match.group()}{escaped} {body[match.end() :]}"
    return f"<p>{escaped}</p>\n{body}"


# Without a direction of its own, a city in Latin letters would draw the words and figures around it to its wrong side.
# Every browser, feed reader and mail client knows a span with a direction; it is an isolate, as bdi is.
_LATIN_WORDS = pattern(r"(?<![&\w])[A-Za-zÀ-ɏ]+(?:(?:[ ,.'’-]|&amp;)+[A-Za-zÀ-ɏ]+)*(?:(?<=[a-z])\.(?!\Z))?")
_LEFT_TO_RIGHT = r'<span dir="ltr">\g<0></span>'


def _moment(value: Field[dt.date] | None, config: Config) -> dt.date | None:
    """The moment with its offset, or the day if the release gives no time; None without a value."""
    if value is None:
        return None
    return instant(value.value, config) if isinstance(value.value, dt.datetime) else value.value
