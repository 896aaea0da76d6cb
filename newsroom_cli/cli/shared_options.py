"""The options that several commands share, as Typer reads them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Directory = Annotated[
    Path | None,
    typer.Option("-C", "--directory", metavar="DIR", help="Work in the newsroom in DIR; else in the one around here."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME", help="Rehearse: pretend it is TIME, such as 2026-03-01T09:00 or 2026-03-01."
    ),
]


class MailForm(StrEnum):
    """The parts of an e-mail, or all of it."""

    html = "html"
    text = "text"
    eml = "eml"


Target = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; else to standard output.")
]
