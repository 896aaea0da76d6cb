"""`newsroom schema`: JSON Schemas for editors."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsroom_cli.cli.arguments.shared_options import Directory
from newsroom_cli.model.errors import ConfigError


class DescribedFile(StrEnum):
    """The file that a schema describes."""

    release = "release"
    newsroom = "newsroom"


def schema(
    what: Annotated[
        DescribedFile,
        typer.Argument(
            metavar="[WHAT]", help="release for its front matter; newsroom for newsroom.toml.", show_default=True
        ),
    ] = DescribedFile.release,
    directory: Directory = None,
) -> None:
    """Print a JSON Schema of releases or of newsroom.toml, for editors.

    The schema of releases offers the offices, kinds and people of this newsroom.

    Example: newsroom schema newsroom > newsroom-schema.json
    """
    from newsroom_cli.cli.arguments import options
    from newsroom_cli.cli.terminal import output
    from newsroom_cli.model import json_schema
    from newsroom_cli.model.config import default_config
    from newsroom_cli.rules.catalogue import titles

    if what == DescribedFile.newsroom:
        document = json_schema.newsroom_schema([title.code for title in titles()])
    else:
        try:
            config = options.newsroom(directory).config
        except ConfigError as error:
            if error.line is not None or directory is not None:
                raise
            config = default_config()  # there is no newsroom here: the defaults
        document = json_schema.release_schema(config)
    output.json(document)
