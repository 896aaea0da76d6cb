"""The options of newsroom.toml, declared once, with their documentation."""

# Annotations are evaluated here: typing compiles those that are strings, which would cost every start a millisecond.
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from newsroom_cli.model import conflicts, disk, required_version
from newsroom_cli.model.errors import ConfigError, reason_of
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.model.release import DEFAULT_KIND
from newsroom_cli.model.site_options import SiteOptions
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.option_values import (
    RULE_SETS,
    address,
    dateline_form,
    hub_address,
    inner_folder,
    mailbox,
    office_key,
    page_address,
    rule_set,
)
from newsroom_cli.model.toml.option_values import language_tag as language_tag
from newsroom_cli.model.toml.option_values import zone as zone
from newsroom_cli.model.toml.schema import (
    Field,
    Reader,
    SourceLines,
    Span,
    list_key,
    named_tables_key,
    pairs_key,
    record,
    scalar_key,
    table_key,
    tables_key,
)
from newsroom_cli.model.toml.values import count, day, flag, line, line_or_empty, one_of, text

FILE_NAME = "newsroom.toml"
EXAMPLE_URL = "https://newsroom.example/"  # the address that newsroom init proposes, and that leads nowhere
RECORDS = "published"  # the folder of the records of what went out

# House styles choose the rules of style. The rules of fact and structure are on in every style.
STYLES = ("none", "ap", "boston", "govuk")
SEVERITIES = ("error", "warning", "info")


# The fields that a kind can require; "body" is the text below the front matter.
REQUIRABLE = (
    "id", "headline", "subhead", "date", "office", "dateline", "contact", "topics", "language",
    "event.starts", "event.ends", "event.place", "images", "body",
)  # fmt: skip


@record
class Contact(NamedTuple):
    """A person reporters may call."""

    name: str = scalar_key(line, "the person or desk to ask for", default="")
    phone: str = scalar_key(line, "a telephone number, as printed", default="")
    email: str = scalar_key(mailbox, "an e-mail address", default="")


@record
class Office(NamedTuple):
    """An issuing branch, and the values that its releases take from it."""

    name: str = scalar_key(line, "the office's full name, as printed", default="")
    variants: tuple[str, ...] = list_key(line, "forms of its name that are not to be printed; check proposes the name")
    former_keys: tuple[str, ...] = list_key(
        office_key, "its earlier keys, which releases may still name; its feeds are written at their old addresses, too"
    )
    city: str = scalar_key(line, "the city its datelines name", default="")
    state: str = scalar_key(line, "the state its datelines name, as printed", default="")
    country: str = scalar_key(line, "the country its datelines name, as printed", default="")
    boilerplate: str = scalar_key(text, 'the standing "About ..." paragraph, in Markdown', default="")
    contacts: tuple[Contact, ...] = tables_key(Contact, "whom reporters may call, when a release names nobody")


@record
class Person(NamedTuple):
    """Somebody who is quoted or named, and how to write the name."""

    name: str = scalar_key(line, "the name, as printed", default="")
    role: str = scalar_key(line, "title or function", default="")
    spellings: tuple[str, ...] = list_key(line, "other accepted spellings of the name")


@record
class Kind(NamedTuple):
    """What a kind of release must have."""

    label: str = scalar_key(line, "what the kind is called; without it, as its language says", default="")
    requires: tuple[str, ...] = list_key(one_of(*REQUIRABLE), "the fields it must have")
    quotes: int = scalar_key(count, "how many quotes it must have at least", default=0)


@record
class Quotes(NamedTuple):
    """The clearances that are required of people who are quoted."""

    clearance: str = scalar_key(
        one_of("optional", "required"),
        "whether each quote must be cleared before a release goes out",
        default="optional",
    )
    since: dt.date | None = scalar_key(day, "required only of releases dated this day or later")


@record
class Approvals(NamedTuple):
    """The signatures that a release needs before it goes out."""

    required: int = scalar_key(count, "how many people must have signed a release before it goes out", default=0)
    signers: tuple[str, ...] = list_key(line, "the names of those whose signature counts; else anybody's does")
    author_alone: bool = scalar_key(
        flag, "whether the author's own signature is enough where one is required", default=False
    )
    since: dt.date | None = scalar_key(day, "required only of releases dated this day or later")


# The hosts of a site: `any` serves pages that redirect; the others read a file of redirect rules.
ANY_HOST, NETLIFY, CLOUDFLARE, GITLAB, NGINX, APACHE = HOSTS = (
    "any", "netlify", "cloudflare", "gitlab", "nginx", "apache",
)  # fmt: skip

# The kinds of blackouts: one holds everything new, the other is only mentioned.
STOP, CARE = BLACKOUTS = ("stop", "care")


@record
class Blackout(NamedTuple):
    """A time in which nothing new goes out, such as the weeks before an election."""

    kind: str = scalar_key(
        one_of(*BLACKOUTS),
        "stop: releases and corrections wait for its end; care: build and status only remind of it",
        default=STOP,
    )
    start: Field[dt.date] | None = scalar_key(day, "its first day, or the date-time at which it begins")
    end: Field[dt.date] | None = scalar_key(day, "its last day, or the date-time at which it ends")
    offices: tuple[Field[str], ...] = list_key(line, "the keys of the offices that it is for; else all")
    reason: str = scalar_key(line, "why, such as: city council election", default="")
    span: Span = Span(0, 0)


# The parts of a release that a build looks for in each of its outputs.
OMITTED = (
    *("headline", "subhead", "dateline", "notice", "place", "text", "quote", "speaker", "link", "contact", "language"),
    *("time", "event"),
)


@record
class Publishing(NamedTuple):
    """How releases go out, and what must be said when they change."""

    corrections: str = scalar_key(
        one_of("optional", "required"),
        "whether a change of published words without newsroom correct is a warning, or an error",
        default="optional",
    )
    host: str = scalar_key(
        one_of(*HOSTS, otherwise=ANY_HOST),  # GitHub Pages is not GitLab
        "who serves the site, which decides how old addresses lead to new ones: "
        "pages for any host, else the rules of this one",
        default=ANY_HOST,
    )
    broken: str = scalar_key(
        one_of("stop", "hold"),
        "whether a release with errors stops the whole build, or is held back alone; the exit code is 1 either way",
        default="stop",
    )
    omitted: tuple[str, ...] = list_key(
        one_of(*OMITTED), "what the newsroom's own templates leave out on purpose; builds do not look for it"
    )
    public_words: tuple[str, ...] = list_key(line, "words that may be public although a release that is not has them")


@record
class Pictures(NamedTuple):
    """How large a picture may be before check warns; 0 is no limit."""

    megabytes: int = scalar_key(count, "how many megabytes a picture may have", default=10)
    megapixels: int = scalar_key(count, "how many million pixels a picture may have", default=50)


@record
class Vocabulary(NamedTuple):
    """The newsroom's own words, which all rules respect."""

    accepted: tuple[str, ...] = list_key(line, "names, words and acronyms that are right as they are")
    rejected: tuple[str, ...] = list_key(line, "words that the house does not use")
    preferred: tuple[tuple[str, str], ...] = pairs_key(line, "what the house writes instead of a word", names=line)


@record
class Check(NamedTuple):
    """The rules that run, and their limits.

    `releasing` is --release: the release is about to go out. `asked` are the command-line options that select rules.
    """

    rules: str = scalar_key(
        rule_set,
        "the set of rules: later sets have more, and no upgrade changes what this one reports",
        default=RULE_SETS[0],
    )
    preview: bool = scalar_key(
        flag,
        "whether rules of later sets run, too, and those that are being tried out and may still change",
        default=False,
    )
    select: tuple[Field[str], ...] = list_key(
        line, "codes or families to run in place of the usual ones, such as DT or HD001; ALL for all"
    )
    extend_select: tuple[Field[str], ...] = list_key(line, "codes or families to run beside the usual ones")
    ignore: tuple[Field[str], ...] = list_key(line, "codes or families not to run")
    severity: tuple[tuple[str, Field[str]], ...] = pairs_key(
        one_of(*SEVERITIES), "how much a code or family weighs here: error, warning or info", names=line
    )
    per_file_ignores: tuple[tuple[str, tuple[Field[str], ...]], ...] = pairs_key(
        line, "codes or families not to run on files of a pattern, such as releases/2019-*", names=line, lists=True
    )  # fmt: skip
    baseline: str = scalar_key(
        inner_folder, "the file of the findings that were there before newsroom came; they are not reported", default=""
    )
    headline_limit: int = scalar_key(
        count,
        "how many characters a headline may have; 0 is the limit of the house style: 130, or 65 in govuk",
        default=0,
    )
    headline_case: str = scalar_key(
        one_of("", "title", "sentence"), "how headlines are set here: title or sentence; empty for either", default=""
    )
    lede_limit: int = scalar_key(count, "how many words the first sentence may have", default=50)
    local_cities: tuple[str, ...] = list_key(
        line, "cities whose datelines need no state here, beside those of the offices, and from which news may come"
    )
    sentence_words: int = scalar_key(count, "how many words a sentence may have for TX018", default=40)
    internal_hosts: tuple[str, ...] = list_key(line, "sites that only the house can open, such as intranet.city.gov")
    releasing: bool = False
    asked: str = ""


@record
class Feeds(NamedTuple):
    """The feeds that build writes."""

    formats: tuple[str, ...] = list_key(one_of(*FORMATS), "which feeds", default=tuple(FORMATS))
    archive_formats: tuple[str, ...] = list_key(
        one_of(*FORMATS), "in which of them the archives of past months are; else in all"
    )
    entries: int = scalar_key(count, "how many releases a feed holds, newest first", default=50)
    offices: bool = scalar_key(flag, "whether each office with releases gets feeds of its own", default=True)
    topics: bool = scalar_key(flag, "whether each topic gets feeds of its own", default=True)
    languages: bool = scalar_key(flag, "whether each language gets feeds, if releases are in several", default=True)
    title: str = scalar_key(line, "the feeds' title; else the newsroom's name", default="")
    rights: str = scalar_key(line, "the rights notice in the feeds", default="")
    hub: str = scalar_key(
        hub_address, "the hub that tells subscribers about new releases at once, when you tell it", default=""
    )


@record
class Email(NamedTuple):
    """The e-mail made from a release."""

    pages: bool = scalar_key(flag, "whether build writes e-mail HTML and text for each release", default=True)
    sender: str = scalar_key(line, "the sender's name; else the newsroom's", default="")
    address: str = scalar_key(mailbox, "the sender's e-mail address", default="")
    postal: str = scalar_key(line, "the sender's postal address, for the foot of the mail", default="")
    unsubscribe: str = scalar_key(
        page_address,
        "the address where recipients unsubscribe; an https one must take a one-click POST (RFC 8058)",
        default="",
    )


_REQUIRED = ("id", "headline", "date", "office", "contact")
_OF_TEXTS = (*_REQUIRED, "body")
_OF_EVENTS = (*_REQUIRED, "event.starts", "event.place")
# Their labels are words of the language of a release: templates/words.
KINDS: Mapping[str, Kind] = {
    DEFAULT_KIND: Kind(requires=(*_OF_TEXTS, "dateline"), quotes=1),
    "advisory": Kind(requires=_OF_EVENTS),
    "statement": Kind(requires=_OF_TEXTS, quotes=1),
    "event": Kind(requires=_OF_EVENTS),
    "appointment": Kind(requires=(*_OF_TEXTS, "dateline"), quotes=1),
    "correction": Kind(requires=_OF_TEXTS),
}


@record
class Config(NamedTuple):
    """All options of newsroom.toml."""

    name: str = scalar_key(line, "the newsroom's name, on every page and feed", default="Newsroom")
    url: str = scalar_key(address, "the public address of the site", default="http://localhost/")
    description: str = scalar_key(line, "one sentence about the newsroom", default="")
    notice: str = scalar_key(line, "a line shown on top of every page, such as: this is a sample", default="")
    language: str = scalar_key(language_tag, "the language of the site and of releases that name none", default="en")
    time_zone: str = scalar_key(zone, "the time zone of dates without offset", default="UTC")
    releases: str = scalar_key(inner_folder, "the folder of the releases", default="releases")
    output: str = scalar_key(inner_folder, "the folder that build writes", default="public")
    dateline: str = scalar_key(
        dateline_form,
        "the house's dateline: {place} {city} {state} {country} {date} {weekday} {month} {day} {year}",
        default="{place} — {date} —",
    )
    end_mark: str = scalar_key(line_or_empty, 'the mark under the body; "" for none', default="###")
    style: str = scalar_key(one_of(*STYLES), "rules of style that run; ap shortens months in datelines", default="none")
    offices: Mapping[str, Office] = named_tables_key(
        Office, "the offices, by the key that releases use", names=office_key
    )
    people: tuple[Person, ...] = tables_key(Person, "people who are quoted or named")
    kinds: Mapping[str, Kind] = named_tables_key(Kind, "kinds of releases: what each must have")
    vocabulary: Vocabulary = table_key(Vocabulary, "the words of the house", default=Vocabulary())
    check: Check = table_key(Check, "which rules are run", default=Check())
    quotes: Quotes = table_key(Quotes, "what must be agreed with people who are quoted", default=Quotes())
    approvals: Approvals = table_key(Approvals, "who must have signed a release", default=Approvals())
    publishing: Publishing = table_key(Publishing, "how releases go out", default=Publishing())
    blackout: tuple[Blackout, ...] = tables_key(Blackout, "times in which nothing new goes out")
    site: SiteOptions = table_key(SiteOptions, "the look of the site, and its links", default=SiteOptions())
    pictures: Pictures = table_key(Pictures, "how large pictures may be", default=Pictures())
    feeds: Feeds = table_key(Feeds, "the feeds", default=Feeds())
    email: Email = table_key(Email, "the e-mail", default=Email())
    required_version: str = scalar_key(
        line, 'the versions of newsroom that may be used here, such as ">=0.1,<0.2"; others stop', default=""
    )
    path: Path = Path(FILE_NAME)
    text: str = ""
    rehearsal: str = ""  # the word that marks pages rendered for another moment than now

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def own_names(self) -> list[str]:
        """The names and words that the newsroom itself uses: its name, its people and offices, and its vocabulary."""
        return [
            self.name,
            *(text for person in self.people for text in (person.name, person.role)),
            *(office.name for office in self.offices.values()),
            *self.vocabulary.accepted,
            *(right for _, right in self.vocabulary.preferred),
        ]

    def line_of(self, span: Span) -> int:
        """The line of newsroom.toml, counted from 1, on which a span begins."""
        return self.text.count("\n", 0, span.start) + 1

    def office_key(self, key: str) -> str:
        """The present key of an office, by its present or a former one; the key as it is if no office has it."""
        if key in self.offices:
            return key
        return next((present for present, office in self.offices.items() if key in office.former_keys), key)

    def contacts_of(self, office: str) -> tuple[Contact, ...]:
        """The contacts of an office, by its present or a former key, empty when the office is unknown."""
        known = self.offices.get(self.office_key(office))
        return (
            tuple([contact for contact in known.contacts if contact.name or contact.phone or contact.email])
            if known
            else ()
        )


def parse(source: str, path: Path = Path(FILE_NAME)) -> Config:
    """The configuration in a text.

    Raises ConfigError, with the line and a remedy, for broken TOML and for the first unknown or wrong option.
    """
    source = source.removeprefix("\ufeff")
    try:
        document = parsing.parse(source)
    except parsing.TomlError as error:
        raise ConfigError(error.message, path=path, line=error.line, hint=error.help) from error
    lines = SourceLines(source)
    reader = Reader(lines, fallback=Span(0, 0), unknown="option", wrong="option", hyphens=True)
    config = reader.read(Config, document.values, document.nodes)
    refused = required_version.problem(document.values, document.nodes, lines)
    problems = [refused] if refused else reader.problems or conflicts.conflicts_of_options(config, document, lines)
    if problems:
        first = min(problems, key=lambda problem: problem.span.start)
        line_number = source.count("\n", 0, first.span.start) + 1
        raise ConfigError(first.message, path=path, line=line_number, hint=first.help or "correct it and try again")
    kinds = _with_built_in(config.kinds, document.values.get("kinds", {}))
    return config._replace(kinds=kinds, path=path, text=source)


def default_config() -> Config:
    """The configuration of a newsroom without options."""
    return Config(kinds=KINDS)


def _with_built_in(kinds: Mapping[str, Kind], written: Mapping[str, Mapping[str, Any]]) -> dict[str, Kind]:
    """The built-in kinds and the newsroom's own; a kind in newsroom.toml overrides only the fields that it sets."""
    found = dict(KINDS)
    for name, kind in kinds.items():
        found[name] = found.get(name, Kind())._replace(**{field: getattr(kind, field) for field in written[name]})
    return found


def read(path: Path) -> Config:
    """The configuration in a file. Raises ConfigError when it cannot be read."""
    try:
        data = disk.read(path, links=True)
    except FileNotFoundError as error:
        hint = "newsroom init makes a newsroom; -C DIR names the folder of another one"
        raise ConfigError("there is no such file", path=path, hint=hint) from error
    except IsADirectoryError as error:
        raise ConfigError("this is a folder, not a file", path=path, hint="rename it") from error
    except OSError as error:
        hint = "check the file's permissions"
        raise ConfigError(f"cannot be read: {reason_of(error)}", path=path, hint=hint) from error
    try:
        return parse(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        message = "the file is UTF-16, not UTF-8" if sixteen else "a character on this line is not UTF-8"
        line_number = 1 if sixteen else data.count(b"\n", 0, error.start) + 1
        raise ConfigError(message, path=path, line=line_number, hint="save the file as UTF-8 in your editor") from error
