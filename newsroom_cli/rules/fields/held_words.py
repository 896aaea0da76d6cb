"""Words that hold a release back where no field does: `embargo: ...` in the body, DO NOT PUBLISH above it.

They count only at the start of a text or line, as people read it: markup, entities and look-alike letters hide nothing.
Sentences about trade embargoes and lists of projects with their status do not count.
"""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language import lookalikes
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import APPROVED, KILLED, STATUSES, TAKEN_BACK, Problem, Span
from newsroom_cli.model.toml import parsing
from newsroom_cli.rules import keys
from newsroom_cli.rules.fields import waiting


class HeldLine(NamedTuple):
    """A line that holds the release back; `field` is "embargo" or "status", `status` the status that it sets."""

    field: str
    status: str = ""
    span: Span = Span(0, 0)


@per_document
def held_lines(document: Document) -> tuple[HeldLine, ...]:
    """The lines of headline, subhead, captions, body and comments that hold a release back, each once."""
    lines = (*_in_fields(document), *_in_body(document))
    seen = SpanSet([held.span for held in lines])
    return (*lines, *(in_comment for in_comment in _in_comments(document) if not seen.overlaps(in_comment.span)))


def against_status(document: Document) -> Iterator[Problem]:
    """Yield problems of a release that is to go out: lines that say it must not, or a last notice that withdraws it."""
    if not document.is_going_out:
        return
    is_approved = "is approved" if document.release.status_name == APPROVED else "is to go out"
    if document.release.last_change in (TAKEN_BACK, KILLED):
        file = shlex.quote(document.release.path)
        help = f'write status = "withdrawn" again; or take the notice back: newsroom correct {file} --undo'
        message = f"the release {is_approved}, but its last notice says that it is withdrawn"
        yield Problem("EM007", document.release.corrections[-1].span, message, help)
    for held in held_lines(document):
        if held.field == "status" and held.status != APPROVED:
            words = excerpt(document.release.text[slice(*held.span)])
            message = f'the release {is_approved}, but "{words}" says that it is not to go out'
            yield Problem("EM007", held.span, message, "delete these words if it may go out, or correct the status")


def _in_fields(document: Document) -> Iterator[HeldLine]:
    """Yield the front-matter fields whose words hold the release back."""
    captions = document.captions
    words = "\n" + "\n".join([passage.text[:_HEADLINE] for passage in captions])
    bare = _plain_words(words, strange=_STRANGE.search(words) is not None)
    hinted = _HINTS.search(bare) or waiting.triggers(bare)
    if hinted or not words.isascii() or any(_has_separate_end(passage.text) for passage in captions):
        for passage in captions:
            text = passage.text
            if held := _held_by_opening(text) or _status_or_embargo_set(text) or _embargo_anywhere(text):
                yield held._replace(span=passage.place(0, len(text)))
    if any(map(document.release.text[: document.release.front.end].__contains__, _SEVERAL_LINES)):
        for field in document.written():
            for line in field.value.splitlines()[1:]:
                if held := _status_or_embargo_set(line):
                    yield held._replace(span=field.span)


_SEVERAL_LINES = ('"""', "'''", "\\n")


def _in_body(document: Document) -> Iterator[HeldLine]:
    """Yield the lines of the body that hold the release back."""
    body, at = document.release.body.value, document.release.body.span.start
    lines = body.split("\n")
    opening = list(itertools.islice((number for number, line in enumerate(lines) if line.strip()), _OPENING_LINES))
    looked_at = {*_suspect_lines(document, lines), *(number for number in opening if _has_separate_end(lines[number]))}
    starts: list[int] = []
    for number in sorted(looked_at):
        line = lines[number]
        held = _status_or_embargo_set(line, lines[number + 1 : number + 3])
        held = held or (_held_by_opening(line) if number in opening else _order_anywhere(line))
        held = held or (None if number and _is_mid_sentence(lines[number - 1], line) else _embargo_anywhere(line))
        held = held or (
            _held_by_phrase(_as_read(" ".join(lines[number : number + 2]))) if number in opening[:1] else None
        )
        if held is not None:
            starts = starts or list(itertools.accumulate((len(line) + 1 for line in lines), initial=at))
            begins = starts[number] + len(line) - len(line.lstrip())
            yield held._replace(span=Span(begins, max(starts[number] + len(line.rstrip()), begins + 1)))


def _is_mid_sentence(before: str, line: str) -> bool:
    """Whether a line continues a sentence that began on the previous line."""
    return line[:1].islower() and before.rstrip()[-1:] not in ("", ".", ":", "!", "?", ">")


def _in_comments(document: Document) -> Iterator[HeldLine]:
    """Yield the comments of front matter and body that hold the release back; keys that are commented out do not."""
    front = document.release.text[document.release.front.start : document.release.front.end]
    comments = [Span(*comment) for comment in parsing.comments(front)] if "#" in front else []
    spans = [Span(start + document.release.front.start, end + document.release.front.start) for start, end in comments]
    spans = [span for span in spans if not _COMMENTED_OUT.match(document.release.text, *span)]
    if "<!--" in document.release.body.value:
        spans += [comment.span for comment in document.markdown.comments]
    for span in spans:
        for line in document.release.text[slice(*span)].splitlines():
            words = line.removeprefix("<!--").removesuffix("-->")
            if held := _held_by_opening(words) or _embargo_anywhere(words, aside=True):
                yield held._replace(span=span)
                break


_COMMENTED_OUT = pattern(r"#+\s*[\w.-]+\s*=")
_OPENING_LINES = 3
_HEAD = 48  # characters at the start of a line that decide whether the whole line is read


def _suspect_lines(document: Document, lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines whose first words may hold a release back; a quick test, because few lines do."""
    signs = document.word_index.characters
    strange = _STRANGE.search("".join(signs)) is not None
    heads = _plain_words("\n" + "\n".join([line[:_HEAD] for line in lines]), strange=strange)
    begins = [match.start() for match in _HINTS.finditer(heads) if not match["key"] or _may_be_key(match["key"])]
    begins += [max(heads.rfind("\n", 0, trigger), 0) for trigger in waiting.triggers(heads)]
    number, done = -1, 0
    for begin in sorted(begins):
        number += heads.count("\n", done, begin + 1)
        done = begin + 1
        yield number
    if strange:
        yield from (number for number, line in enumerate(lines) if waiting.in_another_alphabet(line))
    if not signs.isdisjoint("&<|"):
        yield from (number for number, line in enumerate(lines) if "<" in line or "|" in line or "&" in line[:_HEAD])


def _plain_words(text: str, *, strange: bool) -> str:
    """A text as people read it, in lower case and without marks; `strange` if it may have look-alike letters."""
    if strange:
        text = lookalikes.reading(text)
    for mark in _MARKS:
        text = text.replace(mark, "")
    return text.lower()


_STRANGE = pattern(r"[^\x00-\x7f\xa0“”‘’«»–—…•·]")
_MARKS = ("*", "`", "~", "\\")  # can be inside a word and are not shown
# The beginnings of lines that may hold a release back: certain words, or the name of a field.
_HINTS = pattern(
    r"\n[^\w\n]*_*(?:\d{1,3}[.)\]][^\w\n]*)?(?:(?=[a-prsuvw])(?:embarg|strict|(?:press|news|media|under"
    r"|please|do|not|release|internal|strictly|frei|freigegeben|gesperrt|mit|vertraulich|intern|interne|interno"
    r"|unter|sous|bajo|sotto|sob|onder|nicht|noch|non|nao|niet|merci|priere|a\sne|por|bitte|for|keep|diffusion|publication"
    r"|veroffentlichung)\s|do(?:n.?t|\snot)\s|hold\b|withhold\b|confidential\b|on\shold|draft\b|withdrawn|retracted|ne\spas|no\s[pd]"
    r"|prohibid|interdit"
    r"|sperr)|(?P<key>[^\W\d_][^:=\n]{2,32}+)[:=])"
)


def _may_be_key(words: str) -> bool:
    """Whether words before a colon may be the name of a field: one word, or several about an embargo."""
    return " " not in words.strip(" \"'_]") or "embarg" in words or "hold" in words


def _has_separate_end(text: str) -> bool:
    """Whether a text as short as a headline has a bracket, dash or entity, after which such words may stand."""
    return len(text) < _HEADLINE and any(map(text.__contains__, "([–—-&"))


_HEADLINE = 300  # characters

# --- how a line reads -----------------------------------------------------------------------------------------

_LEAD = r"[\W_]*(?:\d{1,3}[.)\]][\W_]+)?"
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_BREAK = pattern(r"<!--|-->|<(?:br|p|li|td|th|dt|dd|div|h\d)\b[^<>]*>", re.IGNORECASE)


def _as_read(line: str) -> str:
    """A line as people read it: without markup, entities and invisible characters, in look-alike Latin letters."""
    if "&" in line:
        line = unescape(line)
    if "<" in line:
        line = _TAG.sub("", line)
    line = lookalikes.reading(line)
    for mark in _MARKS:
        line = line.replace(mark, "")
    return line


def _separate_parts(line: str) -> Iterator[str]:
    """Yield the line and its parts that count as lines: text after a comment mark or tag, and table cells in pairs."""
    yield _as_read(line)
    for part in _BREAK.split(line)[1:] if "<" in line else ():
        yield _as_read(part)
    cells = [cell for part in line.split("|") if (cell := _as_read(part).strip(" \t-:"))] if "|" in line else []
    for number in range(len(cells) - 1):
        yield f"{cells[number]}: {cells[number + 1]}"


# --- a key with a value ---------------------------------------------------------------------------------------

_SETTING = pattern(
    rf"{_LEAD}(?P<key>[^\W\d_][\w .-]{{2,29}}?)[\"'_\s\]]*(?P<sign>[:=]|[–—]|->"
    rf"|(?<=\s)(?=\d{{4}}-\d\d-\d\d))=?\s*(?P<value>.*)",
    re.DOTALL,
)
_WHEN = pattern(
    r"""[\W_]*(?:(?:until|till|to|at|on|by|from|bis|am|jusqu\w*|hasta|el|le|au|a)[\W_]+)*(?:
      \d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?\s?m\b|hrs?\b|hours?\b|uhr\b|h\b)|\d{1,2}[:.]\d\d\b
      |\d{1,2}(?:st|nd|rd|th|er|\.)?\s*(?:de\s+)?(?!year|month|week|day|minute|jahr|monat|woche|tag|ans\b|mois|jour|ano|mes|dia)
        [a-z]{3,10}\.?(?:\s+(?:de\s+)?\d{4}|\s*[,:;)–—]|\s*$|\s+at\b|\s+um\b)
      |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"""
    rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?\s+\d"
    r"""
      |(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
      |lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b|(?:noon|midnight|tomorrow|tonight|further\s+notice|morgen|demain|manana)\b
      |\d{4}\s*(?:gmt|utc|bst|hrs?|hours?)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUALIFIED = pattern(r"(?:(?:strict|press|media|news|release|publication|our|the)\s+)+(?=embarg)", re.IGNORECASE)
_YES = pattern(r"[\W_]*(?:true|yes|on)[\W_]*", re.IGNORECASE)
_A_WORD = pattern(r"[\"'“”]?[^\W\d_][\w -]{0,30}[\"'“”]?[\s,;]*")  # a word or two, not code
_FLAG = pattern(r"[\W_]*(?:true|false|yes|no|on|off)[\W_]*", re.IGNORECASE)


_SIGN = pattern(r"[:=–—]|->|\s\d{4}-")
_MAX_KEY_LENGTH = 80  # characters of a line in which a key and its sign stand


def _status_or_embargo_set(line: str, following: list[str] | None = None) -> HeldLine | None:
    """The embargo or status that a line sets as a field would: `embargo: 1 March`, `status = "draft"`; else None.

    `following` are the next lines: the first with words may have the value.
    """
    for piece in _separate_parts(line):
        if not _SIGN.search(piece, 0, _MAX_KEY_LENGTH) or (match := _SETTING.match(piece)) is None:
            continue
        value = match["value"].strip() or next(
            (_as_read(next_line) for next_line in following or () if next_line.strip()), ""
        )
        if held := _held_by_setting(match["key"].strip(), match["sign"], value):
            return held
    return None


def _held_by_setting(key: str, sign: str, value: str) -> HeldLine | None:
    """The embargo or status that a key with its value sets; None for other keys and values."""
    name, assigned = _QUALIFIED.sub("", key), sign == "="
    field = keys.gate_field(name) if " " not in name or name[:6].lower() == "embarg" else ""
    if field == "embargo":
        return HeldLine(field) if assigned or _WHEN.match(value) or _YES.fullmatch(value) else None
    if field == "status":
        status = _status(value)
        return HeldLine(field, status) if status or (assigned and _A_WORD.fullmatch(value)) else None
    if len(key.split()) > 1 and not _HOLD_UNTIL.fullmatch(key):
        return None
    top_level_field = keys.top_level(key)
    if (
        top_level_field == "embargo"
        and (_HOLD_UNTIL.fullmatch(key) or assigned or "_" in key or ("-" in key and _ISO.match(value)))
        and _WHEN.match(value)
    ):
        return HeldLine(top_level_field)
    if top_level_field in ("embargo", "status", "date") and _FLAG.fullmatch(value):
        return HeldLine("status")
    return None


_ISO = pattern(r"[\W_]*\d{4}-\d\d")  # "Go-live: 5 March" is a line in a project plan
_HOLD_UNTIL = pattern(r"hold\s+(?:until|till)", re.IGNORECASE)


def _status(value: str) -> str:
    """The status that a value means, even if misspelt; empty for other words."""
    import difflib

    word = re.sub(r"[\W_]", "", value).lower()
    if word in RULES["held_status"]:
        return "draft"
    return next(iter(difflib.get_close_matches(word, STATUSES, n=1, cutoff=0.82)), "") if word else ""


# --- words that open a text -----------------------------------------------------------------------------------

_OUT = r"(?:release|publication|broadcast|distribution|transmission|dissemination|circulation)"
_BE_OUT = r"(?:released|published|broadcast|distributed|disseminated|circulated)"
_THIS = r"(?:\s+this(?:\s+(?:(?:press|news|media)\s+)?(?:release|text|story|statement|draft|version))?)?"
_ALSO = (
    r"(?:publish|release|distribute|circulate|broadcast|disseminate|share|forward|copy|print|post|weitergeben|verbreiten"
    r"|veroffentlichen|weiterleiten|publier|diffuser|partager|publicar|difundir|compartir|divulgar)"
)
_AND_MORE = rf"(?:(?:\s*[,/]\s*|\s+)(?:(?:or|and|oder|und|ni|ou|et|o|y|nor)\s+)?{_ALSO}\b)*"
_ASIDE = (
    r"(?P<aside>(?:strictly\s+)?(?:internal|confidential|interne?|interno|vertraulich|confidentiel|confidencial)"
    r"(?:\s+only)?(?:\s*[:,–—!-]\s*|\s+-\s+))?"
)
_PHRASES = pattern(
    rf"""{_LEAD}{_ASIDE}(?P<label>
      (?P<embargo>(?:(?:strict(?:ly)?|press|news|media|under(?:\s+an?)?(?:\s+strict)?)\s+)*embargoe?d
        |(?:under(?:\s+an?)?(?:\s+strict)?|strict(?:ly)?|press|news|media|sous|bajo|sotto|sob|onder|unter(?:\s+strengem)?)\s+embargo
        |EMBARGO|embargad[oa]s?|sperrfrist|sperrvermerk)
      |(?P<order>(?:please\s+)?do(?:\s+no|n.?)t\s+(?:publish|release|distribute|circulate|broadcast|disseminate|(?P<share>share|forward)){_AND_MORE}{_THIS}(?:\s+yet)?
        |not\s+(?:yet\s+)?(?:for\s+(?:(?:immediate|public|external|further|general)\s+)?{_OUT}|to\s+be\s+{_BE_OUT})(?:(?:\s*[,/]\s*|\s+or\s+|\s+and\s+)(?:or\s+)?{_OUT})*
        |(?:bitte\s+)?(?:noch\s+)?nicht\s+(?:(?:veroffentlichen|verbreiten|(?P<pass_on>weitergeben|weiterleiten)){_AND_MORE}|(?:zur|fur\s+die)\s+(?:veroffentlichung|freigabe|verbreitung)(?:\s+bestimmt)?)
        |(?:merci\s+de\s+|priere\s+de\s+)?ne\s+pas\s+(?:publier|diffuser){_AND_MORE}|non\s+destinee?\s+a\s+(?:la\s+)?(?:publication|diffusion)|interdite?\s+de\s+(?:publication|diffusion)
        |(?:publication|diffusion)\s+interdite
        |(?:por\s+favor,?\s+)?(?:no|nao|non|niet)\s+(?:publicar|difundir|divulgar|pubblicare|diffondere|publiceren){_AND_MORE}
        |prohibida\s+(?:su\s+)?(?:publicacion|difusion))
      |(?P<hold>hold(?:\s+for\s+(?:{_OUT}|approval))?|release\s+on\s+hold|ON\s+HOLD|WITHDRAWN|RETRACTED|DRAFT)
    )(?!\w)(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_TRADE = ("embargo", "embargos", "embargoes")
_ENDS = pattern(r"[\W_]*\Z")
_SEPARATOR = pattern(r"[*_\"'”’\s]*(?::|[\])}}|!>]|\s*[–—]|\s+-+(?=\s|$)|\s*-{2}|\s*/{2})")
_UNTIL = pattern(
    r"[\s,]+(?:until|till|before|prior\s+to|bis|vor|jusqu\w*|avant|hasta|antes|ate|tot|fino|voor)\b", re.IGNORECASE
)
_WITHOUT_APPROVAL = pattern(
    r"\s+without\s+(?:\w+\s+){0,3}(?:approval|permission|consent|clearance|authori[sz]ation)\b[^,;:!?]{0,60}[\W_]*\Z",
    re.IGNORECASE,
)
_ENDS_IN_FIGURES = pattern(r"[\W\d_]*\Z")
# Notices for securities law name countries, not a time.
_ABROAD = pattern(r"[\s,]+(?:in|into|to|within|outside|directly|through|over|from|by|as)\b", re.IGNORECASE)
_PARTS = pattern(r"[(\[|–—]|\s-+\s")


def _held_by_opening(text: str) -> HeldLine | None:
    """What is held by the words at the start of a text, or by words after a dash or bracket; None if nothing is."""
    for number, piece in enumerate(_separate_parts(text)):
        first, *more = _PARTS.split(piece) if _PARTS.search(piece) else (piece,)
        held = (
            _held_by_phrase(piece, apart=number > 0)
            or _held_by_phrase(first)
            or next(filter(None, (_held_by_phrase(part, whole=True) for part in more)), None)
        )
        if held:
            return held
        if any(waiting.asks_to_wait(part, _WHEN, aside=False) for part in more):
            return HeldLine("embargo")
    return None


def _embargo_anywhere(line: str, *, aside: bool = False) -> HeldLine | None:
    """The embargo that a line asks for, wherever its words stand, by naming its end; else None.

    `aside` says that the line is in a comment.
    """
    if waiting.in_another_alphabet(line) or any(
        waiting.asks_to_wait(piece, _WHEN, aside=aside) for piece in _separate_parts(line)
    ):
        return HeldLine("embargo")
    return None


def _order_anywhere(line: str) -> HeldLine | None:
    """An order not to publish that begins a line, in capitals, or begins a comment or cell; else None."""
    for number, piece in enumerate(_separate_parts(line)):
        match = _PHRASES.match(piece)
        if match and match["order"] and (match["label"].isupper() or number) and _ENDS.match(match["rest"]):
            return HeldLine("status")
    return None


def _held_by_phrase(text: str, *, whole: bool = False, apart: bool = False) -> HeldLine | None:
    """What is held by the words at the start of a text, or None; with `whole`, only a time may follow them.

    `apart` says that the text is alone in a comment or a cell, so "until" can only refer to a time.
    """
    match = _PHRASES.match(text)
    if match is None:
        setting = None if whole else _SETTING.match(text)
        key = setting["key"].lower() if setting else ""
        misspelt = key not in _TRADE and " " not in key and keys.gate_field(key) == "embargo"
        return HeldLine("embargo") if misspelt else None
    label, rest = match["label"], match["rest"]
    until = _UNTIL.match(rest) is not None
    if label.lower() in RULES["held_in_capitals"] and not label.isupper():
        when = _WHEN.match(rest) if until and match["hold"] and not whole else None
        return HeldLine("embargo") if when and _ENDS_IN_FIGURES.match(rest, when.end()) else None
    if (match["share"] or match["pass_on"]) and not (until or match["aside"] or label.isupper()):
        return None  # advice: do not share needles
    if label.lower() == "hold" and not label.isupper() and until:
        return None  # advice too, if no moment follows; `_embargo_anywhere` looks for one
    ends = _ENDS.match(rest) is not None
    separated = not whole and _SEPARATOR.match(rest) is not None
    capitals = not whole and not match["hold"] and label.isupper() and not rest.isupper() and not _ABROAD.match(rest)
    if match["embargo"]:
        return HeldLine("embargo") if ends or separated or capitals or ((whole or apart) and until) else None
    if until or ends or separated or capitals or (match["order"] and _WITHOUT_APPROVAL.match(rest)):
        return HeldLine("embargo" if until else "status")
    return None
