"""Remedies applied: what changes, what must not, and that it ends."""

from __future__ import annotations

from typing import Any

import pytest
from samples import sample_config, sample_document

from newsroom_cli.linter import fixing
from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding, changes_no_quoted_words
from newsroom_cli.linter.fixing import apply_fixes
from newsroom_cli.model import release_file
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import Edit, Fix

FRONT = '+++\nheadline = "City Opens Library"  # newsroom: ignore[HD001] meant\ndate = 2026-03-02 # my note\n+++\n'


def mended(text: str, *, unsafe: bool = False) -> str:
    made = apply_fixes(release_file.parse(text), sample_config(), unsafe=unsafe)
    again = apply_fixes(release_file.parse(made.text), sample_config(), unsafe=unsafe)
    assert again.text == made.text and again.applied == (), "applied twice it is the same"
    assert list(made.left) == check(release_file.parse(made.text), sample_config())
    return made.text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_what_is_wrong_changes(newline: str) -> None:
    text = f"{FRONT}\n<!-- newsroom: ignore[DT001, LK001] meant -->\nIt opens on Tuesday, March 9, 2026.\n"
    expected = text.replace("  # newsroom: ignore[HD001] meant", "").replace("DT001, LK001", "DT001")
    assert mended(text.replace("\n", newline)) == expected.replace("\n", newline)


def test_a_comment_alone_on_its_line_goes_with_it() -> None:
    text = "+++\n# newsroom: ignore[FM002]\ndate = 2026-03-02\n+++\n\nOne.\n\n<!-- newsroom: ignore[LK001] -->\nTwo.\n"
    assert mended(text) == "+++\ndate = 2026-03-02\n+++\n\nOne.\n\nTwo.\n"


def test_what_cannot_be_read_is_left_as_it_is() -> None:
    assert (
        mended("+++\nheadline = \n+++\n# newsroom: ignore[HD001]\n")
        == "+++\nheadline = \n+++\n# newsroom: ignore[HD001]\n"
    )


def fix(read: Release, old: str, new: str) -> Fix:
    at = read.text.index(old)
    return Fix((Edit(Span(at, at + len(old)), new),))


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [
        ("walk from", "stroll from", False),
        ("“Nobody", '"Nobody', True),
        ("book,” said", 'book," said', True),
        ("said Mayor", "says Mayor", True),
        ("agreed words", "agreed word", False),
        ("block quote", "quoted block", False),
    ],
)
def test_the_words_of_others_are_nobodys_to_change(old: str, new: str, may: bool) -> None:
    body = "“Nobody should live far, a walk from a book,” said Mayor Okafor.\n\n> A block quote.\n"
    read = release_file.parse(f'+++\n[[quotes]]\ntext = "agreed words"\n+++\n\n{body}')
    assert changes_no_quoted_words(read, fix(read, old, new), SpanSet(sample_document(read).spoken_spans)) == may


def test_one_harmful_remedy_among_many_is_found_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    tried, asked = fixing._fix_unless_harmful, []

    def harmful_in_line_9(read: Release, wanted: list[Finding], *rest: Any) -> Any:
        asked.append(len(wanted))
        return None if any(finding.place.start.line == 9 for finding in wanted) else tried(read, wanted, *rest)

    monkeypatch.setattr(fixing, "_fix_unless_harmful", harmful_in_line_9)
    made = apply_fixes(release_file.parse(FRONT + "Ana opens the the room.\n\n" * 60), sample_config(), unsafe=True)
    assert made.text.count("the the") == 1
    assert len(asked) < 20
