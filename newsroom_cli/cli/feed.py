"""`newsroom feed`: one feed, as `build` writes it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsroom_cli.cli.arguments.shared_options import AsOf, Directory, Target
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FORMATS

Format = StrEnum("Format", [(name, name) for name in FORMATS])  # type: ignore[misc]
_FIRST = next(iter(Format))


def feed(
    form: Annotated[Format, typer.Option("--format", "-f", help="Which feed.")] = _FIRST,
    office: Annotated[str, typer.Option(metavar="KEY", help="Only this office's releases.")] = "",
    topic: Annotated[str, typer.Option(metavar="TOPIC", help="Only releases on this topic.")] = "",
    language: Annotated[str, typer.Option(metavar="TAG", help="Only releases in this language.")] = "",
    target: Target = None,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Print one feed of what is public now.

    With --as-of the feed is a rehearsal, and its title and every entry say so.

    Example: newsroom feed --format atom --office parks -o parks.xml
    """
    from newsroom_cli.cli.arguments import options
    from newsroom_cli.cli.terminal import output
    from newsroom_cli.model.toml.values import nearest
    from newsroom_cli.publishing.builds import rehearsal
    from newsroom_cli.publishing.collections import NEWSROOM, Channel, Kind, topics_by_key
    from newsroom_cli.publishing.feeds import channels, feeds, single_feed
    from newsroom_cli.publishing.leaks import single

    if sum(map(bool, (office, topic, language))) > 1:
        raise NewsroomError("a feed is of one office, one topic or one language", hint="give one of the options")
    newsroom = options.newsroom(directory)
    if office and office not in newsroom.config.offices:
        near = nearest(office, newsroom.config.offices)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(newsroom.config.offices)}"
        raise NewsroomError(f'there is no office "{office}" in newsroom.toml', hint=hint)
    now = options.moment(as_of, newsroom)
    if as_of is not None:
        newsroom = rehearsal.with_rehearsal_notice(newsroom, now)
    channel = NEWSROOM
    if office:
        channel = channels.office(office, newsroom.config)
    elif topic or language:
        kind = Kind.TOPIC if topic else Kind.LANGUAGE
        channel = Channel(kind, next(iter(topics_by_key((topic,))), "") if topic else language)
    rendered, errors = single_feed.feed(newsroom, form, channel=channel, now=now)
    if errors:
        output.refusals(errors, newsroom.root, instead=target is None)
        raise typer.Exit(1)
    single.refuse_leaks(newsroom, {feeds.path(form, channel): rendered}, now=now)
    options.deliver(newsroom, rendered, target, FORMATS[form].file)
