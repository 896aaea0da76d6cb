"""The addresses on its own site that the files of an output folder name, and whether each of them answers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

SITE = "https://news.port-ellery.example/"
RULES = "_redirects"
_WHOLE = re.compile(re.escape(SITE) + r"[^\s\"'<>\\)\]]*")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def unanswered(folder: Path) -> list[tuple[str, str]]:
    """The addresses on the site that do not answer, each with the file that names it, by their paths.

    The addresses in a mail or in the feed of an office count only if another file names it: else nobody knows it.
    """
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    rules = dict(line.split()[:2] for line in _lines(files.get(RULES)))
    seen = {name for name in files if not name.startswith(("email/", "offices/", ".")) and name != RULES}
    seen |= {target.lstrip("/") for target in rules.values()}
    waiting, dead = sorted(seen), []
    while waiting:
        name = waiting.pop()
        for target in _named(files[name], name) if name in files else ():
            if target not in files and f"/{target}" not in rules:
                dead.append((name, target))
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return sorted(dead) + [(RULES, target) for target in rules.values() if target.lstrip("/") not in files]


def answers(folder: Path, path: str) -> bool:
    """Whether an address of the site answers, with a file or by a rule."""
    return (folder / target(folder, path)).is_file()


def target(folder: Path, path: str) -> str:
    """The file that answers for an address of the site: its own, or the one to which a rule leads."""
    rules = dict(line.split()[:2] for line in _lines(folder / RULES))
    return rules.get(f"/{path}", path).lstrip("/")


def _lines(path: Path | None) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path and path.is_file() else []


def _named(path: Path, name: str) -> Iterator[str]:
    """Yield the paths on the site that a file names, without query and fragment."""
    if path.suffix not in (".html", ".xml", ".json", ".txt"):
        return
    text = path.read_text(encoding="utf-8")
    links = _WHOLE.findall(unescape(text))
    if path.suffix == ".html":
        parser = _Links()
        parser.feed(text)
        links += parser.found
    for link in links:
        whole = urljoin(SITE + name, link)
        if whole.startswith(SITE):
            target = unquote(whole.removeprefix(SITE).partition("#")[0].partition("?")[0]).rstrip(".,;")
            yield posixpath.join(target, "index.html") if target.endswith("/") or not target else target
