"""What is outstanding on a day is what moved until then, added up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from salesbook.index.outstanding import FOR_EVER, KEPT, outstanding_rows
from tests.index.comparing import fresh
from tests.oracle.random_books import write_random_book

KEY = "standing, customer, currency, unit, part, event, arose, due, retention"
OF_BALANCE = (
    "standing, customer, currency, unit, coalesce(part, 0), coalesce(event, ''), coalesce(arose, ''), "
    "coalesce(due, ''), coalesce(retention, 0)"
)


@pytest.mark.parametrize("seed", range(6))
def test_what_stands_is_what_moved_until_then(tmp_path: Path, seed: int) -> None:
    write_random_book(tmp_path, seed=300 + seed, orders=12)
    connection = fresh(tmp_path).connection
    days = [day for (day,) in connection.execute("SELECT DISTINCT date FROM balance ORDER BY date")]
    assert len(days) > 10
    kept = ", ".join(f"'{standing}'" for standing in sorted(KEPT))
    for day in days:
        moved: Counter[tuple[Any, ...]] = Counter()
        rows = f"SELECT {OF_BALANCE}, amount FROM balance WHERE date <= ? AND standing IN ({kept})"
        for *key, amount in connection.execute(rows, (day,)):
            moved[tuple(key)] += amount
        stands: Counter[tuple[Any, ...]] = Counter()
        rows = f"SELECT {KEY}, amount FROM outstanding WHERE since <= ? AND until > ?"
        for *key, amount in connection.execute(rows, (day, day)):
            assert tuple(key) not in stands
            stands[tuple(key)] = amount
        assert stands == Counter({key: amount for key, amount in moved.items() if amount})
    connection.close()


def test_what_was_paid_on_its_own_day_never_stood() -> None:
    def moved(day: str, amount: int) -> tuple[object, ...]:
        return ("PY-1", day, "free", "HDJM", "CNY", None, None, None, None, None, amount)

    assert not [*outstanding_rows("2026-01-01", [moved("2026-01-01", 5), moved("2026-01-01", -5)])]
    spans = outstanding_rows("2026-01-01", [moved("2026-02-01", -3), moved("2026-01-01", 5), moved("2026-03-01", -2)])
    assert [(row[0], row[10], row[-1]) for row in spans] == [
        ("2026-02-01", "2026-01-01", 5),
        ("2026-03-01", "2026-02-01", 2),
    ]
    assert [row[0] for row in outstanding_rows("2026-01-01", [moved("2026-01-01", 5)])] == [FOR_EVER]
