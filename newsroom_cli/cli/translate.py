"""`newsroom translate`: a release in another language, linked with its original."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import ask, completion, options, output
from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.cli.unnamed import Meant
from newsroom_cli.model import language_tags
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
    to: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Start a translation into this language, such as es or Spanish.")
    ] = "",
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

    The language may stand behind the release: newsroom translate library Spanish, or es

    Example: newsroom translate releases/2026-03-02-library.md --to es
    """
    from newsroom_cli.newsroom.writer import in_place

    newsroom = options.newsroom(directory)
    if not (to or renew):
        file, to = _split(newsroom, file)
    if to and renew:
        raise NewsroomError("--to starts a translation, --renew notes one", hint="leave one of them out")
    if not (to or renew or output.is_interactive()):
        raise NewsroomError("nobody says into which language", hint="--to es; --renew notes that one is up to date")
    release = in_place.open_release(newsroom, options.release_path(newsroom, file, meant=Meant.LAST))
    if renew:
        _renew(newsroom, release)
    else:
        _start(newsroom, release, _language(newsroom, release, to), name, edit=edit)


def _split(newsroom: Newsroom, typed: str | None) -> tuple[str | None, str]:
    """The words for a release and the language behind them, as in `library Spanish`; no language if none is named.

    A short tag may be a word of a headline, such as `it`. It is the language if the words before it name a release
    exactly, or if no release has all of the words.
    """
    from newsroom_cli.cli import naming
    from newsroom_cli.language import language_names

    words = (typed or "").split()
    if typed is None or len(words) < 2 or not language_names.tag_of(words[-1]):
        return typed, ""
    release = " ".join(words[: -2 if words[2:] and words[-2] in ("to", "into", "in") else -1])
    is_sure = len(words[-1]) >= _SHORTEST_NAME or naming.is_exact(newsroom, release)
    return (release, words[-1]) if is_sure or not naming.matches_any(newsroom, typed) else (typed, "")


_SHORTEST_NAME = 4


def _language(newsroom: Newsroom, original: Release, to: str) -> str:
    """The tag of the language from the option or the answer, as tag or name. Raises NewsroomError if there is none."""
    from newsroom_cli.language import language_names
    from newsroom_cli.model.interpretation import language_of

    def tag(typed: str) -> str:
        if found := language_names.tag_of(typed) or (language_tags.is_tag(typed) and language_tags.canonical(typed)):
            return found
        message = f'{"--to: " * bool(to)}"{typed}" is not a language'
        raise NewsroomError(message, hint="such as Spanish or es, pt-BR or zh-Hant")

    if to:
        return tag(to)
    written_in = language_of(original, newsroom.config)
    question = f"Into which language (it is in {language_names.name_of(written_in)})"
    return tag(ask.name(question, what="language, such as Spanish or es", validate=tag))


def _start(newsroom: Newsroom, original: Release, language: str, name: str, *, edit: bool) -> None:
    """Write a new translation, and print what to do next."""
    from newsroom_cli.cli import editor, new_questions, signing
    from newsroom_cli.newsroom import translating

    text = translating.text(original, newsroom.config, language, signing.author_name(newsroom))
    file = (newsroom.root / original.path).with_name(translating.file_name(original, language, name))
    new_questions.created(newsroom, file, text)
    if edit:
        editor.edit(newsroom, file)
    output.say(
        f"next: translate what says TK, then newsroom check {shlex.quote(output.from_here(file, newsroom.root))}"
    )


def _renew(newsroom: Newsroom, release: Release) -> None:
    """Note in a translation that it says what its original says now."""
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
