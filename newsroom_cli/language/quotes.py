"""Who said what: the quotations of a text, continued parts joined, each with its speaker and role."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsroom_cli.language import attributions, lead_ins, quotations, sentences
from newsroom_cli.language.attribution_words import Tongue, tongue_of, words
from newsroom_cli.language.attributions import DIRECT, LOOSE, Attribution
from newsroom_cli.language.introductions import People
from newsroom_cli.language.stretches import (
    COMMAS,
    FRINGE,
    Stretch,
    bare_of_marks,
    closing,
    differs,
    groups,
    inside_block,
    is_named,
    is_term,
    is_title_of_work,
    joined,
    places,
    signed_at,
)
from newsroom_cli.language.words import folded


class Paragraph(NamedTuple):
    """A paragraph as people read it; `quoted` says it stands in a block quotation, `heading` that it is one."""

    text: str
    quoted: bool = False
    heading: bool = False


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
    return _Search(paragraphs, tongue_of(language), people).quotes()


class _Search:
    def __init__(self, paragraphs: Sequence[Paragraph], tongue: Tongue, people: Sequence[tuple[str, str]]) -> None:
        self._paragraphs = paragraphs
        self._tongue = tongue
        self._known = people

    @functools.cached_property
    def _people(self) -> People:
        return People([each.text for each in self._paragraphs], self._tongue, self._known)

    def quotes(self) -> list[Quoted]:
        stretches = list(self._stretches())
        self._across(stretches)
        found: list[Quoted] = []
        last: tuple[str, str] | None = None
        for group in groups(stretches):
            spoken = self._spoken(group, last, found)
            if spoken is not None:
                found.append(spoken)
                last = (spoken.speaker, spoken.role) if spoken.speaker else last
        return found

    # --- the stretches of each paragraph ---

    def _stretches(self) -> Iterator[Stretch]:
        running = signed = False
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.heading:
                running = False
                continue
            if paragraph.quoted and not self._is_narrated(paragraph.text):
                goes_on = index > 0 and self._paragraphs[index - 1].quoted and not signed
                for one in self._block(index, paragraph):
                    one.joins = goes_on
                    signed = one.behind is not None
                    yield one
                continue
            if running and (bare := self._bare(index)) is not None:
                yield bare
                running = bare.open
                continue
            found = self._of(index, paragraph.text)
            if running and found and not paragraph.text[: found[0].left].strip(" \t([…*_"):
                found[0].joins = True
            running = bool(found) and found[-1].open
            yield from found

    def _is_narrated(self, text: str) -> bool:
        """Whether a block quotation holds quotations with words around them: then its marks tell what is said."""
        pairs = quotations.pair(text).pairs
        outside = len(text) - sum(end - start + 1 for start, end in pairs)
        return bool(pairs) and outside > 20 and not (len(pairs) == 1 and signed_at(text) is not None)

    def _bare(self, index: int) -> Stretch | None:
        """A paragraph that goes on with a quotation without a mark of its own: a later one closes what is open."""
        text = self._paragraphs[index].text
        if (close := closing(text)) is not None:
            return Stretch(index, 0, close, text[:close].strip(), joins=True)
        if quotations.marked(text):
            return None
        for later in self._paragraphs[index + 1 : index + 5]:
            if closing(later.text) is not None:
                return Stretch(index, 0, len(text.rstrip()), text.strip(), joins=True, open=True)
            if quotations.marked(later.text):
                return None
        return None

    def _block(self, index: int, paragraph: Paragraph) -> Iterator[Stretch]:
        """A block quotation is one quote; a line in it that begins with a dash signs it."""
        text = paragraph.text
        start, end = inside_block(text)
        one = Stretch(index, start, end, text[start:end].rstrip(), whole=True, block=True)
        one.behind = (
            attributions.behind(text[end:].lstrip('”»"'), one.text, self._tongue) if end < len(text.rstrip()) else None
        )
        if (
            one.behind is None
            and (cut := signed_at(text)) is not None
            and (who := attributions.signature(text[cut:], self._tongue))
        ):
            one.text, one.end = text[start:cut].strip(' "“”\n'), start + len(text[start:cut].rstrip(' "”\n—–-'))
            one.behind = Attribution(who, DIRECT, len(text))
        yield one

    def _of(self, index: int, text: str) -> list[Stretch]:
        found: list[Stretch] = []
        begins, ends = len(text) - len(text.lstrip(" \t([…–—*_-")), len(text.rstrip(" \t)].,;*"))
        for start, end, is_open in places(text):
            inner = bare_of_marks(text, start, end)
            one = Stretch(index, inner[0], inner[1], text[inner[0] : inner[1]].strip(), open=is_open)
            one.left, one.right = max(start - 1, 0), end + 1
            one.whole = one.left <= begins and one.right >= ends
            found.append(one)
        if (unopened := self._unopened(index, text, found[0].left if found else len(text))) is not None:
            found.insert(0, unopened)
        for number, one in enumerate(found):
            since = found[number - 1].right if number else 0
            until = found[number + 1].left if number + 1 < len(found) else len(text)
            lead = text[since : max(one.left, since)]
            self._read_around(one, lead, text[one.right : until])
            if number:
                one.joins = self._goes_on(found[number - 1], one, lead)
        return found

    def _unopened(self, index: int, text: str, until: int) -> Stretch | None:
        """A quotation that begins its paragraph and whose opening mark was forgotten: a mark closes it before a name."""
        at = next(iter(quotations.pair(text).unopened), until) if quotations.marked(text[:until]) else until
        if at >= until or text[at - 1 : at] not in (",", ".", "!", "?") or len(text[:at].split()) < 5:
            return None
        said = attributions.behind(text[at + 1 : until], text[:at], self._tongue)
        return Stretch(index, 0, at, text[:at].strip(), right=at + 1) if said is not None and said.who else None

    def _read_around(self, one: Stretch, lead: str, tail: str) -> None:
        one.behind = attributions.behind(tail, one.text, self._tongue) if tail.strip() and not one.open else None
        own = lead
        one.before = lead_ins.before(own, self._tongue)
        ends = sentences.ends(lead.rstrip()) if lead.strip() else ()
        start = ends[-2] if len(ends) > 1 else 0
        one.about = lead[start:].strip()
        one.named = is_named(lead, self._tongue)

    def _goes_on(self, previous: Stretch, one: Stretch, gap: str) -> bool:
        """Whether nothing but the attribution stands between two stretches."""
        if not gap.strip(" ,;"):
            return False
        if previous.behind is None or previous.behind.document:
            return False
        if one.behind is not None and differs(one.behind.who, previous.behind.who):
            return False
        if one.before is not None and differs(one.before.who, previous.behind.who):
            return False
        if one.named or (one.behind is None and is_term(one.text)):
            return False
        rest = gap[previous.behind.end :].strip()
        if rest and len(rest.split()) > 4:
            return False
        own = lead_ins.before(rest, self._tongue) if rest else None
        return own is None or own.who is None or own.who.kind == "pronoun"

    # --- over paragraphs ---

    def _across(self, stretches: Sequence[Stretch]) -> None:
        """What the paragraph before or behind says of a quotation that fills its own."""
        for number, one in enumerate(stretches):
            if one.joins:
                continue
            lead = self._paragraphs[one.paragraph].text[: min(one.left, FRINGE)]
            first = one.block or (one.left < FRINGE and not lead.strip(" \t([…*_"))
            if first and one.before is None and (before := self._text(one.paragraph - 1)) is not None:
                self._announced(one, before)
            if one.behind is None and one.before is None and (one.whole or one.open):
                self._signed(one, stretches[number + 1 :])

    def _announced(self, one: Stretch, before: str) -> None:
        if before.rstrip(" *_\xa0").endswith(":") and (found := lead_ins.before(before, self._tongue)) is not None:
            one.before = found._replace(force=DIRECT)
        elif not one.about and not quotations.marked(before):
            one.about = before

    def _signed(self, one: Stretch, following: Sequence[Stretch]) -> None:
        last = one
        for each in following:
            if not each.joins or each.paragraph - last.paragraph > 1:
                break
            last = each
        below = self._text(last.paragraph + 1)
        if (
            below
            and not self._paragraphs[last.paragraph + 1].heading
            and not quotations.marked(below)
            and len(below) < 200
            and (who := attributions.signature(below, self._tongue))
        ):
            dashed = below.lstrip()[:1] in "-–—―~"
            if dashed or who.role or " " in who.name:
                one.behind = Attribution(who, DIRECT, 0)

    def _text(self, index: int) -> str | None:
        return self._paragraphs[index].text if 0 <= index < len(self._paragraphs) else None

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
            return count >= 4 and (said is not None or last is not None or (marked and bool(first.about)))
        if behind:
            term = is_title_of_work(text) and text[-1:] not in ".,!?…" and self._after(group[-1]) not in COMMAS
            return count >= 2 and not (is_title_of_work(text) and first.named) and not term  # “Risk Factors” section
        if first.named and not quotations.is_speech(text, ""):
            return False
        if said is not None and said.force == DIRECT:
            return count >= 3 and not (is_title_of_work(text) and count < 12)
        if said is not None and said.force == LOOSE:
            return (
                said.who is not None
                and count >= (4 if quotations.is_speech(text, "") else 5)
                and not is_title_of_work(text)
            )
        if first.open or first.whole or len(group) > 1:
            return count >= 5 and not is_title_of_work(text) and (last is not None or text[-1:] in ".!?…,")
        return (
            count >= 5
            and text[:1].isupper()
            and quotations.is_speech(text, self._after(group[-1]))
            and self._word_before(first) not in words(self._tongue.articles)  # part of the “Fit for Work package”,
            and bool(last or first.about)
        )

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
        return (*last, False) if last is not None else ("", "", False)
