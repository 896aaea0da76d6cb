"""The terminal: results on stdout, everything else on stderr, colour only where a person looks. Alone imports Rich."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.linter.report.text import Look
    from newsroom_cli.model.errors import NewsroomError

_ANSI = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "gutter": "34", "help": "1;36",
    "good": "32", "strong": "1", "dim": "2",
}  # fmt: skip
# Around a style or a link in a line: what no text can hold, because nobody knew it before this process began.
_STYLED = os.urandom(9).hex()


def paint(style: str, text: str) -> str:
    """Text in a style, for a line that goes to `say` or `result`: they keep the style where colour is welcome."""
    return f"{_STYLED}\x1b[{_ANSI[style]}m{_STYLED}{text}{_STYLED}\x1b[0m{_STYLED}"


def link(code: str, text: str) -> str:
    """Text that a terminal opens the rule's page by (OSC 8); terminals that cannot show it as it is."""
    from newsroom_cli.rules import catalogue

    if not sys.stdout.isatty():
        return text
    return f"{_STYLED}\x1b]8;;{catalogue.path(code).as_uri()}\x1b\\{_STYLED}{text}{_STYLED}\x1b]8;;\x1b\\{_STYLED}"


def shown(line: str) -> str:
    """A line as it may be shown: without styles, and with nothing in it that acts on what shows it."""
    return _harmless(line, styled=False)


def _harmless(line: str, *, styled: bool) -> str:
    from newsroom_cli.markup.escaping import for_logs, for_people

    if line.isascii() and line.isprintable():  # nothing unseen, and no style
        return for_logs(line)
    parts = line.split(_STYLED)
    parts[::2] = map(for_people, parts[::2])
    return for_logs("".join(parts if styled else parts[::2]))


def _print(lines: Iterable[str], stream: IO[str]) -> None:
    styled = coloured(stream)
    stream.writelines(f"{_harmless(line, styled=styled)}\n" for line in lines)
    stream.flush()


def say(*lines: str) -> None:
    """Lines for the person, on stderr. A line break within one is spelt out, as all that is not seen."""
    _print(lines, sys.stderr)


def say_below(*lines: str) -> None:
    """Lines for the person that stand apart from results above them on the same terminal."""
    say(*[""] * (sys.stdout.isatty() and sys.stderr.isatty()), *lines)


def failure(error: NewsroomError) -> None:
    """What cannot be done, and the remedy."""
    say(f"{paint('error', 'error')}: {error}", *([f"help: {error.hint}"] if error.hint else []))


def result(*lines: str) -> None:
    """Lines of a result, on stdout; in each of them what is not seen is spelt out."""
    _print(lines, sys.stdout)


def data(content: bytes) -> None:
    """A file on stdout: byte for byte, on a terminal as lines that can be seen."""
    if sys.stdout.isatty():
        result(*content.decode(errors="replace").replace("\r\n", "\n").removesuffix("\n").expandtabs(4).split("\n"))
    else:
        _write(content)


def for_programs(text: str) -> None:
    """Text in a format that programs read, on stdout: UTF-8 whatever the console writes."""
    _write(text.encode(errors="replace"))


def _write(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def json(value: object, *, indent: int | None = 2) -> None:
    """A value as JSON on stdout."""
    from newsroom_cli.markup.escaping import for_json

    for_programs(f"{for_json(value, indent=indent)}\n")


def coloured(stream: IO[str]) -> bool:
    """Whether colour is welcome: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal, 100 at most and where there is none."""
    import shutil

    return max(min(shutil.get_terminal_size((100, 24)).columns, 100), 20)


def measure(text: str) -> int:
    """How many terminal columns a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def interactive() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def findings(found: Sequence[Finding], form: str) -> None:
    """Findings on stdout in a format of report."""
    from newsroom_cli.linter import report

    if report.FORMATS[form].readers == report.PEOPLE:
        result(*report.lines(found, form, _look()))
    else:
        for_programs(report.rendered(found, form))


def _look() -> Look:
    """How findings look here: drawn where a person looks, plain elsewhere."""
    from newsroom_cli.linter.report.text import Look

    return Look(width(), coloured(sys.stdout) or sys.stdout.isatty(), paint, measure, link)


def nothing_found(releases: int) -> None:
    """The closing line of a check that found nothing."""
    from newsroom_cli.linter.report.counting import counted

    say(paint("good", f"nothing to fix in {counted(releases, 'release')}"))


def statistics(found: Sequence[Finding]) -> None:
    """How often each rule found something, on stdout."""
    from newsroom_cli.linter.report import text

    result(*text.statistics(found, paint=paint))


def job_summary(found: Sequence[Finding], line: str) -> None:
    """A summary in Markdown at the end of the file that GitHub Actions names for the page of the job."""
    if not (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    from newsroom_cli.linter.report import ci

    try:
        with open(file, "a", encoding="utf-8") as page:  # noqa: PTH123
            page.write(ci.markdown(found, line=line))
    except OSError as error:
        say(f"the job summary {file} cannot be written: {(error.strerror or str(error)).lower()}")


def difference(before: str, after: str, path: str) -> None:
    """What changes in a file, as a unified diff on stdout.

    It is for reading, and where each of its lines can be seen as it is, it is a patch as well; --fix applies any.
    """
    import difflib
    import re

    old, new = (re.findall("[^\n]*\n|[^\n]+", text) for text in (before, after))
    lines = difflib.unified_diff(old, new, shown(path), shown(path))
    (sys.stdout.write if sys.stdout.isatty() else for_programs)("".join(map(_diff_line, lines)))


def _diff_line(line: str) -> str:
    """A line of a diff; tabs, and a carriage return at the end of a line, belong to the patch."""
    words = line.removesuffix("\n")
    end = line[len(words) :] or "\n\\ No newline at end of file\n"
    if words.endswith("\r") and line != words:
        words, end = words[:-1], f"\r{end}"
    style = {"-": "error", "+": "good", "@": "gutter"}.get(line[:1])
    parts = (paint(style, words) if style else words).split("\t")
    return "\t".join(_harmless(part, styled=coloured(sys.stdout)) for part in parts) + end


def clear() -> None:
    """A clean screen where a person looks."""
    if sys.stdout.isatty():
        print("\x1b[H\x1b[2J\x1b[3J", end="", flush=True)


def refusals(found: Sequence[Finding], root: Path) -> None:
    """The findings for which something is not published."""
    findings([finding._replace(path=from_here(finding.path, root)) for finding in found], "full")


def from_here(path: str | Path, root: Path, start: Path | None = None) -> str:
    """A path inside a newsroom as a person would type it in the current folder, or in the folder `start`."""
    whole = root / path
    with contextlib.suppress(ValueError, OSError):
        relative = os.path.relpath(whole, start)
        if not relative.startswith(f"..{os.sep}.."):
            return relative.replace(os.sep, "/")
    return str(whole)


@contextlib.contextmanager
def progress(what: str, *, hidden: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on stderr for work over many releases; yields what to call with done and total, None when piped.

    `hidden` is for work that asks questions in between.
    """
    if hidden or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = _Bar(what)
    try:
        yield bar.update
    finally:
        bar.close()


class _Bar:
    """A bar that appears only when there is enough work to wait for."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._rich: contextlib.ExitStack | None = None
        self._show: Callable[[int, int], None] | None = None

    def update(self, done: int, total: int) -> None:
        if self._show is None:
            if total < 200 or done >= total:
                return
            self._open(total)
        if self._show:
            self._show(done, total)

    def _open(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._rich = contextlib.ExitStack()
        shown = self._rich.enter_context(
            Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=sys.stdout.isatty(),
            )
        )
        task = shown.add_task(self._what, total=total)
        self._show = lambda done, total: shown.update(task, completed=done)

    def close(self) -> None:
        if self._rich:
            self._rich.close()


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[tuple[str, str]]],
    *,
    from_width: Mapping[str, int] | None = None,
    joined: str = "",
) -> None:
    """A table on stdout, cells as (style, text): drawn on a terminal, tab-separated where a program reads.

    `from_width` names columns that are drawn only on a terminal of so many columns; `joined` is the one of them whose
    words then stand in the column before it.
    """
    if not sys.stdout.isatty():
        lines = [[heading.lower() for heading in headings], *([text for _, text in row] for row in rows)]
        for_programs("".join("\t".join(map(shown, line)) + "\n" for line in lines))
        return
    import shutil

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    styles = {"good": "green", "error": "bold red", "warning": "bold yellow", "dim": "dim", "strong": "bold", "": ""}
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    room = shutil.get_terminal_size().columns
    wide = [number for number, heading in enumerate(headings) if (from_width or {}).get(heading, 0) <= room]
    for number in wide:
        drawn.add_column(headings[number], overflow="fold", no_wrap=number == 0)
    moved = headings.index(joined) if joined and headings.index(joined) not in wide else -1
    for row in rows:
        cells = [Text(shown(text), style=styles[style]) for style, text in row]
        if moved > 0 and row[moved][1]:
            cells[moved - 1].append(f", {shown(row[moved][1])}", style="not bold")
        drawn.add_row(*(cells[number] for number in wide))
    Console(no_color=not coloured(sys.stdout)).print(drawn)


def page(markdown: str) -> None:
    """A Markdown page on stdout: typeset on a terminal, as it is where a program reads."""
    lines = markdown.splitlines()
    if not sys.stdout.isatty():
        result(*lines)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(width(), 88), no_color=not coloured(sys.stdout)).print(
        Markdown("\n".join(map(shown, lines)), code_theme="bw")
    )
