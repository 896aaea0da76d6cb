"""`newsroom vocabulary`: add names and words that are spelled correctly, and list them."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.command_group import Command, command_group
from newsroom_cli.cli.arguments.shared_options import Directory, TextOrJson
from newsroom_cli.cli.terminal import ask, output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release_file import to_toml

app = command_group(
    "vocabulary",
    "Add words that are spelled correctly, and list them.\n\n"
    "They are listed in newsroom.toml as accepted under [vocabulary]; no rule reports them as mistakes.\n\n"
    'Example: newsroom vocabulary add "Acme PlayLab"',
)


@app.command("add", cls=Command)
def add(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Names, words or acronyms, spelled correctly.")],
    directory: Directory = None,
) -> None:
    """Add words to accepted under [vocabulary] in newsroom.toml.

    Everything else in the file stays as it is. Put a name of several words in quotation marks. Several WORDs that begin
    with capitals are taken as one name; on a terminal you are asked first.

    Example: newsroom vocabulary add platfrom "Acme PlayLab"
    """
    from newsroom_cli.model import config, editing
    from newsroom_cli.newsroom.writer import in_place

    newsroom = options.newsroom(directory)
    accepted = newsroom.config.vocabulary.accepted
    wanted = [*dict.fromkeys(word.strip() for word in _words_or_one_name(words))]
    if not all(wanted) or not all(map(str.isprintable, wanted)):
        raise NewsroomError("a word has letters, and stands on one line", hint="newsroom vocabulary add platfrom")
    new = [word for word in wanted if word not in accepted]
    if new:
        before = disk.read(newsroom.root / config.FILE_NAME, links=True)
        after = editing.extended(before.decode(), "vocabulary", "accepted", new)
        if after is None:
            raise NewsroomError(
                "[vocabulary] is written in a way that cannot be edited safely",
                path=config.FILE_NAME,
                hint=f"write by hand, under [vocabulary]: accepted = [{', '.join(map(to_toml, new))}]",
            )
        config.parse(after, newsroom.root / config.FILE_NAME)
        in_place.rewrite(newsroom, {config.FILE_NAME: (before, after.encode())})
        output.say(f"{config.FILE_NAME}: {', '.join(new)} added to accepted")
    old = [word for word in wanted if word in accepted]
    if old:
        output.say(f"{', '.join(old)}: accepted already")


def _words_or_one_name(words: list[str]) -> list[str]:
    """The words, or one name made of them if all begin with a capital; a person on a terminal is asked which it is.

    Acronyms alone are no name.
    """
    is_like_name = all(word[:1].isupper() and " " not in word for word in words) and not all(map(str.isupper, words))
    if len(words) == 1 or not is_like_name:
        return words
    name = " ".join(words)
    if output.is_interactive():
        return [name] if ask.confirm(f"Is {name} one name? (no: {len(words)} words, each by itself)") else words
    output.say(f"{name} is taken as one name; each word by itself: newsroom vocabulary add {words[0]}")
    return [name]


@app.command("list", cls=Command)
def list_(
    form: Annotated[TextOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """List the words that the newsroom accepts, in the order of newsroom.toml.

    Example: newsroom vocabulary list
    """
    vocabulary = options.newsroom(directory).config.vocabulary
    if form is TextOrJson.json:
        output.json({"accepted": list(vocabulary.accepted)})
    else:
        output.result(*vocabulary.accepted)
        if not vocabulary.accepted:
            output.say("no words yet; newsroom vocabulary add WORD puts one into newsroom.toml")
