"""What is to be reached, and whether it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.speed.measures import (
    ADD_ORDER,
    ADDED,
    AGING,
    CHECK,
    CHECKED_OUT,
    COMPLETION,
    NO_INDEX,
    OPEN,
    REPORT,
    TOUCHED,
    VERSION,
)
from benchmarks.speed.rounds import BARE, Amounts
from benchmarks.speed.trade import Size

Measured = Mapping[str, Amounts]
"""The figures of a book by the names of measures."""

SMALL, LARGE, LARGEST = 100, 100_000, 1_000_000
"""Orders of the books that goals speak of."""

LEDGER, HLEDGER = "Ledger: balance", "hledger: balance"


@dataclass(frozen=True, slots=True)
class Result:
    """A goal beside its figure; ``met`` is None where the goal does not speak of a book of this size."""

    name: str
    book: str
    figure: float
    most: float
    unit: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that must stay below ``most``, in books of ``sizes`` (all, where none are named).

    ``figure`` is None where something it needs was not measured.
    """

    name: str
    figure: Callable[[Measured, Measured], float | None]
    most: float
    unit: str
    sizes: tuple[int, ...] = ()


def results(books: Sequence[tuple[Size, Measured]]) -> Iterator[Result]:
    """All goals for each book that has the figures they need."""
    plain = {size.orders: measured for size, measured in books if not size.documents}
    for size, measured in books:
        if size.orders == SMALL:
            continue
        smaller = plain.get(LARGE if size.orders == LARGEST else SMALL, {})
        for goal in (*GOALS, *(GROWTH if size.orders == LARGEST else ())):
            figure = goal.figure(measured, smaller)
            if figure is not None:
                spoken_of = not goal.sizes or size.orders in goal.sizes
                met = figure < goal.most if spoken_of else None
                yield Result(goal.name, size.label, figure, goal.most, goal.unit, met)


def _seconds(name: str) -> Callable[[Measured, Measured], float | None]:
    return lambda measured, _: measured[name].seconds if name in measured else None


def _memory(name: str) -> Callable[[Measured, Measured], float | None]:
    return lambda measured, _: measured[name].memory if name in measured else None


def _own_seconds(name: str) -> Callable[[Measured, Measured], float | None]:
    return lambda measured, _: measured[name].own_seconds if name in measured else None


def _over(name: str, other: str) -> Callable[[Measured, Measured], float | None]:
    """Seconds more than another measure."""
    return lambda measured, _: (
        measured[name].seconds - measured[other].seconds if {name, other} <= measured.keys() else None
    )


def _times(name: str, other: str) -> Callable[[Measured, Measured], float | None]:
    """As a multiple of another measure."""
    return lambda measured, _: (
        measured[name].seconds / measured[other].seconds if {name, other} <= measured.keys() else None
    )


def _growth(name: str) -> Callable[[Measured, Measured], float | None]:
    """As a multiple of what it takes in the smaller book."""
    return lambda measured, smaller: (
        measured[name].seconds / smaller[name].seconds if name in measured and name in smaller else None
    )


_READS = (AGING, OPEN, REPORT)

GOALS = (
    *(Goal(f"{name}, over bare Python", _over(name, BARE), 0.10, "s") for name in (VERSION, COMPLETION)),
    Goal("add-order with commit", _seconds(ADD_ORDER), 0.35, "s"),
    Goal("add-order, salesbook itself", _own_seconds(ADD_ORDER), 0.20, "s"),
    Goal("add-order, against 100 orders", _growth(ADD_ORDER), 1.1, "×", (LARGE,)),
    *(Goal(f"{name}, against Ledger's balance", _times(name, LEDGER), 0.1, "×", (LARGE,)) for name in _READS),
    *(Goal(name, _seconds(name), 0.4, "s", (LARGE,)) for name in _READS),
    *(Goal(name, _memory(name), 150, "MiB", (LARGE,)) for name in _READS),
    Goal("one entry added, over aging", _over(ADDED, AGING), 0.1, "s", (LARGE,)),
    Goal("no index, against Ledger's balance", _times(NO_INDEX, LEDGER), 3, "×", (LARGE,)),
    Goal("no index, against hledger's balance", _times(NO_INDEX, HLEDGER), 0.5, "×", (LARGE,)),
    Goal("no index", _memory(NO_INDEX), 800, "MiB", (LARGE,)),
)
GROWTH = (
    *(Goal(name, _seconds(name), 1.5, "s", (LARGEST,)) for name in _READS),
    *(
        Goal(f"{name}, against 100,000 orders", _growth(name), 10, "×", (LARGEST,))
        for name in (*_READS, CHECK, ADD_ORDER, ADDED, CHECKED_OUT, TOUCHED, NO_INDEX)
    ),
)
