"""Where the paragraphs of a text quote somebody, what goes on from stretch to stretch, and what the words around say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people.names import GROUP, Mention
from newsroom_cli.language.quotes import attributions, indirect_speech, interrupted_quotes, lead_ins, titles_in_quotes
from newsroom_cli.language.quotes.attributions import DIRECT, Attribution
from newsroom_cli.language.quotes.stretches import (
    COMMAS,
    FRINGE,
    Stretch,
    bare_of_marks,
    closing,
    differs,
    inside_block,
    is_named,
    is_term,
    is_title_of_work,
    part_anew,
    places,
    signed_at,
    with_joined,
)
from newsroom_cli.language.tokens import is_title
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern


class Paragraph(NamedTuple):
    """A paragraph as people read it; `quoted` says it stands in a block quotation, `heading` that it is one."""

    text: str
    quoted: bool = False
    heading: bool = False


def stretches(paragraphs: Sequence[Paragraph], tongue: Tongue) -> list[Stretch]:
    """The quoted stretches of a text in order, those that go on with the one before marked so."""
    return _Reader(paragraphs, tongue).all()


# Behind the attribution another clause leads to other words: he said, stressing that the town needs “...”
_ANEW = pattern(
    r",\s+(?:(?:\w+ly\s+)?\w{3,}ing\b[^,.;:]{4,}|[^.;:]{0,60}\bdass\b[^.;:]{2,40}|[^,.;:]{2,60}\b(?:que|qu['’]|che)\s*|(?:para )?quien\s|(?:und|sowie)\s\w[^,.;:]{0,40}\s)\Z"
)
_SERIES = frozenset(("and", "with", "or", "but", "as well as", "und", "sowie", "et", "y", "e"))


# A paper or club that signs a block quotation: — Harbour News
_PAPER = pattern(
    r"[-–—―]{1,3}\s*(?P<name>[A-ZÀ-Þ][\w.’'&-]*(?:\s(?:[A-ZÀ-Þ][\w.’'&-]*|of|the|and|&|de|la|für|und)){0,5})"
)


_ONCE_MORE = pattern(r"([\"”»])\s\1\s")  # a closing mark typed again
_SENTENCE = 160  # characters at the end of a paragraph that lead to the next


class _Reader:
    def __init__(self, paragraphs: Sequence[Paragraph], tongue: Tongue) -> None:
        self._paragraphs = paragraphs
        self._tongue = tongue

    def all(self) -> list[Stretch]:
        found = list(self._stretches())
        self._across(found)
        return found

    # --- the stretches of each paragraph ---

    def _stretches(self) -> Iterator[Stretch]:
        running = signed = False
        last: Stretch | None = None  # the block quotation right above, which nobody has signed yet
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.heading:
                running = False
                continue
            if paragraph.quoted and not self._is_narrated(paragraph.text):
                if last is not None and (who := self._signer(paragraph.text)) is not None:
                    last.behind, last, signed = Attribution(who, DIRECT, 0), None, True
                    continue
                goes_on = index > 0 and self._paragraphs[index - 1].quoted and not signed
                for one in self._block(index, paragraph):
                    one.joins = goes_on
                    signed = one.behind is not None
                    last = None if signed else one
                    yield one
                continue
            last = None
            if running and (bare := self._bare(index)) is not None:
                yield bare
                running = bare.open
                continue
            found = self._of(index, paragraph.text, running=running)
            if running and found and not paragraph.text[: found[0].left].strip(" \t([…*_"):
                found[0].joins = True
            running = bool(found) and found[-1].open
            yield from found

    def _signer(self, text: str) -> Mention | None:
        """Who signs a block quotation in a paragraph of its own: a name and a role, no sentence."""
        if (named := _PAPER.fullmatch(text.strip())) is not None:
            return Mention(GROUP, named["name"], "", 0, 0)
        who = attributions.signature(text, self._tongue)
        return who if who is not None and who.role and not text.rstrip().endswith(("!", "?")) else None

    def _is_narrated(self, text: str) -> bool:
        """Whether a block quotation holds quotations with words around them: then its marks tell what is said."""
        pairs = quotation_marks.pair(text).pairs
        outside = len(text) - sum(end - start + 1 for start, end in pairs)
        return bool(pairs) and outside > 20 and not (len(pairs) == 1 and signed_at(text) is not None)

    def _bare(self, index: int) -> Stretch | None:
        """A paragraph that goes on with a quotation without a mark of its own: a later one closes what is open."""
        text = self._paragraphs[index].text
        if (close := closing(text)) is not None:
            return Stretch(index, 0, close, text[:close].strip(), joins=True)
        if quotation_marks.marked(text):
            return None
        for later in self._paragraphs[index + 1 : index + 5]:
            if closing(later.text) is not None:
                return Stretch(index, 0, len(text.rstrip()), text.strip(), joins=True, open=True)
            if quotation_marks.marked(later.text):
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
        cut = signed_at(text)
        if one.behind is None and cut is not None and (who := attributions.signature(text[cut:], self._tongue)):
            one.text, one.end = text[start:cut].strip(' "“”\n'), start + len(text[start:cut].rstrip(' "”\n—–-'))
            one.behind = Attribution(who, DIRECT, len(text))
        elif one.behind is None and cut is not None and (named := _PAPER.fullmatch(text[cut:].strip())) is not None:
            one.text, one.end = text[start:cut].strip(' "“”\n'), start + len(text[start:cut].rstrip(' "”\n—–-'))
            one.behind = Attribution(Mention(GROUP, named["name"], "", 0, 0), DIRECT, len(text))
        yield one

    def _of(self, index: int, text: str, *, running: bool = False) -> list[Stretch]:
        found: list[Stretch] = []
        begins, ends = len(text) - len(text.lstrip(" \t([…–—*_-")), len(text.rstrip(" \t)].,;*"))
        for start, end, is_open in places(text):
            if is_open and (closed := self._closed_with(text, start)) is not None:
                end, is_open = closed, False
            if not is_open and titles_in_quotes.is_label(text, max(start - 1, 0), end + 1, self._tongue):
                continue
            inner = bare_of_marks(text, start, end)
            one = Stretch(index, inner[0], inner[1], text[inner[0] : inner[1]].strip(), open=is_open)
            one.left, one.right = max(start - 1, 0), end + (3 if _ONCE_MORE.match(text, end) else 1)
            one.whole = one.left <= begins and one.right >= ends
            found += interrupted_quotes.parted(one, text, self._tongue)
        found += self._closed_again(index, text, found)
        first = found[0].left if found else len(text)
        if (unopened := self._unopened(index, text, first, running=running)) is not None:
            found.insert(0, unopened)
        found, text = self._without_titles(found, text)
        for number, one in enumerate(found):
            since = found[number - 1].right if number else 0
            until = found[number + 1].left if number + 1 < len(found) else len(text)
            lead = text[since : max(one.left, since)]
            if one.behind is None:
                self._read_around(one, lead, text[one.right : until])
            if number and not one.joins:
                one.joins = self._goes_on(found[number - 1], one, lead)
                if lead.strip(" ,") in _SERIES and one.before is None and not one.joins:  # “a part,” and “another”
                    one.before = found[number - 1].before
            if not one.joins and not any(each is not None and each.who for each in (one.behind, one.before)):
                one.before = (
                    indirect_speech.whose(one, found[number - 1] if number else None, text, self._tongue) or one.before
                )
        return found

    def _without_titles(self, found: list[Stretch], text: str) -> tuple[list[Stretch], str]:
        """The stretches without the titles that attributions hold, and the text without these or their marks.

        `said “Harbour Days” host Ana Ruiz`, and `said Ana Ruiz, author of “The Long Way Home.”`
        """
        for number in range(len(found) - 1, -1, -1):
            one = found[number]
            lead = text[found[number - 1].right if number else 0 : one.left].split()
            if not lead or not (is_term(one.text) or is_title_of_work(one.text)) or one.joins or one.open:
                continue
            held = text[one.right : one.right + FRINGE].split()[:2]
            holds = bool(held) and held[0].islower() and any(is_title(each, self._tongue) for each in held)
            if number and len(lead) == 1 and lead[0] in words(self._tongue.verbs) and holds:
                text = text[: one.left] + " " * (one.right - one.left) + text[one.right :]
            elif self._is_of(lead[-5:]):
                text = f"{text[: one.left]} {text[one.left + 1 : one.right - 1]} {text[one.right :]}"
            else:
                continue
            found = found[:number] + found[number + 1 :]
        return found, text

    def _is_of(self, lead: Sequence[str]) -> bool:
        """Whether words end in what somebody is the author or host of: author of the new book"""
        at = max((index for index, each in enumerate(lead) if each == "of"), default=0)
        return at > 0 and is_title(lead[at - 1].lower(), self._tongue) and all(each.islower() for each in lead[at:])

    def _closed_again(self, index: int, text: str, found: Sequence[Stretch]) -> list[Stretch]:
        """What goes on behind a closing mark and is closed once more, an attribution inside it: « A. » B, dit-elle, C. »"""
        again = quotation_marks.pair(text).unopened if self._tongue.incises and found and not found[-1].open else ()
        if len(again) != 1 or again[0] < found[-1].right or text[again[0] + 1 :].strip(" .\xa0"):
            return []
        start = found[-1].right
        one = Stretch(
            index, start, again[0], text[start : again[0]].strip(), left=start, right=again[0] + 1, joins=True
        )
        pieces = list(interrupted_quotes.parted(one, text, self._tongue))
        if len(pieces) < 2 or not one.text[:1].isupper() or found[-1].text[-1:] not in (".", "!", "?"):
            return []
        pieces[0].joins = True
        return pieces

    def _closed_with(self, text: str, start: int) -> int | None:
        """Where one mark closes a quotation and the words in marks it ends with: "We want "ports first", says Ana Ruiz."""
        end = next((pair[1] for pair in reversed(quotation_marks.pair(text).pairs) if pair[0] >= start), None)
        if end is None or text[end] not in '"”“»':
            return None
        said = attributions.behind(text[end + 1 : end + FRINGE], text[start:end], self._tongue)
        return end if said is not None and said.who is not None else None

    def _unopened(self, index: int, text: str, until: int, *, running: bool) -> Stretch | None:
        """A quotation that begins its paragraph without a mark: one closes it before a name, or one is `running` yet."""
        at = next(iter(quotation_marks.pair(text).unopened), until) if quotation_marks.marked(text[:until]) else until
        if at >= until or text[at - 1 : at] not in (",", ".", "!", "?") or len(text[:at].split()) < 5:
            return None
        said = attributions.behind(text[at + 1 : until], text[:at], self._tongue)
        named = said is not None and said.who is not None
        return Stretch(index, 0, at, text[:at].strip(), right=at + 1) if named or running else None

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
        if one.behind is not None and (differs(one.behind.who, previous.behind.who) or one.behind.another):
            return False
        if one.before is not None and differs(one.before.who, previous.behind.who):
            return False
        if one.named or (one.behind is None and is_term(one.text)):
            return False
        if is_title_of_work(previous.text) and is_term(previous.text) and gap[:1] not in COMMAS:
            return False  # “Open Harbour” tells the story of
        if _ANEW.search(gap):
            return False
        rest = gap[previous.behind.end :].strip()
        if rest and len(rest.split()) > 4:
            return False
        own = lead_ins.before(rest, self._tongue) if rest else None
        return own is None or own.who is None  # another quote: “We did it,” said Ana Ruiz. She added, “It was time.”

    # --- over paragraphs ---

    def _across(self, stretches: Sequence[Stretch]) -> None:
        """What the paragraph before or behind says of a quotation that fills its own."""
        part_anew(stretches)
        opener: Stretch | None = None  # the stretch that the one before goes on with
        for number, one in enumerate(stretches):
            if one.joins:
                continue
            group = with_joined(stretches, number)
            lead = self._paragraphs[one.paragraph].text[: min(one.left, FRINGE)]
            first = one.block or (one.left < FRINGE and not lead.strip(" \t([…*_"))
            if first and one.before is None and (before := self._text(one.paragraph - 1)) is not None:
                self._announced(one, before)
            if one.behind is None and one.before is None and (one.whole or one.open):
                self._signed(one, group)
            one.joins = first and opener is not None and self._resumes(opener, stretches[number - 1], group)
            opener = opener if one.joins else one

    def _resumes(self, opener: Stretch, previous: Stretch, group: Sequence[Stretch]) -> bool:
        """Whether a paragraph of nothing but speech goes on with that of the paragraph before, whose speaker is named."""
        one = group[0]
        if one.block or previous.block or one.paragraph - previous.paragraph != 1 or not (one.whole or one.open):
            return False
        if any(each.behind or each.before for each in group):
            return False
        said = previous.behind or opener.behind or opener.before
        rest = self._paragraphs[previous.paragraph].text[previous.right :]
        rest = rest[previous.behind.end :] if previous.behind else rest
        return said is not None and said.who is not None and not rest.strip(" .,\n")

    def _announced(self, one: Stretch, before: str) -> None:
        if titles_in_quotes.follows(before[-_SENTENCE:], self._tongue):
            one.named, one.about = True, before
        elif before.rstrip(" *_\xa0").endswith(":") and (found := lead_ins.before(before, self._tongue)) is not None:
            one.before = found._replace(force=DIRECT)
        elif not one.about and not quotation_marks.marked(before):
            one.about = before

    def _signed(self, one: Stretch, group: Sequence[Stretch]) -> None:
        last = one
        for each in group[1:]:
            if each.paragraph - last.paragraph > 1:
                break
            last = each
        below = self._text(last.paragraph + 1)
        if below and below[:1].islower() and not self._paragraphs[last.paragraph + 1].heading:  # so Ana Ruiz, Leiterin.
            one.behind = attributions.behind(f", {below}", last.text, self._tongue)
            return
        if (
            below
            and not self._paragraphs[last.paragraph + 1].heading
            and not quotation_marks.marked(below)
            and len(below) < 200
            and (who := attributions.signature(below, self._tongue))
        ):
            dashed = below.lstrip()[:1] in "-–—―~"
            if dashed or who.role or " " in who.name:
                one.behind = Attribution(who, DIRECT, 0)

    def _text(self, index: int) -> str | None:
        return self._paragraphs[index].text if 0 <= index < len(self._paragraphs) else None
