"""Fetching from a web address: no server can hang, flood, mislead or break the command."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom_cli.importing import fetching
from newsroom_cli.model.errors import NewsroomError

PAGE = (
    b"<!doctype html><title>City Opens Library</title><h1>City Opens Library</h1>"
    b"<p>The city of Port Ellery today opened a library.</p>"
)


class Server(BaseHTTPRequestHandler):
    """Answers by path, well or badly."""

    def do_GET(self) -> None:
        what = self.path.partition("?")[0].strip("/")
        with contextlib.suppress(OSError):  # whoever asked has gone
            getattr(self, f"do_{what}", self.do_page)()

    def answer(self, code: int, *, reason: str | None = None, **headers: str) -> None:
        self.send_response(code, reason)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def do_page(self) -> None:
        self.answer(200, Content_Type="text/html")
        self.wfile.write(PAGE)

    def do_moved(self) -> None:
        self.answer(302, Location="/page?id=1")

    def do_file(self) -> None:
        self.answer(302, Location="file:///etc/hostname")

    def do_ftp(self) -> None:
        self.answer(302, Location="ftp://127.0.0.1/x")

    def do_circle(self) -> None:
        self.answer(302, Location="/circle")

    def do_forbidden(self) -> None:
        self.answer(403, reason="For\x1b[2Jbidden")

    def do_flood(self) -> None:
        self.answer(200, Content_Length="200000000")
        for _ in range(200):
            self.wfile.write(b"x" * 1_000_000)

    def do_dribble(self) -> None:
        self.answer(200)
        for _ in range(600):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def do_dribble_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(600):
            self.wfile.write(b"X")
            time.sleep(0.05)

    def do_cut(self) -> None:
        self.answer(200, Content_Length="5000")
        self.wfile.write(PAGE)

    def do_cut_chunks(self) -> None:
        self.answer(200, Transfer_Encoding="chunked")
        self.wfile.write(b"1000\r\nabc")

    def do_rubbish(self) -> None:
        self.wfile.write(b"220 welcome to the mail server\r\n")

    def do_nothing(self) -> None:
        pass

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def test_a_page_and_the_address_it_was_found_at(server: str) -> None:
    assert fetching.fetch(f"{server}/page") == (PAGE, f"{server}/page", "text/html")
    assert fetching.fetch(f"{server}/moved").url == f"{server}/page?id=1"
    assert (
        fetching.fetch(f"{server.replace('http', 'HTTP')}/bücher?ä=ö x").url
        == f"{server}/b%C3%BCcher?%C3%A4=%C3%B6%20x"
    )


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("file", "redirects to file:///etc/hostname, which is not a web address"),
        ("ftp", "redirects to something other than a web address"),
        ("circle", "without end"),
        ("forbidden", r"answered 403 For\[2Jbidden"),
        ("flood", "larger than 20 MB"),
        ("cut", "broke off in the middle"),
        ("cut_chunks", "broke off in the middle"),
        ("rubbish", "does not answer as a web server does"),
        ("nothing", "without an answer"),
    ],
)
def test_a_fault_of_a_server_is_reported_in_plain_words(server: str, path: str, says: str) -> None:
    with pytest.raises(NewsroomError, match=says) as caught:
        fetching.fetch(f"{server}/{path}")
    assert caught.value.path == f"{server}/{path}"
    assert "save the page" in (caught.value.hint or "")
    assert "Errno" not in caught.value.message


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("path", ["dribble", "dribble_head"])
def test_a_server_that_never_ends_is_left(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TOTAL_TIMEOUT", 0.3)
    with pytest.raises(NewsroomError, match="did not arrive in full"):
        fetching.fetch(f"{server}/{path}")


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NewsroomError, match="did not answer within"):
        fetching.fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[half", "http://a b/", "http://127.0.0.1:port/", "http://\x00/", f"http://{'ä' * 70}.example/"],
)
def test_a_wrong_address_is_reported(address: str) -> None:
    with pytest.raises(NewsroomError, match=r"not a web address|no host given") as caught:
        fetching.fetch(address)
    assert caught.value.hint


def test_an_unreachable_server_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(NewsroomError, match="connection refused"):
        fetching.fetch(f"http://127.0.0.1:{port}/")
