"""The ends of sentences in the scripts of the world."""

from __future__ import annotations

import pytest

from newsroom_cli.language import sentences


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("यह अच्छा है।", "वह भी।"),
        ("کیا یہ اچھا ہے؟", "ہاں۔"),
        ("Բարեւ։", "Այո։"),
        ("ሰላም።", "አዎ።"),
        ("ជំរាបសួរ។", "បាទ។"),
        ("はい。", "いいえ。"),
    ],
)
def test_a_sentence_ends_with_the_stop_of_its_script(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert [text[start:end] for start, end in sentences.split(text)] == [first, second]
