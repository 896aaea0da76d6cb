"""Every pattern of the package ends soon on long texts made of what it looks for: none tries one word in two ways."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from drawing import Sampler
from sampling import sample

import newsroom_cli
from newsroom_cli.language.attribution_lexicon import LANGUAGES
from newsroom_cli.language.forms import form_names, forms
from newsroom_cli.model.patterns import _LazyPattern

SECONDS = 10  # a pattern that ends takes some thousandths; one that does not would take years
LENGTH = 1500  # characters
SAMPLES = 6


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


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name; one that several modules import is there once."""
    return {name: made for made, name in {made: name for name, made in found()}.items()}


METHODS: dict[str, Callable[[re.Pattern[str], str], object]] = {
    "match": re.Pattern.match,
    "fullmatch": re.Pattern.fullmatch,
    "search": re.Pattern.search,
}


@functools.cache
def calls() -> dict[str, set[str]]:
    """The methods that the package calls, by the name of what it calls them of."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(newsroom_cli.__file__).parent.rglob("*.py"))
    made: dict[str, set[str]] = {}
    for call in re.finditer(r"\.(match|fullmatch|search|findall|finditer|subn?|split)\(", sources):
        if called := re.search(r"(\w+)(?:\(\))?\Z", sources[max(call.start() - 60, 0) : call.start()]):
            made.setdefault(called[1], set()).add(call[1] if call[1] in METHODS else "search")
    return made


def methods(name: str) -> set[str]:
    """The methods that the package calls of a pattern; all when it calls none by the pattern's name."""
    return calls().get(name.rpartition(".")[2], set(METHODS))


@contextmanager
def ended(name: str) -> Iterator[None]:
    """Fails if a pattern is still at work after some seconds."""

    def stop(*_: object) -> None:
        pytest.fail(f"no end: {name}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 300


def test_what_is_drawn_is_what_a_pattern_looks_for() -> None:
    found = [
        pattern.search(Sampler(pattern, random.Random(name)).draw()) is not None for name, pattern in patterns().items()
    ]
    assert sum(found) > 0.8 * len(found)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarm on this system")
def test_each_ends() -> None:
    for name in sample(patterns(), 50):
        with ended(name):
            for text in texts(name, patterns()[name]):
                for method in methods(name):
                    METHODS[method](patterns()[name], text)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarm on this system")
def test_each_form_ends() -> None:
    names = [(name, language) for language in ("", *LANGUAGES) for name in form_names(language) - {"kinds", "pairs"}]
    every = {form.pattern for section in names for form in forms(*section)}
    for source in sample(sorted(every), 100):
        with ended(source):
            for text in texts(source, re.compile(source)):
                for _ in re.finditer(source, text):
                    pass


def texts(name: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Long texts of what a pattern looks for, or of half of it, that end otherwise."""
    sampler = Sampler(pattern, random.Random(name))
    for _ in range(SAMPLES):
        drawn = sampler.draw()[:300] or "a"
        half = len(drawn) // 2 + 1
        for part in {drawn, drawn[:half], drawn[half:] or "a"}:
            yield part * (LENGTH // len(part) + 2) + "\x01"
