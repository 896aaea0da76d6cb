"""The entry point: main(argv) runs the command line, and turns errors into two lines and an exit code."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # mypy assumes true; importing typing takes a fifth of the time that bare Python needs to start
if TYPE_CHECKING:
    from typing import Any

FOUND, CANNOT, OUR_BUG, BUSY, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 4, 130, 141
ENDED_BY = 128  # plus the number of the signal


class _Ended(BaseException):
    """SIGTERM or SIGHUP arrived: unwind the stack as for Ctrl-C, and leave nothing half-done."""


def main(argv: list[str] | None = None) -> int:
    """Run `newsroom` with the arguments after the command's name, and return the exit code.

    0: done. 1: findings, or refused to publish. 2: cannot be done. 3: a fault of newsroom itself.
    4: another build is writing.
    """
    from newsroom_cli.cli.terminal import streams

    if argv is None:
        streams.prepare()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=streams.PLAIN)  # a console without curly quotes still shows the text
    arguments = sys.argv[1:] if argv is None else argv
    before: dict[int, Any] = {}
    try:
        if arguments in (["--version"], ["-V"]):  # answered before anything heavy is loaded
            from newsroom_cli import __version__

            print(f"newsroom {__version__}", flush=True)
            return 0
        before = _set_signals(_raise_ended)
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except _Ended as signal:
        _say("stopped; nothing was half written")
        return ENDED_BY + int(signal.args[0])
    except streams.CannotWrite as error:
        if error.pipe_closed:
            return PIPE_CLOSED  # the reader has seen enough
        _say(f"error: cannot write the result: {error}")
        return CANNOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the last flush must not complain
        return PIPE_CLOSED
    except KeyboardInterrupt:
        _say("stopped; nothing was half written")
        return INTERRUPTED
    except MemoryError:
        _say("error: there is too little memory", "help: close other programs, or use a machine with more memory")
        return CANNOT
    except Exception:
        import traceback

        _say(*traceback.format_exc().splitlines())
        _say(
            "error: this is a fault of newsroom itself",
            "help: please report it with the lines above and the file that caused it",
        )
        return OUR_BUG
    finally:
        _restore_signals(before)
        if argv is None:  # the process ends: a last garbage collection would take 10 ms
            gc.freeze()


def _raise_ended(number: int, frame: object) -> None:
    raise _Ended(number)


def _set_signals(handler: Any) -> dict[int, Any]:
    """Set the handler of SIGTERM and SIGHUP, unless they are ignored, as under nohup; only in the main thread.

    Returns the earlier handlers by the number of the signal.
    """
    import signal

    before: dict[int, Any] = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        try:
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, handler)
        except ValueError:
            break
    return before


def _restore_signals(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        import signal

        signal.signal(number, handler)


def _run(arguments: list[str]) -> int:
    # Reference cycles are rare: a collection every 700 objects takes a tenth of a build, and one while the modules are
    # loaded takes 15 ms.
    gc.set_threshold(100_000, 50, 50)
    from newsroom_cli.model.errors import BusyError, NewsroomError, NoNewsroomError, RefusedError

    try:
        if "check" in arguments or "build" in arguments:
            return _run_without_typer(arguments)
        return _run_command(arguments)
    except NewsroomError as error:
        from newsroom_cli.cli.terminal import output

        if isinstance(error, NoNewsroomError) and (root := _newsroom_of(arguments)):
            import shlex

            error.hint = f"newsroom -C {shlex.quote(root)} works in the newsroom of that file"
        output.failure(error)
        return FOUND if isinstance(error, RefusedError) else BUSY if isinstance(error, BusyError) else CANNOT
    except OSError:
        if _has_folder():
            raise
        _say("error: the folder in which you are was moved or deleted", "help: cd into the newsroom, and try again")
        return CANNOT


def _newsroom_of(arguments: list[str]) -> str:
    """The folder of the newsroom around the first file among some arguments; empty if there is none."""
    from newsroom_cli.model.config import FILE_NAME

    file = next((argument for argument in arguments if os.path.isfile(argument)), "")  # noqa: PTH113
    folder = os.path.dirname(os.path.abspath(file)) if file else ""  # noqa: PTH100, PTH120
    while folder and not os.path.lexists(os.path.join(folder, FILE_NAME)):  # noqa: PTH118
        folder = "" if folder == os.path.dirname(folder) else os.path.dirname(folder)  # noqa: PTH120
    return folder


def _has_folder() -> bool:
    """Whether the folder in which the command was started is still there."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return False
    return True


def _run_without_typer(arguments: list[str]) -> int:
    """Run a check or a build without Typer, which takes longer to load; people and schedulers run these most often."""
    from newsroom_cli.cli.arguments import options, plain_options

    run = plain_options.command(arguments)
    if run is None:
        return _run_command(arguments)
    options.before_command.clear()  # an earlier call in this process may have left a folder there
    try:
        return run()
    except RuntimeError as error:
        import typer

        if isinstance(error, typer.Abort):
            raise KeyboardInterrupt from None
        if isinstance(error, typer.Exit):  # nobody answered a question
            return error.exit_code
        raise


def _run_command(arguments: list[str]) -> int:
    if "_NEWSROOM_COMPLETE" in os.environ:  # the tab key: Typer would load Rich to print plain text
        sys.modules["rich"] = None  # type: ignore[assignment]
    import typer

    from newsroom_cli.cli.app import app

    try:
        code = app(arguments, standalone_mode=False, prog_name="newsroom")
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "format_message"):  # only mistakes that Typer finds on the command line have that
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            _say(*error.format_message().splitlines())
            return CANNOT
        from newsroom_cli.cli.arguments import usage_errors

        raise usage_errors.explain(error, arguments) from None
    if code == INTERRUPTED:  # Typer's exit code for Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _say(*lines: str) -> None:
    from newsroom_cli.cli.terminal.output import say

    say(*lines)


if __name__ == "__main__":
    sys.exit(main())
