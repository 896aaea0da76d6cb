"""The quoted stretches of a text, with their attributions, across paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import GROUP, PERSON, Mention
from newsroom_cli.language.quotes import dashes
from newsroom_cli.language.quotes.attributions import DIRECT, Attribution, attribution_after, signature
from newsroom_cli.language.quotes.indirect_speech import continued_attribution
from newsroom_cli.language.quotes.interrupted_quotes import split_at_attributions
from newsroom_cli.language.quotes.lead_ins import attribution_before
from newsroom_cli.language.quotes.stretches import (
    COMMAS,
    FRINGE,
    Stretch,
    are_two_speakers,
    closing_mark,
    follows_naming_word,
    is_term,
    is_title_of_work,
    quoted_places,
    signature_start,
    span_in_block,
    split_attributed_paragraphs,
    with_joined,
    without_doubled_marks,
)
from newsroom_cli.language.quotes.titles_in_quotes import announces_title, is_label
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern


def _names_its_own(stretch: Stretch) -> bool:
    """Whether the attribution after a stretch names a person, not only "she" or nobody."""
    return stretch.after is not None and stretch.after.who is not None and stretch.after.who.kind == PERSON


class Paragraph(NamedTuple):
    """A paragraph as people read it; it may be in a block quotation (`quoted`) or be a heading."""

    text: str
    quoted: bool = False
    heading: bool = False


def stretches(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> list[Stretch]:
    """The quoted stretches of a text in order; one with `continues` belongs to the same quote as the one before."""
    return _Reader(paragraphs, lexicon).all()


# A clause after the attribution that leads to another quotation: he said, stressing that the town needs “...”
_ANEW = pattern(
    r",\s+(?:(?:\w+ly\s+)?\w{3,}ing\b[^,.;:]{4,}|[^.;:]{0,60}\bdass\b[^.;:]{2,40}|"
    r"[^,.;:]{2,60}\b(?:que|qu['’]|che)\s*|(?:para )?quien\s|(?:und|sowie)\s\w[^,.;:]{0,40}\s)\Z"
)


# The name of a newspaper or club that signs a block quotation: — Harbour News
_PAPER = pattern(
    r"[-–—―]{1,3}\s*(?P<name>[A-ZÀ-Þ][\w.’'&-]*(?:\s(?:[A-ZÀ-Þ][\w.’'&-]*|of|the|and|&|de|la|für|und)){0,5})"
)


_ONCE_MORE = pattern(r"([\"”»])\s\1\s")  # a closing mark typed again
_SENTENCE = 160  # characters at the end of a paragraph that may lead to the quotation in the next
# The translation of a name, before the verb: Ana Ruiz of Mehr Hafen (“More Harbour”) said
_GLOSS = pattern(r"\([“„«\"][^\W\d_](?:[\w’'-]|\s(?=\w)){2,60}[”“»\"]\)(?=\s[a-zß-ÿ])")


def _are_two_people(one: Mention | None, other: Mention | None) -> bool:
    """Whether two attributions name two people."""
    return {one and one.kind, other and other.kind} == {PERSON} and are_two_speakers(one, other)


class _Reader:
    """A reader of the quoted stretches of all paragraphs."""

    def __init__(self, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> None:
        self._paragraphs = paragraphs
        self._lexicon = lexicon

    def all(self) -> list[Stretch]:
        """Read all stretches with their attributions."""
        all_stretches = list(self._all_stretches())
        self._read_across_paragraphs(all_stretches)
        return all_stretches

    # --- the stretches of each paragraph ---

    def _all_stretches(self) -> Iterator[Stretch]:
        """Yield the stretches paragraph by paragraph, before attributions in other paragraphs are read."""
        running = signed = False
        last: Stretch | None = None  # the block quotation right above, if it is unsigned
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.heading:
                running = False
                continue
            if paragraph.quoted and not self._is_narrated(paragraph.text):
                if last is not None and (who := self._signer(paragraph.text)) is not None:
                    last.after, last, signed = Attribution(who, DIRECT, 0), None, True
                    continue
                goes_on = index > 0 and self._paragraphs[index - 1].quoted and not signed
                for stretch in self._block_quotation(index, paragraph):
                    stretch.continues = goes_on
                    signed = stretch.after is not None
                    last = None if signed else stretch
                    yield stretch
                continue
            last, signed = None, paragraph.quoted  # a block quotation with its narrative has its own attribution
            if running and (bare := self._continuation(index)) is not None:
                yield bare
                running = bare.unclosed
                continue
            stretches = self._stretches_of(index, paragraph.text, running=running)
            if running and stretches and not paragraph.text[: stretches[0].marks_start].strip(" \t([…*_"):
                stretches[0].continues = True
            running = bool(stretches) and stretches[-1].unclosed
            yield from stretches

    def _signer(self, text: str) -> Mention | None:
        """The person or organisation that a paragraph names as signature of the block quotation above it, or None."""
        if (named := _PAPER.fullmatch(text.strip())) is not None:
            return Mention(GROUP, named["name"], "", 0, 0)
        who = signature(text, self._lexicon)
        return who if who is not None and who.role and not text.rstrip().endswith(("!", "?")) else None

    def _is_narrated(self, text: str) -> bool:
        """Whether a block quotation also has text outside quotation marks; then only the words in marks are quoted."""
        pairs = quotation_marks.pair(text).pairs
        outside = len(text) - sum(end - start + 1 for start, end in pairs)
        return bool(pairs) and outside > 20 and not (len(pairs) == 1 and signature_start(text) is not None)

    def _continuation(self, index: int) -> Stretch | None:
        """The whole paragraph as part of a quotation that began earlier and ends here or later; None if nothing closes
        it.
        """
        text = self._paragraphs[index].text
        if (close := closing_mark(text)) is not None:
            return Stretch(index, 0, close, text[:close].strip(), continues=True)
        if quotation_marks.has_mark(text):
            return None
        for later in self._paragraphs[index + 1 : index + 5]:
            if closing_mark(later.text) is not None:
                return Stretch(index, 0, len(text.rstrip()), text.strip(), continues=True, unclosed=True)
            if quotation_marks.has_mark(later.text):
                return None
        return None

    def _block_quotation(self, index: int, paragraph: Paragraph) -> Iterator[Stretch]:
        """Yield a block quotation as one stretch; its last line, if it begins with a dash, is the signature."""
        text = paragraph.text
        start, end = span_in_block(text)
        stretch = Stretch(index, start, end, text[start:end].rstrip(), fills_paragraph=True, in_block_quote=True)
        stretch.after = (
            attribution_after(text[end:].lstrip('”»"'), stretch.text, self._lexicon)
            if end < len(text.rstrip())
            else None
        )
        cut = signature_start(text)
        if stretch.after is None and cut is not None and (who := signature(text[cut:], self._lexicon)):
            stretch.text, stretch.end = text[start:cut].strip(' "“”\n'), start + len(text[start:cut].rstrip(' "”\n—–-'))
            stretch.after = Attribution(who, DIRECT, len(text))
        elif stretch.after is None and cut is not None and (named := _PAPER.fullmatch(text[cut:].strip())) is not None:
            stretch.text, stretch.end = text[start:cut].strip(' "“”\n'), start + len(text[start:cut].rstrip(' "”\n—–-'))
            stretch.after = Attribution(Mention(GROUP, named["name"], "", 0, 0), DIRECT, len(text))
        yield stretch

    def _stretches_of(self, index: int, text: str, *, running: bool) -> list[Stretch]:
        """The quoted stretches of a paragraph; with `running`, an earlier paragraph has opened a quotation."""
        stretches: list[Stretch] = []
        begins, ends = len(text) - len(text.lstrip(" \t([…–—*_-")), len(text.rstrip(" \t)].,;*"))
        before = self._text_of(index - 1) or ""
        stretches += dashes.stretches(index, text, before, self._lexicon)
        for start, end, is_open in () if stretches else quoted_places(text):
            if is_open and (closed := self._end_with_inner_quote(text, start)) is not None:
                end, is_open = closed, False
            if not is_open and is_label(text, max(start - 1, 0), end + 1, self._lexicon):
                continue
            if (gloss := _GLOSS.match(text, max(start - 2, 0))) is not None and not is_open:
                text = text[: gloss.start()] + " " * len(gloss[0]) + text[gloss.end() :]
                continue
            inner = without_doubled_marks(text, start, end)
            stretch = Stretch(index, inner[0], inner[1], text[inner[0] : inner[1]].strip(), unclosed=is_open)
            stretch.marks_start, stretch.marks_end = max(start - 1, 0), end + (3 if _ONCE_MORE.match(text, end) else 1)
            stretch.fills_paragraph = stretch.marks_start <= begins and stretch.marks_end >= ends
            stretches += split_at_attributions(stretch, text, self._lexicon)
        stretches += self._stretches_closed_again(index, text, stretches)
        first = stretches[0].marks_start if stretches else len(text)
        if (unopened := self._unopened_stretch(index, text, first, running=running)) is not None:
            stretches.insert(0, unopened)
        stretches, text = self._without_titles(stretches, text)
        for number, stretch in enumerate(stretches):
            since = stretches[number - 1].marks_end if number else 0
            until = stretches[number + 1].marks_start if number + 1 < len(stretches) else len(text)
            lead = text[since : max(stretch.marks_start, since)]
            if stretch.after is None:
                self._read_around(stretch, lead, text[stretch.marks_end : until])
            if number and not stretch.continues:
                stretch.continues = self._continues(stretches[number - 1], stretch, lead)
                if (
                    lead.strip(" ,") in QUOTES["series"] and stretch.before is None and not stretch.continues
                ):  # “a part,” and “another”
                    stretch.before = stretches[number - 1].before
            if not stretch.continues and not any(
                attribution is not None and attribution.who for attribution in (stretch.after, stretch.before)
            ):
                stretch.before = (
                    continued_attribution(stretch, stretches[number - 1] if number else None, text, self._lexicon)
                    or stretch.before
                )
        return stretches

    def _without_titles(self, stretches: list[Stretch], text: str) -> tuple[list[Stretch], str]:
        """The stretches without titles of works inside attributions, and the text without those titles or their marks.

        Examples: `said “Harbour Days” host Ana Ruiz`, and `said Ana Ruiz, author of “The Long Way Home.”`
        """
        for number in range(len(stretches) - 1, -1, -1):
            stretch = stretches[number]
            lead = text[stretches[number - 1].marks_end if number else 0 : stretch.marks_start].split()
            if (
                not lead
                or not (is_term(stretch.text) or is_title_of_work(stretch.text))
                or stretch.continues
                or stretch.unclosed
            ):
                continue
            words_after = text[stretch.marks_end : stretch.marks_end + FRINGE].split()[:2]
            is_title_holder = (
                bool(words_after)
                and words_after[0].islower()
                and any(is_title(word, self._lexicon) for word in words_after)
            )
            if number and len(lead) == 1 and lead[0] in self._lexicon.verbs and is_title_holder:
                text = (
                    text[: stretch.marks_start]
                    + " " * (stretch.marks_end - stretch.marks_start)
                    + text[stretch.marks_end :]
                )
            elif self._ends_in_authorship(lead[-5:]):
                start, end = stretch.marks_start, stretch.marks_end
                text = f"{text[:start]} {text[start + 1 : end - 1]} {text[end:]}"
            else:
                continue
            stretches = stretches[:number] + stretches[number + 1 :]
        return stretches, text

    def _ends_in_authorship(self, lead: Sequence[str]) -> bool:
        """Whether the words before a title end in a phrase such as "author of the new book"."""
        at = max((index for index, word in enumerate(lead) if word == "of"), default=0)
        return at > 0 and is_title(lead[at - 1].lower(), self._lexicon) and all(word.islower() for word in lead[at:])

    def _stretches_closed_again(self, index: int, text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
        """The stretches between a closing mark and a second one: C in « A. » B, dit-elle, C. »"""
        again = (
            quotation_marks.pair(text).unopened
            if self._lexicon.interrupts and stretches and not stretches[-1].unclosed
            else ()
        )
        if len(again) != 1 or again[0] < stretches[-1].marks_end or text[again[0] + 1 :].strip(" .\xa0"):
            return []
        start = stretches[-1].marks_end
        words, marks_end = text[start : again[0]].strip(), again[0] + 1
        stretch = Stretch(index, start, again[0], words, marks_start=start, marks_end=marks_end, continues=True)
        pieces = list(split_at_attributions(stretch, text, self._lexicon))
        if len(pieces) < 2 or not stretch.text[:1].isupper() or stretches[-1].text[-1:] not in (".", "!", "?"):
            return []
        pieces[0].continues = True
        return pieces

    def _end_with_inner_quote(self, text: str, start: int) -> int | None:
        """The offset of the mark that closes a quotation and one inside it: "We want "ports first", says Ana Ruiz." """
        end = next((pair[1] for pair in reversed(quotation_marks.pair(text).pairs) if pair[0] >= start), None)
        if end is None or text[end] not in '"”“»':
            return None
        attribution = attribution_after(text[end + 1 : end + FRINGE], text[start:end], self._lexicon)
        return end if attribution is not None and attribution.who is not None else None

    def _unopened_stretch(self, index: int, text: str, until: int, *, running: bool) -> Stretch | None:
        """A quotation at the start of a paragraph without an opening mark, or None.

        It counts if a name follows it, or if a quotation from an earlier paragraph is `running`.
        """
        at = next(iter(quotation_marks.pair(text).unopened), until) if quotation_marks.has_mark(text[:until]) else until
        if at >= until or text[at - 1 : at] not in (",", ".", "!", "?") or len(text[:at].split()) < 5:
            return None
        attribution = attribution_after(text[at + 1 : until], text[:at], self._lexicon)
        named = attribution is not None and attribution.who is not None
        return Stretch(index, 0, at, text[:at].strip(), marks_end=at + 1) if named or running else None

    def _read_around(self, stretch: Stretch, lead: str, tail: str) -> None:
        """Read the attributions after and before a stretch, and the sentence before it."""
        stretch.after = (
            attribution_after(tail, stretch.text, self._lexicon) if tail.strip() and not stretch.unclosed else None
        )
        stretch.before = attribution_before(lead, self._lexicon)
        led, spoken = stretch.before, stretch.after
        if led and spoken and stretch.text[-1:] in ".!?" and _are_two_people(led.who, spoken.who):
            stretch.after = (
                None  # it belongs to the next quotation: Ana Ruiz said: “We open.” Idris Lind said, “At last.”
            )
        ends = sentences.ends(lead.rstrip()) if lead.strip() else ()
        start = ends[-2] if len(ends) > 1 else 0
        stretch.sentence_before = lead[start:].strip()
        stretch.after_naming_word = follows_naming_word(lead, self._lexicon)

    def _continues(self, previous: Stretch, stretch: Stretch, gap: str) -> bool:
        """Whether a stretch continues the previous one, with only its attribution between them."""
        if not gap.strip(" ,;") or previous.after is None or previous.after.document:
            return False
        if stretch.after is not None and (
            are_two_speakers(stretch.after.who, previous.after.who) or stretch.after.another
        ):
            return False
        if stretch.before is not None and are_two_speakers(stretch.before.who, previous.after.who):
            return False
        if _names_its_own(stretch) and not _names_its_own(previous) and gap.rstrip().endswith((".", "!", "?")):
            return False  # “It works,” she added. “We are late,” said Luis Brandt.
        # “It works,” he said. “At last”.
        after_mark = self._paragraphs[stretch.paragraph].text[stretch.marks_end : stretch.marks_end + 1]
        is_sentence = after_mark in (".", "!", "?") and gap.rstrip().endswith((".", "!", "?"))
        if stretch.after_naming_word or (stretch.after is None and is_term(stretch.text) and not is_sentence):
            return False
        if is_title_of_work(previous.text) and is_term(previous.text) and gap[:1] not in COMMAS:
            return False  # “Open Harbour” tells the story of
        if _ANEW.search(gap):
            return False
        rest = gap[previous.after.end :].strip()
        if rest and len(rest.split()) > 4:
            return False
        own = attribution_before(rest, self._lexicon) if rest else None
        return own is None or own.who is None  # another quote: “We did it,” said Ana Ruiz. She added, “It was time.”

    # --- across paragraphs ---

    def _read_across_paragraphs(self, stretches: Sequence[Stretch]) -> None:
        """Read the speakers of quotations that fill a paragraph from the paragraphs before and after."""
        split_attributed_paragraphs(stretches)
        opener: Stretch | None = None  # the first stretch of the quote so far
        for number, stretch in enumerate(stretches):
            if stretch.continues:
                continue
            group = with_joined(stretches, number)
            lead = self._paragraphs[stretch.paragraph].text[: min(stretch.marks_start, FRINGE)]
            first = stretch.in_block_quote or (stretch.marks_start < FRINGE and not lead.strip(" \t([…*_"))
            if first and stretch.before is None and (before := self._text_of(stretch.paragraph - 1)) is not None:
                self._read_announcement(stretch, before)
            if stretch.after is None and stretch.before is None and (stretch.fills_paragraph or stretch.unclosed):
                self._read_signature(stretch, group)
            stretch.continues = first and opener is not None and self._resumes(opener, stretches[number - 1], group)
            opener = opener if stretch.continues else stretch

    def _resumes(self, opener: Stretch, previous: Stretch, group: Sequence[Stretch]) -> bool:
        """Whether a paragraph that is all speech continues the previous quote, which names its speaker."""
        stretch = group[0]
        if (
            stretch.in_block_quote
            or previous.in_block_quote
            or stretch.paragraph - previous.paragraph != 1
            or not (stretch.fills_paragraph or stretch.unclosed)
        ):
            return False
        if any(stretch.after or stretch.before for stretch in group):
            return False
        attribution = previous.after or opener.after or opener.before
        rest = self._paragraphs[previous.paragraph].text[previous.marks_end :]
        rest = rest[previous.after.end :] if previous.after else rest
        return attribution is not None and attribution.who is not None and not rest.strip(" .,\n")

    def _read_announcement(self, stretch: Stretch, before: str) -> None:
        """Read the speaker, or a word that announces a title, from the paragraph before a quotation."""
        if announces_title(before[-_SENTENCE:], self._lexicon):
            stretch.after_naming_word, stretch.sentence_before = True, before
        elif (
            before.rstrip(" *_\xa0").endswith(":")
            and (attribution := attribution_before(before, self._lexicon)) is not None
        ):
            stretch.before = attribution._replace(force=DIRECT)
        elif not stretch.sentence_before and not quotation_marks.has_mark(before):
            stretch.sentence_before = before

    def _read_signature(self, stretch: Stretch, group: Sequence[Stretch]) -> None:
        """Read the speaker from the line below a quotation."""
        last = stretch
        for later in group[1:]:
            if later.paragraph - last.paragraph > 1:
                break
            last = later
        below = self._text_of(last.paragraph + 1)
        if below and below[:1].islower() and not self._paragraphs[last.paragraph + 1].heading:  # so Ana Ruiz, Leiterin.
            stretch.after = attribution_after(f", {below}", last.text, self._lexicon)
            return
        if (
            below
            and not self._paragraphs[last.paragraph + 1].heading
            and not quotation_marks.has_mark(below)
            and len(below) < 200
            and (who := signature(below, self._lexicon))
        ):
            dashed = below.lstrip()[:1] in "-–—―~"
            if dashed or who.role or " " in who.name:
                stretch.after = Attribution(who, DIRECT, 0)

    def _text_of(self, index: int) -> str | None:
        """The text of the paragraph at an index; None if there is no such paragraph."""
        return self._paragraphs[index].text if 0 <= index < len(self._paragraphs) else None
