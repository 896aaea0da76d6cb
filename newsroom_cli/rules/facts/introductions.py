"""FC: people without an introduction, and one event or institution under two names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.people import spellings
from newsroom_cli.language.quotes import attributed
from newsroom_cli.language.tokens import CAPITAL
from newsroom_cli.language.word_index import WordIndex, occurrences
from newsroom_cli.language.word_lists import PEOPLE, RULES
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, WARNING, Hit, rule
from newsroom_cli.rules.triggers import words

# --- FC007 ----------------------------------------------------------------------------------------------------

_ALIKE = (
    ("Conference", "Meeting", "Summit", "Convention", "Congress", "Symposium", "Forum", "Assembly"),
    ("Act", "Bill", "Law", "Ordinance", "Statute"),
    ("Program", "Programme", "Initiative", "Project", "Campaign", "Scheme"),
    ("Festival", "Fair", "Celebration", "Gala"),
    ("Award", "Prize", "Medal", "Honor", "Honour"),
    ("Center", "Centre", "Institute"),
)
_CLASS_OF = {word: number for number, group in enumerate(_ALIKE) for word in group}
_CAPITALIZED = {word.lower(): word for word in _CLASS_OF}
_LAST_WORD = pattern(rf"((?:[A-Z][\w’'&-]{{1,60}}+\s){{1,6}})({'|'.join(_CLASS_OF)})\b(?!\s[A-Z])")


@rule("FC007", "one-thing-under-two-names", severity=INFO, language="en", looks_for=words(*_CAPITALIZED))
def one_thing_under_two_names(document: Document) -> Iterator[Hit]:
    """Report one event or institution under two names: Annual Conference and Annual Meeting."""
    rivals = _rivals(document.word_index)
    first: dict[tuple[str, int], tuple[str, Passage, int, int]] = {}
    for block in document.prose:
        if not any(map(block.text.__contains__, rivals)):
            continue
        passage = document.of_block(block)
        for match in _LAST_WORD.finditer(passage.text):
            name = match[1].split()
            name = name[1:] if name[0].lower() in ("the", "a", "an", "at", "this", "our", "in") else name
            key = (" ".join(name).lower(), _CLASS_OF[match[2]])
            if not name or key[0] in RULES["bare_roles"]:
                continue
            start = match.end() - len(" ".join([*name, match[2]]))
            word, earlier, *place = first.setdefault(key, (match[2], passage, start, match.end()))
            if word != match[2] and match.group() not in document.config.vocabulary.accepted:
                also = (earlier.place(*place), "the other name")
                message = f"{' '.join(name)} {match[2]} here, {' '.join(name)} {word} before"
                yield Hit(passage.place(start, match.end()), message, "use one name if they are one", also)
                first[key] = (match[2], passage, start, match.end())


def _rivals(index: WordIndex) -> list[str]:
    """The words in a file that share their group of words with one meaning with another word of the file."""
    capitalized = {*index.words.intersection(_CAPITALIZED), *index.parts.intersection(_CAPITALIZED)}
    names = [_CAPITALIZED[word] for word in capitalized]
    classes = [_CLASS_OF[name] for name in names]
    return [name for name in names if classes.count(_CLASS_OF[name]) > 1]


# --- FC009 ----------------------------------------------------------------------------------------------------


_HONORIFICS = ("Mr. ", "Ms. ", "Mrs. ", "Mx. ", "Dr. ")
_VERBS = (" said", " added")
_WORDS = {cue: cue.strip(" .").lower() for cue in (*_HONORIFICS, *_VERBS)}


@rule("FC009", "person-never-introduced", severity=WARNING, language="en", looks_for=words(*_WORDS.values()))
def person_never_introduced(document: Document) -> Iterator[Hit]:
    """Report a person who is mentioned only by surname and never introduced."""
    body, index = document.release.body.value, document.word_index
    cues = [cue for cue, word in _WORDS.items() if word in index.words or word in index.parts]
    alone: dict[str, tuple[Passage, int, int]] = {}
    blocks = document.prose
    beside_quotes = all(map(_VERBS.__contains__, cues))
    for block in [block for _, block in document.quoting_blocks] if beside_quotes else blocks:
        for surname, start, end in _lone_surnames(block.text, cues):
            if len(alone) == _STRANGERS:
                break
            alone.setdefault(surname, (document.of_block(block), start, end))
    if not alone:
        return
    introduced = _introduced(body, document.config)
    for surname, (passage, start, end) in alone.items():
        if surname in introduced or any(attributed.has_surname_after(block.text, surname) for block in blocks):
            continue
        like = (name for name in sorted(introduced) if len(surname) > 4 and spellings.is_slip(surname, name))
        near = next(like, "")
        message = f"{passage.text[start:end]} is never introduced"
        help = f"the text has {near}: is that the same name?" if near else "give the full name at the first mention"
        yield Hit(passage.place(start, end), message, help)


_STRANGERS = 50  # surnames of one release that are looked up among all names


def _introduced(body: str, config: Config) -> set[str]:
    """All words of the names that the body gives in full or that newsroom.toml lists."""
    runs = [run.split() for run in spellings.distinct_runs(body)]
    introduced = {spellings.without_possessive(word) for run in runs if not _introduces_nobody(run) for word in run}
    introduced.update(
        word for person in config.people for name in (person.name, *person.spellings) for word in name.split()
    )
    introduced.update(word for accepted in config.vocabulary.accepted for word in accepted.split())
    return introduced


def _introduces_nobody(run: list[str]) -> bool:
    """Whether two capitalised words only address somebody or open a sentence with a surname: Madam Okafor."""
    return len(run) == 2 and (run[0].lower() in PEOPLE["honorifics"] or run[0].lower() in RULES["before_names"])


_SURNAME = pattern(rf"[{CAPITAL}][\w’'-]+")
# After a name, text that makes it more than a surname: a further name, a second person, a role, a nickname.
_GOES_ON = pattern(
    rf"\s?[{CAPITAL}&\d]|\.\s?[{CAPITAL}]\w|\s(?:and|&)\s(?:Mr|Ms|Mrs|Mx|Dr)\."
    rf"|\s(?:de|van|von|del|della|di|da|al|bin|the)\s|[!-]|\s?[“\"(]|\s*\Z|,\s(?:[a-z]|[{CAPITAL}])"
)
_OPENS_SENTENCE = frozenset(("The", "This", "In", "At"))


def _lone_surnames(text: str, cues: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield surnames after a form of address, or alone beside a quotation as its speaker, with their offsets."""
    for cue in cues:
        if cue in _VERBS:
            continue
        for at in occurrences(text, cue):
            match = _SURNAME.match(text, at + len(cue))
            if match is None or match.group() in _OPENS_SENTENCE or _GOES_ON.match(text, match.end()):
                continue
            if at == 0 or not (text[at - 1].isalnum() or text[at - 1] in '“"'):
                surname = spellings.without_possessive(match.group())
                yield surname, at, match.start() + len(surname)
    for verb in cues:
        if verb not in _VERBS:
            continue
        for at in occurrences(text, verb):
            match = _speaker(text, at, at + len(verb))
            if match and match.group() not in RULES["nobody"] and not match.group().isupper():
                yield match.group(), *match.span()


def _speaker(text: str, at: int, end: int) -> re.Match[str] | None:
    """The surname between a closing mark and a verb (” Ruiz said,) or between a verb and a full stop (” said Ruiz.)."""
    if text[end : end + 1] in (".", ","):
        mark = max(text.rfind(closing, max(at - 30, 0), at) for closing in _CLOSING)
        name = _SURNAME.fullmatch(text, mark + 2, at) if mark >= 0 and text[mark + 1].isspace() else None
        if name is not None:
            return name
    if text[at - 1 : at] in _CLOSING and text[end : end + 1].isspace():
        name = _SURNAME.match(text, end + 1)
        return name if name is not None and text[name.end() : name.end() + 1] == "." else None
    return None


_CLOSING = ("”", '"')
