"""``aging``: what a clerk rebuilds by hand of the small book, in every view, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Asking

ON = ("aging", "--as-of", "2026-10-31")


def test_the_item_names_its_documents_and_what_was_settled_of_it(asking: Asking) -> None:
    (item,) = asking.json(*ON, "--detail")["items"]
    assert (item["order"], item["event"], item["event_kind"], item["rep"]) == (
        "SO-1",
        "DN-1",
        "deliveries",
        "wang-fang",
    )
    # Terms ask for 30% with the order, 405.00, and for 70% of the 685.00 delivered, 479.50, of which 245.00 is owed:
    # 440.00 was given to the order, 405.00 of it pay the first part, and the bill of 40.00 was the last to come.
    assert (item["of"], item["amount"], item["bucket"]) == ("479.50", "245.00", "not_due")
    assert item["settled"] == [
        {"date": "2026-10-21", "entry": "PY-3", "source": "PY-3", "kind": "payments", "amount": "35.00"}
    ]
    assert [invoice["number"] for invoice in item["invoices"]] == ["26312000000012345678"]


def test_what_an_allocation_gave_names_its_payment(asking: Asking) -> None:
    _, table, _ = asking.text("aging", "--as-of", "2026-10-16", "--detail", "--customer", "HDJM")
    settled = table[table.index("Settled of these items") :]
    assert "AL-1" in settled and "PY-1" in settled


def test_by_document_date_days_run_from_the_delivery(asking: Asking) -> None:
    figures = asking.json(*ON, "--basis", "document")
    assert figures["buckets"] == ["unbilled", "0-30", "31-60", "61-90", "over_90"]
    assert figures["rows"][0]["0-30"] == "245.00"
    later = asking.json("aging", "--as-of", "2026-11-10", "--basis", "document")
    assert (later["rows"][0]["0-30"], later["rows"][0]["31-60"]) == ("0.00", "245.00")


def test_by_product_an_item_is_spread_by_what_was_delivered(asking: Asking) -> None:
    rows = asking.json(*ON, "--by", "product")["rows"]
    found = [(row["product"], row["not_due"], row["advances"], row["deposits_due"]) for row in rows]
    assert found == [("P-100", "214.60", "0.00", "0.00"), (None, "30.40", "100.00", "199.50")]


def test_a_movement_rolls_the_receivable_forward(asking: Asking) -> None:
    figures = asking.json(*ON, "--from", "2026-10-15")
    moved = {row["customer"]: row for row in figures["movement"]["rows"]}
    assert figures["movement"]["opening_day"] == figures["opening"]["as_of"] == "2026-10-14"
    assert {key: moved["HDJM"][key] for key in ("opening_receivable", "collected", "advances_change")} == {
        "opening_receivable": "299.50",
        "collected": "40.00",
        "advances_change": "-14.50",
    }
    assert moved["ZSDJ"]["collected"] == "100.00"
    assert figures["movement"]["totals"]["closing_receivable"] == figures["totals"]["receivable"] == "245.00"


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (("--customer", "华东精密"), ["HDJM"]),
        (("--rep", "li-lei"), []),
        (("--rep", "王芳"), ["HDJM"]),
        (("--team", "华东"), ["HDJM"]),
        (("--team", "华南"), []),
    ],
)
def test_others_are_left_out(asking: Asking, arguments: tuple[str, ...], rows: list[str]) -> None:
    assert [row["customer"] for row in asking.json(*ON, *arguments)["rows"]] == rows


def test_the_items_of_one_bucket(asking: Asking) -> None:
    assert asking.json("aging", "--as-of", "2026-11-10", "--bucket", "1-30")["items"][0]["days_overdue"] == 1
    assert asking.json("aging", "--as-of", "2026-11-10", "--bucket", "Not due")["items"] == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--bucket", "5-6"), "there is no bucket 5-6; there are unbilled, not_due, 1-30, 31-60, 61-90, over_90"),
        (("--team", "华西"), "there is no team 华西; there are 华东, 华南"),
        (("--from", "2026-11-01"), "2026-11-01 is after 2026-10-31"),
        (("--from", "2026-10-01", "--by", "product"), "what is collected is of no product"),
        (("--customer", "nobody"), "there is no customer nobody"),
    ],
)
def test_what_it_refuses(asking: Asking, arguments: tuple[str, ...], why: str) -> None:
    code, output, errors = asking.text(*ON, *arguments)
    assert (code, output) == (2, "")
    assert why in errors


def test_it_reads_in_chinese(asking: Asking) -> None:
    _, shown, _ = asking.text(*ON, "--from", "2026-10-15", "--detail", "--basis", "document", "--lang", "zh")
    for words in (
        "应收账龄表（按单据日期，截至 2026-10-31）",
        "应收变动",
        "预收增减",
        "上述款项已结清部分",
        "承兑汇票",
    ):
        assert words in shown


def test_an_empty_book_has_an_aging(asking_of: Callable[[dict[str, str]], Asking]) -> None:
    names = ("orders", "changes", "deliveries", "invoices", "payments", "allocations")
    empty = asking_of({f"ledgers/{name}/2026-10.yaml": "" for name in names})
    figures = empty.json(*ON, "--from", "2026-10-01", "--detail")
    assert (figures["rows"], figures["items"], figures["movement"]["rows"]) == ([], [], [])
