"""TX: what languages write in their own way: capitals of days, spaces before signs, marks that open, letters."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_lists import CUSTOMS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import INFO, PREVIEW, WARNING, Hit, rule

Found = tuple[Passage, re.Match[str]]


def _language(document: Document) -> str:
    return document.language.split("-")[0].lower()


def _found(passages: Iterable[Passage], shape: re.Pattern[str]) -> Iterator[Found]:
    """The matches of a pattern, outside of addresses and code."""
    for passage in passages:
        for match in shape.finditer(passage.text):
            if CODE not in passage.text[max(match.start() - 1, 0) : match.end() + 1]:
                yield passage, match


_MOST = 5  # hits of one kind in a release; the last one counts the rest


def _some(document: Document, found: list[Found], message: str, help: str, better: str = "") -> Iterator[Hit]:
    """The first hits; `{}` in message and help is what was matched, `better` its replacement, as in `re.sub`."""
    for passage, match in found[:_MOST]:
        words = match.group().strip()
        more = f", and {len(found) - _MOST} more like it" if len(found) > _MOST and match is found[_MOST - 1][1] else ""
        fix = rewriting.fix(document, passage, *match.span(), match.expand(better), safe=False) if better else None
        span = passage.place(*match.span())
        yield Hit(span, message.replace("{}", words) + more, help.replace("{}", words), fix=fix)


# --- TX035 ----------------------------------------------------------------------------------------------------


@rule("TX035", "day-or-month-in-capitals", severity=INFO, since=PREVIEW)
def day_or_month_in_capitals(document: Document) -> Iterator[Hit]:
    """Report names of days and months with a capital within a sentence, in languages that write them small."""
    names = CUSTOMS.of_language("calendar", _language(document))
    if not names:
        return
    titled = "|".join(name.capitalize() for name in sorted(names))
    shape = re.compile(rf"(?:(?<=[a-zà-ÿ\d,] )|(?<=[a-zà-ÿ\d], ))(?:{titled})\b(?! [A-ZÀ-Þ])")
    found = [
        (passage, match)
        for passage, match in _found(document.narrative, shape)
        if not ((named := _NAMED_BY_DAY.search(passage.text[: match.start()])) and named[1].lower() not in names)
    ]
    yield from _some(document, found, '"{}" has a capital within a sentence', "write it with a small letter")


_NAMED_BY_DAY = pattern(
    r"([A-ZÀ-Þ][a-zà-ÿ]{3,})\.? \d{1,2}\.? (?:de |di )?\Z"
)  # Plaza 25 de Mayo, Movimiento 17 de Agosto


# --- TX036, TX037 ---------------------------------------------------------------------------------------------

_SPACED_SIGNS = frozenset("de fr es cs pl sv da nb no fi sk hu ru uk".split())
_GLUED_SIGN = pattern(r"(?<=\d)(%|€|km/h|km|kg|MW|kWh|ha)(?![\w%])")
_LATIN_BEFORE = pattern(r"[^\W\d_][:;?!](?=\s|\Z)")
_SPACE_BEFORE = pattern(r"(?<=[^\W\d_])[ \u00a0\u202f]+[:;?!](?=\s|\Z)(?<![:;?!] [?!])")
_SPACED_MARKS = tuple(space + mark for space in " \u00a0\u202f" for mark in ":;?!")


@rule("TX036", "number-and-sign-together", severity=INFO, since=PREVIEW)
def number_and_sign_together(document: Document) -> Iterator[Hit]:
    """Report percentages and units without the space that the language puts before the sign: 20%."""
    if _language(document) not in _SPACED_SIGNS:
        return
    found = list(_found((*document.captions, *document.narrative), _GLUED_SIGN))
    yield from _some(document, found, "no space stands between the number and its sign", "put a space there", r" \1")


@rule("TX037", "space-before-a-mark", severity=INFO, since=PREVIEW)
def space_before_a_mark(document: Document) -> Iterator[Hit]:
    """Report the space before : ; ? ! where the language has none, and its lack in French."""
    language, passages = _language(document), (*document.captions, *document.narrative)
    if language == "fr" and not document.language.lower().endswith(("-ca", "-ch")):
        found = list(_found(passages, _LATIN_BEFORE))
        yield from _some(document, found, "no space stands before this mark", "French puts a space before : ; ? !")
    elif language != "fr":
        spaced = (passage for passage in passages if any(map(passage.text.__contains__, _SPACED_MARKS)))
        found = [hit for hit in _found(spaced, _SPACE_BEFORE) if not _is_smiley(hit[1])]
        yield from _some(document, found, 'a space stands before "{}"', "delete it")


def _is_smiley(match: re.Match[str]) -> bool:
    return match.string[match.end() : match.end() + 2].strip()[:1] in (")", "(", "-")


# --- TX038, TX039 ---------------------------------------------------------------------------------------------

_LEFT = pattern(
    r"(?<=[^\W\d_]{2})[–—](?=\s[^\W\d_])"
    r"|(?<=[a-zà-ÿ]{3})-(?=\s(?!und |oder |bzw|and |or |et |y |o |e |to |bis )[A-ZÀ-Þ])"
)
_RIGHT = pattern(r"(?<=[^\W_]\s)[–—](?=[^\W\d_]{2})|(?<=[^\W_]\s)-(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
_PAIR = pattern(r"\s–[^\s–—][^–—\n]{1,200}[^\s–—]–(?=[\s,.;:]|\Z)")  # Spanish and Italian insertions


_DASHES = ("–", "—", " -", "- ")


@rule("TX038", "dash-with-one-space", severity=WARNING, since=PREVIEW)
def dash_with_one_space(document: Document) -> Iterator[Hit]:
    """Report dashes with a space on one side only."""
    for passage in document.narrative:
        if not any(map(passage.text.__contains__, _DASHES)):
            continue
        text = _PAIR.sub(lambda match: "x" * len(match.group()), passage.text)
        for shape in (_LEFT, _RIGHT):
            for match in shape.finditer(text):
                if match.start() and CODE not in text[match.start() - 1 : match.end() + 1]:
                    span = passage.place(match.start(), match.end())
                    yield Hit(span, "the dash has a space on one side only", "put one on both sides, or on none")
                    return


_TYPED_DASH = pattern(r" - (?<=[^\W_] - )(?=[^\W\d_])|--(?<=[^\W\d_]--)(?=[^\W\d_])")
_LONG = 8  # words of a sentence in which a hyphen stands for a dash


@rule("TX039", "hyphen-for-a-dash", severity=INFO, since=PREVIEW)
def hyphen_for_a_dash(document: Document) -> Iterator[Hit]:
    """Report hyphens that stand for dashes in sentences."""
    dashed = (passage for passage in document.narrative if " - " in passage.text or "--" in passage.text)
    sentences = (passage for passage in dashed if len(passage.text.split()) >= _LONG)
    found = [hit for hit in _found(sentences, _TYPED_DASH) if hit[1].start() > _DATELINE]
    yield from _some(document, found, "a hyphen stands for a dash", "write – or —, as your house does")


_DATELINE = 40  # characters at the start of a paragraph, where a dateline may end with a hyphen

# --- TX041, TX042, TX043 --------------------------------------------------------------------------------------

_ASKED = pattern(r"(?:\A|(?<=[.!?…] )|(?<=[.!?…]\n))[^¿?!¡.\n]{2,200}[?!](?=\s|\Z)")


@rule("TX041", "opening-mark-missing", severity=WARNING, since=PREVIEW)
def opening_mark_missing(document: Document) -> Iterator[Hit]:
    """Report Spanish questions and exclamations without ¿ or ¡."""
    if _language(document) != "es":
        return
    for passage, match in _found((*document.captions, *document.narrative), _ASKED):
        sign = "¿" if match.group()[-1] == "?" else "¡"
        if sign not in match.group():
            span = passage.place(match.end() - 1, match.end())
            yield Hit(
                span, f'the sentence ends with "{match.group()[-1]}" and does not begin with "{sign}"', f"write {sign}"
            )


@rule("TX042", "form-of-another-time", severity=WARNING, since=PREVIEW)
def form_of_another_time(document: Document) -> Iterator[Hit]:
    """Report words without their accent or ligature, and old spellings: Etat, oeuvre, Qual’è, daß."""
    known = _spellings(_language(document))
    if known is None:
        return
    shape, right_forms = known
    told: set[str] = set()
    for passage, match in _found(document.own_passages, shape):
        right = right_forms[match.group().replace("'", "’")]
        if right not in told:
            told.add(right)
            fix = rewriting.fix(document, passage, *match.span(), right, safe=False)
            message, help = f'"{match.group()}" is written "{right}"', f'write "{right}"'
            yield Hit(passage.place(*match.span()), message, help, fix=fix)


@functools.cache
def _spellings(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """The pattern of wrong spellings in a language, and the right one for each; None for a language without a list."""
    forms = dict(entry.partition("=")[::2] for entry in CUSTOMS.of_language("spellings", language))
    if not forms:
        return None
    wrong = "|".join(re.escape(form).replace("’", "[’']") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w’'-])(?:{wrong})(?![\w-])"), forms


_ORDINAL = pattern(r"\b(\d{1,3})(?:è|é|i?è)mes?\b|\b(1)(?:ère|ier|ière)\b")
_DOTTED_YEAR = pattern(r"(?:(?<=de )|(?<=del )|(?<=año ))([12])\.(0[0-4]\d|[89]\d\d)(?![\d.,%]?\d)")


@rule("TX043", "number-in-another-form", severity=INFO, since=PREVIEW)
def number_in_another_form(document: Document) -> Iterator[Hit]:
    """Report French ordinals with too many letters, and Spanish years with a point."""
    shape = {"fr": _ORDINAL, "es": _DOTTED_YEAR}.get(_language(document))
    if shape is None:
        return
    for passage, match in _found((*document.captions, *document.narrative), shape):
        right = f"{match[1]}{match[2]}" if shape is _DOTTED_YEAR else f"{match[1]}e" if match[1] else "1er, 1re"
        yield Hit(passage.place(*match.span()), f'"{match.group()}" is written "{right}"', f'write "{right}"')


# --- TX044 ----------------------------------------------------------------------------------------------------


@rule("TX044", "function-in-capitals", severity=INFO, since=PREVIEW)
def function_in_capitals(document: Document) -> Iterator[Hit]:
    """Report functions and bodies in general with capitals within a sentence, in languages that write them small."""
    names = CUSTOMS.of_language("functions", _language(document))
    if not names:
        return
    shape = re.compile(rf"(?<=[a-zà-ÿ’',] |[a-zà-ÿ]['’])(?:{'|'.join(name.capitalize() for name in sorted(names))})\b")
    found = [
        (passage, match)
        for passage, match in _found(document.narrative, shape)
        if not _PART_OF_NAME.search(passage.text[: match.start()])
    ]
    yield from _some(document, found, '"{}" has a capital within a sentence', "write it with a small letter")


_PART_OF_NAME = pattern(
    r"[A-ZÀ-Þ][\w’-]+ (?:del?|des|du|di|dei|degli|da|do|das|dos)(?: la| los| las| les)? \Z"
)  # Comité de Ministros
