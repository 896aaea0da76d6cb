"""AP014, AP015: capitals in titles before and after names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.dates.digits import SPACE
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.calendar_ import MONTHS, WEEKDAYS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import words

_HEADS = RULES["head_titles"]
_TITLE = pattern(
    rf",{SPACE}(?P<title>(?:(?:and|&){SPACE})?[A-Z][\w&/-]*(?:{SPACE}(?:(?:and|&){SPACE})?[A-Z][\w&/-]*){{0,5}})"
)
_NAME = pattern(
    r"(?:\A|(?P<before>[\w’'.,:;!?”\"—–()\ufffc]+)[ \xa0\n]+)(?P<name>(?:(?:Dr|Mr|Mrs"
    r"|Ms)\.[ \xa0])?[A-Z][\w’'-]+(?:[ \xa0\n](?:[A-Z]\.|[A-Z][\w’'-]+|de|la|van|von|der"
    r"|del)){0,2}[ \xa0\n][A-Z][\w’'-]+)(?:,?[ \xa0](?:Jr|Sr|II|III|Ph\.?D|M\.?D|Esq)\b\.?)?\Z"
)
_ENDS = pattern(
    r"(?:[,.;:)—–]|\Z|[ \xa0\n]+(?:—|–|-|\(|(?:of|for|at|with|who|said|says|told|added|in|from|to|on|as"
    r"|whose|explained|noted|and|was|is|will|has)\b))"
)


@rule("AP014", "title-in-capitals", severity=INFO, styles=style.PRESS)
def title_in_capitals(document: Document) -> Iterator[Hit]:
    """Report capitalised titles after a name."""
    for passage in style.prose(document):
        text = passage.text
        for match in _TITLE.finditer(text) if ", " in text else ():
            first = _WORD.findall(match["title"])
            if (
                first[-1] not in _TITLE_HEADS
                or _HEADS.isdisjoint(first)
                or first[0] == "and"
                or not _is_person(text, match.start())
            ):
                continue
            where = match.start("title"), _to_last(text, match.end("title"))
            if not _ENDS.match(text, where[1]) or text.startswith(" at Law", where[1]):
                continue
            seen = text[slice(*where)]
            right = _WORD.sub(_lowered, seen)
            all_known = all(map(_is_known, _WORD.findall(seen))) and not _has_another_title(text, where[1])
            fix = style.replacement(document, passage, where, right, safe=False) if all_known else None
            help = f'write "{right}"' if all_known else "write it in small letters, but for names of places and offices"
            yield Hit(passage.place(*where), f'the title "{seen}" has capitals after the name', help, fix=fix)


_WORD = pattern(r"[A-Za-z][\w-]*")


def _to_last(text: str, end: int) -> int:
    """The offset at which the last of several titles ends: Founder, President and CEO."""
    if (field := _FIELD.match(text, end)) is not None and field["field"] in RULES["title_words"]:
        end = field.end("field")
    while (more := _TITLE.match(text, end)) is not None:
        last = _WORD.findall(more["title"])[-1]
        if last not in _TITLE_HEADS or not _ENDS.match(text, more.end("title")):
            break
        end = more.end("title")
    return end


_FIELD = pattern(rf"{SPACE}of{SPACE}(?P<field>[A-Z]\w+)(?=[,.;:)—–]|\Z|{SPACE}+(?:for|at|said|says|and{SPACE}[a-z]))")
_OFFICERS = frozenset(("CEO", "CFO", "COO", "CTO", "CMO", "CIO", "CISO"))
_TITLE_HEADS = _HEADS | _OFFICERS


def _has_another_title(text: str, end: int) -> bool:
    """Whether the phrase at an offset contains another title: Professor of Law and Director of the Clinic."""
    rest = _PHRASE.match(text, end)
    return rest is not None and not _TITLE_HEADS.isdisjoint(_WORD.findall(rest.group()))


_PHRASE = pattern(r",?[^,.;:()\"“”]{0,120}")


def _lowered(match: re.Match[str]) -> str:
    """A word of a title in lower case, unless it is a name."""
    word = match.group()
    return word.lower() if word in _HEADS or word in RULES["title_words"] else word


def _is_known(word: str) -> bool:
    """Whether the lower-case form of a word in a title is known."""
    return word in _HEADS or word in RULES["title_words"] or not word[0].isupper() or (word.isupper() and len(word) < 6)


def _is_person(text: str, comma: int) -> bool:
    """Whether a name of two words or more that is not marked as a place or an office precedes a comma."""
    match = _NAME.search(text, max(comma - 70, 0), comma)
    if match is None or any(part.strip(".") in RULES["things"] for part in match["name"].split()):
        return False
    before = match["before"]
    return before is None or before not in RULES["before_places"]


# --- AP015 ----------------------------------------------------------------------------------------------------

# Formal titles and their form before a name. Titles of occupations, such as professor or coach, stay in lower case.
_FORMAL = {
    **{title: title.title() for title in "mayor president sheriff judge councilmember councilor councilman".split()},
    **{title: title.title() for title in "councilwoman chancellor superintendent commissioner chairman".split()},
    **{title: title.title() for title in ("chairwoman", "district attorney", "attorney general", "prime minister")},
    "governor": "Gov.",
    "senator": "Sen.",
}
# Words that can begin such a title.
_WITH = {
    **{word: word.capitalize() for word in ("vice", "deputy", "assistant", "associate", "district")},
    "lieutenant": "Lt.",
}
_HOLDER = pattern(r"(?P<before>[\w’'-]+|\A|[^\w\s])(?P<gap>[ \xa0\n]*)\Z")
_FOLLOWED = pattern(
    rf"{SPACE}(?P<first>[A-Z](?:[a-z][\w’'-]*|\.))(?P<rest>(?:{SPACE}[A-Z]\.)?{SPACE}(?P<last>[A-Z][a-z’'][\w’'-]*))?"
)
_NO_NAMES = frozenset(
    (*MONTHS, *WEEKDAYS, *"Pro Emeritus Elect Designate Asia Latin Middle Central Corporate Day Days".split())
)


@rule(
    "AP015",
    "title-in-small-letters",
    severity=INFO,
    styles=style.PRESS,
    looks_for=words(*(title.split()[-1] for title in _FORMAL)),
)
def title_in_small_letters(document: Document) -> Iterator[Hit]:
    """Report formal titles in lower case before a name."""
    source = document.release.body.value
    present = [title for title in _FORMAL if _before_capital(source, title)]
    for passage in style.prose(document) if present else ():
        for title in present:
            yield from _lower_case_titles(document, passage, title)


def _before_capital(text: str, title: str) -> bool:
    """Whether a capitalised word follows a title anywhere in the text."""
    ends = (at + len(title) for at in occurrences(text, title))
    return any(text[end + 1 : end + 2].isupper() for end in ends)


def _lower_case_titles(document: Document, passage: Passage, title: str) -> Iterator[Hit]:
    """Yield a hit for each lower-case title that precedes a name in a passage."""
    text = passage.text
    for at in occurrences(text, title):
        start, end, right = at, at + len(title), _FORMAL[title]
        following = _FOLLOWED.match(text, end)
        if following is None or not _is_name(following) or (at and (text[at - 1].isalnum() or text[at - 1] in "-’'")):
            continue
        before = _HOLDER.search(text, max(at - 24, 0), at)
        word = before["before"] if before else ""
        if word in _WITH and title not in ("attorney general",):
            start, right = at - len(word) - len(before["gap"] if before else ""), f"{_WITH[word]} {right}"
            word = (text[max(start - 40, 0) : start].split() or [""])[-1]
        if word.lower().strip(",") in RULES["described"] or (word in ("and", "&") and _is_double(text, start)):
            continue
        fix = style.replacement(document, passage, (start, end), right, safe=False)
        seen = text[start:end]
        message = f'"{seen}" is lowercase before a name'
        yield Hit(passage.place(start, end), message, f'write "{right}"', fix=fix)


def _is_double(text: str, start: int) -> bool:
    """Whether a title after "and" continues a pair of titles: owner and president."""
    before = text[max(start - 40, 0) : start].split()
    return len(before) < 2 or before[-2].capitalize() in _HEADS or before[-2].isupper()


def _is_name(following: re.Match[str]) -> bool:
    """Whether two capitalised words are a person's name, and not a field or a region."""
    first, last = following["first"], following["last"]
    if last is None or first in _NO_NAMES or last in _NO_NAMES:
        return False
    return not any(name in RULES["things"] or name in RULES["title_words"] for name in (first, last))
