"""Copies of built-in templates and blocks, for the newsroom's own templates to start from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.values import nearest
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.templating import template_sources
from newsroom_cli.newsroom.templating import words as word_files
from newsroom_cli.newsroom.templating.overrides import copied_mark
from newsroom_cli.newsroom.templating.template_sources import BUILTIN, PUBLISHED, Template


class TemplateCopy(NamedTuple):
    """A template to copy: only `blocks`, or the whole template if there are none."""

    template: Template
    blocks: tuple[str, ...]


def templates_to_copy(names: Sequence[str], *, whole: bool) -> list[TemplateCopy]:
    """The templates and blocks that names such as `site/release.html:contacts` mean, one entry for each template.

    Raises NewsroomError for an unknown template or block, and for a template with blocks of which none is named.
    """
    blocks: dict[str, list[str]] = {}
    for name, _, block in (argument.partition(":") for argument in names):
        template = known_template(name)
        chosen = blocks.setdefault(template.name, [])
        if block and whole:
            raise NewsroomError(f"{name}:{block} is one block", hint="leave out --whole, or the block")
        if block:
            chosen.append(_known_block(template, block))
        elif template.blocks and not whole:
            hint = f"name one, such as {name}:{template.blocks[-1]}, or copy all of it with --whole"
            raise NewsroomError(f"{name} has the blocks {', '.join(template.blocks)}", hint=hint)
    known = template_sources.built_in()
    return [TemplateCopy(known[name], tuple(dict.fromkeys(chosen))) for name, chosen in blocks.items()]


def text(copy: TemplateCopy) -> str:
    """The content of the new file: the whole template, or one that extends it and has the blocks to change."""
    name = copy.template.name
    if not copy.blocks:
        return _whole_copy(name)
    lines = [f'{{% extends "{BUILTIN}{name}" %}}\n{{# {_WHAT_TO_DO} #}}\n']
    for block, source in _outer_sources(copy).items():
        lines.append(f"{{# {copied_mark(name, source, block)} #}}\n{source.rstrip()}\n")
    return "".join(lines)


_WHAT_TO_DO = (
    "Change the blocks below, and delete those that you do not change.\n"
    "   {{ super() }} in a block puts in the built-in one. newsroom theme list tells when that has changed."
)


def write(copies: Sequence[TemplateCopy], templates: Path) -> list[Path]:
    """Write templates of the newsroom's own, all or none. Returns their paths; raises NewsroomError if one exists."""
    files = {templates / copy.template.name: text(copy).encode() for copy in copies}
    for path in files:
        if os.path.lexists(path):
            hint = "it was left as it is; --print shows what to add to it by hand"
            raise NewsroomError("the newsroom has a template of this name already", path=path, hint=hint)
    writer.create_all(files)
    return list(files)


def known_template(name: str) -> Template:
    """A built-in template by name, which may begin with templates/. Raises NewsroomError with the nearest name."""
    known = template_sources.built_in()
    bare = name.removeprefix("./").removeprefix("templates/").removeprefix(BUILTIN)
    if bare in known:
        return known[bare]
    by_file = {template.rpartition("/")[2]: template for template in known}
    near = nearest(bare, known) or by_file.get(nearest(bare, by_file) or "")
    hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
    raise NewsroomError(f'there is no built-in template "{name}"', hint=hint)


def _known_block(template: Template, block: str) -> str:
    """A block of a template. Raises NewsroomError with the nearest name."""
    if block in template.blocks:
        return block
    near = nearest(block, template.blocks)
    blocks = f"it has {', '.join(template.blocks)}" if template.blocks else "it has none; --whole copies all of it"
    hint = f"did you mean {template.name}:{near}?" if near else blocks
    raise NewsroomError(f'{template.name} has no block "{block}"', hint=hint)


def _outer_sources(copy: TemplateCopy) -> dict[str, str]:
    """The sources of the wanted blocks by name, without blocks inside another wanted block."""
    sources = {block: template_sources.block_source(copy.template.name, block) for block in copy.blocks}
    return {
        block: source
        for block, source in sources.items()
        if not any(f"{{% block {block} %}}" in other for name, other in sources.items() if name != block)
    }


def _whole_copy(name: str) -> str:
    """A copy of a whole template, marked as such."""
    source = template_sources.source(name)
    if word_files.is_file(name):
        return source  # ours fill in the words that a copy lacks, so nobody has to compare copies
    mark = copied_mark(name, source)
    return f"/* {mark} */\n{source}" if name in PUBLISHED else f"{{# {mark} #}}\n{source}"
