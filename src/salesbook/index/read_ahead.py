"""Reading many new files with all cores, ahead of what puts them into the index.

A process of its own for each core parses and validates; only rows come back. Starting them takes about half a second
of each core, so that less than ``LEAST_BYTES`` is read here. They are told by their places, so nothing of this
process goes along but the folder of the book.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path, PurePosixPath

from salesbook.index.reading import Content, Look, read_new_file
from salesbook.index.stats import stat_of

LEAST_BYTES = 4_000_000
"""What one process reads in about the time that starting more of them takes."""

_AHEAD = 3
"""For each process, how many files are waited for at most: their rows are held in memory."""

Found = tuple[Look, Content] | None
"""A file as ``read_new_file`` gives it."""


def read_new_files(root: Path, paths: Sequence[PurePosixPath], processes: int) -> Iterator[Found]:
    """Read ledger files that the index does not hold, in their order, with as many processes at most.

    Raises ``OSError`` where one cannot be read.
    """
    read = 0
    if processes > 1 and len(paths) > 1 and _size(root, paths) >= LEAST_BYTES:
        try:
            for found in _by_processes(root, paths, min(processes, len(paths))):
                yield found
                read += 1
        except BrokenProcessPool:  # where the system allows no processes, or ends them: the rest is read here
            pass
    for path in paths[read:]:
        yield read_new_file(root, path)


def _size(root: Path, paths: Sequence[PurePosixPath]) -> int:
    return sum(stat.size for path in paths if (stat := stat_of(root / path)))


def _by_processes(root: Path, paths: Sequence[PurePosixPath], processes: int) -> Iterator[Found]:
    started_alike = multiprocessing.get_context("spawn")  # on every system the same, and never with an open database
    pool = ProcessPoolExecutor(processes, mp_context=started_alike, initializer=_begin)
    try:
        waiting: deque[Future[Found]] = deque()
        for path in paths:
            waiting.append(pool.submit(read_new_file, root, path))
            if len(waiting) >= _AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a process that reads: an interrupt is the asking process's to answer, and with that one it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_asking, daemon=True).start()


def _end_with_the_asking() -> None:
    if asking := multiprocessing.parent_process():
        asking.join()
        os._exit(1)
