"""The plain implementation itself: examples worked out by hand, and what must hold in every book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .compare import differences
from .orders import currency_of, customer_of, earned
from .plain import aging, read_book, report
from .random_books import write_random_book
from .reading import Book
from .settling import free_by_customer, given_until, opening_amount, positions

BookOf = Callable[..., Book]
SETTINGS = """
currency: CNY
tax: 13%
terms:
  now: [{share: 100%, after: delivery}]
  billed: [{share: 100%, after: invoice, days: 30}]
  monthly25: [{share: 100%, after: delivery, statement_day: 25, days: 30, pay_day: 10}]
  monthly30: [{share: 100%, after: delivery, statement_day: 31, days: 30}]
  deposit30: [{share: 30%, after: order}, {share: 60%, after: delivery}, {share: 10%, after: acceptance, days: 365}]
accounts:
  icbc: {name: ICBC, currency: CNY}
  boc: {name: BOC, currency: USD}
"""
MASTERS = {
    "customers": "- {id: A, name: Alpha, rep: wang}\n- {id: B, name: Beta, rep: li, settle: explicit}\n",
    "products": "- {id: P, name: Part}\n- {id: Q, name: Queue}\n",
    "reps": "- {id: wang, name: Wang}\n- {id: li, name: Li}\n",
}
TEN_AT_100 = (
    "- {id: S1, date: 2026-01-05, customer: A, rep: wang, terms: now,"
    " lines: [{product: P, qty: 10, price: 100, tax: 0%}]}\n"
)
DELIVERED = "- {id: D1, date: 2026-01-10, order: S1, lines: [{line: 1, qty: 10}]}\n"


@pytest.fixture
def book_of(tmp_path: Path) -> BookOf:
    """Writes a book of texts by kind and reads it."""

    def write(settings: str = "", **ledgers: str) -> Book:
        (tmp_path / "salesbook.yaml").write_text(SETTINGS + settings, encoding="utf-8")
        for kind, text in {**MASTERS, **ledgers}.items():
            path = tmp_path / "ledgers" / (f"{kind}.yaml" if kind in MASTERS else f"{kind}/2026-01.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return read_book(tmp_path)

    return write


def totals(figures: dict[str, Any], *names: str) -> list[Any]:
    """Some of the totals."""
    return [figures["totals"][name] for name in names]


def row(figures: dict[str, Any], part: str, id: str | None) -> dict[str, Any]:
    """The row of an id."""
    return next(found for found in figures[part] if next(iter(found.values())) == id)


# --- worked out by hand -----------------------------------------------------------------------------------------------


def design_order(book_of: BookOf) -> Book:
    """The order of the design's examples, with its change, delivery, invoice, payment and return."""
    return book_of(
        orders="""
- id: S1
  date: 2026-11-21
  customer: A
  rep: wang
  terms: deposit30
  lines:
    - {product: P, qty: 10, price: 128.50, tax: 13%}
    - {product: Q, qty: 2, price: 999.00, discount: 5%, tax: 13%}
    - {text: 运费, qty: 1, price: 60.00, tax: 9%}
  total: 3243.10
""",
        changes="""
- id: C1
  date: 2026-11-25
  order: S1
  lines: [{line: 1, qty: 6}, {product: P, qty: 2, price: 45.00, tax: 13%}]
  total: 2819.10
""",
        deliveries="- {id: D1, date: 2026-11-22, order: S1, lines: [{line: 1, qty: 5}]}",
        invoices="- {id: I1, date: 2026-11-23, customer: A, orders: [{order: S1, amount: 1285.00}]}",
        payments="- {id: Y1, date: 2026-11-24, customer: A, amount: 5000.00, orders: [{order: S1, amount: 1285.00}]}",
        credits="""
- {id: R1, date: 2026-11-28, customer: A, reason: return, amount: 128.50,
   orders: [{order: S1, amount: 128.50, lines: [{line: 1, qty: 1}]}]}
""",
    )


def test_deposit_of_the_design(book_of: BookOf) -> None:
    book = design_order(book_of)
    # T = 1285.00 + 1898.10 + 60.00 = 3243.10; the deposit is 30% of it, 972.93, due on the day of the order
    assert totals(aging(book, date(2026, 11, 21)), "receivable", "deposits_due") == ["0.00", "972.93"]
    # 5 x 128.50 and the freight = 702.50; the delivery's item is 60% of that, 421.50; items 1394.43, of which 702.50 is
    # owed: all of it lies on the oldest item, the deposit, two days overdue
    assert totals(aging(book, date(2026, 11, 23)), "1-30", "receivable", "deposits_due") == [
        "702.50",
        "702.50",
        "691.93",
    ]
    # S = 1285.00: 582.50 is for goods to come, 3715.00 is free; items 1394.43 less 1285.00
    on_24 = aging(book, date(2026, 11, 24))
    assert totals(on_24, "receivable", "advances", "deposits_due") == ["0.00", "4297.50", "109.43"]
    # T = 2819.10: deposit 845.73 + delivery 421.50 = 1267.23, all paid
    assert totals(aging(book, date(2026, 11, 25)), "advances", "deposits_due") == ["4297.50", "0.00"]
    # the return: S = 1413.50
    assert totals(aging(book, date(2026, 11, 28)), "advances", "net") == ["4426.00", "-4426.00"]


def test_report_of_the_design(book_of: BookOf) -> None:
    found = report(design_order(book_of), date(2026, 11, 1), date(2026, 11, 30))
    assert totals(found, "ordered", "delivered", "invoiced", "returns", "sales", "collected") == [
        "2819.10", "702.50", "1285.00", "128.50", "574.00", "5000.00",
    ]  # fmt: skip
    # net: 1137.17 x 5/10 = 568.585 -> 568.59; 60 / 1.09 = 55.05; returned 682.30 x 1/6 = 113.72; in all 509.92
    assert totals(found, "sales_net") == ["509.92"]
    # 5000 / 574; due: 845.73 + 421.50 arose and are due in the month, 5000 / 1267.23 = 3.94561
    assert totals(found, "collection_rate", "due_collection_rate", "dso") == [8.7108, 3.9456, 0.0]
    assert row(found, "by_product", "P")["ordered"] == "861.00"  # 6 x 128.50 + 2 x 45.00
    assert row(found, "by_product", None)["delivered"] == "60.00"


def test_statement_and_pay_day(book_of: BookOf) -> None:
    order = TEN_AT_100.replace("now", "monthly25")
    book = book_of(orders=order, deliveries=DELIVERED.replace("01-10", "01-26"))
    # 01-26 -> statement 02-25 -> + 30 days 03-27 -> pay day 04-10
    assert totals(aging(book, date(2026, 4, 10)), "not_due", "1-30") == ["1000.00", "0.00"]
    assert totals(aging(book, date(2026, 4, 11)), "not_due", "1-30") == ["0.00", "1000.00"]


def test_last_day_of_a_short_month(book_of: BookOf) -> None:
    order = TEN_AT_100.replace("now", "monthly30")
    book = book_of(orders=order, deliveries=DELIVERED.replace("01-10", "02-10"))
    # 02-10 -> 31st, that is 02-28 -> + 30 days 03-30
    assert totals(aging(book, date(2026, 3, 30)), "not_due") == ["1000.00"]
    assert totals(aging(book, date(2026, 3, 31)), "1-30") == ["1000.00"]


def test_exchange_keeps_the_first_due_date(book_of: BookOf) -> None:
    book = book_of(
        orders=TEN_AT_100,
        deliveries=DELIVERED + "- {id: D2, date: 2026-03-01, order: S1, lines: [{line: 1, qty: 3}]}\n",
        credits="- {id: R1, date: 2026-02-01, customer: A, reason: exchange, amount: 0.00,"
        " orders: [{order: S1, amount: 0.00, lines: [{line: 1, qty: 3}]}]}\n",
    )
    assert totals(aging(book, date(2026, 2, 9)), "1-30", "receivable") == ["700.00", "700.00"]
    # all of it 50 days after 01-10, although 300.00 came again on 03-01
    assert totals(aging(book, date(2026, 3, 1)), "31-60", "receivable") == ["1000.00", "1000.00"]
    assert totals(report(book, date(2026, 2, 1), date(2026, 2, 28)), "delivered", "charged") == ["-300.00", "-300.00"]


@pytest.mark.parametrize("invoiced, receivable", [(800, "800.00"), (1000, "800.00"), (500, "500.00")])
def test_return_counts_as_invoiced_as_far_as_there_is_room(book_of: BookOf, invoiced: int, receivable: str) -> None:
    book = book_of(
        "receivable_basis: invoiced\n",
        orders=TEN_AT_100.replace("now", "billed"),
        deliveries=DELIVERED,
        credits="- {id: R1, date: 2026-01-12, customer: A, reason: return, amount: 200.00,"
        " orders: [{order: S1, amount: 200.00, lines: [{line: 1, qty: 2}]}]}\n",
        invoices=f"- {{id: I1, date: 2026-01-20, customer: A, orders: [{{order: S1, amount: {invoiced}.00}}]}}\n",
    )
    # before the invoice: E = 200 by the return, which settles just that
    assert totals(aging(book, date(2026, 1, 15)), "receivable", "advances") == ["0.00", "0.00"]
    # 800: E 1000, S 200; 1000: no room, E 1000, S 200; 500: E 700, S 200; always due 30 days after the invoice
    assert totals(aging(book, date(2026, 2, 19)), "not_due", "receivable") == [receivable, receivable]


def test_free_money_pays_the_oldest_unless_explicit(book_of: BookOf) -> None:
    orders = TEN_AT_100 + TEN_AT_100.replace("S1", "S2").replace("customer: A", "customer: B")
    book = book_of(
        orders=orders,
        deliveries=DELIVERED + DELIVERED.replace("D1", "D2").replace("S1", "S2"),
        payments="- {id: Y1, date: 2026-01-20, customer: A, amount: 300.00}\n"
        "- {id: Y2, date: 2026-01-20, customer: B, amount: 300.00}\n",
    )
    found = aging(book, date(2026, 1, 31))
    shown = [(line["receivable"], line["advances"], line["net"]) for line in found["rows"]]
    assert shown == [("700.00", "0.00", "700.00"), ("1000.00", "300.00", "700.00")]


def test_openings_count_from_the_day_before(book_of: BookOf) -> None:
    book = book_of(
        openings="- {id: O1, date: 2026-01-01, customer: B, amount: 500.00, due: 2026-01-31}\n"
        "- {id: O2, date: 2026-01-01, customer: B, amount: -80.00}\n",
        allocations="- {id: L1, date: 2026-01-20, payment: Y1, orders: [{opening: O1, amount: 120.00}]}\n",
        payments="- {id: Y1, date: 2026-01-15, customer: B, amount: 200.00}\n",
    )
    assert aging(book, date(2025, 12, 30))["rows"] == []
    assert totals(aging(book, date(2025, 12, 31)), "not_due", "advances") == ["500.00", "80.00"]
    found = report(book, date(2026, 1, 1), date(2026, 1, 31))
    # charged nothing; 500.00 was there on the opening day and is due on 01-31: 200 / 500
    assert totals(found, "charged", "opening_receivable", "closing_receivable", "advances", "due_collection_rate") == [
        "0.00", "500.00", "380.00", "160.00", 0.4,
    ]  # fmt: skip


def test_payment_in_another_currency(book_of: BookOf) -> None:
    book = book_of(
        orders=TEN_AT_100.replace("terms: now", "terms: now, currency: USD"),
        deliveries=DELIVERED,
        payments="- {id: Y1, date: 2026-01-20, customer: A, amount: 2200.00, account: icbc,"
        " orders: [{order: S1, amount: 300.00, paid: 2160.00}]}\n",
    )
    found = aging(book, date(2026, 1, 31))
    assert totals(found, "receivable", "advances") == ["0.00", "40.00"]
    assert [totals(other, "receivable", "advances") for other in found["others"]] == [["700.00", "0.00"]]
    assert totals(report(book, date(2026, 1, 1), date(2026, 1, 31)), "collected", "charged") == ["2200.00", "0.00"]


def test_dishonoured_bill_takes_back_all(book_of: BookOf) -> None:
    book = book_of(
        orders=TEN_AT_100.replace("rep: wang", "reps: {wang: 33.3%, li: 66.7%}"),
        deliveries=DELIVERED,
        payments="- {id: Y1, date: 2026-01-20, customer: A, amount: 900.00, method: bill,"
        " orders: [{order: S1, amount: 500.05}]}\n",
        allocations="- {id: L1, date: 2026-02-02, payment: Y1, orders: [{order: S1, amount: 99.95}]}\n",
        bills="- {id: E1, date: 2026-03-05, payment: Y1, event: dishonoured}\n",
    )
    assert totals(aging(book, date(2026, 3, 4)), "receivable") == ["100.00"]
    assert totals(aging(book, date(2026, 3, 5)), "receivable", "advances") == ["1000.00", "0.00"]
    january, february, march = (report(book, date(2026, m, 1), date(2026, m, 28)) for m in (1, 2, 3))
    # 500.05 x 33.3% = 166.51665 -> 166.52 wang, 333.53 li; 399.95 free, customer's rep wang
    assert [row(january, "by_rep", rep)["collected"] for rep in ("wang", "li")] == ["566.47", "333.53"]
    # 99.95 x 33.3% = 33.28335 -> 33.28 wang, 66.67 li, out of wang's
    assert [row(february, "by_rep", rep)["collected"] for rep in ("wang", "li")] == ["-66.67", "66.67"]
    assert [row(march, "by_rep", rep)["collected"] for rep in ("wang", "li")] == ["-499.80", "-400.20"]
    assert totals(march, "collected") == ["-900.00"]


def test_cancellation_frees_what_is_beyond_the_total(book_of: BookOf) -> None:
    book = book_of(
        orders=TEN_AT_100.replace("customer: A", "customer: B"),
        deliveries=DELIVERED.replace("qty: 10", "qty: 4"),
        payments="- {id: Y1, date: 2026-01-06, customer: B, amount: 1000.00, orders: [{order: S1, amount: 1000.00}]}\n"
        "- {id: Y2, date: 2026-02-06, customer: B, amount: -600.00, orders: [{order: S1, amount: -600.00}]}\n",
        changes="- {id: C1, date: 2026-01-20, order: S1, cancel: true}\n",
    )
    assert totals(aging(book, date(2026, 1, 19)), "receivable", "advances") == ["0.00", "600.00"]
    assert totals(aging(book, date(2026, 1, 20)), "receivable", "advances") == ["0.00", "600.00"]
    assert totals(aging(book, date(2026, 2, 6)), "receivable", "advances") == ["0.00", "0.00"]
    assert totals(report(book, date(2026, 1, 1), date(2026, 1, 31)), "ordered", "delivered") == ["400.00", "400.00"]


def test_reissued_invoice_keeps_its_due_date(book_of: BookOf) -> None:
    book = book_of(
        orders=TEN_AT_100.replace("now", "billed"),
        deliveries=DELIVERED,
        invoices="- {id: I1, date: 2026-01-11, customer: A, orders: [{order: S1, amount: 1000.00}]}\n"
        "- {id: I2, date: 2026-02-01, customer: A, orders: [{order: S1, amount: -1000.00}], reverses: I1}\n"
        "- {id: I3, date: 2026-02-03, customer: A, orders: [{order: S1, amount: 600.00}], replaces: I1}\n",
    )
    assert totals(aging(book, date(2026, 2, 2)), "unbilled", "receivable") == ["1000.00", "1000.00"]
    # due 30 days after 01-11, on 02-10
    assert totals(aging(book, date(2026, 2, 11)), "unbilled", "1-30", "receivable") == ["400.00", "600.00", "1000.00"]


def test_pieces_in_yen_take_the_remainder_last(book_of: BookOf) -> None:
    book = book_of(
        orders="- {id: S1, date: 2026-01-05, customer: A, rep: wang, terms: now, currency: JPY,"
        " lines: [{product: P, qty: 3, price: 33.33, tax: 10%}]}\n",
        deliveries="".join(
            DELIVERED.replace("1, d", f"{k}, d").replace("-01-", f"-0{k}-").replace("10}", "1}") for k in (1, 2, 3)
        ),
    )
    # 99.99 -> 100 yen; 33.3, 66.7, 100 -> 33, 67, 100; net 91: 30, 61, 91
    months = [report(book, date(2026, month, 1), date(2026, month, 28))["others"][0] for month in (1, 2, 3)]
    assert [totals(month, "delivered", "sales_net") for month in months] == [["33", "30"], ["34", "31"], ["33", "30"]]


def test_receivables_follow_the_customers_rep_of_the_day(book_of: BookOf) -> None:
    book = book_of(
        customers="- {id: A, name: Alpha, reps: [{rep: wang}, {rep: li, from: 2026-02-10}]}\n",
        orders=TEN_AT_100,
        deliveries=DELIVERED,
        payments="- {id: Y1, date: 2026-02-05, customer: A, amount: 250.00}\n",
        targets="- {rep: wang, month: 2026-02, sales: 100.00, collected: 1000.00}\n",
    )
    found = report(book, date(2026, 2, 1), date(2026, 2, 28))
    wang, li = row(found, "by_rep", "wang"), row(found, "by_rep", "li")
    names = ("opening_receivable", "closing_receivable", "collected")
    assert [wang[name] for name in names] == ["1000.00", "0.00", "250.00"]
    assert [li[name] for name in names] == ["0.00", "750.00", "0.00"]
    assert [wang[name] for name in ("sales_attainment", "collected_attainment")] == [0.0, 0.25]
    # 750 x 90 days (2025-12-01 to 2026-02-28) / 1000
    assert li["dso"] == 67.5 and wang["dso"] is None


# --- what holds in every book -----------------------------------------------------------------------------------------

SEEDS = range(150)


def eventful_days(book: Book) -> list[date]:
    """Every day on which something happened, and those before openings."""
    kinds = [kind for kind in book if kind not in ("settings", "customers", "products", "reps", "targets")]
    days = {entry["date"] for kind in kinds for entry in book[kind]}
    return sorted(days | {opening["date"] - timedelta(days=1) for opening in book["openings"]})


def charged_less_settled(book: Book, day: date) -> dict[tuple[str, str], int]:
    """E with openings, less all settled, by customer and currency, from the documents alone."""
    result: dict[tuple[str, str], int] = {}
    for order in book["orders"]:
        key = customer_of(book, order["customer"]), currency_of(book, order)
        result[key] = result.get(key, 0) + earned(book, order, day)
    for opening in book["openings"]:
        if opening["date"] - timedelta(days=1) <= day:
            key = customer_of(book, opening["customer"]), currency_of(book, opening)
            result[key] = result.get(key, 0) + opening_amount(book, opening)
    return result


def amounts_of(rows: list[dict[str, Any]], name: str) -> Decimal:
    """The sum of a column."""
    return sum((Decimal(found[name]) for found in rows), Decimal(0))


def features_of(book: Book) -> set[str]:
    """What a book has of the things that random books are for."""
    pieces = [
        (document, piece)
        for kind in ("payments", "credits", "allocations")
        for document in book[kind]
        for piece in document.get("orders", [])
    ]
    return (
        {kind for kind in book if book[kind]}
        | {credit["reason"] for credit in book["credits"]}
        | {bill["event"] for bill in book["bills"]}
        | {key for order in book["orders"] for key in ("reps", "currency") if key in order}
        | {key for change in book["changes"] for key in ("lines", "cancel", "accept") if key in change}
        | {key for invoice in book["invoices"] for key in ("reverses", "replaces") if key in invoice}
        | {key for payment in book["payments"] for key in ("received_by", "bill") if key in payment}
        | {key for customer in book["customers"].values() for key in ("group", "merged_into") if key in customer}
        | {key for _, piece in pieces for key in ("opening", "paid", "lines") if key in piece}
        | {f"{document['id'][:2]} below zero" for document, piece in pieces if piece["amount"] < 0}
        | {"terms of its own" for order in book["orders"] if isinstance(order.get("terms"), list)}
        | {"negative line" for order in book["orders"] for line in order["lines"] if line["price"] < 0}
        | {"delivery without lines" for delivery in book["deliveries"] if "lines" not in delivery}
        | {"negative opening" for opening in book["openings"] if opening["amount"] < 0}
        | {"allocation of a credit" for allocation in book["allocations"] if "credit" in allocation}
    )


def test_random_books_have_every_feature(tmp_path: Path) -> None:
    found: set[str] = set()
    for seed in range(20):
        write_random_book(tmp_path / str(seed), seed)
        found |= features_of(read_book(tmp_path / str(seed)))
    wanted = {"settings", "customers", "products", "reps", "targets", "orders", "changes", "deliveries", "invoices"}
    wanted |= {"openings", "payments", "credits", "allocations", "handins", "bills"}
    wanted |= {"return", "exchange", "allowance", "rebate", "discount", "fee", "rounding", "write-off", "recovery"}
    wanted |= {"offset", "endorsed", "discounted", "collected", "dishonoured", "cancel", "accept", "lines"}
    wanted |= {"currency", "reverses", "replaces", "received_by", "bill", "group", "merged_into", "opening", "paid"}
    wanted |= {"PY below zero", "CR below zero", "AL below zero", "terms of its own", "negative line"}
    wanted |= {"negative opening", "delivery without lines", "allocation of a credit"}
    assert wanted <= found


@pytest.fixture(scope="module", params=SEEDS)
def random_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A random book of a seed."""
    root = tmp_path_factory.mktemp("book")
    write_random_book(root, request.param)
    return read_book(root)


def test_the_random_book_is_valid(random_book: Book) -> None:
    for day in eventful_days(random_book):
        given = given_until(random_book, day)
        for target in {piece.target for piece in given}:
            assert sum(piece.amount for piece in given if piece.target == target) >= 0
        assert min(free_by_customer(random_book, day, given).values(), default=0) >= 0


def test_buckets_sum_to_what_is_owed(random_book: Book) -> None:
    for day in eventful_days(random_book)[::9]:
        found = aging(random_book, day)
        for part in [found, *found["others"]]:
            for line in [*part["rows"], part["totals"]]:
                assert amounts_of([{"x": line[name]} for name in part["buckets"]], "x") == Decimal(line["receivable"])
                assert Decimal(line["receivable"]) - Decimal(line["advances"]) == Decimal(line["net"])
                assert all(Decimal(line[name]) >= 0 for name in line if name not in ("customer", "name", "net"))


def test_net_is_charged_less_settled(random_book: Book) -> None:
    for day in eventful_days(random_book)[::9]:
        charged = charged_less_settled(random_book, day)
        for key, position in positions(random_book, day).items():
            negative_openings = sum(
                opening_amount(random_book, opening)
                for opening in random_book["openings"]
                if opening_amount(random_book, opening) < 0 and opening["date"] - timedelta(days=1) <= day
                and (customer_of(random_book, opening["customer"]), currency_of(random_book, opening)) == key
            )  # fmt: skip
            assert position.receivable - position.advances == position.earned - position.settled
            assert position.earned + negative_openings == charged.get(key, 0)


def test_parts_sum_to_totals(random_book: Book) -> None:
    days = eventful_days(random_book)
    first, last = days[0].replace(day=1), days[-1]
    for start, end in ((first, last), (date(2026, 4, 1), date(2026, 6, 30)), (date(2026, 5, 10), date(2026, 8, 9))):
        found = report(random_book, start, end)
        for part in [found, *found["others"]]:
            for name, total in part["totals"].items():
                if isinstance(total, str):
                    assert amounts_of(part["by_rep"], name) == Decimal(total), name
                    assert amounts_of(part["by_customer"], name) == Decimal(total), name
            for name in ("ordered", "delivered", "returns", "sales"):
                assert amounts_of(part["by_product"], name) == Decimal(part["totals"][name]), name


def test_periods_add_up(random_book: Book) -> None:
    whole = report(random_book, date(2026, 1, 1), date(2026, 8, 31))
    parts = [report(random_book, first, last) for first, last in (
        (date(2026, 1, 1), date(2026, 5, 17)), (date(2026, 5, 18), date(2026, 8, 31)),
    )]  # fmt: skip
    for name in ("ordered", "delivered", "invoiced", "returns", "sales", "sales_net", "charged", "collected"):
        assert sum(Decimal(part["totals"][name]) for part in parts) == Decimal(whole["totals"][name]), name
    assert parts[0]["totals"]["closing_receivable"] == parts[1]["totals"]["opening_receivable"]


def test_no_difference_to_itself_and_one_is_found(random_book: Book) -> None:
    found, other = (aging(random_book, date(2026, 7, 1)) for _ in range(2))
    assert list(differences(found, other)) == []
    other["totals"]["receivable"] = "-0.01"
    assert list(differences(found, other))
