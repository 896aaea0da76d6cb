"""A document reads each thing once, and keeps what functions read from it."""

from __future__ import annotations

import gc
import weakref

from samples import sample_document

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.linter import check


def test_an_answer_is_kept_with_its_document() -> None:
    asked: list[Document] = []

    @per_document
    def headline(document: Document) -> str | None:
        asked.append(document)
        return document.release.headline.value if document.release.headline else None

    one, other = sample_document(), sample_document(front="")
    assert headline(one) == headline(one) == "City Opens Harbour Quarter Library"
    assert headline(other) is headline(other) is None
    assert asked == [one, other]


def test_the_body_is_read_once() -> None:
    document = sample_document()
    assert document.markdown is document.markdown
    assert document.prose == document.markdown.prose


def test_a_document_goes_when_its_rules_have_read_it() -> None:
    document = sample_document()
    there = weakref.ref(document)
    gc.disable()  # what waits for the collector of cycles fills the memory of a build
    try:
        check.check_all([document], document.config)
        del document
        assert there() is None
    finally:
        gc.enable()
