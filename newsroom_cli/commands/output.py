"""The terminal: results on stdout, everything else on stderr, colour only where a person looks. Alone imports Rich."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom_cli.findings import Finding

_ANSI = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "gutter": "34", "help": "1;36",
    "good": "32", "strong": "1", "dim": "2",
}  # fmt: skip


def say(text: str = "") -> None:
    """A line for the person, on stderr."""
    print(text, file=sys.stderr, flush=True)


def say_below(text: str) -> None:
    """A line for the person that stands apart from results above it on the same terminal."""
    say(f"\n{text}" if sys.stdout.isatty() and sys.stderr.isatty() else text)


def result(text: str) -> None:
    """A result, on stdout; ends with a line break."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
    sys.stdout.flush()


def data(content: bytes) -> None:
    """A file's bytes as they are, on stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def coloured(stream: IO[str]) -> bool:
    """Whether colour is welcome: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def painter(stream: IO[str]) -> Callable[[str, str], str]:
    """The Paint for a stream."""
    if not coloured(stream):
        return lambda style, text: text
    return lambda style, text: f"\x1b[{_ANSI[style]}m{text}\x1b[0m"


def paint(style: str, text: str) -> str:
    """Text for stderr in a style."""
    return painter(sys.stderr)(style, text)


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
    """Findings on stdout in one of the formats of report, named as seen from the current folder.

    Carets are drawn where a person looks; where a program or a screen reader does, `full` is told in plain lines.
    """
    from newsroom_cli import report
    from newsroom_cli.report import text

    colour, drawn = painter(sys.stdout), coloured(sys.stdout) or sys.stdout.isatty()
    link = _linked if coloured(sys.stdout) and sys.stdout.isatty() else text.unlinked
    if form in report.FOR_PROGRAMS:
        result(report.rendered(found, form))
    elif form == "grouped":
        result(text.grouped(found, paint=colour, link=link))
    elif form == "concise":
        result(text.concise(found, paint=colour))
    elif drawn:
        result(text.full(found, width=width(), paint=colour, measure=measure, link=link))
    else:
        result(text.narrated(found))


def nothing_found(releases: int) -> None:
    """The closing line of a check that found nothing."""
    from newsroom_cli.report.counting import counted

    say(paint("good", f"nothing to mend in {counted(releases, 'release')}"))


def statistics(found: Sequence[Finding]) -> None:
    """How often each rule found something, on stdout."""
    from newsroom_cli.report import text

    result(text.statistics(found, paint=painter(sys.stdout)))


def job_summary(found: Sequence[Finding], line: str) -> None:
    """A summary in Markdown at the end of the file that GitHub Actions names for the page of the job."""
    if not (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    from newsroom_cli.report import ci

    try:
        with open(file, "a", encoding="utf-8") as page:  # noqa: PTH123
            page.write(ci.markdown(found, line=line))
    except OSError as error:
        say(f"the job summary {file} cannot be written: {(error.strerror or str(error)).lower()}")


def difference(before: str, after: str, path: str) -> None:
    """What changes in a file, as a unified diff on stdout."""
    import difflib

    colours = {"-": "error", "+": "good", "@": "gutter"}
    colour = painter(sys.stdout)
    old, new = (each.splitlines(keepends=True) for each in (before, after))
    for line in difflib.unified_diff(old, new, path, path):
        words, end = line.rstrip("\r\n"), line[len(line.rstrip("\r\n")) :]
        style = colours.get(line[:1])
        sys.stdout.write(
            f"{colour(style, words) if style else words}{end}" if end else f"{words}\n\\ No newline at end of file\n"
        )
    sys.stdout.flush()


def clear() -> None:
    """A clean screen where a person looks."""
    if sys.stdout.isatty():
        result("\x1b[H\x1b[2J\x1b[3J")


def _linked(code: str, text: str) -> str:
    """Text that a terminal opens the rule's page by (OSC 8); terminals that cannot show it as it is."""
    from newsroom_cli.rules import catalogue

    return f"\x1b]8;;{catalogue.path(code).as_uri()}\x1b\\{text}\x1b]8;;\x1b\\"


def refusals(found: Sequence[Finding], root: Path) -> None:
    """The findings for which something is not published."""

    findings([each._replace(path=from_here(each.path, root)) for each in found], "full")


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
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(),
            )
        )  # fmt: skip
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
        lines = ["\t".join(heading.lower() for heading in headings)]
        lines += ["\t".join(" ".join(text.split()) for _, text in row) for row in rows]
        result("\n".join(lines))
        return
    import shutil

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    styles = {"good": "green", "error": "bold red", "warning": "bold yellow", "dim": "dim", "strong": "bold", "": ""}
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    room = shutil.get_terminal_size().columns
    shown = [number for number, each in enumerate(headings) if (from_width or {}).get(each, 0) <= room]
    for number in shown:
        drawn.add_column(headings[number], overflow="fold", no_wrap=number == 0)
    moved = headings.index(joined) if joined and headings.index(joined) not in shown else -1
    for row in rows:
        cells = [Text(text, style=styles[style]) for style, text in row]
        if moved > 0 and row[moved][1]:
            cells[moved - 1].append(f", {row[moved][1]}", style="not bold")
        drawn.add_row(*(cells[number] for number in shown))
    Console(no_color=not coloured(sys.stdout)).print(drawn)


def page(markdown: str) -> None:
    """A Markdown page on stdout: typeset on a terminal, as it is where a program reads."""
    if not sys.stdout.isatty():
        result(markdown)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(width(), 88), no_color=not coloured(sys.stdout)).print(Markdown(markdown, code_theme="bw"))


def open_in_editor(path: Path) -> None:
    """Open a file in the person's editor and wait. Raises NewsroomError when there is none or it fails."""
    import shlex
    import shutil
    import subprocess

    from newsroom_cli.errors import NewsroomError

    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    command = (
        shlex.split(chosen)
        if chosen
        else [next((each for each in ("nano", "vi", "notepad") if shutil.which(each)), "")]
    )
    try:
        code = subprocess.run([*command, os.fspath(path)], check=False).returncode
    except (OSError, ValueError):
        raise NewsroomError(
            f'the editor "{chosen or "nano"}" cannot be started', path=path,
            hint="the file is written; set EDITOR to the command of your editor",
        ) from None  # fmt: skip
    if code != 0:
        raise NewsroomError(
            f"the editor ended with code {code}", path=path, hint="the file is written; open it by hand"
        )
