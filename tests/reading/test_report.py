"""The period's report on the command line: its parts, long lists, and who is new, lost or of high value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from salesbook.reports.long_lists import MANY

from .conftest import FILES, Asking, book

Books = Callable[[dict[str, str]], Asking]

SETTINGS = {name: FILES[name] for name in ("salesbook.yaml", "ledgers/products.yaml", "ledgers/reps.yaml")}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Books of given files and nothing else."""
    return lambda files: book(tmp_path, files)


def customers(ids: Iterable[str]) -> str:
    return "".join(f"- {{id: {id}, name: 客户{id}, rep: wang-fang}}\n" for id in ids)


def sold(*orders: tuple[str, str, int]) -> dict[str, str]:
    """Orders (customer, date, amount), each delivered on its day."""
    texts, delivered = [], []
    for number, (customer, day, amount) in enumerate(orders):
        texts.append(
            f"- id: SO-{number}\n  date: {day}\n  customer: {customer}\n  rep: wang-fang\n  lines:\n"
            f"    - {{product: P-100, qty: {amount}, price: 1.00, tax: 13%}}\n"
        )
        delivered.append(f"- id: DN-{number}\n  date: {day}\n  order: SO-{number}\n")
    return {"ledgers/orders/all.yaml": "".join(texts), "ledgers/deliveries/all.yaml": "".join(delivered)}


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["customer"] for row in rows]


def test_an_unknown_part_is_refused_with_the_nearest(asking: Asking) -> None:
    code, _, errors = asking.text("report", "--part", "custmers")
    assert code == 2
    assert "did you mean customers?" in errors


def test_parts_come_in_reading_order_however_they_are_asked_for(asking: Asking) -> None:
    code, output, _ = asking.text("report", "--month", "2026-10", "--part", "customers", "-p", "headline")
    assert code == 0
    assert output.index("Totals (CNY)") < output.index("By customer (CNY)")
    assert "By rep" not in output


def test_a_screen_shows_the_largest_of_many_customers_and_the_rest_in_one_row(books: Books) -> None:
    ids = [f"C{number:02}" for number in range(MANY + 10)]
    asking = books(
        SETTINGS
        | {"ledgers/customers.yaml": customers(ids)}
        | sold(*((id, "2026-10-05", 100 + at) for at, id in enumerate(ids)))
    )
    _, output, _ = asking.text("report", "--month", "2026-10")
    page = output[output.index("By customer") : output.index("New customers")].splitlines()
    rows = [line.split() for line in page if line.startswith("C") and line[1].isdigit()]
    assert [row[0] for row in rows] == sorted(ids, reverse=True)[:MANY]
    rest = next(line for line in page if line.startswith("others (10)"))
    assert "1,045.00" in rest, "100 to 109"
    _, alone, _ = asking.text("report", "--month", "2026-10", "--part", "customers")
    assert all(id in alone for id in ids)
    assert "others" not in alone
    assert len(asking.json("report", "--month", "2026-10")["by_customer"]) == len(ids)


def test_new_lost_and_high_value_customers(books: Books) -> None:
    ids = ["NEW", "LOST", "LONG", "BACK", *(f"R{number}" for number in range(6))]
    regular = [
        (f"R{number}", f"2026-{month:02}-{10 + number:02}", 100 * number + 100)
        for number in range(6)
        for month in range(10, 10 - number - 1, -1)
    ]
    asking = books(
        SETTINGS
        | {"ledgers/customers.yaml": customers(ids)}
        | sold(
            ("NEW", "2026-10-31", 5),
            ("LOST", "2025-11-15", 40),  # in the twelve months before the last six
            ("LOST", "2026-04-30", 2),  # its last day
            ("LONG", "2025-04-30", 70),  # the day before it
            ("BACK", "2025-12-01", 90),
            ("BACK", "2026-05-01", 1),  # the first day of the last six months
            *regular,
        )
    )
    report = asking.json("report", "--month", "2026-10", "--part", "customers")
    assert names(report["new_customers"]) == ["R0", "NEW"]
    assert [(row["customer"], row["last_order"], row["orders"], row["sales"]) for row in report["lost_customers"]] == [
        ("LOST", "2026-04-30", 2, "42.00")
    ]
    scores = {
        row["customer"]: (row["recency"], row["frequency"], row["amount"]) for row in report["high_value_customers"]
    }
    # Nine ordered within the year: recency NEW, R5 … R0, BACK, LOST; the second best still has 5, the fourth 4.
    assert scores == {"R5": (5, 5, 5), "R4": (4, 5, 5), "R3": (4, 4, 4)}


def test_a_rep_has_left_only_from_the_day_he_left(books: Books) -> None:
    reps = "- {id: wang-fang, name: 王芳, active: false, left: 2026-10-31}\n- {id: li-lei, name: 李雷}\n"
    asking = books(FILES | {"ledgers/reps.yaml": reps})
    _, september, _ = asking.text("report", "--quarter", "2026-Q3", "--part", "reps")
    _, october, _ = asking.text("report", "--month", "2026-10", "--part", "reps")
    assert "(left)" not in september
    assert "王芳 (left)" in october
