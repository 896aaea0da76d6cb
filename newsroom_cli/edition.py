"""A release as it goes out: defaults filled in from newsroom.toml, addresses absolute, the body clean.

Every page, feed and mail is rendered from an `Edition`, so that they cannot say different things.
"""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from newsroom_cli import markdown
from newsroom_cli.config import Config, Contact, Kind
from newsroom_cli.language import dateline
from newsroom_cli.model import Field, Release

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a release. `url` is absolute, `file` its path inside the newsroom; sizes in pixels, 0 unknown."""

    url: str
    file: str
    alt: str
    caption: str
    credit: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the renderers may say about one release, as plain text unless said otherwise.

    `html` is the clean body as HTML, dateline included; `text` the same as plain text, lines of at most 72 columns.
    `published` and `updated` carry an offset. `url` and `email_url` are absolute. `draft` says that the gate did not
    pass it: a proof for the office's own eyes.
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
    event_starts: dt.datetime | None
    event_ends: dt.datetime | None
    event_place: str
    contacts: tuple[Contact, ...]
    boilerplate_html: str
    boilerplate_text: str
    source_name: str
    source_url: str
    pictures: tuple[Picture, ...]
    end_mark: str
    url: str
    email_url: str
    draft: bool = False

    @property
    def summary(self) -> str:
        """One plain sentence or two for a list, a preview line or a feed's description."""
        return self.subhead or shortened(self.lede, 250)


@dataclass(frozen=True, slots=True)
class Listing:
    """One release as a line of the index, light enough to hold for ten thousand of them; plain text."""

    slug: str
    headline: str
    summary: str
    published: dt.datetime
    kind_label: str
    office_name: str
    language: str
    direction: str


def listing(edition: Edition) -> Listing:
    """The line of the index for an edition."""
    return Listing(
        edition.slug, edition.headline, edition.summary, edition.published,
        edition.kind_label, edition.office_name, edition.language, edition.direction,
    )  # fmt: skip


def instant(value: dt.date, config: Config) -> dt.datetime:
    """The moment a date of a release means: a date without time begins at midnight in the newsroom's zone."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=config.zone)
    return dt.datetime(value.year, value.month, value.day, tzinfo=config.zone)


def local_day(value: dt.date, config: Config) -> dt.date:
    """The calendar day of a date of a release in the newsroom's zone."""
    if not isinstance(value, dt.datetime):
        return value
    return value.astimezone(config.zone).date() if value.tzinfo else value.date()


def kind_of(release: Release, config: Config) -> Kind:
    """What the release's kind requires; a kind nobody declared requires what a release does."""
    name = release.kind.value if release.kind else "release"
    return config.kinds.get(name) or config.kinds["release"]


def contacts_of(release: Release, config: Config) -> tuple[Contact, ...]:
    """Whom reporters may call: the release's own contacts, else the office's."""
    own = tuple(Contact(_text(each.name), _text(each.phone), _text(each.email)) for each in release.contacts)
    return own or (config.contacts_of(release.office.value) if release.office else ())


def page_url(slug: str, url: str) -> str:
    """The absolute address of a release's page on the site at `url`."""
    return f"{url}releases/{quote(slug)}.html"


def edition(release: Release, config: Config, *, draft: bool = False) -> Edition:
    """The release with every default filled in. Missing parts are empty; a release without date is of the year 1."""
    language = _text(release.language) or config.language
    day = release.date.value if release.date else dt.date(1, 1, 2)
    published = instant(day, config)
    embargo = instant(release.embargo.value, config) if release.embargo else None
    published = max(published, embargo) if embargo else published
    updated = max(instant(release.updated.value, config), published) if release.updated else published
    opening = dateline_of(release, config)
    office = config.offices.get(_text(release.office))
    locate = locator(posixpath.dirname(release.path), config.url)
    boilerplate = Field(office.boilerplate, release.opening) if office and office.boilerplate else None
    kind = kind_of(release, config)
    return Edition(
        id=_text(release.id),
        slug=release.slug,
        path=release.path,
        kind=_text(release.kind) or "release",
        kind_label=kind.label,
        headline=_text(release.headline),
        subhead=_text(release.subhead),
        language=language,
        direction="rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        office=_text(release.office),
        office_name=office.name if office else "",
        topics=tuple(each.value for each in release.topics),
        published=published,
        updated=updated,
        embargo=embargo,
        dateline=opening,
        lede=markdown.lede(release.body),
        html=_with_opening(markdown.html(release.body.value, locate=locate), opening),
        text=markdown.plain(release.body, opening=opening),
        event_starts=_moment(release.event.starts, config) if release.event else None,
        event_ends=_moment(release.event.ends, config) if release.event else None,
        event_place=_text(release.event.place) if release.event else "",
        contacts=contacts_of(release, config),
        boilerplate_html=markdown.html(boilerplate.value, locate=locate) if boilerplate else "",
        boilerplate_text=markdown.plain(boilerplate) if boilerplate else "",
        source_name=_text(release.source.name) if release.source else "",
        source_url=_web(_text(release.source.url)) if release.source else "",
        pictures=tuple(_picture(release, index, config) for index in range(len(release.images))),
        end_mark=config.end_mark,
        url=page_url(release.slug, config.url),
        email_url=f"{config.url}email/{quote(release.slug)}.html",
        draft=draft,
    )


def dateline_of(release: Release, config: Config) -> str:
    """The dateline in the house's format, empty when the release names no city."""
    where = release.dateline
    if where is None or where.city is None:
        return ""
    return dateline.write(
        (where.city.value, _text(where.state), _text(where.country)),
        local_day(release.date.value, config) if release.date else None,
        form=config.dateline,
        language=_text(release.language) or config.language,
    )


@functools.lru_cache(maxsize=64)
def locator(folder: str, url: str) -> Callable[[str], str | None]:
    """Turns a relative address, written in a release of that folder, into an absolute one.

    Pictures keep their path inside the newsroom; another release's file becomes the address of its page.
    """
    from newsroom_cli.release import slugify

    base = f"{url}{quote(folder)}/" if folder else url

    def locate(target: str) -> str | None:
        if target.startswith("#"):
            return None
        if target.endswith(".md") and ":" not in target:
            return page_url(slugify(posixpath.basename(target)[:-3]), url)
        return urljoin(base, target)

    return locate


def newsroom_path(release: Release, target: str) -> str | None:
    """The path inside the newsroom of a file that a release names; None when it is elsewhere or outside."""
    parts = urlsplit(target) if "://" in target or target.startswith("//") else None
    if parts is not None or ":" in target.split("/")[0] or target.startswith(("/", "#", "\\")):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(release.path), target))
    return None if joined.startswith("../") or joined == ".." else joined


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut}…"


def _picture(release: Release, index: int, config: Config) -> Picture:
    image = release.images[index]
    file = _text(image.file)
    target = newsroom_path(release, file)
    url = config.url + quote(target) if target else _web(file)
    return Picture(url, target or "", _text(image.alt), _text(image.caption), _text(image.credit))


def _with_opening(body: str, opening: str) -> str:
    """The dateline at the start of the first paragraph, or as a paragraph when the body opens with something else."""
    if not opening:
        return body
    from markupsafe import escape

    if body.startswith("<p>"):
        return f"<p>{escape(opening)} {body[3:]}"
    return f"<p>{escape(opening)}</p>\n{body}"


def _moment(value: Field[dt.date] | None, config: Config) -> dt.datetime | None:
    return instant(value.value, config) if value else None


def _web(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""


def _text(value: Field[str] | None) -> str:
    return value.value if value else ""
