"""Completion by any word of a headline: answers for shells in the form that replaces what is typed.

Typer drops a candidate that does not begin with the typed letters, so the answer is written here. bash and PowerShell
take any candidate, zsh does if it is told so. fish takes one that has the typed letters somewhere, if none begins with
them; it gets the words of the headline from the typed one on where names would not do.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from newsroom_cli.cli.completion import Offer
    from newsroom_cli.newsroom.heads import Head

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


def names(shell: str, found: Sequence[Head], typed: str, *, is_alone: bool) -> list[str]:
    """The names under which a shell is offered the releases of `matching`; `is_alone` if it is offered no others."""
    if shell != "complete_fish" or (is_alone and all(typed.casefold() in head.name.casefold() for head in found)):
        return [head.name for head in found]
    return [_phrase(head, typed) for head in found]


def _phrase(head: Head, typed: str) -> str:
    """The words of a headline from the one on that the typed letters begin, joined by hyphens; empty if none is so.

    The typed letters stay as they are.
    """
    from newsroom_cli.newsroom import head_words

    words = head_words.words(head.headline)
    rests = ("-".join(words[number:]) for number in range(len(words)))
    rest = next((rest for rest in rests if rest.startswith(typed.casefold())), "")
    return rest and typed + rest[len(typed) :]


def answer(shell: str, offers: Sequence[Offer], typed: str) -> NoReturn:
    """Write offers, not all of which begin with what is typed, in the form of a shell, and end the process."""
    from newsroom_cli.cli import output

    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") != "is-args":  # fish wants the exit code first
        output.write_for_programs(f"{_FORMS.get(shell, _for_powershell)(offers, typed)}\n")
    raise SystemExit(0)


def _for_bash(offers: Sequence[Offer], typed: str) -> str:
    """Names on lines. If all begin alike, bash would put that in place of what is typed: then the typed word, which is
    a name for releases as well, is one of them, and stays.
    """
    names = [name for name, _ in offers]
    is_lost = len(names) > 1 and len({name[:1] for name in names}) == 1
    return "\n".join([typed, *names] if is_lost and _SAFE.fullmatch(typed) else names)


_SAFE = pattern(r"\w[\w.@+-]*")


def _for_zsh(offers: Sequence[Offer], typed: str) -> str:
    """Code that adds names with help texts whatever is typed; several are listed, and the second tab goes through them.

    `completion` leaves no quotation mark, backslash or line break in names and help texts.
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
