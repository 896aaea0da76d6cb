"""The options of `newsroom check` in one table, and a parser that is faster than loading Typer.

The parser reads correct options of `check`. It leaves mistakes, --help and all other commands to Typer.
"""

# Annotations are values here: they are the table.
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args

from newsroom_cli.cli.option import AS_OF, DIRECTORY, Option
from newsroom_cli.linter.report import FORMATS


class Request(NamedTuple):
    """The paths and options of one check, with their defaults."""

    paths: Annotated[
        Sequence[Path],
        Option("Releases or folders; else all of the newsroom. - reads one from stdin.", metavar="[PATH]..."),
    ] = ()
    form: Annotated[
        str, Option("How findings are printed.", "-f", choices=tuple(FORMATS), names=("--format", "--output-format"))
    ] = "full"
    fail_on: Annotated[
        str, Option("Exit with 1 from this severity on.", choices=("error", "warning", "info", "never"))
    ] = "warning"
    exit_zero: Annotated[bool, Option("Exit with 0 whatever is found.")] = False
    select: Annotated[str, Option("Run only these codes or families: DT,QT005.", metavar="CODES")] = ""
    extend_select: Annotated[str, Option("Run these codes or families too.", metavar="CODES")] = ""
    ignore: Annotated[str, Option("Do not run these codes or families.", metavar="CODES")] = ""
    preview: Annotated[bool, Option("Run the rules that are being tried out, too.")] = False
    fix: Annotated[bool, Option("Fix what can be fixed without changing a meaning.")] = False
    unsafe_fixes: Annotated[bool, Option("Fix the rest, too: read it before you commit it.")] = False
    diff: Annotated[bool, Option("Show what --fix would change; write nothing.")] = False
    add_ignores: Annotated[
        str, Option("Write a comment that suppresses each finding, with this reason.", metavar="REASON")
    ] = ""
    baseline: Annotated[Path | None, Option("Do not report the findings in this baseline.", metavar="FILE")] = None
    write_baseline: Annotated[bool, Option("Make today's findings the baseline: they are not reported again.")] = False
    prune_baseline: Annotated[bool, Option("Take what is fixed out of the baseline; add nothing.")] = False
    since: Annotated[str, Option("Check only what a change since a git revision touches.", metavar="REF")] = ""
    staged: Annotated[bool, Option("Check what the next commit touches, and the files named: for hooks.")] = False
    release: Annotated[bool, Option("Be as strict as for a release that goes out now.")] = False
    statistics: Annotated[bool, Option("Count the findings of each rule.")] = False
    watch: Annotated[bool, Option("Check again whenever a file is saved.")] = False
    stdin_filename: Annotated[Path | None, Option("What the release on stdin is called.", metavar="FILE")] = None
    no_cache: Annotated[bool, Option("Check everything again, without the cache.")] = False
    as_of: Annotated[str | None, AS_OF] = None
    directory: Annotated[Path | None, DIRECTORY] = None

    @property
    def asks_about_files_only(self) -> bool:
        """Whether the request is only for the findings of the default rules in files."""
        rules = (
            self.select
            or self.extend_select
            or self.ignore
            or self.preview
            or self.release
            or self.since
            or self.staged
        )
        writing = self.fix or self.unsafe_fixes or self.diff or self.add_ignores or self.concerns_baseline
        more = self.as_of or self.baseline or self.statistics or self.watch or self.stdin_filename or self.no_cache
        return not (rules or writing or more)

    @property
    def concerns_baseline(self) -> bool:
        """Whether the request is to write or to prune the baseline."""
        return self.write_baseline or self.prune_baseline


_Field = tuple[str, Any, Option]  # name in Request, type, declaration


def _fields_by_option() -> dict[str, _Field]:
    """The fields of Request by the names of their options: `--format`, `--output-format` and `-f`."""
    fields: dict[str, _Field] = {}
    for name, hint in Request.__annotations__.items():
        type, option = get_args(hint)
        if name != "paths":
            for typed in (option.long(name), *option.names, option.short):
                fields[typed] = name, type, option
    del fields[""]
    return fields


def parse(arguments: Sequence[str]) -> Request | None:
    """The request in the arguments of `newsroom`, or None if Typer must read them. -C may stand before `check`."""
    words, fields = deque(arguments), _fields_by_option()
    try:
        before = _options(words, {"-C": fields["-C"], "--directory": fields["--directory"]})
        if words.popleft() != "check":
            return None
        paths, values = [], _options(words, fields)
        while words:
            paths.append(Path(words.popleft()))
            values |= _options(words, fields)
    except (LookupError, ValueError):
        return None
    return Request(paths, **{**before, **values})


def _options(words: deque[str], fields: Mapping[str, _Field]) -> dict[str, Any]:
    """Remove the options at the front of the words, and return their values by field of Request.

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
        values[name] = Path(value) if type == Path | None else value
    return values
