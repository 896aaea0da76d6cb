"""A parser of the commands that people or schedulers run most often, faster than loading Typer.

It reads correct options by the table of a command. It leaves mistakes, --help and all other commands to Typer.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

from newsroom_cli.cli.option import Option

_Request = TypeVar("_Request", bound=tuple[Any, ...])
_Field = tuple[str, Any, Option]  # name in the table, type, declaration


def command(arguments: Sequence[str]) -> Callable[[], int] | None:
    """A call of the command in the arguments of `newsroom`, or None if Typer must read them."""
    if "check" in arguments:
        from newsroom_cli.cli import check_options, checking

        if (check := parse(arguments, "check", check_options.Request)) is not None:
            return lambda: checking.run(check)
    if "build" in arguments:
        from newsroom_cli.cli import build_options, building

        if (build := parse(arguments, "build", build_options.Request)) is not None:
            return lambda: building.run(build)
    return None


def _fields_by_option(table: type) -> dict[str, _Field]:
    """The fields of a table by the names of their options: `--format`, `--output-format` and `-f`."""
    fields: dict[str, _Field] = {}
    for name, hint in table.__annotations__.items():
        type, option = get_args(hint)
        if name != "paths":
            for typed in (option.long(name), *option.names, option.short):
                fields[typed] = name, type, option
    del fields[""]
    return fields


def parse(arguments: Sequence[str], command: str, table: type[_Request]) -> _Request | None:
    """The request for a command in the arguments of `newsroom`, or None if Typer must read them.

    `table` is the named tuple of its options, and of its `paths` if it takes any. -C may stand before the command.
    """
    words, fields = deque(arguments), _fields_by_option(table)
    try:
        before = _options(words, {"-C": fields["-C"], "--directory": fields["--directory"]})
        if words.popleft() != command:
            return None
        paths, values = [], _options(words, fields)
        while words:
            paths.append(Path(words.popleft()))
            values |= _options(words, fields)
        return table(**{**before, **values}, **({"paths": paths} if paths or "paths" in table.__annotations__ else {}))
    except (LookupError, ValueError, TypeError):
        return None


def _options(words: deque[str], fields: Mapping[str, _Field]) -> dict[str, Any]:
    """Remove the options at the front of the words, and return their values by field.

    Raises LookupError for an unknown option or a missing value, ValueError for a wrong value.
    """
    values: dict[str, Any] = {}
    while words and words[0].startswith("-") and words[0] != "-":
        word = words.popleft()
        typed, attached, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        name, type, option = fields[typed]
        if type is bool:
            if attached:
                raise ValueError(word)
            values[name] = True
            continue
        value = value if attached else words.popleft()
        if option.choices and value not in option.choices:
            raise ValueError(word)
        if type == list[str] | None:
            values.setdefault(name, []).append(value)
            continue
        values[name] = Path(value) if type == Path | None else value
    return values
