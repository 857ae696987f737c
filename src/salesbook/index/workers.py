"""Processes that work out what the index holds, beside the one that puts it in: one for each core, this one included.

What goes to them and comes back is plain data. Starting one costs about a quarter of a second of a core, so they are
started only for much to do. This process works too, while they start, and whenever it would have to wait for them.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Made = TypeVar("Made")

_GARBAGE = 200_000
"""Objects that a process makes before it searches for garbage: of rows there is none."""

_AHEAD = 3
"""How many pieces of work each process is ahead at most: what comes of them is held in memory."""

_AT_HAND = 2
"""How many pieces each other process has: the one that it does, and the next."""


class _Piece(Generic[Made]):
    """A piece of work: how this process does it, and what comes of it where it was done or another has it."""

    def __init__(self, do: Callable[[], Made]) -> None:
        self.do = do
        self.outcome: Future[Made] | None = None


class Workers:
    """At most so many ``processes``, this one among them, as long as the context lasts."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def in_order(self, work: Callable[[Given], Made], pieces: Iterable[Given], *, much: bool) -> Iterator[Made]:
        """What comes of each piece, in their order. ``work`` and pieces can be pickled; its errors are raised here.

        Where it is not ``much``, processes that are not running yet are not started for it. Where the system allows
        none, or ends them, this process does the work.
        """
        if self._processes > 1 and much and self._pool is None:
            self._pool = _pool_of(self._processes - 1)
        waiting: deque[_Piece[Made]] = deque()
        for piece in pieces:
            waiting.append(_Piece(partial(work, piece)))
            self._hand_out(waiting)
            if self._pool is None or len(waiting) > _AHEAD * self._processes:
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _hand_out(self, waiting: Iterable[_Piece[Made]]) -> None:
        """Give the other processes of what waits as much as keeps them busy; the rest this one may do."""
        if self._pool is None:
            return
        from concurrent.futures import BrokenExecutor

        busy = sum(piece.outcome is not None and not piece.outcome.done() for piece in waiting)
        left = [piece for piece in waiting if piece.outcome is None]
        try:
            for piece in left[: max(0, _AT_HAND * (self._processes - 1) - busy)]:
                piece.outcome = self._pool.submit(piece.do)
        except BrokenExecutor:
            self._go_on_alone()

    def _first(self, waiting: deque[_Piece[Made]]) -> Made:
        """What comes of the first of those that wait; while another process is at it, this one does later ones."""
        first = waiting[0]
        self._hand_out(waiting)
        while first.outcome and not first.outcome.done() and _did_one(waiting):
            self._hand_out(waiting)
        waiting.popleft()
        if first.outcome is None:
            return first.do()
        from concurrent.futures import BrokenExecutor, CancelledError

        try:
            return first.outcome.result()
        except (BrokenExecutor, CancelledError):
            self._go_on_alone()
            return first.do()

    def _go_on_alone(self) -> None:
        self._end()
        self._processes = 1

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _did_one(waiting: Iterable[_Piece[Made]]) -> bool:
    """Do the first piece that no process has, if there is one."""
    from concurrent.futures import Future

    piece = next((each for each in waiting if each.outcome is None), None)
    if piece is None:
        return False
    outcome: Future[Made] = Future()
    outcome.set_result(piece.do())
    piece.outcome = outcome
    return True


def _pool_of(processes: int) -> ProcessPoolExecutor:
    import multiprocessing  # loaded only where there is much to do
    from concurrent.futures import ProcessPoolExecutor

    # Spawned on every system: alike everywhere, and never with an open database.
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a process that works: an interrupt is for the one that asked to answer, and with that one it ends."""
    gc.set_threshold(_GARBAGE, 10, 10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_asking, daemon=True).start()


def _end_with_the_asking() -> None:
    from multiprocessing import parent_process

    if asking := parent_process():
        asking.join()
        os._exit(1)
