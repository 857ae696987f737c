"""The figures as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.speed.goals import LEDGER, Result
from benchmarks.speed.rounds import BARE, Book, Figures

_MEASURE, _CELL = 38, 10


def of_book(book: Book) -> Iterator[str]:
    """What was measured on one book: seconds on the clock and of the processor, memory, ratios, and git's part."""
    yield ""
    yield book.size.label
    yield _row("", "median s", "fastest", "slowest", "CPU s", "peak MiB", "over bare", "× Ledger", "  without git")
    ledger = book.figures.get(LEDGER)
    bare = book.figures[BARE]
    for name, figures in book.figures.items():
        yield _row(name, *_cells(figures, bare, ledger))


def of_goals(results: Sequence[Result]) -> Iterator[str]:
    """Each goal beside its figure, and whether it is met."""
    for label in dict.fromkeys(result.book for result in results):
        yield ""
        yield f"Goals, {label}"
        for result in results:
            if result.book == label:
                verdict = {True: "met", False: "NOT MET", None: ""}[result.met]
                yield _row(result.name, _figure(result.figure), f"< {_figure(result.most)}", result.unit, verdict)


def _cells(figures: Figures, bare: Figures, ledger: Figures | None) -> Iterator[str]:
    seconds = [run.seconds for run in figures.runs]
    times = (figures.seconds, min(seconds), max(seconds), figures.computed.seconds)
    yield from (f"{figure:.3f}" for figure in times)
    yield f"{figures.memory:.0f}"
    yield f"{figures.seconds - bare.seconds:.3f}"
    yield f"{figures.seconds / ledger.seconds:.2f}" if ledger else ""
    started = max(run.git_processes for run in figures.runs)
    yield f"  {figures.elapsed.own_seconds:.3f} ({started} git)" if started else ""


def _figure(figure: float) -> str:
    return f"{figure:.3g}" if abs(figure) < 100 else f"{figure:.0f}"


def _row(title: str, *cells: str) -> str:
    return f"{title:{_MEASURE}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)
