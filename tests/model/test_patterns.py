"""Every pattern of the package ends soon on long texts made of what it looks for: none tries one word in two ways."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import newsroom_cli
from newsroom_cli.model.patterns import _LazyPattern

SECONDS = 20  # a pattern that ends takes some thousandths; one that does not would take years
LENGTH = 1500  # characters


def found() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(newsroom_cli.__path__, "newsroom_cli."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            made: Any = re.compile(value.pattern, value._flags) if isinstance(value, _LazyPattern) else value
            if hasattr(value, "cache_info") and "Pattern" in inspect.get_annotations(value).get("return", ""):
                made = None if inspect.signature(value).parameters else value()
            if isinstance(made, re.Pattern) and isinstance(made.pattern, str):
                yield f"{module.name}.{name}", made


# One that several modules import is tried once.
PATTERNS = {name: made for made, name in {made: name for name, made in found()}.items()}


class Endless(Exception):
    """A pattern was still at work."""


@contextmanager
def ended() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def without_looks(made: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern without what it wants to stand around it: of some, no sample can be made otherwise."""
    text = made.pattern
    pieces = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(|\)|[^\\\[()]+", re.DOTALL)
    while (look := re.search(r"(?<!\\)\(\?<?[=!]", text)) is not None:
        depth, at = 1, look.end()
        while depth:
            piece = pieces.match(text, at)
            assert piece is not None
            depth += (piece[0] == "(") - (piece[0] == ")")
            at = piece.end()
        text = text[: look.start()] + text[at:]
    return re.compile(text, made.flags & ~re.UNICODE)


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 300


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarm on this system")
@pytest.mark.parametrize("name", PATTERNS)
@settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_it_ends(name: str, data: st.DataObject) -> None:
    made = PATTERNS[name]
    sample = data.draw(st.one_of(st.from_regex(made), st.from_regex(without_looks(made))))[:300] or "a"
    half = len(sample) // 2 + 1
    for part in (sample, sample[:half], sample[half:] or "a"):
        text = part * (LENGTH // len(part) + 2) + "\x01"
        with ended():
            made.match(text)
            made.fullmatch(text)
            made.search(text)
