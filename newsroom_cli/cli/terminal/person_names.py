"""Tests of typed names and roles: a person is asked once more if an answer looks like no name or role."""

from __future__ import annotations

from collections.abc import Callable

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.people.names import PERSON, mentions
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import WrongValue

_MOST_WORDS = 8
_MARK = pattern(r"\A[\"“”„«»]|[\"“„«][^\"“”„«»]*\s[^\"“”„«»]*\s")  # “Bill” in a name is one word
_END_OF_SENTENCE = pattern(r"[!?;:](?:\s|\Z)|[^\W\d_A-Z]{5}[.](?:\s|\Z)")  # longer words before "." are no titles
_refused: set[str] = set()  # answers that are accepted if they are typed again


def refuse_no_name(typed: str) -> None:
    """Raise WrongValue for an answer that looks like no name of a person; the same answer again is accepted."""
    if "@" in typed or (any(map(str.isdigit, typed)) and not any(map(str.isalpha, typed))):
        raise WrongValue("please type a name; addresses and numbers are asked for apart")
    _ask_again(typed, _why_no_name(typed), "name")


def refuse_no_role(typed: str) -> None:
    """Raise WrongValue for a role that looks like a person; the same answer again is accepted."""
    name, comma, _ = typed.partition(",")
    people = [mention.name for mention in mentions(name, lexicon_for("en")) if mention.kind == PERSON]
    is_person = comma and " " in name and people == [name]  # as in Marcus Tran, Director of Parks
    _ask_again(typed, "names another person" if is_person else "", "role")


def unless_known(is_known: Callable[[str], bool]) -> Callable[[str], None]:
    """A test of names that accepts each known name, and otherwise does what `refuse_no_name` does."""

    def refuse(typed: str) -> None:
        if not is_known(typed):
            refuse_no_name(typed)

    return refuse


def _ask_again(typed: str, why: str, what: str) -> None:
    """Raise WrongValue, with the reason, the first time that an answer is doubtful."""
    if why and typed not in _refused:
        _refused.add(typed)
        raise WrongValue(f'"{typed}" {why}; please type the {what}, or the same again if it is right')


def _why_no_name(typed: str) -> str:
    """The reason why an answer looks like no name; empty if it may be one. The words after a comma may be a role."""
    words = typed.partition(",")[0].split()
    small = [word for word in words if word.islower() and word.title() != word]  # in a script that has capitals
    if _MARK.search(typed) or _END_OF_SENTENCE.search(typed) or len(words) > _MOST_WORDS:
        return "looks like a sentence"
    if len(small) == len(words):
        return "has no capital letter"
    return "looks like a sentence" if len(small) > max(2, len(words) / 2) else ""
