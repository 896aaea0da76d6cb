"""`newsroom rename`: rename a release, keep its old addresses, and update the links to it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.options import Meant
from newsroom_cli.cli.arguments.shared_options import Directory, file_argument
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.model import release_file
from newsroom_cli.model.errors import DeclinedError
from newsroom_cli.model.interpretation import language_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release, text_of

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.life.renaming import Renaming


def rename(
    file: Annotated[str | None, file_argument("one of those last changed")] = None,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Its new file name; without it, old addresses are kept.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a public address changes.")] = False,
    directory: Directory = None,
) -> None:
    """Rename a release; its old address redirects to the new one.

    The name of the file is the name in addresses. NAME may be words; a date at the beginning of the old name stays,
    unless NAME has one of its own or ends with .md. If the release was public, the old name goes into its aliases, and
    links in other releases are updated. Without NAME, and without an answer on a terminal, it does the same for a file
    that was renamed by hand. Run newsroom build afterwards.

    Example: newsroom rename releases/2026-03-02-library.md 2026-03-09-library
    """
    from newsroom_cli.cli.steps import naming
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing.life import renaming

    newsroom = options.newsroom(directory)
    release = naming.open_release(newsroom, file, meant=Meant.ANY)
    now, manifest = options.moment(None, newsroom), manifests.read(newsroom.output)
    language = language_of(release, newsroom.config)
    if typed := name or _asked_name(release, language):
        done = renaming.plan_renaming(
            newsroom, release, _name_of_words(typed, release, language), now=now, manifest=manifest
        )
        if done.gained_aliases and output.is_interactive() and not yes:
            output.say(f"its public address is releases/{done.before.slug}.html")
            output.say(f"it would be releases/{done.after.slug}.html, and the old one leads there")
            if not ask.confirm("Change its address?", default=False):
                raise DeclinedError("nothing was renamed", hint="a new headline needs no new address")
    else:
        done = renaming.with_lost_addresses(newsroom, release, now=now, manifest=manifest)
    renaming.carry_out(newsroom, done)
    output.say(*_lines(newsroom, done), *_address_lines(newsroom, done), *_blackout_lines(newsroom, done, now))
    output.result(output.from_here(done.after.path, newsroom.root))


def _asked_name(release: Release, language: str) -> str:
    """The new name that a person answers, empty to keep the present one; empty without a terminal."""
    from newsroom_cli.newsroom import scaffold

    if not output.is_interactive():
        return ""
    headline = text_of(release.headline) or "harbour library"
    words = scaffold.short_slug(headline, language)
    date = f"{release.date.value:%Y-%m-%d}-" if release.date else ""
    output.say(f"its name is {release.slug}")
    return ask.text(f"New name, such as {date}{words} (Enter keeps it)")


def _name_of_words(typed: str, release: Release, language: str) -> str:
    """The new file name for a typed name or words such as a headline, with a date if the old name has one.

    The old date stays if it is that of the release or its embargo, or if the release has none; otherwise it becomes the
    release's. A name that ends with .md is taken as it is.
    """
    from newsroom_cli.newsroom import scaffold

    folder, slash, last = typed.rpartition("/")
    words = scaffold.short_slug(last, language) if " " in last else release_file.spelled_out(last, language)
    if last.endswith(".md") or not release_file.slugify(last) or last.startswith("."):
        return typed
    date = _DATE.match(release.slug)
    if date is None or _DATE.match(words):
        return f"{folder}{slash}{words}"
    days = [f"{day.value:%Y-%m-%d}" for day in (release.date, release.embargo) if day]
    own = date[0].rstrip("-")
    return f"{folder}{slash}{own if own in days or not days else days[0]}-{words}"


_DATE = pattern(r"\d{4}-\d{2}-\d{2}(?:-|\Z)")


def _address_lines(newsroom: Newsroom, renaming: Renaming) -> Iterator[str]:
    """Yield the line about the new address, and one about how to restore a date that the old name had."""
    before, after = renaming.before.slug, renaming.after.slug
    if after == before:
        return
    yield f"its address is releases/{after}.html from the next build on; it was releases/{before}.html"
    if (date := _DATE.match(before)) and not _DATE.match(after):
        file = shlex.quote(output.from_here(renaming.after.path, newsroom.root))
        yield f"its name has no date any more; newsroom rename {file} {date[0]}{after}.md puts it back"


def _blackout_lines(newsroom: Newsroom, renaming: Renaming, now: dt.datetime) -> Iterator[str]:
    """Yield the line that a blackout holds the new address of a public release, if one does."""
    from newsroom_cli.newsroom import moments
    from newsroom_cli.publishing import blackouts

    ends = blackouts.held_until(newsroom, renaming.after, None, now) if renaming.gained_aliases else None
    if ends and renaming.after.slug != renaming.before.slug:
        until = moments.in_words(ends, newsroom.config)
        yield f"a blackout holds the new address until {until}; a build into the same folder keeps the old one"


def _lines(newsroom: Newsroom, renaming: Renaming) -> Iterator[str]:
    """Yield the lines about the new file, the kept addresses and changed links, and what still has to be done."""

    def shown(path: str) -> str:
        return output.from_here(path, newsroom.root)

    if renaming.after.path != renaming.before.path:
        yield f"{output.paint('good', 'renamed')}: {shown(renaming.before.path)} -> {shown(renaming.after.path)}"
    if renaming.gained_aliases:
        yield f"kept: {', '.join(renaming.gained_aliases)} leads to it from the next newsroom build on"
    elif renaming.after.path == renaming.before.path:
        yield "every address at which it was public is kept already"
    if renaming.relinked:
        yield f"links changed in {', '.join(shown(after.path) for _, after in renaming.relinked)}"
    for path in renaming.with_unchanged_links:
        yield f"still names the old file: {shown(path)}"
    for path in renaming.unsigned:
        yield f"must be signed again, because its link has changed: {shown(path)}"
