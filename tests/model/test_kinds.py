"""Every kind of entry: what it says as facts, whom it names, and which of its fields exclude each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from salesbook.model.entry import Entry
from salesbook.model.facts import (
    BillEvent,
    Changed,
    Credited,
    Delivered,
    Exchanged,
    Fact,
    Given,
    HandedIn,
    Invoiced,
    Line,
    Opened,
    Ordered,
    Piece,
    Received,
    Share,
)
from salesbook.model.kinds import KINDS, kind_named
from salesbook.model.terms import Event, TermPart
from tests.model.entries import WHOLE, found, valid

D = Decimal


def test_there_is_an_example_of_every_kind() -> None:
    assert list(WHOLE) == [kind.name for kind in KINDS]
    assert kind_named("invoices") is KINDS[6]
    assert kind_named("ledgers") is None


FACTS: dict[str, list[Fact]] = {
    "orders": [
        Ordered(
            "SO-2611-WF-0003",
            date(2026, 11, 21),
            "HDJM",
            (Share("wang-fang", D("0.6")), Share("li-lei", D("0.4"))),
            (
                Line(1, "P-100", D(10), D("128.50"), D(0), D("0.13")),
                Line(2, None, D(1), D("-60.00"), D("0.05"), None),
            ),
            (TermPart(D("0.3"), Event.ORDER), TermPart(D("0.7"), due=date(2027, 1, 15), retention=True)),
            "USD",
            D("1228.00"),
        )
    ],
    "changes": [
        Changed(
            "CH-2611-0001",
            date(2026, 11, 25),
            "SO-2611-WF-0003",
            (Piece(1, D(0)),),
            (Line(0, "P-300", D(2), D("45.00"), D(0), D("0.13")),),
            cancel=True,
            accept=True,
            total=D("90.00"),
        )
    ],
    "deliveries": [Delivered("DN-1", date(2026, 11, 22), "SO-1", (Piece(1, D(5)),))],
    "invoices": [
        Invoiced("IV-2", date(2026, 11, 23), "HDJM", "SO-1", D("-1285.00"), "IV-1", "IV-0"),
        Invoiced("IV-2", date(2026, 11, 23), "HDJM", "SO-2", D(5), "IV-1", "IV-0"),
    ],
    "openings": [Opened("OB-1", date(2025, 1, 1), "HDJM", "wang-fang", D("58000.00"), None, date(2025, 1, 31))],
    "payments": [
        Received("PY-2", date(2026, 11, 24), "HDJM", D("5000.00"), None, "bill", "icbc", None, "PY-1"),
        Given("PY-2", date(2026, 11, 24), "PY-2", "SO-1", opening=False, amount=D("1285.00"), paid=D(9000), pieces=()),
        Given("PY-2", date(2026, 11, 24), "PY-2", "OB-1", opening=True, amount=D(1), paid=None, pieces=()),
    ],
    "credits": [
        Credited("CR-1", date(2026, 11, 28), "HDJM", D("128.50"), None, "return", "CR-0"),
        Given("CR-1", date(2026, 11, 28), "CR-1", "SO-1", False, D("128.50"), None, (Piece(1, D(1)),)),
    ],
    "allocations": [Given("AL-1", date(2026, 12, 2), "PY-1", "SO-1", False, D(5), None, ())],
    "handins": [HandedIn("HI-1", date(2026, 11, 26), "wang-fang", "icbc", None, ("PY-1", "PY-2"), D("800.00"))],
    "bills": [BillEvent("BE-1", date(2027, 5, 25), "PY-1", "collected", D("50000.00"), "icbc")],
}


@pytest.mark.parametrize("kind", WHOLE)
def test_facts(kind: str) -> None:
    assert list(valid(kind, WHOLE[kind]).facts()) == FACTS.get(kind, [])


REFERENCES = {
    "customers": "reps.0.rep>reps li-lei, reps.1.rep>reps wang-fang, terms>terms monthly30, "
    "merged_into>customers HDJT, payers.1.line>bank BL-1",
    "products": "",
    "reps": "",
    "orders": "customer>customers HDJM, reps.wang-fang>reps wang-fang, reps.li-lei>reps li-lei, "
    "lines.0.product>products P-100",
    "changes": "order>orders SO-2611-WF-0003, lines.1.product>products P-300",
    "deliveries": "order>orders SO-1",
    "invoices": "customer>customers HDJM, orders.0.order>orders SO-1, orders.1.order>orders SO-2, "
    "reverses>invoices IV-1, replaces>invoices IV-0",
    "openings": "customer>customers HDJM, rep>reps wang-fang",
    "payments": "customer>customers HDJM, account>accounts icbc, orders.0.order>orders SO-1, "
    "orders.1.opening>openings OB-1, reverses>payments PY-1, line>bank BL-1",
    "credits": "customer>customers HDJM, orders.0.order>orders SO-1, reverses>credits CR-0, line>bank BL-1",
    "allocations": "payment>payments PY-1, orders.0.order>orders SO-1, reverses>allocations AL-0, line>bank BL-1",
    "handins": "rep>reps wang-fang, account>accounts icbc, payments.0>payments PY-1, payments.1>payments PY-2, "
    "reverses>handins HI-0, line>bank BL-1",
    "bills": "payment>payments PY-1, account>accounts icbc, reverses>bills BE-0, line>bank BL-1",
    "bank": "account>accounts icbc",
    "matches": "line>bank BL-1, payments.0>payments PY-1, handins.0>handins HI-1, bills.0>bills BE-1, "
    "credits.0>credits CR-1, allocations.0>allocations AL-1, counterpart>bank BL-2, reverses>matches BM-1",
    "confirmations": "customer>customers HDJM",
    "commissions": "rep>reps wang-fang",
    "targets": "rep>reps wang-fang",
}


def named(entry: Entry) -> str:
    return ", ".join(f"{each.field}>{each.kind} {each.id}" for each in entry.references())


@pytest.mark.parametrize("kind", WHOLE)
def test_references(kind: str) -> None:
    assert named(valid(kind, WHOLE[kind])) == REFERENCES[kind]


SMALLEST = {
    "customers": "id: C\nname: 甲",
    "products": "id: P\nname: 轴承",
    "reps": "id: R\nname: 王芳",
    "orders": "id: SO-1\ndate: 2026-11-21\ncustomer: C\nlines: [{product: P, qty: 1, price: 2}]",
    "changes": "id: CH-1\ndate: 2026-11-21\norder: SO-1\naccept: true",
    "deliveries": "id: DN-1\ndate: 2026-11-21\norder: SO-1",
    "invoices": "id: IV-1\ndate: 2026-11-21\ncustomer: C\norders: [{order: SO-1, amount: 5}]",
    "openings": "id: OB-1\ndate: 2026-11-21\ncustomer: C\namount: -5",
    "payments": "id: PY-1\ndate: 2026-11-21\ncustomer: C\namount: 5",
    "credits": "id: CR-1\ndate: 2026-11-21\ncustomer: C\nreason: fee\namount: 5",
    "allocations": "id: AL-1\ndate: 2026-11-21\ncredit: CR-1\norders: [{opening: OB-1, amount: 5}]",
    "handins": "id: HI-1\ndate: 2026-11-21\nrep: R\namount: 5",
    "bills": "id: BE-1\ndate: 2026-11-21\npayment: PY-1\nevent: dishonoured",
    "bank": "id: BL-1\ndate: 2026-11-21\naccount: icbc\namount: -5",
    "matches": "id: BM-1\ndate: 2026-11-21\nline: BL-1\nignored: interest",
    "confirmations": "id: CF-1\ndate: 2026-11-05\ncustomer: C\nas_of: 2026-10-31\nbalance: 5",
    "commissions": "id: CM-1\ndate: 2026-11-05\nrep: R\nmonth: 2026-10\nearned: 5\namount: 5",
    "targets": "year: 2026",
}


def test_with_nothing_but_what_is_required() -> None:
    entries = {kind: valid(kind, text) for kind, text in SMALLEST.items()}
    assert named(entries["customers"]) == named(entries["targets"]) == ""
    assert named(entries["payments"]) == "customer>customers C"
    assert named(entries["handins"]) == "rep>reps R"
    assert named(entries["bills"]) == "payment>payments PY-1"
    assert named(entries["openings"]) == "customer>customers C"
    assert named(entries["allocations"]) == "credit>credits CR-1, orders.0.opening>openings OB-1"
    assert named(entries["matches"]) == "line>bank BL-1"
    assert named(entries["invoices"]) == "customer>customers C, orders.0.order>orders SO-1"
    assert entries["invoices"].key() == "IV-1"
    assert list(entries["openings"].facts()) == [
        Opened("OB-1", date(2026, 11, 21), "C", None, D(-5), None, date(2026, 11, 21))
    ]
    ordered = next(entries["orders"].facts())
    assert isinstance(ordered, Ordered)
    assert (ordered.shares, ordered.terms) == ((), None)


@pytest.mark.parametrize("kind", SMALLEST)
def test_what_is_required_is_missed(kind: str) -> None:
    one_of_several = {"changes": "accept", "allocations": "credit", "matches": "ignored", "targets": "year"}
    for line in SMALLEST[kind].splitlines():
        name = line.split(":")[0]
        if name != one_of_several.get(kind):
            assert found(kind, SMALLEST[kind], **{name: None}) == [(name, "E0101")]


def test_one_rep_has_all_of_an_order() -> None:
    order = valid("orders", SMALLEST["orders"], rep="R", terms="net30")
    assert named(order) == "customer>customers C, rep>reps R, terms>terms net30, lines.0.product>products P"
    ordered = next(order.facts())
    assert isinstance(ordered, Ordered)
    assert ordered.shares == (Share("R", D(1)),)
    assert ordered.terms == "net30"


def test_a_customer_with_one_rep() -> None:
    assert named(valid("customers", SMALLEST["customers"], rep="R")) == "rep>reps R"


def test_money_that_a_rep_received() -> None:
    payment = valid("payments", SMALLEST["payments"], received_by="R", method="cash")
    assert named(payment) == "customer>customers C, received_by>reps R"


def test_an_exchange_sends_goods_back_and_settles_nothing() -> None:
    exchange = valid(
        "credits", SMALLEST["credits"], reason="exchange", amount="0",
        orders="[{order: SO-1, amount: 0, lines: [{line: 2, qty: 1.5}]}]",
    )  # fmt: skip
    assert list(exchange.facts()) == [Exchanged("CR-1", date(2026, 11, 21), "SO-1", (Piece(2, D("1.5")),))]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("rep: R\nmonth: 2026-11", "rep:R:2026-11:"),
        ("team: 华东\nquarter: 2026-Q4\ncurrency: USD", "team:华东:2026-Q4:USD"),
        ("year: 2026", "company:2026:"),
    ],
)
def test_a_target_is_known_by_whose_it_is_and_when(written: str, key: str) -> None:
    assert valid("targets", written).key() == key


CONTRADICTIONS: list[tuple[str, dict[str, str | None], str]] = [
    ("customers", {"rep": "A", "reps": "[{rep: B}]"}, ""),
    ("products", {"cost": "5", "costs": "[{cost: 6}]"}, ""),
    ("reps", {"team": "华东", "teams": "[{team: 华北}]"}, ""),
    ("orders", {"rep": "A", "reps": "{B: 100%}"}, ""),
    ("orders", {"lines": "[{qty: 1, price: 1}]"}, "lines.0"),
    ("orders", {"terms": "[{share: 100%}]"}, "terms.0"),
    ("orders", {"terms": "[{share: 100%, after: order, due: 2026-12-01}]"}, "terms.0"),
    ("changes", {"accept": None}, ""),
    ("changes", {"lines": "[{qty: 1}]"}, "lines.0"),
    ("changes", {"lines": "[{line: 1, product: P, qty: 1, price: 1}]"}, "lines.0"),
    ("changes", {"lines": "[{product: P, qty: 1}]"}, "lines.0"),
    ("changes", {"lines": "[{text: 运费, qty: 0, price: 1}]"}, "lines.0"),
    ("changes", {"lines": "[{line: 1, qty: 1, price: 1}]"}, "lines.0"),
    ("changes", {"lines": "[{line: 1, qty: -1}]"}, "lines.0"),
    ("payments", {"account": "icbc", "received_by": "R"}, ""),
    ("payments", {"bill": '{number: "1"}'}, ""),
    ("payments", {"orders": "[{amount: 1}]"}, "orders.0"),
    ("payments", {"orders": "[{order: A, opening: B, amount: 1}]"}, "orders.0"),
    ("credits", {"reason": "exchange"}, ""),
    ("credits", {"reason": "exchange", "amount": "0"}, ""),
    ("credits", {"reason": "exchange", "amount": "0", "orders": "[{order: A, amount: 1}]"}, ""),
    ("credits", {"reason": "recovery"}, ""),
    ("allocations", {"payment": "PY-1"}, ""),
    ("allocations", {"credit": None}, ""),
    ("matches", {"ignored": None}, ""),
    ("matches", {"counterpart": "BL-1"}, ""),
    ("bills", {"reverses": "BE-0"}, ""),
    ("commissions", {"amount": "6"}, ""),
    ("commissions", {"carried": "-6"}, ""),
    ("targets", {"year": None}, ""),
    ("targets", {"month": "2026-11"}, ""),
    ("targets", {"rep": "R", "team": "华东"}, ""),
    ("targets", {"weights": "[1, 2, 3]"}, ""),
    ("targets", {"year": None, "quarter": "2026-Q4", "weights": "[1, 2]"}, ""),
    ("targets", {"year": None, "month": "2026-11", "weights": "[1]"}, ""),
    ("targets", {"weights": "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12]"}, "weights"),
    ("targets", {"weights": "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"}, "weights"),
]


@pytest.mark.parametrize(("kind", "changed", "field"), CONTRADICTIONS)
def test_contradictions(kind: str, changed: dict[str, str | None], field: str) -> None:
    assert found(kind, SMALLEST[kind], **changed) == [(field, "E0109")]


def test_a_recovery_takes_a_write_off_back() -> None:
    assert valid("credits", SMALLEST["credits"], reason="recovery", amount="-5")
