"""The steps of `newsroom build`: it builds, waits for another build, and prints the result."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsroom_cli.cli import build_report, gone, options, output
from newsroom_cli.model.errors import BusyError
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.cli.plain_options import Build
    from newsroom_cli.publishing.report import Report

_Result = TypeVar("_Result")


def run(request: Build) -> int:
    """Build as requested, print the result, and return the exit code. Raises NewsroomError if that is impossible."""
    rehearsal, verify = request.as_of is not None, request.verify
    settings = {"remove_many": request.remove_many, "trust_clock": request.trust_clock, "verify": verify}
    once = functools.partial(
        _build_once, request.directory, request.as_of, request.folder, request.remove or (), **settings
    )
    report, newsroom, now = _retry_when_free(once) if request.wait else once()
    if request.quiet and build_report.changed_nothing(report):
        return 0
    if request.form == "json":
        output.json(build_report.record(report, newsroom, now=now, rehearsal=rehearsal))
    elif report.refusals:
        build_report.print_refusals(report, newsroom)
    else:
        build_report.print_summary(report, newsroom, now=now, rehearsal=rehearsal)
        if verify and not report.has_errors:
            output.say("verified: everything was rebuilt, read back, and searched for what is not public")
    return int(report.has_errors)


def _build_once(
    directory: Path | None, as_of: str | None, folder: Path | None, remove: Sequence[str], **settings: Any
) -> tuple[Report, Newsroom, dt.datetime]:
    """Build, and return the report, the newsroom and the moment of the build.

    The releases in `remove` leave the site; of those that have only a record, the record is deleted.
    """
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
