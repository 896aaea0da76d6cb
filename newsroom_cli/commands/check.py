"""`newsroom check`: the copy desk."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.commands.options import Directory
from newsroom_cli.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.findings import Finding
    from newsroom_cli.newsroom import Newsroom


class Format(StrEnum):
    """How findings are printed."""

    full = "full"
    concise = "concise"
    json = "json"
    github = "github"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Releases or folders; else all of the newsroom.")
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How findings are printed.")
    ] = Format.full,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 from this severity on.")] = FailOn.warning,
    select: Annotated[str, typer.Option(metavar="CODES", help="Run only these codes or families: DT,QT005.")] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="Do not run these codes or families.")] = "",
    directory: Directory = None,
) -> None:
    """Check releases like a good copy desk.

    It finds what is missing, wrong or contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: it cannot be done. 3: a fault of newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """
    from newsroom_cli import desk, report
    from newsroom_cli.commands import options, output

    newsroom = _narrowed(options.newsroom(directory), select, ignore)
    names, whole = _named(newsroom, paths or [])
    with output.progress("checking") as progress:
        found = desk.findings(newsroom, names, together=whole, progress=progress)
    shown = [dataclasses.replace(each, path=output.from_here(each.path, newsroom.root)) for each in found]
    output.findings(shown, output_format)
    if not names:
        output.say(
            f"there are no releases in {output.from_here(newsroom.folder, newsroom.root)} yet; newsroom new starts one"
        )
    elif output_format in (Format.full, Format.concise):
        output.say(_closing(shown, report.summary(shown, files=len(names)), whole=whole))
    raise typer.Exit(_exit_code(found, fail_on))


def _narrowed(newsroom: Newsroom, select: str, ignore: str) -> Newsroom:
    """The newsroom with the rules that the command line asks for in place of those of newsroom.toml."""
    from newsroom_cli.rules.catalogue import nearest_code
    from newsroom_cli.rules.registry import rules
    from newsroom_cli.schema import Field, Span

    def codes(text: str, option: str) -> tuple[Field[str], ...]:
        wanted = [each.strip().upper() for each in text.replace(" ", ",").split(",") if each.strip()]
        for each in wanted:
            if not any(code.startswith(each) for code in rules()):
                near = nearest_code(each)
                raise NewsroomError(
                    f'{option}: there is no rule "{each}"',
                    hint=f"did you mean {near}?" if near else "newsroom rule lists them",
                )
        return tuple(Field(each, Span(0, 0)) for each in wanted)

    if not select and not ignore:
        return newsroom
    asked = newsroom.config.check
    if select:
        asked = dataclasses.replace(asked, select=codes(select, "--select"))
    if ignore:
        asked = dataclasses.replace(asked, ignore=(*asked.ignore, *codes(ignore, "--ignore")))
    return dataclasses.replace(newsroom, config=dataclasses.replace(newsroom.config, check=asked))


def _named(newsroom: Newsroom, paths: list[Path]) -> tuple[list[str], bool]:
    """The releases that the arguments name, and whether that is all of the newsroom."""
    everything = newsroom.paths() if newsroom.folder.is_dir() else []
    if not paths:
        return everything, True
    names: dict[str, None] = {}
    for path in paths:
        found = next((each for each in (path.absolute(), newsroom.root / path) if each.exists()), None)
        if found is None and path.is_symlink():
            found = path.absolute()
        if found is None:
            raise NewsroomError("there is no such file or folder", path=path, hint="newsroom list shows the releases")
        inside = newsroom.paths(found) if found.is_dir() else [newsroom.name_of(found)]
        names.update(dict.fromkeys(inside))
    return sorted(names), set(everything) <= set(names)


def _closing(found: list[Finding], summary: str, *, whole: bool) -> str:
    from newsroom_cli.commands import output

    if not found:
        line = output.paint("good", summary)
    else:
        worst = "error" if any(each.severity == "error" for each in found) else "warning"
        line = f"{output.paint(worst, summary)}; newsroom rule {found[0].code} explains the first"
    return line if whole else f"{line}\n(two releases with one id are found when you check the whole newsroom)"


def _exit_code(found: list[Finding], fail_on: FailOn) -> int:
    order = ["info", "warning", "error", "never"]
    return int(any(order.index(each.severity) >= order.index(fail_on) for each in found))
