"""The terminal: results on stdout, messages on stderr, colour only on a terminal. The only module that imports Rich."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from newsroom_cli.cli.terminal import palette
from newsroom_cli.markup.escaping import for_json, for_people, without_ci_commands

if TYPE_CHECKING:
    from rich.console import Console

    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.linter.report.text import Look
    from newsroom_cli.model.errors import NewsroomError

# Encloses a style or a link in a line. No text can contain it: it is drawn at random when the process starts.
_STYLED = os.urandom(9).hex()


def paint(style: str, text: str) -> str:
    """Text in a style, for `say` or `result`, which drop the style if colour is unwanted."""
    return f"{_STYLED}\x1b[{palette.ansi(style)}m{_STYLED}{text}{_STYLED}\x1b[0m{_STYLED}"


def link(code: str, text: str) -> str:
    """Text that opens the rule's page in terminals with links (OSC 8); plain text elsewhere."""
    from newsroom_cli.rules import catalogue

    if not sys.stdout.isatty():
        return text
    return f"{_STYLED}\x1b]8;;{catalogue.path(code).as_uri()}\x1b\\{_STYLED}{text}{_STYLED}\x1b]8;;\x1b\\{_STYLED}"


def safe_line(line: str) -> str:
    """A line that is safe to show: without styles, with control characters spelt out."""
    return _escaped_line(line, styled=False)


def _escaped_line(line: str, *, styled: bool) -> str:
    """A line with invisible characters spelt out and without CI commands; styles stay if `styled`."""
    if line.isascii() and line.isprintable():  # no control character and no style
        return without_ci_commands(line)
    parts = line.split(_STYLED)
    parts[::2] = map(for_people, parts[::2])
    return without_ci_commands("".join(parts if styled else parts[::2]))


def _print(lines: Iterable[str], stream: IO[str], *, folds: bool = True) -> None:
    """Print lines to a stream; if it is a terminal, fold them at its width, unless `folds` is false."""
    styled = wants_colour(stream)
    width = terminal_width(stream) if folds and stream.isatty() else 0
    for line in lines:
        short = not width or (len(line) <= width and line.isascii())
        shown = [line] if short else _folded_lines(line, width)
        stream.writelines(f"{_escaped_line(part, styled=styled)}\n" for part in shown)
    stream.flush()


def _folded_lines(line: str, width: int) -> list[str]:
    """A line as lines of at most `width` columns, with its styles."""
    from newsroom_cli.cli.terminal.folding import folded

    parts = line.split(_STYLED)
    parts[::2] = map(for_people, parts[::2])
    parts[1::2] = [f"{_STYLED}{code}{_STYLED}" for code in parts[1::2]]
    return folded(parts, width)


_held: list[list[str]] = []  # the lines that are held back, if any are


def say(*lines: str) -> None:
    """Print lines for a person on stderr; line breaks and invisible characters within a line are spelt out."""
    if _held:
        _held[0].extend(lines)
    else:
        _print(lines, sys.stderr)


def hold_messages() -> None:
    """Hold back the lines of `say` from now on, and forget the lines that were held back before."""
    _held[:] = [[]]


def show_held() -> None:
    """Print the lines that were held back, and hold none back from now on."""
    lines = _held.pop() if _held else []
    say(*lines)


def say_below(*lines: str) -> None:
    """Print lines on stderr, with an empty line after results on the same terminal."""
    say(*[""] * (sys.stdout.isatty() and sys.stderr.isatty()), *lines)


def failure(error: NewsroomError) -> None:
    """Print an error and its remedy, with its path relative to the current folder.

    Words and names of releases that are not public are printed only on a terminal, because other people read logs.
    """
    from newsroom_cli.model.errors import DeclinedError, LeakError

    if isinstance(error, DeclinedError):
        say(*filter(None, (error.message, error.hint)))
        return
    if isinstance(error, LeakError) and not is_watched():
        say(f"{paint('error', 'error')}: {error.discreet}")
        say("help: the same command on a terminal shows which release that is, the words, and the remedy")
        return
    if error.path is not None and Path(error.path).is_absolute():
        here = from_here(error.path, Path(error.path))
        error.path = error.path if here == "." else here
    say(f"{paint('error', 'error')}: {error}", *([f"{paint('help', 'help')}: {error.hint}"] if error.hint else []))


def question(text: str) -> str:
    """A question as it is shown on stderr: safe, and folded with room for the ": " after it."""
    line = safe_line(text)
    return "\n".join(_folded_lines(line, terminal_width(sys.stderr) - 2)) if sys.stderr.isatty() else line


def result(*lines: str) -> None:
    """Print lines of a result on stdout. Invisible characters are spelt out."""
    _print(lines, sys.stdout)


def data(content: bytes) -> None:
    """Write a file to stdout byte for byte; on a terminal as printable lines."""
    if sys.stdout.isatty():
        lines = content.decode(errors="replace").replace("\r\n", "\n").removesuffix("\n").expandtabs(4).split("\n")
        _print(lines, sys.stdout, folds=False)
    else:
        _write(content)


def write_for_programs(text: str) -> None:
    """Write text for programs to stdout, in UTF-8 whatever the console's encoding."""
    _write(text.encode(errors="replace"))


def _write(content: bytes) -> None:
    """Write bytes to stdout, after everything that was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def json(value: object, *, indent: int | None = 2) -> None:
    """Print a value as JSON."""
    write_for_programs(f"{for_json(value, indent=indent)}\n")


def wants_colour(stream: IO[str]) -> bool:
    """Whether colour is wanted: on a terminal unless NO_COLOR is set, anywhere with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal, at most 100; 100 without a terminal."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 100
    return min(terminal_width(), 100)


def terminal_width(stream: IO[str] | None = None) -> int:
    """The columns of the terminal at the end of a stream, stdout by default: at least 20; 100 where there is none."""
    known = os.environ.get("COLUMNS", "")
    columns = int(known) if known.isascii() and known.isdecimal() else 0
    with contextlib.suppress(OSError, ValueError, AttributeError):
        columns = columns or os.get_terminal_size((stream or sys.stdout).fileno()).columns
    return max(columns or 100, 20)


def measure(text: str) -> int:
    """The number of terminal columns a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def is_interactive() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def is_watched() -> bool:
    """Whether messages go to one person at a terminal, not into a log that others read."""
    return sys.stderr.isatty() and not os.environ.get("CI")


def findings(findings: Sequence[Finding], form: str) -> None:
    """Print findings in one of the formats of report.FORMATS."""
    from newsroom_cli.linter import report

    if report.FORMATS[form].readers == report.PEOPLE:
        result(*report.lines(findings, form, _look()))
    else:
        write_for_programs(report.render(findings, form))


def _look() -> Look:
    """The look of findings: drawn and limited in number on a terminal, plain and complete elsewhere."""
    from newsroom_cli.linter.report.text import Look

    is_terminal = sys.stdout.isatty()
    most = 0 if os.environ.get("CI") or not is_terminal else _MOST_ALIKE
    return Look(width(), wants_colour(sys.stdout) or is_terminal, paint, measure, link, most)


_MOST_ALIKE = 10  # findings of one rule in one file that a person at a terminal sees


def nothing_found(releases: int) -> None:
    """Print the closing line of a check without findings."""
    from newsroom_cli.linter.report.counting import counted

    say(paint("good", f"nothing to fix in {counted(releases, 'release')}"))


def statistics(findings: Sequence[Finding]) -> None:
    """Print the number of findings of each rule."""
    from newsroom_cli.linter.report import text

    result(*text.statistics(findings, paint=paint))


def job_summary(findings: Sequence[Finding], line: str) -> None:
    """Append a summary to the page of a GitHub Actions job: the Markdown file in GITHUB_STEP_SUMMARY."""
    if not (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    from newsroom_cli.linter.report import ci
    from newsroom_cli.model.errors import reason_of

    try:
        with open(file, "a", encoding="utf-8") as page:  # noqa: PTH123
            page.write(ci.markdown(findings, line=line))
    except OSError as error:
        say(f"the job summary {file} cannot be written: {reason_of(error)}")


def difference(before: str, after: str, path: str) -> None:
    """Print the changes of a file as a unified diff.

    It can be applied as a patch, unless a line has invisible characters, which are spelt out.
    """
    import difflib
    import re

    old, new = (re.findall("[^\n]*\n|[^\n]+", text) for text in (before, after))
    lines = difflib.unified_diff(old, new, safe_line(path), safe_line(path))
    (sys.stdout.write if sys.stdout.isatty() else write_for_programs)("".join(map(_diff_line, lines)))


def _diff_line(line: str) -> str:
    """A printable line of a diff. It keeps tabs and a final carriage return, because they belong to the patch."""
    content = line.removesuffix("\n")
    end = line[len(content) :] or "\n\\ No newline at end of file\n"
    if content.endswith("\r") and line != content:
        content, end = content[:-1], f"\r{end}"
    style = {"-": "error", "+": "good", "@": "gutter"}.get(line[:1])
    parts = (paint(style, content) if style else content).split("\t")
    return "\t".join(_escaped_line(part, styled=wants_colour(sys.stdout)) for part in parts) + end


def clear() -> None:
    """Clear the terminal, if stdout is one."""
    if sys.stdout.isatty():
        print("\x1b[H\x1b[2J\x1b[3J", end="", flush=True)


def refusals(refused: Sequence[Finding], root: Path, *, instead: bool = False) -> None:
    """Print the findings that keep releases from being published.

    `instead` says that stdout was for a document; unless it is a terminal, the findings then go to stderr.
    """
    from newsroom_cli.linter import report

    print_lines = say if instead and not sys.stdout.isatty() else result
    print_lines(*report.lines(with_paths_from_here(refused, root), "full", _look()))


def with_paths_from_here(findings: Sequence[Finding], root: Path) -> list[Finding]:
    """Findings with their paths relative to the current folder."""
    return [finding._replace(path=from_here(finding.path, root)) for finding in findings]


def from_here(path: str | Path, root: Path, start: Path | None = None) -> str:
    """A path inside a newsroom, relative to the current folder or to the folder `start`."""
    whole = root / path
    with contextlib.suppress(ValueError, OSError):
        relative = os.path.relpath(whole, start)
        if not relative.startswith(f"..{os.sep}.."):
            return relative.replace(os.sep, "/")
    return str(whole)


@contextlib.contextmanager
def progress(what: str, *, hidden: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on stderr, for work on at least 200 releases.

    Yields a function to call with the number of finished releases and of all; None without a terminal. `hidden` is for
    work that asks questions in between.
    """
    if hidden or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    show: Callable[[int], None] | None = None
    with contextlib.ExitStack() as stack:

        def update(done: int, total: int) -> None:
            nonlocal show
            if show is None and total >= 200 and done < total:
                show = _progress_bar(stack, what, total)
            if show:
                show(done)

        yield update


def _progress_bar(stack: contextlib.ExitStack, what: str, total: int) -> Callable[[int], None]:
    """Draw a progress bar in our own colours until the stack is closed, and return the function that moves it."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.theme import Theme

    console = _console(sys.stderr)
    plain = dict.fromkeys(("progress.download", "progress.remaining"), "none")
    colours = dict.fromkeys(("bar.complete", "bar.finished"), palette.rich("good"))
    console.push_theme(Theme({**plain, **colours, "bar.back": palette.rich("dim")}))
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty())
    task = stack.enter_context(bar).add_task(what, total=total)
    return lambda done: bar.update(task, completed=done)


def table(headings: Sequence[str], rows: Sequence[Sequence[tuple[str, str]]], **layout: Any) -> None:
    """Print a table of cells (style, text): on a terminal as `columns.lines` draws it, elsewhere with tabs between."""
    from newsroom_cli.cli.terminal import columns

    safe = [[(style, safe_line(text)) for style, text in row] for row in rows]
    if sys.stdout.isatty():
        result(*columns.lines(headings, safe, width=terminal_width(), paint=paint, **layout))
        return
    lines = [[heading.lower() for heading in headings], *([text for _, text in row] for row in safe)]
    write_for_programs("".join("\t".join(line) + "\n" for line in lines))


def _console(stream: IO[str], columns: int | None = None) -> Console:
    """The console of Rich for a stream, in 256 colours, so that Rich does not replace ours."""
    from rich.console import Console

    system: Literal["256"] | None = "256" if wants_colour(stream) else None
    return Console(
        stderr=stream is sys.stderr, width=columns, color_system=system, no_color=system is None, highlight=False
    )


def printable(text: str, plain: str) -> str:
    """The text, or `plain` if the encoding of the console lacks its characters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return plain
    return text


def page(markdown: str) -> None:
    """Print a Markdown page: typeset on a terminal, unchanged elsewhere."""
    lines = markdown.splitlines()
    if not sys.stdout.isatty():
        result(*lines)
        return
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = _console(sys.stdout, page_width())
    console.push_theme(Theme(dict.fromkeys(_PLAIN_PARTS, "none") | dict.fromkeys(_BOLD_PARTS, "bold")))
    while lines:
        end = next((number for number, line in enumerate(lines) if line.startswith("```")), len(lines))
        console.print(Markdown("\n".join(map(safe_line, lines[:end]))))
        fence, *rest = lines[end:] or [""]
        mark = fence[: len(fence) - len(fence.lstrip("`"))]
        length = rest.index(mark) if mark in rest else len(rest)
        if fence:
            result(
                "", *(f"{INDENT}{paint('error', line) if not line.strip(' ^') else line}" for line in rest[:length]), ""
            )
        lines = rest[length + 1 :]


INDENT = "    "  # of examples on a page
# Rich has its own colours for these, which are illegible on black or on white.
_PLAIN_PARTS = ("markdown.block_quote", "markdown.hr", "markdown.link_url", "markdown.list")
_BOLD_PARTS = ("markdown.code", "markdown.item.bullet", "markdown.item.number", "markdown.link", "markdown.h2")


def page_width() -> int:
    """The columns of a page of text on the terminal: 88 at most."""
    return min(width(), 88)
