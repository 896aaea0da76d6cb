"""Triggers: which rules a release wakes."""

from __future__ import annotations

import re

import pytest

from newsroom_cli.language.word_index import WordIndex
from newsroom_cli.rules.registry import rules
from newsroom_cli.rules.triggers import Trigger, Triggers, characters, shapes, substrings, words

BODY = "The fee is 5 percent, says the mayor’s office (see [the list](https://a.example/))."


@pytest.mark.parametrize(
    ("trigger", "wakes"),
    [
        (words("percent"), True),
        (words("per", "cent"), False),
        (words("mayor"), True),  # single marks part words
        (words("mayor's"), True),
        (characters("€’"), True),
        (characters("€"), False),
        (shapes(" 0 "), True),
        (shapes(" 00 "), False),
        (substrings("](http"), True),
        (substrings("](mailto"), False),
        (words("percent") & characters("("), True),
        (words("percent") & characters("€"), False),
        (words("euro") | characters("("), True),
        (words("euro") | characters("€") & words("fee"), False),
        ((words("euro") | words("fee")) & shapes(" 0 "), True),
    ],
)
def test_a_trigger_wakes_its_rule(trigger: Trigger, wakes: bool) -> None:
    triggers = Triggers({"XX001": trigger, "XX002": None})
    assert set(triggers.rules_to_run(WordIndex(BODY, BODY))) == {"XX002", *(["XX001"] if wakes else [])}


def test_every_trigger_can_occur() -> None:
    """The index has words of small ASCII letters, and no other letters, digits or spaces among its characters."""
    clauses = {(code, clause) for code, rule in rules().items() if rule.trigger for clause in rule.trigger.clauses}
    assert [code for code, clause in clauses if not all(re.fullmatch("[a-z']+", word) for word in clause.words)] == []
    assert [code for code, clause in clauses if re.search("[A-Za-z0-9 \n]", "".join(clause.characters))] == []


def test_escapes_in_the_front_matter_wake_all() -> None:
    text = f'+++\nheadline = "\\u20ac"\n+++\n{BODY}'
    assert set(Triggers({"XX001": characters("€")}).rules_to_run(WordIndex(text, BODY))) == {"XX001"}
