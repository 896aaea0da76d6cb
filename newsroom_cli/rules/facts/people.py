"""FC: one name in two spellings, of a person or of anything else."""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language.attribution_lexicon import tongue_of
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.people import spellings
from newsroom_cli.language.people.spellings import Pair
from newsroom_cli.model.config import Config
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import WARNING, Hit, replace, rule

# --- FC006 ----------------------------------------------------------------------------------------------------


class _Spelled(NamedTuple):
    """A name as it is spelled, how often, and where first; `number` counts the names in the order they are read in."""

    first: str
    last: str
    times: int
    passage: Passage
    start: int
    end: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def span(self) -> Span:
        return self.passage.place(self.start, self.end)


@rule("FC006", "name-in-two-spellings", severity=WARNING)
def name_in_two_spellings(document: Document) -> Iterator[Hit]:
    known = _known_pairs(document.config)
    suspects = sorted(_suspects(document, known))[:_MANY]
    if not suspects:
        return
    found = _spelled(document, suspects)
    accepted = set(document.config.vocabulary.accepted)
    done: set[str] = set()
    for one, other in suspects:
        wrong, right = found.get(one), found.get(other)
        if wrong is None or one in known or wrong.name in accepted:
            continue
        if right is not None and _are_two(wrong, right):
            continue
        if other not in known:
            if right is None or right.name in accepted:
                continue
            if (wrong.times, -wrong.number) > (right.times, -right.number):  # the rarer, or the later one
                wrong, right = right, wrong
        listed = right is None or other in known
        correct = other if right is None or listed else (right.first, right.last)
        slip = wrong.first if wrong.last in correct else wrong.last
        if slip not in done:
            done.add(slip)
            yield _against_list(document, wrong, other) if right is None or listed else _against_text(wrong, right)


Two = tuple[str, str]  # first name and surname


def _known_pairs(config: Config) -> frozenset[Two]:
    spelled = (name for each in config.people for name in (each.name, *each.spellings))
    return frozenset((words[0], words[-1]) for words in map(str.split, spelled) if len(words) > 1)


def _suspects(document: Document, known: frozenset[Two]) -> set[tuple[Two, Two]]:
    """Pairs of spellings in which one may be a slip for the other; the second is of the list or of the text."""
    texts = [
        each.value
        for each in (document.release.body, document.release.headline, document.release.subhead)
        if each is not None
    ]
    texts += [each.caption.value for each in document.release.images if each.caption]
    texts += [each.speaker.value for each in document.release.quotes if each.speaker]
    firsts: dict[str, list[str]] = defaultdict(list)
    lasts: dict[str, list[str]] = defaultdict(list)
    titled: list[Two] = []
    pairs, ends = set(known), set(known)
    for run in spellings.named("\n\n".join(texts)):
        words = spellings.words(run)
        if len(words) > 1:
            pairs.update(itertools.pairwise(words))
            ends.add((words[-2], words[-1]))
    for first, last in pairs:
        if len(last) >= _SURNAME and (first not in _TITLES or (first, last) in ends):  # Attorney Ana, and Ruiz behind
            firsts[first].append(last)
            if first in _TITLES:
                titled.append((first, last))
        if len(first) >= _FIRST_NAME:
            lasts[last].append(first)
    found: set[tuple[Two, Two]] = set()
    for first, alike in firsts.items():
        if len(alike) > 1:
            found.update(((first, one), (first, other)) for one, other in _slips(alike))
    for last, alike in lasts.items():
        if len(alike) > 1:
            found.update(((one, last), (other, last)) for one, other in _slips(alike))
    return found | _titled(titled, ends) if titled else found


def _titled(titled: Sequence[Two], ends: Collection[Two]) -> set[tuple[Two, Two]]:
    """Mayor Okfaor and Ana Okafor: surnames behind a title against the others, where they end a name."""
    like: dict[tuple[str, int], list[Two]] = {}
    for pair in ends:
        like.setdefault((pair[1][0], len(pair[1])), []).append(pair)
    return {
        both
        for each in titled
        if each in ends
        for length in (-1, 0, 1)
        for other in like.get((each[1][0], len(each[1]) + length), ())[:_MANY]
        if _is_suspect(each[1], other[1])
        for both in ((each, other), (other, each))
    }


_TITLES = frozenset((
    "Mayor", "Judge", "Justice", "Chief", "Sheriff", "Senator", "Governor", "President", "Director", "Attorney", "Commissioner", "Councillor",
    "Councilor", "Councilman", "Councilwoman", "Councilmember", "Officer", "Detective", "Sergeant", "Captain", "Superintendent", "Minister",
    "Secretary", "Chair", "Chairman", "Chairwoman", "Professor", "Representative", "Congressman", "Congresswoman", "Principal", "Rabbi", "Bishop",
))  # fmt: skip
_SURNAME, _FIRST_NAME = 5, 6  # letters from which one letter more or less is a slip and no other name
_MANY = 40  # names that share a word, of which no more are compared


def _slips(alike: Collection[str]) -> Iterator[tuple[str, str]]:
    """The names of which one may be a slip for the other, both ways round."""
    for one, other in itertools.combinations(sorted(alike)[:_MANY], 2):
        if _is_suspect(one, other):
            yield one, other
            yield other, one


def _is_suspect(one: str, other: str) -> bool:
    return (
        spellings.is_slip(one, other)
        and not spellings.is_form(one, other)
        and not _ODD.search(one)
        and not _ODD.search(other)
        and one.replace("'", "’") != other.replace("'", "’")
    )


_ODD = pattern(
    r"[A-Z]{3}|\d|_|[a-z]{3}(?:The|For|And|Of|In|At|To|With|From|About|Why|How|What|Our|We)\Z|^(?:The|This|That|These|When|While|After|Before|Since|Under|About|During)\Z"
)


def _spelled(document: Document, suspects: Collection[tuple[Two, Two]]) -> dict[Two, _Spelled]:
    """Where the suspects stand as names of people, of a text that is read for them."""
    wanted = {each for both in suspects for each in both}
    found: dict[Two, _Spelled] = {}
    for passage in _all_passages(document):
        if not any(each[1] in passage.text and each[0] in passage.text for each in wanted):
            continue
        pairs = [pair for run in spellings.runs(passage.text) for pair in spellings.pairs(*run) if pair[:2] in wanted]
        people = _people(document, passage.text) if pairs else []
        for pair in pairs:
            if _is_person(people, pair):
                key = (pair.first, pair.last)
                known = found.get(key)
                found[key] = (
                    known._replace(times=known.times + 1)
                    if known
                    else _Spelled(pair.first, pair.last, 1, passage, pair.start, pair.end, len(found))
                )
    return found


def _all_passages(document: Document) -> Iterator[Passage]:
    for block in document.prose:
        yield document.of_block(block)
    yield from document.captions
    for each in document.release.quotes:
        if each.speaker is not None:
            yield document.of_field(each.speaker)


def _people(document: Document, text: str) -> list[tuple[int, int]]:
    from newsroom_cli.language.people.names import PERSON, mentions

    tongue = tongue_of(document.release.language.value if document.release.language else "en")
    return [(each.start, each.end) for each in mentions(text, tongue) if each.kind == PERSON]


def _is_person(people: Sequence[tuple[int, int]], pair: Pair) -> bool:
    """Whether a pair ends within the name of a person; these are in order."""
    at = bisect.bisect_left(people, (pair.end, 0)) - 1
    return at >= 0 and pair.end <= people[at][1] + 1


def _are_two(one: _Spelled, other: _Spelled) -> bool:
    """Whether two names are of two people: side by side, or each with a role of its own."""
    if one.passage.text == other.passage.text and _JOINED.fullmatch(
        one.passage.text[min(one.end, other.end) : max(one.start, other.start)]
    ):
        return True
    roles = [_role(each) for each in (one, other)]
    return all(roles) and roles[0] != roles[1]


_JOINED = pattern(r"\s*(?:,|and|&|,\s?and|or)\s*")


_LONG = 20_000  # characters of a paragraph that nobody wrote


def _role(spelled: _Spelled) -> str:
    from newsroom_cli.language.people.names import PERSON, mentions

    tongue = tongue_of("en")
    around = spelled.passage.text
    if len(around) > _LONG:
        return ""
    for each in mentions(around, tongue):
        if each.kind == PERSON and each.start <= spelled.start < each.end:
            return each.role.lower()
    return ""


def _against_list(document: Document, wrong: _Spelled, known: Two) -> Hit:
    right = " ".join(known)
    titled = wrong.first != known[0] and wrong.last != known[1]
    written = f"{wrong.first} {known[1]}" if titled else right
    message = f"{wrong.name} here, {right} in newsroom.toml"
    help = f"write {written}, unless this is somebody else, who belongs under [[people]] as well"
    span = wrong.span
    same = document.release.text[span.start : span.end] == wrong.name
    return Hit(span, message, help, fix=replace(span, written, safe=False) if same else None)


def _against_text(one: _Spelled, other: _Spelled) -> Hit:
    message = f"{one.name} here, {other.name} elsewhere"
    help = (
        f"find out how the name is spelled; {other.name} stands {_times(other.times)}, {one.name} {_times(one.times)}"
    )
    return Hit(one.span, message, help, (other.span, f"{other.name} here"))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
