"""What salesbook takes at any size, beside other plain text accounting on the same books.

For example ``python -m benchmarks.speed --sizes 1000,10000 --rounds 3``, ``--documents``, ``--million``,
``--tools ledger``. See ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.speed.goals import LARGEST, SMALL, Measured, results
from benchmarks.speed.measures import ENTRY, MEASURES, Measure
from benchmarks.speed.peers import PEERS, Peer
from benchmarks.speed.rounds import Book
from benchmarks.speed.screen import of_book, of_goals
from benchmarks.speed.trade import Size


def main() -> None:
    """Read the arguments, make the books, measure, print."""
    asked = _arguments()
    if not hasattr(os, "wait4"):
        sys.exit("This system does not tell what a process took: run the benchmark on Linux or macOS.")
    with _folder(asked.books) as folder:
        books = list(_books(asked, folder, list(_peers(asked.tools))))
        for book in books:
            _tell(f"making the books of {book.size.label}")
            book.make(asked.seed)
        for number in range(1, asked.rounds + 1):
            for book in books:
                for name, taken in book.measure_round():
                    _tell(f"round {number}, {book.size.label}: {name} {taken.seconds:.3f} s")
    for book in books:
        print(*of_book(book), sep="\n")
    reached = list(results([(book.size, _amounts(book, asked.by)) for book in books]))
    print(*of_goals(reached), sep="\n")
    if asked.json:
        data = {
            "machine": {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()},
            "rounds": asked.rounds,
            "seed": asked.seed,
            "books": [_as_data(book) for book in books],
            "goals": [asdict(result) for result in reached],
        }
        asked.json.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _books(asked: argparse.Namespace, folder: Path, peers: Sequence[Peer]) -> Iterator[Book]:
    """The smallest, where only entering is measured; those that were asked for; a million for salesbook alone."""
    yield _book(folder, Size(SMALL), (ENTRY,))
    for orders in asked.sizes:
        yield _book(folder, Size(orders), MEASURES, peers)
        if asked.documents:
            yield _book(folder, Size(orders, documents=True), MEASURES, peers)
    if asked.million:
        yield _book(folder, Size(LARGEST), MEASURES)


def _book(folder: Path, size: Size, measures: Sequence[Measure], peers: Sequence[Peer] = ()) -> Book:
    return Book(size, folder / size.name, measures, peers)


def _peers(names: Sequence[str]) -> Iterator[Peer]:
    for name in names:
        peer = PEERS[name]
        if peer.installed():
            yield peer
        else:
            _tell(f"{peer.name} is not installed and is left out: there is no {peer.program}")


def _amounts(book: Book, clock: str) -> Measured:
    return {name: taken.computed if clock == "cpu" else taken.elapsed for name, taken in book.figures.items()}


def _as_data(book: Book) -> dict[str, object]:
    return {
        "orders": book.size.orders,
        "documents": book.size.documents,
        "measures": {
            name: {
                "elapsed": asdict(figures.elapsed),
                "computed": asdict(figures.computed),
                "runs": [asdict(taken) for taken in figures.runs],
            }
            for name, figures in book.figures.items()
        },
    }


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder).resolve()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[1_000, 10_000, 100_000], help="orders: 1000,10000,100000")
    parser.add_argument("--documents", action="store_true", help="each book again with deliveries and invoices")
    parser.add_argument("--million", action="store_true", help="a book of 1,000,000 orders for salesbook alone")
    parser.add_argument("--rounds", type=int, default=5, help="5")
    parser.add_argument("--tools", type=_tools, default=list(PEERS), help=f"{','.join(PEERS)}; none: salesbook alone")
    parser.add_argument("--by", choices=("clock", "cpu"), default="clock", help="what goals are held to; cpu if busy")
    parser.add_argument("--seed", type=int, default=1, help="of the books")
    parser.add_argument("--books", type=Path, metavar="DIR", help="where books are kept, so that they are made once")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures, run by run")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def _tools(text: str) -> list[str]:
    names = [] if text == "none" else text.split(",")
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"no tool {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    main()
