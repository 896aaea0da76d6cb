"""`newsroom import`: turn texts, pages, documents, mails and feeds into release files."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments.shared_options import Directory, TextOrJson
from newsroom_cli.model.release import DEFAULT_KIND


def _kinds_of_sources() -> str:
    """The kinds of sources that can be imported, as the help of the command lists them."""
    from newsroom_cli.importing.recognition import SOURCES

    return "; ".join(source.help for source in SOURCES)


def import_(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help=f"Files, folders, web addresses, or - for pasted text: {_kinds_of_sources()}."
        ),
    ],
    office: Annotated[str, typer.Option(metavar="KEY", help="The issuing office; else the one the source names.")] = "",
    kind: Annotated[str, typer.Option(help="The kind of release these are.")] = DEFAULT_KIND,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what was recognised, and write nothing.")
    ] = False,
    review: Annotated[bool, typer.Option("--review", help="Show the source and the release side by side.")] = False,
    form: Annotated[
        TextOrJson, typer.Option("--format", "-f", help="json prints one object a release and writes only with --yes.")
    ] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """Turn pasted text, saved pages, Word files, mails and feeds into releases.

    Shows what it recognised and how sure it is, then asks. It never makes up what the source does not say: where a
    release needs it, the file says TK. No source is imported twice, so a long import can be run again.

    Example: newsroom import saved-page.html

    In a script, where nobody is asked: newsroom import archive/ --yes
    """
    from newsroom_cli.cli.steps import importer

    importer.run(directory, sources, office, kind, form, yes=yes, dry_run=dry_run, review=review)
