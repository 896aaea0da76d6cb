"""EM: embargoes, which must hold the release back until an exact moment."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator

from newsroom_cli.language.dates.mentions import Mention, mentions
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup import markdown
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import SHORT_MONTHS, WEEKDAYS
from newsroom_cli.model.interpretation import instant
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields import held_words
from newsroom_cli.rules.registry import ERROR, Hit, rule


@rule("EM001", "embargo-without-time", severity=ERROR)
def embargo_without_time(document: Document) -> Iterator[Hit]:
    """Report an embargo without an exact end, and labels that ask for an embargo where the front matter has none."""
    embargo = document.release.embargo
    if embargo is not None and not isinstance(embargo.value, dt.datetime):
        moment = instant(dt.datetime.combine(embargo.value, dt.time(9)), document.config).isoformat()
        help = f"write the hour and the offset as well, such as {moment}"
        yield Hit(embargo.span, "the embargo names a day but no time", help)
    if embargo is None and "embargo" not in keys.unread_fields(document):
        yield from only_in_words(document)


def only_in_words(document: Document) -> Iterator[Hit]:
    """Yield hits for labels such as "EMBARGOED UNTIL FRIDAY", for a release without an embargo field.

    Also for opening lines that give a release day after the date: FOR RELEASE 9 A.M. FRIDAY.
    """
    for span in labels(document):
        help = (
            "newsroom embargo FILE until Friday 9am sets it, with your day and hour; if it is over, delete these words"
        )
        yield Hit(span, "these words ask for an embargo, but no embargo is set: nothing holds the release back", help)
    for span in _released_later(document):
        yield Hit(span, "these words give a later day than the release's date, on which it goes out", _ONE_OF_THE_TWO)


_ONE_OF_THE_TWO = "newsroom embargo FILE until Friday 9am holds it until your day and hour; else delete these words"


def _released_later(document: Document) -> Iterator[Span]:
    """Yield opening lines that give a day for the release after its date: FOR RELEASE 9 A.M. FRIDAY, JAN. 8, 2027."""
    issued = document.issue_date
    for block in document.markdown.prose[:_OPENING] if issued else ():
        for start, end in lines(document, block) if not block.quoted else ():
            match = _FOR_RELEASE_ON.match(block.text[start:end])
            if match and issued and _is_later(match, issued, document.language):
                yield block.place(start + match.start("label"), start + len(match.group()))


def _is_later(match: re.Match[str], issued: dt.date, language: str) -> bool:
    """Whether a line gives a day after the release's date: a full date, or only a weekday or "tomorrow"."""
    words = match["when"]
    mention = next((found for tongue in (language, "en", "de", "fr", "es") for found in mentions(words, tongue)), None)
    figures = None if mention else _IN_FIGURES.search(words)
    start, end = (mention.start, mention.end) if mention else figures.span() if figures else (0, 0)
    if _has_other_words(words[:start]):
        return False
    if (match["often_in_text"] or not end) and (match.end() < len(match.string) or _has_other_words(words[end:])):
        return False
    if not end:
        name = _DAY_NAME.search(words)
        return name is not None and not WEEKDAYS[issued.weekday()].lower().startswith(name[0].lower())
    day = _day_of_release(mention, issued) if mention else None
    days = [day] if day else _days_in_figures(figures, language) if figures else []
    return bool(days) and min(days) > issued


def _days_in_figures(figures: re.Match[str], language: str) -> list[dt.date]:
    """The days that a date in figures may mean: one for 2026-12-15 and 15.12.2026, in English two for 5/12/2026."""
    if figures["iso"]:
        orders = [(int(figures["iso"][:4]), int(figures["iso"][5:7]), int(figures["iso"][8:]))]
    else:
        first, second, year = int(figures["first"]), int(figures["second"]), int(figures["year"]) % 100 + 2000
        orders = [(year, second, first), *([(year, first, second)] if language_tags.is_english(language) else [])]
    days = []
    for order in orders:
        with contextlib.suppress(ValueError):
            days.append(dt.date(*order))
    return days


def _has_other_words(words: str) -> bool:
    """Whether the words contain more than dates, times and the small words between them."""
    return re.search(r"[^\W\d_]", _DATE_WORDS.sub("", words)) is not None


def _day_of_release(mention: Mention, issued: dt.date) -> dt.date | None:
    """The day of a date in the text; without a year, its next occurrence, None if that is over `_FAR` days away."""
    if mention.year:
        return mention.in_year(mention.year)
    days = filter(None, (mention.in_year(issued.year), mention.in_year(issued.year + 1)))
    return next((day for day in days if 0 <= (day - issued).days <= _FAR), None)


_FAR = 180  # days after the issue date; a date without a year that is farther away is taken for a past one


_OPENING = 3  # paragraphs at the top
_FOR_RELEASE_ON = pattern(
    r"""[\W_]*(?P<label>(?:(?:for|to\s+be)\s+(?:media\s+|press\s+)?(?:released?|publication|published)
      |release\s+(?:date|time)|(?P<often_in_text>release\s+(?:on\s+or\s+after|not\s+before)
      |frei(?:\s+zur\s+veröffentlichung)?\s+ab)|zur\s+veröffentlichung
      |(?:pour\s+(?:diffusion|publication)|[àa]\s+(?:diffuser|publier))(?:\s+(?:à\s+partir\s+du|le))?
      |para\s+(?:su\s+)?(?:publicación|difusión|publicar|difundir)(?:\s+(?:a\s+partir\s+del?|el))?)\b)
    (?P<when>.{0,60})""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_FIGURES = pattern(
    r"(?<!\d)(?:(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<first>\d\d?)(?P<sign>[./-])(?P<second>\d\d?)(?P=sign)(?P<year>(?:20)?\d\d))(?!\d)"
)
# A weekday or "tomorrow". Beside a date such as 11/27/2026 a weekday does not count: the date may be past.
_DAY_NAME = pattern(r"(?!.*\d[/.]\d\d?[/.]\d)\b(?:mon|tue|wed|thu|fri|sat|sun|tomorrow)", re.IGNORECASE)


@per_document
def labels(document: Document) -> tuple[Span, ...]:
    """The spans of words that ask for an embargo: "EMBARGOED UNTIL FRIDAY", or `embargo: 2026-03-04` in a comment."""
    banner_spans = tuple(banners(document))
    more = [line.span for line in held_words.held_lines(document) if line.field == "embargo"]
    seen = SpanSet(banner_spans if more else ())
    return (*banner_spans, *(span for span in more if not seen.overlaps(span)))


def banners(document: Document) -> Iterator[Span]:
    """Yield the spans of labels such as "EMBARGOED UNTIL FRIDAY" in headline, subhead and body outside block quotes."""
    if not may_have_labels(document):
        return
    fields = [
        field for field in (document.release.headline, document.release.subhead) if field and _may_ask(field.value)
    ]
    in_body = _may_ask(document.release.body.value)
    for field in fields:
        if found := _label(field.value):
            yield in_value(document, field, found)
    if not in_body:
        return
    for block in document.markdown.prose:
        if block.quoted:
            continue
        for start, end in lines(document, block):
            if found := _label(block.text[start:end]):
                yield block.place(start + found.start, start + found.end)


def may_have_labels(document: Document) -> bool:
    """Whether the words in a release's file may ask for an embargo; a quick test by the word index."""
    index = document.word_index
    return index.has_word(RULES["embargo"]) or all(map(index.has_word, _NOT_FOR_RELEASE)) or index.escapes


def _may_ask(text: str) -> bool:
    """Whether a text may ask for an embargo; a quick test."""
    return any(map(text.__contains__, _TRIGGERS))


def in_value(document: Document, field: Field[str], label: Span) -> Span:
    """The span of words inside a TOML string; the span of the whole string if the file spells the words differently."""
    at = document.release.text.find(field.value[label.start : label.end], *field.span)
    return Span(at, at + label.end - label.start) if at >= 0 else field.span


def lines(document: Document, block: markdown.Block) -> Iterator[tuple[int, int]]:
    """The lines of a block as typed, as offsets into its text."""
    breaks = [
        at
        for at, place in block.runs
        if document.release.text[place : place + 1] in ("\n", "\r") or block.text[at] == "\n"
    ]
    return zip([0, *(at + 1 for at in breaks)], [*breaks, len(block.text)], strict=True)


# --- the words ------------------------------------------------------------------------------------------------

# Parts of words; every label contains one of them.
_TRIGGERS = (
    "mbarg", "MBARG", "Not f", "Not F", "NOT F", "Hold f", "Hold F", "HOLD F", "perrf", "PERRF",
)  # fmt: skip
_OUT = r"(?:release|publication|broadcast|distribution|transmission|delivery)"
_NOT_FOR_RELEASE = (
    frozenset(("not", "hold")),
    frozenset(("release", "publication", "broadcast", "distribution", "transmission", "delivery")),
    frozenset(("before", "until", "prior")),
)
_ENGLISH = pattern(
    rf"""[\W_]*(?P<label>
      (?:strict(?:ly)?\s|press\s|news\s|media\s|under\s+(?:an?\s+)?(?:strict\s+)?)*+embargo(?:ed)?\b
        (?:\s+(?:copy|draft|text)\b)?
        (?P<until>\s+(?:until|till)\b|\s+for\s+(?:media\s+)?(?:{_OUT}|use)\b)?
      |(?P<hold>not\s+for\s+{_OUT}(?:(?:,|\s+or|\s+and)\s+{_OUT})*\s+(?:before|until|prior\s+to)\b
        |hold\s+for\s+release\s+until\b)
    )(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_OTHER_LANGUAGES = pattern(
    r"""[\W_]*(?P<label>sperrfrist(?:\s+bis)?\s*[:–—-]
      |(?:sous\s+|onder\s+|sotto\s+)?embarg(?:o|ad[oa])\s+(?:jusqu|tot|fino|hasta|até)
    )(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
# A weekday, a day of a month or a time of day. A year alone does not count: it tells of the past.
_WHEN = pattern(
    rf"""\b(?:{_WEEKDAY}|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?!\w)
      |\d{{1,2}}(?:[:.h]\d{{2}})?\s*(?:[ap]\.?\s?m|hrs?|hours?|uhr)\b|\d{{1,2}}[:.]\d{{2}}
      |\d{{4}}\s*(?:gmt|utc|bst|hrs?|hours?)\b|\b(?:noon|midnight)\b|\d{{4}}-\d\d-\d\d""",
    re.VERBOSE | re.IGNORECASE,
)
# Dates, times and the small words between them, to be removed from the words around a label.
_DATE_WORDS = pattern(
    rf"""\b(?:{_WEEKDAY}|{_MONTH}|\d+(?:st|nd|rd|th|[ap]\.?m)?|[ap]\.?m\b\.?|a|m|p|noon|midnight|hours?|hrs?|uhr|o.clock|local|time
      |eastern|central|mountain|pacific|standard|daylight|summer|[ecmp][sd]?t|gmt|utc|bst|[ac]?est|cet
      |at|on|of|the|from|and|or|in|after|before|until|by|today|tomorrow|tonight|morning|afternoon|evening
      |further|notice|{_OUT})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_GOES_ON = pattern(
    r"[,;]\s+(?:the|an?|this|that|these|it|we|they|he|she|his|her|its|our|their)\s", re.IGNORECASE
)
_MOST_WORDS = 12


def _label(line: str) -> Span | None:
    """The span of a label that asks for an embargo, None without one; most such words are about trade embargoes."""
    for label, asks in ((_ENGLISH, _asks_for_embargo), (_OTHER_LANGUAGES, _asks_after_label)):
        match = label.match(line)
        if match and match["label"][0].isupper() and asks(match):
            return Span(match.start("label"), len(line.rstrip()))
    return None


def _asks_for_embargo(match: re.Match[str]) -> bool:
    """Whether the words around a label ask for an embargo."""
    label, rest = match["label"], match["rest"]
    if _SENTENCE_GOES_ON.search(rest):
        return False
    short_and_dated = len(rest.split()) <= _MOST_WORDS and _WHEN.search(rest) is not None
    if match["until"] or match["hold"]:
        only_a_date = not re.search(r"[^\W\d_]", _DATE_WORDS.sub("", rest))
        return label.isupper() or only_a_date or short_and_dated
    if short_and_dated and re.match(r"\s*(?:[:–—-]|lifts\b|ends\b|expires\b)", rest):
        return True
    return label.lower() != "embargo" and not re.sub(r"not for release|[\W_]", "", rest, flags=re.IGNORECASE)


def _asks_after_label(match: re.Match[str]) -> bool:
    """Whether at most `_MOST_WORDS` words with a digit follow the label."""
    return len(match["rest"].split()) <= _MOST_WORDS and re.search(r"\d", match["rest"]) is not None
