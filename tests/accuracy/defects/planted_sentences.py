"""Defects that are a sentence: those of sentences.toml, and what puts one into a release."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from accuracy.defects import Plant, one_of, plants, with_field
from newsroom_cli.model.release import Release


def in_language(read: Release, chance: random.Random, language: str, *sentences: str) -> str | None:
    """The text as one in a language, with a sentence at its end."""
    text = with_field(read, f'language = "{language}"')
    return f"{text.rstrip()}\n\n{chance.choice(sentences)}\n"


def other_language(read: Release) -> bool:
    """Whether the release is in a language of its own, so that no other can be put on it."""
    return read.language is not None


def _planting(english: Sequence[str], others: Mapping[str, str]) -> Plant:
    """A defect that is one of some English sentences, or a sentence in one of other languages."""

    def plant(read: Release, chance: random.Random) -> str | None:
        if english and (not others or other_language(read) or chance.random() < 0.5):
            return one_of(read, chance, *english)
        return None if other_language(read) else in_language(read, chance, *chance.choice(list(others.items())))

    return plant


SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
for code in {*SENTENCES["english"], *SENTENCES["others"]}:
    plants(code)(_planting(SENTENCES["english"].get(code, ()), SENTENCES["others"].get(code, {})))
