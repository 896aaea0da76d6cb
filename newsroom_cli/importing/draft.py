"""Make a release file from a reading: the source's facts as front matter, and TK for missing required fields."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import unquote

from newsroom_cli.importing import accounting, pictures
from newsroom_cli.importing.pages.images import EMBEDDED
from newsroom_cli.importing.pictures import PrintedPicture
from newsroom_cli.importing.reading import Reading
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.words import folded
from newsroom_cli.ledger.known_quotes import as_sentence
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import day_of
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import DEFAULT_KIND, DRAFT
from newsroom_cli.model.release_file import slugify, spelled_out, to_toml

TO_COME = "TK"  # rule PH001 insists on it
_LONGEST_NAME = 60
PICTURES = "images"  # the folder of pictures beside the release files

# Chooses the path of a picture, relative to the release file, from its name, its bytes, and the paths already taken.
PicturePath = Callable[[str, bytes, Collection[str]], str]


def numbered(name: str) -> Iterator[str]:
    """Yield the paths that a picture may have: with its name, and with the name and a number."""
    stem, _, ending = name.rpartition(".")
    yield f"{PICTURES}/{name}"
    for number in itertools.count(2):
        yield f"{PICTURES}/{stem}-{number}.{ending}"


def _first_free_path(name: str, data: bytes, taken: Collection[str]) -> str:
    """The first path that no other picture of the release has taken."""
    return next(path for path in numbered(name) if path not in taken)


class Draft(NamedTuple):
    """A draft of a release file: its name, its text, the digest of its source, the key of its office.

    `pictures` has the bytes of the pictures that it names, by their paths relative to the release file.
    """

    name: str
    text: str
    digest: str
    office: str
    pictures: Mapping[str, bytes] = MappingProxyType({})


def draft(
    reading: Reading,
    config: Config,
    *,
    id: str,
    office: str = "",
    kind: str = DEFAULT_KIND,
    mark: str = "",
    now: dt.datetime | None = None,
    picture_path: PicturePath = _first_free_path,
) -> Draft:
    """Make the draft of a release file from a reading.

    Without `office`, the source decides which office it is. `mark` is the digest of the source, by default that of the
    reading. Fields that the source does not print are left out, or TK if the `kind` requires them. An embargo that is
    over at `now` is left out. `picture_path` chooses the path of each picture.
    """
    named = (office_of(name, config, city=reading.city) for name in (reading.issuer, reading.site) if name)
    key = office or next(filter(None, named), "") or _only_office_in_city(reading, config)
    mark = mark or digest(reading)
    name = _file_name(reading, kind, reading.language or config.language)
    images: dict[str, PrintedPicture] = {}
    for image in reading.images:
        if image.data:
            images[picture_path(_picture_name(image, name), image.data, images)] = image
    front = "\n".join(
        _front_matter(
            reading, config, id=id, key=key, kind=kind, mark=mark, images=images, embargo=_embargo(reading, config, now)
        )
    )
    text = f"+++\n{front}\n+++\n\n{reading.body.strip()}\n"
    return Draft(name, text, mark, key, {path: image.data for path, image in images.items()})


def _picture_name(image: PrintedPicture, release: str) -> str:
    """The file name of a picture: the source's name for it, or the release's name if that says nothing."""
    source = image.picture.source
    is_inside = source.startswith((EMBEDDED, "cid:"))
    own = "" if is_inside else slugify(unquote(source).partition("?")[0].rpartition("/")[2].rpartition(".")[0])
    stem = own if _SAYING.search(own) else release.removesuffix(".md")
    return f"{stem[:_LONGEST_NAME].strip('-')}.{image.ending}"


# A descriptive name has a word other than those that cameras and programs use.
_SAYING = pattern(
    r"(?:^|[\d_-])(?!(?:images?|img|pictures?|unnamed|photos?|fotos?|bild|dscn?|csm)(?![^\W\d_]))[^\W\d_]{3}"
)


def digest(reading: Reading) -> str:
    """The digest that identifies a source, made from the words of its headline and body alone."""
    words = [*folded(reading.headline), *(word for piece in reading.pieces for word in folded(piece.text))]
    return hashlib.sha256(" ".join(words).encode(errors="replace")).hexdigest()[:32]


def _front_matter(
    reading: Reading,
    config: Config,
    *,
    id: str,
    key: str,
    kind: str,
    mark: str,
    images: Mapping[str, PrintedPicture],
    embargo: Sequence[str],
) -> list[str]:
    """The lines of the front matter."""
    wanted = config.kinds[kind].requires if kind in config.kinds else ()
    lines = [f"id = {to_toml(id)}", f"kind = {to_toml(kind)}", f"headline = {to_toml(reading.headline or TO_COME)}"]
    if reading.subhead:
        lines.append(f"subhead = {to_toml(reading.subhead)}")
    lines.append(f"date = {to_toml(_without_microseconds(reading.date))}" if reading.date else f'date = "{TO_COME}"')
    lines += embargo
    if key or "office" in wanted:
        printed = f"  # the source says: {_on_one_line(reading.issuer)}" if reading.issuer and not key else ""
        lines.append(f"office = {to_toml(key or TO_COME)}{printed}")
    if reading.language and reading.language.split("-")[0] != config.language.split("-")[0]:
        lines.append(f"language = {to_toml(reading.language)}")
    if topics := [topic for topic in reading.topics if topic.strip()][:12]:
        lines.append(f"topics = {to_toml(topics)}")
    lines.append(f'status = "{DRAFT}"')
    lines += _dateline_table(reading, config, required="dateline" in wanted)
    lines += _source_table(reading)
    for contact in reading.contacts:
        lines += _table("[[contacts]]", name=contact.name, phone=contact.phone, email=contact.email)
    for quote in reading.quotes:
        lines += _table("[[quotes]]", speaker=quote.speaker or TO_COME, role=quote.role, text=as_sentence(quote.text))
    for path, image in images.items():
        lines += _table("[[images]]", file=path, alt=image.picture.alt, caption=image.caption, credit=image.credit)
    lines += ["", "[x]", f'imported = "{mark}"']
    return lines


def _embargo(reading: Reading, config: Config, now: dt.datetime | None) -> list[str]:
    """The front-matter line for the source's embargo: TK if it gives no exact end; no line if the embargo is over."""
    if reading.embargo is None:
        return []
    year = reading.date.year if reading.date else now.year if now else dt.MINYEAR
    end = reading.embargo.end(config, year)
    latest = end.date() if end else reading.date and day_of(reading.date)
    if now and latest and not reading.embargo.forbids and (end <= now if end else (now.date() - latest).days > _OVER):
        return []
    return [f"embargo = {to_toml(end or TO_COME)}  # the source says: {reading.embargo.words}"]


_OVER = 30  # days after the date of a release, after which an embargo without an end is over


def _without_microseconds(value: dt.date) -> dt.date:
    return value.replace(microsecond=0) if isinstance(value, dt.datetime) else value


def _table(header: str, **values: str) -> list[str]:
    """The lines of a TOML table, without empty values."""
    return ["", header, *(f"{name} = {to_toml(_on_one_line(value))}" for name, value in values.items() if value)]


def _on_one_line(value: str) -> str:
    return " ".join(value.split())


def _dateline_table(reading: Reading, config: Config, *, required: bool) -> list[str]:
    """The lines of the table [dateline]; no lines without a city, unless the kind requires a dateline."""
    if not reading.city and not required:
        return []
    known = (config.offices[key].city for key in _offices_in_city(reading, config))
    city = next(known, "") or usual_spelling(reading.city) or TO_COME
    return _table("[dateline]", city=city, state=usual_spelling(reading.region))


def _source_table(reading: Reading) -> list[str]:
    """The lines of the table [source]; no lines without a web address."""
    if not reading.url.startswith(("http://", "https://")):
        return []
    return _table("[source]", name=reading.issuer or reading.site, url=reading.url)


def usual_spelling(place: str) -> str:
    """A place in its usual spelling: Boston for BOSTON; abbreviations such as D.C. and NY stay."""
    if not place.isupper() or len(re.sub(r"\W", "", place)) <= 2 or re.fullmatch(r"(?:[A-Z]\.){2,}", place):
        return place
    return " ".join(_usual_spelling_of_word(word, first=not number) for number, word in enumerate(place.split()))


def _usual_spelling_of_word(word: str, *, first: bool) -> str:
    """A word of a place in its usual spelling, from its spelling in capitals."""
    if not first and word.lower() in PAGES["small_in_places"]:
        return word.lower()
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?,?", word):
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize().replace("i\u0307", "i"), word)


def _file_name(reading: Reading, kind: str, language: str) -> str:
    """The name of the release file: the date and the first words of the headline, or the kind without a headline."""
    words = slugify(spelled_out(reading.headline, language)) or kind
    if len(words) > _LONGEST_NAME:
        words = words[:_LONGEST_NAME].rsplit("-", 1)[0]
    day = reading.date.isoformat()[:10] if reading.date else ""
    return f"{words}.md" if not day or words.startswith(day) else f"{day}-{words}.md"


def office_of(printed: str, config: Config, *, city: str = "") -> str:
    """The key of the office in newsroom.toml with a printed name; empty if no match is certain.

    The name of the newsroom is that of its office, if it has only one. If several offices match a name such as
    "Mayor's Office", the one in the `city` of the dateline is chosen.
    """
    exact = [key for key, office in config.offices.items() if folded(office.name) == folded(printed) != []]
    if len(exact) == 1:
        return exact[0]
    if len(config.offices) == 1 and folded(config.name) == folded(printed) != []:
        return next(iter(config.offices))
    words = _distinctive_words(printed)
    fitting = [
        key
        for key, office in config.offices.items()
        if words and words <= _distinctive_words(f"{office.name} {key.replace('-', ' ')}")
    ]
    there = [key for key in fitting if city and config.offices[key].city.lower() == city.lower()]
    return next((matching[0] for matching in (fitting, there) if len(matching) == 1), "")


def _only_office_in_city(reading: Reading, config: Config) -> str:
    """The key of the only office in the dateline's city; empty if there are several or the source names one."""
    if reading.office or not reading.city:
        return ""
    there = _offices_in_city(reading, config)
    return there[0] if len(there) == 1 else ""


def _offices_in_city(reading: Reading, config: Config) -> list[str]:
    """The keys of the offices in the dateline's city, which may be printed in capitals: ΑΘΗΝΑ for Αθήνα."""
    printed = language_tags.in_capitals(reading.city, reading.language)
    cities = ((key, language_tags.in_capitals(office.city, reading.language)) for key, office in config.offices.items())
    return [key for key, city in cities if city and city == printed]


def _distinctive_words(name: str) -> frozenset[str]:
    """The words of an office's name that distinguish it from other offices."""
    return frozenset(word.removesuffix("'s") for word in folded(name)) - PAGES["common_in_offices"]


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as values for JSON, without fields that the source does not print.

    `office` is a name that a line of the source gives as its issuer. `issuer` is that name, or one inferred from the
    text.
    """
    fields: dict[str, Any] = {
        "headline": reading.headline,
        "subhead": reading.subhead,
        "date": reading.date.isoformat() if reading.date else None,
        "embargo": reading.embargo.words if reading.embargo else None,
        "dateline_place": reading.place,
        "office": reading.office,
        "issuer": reading.issuer,
        "language": reading.language,
        "url": reading.url,
        "topics": list(reading.topics),
    }
    filled = _filled(fields)
    filled["contacts"] = [_filled(contact._asdict()) for contact in reading.contacts]
    filled["body"] = reading.body
    filled["quotes"] = [
        _filled({"speaker": quote.speaker, "role": quote.role, "text": as_sentence(quote.text)})
        for quote in reading.quotes
    ]
    filled["images"] = [_image(image) for image in reading.images if image.data]
    filled["account"] = _account(accounting.account(reading))
    filled["guesses"] = [guess._asdict() for guess in reading.guesses]
    filled["notes"] = list(reading.notes)
    return filled


def _account(account: accounting.Account) -> dict[str, Any]:
    """The account of the source as values for JSON: how much was kept, and what was left out."""
    left_out = [{"part": group.part, "words": group.words, "lines": list(group.lines)} for group in account.left_out]
    pictures = [
        {"picture": picture.name, "alt": picture.alt, "why": picture.why} for picture in account.pictures if picture.why
    ]
    return {
        "sentences": account.sentences,
        "kept": account.kept,
        "left_out": left_out,
        "pictures_left_out": list(map(_filled, pictures)),
    }


def _image(image: PrintedPicture) -> dict[str, Any]:
    """An imported picture as values for JSON; `source` is its name or address in the source."""
    name = pictures.name_of(image.picture)
    return _filled({"source": name, "alt": image.picture.alt, "caption": image.caption, "credit": image.credit})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
