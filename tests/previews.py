"""A running `newsroom preview` for tests: a process of its own, asked over real HTTP."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import processes

SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """An answer of the preview."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Preview:
    """A running preview; `cookie` is the cookie of a browser that has opened the address."""

    process: subprocess.Popen[str]
    address: str
    cookie: str = ""
    start: str = ""

    @property
    def place(self) -> str:
        """The random folder below which everything lies."""
        return "/" + self.start.split("/")[1]

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def open(self) -> Answer:
        """Open the printed address as a browser does, and return the page to which it leads."""
        parts = urlsplit(self.address)
        arrival = self.ask(f"{parts.path}?{parts.query}", cookie="")
        self.cookie = arrival.headers["Set-Cookie"].partition(";")[0]
        self.start = unescape(re.search(r'content="0; url=([^"]+)"', arrival.text)[1])  # type: ignore[index]
        return self.ask(self.start)

    def ask(
        self, path: str, *, method: str = "GET", host: str = "", cookie: str | None = None, **headers: str
    ) -> Answer:
        """Ask for a path, with the cookie unless another is given."""
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        sent = {"Host": host or self.host} | {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie is None:
            cookie = self.cookie
        with contextlib.closing(connection):
            connection.request(method, path, headers=sent | ({"Cookie": cookie} if cookie else {}))
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def site(self, name: str, release: str = "releases/2026-03-02-library") -> str:
        """The path of a file of the site, as the frame of a release loads it."""
        return f"{self.place}/site/{release}.md/{name}"

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C, and return the exit code and the rest of the messages."""
        self.process.send_signal(signal.SIGINT)
        _, messages = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, messages


@contextlib.contextmanager
def previewing(folder: Path, *arguments: str, browser: str = "") -> Iterator[Preview]:
    """Run `newsroom preview ARGUMENT...` in a folder until the end of the block; `browser` is a command to open it."""
    options = [] if browser else ["--no-browser"]
    environment = {**os.environ, **({"BROWSER": browser} if browser else {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    process = processes.started("preview", *arguments, *options, cwd=folder, env=environment, **pipes)
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        if not address:
            raise AssertionError(process.communicate(timeout=SECONDS)[1])
        yield Preview(process, address)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
