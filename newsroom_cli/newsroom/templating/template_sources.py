"""The built-in templates as sources: their blocks, words and variables, for newsrooms that change a part of one."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating import words as word_files

BUILTIN = "builtin/"
STYLE_SHEET = "site/site.css"
PUBLISHED = (STYLE_SHEET, "site/lists.css", "site/search.js")  # no templates: they are published as they are
_NOT_TO_OVERRIDE = ("init/", "preview/")  # filled in before there is a newsroom, and the frame of the preview
_DEFINED = pattern(r"(?<![\w-])(--[\w-]+)\s*:")


class Template(NamedTuple):
    """A built-in template.

    - `parent`: the template that it extends, empty if none.
    - `blocks`: its own blocks in their order, then those of its parents.
    - `words`: the names of its words by language; only a file of words has some.
    - `style`: the variables of a style sheet.
    - `needs`: the variables that it gets from newsroom.
    """

    name: str
    parent: str = ""
    blocks: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}
    style: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


@functools.cache
def built_in() -> dict[str, Template]:
    """The built-in templates that a newsroom can override, by name, sorted."""
    folder = theme.builtin()
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    own_parts = {name: _template(name) for name in names if not name.startswith(_NOT_TO_OVERRIDE)}
    return {name: template._replace(blocks=tuple(_all_blocks(name, own_parts))) for name, template in own_parts.items()}


def source(name: str) -> str:
    """The source of a built-in template."""
    return (theme.builtin() / name).read_text(encoding="utf-8")


def defined_style(css: str) -> tuple[str, ...]:
    """The variables that a style sheet defines, each once."""
    return tuple(dict.fromkeys(_DEFINED.findall(css)))


def parent_of(tree: Any) -> str:
    """The name of the template that a template extends; empty if it extends none, or a computed one."""
    names = (node.template.value for node in nodes(tree, "Extends") if type(node.template).__name__ == "Const")
    return str(next(names, ""))


def words_of(tree: Any) -> dict[str, dict[str, int]]:
    """The names of the words that a template sets, by language, each with its line; empty if it has anything else."""
    tables: dict[str, dict[str, int]] = {}
    for node in tree.body:
        if [type(part).__name__ for part in node.iter_child_nodes()] == ["Name", "Dict"]:  # {% set en = {...} %}
            keys = (pair.key for pair in node.node.items if type(pair.key).__name__ == "Const")
            tables.setdefault(node.target.name, {}).update({str(key.value): key.lineno for key in keys})
        elif any(
            part.data.strip() if type(part).__name__ == "TemplateData" else True for part in node.iter_child_nodes()
        ):
            return {}
    return tables


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    """Yield the nodes of a kind in a syntax tree, outer ones first."""
    for node in tree.iter_child_nodes():
        if type(node).__name__ == kind:
            yield node
        yield from nodes(node, kind)


def block_source(name: str, block: str) -> str:
    """The source of a block of a built-in template, with its tags, from the template or the first parent that has it.

    Its `super()` is adapted to a template that extends this one, so the meaning stays the same. An inner block that a
    template nearer to this one changes is called by name, not copied, because the copy would undo the change.
    """
    nearer: list[str] = []
    while (text := _block_in(source(name), block)) is None:
        nearer.append(source(name))
        name = built_in()[name].parent
    for inner in _BLOCK.findall(text):
        if inner != block and any(_block_in(other, inner) for other in nearer):
            text = text.replace(_block_in(source(name), inner) or "", f"{{{{ self.{inner}() }}}}")
    return re.sub(r"\bsuper\(\)", "super.super()", text)


_BLOCK = pattern(r"{% block (\w+)")


def digest(text: str) -> str:
    """A digest of a text, in twelve hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _template(name: str) -> Template:
    """A built-in template with its own blocks only."""
    if word_files.is_file(name):
        tag = Path(name).stem
        return Template(name, words={tag: word_files.names(theme.built_in_words(tag))})
    text = source(name)
    if name in PUBLISHED:
        return Template(name, style=defined_style(text))
    tree, needs = theme.parsed(name, text, theme.builtin() / name)
    parent = parent_of(tree).removeprefix(BUILTIN)
    blocks = tuple(node.name for node in nodes(tree, "Block"))
    words = {language: tuple(keys) for language, keys in words_of(tree).items()}
    return Template(name, parent, blocks, words, needs=frozenset(needs))


def _all_blocks(name: str, templates: Mapping[str, Template]) -> dict[str, None]:
    """The blocks of a template and of those that it extends, in this order."""
    blocks: dict[str, None] = {}
    while name:
        blocks |= dict.fromkeys(templates[name].blocks)
        name = templates[name].parent
    return blocks


def _block_in(text: str, block: str) -> str | None:
    """The source of a block with its tags; None if the text has no such block."""
    parts: list[str] = []
    depth = 0
    for tag, piece in _tags(text):
        words = tag.split()
        if not depth and words[:2] == ["block", block]:
            depth = 1
            parts.append(piece)
            continue
        depth += (words[:1] == ["block"]) - (words[:1] == ["endblock"]) if depth else 0
        parts += [piece] if depth or parts else []
        if parts and not depth:
            return "".join(parts)
    return None


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a template: each `{% tag %}` as (its words, piece), the text between tags as ("", piece)."""
    piece, words, inside = "", "", False
    for _, kind, value in theme.environment(None).lex(text):
        if kind == "block_begin":
            yield "", piece
            piece, words, inside = "", "", True
        piece += value
        words += value if inside and kind != "block_begin" else ""
        if kind == "block_end":
            yield words.partition("%}")[0].strip(" -+"), piece
            piece, inside = "", False
    yield "", piece
