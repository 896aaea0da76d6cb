"""Completion by the tab key: releases, offices, speakers, kinds and rule codes, each with a help text.

It reads files as plain data, because the answer must come at once, and does not report errors in them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from newsroom_cli.newsroom.heads import Head


Offer = tuple[str, str]  # a value, and the text beside it

_LONGEST = 80  # characters of a help text
# A shell may run part of a name, and splits it at spaces: only names of these characters are offered.
_SAFE = pattern(r"[\w./:@+,-]+")
# Shells build commands from help texts; a backslash or a straight quotation mark could end such a text.
_IN_HELP = str.maketrans({"\\": "/", '"': "”", "'": "’", "`": "’"})


def releases(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The releases whose name, name without date, or path begins as typed, with their headlines.

    Releases with another word of the name or headline that begins as typed are offered as well.
    """
    from newsroom_cli.newsroom import heads

    root, values = _newsroom(ctx, needs=b"releases")
    if not root:
        return []
    paths = heads.paths(root, os.path.join(root, str(values.get("releases", "releases"))))  # noqa: PTH118
    names = {path: heads.Head(path).name for path in paths}
    if "/" in incomplete:
        names = {path: os.path.relpath(os.path.join(root, path)) for path in paths}  # noqa: PTH118
    elif not any(name.startswith(incomplete) for name in names.values()):
        names = {path: _DATE.sub("", name) for path, name in names.items()}
    fitting = [path for path in paths if names[path].startswith(incomplete)]
    others = [path for path in paths if not names[path].startswith(incomplete)]
    by_word = matching(root, others, incomplete)
    shell = os.environ.get(VARIABLE, "")
    if shell == "complete_bash":  # it shows no help texts
        offers = _offers((names[path], "") for path in fitting)
    else:
        offers = _offers((names[head.path], _help_of(head)) for head in heads.heads(root, fitting))
    if not by_word:
        return offers
    words = names_by_word(shell, by_word, incomplete, is_alone=not offers)
    offers += _offers((name, _help_of(head)) for name, head in zip(words, by_word, strict=True))
    return answer(shell, offers, incomplete)


def _help_of(head: Head) -> str:
    """The help text beside a release."""
    return f"{head.date[:10]} {head.headline}"


_DATE = pattern(r"^\d{4}-\d\d-\d\d-")


def offices(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The keys of the offices in newsroom.toml, with their names."""
    return _offers((key, office.get("name", "")) for key, office in _tables(ctx, "offices").items())


def kinds(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The kinds of releases, with their names."""
    from newsroom_cli.newsroom import scaffold

    root, own = _newsroom(ctx)[0], _tables(ctx, "kinds")
    return _offers((name, own.get(name, {}).get("label", "")) for name in scaffold.kinds(Path(root, "templates")))


def speakers(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The surnames that only one person in newsroom.toml has, with that person's name and role."""
    from collections import Counter

    people = _newsroom(ctx)[1].get("people")
    tables = [person for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []
    named = [person for person in tables if str(person.get("name", "")).split()]
    surnames = [str(person["name"]).split()[-1] for person in named]
    count = Counter(surnames)
    return _offers(
        (surname, f"{person['name']}, {person.get('role', '')}")
        for surname, person in zip(surnames, named, strict=True)
        if count[surname] == 1
    )


def codes(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The codes of all rules, with their names; in a list with commas, after those that are typed already."""
    from newsroom_cli.rules import catalogue

    before = incomplete[: incomplete.rfind(",") + 1]
    return _offers((before + title.code, title.name) for title in catalogue.titles())


def statuses(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The statuses that `newsroom status` sets."""
    from newsroom_cli.model.release import DRAFT, REVIEW

    return _offers([(DRAFT, "it is being written"), (REVIEW, "somebody is to look at it")])


Complete = Callable[[typer.Context, str], Sequence[Offer]]
BY_METAVAR: Mapping[str, Complete] = {"CODES": codes}


def _offers(offers: Iterable[tuple[str, Any]]) -> list[Offer]:
    """The offers whose values are safe on a command line, with safe help texts."""
    return [(value, _help(str(text))) for value, text in offers if _SAFE.fullmatch(value)]


def _help(text: str) -> str:
    """A help text on one short line, without characters that have a meaning for a shell."""
    from newsroom_cli.markup.escaping import for_people

    return for_people(" ".join(text.split())).translate(_IN_HELP)[:_LONGEST].strip(" ,")


# --- newsroom.toml --------------------------------------------------------------------------------------------


def _newsroom(ctx: typer.Context, needs: bytes = b"") -> tuple[str, Mapping[str, Any]]:
    """The folder of the newsroom, and the values in its newsroom.toml if that contains `needs`; empty without them."""
    from newsroom_cli.model import disk

    start = Path(next((str(name) for name in _directories(ctx) if name), "")).absolute()
    folder = next((place for place in (start, *start.parents) if os.path.lexists(place / "newsroom.toml")), None)
    if folder is None:
        return "", {}
    try:
        data = disk.read(folder / "newsroom.toml", links=True)
    except OSError:
        return str(folder), {}
    return str(folder), _values(data.decode(errors="replace")) if needs in data else {}


def _values(text: str) -> Mapping[str, Any]:
    """The values of a TOML text; empty if there is a mistake in it."""
    from newsroom_cli.model.toml import parsing

    try:
        return parsing.parse(text).values
    except parsing.TomlError:
        return {}


def _directories(ctx: typer.Context) -> Iterator[Path | str | None]:
    """Yield the values of -C, of the command and of those above it."""
    context: Any = ctx
    while context is not None:
        yield context.params.get("directory")
        context = context.parent


def _tables(ctx: typer.Context, key: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables below a key of newsroom.toml, by name."""
    tables = _newsroom(ctx)[1].get(key, {})
    is_table = isinstance(tables, Mapping)
    return {name: table for name, table in tables.items() if isinstance(table, Mapping)} if is_table else {}


# --- by any word of a headline --------------------------------------------------------------------------------


VARIABLE = "_NEWSROOM_COMPLETE"
_MOST = 200  # offers: nobody reads more


def matching(root: str, paths: Sequence[str], typed: str) -> list[Head]:
    """The releases in which each typed word begins a word of headline or name, the newest first; none for a path."""
    from newsroom_cli.newsroom import head_words, heads

    wanted = head_words.words(typed) if typed[:1].isalpha() and "/" not in typed else []
    if not wanted:
        return []
    longest = max(wanted, key=len)
    read = heads.heads(root, paths, having=longest if longest.isascii() else "")
    found = [head for head in read if head_words.all_begin(wanted, head_words.own_words(head))]
    return sorted(found, key=lambda head: (head.date[:10], head.path), reverse=True)[:_MOST]


def names_by_word(shell: str, found: Sequence[Head], typed: str, *, is_alone: bool) -> list[str]:
    """The name that a shell is offered for each release of `matching`; `is_alone` says that it is offered no others.

    For fish it may be words of the headline that begin as typed, because fish shows only fitting names.
    """
    if shell != "complete_fish" or (is_alone and all(typed.casefold() in head.name.casefold() for head in found)):
        return [head.name for head in found]
    return [_phrase(head, typed) for head in found]


def _phrase(head: Head, typed: str) -> str:
    """The words of a headline, joined by hyphens, from the first word on with which they begin as typed; else empty.

    The typed letters stay as they are.
    """
    from newsroom_cli.newsroom import head_words

    words = head_words.words(head.headline)
    phrases = ("-".join(words[number:]) for number in range(len(words)))
    phrase = next((phrase for phrase in phrases if phrase.startswith(typed.casefold())), "")
    return phrase and typed + phrase[len(typed) :]


def answer(shell: str, offers: Sequence[Offer], typed: str) -> NoReturn:
    """Write offers, some of which do not begin with the typed text, in the form for a shell, and end the process."""
    from newsroom_cli.cli.terminal import output

    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":  # fish wants the exit code first
        output.write_for_programs(f"{_FORMS.get(shell, _for_powershell)(offers, typed)}\n")
    raise SystemExit(0)


def _for_bash(offers: Sequence[Offer], typed: str) -> str:
    """Names on lines.

    If all names begin alike, bash would replace the typed word with that beginning. Then the typed word, which is also
    a name for these releases, is added to the names, and stays.
    """
    names = [name for name, _ in offers]
    is_lost = len(names) > 1 and len({name[:1] for name in names}) == 1
    return "\n".join([typed, *names] if is_lost and _SAFE_WORD.fullmatch(typed) else names)


_SAFE_WORD = pattern(r"\w[\w.@+-]*")


def _for_zsh(offers: Sequence[Offer], typed: str) -> str:
    """Code that adds names with help texts, whatever is typed; several are listed, and a second tab steps through them.

    The names and help texts have no quotation marks, backslashes or line breaks: see `_SAFE` and `_IN_HELP`.
    """
    names = " ".join(f"'{name}'" for name, _ in offers)
    shown = " ".join(f"'{name}  -- {help}'" for name, help in offers)
    several = "[[ $compstate[insert] = automenu-* ]] && compstate[insert]=; " if len(offers) > 1 else ""
    return f"local -a names shown; names=({names}); shown=({shown}); compadd -U -l -d shown -a names; {several}true"


def _for_fish(offers: Sequence[Offer], typed: str) -> str:
    """Names and help texts on lines, with tabs between."""
    return "\n".join(f"{name}\t{help}" for name, help in offers)


def _for_powershell(offers: Sequence[Offer], typed: str) -> str:
    """Names and help texts on lines."""
    return "\n".join(f"{name}:::{help or ' '}" for name, help in offers)


_FORMS: Mapping[str, Callable[[Sequence[Offer], str], str]] = {
    "complete_bash": _for_bash,
    "complete_fish": _for_fish,
    "complete_zsh": _for_zsh,
}
