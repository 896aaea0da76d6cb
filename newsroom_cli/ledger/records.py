"""The ledger: records of cleared quotes and signed releases, with digests of the agreed words.

A record is no lock: the history of the file is the proof. docs/decisions/clearance.md says what a digest covers, and
why.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from newsroom_cli.language import lookalikes
from newsroom_cli.language.quotes.spoken import Spoken
from newsroom_cli.language.words import Word, words
from newsroom_cli.markup import markdown
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model import editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Approval, Field, Quote, Release
from newsroom_cli.model.toml.schema import declared_keys

# The status of a clearance.
CLEARED, VOID, TAKEN_BACK, OPEN = "cleared", "void", "withdrawn", "no"


def in_force(release: Release, since: dt.date | None, config: Config) -> bool:
    """Whether a requirement with a first day applies to a release; it applies to a release without a date."""
    if since is None or release.date is None:
        return True
    return local_day(release.date.value, config) >= local_day(since, config)


# --- words ----------------------------------------------------------------------------------------------------


_SIGNED = pattern(r"(?:^|[\s(\[\"'“‘„«$€£])[-‐-–]\Z")


def exact(text: str) -> list[Word]:
    """The words of a text with their places, without typography; signs that change a number are kept.

    A minus before a number, and superscript and subscript digits, belong to the word: -5 is not 5, 10² is not 102.
    """
    text = text.replace("−", "-")
    return [_figure(text, word) for word in words(text)]


def _figure(text: str, word: Word) -> Word:
    """A word with the minus or the superscript digits that belong to its number."""
    raw = text[word.start : word.end]
    if not raw.isascii() and any(unicodedata.category(character) == "No" for character in raw):
        return word._replace(folded=unicodedata.normalize("NFC", raw).casefold())
    if word.folded[0].isdigit() and _SIGNED.search(text, max(word.start - 2, 0), word.start):
        return word._replace(folded=f"-{word.folded}", start=word.start - 1)
    return word


def same(one: str, other: str) -> bool:
    """Whether two names or texts have the same words."""
    return _folded_words(one) == _folded_words(other)


def same_person(one: str, other: str) -> bool:
    """Whether two names are of the same person, whatever their accents, capitals and look-alike letters."""
    return lookalikes.name_key(one) == lookalikes.name_key(other)


def _folded_words(text: str) -> str:
    return " ".join(word.folded for word in exact(text))


class Difference(NamedTuple):
    """Words of a text and the new words in their place, one of them possibly empty; offsets into the new text."""

    before: str
    now: str
    start: int
    end: int

    def __str__(self) -> str:
        before, now = (shortened(" ".join(text.split()), 60) for text in (self.before, self.now))
        if not before:
            return f'"{now}" was added'
        return f'"{before}" is "{now}" now' if now else f'"{before}" was taken out'


_LONGEST = 2000  # words; longer stretches are one difference


def differences(before: str, now: str) -> list[Difference]:
    """The differences between the words of two texts, in order."""
    old, new = exact(before), exact(now)
    old_words, new_words = [word.folded for word in old], [word.folded for word in new]
    found = []
    for a, b, c, d in _changed(old_words, new_words):
        was = before[old[a].start : old[b - 1].end] if b > a else ""
        start = new[c].start if c < len(new) else len(now)
        end = new[d - 1].end if d > c else start
        found.append(Difference(was, now[start:end], start, end))
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    """The stretches that differ, as start and end indexes into both."""
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
    """Speaker and role of a quote, as people write them."""
    return ", ".join(field.value for field in (quote.speaker, quote.role) if field)


def quote_digest(quote: Quote) -> str:
    """The digest of a quote's words, speaker and role."""
    attributed_words = (quote.text, quote.speaker, quote.role)
    return _digest("quote 1", *(_folded_words(field.value) if field else "" for field in attributed_words))


def clearance(quote: Quote, *, by: str, date: dt.datetime, via: str = "") -> dict[str, Any]:
    """The record of a quote's clearance, as front matter. Raises ValueError if the quote has no words."""
    if quote.text is None or not exact(quote.text.value):
        raise ValueError("the quote has no words")
    record: dict[str, Any] = {"by": by, "date": date}
    record |= {"via": via} if via else {}
    record["words"] = " ".join(quote.text.value.split())
    record |= {"attribution": attribution(quote)} if attribution(quote) else {}
    return record | {"digest": quote_digest(quote)}


def clearance_status(quote: Quote) -> str:
    """The status of a quote: CLEARED as it is, never cleared (OPEN), changed since (VOID), or TAKEN_BACK."""
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
    """The release with quotes recorded as cleared, by index, and the indexes of those that this cleared.

    `language` is the tag of the newsroom's language, for a release that names none.

    Raises NewsroomError if a quote has no words, or the body does not have it word for word.
    """
    done = [number for number in numbers if clearance_status(release.quotes[number]) != CLEARED]
    says = Spoken(markdown.read(release.body).prose, release.language.value if release.language else language)
    for number in numbers:
        quote = release.quotes[number]
        if quote.text is None or not exact(quote.text.value):
            raise NewsroomError(
                f"quote no. {number + 1} has no words", path=release.path, hint='write them: text = "..."'
            )
        if not says.has(quote.text.value):
            raise NewsroomError(
                f"the body does not have quote no. {number + 1} word for word",
                path=release.path,
                line=release.position(quote.text.span.start).line,
                hint="newsroom check shows where they differ",
            )
    after = release
    for number in done:
        after = editing.assign(
            after, f"quotes.{number}.clearance", clearance(release.quotes[number], by=by, date=date, via=via)
        )
    return after, done


def withdrawn(release: Release, numbers: Sequence[int], *, date: dt.datetime) -> tuple[Release, list[int]]:
    """The release with clearances recorded as withdrawn, and the indexes of those that this withdrew.

    Raises NewsroomError if none of the quotes was ever cleared.
    """
    done = [number for number in numbers if clearance_status(release.quotes[number]) in (CLEARED, VOID)]
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
    """All that readers will see of a release, by part, without typography and without empty parts.

    The parts are the body and all declared fields except UNSEEN.
    """
    found = fields(release) | {"body": body(release.body.value)}
    return {name: content for name, content in found.items() if content}


def fields(release: Release) -> dict[str, str]:
    """The parts of a release without its body, empty ones too."""
    return {name: _part(getattr(release, name), name) for name in declared_keys(Release) if name not in UNSEEN}


# Fields that readers do not see; a signature does not cover them.
UNSEEN = frozenset(
    (
        *("id", "status", "author", "approvals", "x", "blackout_override", "embargo_lifted", "quotes.clearance"),
        *("aliases", "corrects", "corrected_by"),
    )
)


def _part(value: Any, name: str) -> str:
    """A field, a table, or a list of these as one text; `name` is its key."""
    if value is None or isinstance(value, Field):
        return _visible_text(value)
    if not hasattr(value, "span"):
        return "\x1e".join(filter(None, (_part(element, name) for element in value)))
    inner = {f"{name}.{key}": getattr(value, key) for key in declared_keys(type(value))}
    fields = {key: content for key, content in inner.items() if key not in UNSEEN}
    return "\x1f".join(_part(content, key) for key, content in fields.items()) if any(fields.values()) else ""


def release_digest(content: Mapping[str, str]) -> str:
    """The digest of a release's parts."""
    return _digest("release 1", *(f"{name}={text}" for name, text in sorted(content.items())))


def part_digests(content: Mapping[str, str]) -> list[str]:
    """A short digest of each part, as `headline 1f0c22ab`: enough to name the parts that changed later."""
    return [f"{name} {short_digest(name, text)}" for name, text in content.items()]


def approval(release: Release, *, by: str, role: str, date: dt.datetime) -> dict[str, Any]:
    """The record that somebody signed a release off, as front matter."""
    content = parts(release)
    record: dict[str, Any] = {"by": by, "role": role} if role else {"by": by}
    return record | {"date": date, "digest": release_digest(content), "parts": part_digests(content)}


def stands(signed: Approval, digest: str) -> bool:
    """Whether an approval is for the release with this digest, and its name does not mix look-alike scripts."""
    if not (signed.by and signed.date and signed.digest) or lookalikes.mixed_scripts(signed.by.value):
        return False
    return signed.digest.value == digest


def changed_parts(signed: Approval, content: Mapping[str, str]) -> list[str]:
    """The parts of a release that changed after it was signed; empty if the record does not name its parts."""
    if not signed.parts:
        return []
    before = dict(part.value.rpartition(" ")[::2] for part in signed.parts)
    now = {name: short_digest(name, text) for name, text in content.items()}
    return [name for name in dict.fromkeys((*now, *before)) if before.get(name) != now.get(name)]


def signers(release: Release, digest: str = "") -> tuple[str, ...]:
    """The people whose approval is valid, each once; `digest` is the release's, if it is known."""
    if not release.approvals:
        return ()
    digest = digest or release_digest(parts(release))
    names = [approval.by.value for approval in release.approvals if approval.by and stands(approval, digest)]
    return tuple({lookalikes.name_key(name): name for name in names}.values())


def recorded_names(release: Release) -> list[str]:
    """The names of a release's author, its signers, and the people who cleared its quotes."""
    signed = [approval.by for approval in release.approvals]
    cleared = [quote.clearance.by for quote in release.quotes if quote.clearance]
    return [field.value for field in (release.author, *signed, *cleared) if field]


_BLOCK_TAG = pattern(r"</?(?:p|h[1-6]|ul|ol|li|hr|br|table|thead|tbody|tr|t[hd]|div|dl|dt|dd|section)\b[^>]*>")
_STYLE_TAG = pattern(r"</?(?:em|strong|b|i|u|mark|small|code|kbd|samp|var|cite|span|pre|bdi|bdo|abbr|dfn)\b[^>]*>")
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛ʼ‹›＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
    }
)
_DASHES = pattern(" ?-+ ?")


def body(source: str) -> str:
    """A Markdown body as readers see it, without layout: words, marks, links, pictures, quoted and struck-out text."""
    html = markdown.html(source, locate=str)
    from html import unescape

    return plainly(unescape(_STYLE_TAG.sub("", _BLOCK_TAG.sub(" ", html))))


def plainly(text: str) -> str:
    """A text with straight quotation marks, hyphens for dashes and single spaces; the rest stays."""
    alike = unicodedata.normalize("NFC", text).translate(_MARKS)
    return _DASHES.sub("-", " ".join(alike.split()))


def _visible_text(field: Field[Any] | None) -> str:
    """The text of a field as a digest covers it: moments in UTC, words without typography."""
    if field is None:
        return ""
    value = field.value
    if isinstance(value, dt.datetime) and value.tzinfo and dt.MINYEAR < value.year < dt.MAXYEAR:
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else plainly(value)


def _digest(*content: str) -> str:
    """The digest of several texts."""
    whole = "\0".join(content).encode(errors="replace")
    import hashlib

    return f"sha256:{hashlib.sha256(whole).hexdigest()}"


def short_digest(name: str, text: str) -> str:
    return _digest("part 1", name, text)[7:15]
