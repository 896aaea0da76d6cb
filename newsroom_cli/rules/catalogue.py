"""The rules' pages, read without loading a rule: the title of a page has the rule's code, name and severity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import nearest

_PAGES = Path(__file__).parent / "pages"
_FENCE = pattern(r"^(`{3,}\w+) (?:bad|good)\b.*$", re.MULTILINE)


class Title(NamedTuple):
    """The title of a rule's page, such as `# DT001 weekday-of-another-date (error)`, in its parts.

    `when` is the condition under which the rule runs: `off`, `style ap`; empty if it always runs.
    """

    code: str
    name: str
    severity: str
    when: str


def titles() -> Iterator[Title]:
    """Yield the titles of all pages, in order of code."""
    for path in sorted(_PAGES.glob("*.md")):
        with path.open(encoding="utf-8") as page:
            _, code, name, level = page.readline().split(maxsplit=3)
        severity, _, when = level.strip().strip("()").partition(", ")
        yield Title(code, name, severity, when)


def page(code: str) -> str:
    """A rule's page in Markdown: why, bad and good examples, source. Raises OSError for an unknown code.

    The words in its code fences that only tests need are left out.
    """
    return _FENCE.sub(r"\1", path(code).read_text(encoding="utf-8"))


def uri(code: str) -> str:
    """The URN that identifies a rule's page in reports; the project has no web site for an address."""
    return f"urn:newsroom:rule:{code}"


def path(code: str) -> Path:
    """The file with the page of a rule."""
    return _PAGES / f"{code}.md"


def search(words: str) -> list[Title]:
    """The titles of the rules whose pages contain all the words; those with one of the words in their name first."""
    wanted = words.lower().split()
    matching = [title for title in titles() if all(word in page(title.code).lower() for word in wanted)]
    return sorted(matching, key=lambda title: not any(word in title.name for word in wanted))


def nearest_code(word: str) -> str | None:
    """The code of the rule whose code or name is most like a mistyped word; None if none is similar."""
    by_word = {name.lower(): title.code for title in titles() for name in (title.code, title.name)}
    near = nearest(word, by_word)
    return by_word[near] if near else None
