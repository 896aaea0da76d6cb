"""Quoted stretches: the words between quotation marks, and which of them form one quote."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import PERSON, PRONOUN, Mention
from newsroom_cli.language.quotes.attributions import Attribution
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern


class Stretch:
    """Words between quotation marks, with the attributions before and after them.

    `marks_start` and `marks_end` are the offsets of the words including the marks. The words may continue the previous
    stretch (`continues`), have no closing mark (`unclosed`), or follow a word such as "called" or "titled"
    (`after_naming_word`).
    """

    def __init__(
        self,
        paragraph: int,
        start: int,
        end: int,
        text: str,
        *,
        marks_start: int = 0,
        marks_end: int = 0,
        fills_paragraph: bool = False,
        continues: bool = False,
        unclosed: bool = False,
        in_block_quote: bool = False,
    ) -> None:
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.text = text
        self.marks_start = marks_start
        self.marks_end = marks_end
        self.fills_paragraph = fills_paragraph
        self.continues = continues
        self.unclosed = unclosed
        self.in_block_quote = in_block_quote
        self.after: Attribution | None = None
        self.before: Attribution | None = None
        self.sentence_before = ""
        self.after_naming_word = False

    def replaced(self, **values: Any) -> Stretch:
        """A copy with some values replaced."""
        copy = Stretch.__new__(Stretch)
        copy.__dict__.update(self.__dict__, **values)
        return copy


def stretches_by_quote(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Yield lists of stretches that form one quote: a stretch and those that continue it."""
    group: list[Stretch] = []
    for stretch in stretches:
        if group and not stretch.continues:
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def are_two_speakers(one: Mention | None, other: Mention | None) -> bool:
    """Whether two attributions clearly name two different speakers."""
    if one is None or other is None or PRONOUN in (one.kind, other.kind):
        return False
    if (one.kind == PERSON and one.name in other.role) or (other.kind == PERSON and other.name in one.role):
        return False  # said the head of parks Ana Ruiz and added
    if one.kind == PERSON and other.kind == PERSON:
        return one.surname != other.surname and not _is_first_name_of(one.name, other.name)
    return one.name != other.name or one.role != other.role


def _is_first_name_of(one: str, other: str) -> bool:
    """Whether one name is the first name in the other: Ana, Ana Ruiz."""
    return one == other.split()[0] or other == one.split()[0]


def follows_naming_word(lead: str, lexicon: Lexicon) -> bool:
    """Whether the words before a quotation mark end in a word such as "called" or "titled"."""
    tail = lead.rstrip(" ,:(").lower().split()[-4:]
    if tail and tail[-1] in ("is", "was"):  # the title of the series is
        tail.pop()
    if (
        tail and tail[-1] in lexicon.articles and tail[-1] != "her"
    ):  # called her “a friend”, but known as the “Keep Our Town Clean Act”
        tail.pop()
    joined = " ".join(tail)
    if tail[-2:-1] and tail[-2] in ("s'est", "s’est"):  # Ana Ruiz s’est dite « très heureuse »
        return False
    return any(joined.endswith(word) for word in lexicon.before_names)


def is_term(text: str) -> bool:
    """Whether quoted words are a term or a name, not a sentence or part of one."""
    return text[-1:] not in ".,!?…" and (len(text.split()) < 4 or is_title_of_work(text))


def is_title_of_work(text: str, *, least: int = 2) -> bool:
    """Whether words look like a title: all longer words have capitals."""
    longer = [word.lstrip("‘'([“\"") for word in text.split() if len(word.strip(".,!?’'\"”")) > 3]
    return len(longer) >= least and all(word[:1].isupper() or not word[:1].isalpha() for word in longer)


def signature_start(text: str) -> int | None:
    """The offset of the signature in a block quotation, a last line that begins with a dash; None without one."""
    for dash in ("\n—", "\n–", "\n-", "\n―", " — ", " – ", " -- ", "—"):
        at = text.rfind(dash)
        if at > 20 and len(text) - at < 160:
            return at
    return None


FRINGE = 80  # the most characters before the words of a paragraph, such as brackets and spaces
COMMAS = frozenset((",", "", "—", "–", "-"))  # between a closing mark and "said"


# --- marks ----------------------------------------------------------------------------------------------------


def quoted_places(text: str) -> list[tuple[int, int, bool]]:
    """The start and end of all quoted words in a paragraph, and whether they are unclosed, as only the last may be."""
    if quotation_marks.has_mark(text):
        if _TWICE.search(text):
            text = _TWICE.sub(lambda match: match[1] + " " * (len(match[0]) - 1), text)
        if text.count("«") > text.count("»"):
            text = _TURNED.sub("»", text)
        pairing = quotation_marks.pair(text)
        if (shared := _with_shared_closing(text, pairing)) is not None:
            pairing = shared
        if _runs_on(text, pairing):  # the inner marks belong to a title or a term
            return [(pairing.unclosed[0] + 1, len(text.rstrip()), True)]
        stretches = [(_earliest_opening_mark(text, pairing, start) + 1, end, False) for start, end in pairing.pairs]
        unclosed_after_pairs = [mark for mark in pairing.unclosed if not stretches or mark > stretches[-1][1]]
        wrong = pairing.unopened
        if stretches and len(wrong) == 2 and wrong[0] > stretches[-1][1] and wrong[1] - wrong[0] > FRINGE:
            stretches.append((wrong[0] + 1, wrong[1], False))  # “...,” she said.” A mark of the wrong kind opens it.”
        if unclosed_after_pairs:
            # An opening mark typed in place of a closing one
            closed_by_mistake = len(unclosed_after_pairs) > 1 and not text[unclosed_after_pairs[-1] + 1 :].strip()
            end = unclosed_after_pairs[-1] if closed_by_mistake else len(text.rstrip())
            stretches.append((unclosed_after_pairs[0] + 1, end, not closed_by_mistake))
        if stretches:
            return stretches
    stretches = [(start + 1, end, False) for start, end in quotation_marks.single_mark_pairs(text)]
    last = stretches[-1][1] if stretches else -1
    opens = max((match.start() for match in _SINGLE_OPENING.finditer(text)), default=-1)
    if (
        opens > last
        and not _SINGLE_TERM.match(text, opens)
        and "’" not in text[opens:].replace("’s", "").replace("’t", "")[-2:]
    ):
        stretches.append((opens + 1, len(text.rstrip()), True))
    return stretches


# An opening mark in place of a closing one: « C’est fait«, dit-il
_TURNED = pattern(r"(?<=[\w.!?…])«(?=\s?[,.;)]|\s[a-zß-ÿ]|$)")
_TWICE = pattern(r"(?<=\S)([\"”»])\s\1(?=\s)")  # a closing mark typed twice: “We did it” ” said Ana Ruiz


def _earliest_opening_mark(text: str, pairing: quotation_marks.Pairing, start: int) -> int:
    """The offset of the mark at `start`, or of an earlier one that opens the same quotation: “We can. “So we do.”"""
    earlier = max((mark for mark in pairing.unclosed if mark < start), default=start)
    opened_twice = (
        earlier < start
        and not text[:earlier].endswith("(")  # a short name in brackets: the Port Authority ("the Port')
        and _SENTENCES.fullmatch(text, earlier + 1, start)
        and not quotation_marks.has_attribution_after(text[:start], earlier)
    )
    return earlier if opened_twice else start


def _with_shared_closing(text: str, pairing: quotation_marks.Pairing) -> quotation_marks.Pairing | None:
    """The pairing if a quotation and the title at its end share a closing mark, else None: “We sang “The Tide,” said
    Ruiz.
    """
    if len(pairing.unclosed) != 1 or pairing.unopened or text[: pairing.unclosed[0]].strip(" \t([…*_"):
        return None
    for number, (start, end) in enumerate(pairing.pairs):
        if end - start >= _TERM or start < pairing.unclosed[0]:
            return None
        if text[end - 1] in ",!?" and quotation_marks.has_attribution_after(
            f"{text[end - 1]}{text[end + 1 : end + _TERM]}", 0
        ):
            return quotation_marks.Pairing(((pairing.unclosed[0], end), *pairing.pairs[number + 1 :]))
    return None


_SENTENCES = pattern(r"[A-ZÀ-Þ][^“”„\"]{20,400}[.!?]\s+")


def _runs_on(text: str, pairing: quotation_marks.Pairing) -> bool:
    """Whether an unclosed quotation fills a paragraph; inside it only short terms may be quoted."""
    if len(pairing.unclosed) != 1 or pairing.unopened or not pairing.pairs:
        return False
    at = pairing.unclosed[0]
    inside = all(start > at and end - start < _TERM for start, end in pairing.pairs)
    return inside and not text[:at].strip(" \t([…*_") and not quotation_marks.has_attribution_after(text, at)


_TERM = 60  # characters
_SINGLE_TERM = pattern(r"‘[^‘’]{1,60}(?<!s)’\s[a-z]")  # ‘Our Town. For Good’ was the theme
_SINGLE_OPENING = pattern(r"(?:^|(?<=[:,]\s))‘(?=[A-ZÀ-Þ])")


def join_parts(texts: Sequence[str], stops: Sequence[bool]) -> str:
    """The parts of a quote as one text; the comma before "said Ruiz." becomes a full stop, or goes before a verb.

    `stops` has, for each gap, whether a sentence ends in it.
    """
    words = texts[0]
    for text, stop in zip(texts[1:], stops, strict=True):
        comma = FINAL_COMMA.search(words, max(len(words) - _COMMA_AND_MARK, 0))
        if comma and text[:1].isupper() and (stop or not text.startswith(("I ", "I’", "I'"))):
            words = f"{words[: comma.start()]}.{comma[1]}"
        elif comma and not stop and _goes_on_with_verb(words, text):
            words = f"{words[: comma.start()]}{comma[1]}"  # “The quay,” said Ana Ruiz, “is open.”
        elif stop and words[-1:].isalnum() and text[:1].isupper():  # „Wir bleiben“, sagt sie. „Und wir kämpfen.“
            words = f"{words}."
        words = f"{words} {text}"
    return words


def _goes_on_with_verb(words: str, text: str) -> bool:
    """Whether the part of a quote after an attribution begins with the verb of the only clause before it."""
    return (
        text.partition(" ")[0] in QUOTES["auxiliaries"] - {"who"}
        and _IS_ONE_CLAUSE.search(words, max(len(words) - _CLAUSE, 0)) is not None
    )


FINAL_COMMA = pattern(r"\s?,([’'”\"]?)\Z")  # of the sentence around a quotation, also in inner marks
_COMMA_AND_MARK, _CLAUSE = 3, 84  # characters, at most: only the end of a long quote is searched
_IS_ONE_CLAUSE = pattern(
    r"(?:\A|[.!?]\s)(?!(?:After|As|At|Because|Before|By|For|From|Given|If|In|On|Since|To|When|While|With|Without)\b)[^,.!?]{1,80},[’'”\"]?\Z"
)


def span_in_block(text: str) -> tuple[int, int]:
    """The start and end of the words in a paragraph of a block quotation, without the quotation marks around them."""
    start, end = 0, len(text.rstrip())
    while start < end and text[start] in '"“„« ':
        start += 1
    pairing = quotation_marks.pair(text)
    if len(pairing.pairs) == 1 and text[: pairing.pairs[0][0]].strip() == "":
        return pairing.pairs[0][0] + 1, pairing.pairs[0][1]
    return start, end - 1 if end - 1 in (*pairing.unopened, *pairing.unclosed) else end


def without_doubled_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and end of quoted words without marks that were typed twice: „“both of them”“."""
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


_MARKS = '“”„"'


def closing_mark(text: str) -> int | None:
    """The offset of the mark that ends a paragraph and closes a quotation from an earlier paragraph; else None."""
    pairing = quotation_marks.pair(text)
    alone = (*pairing.unopened, *pairing.unclosed)
    return (
        alone[0]
        if len(alone) == 1 and not pairing.pairs and alone[0] >= len(text.rstrip()) - 3 and alone[0] > 3
        else None
    )


def with_joined(stretches: Sequence[Stretch], number: int) -> list[Stretch]:
    """The stretch at an index, and the stretches that continue it."""
    following = (stretches[index] for index in range(number + 1, len(stretches)))
    return [stretches[number], *itertools.takewhile(lambda stretch: stretch.continues, following)]


def split_attributed_paragraphs(stretches: Sequence[Stretch]) -> None:
    """Start a new quote at each paragraph with its own marks and attribution, even if the one before is unclosed."""
    attributed = False
    for number, stretch in enumerate(stretches):
        if (
            stretch.continues
            and attributed
            and not stretch.in_block_quote
            and stretch.paragraph != stretches[number - 1].paragraph
        ):
            stretch.continues = stretch.marks_end == stretch.end or not _has_attribution_in_paragraph(stretches, number)
        attributed = (stretch.continues and attributed) or stretch.after is not None or stretch.before is not None


def _has_attribution_in_paragraph(stretches: Sequence[Stretch], number: int) -> bool:
    """Whether an attribution follows a stretch or its continuation in the same paragraph."""
    paragraph = stretches[number].paragraph
    following = (stretches[index] for index in range(number, len(stretches)))
    own = itertools.takewhile(lambda stretch: stretch.continues and stretch.paragraph == paragraph, following)
    return any(stretch.after for stretch in own)
