"""The ledger: records of cleared quotes and signed releases, with digests of the agreed words.

A record does not lock the text: the history of the file is the proof. docs/decisions/clearance.md says what a digest
covers, and why.
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
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model import editing
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Approval, Field, Quote, Release, text_of
from newsroom_cli.model.toml.schema import declared_keys

# The status of a clearance.
CLEARED, VOID, TAKEN_BACK, OPEN = "cleared", "void", "withdrawn", "no"


def requirement_applies(release: Release, since: dt.date | None, config: Config) -> bool:
    """Whether a requirement since a day applies to a release; without that day, or without a date, it always does."""
    if since is None or release.date is None:
        return True
    return local_day(release.date.value, config) >= local_day(since, config)


# --- words ----------------------------------------------------------------------------------------------------


_SIGNED = pattern(r"(?:^|[\s(\[\"'“‘„«$€£])[-‐-–]\Z")


def exact_words(text: str) -> list[Word]:
    """The words of a text with their offsets, without typography, but with the signs that change a number.

    A minus before a number, and superscript and subscript digits, belong to the word: -5 is not 5, 10² is not 102.
    """
    text = text.replace("−", "-")
    return [_with_number_signs(text, word) for word in words(text)]


def _with_number_signs(text: str, word: Word) -> Word:
    """A word with the minus or the superscript digits that belong to its number."""
    raw = text[word.start : word.end]
    if not raw.isascii() and any(unicodedata.category(character) == "No" for character in raw):
        return word._replace(folded=unicodedata.normalize("NFC", raw).casefold())
    if word.folded[0].isdigit() and _SIGNED.search(text, max(word.start - 2, 0), word.start):
        return word._replace(folded=f"-{word.folded}", start=word.start - 1)
    return word


def have_same_words(one: str, other: str) -> bool:
    """Whether two names or texts have the same words, whatever their typography."""
    return _folded_words(one) == _folded_words(other)


def same_person(one: str, other: str) -> bool:
    """Whether two names are of the same person, whatever their accents, capitals and look-alike letters."""
    return lookalikes.name_key(one) == lookalikes.name_key(other)


def _folded_words(text: str) -> str:
    """The words of a text in the form in which they are compared, with single spaces."""
    return " ".join(word.folded for word in exact_words(text))


_QUESTION = pattern(r"[\s!]{0,2}[?？؟]")


def questions(text: str) -> list[bool]:
    """For each word of a text, whether a question mark follows it: "You agree." is not "You agree?"."""
    return [_QUESTION.match(text, word.end) is not None for word in exact_words(text)]


class Difference(NamedTuple):
    """Words that were removed from a text and the words now in their place; one of the two may be empty.

    `start` and `end` are offsets into the new text, `before_start` and `before_end` into the earlier one.
    """

    before: str
    now: str
    start: int
    end: int
    before_start: int = 0
    before_end: int = 0

    def __str__(self) -> str:
        before, now = map(excerpt, (self.before, self.now))
        if not before:
            return f'"{now}" was added'
        return f'"{before}" is "{now}" now' if now else f'"{before}" was taken out'


_LONGEST = 2000  # words; a longer range is one difference


def differences(before: str, now: str) -> list[Difference]:
    """The differences between the words of two texts, in order."""
    words_before, words_now = exact_words(before), exact_words(now)
    old_words, new_words = [word.folded for word in words_before], [word.folded for word in words_now]
    found = []
    for old_start, old_end, new_start, new_end in changed_ranges(old_words, new_words):
        old = words_before[old_start].start if old_start < len(words_before) else len(before)
        old_stop = words_before[old_end - 1].end if old_end > old_start else old
        start = words_now[new_start].start if new_start < len(words_now) else len(now)
        end = words_now[new_end - 1].end if new_end > new_start else start
        found.append(Difference(before[old:old_stop], now[start:end], start, end, old, old_stop))
    return found


def changed_ranges(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    """The ranges of words or lines that differ: start and end in `old`, start and end in `new`."""
    shorter = min(len(old), len(new))
    prefix = _equal_count(zip(old, new, strict=False), shorter)
    suffix = min(_equal_count(zip(reversed(old), reversed(new), strict=False), shorter), shorter - prefix)
    old_middle, new_middle = old[prefix : len(old) - suffix], new[prefix : len(new) - suffix]
    if max(len(old_middle), len(new_middle)) > _LONGEST:
        return [(prefix, len(old) - suffix, prefix, len(new) - suffix)]
    import difflib

    codes = difflib.SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_opcodes()
    return [
        (old_start + prefix, old_end + prefix, new_start + prefix, new_end + prefix)
        for code, old_start, old_end, new_start, new_end in codes
        if code != "equal"
    ]


def _equal_count(pairs: Iterable[tuple[str, str]], default: int) -> int:
    """The number of equal pairs before the first unequal one, `default` if all are equal."""
    return next((number for number, (one, other) in enumerate(pairs) if one != other), default)


# --- clearances -----------------------------------------------------------------------------------------------


def attribution(quote: Quote) -> str:
    """The speaker and the role of a quote, joined by a comma."""
    return ", ".join(field.value for field in (quote.speaker, quote.role) if field)


def quote_digest(quote: Quote) -> str:
    """The digest of a quote's words, speaker and role, and of the words that a question mark follows."""
    asked = [str(number) for number, is_asked in enumerate(questions(text_of(quote.text))) if is_asked]
    words_of_fields = [_folded_words(text_of(field)) for field in (quote.text, quote.speaker, quote.role)]
    return _digest("quote 2", *words_of_fields, " ".join(asked))


def clearance_record(quote: Quote, *, by: str, date: dt.datetime, via: str = "") -> dict[str, Any]:
    """The record of a quote's clearance, as front matter. Raises ValueError if the quote has no words."""
    if quote.text is None or not exact_words(quote.text.value):
        raise ValueError("the quote has no words")
    record: dict[str, Any] = {"by": by, "date": date}
    record |= {"via": via} if via else {}
    record["words"] = " ".join(quote.text.value.split())
    record |= {"attribution": attribution(quote)} if attribution(quote) else {}
    return record | {"digest": quote_digest(quote)}


def clearance_status(quote: Quote) -> str:
    """The status of a quote's clearance: CLEARED, OPEN if there is none, VOID if words changed since, or TAKEN_BACK."""
    record = quote.clearance
    if record is None:
        return OPEN
    if record.withdrawn:
        return TAKEN_BACK
    if not (record.by and record.date and record.digest):
        return VOID
    return CLEARED if record.digest.value == quote_digest(quote) else VOID


def record_clearances(
    release: Release, numbers: Sequence[int], *, by: str, date: dt.datetime, via: str = "", language: str = "en"
) -> tuple[Release, list[int]]:
    """The release with clearances for its quotes, and the indexes of the quotes that were not cleared before.

    `numbers` are the indexes of the quotes, `language` is the newsroom's language, for a release that names none.

    Raises NewsroomError if a quote has no words, or the body does not have it word for word.
    """
    newly_cleared = [number for number in numbers if clearance_status(release.quotes[number]) != CLEARED]
    spoken = Spoken(markdown.read(release.body).prose, release.language.value if release.language else language)
    for number in numbers:
        quote = release.quotes[number]
        if quote.text is None or not exact_words(quote.text.value):
            raise NewsroomError(
                f"quote no. {number + 1} has no words", path=release.path, hint='write them: text = "..."'
            )
        if not spoken.has(quote.text.value):
            raise NewsroomError(
                f"the body does not have quote no. {number + 1} word for word",
                path=release.path,
                line=release.position(quote.text.span.start).line,
                hint="newsroom check shows where they differ",
            )
    after = release
    for number in newly_cleared:
        after = editing.assign(
            after, f"quotes.{number}.clearance", clearance_record(release.quotes[number], by=by, date=date, via=via)
        )
    return after, newly_cleared


def record_withdrawals(release: Release, numbers: Sequence[int], *, date: dt.datetime) -> tuple[Release, list[int]]:
    """The release with the clearances of quotes withdrawn, and the indexes of those that were not withdrawn before.

    Raises NewsroomError if none of the quotes was ever cleared.
    """
    newly_withdrawn = [number for number in numbers if clearance_status(release.quotes[number]) in (CLEARED, VOID)]
    if not any(release.quotes[number].clearance for number in numbers):
        raise NewsroomError(
            "there is no clearance to withdraw", path=release.path, hint="newsroom quotes list shows them"
        )
    after = release
    for number in newly_withdrawn:
        after = editing.assign(after, f"quotes.{number}.clearance.withdrawn", date)
    return after, newly_withdrawn


# --- approvals ------------------------------------------------------------------------------------------------


def visible_parts(release: Release) -> dict[str, str]:
    """The text of each part of a release that readers will see, by name, without typography and without empty parts.

    The parts are the body and all declared fields except UNSEEN.
    """
    texts = visible_fields(release) | {"body": visible_body(release.body.value)}
    return {name: content for name, content in texts.items() if content}


def visible_fields(release: Release) -> dict[str, str]:
    """The text of each field of a release that readers will see, by name, empty ones too."""
    return {name: _field_text(getattr(release, name), name) for name in declared_keys(Release) if name not in UNSEEN}


# Fields that readers do not see; a signature does not cover them.
UNSEEN = frozenset(
    (
        *("id", "status", "author", "approvals", "x", "blackout_override", "embargo_lifted", "embargo_lifted_from"),
        *("quotes.clearance", "corrections.status_before"),
        *("aliases", "corrects", "corrected_by", "translation"),
    )
)


def _field_text(value: Any, name: str) -> str:
    """The text of a field, of a table, or of a list of these, as digests cover it; `name` is the key."""
    if value is None or isinstance(value, Field):
        return _visible_text(value)
    if not hasattr(value, "span"):
        return "\x1e".join(filter(None, (_field_text(element, name) for element in value)))
    values = {f"{name}.{key}": getattr(value, key) for key in declared_keys(type(value))}
    fields = {key: content for key, content in values.items() if key not in UNSEEN}
    return "\x1f".join(_field_text(content, key) for key, content in fields.items()) if any(fields.values()) else ""


def release_digest(parts: Mapping[str, str]) -> str:
    """The digest of a release's parts."""
    return _digest("release 1", *(f"{name}={text}" for name, text in sorted(parts.items())))


def part_digests(parts: Mapping[str, str]) -> list[str]:
    """The name and a short digest of each part, as `headline 1f0c22ab`; they show later which parts have changed."""
    return [f"{name} {short_digest(name, text)}" for name, text in parts.items()]


def approval_record(release: Release, *, by: str, role: str, date: dt.datetime) -> dict[str, Any]:
    """The record that somebody signed a release off, as front matter."""
    parts = visible_parts(release)
    record: dict[str, Any] = {"by": by, "role": role} if role else {"by": by}
    record |= {"date": date, "digest": release_digest(parts), "parts": part_digests(parts)}
    return record | ({"files": [" ".join(file) for file in release.files]} if release.files else {})


def is_valid(approval: Approval, digest: str, release: Release) -> bool:
    """Whether an approval is complete, and covers the words with this digest and the present files of a release.

    A name in mixed scripts is not valid.
    """
    if not (approval.by and approval.date and approval.digest) or lookalikes.mixed_scripts(approval.by.value):
        return False
    return approval.digest.value == digest and not changed_files(approval, release)


def changed_files(approval: Approval, release: Release) -> list[str]:
    """The names of the signed pictures and attachments that have changed since.

    Empty if the files have not been read.
    """
    if release.files is None:
        return []
    signed, now = dict(file.value.rpartition(" ")[::2] for file in approval.files), dict(release.files)
    return [name for name, digest in signed.items() if now.get(name) != digest]


def file_in_words(name: str) -> str:
    """A file of a release in words: `picture "bridge.jpg"`."""
    return f'{"picture" if ending(name) in PICTURES else "attachment"} "{name}"'


def changed_parts(approval: Approval, parts: Mapping[str, str]) -> list[str]:
    """The names of the parts that have changed since an approval; empty if the approval has no digests of parts.

    `parts` are the texts of the parts now.
    """
    if not approval.parts:
        return []
    before = dict(part.value.rpartition(" ")[::2] for part in approval.parts)
    now = {name: short_digest(name, text) for name, text in parts.items()}
    return [name for name in dict.fromkeys((*now, *before)) if before.get(name) != now.get(name)]


def signers(release: Release, digest: str = "") -> tuple[str, ...]:
    """The names of the people whose approval is valid, each once; `digest` saves time if the caller knows it."""
    if not release.approvals:
        return ()
    digest = digest or release_digest(visible_parts(release))
    names = [approval.by.value for approval in release.approvals if approval.by and is_valid(approval, digest, release)]
    return tuple({lookalikes.name_key(name): name for name in names}.values())


def recorded_names(release: Release) -> list[str]:
    """The names of a release's author, its signers, and the people who cleared its quotes."""
    signers = [approval.by for approval in release.approvals]
    clearers = [quote.clearance.by for quote in release.quotes if quote.clearance]
    return [field.value for field in (release.author, *signers, *clearers) if field]


_BLOCK_TAG = pattern(r"</?(?:p|h[1-6]|ul|ol|li|hr|br|table|thead|tbody|tr|t[hd]|div|dl|dt|dd|section)\b[^>]*>")
_STYLE_TAG = pattern(r"</?(?:em|strong|b|i|u|mark|small|code|kbd|samp|var|cite|span|pre|bdi|bdo|abbr|dfn)\b[^>]*>")
_PLAIN_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛ʼ‹›＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
    }
)
_DASHES = pattern(" ?-+ ?")


def visible_body(source: str) -> str:
    """The HTML of a Markdown body as digests cover it: words, links, pictures and quotations, without layout."""
    html = markdown.html(source, locate=str)
    return without_typography(unescape(_STYLE_TAG.sub("", _BLOCK_TAG.sub(" ", html))))


def without_typography(text: str) -> str:
    """A text with straight quotation marks, hyphens for dashes and single spaces, otherwise unchanged."""
    straightened = unicodedata.normalize("NFC", text).translate(_PLAIN_MARKS)
    return _DASHES.sub("-", " ".join(straightened.split()))


def _visible_text(field: Field[Any] | None) -> str:
    """The text of a field as a digest covers it: moments in UTC, words without typography."""
    if field is None:
        return ""
    value = field.value
    if isinstance(value, dt.datetime) and value.tzinfo and dt.MINYEAR < value.year < dt.MAXYEAR:
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else without_typography(value)


def _digest(*texts: str) -> str:
    """The SHA-256 digest of several texts together."""
    data = "\0".join(texts).encode(errors="replace")
    import hashlib

    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def short_digest(name: str, text: str) -> str:
    """The first eight digits of the digest of a part with this name and text."""
    return _digest("part 1", name, text)[7:15]
