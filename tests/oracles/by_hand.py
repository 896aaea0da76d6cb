"""Judges of a built site that take too long for every run: `python -m oracles.by_hand JUDGE public URL`, in tests/.

`lighthouse` serves the site with the nginx recipe of docs/deploying.md, and prints the points of Lighthouse for pages
on a phone, the median of three runs: performance, accessibility, best practices, search engines, first contentful
paint. Its package is in $LIGHTHOUSE (`npm install --prefix FOLDER lighthouse@12.8.2`).

`w3c` prints the messages of the W3C feed validator about all feeds. Its clone, github.com/w3c/feedvalidator, is in
$FEEDVALIDATOR; lxml, html5lib and rdflib must be installed.

The exit code is 1 if something is worse than promised.
"""

from __future__ import annotations

import collections
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from recipes import recipe
from servers import NGINX, free_port, path_of, running

PAGES = "index.html search/index.html subscribe/index.html archive/index.html".split()
KINDS = "releases/*.html archive/????-??/index.html topics/*/index.html offices/*/index.html".split()
CATEGORIES = "performance accessibility best-practices seo".split()
LEAST, PAINT = 98, 1000  # the fewest points of a category, and the most milliseconds to the first contentful paint
RUNS = 3
# Warnings that docs/decisions/feeds.md explains.
KNOWN = """ContainsHTML ContainsUndeclaredHTML CharacterData NotHtml DuplicateUpdated ImplausibleDate
    ProblematicalRFC822Date ArchiveIncomplete BadCharacters SelfDoesntMatchLocation""".split()


def lighthouse(site: Path) -> bool:
    """Print the points of a page of each kind, and return whether all are as promised."""
    pages = [*PAGES, "search/index.html?q=library"]
    pages += [path.relative_to(site).as_posix() for kind in KINDS for path in sorted(site.glob(kind))[-1:]]
    with tempfile.TemporaryDirectory() as folder, _server(site, Path(folder)) as address:
        fast = [_is_fast(page, f"{address}{quote(page, safe='/?=')}", Path(folder)) for page in pages]
    return all(fast)


def _is_fast(page: str, address: str, folder: Path) -> bool:
    """Print the points of a page, and return whether they are as promised."""
    runs = [_run(address, folder) for _ in range(RUNS)]
    points = [
        round(100 * statistics.median(run["categories"][name]["score"] or 0 for run in runs)) for name in CATEGORIES
    ]
    paint = statistics.median(run["audits"]["first-contentful-paint"]["numericValue"] for run in runs)
    print(f"{' '.join(map(str, points))}  {paint:.0f} ms  {page}", flush=True)
    return min(points) >= LEAST and paint <= PAINT


def _run(address: str, folder: Path) -> Any:
    """The report of one run of Lighthouse."""
    program = Path(os.environ["LIGHTHOUSE"]) / "node_modules" / "lighthouse" / "cli" / "index.js"
    chromium = path_of("chromium") or path_of("google-chrome") or ""
    report = folder / "report.json"
    subprocess.run(
        ["node", program, address, "--quiet", "--output=json", f"--output-path={report}",
         "--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(CATEGORIES)}"],
        check=True, env={**os.environ, "CHROME_PATH": chromium, "HOME": str(folder)},
    )  # fmt: skip
    return json.loads(report.read_bytes())


@contextlib.contextmanager
def _server(site: Path, folder: Path) -> Iterator[str]:
    """The address of the site on nginx as docs/deploying.md has it, until the end of the block."""
    port, config = free_port(), folder / "server.conf"
    text = recipe("/etc/nginx/sites-enabled/news.conf").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = NGINX.format(folder=folder, server=text).replace("/srv/news/public", str(site))
    config.write_text(text, encoding="utf-8")
    with running([path_of("nginx") or "nginx", "-c", str(config)], port, folder / "log"):
        yield f"http://127.0.0.1:{port}/"


def w3c(site: Path, url: str) -> bool:
    """Print the messages of the validator about the feeds of a site, with their number; return whether none is new."""
    said = collections.Counter(event for path in _feeds(site) for event in _events(path, site, url))
    for (kind, name), count in sorted(said.items()):
        print(f"{kind} {name} {count}")
    print(f"{len(_feeds(site))} documents")
    return all(kind == "warning" and name in KNOWN for kind, name in said)


def _feeds(site: Path) -> list[Path]:
    return sorted([*site.rglob("rss.xml"), *site.rglob("atom.xml"), *site.glob("feeds.opml")])


def _events(path: Path, site: Path, url: str) -> Iterator[tuple[str, str]]:
    """Yield the errors and warnings about a feed."""
    sys.path.insert(0, str(Path(os.environ["FEEDVALIDATOR"]) / "src"))
    import feedvalidator

    with path.open("rb") as file:
        found = feedvalidator.validateStream(file, base=url + quote(path.relative_to(site).as_posix()))
    for event in found["loggedEvents"]:
        for kind in "error", "warning":
            if isinstance(event, getattr(feedvalidator.logging, kind.title())):
                yield kind, type(event).__name__


if __name__ == "__main__":
    judge, folder, url = sys.argv[1:]
    sys.exit(not (lighthouse(Path(folder).resolve()) if judge == "lighthouse" else w3c(Path(folder).resolve(), url)))
