"""QT: quotations without a speaker, speakers without a name, marks in the wrong place."""

from __future__ import annotations

import itertools
import random
import re

from accuracy.defects import one_of, plants, sentences, with_sentence
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

_FIRST = ("Ana", "Idris", "Ola", "Marta", "Chidi", "Renata", "Tomas")
_LAST = ("Okaforo", "Lindqvister", "Brandtner", "Quillfeather", "Vanterpole", "Sarkisova")
_SAID = (
    "We waited eleven years for this boat",
    "Nobody in this city should live far from a book",
    "The bridge will be open again before winter",
    "These families deserve an answer from us",
    "It took three winters to find the money",
    "Our crews worked through every storm",
)
_ROLES = ("parks director", "harbour master", "chief of the fire department", "head librarian", "council member")


def _paragraph(read: Release, chance: random.Random, *texts: str) -> str | None:
    """The text with paragraphs of their own behind a plain one."""
    blocks = markdown.read(read.body).prose
    ends = [
        one.span.end
        for one, other in itertools.pairwise(blocks)
        if one.kind == other.kind == markdown.PARAGRAPH
        and not (one.item or one.quoted or other.item or other.quoted)
        and one.text.rstrip().endswith(".")
        and len(one.text) > 160
    ]
    if not ends or (read.language and not read.language.value.startswith("en")):
        return None
    at = chance.choice(ends)
    return (
        f"{read.text[:at].rstrip()}\n\n{chr(10).join(f'{text}{chr(10)}' for text in texts)}\n{read.text[at:].lstrip()}"
    )


def _marks(read: Release, chance: random.Random) -> str:
    return '""' if '"' in read.body.value or ("“" not in read.body.value and chance.random() < 0.5) else "“”"


@plants("QT002")
def nobody(read: Release, chance: random.Random) -> str | None:
    (opening, closing), said = _marks(read, chance), ". ".join(chance.sample(_SAID, chance.randint(1, 2)))
    if chance.random() < 0.5:
        return with_sentence(read, chance, f"{opening}{said}.{closing}")
    return _paragraph(read, chance, f"{opening}{said}.{closing}")


@plants("QT004")
def closed(read: Release, chance: random.Random) -> str | None:
    (opening, closing), (one, two, three) = _marks(read, chance), chance.sample(_SAID, 3)
    who = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    role = chance.choice(_ROLES)
    first = chance.choice(
        (
            f"{opening}{one},{closing} said {who}, {role}. {opening}{two}.{closing}",
            f"{who}, {role}, said: {opening}{one}. {two}.{closing}",
        )
    )
    return _paragraph(read, chance, first, f"{opening}{three}.{closing}")


@plants("QT006")
def unnamed(read: Release, chance: random.Random) -> str | None:
    (opening, closing), said, last = _marks(read, chance), chance.choice(_SAID), chance.choice(_LAST)
    who = chance.choice(
        (f"Ms. {last}", f"Mayor {last}", f"Director {last}", f"Dr. {last}", f"{chance.choice(_FIRST)} {last}")
    )
    text = chance.choice(
        (
            f"{opening}{said},{closing} said {who}.",
            f"{opening}{said},{closing} {who} said.",
            f"{who} said: {opening}{said}.{closing}",
        )
    )
    return chance.choice((_paragraph, with_sentence))(read, chance, text)


@plants("QT007")
def outside(read: Release, chance: random.Random) -> str | None:
    (opening, closing), said = _marks(read, chance), chance.choice(_SAID)
    return with_sentence(read, chance, 
f"{opening}{said}{closing}, said {chance.choice(_FIRST)} {chance.choice(_LAST)}, "
f"{chance.choice(_ROLES)}.")  # fmt: skip


@plants("QT008")
def nested(read: Release, chance: random.Random) -> str | None:
    opening, closing = _marks(read, chance)
    inner = chance.choice(("Harbour Day", "so be it", "quiet hours", "a great step"))
    said = chance.choice(
        (f"They call it {opening}{inner}{closing} in our town", f"He told us {opening}{inner}{closing} and left")
    )
    return with_sentence(read, chance, 
f"{opening}{said},{closing} said {chance.choice(_FIRST)} {chance.choice(_LAST)}, "
f"{chance.choice(_ROLES)}.")  # fmt: skip


@plants("QT009")
def two_titles(read: Release, chance: random.Random) -> str | None:
    (opening, closing), (one, two) = _marks(read, chance), chance.sample(_SAID, 2)
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    right, wrong = chance.choice(
        (
            ("deputy director of parks", "Director"),
            ("director of parks", "Deputy Director"),
            ("vice president of sales", "President"),
            ("assistant superintendent", "Superintendent"),
            ("chief executive officer", "Chief Operating Officer"),
            ("CEO", "CFO"),
            ("executive director", "Managing Director"),
            ("fire chief", "Assistant Chief"),
        )
    )
    text = _paragraph(
        read,
        chance,
        f"{opening}{one},{closing} said {first} {last}, {right}.",
        f"{opening}{two},{closing} {wrong} {last} said.",
    )
    return text if text and last not in read.text else None


@plants("QT010")
def stock(read: Release, chance: random.Random) -> str | None:
    (opening, closing), word = (
        _marks(read, chance),
        chance.choice(("thrilled", "excited", "proud", "delighted", "very pleased", "honored")),
    )
    return with_sentence(read, chance, f"{opening}We are {word} to open this branch,{closing} said Mayor Ana Okafor.")


@plants("QT011")
def too_long(read: Release, chance: random.Random) -> str | None:
    opening, closing = _marks(read, chance)
    said = ". ".join(chance.sample(_SAID, chance.randint(4, 6)))
    return with_sentence(read, chance, 
f"{opening}{said},{closing} said {chance.choice(_FIRST)} {chance.choice(_LAST)}, "
f"{chance.choice(_ROLES)}.")  # fmt: skip


@plants("QT012")
def dressed(read: Release, chance: random.Random) -> str | None:
    (opening, closing), verb = (
        _marks(read, chance),
        chance.choice(("exclaimed", "stated", "enthused", "remarked", "quipped", "noted")),
    )
    who, said = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}", chance.choice(_SAID)
    return one_of(read, chance, f"{opening}{said},{closing} {verb} {who}.", f"{opening}{said},{closing} {who} {verb}.")


@plants("NR004")
def no_reason(read: Release, chance: random.Random) -> str | None:
    places = sentences(read)
    if not places or re.search(r"newsroom:", read.text):
        return None
    at = chance.choice(places)
    return (
        f"{read.text[:at]} <!-- newsroom: ignore[{chance.choice(('DT001', 'LK001, LK002', 'QT003'))}] "
        f"-->{read.text[at:]}"
    )
