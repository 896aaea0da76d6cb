"""Old addresses lead to new ones: by pages that lead on, or by one file of rules for a host that reads one.

An address has one of the two and never both: on some hosts the page would win, on others the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from newsroom_cli.model import disk
from newsroom_cli.model.config import APACHE, CLOUDFLARE, GITLAB, NETLIFY, NGINX, Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.listing import Listing

_BETWEEN = pattern(r'[\s"$]+')


class Move(NamedTuple):
    """An old address and the one it leads to, both as paths of files in the output, not escaped."""

    old: str
    new: str
    listing: Listing


class Moved(NamedTuple):
    """A public release and its earlier names in addresses."""

    listing: Listing
    aliases: Sequence[str]


def files(moved: Iterable[Moved], config: Config, own: Path | None) -> Iterator[tuple[str, bytes]]:
    """The files that lead from old addresses to new ones, pages first.

    The newsroom's own rules come after these: a file of the same name in its folder `site` of templates. Raises
    NewsroomError if that or a template of the newsroom cannot be used.
    """
    host = _HOSTS.get(config.publishing.host)
    house = _house_rules(own / "site" / host.file) if own and host else b""
    moves = sorted(move for release in moved for move in _moves(release, email=config.email.pages))
    by_rules, by_pages = _within_limits(moves, host, config, house) if host else ([], moves)
    for move in by_pages:
        yield move.old, _page(move, config, own)
    if host and (by_rules or house):
        yield host.file, _rules(by_rules, host, config) + house


def _house_rules(path: Path) -> bytes:
    try:
        return disk.read(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewsroomError(f"cannot be read: {reason}", path=path, hint="check the file's permissions") from error


def file(config: Config) -> str:
    """The file of rules that the newsroom's host reads; empty if it takes pages."""
    host = _HOSTS.get(config.publishing.host)
    return host.file if host else ""


def places(slug: str) -> list[str]:
    """The paths in the output of a release's page and mail."""
    return [f"releases/{slug}.html", f"email/{slug}.html", f"email/{slug}.txt"]


def without(rules: bytes, slugs: Iterable[str]) -> bytes:
    """A file of rules without those that lead to some releases."""
    dead = tuple(f"/{quote(place)}" for slug in slugs for place in places(slug))
    lines = rules.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _leads_to(line, dead)).encode()


def _leads_to(line: str, dead: tuple[str, ...]) -> bool:
    return any(word.endswith(dead) for word in _BETWEEN.split(line)[1:])


def _moves(release: Moved, *, email: bool) -> Iterator[Move]:
    slug = release.listing.slug
    for alias in release.aliases:
        for old, new in zip(places(alias), places(slug), strict=True):
            if email or not old.startswith("email/"):
                yield Move(old, new, release.listing)


# --- pages ----------------------------------------------------------------------------------------------------


def _page(move: Move, config: Config, own: Path | None) -> bytes:
    """The page at an old address: it leads on at once, and has a link for those whom it does not."""
    language = move.listing.language or config.language
    words = theme.words(own, language)
    url = config.url + quote(move.new)
    if move.old.endswith(".txt"):
        return f"{words.moved} {url}\n".encode()
    variables = {"url": url, "headline": move.listing.headline, "direction": move.listing.direction}
    variables["words_lang"] = theme.language_attributes(words.language, language)
    page = theme.render(own, "site/moved.html", config=config, words=words, language=language, **variables)
    return page.encode()


# --- rules ----------------------------------------------------------------------------------------------------


_MANY = 1_000_000_000


class _Host(NamedTuple):
    """A host: the file of rules it reads, how a rule is written, and the most it reads of it.

    A `rule` is made of an escaped path and the address it leads to. `clean` says that the host also serves a page
    without its ending; `inside` that its rules have the path of the site in front. A `server` takes paths as they are,
    and must be told the whole address: behind a proxy it does not know it.
    """

    file: str
    rule: Callable[[str, str], str]
    clean: bool = False
    inside: bool = False
    server: bool = False
    lines: int = _MANY
    bytes: int = _MANY
    longest: int = _MANY


_HOSTS: Mapping[str, _Host] = {
    # Without "!" a file that an earlier deployment left at the old path would win.
    NETLIFY: _Host("_redirects", "{} {} 301!".format, clean=True),
    # Without a number it would be a 302.
    CLOUDFLARE: _Host("_redirects", "{} {} 301".format, clean=True, lines=2000, longest=1000),
    GITLAB: _Host("_redirects", "{} {} 301".format, inside=True, lines=1000, bytes=64_000),
    # One exact location each: a map would ignore case, and needs bigger hash tables.
    NGINX: _Host(
        "redirects.nginx.conf",
        'location = "{}" {{ return 301 "{}$is_args$args"; }}'.format,
        inside=True,
        server=True,
    ),
    APACHE: _Host(".htaccess", 'Redirect 301 "{}" "{}"'.format, inside=True, server=True),
}


FILES = frozenset(host.file for host in _HOSTS.values())


def _lines_of(move: Move, host: _Host, config: Config) -> list[str]:
    base = urlsplit(config.url).path
    target = (config.url if host.server else base) + quote(move.new)
    ends = [""] + [".html"] * (host.clean and move.old.endswith(".html"))
    paths = [(base if host.inside else "/") + quote(move.old.removesuffix(end)) for end in ends]
    return [host.rule(unquote(path) if host.server else path, target) for path in paths]


def _rules(moves: Iterable[Move], host: _Host, config: Config) -> bytes:
    return "".join(f"{line}\n" for move in moves for line in _lines_of(move, host, config)).encode()


def _within_limits(moves: Iterable[Move], host: _Host, config: Config, house: bytes) -> tuple[list[Move], list[Move]]:
    """The moves that the host reads rules of, and those that get pages because it would not."""
    by_rules: list[Move] = []
    by_pages: list[Move] = []
    lines, size = house.count(b"\n") + 1, len(house)
    for move in moves:
        written = _lines_of(move, host, config)
        more = sum(len(line) + 1 for line in written)
        if lines + len(written) <= host.lines and size + more <= host.bytes and max(map(len, written)) <= host.longest:
            lines, size = lines + len(written), size + more
            by_rules.append(move)
        else:
            by_pages.append(move)
    return by_rules, by_pages
