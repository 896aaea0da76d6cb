"""Where the words of a release stand in its file, and what of it is code."""

from __future__ import annotations

import pytest
from samples import sample_document, sample_release

from newsroom_cli.language.passages import CODE, code_spans


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a `b` c", ["`b`"]),
        ("a ``b ` c`` d `e`", ["``b ` c``", "`e`"]),
        ("a \\`b` c `d", ["` c `"]),
        ("`a ``b`` c", ["``b``"]),
        ("```", []),
        ("", []),
    ],
)
def test_code(source: str, code: list[str]) -> None:
    assert [source[start:end] for start, end in code_spans(source)] == code


def test_code_is_blotted_out_letter_by_letter() -> None:
    release = sample_release(body='é “a” `b "c` **d `e`** `` f ` `` \\`g\\`\n')
    (block,) = sample_document(release).prose
    text = sample_document(release).without_code(block)
    assert len(text) == len(block.text)
    assert text == f"é “a” {CODE * 4} d {CODE} {CODE * 3} `g`"


def test_a_block_knows_its_places() -> None:
    release = sample_release(body="One **two** `three` &amp; “four”.\n")
    (block,) = sample_document(release).prose
    passage = sample_document(release).of_block(block)
    for word in ("two", "“four”"):
        at = passage.text.index(word)
        assert release.text[slice(*passage.place(at, at + len(word)))] == word


@pytest.mark.parametrize(
    ("written", "word", "found"),
    [
        ('"The mayor and TK"', "TK", "TK"),
        ("'The \"mayor\" and TK'", "TK", "TK"),
        ('"The \\"mayor\\" and TK"', "TK", "TK"),
        ('"The \\"TK\\" and TK"', "TK", "TK"),
        ('"The \\u0054K"', "TK", "\\u0054K"),
    ],
)
def test_a_field_knows_its_places(written: str, word: str, found: str) -> None:
    release = sample_release(front=f"headline = {written}\n")
    field = release.headline
    assert field is not None
    at = field.value.rindex(word)
    assert release.text[slice(*sample_document(release).span_of_part(field, at, at + len(word)))] == found


def test_a_text_of_several_lines_knows_its_places() -> None:
    release = sample_release(front='[event]\nplace = """\nThe Hall\r\n1 TK Street"""\n')
    assert release.event is not None and release.event.place is not None
    at = release.event.place.value.index("TK")
    assert release.text[slice(*sample_document(release).span_of_part(release.event.place, at, at + 2))] == "TK"


def test_all_texts_are_seen() -> None:
    release = sample_release(
        front='headline = "a"\nsubhead = "b"\ntopics = ["c"]\ndate = 2026-03-02\n'
        '[dateline]\ncity = "d"\n[event]\nplace = "e"\n'
        '[source]\nname = "f"\n[[contacts]]\nname = "g"\n[[contacts]]\nphone = "h"\n[[quotes]]\nrole = "i"\n'
        '[[images]]\nalt = ""\ncaption = "j"\n'
    )
    assert "".join(sorted(text.value for text in sample_document(release).written())) == "abcdefghij"


def test_hostile_ticks_come_to_an_end() -> None:
    for source in ("`" * 100_000, "` " * 50_000, "".join("`" * length + " " for length in range(1, 400))):
        assert all(start < end for start, end in code_spans(source))
