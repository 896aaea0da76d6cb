"""`newsroom translate`: a release in another language, linked with its original."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import completion
from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.model.errors import NewsroomError, RefusedError

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom


def translate(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="The original; with --renew, the translation. Else the last changed that is not public.",
            autocompletion=completion.releases,
        ),
    ] = None,
    to: Annotated[str, typer.Option(metavar="TAG", help="Start a translation into this language, such as es.")] = "",
    renew: Annotated[
        bool, typer.Option("--renew", help="Note that a translation says what its original says now.")
    ] = False,
    name: Annotated[str, typer.Option(help="The words of the file's name; else the original's and TAG.")] = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the file in your editor.")] = False,
    directory: Directory = None,
) -> None:
    """Start a translation of a release, or note that one is up to date.

    The new file is a draft that names its original. Dates, office, contacts and speakers are filled in; TK stands for
    each text, with the words of the original beside it. Clearances and signatures are not taken along. Once both are
    public, their pages, mails and feed entries lead to each other. Never overwrites a file.

    When the original changes, newsroom check says so. Compare the two, then note with --renew that you did.

    Example: newsroom translate releases/2026-03-02-library.md --to es
    """
    from newsroom_cli.cli import options
    from newsroom_cli.newsroom.writer import in_place

    if bool(to) == renew:
        raise NewsroomError("say what to do with the release", hint="--to TAG starts a translation, --renew notes one")
    newsroom = options.newsroom(directory)
    release = in_place.open_release(newsroom, options.release_path(newsroom, file))
    if renew:
        _renew(newsroom, release)
    else:
        _start(newsroom, release, to, name, edit=edit)


def _start(newsroom: Newsroom, original: Release, to: str, name: str, *, edit: bool) -> None:
    """Write a new translation, and print what to do next."""
    from newsroom_cli.cli import editor, new_questions, output
    from newsroom_cli.model import language_tags
    from newsroom_cli.newsroom import translating

    if not language_tags.is_tag(to):
        raise NewsroomError(f'--to: "{to}" is not a language tag', hint="such as es, pt-BR or zh-Hant")
    language = language_tags.canonical(to)
    text = translating.text(original, newsroom.config, language)
    file = (newsroom.root / original.path).with_name(translating.file_name(original, language, name))
    new_questions.created(newsroom, file, text)
    if edit:
        editor.edit(newsroom, file)
    output.say(
        f"next: translate what says TK, then newsroom check {shlex.quote(output.from_here(file, newsroom.root))}"
    )


def _renew(newsroom: Newsroom, release: Release) -> None:
    """Note in a translation that it says what its original says now."""
    from newsroom_cli.cli import output
    from newsroom_cli.model import editing
    from newsroom_cli.newsroom import translation_links
    from newsroom_cli.newsroom.writer import in_place

    problem = next((found for found in release.problems if found.code == translation_links.NO_ORIGINAL), None)
    path = translation_links.original_path(release)
    if problem or not path:
        message = problem.message if problem else "this release is no translation"
        hint = problem.help if problem else "name the original: [translation] of = ..."
        raise RefusedError(message, path=release.path, hint=hint)
    digest = translation_links.digest_of(newsroom.read(path))
    after = editing.assign(release, "translation.digest", digest)
    original = output.from_here(path, newsroom.root)
    if in_place.save_release(newsroom, release, after):
        output.say(f"noted that this says what {original} says now")
    else:
        output.say(f"{original} has not changed since this was noted")
    output.result(output.from_here(release.path, newsroom.root))
