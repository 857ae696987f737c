"""What other commands do to a book's index: they end in the middle of an update, or work at the same time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

from salesbook.index.database import open_database
from salesbook.index.update import update
from tests.index.machine_edits import SEEDS, EditedBook

COMMAND = Path(__file__).with_name("command.py")


class UsedBook(EditedBook):
    """A book that several commands read."""

    @rule(seed=SEEDS, steps=st.integers(1, 200))
    def an_update_is_stopped_in_the_middle(self, seed: int, steps: int) -> None:
        self.edit_anything(seed)
        connection = open_database(self.root)
        left = iter(range(steps))
        connection.set_progress_handler(lambda: next(left, None) is None, 1000)
        with suppress(sqlite3.OperationalError):
            update(connection, self.root)
        connection.set_progress_handler(None, 0)
        assert not connection.in_transaction
        connection.close()

    @rule(seed=SEEDS, manner=st.sampled_from(["killed", "at once", "edited"]), statement=st.integers(1, 400))
    def other_commands_run(self, seed: int, manner: str, statement: int) -> None:
        self.edit_anything(seed)
        if manner == "killed":
            assert run_together(self.root, [statement]) in ([0], [KILLED]), "it ended before, or in the middle"
        elif manner == "at once":
            assert run_together(self.root, [0, 0]) == [0, 0]
        else:
            run_together(self.root, [0], meanwhile=lambda: self.edit_anything(seed + 1))


KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM


def run_together(root: Path, statements: Sequence[int], meanwhile: Callable[[], object] | None = None) -> list[int]:
    """How commands end that begin at the same moment, each killed at a statement (0: not); see ``command``."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen(
            [sys.executable, str(COMMAND), str(root), str(each)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in statements
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    if meanwhile is not None:
        meanwhile()
    for process in running:
        process.communicate(timeout=300)
    return [process.returncode for process in running]
