"""A release and its parts as plain values; every part knows its place in the file."""

# Annotations are evaluated here: typing compiles those that are strings, which would cost every start a millisecond.
import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple, Self, get_args

from newsroom_cli.model.toml import values
from newsroom_cli.model.toml.schema import Field, Problem, Span, list_key, record, scalar_key, table_key, tables_key
from newsroom_cli.model.toml.values import day, free, joined, line, line_or_empty, one_of, tag, text

__all__ = ["Field", "Problem", "Span"]

Status = Literal["draft", "review", "approved", "withdrawn"]
DRAFT, REVIEW, APPROVED, WITHDRAWN = STATUSES = get_args(Status)
# The publication status of an approved release; only PUBLIC ones appear anywhere.
PUBLIC, UNDATED, UNCLEAR = "public", "undated", "unclear"
WAITING = SCHEDULED, EMBARGOED, BLACKOUT = ("scheduled", "embargoed", "blackout")  # time alone makes these public


class ListedStatus(StrEnum):
    """Every status that people see: that of the file, or of publication. What needs work comes first."""

    unclear = UNCLEAR
    undated = UNDATED
    draft = DRAFT
    review = REVIEW
    approved = APPROVED
    scheduled = SCHEDULED
    embargoed = EMBARGOED
    blackout = BLACKOUT
    public = PUBLIC
    withdrawn = WITHDRAWN


DEFAULT_KIND = "release"
# The classes of changes after publication; the last two take the release back, with its text or without.
MINOR, CLARIFICATION, UPDATE, CORRECTION, TAKEN_BACK, KILLED = CHANGES = (
    "minor", "clarification", "update", "correction", "withdrawn", "killed",
)  # fmt: skip


def text_of(field: Field[str] | None) -> str:
    """The text of a field; empty if the field is missing."""
    return field.value if field else ""


class Position(NamedTuple):
    """A place as people count: line and column, both from 1, columns in characters."""

    line: int
    column: int


@record
class Dateline(NamedTuple):
    """Where the news comes from; with the release's date it opens the first paragraph."""

    city: Field[str] | None = scalar_key(line, "the city in its usual spelling; it is printed in capitals")
    state: Field[str] | None = scalar_key(
        line, "state or province as printed; leave it out for a city that stands alone"
    )
    country: Field[str] | None = scalar_key(line, "country as printed; leave it out at home")
    span: Span = Span(0, 0)


@record
class Event(NamedTuple):
    """When and where something will happen that reporters are invited to."""

    starts: Field[dt.date] | None = scalar_key(day, "when it begins, a date-time with its offset")
    ends: Field[dt.date] | None = scalar_key(day, "when it ends, a date-time with its offset")
    place: Field[str] | None = scalar_key(text, "where it is: venue and address")
    span: Span = Span(0, 0)


@record
class Source(NamedTuple):
    """Where a release was first published, if elsewhere."""

    name: Field[str] | None = scalar_key(line, "who first published the release, and when")
    url: Field[str] | None = scalar_key(line, "the address it was first published at")
    span: Span = Span(0, 0)


@record
class Translation(NamedTuple):
    """The release of which this one is a translation, and the version of it that was translated."""

    of: Field[str] | None = scalar_key(line, "the file of the original, relative to this file")
    digest: Field[str] | None = scalar_key(line, "a digest of the translated version; newsroom translate writes it")
    span: Span = Span(0, 0)


@record
class ReleaseContact(NamedTuple):
    """A person reporters may call about this release."""

    name: Field[str] | None = scalar_key(line, "the person or desk to ask for")
    phone: Field[str] | None = scalar_key(line, "a telephone number, as printed")
    email: Field[str] | None = scalar_key(line, "an e-mail address")
    span: Span = Span(0, 0)


@record
class Clearance(NamedTuple):
    """The record that a speaker agreed to exactly these words, attributed to exactly this person in this role."""

    by: Field[str] | None = scalar_key(line, "who recorded it")
    date: Field[dt.date] | None = scalar_key(day, "when it was given")
    via: Field[str] | None = scalar_key(line, "how it was given, such as by e-mail")
    words: Field[str] | None = scalar_key(text, "the words as they were cleared")
    attribution: Field[str] | None = scalar_key(line, "speaker and role as they were cleared")
    digest: Field[str] | None = scalar_key(line, "a digest of the words, speaker and role")
    withdrawn: Field[dt.date] | None = scalar_key(day, "when the speaker took the words back")
    span: Span = Span(0, 0)


@record
class Quote(NamedTuple):
    """Spoken words as agreed, with their speaker and the speaker's role."""

    speaker: Field[str] | None = scalar_key(line, "who said it")
    role: Field[str] | None = scalar_key(line, "the speaker's title or function")
    text: Field[str] | None = scalar_key(
        values.text, "the words, without quotation marks; parts may stand apart in the body"
    )
    clearance: Clearance | None = table_key(Clearance, "that the speaker agreed; newsroom quotes clear writes it")
    span: Span = Span(0, 0)


@record
class Approval(NamedTuple):
    """The record that a person signed off exactly this release."""

    by: Field[str] | None = scalar_key(line, "who signed")
    role: Field[str] | None = scalar_key(line, "in what role")
    date: Field[dt.date] | None = scalar_key(day, "when")
    digest: Field[str] | None = scalar_key(line, "a digest of the signed release")
    parts: tuple[Field[str], ...] = list_key(line, "a digest of each part of it")
    files: tuple[Field[str], ...] = list_key(line, "its pictures and attachments, each with a digest")
    span: Span = Span(0, 0)


@record
class Correction(NamedTuple):
    """The dated public notice of what changed in a published release, or that it was taken back."""

    change: Field[str] | None = scalar_key(one_of(*CHANGES), f"the class of the change: {joined(CHANGES, 'or')}")
    date: Field[dt.date] | None = scalar_key(day, "when, a date-time with its offset")
    reason: Field[str] | None = scalar_key(text, "what readers are told: what was wrong, and what is right")
    status_before: Field[str] | None = scalar_key(
        one_of(*STATUSES), "the status before a withdrawal, for --undo; newsroom withdraw writes it"
    )
    span: Span = Span(0, 0)


@record
class Image(NamedTuple):
    """A picture that goes out with the release."""

    file: Field[str] | None = scalar_key(line, "the file, relative to the release file")
    alt: Field[str] | None = scalar_key(
        line_or_empty, 'what the picture shows, for those who cannot see it; "" for decoration'
    )
    caption: Field[str] | None = scalar_key(text, "the caption")
    credit: Field[str] | None = scalar_key(line, "who made the picture")
    span: Span = Span(0, 0)


@record
class Attachment(NamedTuple):
    """A file to download that goes out with the release."""

    file: Field[str] | None = scalar_key(line, "the file, relative to the release file")
    title: Field[str] | None = scalar_key(line, "what it is, in a few words; else the file's name")
    span: Span = Span(0, 0)


@record
class Release(NamedTuple):
    """One press release as it is in its file; missing fields are None or empty.

    `text` is the whole file with its own line endings, `path` its path inside the newsroom, `slug` its name in
    addresses.
    `body` is everything after the front matter, `front` the span of the TOML between the `+++` lines.
    `problems` are the values that could not be read; `broken` means that the file as a whole could not be read.
    `files` are its pictures and attachments as it names them, each with a digest; None if they have not been read.
    """

    path: str
    text: str
    slug: str
    body: Field[str]
    front: Span = Span(0, 0)
    id: Field[str] | None = scalar_key(line, "a tag: URI minted once and never changed")
    kind: Field[str] | None = scalar_key(line, "release, advisory, statement ...; sets what is required")
    headline: Field[str] | None = scalar_key(line, "the title")
    subhead: Field[str] | None = scalar_key(line, "the line under the headline")
    date: Field[dt.date] | None = scalar_key(day, "the release's date, or a date-time with its offset")
    updated: Field[dt.date] | None = scalar_key(day, "when the published text was last changed")
    embargo: Field[dt.date] | None = scalar_key(day, "nothing is public before this date-time with its offset")
    embargo_lifted: Field[dt.date] | None = scalar_key(
        day, "when the embargo was ended early; newsroom publish --lift-embargo writes it"
    )
    embargo_lifted_from: Field[dt.date] | None = scalar_key(day, "the embargo that was ended then; any other one holds")
    blackout_override: Field[str] | None = scalar_key(line, "why the release goes out in spite of a blackout")
    corrects: Field[str] | None = scalar_key(
        line, "for a correction: the file of the release it is about, relative to this file"
    )
    corrected_by: tuple[Field[str], ...] = list_key(
        line, "the files of the corrections about it; newsroom new correction writes it"
    )
    office: Field[str] | None = scalar_key(line, "the key of the issuing office in newsroom.toml")
    topics: tuple[Field[str], ...] = list_key(line, "what it is about")
    language: Field[str] | None = scalar_key(tag, "the language tag of the text, such as en or es")
    author: Field[str] | None = scalar_key(line, "who wrote it")
    status: Field[str] | None = scalar_key(one_of(*STATUSES), joined(STATUSES, "or"))
    aliases: tuple[Field[str], ...] = list_key(
        line, "its earlier names in addresses, which lead to its page; newsroom rename writes them"
    )
    dateline: Dateline | None = table_key(Dateline, "where the news comes from")
    event: Event | None = table_key(Event, "when and where it happens")
    source: Source | None = table_key(Source, "where it was first published")
    translation: Translation | None = table_key(Translation, "of which release it is a translation")
    contacts: tuple[ReleaseContact, ...] = tables_key(
        ReleaseContact, "whom reporters may call; else the office's contacts"
    )
    quotes: tuple[Quote, ...] = tables_key(Quote, "the quotes in the body, as agreed with their speakers")
    images: tuple[Image, ...] = tables_key(Image, "pictures that go out with the release")
    attachments: tuple[Attachment, ...] = tables_key(Attachment, "files to download that go out with the release")
    corrections: tuple[Correction, ...] = tables_key(
        Correction, "what changed after publication; newsroom correct and newsroom withdraw write it"
    )
    approvals: tuple[Approval, ...] = tables_key(Approval, "who signed it off; newsroom approve writes it")
    x: Mapping[str, Any] | None = scalar_key(free, "your own data; only keys named like embargo or status are refused")
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    files: tuple[tuple[str, str], ...] | None = None

    @property
    def kind_name(self) -> str:
        """The name of the kind, DEFAULT_KIND when none is given."""
        return self.kind.value if self.kind else DEFAULT_KIND

    @property
    def status_name(self) -> str:
        """The status, DRAFT when none is given."""
        return self.status.value if self.status else DRAFT

    @property
    def is_taken_back(self) -> bool:
        """Whether the release is withdrawn with a notice; its page then shows the notice."""
        return self.status_name == WITHDRAWN and self.last_change in (TAKEN_BACK, KILLED)

    @property
    def is_killed(self) -> bool:
        """Whether the release was withdrawn and its text removed."""
        return self.is_taken_back and self.last_change == KILLED

    @property
    def last_change(self) -> str:
        """The class of the last change after publication, empty if nothing has changed."""
        change = self.corrections[-1].change if self.corrections else None
        return change.value if change else ""

    def with_problems(self, problems: Iterable[Problem]) -> Self:
        """The release with more problems."""
        more = tuple(problems)
        return self._replace(problems=(*self.problems, *more)) if more else self

    @property
    def opening(self) -> Span:
        """The span of the file's first line, where findings about missing fields point."""
        return Span(0, len(self.text.partition("\n")[0].rstrip("\r")))

    def position(self, offset: int) -> Position:
        """Line and column of a character offset into `text`."""
        offset = min(max(offset, 0), len(self.text))
        before = self.text.rfind("\n", 0, offset)
        return Position(self.text.count("\n", 0, offset) + 1, offset - before)
