"""The web servers of docs/deploying.md, configured from there, serve a built site to a client and to a browser."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from oracles import tools
from promises.rooms import NOW, add, change, make_room
from recipes import beside, recipe
from sampling import sample
from servers import NGINX, free_port, open_folder, path_of, running

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build

pytestmark = [pytest.mark.oracle, beside]

BASE = "https://news.port-ellery.example/"
NEW, OLD, TABLE_PAGE = "2026-03-02-library", "2026-02-27-library", "2026-03-02-table"
TABLE = """
## Hours

| Day | Opens |
|:---:|------:|
| Monday | 8 a.m. |

![A picture of another site](https://port-ellery.example/hall.png)
"""
EVENT = """
[event]
starts = 2026-03-07T10:00:00-05:00
ends = 2026-03-07T12:30:00-05:00
place = "12 Quay Street"
"""
# What a site may have besides; files that this build does not make are laid there by the test.
OTHERS = {
    "404.html": '<!DOCTYPE html><html lang="en"><title>Not found</title><p>There is no such page.</html>',
    "events.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" * 40,
    "feeds.opml": "<opml version='2.0'/>" * 40,
    "sitemap.xml": "<urlset/>" * 80,
    "search/2026.json": "[]" * 400,
    "search.js": "void 0;\n" * 100,
    "seal.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>' * 20,
    "releases/images/hall.png": "no picture, but named like one",
    "releases/images/plan.pdf": "no PDF, but named like one",
}
MEDIA_TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
LIFETIMES = {
    60: (".html", ".txt"),
    300: (".xml", ".json", ".ics", ".opml", ".css", ".js"),
    3600: (".png", ".svg", ".pdf"),
}


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Site(NamedTuple):
    """A site on a running server."""

    folder: Path
    port: int
    host: str

    @property
    def paths(self) -> list[str]:
        """The files that readers may see."""
        names = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return sorted(name for name in names if not name.startswith(".") and name != "redirects.nginx.conf")

    def ask(self, path: str, **headers: str) -> Answer:
        """Ask for a path; words in the names of headers are joined by hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            "GET", quote(path, safe="/?=&"), headers={key.replace("_", "-"): headers[key] for key in headers}
        )
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def _write_room(root: Path, host: str) -> Newsroom:
    """A newsroom with releases of every kind, one of them renamed."""
    make_room(root)
    change(
        root / "newsroom.toml",
        "[offices.mayors-office]",
        f'[publishing]\nhost = "{host}"\n\n[offices.mayors-office]',
    )
    change(root / "releases" / f"{NEW}.md", "status =", f'aliases = ["{OLD}"]\nstatus =')
    change(root / "releases" / f"{NEW}.md", "\n[dateline]", f"{EVENT}\n[dateline]")
    table = add(root, TABLE_PAGE)
    table.write_text(table.read_text(encoding="utf-8") + TABLE, encoding="utf-8")
    add(root, "2026-03-02-withdrawn", status='"withdrawn"', extra='withdrawn_reason = "It was wrong."\n')
    return Newsroom.find(root)


def _commands(host: str, folder: Path, site: Path, port: int) -> list[str]:
    """Write the configuration of the document for a folder and a port, and return the command of its server."""
    if host == "nginx":
        text = recipe("/etc/nginx/sites-enabled/news.conf").replace("listen 80;", f"listen 127.0.0.1:{port};")
        text = NGINX.format(folder=folder, server=text)
    else:
        text = recipe("/etc/caddy/Caddyfile").replace("news.example {", f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1")
        text = f"{{\n\tadmin off\n}}\n{text}"
    assert text.count("/srv/news/public") and str(port) in text
    config = folder / "server.conf"
    config.write_text(text.replace("/srv/news/public", str(site)), encoding="utf-8")
    program = path_of(host) or tools.missing(host)
    return [program, "-c", str(config)] if host == "nginx" else [
        program, "run", "--adapter", "caddyfile", "--config", str(config),
    ]  # fmt: skip


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A built site on a server as the document configures it."""
    host = str(request.param)
    with open_folder() as folder:
        room = _write_room(folder / "room", "nginx" if host == "nginx" else "any")
        result = build(room, now=NOW)
        assert not result.refusals
        for name, content in OTHERS.items():
            path = room.output / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
        port = free_port()
        home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        with running(_commands(host, folder, room.output, port), port, folder / "log", environment=home):
            yield Site(room.output, port, host)


def test_every_file_has_its_media_type_its_lifetime_and_both_dates_of_a_cache(site: Site) -> None:
    assert len(site.paths) > 20
    for path in site.paths:
        answer = site.ask(f"/{path}")
        assert answer.status == (404 if path == "404.html" and answer.status == 404 else 200), path
        assert answer.body == (site.folder / path).read_bytes(), path
        ending = Path(path).name if Path(path).name in MEDIA_TYPES else Path(path).suffix
        assert answer.headers["Content-Type"].lower() == MEDIA_TYPES.get(ending, answer.headers["Content-Type"]), path
        assert ending in MEDIA_TYPES or not answer.headers["Content-Type"].startswith("application/octet"), path
        (lifetime,) = [seconds for seconds, endings in LIFETIMES.items() if path.endswith(endings)]
        assert answer.headers.get_all("Cache-Control") == [f"max-age={lifetime}"], path
        assert answer.headers["ETag"] and answer.headers["Last-Modified"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Referrer-Policy"] and answer.headers["Strict-Transport-Security"], path
        assert bool(answer.headers["Access-Control-Allow-Origin"]) == path.endswith((".xml", ".json", ".ics", ".opml"))


def test_what_a_reader_has_is_not_sent_again(site: Site) -> None:
    for path in site.paths:
        first = site.ask(f"/{path}", Accept_Encoding="gzip")
        for header, answer in ("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"):
            again = site.ask(f"/{path}", Accept_Encoding="gzip", **{header: first.headers[answer]})
            assert (again.status, again.body) == (304, b""), (path, header)
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_texts_are_compressed_also_behind_a_cdn_and_pictures_are_not(site: Site) -> None:
    for path in site.paths:
        answer = site.ask(f"/{path}", Accept_Encoding="gzip", Via="1.1 cdn")
        is_text = not path.endswith((".png", ".pdf")) and (site.folder / path).stat().st_size >= 500
        assert answer.headers["Content-Encoding"] == ("gzip" if is_text else None), path
        assert not is_text or "Accept-Encoding" in answer.headers["Vary"], path
    if site.host == "caddy":
        assert site.ask("/rss.xml", Accept_Encoding="zstd, gzip").headers["Content-Encoding"] == "zstd"


def test_what_does_not_exist_is_404_with_the_page_that_says_so(site: Site) -> None:
    page = (site.folder / "404.html").read_bytes()
    for path in "/nothing", "/releases/nothing.html", "/email/nothing.html", "/.newsroom-manifest", "/.git/config":
        answer = site.ask(path)
        assert (answer.status, answer.body) == (404, page), path
        assert answer.headers["Cache-Control"] == "max-age=60" and answer.headers["Content-Security-Policy"], path
    assert site.ask("/redirects.nginx.conf").status == 404


def test_old_addresses_lead_on_and_no_page_has_what_its_policy_refuses(site: Site) -> None:
    for name in "wrong.html", "email/wrong.html":
        (site.folder / name).write_text("<!DOCTYPE html><p>Hello</p><script>alert(1)</script>", encoding="utf-8")
    old = {f"{folder}/{OLD}.html": f"{folder}/{NEW}.html" for folder in ("releases", "email")}
    tables = [f"{folder}/{TABLE_PAGE}.html" for folder in ("releases", "email")]
    special = [*old, "wrong.html", "email/wrong.html", *tables]
    there = [path for path in site.paths if path.endswith(".html")]
    usual = sample([path for path in there if path not in special], 15)
    pages = {path: old.get(path, "") for path in there if path in special or path in usual}
    assert "text-align" in (site.folder / f"email/{TABLE_PAGE}.html").read_text(encoding="utf-8")
    found = tools.visits(pages, base=BASE, server=f"http://127.0.0.1:{site.port}/")
    for name in "wrong.html", "email/wrong.html":
        (site.folder / name).unlink()
        assert found.pop(name).violations, "the policy refuses nothing"
    assert {page: visit.violations for page, visit in found.items() if visit.violations} == {}
    assert "https://port-ellery.example/hall.png" in found[f"releases/{TABLE_PAGE}.html"].outside
    for path, new in old.items():
        answer = site.ask(f"/{path}?from=mail")
        if site.host == "nginx":
            assert (answer.status, answer.headers["Location"]) == (301, f"{BASE}{new}?from=mail")
            assert answer.headers["Cache-Control"] == "max-age=60", "a name may be used again"
        else:
            assert answer.status == 200 and found[path].arrived == f"{BASE}{new}"


def test_a_picture_that_is_opened_by_itself_runs_nothing(site: Site) -> None:
    assert "sandbox" in site.ask("/seal.svg").headers["Content-Security-Policy"]
    assert site.ask("/releases/images/plan.pdf").headers["Content-Security-Policy"] is None
