"""`newsroom theme`: list the templates of pages, mails and new releases, and copy a part to change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.command_group import Command, command_group
from newsroom_cli.cli.arguments.shared_options import Directory, TextOrJson
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom_cli.newsroom.templating.overrides import Override
    from newsroom_cli.newsroom.templating.template_sources import Template

app = command_group(
    "theme",
    "Show the templates of pages and mails, and copy a part to change it.\n\n"
    "Logo, colour and links need no template: [site] in newsroom.toml has them.\n\n"
    "Example: newsroom theme list",
)


@app.command("list", cls=Command)
def list_(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="One template; else all.")] = "",
    form: Annotated[TextOrJson, typer.Option("--format", "-f", help="How they are printed.")] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """List the built-in templates, and your own.

    Shows the built-in templates with their blocks, words and style variables, and your own with what they change, and
    whether that still fits the built-in ones.

    Exit code 1: something in one of yours no longer fits.

    Example: newsroom theme list site/release.html
    """
    from newsroom_cli.newsroom.templating import overrides, template_copies, template_sources

    newsroom = options.newsroom(directory)
    only = template_copies.known_template(name).name if name else ""
    templates = [template for template in template_sources.built_in().values() if only in ("", template.name)]
    own = [
        override
        for override in overrides.overrides(newsroom.own_templates)
        if only in ("", override.name, override.template)
    ]
    if form is TextOrJson.json:
        output.json({"templates": [*map(_record, templates)], "overrides": [*map(_own_record, own)]})
    else:
        output.result(*(line for template in templates for line in _template_lines(template, whole=bool(only))))
        output.say_below(*_own_lines(own, newsroom.own_templates))
    raise typer.Exit(int(any(override.misfits for override in own)))


@app.command("copy", cls=Command)
def copy(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME[:BLOCK]...", help="Templates, or blocks of them, to copy.")
    ],
    whole: Annotated[bool, typer.Option("--whole", help="Copy the entire template, not one block.")] = False,
    show: Annotated[bool, typer.Option("--print", help="Print it, and write nothing.")] = False,
    directory: Directory = None,
) -> None:
    """Copy a block of a template, to change it.

    Writes a file into templates/ that extends the built-in template and contains the block to change. If the file
    exists already, nothing is written.

    An entire template (--whole) no longer changes when newsroom does; newsroom theme list says when you should update
    it.

    Example: newsroom theme copy site/release.html:contacts
    """
    from newsroom_cli.newsroom.templating import template_copies

    newsroom = options.newsroom(directory)
    wanted = template_copies.templates_to_copy(names, whole=whole)
    if show:
        output.data("".join(map(template_copies.text, wanted)).encode())
        return
    for path in template_copies.write(wanted, newsroom.own_templates):
        output.result(output.from_here(newsroom.name_of(path), newsroom.root))
    output.say("next: change it, then newsroom build; delete it to go back")


def _template_lines(template: Template, *, whole: bool) -> Iterator[str]:
    """Yield the lines about a built-in template; `whole` lists its words and variables one by one."""
    yield output.paint("strong", template.name) + (f"  extends {template.parent}" if template.parent else "")
    if template.blocks:
        yield f"  blocks: {' '.join(template.blocks)}"
    if template.words and not whole:
        yield f"  words: {', '.join(f'{len(words)} {language}' for language, words in template.words.items())}"
    for language, words in template.words.items() if whole else ():
        yield f"  words, {language}: {' '.join(words)}"
    if template.style:
        yield f"  style: {' '.join(template.style)}"
    if template.needs and whole:
        yield f"  variables: {' '.join(sorted(template.needs))}"


def _own_lines(own: Sequence[Override], folder: Path) -> Iterator[str]:
    """Yield the lines about the newsroom's own templates."""
    if not own:
        yield "no templates of your own; newsroom theme copy NAME:BLOCK starts one"
    for override in own:
        shown = output.from_here(override.name, folder)
        yield f"{output.paint('strong', shown)}  {_effect_of(override)}"
        for misfit in override.misfits:
            place = f"{shown}:{misfit.line}" if misfit.line else shown
            yield f"  {output.paint('error', 'does not fit')}: {place}: {misfit.message}"
            yield f"    {output.paint('help', 'help')}: {misfit.help}"
    if number := sum(len(override.misfits) for override in own):
        yield f"{counted(number, 'thing')} to change in your own templates"


def _effect_of(override: Override) -> str:
    """The effect of a custom template, in words."""
    from newsroom_cli.newsroom.templating import overrides

    blocks = " ".join(override.blocks)
    if override.does == overrides.BLOCKS:
        return f"changes {blocks}" if blocks else "changes nothing yet"
    if override.does == overrides.WORDS:
        return "changes words"
    if override.does == overrides.WHOLE:
        return "replaces all of it" + (f", and leaves out {' '.join(override.absent)}" if override.absent else "")
    return "a file of yours" + (f", which extends {override.template}" if override.template else "")


def _record(template: Template) -> Mapping[str, Any]:
    return {
        "name": template.name,
        "extends": template.parent or None,
        "blocks": template.blocks,
        "words": template.words,
        "style": template.style,
        "variables": sorted(template.needs),
    }


def _own_record(override: Override) -> Mapping[str, Any]:
    misfits = [
        {"line": misfit.line or None, "message": misfit.message, "help": misfit.help} for misfit in override.misfits
    ]
    return {
        "name": override.name,
        "does": override.does,
        "template": override.template or None,
        "blocks": override.blocks,
        "absent": override.absent,
        "misfits": misfits,
    }
