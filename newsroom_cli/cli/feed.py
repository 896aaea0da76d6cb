"""`newsroom feed`: one feed, as `build` writes it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsroom_cli.cli.shared_options import AsOf, Directory, Target
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FORMATS

Format = StrEnum("Format", [(name, name) for name in FORMATS])  # type: ignore[misc]
_FIRST = next(iter(Format))


def feed(
    form: Annotated[Format, typer.Option("--format", "-f", help="Which feed.")] = _FIRST,
    office: Annotated[str, typer.Option(metavar="KEY", help="Only this office's releases.")] = "",
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print one feed of what is public now.

    With --as-of it is a rehearsal, and its title and every entry say so.

    Example: newsroom feed --format atom --office parks -o parks.xml
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.model.toml.values import nearest
    from newsroom_cli.publishing import lists, rehearsal
    from newsroom_cli.publishing.feeds import feeds
    from newsroom_cli.publishing.leaks import single

    newsroom = options.newsroom(directory)
    if office and office not in newsroom.config.offices:
        near = nearest(office, newsroom.config.offices)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(newsroom.config.offices)}"
        raise NewsroomError(f'there is no office "{office}" in newsroom.toml', hint=hint)
    now = options.moment(as_of, newsroom)
    if as_of is not None:
        newsroom = rehearsal.marked(newsroom, now)
    rendered, errors = lists.feed(newsroom, form, office=office, now=now)
    if errors:
        output.refusals(errors, newsroom.root)
        raise typer.Exit(1)
    single.refuse_leaks(newsroom, {feeds.path(form, office): rendered}, now=now)
    options.deliver(newsroom, rendered, target, FORMATS[form].file)
