"""`newsroom build`: write everything public into a folder."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from newsroom_cli.cli.shared_options import AsOf, Directory, TextOrJson
from newsroom_cli.model.errors import BusyError

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.report import Report

_Result = TypeVar("_Result")


def build(
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write; else newsroom.toml's.")
    ] = None,
    as_of: AsOf = None,
    remove_many: Annotated[
        bool, typer.Option("--remove-many", help="Let this build take more than a tenth of the releases off the site.")
    ] = False,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="ID", help="Take a page off the site whose release is gone; repeatable."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing when nothing has changed.")] = False,
    form: Annotated[
        TextOrJson, typer.Option("--format", "-f", help="How the result is printed; json names what is held back.")
    ] = TextOrJson.text,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while another build is writing.")] = False,
    trust_clock: Annotated[
        bool, typer.Option("--trust-clock", help="Build although the last build was later than now.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Rebuild everything, and search all of it for what is not public.")
    ] = False,
    directory: Directory = None,
) -> None:
    """Write everything that is public.

    That is a page per release, an index, feeds, e-mail HTML and text. Public is what is approved, dated today or
    earlier, and free of embargo. A release with errors stops the build: then releases that are no longer public leave
    the folder, and all else stays as it was.

    With --as-of it is a rehearsal: marked as such on every page, feed and mail, and written to a folder of its own,
    public-rehearsal.

    Exit code 4 says that another build is writing. For a scheduler: newsroom build --quiet --wait

    Example: newsroom build -o public
    """
    from newsroom_cli.cli import build_report, output

    rehearsal = as_of is not None
    settings = {"remove_many": remove_many, "trust_clock": trust_clock, "verify": verify}
    run = functools.partial(_build_once, directory, as_of, folder, remove or (), **settings)
    report, newsroom, now = _retry_when_free(run) if wait else run()
    if quiet and build_report.changed_nothing(report):
        return
    if form is TextOrJson.json:
        output.json(build_report.record(report, newsroom, now=now, rehearsal=rehearsal))
    elif report.refusals:
        build_report.print_refusals(report, newsroom)
    else:
        build_report.print_summary(report, newsroom, now=now, rehearsal=rehearsal)
        if verify and not report.has_errors:
            output.say("verified: everything was rebuilt, read back, and searched for what is not public")
    if report.has_errors:
        raise typer.Exit(1)


def _build_once(
    directory: Path | None, as_of: str | None, folder: Path | None, remove: Sequence[str], **settings: Any
) -> tuple[Report, Newsroom, dt.datetime]:
    """Build, and return the report, the newsroom and the moment of the build.

    The releases in `remove` leave the site; of those that have only a record, the record is deleted.
    """
    from newsroom_cli.cli import gone, options, output
    from newsroom_cli.publishing import rehearsal
    from newsroom_cli.publishing.build import build

    newsroom, rehearse = options.newsroom(directory), as_of is not None
    now, output_folder = options.moment(as_of, newsroom), folder.absolute() if folder else None
    default_folder = rehearsal.folder(newsroom) if rehearse else newsroom.output
    names_with_record_only = (
        gone.names_with_record_only(newsroom, remove, output_folder or default_folder) if remove else set()
    )
    settings["remove"] = tuple(name for name in remove if name not in names_with_record_only)
    with output.progress("building") as progress:
        report = build(newsroom, now=now, folder=output_folder, progress=progress, rehearse=rehearse, **settings)
    return report if rehearse or not remove else gone.delete_removed_records(newsroom, report, remove), newsroom, now


def _retry_when_free(run: Callable[[], _Result]) -> _Result:
    """The result of `run`; if another build is writing the folder, wait for it and run again with a new clock."""
    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import writer

    has_said_why = False
    while True:
        try:
            return run()
        except BusyError as error:
            if not has_said_why:
                output.say(f"{error}; waiting until it is done")
            has_said_why = True
            with writer.locked(Path(error.path or "")):
                pass
