"""An index of everything that is not public: addresses, ids, headlines, words and pictures. It searches output files.

docs/decisions/leaks.md says what the search finds, what it cannot find, and what it costs.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newsroom_cli.markup import markdown
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.leaks.readings import (
    Reading,
    has_whole_words,
    letters_of,
    normalized,
    readings,
    skeleton,
    skeletons,
)

ADDRESS, ID, WORDS, FILE = "address", "id", "words", "file"
_WORDS_OF_RUN, _WORDS_BETWEEN_RUNS = 8, 3  # a run has 8 words, and one starts at every third word
_LETTERS_OF_RUN, _FEWEST_LETTERS = 6, 5  # in the skeleton of a run, and of a name or a short passage


class Passage(NamedTuple):
    """Words of a release that must not be public, and the line of its file where they begin."""

    kind: str
    text: str
    line: int


class HeldFile(NamedTuple):
    """A picture or attachment that no public release has."""

    name: str
    size: int
    digest: str


class HeldRelease(NamedTuple):
    """The parts of an unpublished release that must not appear in any output file."""

    path: str
    id: str
    names: tuple[str, ...]
    passages: tuple[Passage, ...]
    files: tuple[HeldFile, ...] = ()

    @classmethod
    def of(
        cls, release: Release, *, aliases: Iterable[str] = (), files: Iterable[tuple[str, bytes]] = ()
    ) -> HeldRelease:
        """The parts of a release; `aliases` are its earlier names, `files` the files that no public release has."""
        names = dict.fromkeys(filter(None, (release.slug, *(name.strip("/") for name in aliases))))
        held = tuple(HeldFile(name, len(data), _digest(data)) for name, data in files)
        id = text_of(release.id)
        return cls(release.path, id, tuple(names), tuple(_passages(release)), held)


class Leak(NamedTuple):
    """A part of a held release that appears in an output file.

    `path` is the output file and `excerpt` its text there; `source` and `line` are the file and line of the held
    release. `probe` is the number of the pattern that matched; words that are also public elsewhere are no leak, see
    `HeldIndex.patterns_in`.
    """

    path: str
    excerpt: str
    kind: str
    words: str
    source: str
    line: int
    probe: int


class _Probe(NamedTuple):
    """A name or a run of words to search for; `around` is a pattern that a name must match in its context."""

    kind: str
    words: str
    source: str
    line: int
    around: str = ""


class _Group(NamedTuple):
    """Consecutive passages of a release whose words form runs together; `first` is the number of their first run."""

    first: int
    source: str
    passages: Sequence[Passage]


class HeldIndex:
    """An index of everything that is not public; a build makes it once and hands it to its workers.

    It stores only the letters of each run of words, and rebuilds the words when the letters match. `site` is the
    address of the newsroom's site: a page of another site may have the same name as a held release.
    """

    def __init__(
        self, releases: Sequence[HeldRelease], public: frozenset[int] = frozenset(), *, site: str = ""
    ) -> None:
        self.releases = tuple(releases)
        self.site = site
        self._clean_tags: set[bytes] = set()  # HTML tags that contain nothing held; most files repeat them
        self._patterns_in_sources: set[int] = set()  # patterns of words in the public sources read so far
        self._sources_with_markup: list[str] = []  # sources that were searched only with their markup
        self._files: dict[int, list[tuple[HeldFile, str]]] = {}
        for release in self.releases:
            for file in release.files:
                self._files.setdefault(file.size, []).append((file, release.path))
        self._add_names()
        self._add_runs()
        self._exclude(public)

    def __reduce__(self) -> tuple[Any, ...]:
        return functools.partial(HeldIndex, site=self.site), (self.releases, self.public)

    def _add_names(self) -> None:
        """Add the patterns of all ids, addresses and file names."""
        self._name_probes = [probe for release in self.releases for probe in _name_probes(release, self.site)]
        letters = [skeleton(probe.words.encode(errors="replace")) for probe in self._name_probes]
        self._letters = [name if len(name) >= _FEWEST_LETTERS else b"" for name in letters]
        self._short_names = [number for number, name in enumerate(self._letters) if not name]
        self._patterns = [*dict.fromkeys(filter(None, self._letters))]
        self._name_count = len(self._patterns)  # the patterns after these are words

    def _add_runs(self) -> None:
        """Add the patterns of all runs of words."""
        self._passage_groups: list[_Group] = []
        runs: list[bytes] = []
        for release in self.releases:
            for group in _passage_groups(release.passages):
                letters = [word for passage in group for word in _skeletons(passage.text)]
                ends = list(itertools.accumulate(map(len, letters), initial=0))
                self._passage_groups.append(_Group(len(self._name_probes) + len(runs), release.path, group))
                joined_letters = b"".join(letters)
                runs += [joined_letters[ends[start] : ends[end]] for start, end in _word_runs(ends)]
        self._patterns += dict.fromkeys(runs)
        self._letters += runs

    @functools.cached_property
    def _numbers(self) -> Mapping[tuple[bytes, bool], list[int]]:
        """The numbers of the probes that have the same letters; the flag of a key says whether they are names."""
        numbers: dict[tuple[bytes, bool], list[int]] = {}
        for number, letters in enumerate(self._letters):
            numbers.setdefault((letters, number < len(self._name_probes)), []).append(number)
        return numbers

    def _probe(self, number: int) -> _Probe:
        """The probe with a number: a name, or a run of words rebuilt from its passages."""
        if number < len(self._name_probes):
            return self._name_probes[number]
        group = self._passage_groups[
            bisect.bisect_right(self._passage_groups, number, key=lambda group: group.first) - 1
        ]
        words = [(word, passage.line) for passage in group.passages for word in _WORD.findall(passage.text)]
        letters = [word for passage in group.passages for word in _skeletons(passage.text)]
        ends = list(itertools.accumulate(map(len, letters), initial=0))
        start, end = next(itertools.islice(_word_runs(ends), number - group.first, None))
        return _Probe(WORDS, " ".join(word for word, _ in words[start:end]), group.source, words[start][1])

    def _exclude(self, public: frozenset[int]) -> None:
        """Search for all patterns except those that are public."""
        self.public = public
        self._searched = [pattern_id for pattern_id in range(len(self._patterns)) if pattern_id not in public]
        self._find_patterns = _pattern_finder([self._patterns[pattern_id] for pattern_id in self._searched])

    # --- what is public -------------------------------------------------------------------------------------------

    def patterns_in(self, text: str) -> frozenset[int]:
        """The numbers of the word patterns in a public text, such as a release file, a template or a boilerplate."""
        forms = {text.encode(errors="replace"), _without_markup(text)}  # a link without words shows its address
        return frozenset().union(*map(self._word_patterns_in, forms))

    def _word_patterns_in(self, data: bytes) -> set[int]:
        """The numbers of the patterns in some bytes that are words, not names."""
        return {pattern_id for pattern_id in self._hits(skeleton(data)) if pattern_id >= self._name_count}

    def without(self, texts: Iterable[str]) -> HeldIndex:
        """A smaller, faster index without the words that these public texts contain."""
        smaller = object.__new__(HeldIndex)
        empty: dict[str, object] = {"_clean_tags": set(), "_patterns_in_sources": set(), "_sources_with_markup": []}
        smaller.__dict__ |= self.__dict__ | empty
        smaller._exclude(self.public.union(itertools.chain.from_iterable(map(self.patterns_in, texts))))
        return smaller

    # --- the search -----------------------------------------------------------------------------------------------

    def search(
        self, path: str, data: bytes, known: Container[int] = frozenset(), *, sources: Iterable[str] = ()
    ) -> list[Leak]:
        """The leaks in an output file, apart from the patterns that are `known` to be public.

        `sources` are the public texts from which the file was rendered. The search reads them one after another, only
        when it finds words, and remembers the patterns in them.
        """
        leaks: dict[int, Leak] = {}
        sources = iter(sources)
        identical: list[Leak] = []
        first_tags = None
        for reading in readings(data, self._clean_tags):
            if first_tags is None:
                first_tags = reading.tags
                reading = Reading(reading.written, reading.text, (*first_tags, path.encode(errors="replace")))
            identical += self._identical_files(path, reading.written)
            for stream in (reading.text, reading.attributes):
                for pattern_id, start in self._hits(skeleton(stream)).items():
                    if (
                        pattern_id in self._patterns_in_sources
                        or pattern_id in known
                        or self._is_in_sources(pattern_id, sources)
                    ):
                        continue
                    for number in self._numbers[self._patterns[pattern_id], pattern_id < self._name_count]:
                        if number not in leaks and self._matches(number, reading):
                            leaks[number] = self._leak(number, pattern_id, path, _excerpt(stream, start))
            for number in self._short_names_in(reading):
                if number not in leaks and self._matches(number, reading):
                    leaks[number] = self._leak(number, -1, path, self._name_probes[number].words)
        if not leaks and first_tags and len(self._clean_tags) < _MOST_CLEAN_TAGS:
            self._clean_tags.update(first_tags)
        return [*leaks.values(), *identical]

    def _hits(self, letters: bytes) -> dict[int, int]:
        """The numbers of the patterns that a skeleton contains, each with the offset of its first occurrence."""
        hits: dict[int, int] = {}
        for pattern_id, start, _ in self._find_patterns(letters):
            hits.setdefault(self._searched[pattern_id], start)
        return hits

    def _is_in_sources(self, pattern_id: int, sources: Iterator[str]) -> bool:
        """Whether a word pattern occurs in the public sources; reads the sources until one contains it."""
        while pattern_id >= self._name_count and pattern_id not in self._patterns_in_sources:
            if self._sources_with_markup:
                self._patterns_in_sources |= self._word_patterns_in(_without_markup(self._sources_with_markup.pop()))
            elif (source := next(sources, None)) is not None:
                self._patterns_in_sources |= self._word_patterns_in(source.encode(errors="replace"))
                self._sources_with_markup.append(source)
            else:
                return False
        return pattern_id >= self._name_count

    def _leak(self, number: int, pattern_id: int, path: str, excerpt: str) -> Leak:
        kind, words, source, line, _ = self._probe(number)
        return Leak(path, excerpt, kind, words, source, line, pattern_id)

    def _short_names_in(self, reading: Reading) -> list[int]:
        """The numbers of the short names that a reading contains."""
        if not self._short_names:
            return []
        written = (reading.written + b"\n" + reading.attributes).lower()
        return [number for number in self._short_names if self._name_probes[number].words.lower().encode() in written]

    def _matches(self, number: int, reading: Reading) -> bool:
        """Whether a file really contains a probe: the name in a fitting context, or the run as whole words."""
        probe = self._probe(number)
        if probe.around:
            expected = re.compile(probe.around)
            return any(
                not expected.groups or match[1] for part in reading.normalized for match in expected.finditer(part)
            )
        letters = letters_of(probe.words)
        return any(has_whole_words(text, letters) for text in reading.normalized)

    def _identical_files(self, path: str, data: bytes) -> list[Leak]:
        """The held pictures and attachments with exactly these bytes."""
        files = self._files.get(len(data))
        if not files:
            return []
        digest = _digest(data)
        identical = [(file.name, source) for file, source in files if file.digest == digest]
        return [Leak(path, name, FILE, name, source, 0, -1) for name, source in identical]


def parts_as_shown(edition: Edition) -> str:
    """The parts of an edition in the order in which outputs show them, which differs from the release file."""
    opening = f"{edition.kind_label} {edition.title} {edition.subhead}"
    return f"{opening} {edition.dateline} {edition.lede}\n{edition.title} {edition.summary} {edition.lede}"


_MOST_CLEAN_TAGS = 1_000
_LINK_TARGET = pattern(rb"\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]\n]*\])")
_LIST_NUMBER = pattern(rb"\n[ \t>]*\d{1,9}[.)]")
_TAG = pattern(rb"<(?!\w+:|[^\s<>]+@)/?\w[^<>]*>")  # but not an address in angle brackets


def _without_markup(text: str) -> bytes:
    """A text without the addresses of links, the numbers of lists and HTML tags, and with entities decoded."""
    data = text.encode(errors="replace")
    for markup in (_LINK_TARGET, _LIST_NUMBER, _TAG):
        data = markup.sub(b" ", data)
    return unescape(data.decode()).encode(errors="replace") if b"&" in data else data


def _pattern_finder(patterns: Sequence[bytes]) -> Callable[[bytes], list[tuple[int, int, int]]]:
    """A function that finds all patterns in bytes and returns the number, start and end of each match."""
    if not patterns:
        return lambda data: []
    from functools import partial

    from ahocorasick_rs import BytesAhoCorasick, Implementation

    automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)
    return partial(automaton.find_matches_as_indexes, overlapping=True)


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _excerpt(stream: bytes, start: int) -> str:
    """The text of a stream around an offset in its skeleton, found by bisection."""
    low, high = 0, len(stream)
    while high - low > 8:
        middle = (low + high) // 2
        letters = len(skeleton(stream[low:middle]))
        if letters <= start:
            low, start = middle, start - letters
        else:
            high = middle
    return " ".join(stream[max(low - 30, 0) : low + 80].decode(errors="ignore").split())


# --- what is searched for -------------------------------------------------------------------------------------


def _passages(release: Release) -> Iterator[Passage]:
    """The words of a release: its fields, then the blocks of its body."""
    fields = [("headline", release.headline), ("subhead", release.subhead)]
    fields += [("quote", quote.text) for quote in release.quotes]
    for image in release.images:
        fields += [("alt", image.alt), ("caption", image.caption), ("credit", image.credit)]
    fields += [("title", attachment.title) for attachment in release.attachments]
    fields += [("event", release.event.place)] if release.event else []
    passages = [(kind, str(field.value), field.span) for kind, field in fields if field and field.value]
    body = markdown.read(release.body)
    passages += [(_BODY, block.text, block.span) for block in body.blocks]
    passages += [("comment", comment.value, comment.span) for comment in body.comments]
    for kind, text, span in passages:
        yield Passage(kind, unescape(text), release.position(span.start).line)


_BODY = "body"
_WORD = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff]{1,2}|[^\W_]+")


def _skeletons(text: str) -> list[bytes]:
    """The skeleton of each word of a text."""
    if text.isascii():
        return skeletons(text.encode().translate(_LETTERS_OR_SPACES).split())
    return skeletons([word.encode() for word in _WORD.findall(text)])


_LETTERS_OR_SPACES = bytes(byte if chr(byte).isalnum() else 32 for byte in range(128)) + bytes(128)


def _word_runs(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield overlapping runs of words as (start, end) indexes, unless a run has too few letters to be distinctive.

    `ends` are the offsets in the joined letters at which one word ends and the next begins.
    """
    count = len(ends) - 1
    last_start, letters = count - _WORDS_OF_RUN, ends[-1] - ends[0]
    if last_start < 0 or letters < _LETTERS_OF_RUN:
        if count > 1 and letters >= _FEWEST_LETTERS:
            yield 0, count
        return
    for start in (*range(0, last_start, _WORDS_BETWEEN_RUNS), last_start):
        end = start + _WORDS_OF_RUN
        while ends[end] - ends[start] < _LETTERS_OF_RUN and end < count:
            end += 1
        if ends[end] - ends[start] >= _FEWEST_LETTERS:
            yield start, end


def _passage_groups(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Group the passages: each stands alone, but a short body block, such as a list item, joins the next one."""
    group: list[Passage] = []
    for passage in passages:
        group.append(passage)
        if passage.kind != _BODY or sum(len(part.text.split()) for part in group) >= _WORDS_OF_RUN:
            yield group
            group = []
    if group:
        yield group


def _name_probes(release: HeldRelease, site: str) -> Iterator[_Probe]:
    """Yield the probes for the id, the addresses and the file names of a release."""
    tail = re.split(r"[:,/#]", release.id.rstrip("/"))[-1]  # an id ends in a random part if newsroom made it
    is_minted = len(tail) >= 8 and any(map(str.isdigit, tail))
    for id in {release.id, tail if is_minted else release.id} - {""}:
        yield _Probe(ID, id, release.path, 0, _whole_name(id, site))
    for name in release.names:
        around = _whole_name(name, site) if _is_distinctive(name) else _page_or_file(name)
        yield _Probe(ADDRESS, name, release.path, 0, around)
    for path in dict.fromkeys(file.name for file in release.files):
        base = path.rpartition("/")[2]
        for name in {path, base if _is_distinctive(base) else path}:
            yield _Probe(FILE, name, release.path, 0, _whole_name(name, site))


def _is_distinctive(name: str) -> bool:
    """Whether a name can only mean this release: it has more than a common word, and more than a date."""
    words = [part for part in re.split(r"[-_.\s]", name) if not part.isdigit()]
    return "/" in name or len(words) > 2 or (len(words) > 0 and sum(map(str.isdigit, name)) >= 4)


def _whole_name(name: str, site: str) -> str:
    """A regular expression for a whole name; one without a date must not match a page or mailbox of another site."""
    token = rf"(?<![\w-]){re.escape(normalized(name))}(?![\w-])"
    if _DATED.match(name) or not site:
        return token
    host = re.escape(normalized(urlsplit(site).netloc))
    elsewhere = rf"//(?!{host}(?![\w.-]))(?!\S*?/(?:releases|email)/{re.escape(normalized(name))})[^\s\"'<>()?#]*+"
    return rf"{elsewhere}|({token})(?!@)"


_DATED = pattern(r"\d{4}-\d{2}-\d{2}(?!\d)")


def _page_or_file(name: str) -> str:
    """A regular expression for a name that may be a common word: it matches only as the name of a page or file."""
    word = re.escape(normalized(name))
    folder = r"(?:\b(?:releases|email)/|(?<![\w/.-])(?:\.{1,2}/)*)"
    if word in _FILES_OF_SITES:
        folder = r"\b(?:releases|email)/"
    return rf"{folder}{word}\.(?:html?|md|txt|eml|json)(?!\w)|\b(?:releases|email)/{word}(?![\w.-])"


_FILES_OF_SITES = frozenset(("404", "feed", "robots"))  # 404.html, feed.json and robots.txt are on every site
