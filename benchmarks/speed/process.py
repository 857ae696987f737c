"""What a whole process takes: time, peak memory, and the part of it that git has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder that it runs in, and what it finds in the environment beside the usual."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the clock and of the processor (of the process and all that it started), peak memory in MiB;
    how many git processes it started, and their seconds on the clock.
    """

    seconds: float
    computing: float
    memory: float
    git_processes: int = 0
    git_seconds: float = 0.0

    @property
    def own_seconds(self) -> float:
        """Seconds on the clock without git's."""
        return self.seconds - self.git_seconds


def run(command: Command, output: str = os.devnull) -> Taken:
    """Run a command to its end, its output into a file. Raises ``ValueError`` where it fails."""
    with tempfile.TemporaryDirectory() as traces:
        inherited = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
        environment = {**inherited, **_USUAL, **command.environment, "GIT_TRACE2_EVENT": traces}
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCH), output, *command.words],
            cwd=command.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        git = _git_seconds(Path(traces))
    if done.returncode:
        raise ValueError(f"{command.words[0]} cannot be started: {done.stderr[-2000:]}")
    seconds, computing, memory, code = json.loads(done.stdout)
    if code:
        raise ValueError(f"{' '.join(command.words)} ended with {code}: {done.stderr[-2000:]}")
    return Taken(seconds, computing, memory, len(git), sum(git))


_UNUSUAL = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})
"""What would have every module compiled anew in each run, or each line written by itself."""

_USUAL = {
    "PYTHONPATH": str(ROOT / "src"),
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "SALESBOOK_LANG": "en",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.com",
    "GIT_COMMITTER_NAME": "clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.com",
}


def _git_seconds(traces: Path) -> list[float]:
    """Of each git process that the command itself started; those that git starts are within."""
    seconds = []
    for file in traces.iterdir():
        events = [json.loads(line) for line in file.read_text("utf-8", "replace").splitlines()]
        if events and "/" not in events[0]["sid"]:
            seconds.append(max(event.get("t_abs", 0.0) for event in events))
    return seconds
