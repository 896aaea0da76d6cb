"""A source as bytes with its name and address, and its text, which is decoded once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newsroom_cli.importing import charset
from newsroom_cli.importing.pages import tree
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.model.errors import NewsroomError

LARGEST = 20_000_000  # bytes of a page or feed
LONGEST = 1_000_000  # characters of a pasted or Markdown text


def no_text() -> NewsroomError:
    """The error for a source that contains no text."""
    return NewsroomError("there is no text in it", hint="paste or name a file that holds the release")


@dataclass(frozen=True)
class Material:
    """A source: its bytes, its file name in lower case (`-` for pasted text), and the address of its page."""

    data: bytes
    name: str
    base: str = ""

    @cached_property
    def limited(self) -> bytes:
        """The bytes of a page, feed or text. Raises NewsroomError above 20 MB."""
        if len(self.data) > LARGEST:
            raise NewsroomError(
                f"the source has {len(self.data) // 1_000_000} MB, the limit is {LARGEST // 1_000_000} MB",
                hint="copy the release from it and paste that into `newsroom import -`",
            )
        return self.data

    @cached_property
    def decoded(self) -> charset.Text:
        """The text with notes on its encoding. Raises NewsroomError if there is no text."""
        start = self.limited[:5000].decode("latin-1")
        is_page = self.name.endswith(tree.ENDINGS) or tree.is_html(start, self.name)
        decoded = charset.decode(self.limited, search_declaration=is_page)
        if not decoded.text.strip():
            raise no_text()
        return decoded

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @property
    def is_short(self) -> bool:
        """Whether the text is within the limit for a pasted text."""
        return len(self.text) <= LONGEST

    @cached_property
    def json(self) -> Any:
        """The JSON object or list in the text; None for any other text."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.text, strict=False)
        except (ValueError, RecursionError):
            return None

    def with_notes(self, pasted: Pasted) -> Pasted:
        """Add the notes on the encoding to a source. Raises NewsroomError if it has no pieces."""
        if not pasted.pieces:
            raise no_text()
        return pasted._replace(notes=(*self.decoded.notes, *pasted.notes))
