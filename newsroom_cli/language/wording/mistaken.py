"""Words mistaken for others of similar sound, each in a phrase (a frame) where only the other word is right.

A frame consists of whole words in lower case. A frame that may be right in some sentence is not in the table: "more
then" may be right, "rather then" cannot.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from newsroom_cli.language.word_lists import lines, table


def frames(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the frames that consist of the given words only, each with the right wording."""
    index = _frames_by_words()
    for mistaken in words.intersection(index):
        for partner in words.intersection(index[mistaken]):
            for frame_words, frame, right in index[mistaken][partner]:
                if frame_words <= words:
                    yield frame, right


@functools.cache
def _frames_by_words() -> dict[str, dict[str, list[tuple[frozenset[str], str, str]]]]:
    """The frames by the mistaken word, then by the longest of their other words, which is usually the rarest."""
    index: dict[str, dict[str, list[tuple[frozenset[str], str, str]]]] = {}
    for frame, right in table(lines(Path(__file__).with_suffix(".txt"))).items():
        words = re.findall("[a-z']+", frame)
        mistaken = next(word for word in words if word not in right.split())
        longest = max((word for word in words if word != mistaken), key=len, default=mistaken)
        index.setdefault(mistaken, {}).setdefault(longest, []).append((frozenset(words), frame, right))
    return index
