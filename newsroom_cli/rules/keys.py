"""What a front-matter key that nobody declared was probably meant to be, and which fields were given but not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsroom_cli.config import Config
from newsroom_cli.declarations import declared
from newsroom_cli.model import Problem, Release
from newsroom_cli.named import NamedTuple
from newsroom_cli.patterns import pattern

UNKNOWN, WRONG = "FM002", "FM003"


class Meaning(NamedTuple):
    """What an unknown key stands for: the field, such as `event.starts`, empty when unclear, and what to do."""

    field: str
    help: str


_UNKNOWN_KEY = pattern(r'unknown key "(?P<name>.*)"(?: in \[(?P<table>[^\]]*)\])?', re.DOTALL)


def unknown(release: Release) -> Iterator[tuple[Problem, Meaning]]:
    """The keys of the front matter that nobody declared, and what each was probably meant to be."""
    for problem in release.problems:
        if problem.code == UNKNOWN and (match := _UNKNOWN_KEY.fullmatch(problem.message)):
            yield problem, _meaning(release, match["name"], match["table"] or "")


def unread(release: Release) -> frozenset[str]:
    """The fields that a person did write, though not so that they could be taken: misspelt or of a wrong kind.

    What is reported as misspelt or wrong is not reported as missing as well.
    """
    if not release.problems:
        return frozenset()
    wrong = {problem.message.split(": ")[0] for problem in release.problems if problem.code == WRONG}
    return frozenset(wrong | {meaning.field for _, meaning in unknown(release) if meaning.field})


def _meaning(release: Release, name: str, table: str) -> Meaning:
    known = {_folded(each): each for each in _keys_of(table)}
    word = _folded(name)
    if word in _ELSEWHERE and not table:
        return Meaning("", _ELSEWHERE[word])
    if key := known.get(word) or _SYNONYMS.get(table, {}).get(word):
        return _did_you_mean(table, key)
    if belongs := _belongs(release, word, table):
        return belongs
    return _near(name, known, table) or Meaning("", f"known here: {', '.join(known.values())}{_own(table)}")


def _belongs(release: Release, word: str, table: str) -> Meaning | None:
    """A key that is known in another table than the one it was written in."""
    top = {_folded(each): each for each in _keys_of("")}
    if table and word in top and not getattr(release, top[word]):
        return Meaning(top[word], f"{top[word]} belongs above the first [table]; below [{table}] it is part of {table}")
    homes = {} if table else {name: key for name, key in declared(Release).items() if key.table}
    homes = {name: key for name, key in homes.items() if key.table and word in declared(key.table)}
    if not homes:
        return None
    headers = [f"[[{name}]]" if key.shape == "many" else f"[{name}]" for name, key in homes.items()]
    return Meaning(next(iter(homes)) if len(homes) == 1 else "", f"{word} belongs under {' or '.join(headers)}")


def _near(name: str, known: Mapping[str, str], table: str) -> Meaning | None:
    import difflib

    option = not table and name in declared(Config)
    if near := difflib.get_close_matches(_folded(name), known, n=1, cutoff=0.85 if option else 0.7):
        return _did_you_mean(table, known[near[0]])
    return Meaning("", f"{name} is an option of newsroom.toml, not of a release") if option else None


def _own(table: str) -> str:
    return "" if table else "; data of your own goes under [x]"


def _did_you_mean(table: str, key: str) -> Meaning:
    return Meaning(f"{table}.{key}" if table else key, f'did you mean "{key}"?')


def _keys_of(table: str) -> Mapping[str, object]:
    top = declared(Release)
    if not table:
        return top
    keys = top
    for part in table.split("."):
        inner = keys[part].table if part in keys else None
        if inner is None:
            return {}
        keys = declared(inner)
    return keys


def _folded(name: str) -> str:
    return re.sub(r"[-_ ]", "", name).lower()


def _table(text: str) -> dict[str, str]:
    """Lines of `key: word word` -> key by word; a key may have several lines."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        key, words = line.split(":")
        found |= dict.fromkeys(words.split(), key.strip())
    return found


# Words other tools and other newsrooms use, folded, for our keys.
_SYNONYMS = {
    "": _table("""
        author: authors writer writtenby
        id: guid uuid uid identifier releaseid
        kind: type layout format releasetype contenttype
        headline: title heading head
        subhead: subtitle subheading subheadline deck dek standfirst strapline
        subhead: summary description abstract excerpt teaser
        date: published publishedat pubdate publishdate publicationdate releasedate issued created
        updated: modified lastmod lastmodified updatedat lastupdated
        embargo: hold holduntil publishat publishon releaseat goeslive golive notbefore
        embargo: embargountil embargoeduntil embargodate embargotime embargoed
        office: department agency dept organisation organization issuer publisher
        topics: tags tag category categories keywords keyword subjects subject topic
        language: lang locale
        status: state draft stage workflow
        dateline: location
        contacts: byline contact presscontact presscontacts mediacontact mediacontacts
        quotes: quotation quotations
        images: image photo photos picture pictures media gallery
        source: canonical canonicalurl originalurl link originallypublished
    """),
    "dateline": _table("""
        city: place location town where
        state: province region county
        country: nation
    """),
    "event": _table("""
        starts: start begin begins starting date when time from
        ends: end until ending finish finishes to
        place: venue location where address
    """),
    "contacts": _table("""
        name: person fullname desk
        phone: tel telephone mobile cell number phonenumber
        email: mail emailaddress
    """),
    "quotes": _table("""
        speaker: name who by person attribution
        role: title position function
        text: quote words content body
    """),
    "images": _table("""
        file: src path url image filename href
        alt: alttext alternative description
        caption: title
        credit: photographer by copyright author photo
    """),
    "source": _table("""
        url: link href address
        name: title publisher
    """),
}

# Words for what a release file says without a key, or another file says for all releases.
_ELSEWHERE = {
    **dict.fromkeys(("body", "text", "content"), "the body is the text under the closing +++"),
    **dict.fromkeys(("slug", "permalink", "url", "filename"), "the file's own name is its name in addresses"),
    **dict.fromkeys(("boilerplate", "about"), "the boilerplate belongs to the office, in newsroom.toml"),
    **dict.fromkeys(("timezone", "tz", "zone"), "write each time with its offset, such as 2026-03-02T09:00:00-05:00"),
}
