"""Measuring in rounds: every tool and measure once a round, so that a machine that slows down slows all of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.speed.ledger_files import write_book
from benchmarks.speed.measures import Measure, bare_python, begin_round
from benchmarks.speed.peers import Balance, Peer
from benchmarks.speed.process import Command, Taken, run
from benchmarks.speed.trade import Size

SLOW_SECONDS = 10.0
ROUNDS_OF_SLOW = 3
"""What takes longer than that is measured three times at most."""

BARE = "bare Python"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a measure comes to: seconds, those without git, peak memory in MiB."""

    seconds: float
    own_seconds: float | None
    memory: float


@dataclass(slots=True)
class Figures:
    """What one command took, round by round."""

    runs: list[Taken] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """On the clock, in the middle of all runs."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def memory(self) -> float:
        """The highest peak, in MiB."""
        return max(run.memory for run in self.runs)

    @property
    def elapsed(self) -> Amounts:
        """By the clock."""
        own = statistics.median(run.own_seconds for run in self.runs)
        return Amounts(self.seconds, own, self.memory)

    @property
    def computed(self) -> Amounts:
        """By the time of the processor, which a busy machine changes less; git's part of it is not known."""
        return Amounts(statistics.median(run.computing for run in self.runs), None, self.memory)


@dataclass(slots=True)
class Book:
    """One company in the books of all tools, below ``folder``: what is measured of it, and what that took by name."""

    size: Size
    folder: Path
    measures: Sequence[Measure]
    peers: Sequence[Peer] = ()
    figures: dict[str, Figures] = field(default_factory=dict)

    @property
    def of_salesbook(self) -> Path:
        """The folder of salesbook's book."""
        return self.folder / "salesbook"

    def make(self, seed: int) -> None:
        """Write the books that an earlier run has not left."""
        if not (self.of_salesbook / ".git").exists():
            write_book(self.of_salesbook, self.size, seed)
        for peer in self.peers:
            if not (self.folder / peer.journal).exists():
                peer.write(self.folder, self.size, seed)

    def measure_round(self) -> Iterator[tuple[str, Taken]]:
        """Measure everything once."""
        root = self.of_salesbook
        begin_round(root)
        yield from self._take(BARE, bare_python(root))
        for measure in self.measures:
            if self._wants(measure.name):
                if measure.before is not None:
                    measure.before(root)
                yield from self._take(measure.name, measure.command(root))
        for peer in self.peers:
            for balance in peer.balances:
                if self._wants(balance_name(peer, balance)):
                    if balance.from_cache:
                        run(peer.command(balance, self.folder))
                    yield from self._take(balance_name(peer, balance), peer.command(balance, self.folder))

    def _wants(self, name: str) -> bool:
        known = self.figures.get(name)
        return known is None or len(known.runs) < ROUNDS_OF_SLOW or known.seconds < SLOW_SECONDS

    def _take(self, name: str, command: Command) -> Iterator[tuple[str, Taken]]:
        taken = run(command)
        self.figures.setdefault(name, Figures()).runs.append(taken)
        yield name, taken


def balance_name(peer: Peer, balance: Balance) -> str:
    """How the balance of another tool is named among the measures."""
    return f"{peer.name}: {balance.name}"
