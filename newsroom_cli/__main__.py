"""main(argv): runs the command line; what cannot be done becomes two lines and an exit code."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as mypy reads it; typing itself takes a fifth of a bare Python's start
if TYPE_CHECKING:
    from typing import Any

FOUND, CANNOT, OUR_BUG, SIGNALLED, INTERRUPTED, PIPE_CLOSED = 1, 2, 3, 128, 130, 141


class _Terminated(BaseException):
    """SIGTERM or SIGHUP arrived: unwind like Ctrl-C, so that nothing half-done stays behind."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(argv: list[str] | None = None) -> int:
    """Run `newsroom` with the arguments behind the command's name; returns the exit code.

    0: done. 1: findings, or not fit to be published. 2: cannot be done. 3: a fault of newsroom itself.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):  # answered before anything heavy is loaded
        from newsroom_cli import __version__

        print(f"newsroom {__version__}")
        return 0
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows no curly quotes still gets its text
    before = _handle(_terminating())
    try:
        return _run(arguments)
    except _Terminated as stop:
        _say("stopped; nothing was half written")
        return SIGNALLED + stop.number
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read us has enough; the last flush must not complain
        return PIPE_CLOSED
    except KeyboardInterrupt:
        _say("stopped; nothing was half written")
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        _say(
            "error: this is a fault of newsroom itself\nhelp: please report it with the lines above and the file that caused it"
        )
        return OUR_BUG
    finally:
        _handle(before)
        if argv is None:  # the process ends: to look through all its objects once more would take 10 ms
            gc.freeze()


def _raise_terminated(number: int, frame: object) -> None:
    raise _Terminated(number)


def _terminating() -> dict[int, Any]:
    """The handlers of the signals that end a program, but for those that are ignored, as SIGHUP is under nohup."""
    import signal

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    return {number: _raise_terminated for number in numbers if signal.getsignal(number) is not signal.SIG_IGN}


def _handle(handlers: dict[int, Any]) -> dict[int, Any]:
    """Set what signals do; returns what they did. Only the main thread may."""
    import signal

    try:
        return {number: signal.signal(number, handler) for number, handler in handlers.items()}
    except ValueError:
        return {}


def _run(arguments: list[str]) -> int:
    gc.set_threshold(50_000, 50, 50)  # we make few cycles; to look for them every 700 objects takes a tenth of a build
    from newsroom_cli.errors import NewsroomError, RefusedError

    try:
        return _checked(arguments) if _only_checks(arguments) else _commanded(arguments)
    except NewsroomError as error:
        hint = f"\nhelp: {error.hint}" if error.hint else ""
        _say(f"{_red('error')}: {error}{hint}")
        return FOUND if isinstance(error, RefusedError) else CANNOT


def _only_checks(arguments: list[str]) -> bool:
    """Whether they are `check` and names of files: the run that people wait for most, while they write."""
    return arguments[:1] == ["check"] and not any(each.startswith("-") for each in arguments)


def _checked(arguments: list[str]) -> int:
    """The same as Typer would make of it, which takes more time to load than a check."""
    from pathlib import Path

    from newsroom_cli.commands import check_request

    return check_request.run(check_request.Request([Path(each) for each in arguments[1:]]))


def _commanded(arguments: list[str]) -> int:
    import typer

    from newsroom_cli.app import app

    try:
        code = app(arguments, standalone_mode=False, prog_name="newsroom")
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if not hasattr(error, "show"):  # a wrong option or argument knows how to show itself
            raise
        error.show()
        return CANNOT
    if code == INTERRUPTED:  # what Typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _red(text: str) -> str:
    from newsroom_cli.commands.output import paint

    return paint("error", text)


def _say(text: str) -> None:
    try:
        print(text, file=sys.stderr)
    except OSError:
        return  # the terminal is gone


if __name__ == "__main__":
    sys.exit(main())
