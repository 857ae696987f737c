"""Lists and searches give the entries that were asked for, and no others."""

from __future__ import annotations

import csv
import io

import pytest

from salesbook.model.kinds import KINDS
from tests.reading.conftest import Asking


def ids(asking: Asking, *arguments: str) -> list[str]:
    return [str(entry["id"]) for entry in asking.json(*arguments)]


def test_a_list_gives_the_entries_as_they_were_written(asking: Asking) -> None:
    first = asking.json("list", "orders")[0]
    assert first["kind"] == "orders"
    assert first["lines"][0] == {"product": "P-100", "qty": "10", "price": "100.00", "tax": "13%"}
    assert first["total"] == "1285.00"


@pytest.mark.parametrize("name", ["orders", "order", "订单", "Orders"])
def test_kinds_are_called_as_people_call_them(name: str, asking: Asking) -> None:
    assert ids(asking, "list", name) == ["SO-1", "SO-2", "SO-3"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--customer", "HDJM"], ["SO-1", "SO-3"]),
        (["--customer", "华东精密"], ["SO-1", "SO-3"]),
        (["--customer", "HDOLD"], ["SO-1", "SO-3"]),
        (["--rep", "李雷"], ["SO-2"]),
        (["--from", "2026-10-05"], ["SO-2", "SO-3"]),
        (["--to", "2026-10-05"], ["SO-1", "SO-2"]),
        (["--month", "2026-09"], []),
        (["--month", "10"], ["SO-1", "SO-2", "SO-3"]),
        (["--text", "po-7781"], ["SO-1"]),
        (["--tag", "rush"], ["SO-1"]),
        (["--open"], ["SO-1", "SO-3"]),
        (["--limit", "1"], ["SO-3"]),
        (["--limit", "9"], ["SO-1", "SO-2", "SO-3"]),
    ],
)
def test_orders_are_filtered(arguments: list[str], expected: list[str], asking: Asking) -> None:
    assert ids(asking, "list", "orders", *arguments) == expected


def test_deliveries_and_allocations_belong_to_the_customer_of_what_they_are_about(asking: Asking) -> None:
    assert ids(asking, "list", "deliveries", "--customer", "ZSDJ") == ["DN-2"]
    assert ids(asking, "list", "allocations", "--customer", "HDJM") == ["AL-1"]


def test_documents_that_name_no_rep_are_those_of_whoever_has_their_customer(asking: Asking) -> None:
    assert ids(asking, "list", "payments", "--rep", "王芳") == ["PY-1", "PY-3"]
    assert ids(asking, "list", "payments", "--rep", "li-lei") == ["PY-2"]
    assert ids(asking, "list", "invoices", "--rep", "li-lei") == ["IV-2"]
    assert ids(asking, "list", "deliveries", "--rep", "wang-fang") == ["DN-1"]


def test_open_money_is_what_is_not_fully_given_out(asking: Asking) -> None:
    assert ids(asking, "list", "payments", "--open") == ["PY-1"]
    assert asking.text("list", "reps", "--open")[0] == 2


def test_a_list_totals_one_currency_and_never_two(asking: Asking) -> None:
    assert "1,450.00" in asking.text("list", "orders", "--to", "2026-10-05")[1]
    assert "Total" not in asking.text("list", "orders", "--lang", "en")[1].splitlines()[-1]


def test_csv_has_the_same_columns_whatever_the_rows(asking: Asking) -> None:
    def heading(*arguments: str) -> list[str]:
        return next(csv.reader(io.StringIO(asking.text("list", "orders", "--format", "csv", *arguments)[1])))

    assert heading() == heading("--month", "2026-09") == heading("--rep", "李雷")
    assert {"id", "date", "customer", "total", "currency"} <= set(heading())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_listed_in_both_languages(kind: object, asking: Asking) -> None:
    name = str(getattr(kind, "name", ""))
    for language in ("en", "zh"):
        code, output, errors = asking.text("list", name, "--lang", language)
        assert (code, errors) == (0, "")
        assert output


def test_unknown_kinds_and_customers_are_answered_with_the_nearest(asking: Asking) -> None:
    assert asking.text("list", "ordrs", "--lang", "en")[::2] == (
        2,
        "salesbook: there is no kind ordrs; did you mean orders?\n",
    )
    code, _, errors = asking.text("list", "orders", "--customer", "HDJN", "--lang", "en")
    assert code == 2
    assert "did you mean HDJM" in errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so-1", "SO-1"),
        ("1285", "SO-1"),
        ("1,285.00", "SO-1"),
        ("26312000000012345678", "IV-1"),
        ("PO-7781", "SO-1"),
        ("huadong", "HDJM"),
        ("hdjm", "HDJM"),
        ("wxzs", "ZSDJ"),
        ("zheshan", "ZSDJ"),
        ("SF123456", "DN-1"),
        ("加配件", "CH-1"),
        ("130558", "PY-3"),
    ],
)
def test_the_best_match_comes_first(text: str, expected: str, asking: Asking) -> None:
    assert asking.json("find", text)[0]["id"] == expected


def test_an_amount_is_found_as_an_amount_not_as_digits(asking: Asking) -> None:
    assert asking.text("find", "128")[0] == 1
    assert {each["id"] for each in asking.json("find", "40")} == {"PY-3"}


def test_what_is_not_there_is_not_found(asking: Asking) -> None:
    code, output, _ = asking.text("find", "nothing like this", "--format", "json")
    assert (code, output) == (1, "[]\n")
    assert asking.text("find", "100%_")[0] == 1
