"""FM: the fields of the front matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsroom_cli.config import Config, language_tag
from newsroom_cli.edition import instant, kind_of, local_day
from newsroom_cli.model import Field, Release
from newsroom_cli.patterns import pattern
from newsroom_cli.rules import keys
from newsroom_cli.rules.registry import ERROR, WARNING, Archive, Hit, Rule, archive_rule, declare, reported, rule
from newsroom_cli.schema import Span
from newsroom_cli.values import Wrong, nearest

# Rules of their own report these, with more to say than that a field is missing.
_OTHER_RULES = ("headline", "dateline", "contact")

_TO_ADD = {
    "subhead": 'subhead = "..."',
    "date": "date = YYYY-MM-DD",
    "topics": 'topics = ["..."]',
    "language": 'language = "en"',
    "images": '[[images]] with file = "..." and alt = "..."',
    "event.starts": "starts = YYYY-MM-DDThh:mm:ss and the offset under [event]",
    "event.ends": "ends = YYYY-MM-DDThh:mm:ss and the offset under [event]",
    "event.place": 'place = "..." under [event]',
}


@rule("FM001", "missing-field", severity=ERROR)
def missing_field(release: Release, config: Config) -> Iterator[Hit]:
    kind = kind_of(release, config)
    for name in kind.requires:
        if name in _OTHER_RULES or _has(release, name) or name in keys.unread(release):
            continue
        place = _left_empty(release, name)
        span = place or (release.event.span if name.startswith("event.") and release.event else release.opening)
        message = f'{name} is {"empty" if place else "missing"}; a release of the kind "{kind.label}" needs it'
        yield Hit(span, message, f"{'write' if place else 'add'} {_to_add(release, config, name)}")


def _has(release: Release, name: str) -> bool:
    value: object = release
    for part in name.split("."):
        value = getattr(value, part, None)
    return bool(value)


def _left_empty(release: Release, name: str) -> Span | None:
    """Where a field stands that was written without a value, as a new release has them."""
    key = name.rpartition(".")[2]
    match = re.compile(rf"^[ \t]*({key}[ \t]*=[ \t]*(?:\"\"|''|\[[ \t]*\]))", re.MULTILINE).search(
        release.text, release.front.start, release.front.end
    )
    return Span(*match.span(1)) if match else None


def _to_add(release: Release, config: Config, name: str) -> str:
    if name == "id":
        return _new_id(release, config)
    if name == "office":
        return 'office = "..."' + (f", one of {', '.join(config.offices)}" if config.offices else "")
    return _TO_ADD[name]


def _new_id(release: Release, config: Config) -> str:
    """An id as a line to paste: made from the file itself, so that it is the same each time it is proposed."""
    if release.date is None:
        return "the date first; then an id is proposed here"
    import base64
    import hashlib

    digest = hashlib.sha256(f"{release.path}\n{release.text}".encode(errors="replace")).digest()
    name = base64.b32encode(digest)[:16].decode().lower()
    return f'id = "tag:{_authority(config)},{local_day(release.date.value, config).year:04}:{name}"'


def _authority(config: Config) -> str:
    host = urlsplit(config.url).hostname or ""
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        host = ""
    return host if re.fullmatch(r"[a-z0-9.-]*[a-z][a-z0-9.-]*", host) else "localhost"


# --- keys and values ------------------------------------------------------------------------------------------


@rule("FM002", "unknown-field", severity=ERROR)
def unknown_field(release: Release, config: Config) -> Iterator[Hit]:
    for problem, meaning in keys.unknown(release):
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


@rule("FM003", "wrong-value", severity=ERROR)
def wrong_value(release: Release, config: Config) -> Iterator[Hit]:
    yield from _wrong_types(release, config)
    if release.kind and release.kind.value not in config.kinds:
        near = nearest(release.kind.value, config.kinds)
        message = f'there is no kind "{release.kind.value}"'
        yield Hit(
            release.kind.span, message, f'did you mean "{near}"?' if near else f"known: {', '.join(config.kinds)}"
        )
    if release.id and not _TAG.fullmatch(release.id.value):
        yield Hit(release.id.span, "the id is not a tag: address (RFC 4151)", f"write {_new_id(release, config)}")
    if release.language:
        yield from _wrong_language(release.language)
    url = release.source.url if release.source else None
    if url and not re.match(r"https?://[^\s/]", url.value, re.IGNORECASE):
        yield Hit(url.span, "source.url is not a web address", "write it in full, from https:// on")


_wrong_types = reported("FM003")


def _wrong_language(language: Field[str]) -> Iterator[Hit]:
    try:
        language_tag(language.value)
    except Wrong:
        near = _tag_of(language.value)
        help = f'did you mean "{near}"?' if near else 'write its tag, such as "en", "es" or "pt-BR"'
        yield Hit(language.span, f'"{language.value}" is not a language tag', help)


def _tag_of(name: str) -> str | None:
    """The tag of a language that was written in words, in English or in itself, or with an underscore."""
    import difflib

    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name.replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        pass
    names = {str(name).lower(): tag for tag, name in Locale("en").languages.items()}
    for tag in ("es", "fr", "de", "it", "pt", "nl", "pl", "ru", "ar", "zh", "vi", "ht"):
        names[str(Locale(tag).get_display_name(tag)).lower()] = tag
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.8)
    return names[near[0]].replace("_", "-") if near else None


declare(Rule("FM004", "broken-front-matter", ERROR, find=reported("FM004")))


# --- times ----------------------------------------------------------------------------------------------------


@rule("FM005", "time-without-offset", severity=ERROR)
def time_without_offset(release: Release, config: Config) -> Iterator[Hit]:
    event = release.event
    times = {
        "embargo": release.embargo,
        "date": release.date,
        "updated": release.updated,
        "event.starts": event.starts if event else None,
        "event.ends": event.ends if event else None,
    }
    for name, field in times.items():
        if field is None or not isinstance(field.value, dt.datetime) or field.value.tzinfo is not None:
            continue
        full = f"{name.rpartition('.')[2]} = {instant(field.value, config).isoformat()}"
        if name == "embargo":
            message = "the embargo has a time but no offset, so nobody can tell when it ends"
            yield Hit(field.span, message, f"write {full} if the time is meant in {config.time_zone}")
        else:
            message = f"{name} has a time but no offset; {config.time_zone} is assumed"
            yield Hit(field.span, message, f"write {full}", severity=WARNING)


# --- the archive ----------------------------------------------------------------------------------------------


def _id(release: Release, config: Config) -> tuple[str, int, int]:
    return (release.id.value, *release.id.span) if release.id else ("", *release.opening)


@archive_rule("FM007", "same-id-twice", severity=ERROR, note=_id)
def same_id_twice(archive: Archive) -> Iterator[tuple[str, Hit]]:
    ids: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for path, slug, _, (id, start, end) in archive.releases:
        if id and (first := ids.setdefault(id, path)) != path:
            help = "an id belongs to one release for ever: delete it from the copy, and check proposes a new one"
            yield path, Hit(Span(start, end), f"{first} has the same id", help)
        if (first := slugs.setdefault(slug, path)) != path:
            message = f'{first} has the same name in addresses, "{slug}": one page would overwrite the other'
            yield path, Hit(Span(0, 0), message, "rename one of the files, for instance with its date in front")
