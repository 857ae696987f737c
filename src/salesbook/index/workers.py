"""Processes that work out what the index holds, one for each core, beside the one that puts it in.

What goes to them and comes back is plain data. Starting them costs about half a second of each core, so they are
started only for much to do.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 3
"""How many pieces of work each process is ahead at most: what comes of them is held in memory."""


class Workers:
    """At most so many ``processes``, as long as the context lasts; where there is but one, this one does the work."""

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
            self._pool = _pool_of(self._processes)
        waiting: deque[tuple[Given, Future[Made] | None]] = deque()
        for piece in pieces:
            waiting.append((piece, self._begun(work, piece)))
            if self._pool is None or len(waiting) > _AHEAD * self._processes:
                yield self._done(work, *waiting.popleft())
        while waiting:
            yield self._done(work, *waiting.popleft())

    def _begun(self, work: Callable[[Given], Made], piece: Given) -> Future[Made] | None:
        if self._pool is None:
            return None
        from concurrent.futures import BrokenExecutor

        try:
            return self._pool.submit(work, piece)
        except BrokenExecutor:
            self._go_on_alone()
            return None

    def _done(self, work: Callable[[Given], Made], piece: Given, begun: Future[Made] | None) -> Made:
        if begun is None:
            return work(piece)
        from concurrent.futures import BrokenExecutor, CancelledError

        try:
            return begun.result()
        except (BrokenExecutor, CancelledError):
            self._go_on_alone()
            return work(piece)

    def _go_on_alone(self) -> None:
        self._end()
        self._processes = 1

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _pool_of(processes: int) -> ProcessPoolExecutor:
    import multiprocessing  # loaded only where there is much to do
    from concurrent.futures import ProcessPoolExecutor

    # Spawned on every system: alike everywhere, and never with an open database.
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a process that works: an interrupt is for the one that asked to answer, and with that one it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_asking, daemon=True).start()


def _end_with_the_asking() -> None:
    from multiprocessing import parent_process

    if asking := parent_process():
        asking.join()
        os._exit(1)
