"""Random texts that a regular expression matches."""

from __future__ import annotations

import random
import re
from re import _parser  # type: ignore[attr-defined]
from typing import Any

CATEGORIES = {"SPACE": " \n\t", "WORD": "aZé1_", "DIGIT": "19", "NOT_SPACE": "a-", "NOT_WORD": "- ", "NOT_DIGIT": "a-"}
LETTERS = " \n\t.,;:-“”'\"()[]<>/\\#*_%1aZé東"


class Sampler:
    """Draws texts that a pattern matches, at random; lookarounds and anchors are ignored."""

    def __init__(self, pattern: re.Pattern[str], rng: random.Random) -> None:
        self.tree, self.rng, self.groups = _parser.parse(pattern.pattern, pattern.flags), rng, dict[int, str]()

    def draw(self) -> str:
        return self.text(self.tree)

    def text(self, tree: Any) -> str:
        return "".join(self.piece(str(kind), value) for kind, value in tree)

    def piece(self, kind: str, value: Any) -> str:
        match kind, value:
            case "LITERAL", letter:
                return chr(letter)
            case "NOT_LITERAL", letter:
                return self.letter_outside(chr(letter))
            case "ANY", _:
                return self.letter_outside("\n")
            case "IN", [(negate, _), *members] if str(negate) == "NEGATE":
                return self.letter_outside("".join(map(self.letters, members)))
            case "IN", members:
                return self.rng.choice(self.letters(self.rng.choice(members)))
            case "BRANCH", (_, branches):
                return self.text(self.rng.choice(branches))
            case "ATOMIC_GROUP", tree:
                return self.text(tree)
            case "SUBPATTERN", (number, _, _, tree):
                self.groups[number] = self.text(tree)
                return self.groups[number]
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT", (least, most, tree):
                return "".join(self.text(tree) for _ in range(self.rng.randint(least, min(most, least + 3))))
            case "GROUPREF", number:
                return self.groups.get(number, "")
            case "AT" | "ASSERT" | "ASSERT_NOT" | "FAILURE", _:
                return ""
        raise NotImplementedError(kind)

    def letters(self, member: Any) -> str:
        """The letters of a member of a set: all of a literal or a range, some of a category."""
        kind, value = str(member[0]), member[1]
        if kind == "RANGE":
            return "".join(map(chr, range(value[0], min(value[1], value[0] + 200) + 1)))
        return chr(value) if kind == "LITERAL" else CATEGORIES[str(value).removeprefix("CATEGORY_")]

    def letter_outside(self, letters: str) -> str:
        return self.rng.choice([letter for letter in LETTERS if letter not in letters])
