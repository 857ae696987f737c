"""Another process of this program, which does the pieces of work that it is given.

A pool of the standard library waits for ever where one of its processes is killed while it sends. Here only the process
itself holds the other ends of its pipes, so that its end is known, however it comes.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from salesbook.model.named_tuple import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from queue import SimpleQueue

ENDED = (EOFError, OSError)
"""Raised where a process is spoken to that has ended, or that the system does not give."""

_GARBAGE = 200_000
"""Objects that a process makes before it searches for garbage: of rows there is none."""


class Outcome(NamedTuple):
    """What came of a piece of work; nothing where it ``failed``, and its error shows when it is done again."""

    made: Any
    failed: bool = False


class Worker:
    """A process that does what it is given, one after the other.

    Its methods raise one of ``ENDED`` where it has ended.
    """

    def __init__(self) -> None:
        import multiprocessing  # loaded only where there is much to do

        # Spawned on every system: alike everywhere, and never with an open database.
        context = multiprocessing.get_context("spawn")
        given, self._giving = context.Pipe(duplex=False)
        self._taking, made = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(given, made), daemon=True)
        self._process.start()
        given.close()
        made.close()

    def give(self, do: Callable[[], object]) -> None:
        """Let it do something that can be pickled, as what comes of it can."""
        self._giving.send(do)

    def is_ready(self) -> bool:
        """Whether something came of what it was given that was not taken yet."""
        return self._taking.poll()

    def take(self) -> Outcome:
        """What came of the first thing that was not taken yet; waits for it."""
        outcome: Outcome = self._taking.recv()
        return outcome

    def end(self) -> None:
        """Let it end, whatever it is doing."""
        self._giving.close()
        self._taking.close()
        self._process.join()


def _serve(given: Connection[Any, Any], made: Connection[Any, Any]) -> None:
    """In the process: do what is given. It is read and sent meanwhile, so that neither side waits for the other.

    An interrupt is for the process that asked to answer.
    """
    from queue import SimpleQueue

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_GARBAGE, 10, 10)
    pieces: SimpleQueue[Callable[[], object]] = SimpleQueue()
    outcomes: SimpleQueue[Outcome] = SimpleQueue()
    threading.Thread(target=_receive, args=(given, pieces), daemon=True).start()
    threading.Thread(target=_send, args=(made, outcomes), daemon=True).start()
    while True:
        do = pieces.get()
        try:
            outcome = Outcome(do())
        except Exception:
            outcome = Outcome(None, failed=True)
        outcomes.put(outcome)


def _receive(given: Connection[Any, Any], pieces: SimpleQueue[Callable[[], object]]) -> None:
    try:
        while True:
            pieces.put(given.recv())
    finally:  # the process that asked has ended, or needs no more
        os._exit(0)


def _send(made: Connection[Any, Any], outcomes: SimpleQueue[Outcome]) -> None:
    try:
        while True:
            made.send(outcomes.get())
    finally:
        os._exit(0)
