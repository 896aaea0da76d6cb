"""Ask for the headline and the date of an imported release if the source does not print them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom_cli.importing.reading import Reading
    from newsroom_cli.newsroom.folder import Newsroom


def completed(reading: Reading, newsroom: Newsroom) -> Reading:
    """The reading with headline and date as a person answers; without an answer they stay empty."""
    from newsroom_cli.cli import ask, when

    headline, date = reading.headline, reading.date
    if not headline:
        question = "Headline, which the source does not print (or later)"
        headline = " ".join(ask.text(question, empty_words=ask.LATER, is_prose=True).split())
    if date is None:
        date = when.ask("Date (or later)", newsroom)
    return dataclasses.replace(reading, headline=headline, date=date)
