"""Who may see the preview: the browser in which its address was opened, and nobody else on the machine."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping


class Access:
    """The secrets of one preview, and the checks that a request must pass to be answered.

    - `start` is the path of the release that the address leads to, empty for the list of all.
    - `token` is in the printed address; whoever has it gets the cookie.
    - `take_ticket` makes a token for one use, for the command that opens a browser: other users of the machine can see
      the arguments of commands.
    - All addresses are below `place`, a random path, and the cookie is limited to it: browsers send cookies of
      127.0.0.1 to programs on all its ports.
    """

    COOKIE = "newsroom-preview"

    def __init__(self, port: int, start: str = "") -> None:
        self.start = start
        self.host = f"127.0.0.1:{port}"
        self.token = secrets.token_urlsafe(24)
        self.place = f"/{secrets.token_hex(6)}"
        self._cookie = secrets.token_urlsafe(24)
        self._tickets: set[str] = set()

    @property
    def address(self) -> str:
        """The address that is printed."""
        return f"http://{self.host}/?token={self.token}"

    def take_ticket(self) -> str:
        """An address that can be opened once, with a new ticket."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"http://{self.host}/?token={ticket}"

    def opens(self, token: str) -> bool:
        """Whether a token is valid; a ticket is used up by this."""
        if hmac.compare_digest(token.encode(), self.token.encode()):
            return True
        if token in self._tickets:
            self._tickets.remove(token)
            return True
        return False

    def cookie_header(self) -> str:
        """The header that gives a browser the cookie."""
        return f"{self.COOKIE}={self._cookie}; Path={self.place}/; HttpOnly; SameSite=Strict"

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser has the cookie."""
        return hmac.compare_digest(cookies.get(self.COOKIE, "").encode(), self._cookie.encode())

    def refusal(self, method: str, host: str) -> int:
        """The HTTP status with which a request is refused, whatever it asks for; 0 if it may be answered.

        A wrong host name is a sign of DNS rebinding: an attacker's host name that resolves to this machine.
        """
        if not hmac.compare_digest(host.encode(), self.host.encode()):
            return 403
        return 0 if method in ("GET", "HEAD") else 405
