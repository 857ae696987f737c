"""Pieces of work done in their order by several processes, one for each core, of which this one is one.

Starting another costs about a quarter of a second of a core, so others are started only for much to do. This process,
which alone touches the database, works too: while they start, and whenever it would have to wait for them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from salesbook.index.worker import ENDED, Outcome, Worker

Given = TypeVar("Given")
Made = TypeVar("Made")

_AHEAD = 3
"""How many pieces of work each process is ahead at most: what comes of them is held in memory."""

_AT_HAND = 2
"""How many pieces each other process has: the one that it does, and the next."""


class _Piece(Generic[Made]):
    """A piece of work: how it is done, whether another process has it, and what came of it."""

    def __init__(self, do: Callable[[], Made]) -> None:
        self.do = do
        self.elsewhere = False
        self.outcome: Outcome | None = None


class Workers:
    """At most so many ``processes``, this one among them, as long as the context lasts."""

    def __init__(self, processes: int) -> None:
        self._to_start = processes - 1
        self._others: dict[Worker, deque[_Piece[Any]]] = {}  # with the pieces that each has, in their order

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in tuple(self._others):
            self._leave(worker)

    def in_order(self, work: Callable[[Given], Made], pieces: Iterable[Given], *, much: bool) -> Iterator[Made]:
        """What comes of each piece, in their order. ``work`` and pieces can be pickled; its errors are raised here.

        Where it is not ``much``, processes that are not running yet are not started for it. Where the system allows
        none, or ends them, this process does the work.
        """
        if much:
            self._start()
        waiting: deque[_Piece[Made]] = deque()
        for piece in pieces:
            waiting.append(_Piece(partial(work, piece)))
            self._hand_out(waiting)
            while len(waiting) > (_AHEAD * (len(self._others) + 1) if self._others else 0):
                yield self._first(waiting)
        while waiting:
            yield self._first(waiting)

    def _start(self) -> None:
        with suppress(*ENDED):
            for _ in range(self._to_start):
                self._others[Worker()] = deque()
        self._to_start = 0  # one that has ended is not started again

    def _hand_out(self, waiting: Iterable[_Piece[Made]]) -> None:
        """Take what the others have done, and give them as much as keeps them busy; the rest this process may do."""
        for at_hand in range(1, _AT_HAND + 1):
            for worker in tuple(self._others):
                self._exchange(worker, waiting, at_hand)

    def _exchange(self, worker: Worker, waiting: Iterable[_Piece[Made]], at_hand: int) -> None:
        pieces = self._others[worker]
        try:
            while pieces and worker.is_ready():
                pieces[0].outcome = worker.take()
                pieces.popleft()
            left = _first_left(waiting)
            if left and len(pieces) < at_hand:
                worker.give(left.do)
                left.elsewhere = True
                pieces.append(left)
        except ENDED:
            self._leave(worker)

    def _first(self, waiting: deque[_Piece[Made]]) -> Made:
        """What comes of the first of those that wait; while another process is at it, this one does later ones."""
        first = waiting[0]
        while True:
            self._hand_out(waiting)
            if first.outcome:
                break
            left = _first_left(waiting)
            if left:
                left.outcome = Outcome(left.do())
            else:
                self._wait_for(first)
        waiting.popleft()
        made: Made = first.do() if first.outcome.failed else first.outcome.made
        return made

    def _wait_for(self, piece: _Piece[Made]) -> None:
        worker, pieces = next(each for each in self._others.items() if piece in each[1])
        try:
            pieces[0].outcome = worker.take()
            pieces.popleft()
        except ENDED:
            self._leave(worker)

    def _leave(self, worker: Worker) -> None:
        """Let a process end; what it has is left to the others."""
        for piece in self._others.pop(worker):
            piece.elsewhere = False
        worker.end()


def _first_left(waiting: Iterable[_Piece[Made]]) -> _Piece[Made] | None:
    """The first piece that nobody has begun."""
    return next((piece for piece in waiting if not piece.elsewhere and not piece.outcome), None)
