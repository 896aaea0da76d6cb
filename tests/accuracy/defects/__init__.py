"""Defects as programs: one function a rule, which puts its defect into a real release; a family has a module."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Callable
from typing import NamedTuple

from newsroom_cli.language.quotation_marks import has_mark
from newsroom_cli.markup import markdown
from newsroom_cli.model.release import Release

# Takes a release and chance; gives the whole text with one defect more, or None where the release has no place for it.
Plant = Callable[[Release, random.Random], str | None]


class Defect(NamedTuple):
    """How a rule's defect is made, in a newsroom with some more settings, beside some other releases."""

    plant: Plant
    settings: str = ""
    beside: tuple[str, ...] = ()


PLANTS: dict[str, Defect] = {}


def plants(code: str, *, settings: str = "", beside: tuple[str, ...] = ()) -> Callable[[Plant], Plant]:
    """Declare how the defect that a rule reports is made."""

    def declared(plant: Plant) -> Plant:
        PLANTS[code] = Defect(plant, settings, beside)
        return plant

    return declared


def load() -> dict[str, Defect]:
    """Every defect by the code of its rule."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(PLANTS.items()))


def sentences(read: Release) -> list[int]:
    """Offsets behind sentences of plain English paragraphs of the body: places where a sentence can be put in."""
    if read.language and not read.language.value.startswith("en"):
        return []
    return [
        block.place(match.end() - 1, match.end()).end
        for block in markdown.read(read.body).prose
        if block.kind == markdown.PARAGRAPH and not block.item and not block.quoted and not has_mark(block.text)
        for match in re.finditer(r"[a-z]{3}\.(?=\s|$)", block.text)
    ]


def with_sentence(read: Release, chance: random.Random, sentence: str) -> str | None:
    """The text with a sentence behind one of its own, None where there is no plain paragraph."""
    places = sentences(read)
    if not places:
        return None
    at = chance.choice(places)
    return f"{read.text[:at]} {sentence}{read.text[at:]}"


def one_of(read: Release, chance: random.Random, *sentences: str) -> str | None:
    """The text with one of some sentences in it."""
    return with_sentence(read, chance, chance.choice(sentences))


def with_field(read: Release, line: str) -> str:
    """The text with a line of front matter in place of the field of that name, or on top."""
    name = line.partition(" ")[0]
    front = re.sub(rf"(?m)^{name} = .*\n", "", read.text[: read.front.end], count=1)
    return front.replace("+++\n", f"+++\n{line}\n", 1) + read.text[read.front.end :]
