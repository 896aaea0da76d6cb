"""Find the offices, people, topics and kinds of a newsroom by words of their names that people type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.archive import terms


def matching(typed: str, entries: Iterable[tuple[str, Sequence[str]]], *, whole_words: bool = False) -> list[str]:
    """The values of the entries (value, names) in which the value or one name has all typed words.

    Case and accents do not matter. If a name has exactly these words, only such entries are returned. Otherwise the
    typed words may be beginnings of words if no entry has them as whole words, unless `whole_words`.
    """
    wanted = terms.folded(typed)
    if not wanted:
        return []
    names = [(value, terms.folded(name)) for value, spellings in entries for name in (value, *spellings)]
    if exact := dict.fromkeys(value for value, words in names if words == wanted):
        return list(exact)
    for is_match in (str.__eq__,) if whole_words else (str.__eq__, str.startswith):
        found = dict.fromkeys(
            value for value, words in names if all(any(is_match(word, part) for word in words) for part in wanted)
        )
        if found:
            return list(found)
    return []


def name_and_role(typed: str) -> tuple[str, str]:
    """The name and role in a text such as "Ana Okafor, Mayor", "Ana Okafor (Mayor)" or "Mayor Ana Okafor".

    The role may be empty. An academic title is not a role: it stays with the name.
    """
    from newsroom_cli.language.attribution_lexicon import lexicon_for
    from newsroom_cli.language.people.names import PERSON, mentions

    name, _, role = (part.strip(" ,") for part in _IN_PARENTHESES.sub(r", \1", typed).partition(","))
    for mention in mentions(name, lexicon_for("en")):
        if mention.kind == PERSON and " " in mention.name and name == f"{mention.role} {mention.name}":
            is_title = mention.role.rstrip(".").casefold() == "prof"
            return (name, role) if is_title else (mention.name, role or mention.role)
    return name, role


_IN_PARENTHESES = pattern(r"\s*\(([^()]+)\)\s*$")
