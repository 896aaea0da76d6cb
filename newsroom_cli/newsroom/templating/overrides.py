"""The newsroom's own templates: which built-in ones they change, and whether they still fit them."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.model import disk, language_tags
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import did_you_mean, nearest
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.templating import template_sources, theme
from newsroom_cli.newsroom.templating import words as word_files
from newsroom_cli.newsroom.templating.template_sources import BUILTIN, Template, nodes

BLOCKS, WHOLE, WORDS, ADDED = "blocks", "whole", "words", "added"  # what a custom file does
_TEMPLATES = (".html", ".txt", ".md")
_RECORDS: Mapping[str, type] = {"release": Edition, "config": Config}  # variables with known attributes
_COPIED = pattern(r"copied from newsroom's (\S+?)(?::(\w+))?, (\w{12})\b")
_USED_STYLE = pattern(r"var\(\s*(--[\w-]+)\s*\)")


class Misfit(NamedTuple):
    """Something in a custom template that does not fit the built-in ones: line (0 if unknown), message and remedy."""

    line: int
    message: str
    help: str


class Override(NamedTuple):
    """A custom file: what it does, the built-in template and the blocks that it changes, and its misfits.

    `absent` are the blocks of the replaced template that the custom one leaves out.
    """

    name: str
    does: str
    template: str
    blocks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    misfits: tuple[Misfit, ...] = ()


class _Own(NamedTuple):
    """A custom file as read: its text, its syntax tree if it is a template that can be parsed, and its words.

    `needs` are the variables that the template uses and does not set.
    """

    name: str
    text: str
    tree: Any = None
    needs: frozenset[str] = frozenset()
    error: NewsroomError | None = None
    words: tuple[str, ...] = ()


def overrides(templates: Path) -> list[Override]:
    """The files in the newsroom's own templates, by name, each compared with the built-in ones."""
    files = [_read(templates, name) for name in _names(templates)]
    return [_Comparison(own, files).override() for own in files]


def copied_mark(name: str, text: str, block: str = "") -> str:
    """The mark in a copy: the name of the template or block that was copied, and a digest of its `text`."""
    return f"copied from newsroom's {name}{f':{block}' if block else ''}, {template_sources.digest(text)}"


def _names(templates: Path) -> Iterator[str]:
    """Yield the files in a folder of templates, as paths inside it, sorted."""
    found = []
    for folder, folders, files in os.walk(templates):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in files if not (name.startswith(".") or name.endswith("~"))]
    yield from sorted(path.relative_to(templates).as_posix() for path in found)


def _read(templates: Path, name: str) -> _Own:
    """Read a custom file; a file that is no template, style sheet or word file has neither text nor tree."""
    path = templates / name
    if word_files.is_file(name):
        return _read_words(templates, name)
    is_template = path.suffix in _TEMPLATES or name in template_sources.built_in()
    if not is_template and path.suffix != ".css":
        return _Own(name, "")
    try:
        text = disk.read(path, links=True).decode("utf-8-sig")
        if name in template_sources.PUBLISHED or not is_template:
            return _Own(name, text)
        tree, needs = theme.parsed(name, text, path)
    except (OSError, UnicodeDecodeError):
        hint = "check that it is UTF-8 text and that you may read it"
        return _Own(name, "", error=NewsroomError("this template cannot be read", hint=hint))
    except NewsroomError as error:
        return _Own(name, text, error=error)
    return _Own(name, text, tree, frozenset(needs))


def _read_words(templates: Path, name: str) -> _Own:
    """Read a custom file of words, with the first mistake in it."""
    try:
        folder, tag = templates / word_files.FOLDER, language_tags.canonical(Path(name).stem)
        tables = word_files.tables(folder, tag, known=theme.built_in_words("en"))
    except NewsroomError as error:
        return _Own(name, "", error=error)
    return _Own(name, "", words=word_files.names(tables))


class _Comparison(NamedTuple):
    """A custom file compared with the built-in templates; `files` are all custom files."""

    own: _Own
    files: Sequence[_Own]

    def override(self) -> Override:
        """What the file changes, and what in it no longer fits."""
        name, known = self.own.name, template_sources.built_in()
        if self.own.error is not None:
            error = self.own.error
            misfits = [Misfit(error.line or 0, error.message, error.hint or "")]
            return Override(name, WHOLE if name in known else ADDED, name if name in known else "", (), (), (*misfits,))
        if word_files.is_file(name):
            return Override(name, WORDS, name if name in known else "", (), (), ())
        misfits = [*self._changed_copies()]
        if self.own.tree is None:
            does = WHOLE if name in known else ADDED
            return Override(name, does, name if name in known else "", (), (), (*misfits, *self._style_misfits()))
        misfits += [*self._variable_misfits(), *self._attribute_misfits()]
        if name in theme.WORD_TEMPLATES.values():
            return Override(name, WORDS, "", (), (), (*misfits, *self._word_misfits()))
        parent = template_sources.parent_of(self.own.tree)
        blocks = {node.name: node.lineno for node in nodes(self.own.tree, "Block")}
        base = self._built_in_parent(parent)
        if parent.startswith(BUILTIN) and base is None:
            near = nearest(parent.removeprefix(BUILTIN), known)
            help = did_you_mean(f"{BUILTIN}{near}" if near else None) or "newsroom theme list shows them"
            misfits.append(Misfit(_line_of(self.own.text, parent), f'there is no template "{parent}"', help))
        if base is not None:
            misfits += self._block_misfits(base)
        if parent == f"{BUILTIN}{name}" and base is not None:
            return Override(name, BLOCKS, name, tuple(blocks), (), tuple(misfits))
        if name not in known:
            return Override(name, ADDED, base.name if base else "", tuple(blocks), (), tuple(misfits))
        has = {*blocks, *(base.blocks if base else ())}
        absent = tuple(block for block in known[name].blocks if block not in has)
        return Override(name, WHOLE, name, tuple(blocks), absent, tuple(misfits))

    def _built_in_parent(self, parent: str) -> Template | None:
        """The built-in template that the file extends; None if it extends none, or another custom one."""
        own_names = {own.name for own in self.files} - {self.own.name}
        if not parent or parent in own_names:
            return None
        return template_sources.built_in().get(parent.removeprefix(BUILTIN))

    def _block_misfits(self, base: Template) -> Iterator[Misfit]:
        """Yield blocks that the built-in template does not have, unless they are inside one that it has."""
        for node in _outer_blocks(self.own.tree):
            if node.name not in base.blocks:
                help = did_you_mean(nearest(node.name, base.blocks)) or f"it has {', '.join(base.blocks)}"
                yield Misfit(node.lineno, f'{base.name} has no block "{node.name}", so this is not shown', help)

    def _variable_misfits(self) -> Iterator[Misfit]:
        """Yield variables that newsroom gives to no template of this folder, and that no template sets."""
        folder = self.own.name.partition("/")[0]
        family = [
            template for template in template_sources.built_in().values() if template.name.startswith(f"{folder}/")
        ]
        known = {name for template in family for name in template.needs} | _set_names(self.files)
        for name in sorted(self.own.needs - known):
            line = min((node.lineno for node in nodes(self.own.tree, "Name") if node.name == name), default=0)
            help = did_you_mean(nearest(name, known)) or "the variables are in docs/templates.md"
            yield Misfit(line, f'there is no variable "{name}"', help)

    def _attribute_misfits(self) -> Iterator[Misfit]:
        """Yield attributes that a variable does not have, such as release.headlin, and words that no file sets."""
        own_names = _set_names([self.own])
        parts = {name: set(dir(record)) for name, record in _RECORDS.items()} | {"words": self._known_words()}
        for node in nodes(self.own.tree, "Getattr"):
            variable = node.node.name if type(node.node).__name__ == "Name" else ""
            if variable in parts and variable not in own_names and node.attr not in parts[variable]:
                help = did_you_mean(nearest(node.attr, parts[variable])) or "the variables are in docs/templates.md"
                yield Misfit(node.lineno, f'{variable} has no "{node.attr}"', help)

    def _known_words(self) -> set[str]:
        """All words that templates may use."""
        tables = [*(template.words for template in template_sources.built_in().values())]
        own_tables = [template_sources.words_of(own.tree) for own in self.files if own.tree is not None]
        words = (word for table in (*tables, *own_tables) for words in table.values() for word in words)
        return {"language", *words, *(word for own in self.files for word in own.words)}

    def _word_misfits(self) -> Iterator[Misfit]:
        """Yield the words in this template of words that no template uses."""
        table = next(table for table, name in theme.WORD_TEMPLATES.items() if name == self.own.name)
        known = set(theme.built_in_words("en")[table])
        used = {node.attr for own in self.files if own.tree is not None for node in nodes(own.tree, "Getattr")}
        for words in template_sources.words_of(self.own.tree).values():
            for word, line in words.items():
                if word not in known | used:
                    help = did_you_mean(nearest(word, known)) or "newsroom theme list words/en.toml shows them"
                    yield Misfit(line, f'no template uses the word "{word}"', help)

    def _style_misfits(self) -> Iterator[Misfit]:
        """Yield the CSS variables in the file that no style sheet sets, or that none uses."""
        builtin = set(template_sources.built_in()[template_sources.STYLE_SHEET].style)
        sheets = [own.text for own in self.files if own.name.endswith(".css")]
        defined = {name for sheet in sheets for name in template_sources.defined_style(sheet)}
        used = {name for sheet in sheets for name in _USED_STYLE.findall(sheet)}
        for name in dict.fromkeys(_USED_STYLE.findall(self.own.text)):
            if name not in builtin | defined:
                yield self._style_misfit(f"no style sheet sets {name}", name, builtin)
        for name in template_sources.defined_style(self.own.text):
            if name not in builtin | used:
                yield self._style_misfit(f"no style sheet uses {name}", name, builtin)

    def _style_misfit(self, message: str, name: str, known: Iterable[str]) -> Misfit:
        help = did_you_mean(nearest(name, known)) or f"newsroom theme list {template_sources.STYLE_SHEET} shows them"
        return Misfit(_line_of(self.own.text, name), message, help)

    def _changed_copies(self) -> Iterator[Misfit]:
        """Yield copies of built-in templates and blocks that have changed since they were copied."""
        for match in _COPIED.finditer(self.own.text):
            name, block, digest = match.groups()
            template = template_sources.built_in().get(name)
            if template is None or (block and block not in template.blocks):
                continue  # a missing block is reported anyway
            text = template_sources.block_source(name, block) if block else template_sources.source(name)
            if template_sources.digest(text) != digest:
                copied = f"{name}:{block}" if block else f"{name} --whole"
                line = self.own.text.count("\n", 0, match.start()) + 1
                help = (
                    f"compare it with what newsroom theme copy {copied} --print shows, and copy the new mark from there"
                )
                yield Misfit(line, f"{copied.removesuffix(' --whole')} has changed since it was copied", help)


def _outer_blocks(tree: Any) -> Iterator[Any]:
    """Yield the blocks that are in no other block."""
    for node in tree.iter_child_nodes():
        if type(node).__name__ == "Block":
            yield node
        else:
            yield from _outer_blocks(node)


def _set_names(files: Iterable[_Own]) -> set[str]:
    """The variables and macros that custom templates define, also for the templates that they include."""
    trees = [own.tree for own in files if own.tree is not None]
    names = itertools.chain.from_iterable(nodes(tree, "Name") for tree in trees)
    macros = itertools.chain.from_iterable(nodes(tree, "Macro") for tree in trees)
    return {node.name for node in names if node.ctx != "load"} | {node.name for node in macros}


def _line_of(text: str, words: str) -> int:
    """The line on which words first occur; 0 if they do not."""
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
