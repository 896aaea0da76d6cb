"""An interactive shell in a pseudo-terminal: start it, type keys, and read what it shows."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 30


class Shell:
    """An interactive shell in a folder."""

    def __init__(self, command: Sequence[str], *, folder: Path, environment: dict[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(inside)
        self.seen = ""

    def type(self, keys: str) -> None:
        """Type keys, and forget the text that was shown before."""
        self.seen = ""
        os.write(self._terminal, keys.encode())

    def wait_for(self, words: str) -> str:
        """Everything shown since the last keys, as soon as it has these words. Fails if they never come."""
        end = time.monotonic() + _SECONDS
        while words not in self.seen and time.monotonic() < end:
            if select.select([self._terminal], [], [], 1)[0]:
                self.seen += os.read(self._terminal, 65536).decode(errors="replace")
                if self.seen.endswith("\x1b[c"):  # fish asks what terminal this is
                    os.write(self._terminal, b"\x1b[?62c")
        assert words in self.seen, self.seen
        return self.seen

    def close(self) -> None:
        """End the shell."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)
