"""Saved pages and pasted HTML; an error page or a check against robots is refused."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import error_pages, html_, tree
from newsroom_cli.importing.pieces import Pasted


def recognises(material: Material) -> bool:
    """Whether a text is HTML."""
    return tree.is_html(material.text, material.name)


def read_from(material: Material) -> Iterator[Pasted]:
    """The text of the page. Raises NewsroomError for a page without a text of its own."""
    pasted = html_.read(material.text, base=material.base)
    error_pages.refuse(pasted)
    yield material.with_notes(pasted)._replace(beside=True)
