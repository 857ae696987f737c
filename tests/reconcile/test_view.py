"""What a matcher sees of small books: discounts, invoices, free and held money, other accounts, and the past."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.bank.receivables import OpenInvoice, OpenItem, OtherLine, Receivables
from salesbook.bank.view import BookView
from salesbook.index.book import open_book
from salesbook.index.snapshot import snapshot
from salesbook.index.sync import synchronise

DAY = date(2026, 10, 12)

SETTINGS = """
company: {name: 云岚}
currency: CNY
terms:
  quick: [{share: 100%, after: delivery, days: 30, discount: 2%, discount_days: 10}]
accounts:
  icbc: {name: 工行, number: "1001", currency: CNY}
  alipay: {name: 支付宝, currency: CNY}
  boc: {name: 中行, currency: USD}
reconcile: {fee_max: {CNY: 50.00, USD: 35.00}, rounding_max: {CNY: 1.00}}
"""
MASTERS = {
    "customers": """
- {id: HD, name: 华东精密, terms: quick, group: hd, contacts: [{name: 张伟}], payers: [{name: 李明, account: "6222"}]}
- {id: OLD, name: 华东老厂, aliases: [老厂], merged_into: HD}
- {id: EX, name: 瑞昌, settle: explicit}
""",
    "products": "- {id: P, name: 轴承}\n",
    "reps": "- {id: wang, name: 王芳}\n",
}


class Ledger:
    """A book that each test adds its entries to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "salesbook.yaml").write_text(SETTINGS.lstrip(), encoding="utf-8")
        for kind, text in MASTERS.items():
            self.add(kind, text)

    def add(self, name: str, *entries: str) -> None:
        path = self.root / "ledgers" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(entry.lstrip() for entry in entries), encoding="utf-8")

    def order(self, *orders: tuple[str, str, str], delivered: bool = True, more: str = "") -> None:
        """Orders (id, customer, amount) of the 1st of October, delivered on the 5th."""
        self.add(
            "orders/2026-10",
            *(
                f"- {{id: {id}, date: 2026-10-01, customer: {customer}, "
                f"lines: [{{product: P, qty: 1, price: {amount}}}]{more}}}\n"
                for id, customer, amount in orders
            ),
        )
        if delivered:
            self.add(
                "deliveries/2026-10", *(f"- {{id: DN-{id}, date: 2026-10-05, order: {id}}}\n" for id, *_ in orders)
            )

    def seen(self, account: str = "icbc", *, sound: bool = True) -> Receivables:
        """What is seen of an account on the day; whether the book has no errors."""
        book = open_book(self.root)
        try:
            assert book.policy is not None
            assert (book.problems() == []) is sound
            return BookView(book, book.policy, DAY).of_account(account, DAY, DAY)
        finally:
            book.connection.close()


def paid(customer: str, amount: str) -> str:
    """A payment for SO-1."""
    head = f"id: PY-1, date: 2026-10-08, customer: {customer}, amount: {amount}, account: icbc"
    return f"- {{{head}, orders: [{{order: SO-1, amount: {amount}}}]}}\n"


def invoice(id: str, number: str, amount: str, more: str = "") -> str:
    """An invoice over SO-1, red where the amount is below zero."""
    orders = f"[{{order: SO-1, amount: {amount}}}]"
    return f'- {{id: {id}, date: 2026-10-0{id[-1]}, customer: EX, number: "{number}", orders: {orders}{more}}}\n'


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    yield Ledger(tmp_path)


def test_an_item_is_dated_and_named_and_has_the_discount_of_its_customers_terms(ledger: Ledger) -> None:
    ledger.order(("SO-1", "OLD", "99.75"), more=", terms: quick")
    (item,) = ledger.seen().orders["SO-1"].items
    due, until = date(2026, 11, 4), date(2026, 10, 15)
    assert item == OpenItem(99_75, due, date(2026, 10, 5), "DN-SO-1", False, 2_00, until)  # 1.995 is rounded half up
    ledger.order(("SO-1", "HD", "99.75"))
    assert ledger.seen().orders["SO-1"].items == (item,)
    ledger.order(("SO-1", "EX", "99.75"))
    assert ledger.seen().orders["SO-1"].items[0].discount == 0


def test_an_order_may_write_its_own_terms(ledger: Ledger) -> None:
    terms = ", terms: [{share: 40%, after: order}, {share: 60%, after: delivery, discount: 1%, discount_days: 8}]"
    ledger.order(("SO-1", "EX", "100.00"), more=terms)
    first, second = ledger.seen().orders["SO-1"].items
    assert (first.amount, first.discount, first.event) == (40_00, 0, None)
    assert (second.amount, second.discount, second.discount_until) == (60_00, 60, date(2026, 10, 13))


def test_a_discount_is_granted_on_what_is_left(ledger: Ledger) -> None:
    ledger.order(("SO-1", "HD", "100.00"))
    ledger.add("payments/2026-10", paid("HD", "40.00"))
    order = ledger.seen().orders["SO-1"]
    assert (order.items[0].amount, order.items[0].discount) == (60_00, 1_20)
    assert order.less(10_00).items[0].discount == 1_00


def test_a_deposit_is_an_item_with_its_due_date(ledger: Ledger) -> None:
    terms = ", terms: [{share: 30%, after: order, days: 7}, {share: 70%, after: delivery}]"
    ledger.order(("SO-1", "EX", "100.00"), delivered=False, more=terms)
    order = ledger.seen().orders["SO-1"]
    assert order.items == (OpenItem(30_00, date(2026, 10, 8), date(2026, 10, 1), deposit=True),)
    assert (order.due, order.unsettled) == (30_00, 100_00)


INVOICES = invoice("IV-6", "24110001", "60.00") + invoice("IV-7", "24110002", "40.00")


def test_invoices_are_covered_oldest_first(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"))
    ledger.add("invoices/2026-10", INVOICES)
    first, second = (
        OpenInvoice("IV-6", "24110001", date(2026, 10, 6), 60_00),
        OpenInvoice("IV-7", "24110002", date(2026, 10, 7), 40_00),
    )
    order = ledger.seen().orders["SO-1"]
    assert order.invoices == (first, second)
    assert order.amounts == {60_00, 40_00, 100_00}
    assert order.less(40_00).invoices == (first.reduced_to(20_00), second)
    assert order.less(10_00).invoices == (first.reduced_to(50_00), second)
    ledger.add("payments/2026-10", paid("EX", "70.00"))
    assert ledger.seen().orders["SO-1"].invoices == (second.reduced_to(30_00),)


@pytest.mark.parametrize("red", [True, False])
def test_a_return_lowers_what_invoices_ask_once(ledger: Ledger, red: bool) -> None:
    ledger.order(("SO-1", "EX", "100.00"))
    taken_back = invoice("IV-9", "24110003", "-15.00", ", reverses: IV-7")
    ledger.add("invoices/2026-10", INVOICES, *([taken_back] if red else []))
    ledger.add(
        "credits/2026-10",
        "- {id: CR-1, date: 2026-10-08, customer: EX, reason: return, amount: 15, "
        "orders: [{order: SO-1, amount: 15}]}\n",
    )
    seen = ledger.seen()
    assert sum(invoice.amount for invoice in seen.orders["SO-1"].invoices) == seen.orders["SO-1"].due == 85_00
    assert seen.numbers["24110002"] == {"SO-1": 25_00 if red else 40_00}


def test_numbers_stand_for_orders_settled_or_not_and_say_what_invoices_state(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"), ("SO-2", "HD", "7.00"), more=", customer_po: PO-7, contract: HT-9")
    void = invoice("IV-9", "24110003", "-60.00", ", reverses: IV-6")
    ledger.add("invoices/2026-10", INVOICES, void)
    ledger.add(
        "openings/2026-10", '- {id: OB-1, date: 2026-10-01, customer: HD, amount: 5, due: 2026-10-02, number: "88"}\n'
    )
    numbers = ledger.seen().numbers
    assert numbers["PO-7"] == numbers["HT-9"] == {"SO-1": None, "SO-2": None}
    assert numbers["IV-7"] == numbers["24110002"] == {"SO-1": 40_00}
    assert numbers["IV-6"] == numbers["24110003"] == {"SO-1": None}
    assert numbers["OB-1"] == numbers["88"] == {"OB-1": None}


FREE = """
- {id: PY-1, date: 2026-10-06, customer: EX, amount: 40.00, account: icbc}
- {id: PY-2, date: 2026-10-07, customer: EX, amount: 30.00, account: icbc, orders: [{order: SO-1, amount: 10.00}]}
- {id: PY-3, date: 2026-10-08, customer: EX, amount: -15.00, account: icbc}
"""


def test_free_money_is_used_oldest_first(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"))
    ledger.add("payments/2026-10", FREE)
    ledger.add("credits/2026-10", "- {id: CR-1, date: 2026-10-09, customer: EX, reason: rebate, amount: 5.00}\n")
    free = ledger.seen().free
    assert [(each.id, each.amount, each.credit) for each in free] == [
        ("PY-1", 25_00, False),
        ("PY-2", 20_00, False),
        ("CR-1", 5_00, True),
    ]


def test_free_money_that_pays_the_oldest_items_is_not_free(ledger: Ledger) -> None:
    ledger.order(("SO-1", "HD", "50.00"))
    ledger.add(
        "invoices/2026-10", "- {id: IV-1, date: 2026-10-06, customer: HD, orders: [{order: SO-1, amount: 50}]}\n"
    )
    ledger.add(
        "payments/2026-10",
        "- {id: PY-1, date: 2026-10-06, customer: HD, amount: 40.00, account: icbc}\n",
        "- {id: PY-2, date: 2026-10-07, customer: OLD, amount: 30.00, account: icbc}\n",
    )
    seen = ledger.seen()
    assert [(each.id, each.customer, each.amount) for each in seen.free] == [("PY-2", "HD", 20_00)]
    assert (seen.orders["SO-1"].items, seen.orders["SO-1"].invoices) == ((), ())
    assert seen.orders["SO-1"].unsettled == 50_00


def test_what_a_rep_holds_is_what_he_did_not_hand_in(ledger: Ledger) -> None:
    cash = "method: cash, received_by: wang"
    ledger.add(
        "payments/2026-10",
        *(f"- {{id: PY-{n}, date: 2026-10-0{n}, customer: EX, amount: {n}0.00, {cash}}}\n" for n in (1, 2, 3)),
    )
    ledger.add(
        "handins/2026-10",
        "- {id: HI-1, date: 2026-10-09, rep: wang, account: icbc, payments: [PY-2], amount: 15.00}\n",
        "- {id: HI-2, date: 2026-10-10, rep: wang, account: icbc, amount: 12.00}\n",
    )
    seen = ledger.seen(sound=False)  # what is short is warned of
    assert [(each.id, each.rep_name, each.amount) for each in seen.held] == [
        ("PY-2", "王芳", 3_00),
        ("PY-3", "王芳", 30_00),
    ]
    assert seen.reps == {"wang": "王芳"}


def test_customers_that_were_merged_are_one(ledger: Ledger) -> None:
    seen = ledger.seen()
    customer = seen.customers["HD"]
    assert customer.names == ("华东精密", "华东老厂", "老厂", "李明")
    assert [(each.name, each.account) for each in customer.payers] == [("李明", "6222")]
    assert (customer.contacts, customer.group, "OLD" in seen.customers) == (("张伟",), "hd", False)


def test_limits_and_orders_of_other_currencies_go_by_the_account(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"), more=", currency: USD")
    yuan, dollars = ledger.seen("icbc"), ledger.seen("boc")
    assert (yuan.fee_max, yuan.rounding_max, dollars.fee_max, dollars.rounding_max) == (50_00, 1_00, 35_00, 0)
    assert ([each.id for each in yuan.foreign], list(dollars.orders)) == (["SO-1"], ["SO-1"])


def test_lines_of_other_accounts_and_of_the_past_tell_what_they_were_taken_for(ledger: Ledger) -> None:
    ledger.add(
        "bank/2026",
        "- {id: BL-1, account: alipay, date: 2026-10-10, amount: -500.00, memo: 提现}\n",
        "- {id: BL-2, account: alipay, date: 2026-09-01, amount: 9.00, memo: 货款, payer: 李明}\n",
        "- {id: BL-3, account: icbc, date: 2026-10-11, amount: 2.00, memo: 利息}\n",
        "- {id: BL-4, account: icbc, date: 2024-10-01, amount: 2.00, memo: 利息}\n",
    )
    ledger.add("payments/2026-09", "- {id: PY-1, date: 2026-09-01, customer: OLD, amount: 9.00, account: alipay}\n")
    ledger.add(
        "matches/2026-10",
        "- {id: BM-1, date: 2026-10-11, line: BL-2, payments: [PY-1]}\n",
        "- {id: BM-2, date: 2026-10-11, line: BL-3, ignored: interest}\n",
        "- {id: BM-3, date: 2026-10-11, line: BL-4, ignored: interest}\n",
    )
    seen = ledger.seen()
    assert seen.other_lines == (OtherLine("BL-1", "alipay", date(2026, 10, 10), -500_00, "CNY", "提现"),)
    assert [(each.memo, each.customer, each.ignored) for each in seen.past_lines] == [
        ("货款", "HD", None),
        ("利息", None, "interest"),
    ]
    assert [(each.amount, each.given) for each in seen.past_payments["HD"]] == [(9_00, ())]


def test_what_was_taken_is_left_out(ledger: Ledger) -> None:
    """Of orders of either currency, of free money, and of what a rep holds."""
    ledger.order(("SO-1", "EX", "90.00"), ("SO-2", "EX", "80.00"))
    ledger.add(
        "orders/2026-11",
        "- {id: SO-3, date: 2026-10-01, customer: EX, currency: USD, lines: [{product: P, qty: 1, price: 70.00}]}\n",
    )
    ledger.add(
        "payments/2026-10",
        FREE.replace(", orders: [{order: SO-1, amount: 10.00}]", "").replace("30.00", "20.00"),
        "- {id: PY-4, date: 2026-10-09, customer: EX, amount: 9.00, method: cash, received_by: wang}\n",
    )
    seen = ledger.seen().after(
        [
            Explanation(
                "EX",
                orders=(Share("SO-1", 78_00), Share("SO-3", 60_00, paid=430_00)),
                credits=(NewCredit("SO-1", 2_00, CreditReason.DISCOUNT),),
                taken_up=(TakenUp("PY-1", "SO-1", 10_00),),
            ),
            Explanation("EX", hands_in=("PY-4",), rep="wang"),
        ]
    )
    assert list(seen.orders) == ["SO-2"]
    assert [(each.id, each.unsettled) for each in seen.foreign] == [("SO-3", 10_00)]
    assert [(each.id, each.amount) for each in seen.free] == [("PY-1", 15_00), ("PY-2", 20_00), ("PY-4", 9_00)]
    assert seen.held == ()


def test_a_snapshot_is_of_one_moment(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"))
    book, other = open_book(ledger.root), open_book(ledger.root)
    assert "NEW" not in book.customers.by_id
    ledger.add("customers", MASTERS["customers"], "- {id: NEW, name: 新客户}\n")
    synchronise(other.connection, ledger.root)
    with snapshot(book) as fixed:
        assert "NEW" in fixed.customers.by_id
        other.connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError):
            other.connection.execute("DELETE FROM unit")
        assert fixed.connection.execute("SELECT count(*) FROM unit").fetchone() == (1,)
    for each in (book, other):
        each.connection.close()


def test_every_number_stands_for_orders_with_an_owner_even_in_a_faulty_book(ledger: Ledger) -> None:
    ledger.order(("SO-1", "EX", "100.00"), ("SO-2", "EX", "80.00"))
    ledger.add("credits/2026-10", "- {id: SO-1, date: 2026-10-09, customer: EX, reason: rebate, amount: 5.00}\n")
    ledger.add("invoices/2026-10", INVOICES)
    seen = ledger.seen(sound=False)
    assert {order for stated in seen.numbers.values() for order in stated} <= seen.owners.keys()
    assert set(seen.orders) <= seen.owners.keys()


def test_what_reconciling_entered_itself_proves_nothing_of_a_payer(ledger: Ledger) -> None:
    """A payment that a person recorded does, where its line is of a day before the statement."""
    ledger.add(
        "bank/icbc-2026-10",
        "- {id: BL-1, account: icbc, date: 2026-10-01, amount: 9.00, payer: 李明}\n",
        "- {id: BL-2, account: icbc, date: 2026-10-02, amount: 8.00, payer: 李明}\n",
        f"- {{id: BL-3, account: icbc, date: {DAY}, amount: 7.00, payer: 李明}}\n",
    )
    ledger.add(
        "payments/2026-10",
        "- {id: PY-1, date: 2026-10-01, customer: EX, amount: 9.00, account: icbc}\n",
        "- {id: PY-2, date: 2026-10-02, customer: EX, amount: 8.00, account: icbc, line: BL-2}\n",
        f"- {{id: PY-3, date: {DAY}, customer: EX, amount: 7.00, account: icbc, line: BL-3}}\n",
    )
    ledger.add(
        "matches/2026-10",
        *(f"- {{id: BM-{n}, date: {DAY}, line: BL-{n}, payments: [PY-{n}]}}\n" for n in (1, 2, 3)),
    )
    seen = ledger.seen()
    assert [(each.amount, each.evidence) for each in seen.past_lines] == [(9_00, True), (8_00, False), (7_00, False)]
    assert [each.of_statement for each in seen.past_payments["EX"]] == [False, False, True]
    assert [(each.amount, each.of_statement) for each in seen.free] == [(9_00, False), (8_00, False), (7_00, True)]
