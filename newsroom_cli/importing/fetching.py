"""Fetch the address that a person gave to `newsroom import`. No other module opens a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import urllib.error
    import urllib.request

LARGEST = 20_000_000  # bytes
TIMEOUT = 20  # seconds without a sign from the server
TOTAL_TIMEOUT = 60  # seconds; a server can keep sending single bytes for ever

_HINT = "save the page from your browser and import that file"


class Fetched(NamedTuple):
    """The bytes at an address, the address after all redirects, and the media type."""

    data: bytes
    url: str
    type: str


def fetch(url: str) -> Fetched:
    """Fetch the file at a web address. Raises NewsroomError with the reason if that fails."""
    import queue
    import threading

    # This thread waits with a limit, so a slow server cannot hold the command up.
    answers: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()
    threading.Thread(target=_put_answer, args=(url, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=TOTAL_TIMEOUT)
    except queue.Empty:
        raise NewsroomError(
            f"the page did not arrive in full within {TOTAL_TIMEOUT} seconds", path=url, hint=_HINT
        ) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _put_answer(url: str, answers: Any) -> None:
    """Fetch an address, and put the file or the error into the queue `answers`."""
    try:
        answers.put(_fetch(url))
    except Exception as error:  # raised again by fetch()
        answers.put(error)


def _fetch(url: str) -> Fetched:
    """Fetch the file at an address. Raises NewsroomError."""
    import http.client
    import urllib.error

    try:
        with _opener().open(_ascii_address(url), timeout=TIMEOUT) as answer:
            data = answer.read(LARGEST + 1)
            missing = len(data) <= LARGEST and bool(getattr(answer, "length", 0))
            fetched = Fetched(data, answer.geturl(), answer.headers.get("Content-Type", ""))
    except urllib.error.HTTPError as error:
        raise NewsroomError(_answer_message(error), path=url, hint=_HINT) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NewsroomError(f"the page cannot be reached: {_reason(error)}", path=url, hint=_HINT) from error
    if len(data) > LARGEST:
        raise NewsroomError(f"the page is larger than {LARGEST // 1_000_000} MB", path=url, hint=_HINT)
    if missing:
        raise NewsroomError("the connection broke off in the middle of the page", path=url, hint=_HINT)
    return fetched


def _opener() -> urllib.request.OpenerDirector:
    """An opener for web addresses that follows no redirect to a file or an FTP server."""
    import urllib.request

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    opener.addheaders = [("User-Agent", "newsroom import"), ("Accept", "text/html,*/*;q=0.8")]
    return opener


def _ascii_address(url: str) -> str:
    """An address in ASCII, as the network needs it. Raises ValueError."""
    from urllib.parse import quote, urlsplit, urlunsplit

    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe="/%:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _answer_message(error: urllib.error.HTTPError) -> str:
    """The error message for an HTTP answer without the page."""
    if 300 <= error.code < 400:
        there = _server_words(str(error.headers.get("Location") or ""))
        if not there.lower().startswith(("http:", "https:", "/")):
            return f"the server redirects to {there or 'nowhere'}, which is not a web address"
        return "the server redirects without end"
    return f"the server answered {error.code} {_server_words(error.reason)}".rstrip()


def _reason(error: BaseException) -> str:
    """The reason, in plain words, why a fetch failed."""
    import http.client
    import socket
    import ssl

    reason = error if isinstance(error, ValueError) else getattr(error, "reason", error)
    if isinstance(reason, socket.gaierror):
        return "no server has this name; check the address, and that this computer is online"
    if isinstance(reason, TimeoutError):
        return f"the server did not answer within {TIMEOUT} seconds"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"the server's certificate is not valid: {reason.verify_message}"
    if isinstance(reason, http.client.RemoteDisconnected):
        return "the server closed the connection without an answer"
    if str(reason).startswith("unknown url type"):
        return "the server redirects to something other than a web address"
    if isinstance(reason, http.client.IncompleteRead):
        return "the connection broke off in the middle of the page"
    if isinstance(reason, http.client.InvalidURL | ValueError):
        return "this is not a web address"
    if isinstance(reason, http.client.HTTPException):
        return "the server does not answer as a web server does"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror.lower()
    return _server_words(str(reason)) or "the server gave no answer"


def _server_words(text: object) -> str:
    """At most 200 characters of a text from a server, without characters that control a terminal."""
    return "".join(character for character in str(text) if character.isprintable())[:200]
