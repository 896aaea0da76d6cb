"""`newsroom translate`: a release in another language, linked with its original."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, Edit, argument


def translate(
    file: Annotated[
        str | None,
        argument("[FILE]", "The original; with --renew, the translation. Else the last changed that is not public."),
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Start a translation into this language, such as es or Spanish.")
    ] = "",
    renew: Annotated[
        bool, typer.Option("--renew", help="Record that the translation matches its original again.")
    ] = False,
    name: Annotated[str, typer.Option(help="The words of the file name; else the original's and its tag.")] = "",
    edit: Edit = False,
    directory: Directory = None,
) -> None:
    """Start a translation of a release, or record that one is up to date.

    The new file is a draft that names its original. Dates, office, contacts and speakers are filled in. Each text is
    TK, with the original words beside it. Clearances and signatures are not copied. Once both are public, their pages,
    mails and feed entries link to each other. Never overwrites a file.

    When the original changes, newsroom check says so. Update the translation, then record that with --renew.

    The language may follow the release: newsroom translate library Spanish, or es

    Example: newsroom translate releases/2026-03-02-library.md --to es
    """
    from newsroom_cli.cli.steps import new_release

    new_release.translate(options.newsroom(directory), file, to, name, renew=renew, edit=edit)
