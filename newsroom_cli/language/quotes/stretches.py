"""Words between quotation marks: where they stand in a paragraph, and which of them belong together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people.names import PERSON, PRONOUN, Mention
from newsroom_cli.language.quotes.attributions import Attribution
from newsroom_cli.model.patterns import pattern


class Stretch:
    """Words between two marks, and what the text around them says of their speaker.

    `left` is where its mark begins, `right` where its closing mark ends. `whole`: the paragraph is nothing else.
    `joins`: it goes on with the stretch before it. `open`: no mark closes it. `about` is the sentence before it. `named`:
    it stands behind words such as "called", "titled".
    """

    def __init__(
        self, paragraph: int, start: int, end: int, text: str, *, left: int = 0, right: int = 0, whole: bool = False,
        joins: bool = False, open: bool = False, block: bool = False,
    ) -> None:  # fmt: skip
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.text = text
        self.left = left
        self.right = right
        self.whole = whole
        self.joins = joins
        self.open = open
        self.block = block
        self.behind: Attribution | None = None
        self.before: Attribution | None = None
        self.about = ""
        self.named = False

    def changed(self, **values: Any) -> Stretch:
        """Another of the same paragraph, with some other values."""
        other = Stretch.__new__(Stretch)
        other.__dict__.update(self.__dict__, **values)
        return other


def groups(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for one in stretches:
        if group and not one.joins:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def differs(one: Mention | None, other: Mention | None) -> bool:
    """Whether two attributions plainly name two speakers."""
    if one is None or other is None or PRONOUN in (one.kind, other.kind):
        return False
    if one.kind == PERSON and other.kind == PERSON:
        return one.surname != other.surname and not _is_part(one.name, other.name)
    return one.name != other.name or one.role != other.role


def _is_part(one: str, other: str) -> bool:
    """Whether one name is the first name of the other: Ana, of Ana Ruiz."""
    return one == other.split()[0] or other == one.split()[0]


def is_named(lead: str, tongue: Tongue) -> bool:
    tail = lead.rstrip(" ,:(").lower().split()[-4:]
    if tail and tail[-1] in ("is", "was"):  # the title of the series is
        tail.pop()
    if (
        tail and tail[-1] in words(tongue.articles) and tail[-1] != "her"
    ):  # called her “a friend”, but known as the “Keep Our Town Clean Act”
        tail.pop()
    joined = " ".join(tail)
    if tail[-2:-1] and tail[-2] in ("s'est", "s’est"):  # Ana Ruiz s’est dite « très heureuse »
        return False
    return any(joined.endswith(word) for word in words(tongue.named))


def is_term(text: str) -> bool:
    """Whether quoted words are a term or a name rather than a sentence or its part."""
    return text[-1:] not in ".,!?…" and (len(text.split()) < 4 or is_title_of_work(text))


def is_title_of_work(text: str, *, least: int = 2) -> bool:
    """Whether words are set as a title is: all the longer ones with a capital."""
    longer = [part.lstrip("‘'([“\"") for part in text.split() if len(part.strip(".,!?’'\"”")) > 3]
    return len(longer) >= least and all(each[:1].isupper() or not each[:1].isalpha() for each in longer)


def signed_at(text: str) -> int | None:
    """Where a block quotation ends in a line that begins with a dash."""
    for dash in ("\n—", "\n–", "\n-", "\n―", " — ", " – ", " -- ", "—"):
        at = text.rfind(dash)
        if at > 20 and len(text) - at < 160:
            return at
    return None


FRINGE = 80  # brackets and spaces before the words of a paragraph, at most
COMMAS = frozenset((",", "", "—", "–", "-"))  # what may stand between a closing mark and "said"


# --- marks ----------------------------------------------------------------------------------------------------


def places(text: str) -> list[tuple[int, int, bool]]:
    """Where quoted words stand in a paragraph; the last may be open."""
    if quotation_marks.marked(text):
        if _TWICE.search(text):
            text = _TWICE.sub(lambda match: match[1] + " " * (len(match[0]) - 1), text)
        if text.count("«") > text.count("»"):
            text = _TURNED.sub("»", text)
        pairing = quotation_marks.pair(text)
        if (shared := _shared(text, pairing)) is not None:
            pairing = shared
        if _runs_on(text, pairing):  # the marks inside it are of a title or a term
            return [(pairing.unclosed[0] + 1, len(text.rstrip()), True)]
        found = [(_first_opened(text, pairing, start) + 1, end, False) for start, end in pairing.pairs]
        left = [each for each in pairing.unclosed if not found or each > found[-1][1]]
        wrong = pairing.unopened
        if found and len(wrong) == 2 and wrong[0] > found[-1][1] and wrong[1] - wrong[0] > FRINGE:
            found.append((wrong[0] + 1, wrong[1], False))  # “...,” she said.” A mark of the wrong kind opens it.”
        if left:
            slip = len(left) > 1 and not text[left[-1] + 1 :].strip()  # an opening mark typed where one closes
            found.append((left[0] + 1, left[-1] if slip else len(text.rstrip()), not slip))
        if found:
            return found
    found = [(start + 1, end, False) for start, end in quotation_marks.single(text)]
    last = found[-1][1] if found else -1
    opens = max((match.start() for match in _SINGLE_OPENING.finditer(text)), default=-1)
    if (
        opens > last
        and not _SINGLE_TERM.match(text, opens)
        and "’" not in text[opens:].replace("’s", "").replace("’t", "")[-2:]
    ):
        found.append((opens + 1, len(text.rstrip()), True))
    return found


_TURNED = pattern(
    r"(?<=[\w.!?…])«(?=\s?[,.;)]|\s[a-zß-ÿ]|$)"
)  # one that opens where it should close: « C’est fait«, dit-il
_TWICE = pattern(r"(?<=\S)([\"”»])\s\1(?=\s)")  # a closing mark typed once more: “We did it” ” said Ana Ruiz


def _first_opened(text: str, pairing: quotation_marks.Pairing, start: int) -> int:
    """The mark that opens a quotation, where another opens it again behind a sentence: “We can do it. “So we do.”"""
    at = max((each for each in pairing.unclosed if each < start), default=start)
    again = (
        at < start and _SENTENCES.fullmatch(text, at + 1, start) and not quotation_marks.attributed(text[:start], at)
    )
    return at if again else start


def _shared(text: str, found: quotation_marks.Pairing) -> quotation_marks.Pairing | None:
    """A quotation that ends in a title with marks of its own and shares the closing one: “We sang “The Tide,” said Ruiz."""
    if len(found.unclosed) != 1 or found.unopened or text[: found.unclosed[0]].strip(" \t([…*_"):
        return None
    for number, (start, end) in enumerate(found.pairs):
        if end - start >= _TERM or start < found.unclosed[0]:
            return None
        if text[end - 1] in ",!?" and quotation_marks.attributed(f"{text[end - 1]}{text[end + 1 : end + _TERM]}", 0):
            return quotation_marks.Pairing(((found.unclosed[0], end), *found.pairs[number + 1 :]))
    return None


_SENTENCES = pattern(r"[A-ZÀ-Þ][^“”„\"]{20,400}[.!?]\s+")


def _runs_on(text: str, found: quotation_marks.Pairing) -> bool:
    """Whether a paragraph is an open quotation from its start, with nothing but short words in marks inside it."""
    if len(found.unclosed) != 1 or found.unopened or not found.pairs:
        return False
    at = found.unclosed[0]
    inside = all(start > at and end - start < _TERM for start, end in found.pairs)
    return inside and not text[:at].strip(" \t([…*_") and not quotation_marks.attributed(text, at)


_TERM = 60  # characters
_SINGLE_TERM = pattern(r"‘[^‘’]{1,60}(?<!s)’\s[a-z]")  # ‘Our Town. For Good’ was the theme
_SINGLE_OPENING = pattern(r"(?:^|(?<=[:,]\s))‘(?=[A-ZÀ-Þ])")


def joined(texts: Sequence[str], stops: Sequence[bool]) -> str:
    """The parts of a quote as one text: the comma before "said Ruiz." stands for the full stop of its sentence.

    `stops` says of each gap whether a sentence ends in it.
    """
    made = texts[0]
    for text, stop in zip(texts[1:], stops, strict=True):
        if made.endswith(",") and text[:1].isupper() and (stop or not text.startswith(("I ", "I’", "I'"))):
            made = f"{made[:-1]}."
        elif stop and made[-1:].isalnum() and text[:1].isupper():  # „Wir bleiben“, sagt sie. „Und wir kämpfen.“
            made = f"{made}."
        made = f"{made} {text}"
    return made


def inside_block(text: str) -> tuple[int, int]:
    """Where the words of a paragraph of a block quotation stand, without marks around all of it or its end."""
    start, end = 0, len(text.rstrip())
    while start < end and text[start] in '"“„« ':
        start += 1
    found = quotation_marks.pair(text)
    if len(found.pairs) == 1 and text[: found.pairs[0][0]].strip() == "":
        return found.pairs[0][0] + 1, found.pairs[0][1]
    return start, end - 1 if end - 1 in (*found.unopened, *found.unclosed) else end


def bare_of_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without marks that were typed twice: „“both of them”“."""
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


_MARKS = '“”„"'


def closing(text: str) -> int | None:
    """Where the only mark of a paragraph closes, at its end, what was opened in an earlier one."""
    found = quotation_marks.pair(text)
    alone = (*found.unopened, *found.unclosed)
    return (
        alone[0]
        if len(alone) == 1 and not found.pairs and alone[0] >= len(text.rstrip()) - 3 and alone[0] > 3
        else None
    )


def with_joined(stretches: Sequence[Stretch], number: int) -> list[Stretch]:
    """A stretch and those that go on with it."""
    following = (stretches[index] for index in range(number + 1, len(stretches)))
    return [stretches[number], *itertools.takewhile(lambda each: each.joins, following)]


def part_anew(stretches: Sequence[Stretch]) -> None:
    """A later paragraph with marks and an attribution of its own is another quote, although no mark closed the first."""
    told = False
    for number, one in enumerate(stretches):
        if one.joins and told and not one.block and one.paragraph != stretches[number - 1].paragraph:
            one.joins = one.right == one.end or not _attributed(stretches, number)
        told = (one.joins and told) or one.behind is not None or one.before is not None


def _attributed(stretches: Sequence[Stretch], number: int) -> bool:
    """Whether a stretch or one that goes on with it in its paragraph has an attribution behind it."""
    paragraph = stretches[number].paragraph
    following = (stretches[index] for index in range(number, len(stretches)))
    own = itertools.takewhile(lambda each: each.joins and each.paragraph == paragraph, following)
    return any(each.behind for each in own)
