"""The ledger: which words a speaker cleared and what a person signed off, recognised by digests of what was agreed.

A record in the file, not a lock: the history of the file is the proof. docs/decisions/clearance.md says what a digest
covers and why.
"""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsroom_cli.language import lookalikes
from newsroom_cli.language.quotes.spoken import Spoken
from newsroom_cli.language.words import Word, words
from newsroom_cli.markup import markdown
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Approval, Field, Quote, Release
from newsroom_cli.model.toml.declarations import declared

# Where a clearance stands.
CLEARED, VOID, TAKEN_BACK, OPEN = "cleared", "void", "withdrawn", "no"


def in_force(release: Release, since: dt.date | None, config: Config) -> bool:
    """Whether a requirement that began on a day holds for a release; one without date is taken to be new."""
    if since is None or release.date is None:
        return True
    return local_day(release.date.value, config) >= local_day(since, config)


# --- words ----------------------------------------------------------------------------------------------------


_SIGNED = pattern(r"(?:^|[\s(\[\"'“‘„«$€£])[-‐-–]\Z")


def exact(text: str) -> list[Word]:
    """The words of a text with their places, apart from how they are set; what changes a figure is kept.

    A minus before a figure and digits set high or low are part of the word: -5 is not 5, 10² is not 102.
    """
    text = text.replace("−", "-")
    return [_figure(text, each) for each in words(text)]


def _figure(text: str, word: Word) -> Word:
    raw = text[word.start : word.end]
    if not raw.isascii() and any(unicodedata.category(each) == "No" for each in raw):
        return word._replace(folded=unicodedata.normalize("NFC", raw).casefold())
    if word.folded[0].isdigit() and _SIGNED.search(text, max(word.start - 2, 0), word.start):
        return word._replace(folded=f"-{word.folded}", start=word.start - 1)
    return word


def same(one: str, other: str) -> bool:
    """Whether two names or texts have the same words."""
    return _joined(one) == _joined(other)


def same_person(one: str, other: str) -> bool:
    """Whether two names are those of one person, typed with whichever accents, capitals and look-alike letters."""
    return lookalikes.name_key(one) == lookalikes.name_key(other)


def _joined(text: str) -> str:
    return " ".join(each.folded for each in exact(text))


class Difference(NamedTuple):
    """Words that stood somewhere and the words that stand there now, either of them empty; offsets into the new text."""

    before: str
    now: str
    start: int
    end: int

    def __str__(self) -> str:
        before, now = (shortened(" ".join(each.split()), 60) for each in (self.before, self.now))
        if not before:
            return f'"{now}" was added'
        return f'"{before}" is "{now}" now' if now else f'"{before}" was taken out'


_LONGEST = 2000  # words that are compared one by one; longer stretches are one difference


def differences(before: str, now: str) -> list[Difference]:
    """What differs in the words of two texts, in order."""
    old, new = exact(before), exact(now)
    old_words, new_words = [each.folded for each in old], [each.folded for each in new]
    found = []
    for a, b, c, d in _changed(old_words, new_words):
        was = before[old[a].start : old[b - 1].end] if b > a else ""
        start = new[c].start if c < len(new) else len(now)
        end = new[d - 1].end if d > c else start
        found.append(Difference(was, now[start:end], start, end))
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    """The stretches that differ, as indexes into both."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    pairs = zip(reversed(old), reversed(new), strict=False)
    last = min(next((n for n, (a, b) in enumerate(pairs) if a != b), most), most)
    ours, theirs = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(ours), len(theirs)) > _LONGEST:
        return [(first, len(old) - last, first, len(new) - last)]
    import difflib

    codes = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [(a + first, b + first, c + first, d + first) for code, a, b, c, d in codes if code != "equal"]


# --- clearances -----------------------------------------------------------------------------------------------


def attribution(quote: Quote) -> str:
    """Who says a quote, in what role, as people write it."""
    return ", ".join(each.value for each in (quote.speaker, quote.role) if each)


def quote_digest(quote: Quote) -> str:
    """What a quote's words, speaker and role are recognised by."""
    said = (quote.text, quote.speaker, quote.role)
    return _digest("quote 1", *(_joined(each.value) if each else "" for each in said))


def clearance(quote: Quote, *, by: str, date: dt.datetime, via: str = "") -> dict[str, Any]:
    """The record that a quote was cleared as it is, ready for the front matter. Raises ValueError without words."""
    if quote.text is None or not exact(quote.text.value):
        raise ValueError("the quote has no words")
    made: dict[str, Any] = {"by": by, "date": date}
    made |= {"via": via} if via else {}
    made["words"] = " ".join(quote.text.value.split())
    made |= {"attribution": attribution(quote)} if attribution(quote) else {}
    return made | {"digest": quote_digest(quote)}


def standing(quote: Quote) -> str:
    """Whether a quote is CLEARED as it is now, and why not: never (OPEN), changed since (VOID) or TAKEN_BACK."""
    record = quote.clearance
    if record is None:
        return OPEN
    if record.withdrawn:
        return TAKEN_BACK
    whole = record.by and record.date and record.digest
    return CLEARED if whole and record.digest and record.digest.value == quote_digest(quote) else VOID


def cleared(
    release: Release, numbers: Sequence[int], *, by: str, date: dt.datetime, via: str = "", language: str = "en"
) -> tuple[Release, list[int]]:
    """The release with quotes recorded as cleared, by their indexes, and which of them were not before.

    `language` is the tag of the newsroom's language, for a release that names none.

    Raises NewsroomError when one has no words, or the body does not say it word for word.
    """
    done = [number for number in numbers if standing(release.quotes[number]) != CLEARED]
    says = Spoken(markdown.read(release.body).prose, release.language.value if release.language else language)
    for number in numbers:
        quote = release.quotes[number]
        if quote.text is None or not exact(quote.text.value):
            raise NewsroomError(
                f"quote no. {number + 1} has no words", path=release.path, hint='write them: text = "..."'
            )
        if not says.has(quote.text.value):
            raise NewsroomError(
                f"the body does not have quote no. {number + 1} word for word", path=release.path,
                line=release.position(quote.text.span.start).line, hint="newsroom check shows where they differ",
            )  # fmt: skip
    after = release
    for number in done:
        after = editing.assign(after, f"quotes.{number}.clearance", clearance(release.quotes[number], by=by, date=date, via=via))  # fmt: skip
    return after, done


def withdrawn(release: Release, numbers: Sequence[int], *, date: dt.datetime) -> tuple[Release, list[int]]:
    """The release with clearances recorded as taken back, and which of them were not before.

    Raises NewsroomError when none of the quotes was ever cleared.
    """
    done = [number for number in numbers if standing(release.quotes[number]) in (CLEARED, VOID)]
    if not any(release.quotes[number].clearance for number in numbers):
        raise NewsroomError(
            "there is no clearance to withdraw", path=release.path, hint="newsroom quotes list shows them"
        )
    after = release
    for number in done:
        after = editing.assign(after, f"quotes.{number}.clearance.withdrawn", date)
    return after, done


# --- approvals ------------------------------------------------------------------------------------------------


def parts(release: Release) -> dict[str, str]:
    """All that readers will see of a release, part by part, apart from how it is set; parts that are empty are left out.

    These are all the declared fields but those of UNSEEN, and the body.
    """
    found = {name: _part(getattr(release, name), name) for name in declared(Release) if name not in UNSEEN}
    found["body"] = body(release.body.value)
    return {name: content for name, content in found.items() if content}


# The fields that readers do not see: a signature does not cover them.
UNSEEN = frozenset(("id", "status", "author", "approvals", "x", "quotes.clearance"))


def _part(value: Any, name: str) -> str:
    """A field, a table or a list of either as one text; `name` is where it stands."""
    if value is None or isinstance(value, Field):
        return _seen(value)
    if not hasattr(value, "span"):
        return "\x1e".join(filter(None, (_part(each, name) for each in value)))
    inner = {f"{name}.{each}": getattr(value, each) for each in declared(type(value))}
    fields = {each: content for each, content in inner.items() if each not in UNSEEN}
    return "\x1f".join(_part(content, each) for each, content in fields.items()) if any(fields.values()) else ""


def release_digest(content: Mapping[str, str]) -> str:
    """What the parts of a release are recognised by."""
    return _digest("release 1", *(f"{name}={text}" for name, text in sorted(content.items())))


def part_digests(content: Mapping[str, str]) -> list[str]:
    """What each part is recognised by, as `headline 1f0c22ab`: enough to name the parts that changed since."""
    return [f"{name} {_short(name, text)}" for name, text in content.items()]


def approval(release: Release, *, by: str, role: str, date: dt.datetime) -> dict[str, Any]:
    """The record that somebody signed a release off as it is, ready for the front matter."""
    content = parts(release)
    made: dict[str, Any] = {"by": by, "role": role} if role else {"by": by}
    return made | {"date": date, "digest": release_digest(content), "parts": part_digests(content)}


def stands(signed: Approval, digest: str) -> bool:
    """Whether an approval is of the release with that digest, by somebody whose name can be told from others."""
    if not (signed.by and signed.date and signed.digest) or lookalikes.mixed_scripts(signed.by.value):
        return False
    return signed.digest.value == digest


def changed_parts(signed: Approval, content: Mapping[str, str]) -> list[str]:
    """The parts of a release that are not as they were when it was signed; empty when the record does not say."""
    if not signed.parts:
        return []
    before = dict(each.value.rpartition(" ")[::2] for each in signed.parts)
    now = {name: _short(name, text) for name, text in content.items()}
    return [name for name in dict.fromkeys((*now, *before)) if before.get(name) != now.get(name)]


def signers(release: Release, digest: str = "") -> tuple[str, ...]:
    """The people whose approval stands, each once; `digest` is the release's where it is known already."""
    if not release.approvals:
        return ()
    digest = digest or release_digest(parts(release))
    names = [each.by.value for each in release.approvals if each.by and stands(each, digest)]
    return tuple({lookalikes.name_key(name): name for name in names}.values())


def recorded_names(release: Release) -> list[str]:
    """The names of who wrote a release, signed it and cleared its quotes."""
    signed = [each.by for each in release.approvals]
    cleared = [each.clearance.by for each in release.quotes if each.clearance]
    return [field.value for field in (release.author, *signed, *cleared) if field]


_BLOCK_TAG = pattern(r"</?(?:p|h[1-6]|ul|ol|li|hr|br|table|thead|tbody|tr|t[hd]|div|dl|dt|dd|section)\b[^>]*>")
_STYLE_TAG = pattern(r"</?(?:em|strong|b|i|u|mark|small|code|kbd|samp|var|cite|span|pre|bdi|bdo|abbr|dfn)\b[^>]*>")
_MARKS = str.maketrans({
    **dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("‘’‚‛ʼ‹›＇", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
})  # fmt: skip
_DASHES = pattern(" ?-+ ?")


def body(source: str) -> str:
    """A Markdown body as its readers see it: words, marks, links, pictures, what is quoted or struck out; no layout."""
    made = markdown.html(source, locate=_as_written)
    from html import unescape

    return plainly(unescape(_STYLE_TAG.sub("", _BLOCK_TAG.sub(" ", made))))


def plainly(text: str) -> str:
    """A text with its typographic marks, dashes and spaces made alike. Capitals and punctuation stay: they are read."""
    alike = unicodedata.normalize("NFC", text).translate(_MARKS)
    return _DASHES.sub("-", " ".join(alike.split()))


def _as_written(target: str) -> str:
    return target


def _seen(field: Field[Any] | None) -> str:
    if field is None:
        return ""
    value = field.value
    if isinstance(value, dt.datetime) and value.tzinfo and dt.MINYEAR < value.year < dt.MAXYEAR:
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else plainly(value)


def _digest(*content: str) -> str:
    whole = "\0".join(content).encode(errors="replace")
    import hashlib

    return f"sha256:{hashlib.sha256(whole).hexdigest()}"


@functools.lru_cache(maxsize=512)
def _short(name: str, text: str) -> str:
    return _digest("part 1", name, text)[7:15]
