"""The steps of `newsroom build`: it builds, waits for another build, and prints the result."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.steps import build_report, gone
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import BusyError
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.cli.arguments.plain_options import Build
    from newsroom_cli.publishing.report import Report

_Result = TypeVar("_Result")


def run(request: Build) -> int:
    """Build as requested, print the result, and return the exit code. Raises NewsroomError if that is impossible."""
    build_once = functools.partial(_build_once, request)
    report, newsroom, now = _retry_when_free(build_once, request) if request.wait else build_once()
    rehearsal = request.as_of is not None
    if request.quiet and build_report.changed_nothing(report):
        return 0
    if request.form == "json":
        output.json(build_report.record(report, newsroom, now=now, rehearsal=rehearsal))
    elif report.refusals:
        build_report.print_refusals(report, newsroom)
    else:
        build_report.print_summary(report, newsroom, now=now, rehearsal=rehearsal)
        if request.verify and not report.has_errors:
            output.say("verified: everything was rebuilt, read back, and searched for what is not public")
    return int(report.has_errors)


def _build_once(request: Build) -> tuple[Report, Newsroom, dt.datetime]:
    """Build, and return the report, the newsroom and the moment of the build.

    A release in `--remove` that is not on the site any more, and of which only a record is left, loses that record.
    """
    from newsroom_cli.publishing.build import build
    from newsroom_cli.publishing.builds import rehearsal

    newsroom = options.newsroom(request.directory)
    now = options.moment(request.as_of, newsroom)
    rehearse = request.as_of is not None
    remove = request.remove or ()
    folder = request.folder.absolute() if request.folder else None
    default_folder = rehearsal.folder(newsroom) if rehearse else newsroom.output
    with_record_only = gone.names_with_record_only(newsroom, remove, folder or default_folder) if remove else set()
    with output.progress("building") as progress:
        report = build(
            newsroom,
            now=now,
            folder=folder,
            progress=progress,
            rehearse=rehearse,
            remove_many=request.remove_many,
            remove=[name for name in remove if name not in with_record_only],
            trust_clock=request.trust_clock,
            verify=request.verify,
        )
    if remove and not rehearse:
        report = gone.delete_removed_records(newsroom, report, remove)
    return report, newsroom, now


def _retry_when_free(run: Callable[[], _Result], request: Build) -> _Result:
    """The result of `run`; if another build is writing the folder, wait for it and run again with a new clock.

    Says once why it waits, unless the request is quiet: cron would send that as a mail.
    """
    has_said_why = request.quiet
    while True:
        try:
            return run()
        except BusyError as error:
            if not has_said_why:
                output.say(f"{error}; waiting until it is done")
            has_said_why = True
            with writer.locked(Path(error.path or "")):
                pass
