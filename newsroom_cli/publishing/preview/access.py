"""Who may see the preview: the browser that its address was opened in, and nobody else on the machine."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping


class Access:
    """The secrets of one preview, and what a request must have to be answered.

    - `start` is the path of the release that the address leads to, empty for the list of all.
    - `token` is in the address that is printed; whoever has it gets the cookie.
    - `take_ticket` makes a token that counts once, for the command that opens a browser: other users of a machine see
      the arguments of commands.
    - All addresses lie below `place`, a random name. The cookie is sent there alone, because browsers send cookies of
      127.0.0.1 to whatever program listens at another port of it.
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
        """An address that can be opened once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"http://{self.host}/?token={ticket}"

    def opens(self, token: str) -> bool:
        """Whether a token is right; a ticket is used up."""
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
