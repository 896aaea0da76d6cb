"""Redirects from old addresses to new ones: HTML pages, or one file of rules for a host that supports rules.

An address never has both, because hosts differ in which of the two wins.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from newsroom_cli.model import disk
from newsroom_cli.model.config import APACHE, CLOUDFLARE, GITLAB, NETLIFY, NGINX, Config
from newsroom_cli.model.errors import unreadable
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.manifest import Record

_SEPARATORS = pattern(r'[\s"$]+')


class Redirect(NamedTuple):
    """An old address and its new address, both as paths of files in the output, not escaped."""

    old: str
    new: str
    listing: Listing


def files(public: Iterable[Record], config: Config, templates: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield the files that redirect old addresses of public releases to new ones, pages first.

    The newsroom's own rules, from a file of the same name in its `templates/site`, follow the generated ones. Raises
    NewsroomError if that file or a template of the newsroom cannot be used.
    """
    host = _HOSTS.get(config.publishing.host)
    own_rules = _own_rules(templates / "site" / host.file) if templates and host else b""
    redirects = sorted(redirect for record in public for redirect in _redirects_of(record, email=config.email.pages))
    by_rules, by_pages = _within_limits(redirects, host, config, own_rules) if host else ([], redirects)
    for redirect in by_pages:
        yield redirect.old, _page(redirect, config, templates)
    if host and (by_rules or own_rules):
        rules = [f"{line}\n" for redirect in by_rules for line in _rules_for(redirect, host, config)]
        yield host.file, "".join(rules).encode() + own_rules


def _own_rules(path: Path) -> bytes:
    """The newsroom's own rules; empty if it has none. Raises NewsroomError if the file cannot be read."""
    try:
        return disk.read(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unreadable(path, error) from error


def file(config: Config) -> str:
    """The name of the file of rules that the newsroom's host reads; empty if redirects are pages."""
    host = _HOSTS.get(config.publishing.host)
    return host.file if host else ""


def output_paths(slug: str) -> list[str]:
    """The paths of a release's page and mails in the output."""
    return [f"releases/{slug}.html", f"email/{slug}.html", f"email/{slug}.txt"]


def without(rules: bytes, slugs: Iterable[str]) -> bytes:
    """Remove the redirects to some releases from a file of rules."""
    targets = tuple(f"/{quote(path)}" for slug in slugs for path in output_paths(slug))
    lines = rules.decode().splitlines(keepends=True)
    remaining = (line for line in lines if not any(word.endswith(targets) for word in _SEPARATORS.split(line)[1:]))
    return "".join(remaining).encode()


def _redirects_of(record: Record, *, email: bool) -> Iterator[Redirect]:
    """Yield the redirects from the earlier pages of a release; those of its mails only with `email`."""
    for alias in record.aliases:
        for old, new in zip(output_paths(alias), output_paths(record.listing.slug), strict=True):
            if email or not old.startswith("email/"):
                yield Redirect(old, new, record.listing)


# --- pages ----------------------------------------------------------------------------------------------------


def _page(redirect: Redirect, config: Config, templates: Path | None) -> bytes:
    """Render the page at an old address: it redirects at once, and has a link in case that fails."""
    language = redirect.listing.language or config.language
    words = theme.words(templates, language)
    url = config.url + quote(redirect.new)
    if redirect.old.endswith(".txt"):
        return f"{words.moved} {url}\n".encode()
    variables = {"url": url, "headline": redirect.listing.headline, "direction": redirect.listing.direction}
    variables["words_lang"] = theme.language_attributes(words.language, language)
    page = theme.render(templates, "site/moved.html", config=config, words=words, language=language, **variables)
    return unicodedata.normalize("NFC", page).encode()


# --- rules ----------------------------------------------------------------------------------------------------


_NO_LIMIT = 1_000_000_000


class _Host(NamedTuple):
    """A host: its file of rules, the form of a rule, and the limits of the file.

    `rule` formats an escaped path and the address to which it leads. `serves_without_ending` says that the host also
    serves a page without `.html`; `includes_site_path` says that its rules begin with the path of the site. A server
    (`is_server`) reads unescaped paths and needs the whole address, because behind a proxy it does not know its host.
    """

    file: str
    rule: Callable[[str, str], str]
    serves_without_ending: bool = False
    includes_site_path: bool = False
    is_server: bool = False
    most_lines: int = _NO_LIMIT
    most_bytes: int = _NO_LIMIT
    longest_line: int = _NO_LIMIT


_HOSTS: Mapping[str, _Host] = {
    # Without "!" a file that an earlier deployment left at the old path would win.
    NETLIFY: _Host("_redirects", "{} {} 301!".format, serves_without_ending=True),
    # Without a number it would be a 302.
    CLOUDFLARE: _Host("_redirects", "{} {} 301".format, serves_without_ending=True, most_lines=2000, longest_line=1000),
    GITLAB: _Host("_redirects", "{} {} 301".format, includes_site_path=True, most_lines=1000, most_bytes=64_000),
    # One exact location each: a map would ignore case, and needs bigger hash tables.
    NGINX: _Host(
        "redirects.nginx.conf",
        'location = "{}" {{ return 301 "{}$is_args$args"; }}'.format,
        includes_site_path=True,
        is_server=True,
    ),
    APACHE: _Host(".htaccess", 'Redirect 301 "{}" "{}"'.format, includes_site_path=True, is_server=True),
}


FILES = frozenset(host.file for host in _HOSTS.values())


def _rules_for(redirect: Redirect, host: _Host, config: Config) -> list[str]:
    """The rules for a redirect: one, or two if the host also serves the old page without `.html`."""
    base = urlsplit(config.url).path
    target = (config.url if host.is_server else base) + quote(redirect.new)
    removable_endings = [""] + [".html"] * (host.serves_without_ending and redirect.old.endswith(".html"))
    paths = [
        (base if host.includes_site_path else "/") + quote(redirect.old.removesuffix(ending))
        for ending in removable_endings
    ]
    return [host.rule(unquote(path) if host.is_server else path, target) for path in paths]


def _within_limits(
    redirects: Iterable[Redirect], host: _Host, config: Config, own_rules: bytes
) -> tuple[list[Redirect], list[Redirect]]:
    """Split the redirects into those that fit into the host's limits as rules, and those that must become pages."""
    by_rules: list[Redirect] = []
    by_pages: list[Redirect] = []
    lines, size = own_rules.count(b"\n") + 1, len(own_rules)
    for redirect in redirects:
        rules = _rules_for(redirect, host, config)
        new_size = sum(len(line) + 1 for line in rules)
        if (
            lines + len(rules) <= host.most_lines
            and size + new_size <= host.most_bytes
            and max(map(len, rules)) <= host.longest_line
        ):
            lines, size = lines + len(rules), size + new_size
            by_rules.append(redirect)
        else:
            by_pages.append(redirect)
    return by_rules, by_pages
