"""OF: the issuing office."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.config import Config
from newsroom_cli.model import Release
from newsroom_cli.rules.registry import ERROR, Hit, rule
from newsroom_cli.values import nearest


@rule("OF001", "unknown-office", severity=ERROR)
def unknown_office(release: Release, config: Config) -> Iterator[Hit]:
    if release.office and release.office.value not in config.offices:
        name = release.office.value
        yield Hit(release.office.span, f'there is no office "{name}" in newsroom.toml', _help(name, config))


def _help(name: str, config: Config) -> str:
    from newsroom_cli.release import slugify

    if name == "TK" and config.offices:  # what import writes where a source names no office of the house
        return f"put the one it is from here: {', '.join(config.offices)}; or add it to newsroom.toml first"
    key = slugify(name) or "press-office"
    add = f'add [offices.{key}] with name = "..." to newsroom.toml'
    if not config.offices:
        return add
    by_word = {word: each for each, office in config.offices.items() for word in (office.name.lower(), each) if word}
    near = nearest(name, by_word) or nearest(key, by_word)
    return f'did you mean "{by_word[near]}"?' if near else f"known: {', '.join(config.offices)}; or {add}"
