"""Real servers on this machine, for tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

# A configuration of nginx for a test: everything in one folder, and `server` as it is in the tested text.
NGINX = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""


def path_of(program: str) -> str | None:
    """The path of a server's program, None if it is missing; only root has all of them on the PATH."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """A folder, until the end of the block, that servers may read when they are not root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, log: Path, *, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """Run a server until the end of the block; it answers at the port when the block begins."""
    with log.open("ab") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **(environment or {})})
    try:
        for _ in range(400):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 10):
                break
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(10)
