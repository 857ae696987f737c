"""Another command that reads a book: it waits for a word on its standard input, so that several begin at once.

``command.py ROOT STATEMENTS`` brings the index up to date and compares it with a fresh one; the code is 1 where they
differ. With STATEMENTS above 0 the process is killed at that statement of the update, as by a power cut.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from salesbook.index.book import open_book
from salesbook.index.database import open_database
from salesbook.index.update import update
from tests.index.comparing import differing, fresh, rows


def main() -> int:
    root, statements = Path(sys.argv[1]), int(sys.argv[2])
    print("ready", flush=True)
    sys.stdin.readline()
    if statements:
        _update_until(root, statements)
        return 0
    book = open_book(root)
    return 1 if differing(rows(book.connection), rows(fresh(root).connection)) else 0


def _update_until(root: Path, statements: int) -> None:
    connection = open_database(root)
    connection.execute("PRAGMA cache_size = 4")  # what is changed reaches the disk long before the end
    executed = count(1)

    def note(_: str) -> None:
        if next(executed) == statements:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    connection.set_trace_callback(note)
    update(connection, root)


if __name__ == "__main__":
    sys.exit(main())
