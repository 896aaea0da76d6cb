"""The server of the preview, on 127.0.0.1 alone. The only module that imports Werkzeug."""

from __future__ import annotations

import errno
import functools
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.media_types import PICTURES, ending, media_type
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom.writer.signals import without_interruption
from newsroom_cli.publishing.preview import frames
from newsroom_cli.publishing.preview.access import Access
from newsroom_cli.publishing.preview.frames import Addresses, Width
from newsroom_cli.publishing.preview.preview import Preview
from newsroom_cli.publishing.preview.views import Form

if TYPE_CHECKING:
    from socket import socket

    from werkzeug.routing import MapAdapter
    from werkzeug.serving import BaseWSGIServer
    from werkzeug.wrappers import Request, Response

HOST, PORT, TRIES = "127.0.0.1", 8420, 50
_STYLE = "preview.css"  # served even without the cookie, because the page that refuses access needs it
_NONE: Mapping[str, str] = {}
_POLL, _POLL_LIST, _ALIVE = 0.05, 0.5, 15.0  # seconds

# The outputs of a release by their names on the site.
_NAMES = {Form.page: "releases/{}.html", Form.mail: "email/{}.html", Form.text: "email/{}.txt"}

_OUR_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A page, mail or text of a release runs no scripts and loads nothing from elsewhere, with or without the frame.
_OUTPUTS = (
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_SECURITY = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NOT_OPENED = NewsroomError(
    "this address cannot be opened here",
    hint="open the whole address that newsroom preview printed in the terminal; if it is no longer running, start it",
)
_NOT_SHOWN = NewsroomError(
    "the preview does not show this page",
    hint="it shows releases, their mails and files; newsroom build makes the rest",
)


_NO_ADDRESS = pattern("[\n\ud800-\udfff]")


def has_address(path: str) -> bool:
    """Whether the path of a file can stand in an address of the preview: in UTF-8 and without line break."""
    return _NO_ADDRESS.search(path) is None


def listen(port: int | None) -> socket:
    """A socket that listens on a port of this machine; without a port, on the first free one from PORT on.

    Raises NewsroomError if the port is in use or not allowed.
    """
    import socket

    for candidate in [port] if port else range(PORT, PORT + TRIES):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        option = socket.SO_REUSEADDR if os.name == "posix" else getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if option is not None:
            listener.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(64)
            return listener
        except OSError as error:
            listener.close()
            if port or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
                hint = "leave out --port, and the next free one is taken; or close the program that uses it"
                raise NewsroomError(f"port {candidate} {reason}", hint=hint) from error
    raise NewsroomError(f"the ports {PORT} to {PORT + TRIES - 1} are all in use", hint="name a free one: --port 9000")


def serve(preview: Preview, listener: socket, access: Access, report: Callable[[], None]) -> None:
    """Answer browsers until KeyboardInterrupt; `report` is called while an unexpected exception is handled."""
    stopped = threading.Event()
    with without_interruption():  # Python forgets a Ctrl-C that interrupts the end of an import
        server = _server(listener, Application(preview, access, stopped, report))
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        stopped.set()
        server.server_close()


def _server(listener: socket, application: Application) -> BaseWSGIServer:
    """A server for an application that listens on a socket."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        """A request handler that prints nothing, hides the server's version, and drops clients that send nothing."""

        timeout = 30

        def log(self, type: str, message: str, *args: Any) -> None:
            """Print nothing."""

        def version_string(self) -> str:
            return "newsroom"

    port, number = listener.getsockname()[1], listener.fileno()
    return make_server(HOST, port, application, threaded=True, request_handler=Quiet, fd=number)


class _Missing(Exception):
    """Raised if there is nothing at an address."""


class Application:
    """The preview as a WSGI application."""

    def __init__(self, preview: Preview, access: Access, stopped: threading.Event, report: Callable[[], None]) -> None:
        from werkzeug.routing import Map, Rule

        self._preview = preview
        self._access = access
        self._stopped = stopped
        self._report = report
        self._map = Map(
            [
                Rule("/", endpoint="listing"),
                Rule("/release/<path:path>", endpoint="frame"),
                Rule("/events/<path:path>", endpoint="events"),
                Rule("/events/", endpoint="list_events"),
                Rule("/files/<name>", endpoint="preview_file"),
                Rule("/rule/<code>", endpoint="rule"),
                Rule("/site/<path:path>.md/<path:name>", endpoint="site_file"),
            ],
            strict_slashes=True,
            merge_slashes=False,
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        from werkzeug.wrappers import Request

        request = Request(environ)
        request.max_content_length = 0
        response = self._response(request)
        for name, value in _SECURITY.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _OUR_PAGES)
        return response(environ, start_response)

    def _response(self, request: Request) -> Response:
        """The response to a request; an exception becomes a page that explains it."""
        from werkzeug.exceptions import HTTPException, NotFound
        from werkzeug.utils import redirect

        access = self._access
        urls = self._map.bind(access.host, script_name=access.place, url_scheme="http")
        refused = access.refusal(request.method, request.environ.get("HTTP_HOST", ""))
        if refused == 405:
            return _text("only GET is answered here\n", refused, {"Allow": "GET, HEAD"})
        if refused:
            return _html(frames.problem(_NOT_OPENED), refused)
        if request.path == f"/{_STYLE}":
            return _bytes(frames.file(_STYLE), frames.FILES[_STYLE])
        if request.path == "/" and "token" in request.args:
            if not access.opens(request.args["token"]):
                return _html(frames.problem(_NOT_OPENED), 403)
            start = {"path": access.start}
            place = urls.build("frame", start) if access.start else urls.build("listing")
            return _html(frames.arrival(place, self._addresses(urls)), headers={"Set-Cookie": access.cookie_header()})
        if not request.path.startswith(f"{access.place}/") or not access.knows(request.cookies):
            return _html(frames.problem(_NOT_OPENED), 403)
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):  # same-site: another port
            return _html(frames.problem(_NOT_OPENED), 403)
        try:
            return self._answer(request, urls)
        except (NotFound, _Missing):
            return _html(frames.problem(_NOT_SHOWN, self._addresses(urls)), 404)
        except HTTPException as error:
            return redirect(urls.build("listing")) if error.code == 308 else _text("not found\n", 404)
        except NewsroomError as error:
            return _html(frames.problem(error, self._addresses(urls), self._preview.list_version()), 500)
        except Exception:
            self._report()
            fault = NewsroomError(
                "this is a fault of newsroom itself", hint="please report it with the lines in the terminal"
            )
            return _html(frames.problem(fault, self._addresses(urls), self._preview.list_version()), 500)

    def _answer(self, request: Request, urls: MapAdapter) -> Response:
        """The response to a request of the browser that has the cookie. Raises NotFound, _Missing or NewsroomError."""
        endpoint, values = urls.match(request.path.removeprefix(self._access.place))
        match endpoint:
            case "listing":
                return self._listing(request, urls)
            case "frame":
                return self._frame(request, urls, **values)
            case "site_file":
                return self._site_file(request, urls, **values)
            case "events":
                return self._events(request, **values)
            case "rule":
                return self._rule(urls, **values)
            case "list_events":
                return self._news(request, self._preview.list_version, _POLL_LIST)
            case _:
                return self._preview_file(**values)

    # --- what is answered -------------------------------------------------------------------------------------

    def _listing(self, request: Request, urls: MapAdapter) -> Response:
        """The list of all releases."""
        addresses, version = self._addresses(urls), self._preview.list_version()
        try:
            name, rows = self._preview.newsroom().config.name, self._preview.rows()
        except NewsroomError as error:
            return _html(frames.problem(error, addresses, version))
        query = request.args.get("q", "")[:200]
        hrefs = {row.path: urls.build("frame", {"path": row.path}) for row in rows if has_address(row.path)}
        return _html(frames.listing(name, rows, query, hrefs=hrefs, version=version, addresses=addresses))

    def _frame(self, request: Request, urls: MapAdapter, path: str) -> Response:
        """The frame around an output of a release."""
        self._refuse_other_files(path)
        version, view = self._preview.view(path)
        form = _choice(Form, request.args.get("as"), Form.page)
        width = _choice(Width, request.args.get("width"), None)
        file = {"path": path.removesuffix(".md"), "name": _NAMES[form].format(slug_of(path))}
        addresses = self._addresses(urls, path)._replace(output=urls.build("site_file", file))
        return _html(frames.frame(view, form, width, version, addresses))

    def _site_file(self, request: Request, urls: MapAdapter, path: str, name: str) -> Response:
        """An output of a release, or a file that it loads. A link to an output leads to its frame."""
        from werkzeug.utils import redirect

        path = f"{path}.md"
        self._refuse_other_files(path)
        if found := self._output_of(name, path):
            shown_path, form = found
            if shown_path != path or request.headers.get("Sec-Fetch-Dest") == "document":
                return redirect(f"{urls.build('frame', {'path': shown_path})}?as={form}")
            _, view = self._preview.view(path)
            if form not in view.outputs:
                raise view.error or _Missing()
            return _html(frames.output(view, form), headers={"Content-Security-Policy": _OUTPUTS})
        return self._file_beside(path, name)

    def _output_of(self, name: str, path: str) -> tuple[str, Form] | None:
        """The release and the form of an output, by its name on the site and the release that links to it."""
        slug = name.partition("/")[2].rpartition(".")[0]
        form = next((form for form, pattern in _NAMES.items() if pattern.format(slug) == name), None)
        shown_path = path if slug == slug_of(path) else self._preview.path_of(slug) if form else None
        return (shown_path, form) if shown_path and form else None

    def _file_beside(self, path: str, name: str) -> Response:
        """A file that an output of a release loads. Raises _Missing for any other."""
        if name == frames.MARKS:
            return _bytes(frames.file(name), "text/css")
        if (data := self._preview.file(path, name)) is not None:
            headers = {} if ending(name) in PICTURES else {"Content-Disposition": "attachment"}
            return _bytes(data, media_type(name), headers=headers)
        if (data := self._preview.asset(name)) is not None:
            return _bytes(data, _asset_type(name))
        raise _Missing()

    def _rule(self, urls: MapAdapter, code: str) -> Response:
        """The page of a rule. Raises _Missing for an unknown code."""
        if (page := frames.rule(code, self._addresses(urls))) is None:
            raise _Missing()
        return _html(page)

    def _preview_file(self, name: str) -> Response:
        """The style sheet or the script of the preview."""
        if name not in frames.FILES:
            raise _Missing()
        return _bytes(frames.file(name), frames.FILES[name])

    def _events(self, request: Request, path: str) -> Response:
        """The event that tells the browser that a release has changed, as soon as it has."""
        self._refuse_other_files(path)
        return self._news(request, functools.partial(self._preview.version, path), _POLL)

    # --- helpers ----------------------------------------------------------------------------------------------

    def _news(self, request: Request, version: Callable[[], str], pause: float) -> Response:
        """One event as soon as the version is not the one that the browser has."""
        from werkzeug.wrappers import Response

        browser_version = request.args.get("version", "")

        def lines() -> Iterator[str]:
            quiet = 0.0
            yield "retry: 1000\n\n"
            while version() == browser_version:
                if self._stopped.wait(pause):
                    return
                quiet += pause
                if quiet >= _ALIVE:  # writing shows whether the browser has left
                    quiet = 0.0
                    yield ": nothing new\n\n"
            yield "data: changed\n\n"

        return Response(lines(), mimetype="text/event-stream")

    def _refuse_other_files(self, path: str) -> None:
        """Raise _Missing for a path that is not a release."""
        if not self._preview.is_release(path):
            raise _Missing()

    def _addresses(self, urls: MapAdapter, path: str = "") -> Addresses:
        """The addresses that the page of a release, or of the list, needs."""
        return Addresses(
            home=urls.build("listing"),
            frame=urls.build("frame", {"path": path}) if path else "",
            output="",
            events=urls.build("events", {"path": path}) if path else urls.build("list_events"),
            files=urls.build("preview_file", {"name": "preview.css"}).removesuffix("preview.css"),
            rules=urls.build("rule", {"code": "-"}).removesuffix("-"),
        )


def _asset_type(name: str) -> str:
    """The media type of a file that all pages load."""
    import mimetypes

    return media_type(name) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _choice(choices: Any, value: str | None, default: Any) -> Any:
    """A choice by its name; the default for any other."""
    return choices(value) if value in list(choices) else default


def _html(page: str, status: int = 200, headers: Mapping[str, str] = _NONE) -> Response:
    return _bytes(page.encode(errors="replace"), "text/html; charset=utf-8", status, headers)


def _text(text: str, status: int, headers: Mapping[str, str] = _NONE) -> Response:
    return _bytes(text.encode(), "text/plain; charset=utf-8", status, headers)


def _bytes(data: bytes, content_type: str, status: int = 200, headers: Mapping[str, str] = _NONE) -> Response:
    from werkzeug.wrappers import Response

    return Response(data, status, headers=dict(headers), content_type=content_type)
