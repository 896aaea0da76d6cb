"""Languages by the names that people call them: Spanish, español, es."""

from __future__ import annotations

import functools

from newsroom_cli.model import language_tags

_OWN = "ar de en es fr ht hy it ja ko nl pl pt ru so uk vi zh".split()  # also known by their own names


def tag_of(name: str) -> str:
    """The tag of a language given by its English name, its own name or its tag; empty if unknown."""
    typed = " ".join(name.split())
    if language_tags.is_tag(typed) and language_tags.canonical(typed).split("-")[0] in _names_by_tag():
        return language_tags.canonical(typed)
    return _tags_by_name().get(typed.casefold(), "")


def name_of(tag: str) -> str:
    """The English name of a language, or its tag if it has none."""
    return _names_by_tag().get(tag.split("-")[0], tag)


@functools.cache
def _names_by_tag() -> dict[str, str]:
    """The English names of languages by their tags, such as es or pt-BR."""
    from babel import Locale

    return {tag.replace("_", "-"): name for tag, name in Locale("en").languages.items()}


@functools.cache
def _tags_by_name() -> dict[str, str]:
    """The tags of languages by their names in small letters."""
    from babel import Locale

    own = {Locale(tag).languages.get(tag, ""): tag for tag in _OWN}
    english = {name: tag for tag, name in _names_by_tag().items()}
    return {name.casefold(): tag for name, tag in {**own, **english}.items() if name}
