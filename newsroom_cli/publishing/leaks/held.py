"""The search for what is not public in files that are about to be: addresses, ids, headlines, words and pictures.

docs/decisions/leaks.md says what is found, what cannot be, and what it costs.
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
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.leaks.readings import (
    Reading,
    has_words,
    letters_of,
    plainly,
    readings,
    skeleton,
    skeletons,
)

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
    """One thing that is searched for; `whole` must match around a name."""

    kind: str
    words: str
    source: str
    line: int
    whole: str = ""


class _Group(NamedTuple):
    """Passages of a release that are searched for together; their runs are numbered from `first` on."""

    first: int
    source: str
    passages: Sequence[Passage]


class Held:
    """All that is searched for; made once for a build, and handed to its workers.

    Most of it is never found, so the words of a run are put together only when its letters are. `site` is the address
    of the newsroom's site: what other sites call a page of theirs is no name of a release.
    """

    def __init__(
        self, releases: Sequence[HeldRelease], public: frozenset[int] = frozenset(), *, site: str = ""
    ) -> None:
        self.releases = tuple(releases)
        self.site = site
        self._clean: set[bytes] = set()  # tags without anything held, which most files repeat
        self._said: set[int] = set()  # words of the sources so far
        self._half_read: list[str] = []  # a source that was not yet read without its markup
        self._files: dict[int, list[tuple[HeldFile, str]]] = {}
        for release in self.releases:
            for file in release.files:
                self._files.setdefault(file.size, []).append((file, release.path))
        self._add_names()
        self._add_runs()
        self._search_for_all_but(public)

    @property
    def digest(self) -> str:
        """A digest of what is searched for."""
        return _digest(repr((self.releases, self.site)).encode())

    def __reduce__(self) -> tuple[Any, ...]:
        return functools.partial(Held, site=self.site), (self.releases, self.public)

    def _add_names(self) -> None:
        self._names = [probe for release in self.releases for probe in _names(release, self.site)]
        letters = [skeleton(probe.words.encode(errors="replace")) for probe in self._names]
        self._letters = [found if len(found) >= _SHORTEST else b"" for found in letters]
        self._short = [number for number, found in enumerate(self._letters) if not found]
        self._patterns = [*dict.fromkeys(filter(None, self._letters))]
        self._named = len(self._patterns)  # the patterns after these are words

    def _add_runs(self) -> None:
        self._groups: list[_Group] = []
        runs: list[bytes] = []
        for release in self.releases:
            for group in _groups(release.passages):
                letters = [word for passage in group for word in _skeletons(passage.text)]
                ends = list(itertools.accumulate(map(len, letters), initial=0))
                self._groups.append(_Group(len(self._names) + len(runs), release.path, group))
                written = b"".join(letters)
                runs += [written[ends[start] : ends[end]] for start, end in _runs(ends)]
        self._patterns += dict.fromkeys(runs)
        self._letters += runs

    @functools.cached_property
    def _numbers(self) -> Mapping[tuple[bytes, bool], list[int]]:
        """The numbers of what has some letters: of names, or of words."""
        numbers: dict[tuple[bytes, bool], list[int]] = {}
        for number, letters in enumerate(self._letters):
            numbers.setdefault((letters, number < len(self._names)), []).append(number)
        return numbers

    def _probe(self, number: int) -> _Probe:
        """What has a number."""
        if number < len(self._names):
            return self._names[number]
        group = self._groups[bisect.bisect_right(self._groups, number, key=lambda group: group.first) - 1]
        words = [(word, passage.line) for passage in group.passages for word in _WORD.findall(passage.text)]
        letters = [word for passage in group.passages for word in _skeletons(passage.text)]
        ends = list(itertools.accumulate(map(len, letters), initial=0))
        start, end = next(itertools.islice(_runs(ends), number - group.first, None))
        return _Probe(WORDS, " ".join(word for word, _ in words[start:end]), group.source, words[start][1])

    def _search_for_all_but(self, public: frozenset[int]) -> None:
        self.public = public
        self._asked = [at for at in range(len(self._patterns)) if at not in public]
        self._find = _finder([self._patterns[at] for at in self._asked])

    # --- what is public -------------------------------------------------------------------------------------------

    def known(self, text: str) -> frozenset[int]:
        """The patterns of words that a public source contains: a release file, a template, a boilerplate."""
        ways = {text.encode(errors="replace"), _without_markup(text)}  # a link without words shows its address
        return frozenset().union(*map(self._words_in, ways))

    def _words_in(self, data: bytes) -> set[int]:
        return {at for at in self._hits(skeleton(data)) if at >= self._named}

    def without(self, texts: Iterable[str]) -> Held:
        """The same without the words that public sources contain: a search that finds less is faster."""
        fewer = object.__new__(Held)
        fewer.__dict__ |= self.__dict__ | {"_clean": set(), "_said": set(), "_half_read": []}
        fewer._search_for_all_but(self.public.union(*map(self.known, texts)))
        return fewer

    # --- the search -----------------------------------------------------------------------------------------------

    def search(
        self, path: str, data: bytes, known: Container[int] = frozenset(), *, sources: Iterable[str] = ()
    ) -> list[Leak]:
        """What a file of the output has of held releases, without the words that are `known` to be public.

        `sources` are public texts that the file is made of. They are read when words are found, one after another, and
        what they say is known from then on.
        """
        found: dict[int, Leak] = {}
        sources = iter(sources)
        same: list[Leak] = []
        first = None
        for reading in readings(data, self._clean):
            if first is None:
                first = reading.tags
                reading = Reading(reading.written, reading.text, (*first, path.encode(errors="replace")))
            same += self._same_files(path, reading.written)
            for stream in (reading.text, reading.attributes):
                for at, start in self._hits(skeleton(stream)).items():
                    if at in self._said or at in known or self._is_said(at, sources):
                        continue
                    for number in self._numbers[self._patterns[at], at < self._named]:
                        if number not in found and self._stands(number, reading):
                            found[number] = self._leak(number, at, path, _excerpt(stream, start))
            for number in self._short_names_in(reading):
                if number not in found and self._stands(number, reading):
                    found[number] = self._leak(number, -1, path, self._names[number].words)
        if not found and first and len(self._clean) < _TAGS:
            self._clean.update(first)
        return [*found.values(), *same]

    def _hits(self, letters: bytes) -> dict[int, int]:
        """The patterns in a skeleton, each with the first place where it begins."""
        hits: dict[int, int] = {}
        for at, start, _ in self._find(letters):
            hits.setdefault(self._asked[at], start)
        return hits

    def _is_said(self, at: int, sources: Iterator[str]) -> bool:
        """Whether a pattern is one of words that are public; sources are read until one has them."""
        while at >= self._named and at not in self._said:
            if self._half_read:
                self._said |= self._words_in(_without_markup(self._half_read.pop()))
            elif (source := next(sources, None)) is not None:
                self._said |= self._words_in(source.encode(errors="replace"))
                self._half_read.append(source)
            else:
                return False
        return at >= self._named

    def _leak(self, number: int, at: int, path: str, excerpt: str) -> Leak:
        kind, words, source, line, _ = self._probe(number)
        return Leak(path, excerpt, kind, words, source, line, at)

    def _short_names_in(self, reading: Reading) -> list[int]:
        if not self._short:
            return []
        written = (reading.written + b"\n" + reading.attributes).lower()
        return [number for number in self._short if self._names[number].words.lower().encode() in written]

    def _stands(self, number: int, reading: Reading) -> bool:
        """Whether what must stand around the letters of a probe stands there."""
        probe = self._probe(number)
        if probe.whole:
            whole = re.compile(probe.whole)
            return any(not whole.groups or match[1] for part in reading.plain for match in whole.finditer(part))
        letters = letters_of(probe.words)
        return any(has_words(text, letters) for text in reading.plain)

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


def _without_markup(text: str) -> bytes:
    """A text without addresses of links, numbers of lists, and tags."""
    data = text.encode(errors="replace")
    for markup in (_LINK_TARGET, _LIST_NUMBER, _TAG):
        data = markup.sub(b" ", data)
    return data


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


def _skeletons(text: str) -> list[bytes]:
    """The skeleton of each word of a text."""
    if text.isascii():
        return skeletons(text.encode().translate(_SPACED).split())
    return skeletons([word.encode() for word in _WORD.findall(text)])


_SPACED = bytes(byte if chr(byte).isalnum() else 32 for byte in range(128)) + bytes(128)


def _runs(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last word of overlapping runs that tell enough; `ends` are the places between words."""
    count = len(ends) - 1
    last, size = count - _RUN, ends[-1] - ends[0]
    if last < 0 or size < _TELLING:
        if count > 1 and size >= _SHORTEST:
            yield 0, count
        return
    for start in (*range(0, last, _STEP), last):
        end = start + _RUN
        while ends[end] - ends[start] < _TELLING and end < count:
            end += 1
        if ends[end] - ends[start] >= _SHORTEST:
            yield start, end


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


def _names(release: HeldRelease, site: str) -> Iterator[_Probe]:
    """Id, addresses and file names of a release."""
    tail = re.split(r"[:,/#]", release.id.rstrip("/"))[-1]
    is_minted = len(tail) >= 8 and any(map(str.isdigit, tail))
    for id in {release.id, tail if is_minted else release.id} - {""}:
        yield _Probe(ID, id, release.path, 0, _token(id, site))
    for name in release.names:
        whole = _token(name, site) if _is_telling(name) else _page(name)
        yield _Probe(ADDRESS, name, release.path, 0, whole)
    for file in release.files:
        base = file.name.rpartition("/")[2]
        for name in {file.name, base if _is_telling(base) else file.name}:
            yield _Probe(FILE, name, release.path, 0, _token(name, site))


def _is_telling(name: str) -> bool:
    """Whether a name means one thing wherever it stands: more than a word, and more than a date."""
    letters = [part for part in re.split(r"[-_.\s]", name) if not part.isdigit()]
    return "/" in name or len(letters) > 2 or (len(letters) > 0 and sum(map(str.isdigit, name)) >= 4)


def _token(name: str, site: str) -> str:
    """A name as a whole; one without a date may also be that of a page or mailbox elsewhere."""
    token = rf"(?<![\w-]){re.escape(plainly(name))}(?![\w-])"
    if _DATED.match(name) or not site:
        return token
    host = re.escape(plainly(urlsplit(site).netloc))
    elsewhere = rf"//(?!{host}(?![\w.-]))(?!\S*?/(?:releases|email)/{re.escape(plainly(name))})[^\s\"'<>()?#]*+"
    return rf"{elsewhere}|({token})(?!@)"


_DATED = pattern(r"\d{4}-\d{2}-\d{2}(?!\d)")


def _page(name: str) -> str:
    """A name that may be any word, as a page or a file."""
    word = re.escape(plainly(name))
    folder = r"(?:\b(?:releases|email)/|(?<![\w/.-])(?:\.{1,2}/)*)"
    return rf"{folder}{word}\.(?:html?|md|txt|eml|json)(?!\w)|\b(?:releases|email)/{word}(?![\w.-])"
