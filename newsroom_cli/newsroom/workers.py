"""Process many releases on two cores: forked workers take batches in turn, and answers return in order."""

from __future__ import annotations

import atexit
import contextlib
import gc
import math
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Answer = TypeVar("Answer")
Work = Callable[[Sequence[str]], Answer]
# A function that is called with the number of finished releases and the number of all.
Progress = Callable[[int, int], None]

# Below this a second process costs more than it saves; see docs/decisions/speed.md.
FEWEST_FOR_TWO = 200
BATCH_SIZE = 128  # at most; larger batches are no faster
# A worker ends after this many batches, because it gradually copies the memory that it shares with its parent.
_MOST_BATCHES = 16
_PIPE_SIZE = 1 << 20  # bytes of answers that a worker can send before they are read


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Pause the garbage collector: with many new objects that stay, it takes as long as creating them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def usual_count(amount: int, fewest: int) -> int:
    """The number of workers for an amount of work: two from `fewest` on, if there is a second core."""
    return 2 if amount >= fewest and (os.cpu_count() or 1) > 1 else 1


def batches(work: Work[Answer], paths: Sequence[str], *, count: int | None = None) -> Iterator[Answer]:
    """Call `work` with batches of `paths` in `count` workers, by default two if that is faster; yield answers in order.

    Raises the errors of `work`, and NewsroomError if a worker was killed. The workers are forks, so `work` may be any
    function, but its answers must pickle. If no process can be started, this process does the work.
    """
    if count is None:
        count = usual_count(len(paths), FEWEST_FOR_TWO)
    all_batches = _split(paths, count)
    count = min(count, len(all_batches))
    if count < 2 or not sys.platform.startswith("linux"):
        yield from map(work, all_batches)
        return
    for start in range(0, len(all_batches), count * _MOST_BATCHES):
        yield from _in_turns(work, all_batches[start : start + count * _MOST_BATCHES], count)


def _in_turns(work: Work[Answer], all_batches: Sequence[Sequence[str]], count: int) -> Iterator[Answer]:
    """Start `count` workers that take batches in turns, and yield their answers in order."""
    workers: list[_Worker] = []
    gc.freeze()  # the collector skips existing objects, and their memory stays shared
    try:
        with contextlib.suppress(OSError), _signals_deferred():
            for number in range(count):
                workers.append(_Worker.start(work, all_batches[number::count], workers))
        if len(workers) < count:  # the system has no process to spare
            yield from map(work, all_batches)
            return
        for number in range(len(all_batches)):
            yield workers[number % count].answer()
    finally:
        with _signals_deferred():
            for worker in workers:
                worker.end()
        gc.unfreeze()


def _split(paths: Sequence[str], count: int) -> list[Sequence[str]]:
    """Split paths into batches of equal size, with the same number of batches for each worker."""
    count = max(count, 1)
    rounds = math.ceil(len(paths) / (count * BATCH_SIZE))
    size = math.ceil(len(paths) / (count * rounds)) if paths else 1
    return [paths[index : index + size] for index in range(0, len(paths), size)]


@contextlib.contextmanager
def _signals_deferred() -> Iterator[None]:
    """Defer signals while workers start and end: no worker may outlive the parent or run its signal handlers."""
    previous_mask = signal.pthread_sigmask(signal.SIG_BLOCK, _stop_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous_mask)


def _stop_signals() -> tuple[int, ...]:
    return signal.SIGINT, signal.SIGTERM, signal.SIGHUP


class _Worker(NamedTuple):
    """A forked process with its own pipe for answers.

    No other process writes into that pipe, so the pipe ends with the worker, even in the middle of an answer. Pools of
    the standard library share one pipe among all workers, and would wait for ever for the rest of that answer.
    """

    process: BaseProcess
    answers: Connection

    @classmethod
    def start(cls, work: Work[Any], batches: Sequence[Sequence[str]], others: Sequence[_Worker]) -> _Worker:
        """Fork a worker for these batches. Raises OSError if the system has no process or pipe to spare."""
        import fcntl
        import multiprocessing

        answers, send_end = multiprocessing.Pipe(duplex=False)
        with send_end:
            with contextlib.suppress(OSError):  # the user has no right to a larger pipe
                fcntl.fcntl(send_end.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
            readers = [answers, *(worker.answers for worker in others)]
            process = multiprocessing.get_context("fork").Process(
                target=_answer_all, args=(work, batches, send_end, readers, os.getpid())
            )
            process.start()
        atexit.register(process.kill)  # otherwise multiprocessing would wait at exit for all answers
        return cls(process, answers)

    def answer(self) -> Any:
        """Receive the next answer. Raises the error of the work, or NewsroomError if the worker is gone."""
        import pickle

        try:
            data = self.answers.recv_bytes()
        except (EOFError, OSError):
            raise NewsroomError(
                "a worker process ended unexpectedly: it was killed, or there was too little memory",
                hint="try again; if it happens again, close other programs or use a machine with more memory",
            ) from None
        answer, error = pickle.loads(data)
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """End the process, whatever work it is doing."""
        self.process.kill()
        self.process.join()
        self.answers.close()
        atexit.unregister(self.process.kill)


def _answer_all(
    work: Work[Any], batches: Sequence[Sequence[str]], send_end: Connection, readers: Sequence[Connection], parent: int
) -> None:
    """Run in a worker: send an answer for each batch, or the error that stops the work."""
    import pickle

    _end_with_parent(parent)
    for reader in readers:
        reader.close()  # with an open copy, the worker would not notice that the parent is gone
    for batch in batches:
        try:
            data = pickle.dumps((work(batch), None), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            send_end.send_bytes(_pickled_error(error))
            return
        send_end.send_bytes(data)


def _pickled_error(error: Exception) -> bytes:
    """Pickle an error with its traceback as a note; an error that does not pickle becomes a RuntimeError."""
    import pickle
    import traceback

    traceback_text = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker:\n{traceback_text}")
    try:
        data = pickle.dumps((None, error))
        pickle.loads(data)
    except Exception:
        return pickle.dumps((None, RuntimeError(traceback_text)))
    return data


def _end_with_parent(parent: int) -> None:
    """Make this worker ignore signals, and let the system kill it when the parent ends."""
    import ctypes

    for number in _stop_signals():
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _stop_signals())
    end_with_parent = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(end_with_parent, signal.SIGKILL)
    if os.getppid() != parent:
        signal.raise_signal(signal.SIGKILL)
    # Errors of the work travel to the parent; the only message left is that the parent is gone.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
