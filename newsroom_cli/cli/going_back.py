"""A row of questions in which a person can go back: `<` asks the question before again, with its answer as default."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from newsroom_cli.cli import output

SIGN = "<"
_Result = TypeVar("_Result")

# The answers that are given again without a question, by question, after a person has gone back.
again: dict[str, str] = {}


class GoBack(Exception):
    """A person wants to answer the question before again."""


class _Row:
    """What is known of the row of questions that is being asked."""

    is_open = False  # whether there is one
    repeats = False  # whether the last question was answered without being asked
    must_explain = False  # whether nobody has said yet how to go back


def with_way_back(work: Callable[[], _Result]) -> _Result:
    """The result of `work`, which asks questions, and writes nothing before the last one is answered.

    When a person goes back, `work` starts anew: it is given the answers before that question again, and what it says
    meanwhile is not printed. All later answers are offered as defaults.
    """
    from newsroom_cli.cli import ask

    if not output.is_interactive():
        return work()
    ask.forget_all()
    _Row.is_open = _Row.must_explain = True
    try:
        while True:
            try:
                return work()
            except GoBack:
                output.hold()
                _Row.repeats = True
                again.update(ask.forget_last())
    finally:
        _Row.is_open = _Row.repeats = False
        again.clear()
        output.show_held()


def begin_question() -> None:
    """Say before the first question of a row, once, how to go back."""
    if _Row.is_open and _Row.must_explain:
        _Row.must_explain = False
        output.say(output.paint("dim", f"  {SIGN} goes back to the question before, Ctrl-C stops"))


def given_again(question: str) -> str | None:
    """The answer to a question that is given again; None if a person must be asked, who then sees what was said."""
    answer = again.pop(question, None)
    if answer is None:
        _Row.repeats = False
        again.clear()  # what comes after a question that is asked is asked, too
        output.show_held()
    else:
        output.hold()
    return answer


def is_agreed() -> bool:
    """Whether a person has agreed already to the answer before, because it is given again."""
    return _Row.repeats


def go_back_if_wanted(answer: str, *, is_first: bool) -> bool:
    """Whether an answer is only the wish to go back, where this is impossible; raises GoBack where it is possible."""
    if answer != SIGN:
        return False
    if _Row.is_open and not is_first:
        raise GoBack
    output.say("there is no question to go back to; Ctrl-C stops")
    return True
