"""QT014 shows the words that were changed, in the quote and in its clearance, however long the lines are."""

from __future__ import annotations

import pytest
from samples import FRONT, sample_document

from newsroom_cli.rules.quotes.clearances import clearance_void

WORDS = "Nobody in this city should live more than a short walk from a book, whatever they earn and wherever they live."


@pytest.mark.parametrize(
    ("old", "new", "shown", "cleared"),
    [
        ("a short walk", "a long walk", "long", "short"),
        ("from a book, ", "", "whatever", "from a book"),
        (" they live.", " they live today.", "today", "live."),
    ],
)
def test_the_changed_words_are_marked_in_both_places(old: str, new: str, shown: str, cleared: str) -> None:
    words = WORDS.replace(old, new)
    clearance = f'clearance = {{ by = "Jo Park", date = 2026-03-01, words = "{WORDS}", digest = "sha256:0" }}'
    front = FRONT.partition("[[quotes]]")[0] + f'[[quotes]]\nspeaker = "Ana Okafor"\ntext = "{words}"\n{clearance}\n'
    document = sample_document(front=front)
    (hit,) = clearance_void(document)
    text = document.release.text
    assert hit.also is not None
    assert text[hit.span.start : hit.span.end].rstrip(",.") == shown
    assert text[hit.also[0].start : hit.also[0].end].rstrip(",") == cleared
