"""FC: one person's name in two spellings."""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.people import spellings
from newsroom_cli.language.people.names import PERSON, mentions
from newsroom_cli.language.people.spellings import Pair
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, replace, rule

# --- FC006 ----------------------------------------------------------------------------------------------------


class _Spelled(NamedTuple):
    """A name in one spelling: its number of occurrences and the place of the first.

    `number` is its index in reading order.
    """

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
    """Report a person's name that is spelled in two ways."""
    listed = _listed_names(document.config)
    roles = {_first_and_last(person.name): person.role for person in document.config.people}
    names, ends = _names(document, listed)
    suspects = sorted(_suspects(document, names, ends))[:_MANY]
    accents = sorted({*_accents(names, listed)}.difference(suspects)) if document.config.check.preview else []
    if not suspects and not accents:
        return
    occurrences = _occurrences(document, (*suspects, *accents))
    accepted = set(document.config.vocabulary.accepted)
    done: set[str] = set()
    for suspect, correct_name in (*suspects, *accents):
        wrong, right = occurrences.get(suspect), occurrences.get(correct_name)
        if wrong is None or suspect in listed or wrong.name in accepted:
            continue
        if right is not None and _are_two_people(wrong, right):
            continue
        words = list(zip(suspect, correct_name, strict=True))
        if all(spellings.is_case(one, other, document.base_language) for one, other in words):
            continue
        is_new = (suspect, correct_name) in accents
        is_slip = is_new or any(_is_suspect(one, other) for one, other in words)
        if not is_slip and not _has_role(wrong, roles.get(correct_name, "")):
            continue
        if correct_name not in listed:
            if right is None or right.name in accepted:
                continue
            if (wrong.times, -wrong.number) > (right.times, -right.number):  # the rarer spelling, or the later
                wrong, right = right, wrong
        if right is None or correct_name in listed:
            correct, hit = correct_name, _against_list(document, wrong, correct_name)
        else:
            correct, hit = (right.first, right.last), _against_text(wrong, right)
        slip = wrong.first if wrong.last in correct else wrong.last
        if slip not in done:
            done.add(slip)
            yield hit._replace(since=PREVIEW) if is_new else hit


_INITIAL = 2  # letters of a short first name, such as J. or Al
FullName = tuple[str, str]  # first name and surname


def _listed_names(config: Config) -> frozenset[FullName]:
    """The first names and surnames of the people in newsroom.toml, with their other spellings."""
    names = {name for person in config.people for name in (person.name, *person.spellings)}
    return frozenset(name for name in map(_first_and_last, names) if name[0])


def _first_and_last(name: str) -> FullName:
    """The first name and surname in a name such as Dr. Ana M. Okafor; the first name is empty if there is none."""
    words = name.split()
    while words[1:] and (words[0] in RULES["titles"] or (words[0].endswith(".") and len(words[0]) > _INITIAL)):
        del words[0]
    return (words[0] if words[1:] else "", words[-1] if words else "")


def _names(document: Document, listed: frozenset[FullName]) -> tuple[set[FullName], set[FullName]]:
    """The pairs of adjacent capitalised words in the text, and those that end a run; both with the listed names."""
    release = document.release
    fields = [release.body, release.headline, release.subhead, *(image.caption for image in release.images)]
    fields += (quote.speaker for quote in release.quotes)
    texts = [field.value for field in fields if field is not None]
    pairs, ends = set(listed), set(listed)
    for run in spellings.distinct_runs("\n\n".join(texts)):
        words = spellings.words_of_run(run)
        if len(words) > 1:
            pairs.update(itertools.pairwise(words))
            ends.add((words[-2], words[-1]))
    return pairs, ends


def _accents(names: set[FullName], listed: frozenset[FullName]) -> Iterator[tuple[FullName, FullName]]:
    """Yield names that differ from a listed name only in accents, each with that name: Ines Ruiz, Inés Ruiz."""
    by_plain_name = {_without_accents(name): name for name in listed}
    for name in names - listed if by_plain_name else ():
        if correct_name := by_plain_name.get(_without_accents(name)):
            yield name, correct_name


def _without_accents(name: FullName) -> FullName:
    first, last = (unicodedata.normalize("NFD", word) for word in name)
    return _ACCENTS.sub("", first), _ACCENTS.sub("", last)


_ACCENTS = pattern("[\u0300-\u036f]")


def _suspects(document: Document, pairs: set[FullName], ends: set[FullName]) -> set[tuple[FullName, FullName]]:
    """Pairs of names of which the first may misspell the second, which is listed or also in the text.

    `pairs` and `ends` are the results of `_names`.
    """
    firsts: dict[str, list[str]] = defaultdict(list)
    lasts: dict[str, list[str]] = defaultdict(list)
    titled: list[FullName] = []
    for first, last in pairs:
        if len(last) >= _SURNAME and (
            first not in RULES["titles"] or (first, last) in ends
        ):  # Mayor Okafor, not the Attorney Ana of Attorney Ana Ruiz
            firsts[first].append(last)
            if first in RULES["titles"]:
                titled.append((first, last))
        if len(first) >= _FIRST_NAME:
            lasts[last].append(first)
    return {
        *(((first, slip), (first, right)) for first in firsts for slip, right in _similar_pairs(firsts[first])),
        *(((slip, last), (right, last)) for last in lasts for slip, right in _similar_pairs(lasts[last])),
        *_namesakes(pairs, document.config),
        *_titled_suspects(titled, ends),
    }


def _namesakes(names: Collection[FullName], config: Config) -> Iterator[tuple[FullName, FullName]]:
    """Yield names with the surname of a listed person but another first name, each with the listed name."""
    own: dict[str, set[str]] = defaultdict(set)  # surname of listed people -> all words of their names
    for person in config.people:
        own[_first_and_last(person.name)[1]].update(
            word for name in (person.name, *person.spellings) for word in name.split()
        )
    for first, last in names:
        if last in own and first not in own[last] and first not in RULES["titles"]:
            listed = (_first_and_last(person.name) for person in config.people)
            yield from (((first, last), name) for name in listed if name[1] == last and len(name[0]) > _INITIAL)


def _titled_suspects(titled: Sequence[FullName], ends: Collection[FullName]) -> set[tuple[FullName, FullName]]:
    """Pairs, in both orders, of a surname after a title and a full name it may misspell: Mayor Okfaor, Ana Okafor."""
    by_shape: dict[tuple[str, int], list[FullName]] = {}
    for name in ends:
        by_shape.setdefault((name[1][0], len(name[1])), []).append(name)
    return {
        pair
        for name in titled
        if name in ends
        for length in (-1, 0, 1)
        for correct_name in by_shape.get((name[1][0], len(name[1]) + length), ())[:_MANY]
        if _is_suspect(name[1], correct_name[1])
        for pair in ((name, correct_name), (correct_name, name))
    }


_SURNAME, _FIRST_NAME = 5, 6  # letters; in a shorter name, one letter more or less makes a different name
_MANY = 40  # names that share a word, compared with one another


def _similar_pairs(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names of which one may be a misspelling of the other, each in both orders."""
    for first, second in itertools.combinations(sorted(names)[:_MANY], 2):
        if _is_suspect(first, second):
            yield first, second
            yield second, first


def _is_suspect(name: str, correct_name: str) -> bool:
    """Whether a name may be a misspelling of the correct name."""
    return (
        spellings.is_slip(name, correct_name)
        and not spellings.is_form(name, correct_name)
        and not _UNUSUAL_NAME.search(name)
        and not _UNUSUAL_NAME.search(correct_name)
        and name.replace("'", "’") != correct_name.replace("'", "’")
    )


_UNUSUAL_NAME = pattern(
    r"[A-Z]{3}|\d|_|[a-z]{3}(?:The|For|And|Of|In|At|To|With|From|About|Why|How|What|Our|We)\Z"
    r"|^(?:The|This|That|These|When|While|After|Before|Since|Under|About|During)\Z"
)


def _occurrences(document: Document, suspects: Collection[tuple[FullName, FullName]]) -> dict[FullName, _Spelled]:
    """For each suspect spelling, its first occurrence as a person's name and the number of all."""
    wanted = {name for pair in suspects for name in pair}
    occurrences: dict[FullName, _Spelled] = {}
    for passage in _all_passages(document):
        if not any(first in passage.text and last in passage.text for first, last in wanted):
            continue
        pairs = [pair for run in spellings.runs(passage.text) for pair in spellings.pairs(*run) if pair[:2] in wanted]
        people = _people(document, passage.text) if pairs else []
        for pair in pairs:
            if _is_person(people, pair) and not _begins_with_a_body(passage.text, pair):
                key = (pair.first, pair.last)
                new = _Spelled(pair.first, pair.last, 0, passage, pair.start, pair.end, len(occurrences))
                name = occurrences.get(key, new)
                occurrences[key] = name._replace(times=name.times + 1)
    return occurrences


def _begins_with_a_body(text: str, pair: Pair) -> bool:
    """Whether the first word has a French or Italian article, and the name begins behind it: l’Éducation Ana Ruiz."""
    return text[max(pair.start - 2, 0) : pair.start].lower() in ("l’", "l'") and text[pair.end + 1 :][:1].isupper()


def _all_passages(document: Document) -> Sequence[Passage]:
    """The passages in which names are looked for: body, headline and captions, speakers of listed quotes."""
    speakers = [document.of_field(quote.speaker) for quote in document.release.quotes if quote.speaker]
    return (*map(document.of_block, document.prose), *document.captions, *speakers)


def _people(document: Document, text: str) -> list[tuple[int, int]]:
    """The start and end of each person's name in a text, in order."""
    lexicon = lexicon_for(document.release.language.value if document.release.language else "en")
    return [(mention.start, mention.end) for mention in mentions(text, lexicon) if mention.kind == PERSON]


def _is_person(people: Sequence[tuple[int, int]], pair: Pair) -> bool:
    """Whether a pair of words ends inside a person's name; `people` are the offsets of the names, in order."""
    at = bisect.bisect_left(people, (pair.end, 0)) - 1
    return at >= 0 and pair.end <= people[at][1] + 1


def _are_two_people(first: _Spelled, second: _Spelled) -> bool:
    """Whether two spellings belong to two people: they are joined as in "A and B", or have different roles."""
    text = first.passage.text
    if text == second.passage.text:
        between = text[min(first.end, second.end) : max(first.start, second.start)]
        if _JOINED.fullmatch(between):
            return True
    roles = _role(first), _role(second)
    return all(roles) and roles[0] != roles[1]


def _has_role(spelled: _Spelled, role: str) -> bool:
    """Whether the role printed with a name is the listed role; either of them may add a place: Mayor of Millbrook."""
    printed, known = _role(spelled), role.lower()
    return bool(printed) and (printed in (known, known.partition(" of ")[0]) or printed.partition(" of ")[0] == known)


_JOINED = pattern(r"\s*(?:,|and|&|,\s?and|or)\s*")
_MAX_PARAGRAPH_LENGTH = 20_000  # characters; a longer paragraph is not read, as nobody writes one


def _role(spelled: _Spelled) -> str:
    """The role printed with a name, in lower case; empty without one."""
    lexicon = lexicon_for("en")
    around = spelled.passage.text
    if len(around) > _MAX_PARAGRAPH_LENGTH:
        return ""
    for mention in mentions(around, lexicon):
        if mention.kind == PERSON and mention.start <= spelled.start < mention.end:
            return mention.role.lower()
    return ""


def _against_list(document: Document, wrong: _Spelled, listed: FullName) -> Hit:
    """The hit for a spelling that differs from the one in newsroom.toml."""
    right = " ".join(listed)
    titled = wrong.first != listed[0] and wrong.last != listed[1]
    written = f"{wrong.first} {listed[1]}" if titled else right
    message = f"{wrong.name} here, {right} in newsroom.toml"
    help = f"write {written}, unless this is somebody else, who belongs under [[people]] as well"
    span = wrong.span
    same = document.release.text[span.start : span.end] == wrong.name
    return Hit(span, message, help, fix=replace(span, written, safe=False) if same else None)


def _against_text(wrong: _Spelled, right: _Spelled) -> Hit:
    """The hit for a spelling that differs from another one in the text."""
    message = f"{wrong.name} here, {right.name} elsewhere"
    counts = f"{right.name} occurs {_times_in_words(right.times)}, {wrong.name} {_times_in_words(wrong.times)}"
    return Hit(wrong.span, message, f"find out how the name is spelled; {counts}", (right.span, f"{right.name} here"))


def _times_in_words(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
