"""The preparation of each process of the tests: no network beyond this machine, and caches of slow results."""

from __future__ import annotations

import functools
import socket
from typing import Any

import jinja2
import typer.completion
import typer.main


@functools.cache
def prepare() -> None:
    """Prepare this process, once."""
    socket.socket.connect = _guarded(socket.socket.connect)
    jinja2.Environment.compile = _remembering(jinja2.Environment.compile)
    # Typer reads the parameters of a command before each run; a process of a person has one run.
    typer.main.get_params_from_function = functools.cache(typer.main.get_params_from_function)
    typer.main.get_completion_inspect_parameters = functools.cache(typer.main.get_completion_inspect_parameters)


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wanted to connect to {address}")
        connect(self, address)

    return guarded


def _remembering(compile_template: Any) -> Any:
    """Cache compiled templates across environments: each newsroom has its own, but they compile templates alike."""
    compiled: dict[tuple[Any, ...], Any] = {}

    def remembered(self: jinja2.Environment, *source_and_names: Any) -> Any:
        if source_and_names not in compiled:
            compiled[source_and_names] = compile_template(self, *source_and_names)
        return compiled[source_and_names]

    return remembered
