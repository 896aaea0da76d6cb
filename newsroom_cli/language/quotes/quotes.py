"""The quotes of a text, each with its speaker and role; the parts of an interrupted quote are joined."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.attribution_lexicon import Lexicon, lexicon_for
from newsroom_cli.language.people.names import PERSON, Mention
from newsroom_cli.language.quotes import japanese, reported
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, Attribution
from newsroom_cli.language.quotes.introductions import People
from newsroom_cli.language.quotes.lead_ins import person_spoken_of
from newsroom_cli.language.quotes.reported import Paragraph
from newsroom_cli.language.quotes.stretches import COMMAS, Stretch, is_title_of_work, join_parts, stretches_by_quote
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

__all__ = ["Paragraph", "Part", "Quoted", "find_quotes"]


class Part(NamedTuple):
    """A part of a quote: the paragraph's index and offsets into its text, without the marks."""

    paragraph: int
    start: int
    end: int


class Quoted(NamedTuple):
    """A quote in a text: the words of its parts joined by spaces, its speaker and the speaker's role.

    `speaker` and `role` are empty if the text names nobody. `sure` is False if the speaker is only guessed, from a
    pronoun or an earlier paragraph.
    """

    text: str
    speaker: str
    role: str
    parts: tuple[Part, ...]
    sure: bool = True


def find_quotes(
    paragraphs: Sequence[Paragraph], *, language: str = "en", people: Sequence[tuple[str, str]] = ()
) -> list[Quoted]:
    """The quotes of a text in order; `people` are known pairs of name and role."""
    if language.lower().startswith("ja"):
        texts = [paragraph.text for paragraph in paragraphs]
        return [
            Quoted(texts[place][start:end], speaker, role, (Part(place, start, end),))
            for place, start, end, speaker, role in japanese.attributed_words(texts)
        ]
    lexicon = lexicon_for(language)
    plain = [_without_names_in_marks(_unwrapped(paragraph), lexicon) for paragraph in paragraphs]
    return _Search(plain, lexicon, people).quotes()


def _unwrapped(paragraph: Paragraph) -> Paragraph:
    """A paragraph without the line breaks inside sentences that text copied from a PDF has."""
    if "\n" not in paragraph.text or paragraph.quoted:
        return paragraph
    lines = paragraph.text.split("\n")
    pieces = [lines[0]]
    for line, following in pairwise(lines):
        broken = len(line) >= _FULL_LINE and (line[-1].isalnum() or line[-1] == ",") and following[:1].isalpha()
        pieces += [" " if broken else "\n", following]
    return paragraph._replace(text="".join(pieces))


def _without_names_in_marks(paragraph: Paragraph, lexicon: Lexicon) -> Paragraph:
    """A paragraph with spaces for a speaker's organisation in marks: Ana Ruiz of “Save the Quay” says: “We want”."""

    def blank(match: re.Match[str]) -> str:
        spoken = match["verb"] in lexicon.verbs or match["verb"] in lexicon.helpers
        named = len(match["name"].split()) <= _NAME_WORDS and match["name"][-1] not in ".,!?"
        return " " * len(match[0]) if spoken and named else match[0]

    has_two = paragraph.text.count(":") and sum(map(paragraph.text.count, '“„«"')) > 1
    return paragraph._replace(text=_NAME_IN_MARKS.sub(blank, paragraph.text)) if has_two else paragraph


_NAME_IN_MARKS = pattern(
    r"(?<=[^\W\d_]\s)[“„«\"](?P<name>[^\W\d_a-z][^“”„«»\"\n]{2,60})[”“»\"]"
    r"(?=\s(?P<verb>[^\W\d_]+)\b[^.!?“”„«»\"\n:]{0,40}:\s?[“„«\"])"
)
_NAME_WORDS = 8
_FULL_LINE = 50  # characters; a shorter line was broken on purpose


def _fewest_words(text: str, who: Mention) -> int:
    """The fewest words with which a quoted part of a sentence is speech; fewer are a term: called it “a real step”."""
    if who.kind == PERSON and text.startswith(("a ", "an ", "the ")):
        return 3
    return 4 if quotation_marks.is_speech(text, "") else 5


_ADVERB = pattern(r",? [a-zà-ÿ]{4,}mente\Z")  # declaró el titular recientemente
_SHORT_FORM = pattern(r"\s\([A-ZÀ-Þ][\w-]{1,9}\)")
_LOOK_BACK = 40  # characters before a quotation
_TITLE = 14  # words; hardly any title of a work is longer


_SENTENCE, _MAY_BE_TITLE = 10, 12  # words; no name, and no title, is this long
_OWNERS = frozenset("von vom des del du di della van av af".split())  # before the name of a person's firm or field
_THAT = frozenset("que qu che qu' qu’".split())


class _Search:
    """The search for the quotes of a text."""

    def __init__(self, paragraphs: Sequence[Paragraph], lexicon: Lexicon, people: Sequence[tuple[str, str]]) -> None:
        self._paragraphs = paragraphs
        self._lexicon = lexicon
        self._known = people

    @functools.cached_property
    def _people(self) -> People:
        """The people whom the text names."""
        return People([paragraph.text for paragraph in self._paragraphs], self._lexicon, self._known)

    def quotes(self) -> list[Quoted]:
        """The quotes in order; each speaker may also be the speaker of the next quote."""
        quotes: list[Quoted] = []
        last: tuple[str, str] | None = None
        for group in stretches_by_quote(reported.stretches(self._paragraphs, self._lexicon)):
            spoken = self._quote_of(group, last, quotes)
            if spoken is not None:
                quotes.append(spoken)
                last = (spoken.speaker, spoken.role) if spoken.speaker else last
        return quotes

    # --- speech and its speaker ---

    def _quote_of(
        self, group: Sequence[Stretch], last: tuple[str, str] | None, earlier: Sequence[Quoted]
    ) -> Quoted | None:
        """The quote formed by a group of stretches; None if they are not speech."""
        first = group[0]
        text = join_parts(
            [stretch.text for stretch in group],
            [self._has_stop_between(stretch, following) for stretch, following in pairwise(group)],
        )
        attribution = next((stretch.after for stretch in group if stretch.after), None)
        if attribution is None or attribution.who is None:
            leading = next((stretch.before for stretch in group if stretch.before and stretch.before.who), None)
            attribution = leading or attribution or first.before
        if attribution is not None and attribution.document:
            return None
        if not self._is_speech(group, text, attribution, last):
            return None
        speaker, role, sure = self._speaker_of(first, attribution, last, earlier)
        alone = first.fills_paragraph or first.unclosed or first.in_block_quote
        if not (speaker or role or attribution or alone):  # quoted words without a speaker
            return None
        parts = tuple(Part(stretch.paragraph, stretch.start, stretch.end) for stretch in group)
        if self._lexicon.drops_subject:
            role = _ADVERB.sub("", role)
        return Quoted(" ".join(text.split()), speaker, " ".join(role.split()), parts, sure)

    def _is_speech(
        self, group: Sequence[Stretch], text: str, attribution: Attribution | None, last: tuple[str, str] | None
    ) -> bool:
        """Whether a group of stretches is speech, not a title, a term or a motto; `last` is the previous speaker."""
        count = len(folded(text))
        first = group[0]
        after = any(stretch.after for stretch in group)
        if first.in_block_quote:
            marked = self._paragraphs[first.paragraph].text.lstrip()[:1] in ("“", "„", "«", '"')
            if first.after_naming_word or (
                attribution is None and (not marked or first.sentence_before.rstrip(" *_\xa0").endswith(":"))
            ):
                return False  # a call to action, a post, the principles of a club
            return count >= 4 and (
                attribution is not None or last is not None or (marked and bool(first.sentence_before))
            )
        if text[-1:] not in ".,!?…" and (
            self._character_after(group[-1]) == ")"  # (the “Harbour Act”)
            or (count < _SENTENCE and (self._is_named(first, text) or self._has_short_form(group[-1])))
        ):
            return False
        if after:
            if first.after_naming_word and text[-1:] not in ".,!?…" and self._character_after(group[-1]) not in COMMAS:
                return False  # the motto “May we build” brings
            term = (
                is_title_of_work(text) and text[-1:] not in ".,!?…" and self._character_after(group[-1]) not in COMMAS
            )
            # “Risk Factors” section
            return count >= 2 and not (is_title_of_work(text, least=1) and first.after_naming_word) and not term
        if first.after_naming_word and (text[-1:] == "," or not quotation_marks.is_speech(text, "")):
            return False
        if attribution is not None and attribution.force == DIRECT:
            is_sentence = self._lexicon.compounds and text[-1:] in ".!?"  # German titles have no full stop in the marks
            return count >= 3 and (is_sentence or count >= _MAY_BE_TITLE or not is_title_of_work(text))
        if attribution is not None and attribution.force == LOOSE:
            if self._is_name(first, text, count):
                return False
            return (
                attribution.who is not None
                and count >= _fewest_words(text, attribution.who)
                and not is_title_of_work(text)
            )
        if first.unclosed or first.fills_paragraph or len(group) > 1:
            return count >= 5 and not is_title_of_work(text) and (last is not None or text[-1:] in ".!?…,")
        return (
            count >= 5
            and text[:1].isupper()
            and quotation_marks.is_speech(text, self._character_after(group[-1]))
            and (count > _TITLE or not self._word_before(first)[-1:].islower())  # the show “Going Home to Ellery.”
            and not self._goes_on_with(first)
            and self._word_before(first) not in self._lexicon.articles  # part of the “Fit for Work package”,
            and bool(last or first.sentence_before)
        )

    def _is_named(self, stretch: Stretch, text: str) -> bool:
        """Whether the word before quoted words makes them a name: Inhaberin von „Hafen – die Werft“, the “Act”."""
        before = self._word_before(stretch)
        return before in _OWNERS or (before in self._lexicon.articles and not text[:1].islower())

    def _has_short_form(self, stretch: Stretch) -> bool:
        """Whether an abbreviation in brackets follows quoted words: „Small fiber neuropathy“ (SFN)."""
        return _SHORT_FORM.match(self._paragraphs[stretch.paragraph].text, stretch.marks_end) is not None

    def _goes_on_with(self, stretch: Stretch) -> bool:
        """Whether quoted words continue the sentence before them, as in a list of titles."""
        return self._before(stretch).endswith(",") and (self._lexicon.interrupts or self._lexicon.compounds)

    def _is_name(self, stretch: Stretch, text: str, count: int) -> bool:
        """Whether quoted words inside a sentence are a capitalised name: rumbo a los “Primeros cien días”."""
        lead = self._before(stretch)
        led = lead.endswith((":", ",", ".", "!", "?")) or self._word_before(stretch) in _THAT
        if not text[:1].isupper() or led or count >= _SENTENCE or text[-1:] in ".,!?…":
            return False
        if self._lexicon.compounds:  # das Baugebiet „Neuer Hafen“
            noun = lead.rpartition(" ")[2]
            return noun[:1].isupper() and noun.isalpha() and not is_title(noun.lower(), self._lexicon)
        return self._lexicon.interrupts

    def _has_stop_between(self, stretch: Stretch, following: Stretch) -> bool:
        """Whether the words between two stretches end a sentence, and the second stretch begins a new one."""
        same = stretch.paragraph == following.paragraph
        return same and self._paragraphs[stretch.paragraph].text[stretch.marks_end : following.marks_start].rstrip(
            " \n\xa0–—-"
        ).endswith((".", ":"))

    def _word_before(self, stretch: Stretch) -> str:
        """The word before a quoted stretch, in small letters."""
        return "".join(self._before(stretch).split()[-1:]).lower()

    def _before(self, stretch: Stretch) -> str:
        """The end of the text before a quoted stretch."""
        text = self._paragraphs[stretch.paragraph].text
        return text[max(stretch.marks_start - _LOOK_BACK, 0) : stretch.marks_start].rstrip()

    def _character_after(self, stretch: Stretch) -> str:
        """The character after the closing mark of a quoted stretch; empty at the end."""
        return self._paragraphs[stretch.paragraph].text[stretch.marks_end : stretch.marks_end + 1]

    def _speaker_of(
        self, stretch: Stretch, attribution: Attribution | None, last: tuple[str, str] | None, earlier: Sequence[Quoted]
    ) -> tuple[str, str, bool]:
        """The speaker's name and role, and whether they are certain."""
        at = (stretch.paragraph, stretch.start)
        if attribution is not None and attribution.who is not None:
            return self._people.resolve(attribution.who, at, last)
        same = bool(earlier) and earlier[-1].parts[-1].paragraph == stretch.paragraph
        if attribution is not None and last is not None:
            named = self._people.first_person_in(at, since=earlier[-1].parts[-1].end if same else 0)
            return (*(named or last), False)
        if same and last is not None:
            return (*last, False)
        if (
            stretch.sentence_before
            and (who := person_spoken_of(stretch.sentence_before, self._lexicon)) is not None
            and (last is None or who.kind == "person")
        ):
            return (*self._people.resolve(who, at, last)[:2], False)
        if (
            last is None
            and stretch.sentence_before.endswith(":")
            and self._lexicon.topics
            and any(word in QUOTES["first_person"] or word.startswith("j'") for word in folded(stretch.text))
        ):
            return (*(self._people.first_person_in(at) or ("", "")), False)
        return (*last, False) if last is not None else ("", "", False)
