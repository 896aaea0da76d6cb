"""The stars of German words for people of every gender in Markdown."""

from __future__ import annotations

from newsroom_cli.importing import reading, recognition


def test_stars_within_words_are_no_emphasis() -> None:
    source = (
        "---\ntitle: Der Hafen\ndate: 2024-05-01\n---\n\nAlle Bürger*innen und jede*r der Segler*innen *freuen* sich.\n"
    )
    found = reading.read(next(iter(recognition.sources(source.encode(), name="hafen.md"))))
    assert found.pieces[0].text == "Alle Bürger*innen und jede*r der Segler*innen freuen sich."
