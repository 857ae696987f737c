"""Samples changed at random, to see that no reading fails and none is silently different.

    python -m tests.bank.fuzz --rounds 2000

Damage (bytes, cells, rows) must end in statements or in problems, never in an exception. A change that cannot
concern the money (ends of lines, encoding, quotation marks, titles, blank rows, trailing separators, the order of
columns) must leave dates, amounts and states as they were, or be told.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from salesbook.bank.reading import read
from salesbook.bank.reading.grid import Grid, shown
from salesbook.bank.reading.sources import content_of
from salesbook.bank.reading.vocabulary import vocabulary
from salesbook.bank.statement import Statement, Status, Unread, as_data
from tests.bank.regenerate import samples

Money = list[tuple[date, Decimal, Status]]
Change = Callable[[list[list[str]], str, random.Random], bytes]


_MARKS = [b'"', b",", b"\n", b"\x00", b"\xff", b"-", b"\t", b"<", b">", b"&", b":"]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes altered, left out or put in; or lines shuffled, doubled or lost."""
    if chance.random() < 0.3:
        lines = data.split(b"\n")
        start = chance.randrange(len(lines))
        end = min(start + chance.randint(1, 4), len(lines))
        some = lines[start:end]
        chance.shuffle(some)
        lines[start:end] = chance.choice([[], some, some * 2])
        return b"\n".join(lines)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(3):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randint(1, 60)]
            case _:
                changed[at:at] = chance.choice(
                    [b'"', b",", b"\n", b"\x00", b"\xff", b"-", b"\t", b"<", b">", b"&", b":"]
                )
    return bytes(changed)


def money(statements: Sequence[Statement]) -> Money:
    """What must not change: in the order of the file."""
    return [(line.date, line.amount, line.status) for statement in statements for line in statement.lines]


def written(rows: Sequence[Sequence[str]], delimiter: str, quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
    """Rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def _permuted(rows: list[list[str]], delimiter: str, chance: random.Random) -> bytes:
    width = max(map(len, rows))
    order = list(range(width))
    chance.shuffle(order)
    full = [[*row, *[""] * (width - len(row))] if len(row) > 1 else row for row in rows]
    return written([[row[at] for at in order] if len(row) == width else row for row in full], delimiter).encode()


def _with_blank_rows(rows: list[list[str]], delimiter: str, chance: random.Random) -> bytes:
    pairs = [[row, [""]] if chance.random() < 0.3 else [row] for row in rows]
    return written([row for pair in pairs for row in pair], delimiter).encode()


def _with_broken_words(rows: list[list[str]], delimiter: str, chance: random.Random) -> bytes:
    """An end of line within some words, as a sheet writes them that wraps its cells."""
    return written([[_broken(cell, chance) for cell in row] for row in rows], delimiter).encode()


def _broken(cell: str, chance: random.Random) -> str:
    middle = len(cell) // 2
    return f"{cell[:middle]}\n{cell[middle:]}" if len(cell) > 1 and cell.isalpha() and chance.random() < 0.3 else cell


CHANGES: dict[str, Change] = {
    "as it is": lambda rows, delimiter, chance: written(rows, delimiter).encode(),
    "CR": lambda rows, delimiter, chance: written(rows, delimiter, end="\r").encode(),
    "CRLF": lambda rows, delimiter, chance: written(rows, delimiter, end="\r\n").encode(),
    "byte order mark": lambda rows, delimiter, chance: written(rows, delimiter).encode("utf-8-sig"),
    "UTF-16": lambda rows, delimiter, chance: written(rows, delimiter).encode("utf-16"),
    "all quoted": lambda rows, delimiter, chance: written(rows, delimiter, csv.QUOTE_ALL).encode(),
    "trailing separators": lambda rows, delimiter, chance: written([[*row, ""] for row in rows], delimiter).encode(),
    "titles": lambda rows, delimiter, chance: written([["Export"], ["-" * 20], *rows], delimiter).encode(),
    "blank rows": _with_blank_rows,
    "order of columns": _permuted,
    "ends of lines in words": _with_broken_words,
}


def cells_of(sample: Path) -> tuple[list[list[str]], str] | None:
    """The rows of a sample of delimited text under headings, and what delimits them."""
    content = content_of(sample.read_bytes(), sample.name, vocabulary())
    if not isinstance(content, tuple) or len(content) != 1:
        return None
    (grid,) = content
    if not isinstance(grid, Grid) or grid.delimiter in {None, " "} or grid.unpaired_quotes:
        return None
    return [list(map(shown, row)) for row in grid.rows], grid.delimiter or ","


def silently_different(sample: Path, chance: random.Random) -> list[str]:
    """The changes without meaning that alter what is read from a sample, and are not told of."""
    found = read(sample.read_bytes(), sample.name)
    content = cells_of(sample)
    if isinstance(found, Unread) or content is None:
        return []
    told = {warning.code.id for statement in found for warning in statement.warnings}
    different: list[str] = []
    for name, change in CHANGES.items():
        again = read(change(*content, chance), sample.name)
        if isinstance(again, Unread) or money(again) == money(found):
            continue
        if not {warning.code.id for statement in again for warning in statement.warnings} - told:
            different.append(f"{sample.name}: {name}")
    return different


def failing(sample: Path, chance: random.Random) -> bytes | None:
    """Damage to a sample that makes reading raise."""
    data = damaged(sample.read_bytes(), chance)
    try:
        found = read(data, sample.name)
        if not isinstance(found, Unread):
            as_data(found)
    except Exception:  # whatever it is, it must not be raised
        return data
    return None


def main() -> None:
    """Damage each sample many times, and keep what makes reading fail."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)
    for sample in samples():
        for told in silently_different(sample, chance):
            print("silently different:", told, flush=True)
    for number in range(given.rounds):
        for sample in samples():
            if (data := failing(sample, chance)) is not None:
                path = Path(f"failing-{number}-{sample.name}")
                path.write_bytes(data)
                print("fails:", path, flush=True)


if __name__ == "__main__":
    main()
