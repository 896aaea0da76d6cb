"""Who said what: the quotations of a text, continued parts joined, each with its speaker and role."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.attribution_lexicon import Tongue, tongue_of, words
from newsroom_cli.language.people.names import PERSON, Mention
from newsroom_cli.language.quotes import lead_ins, reported
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, Attribution
from newsroom_cli.language.quotes.introductions import People
from newsroom_cli.language.quotes.reported import Paragraph
from newsroom_cli.language.quotes.stretches import COMMAS, Stretch, groups, is_title_of_work, joined
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.words import folded
from newsroom_cli.model.named import NamedTuple

__all__ = ["Paragraph", "Part", "Quoted", "find"]


class Part(NamedTuple):
    """A stretch of a quote: the paragraph's index, and offsets into its text, marks left out."""

    paragraph: int
    start: int
    end: int


class Quoted(NamedTuple):
    """A quote found in a text: the words of its parts joined by spaces, who said them, in what role.

    `speaker` and `role` are empty where nobody is named. `sure` is False where the speaker is only guessed, from a
    pronoun or an earlier paragraph.
    """

    text: str
    speaker: str
    role: str
    parts: tuple[Part, ...]
    sure: bool = True


def find(
    paragraphs: Sequence[Paragraph], *, language: str = "en", people: Sequence[tuple[str, str]] = ()
) -> list[Quoted]:
    """The quotes of a text in order; `people` are names and roles that are known beforehand."""
    return _Search([_unwrapped(paragraph) for paragraph in paragraphs], tongue_of(language), people).quotes()


def _unwrapped(paragraph: Paragraph) -> Paragraph:
    """A paragraph with spaces where long lines were broken inside a sentence, as in a text taken from a PDF."""
    if "\n" not in paragraph.text or paragraph.quoted:
        return paragraph
    lines = paragraph.text.split("\n")
    made = [lines[0]]
    for line, following in pairwise(lines):
        broken = len(line) >= _FULL and (line[-1].isalnum() or line[-1] == ",") and following[:1].isalpha()
        made += [" " if broken else "\n", following]
    return paragraph._replace(text="".join(made))


_FULL = 50  # characters of a line that is not short of its own


def _least(text: str, who: Mention) -> int:
    """How many words a part of what somebody said must have, so that it is no term: called it “a real step”."""
    if who.kind == PERSON and text.startswith(("a ", "an ", "the ")):
        return 3
    return 4 if quotation_marks.is_speech(text, "") else 5


_TITLE = 14  # words; hardly any title of a work is longer


_SENTENCE = 10  # words, from which on no name is as long


class _Search:
    def __init__(self, paragraphs: Sequence[Paragraph], tongue: Tongue, people: Sequence[tuple[str, str]]) -> None:
        self._paragraphs = paragraphs
        self._tongue = tongue
        self._known = people

    @functools.cached_property
    def _people(self) -> People:
        return People([paragraph.text for paragraph in self._paragraphs], self._tongue, self._known)

    def quotes(self) -> list[Quoted]:
        found: list[Quoted] = []
        last: tuple[str, str] | None = None
        for group in groups(reported.stretches(self._paragraphs, self._tongue)):
            spoken = self._spoken(group, last, found)
            if spoken is not None:
                found.append(spoken)
                last = (spoken.speaker, spoken.role) if spoken.speaker else last
        return found

    # --- what is speech, and whose ---

    def _spoken(self, group: Sequence[Stretch], last: tuple[str, str] | None, found: Sequence[Quoted]) -> Quoted | None:
        first = group[0]
        text = joined([each.text for each in group], [self._stops(one, other) for one, other in pairwise(group)])
        attribution = next((each.behind for each in group if each.behind), None)
        if attribution is None or attribution.who is None:
            leading = next((each.before for each in group if each.before and each.before.who), None)
            attribution = leading or attribution or first.before
        if attribution is not None and attribution.document:
            return None
        if not self._is_speech(group, text, attribution, last):
            return None
        speaker, role, sure = self._speaker(first, attribution, last, found)
        alone = first.whole or first.open or first.block
        if not (speaker or role or attribution or alone):  # words in marks that nobody says
            return None
        parts = tuple(Part(each.paragraph, each.start, each.end) for each in group)
        return Quoted(" ".join(text.split()), speaker, " ".join(role.split()), parts, sure)

    def _is_speech(
        self, group: Sequence[Stretch], text: str, said: Attribution | None, last: tuple[str, str] | None
    ) -> bool:
        count = len(folded(text))
        first = group[0]
        behind = any(each.behind for each in group)
        if first.block:
            marked = self._paragraphs[first.paragraph].text.lstrip()[:1] in ("“", "„", "«", '"')
            if first.named or (said is None and (not marked or first.about.rstrip(" *_\xa0").endswith(":"))):
                return False  # a call to action, a post of somebody's, the principles of a club
            return count >= 4 and (said is not None or last is not None or (marked and bool(first.about)))
        if self._after(group[-1]) == ")" and text[-1:] not in ".,!?…":  # (the “Harbour Act”)
            return False
        if behind:
            if first.named and text[-1:] not in ".,!?…" and self._after(group[-1]) not in COMMAS:
                return False  # the motto “May we build” brings
            term = is_title_of_work(text) and text[-1:] not in ".,!?…" and self._after(group[-1]) not in COMMAS
            return (
                count >= 2 and not (is_title_of_work(text, least=1) and first.named) and not term
            )  # “Risk Factors” section
        if first.named and (text[-1:] == "," or not quotation_marks.is_speech(text, "")):
            return False
        if said is not None and said.force == DIRECT:
            return count >= 3 and not (is_title_of_work(text) and count < 12)
        if said is not None and said.force == LOOSE:
            if self._is_name(first, text, count):
                return False
            return said.who is not None and count >= _least(text, said.who) and not is_title_of_work(text)
        if first.open or first.whole or len(group) > 1:
            return count >= 5 and not is_title_of_work(text) and (last is not None or text[-1:] in ".!?…,")
        return (
            count >= 5
            and text[:1].isupper()
            and quotation_marks.is_speech(text, self._after(group[-1]))
            and (count > _TITLE or not self._word_before(first)[-1:].islower())  # the show “Going Home to Ellery.”
            and not self._goes_on_with(first)
            and self._word_before(first) not in words(self._tongue.articles)  # part of the “Fit for Work package”,
            and bool(last or first.about)
        )

    def _goes_on_with(self, one: Stretch) -> bool:
        """Whether a sentence without a speaker goes on with the words in marks, as a list of titles does."""
        lead = self._paragraphs[one.paragraph].text[max(one.left - 40, 0) : one.left].rstrip()
        return lead.endswith(",") and (self._tongue.incises or self._tongue.compounds)

    def _is_name(self, one: Stretch, text: str, count: int) -> bool:
        """Whether words in the midst of a sentence begin with a capital as a name does: rumbo a los “Primeros cien días”."""
        lead = self._paragraphs[one.paragraph].text[max(one.left - 40, 0) : one.left].rstrip()
        led = lead.endswith((":", ",", ".", "!", "?")) or self._word_before(one) in ("que", "qu", "che", "qu'", "qu’")
        if not text[:1].isupper() or led or count >= _SENTENCE or text[-1:] in ".,!?…":
            return False
        if self._tongue.compounds:  # das Baugebiet „Neuer Hafen“
            noun = lead.rpartition(" ")[2]
            return noun[:1].isupper() and noun.isalpha() and not is_title(noun.lower(), self._tongue)
        return self._tongue.incises

    def _stops(self, one: Stretch, other: Stretch) -> bool:
        """Whether a full stop ends the words between two stretches: a new sentence of the quote begins."""
        same = one.paragraph == other.paragraph
        return same and self._paragraphs[one.paragraph].text[one.right : other.left].rstrip().endswith((".", ":"))

    def _word_before(self, one: Stretch) -> str:
        before = self._paragraphs[one.paragraph].text[max(one.left - 40, 0) : one.left]
        return before.split()[-1].lower() if before.strip() else ""

    def _after(self, one: Stretch) -> str:
        return self._paragraphs[one.paragraph].text[one.right : one.right + 1]

    def _speaker(
        self, one: Stretch, said: Attribution | None, last: tuple[str, str] | None, found: Sequence[Quoted]
    ) -> tuple[str, str, bool]:
        at = (one.paragraph, one.start)
        if said is not None and said.who is not None:
            return self._people.resolve(said.who, at, last)
        if said is not None and last is not None:
            named = self._people.first_in(at)
            return (*(named or last), False)
        same = bool(found) and found[-1].parts[-1].paragraph == one.paragraph
        if same and last is not None:
            return (*last, False)
        if (
            one.about
            and (who := lead_ins.spoken_of(one.about, self._tongue)) is not None
            and (last is None or who.kind == "person")
        ):
            return (*self._people.resolve(who, at, last)[:2], False)
        if last is None and one.about.endswith(":") and self._tongue.topics and _in_first_person(one.text):
            return (*(self._people.first_in(at) or ("", "")), False)
        return (*last, False) if last is not None else ("", "", False)


def _in_first_person(text: str) -> bool:
    """Whether somebody speaks of himself or of us: behind a colon that is speech, whatever leads to it."""
    return any(each in _WE or each.startswith("j'") for each in folded(text))


_WE = frozenset((
    "ich", "wir", "mich", "mir", "uns", "unser", "unsere", "unseren", "mein", "meine", "je", "nous", "notre", "nos", "mon", "ma", "mes", "yo",
    "nosotros", "nuestro", "nuestra", "nuestros", "nuestras", "mi", "io", "noi", "nostro", "nostra", "eu", "meu", "minha", "nosso", "nossa",
    "ik", "wij", "ons", "onze",
))  # fmt: skip
