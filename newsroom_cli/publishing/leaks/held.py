"""The search for what is not public in files that are about to be: addresses, ids, headlines, words and pictures.

docs/decisions/leaks.md says what is found, what cannot be, and what it costs.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.leaks.readings import Reading, plainly, readings, skeleton, skeletons, words_of

VERSION = 1  # of what is searched for: remembered verdicts of another version say nothing

ADDRESS, ID, WORDS, FILE = "address", "id", "words", "file"
_NOTHING: Mapping[str, bytes] = {}
_RUN, _STEP = 8, 3  # words; every run of 10 words holds one that is searched for
_TELLING, _SHORTEST = 6, 5  # letters of the skeleton of a run, and of a name or a short passage


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
    """What is to be searched for of a release that is not public."""

    path: str
    id: str
    names: tuple[str, ...]
    passages: tuple[Passage, ...]
    files: tuple[HeldFile, ...] = ()

    @classmethod
    def of(cls, release: Release, *, aliases: Iterable[str] = (), files: Mapping[str, bytes] = _NOTHING) -> HeldRelease:
        """A release with its earlier names, and with the pictures and attachments that no public release has."""
        names = dict.fromkeys(filter(None, (release.slug, *(name.strip("/") for name in aliases))))
        held = tuple(HeldFile(name, len(data), _digest(data)) for name, data in files.items())
        id = release.id.value if release.id else ""
        return cls(release.path, id, tuple(names), tuple(_passages(release)), held)


class Leak(NamedTuple):
    """Something of a held release in a file of the output.

    `place` is the file in the output, `excerpt` its words there; `source` and `line` are where it stands in the held
    release. `probe` numbers what was found; words that are public elsewhere are no leak, see `Held.known`.
    """

    place: str
    excerpt: str
    kind: str
    words: str
    source: str
    line: int
    probe: int


class _Probe(NamedTuple):
    """One thing that is searched for. `whole` must match around it, if there is one; only words may become known."""

    kind: str
    words: str
    source: str
    line: int
    whole: str = ""


class Held:
    """All that is searched for; made once for a build, and handed to its workers.

    `digest` identifies it, so that the result of a search can be remembered with the digest of the output.
    """

    def __init__(self, releases: Sequence[HeldRelease], public: frozenset[int] = frozenset()) -> None:
        self.releases = tuple(releases)
        self.digest = _digest(repr((VERSION, self.releases)).encode())
        self._probes: list[_Probe] = []
        self._patterns: dict[bytes, list[int]] = {}
        self._short: list[int] = []
        self._clean: set[bytes] = set()  # tags without anything held, which most files repeat
        self._files: dict[int, list[tuple[HeldFile, str]]] = {}
        for release in self.releases:
            self._add(release)
        self._search_for_all_but(public)

    def _search_for_all_but(self, public: frozenset[int]) -> None:
        self.public = public
        asked = [(letters, numbers) for letters, numbers in self._patterns.items() if not public.issuperset(numbers)]
        self._asked = [numbers for _, numbers in asked]
        self._find = _finder([letters for letters, _ in asked])

    def __reduce__(self) -> tuple[type[Held], tuple[Any, ...]]:
        return Held, (self.releases, self.public)

    def _add(self, release: HeldRelease) -> None:
        for probe, letters in (*_names(release), *_runs(release)):
            if len(letters) >= _SHORTEST:
                self._patterns.setdefault(letters, []).append(len(self._probes))
            elif probe.whole:
                self._short.append(len(self._probes))
            self._probes.append(probe)
        for file in release.files:
            self._files.setdefault(file.size, []).append((file, release.path))

    # --- what is public -------------------------------------------------------------------------------------------

    def known(self, text: str) -> frozenset[int]:
        """The numbers of the words that a public source contains: a release file, a template, a boilerplate."""
        data = text.encode(errors="replace")
        plain = data
        for markup in (_LINK_TARGET, _LIST_NUMBER, _TAG):
            plain = markup.sub(b" ", plain)
        letters = {skeleton(data), skeleton(plain)}  # a link without words shows its address
        found = {number for skin in letters for at, _, _ in self._find(skin) for number in self._asked[at]}
        return frozenset([number for number in found if self._probes[number].kind == WORDS])

    def without(self, texts: Iterable[str]) -> Held:
        """The same without the words that public sources contain: a search that finds less is faster."""
        public = self.public.union(*map(self.known, texts))
        if public == self.public:
            return self
        fewer = Held.__new__(Held)  # copy.copy would make all of it anew, as __reduce__ says
        fewer.__dict__.update(self.__dict__, _clean=set())
        fewer._search_for_all_but(public)
        return fewer

    # --- the search -----------------------------------------------------------------------------------------------

    def search(self, path: str, data: bytes, known: Container[int] = frozenset()) -> list[Leak]:
        """What a file of the output has of held releases, without the words that are `known` to be public."""
        found: dict[int, Leak] = {}
        same: list[Leak] = []
        first = None
        for reading in readings(data, self._clean):
            if first is None:
                first = reading.tags
                reading = replace(reading, tags=(*first, path.encode(errors="replace")))
            same += self._same_files(path, reading.written)
            compared = set(found)
            for stream in (reading.text, reading.attributes):
                for number, start in self._hits(stream, known):
                    if number in compared:
                        continue
                    compared.add(number)
                    if self._stands(number, reading):
                        found[number] = self._leak(number, path, _excerpt(stream, start))
            for number in self._short_names_in(reading):
                if number not in found and self._stands(number, reading):
                    found[number] = self._leak(number, path, self._probes[number].words)
        if not found and first and len(self._clean) < _TAGS:
            self._clean.update(first)
        return [*found.values(), *same]

    def _leak(self, number: int, path: str, excerpt: str) -> Leak:
        kind, words, source, line, _ = self._probes[number]
        return Leak(path, excerpt, kind, words, source, line, number)

    def _hits(self, stream: bytes, known: Container[int]) -> Iterator[tuple[int, int]]:
        """The probes whose letters a stream of bytes has, and where in its skeleton they begin."""
        for at, start, _ in self._find(skeleton(stream)):
            for number in self._asked[at]:
                if number not in known and number not in self.public:
                    yield number, start

    def _short_names_in(self, reading: Reading) -> list[int]:
        if not self._short:
            return []
        written = (reading.written + b"\n" + reading.attributes).lower()
        return [number for number in self._short if self._probes[number].words.lower().encode() in written]

    def _stands(self, number: int, reading: Reading) -> bool:
        """Whether what must stand around the letters of a probe stands there."""
        probe = self._probes[number]
        if probe.whole:
            return any(map(re.compile(probe.whole).search, reading.plain))
        letters = "".join(letter for letter in plainly(probe.words) if letter.isalnum())
        return any(words_of(text).have(letters) for text in reading.plain)

    def _same_files(self, path: str, data: bytes) -> list[Leak]:
        """The held pictures and attachments with exactly these bytes."""
        same = self._files.get(len(data))
        if not same:
            return []
        digest = _digest(data)
        return [Leak(path, file.name, FILE, file.name, source, 0, -1) for file, source in same if file.digest == digest]


def composed(edition: Edition) -> str:
    """The words of an edition that outputs put one behind the other, and its source does not."""
    opening = f"{edition.kind_label} {edition.title} {edition.subhead}"
    return f"{opening} {edition.dateline} {edition.lede}\n{edition.title} {edition.summary} {edition.lede}"


_TAGS = 1_000
_LINK_TARGET = pattern(rb"\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]\n]*\])")
_LIST_NUMBER = pattern(rb"\n[ \t>]*\d{1,9}[.)]")
_TAG = pattern(rb"<(?!\w+:|[^\s<>]+@)/?\w[^<>]*>")  # and no address


def _finder(patterns: Sequence[bytes]) -> Callable[[bytes], list[tuple[int, int, int]]]:
    """A function that finds all places of patterns in bytes: the number of the pattern, its start and its end."""
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
    """The words of a stream around a place in its skeleton."""
    marks = _marks(stream)
    block = max(bisect.bisect_right(marks, start) - 1, 0)
    low, high, start = block * _BLOCK, min((block + 1) * _BLOCK, len(stream)), start - marks[block]
    while high - low > 8:
        middle = (low + high) // 2
        letters = len(skeleton(stream[low:middle]))
        if letters <= start:
            low, start = middle, start - letters
        else:
            high = middle
    return " ".join(stream[max(low - 30, 0) : low + 80].decode(errors="ignore").split())


_BLOCK = 512  # bytes


@functools.lru_cache(maxsize=2)  # one file, which may have many words that are searched for
def _marks(stream: bytes) -> list[int]:
    """How many letters the skeleton of a stream has before each of its blocks."""
    blocks = (stream[at : at + _BLOCK] for at in range(0, len(stream), _BLOCK))
    return list(itertools.accumulate(map(len, map(skeleton, blocks)), initial=0))


# --- what is searched for -------------------------------------------------------------------------------------


def _passages(release: Release) -> Iterator[Passage]:
    """The words of a release: its fields, then the blocks of its body."""
    from html import unescape

    fields = [("headline", release.headline), ("subhead", release.subhead)]
    fields += [("quote", quote.text) for quote in release.quotes]
    for image in release.images:
        fields += [("alt", image.alt), ("caption", image.caption), ("credit", image.credit)]
    fields += [("event", release.event.place)] if release.event else []
    found = [(kind, str(field.value), field.span) for kind, field in fields if field and field.value]
    body = markdown.read(release.body)
    found += [(_BODY, block.text, block.span) for block in body.blocks]
    found += [("comment", comment.value, comment.span) for comment in body.comments]
    for kind, text, span in found:
        yield Passage(kind, unescape(text), release.position(span.start).line)


_BODY = "body"
_WORD = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff]{1,2}|[^\W_]+")
_Asked = tuple[_Probe, bytes]  # a probe, and its letters


def _runs(release: HeldRelease) -> Iterator[_Asked]:
    """Overlapping runs of the words of a release; a shorter passage as a whole."""
    for passages in _groups(release.passages):
        words = [(word, passage.line) for passage in passages for word in _WORD.findall(passage.text)]
        letters = skeletons([word for word, _ in words])
        last = len(words) - _RUN
        if last < 0 or sum(map(len, letters)) < _TELLING:
            if len(words) > 1 and sum(map(len, letters)) >= _SHORTEST:
                yield _run(release, words, letters)
            continue
        for start in sorted({*range(0, last, _STEP), last}):
            end = start + _RUN
            while sum(map(len, letters[start:end])) < _TELLING and end < len(words):
                end += 1
            yield _run(release, words[start:end], letters[start:end])


def _run(release: HeldRelease, words: Sequence[tuple[str, int]], letters: Sequence[bytes]) -> _Asked:
    text = " ".join(word for word, _ in words)
    return _Probe(WORDS, text, release.path, words[0][1]), b"".join(letters)


def _groups(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Each passage alone; short blocks of a body, such as those of a list, together with the next one."""
    group: list[Passage] = []
    for passage in passages:
        group.append(passage)
        if passage.kind != _BODY or sum(len(part.text.split()) for part in group) >= _RUN:
            yield group
            group = []
    if group:
        yield group


def _names(release: HeldRelease) -> Iterator[_Asked]:
    """Id, addresses and file names of a release."""
    tail = re.split(r"[:,/#]", release.id.rstrip("/"))[-1]
    for id in {release.id, tail if len(tail) >= 8 else release.id} - {""}:
        yield _named(ID, id, release.path, _token(id))
    for name in release.names:
        yield _named(ADDRESS, name, release.path, _token(name) if _is_telling(name) else _page(name))
    for file in release.files:
        base = file.name.rpartition("/")[2]
        for name in {file.name, base if _is_telling(base) else file.name}:
            yield _named(FILE, name, release.path, _token(name))


def _named(kind: str, name: str, source: str, whole: str) -> _Asked:
    return _Probe(kind, name, source, 0, whole), skeleton(name.encode(errors="replace"))


def _is_telling(name: str) -> bool:
    """Whether a name means one thing wherever it stands: more than a word, and more than a date."""
    letters = [part for part in re.split(r"[-_.\s]", name) if not part.isdigit()]
    return "/" in name or len(letters) > 2 or (len(letters) > 0 and sum(map(str.isdigit, name)) >= 4)


def _token(name: str) -> str:
    return rf"(?<![\w-]){re.escape(plainly(name))}(?![\w-])"


def _page(name: str) -> str:
    """A name that may be any word, as a page or a file."""
    word = re.escape(plainly(name))
    folder = r"(?:\b(?:releases|email)/|(?<![\w/.-])(?:\.{1,2}/)*)"
    return rf"{folder}{word}\.(?:html?|md|txt|eml|json)(?!\w)|\b(?:releases|email)/{word}(?![\w.-])"
