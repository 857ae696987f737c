"""How long the whole command takes on a large book, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching.harness import ROOT, write_world
from benchmarks.matching.world import Size, make_world


@dataclass(frozen=True)
class Timing:
    """Seconds of a whole process, those of them that it computed, and its peak memory in MiB."""

    seconds: float
    computing: float
    memory: float


def time_command(size: Size, seed: int, root: Path, runs: int = 3) -> tuple[Timing, list[Timing]]:
    """How long ``check`` takes, which makes the index, and then ``reconcile`` of the whole statement, some times."""
    world = make_world("typical", seed, size, judge=False)
    file = write_world(world, root)["main"]
    indexing = _timed(root / "book", "check")
    arguments = ("reconcile", str(file), "--account", "main", "--format", "json")
    return indexing, [_timed(root / "book", *arguments) for _ in range(runs)]


def _timed(book: Path, *arguments: str) -> Timing:
    command = [sys.executable, "-m", "salesbook", *arguments, "--book", str(book)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise ValueError(f"{' '.join(command)} ended with {process.returncode}")
    return Timing(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    )
