"""FM: the fields of the front matter."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Iterator

from newsroom_cli.language.dates import dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.words import folded
from newsroom_cli.markup import markdown
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import language_tags
from newsroom_cli.model.config import Config, language_tag
from newsroom_cli.model.interpretation import authority, instant, kind_name_of, kind_of, local_day, typed_times
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import APPROVED, WITHDRAWN, Release
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.model.toml.values import WrongValue, nearest
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields.aliases import LOST
from newsroom_cli.rules.registry import (
    ERROR,
    INFO,
    WARNING,
    Archive,
    Hit,
    archive_rule,
    replace,
    rule,
    rule_for_problems,
)

# Other rules report these, with a more specific message.
_OTHER_RULES = ("headline", "dateline", "contact")

_TO_ADD = {
    "subhead": 'subhead = "..."',
    "date": "date = YYYY-MM-DD",
    "topics": 'topics = ["..."]',
    "language": 'language = "en"',
    "images": '[[images]] with file = "..." and alt = "..."',
    "event.place": 'place = "..." under [event]',
}


@rule("FM001", "missing-field", severity=ERROR)
def missing_field(document: Document) -> Iterator[Hit]:
    """Report the fields that the release's kind requires and that are missing or empty."""
    kind = kind_of(document.release, document.config)
    for name in kind.requires:
        if name in _OTHER_RULES or name == "body" or _has_field(document, name) or name in keys.unread_fields(document):
            continue
        place = _left_empty(document, name)
        span = place or (
            document.release.event.span
            if name.startswith("event.") and document.release.event
            else document.release.opening
        )
        label = kind.label or kind_name_of(document.release, document.config)
        message = f'{name} is {"empty" if place else "missing"}; a release of the kind "{label}" needs it'
        yield Hit(span, message, f"{'write' if place else 'add'} {_help_to_add(document, name)}")
    if "body" in kind.requires and not document.release.is_taken_back and _is_without_text(document):
        help = "write it below the second +++"
        if document.release.status_name == WITHDRAWN:
            command = f"newsroom withdraw {shlex.quote(document.release.path)} --class killed"
            help = f"if it was public, {command} keeps its page, with the reason in place of the text; else {help}"
        yield Hit(document.release.opening, "the release has no text", help)


def _is_without_text(document: Document) -> bool:
    """Whether nothing but comments stands below the front matter."""
    body = document.release.body
    if body.value.strip() and "<!--" not in body.value:
        return False
    edges = [edge for comment in document.markdown.comments for edge in comment.span]
    between = zip([body.span.start, *edges[1::2]], [*edges[::2], body.span.end], strict=True)
    return not any(document.release.text[start:end].strip() for start, end in between)


def _has_field(document: Document, name: str) -> bool:
    """Whether a field has a value, by its dotted name."""
    value: object = document.release
    for part in name.split("."):
        value = getattr(value, part, None)
    return bool(value)


def _left_empty(document: Document, name: str) -> Span | None:
    """The span of a key with an empty value, as in a new release; None if the key is not there."""
    key = name.rpartition(".")[2]
    match = re.compile(rf"^[ \t]*({key}[ \t]*=[ \t]*(?:\"\"|''|\[[ \t]*\]))", re.MULTILINE).search(
        document.release.text, document.release.front.start, document.release.front.end
    )
    return Span(*match.span(1)) if match else None


def _help_to_add(document: Document, name: str) -> str:
    """What to write for a missing field: usually the line to add."""
    if name == "id":
        was_public = document.release.status_name in (APPROVED, WITHDRAWN)
        old_id = "; if it was public before, give its old id back: published/ and git have it" if was_public else ""
        return _new_id(document) + old_id
    if name == "office":
        return 'office = "..."' + (f", one of {', '.join(document.config.offices)}" if document.config.offices else "")
    if name in ("event.starts", "event.ends"):
        return _event_time(document, name)
    return _TO_ADD[name]


def _event_time(document: Document, name: str) -> str:
    """The line for a time of an event, with an example on the day of the release, in the newsroom's time zone."""
    date = document.release.date
    day = instant(date.value, document.config) if date else dt.datetime(2026, 3, 2)
    hour = dt.time(10 if name == "event.starts" else 12)
    moment = instant(dt.datetime.combine(day.date(), hour), document.config).isoformat()
    key = name.rpartition(".")[2]
    return f"{key} = {moment} under [event], with its own day and hour; {moment[-6:]} is the time zone"


def _new_id(document: Document) -> str:
    """A line with an id to paste, derived from the file, so that every check proposes the same id."""
    if document.release.date is None:
        return "add the date first; then an id is proposed here"
    import base64
    import hashlib

    digest = hashlib.sha256(f"{document.release.path}\n{document.release.text}".encode(errors="replace")).digest()
    name = base64.b32encode(digest)[:16].decode().lower()
    year = local_day(document.release.date.value, document.config).year
    return f'id = "tag:{authority(document.config)},{year:04}:{name}"'


# --- keys and values ------------------------------------------------------------------------------------------


@rule("FM002", "unknown-field", severity=ERROR)
def unknown_field(document: Document) -> Iterator[Hit]:
    """Report unknown fields, with what each probably means."""
    for problem, meaning in keys.undeclared_keys(document):
        yield Hit(problem.span, problem.message, meaning.help)


# RFC 4151: tag: authority , year(-month(-day)) : whatever the authority likes (#fragment).
_TAG = pattern(
    r"""tag:
    (?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*
    ,\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?
    :(?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})+
    (?:\#(?:[a-z0-9._~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?""",
    re.VERBOSE | re.IGNORECASE,
)


_USUAL_TAG = pattern(r"tag:[a-z0-9]+(?:[.-][a-z0-9]+)*,\d{4}:[a-z0-9]+")  # a fast test of the usual form


@rule("FM003", "wrong-value", severity=ERROR, yields_to=("PH001",))
def wrong_value(document: Document) -> Iterator[Hit]:
    """Report values that a field cannot have."""
    for hit in _wrong_types(document):
        is_to_come = _EMBARGO_TO_COME.match(document.release.text, hit.span.start)
        yield hit._replace(help=_ask_for_embargo(document)) if is_to_come else hit
    if document.release.kind and document.release.kind.value not in document.config.kinds:
        near = nearest(document.release.kind.value, document.config.kinds)
        message = f'there is no kind "{document.release.kind.value}"'
        help = f'did you mean "{near}"?' if near else f"known: {', '.join(document.config.kinds)}"
        yield Hit(document.release.kind.span, message, help)
    if document.release.id and not (
        _USUAL_TAG.fullmatch(document.release.id.value) or _TAG.fullmatch(document.release.id.value)
    ):
        yield Hit(document.release.id.span, "the id is not a tag: address (RFC 4151)", f"write {_new_id(document)}")
    url = document.release.source.url if document.release.source else None
    if url and not re.match(r"https?://[^\s/]", url.value, re.IGNORECASE):
        yield Hit(url.span, "source.url is not a web address", "write it in full, from https:// on")


_wrong_types = rule_for_problems("FM003")


_EMBARGO_TO_COME = pattern(r"(?<=embargo = )[\"']TK[\"']")


def _ask_for_embargo(document: Document) -> str:
    """The remedy for an embargo whose end is still to be decided."""
    file = shlex.quote(document.release.path)
    return f"newsroom embargo {file} asks until when it lasts; if there is none, delete the line"


@rule("FM010", "bad-language-tag", severity=WARNING)
def bad_language_tag(document: Document) -> Iterator[Hit]:
    """Report a language that is not a valid language tag."""
    language = document.release.language
    if language is None:
        return
    try:
        language_tag(language.value)
    except WrongValue:
        near = _tag_of(language.value)
        help = f'did you mean "{near}"?' if near else 'write its tag, such as "en", "es" or "pt-BR"'
        fix = replace(language.span, f'"{near}"') if near else None
        yield Hit(language.span, f'"{language.value}" is not a language tag', help, fix=fix)


def _tag_of(name: str) -> str | None:
    """The tag of a language given by its name, in English or its own language, or with an underscore; None if unknown.

    Names may be slightly misspelt.
    """
    import difflib

    from babel import Locale

    if tag := language_tags.known_part(name):
        return tag
    names = {str(name).lower(): tag for tag, name in Locale("en").languages.items()}
    for tag in ("es", "fr", "de", "it", "pt", "nl", "pl", "ru", "ar", "zh", "vi", "ht"):
        names[str(Locale(tag).get_display_name(tag)).lower()] = tag
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.8)
    return names[near[0]].replace("_", "-") if near else None


# A time without an offset in the help of a problem.
_LOCAL_TIME = pattern(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?![-+Z\d.])")


@rule("FM004", "broken-front-matter", severity=ERROR)
def broken_front_matter(document: Document) -> Iterator[Hit]:
    """Report front matter that is not TOML.

    Times that the help suggests get the newsroom's offset.
    """

    def with_offset(match: re.Match[str]) -> str:
        try:
            return instant(dt.datetime.fromisoformat(match[0]), document.config).isoformat()
        except ValueError:  # no such day
            return match[0]

    for hit in rule_for_problems("FM004")(document):
        yield hit._replace(help=_LOCAL_TIME.sub(with_offset, hit.help))


# --- times ----------------------------------------------------------------------------------------------------


@rule("FM005", "time-without-offset", severity=ERROR, yields_to=("EM004",))
def time_without_offset(document: Document) -> Iterator[Hit]:
    """Report times without an offset from UTC, and an embargo or date whose offset is not the newsroom's."""
    for name, typed, span in typed_times(document.release):
        if typed.tzinfo is not None:
            if name in ("embargo", "date"):
                yield from _in_another_zone(name, typed, span, document.config)
            continue
        full = f"{name.rpartition('.')[2]} = {instant(typed, document.config).isoformat()}"
        if name == "embargo":
            message = "the embargo has a time but no offset, so nobody can tell when it ends"
            yield Hit(span, message, f"write {full} if the time is meant in {document.config.time_zone}")
        else:
            message = f"{name} has a time but no offset; {document.config.time_zone} is assumed"
            yield Hit(span, message, f"write {full}", severity=WARNING)


def _in_another_zone(name: str, typed: dt.datetime, span: Span, config: Config) -> Iterator[Hit]:
    """Report a time whose offset differs from that of the newsroom's zone at that moment; UTC is left alone."""
    here = instant(typed, config).astimezone(config.zone)
    if not typed.utcoffset() or typed.utcoffset() == here.utcoffset() or config.time_zone == "UTC":
        return
    written, meant = dates.clock(typed, "en"), instant(typed.replace(tzinfo=None), config)
    message = f"{name}: {written} at {typed.isoformat()[-6:]} is {dates.clock(here, 'en')} in {config.time_zone}"
    help = f"write {meant.isoformat()} if {written} is meant there, else {here.isoformat()}"
    yield Hit(span, message, help, severity=WARNING if name == "embargo" else INFO, since="2026.2")


# --- against the file's name and body, and the gate -------------------------------------------------------------

_DAY_OF_NAME = pattern(r"((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?!\d)")


@rule("FM006", "file-name-of-another-date", severity=WARNING)
def file_name_of_another_date(document: Document) -> Iterator[Hit]:
    """Report a file name that begins with a date other than the release's."""
    name = document.release.path.rpartition("/")[2]
    match = _DAY_OF_NAME.match(name)
    if match is None or document.release.date is None:
        return
    written = match.group()
    if document.release.date.value.isoformat().startswith(written):
        return
    days = {
        local_day(moment.value, document.config)
        for moment in (document.release.date, document.release.embargo)
        if moment
    }
    days.add(dt.date(*document.release.date.value.timetuple()[:3]))  # the date as written, in any zone
    if written.replace("_", "-") in {day.isoformat() for day in days}:
        return
    day = local_day(document.release.date.value, document.config)
    renamed = f"{day.isoformat()}{name[match.end() :]}"
    message = f"the file is named after {written}, but the release is dated {day.isoformat()}"
    command = f"newsroom rename {shlex.quote(document.release.path)} {shlex.quote(renamed)}"
    yield Hit(document.release.date.span, message, f"correct the date, or {command}")


@rule("FM008", "title-of-the-body-differs", severity=WARNING)
def title_of_the_body_differs(document: Document) -> Iterator[Hit]:
    """Report a title at the start of the body that differs from the headline."""
    headline, opening = document.release.headline, document.release.body.value[:_OPENING].lstrip()
    if headline is None or not ("\n# " in f"\n{opening}" or "\n=" in opening):
        return
    titles = [block for block in document.markdown.blocks if _is_title(document, block)]
    first = next((block for block in document.markdown.blocks if block.kind != markdown.HTML), None)
    if len(titles) != 1 or titles[0] != first:
        return  # several titles are headings of sections
    title, words = titles[0], folded(titles[0].text)
    shared = len(set(words) & set(folded(headline.value)))
    if words == folded(headline.value) or (len(words) < _TITLE and not shared) or _LABEL.fullmatch(title.text.strip()):
        return
    message = f'the body is titled "{shortened(title.text.strip(), 80)}", and the headline says something else'
    help = "delete the title from the body: the headline is printed above it; or correct the one that is old"
    yield Hit(title.place(0, len(title.text)), message, help, (headline.span, "the headline"))


_OPENING = 500  # characters at the start of the body among which its title must begin
_TITLE = 4  # words; a shorter title that shares none with the headline names a section
_LABEL = pattern(
    r"(?i)\W*(?:(?:for )?immediate(?:ly)? release|(?:press|news|media) (?:release|advisory|statement)"
    r"|statement|summary|overview"
    r"|background|introduction|highlights|about\b.{0,60}|what['’]s new|key (?:points|facts))\W*"
)


def _is_title(document: Document, block: markdown.Block) -> bool:
    """Whether a block is a first-level heading; a page should have only one, its headline."""
    if block.kind != markdown.HEADING or block.quoted or block.item:
        return False
    source = document.release.text[block.span.start : block.span.end].strip()
    return not source.startswith("##") if source.startswith("#") else source.endswith("=")


@rule("FM009", "not-approved", severity=ERROR)
def not_approved(document: Document) -> Iterator[Hit]:
    """Report a release that is not approved, when releases are about to go out (`check.releasing`)."""
    if not document.config.check.releasing or "status" in keys.unread_fields(document):
        return
    if document.release.status is None:
        yield Hit(document.release.opening, "no status says that this release may go out", 'add status = "approved"')
    elif document.release.status.value == WITHDRAWN:
        help = "leave it as it is; what is withdrawn is not published again"
        yield Hit(document.release.status.span, "this release is withdrawn and is not to go out", help)
    elif document.release.status.value != APPROVED:
        message = f'the status is "{document.release.status.value}", and only what is approved goes out'
        yield Hit(document.release.status.span, message, 'have it approved, then write status = "approved"')


# --- the archive ----------------------------------------------------------------------------------------------


def _id_and_span(document: Document) -> tuple[bool, str, int, int]:
    """The note on a release: whether it may be a copy of another with its id, then the id and its span.

    Such a copy is not public, or a different name was public under its id. Without an id, the id is empty and the span
    is the first line.
    """
    release = document.release
    may_be_public = release.status_name == APPROVED or release.is_taken_back
    is_copy = not may_be_public or any(problem.code == LOST for problem in release.problems)
    return (is_copy, release.id.value, *release.id.span) if release.id else (is_copy, "", *release.opening)


SAME_ID = "an id belongs to one release for ever: delete it from the copy, and check proposes a new one"


@archive_rule("FM007", "same-id-twice", severity=ERROR, note=_id_and_span)
def same_id_twice(archive: Archive) -> Iterator[tuple[str, Hit]]:
    """Report two releases with the same id or slug: at the copy if one is known, else at the second by path."""
    ids: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for path, slug, _, (_, id, start, end) in sorted(archive.releases, key=lambda noted: noted.note[0]):
        if id and (first := ids.setdefault(id, path)) != path:
            yield path, Hit(Span(start, end), f"{first} has the same id", SAME_ID, other=first)
        if (first := slugs.setdefault(slug, path)) != path:
            yield path, same_page(slug, first)


def taken_page(release: Release, former_id: str, record_path: str = "") -> Hit:
    """The hit for a release whose address belongs to another id, which no file has, as a page or a record shows.

    `record_path` is the path of the record; empty if the page shows it.
    """
    owner = f"{record_path} has this address for" if record_path else "the page at this address is of"
    message = f"{owner} a release with another id, {former_id}, and no file has that"
    help = f'if this is that release, give it back: id = "{former_id}"; else give this file another name, and write '
    help += f'aliases = ["{release.slug}"] into it if it takes the place of the other'
    help += f"; or delete {record_path}, if feeds have the present id already" if record_path else ""
    return Hit(release.id.span if release.id else release.opening, message, help)


def same_page(slug: str, first: str) -> Hit:
    """The hit for a release whose slug another release already has."""
    message = f'{first} has the same name in addresses, "{slug}": one page would overwrite the other'
    return Hit(Span(0, 0), message, "rename one of the files, for instance with its date in front", other=first)
