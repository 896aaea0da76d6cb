"""FC: figures that contradict one another: parts and their total, changes and their percentage."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.language.wording.figures import OPENERS, Figure, counted_noun, figures, is_date
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.triggers import characters, substrings

# --- FC004 --------------------------------------------------------------------------------------------------------


@rule("FC004", "parts-do-not-add-up", severity=WARNING, language="en")
def parts_do_not_add_up(document: Document) -> Iterator[Hit]:
    """Report a total that is not the sum of its listed parts."""
    body = document.release.body.value
    has_colon = next(_colons_before_number(body), None) is not None
    if not has_colon and "total" not in body:
        return
    for block in document.prose:
        if has_colon and ": " in block.text:
            for at in itertools.islice(_colons_before_number(block.text), _COLONS):
                yield from _parts(block, at)
        if "total" in block.text:
            for match in itertools.islice(_A_TOTAL_OF.finditer(block.text), _COLONS):
                yield from _parts_before(block, match)


_COLON = pattern(r": (?=[\d$€£otfsendhbOTFSENDHB])")


def _colons_before_number(text: str) -> Iterator[int]:
    """Yield the offsets of the colons that precede a number."""
    for match in _COLON.finditer(text):
        following = text[match.end() : match.end() + 14].lstrip("$€£")
        if following[:1].isdigit() or following.split(" ", 1)[0] in OPENERS:
            yield match.start()


_JOINT = pattern(r"[,;]\s+(?:and\s+|plus\s+)?|\s+and\s+(?=[\d$€£]|[a-z]+[\s-])")
_OPEN_LIST = pattern(
    r"\b(?:including|among|such as|for example|e\.g|plus|other|others|at least|more than|over|nearly|almost|about|some"
    r"|up to|approximately|remaining|rest|between|from|each|per)\b",
    re.IGNORECASE,
)
_COLONS = 100  # checked in one paragraph
_MAX_LIST_LENGTH = 600  # characters of a list within a sentence
_ENTRY = 60  # characters of one part of a list


def _parts(block: Block, at: int) -> Iterator[Hit]:
    """Yield a hit if the parts listed after a colon do not add up to the figure before it."""
    text = block.text
    start, end = sentences.around(text, at)
    end = min(end, at + _MAX_LIST_LENGTH)
    before = text[max(start, at - _ENTRY) : at]
    before_colon = figures(before)
    if not before_colon or _OPEN_LIST.search(before) or _OPEN_LIST.search(text, at, end):
        return
    whole, offset = before_colon[-1], at - len(before)
    if counted_noun(before, whole) is None and not whole.unit:
        return
    parts = _listed(text, at + 2, end)
    if len(parts) < 2 or any(part.unit != whole.unit for part in parts) or whole.unit == "th":
        return
    yield from _wrong_sum(block, whole._replace(start=offset + whole.start, end=offset + whole.end), parts)


def _wrong_sum(block: Block, whole: Figure, parts: Sequence[Figure], *, since: str = FIRST_SET) -> Iterator[Hit]:
    """Yield a hit if the figures in `parts` do not add up to `whole`, a figure of the same block."""
    total = sum(part.value for part in parts)
    printed = block.text[whole.start : whole.end]
    rounded = whole.unit == "%" or "." in printed or any("." in block.text[part.start : part.end] for part in parts)
    slack = (whole.step + sum(part.step for part in parts)) / 2 if rounded else 0.0
    if abs(total - whole.value) <= slack or not whole.value / 2 <= total <= whole.value * 2:
        return
    number = _printed_number(total, whole.unit)
    also = (block.place(parts[0].start, parts[-1].end), f"these are {number}")
    span = block.place(whole.start, whole.end)
    help = "count again: a part or the sum is wrong"
    yield Hit(span, f"the parts make {number}, not {printed}", help, also, since=since)


def _listed(text: str, start: int, end: int) -> list[Figure]:
    """The figure that begins each part of a list; empty if a part is long or does not begin with its only figure."""
    parts, at = [], start
    while at < end:
        joint = _JOINT.search(text, at, end)
        stop = joint.start() if joint else end
        part = figures(text[at:stop])
        if len(part) != 1 or part[0].start > 0 or stop - at > _ENTRY:
            return []
        parts.append(part[0]._replace(start=at, end=at + part[0].end))
        at = joint.end() if joint else end
    return parts


_A_TOTAL_OF = pattern(
    r"(?:[,;]|\s[-–—]|\s\()\s?(?:(?:for|making|in|with|or|which (?:is|makes)|to make)\s+)?"
    r"(?:(?:a|an|the)\s+(?:grand\s|combined\s|overall\s)?total\s+of|total?ling)\s+(?=[\w$€£¥])"
)
_BEFORE_PART = pattern(r"(?:[,;]\s+(?:and\s+|plus\s+)?|\s+(?:and|plus)\s+)(?=[\d$€£¥]|([A-Za-z]+))")


def _parts_before(block: Block, match: re.Match[str]) -> Iterator[Hit]:
    """Yield a hit if the parts listed before "a total of" do not add up to the figure after it."""
    text = block.text
    start, end = sentences.around(text, match.end())
    start = max(start, match.start() - _MAX_LIST_LENGTH)
    following = figures(text[match.end() : min(end, match.end() + _ENTRY)])[:1]
    if not following or following[0].start or following[0].unit in ("th", "%") or _OPEN_LIST.search(text, start, end):
        return
    whole = following[0]._replace(start=match.end(), end=match.end() + following[0].end)
    joints = [joint for joint in _BEFORE_PART.finditer(text, start, match.start()) if joint[1] in (None, *OPENERS)]
    starts, stops = [start, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), match.start()]
    parts = [_only_figure(text, begin, stop) for begin, stop in zip(starts, stops, strict=True)]
    known = [part for part in parts if part is not None and part.unit == whole.unit]
    if len(known) < max(len(parts), 2) or not _count_one_kind(text, [*known, whole]):
        return
    yield from _wrong_sum(block, whole, known, since=PREVIEW)


def _only_figure(text: str, start: int, end: int) -> Figure | None:
    """The only figure in a part of a list, apart from dates; None if there is none, or more than one."""
    found = [figure for figure in figures(text[start:end]) if not is_date(text[start:end], figure)]
    return found[0]._replace(start=start + found[0].start, end=start + found[0].end) if len(found) == 1 else None


def _count_one_kind(text: str, parts: Sequence[Figure]) -> bool:
    """Whether figures can be added: they are amounts, or measured in one unit, or count things and not units."""
    if parts[0].unit:
        return True
    nouns = [counted.noun if (counted := counted_noun(text, part)) else "" for part in parts]
    measured = WORDING["measures"].intersection(nouns)
    return all(nouns[:-1]) and (not measured or len(set(nouns) - {""}) == 1)


def _printed_number(value: float, unit: str) -> str:
    """A number with its unit, in short form."""
    if unit in ("$", "€", "£", "¥"):
        return f"{unit}{_in_plain_words(value)}"
    return f"{_in_plain_words(value)}{' percent' if unit == '%' else ''}"


def _in_plain_words(value: float) -> str:
    """An amount in short form: 1.2 million; 3,400."""
    for name, scale in (("billion", 1e9), ("million", 1e6)):
        if value >= scale:
            return f"{value / scale:.4g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


# --- FC005 --------------------------------------------------------------------------------------------------------


@rule(
    "FC005",
    "change-miscalculated",
    severity=WARNING,
    language="en",
    looks_for=characters("%") | substrings("percent"),
)
def change_miscalculated(document: Document) -> Iterator[Hit]:
    """Report a percentage that is not the change between the two amounts beside it."""
    for block in document.prose:
        if ("%" in block.text or "percent" in block.text) and _MAY_CHANGE.search(block.text):
            for start, end in sentences.split(block.text):
                yield from _change(block, start, end)


_MAY_CHANGE = pattern(r"from|compared (?:to|with)|versus|vs\.")
_FROM = pattern(
    r"\b(?:from|compared (?:to|with)|versus|vs\.|against)\s+(?:(?:a |the )?[a-z ]{0,30}\bof )?"
    r"(?:a |just |about |only |approximately |roughly )?~?\Z"
)
_TO = pattern(
    r"(?<!compared )(?<!prior )\b(?:to|reach|reached|reaching|totaled|totalled|totaling|at)\s+"
    r"(?:(?:a|about|approximately|roughly|record|new|high|of|nearly|over|just)\s+){0,3}~?\Z"
)
_UP = pattern(
    r"\b(?:up|increas\w+|rose|rise|risen|rising|grew|grow|growth|growing|higher|gain\w*|jump\w*|climb\w*|surg\w+|improv\w+|soar\w+)\b",
    re.IGNORECASE,
)
# The present tense, which is also that of plans; such hits are previews.
_GROWS = pattern(r"\b(?:grows|rises|climbs|jumps)\b", re.IGNORECASE)
_SHRINKS = pattern(r"\b(?:falls|drops|declines|shrinks|fell back|slips|slipped)\b", re.IGNORECASE)
_DOWN = pattern(
    r"\b(?:down|decreas\w+|fell|fall|fallen|falling|declin\w+|dropp\w+|drop|lower|reduc\w+|cut|shrank|loss|plung\w+)\b",
    re.IGNORECASE,
)
_OTHER_MATHS = pattern(
    r"\b(?:constant|CAGR|compound|annualized|average annual|sequential\w*|organic|per year|annually|basis|points?"
    r"|margin|respectively|excluding|rang(?:es?|ed|ing) from)\b",
    re.IGNORECASE,
)


def _change(block: Block, start: int, end: int) -> Iterator[Hit]:
    """Yield a hit if the percentage in a sentence does not fit its two amounts."""
    text = block.text[start:end]
    if ("%" not in text and "percent" not in text) or not _MAY_CHANGE.search(text) or _OTHER_MATHS.search(text):
        return
    candidates = [figure for figure in figures(text) if figure.unit != "th" and not is_date(text, figure)]
    shares = [figure for figure in candidates if figure.unit == "%"]
    amounts = [figure for figure in candidates if figure.unit != "%" and not _is_no_amount(text, figure)]
    if len(amounts) > _AMOUNTS:
        return
    before = [amount for amount in amounts if _FROM.search(text, max(amount.start - 60, 0), amount.start)]
    rest = [amount for amount in amounts if amount not in before]
    after = [amount for amount in rest if _TO.search(text, max(amount.start - 60, 0), amount.start)]
    if not after and len(before) == 1 and len(amounts) == 2 and _UP_FROM.search(text, 0, before[0].start):
        after = [amount for amount in rest if amount.start < before[0].start]
    if len(shares) != 1 or len(before) != 1 or len(after) != 1 or before[0].unit != after[0].unit:
        return
    old, new = before[0], after[0]
    share = shares[0]
    if _is_other_share(text, share, old, new, amounts) or _count_different_things(text, old, new):
        return
    if old.step <= 1 < new.step and old.value < 1000 and text[old.end :].startswith(" to "):  # from $40 to $50 million
        scale = 10.0 ** (9 if new.value >= 1e9 else 6 if new.value >= 1e6 else 3)
        old = old._replace(value=old.value * scale, step=old.step * scale)
    yield from _miscalculation(block, start, text, share, old, new)


_UP_FROM = pattern(r"\b(?:up|down) from (?:about )?\Z")  # costs $1.2 million, up from $1 million
# Words before a percentage that is a level reached or a round figure, not the exact change.
_LEVEL = pattern(
    r"\b(?:(?:to|at|reached|totall?ing)\s|(?:than|over|nearly|almost|about|around|some|roughly)\s|at a \w+\s)~?\Z|~\Z"
)
_OF_SOMETHING = pattern(r"\s(?:increase|decrease|reduction|rise|drop|decline|growth) in\b")


def _is_other_share(text: str, share: Figure, old: Figure, new: Figure, amounts: Sequence[Figure]) -> bool:
    """Whether a percentage is a level, a round figure, a part, or the change of anything but the two amounts."""
    if _LEVEL.search(text, max(share.start - 16, 0), share.start) or _PART.match(text, share.end):
        return True
    if _OF_SOMETHING.match(text, share.end) and max(old.start, new.start) < share.start:
        return True
    between = [amount for amount in amounts if new.end < amount.start < old.start and amount.unit == new.unit]
    return bool(between) and bool(old.unit)


_PART = pattern(r"\sof\s|\sor\s[$€£]?\d")


def _is_no_amount(text: str, figure: Figure) -> bool:
    """Whether a figure is part of a name or of a time of day, or is the word "both"."""
    return _NO_AMOUNT.match(text, figure.end) is not None or text[figure.start : figure.end].lower() == "both"


_NO_AMOUNT = pattern(r"[^\W\d_]|:\d|\s[ap]\.?m\b")  # part of a name, or a time of day
_AMOUNTS = 12  # amounts in a sentence; with more, the sentence is not checked


def _count_different_things(text: str, old: Figure, new: Figure) -> bool:
    """Whether two amounts count different things: from 12 lines to 400 stops."""
    before, after = counted_noun(text, old), counted_noun(text, new)
    return before is not None and after is not None and before.noun != after.noun


def _miscalculation(block: Block, start: int, text: str, share: Figure, old: Figure, new: Figure) -> Iterator[Hit]:
    """Yield a hit if the share is not the change from the old figure to the new figure, allowing for rounding."""
    up, down = _UP.search(text), _DOWN.search(text)
    since = FIRST_SET if up or down else PREVIEW
    up, down = up or _GROWS.search(text), down or _SHRINKS.search(text)
    if old.value <= old.step or not (up or down) or (up and down):
        return
    sign = 1 if up else -1
    low = sign * ((new.value - sign * new.step / 2) / (old.value + sign * old.step / 2) - 1) * 100
    high = sign * ((new.value + sign * new.step / 2) / (old.value - sign * old.step / 2) - 1) * 100
    slack = share.step / 2 + 0.51 * (share.step if share.step < 1 else 1)
    if low - slack <= share.value <= high + slack:
        return
    exact = (new.value / old.value - 1) * 100
    change = "an increase" if exact >= 0 else "a decrease"
    before, after, percent = (text[figure.start : figure.end] for figure in (old, new, share))
    message = f"{before} to {after} is {change} of {abs(exact):.3g} percent, not {percent}"
    also = (block.place(start + old.start, start + old.end), "counted from this")
    span = block.place(start + share.start, start + share.end)
    yield Hit(span, message, "check the three figures: one of them is wrong", also, since=since)
