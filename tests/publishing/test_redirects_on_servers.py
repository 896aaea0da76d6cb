"""Old addresses on real web servers, under the rules that a build writes for them."""

from __future__ import annotations

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from promises.rooms import NOW, change, make_room
from samples import sample_config
from servers import NGINX, free_port, open_folder, path_of, running

from newsroom_cli.newsroom.edition import Listing
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.builds import redirects

pytestmark = pytest.mark.oracle

SITE = "https://news.port-ellery.example/"
NEW = "2026-03-02-library"
NAMES = ("2026-02-27-library", "2026-02-27-библиотека", "2026-02-27-図書館")
RAW = ("old name", "100%-sure", "50%25", "a;b", "l'été", "dollar$1", "{braces}")  # what a name might be one day
QUERIES = ("", "?from=mail", "?q=a%20b+c&sign=%25&letters=%D0%B1", "?x=$1&y={z}")

SITE_OF_NGINX = "server {{ listen 127.0.0.1:{port}; root {site}; include {site}/redirects.nginx.conf; }}"
APACHE = """\
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
User nobody
Group nogroup
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
</Directory>
"""
SERVERS = {
    "nginx": (NGINX.replace("{server}", SITE_OF_NGINX), lambda config: ["nginx", "-c", config]),
    "apache": (APACHE, lambda config: ["apache2", "-D", "FOREGROUND", "-f", config]),
}
Ask = Callable[[str], tuple[int, str]]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that servers may read."""
    with open_folder() as made:
        yield made


@pytest.fixture(params=SERVERS)
def host(request: pytest.FixtureRequest) -> str:
    """A host whose server is here."""
    program = SERVERS[request.param][1]("")[0]
    assert path_of(program), f"{program} is missing: apt-get install nginx-light apache2-bin"
    return str(request.param)


@pytest.fixture
def serve(folder: Path, host: str) -> Iterator[Callable[[Path], Ask]]:
    """A function that serves a folder, and returns one that asks for a path: the status, and where it leads."""
    with contextlib.ExitStack() as servers:

        def start(site: Path) -> Ask:
            port = free_port()
            text, command = SERVERS[host]
            config = folder / "server.conf"
            config.write_text(text.format(folder=folder, site=site, port=port, modules="/usr/lib/apache2/modules"))
            program, *arguments = command(str(config))
            servers.enter_context(running([str(path_of(program)), *arguments], port, folder / "log"))

            def ask(path: str) -> tuple[int, str]:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", path)
                answer = connection.getresponse()
                return answer.status, answer.getheader("Location") or ""

            return ask

        yield start


def test_old_addresses_of_a_built_site_lead_to_pages_that_answer(
    serve: Callable[[Path], Ask], folder: Path, host: str
) -> None:
    room = make_room(folder / "room")
    change(
        room.root / "newsroom.toml",
        "[offices.mayors-office]",
        f'[publishing]\nhost = "{host}"\n[offices.mayors-office]',
    )
    change(room.folder / f"{NEW}.md", "status =", f"aliases = {json.dumps(NAMES)}\nstatus =")
    room = Newsroom.find(room.root)
    assert not build(room, now=NOW).refusals
    ask = serve(room.output)
    for old, new in [
        pair for name in NAMES for pair in zip(redirects.output_paths(name), redirects.output_paths(NEW), strict=True)
    ]:
        for query in QUERIES:
            assert ask(f"/{quote(old)}{query}") == (301, f"{SITE}{new}{query}"), old
        assert ask(f"/{new}")[0] == 200
    assert ask("/releases/2026-02-27-librar.html")[0] == ask("/releases/2026-02-27-LIBRARY.html")[0] == 404


def test_any_name_in_an_address_leads_on(serve: Callable[[Path], Ask], folder: Path, host: str) -> None:
    """Names that releases cannot have today, in a site in a folder whose name has a space."""
    config = sample_config(url="https://news.port-ellery.example/press%20room/")
    config = config._replace(publishing=config.publishing._replace(host=host))
    listing = Listing("новая-библиотека", "", "", NOW, "", "", "en", "ltr")
    ((name, data),) = redirects.files([Record("", "", listing, (), (), RAW, "")], config, None)
    site = folder / "site"
    site.mkdir()
    (site / name).write_bytes(data)
    ask = serve(site)
    for old in RAW:
        for query in QUERIES:
            status, leads_to = ask(f"/press%20room/releases/{quote(old)}.html{query}")
            assert status == 301 and leads_to == f"{config.url}releases/{quote(listing.slug)}.html{query}", old
    assert unquote(leads_to).isprintable()
