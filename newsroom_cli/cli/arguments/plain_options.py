"""The options of `newsroom check` and `newsroom build` as tables, and a parser for them, faster than loading Typer.

People and schedulers run these commands most often. The parser reads correct arguments; mistakes, --help and all other
commands are left to Typer, which uses the same tables for these two commands.
"""

# No postponed annotations here: the annotations are the tables, and typing compiles strings, which takes 0.7 ms.
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from newsroom_cli.linter.report import FORMATS


class Option(NamedTuple):
    """The declaration of an option. Its long name comes from its field or parameter, unless `names` has others.

    The first of `names` is documented, the others are accepted as well.
    """

    help: str
    short: str = ""
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def long(self, name: str) -> str:
        """The long name of the option of a field: `--fail-on` of fail_on."""
        return self.names[0] if self.names else f"--{name.replace('_', '-')}"


DIRECTORY = Option("Use the newsroom in DIR, not the one around the current folder.", "-C", "DIR")
AS_OF = Option("Rehearse: pretend it is TIME, such as 2026-03-01T09:00 or 2026-03-01.", metavar="TIME")


class Check(NamedTuple):
    """Check releases like a good copy desk.

    Finds what is missing, what is wrong, and what contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: the check could not run. 3: a bug in newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """

    paths: Annotated[
        Sequence[Path],
        Option("Releases or folders; else all of the newsroom. - reads one from stdin.", metavar="[PATH]..."),
    ] = ()
    form: Annotated[
        str, Option("The output format.", "-f", choices=tuple(FORMATS), names=("--format", "--output-format"))
    ] = "full"
    fail_on: Annotated[
        str, Option("Exit with 1 from this severity on.", choices=("error", "warning", "info", "never"))
    ] = "warning"
    exit_zero: Annotated[bool, Option("Exit with 0 whatever is found.")] = False
    select: Annotated[str, Option("Run only these codes or families: DT,QT005.", metavar="CODES")] = ""
    extend_select: Annotated[str, Option("Run these codes or families too.", metavar="CODES")] = ""
    ignore: Annotated[str, Option("Do not run these codes or families.", metavar="CODES")] = ""
    preview: Annotated[bool, Option("Also run the rules that are being tried out.")] = False
    fix: Annotated[bool, Option("Make the fixes that cannot change a meaning.")] = False
    unsafe_fixes: Annotated[bool, Option("Also make fixes that may change a meaning: read them.")] = False
    diff: Annotated[bool, Option("Show what --fix would change; write nothing.")] = False
    add_ignores: Annotated[
        str, Option("Write a comment that suppresses each finding, with this reason.", metavar="REASON")
    ] = ""
    baseline: Annotated[Path | None, Option("Do not report the findings in this baseline.", metavar="FILE")] = None
    write_baseline: Annotated[bool, Option("Write a baseline of today's findings, which hides them.")] = False
    prune_baseline: Annotated[bool, Option("Remove fixed findings from the baseline; add nothing.")] = False
    since: Annotated[str, Option("Report only what changes since a git revision touch.", metavar="REF")] = ""
    staged: Annotated[bool, Option("Report what the next commit touches, and the files named; for hooks.")] = False
    release: Annotated[bool, Option("Report all that would hold back a release approved now.")] = False
    statistics: Annotated[bool, Option("Count the findings of each rule.")] = False
    watch: Annotated[bool, Option("Check again whenever a file is saved.")] = False
    stdin_filename: Annotated[Path | None, Option("The file name of the release on stdin.", metavar="FILE")] = None
    no_cache: Annotated[bool, Option("Check everything again, without the cache.")] = False
    as_of: Annotated[str | None, AS_OF] = None
    directory: Annotated[Path | None, DIRECTORY] = None

    @property
    def asks_about_files_only(self) -> bool:
        """Whether the request is only for the findings of the default rules in files."""
        usual = Check(self.paths, self.form, self.fail_on, self.exit_zero, directory=self.directory)
        return self._replace(as_of=self.as_of or None) == usual

    @property
    def concerns_baseline(self) -> bool:
        """Whether the request is to write or to prune the baseline."""
        return self.write_baseline or self.prune_baseline

    def run(self) -> int:
        """Do what is requested, and return the exit code."""
        from newsroom_cli.cli import check

        return check.run(self)


class Build(NamedTuple):
    """Write everything that is public.

    That is a page for each release, an index, feeds, and e-mail as HTML and text. A release is public when it is
    approved, its date has come and its embargo has passed. A release with errors stops the build: then releases that
    are no longer public leave the folder, and everything else stays as it was.

    With --as-of the build is a rehearsal: marked as such on every page, feed and mail, and written to its own folder,
    public-rehearsal.

    Exit code 4: another build is writing. For a scheduler: newsroom build --quiet --wait

    Example: newsroom build -o public
    """

    folder: Annotated[
        Path | None, Option("The folder to write; else newsroom.toml's.", "-o", "DIR", names=("--output",))
    ] = None
    as_of: Annotated[str | None, AS_OF] = None
    remove_many: Annotated[bool, Option("Allow more than a tenth of the releases to leave the site.")] = False
    remove: Annotated[
        list[str] | None, Option("Take a page whose release file is gone off the site; repeatable.", metavar="ID")
    ] = None
    quiet: Annotated[bool, Option("Print nothing when nothing has changed.", "-q")] = False
    form: Annotated[
        str,
        Option(
            "How the result is printed; json names what is held back.",
            "-f",
            choices=("text", "json"),
            names=("--format",),
        ),
    ] = "text"
    wait: Annotated[bool, Option("Wait while another build is writing.")] = False
    trust_clock: Annotated[bool, Option("Build even if the last build was later than now.")] = False
    verify: Annotated[bool, Option("Rebuild everything, and search all of it for what is not public.")] = False
    directory: Annotated[Path | None, DIRECTORY] = None

    def run(self) -> int:
        """Do what is requested, and return the exit code."""
        from newsroom_cli.cli import build

        return build.run(self)


TABLES: Mapping[str, type[Check] | type[Build]] = {"check": Check, "build": Build}


# --- the parser -----------------------------------------------------------------------------------------------


_Request = TypeVar("_Request", bound=tuple[Any, ...])
_Field = tuple[str, Any, Option]  # name in the table, type, declaration


def command(arguments: Sequence[str]) -> Callable[[], int] | None:
    """A call of the command in the arguments of `newsroom`, or None if Typer must read them."""
    for name, table in TABLES.items():
        if name in arguments and (request := parse(arguments, name, table)) is not None:
            return request.run
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
